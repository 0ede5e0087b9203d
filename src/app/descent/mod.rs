//! The lab of gradient descent.

mod card;
mod player;
mod plots;
mod presets;
mod rate;
mod run;

use super::state::playground;
use super::widgets::{FormulaField, Parameters, Scaling, SliderField};
use crate::session::{DescentStoreFields, Method, SessionStoreFields};
use leptos::prelude::*;
use run::Run;
use rust_i18n::t;

/// The descent lab.
#[component]
pub fn Lab() -> impl IntoView {
    let playground = playground();
    let fields = playground.session.descent();
    let run = Run::new(playground.session);
    provide_context(run);
    let player = player::Player::new();
    // Another loss is another run: it begins at its start.
    let edit = move |text: String| {
        player.pause();
        fields.update(|descent| {
            descent.f = text;
            descent.step = 0;
        });
    };
    let is_plain = move || fields.method().get() == Method::GradientDescent;
    view! {
        <div class="lab">
            <div class="ask">
                <h1 class="question first">{t!("descent_lab.question")}</h1>
                <FormulaField
                    id="f"
                    label="f".to_owned()
                    formula=run.f
                    on_edit=edit
                    remark=t!("descent_lab.loss")
                />
                <p class="notice" hidden=is_plain>{t!("descent_lab.only_plain")}</p>
                <rate::Rate />
                <plots::StepPlot />
                <div class="sliders later">
                    <SliderField
                        id="start"
                        label=t!("descent_lab.start")
                        value=Signal::derive(move || fields.x().get())
                        on_change=move |x| fields.x().set(x)
                        scaling=Scaling::Linear { low: -3.0, high: 3.0 }
                    />
                </div>
                <Parameters names=run.letters />
                <presets::Presets player />
            </div>
            <div class="show">
                <plots::DescentPlot player />
                <player::Controls player />
                <div class="pair">
                    <plots::LossPlot />
                    <card::Card />
                </div>
            </div>
        </div>
    }
}

//! The lab of gradient descent.

mod card;
mod method;
mod player;
mod plots;
mod presets;
mod rate;
mod run;

use super::state::playground;
use super::widgets::{FormulaField, Parameters, Scaling, SliderField};
use crate::session::SessionStoreFields;
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
    let is_plane = run.is_plane;
    view! {
        <div class="lab">
            <div class="ask">
                <h1 class="question first">{t!("descent_lab.question")}</h1>
                <FormulaField
                    id="f"
                    label="f".to_owned()
                    meaning="is-function"
                    formula=run.f
                    on_edit=edit
                    remark=t!("descent_lab.loss")
                />
                <rate::Rate />
                <method::MethodChoice />
                <plots::StepPlot />
                <div class="sliders last">
                    <SliderField
                        id="start"
                        label=t!("descent_lab.start")
                        value=run.start(0)
                        on_change=move |x| run.set_start(0, x)
                        scaling=Scaling::Linear { low: -3.0, high: 3.0 }
                    />
                    <Show when=move || is_plane.get()>
                        <SliderField
                            id="start-y"
                            label=t!("descent_lab.start_y")
                            value=run.start(1)
                            on_change=move |y| run.set_start(1, y)
                            scaling=Scaling::Linear { low: -3.0, high: 3.0 }
                        />
                    </Show>
                </div>
                <Parameters names=run.letters />
                <presets::Presets player />
            </div>
            <div class="show">
                <Show
                    when=move || !is_plane.get()
                    fallback=|| view! { <p class="notice">{t!("descent_lab.two_variables")}</p> }
                >
                    <plots::DescentPlot player />
                </Show>
                <player::Controls player />
                <div class="pair later">
                    <plots::LossPlot />
                    <card::Card />
                </div>
            </div>
        </div>
    }
}

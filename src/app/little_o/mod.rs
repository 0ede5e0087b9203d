//! The lab that compares f with g near a point.

pub mod comparison;
mod near;
mod place;
mod predict;
mod presets;
mod ratio;
mod table;
mod variable;
mod verdict;
mod why;
mod zoom;

pub use comparison::Comparison;
pub use why::line;

use super::on_demand::{OnDemand, part};
use super::state::playground;
use super::widgets::{FormulaField, Parameters};
use crate::session::{LittleOStoreFields, SessionStoreFields};
use leptos::prelude::*;
use rust_i18n::t;

/// The little-o lab. On the front page its question stands below that page's own title.
#[component]
pub fn Lab(
    /// Whether it stands on the front page.
    is_front: bool,
) -> impl IntoView {
    let playground = playground();
    let Comparison { f, g, .. } = playground.little_o;
    let fields = playground.session.little_o();
    let label = move |name: &'static str| {
        Signal::derive(move || {
            fields.var().with(|variable| t!("app.function_label", name = name, variable = variable).into_owned())
        })
    };
    view! {
        <div class="lab">
            <div class="ask">
                <Question is_front />
                <FormulaField id="f" label=label("f") meaning="is-numerator" formula=f on_edit=move |text| fields.f().set(text) />
                <FormulaField id="g" label=label("g") meaning="is-denominator" formula=g on_edit=move |text| fields.g().set(text) />
                <verdict::VerdictCard />
                <OnDemand part=part!(plots, view! { <Below /> }) is_quiet=true />
            </div>
            <div class="show"><OnDemand part=part!(plots, view! { <Shown /> }) /></div>
        </div>
    }
}

/// What stands below the verdict.
#[component]
pub fn Below() -> impl IntoView {
    view! {
        <predict::PredictFirst />
        <variable::Variable />
        <Parameters names=playground().little_o.letters />
        <why::Why />
    }
}

/// What f and g look like near the point. A part of its own, so that nobody waits for the drawing to read the verdict.
#[component]
pub fn Shown() -> impl IntoView {
    view! {
        <ratio::RatioPlot />
        <zoom::Zoom />
        <table::Table />
        <place::Place />
    }
}

/// "Is f smaller than g, near zero?"
#[component]
fn Question(is_front: bool) -> impl IntoView {
    let at = playground().session.little_o().at();
    let place = move || match at.read().as_str() {
        "0" => t!("little_o.near_zero"),
        "oo" => t!("little_o.near_infinity"),
        "-oo" => t!("little_o.near_minus_infinity"),
        at => t!("little_o.near", at = at),
    };
    let question = view! {
        {t!("little_o.question_is")}
        <em>"f"</em>
        {t!("little_o.question_smaller")}
        <em>"g"</em>
        {t!("little_o.question_near")}
        {place}
        "?"
    };
    match is_front {
        true => view! { <h2 class="question serif first">{question}</h2> }.into_any(),
        false => view! { <h1 class="question first">{question}</h1> }.into_any(),
    }
}

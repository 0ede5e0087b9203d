//! The learning rate, with the rates that lower the loss marked on its slider.

use super::super::widgets::{Scaling, SliderField};
use super::method::RuleInLetters;
use super::run::Run;
use crate::descent::SafeRates;
use crate::geometry::short_number;
use leptos::prelude::*;
use rust_i18n::t;

/// The powers of ten at the slider's ends.
const ENDS: (f64, f64) = (-4.0, 1.0);

/// The card of the learning rate.
#[component]
pub fn Rate() -> impl IntoView {
    let run = expect_context::<Run>();
    let scaling = Scaling::Logarithmic { low: ENDS.0, high: ENDS.1 };
    let band = Signal::derive(move || match run.safe.get() {
        SafeRates::Below(bound) => bound,
        SafeRates::AllTried => 10f64.powf(ENDS.1),
        SafeRates::None => 0.0,
    });
    let remark = move || {
        let x = run.iterate().map_or(String::new(), |iterate| short_place(&iterate.x));
        match run.safe.get() {
            SafeRates::Below(bound) => t!("descent_lab.safe_below", place = x, bound = short_number(bound, 4)),
            SafeRates::AllTried => t!("descent_lab.safe_all", place = x),
            SafeRates::None => t!("descent_lab.safe_none", place = x),
        }
        .into_owned()
    };
    view! {
        <div class="card rate later">
            <p class="caption is-yes">{remark}</p>
            <SliderField
                id="rate"
                label=t!("descent_lab.rate")
                tone="tone-gradient is-wide has-band"
                value=Signal::derive(move || run.rate())
                on_change=move |rate| run.set_rate(rate)
                scaling
                band
                is_allowed=|rate| { 0.0 <= rate }
            />
            <RuleInLetters />
        </div>
    }
}

/// `x = 2`, or `(x, y) = (1, 1)`.
fn short_place(place: &[f64]) -> String {
    match place {
        [x, y] => format!("(x, y) = ({}, {})", short_number(*x, 4), short_number(*y, 4)),
        place => format!("x = {}", place.first().map_or(String::new(), |x| short_number(*x, 4))),
    }
}

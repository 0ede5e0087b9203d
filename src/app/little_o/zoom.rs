//! What is below the plot: its axes, the microscope, the tolerance, and what floating point would draw.

use super::super::microscope::Microscope;
use super::super::state::playground;
use super::super::widgets::{Scaling, SliderField, Switch};
use super::ratio::ScaleChoice;
use crate::session::{LittleOStoreFields, SessionStoreFields};
use leptos::prelude::*;
use rust_i18n::t;

/// The controls of the plot.
#[component]
pub fn Zoom() -> impl IntoView {
    let playground = playground();
    let fields = playground.session.little_o();
    let (zoom, tolerance) = (fields.zoom(), fields.tol());
    let floating = playground.little_o.floating;
    view! {
        <div class="controls later">
            <ScaleChoice />
            <Microscope zoom=Signal::derive(move || zoom.get()) on_zoom=move |place| zoom.set(place) />
        </div>
        <div class="controls later">
            <div class="grow">
                <SliderField
                    id="tolerance"
                    label=t!("little_o.tolerance")
                    value=Signal::derive(move || tolerance.get())
                    on_change=move |value| tolerance.set(value)
                    scaling=Scaling::Logarithmic { low: -6.0, high: 1.0 }
                    is_allowed=|tolerance: f64| tolerance.is_sign_positive() && tolerance != 0.0
                />
            </div>
            <Switch label=t!("little_o.floating") is_on=floating on_change=move |is_on| floating.set(is_on) />
        </div>
    }
}

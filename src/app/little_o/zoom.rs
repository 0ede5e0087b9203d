//! The microscope: zooms the plot toward the point by factors of ten.

use super::super::state::playground;
use super::super::widgets::{Scaling, SliderField};
use super::ratio::ScaleChoice;
use crate::geometry::power_of_ten;
use crate::session::{LittleOStoreFields, SessionStoreFields};
use leptos::prelude::*;
use rust_i18n::t;

/// As far as the microscope goes: no double is much nearer to zero.
const DEEPEST: f64 = 300.0;
/// As far as one may step back.
const WIDEST: f64 = -3.0;

/// A slider and two buttons.
#[component]
pub fn Zoom() -> impl IntoView {
    let zoom = playground().session.little_o().zoom();
    let step = move |by: f64| zoom.update(|zoom| *zoom = (*zoom + by).round().clamp(WIDEST, DEEPEST));
    let value = Signal::derive(move || zoom.get());
    view! {
        <div class="controls later">
            <ScaleChoice />
            <div class="grow">
                <SliderField
                    id="zoom"
                    label=t!("little_o.zoom")
                    value
                    on_change=move |value| zoom.set(value)
                    scaling=Scaling::Linear { low: 0.0, high: 15.0 }
                    step=1.0
                    is_allowed=|zoom| (WIDEST..=DEEPEST).contains(&zoom)
                    value_text=Signal::derive(move || t!("little_o.zoom_by", factor = power_of_ten(zoom.get() as i32)).into_owned())
                />
            </div>
            <button class="button" type="button" disabled=move || zoom.get() <= WIDEST on:click=move |_| step(-1.0)>
                {t!("little_o.zoom_out")}
            </button>
            <button class="button" type="button" disabled=move || DEEPEST <= zoom.get() on:click=move |_| step(1.0)>
                {t!("little_o.zoom_in")}
            </button>
        </div>
    }
}

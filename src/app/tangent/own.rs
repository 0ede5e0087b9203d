//! A slope of the student's own, to compare with the tangent's: only one of all slopes leaves an error of o(ε).

use super::super::history::act;
use super::super::state::playground;
use super::super::widgets::{Scaling, SliderField, Switch};
use crate::session::{SessionStoreFields, TangentStoreFields};
use leptos::prelude::*;
use rust_i18n::t;

/// The switch, and the slope once it is on.
#[component]
pub fn OwnSlope() -> impl IntoView {
    let playground = playground();
    let slope = playground.session.tangent().slope();
    let is_on = Memo::new(move |_| slope.get().is_some());
    view! {
        <Switch
            label=t!("tangent.own")
            is_on
            on_change=move |is_on: bool| act(playground, move || slope.set(is_on.then_some(0.0)))
            is_switch=true
        />
        <Show when=move || is_on.get()>
            <SliderField
                id="slope"
                label=t!("tangent.own_slope")
                value=Signal::derive(move || slope.get().unwrap_or_default())
                on_change=move |value| slope.set(Some(value))
                scaling=Scaling::Linear { low: -5.0, high: 5.0 }
            />
        </Show>
    }
}

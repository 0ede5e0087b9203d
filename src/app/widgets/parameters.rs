//! Sliders for the free letters of a formula.

use super::super::state::playground;
use super::{Scaling, SliderField};
use crate::session::SessionStoreFields;
use leptos::prelude::*;
use rust_i18n::t;

/// One slider for each letter that is not the variable. A letter without a value is 1.
#[component]
pub fn Parameters(
    /// The letters.
    names: Memo<Vec<String>>,
) -> impl IntoView {
    let params = playground().session.params();
    let slider = move |name: String| {
        let (read, write) = (name.clone(), name.clone());
        view! {
            <SliderField
                id=format!("parameter-{name}")
                label=t!("app.parameter", name = name)
                value=Signal::derive(move || params.read().get(&read).copied().unwrap_or(1.0))
                on_change=move |value| {
                    params.update(|params| {
                        params.insert(write.clone(), value);
                    });
                }
                scaling=Scaling::Linear { low: -5.0, high: 5.0 }
                step=0.1
            />
        }
    };
    view! {
        <div class="sliders later" hidden=move || names.read().is_empty()>
            <For each=move || names.get() key=String::clone children=slider />
        </div>
    }
}

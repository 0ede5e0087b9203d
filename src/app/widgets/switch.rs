//! Something that is on or off: a native checkbox with its words, which may be told as a switch.

use leptos::prelude::*;

/// A checkbox, or a switch: what is felt at once, all over the lab.
#[component]
pub fn Switch(
    /// Its words.
    #[prop(into)]
    label: String,
    /// Whether it is on.
    #[prop(into)]
    is_on: Signal<bool>,
    /// Turns it on or off.
    #[prop(into)]
    on_change: Callback<bool>,
    /// Whether it is told as a switch.
    #[prop(optional)]
    is_switch: bool,
) -> impl IntoView {
    view! {
        <label class="switch">
            <input
                type="checkbox"
                role=is_switch.then_some("switch")
                prop:checked=move || is_on.get()
                on:change:target=move |event| on_change.run(event.target().checked())
            />
            {label}
        </label>
    }
}

//! Something that is on or off: a native checkbox with its words.

use leptos::prelude::*;

/// A checkbox, or a switch where being on is felt at once.
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
    /// Whether it is a checkbox in a list of things to choose, and no switch.
    #[prop(optional)]
    checkbox: bool,
) -> impl IntoView {
    view! {
        <label class="switch">
            <input
                type="checkbox"
                role=(!checkbox).then_some("switch")
                prop:checked=move || is_on.get()
                on:change:target=move |event| on_change.run(event.target().checked())
            />
            {label}
        </label>
    }
}

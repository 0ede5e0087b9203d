//! A choice of a few words: native radio buttons in one row.

use leptos::prelude::*;

/// Radio buttons. The group has a name for screen readers; each word is its own label.
#[component]
pub fn Choice<T>(
    /// The name of the group.
    #[prop(into)]
    name: String,
    /// The values and their words.
    options: Vec<(T, String)>,
    /// The chosen value.
    #[prop(into)]
    value: Signal<T>,
    /// What to do with a new choice.
    #[prop(into)]
    on_change: Callback<T>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let group = name.clone();
    let option = move |(option, word): (T, String)| {
        view! {
            <label>
                <input
                    type="radio"
                    name=group.clone()
                    prop:checked=move || value.get() == option
                    on:change=move |_| on_change.run(option)
                />
                {word}
            </label>
        }
    };
    view! { <div class="choice" role="radiogroup" aria-label=name>{options.into_iter().map(option).collect_view()}</div> }
}

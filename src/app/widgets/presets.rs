//! A menu of example formulas.

use leptos::prelude::*;
use rust_i18n::t;

/// A native menu; the formula that is typed is the one that is chosen.
#[component]
pub fn Presets(
    /// The formulas.
    sources: &'static [&'static str],
    /// The formula as it stands.
    #[prop(into)]
    chosen: Signal<String>,
    /// What to do with another one.
    #[prop(into)]
    on_choose: Callback<&'static str>,
) -> impl IntoView {
    let present = move || if sources.contains(&chosen.read().as_str()) { chosen.get() } else { String::new() };
    let choose = move |text: String| {
        if let Some(source) = sources.iter().find(|source| **source == text) {
            on_choose.run(source);
        }
    };
    view! {
        <p class="labelled later">
            <label class="caption" for="examples">{t!("app.examples")}</label>
            <select class="box" id="examples" prop:value=present on:change:target=move |event| choose(event.target().value())>
                <option value="">{t!("app.choose")}</option>
                {sources.iter().map(|source| view! { <option value=*source>{*source}</option> }).collect_view()}
            </select>
        </p>
    }
}

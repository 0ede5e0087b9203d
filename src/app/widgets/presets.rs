//! A menu of examples.

use leptos::prelude::*;
use rust_i18n::t;

/// A native menu. What stands in the lab already is shown as chosen.
#[component]
pub fn Presets(
    /// The examples in words.
    options: Vec<String>,
    /// Which of them stands in the lab.
    #[prop(into)]
    chosen: Signal<Option<usize>>,
    /// What to do with another one.
    #[prop(into)]
    on_choose: Callback<usize>,
) -> impl IntoView {
    let present = move || chosen.get().map_or(String::new(), |index| index.to_string());
    let choose = move |index: String| {
        if let Ok(index) = index.parse() {
            on_choose.run(index);
        }
    };
    let option = |(index, words): (usize, String)| view! { <option value=index.to_string()>{words}</option> };
    view! {
        <p class="labelled">
            <label class="caption" for="examples">{t!("app.examples")}</label>
            <select class="box" id="examples" prop:value=present on:change:target=move |event| choose(event.target().value())>
                <option value="">{t!("app.choose")}</option>
                {options.into_iter().enumerate().map(option).collect_view()}
            </select>
        </p>
    }
}

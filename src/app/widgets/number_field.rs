//! A number: typed exactly, taken when Enter is pressed or the field is left.

use crate::numerals::plain;
use crate::session::read_number;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use rust_i18n::t;

/// A textbox for a number. It takes `0.25`, `1e-3`, and constants such as `pi/4`; what it cannot read stays, marked.
#[component]
pub fn NumberField(
    /// The id of the textbox.
    id: String,
    /// Its accessible name.
    #[prop(into)]
    label: String,
    /// The number.
    #[prop(into)]
    value: Signal<f64>,
    /// What to do with a new number.
    #[prop(into)]
    on_change: Callback<f64>,
    /// Whether a number may be taken.
    #[prop(into, default = Callback::new(|_| true))]
    is_allowed: Callback<f64, bool>,
) -> impl IntoView {
    // What is being typed; nothing when the number itself is shown.
    let (draft, set_draft) = signal(None::<String>);
    let (is_wrong, set_wrong) = signal(false);
    // A number that changes elsewhere replaces what was being typed.
    Effect::new(move |_| {
        value.track();
        set_draft.set(None);
        set_wrong.set(false);
    });
    let shown = move || draft.get().unwrap_or_else(|| plain(value.get()));
    let take = move || {
        let Some(text) = draft.get_untracked() else { return };
        let number = read_number(&text).filter(|number| is_allowed.run(*number));
        set_wrong.set(number.is_none());
        if let Some(number) = number {
            set_draft.set(None);
            on_change.run(number);
        }
    };
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        // While it is typed, the number is not the page's yet: the browser's own undo has it.
        "z" | "Z" | "y" if draft.read_untracked().is_some() => event.stop_propagation(),
        "Enter" => take(),
        "Escape" => {
            set_draft.set(None);
            set_wrong.set(false);
        }
        _ => {}
    };
    let problem = format!("{id}-problem");
    view! {
        <input
            class="box"
            type="text"
            inputmode="decimal"
            autocomplete="off"
            spellcheck="false"
            id=id
            aria-label=label
            aria-invalid=move || is_wrong.get().then_some("true")
            aria-describedby=problem.clone()
            prop:value=shown
            on:input:target=move |event| set_draft.set(Some(event.target().value()))
            on:keydown=on_key
            on:blur=move |_| take()
        />
        <span class="number-problem" id=problem hidden=move || !is_wrong.get()>{t!("app.number_problem")}</span>
    }
}

//! The dialog that says how to type formulas. Its list of names is the table of functions.

use crate::functions::TABLE;
use leptos::html::Dialog;
use leptos::prelude::*;
use rust_i18n::t;

/// What is typed, and the key of what it means.
const EXAMPLES: &[(&str, &str)] = &[
    ("x^2  x**2  x²", "app.help.power"),
    ("2x  3(x+1)  x sin x", "app.help.product"),
    ("sqrt(x)  √x  cbrt(x)", "app.help.root"),
    ("|x|  abs(x)", "app.help.abs"),
    ("log(x)  ln(x)", "app.help.log"),
    ("where(x > 0, x, 0)", "app.help.cases"),
    ("pi  e  1e-3  1/3", "app.help.numbers"),
    ("\\frac{1-\\cos x}{x^2}", "app.help.latex"),
];

/// The button `?` and its dialog.
#[component]
pub fn Help() -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let open = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.show_modal().ok();
        }
    };
    view! {
        <button class="button" type="button" aria-haspopup="dialog" aria-label=t!("app.help.name") on:click=open>
            "?"
        </button>
        <dialog node_ref=dialog aria-labelledby="help-title">
            <form class="dialog-body" method="dialog">
                <div class="dialog-head">
                    <h2 id="help-title">{t!("app.help.title")}</h2>
                    <button class="button" aria-label=t!("app.close")>"×"</button>
                </div>
                <dl class="help-list">
                    {EXAMPLES.iter().map(|(typed, meaning)| view! { <dt>{*typed}</dt><dd>{t!(*meaning)}</dd> }).collect_view()}
                </dl>
                <h3>{t!("app.help.functions")}</h3>
                <ul class="help-names">
                    {TABLE.iter().map(|row| view! { <li><code>{row.name}</code></li> }).collect_view()}
                </ul>
                <p class="caption">{t!("app.help.more")}</p>
            </form>
        </dialog>
    }
}

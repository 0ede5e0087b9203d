//! The dialog that says how to type formulas. Its list of names is the table of functions.

use super::on_demand::part;
use super::widgets::DialogButton;
use crate::functions::TABLE;
use leptos::prelude::*;
use rust_i18n::t;

/// What is typed, and the key of what it means.
const EXAMPLES: &[(&str, &str)] = &[
    ("x^2  x**2  x²", "app.help.power"),
    ("2x  3(x+1)  x sin x", "app.help.product"),
    ("1/2x  sin 2x  -x^2  2^3^2", "app.help.precedence"),
    ("sqrt(x)  √x  cbrt(x)", "app.help.root"),
    ("|x|  abs(x)", "app.help.abs"),
    ("log(x)  ln(x)", "app.help.log"),
    ("where(0 < x and x < 1, x, 0)", "app.help.cases"),
    ("pi  e  1e-3  1/3", "app.help.numbers"),
    ("\\frac{1-\\cos x}{x^2}", "app.help.latex"),
    ("lambda xs: np.clip(xs, 0, 1)", "app.help.python"),
];

/// The button `?` and its dialog.
#[component]
pub fn Help() -> impl IntoView {
    let body = part!(dialogs, view! { <Body /> });
    view! { <DialogButton id="help-title" button="?" name=t!("app.help.name") title=t!("app.help.title") body /> }
}

/// What the dialog shows.
#[component]
fn Body() -> impl IntoView {
    view! {
        <dl class="help-list">
            {EXAMPLES.iter().map(|(typed, meaning)| view! { <dt>{*typed}</dt><dd>{t!(*meaning)}</dd> }).collect_view()}
        </dl>
        <h3>{t!("app.help.functions")}</h3>
        <dl class="help-list">
            {TABLE.iter().map(|row| view! { <dt>{row.name}</dt><dd>{row.function.help()}</dd> }).collect_view()}
        </dl>
        <p class="caption">{t!("app.help.more")}</p>
    }
}

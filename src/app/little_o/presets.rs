//! Pairs to try: the course's, and the classic surprises.

use super::super::history::act;
use super::super::state::playground;
use crate::session::{LittleOStoreFields, SessionStoreFields};
use leptos::prelude::*;
use rust_i18n::t;

/// f and g of each example.
const PAIRS: &[(&str, &str)] = &[
    ("x^2", "x"),
    ("5x", "x"),
    ("1/1e6 * x", "x"),
    ("1e6 x^3", "x^2"),
    ("exp(x)", "x"),
    ("sin(x)", "x"),
    ("x+2", "x"),
    ("1/x", "x"),
    ("x**1000", "x"),
    ("1 - cos x", "x^2"),
    ("tan x - sin x", "x^2"),
    ("x^2 log|x|", "x"),
    ("sqrt(x)", "x"),
    ("|x| - x", "x"),
    ("x sin(1/x)", "x"),
    ("x^2 sin(1/x)", "x"),
    ("exp(-1/x^2)", "x^50"),
];

/// A menu of examples.
#[component]
pub fn Presets() -> impl IntoView {
    let playground = playground();
    let fields = playground.session.little_o();
    let chosen = move || {
        let is_chosen = |pair: &&(&str, &str)| *fields.f().read() == pair.0 && *fields.g().read() == pair.1;
        PAIRS.iter().position(|pair| is_chosen(&pair)).map_or(String::new(), |index| index.to_string())
    };
    let choose = move |index: String| {
        let Some((f, g)) = index.parse().ok().and_then(|index: usize| PAIRS.get(index)) else { return };
        act(playground, move || {
            fields.f().set((*f).into());
            fields.g().set((*g).into());
        });
    };
    let option = |(index, (f, g)): (usize, &(&'static str, &'static str))| {
        view! { <option value=index.to_string()>{t!("little_o.pair", f = f, g = g)}</option> }
    };
    view! {
        <p class="labelled later">
            <label class="caption" for="pairs">{t!("app.examples")}</label>
            <select class="box" id="pairs" prop:value=chosen on:change:target=move |event| choose(event.target().value())>
                <option value="">{t!("little_o.choose")}</option>
                {PAIRS.iter().enumerate().map(option).collect_view()}
            </select>
        </p>
    }
}

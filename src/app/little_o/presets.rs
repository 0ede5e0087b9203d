//! Pairs to try: the course's, and the classic surprises.

use super::super::history::act;
use super::super::state::playground;
use super::super::widgets;
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

/// The menu of pairs.
#[component]
pub fn Presets() -> impl IntoView {
    let playground = playground();
    let fields = playground.session.little_o();
    let options = PAIRS.iter().map(|(f, g)| t!("little_o.pair", f = f, g = g).into_owned()).collect();
    let chosen = move || PAIRS.iter().position(|(f, g)| *fields.f().read() == **f && *fields.g().read() == **g);
    let choose = move |index: usize| {
        let Some((f, g)) = PAIRS.get(index) else { return };
        act(playground, move || {
            fields.f().set((*f).into());
            fields.g().set((*g).into());
        });
    };
    view! { <widgets::Presets options chosen=Signal::derive(chosen) on_choose=choose /> }
}

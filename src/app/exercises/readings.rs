//! What the engine reads in the lines of an exercise that is being made: formulas, numbers, and whether claims hold.

use super::super::widgets::with_code;
use super::form::Draft;
use super::text::{formula, typeset};
use crate::exercises::{Claim, Format, OrderRow, lines, number};
use crate::expr;
use crate::numerals::plain;
use leptos::prelude::*;
use rust_i18n::t;

/// What the engine reads in each line.
#[component]
pub fn Readings(draft: Draft, text: Memo<String>, format: Format) -> impl IntoView {
    let is_read = matches!(format, Format::Formula | Format::Number | Format::Claim | Format::Condition);
    let readings = move || lines(&text.read()).map(|line| reading(format, line)).collect_view();
    is_read.then_some(move || draft.is_judged.get().then(readings))
}

/// What is wrong with a line, if it cannot be read.
pub fn fault_of(format: Format, line: &str) -> Option<String> {
    read(format, line).err()
}

/// Reads a line: the value if it is a number, or what is wrong with it.
fn read(format: Format, line: &str) -> Result<Option<f64>, String> {
    let unreadable = || t!("exercises.fault.unreadable", text = line).into_owned();
    match format {
        Format::Formula => expr::read(line).map(|_| None).map_err(|problem| problem.message),
        Format::Number => number::value(line).map(Some).ok_or_else(unreadable),
        Format::Claim | Format::Condition => Claim::read(line).map(|_| None).ok_or_else(unreadable),
        Format::Words | Format::Point | Format::Lab | Format::Mistake | Format::Plain => Ok(None),
    }
}

fn reading(format: Format, line: &str) -> AnyView {
    let reading = match (read(format, line), format) {
        (Err(fault), _) => return view! { <p class="remark">{with_code(&fault)}</p> }.into_any(),
        (Ok(Some(value)), _) => view! { "= " {plain(value)} }.into_any(),
        (Ok(None), Format::Claim) => judged(line),
        (Ok(None), Format::Condition) => typeset(&format!("{{{line}}}")),
        (Ok(None), _) => formula(line),
    };
    view! { <p class="caption">{reading}</p> }.into_any()
}

/// The claim typeset, and whether it holds.
fn judged(line: &str) -> AnyView {
    let verdict = match Claim::read(line).and_then(|claim| claim.holds()) {
        Some(true) => view! { <span class="is-yes">"✓ " {t!("exercises.form.true")}</span> }.into_any(),
        Some(false) => view! { <span class="is-soft">"✗ " {t!("exercises.form.false")}</span> }.into_any(),
        None => t!("exercises.form.undecided").into_owned().into_any(),
    };
    view! { {typeset(&format!("{{{line}}}"))} " — " {verdict} }.into_any()
}

/// Which answer is right, where the item asks whether f is o(g).
#[component]
pub fn RowVerdict(draft: Draft, path: String) -> impl IntoView {
    let claim = Memo::new(move |_| {
        let row: OrderRow = serde_json::from_value(draft.json.read().as_ref()?.pointer(&path)?.clone()).ok()?;
        [&row.f, &row.g].iter().all(|formula| expr::read(formula).is_ok()).then(|| row.claim())
    });
    move || {
        let claim = claim.get().filter(|_| draft.is_judged.get())?;
        Some(view! { <p class="caption">{judged(&claim)}</p> })
    }
}

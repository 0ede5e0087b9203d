//! Answers that are chosen: yes or no for each line of a list, or one of a few sentences.

use super::desk::{Desk, desk};
use super::text::{formula, place_words, said, shown};
use crate::exercises::{Choice, Exercise, Feedback, OrderRow, Row, Task, Unreadable};
use crate::order::Sides;
use leptos::prelude::*;
use rust_i18n::t;

/// The lines, one below the other.
#[component]
pub fn Choices() -> impl IntoView {
    let desk = desk();
    lines(&desk.exercise())
        .into_iter()
        .enumerate()
        .map(|(row, (question, options))| view! { <Line row question options /> })
        .collect_view()
}

/// The question and the options of each line.
fn lines(exercise: &Exercise) -> Vec<(AnyView, Vec<AnyView>)> {
    let words = |options: &[Choice]| options.iter().map(|option| shown(&option.text)).collect();
    let row = |row: &Row| match row {
        Row::Order(row) => (order_question(row), order_options(row)),
        Row::Question(question) => (shown(&question.ask), words(&question.options)),
    };
    match &exercise.task {
        Task::Choose(choose) => choose.rows.iter().map(row).collect(),
        Task::Predict(predict) => vec![(t!("exercises.predict").into_owned().into_any(), words(&predict.options))],
        _ => Vec::new(),
    }
}

/// "Is 5x = o(x), from the left?"
fn order_question(row: &OrderRow) -> AnyView {
    use crate::exercises::OneSide;
    let sides = match row.side {
        None => Sides::Both,
        Some(OneSide::Left) => Sides::Left,
        Some(OneSide::Right) => Sides::Right,
    };
    let place = place_words(row.at.as_deref().unwrap_or("0"), sides);
    let place = if place.is_empty() { place } else { format!(" {place}") };
    view! { {t!("exercises.is")} " " {formula(&row.f)} " = o(" {formula(&row.g)} ")" {place} "?" }.into_any()
}

fn order_options(row: &OrderRow) -> Vec<AnyView> {
    let keys: &[&str] = match row.reason {
        false => &["exercises.yes", "exercises.no"],
        true => {
            &["exercises.reason.zero", "exercises.reason.number", "exercises.reason.infinity", "exercises.reason.none"]
        }
    };
    keys.iter().map(|key| t!(*key).into_owned().into_any()).collect()
}

/// One line with its radio buttons, and its mark once it was checked.
#[component]
fn Line(row: usize, question: AnyView, options: Vec<AnyView>) -> impl IntoView {
    let desk = desk();
    let is_short = options.len() == 2 && matches!(&desk.exercise().task, Task::Choose(_));
    let option = move |(index, words): (usize, AnyView)| {
        view! {
            <label>
                <input
                    type="radio"
                    name=format!("line-{row}")
                    prop:checked=move || desk.chosen(row) == Some(index)
                    on:change=move |_| desk.choose(row, Some(index))
                />
                <span>{words}</span>
            </label>
        }
    };
    view! {
        <fieldset class="prediction card line" class:is-short=is_short>
            <legend>{question}</legend>
            <div class="options">{options.into_iter().enumerate().map(option).collect_view()}</div>
            <Mark part=row />
        </fieldset>
    }
}

/// What came of one part: right, or to be looked at again. Parts after that one are not marked.
#[component]
pub fn Mark(
    /// The part.
    part: usize,
) -> impl IntoView {
    let desk = desk();
    move || match mark(desk, part) {
        Some(true) => view! { <p class="mark is-yes">"✓ " {t!("exercises.mark.right")}</p> }.into_any(),
        Some(false) => view! { <p class="mark is-moved">"✗ " {t!("exercises.mark.wrong")}</p> }.into_any(),
        None => ().into_any(),
    }
}

fn mark(desk: Desk, part: usize) -> Option<bool> {
    let before = |first: usize| (part < first).then_some(true);
    match desk.feedback.read().as_ref()? {
        Feedback::Right => Some(true),
        Feedback::Wrong(wrong) if wrong.part == Some(part) => Some(false),
        Feedback::Wrong(wrong) => before(wrong.part?),
        Feedback::Unreadable(Unreadable::Open(first)) => before(*first),
        Feedback::Unreadable(_) => None,
    }
}

/// A sentence as plain words, for names and menus.
pub fn plain(text: &crate::exercises::Text) -> String {
    said(text).replace(['`', '{', '}'], "")
}

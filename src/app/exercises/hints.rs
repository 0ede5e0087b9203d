//! Hints, one at a time, and then the worked answer.

use super::super::browser;
use super::super::little_o::line;
use super::super::widgets::with_code;
use super::desk::desk;
use super::text::{formula, shown};
use crate::exercises::{Feedback, Line, worked};
use leptos::prelude::*;
use rust_i18n::t;

/// The ids of the worked answer, and of the button that brings it.
const WORKED: &str = "worked";
const WORKED_BUTTON: &str = "worked-button";

/// The button for the next hint; when all are read, or the answer is right, the one for the worked answer.
#[component]
pub fn Buttons() -> impl IntoView {
    let desk = desk();
    let count = desk.exercise().hints.len();
    let is_right = move || matches!(&*desk.feedback.read(), Some(Feedback::Right)) || desk.is_solved();
    let more = move || desk.hints.get() < count;
    // Where a button goes, the keyboard goes on at what has come.
    let next = move |_| {
        desk.hints.update(|hints| *hints += 1);
        if desk.hints.get_untracked() >= count {
            browser::after_update(|| browser::focus(WORKED_BUTTON));
        }
    };
    let work = move |_| {
        desk.is_worked.set(true);
        browser::after_update(|| browser::focus(WORKED));
    };
    view! {
        <Show when=more>
            <button class="button" type="button" on:click=next>
                {move || t!("exercises.hint_of", number = desk.hints.get() + 1, count = count)}
            </button>
        </Show>
        <Show when=move || !desk.is_worked.get() && (!more() || is_right())>
            <button class="button" type="button" id=WORKED_BUTTON on:click=work>
                {t!("exercises.worked")}
            </button>
        </Show>
    }
}

/// The hints that were asked for, and the worked answer.
#[component]
pub fn Hints() -> impl IntoView {
    let desk = desk();
    let exercise = desk.exercise();
    let hints = move || {
        let shown_hints = exercise.hints.iter().take(desk.hints.get());
        shown_hints.map(|hint| view! { <li>{shown(hint)}</li> }).collect_view()
    };
    view! {
        <section class="hints" aria-label=t!("exercises.hints") hidden=move || desk.hints.get() == 0>
            <ol>{hints}</ol>
        </section>
        <Show when=move || desk.is_worked.get()>
            <section class="why" id=WORKED tabindex="-1" aria-label=t!("exercises.worked")>
                <h2>{t!("exercises.worked")}</h2>
                {worked(&desk.exercise()).into_iter().map(worked_line).collect_view()}
            </section>
        </Show>
    }
}

fn worked_line(worked: Line) -> AnyView {
    match worked {
        Line::Comparison(sentence, steps) => view! {
            <p>{sentence}</p>
            <ol>{steps.iter().map(line).collect_view()}</ol>
        }
        .into_any(),
        Line::Text(text) => view! { <p>{shown(&text)}</p> }.into_any(),
        Line::Formula(source) => view! { <p>{formula(&source)}</p> }.into_any(),
        Line::Value(measure, value) => view! { <p>{with_code(&format!("`{measure}` = {value}"))}</p> }.into_any(),
        Line::State(link) => {
            let desk = desk();
            let open = move |_| desk.show_inside(&link);
            view! { <button class="button" type="button" on:click=open>{t!("exercises.one_way")}</button> }.into_any()
        }
        Line::Picture(number, label) => {
            let picture = t!("exercises.picture", number = number);
            view! { <p>{picture} ": " {shown(&label)}</p> }.into_any()
        }
    }
}

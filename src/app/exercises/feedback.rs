//! The status `Feedback`: what the grader says of the answer as it stands.

use super::super::announcer::announce;
use super::super::widgets::with_code;
use super::desk::desk;
use super::text::{said, shown, unmarked};
use crate::exercises::{Feedback, Task, Wrong};
use leptos::prelude::*;
use rust_i18n::t;

/// The card.
#[component]
pub fn Card() -> impl IntoView {
    let desk = desk();
    announce(move || desk.feedback.read().as_ref().map(spoken).unwrap_or_default());
    view! {
        <div
            class="feedback"
            role="status"
            aria-live="off"
            aria-label=t!("exercises.feedback")
            data-result=move || desk.feedback.read().as_ref().map(Feedback::name)
        >
            {move || match desk.feedback.get() {
                None => ().into_any(),
                Some(Feedback::Right) => view! { <p class="sentence">"✓ " {t!("exercises.right")}</p> }.into_any(),
                Some(Feedback::Unreadable(reason)) => view! { <p>{with_code(&reason.sentence())}</p> }.into_any(),
                Some(Feedback::Wrong(wrong)) => view! { <Refuted wrong /> }.into_any(),
            }}
        </div>
    }
}

/// What a wrong answer says: where, which idea is behind it, the numbers, and a lab that shows it.
#[component]
fn Refuted(wrong: Wrong) -> impl IntoView {
    let desk = desk();
    let place = place_of(&wrong);
    let mistakes = desk.mistakes();
    let idea = wrong.mistake.as_ref().and_then(|name| mistakes.get(name)).map(shown);
    let numbers = wrong.counterexample.as_ref().map(|numbers| numbers.sentence());
    let show = wrong.show.map(|link| {
        view! {
            <button class="button" type="button" on:click=move |_| desk.show_inside(&link)>{t!("exercises.show")}</button>
        }
    });
    view! {
        <p class="sentence">"✗ " {place}</p>
        {idea.map(|idea| view! { <p>{idea}</p> })}
        {numbers.map(|numbers| view! { <p class="remark">{with_code(&numbers)}</p> })}
        {show}
    }
}

/// Where the answer goes wrong, if it has several parts.
fn place_of(wrong: &Wrong) -> String {
    let has_lines = match &desk().exercise().task {
        Task::Choose(choose) => choose.rows.len() > 1,
        Task::Predict(_) => false,
        _ => true,
    };
    wrong.place().filter(|_| has_lines).unwrap_or_else(|| t!("exercises.not_yet").into_owned())
}

/// The same, to be said.
fn spoken(feedback: &Feedback) -> String {
    match feedback {
        Feedback::Right => t!("exercises.right").into_owned(),
        Feedback::Unreadable(reason) => reason.sentence(),
        Feedback::Wrong(wrong) => {
            let place = place_of(wrong);
            let numbers = wrong.counterexample.as_ref().map(|numbers| numbers.sentence()).unwrap_or_default();
            let mistakes = desk().mistakes();
            let idea = wrong.mistake.as_ref().and_then(|name| mistakes.get(name)).map(said).unwrap_or_default();
            unmarked(&[place, idea, numbers].join(" "))
        }
    }
}

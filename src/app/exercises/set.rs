//! A set that somebody put together: a page of links to exercises, of the bank or made, with a link of its own.

use super::super::state::playground;
use super::bank;
use super::links::{COLLECT, OWN, Up, Way, in_set, of_set};
use super::progress::Kept;
use super::text::shown;
use crate::exercises::{Index, Text, made_in, own_id};
use crate::session::{ExercisesStoreFields, SessionStoreFields};
use leptos::prelude::*;
use rust_i18n::t;

/// The exercises of the link, in the order of their keys: names of the bank, or whole exercises.
#[component]
pub fn OwnSet() -> impl IntoView {
    let playground = playground();
    let kept = expect_context::<Kept>();
    let answers = playground.session.exercises().answers();
    let index = bank::index();
    let item = move |exercise: &String| {
        let Some(title) = title_of(index, exercise) else {
            return view! { <li class="is-soft">{t!("exercises.missing")}</li> }.into_any();
        };
        let page = in_set(&answers.read(), exercise);
        let id = if page.id == OWN { own_id(exercise) } else { page.id.clone() };
        let is_solved = move || kept.record(&id).solved;
        let mark = move || is_solved().then(|| view! { <span class="is-yes">"✓ " {t!("exercises.solved")}</span> });
        view! { <li><Way to=page>{shown(&title)}</Way> " " {mark}</li> }.into_any()
    };
    let change = Signal::derive(move || of_set(COLLECT, answers.get()));
    view! {
        <article class="exercise">
            <p class="caption"><Up /></p>
            <h1 class="question">{t!("exercises.set.title")}</h1>
            <p>{t!("exercises.set.lead")}</p>
            <Show when=move || answers.read().is_empty()><p class="notice">{t!("exercises.set.empty")}</p></Show>
            <ol class="set">{move || answers.get().values().map(item).collect_view()}</ol>
            <p class="caption author"><Way to=change>{t!("exercises.set.change")}</Way></p>
        </article>
    }
}

/// What an exercise is called: its title in the bank, or what it asks for. `None` if there is no such exercise, because a
/// link is damaged or tells a wrong name. While the index is not there, its name does.
pub fn title_of(index: bank::File<Index>, exercise: &str) -> Option<Text> {
    if let Some(exercise) = made_in(exercise) {
        return Some(exercise.prompt);
    }
    match &*index.read() {
        Some(Some(index)) => index.item(exercise).map(|item| item.title.clone()),
        _ => Some(Text::english(exercise)),
    }
}

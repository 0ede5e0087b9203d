//! A set that somebody put together: a page of links to exercises, of the bank or made, with a link of its own.

use super::super::state::playground;
use super::make::link_of_made;
use super::page::link_to;
use super::progress::Kept;
use super::text::shown;
use crate::exercises::read_exercise;
use crate::session::{ExercisesStoreFields, SessionStoreFields};
use leptos::prelude::*;
use rust_i18n::t;

/// The exercises of the link, in the order of their keys: names of the bank, or whole exercises.
#[component]
pub fn OwnSet() -> impl IntoView {
    let playground = playground();
    let kept = expect_context::<Kept>();
    let answers = playground.session.exercises().answers();
    let item = move |text: &String| match read_exercise(text) {
        Ok(exercise) => {
            view! { <li><a href=link_of_made(playground, text)>{shown(&exercise.prompt)}</a></li> }.into_any()
        }
        Err(_) => {
            let solved = kept.record(text).solved.then(|| t!("exercises.solved").into_owned());
            view! { <li><a href=link_to(text)>{text.clone()}</a> " " {solved}</li> }.into_any()
        }
    };
    view! {
        <article class="exercise">
            <p class="caption"><a href=link_to("")>{t!("exercises.all")}</a></p>
            <h1 class="question">{t!("exercises.set.title")}</h1>
            <p>{t!("exercises.set.lead")}</p>
            <Show when=move || answers.read().is_empty()><p class="notice">{t!("exercises.set.empty")}</p></Show>
            <ol class="set">{move || answers.get().values().map(item).collect_view()}</ol>
        </article>
    }
}

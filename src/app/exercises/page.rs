//! One exercise: the prompt, the answer, what the grader says, hints, and the way on.

use super::super::state::playground;
use super::super::widgets::with_code;
use super::desk::Desk;
use super::links::{Up, Way};
use super::place::Place;
use super::text::shown;
use super::{bank, choices, feedback, hints, inside, ladder, pictures, typed};
use crate::exercises::{Exercise, Mistakes, Task};
use crate::session::{Exercises, Lab, SessionStoreFields};
use leptos::prelude::*;
use rust_i18n::t;
use std::sync::Arc;

/// An exercise of the bank, once its set has come.
#[component]
pub fn Page(
    /// Its name in links.
    id: String,
) -> impl IntoView {
    let playground = playground();
    let (index, set, mistakes) = (bank::index(), bank::set(&id), bank::mistakes());
    move || {
        let (Some(index), Some(set), Some(mistakes)) = (index.get(), set.get(), mistakes.get()) else {
            return view! { <p class="notice">{t!("exercises.loading")}</p> }.into_any();
        };
        let exercise = set.unwrap_or_default().into_iter().find(|exercise| exercise.id == id);
        let Some(exercise) = exercise else {
            let place = Place::in_own_set(playground, &id);
            return view! { <Nothing sentence=t!("exercises.missing").into_owned() place /> }.into_any();
        };
        let place = Place::of(playground, &index.unwrap_or_default(), &id);
        view! { <Sheet exercise=Arc::new(exercise) mistakes=Arc::new(mistakes.unwrap_or_default()) place /> }.into_any()
    }
}

/// In place of an exercise that cannot be asked: why, and the way to the others.
#[component]
pub fn Nothing(
    /// Why.
    sentence: String,
    /// Where it would stand.
    place: Place,
) -> impl IntoView {
    let Place { set, page, next, .. } = place;
    view! {
        <article class="exercise">
            <Above set page />
            <h1 class="question">{t!("exercises.title")}</h1>
            <p class="notice">{with_code(&sentence)}</p>
            <Next next />
        </article>
    }
}

/// What an exercise is a part of.
#[component]
fn Above(set: String, page: Option<Exercises>) -> impl IntoView {
    view! {
        <p class="caption">
            <Up />
            {(!set.is_empty()).then_some(" · ")}
            {match page {
                Some(page) => view! { <Way to=page>{set}</Way> }.into_any(),
                None => set.into_any(),
            }}
        </p>
    }
}

/// The way to the next exercise, if there is one.
#[component]
fn Next(next: Option<Exercises>) -> impl IntoView {
    next.map(|next| view! { <Way class="button" to=next>{t!("exercises.next")}</Way> })
}

/// The exercise itself.
#[component]
pub fn Sheet(exercise: Arc<Exercise>, mistakes: Arc<Mistakes>, place: Place) -> impl IntoView {
    let playground = playground();
    let desk = Desk::new(exercise.clone(), mistakes);
    provide_context(desk);
    // A link with nothing filled in opens the lab as the exercise wants it.
    if let (Task::Lab(goal), false) = (&exercise.task, untrack(|| desk.has_lab_inside())) {
        desk.open_inside(&goal.start);
    }
    let answer = match &exercise.task {
        Task::Choose(_) | Task::Predict(_) => view! { <choices::Choices /> }.into_any(),
        Task::Number(_) | Task::Function(_) | Task::Formula(_) => view! { <typed::Typed /> }.into_any(),
        Task::Ladder(_) => view! { <ladder::Rungs /> }.into_any(),
        Task::Match(_) => view! { <pictures::Pictures /> }.into_any(),
        Task::Lab(_) => view! { <inside::Goals /> }.into_any(),
    };
    let is_open = move || playground.session.lab().get() == Lab::Exercises;
    let Place { title, set, page, next } = place;
    playground.open_exercise(title.clone(), exercise.hide.clone());
    view! {
        <article class="exercise">
            <Above set page />
            <h1 class="question">{title}</h1>
            <p class="prompt">{shown(&exercise.prompt)}</p>
            <form
                class="answer"
                on:submit=move |event| {
                    event.prevent_default();
                    desk.check();
                }
            >
                {answer}
                <div class="controls">
                    <button class="button strong" type="submit">{t!("exercises.check")}</button>
                    <hints::Buttons />
                    <Next next />
                </div>
            </form>
            <feedback::Card />
            <hints::Hints />
            <Show when=is_open><inside::Inside /></Show>
        </article>
    }
}

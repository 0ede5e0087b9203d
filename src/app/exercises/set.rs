//! A set that somebody put together: a page of links to exercises, of the bank or made, with a link of its own.

use super::super::state::{Playground, playground};
use super::bank;
use super::collect::{Collected, link_of_set};
use super::page::link_to;
use super::progress::Kept;
use super::text::shown;
use crate::exercises::{Index, Text, own_id, read_exercise};
use crate::link;
use crate::session::{Exercises, ExercisesStoreFields, Lab, Session, SessionStoreFields};
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
        let link = link_in_set(playground, &answers.read(), exercise);
        let title = title_of(index.read().as_ref().and_then(Option::as_ref), exercise);
        let id = if read_exercise(exercise).is_ok() { own_id(exercise) } else { exercise.clone() };
        let solved = move || {
            kept.record(&id).solved.then(|| view! { <span class="is-yes">"✓ " {t!("exercises.solved")}</span> })
        };
        view! { <li><a href=link>{shown(&title)}</a> " " {solved}</li> }
    };
    let change = move || link_of_set("collect", answers.get());
    view! {
        <article class="exercise">
            <p class="caption"><a href=link_to("")>{t!("exercises.all")}</a></p>
            <h1 class="question">{t!("exercises.set.title")}</h1>
            <p>{t!("exercises.set.lead")}</p>
            <Show when=move || answers.read().is_empty()><p class="notice">{t!("exercises.set.empty")}</p></Show>
            <ol class="set">{move || answers.get().values().map(item).collect_view()}</ol>
            <p class="caption"><a href=change>{t!("exercises.set.change")}</a></p>
        </article>
    }
}

/// What an exercise is called: its title in the bank, or what it asks for.
pub fn title_of(index: Option<&Index>, exercise: &str) -> Text {
    if let Ok(exercise) = read_exercise(exercise) {
        return exercise.prompt;
    }
    let mut items = index.into_iter().flat_map(|index| &index.sets).flat_map(|set| &set.items);
    let item = items.find(|item| item.id == exercise);
    item.map_or_else(|| Text::english(exercise), |item| item.title.clone())
}

/// The link of an exercise of a set, which brings the set along: that is how one comes to the next.
pub fn link_in_set(playground: Playground, set: &Collected, exercise: &str) -> String {
    let (id, made) = match read_exercise(exercise) {
        Ok(_) => ("own".to_owned(), exercise.to_owned()),
        Err(_) => (exercise.to_owned(), String::new()),
    };
    let exercises = Exercises { id, made, answers: set.clone(), ..Default::default() };
    let page = playground.session.page().get_untracked();
    link::to_fragment(&Session { lab: Lab::Exercises, exercises, page, ..Session::default() })
}

//! The summary: exactly the answers of its link, graded, to be printed or handed in.

use super::super::browser;
use super::super::state::playground;
use super::bank;
use super::copy_link::CopyLink;
use super::links::Up;
use super::text::{formula, said};
use crate::exercises::{Answer, Exercise, Feedback, Index, grade, set_of};
use crate::session::{ExercisesStoreFields, SessionStoreFields};
use leptos::prelude::*;
use rust_i18n::t;
use std::collections::BTreeMap;

/// The answers of the link, set by set.
#[component]
pub fn Summary() -> impl IntoView {
    let index = bank::index();
    let playground = playground();
    let answers = playground.session.exercises().answers();
    let address = Signal::derive(move || browser::address() + &playground.fragment.get());
    let sets = move |index: Index| {
        let answers = answers.get();
        let of_set = move |id: &str| -> BTreeMap<String, String> {
            answers.iter().filter(|(of, _)| set_of(of) == id).map(|(id, answer)| (id.clone(), answer.clone())).collect()
        };
        let sets = index.sets.into_iter().map(move |set| (of_set(&set.id), set));
        let sets = sets.filter(|(answers, _)| !answers.is_empty());
        sets.map(|(answers, set)| view! { <Answers title=said(&set.title) answers /> }).collect_view()
    };
    view! {
        <article class="exercise summary">
            <p class="caption"><Up /></p>
            <h1 class="question">{t!("exercises.summary.title")}</h1>
            <p>{t!("exercises.summary.lead")}</p>
            <div class="controls">
                <button class="button strong" type="button" on:click=|_| browser::print()>{t!("exercises.summary.print")}</button>
                <CopyLink address />
            </div>
            <Show when=move || answers.read().is_empty()><p class="notice">{t!("exercises.summary.empty")}</p></Show>
            {move || index.get().flatten().map(&sets)}
        </article>
    }
}

/// The answers of one set, once its exercises have come.
#[component]
fn Answers(title: String, answers: BTreeMap<String, String>) -> impl IntoView {
    let id = answers.keys().next().cloned().unwrap_or_default();
    let set = bank::set(&id);
    let rows = move |exercises: Vec<Exercise>| {
        let given = exercises.into_iter().filter_map(|exercise| Some((answers.get(&exercise.id)?.clone(), exercise)));
        given.map(|(answer, exercise)| row(&exercise, &answer)).collect_view()
    };
    view! {
        <section class="card">
            <h2>{title}</h2>
            <div class="table-box">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{t!("exercises.summary.exercise")}</th>
                            <th scope="col">{t!("exercises.summary.answer")}</th>
                            <th scope="col">{t!("exercises.summary.result")}</th>
                        </tr>
                    </thead>
                    <tbody>{move || set.get().flatten().map(&rows)}</tbody>
                </table>
            </div>
        </section>
    }
}

/// One answer, graded anew.
fn row(exercise: &Exercise, text: &str) -> impl IntoView + use<> {
    let answer = Answer::read(&exercise.task, text);
    let result = match grade(exercise, &answer) {
        Feedback::Right => "exercises.summary.right",
        Feedback::Wrong(_) => "exercises.summary.wrong",
        Feedback::Unreadable(_) => "exercises.summary.open",
    };
    let shown = match answer {
        Answer::Typed(text) => formula(&text),
        _ => text.to_owned().into_any(),
    };
    view! { <tr><th scope="row">{exercise.id.clone()}</th><td>{shown}</td><td>{t!(result)}</td></tr> }
}

//! Putting a set together: exercises of the bank and made ones, in an order of one's own, with one link for all.

use super::super::browser;
use super::super::history::act;
use super::super::state::playground;
use super::bank;
use super::copy_link::CopyLink;
use super::page::link_to;
use super::set::title_of;
use super::text::{said, shown};
use crate::exercises::{self, Index, Item, Text, read_exercise};
use crate::link;
use crate::session::{Exercises, ExercisesStoreFields, Lab, Session, SessionStoreFields};
use leptos::prelude::*;
use rust_i18n::t;
use std::collections::BTreeMap;

/// The exercises of a set by their places: names of the bank, or whole exercises.
pub type Collected = BTreeMap<String, String>;

/// The button that takes an exercise out, and the one where the keyboard goes on then.
const REMOVE: &str = "remove";
const ADD: &str = "set-add";

/// More exercises than fill a class hour are not collected: their link would be too long for most programs.
const MOST: usize = 30;

/// These exercises in this order. The keys are as long as each other, so that the tenth does not come before the second.
fn in_order(exercises: impl IntoIterator<Item = String>) -> Collected {
    exercises
        .into_iter()
        .take(MOST)
        .enumerate()
        .map(|(index, exercise)| (format!("{:02}", index + 1), exercise))
        .collect()
}

/// The set with one more exercise at its end.
pub fn with(collected: Collected, exercise: String) -> Collected {
    in_order(collected.into_values().filter(|known| *known != exercise).chain([exercise.clone()]).collect::<Vec<_>>())
}

/// The link of a set: to be solved (`set`) or changed (`collect`).
pub fn link_of_set(id: &str, answers: Collected) -> String {
    let exercises = Exercises { id: id.into(), answers, ..Default::default() };
    link::to_fragment(&Session { lab: Lab::Exercises, exercises, ..Session::default() })
}

/// The exercise that a link opens, as a set names it.
fn exercise_of(address: &str) -> Option<String> {
    let fragment = address.trim().split_once('#').map_or("", |(_, fragment)| fragment);
    let (opened, _) = link::from_fragment(&format!("#{fragment}"));
    let Exercises { id, made, .. } = opened.exercises;
    match id.as_str() {
        _ if opened.lab != Lab::Exercises => None,
        "own" | "make" => read_exercise(&made).is_ok().then_some(made),
        "" | "set" | "collect" | "summary" => None,
        _ => Some(id),
    }
}

/// The page on which a set is put together.
#[component]
pub fn Collect() -> impl IntoView {
    let playground = playground();
    let answers = playground.session.exercises().answers();
    let index = bank::index();
    let add = move |exercise: String| act(playground, || answers.update(|all| *all = with(all.clone(), exercise)));
    let item = move |(place, exercise): (usize, String)| {
        let title = title_of(index.read().as_ref().and_then(Option::as_ref), &exercise);
        view! { <Row title place count=answers.read().len() /> }
    };
    let link = Signal::derive(move || link_of_set("set", answers.get()));
    let address = Signal::derive(move || browser::address() + &link.read());
    view! {
        <article class="exercise">
            <p class="caption"><a href=link_to("")>{t!("exercises.all")}</a></p>
            <h1 class="question">{t!("exercises.set.make")}</h1>
            <p>{t!("exercises.set.about")}</p>
            <Show when=move || answers.read().is_empty()><p class="notice">{t!("exercises.set.nothing")}</p></Show>
            <ol class="set">{move || answers.get().into_values().enumerate().map(item).collect_view()}</ol>
            {move || index.get().flatten().map(|index| view! { <FromBank index on_add=add /> })}
            <FromLink on_add=add />
            <Show when=move || !answers.read().is_empty()>
                <div class="controls"><a class="button strong" href=link>{t!("exercises.set.open")}</a></div>
                <CopyLink address label=t!("exercises.summary.copy").into_owned() />
            </Show>
        </article>
    }
}

/// An exercise of the set, with the buttons that move it and take it out. The keyboard stays with it while it moves.
#[component]
fn Row(title: Text, place: usize, count: usize) -> impl IntoView {
    let playground = playground();
    let name = said(&title).replace(['`', '{', '}'], "");
    let button = move |key: &'static str, face: &'static str, to: Option<usize>| {
        let press = move |_| {
            let answers = playground.session.exercises().answers();
            let mut all: Vec<String> = answers.get_untracked().into_values().collect();
            let Some(to) = to.filter(|to| place.max(*to) < all.len()) else { return };
            let moved = all.remove(place);
            if key != REMOVE {
                all.insert(to, moved);
            }
            act(playground, || answers.set(in_order(all)));
            let next = if key == REMOVE { ADD.to_owned() } else { format!("{key}-{to}") };
            browser::after_update(move || browser::focus(&next));
        };
        let is_off = to.is_none_or(|to| to >= count);
        view! {
            <button
                class="button small"
                type="button"
                id=format!("{key}-{place}")
                aria-label=t!(format!("exercises.set.{key}"), name = name)
                aria-disabled=is_off.then_some("true")
                on:click=press
            >
                <span aria-hidden="true">{face}</span>
            </button>
        }
    };
    view! {
        <li>
            {shown(&title)} " "
            <span class="row-tools">
                {button("up", "↑", place.checked_sub(1))} {button("down", "↓", Some(place + 1))}
                {button(REMOVE, "✕", Some(place))}
            </span>
        </li>
    }
}

/// Adds an exercise of the bank.
#[component]
fn FromBank(index: Index, #[prop(into)] on_add: Callback<String>) -> impl IntoView {
    let first = index.sets.first().and_then(|set| set.items.first()).map(|item| item.id.clone()).unwrap_or_default();
    let chosen = RwSignal::new(first);
    let group = |set: exercises::Set| {
        let option = |item: Item| view! { <option value=item.id>{said(&item.title)}</option> };
        view! { <optgroup label=said(&set.title)>{set.items.into_iter().map(option).collect_view()}</optgroup> }
    };
    view! {
        <div class="controls">
            <label class="labelled">
                <span class="caption">{t!("exercises.set.of_bank")}</span>
                <select class="box" on:change:target=move |event| chosen.set(event.target().value())>
                    {index.sets.into_iter().map(group).collect_view()}
                </select>
            </label>
            <button class="button" type="button" id=ADD on:click=move |_| on_add.run(chosen.get_untracked())>{t!("exercises.set.add")}</button>
        </div>
    }
}

/// Adds an exercise by its link, which may be anything that somebody pasted.
#[component]
fn FromLink(#[prop(into)] on_add: Callback<String>) -> impl IntoView {
    let address = RwSignal::new(String::new());
    let is_refused = RwSignal::new(false);
    let add = move || {
        let exercise = exercise_of(&address.read_untracked());
        is_refused.set(exercise.is_none());
        if let Some(exercise) = exercise {
            on_add.run(exercise);
            address.set(String::new());
        }
    };
    view! {
        <form
            class="controls"
            on:submit=move |event| {
                event.prevent_default();
                add();
            }
        >
            <label class="labelled">
                <span class="caption">{t!("exercises.set.of_link")}</span>
                <input
                    class="box"
                    type="text"
                    prop:value=move || address.get()
                    on:input:target=move |event| address.set(event.target().value())
                />
            </label>
            <button class="button" type="submit">{t!("exercises.set.add_link")}</button>
        </form>
        <p class="remark" role="alert">{move || is_refused.get().then(|| t!("exercises.set.refused"))}</p>
        <p><a class="button" href=move || make_link()>{t!("exercises.make.title")}</a></p>
    }
}

/// The link of the workshop, which brings the set along.
fn make_link() -> String {
    link_of_set("make", playground().session.exercises().answers().get())
}

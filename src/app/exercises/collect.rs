//! Putting a set together: exercises of the bank and made ones, in an order of one's own, with one link for all.

use super::super::browser;
use super::super::history::act;
use super::super::state::playground;
use super::bank;
use super::copy_link::CopyLink;
use super::links::{COLLECT, Collected, MAKE, OWN, SET, SUMMARY, Up, Way, for_others, of_set};
use super::set::title_of;
use super::text::{said, shown, unmarked};
use crate::exercises::{self, Index, Item, Text, read_exercise};
use crate::link;
use crate::session::{Exercises, ExercisesStoreFields, Lab, SessionStoreFields};
use leptos::prelude::*;
use rust_i18n::t;

/// The button where the keyboard goes on when an exercise was taken out.
const ADD: &str = "set-add";

/// More exercises than fill a few class hours are not collected.
const MOST: usize = 30;
/// Nor longer sets, in bytes: programs cut links that are too long, and those of made exercises hold the set as well.
const LONGEST: usize = 12_000;

/// These exercises in this order. The keys are as long as each other, so that the tenth does not come before the second.
fn in_order(exercises: Vec<String>) -> Collected {
    let width = exercises.len().to_string().len().max(2);
    exercises.into_iter().enumerate().map(|(index, exercise)| (format!("{:0width$}", index + 1), exercise)).collect()
}

/// The set with one more exercise at its end, or in place of the `old` one; `None` if it holds no more.
pub fn with(collected: Collected, old: &str, exercise: String) -> Option<Collected> {
    let mut all: Vec<String> = collected.into_values().collect();
    match all.iter().position(|known| known == old || *known == exercise).and_then(|place| all.get_mut(place)) {
        Some(place) => *place = exercise,
        None => all.push(exercise),
    }
    let fits = all.len() <= MOST && all.iter().map(String::len).sum::<usize>() <= LONGEST;
    fits.then(|| in_order(all))
}

/// The exercise that a link opens, as a set names it.
fn exercise_of(index: &Index, address: &str) -> Option<String> {
    let fragment = address.trim().split_once('#').map_or("", |(_, fragment)| fragment);
    let (opened, _) = link::from_fragment(&format!("#{fragment}"));
    let Exercises { id, made, .. } = opened.exercises;
    match id.as_str() {
        _ if opened.lab != Lab::Exercises => None,
        OWN | MAKE => read_exercise(&made).is_ok().then_some(made),
        SET | COLLECT | SUMMARY => None,
        _ => index.item(&id).is_some().then_some(id),
    }
}

/// The page on which a set is put together.
#[component]
pub fn Collect() -> impl IntoView {
    let playground = playground();
    let answers = playground.session.exercises().answers();
    let index = bank::index();
    let item = move |(place, exercise): (usize, String)| {
        let title = title_of(index, &exercise).unwrap_or_else(|| Text::english(&t!("exercises.missing")));
        view! { <Row title place count=answers.read().len() /> }
    };
    let to = move |id: &'static str| Signal::derive(move || of_set(id, answers.get()));
    let address = Signal::derive(move || browser::address() + &for_others(of_set(SET, answers.get())));
    view! {
        <article class="exercise">
            <p class="caption"><Up /></p>
            <h1 class="question">{t!("exercises.set.make")}</h1>
            <p>{t!("exercises.set.about")}</p>
            <Show when=move || answers.read().is_empty()><p class="notice">{t!("exercises.set.nothing")}</p></Show>
            <ol class="set">{move || answers.get().into_values().enumerate().map(item).collect_view()}</ol>
            {move || index.get().flatten().map(|index| view! { <Add index /> })}
            <p><Way class="button" to=to(MAKE)>{t!("exercises.make.title")}</Way></p>
            <Show when=move || !answers.read().is_empty()>
                <div class="controls"><Way class="button strong" to=to(SET)>{t!("exercises.set.open")}</Way></div>
                <CopyLink address />
            </Show>
        </article>
    }
}

/// An exercise of the set, with the buttons that move it and take it out. The keyboard stays with it while it moves.
#[component]
fn Row(title: Text, place: usize, count: usize) -> impl IntoView {
    let playground = playground();
    let answers = playground.session.exercises().answers();
    let change = move |next: String, change: &dyn Fn(&mut Vec<String>)| {
        let mut all: Vec<String> = answers.get_untracked().into_values().collect();
        change(&mut all);
        act(playground, || answers.set(in_order(all)));
        browser::after_update(move || browser::focus(&next));
    };
    let name = unmarked(&said(&title));
    let mover = |key: &'static str, face: &'static str, to: Option<usize>| {
        let to = to.filter(|to| *to < count);
        let press = move |_| {
            let Some(to) = to else { return };
            change(format!("set-{key}-{to}"), &|all| {
                if place.max(to) < all.len() {
                    all.swap(place, to);
                }
            });
        };
        view! {
            <button
                class="button small"
                type="button"
                id=format!("set-{key}-{place}")
                aria-label=t!(format!("exercises.set.{key}"), name = name)
                aria-disabled=to.is_none().then_some("true")
                on:click=press
            >
                <span aria-hidden="true">{face}</span>
            </button>
        }
    };
    let remove = move |_| {
        change(ADD.to_owned(), &|all| {
            if place < all.len() {
                all.remove(place);
            }
        });
    };
    view! {
        <li>
            {shown(&title)} " "
            <span class="row-tools">
                {mover("up", "↑", place.checked_sub(1))} {mover("down", "↓", Some(place + 1))}
                <button class="button small" type="button" aria-label=t!("exercises.form.remove", name = name) on:click=remove>
                    <span aria-hidden="true">"✕"</span>
                </button>
            </span>
        </li>
    }
}

/// Adds exercises: of the bank, and by their links, which may be anything that somebody pasted.
#[component]
fn Add(index: Index) -> impl IntoView {
    let playground = playground();
    let answers = playground.session.exercises().answers();
    let refused = RwSignal::new(None::<&'static str>);
    let add = move |exercise: String| {
        let all = with(answers.get_untracked(), &exercise, exercise.clone());
        refused.set(all.is_none().then_some("exercises.set.full"));
        all.into_iter().for_each(|all| act(playground, || answers.set(all)));
    };
    let first = index.sets.first().and_then(|set| set.items.first()).map(|item| item.id.clone()).unwrap_or_default();
    let (chosen, address) = (RwSignal::new(first), RwSignal::new(String::new()));
    let group = |set: &exercises::Set| {
        let option = |item: &Item| view! { <option value=item.id.clone()>{said(&item.title)}</option> };
        view! { <optgroup label=said(&set.title)>{set.items.iter().map(option).collect_view()}</optgroup> }
    };
    let groups = index.sets.iter().map(group).collect_view();
    let add_link = move || match exercise_of(&index, &address.get_untracked()) {
        None => refused.set(Some("exercises.set.refused")),
        Some(exercise) => {
            add(exercise);
            if refused.get_untracked().is_none() {
                address.set(String::new());
            }
        }
    };
    view! {
        <div class="controls">
            <label class="labelled">
                <span class="caption">{t!("exercises.set.of_bank")}</span>
                <select class="box" on:change:target=move |event| chosen.set(event.target().value())>
                    {groups}
                </select>
            </label>
            <button class="button" type="button" id=ADD on:click=move |_| add(chosen.get_untracked())>
                {t!("exercises.set.add")}
            </button>
        </div>
        <form
            class="controls"
            on:submit=move |event| {
                event.prevent_default();
                add_link();
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
        <p class="remark" role="alert">{move || refused.get().map(|key| t!(key))}</p>
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_set_keeps_its_order_and_its_measure() {
        let add = |set: Collected, exercise: &str| with(set, exercise, exercise.to_owned());
        let set = (0..MOST).try_fold(Collected::new(), |set, number| add(set, &format!("e{number}"))).unwrap();
        assert_eq!(set.values().nth(9).map(String::as_str), Some("e9"));
        assert_eq!(add(set.clone(), "e3"), Some(set.clone()), "it is there already");
        assert_eq!(add(set.clone(), "new"), None);
        let changed = with(set, "e3", "E3".into()).unwrap();
        assert_eq!((changed.len(), changed.values().nth(3).map(String::as_str)), (MOST, Some("E3")));
        assert_eq!(add(Collected::new(), &"x".repeat(LONGEST + 1)), None);
    }
}

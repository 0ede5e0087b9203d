//! The links of the exercises' pages, and the names by which links know these pages.

use super::super::state::Playground;
use super::super::{browser, history, state};
use crate::exercises::{Progress, is_own, made_in};
use crate::link;
use crate::session::{Exercises, Lab, Page, Session, SessionStoreFields};
use leptos::prelude::*;
use rust_i18n::t;
use std::collections::BTreeMap;

/// The summary of answers.
pub const SUMMARY: &str = "summary";
/// An exercise that travels in its link.
pub const OWN: &str = "own";
/// Where such an exercise is made.
pub const MAKE: &str = "make";
/// A set that somebody put together.
pub const SET: &str = "set";
/// Where such a set is put together.
pub const COLLECT: &str = "collect";

/// The exercises of a set by their places: names of the bank, or whole exercises.
pub type Collected = BTreeMap<String, String>;

/// The link that leads on from here: colours, language and frame stay as they are.
pub fn here(playground: Playground, exercises: Exercises) -> String {
    fragment(exercises, playground.session.page().get())
}

/// The link to hand out: nothing in it of how its maker looks at the page.
pub fn for_others(exercises: Exercises) -> String {
    fragment(exercises, Page::default())
}

fn fragment(exercises: Exercises, page: Page) -> String {
    link::to_fragment(&Session { lab: Lab::Exercises, exercises, page, ..Session::default() })
}

/// A page by its name: an exercise of the bank with nothing filled in, or the list for no name.
pub fn named(id: &str) -> Exercises {
    Exercises { id: id.to_owned(), ..Exercises::default() }
}

/// The page of a whole exercise: [`OWN`] to solve it, [`MAKE`] to change it. The set it stands in comes along.
pub fn whole(id: &str, made: String, answers: Collected) -> Exercises {
    Exercises { made, answers, ..named(id) }
}

/// The page of a set: [`SET`] to solve it, [`COLLECT`] to change it, [`MAKE`] to make an exercise for it.
pub fn of_set(id: &str, answers: Collected) -> Exercises {
    Exercises { answers, ..named(id) }
}

/// An exercise of a set. The set comes along: that is how one gets to the next.
pub fn in_set(set: &Collected, exercise: &str) -> Exercises {
    match made_in(exercise) {
        Some(_) => whole(OWN, exercise.to_owned(), set.clone()),
        None => of_set(exercise, set.clone()),
    }
}

/// The summary that shows exactly the answers that were given. Made exercises are in no bank that could grade theirs.
pub fn summary(progress: &Progress) -> Exercises {
    let of_bank = progress.exercises.iter().filter(|(id, _)| !is_own(id));
    of_set(SUMMARY, of_bank.map(|(id, record)| (id.clone(), record.answer.clone())).collect())
}

/// A link that leads on from here. What was just typed goes into the history first, and the keyboard goes to the top of
/// what comes.
#[component]
pub fn Way(
    /// Where it leads.
    #[prop(into)]
    to: Signal<Exercises>,
    /// Its look.
    #[prop(default = "")]
    class: &'static str,
    children: Children,
) -> impl IntoView {
    let playground = state::playground();
    let leave = move |_| {
        history::write_now(playground);
        browser::focus("main");
    };
    view! { <a class=class href=move || here(playground, to.get()) on:click=leave>{children()}</a> }
}

/// The way to all exercises.
#[component]
pub fn Up() -> impl IntoView {
    view! { <Way to=Exercises::default()>{t!("exercises.all")}</Way> }
}

//! Where an exercise stands: in which set, at which place, and what comes next.

use super::super::state::Playground;
use super::links::{SET, in_set, named, of_set};
use super::text::said;
use crate::exercises::Index;
use crate::session::{Exercises, ExercisesStoreFields, SessionStoreFields};
use leptos::prelude::*;
use rust_i18n::t;

/// Where an exercise stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// The title of the exercise.
    pub title: String,
    /// The title of the set, and "2 of 8".
    pub set: String,
    /// The page of the set, where it has one.
    pub page: Option<Exercises>,
    /// The exercise that comes next, if there is one in the set.
    pub next: Option<Exercises>,
}

impl Place {
    /// The place of an exercise of the bank: in the set that the link brings along, or else in its own.
    pub fn of(playground: Playground, index: &Index, id: &str) -> Place {
        let find = || {
            let set = index.sets.iter().find(|set| set.items.iter().any(|item| item.id == id))?;
            let number = set.items.iter().position(|item| item.id == id)?;
            let words = words(said(&set.title), number, set.items.len());
            let next = set.items.get(number + 1).map(|item| named(&item.id));
            Some(Place { title: said(&set.items.get(number)?.title), set: words, page: None, next })
        };
        let place = find().unwrap_or_default();
        let collected = Place::in_own_set(playground, id);
        if collected.page.is_none() { place } else { Place { title: place.title, ..collected } }
    }

    /// The place in the set that the link brings along: of an exercise by its name, or by its whole text.
    pub fn in_own_set(playground: Playground, exercise: &str) -> Place {
        let collected = playground.session.exercises().answers().get_untracked();
        let Some(number) = collected.values().position(|known| known == exercise) else { return Place::default() };
        let next = collected.values().nth(number + 1).map(|next| in_set(&collected, next));
        let set = words(t!("exercises.set.title").into_owned(), number, collected.len());
        Place { set, page: Some(of_set(SET, collected)), next, ..Place::default() }
    }
}

fn words(set: String, number: usize, count: usize) -> String {
    t!("exercises.place", set = set, number = number + 1, count = count).into_owned()
}

//! The exercises: the list, one exercise, the summary, and the workshop where exercises and sets of them are made.
//!
//! The data comes when it is asked for (`bank`), and what is done is kept in the browser where it allows that
//! (`progress`). One exercise is a [`Desk`]: the answer as it stands in the session, and what the grader says of it.
//! Feedback is derived: it is there while the answer that was checked still stands. Labs inside an exercise are the labs
//! themselves, on the same session.

mod bank;
mod choices;
mod collect;
mod copy_link;
mod desk;
mod feedback;
mod form;
mod hints;
mod inside;
mod ladder;
mod links;
mod list;
mod make;
mod page;
mod pictures;
mod place;
mod progress;
mod readings;
mod set;
mod summary;
mod text;
mod tools;
mod typed;

pub use links::MAKE;

use super::state::playground;
use crate::session::{ExercisesStoreFields, SessionStoreFields};
use leptos::prelude::*;

/// The exercises.
#[component]
pub fn Lab() -> impl IntoView {
    let exercises = playground().session.exercises();
    let id = Memo::new(move |_| exercises.id().get());
    provide_context(progress::Kept::new());
    move || match id.get().as_str() {
        "" => view! { <list::List /> }.into_any(),
        links::SUMMARY => view! { <summary::Summary /> }.into_any(),
        links::MAKE => view! { <make::Workshop /> }.into_any(),
        links::OWN => view! { <make::Own /> }.into_any(),
        links::SET => view! { <set::OwnSet /> }.into_any(),
        links::COLLECT => view! { <collect::Collect /> }.into_any(),
        id => view! { <page::Page id=id.to_owned() /> }.into_any(),
    }
}

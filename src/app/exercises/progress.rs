//! What the student has done, kept in the browser where it allows that.

use super::super::browser;
use crate::exercises::{Progress, Record};
use leptos::prelude::*;

/// The name under which the browser keeps it.
const NAME: &str = "little-o-exercises";

/// The progress, and the way to change it.
#[derive(Clone, Copy)]
pub struct Kept(RwSignal<Progress>);

impl Kept {
    /// What was kept; nothing if that cannot be read.
    pub fn new() -> Self {
        Kept(RwSignal::new(browser::kept(NAME).and_then(|text| Progress::read(&text).ok()).unwrap_or_default()))
    }

    /// What was done in an exercise.
    pub fn record(self, id: &str) -> Record {
        self.0.with(|progress| progress.exercises.get(id).cloned().unwrap_or_default())
    }

    /// Changes what was done in an exercise, and keeps it. An exercise without a name is kept nowhere.
    pub fn change(self, id: &str, change: impl FnOnce(&mut Record)) {
        if !id.is_empty() {
            self.0.update(|progress| change(progress.exercises.entry(id.to_owned()).or_default()));
            self.keep();
        }
    }

    /// All of it.
    pub fn all(self) -> Progress {
        self.0.get()
    }

    /// Takes in what another browser kept.
    pub fn add(self, other: Progress) {
        self.0.update(|progress| *progress = std::mem::take(progress).merged(other));
        self.keep();
    }

    /// Forgets everything.
    pub fn forget(self) {
        self.0.set(Progress::default());
        self.keep();
    }

    fn keep(self) {
        self.0.with_untracked(|progress| browser::keep(NAME, &progress.write()));
    }
}

//! One exercise on the page: its answer, and what the grader says of it.

use super::super::history::act;
use super::super::state::{Playground, playground};
use super::progress::Kept;
use crate::api::message::Move;
use crate::exercises::{Answer, Exercise, Feedback, Mistakes, Task, grade};
use crate::link;
use crate::session::{ExercisesStoreFields, Lab, Session, SessionStoreFields};
use leptos::prelude::*;
use std::sync::Arc;

/// An exercise that is open. Its widgets take it from the context.
#[derive(Clone, Copy)]
pub struct Desk {
    playground: Playground,
    kept: Kept,
    exercise: StoredValue<Arc<Exercise>>,
    mistakes: StoredValue<Arc<Mistakes>>,
    /// The answer as it stands in the session.
    pub answer: Memo<Answer>,
    /// The answer that was last checked.
    checked: RwSignal<Option<Answer>>,
    /// What the grader says; nothing as soon as the answer is another one.
    pub feedback: Memo<Option<Feedback>>,
    /// How many hints are shown.
    pub hints: RwSignal<usize>,
    /// Whether the worked answer is shown.
    pub is_worked: RwSignal<bool>,
}

/// The exercise that is open, for a widget.
pub fn desk() -> Desk {
    expect_context::<Desk>()
}

impl Desk {
    /// The exercise before anything is checked.
    pub fn new(exercise: Arc<Exercise>, mistakes: Arc<Mistakes>) -> Self {
        let playground = playground();
        let kept = expect_context::<Kept>();
        let task = StoredValue::new(exercise.clone());
        let answer = Memo::new(move |_| {
            let task = &task.get_value().task;
            match task {
                Task::Lab(_) => Answer::State(playground.session.with(link_inside)),
                task => Answer::read(task, &playground.session.exercises().answer().read()),
            }
        });
        let checked = RwSignal::new(None);
        let feedback = Memo::new(move |_| {
            let answer = answer.read();
            let is_checked = checked.read().as_ref() == Some(&*answer);
            is_checked.then(|| grade(&task.get_value(), &answer))
        });
        let (exercise, mistakes) = (task, StoredValue::new(mistakes));
        let (hints, is_worked) = (RwSignal::new(0), RwSignal::new(false));
        Desk { playground, kept, exercise, mistakes, answer, checked, feedback, hints, is_worked }
    }

    /// The exercise.
    pub fn exercise(self) -> Arc<Exercise> {
        self.exercise.get_value()
    }

    /// What is said of misconceptions.
    pub fn mistakes(self) -> Arc<Mistakes> {
        self.mistakes.get_value()
    }

    /// Takes another answer. Typing is one act, a choice another.
    pub fn set(self, answer: &Answer) {
        let text = answer.write(&self.exercise().task);
        self.playground.session.exercises().answer().set(text);
    }

    /// Chooses an option of a row.
    pub fn choose(self, row: usize, option: Option<usize>) {
        let Answer::Choices(mut chosen) = self.answer.get_untracked() else { return };
        if let Some(place) = chosen.get_mut(row) {
            *place = option;
        }
        act(self.playground, || self.set(&Answer::Choices(chosen)));
    }

    /// The option that is chosen in a row.
    pub fn chosen(self, row: usize) -> Option<usize> {
        match &*self.answer.read() {
            Answer::Choices(chosen) => chosen.get(row).copied().flatten(),
            _ => None,
        }
    }

    /// Grades the answer as it stands, and keeps what came of it. What cannot be read does not count.
    pub fn check(self) {
        let exercise = self.exercise();
        let answer = self.answer.get_untracked();
        self.checked.set(Some(answer.clone()));
        let Some(feedback) = self.feedback.get_untracked() else { return };
        if let Feedback::Unreadable(_) = feedback {
            return;
        }
        let hints = self.hints.get_untracked();
        self.kept.change(&exercise.id, |record| {
            record.answer = answer.write(&exercise.task);
            record.solved |= feedback == Feedback::Right;
            record.wrong += u32::from(feedback != Feedback::Right);
            record.hints = record.hints.max(hints);
        });
        if let (Task::Predict(predict), false) = (&exercise.task, self.has_lab_inside()) {
            self.open_inside(&predict.start);
            self.playground.ask_for(Move::Play);
        }
    }

    /// Whether a lab stands inside the exercise.
    pub fn has_lab_inside(self) -> bool {
        self.playground.session.exercises().inside().get().is_some()
    }

    /// Puts the lab of a link inside the exercise.
    pub fn open_inside(self, fragment: &str) {
        open_inside(self.playground, fragment);
    }

    /// The same as a deliberate act, which Back takes back.
    pub fn show_inside(self, fragment: &str) {
        act(self.playground, || self.open_inside(fragment));
    }

    /// Whether the exercise was ever solved.
    pub fn is_solved(self) -> bool {
        self.kept.record(&self.exercise().id).solved
    }
}

/// Puts the lab of a link inside the exercise that is open.
pub fn open_inside(playground: Playground, fragment: &str) {
    let (opened, _) = link::from_fragment(fragment);
    let session = playground.session;
    match opened.lab {
        Lab::LittleO => session.little_o().set(opened.little_o),
        Lab::Tangent => session.tangent().set(opened.tangent),
        Lab::Descent => session.descent().set(opened.descent),
        Lab::Welcome | Lab::Exercises => return,
    }
    session.params().set(opened.params);
    session.exercises().inside().set(Some(opened.lab));
}

/// The link of the lab that stands inside the exercise.
pub fn link_inside(session: &Session) -> String {
    let lab = session.exercises.inside.unwrap_or_default();
    let Session { little_o, tangent, descent, params, .. } = session.clone();
    link::to_fragment(&Session { lab, little_o, tangent, descent, params, ..Session::default() })
}

//! What follows from the session in the tangent lab.

use super::super::state::{Compiled, Formula, bind, compiled, free_letters};
use super::guess::{Guess, NoGuess};
use crate::session::{Session, SessionStoreFields, TangentStoreFields};
use leptos::prelude::*;
use reactive_stores::Store;

/// The variable of the tangent lab.
const VARIABLE: &str = "x";

/// f, its tangent line and the guess.
#[derive(Clone, Copy)]
pub struct Line {
    /// The function.
    pub f: Formula,
    /// The letters of f that are not the variable.
    pub letters: Memo<Vec<String>>,
    /// f as a function of x alone; the last one that could be read.
    pub tape: Compiled,
    /// The guess at x + ε.
    pub guess: Memo<Option<Result<Guess, NoGuess>>>,
}

impl Line {
    /// What follows from this session.
    pub fn new(session: Store<Session>) -> Self {
        let fields = session.tangent();
        let f = Formula::new(Signal::derive(move || fields.f().get()));
        let letters = Memo::new(move |_| free_letters(&[&*f.expr.read()], VARIABLE));
        let bound = Memo::new(move |_| Some(bind(f.expr.read().as_ref()?, &session.params().read(), VARIABLE)));
        let tape = compiled(bound, &[VARIABLE]);
        let guess = Memo::new(move |_| Some(Guess::new(tape.read().as_ref()?, fields.x().get(), fields.eps().get())));
        Line { f, letters, tape, guess }
    }
}

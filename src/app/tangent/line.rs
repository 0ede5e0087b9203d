//! What follows from the session in the tangent lab.

use super::super::state::{Compiled, Formula, bind, compiled, free_letters};
use super::guess::{Guess, NoGuess};
use crate::eval::Tangent;
use crate::expr::Symbol;
use crate::session::{Session, SessionStoreFields, TangentStoreFields};
use leptos::prelude::*;
use reactive_stores::Store;
use std::sync::Arc;

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
    pub curve: Compiled,
    /// The tangent at x, where there is one.
    pub tangent: Memo<Option<Arc<Tangent>>>,
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
        let curve = compiled(bound, VARIABLE);
        let touch = move |_: Option<&_>| {
            Some(Arc::new(Tangent::new(bound.read().as_ref()?, &Symbol::new(VARIABLE), fields.x().get())?))
        };
        let tangent = Memo::new_with_compare(touch, |_, _| true);
        let guess = Memo::new(move |_| {
            curve
                .read()
                .as_ref()
                .map(|curve| Guess::new(curve.tape(), tangent.read().as_deref(), fields.x().get(), fields.eps().get()))
        });
        Line { f, letters, curve, tangent, guess }
    }
}

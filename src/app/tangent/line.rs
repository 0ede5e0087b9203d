//! What follows from the session in the tangent lab.

use super::super::state::{Compiled, Formula, bind, compiled, free_letters};
use super::guess::{Guess, NoGuess};
use super::slice::Slice;
use crate::eval::{Tangent, Tape};
use crate::expr::{Expr, Symbol};
use crate::session::{self, Session, SessionStoreFields, TangentStoreFields};
use leptos::prelude::*;
use reactive_stores::Store;
use std::sync::Arc;

/// The variable as the curve knows it, whatever its letter in the formula.
const VARIABLE: &str = "x";
/// The variables of a function of two.
const PLANE: [&str; 2] = ["x", "y"];

/// f, its tangent line and the guess. A function of two variables is cut along the step: what is drawn is the slice.
#[derive(Clone, Copy)]
pub struct Line {
    session: Store<Session>,
    /// The function.
    pub f: Formula,
    /// The letters of f that are no variables.
    pub letters: Memo<Vec<String>>,
    /// Whether f has two variables, x and y.
    pub is_plane: Memo<bool>,
    /// How f is cut.
    pub slice: Memo<Slice>,
    /// f, or its slice, as a function of one variable; the last one that could be read.
    pub curve: Compiled,
    /// The tangent at the point, where there is one.
    pub tangent: Memo<Option<Arc<Tangent>>>,
    /// The guess after the step.
    pub guess: Memo<Option<Result<Guess, NoGuess>>>,
    /// The value of the gradient at the point: f′(x), or both partial derivatives.
    pub gradient: Memo<Vec<f64>>,
}

impl Line {
    /// What follows from this session.
    pub fn new(session: Store<Session>) -> Self {
        let fields = session.tangent();
        let f = Formula::new(Signal::derive(move || fields.f().get()));
        let has_y = move || f.expr.read().as_ref().is_some_and(|f| f.contains(&Symbol::new(PLANE[1])));
        let is_plane = Memo::new(move |_| *fields.var().read() == PLANE[0] && has_y());
        let variables =
            move || if is_plane.get() { PLANE.map(str::to_owned).to_vec() } else { vec![fields.var().get()] };
        let letters = Memo::new(move |_| free_letters(&[&*f.expr.read()], &variables()));
        let bound = Memo::new(move |_| Some(bind(f.expr.read().as_ref()?, &session.params().read(), &variables())));
        let slice = Memo::new(move |_| match is_plane.get() {
            true => fields.with(|tangent| Slice::through(tangent.point(), tangent.step())),
            false => Slice::whole(fields.x().get(), fields.eps().get()),
        });
        let cut = Memo::new(move |_| match is_plane.get() {
            true => slice.read().of(bound.read().as_ref()?, PLANE),
            false => Some(bound.get()?.substitute(&Symbol::new(&fields.var().read()), &Expr::symbol(VARIABLE))),
        });
        let curve = compiled(cut, VARIABLE);
        let touch = move |_: Option<&_>| {
            Some(Arc::new(Tangent::new(cut.read().as_ref()?, &Symbol::new(VARIABLE), slice.read().start)?))
        };
        let tangent = Memo::new_with_compare(touch, |_, _| true);
        let guess = Memo::new(move |_| {
            let Slice { start, step, .. } = slice.get();
            let curve = curve.read();
            Some(Guess::new(curve.as_ref()?.tape(), tangent.read().as_deref(), start, step))
        });
        let gradient = Memo::new(move |_| match (is_plane.get(), &*bound.read()) {
            (true, Some(f)) => Tape::new(f, &PLANE.map(Symbol::new)).gradient(&slice.read().point).1,
            _ => tangent.read().as_ref().map(|tangent| vec![tangent.slope]).unwrap_or_default(),
        });
        Line { session, f, letters, is_plane, slice, curve, tangent, guess, gradient }
    }

    /// A coordinate of the point: 0 for x, 1 for y.
    pub fn point(self, axis: usize) -> Signal<f64> {
        Signal::derive(move || coordinate(&self.slice.read().point, axis))
    }

    /// A coordinate of the step.
    pub fn step(self, axis: usize) -> Signal<f64> {
        Signal::derive(move || coordinate(&self.slice.read().way, axis))
    }

    /// Moves the point along one axis.
    pub fn set_point(self, axis: usize, value: f64) {
        let is_plane = self.is_plane.get_untracked();
        let set = |t: &mut session::Tangent| (t.x, t.y) = moved(is_plane, t.point(), t.y, axis, value);
        self.session.tangent().update(set);
    }

    /// Changes the step along one axis.
    pub fn set_step(self, axis: usize, value: f64) {
        let is_plane = self.is_plane.get_untracked();
        let set = |t: &mut session::Tangent| (t.eps, t.eps_y) = moved(is_plane, t.step(), t.eps_y, axis, value);
        self.session.tangent().update(set);
    }
}

fn coordinate(place: &[f64], axis: usize) -> f64 {
    place.get(axis).copied().unwrap_or(f64::NAN)
}

/// Two coordinates with `value` on one axis; on the line the second stays what it was.
fn moved(is_plane: bool, place: [f64; 2], second: Option<f64>, axis: usize, value: f64) -> (f64, Option<f64>) {
    match (is_plane, axis) {
        (false, _) => (value, second),
        (true, 0) => (value, Some(place[1])),
        (true, _) => (place[0], Some(value)),
    }
}

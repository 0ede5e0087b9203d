//! What follows from the session in the descent lab.

use super::super::state::{Compiled, Formula, bind, compiled, free_letters};
use crate::descent::{Iterate, SafeRates, Schedule, Trajectory, run, safe_rates};
use crate::expr::{Expr, Symbol};
use crate::session::{Descent, DescentStoreFields, Session, SessionStoreFields};
use leptos::prelude::*;
use reactive_stores::Store;

/// The letter that the tape calls the variable, whatever it is called in the formula.
const VARIABLE: &str = "x";

/// The loss and the run down its slope.
#[derive(Clone, Copy)]
pub struct Run {
    session: Store<Session>,
    /// The loss.
    pub f: Formula,
    /// The letters of the loss that are not the variable.
    pub letters: Memo<Vec<String>>,
    /// The loss as a function of one variable; the last one that could be read.
    pub loss: Compiled,
    /// The whole run.
    pub trajectory: Memo<Option<Trajectory>>,
    /// The learning rates that lower the loss at the iterate shown.
    pub safe: Memo<SafeRates>,
}

impl Run {
    /// What follows from this session.
    pub fn new(session: Store<Session>) -> Self {
        let fields = session.descent();
        let f = Formula::new(Signal::derive(move || fields.f().get()));
        let variable = Memo::new(move |_| variable_of(f.expr.read().as_ref()));
        let letters = Memo::new(move |_| free_letters(&[&*f.expr.read()], &variable.read()));
        let bound = Memo::new(move |_| {
            let variable = variable.read();
            let bound = bind(f.expr.read().as_ref()?, &session.params().read(), &variable);
            Some(bound.substitute(&Symbol::new(&variable), &Expr::symbol(VARIABLE)))
        });
        let loss = compiled(bound, VARIABLE);
        let schedule = move || Schedule::new(fields.rate().get(), fields.changes().get());
        let trajectory = Memo::new(move |_| {
            Some(run(loss.read().as_ref()?.tape(), &[fields.x().get()], &schedule(), fields.steps().get()))
        });
        let place = Memo::new(move |_| trajectory.read().as_ref()?.at(fields.step().get())?.x.first().copied());
        let safe = Memo::new(move |_| match (&*loss.read(), place.get()) {
            (Some(loss), Some(x)) => safe_rates(loss.tape(), &[x]),
            _ => SafeRates::None,
        });
        Run { session, f, letters, loss, trajectory, safe }
    }

    /// The last step of the run: it may end before the steps are used up.
    pub fn last_step(self) -> usize {
        self.trajectory.with(|run| run.as_ref().map_or(0, |run| run.iterates.len().saturating_sub(1)))
    }

    /// The step that is shown.
    pub fn step(self) -> usize {
        self.session.descent().step().get().min(self.last_step())
    }

    /// The iterate that is shown.
    pub fn iterate(self) -> Option<Iterate> {
        let step = self.step();
        self.trajectory.with(|run| run.as_ref()?.at(step).cloned())
    }

    /// The iterate before it.
    pub fn previous(self) -> Option<Iterate> {
        let before = self.step().checked_sub(1)?;
        self.trajectory.with(|run| run.as_ref()?.at(before).cloned())
    }

    /// The learning rates that would have lowered the loss in the step shown; at the start, in the step to come.
    pub fn safe_before(self) -> SafeRates {
        let from = self.previous().or(self.iterate());
        match (&*self.loss.read(), from) {
            (Some(loss), Some(from)) => safe_rates(loss.tape(), &from.x),
            _ => SafeRates::None,
        }
    }

    /// The learning rate of the step that leads on from the iterate shown.
    pub fn rate(self) -> f64 {
        let fields = self.session.descent();
        Schedule::new(fields.rate().get(), fields.changes().get()).rate(self.step())
    }

    /// Sets the learning rate from the iterate shown on; what was run until there stays.
    ///
    /// Where no step is left, the rate counts for the whole run.
    pub fn set_rate(self, rate: f64) {
        let step = untrack(|| if self.step() < self.last_step() { self.step() } else { 0 });
        self.session.descent().update(|descent| change_rate(descent, step, rate));
    }
}

/// The learning rate is `rate` from `step` on.
fn change_rate(descent: &mut Descent, step: usize, rate: f64) {
    descent.changes.retain(|(from, _)| *from < step);
    match step {
        0 => descent.rate = rate,
        _ => descent.changes.push((step, rate)),
    }
}

/// The variable of a loss: x, or y, or its only letter.
fn variable_of(expr: Option<&Expr>) -> String {
    let symbols = expr.map(Expr::symbols).unwrap_or_default();
    let names: Vec<&str> = symbols.iter().map(Symbol::name).collect();
    match names.as_slice() {
        names if names.contains(&"x") => "x".into(),
        names if names.contains(&"y") => "y".into(),
        [only] => (*only).into(),
        _ => "x".into(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_variable_is_x_or_y_or_the_only_letter() {
        let cases = [("x^2", "x"), ("a*x^2", "x"), ("a*y^2", "y"), ("t^2", "t"), ("a*t^2", "x"), ("7", "x")];
        for (source, variable) in cases {
            assert_eq!(variable_of(Some(&source.parse().unwrap())), variable, "{source}");
        }
    }

    #[test]
    fn a_new_rate_counts_from_its_step_on() {
        let mut descent = Descent { changes: vec![(5, 0.1), (9, 0.2)], ..Descent::default() };
        change_rate(&mut descent, 7, 0.5);
        assert_eq!((descent.rate, descent.changes.as_slice()), (0.03, [(5, 0.1), (7, 0.5)].as_slice()));
        change_rate(&mut descent, 7, 0.6);
        assert_eq!(descent.changes, [(5, 0.1), (7, 0.6)]);
        change_rate(&mut descent, 0, 1.0);
        assert_eq!((descent.rate, descent.changes.len()), (1.0, 0));
    }
}

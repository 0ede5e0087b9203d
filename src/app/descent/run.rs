//! What follows from the session in the descent lab.

use super::super::state::{Compiled, Formula, bind, compiled, free_letters};
use crate::descent::{Iterate, Rule, SafeRates, Schedule, Trajectory, run_by, safe_rates_from};
use crate::eval::Tape;
use crate::expr::{Expr, Symbol};
use crate::session::{Descent, DescentStoreFields, Session, SessionStoreFields};
use leptos::prelude::*;
use reactive_stores::Store;
use std::sync::Arc;

/// The letter that the tape calls the variable, whatever it is called in the formula.
const VARIABLE: &str = "x";
/// The variables of a loss of two.
const PLANE: [&str; 2] = ["x", "y"];

/// The loss and the run down its slope.
#[derive(Clone, Copy)]
pub struct Run {
    session: Store<Session>,
    /// The loss.
    pub f: Formula,
    /// The letters of the loss that are no variables.
    pub letters: Memo<Vec<String>>,
    /// Whether the loss has two variables, x and y.
    pub is_plane: Memo<bool>,
    /// The loss as a function of one variable; the last one that could be read. Nothing where it has two.
    pub loss: Compiled,
    /// The loss, ready for evaluation, of one or two variables.
    pub tape: Memo<Option<Arc<Tape>>>,
    /// How a step is made.
    rule: Memo<Option<Rule>>,
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
        let variables = Memo::new(move |_| variables_of(f.expr.read().as_ref(), fields.y().get().is_some()));
        let is_plane = Memo::new(move |_| variables.read().len() == 2);
        let letters = Memo::new(move |_| free_letters(&[&*f.expr.read()], &variables.read()));
        let bound = Memo::new(move |_| {
            let variables = variables.read();
            let bound = bind(f.expr.read().as_ref()?, &session.params().read(), &variables);
            Some(match variables.as_slice() {
                [only] => bound.substitute(&Symbol::new(only), &Expr::symbol(VARIABLE)),
                _ => bound,
            })
        });
        let loss = compiled(Memo::new(move |_| bound.get().filter(|_| !is_plane.get())), VARIABLE);
        let tape = Memo::new_with_compare(
            move |_: Option<&_>| Some(Arc::new(Tape::new(bound.read().as_ref()?, &symbols(is_plane.get())))),
            |_, _| true,
        );
        let rule = Memo::new_with_compare(
            move |_: Option<&_>| {
                let (method, beta) = (fields.method().get(), fields.beta().get());
                Some(Rule::new(method, beta, bound.read().as_ref()?, &symbols(is_plane.get())))
            },
            |_, _| true,
        );
        let schedule = move || Schedule::new(fields.rate().get(), fields.changes().get());
        let start = move || match is_plane.get() {
            true => fields.with(Descent::start).to_vec(),
            false => vec![fields.x().get()],
        };
        let trajectory = Memo::new(move |_| {
            let (tape, rule) = (tape.read(), rule.read());
            Some(run_by(rule.as_ref()?, tape.as_ref()?, &start(), &schedule(), fields.steps().get()))
        });
        let safe = Memo::new(move |_| {
            let (tape, run, step) = (tape.read(), trajectory.read(), fields.step().get());
            match (&*tape, run.as_ref().and_then(|run| run.at(step))) {
                (Some(tape), Some(iterate)) => safe_rates_from(tape, iterate),
                _ => SafeRates::None,
            }
        });
        Run { session, f, letters, is_plane, loss, tape, rule, trajectory, safe }
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

    /// Whether the method can run on this loss.
    pub fn can_run(self) -> bool {
        self.rule.read().as_ref().is_none_or(Rule::can_run)
    }

    /// The learning rates that would have lowered the loss in the step shown; at the start, in the step to come.
    pub fn safe_before(self) -> SafeRates {
        let from = self.previous().or(self.iterate());
        match (&*self.tape.read(), from) {
            (Some(tape), Some(from)) => safe_rates_from(tape, &from),
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

    /// A coordinate of the starting point: 0 for x, 1 for y.
    pub fn start(self, axis: usize) -> Signal<f64> {
        let fields = self.session.descent();
        Signal::derive(move || match (self.is_plane.get(), axis) {
            (false, _) => fields.x().get(),
            (true, 0) => fields.with(|descent| descent.start()[0]),
            (true, _) => fields.with(|descent| descent.start()[1]),
        })
    }

    /// Moves the starting point along one axis.
    pub fn set_start(self, axis: usize, value: f64) {
        let is_plane = self.is_plane.get_untracked();
        self.session.descent().update(|descent| {
            let [x, y] = descent.start();
            (descent.x, descent.y) = match (is_plane, axis) {
                (false, _) => (value, descent.y),
                (true, 0) => (value, Some(y)),
                (true, _) => (x, Some(value)),
            };
        });
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

fn symbols(is_plane: bool) -> Vec<Symbol> {
    if is_plane { PLANE.map(Symbol::new).to_vec() } else { vec![Symbol::new(VARIABLE)] }
}

/// The variables of a loss: x, and y if it occurs; or y alone, or its only letter. A start of two coordinates asks for two.
fn variables_of(expr: Option<&Expr>, has_two_coordinates: bool) -> Vec<String> {
    let symbols = expr.map(Expr::symbols).unwrap_or_default();
    let names: Vec<&str> = symbols.iter().map(Symbol::name).collect();
    let (has_x, has_y) = (names.contains(&"x"), names.contains(&"y"));
    let variables = match (names.as_slice(), has_x, has_y) {
        (_, has_x, true) if has_x || has_two_coordinates => PLANE.as_slice(),
        (_, false, true) => &["y"],
        ([only], false, false) => &[*only],
        _ => &["x"],
    };
    variables.iter().map(|name| (*name).to_owned()).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_variables_are_x_and_y_or_the_only_letter() {
        let cases = [
            ("x^2", false, "x"),
            ("x^2", true, "x"),
            ("a*x^2", false, "x"),
            ("a*y^2", false, "y"),
            ("a*y^2", true, "xy"),
            ("x*y+a", false, "xy"),
            ("t^2", false, "t"),
            ("a*t^2", false, "x"),
            ("7", true, "x"),
        ];
        for (source, has_two_coordinates, variables) in cases {
            let found = variables_of(Some(&source.parse().unwrap()), has_two_coordinates);
            assert_eq!(found.concat(), variables, "{source}");
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

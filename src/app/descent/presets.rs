//! Runs to try: one for each thing that can happen.

use super::super::history::act;
use super::super::state::playground;
use super::super::widgets;
use super::player::Player;
use crate::geometry::short_number;
use crate::session::{Descent, DescentStoreFields, SessionStoreFields};
use leptos::prelude::*;
use rust_i18n::t;

/// The loss, the starting point and the learning rate of each example.
const RUNS: &[(&str, f64, f64)] = &[
    ("x^4-3x^2+x", 2.0, 0.03),
    ("x^2", 1.0, 0.1),
    ("x^2", 1.0, 0.5),
    ("x^2", 1.0, 1.0),
    ("x^2", 1.0, 1.1),
    ("x^4", 2.0, 0.01),
    ("|x|", 1.0, 0.3),
    ("x", 1.0, 0.1),
    ("(x^2-1)^2", 0.0, 0.1),
    ("(x^2-1)^2", 0.1, 0.1),
    ("(x^2-1)^2", -0.1, 0.1),
    ("x - log(x)", 3.0, 0.5),
];

/// The menu of runs.
#[component]
pub fn Presets(
    /// What is to stand still when another run is chosen.
    player: Player,
) -> impl IntoView {
    let playground = playground();
    let fields = playground.session.descent();
    let words = |(f, x, rate): &(&str, f64, f64)| {
        t!("descent_lab.run", f = f, x = short_number(*x, 4), rate = short_number(*rate, 4)).into_owned()
    };
    let chosen = move || {
        let (x, rate) = (fields.x().get(), fields.rate().get());
        let is_here = |run: &(&str, f64, f64)| *fields.f().read() == *run.0 && same(run.1, x) && same(run.2, rate);
        RUNS.iter().position(is_here)
    };
    let choose = move |index: usize| {
        let Some((f, x, rate)) = RUNS.get(index) else { return };
        player.pause();
        act(playground, move || fields.set(Descent { f: (*f).into(), x: *x, rate: *rate, ..Descent::default() }));
    };
    let options = RUNS.iter().map(words).collect();
    view! { <widgets::Presets options chosen=Signal::derive(chosen) on_choose=choose /> }
}

/// Whether two numbers are written the same.
fn same(a: f64, b: f64) -> bool {
    a.to_bits() == b.to_bits()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::descent::{Outcome, Schedule, run};
    use crate::eval::Tape;
    use crate::expr::{Symbol, read};
    use std::collections::BTreeSet;

    #[test]
    fn the_runs_show_every_end() {
        let end = |(f, x, rate): &(&str, f64, f64)| {
            let tape = Tape::new(&read(f).unwrap().expr, &[Symbol::new("x")]);
            let steps = Descent::default().steps;
            run(&tape, &[*x], &Schedule::new(*rate, Vec::new()), steps).iterates.last().unwrap().outcome.name()
        };
        let ends: BTreeSet<_> = RUNS.iter().map(end).collect();
        for outcome in
            [Outcome::Converged, Outcome::Diverged, Outcome::Oscillating, Outcome::Stuck, Outcome::OutOfSteps]
        {
            assert!(ends.contains(outcome.name()), "no run is {}: {ends:?}", outcome.name());
        }
    }
}

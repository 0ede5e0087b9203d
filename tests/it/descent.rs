//! Runs of gradient descent against closed forms.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used, clippy::panic, clippy::float_cmp)]

use little_o::descent::{Outcome, SafeRates, Schedule, Trajectory, run, safe_rates};
use little_o::eval::Tape;
use little_o::expr::{Symbol, read};

fn tape(source: &str) -> Tape {
    Tape::new(&read(source).unwrap().expr, &[Symbol::new("x")])
}

fn descend(source: &str, start: f64, rate: f64, steps: usize) -> Trajectory {
    run(&tape(source), &[start], &Schedule::constant(rate), steps)
}

fn xs(trajectory: &Trajectory) -> Vec<f64> {
    trajectory.iterates.iter().map(|iterate| iterate.x[0]).collect()
}

#[track_caller]
fn close(actual: f64, expected: f64) {
    assert!((actual - expected).abs() <= 1e-12 * (1.0 + expected.abs()), "{actual}, not {expected}");
}

/// a(x − c)² + d: each step multiplies the distance from c by 1 − 2aη.
#[test]
fn quadratics_follow_the_closed_form_at_every_iterate() {
    for (a, c, d) in [(1.0, 0.0, 0.0), (0.5, 3.0, -1.0), (4.0, -2.0, 10.0)] {
        let source = format!("{a}*(x-({c}))^2+({d})");
        for rate in [0.01, 0.1, 0.2, 0.24] {
            for (step, iterate) in descend(&source, 1.5, rate, 40).iterates.iter().enumerate() {
                let distance = (1.5 - c) * (1.0 - 2.0 * a * rate).powi(i32::try_from(step).unwrap());
                close(iterate.x[0], c + distance);
                close(iterate.value, a * distance * distance + d);
                close(iterate.gradient[0], 2.0 * a * distance);
                close(iterate.promise(), iterate.value - rate * (2.0 * a * distance).powi(2));
            }
        }
    }
}

/// Formula, start, rate, steps, outcome, and how many iterates there are.
#[test]
fn every_outcome_is_told() {
    use Outcome::{Converged, Diverged, LeftDomain, Oscillating, OutOfSteps, Stuck};
    for (source, start, rate, steps, outcome, iterates) in [
        ("x^2", 1.0, 0.1, 200, Converged, 201),
        ("x^2", 1.0, 0.1, 40, OutOfSteps, 41),
        ("x^2", 1.0, 0.5, 40, Converged, 41),
        ("x^2", 1.0, 1.0, 40, Oscillating, 41),
        ("x^2", 1.0, 1.1, 40, Diverged, 22),
        ("x^2", 1.0, 1e300, 40, Diverged, 2),
        ("x^2", 1.0, 0.0, 40, OutOfSteps, 41),
        ("x^4", 2.0, 0.01, 40, OutOfSteps, 41),
        ("x^4", 2.0, 0.125, 40, Oscillating, 41),
        ("x^4", 2.0, 0.2, 40, Diverged, 3),
        ("x^4-3x^2", 2.0, 1e200, 40, Diverged, 2),
        ("abs(x)", 0.35, 0.2, 40, Oscillating, 41),
        ("abs(x)", 0.4, 0.2, 40, Converged, 41),
        ("x", -2.0, 1.0, 40, OutOfSteps, 41),
        ("7", 1.0, 0.1, 40, Converged, 41),
        ("(x^2-1)^2", 0.0, 0.1, 40, Stuck, 41),
        ("(x^2-1)^2", 0.1, 0.1, 40, Converged, 41),
        ("(x^2-1)^2", -0.1, 0.1, 40, Converged, 41),
        ("(x^2-1)^2", 1.8, 0.2, 40, Converged, 41),
        ("x^3", 0.0, 0.1, 40, Stuck, 41),
        ("-x^2", 0.0, 0.1, 40, Stuck, 41),
        ("cos(pi*x)", 2.0, 0.1, 40, Stuck, 41),
        ("cos(pi*x)", 1.0, 0.1, 40, Converged, 41),
        ("x^4", 0.0, 0.1, 40, Converged, 41),
        ("max(x, 0)", -1.0, 0.1, 40, Converged, 41),
        ("max(-1, min(x, 0))", 3.0, 0.1, 40, Stuck, 41),
        ("floor(x)", 0.5, 0.1, 40, Stuck, 41),
        ("x^4-3x^2+x", 2.0, 0.03, 200, Converged, 201),
        ("x-log(x)", 0.5, 1.0, 40, Converged, 41),
        ("x-log(x)", 2.0, 5.0, 40, LeftDomain, 2),
        ("log(x)", -1.0, 0.1, 40, LeftDomain, 1),
        ("sqrt(x)", 0.0, 0.1, 40, LeftDomain, 1),
        ("1/x", 0.0, 0.1, 40, LeftDomain, 1),
    ] {
        let trajectory = descend(source, start, rate, steps);
        let context = format!("{source} from {start} at rate {rate}: {:?}", xs(&trajectory));
        assert_eq!((trajectory.outcome, trajectory.iterates.len()), (outcome, iterates), "{context}");
    }
}

#[test]
fn the_outcome_belongs_to_the_step_shown() {
    let at = |trajectory: &Trajectory, step: usize| trajectory.at(step).unwrap().outcome;
    let half = descend("x^2", 1.0, 0.5, 40);
    assert_eq!((at(&half, 0), at(&half, 1), at(&half, 40)), (Outcome::Running, Outcome::Converged, Outcome::Converged));
    let bounce = descend("x^2", 1.0, 1.0, 40);
    assert_eq!((at(&bounce, 1), at(&bounce, 2)), (Outcome::Running, Outcome::Oscillating));
    let explosion = descend("x^2", 1.0, 1.1, 40);
    assert_eq!(
        (at(&explosion, 20), at(&explosion, 21), at(&explosion, 40)),
        (Outcome::Running, Outcome::Diverged, Outcome::Diverged)
    );
    let line = descend("x", 0.0, 0.1, 3);
    assert_eq!((at(&line, 2), at(&line, 3)), (Outcome::Running, Outcome::OutOfSteps));
}

#[test]
fn the_bounce_of_the_absolute_value_never_ends() {
    let trajectory = descend("abs(x)", 0.35, 0.2, 1000);
    for (step, x) in xs(&trajectory).into_iter().enumerate().skip(1) {
        close(x, if step % 2 == 1 { 0.15 } else { -0.05 });
    }
    assert_eq!(trajectory.iterates[3].outcome, Outcome::Oscillating);
}

/// |x|^(3/2): at a fixed rate η the bounce stays at ±(3η/4)², however small η is.
#[test]
fn a_smaller_rate_only_makes_the_bounce_smaller() {
    for rate in [0.2, 0.05] {
        let last = descend("abs(x)^(3/2)", 1.0, rate, 4000).iterates.last().unwrap().clone();
        assert!((last.x[0].abs() - (0.75 * rate).powi(2)).abs() < 1e-9, "{last:?}");
        assert_eq!(last.outcome, Outcome::Oscillating);
    }
}

#[test]
fn a_nudge_leads_from_the_maximum_to_the_minimum_on_its_side() {
    for (start, end) in [(0.1, 1.0), (-0.1, -1.0)] {
        close(*xs(&descend("(x^2-1)^2", start, 0.1, 100)).last().unwrap(), end);
    }
    // A large rate jumps across.
    close(*xs(&descend("(x^2-1)^2", 1.8, 0.2, 100)).last().unwrap(), -1.0);
}

#[test]
fn the_default_of_the_lab_finds_the_minimum_on_its_side() {
    let trajectory = descend("x^4-3x^2+x", 2.0, 0.03, 40);
    close(trajectory.iterates[1].x[0], 2.0 - 0.03 * 21.0);
    let end = trajectory.iterates.last().unwrap();
    assert!((end.x[0] - 1.130_901_122_918_812).abs() < 1e-4, "{end:?}");
}

#[test]
fn a_rate_changed_during_the_run_leaves_the_past_alone() {
    let schedule = Schedule::new(0.1, vec![(2, 0.5)]);
    let trajectory = run(&tape("x^2"), &[1.0], &schedule, 3);
    let expected = [1.0, 0.8, 0.64, 0.0];
    xs(&trajectory).into_iter().zip(expected).for_each(|(x, expected)| close(x, expected));
    assert_eq!(trajectory.iterates.iter().map(|iterate| iterate.rate).collect::<Vec<_>>(), [0.1, 0.1, 0.5, 0.5]);
}

#[test]
fn two_variables_descend_as_well() {
    let bowl = Tape::new(&read("3x^2+0.1y^2").unwrap().expr, &[Symbol::new("x"), Symbol::new("y")]);
    let trajectory = run(&bowl, &[1.0, 1.0], &Schedule::constant(0.1), 20);
    for (step, iterate) in trajectory.iterates.iter().enumerate() {
        let step = i32::try_from(step).unwrap();
        close(iterate.x[0], 0.4f64.powi(step));
        close(iterate.x[1], 0.98f64.powi(step));
    }
    let saddle = Tape::new(&read("x*y").unwrap().expr, &[Symbol::new("x"), Symbol::new("y")]);
    assert_eq!(run(&saddle, &[0.0, 0.0], &Schedule::constant(0.1), 5).outcome, Outcome::Stuck);
}

#[test]
fn safe_rates_are_those_of_the_closed_forms() {
    for (source, x, bound) in [
        ("x^2", 3.0, 1.0),
        ("x^4", 2.0, 0.125),
        ("x^4", 10.0, 0.005),
        ("abs(x)", 0.35, 0.7),
        // x⁴ − 3x² + x is back at its value at 2 at the real root −2.17455941… of x³ + 2x² + x + 3.
        ("x^4-3x^2+x", 2.0, 4.174_559_410_292_98 / 21.0),
    ] {
        let SafeRates::Below(found) = safe_rates(&tape(source), &[x]) else { panic!("{source}") };
        assert!((found - bound).abs() < 1e-6, "{source} at {x}: {found}");
    }
    assert_eq!(safe_rates(&tape("(x^2-1)^2"), &[0.0]), SafeRates::None);
    assert_eq!(safe_rates(&tape("log(x)"), &[-1.0]), SafeRates::None);
    // log x falls until the step leaves the domain.
    assert!(matches!(safe_rates(&tape("log(x)"), &[1.0]), SafeRates::Below(bound) if (bound - 1.0).abs() < 1e-9));
}

#[test]
fn outcomes_have_words() {
    for outcome in [Outcome::LeftDomain, Outcome::Stuck, Outcome::OutOfSteps] {
        assert!(!outcome.explain().starts_with("descent."), "{}", outcome.name());
    }
}

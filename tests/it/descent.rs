//! Runs of gradient descent against closed forms.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used, clippy::panic, clippy::float_cmp)]

use little_o::descent::{Method, Outcome, Rule, SafeRates, Schedule, Trajectory, run, run_by, safe_rates};
use little_o::eval::Tape;
use little_o::expr::{Symbol, read};

fn tape(source: &str) -> Tape {
    Tape::new(&read(source).unwrap().expr, &[Symbol::new("x")])
}

fn descend(source: &str, start: f64, rate: f64, steps: usize) -> Trajectory {
    run(&tape(source), &[start], &Schedule::constant(rate), steps)
}

/// A run by another rule, in the variables of the list.
fn go(method: Method, beta: f64, source: &str, start: &[f64], rate: f64, steps: usize) -> Trajectory {
    let (expr, names) = (read(source).unwrap().expr, ["x", "y"]);
    let variables: Vec<Symbol> = names.iter().take(start.len()).map(|name| Symbol::new(name)).collect();
    let rule = Rule::new(method, beta, &expr, &variables);
    run_by(&rule, &Tape::new(&expr, &variables), start, &Schedule::constant(rate), steps)
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

/// On a·x²/2 momentum is the recurrence xₖ₊₁ = (1 + β − ηa)·xₖ − β·xₖ₋₁ (Goh, Distill 2017, "dynamics of momentum").
#[test]
fn momentum_on_a_quadratic_is_its_recurrence() {
    for (a, beta, rate) in [(1.0, 0.9, 0.1), (2.0, 0.5, 0.3), (4.0, 0.0, 0.1)] {
        let xs = xs(&go(Method::Momentum, beta, &format!("{a}*x^2/2"), &[1.0], rate, 40));
        close(xs[1], 1.0 - rate * a);
        for step in 1..40 {
            close(xs[step + 1], (1.0 + beta - rate * a) * xs[step] - beta * xs[step - 1]);
        }
    }
}

/// On a·x²/2 Nesterov's is xₖ₊₁ = (1 − ηa)·(xₖ + β·(xₖ − xₖ₋₁)): a plain step from the place where the momentum leads
/// (Nesterov, "Introductory lectures on convex optimization" 2004, scheme 2.2.22).
#[test]
fn nesterov_on_a_quadratic_steps_from_the_place_ahead() {
    for (a, beta, rate) in [(1.0, 0.9, 0.1), (2.0, 0.5, 0.3)] {
        let xs = xs(&go(Method::Nesterov, beta, &format!("{a}*x^2/2"), &[1.0], rate, 40));
        close(xs[1], 1.0 - rate * a);
        for step in 1..40 {
            close(xs[step + 1], (1.0 - rate * a) * (xs[step] + beta * (xs[step] - xs[step - 1])));
        }
    }
}

#[test]
fn without_memory_momentum_is_plain_descent() {
    let plain = xs(&descend("x^4-3x^2+x", 2.0, 0.03, 30));
    for method in [Method::Momentum, Method::Nesterov] {
        assert_eq!(xs(&go(method, 0.0, "x^4-3x^2+x", &[2.0], 0.03, 30)), plain);
    }
}

/// The numbers are those of a separate program of Kingma and Ba's algorithm 1. The first steps have the length of the rate.
#[test]
fn adam_takes_the_steps_of_its_paper() {
    for (source, start, expected) in [
        ("x^2", 1.0, [1.0, 0.9000000005, 0.8004122286917928, 0.7015862729460303, 0.603939060573746, 0.507963659264342]),
        (
            "x^4-3x^2+x",
            2.0,
            [2.0, 1.9000000000476192, 1.8010791300210385, 1.7040807803857752, 1.6098945228526453, 1.5194016446565557],
        ),
    ] {
        let found = xs(&go(Method::Adam, 0.9, source, &[start], 0.1, 5));
        found.iter().zip(expected).for_each(|(found, expected)| close(*found, expected));
    }
}

#[test]
fn newton_solves_for_a_zero_of_the_slope() {
    // Quadratics in one step; with a rate below 1 the distance shrinks by 1 − η.
    close(xs(&go(Method::Newton, 0.9, "3(x-2)^2+1", &[7.0], 1.0, 1))[1], 2.0);
    for (step, x) in xs(&go(Method::Newton, 0.9, "3(x-2)^2+1", &[7.0], 0.25, 20)).into_iter().enumerate() {
        close(x, 2.0 + 5.0 * 0.75f64.powi(i32::try_from(step).unwrap()));
    }
    // x⁴: two thirds of the way remain. x³/3 − 2x: f′ = x² − 2, Heron's way to √2.
    xs(&go(Method::Newton, 0.9, "x^4", &[1.0], 1.0, 20))
        .windows(2)
        .for_each(|pair| close(pair[1], pair[0] * 2.0 / 3.0));
    xs(&go(Method::Newton, 0.9, "x^3/3-2x", &[1.0], 1.0, 5))
        .windows(2)
        .for_each(|pair| close(pair[1], (pair[0] + 2.0 / pair[0]) / 2.0));
    // A quadratic of two variables in one step, however oblong: ∇f = 0 at (1, −2).
    let bowl = go(Method::Newton, 0.9, "50(x-1)^2+(x-1)*(y+2)+(y+2)^2", &[9.0, 9.0], 1.0, 1);
    bowl.iterates[1].x.iter().zip([1.0, -2.0]).for_each(|(found, expected)| close(*found, expected));
}

#[test]
fn every_rule_has_its_outcomes() {
    use Outcome::{Converged, Diverged, LeftDomain, Oscillating, OutOfSteps, Stuck};
    for (method, source, start, rate, steps, outcome) in [
        (Method::Momentum, "x^2", 1.0, 0.1, 400, Converged),
        (Method::Momentum, "x^2", 0.0, 0.1, 40, Converged),
        (Method::Momentum, "(x^2-1)^2", 0.0, 0.1, 40, Stuck),
        (Method::Momentum, "7", 1.0, 0.1, 40, Converged),
        (Method::Momentum, "x^2", 1.0, 3.0, 40, Diverged),
        (Method::Momentum, "x^2", 1.0, 0.1, 20, OutOfSteps),
        (Method::Nesterov, "x^2", 1.0, 0.1, 400, Converged),
        (Method::Nesterov, "sqrt(x)", 0.5, 1.0, 40, LeftDomain),
        (Method::Adam, "x", 1.0, 0.1, 40, OutOfSteps),
        (Method::Adam, "(x^2-1)^2", 0.0, 0.1, 40, Stuck),
        (Method::Newton, "x^2", 3.0, 1.0, 40, Converged),
        (Method::Newton, "x^2", 3.0, 2.0, 40, Oscillating),
        (Method::Newton, "x^4-3x^2+x", 0.1, 1.0, 40, Stuck),
        (Method::Newton, "x", 1.0, 1.0, 40, Diverged),
        (Method::Newton, "7", 1.0, 1.0, 40, Converged),
    ] {
        let found = go(method, 0.9, source, &[start], rate, steps);
        assert_eq!(found.outcome, outcome, "{method:?} on {source} from {start}: {:?}", xs(&found));
    }
}

/// The swing of momentum passes places again on its way back: that is no cycle.
#[test]
fn passing_a_place_again_is_no_cycle() {
    let swing = go(Method::Momentum, 0.99, "x^2", &[1.0], 0.001, 2000);
    assert!(swing.iterates.iter().all(|iterate| iterate.outcome != Outcome::Oscillating));
}

#[test]
fn promises_are_the_tangents_for_every_rule() {
    for method in [Method::GradientDescent, Method::Momentum, Method::Nesterov, Method::Adam, Method::Newton] {
        let found = go(method, 0.9, "x^4-3x^2+x", &[2.0], 0.03, 10);
        for pair in found.iterates.windows(2) {
            close(pair[0].promise(), pair[0].value + pair[0].gradient[0] * (pair[1].x[0] - pair[0].x[0]));
        }
    }
}

#[test]
fn outcomes_have_words() {
    for outcome in [Outcome::LeftDomain, Outcome::Stuck, Outcome::OutOfSteps] {
        assert!(!outcome.explain().starts_with("descent."), "{}", outcome.name());
    }
}

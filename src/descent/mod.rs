//! Gradient descent: x ← x − η·∇f(x), step by step, and what becomes of it; and its relatives, each a [`Rule`].
//!
//! [`run`] and [`run_by`] give the [`Trajectory`]: each [`Iterate`] with its loss, its gradient, the learning rate of the step that
//! leads on from it, and the [`Outcome`] that can be told there. Nothing is random and nothing is estimated by
//! differences: gradients come from dual numbers. The hard function is `at_rest` in `outcome`, which tells a
//! minimum from the other places where the gradient is zero.
//!
//! Vocabulary: *iterate* x₀ (the start), x₁, …; *step* k leads from xₖ to xₖ₊₁; *promise*, the loss that the tangent
//! promises for the next iterate.

mod outcome;
mod rates;
mod rule;

pub use outcome::Outcome;
pub use rates::{SafeRates, Schedule, safe_rates, safe_rates_from};
pub use rule::{Method, Rule};

use crate::eval::Tape;
use outcome::Judge;
use rule::Memory;

/// One point of a trajectory.
#[derive(Clone, Debug, PartialEq)]
pub struct Iterate {
    /// Where it stands.
    pub x: Vec<f64>,
    /// The loss f(x); NaN where f is not defined.
    pub value: f64,
    /// The gradient ∇f(x); NaN where there is none.
    pub gradient: Vec<f64>,
    /// The learning rate η of the step that leads on from here.
    pub rate: f64,
    /// The direction d against which it leads, to x − η·d; the gradient in plain gradient descent.
    pub direction: Vec<f64>,
    /// What can be told here about the run so far.
    pub outcome: Outcome,
}

impl Iterate {
    /// The loss that the tangent promises for the next iterate: f(x) − η·∇f·d, which is f(x) − η·|∇f|² in plain
    /// gradient descent.
    ///
    /// ```
    /// use little_o::{descent::{Schedule, run}, eval::Tape, expr::{Symbol, read}};
    /// let square = Tape::new(&read("x^2")?.expr, &[Symbol::new("x")]);
    /// let trajectory = run(&square, &[3.0], &Schedule::constant(0.01), 1);
    /// // 0.36 less is promised, the step keeps 0.3564 of it.
    /// assert_eq!(trajectory.iterates[0].promise(), 9.0 - 0.36);
    /// assert_eq!(trajectory.iterates[1].value, 2.94 * 2.94);
    /// # Ok::<(), little_o::diagnostic::Diagnostic>(())
    /// ```
    pub fn promise(&self) -> f64 {
        self.value - self.rate * self.promised_slope()
    }

    /// How fast the promised loss falls with the learning rate: ∇f·d.
    pub fn promised_slope(&self) -> f64 {
        self.gradient.iter().zip(&self.direction).map(|(slope, way)| slope * way).sum()
    }

    /// x − η·d for the learning rate η.
    pub fn after(&self, rate: f64) -> Vec<f64> {
        self.x.iter().zip(&self.direction).map(|(x, way)| x - rate * way).collect()
    }

    /// The length of the gradient.
    pub fn steepness(&self) -> f64 {
        self.gradient.iter().fold(0.0, |length: f64, slope| length.hypot(*slope))
    }
}

/// A run of gradient descent.
#[derive(Clone, Debug, PartialEq)]
pub struct Trajectory {
    /// x₀, x₁, …: one more than steps were taken. A run that left the domain or diverged ends early.
    pub iterates: Vec<Iterate>,
    /// What can be told at the end.
    pub outcome: Outcome,
}

impl Trajectory {
    /// The iterate after `step` steps, or the last one if the run ended before.
    pub fn at(&self, step: usize) -> Option<&Iterate> {
        self.iterates.get(step).or(self.iterates.last())
    }
}

/// Gradient descent from `start`, at most `steps` steps, with the learning rates of `schedule`.
///
/// xₖ₊₁ = xₖ − ηₖ·∇f(xₖ). The run stops early where it leaves the domain (or comes to a place without a gradient) and
/// where it diverges; see [`Outcome`].
///
/// ```
/// use little_o::{descent::{Outcome, Schedule, run}, eval::Tape, expr::{Symbol, read}};
/// let square = Tape::new(&read("x^2")?.expr, &[Symbol::new("x")]);
/// let trajectory = run(&square, &[1.0], &Schedule::constant(1.0), 3);
/// let xs: Vec<f64> = trajectory.iterates.iter().map(|iterate| iterate.x[0]).collect();
/// assert_eq!(xs, [1.0, -1.0, 1.0, -1.0]);
/// assert_eq!(trajectory.outcome, Outcome::Oscillating);
/// # Ok::<(), little_o::diagnostic::Diagnostic>(())
/// ```
pub fn run(tape: &Tape, start: &[f64], schedule: &Schedule, steps: usize) -> Trajectory {
    run_by(&Rule::GRADIENT_DESCENT, tape, start, schedule, steps)
}

/// As [`run`], by any rule.
///
/// ```
/// use little_o::{descent::{Method, Rule, Schedule, run_by}, eval::Tape, expr::{Symbol, read}};
/// let (expr, x) = (read("x^2/2")?.expr, Symbol::new("x"));
/// let tape = Tape::new(&expr, std::slice::from_ref(&x));
/// let rule = Rule::new(Method::Momentum, 0.5, &expr, &[x]);
/// let trajectory = run_by(&rule, &tape, &[1.0], &Schedule::constant(0.5), 2);
/// // d = 1, then 0.5·1 + 0.5 = 1.
/// let xs: Vec<f64> = trajectory.iterates.iter().map(|iterate| iterate.x[0]).collect();
/// assert_eq!(xs, [1.0, 0.5, 0.0]);
/// # Ok::<(), little_o::diagnostic::Diagnostic>(())
/// ```
pub fn run_by(rule: &Rule, tape: &Tape, start: &[f64], schedule: &Schedule, steps: usize) -> Trajectory {
    let judge = Judge::new(tape, rule, steps);
    let mut memory = Memory::default();
    let mut iterates = Vec::new();
    let mut x = start.to_vec();
    for step in 0..=steps {
        let (value, gradient) = tape.gradient(&x);
        let rate = schedule.rate(step);
        let direction = memory.direction(rule, tape, &x, &gradient, rate);
        let mut iterate = Iterate { x, value, gradient, rate, direction, outcome: Outcome::Running };
        let next = iterate.after(rate);
        iterate.outcome = judge.outcome(&iterates, &iterate);
        let ends = matches!(iterate.outcome, Outcome::LeftDomain | Outcome::Diverged);
        iterates.push(iterate);
        if ends {
            break;
        }
        x = next;
    }
    let outcome = iterates.last().map_or(Outcome::OutOfSteps, |last| last.outcome);
    Trajectory { iterates, outcome }
}

//! What can be told about a run at one of its iterates.

use super::{Iterate, Method, Rule};
use crate::eval::{NoEnclosure, Tape};
use dashu_ratio::RBig;
use rust_i18n::t;
use std::cmp::Ordering;

/// What became of a run. At each iterate the first that applies, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// f, or its gradient, is not defined here. The run stops.
    LeftDomain,
    /// The loss is above 10³·(1 + |loss at the start|), or too large for a number. The run stops.
    Diverged,
    /// The gradient is zero, but this is no minimum: a maximum, a saddle, a plateau with a way down.
    Stuck,
    /// The next step would move by at most 10⁻⁹·(1 + |x|), and |∇f| ≤ 10⁻⁶.
    Converged,
    /// The iterates repeat in a cycle, to 10⁻⁹.
    Oscillating,
    /// None of these yet.
    Running,
    /// None of these at the last step.
    OutOfSteps,
}

impl Outcome {
    /// The word for programs.
    ///
    /// ```
    /// assert_eq!(little_o::descent::Outcome::LeftDomain.name(), "left-domain");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Outcome::LeftDomain => "left-domain",
            Outcome::Diverged => "diverged",
            Outcome::Stuck => "stuck",
            Outcome::Converged => "converged",
            Outcome::Oscillating => "oscillating",
            Outcome::Running => "running",
            Outcome::OutOfSteps => "out-of-steps",
        }
    }

    /// The outcome in words for a student.
    pub fn explain(self) -> String {
        match self {
            Outcome::LeftDomain => t!("descent.outcome.left_domain"),
            Outcome::Diverged => t!("descent.outcome.diverged"),
            Outcome::Stuck => t!("descent.outcome.stuck"),
            Outcome::Converged => t!("descent.outcome.converged"),
            Outcome::Oscillating => t!("descent.outcome.oscillating"),
            Outcome::Running => t!("descent.outcome.running"),
            Outcome::OutOfSteps => t!("descent.outcome.out_of_steps"),
        }
        .into_owned()
    }
}

/// Loss above this times 1 + |loss at the start| is divergence.
const EXPLOSION: f64 = 1e3;

/// Two places count as one below this, relative to 1 + |x|.
const SAME_PLACE: f64 = 1e-9;

/// A gradient below this counts as zero once the steps have become short.
const FLAT: f64 = 1e-6;

/// The longest cycle that is looked for.
const LONGEST_CYCLE: usize = 64;

/// Decides outcomes for one run.
pub(super) struct Judge<'a> {
    tape: &'a Tape,
    method: Method,
    steps: usize,
}

impl<'a> Judge<'a> {
    pub(super) fn new(tape: &'a Tape, rule: &Rule, steps: usize) -> Judge<'a> {
        Judge { tape, method: rule.method, steps }
    }

    /// The outcome at `iterate`, which follows `before`.
    pub(super) fn outcome(&self, before: &[Iterate], iterate: &Iterate) -> Outcome {
        if iterate.x.iter().any(|x| !x.is_finite()) {
            return Outcome::Diverged;
        }
        if iterate.value.is_nan() {
            return self.without_value(&iterate.x);
        }
        let start = before.first().unwrap_or(iterate).value;
        if !iterate.value.is_finite() || iterate.value > EXPLOSION * (1.0 + start.abs()) {
            return Outcome::Diverged;
        }
        if iterate.gradient.iter().chain(&iterate.direction).any(|slope| slope.is_nan()) {
            return Outcome::LeftDomain;
        }
        if let Some(outcome) = self.at_rest(before.last(), iterate) {
            return outcome;
        }
        if self.repeats(before, iterate) {
            Outcome::Oscillating
        } else if before.len() >= self.steps {
            Outcome::OutOfSteps
        } else {
            Outcome::Running
        }
    }

    /// NaN may also be the difference of two numbers too large for doubles, far out: that is divergence.
    fn without_value(&self, x: &[f64]) -> Outcome {
        let exact: Option<Vec<RBig>> = x.iter().map(|&x| RBig::try_from(x).ok()).collect();
        match exact.map(|x| self.tape.enclose(&x, 64)) {
            Some(Ok(_) | Err(NoEnclosure::BeyondRange)) => Outcome::Diverged,
            _ => Outcome::LeftDomain,
        }
    }

    /// Converged or stuck, if the run moves no further.
    fn at_rest(&self, last: Option<&Iterate>, iterate: &Iterate) -> Option<Outcome> {
        let length = iterate.steepness();
        let size = 1.0 + iterate.x.iter().fold(0.0, |size: f64, x| size.hypot(*x));
        let stride = iterate.direction.iter().fold(0.0, |length: f64, way| length.hypot(*way));
        if length > FLAT || iterate.rate * stride > SAME_PLACE * size {
            return None;
        }
        // The same place has the same answer, which is dear to find.
        let is_told = |last: &&Iterate| matches!(last.outcome, Outcome::Converged | Outcome::Stuck);
        if let Some(last) = last.filter(|last| last.x == iterate.x).filter(is_told) {
            return Some(last.outcome);
        }
        let stuck = if length == 0.0 {
            directions(iterate.x.len()).iter().any(|direction| self.first_falls(&iterate.x, direction, 1e-8 * size))
        } else {
            // Not quite at rest: a minimum rises against the descent, a maximum falls soon there as well.
            let uphill: Vec<f64> = iterate.gradient.iter().map(|slope| slope / length).collect();
            self.first_falls(&iterate.x, &uphill, 1e-4 * size)
        };
        Some(if stuck { Outcome::Stuck } else { Outcome::Converged })
    }

    /// Whether f, going from `x` in `direction`, falls at the first place where it differs from f(x), looked for at
    /// distances from `nearest` on, each four times the last. A plateau is walked over.
    fn first_falls(&self, x: &[f64], direction: &[f64], nearest: f64) -> bool {
        let distances = (0..24).map(|power| nearest * 4f64.powi(power));
        let changes = distances.map(|distance| {
            let there: Vec<f64> = x.iter().zip(direction).map(|(x, way)| x + distance * way).collect();
            self.compare(&there, x)
        });
        // Beyond the end of the domain there is nothing to look for.
        let first = changes.take_while(Option::is_some).flatten().find(|change| change.is_ne());
        first == Some(Ordering::Less)
    }

    /// f(there) compared with f(here), from enclosures; equal where they cannot be told apart, `None` where not defined.
    fn compare(&self, there: &[f64], here: &[f64]) -> Option<Ordering> {
        let bits = 256;
        let enclose = |x: &[f64]| {
            let exact: Option<Vec<RBig>> = x.iter().map(|&x| RBig::try_from(x).ok()).collect();
            self.tape.enclose(&exact?, bits).ok()
        };
        let (there, here) = (enclose(there)?, enclose(here)?);
        Some(there.compare(&here).unwrap_or(Ordering::Equal))
    }

    /// Whether an earlier iterate comes again here, after leaving its place in between and with the same rate throughout.
    fn repeats(&self, before: &[Iterate], iterate: &Iterate) -> bool {
        let is_near = |a: &[f64], b: &[f64], scale: f64| {
            a.iter().zip(b).all(|(a, b)| (a - b).abs() * scale <= SAME_PLACE * (1.0 + b.abs() * scale))
        };
        // Where steps have a memory, the same place with another direction is no repetition.
        let has_memory = self.method.has_beta();
        let is_same = |other: &Iterate| {
            is_near(&other.x, &iterate.x, 1.0)
                && (!has_memory || is_near(&other.direction, &iterate.direction, iterate.rate))
        };
        let recent = before.iter().rev().take(LONGEST_CYCLE);
        let mut away = false;
        for earlier in recent.take_while(|earlier| earlier.rate.to_bits() == iterate.rate.to_bits()) {
            match is_same(earlier) {
                true if away => return true,
                true => return false,
                false => away = true,
            }
        }
        false
    }
}

/// The eight directions of the compass, and their likes in other dimensions: every way made of −1, 0 and 1.
fn directions(dimension: usize) -> Vec<Vec<f64>> {
    let mut ways = vec![Vec::new()];
    for _ in 0..dimension {
        ways = ways.iter().flat_map(|way| [-1.0, 0.0, 1.0].map(|step| [way.as_slice(), &[step]].concat())).collect();
    }
    ways.retain(|way| way.iter().any(|step| *step != 0.0));
    ways
}

//! Learning rates: which one a step takes, and which ones lower the loss.

use super::{Iterate, Outcome};
use crate::eval::Tape;

/// The learning rate of every step. It may change during a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Schedule {
    first: f64,
    changes: Vec<(usize, f64)>,
}

impl Schedule {
    /// The same rate for every step.
    pub fn constant(rate: f64) -> Schedule {
        Schedule::new(rate, Vec::new())
    }

    /// `first` to begin with; `(step, rate)` in `changes` means: from this step on. The step that leads on from the
    /// start is step 0. Where two changes name the same step, the later in the list counts.
    ///
    /// ```
    /// use little_o::descent::Schedule;
    /// let schedule = Schedule::new(0.03, vec![(12, 0.2)]);
    /// assert_eq!((schedule.rate(11), schedule.rate(12), schedule.rate(40)), (0.03, 0.2, 0.2));
    /// ```
    pub fn new(first: f64, mut changes: Vec<(usize, f64)>) -> Schedule {
        changes.sort_by_key(|change| change.0);
        Schedule { first, changes }
    }

    /// The rate of the step that leads from iterate `step` to the next.
    pub fn rate(&self, step: usize) -> f64 {
        let begun = self.changes.partition_point(|change| change.0 <= step);
        begun.checked_sub(1).and_then(|last| self.changes.get(last)).map_or(self.first, |change| change.1)
    }
}

/// Which learning rates lower the loss at one point. Measured at many rates, not proved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SafeRates {
    /// The loss falls for 0 < η < this.
    Below(f64),
    /// The loss fell at every rate tried.
    AllTried,
    /// No step goes anywhere: the gradient is zero or there is none, or the loss does not fall even for tiny rates.
    None,
}

/// The step, relative to 1 + |x|, at which the search for [`safe_rates`] begins and ends.
const NEAREST: f64 = 1e-6;
const FARTHEST: f64 = 1e6;

/// How much longer each step of the search is than the last.
const STRIDE: f64 = 1.02;

/// The learning rates η for which one step from `x` lowers the loss: f(x − η·∇f) < f(x) for all η from 0 up to a bound.
///
/// The bound is searched at some 1400 rates that grow by 2 %, then pinned down by bisection.
///
/// ```
/// use little_o::{descent::{SafeRates, safe_rates}, eval::Tape, expr::{Symbol, read}};
/// let tape = |source| read(source).map(|reading| Tape::new(&reading.expr, &[Symbol::new("x")]));
/// // x⁴: η < 1/(2x²).
/// let SafeRates::Below(bound) = safe_rates(&tape("x^4")?, &[2.0]) else { panic!() };
/// assert!((bound - 0.125).abs() < 1e-9);
/// assert_eq!(safe_rates(&tape("x")?, &[2.0]), SafeRates::AllTried);
/// # Ok::<(), little_o::diagnostic::Diagnostic>(())
/// ```
pub fn safe_rates(tape: &Tape, x: &[f64]) -> SafeRates {
    let (value, gradient) = tape.gradient(x);
    let direction = gradient.clone();
    safe_rates_from(tape, &Iterate { x: x.to_vec(), value, gradient, rate: 0.0, direction, outcome: Outcome::Running })
}

/// As [`safe_rates`], for the step that leads on from an iterate of any rule: f(x − η·d) < f(x).
pub fn safe_rates_from(tape: &Tape, iterate: &Iterate) -> SafeRates {
    let stride = iterate.direction.iter().fold(0.0, |length: f64, way| length.hypot(*way));
    if !(iterate.value.is_finite() && stride.is_finite() && stride > 0.0) {
        return SafeRates::None;
    }
    let falls = |rate: f64| tape.eval(&iterate.after(rate)) < iterate.value;
    let unit = iterate.x.iter().fold(1.0, |size: f64, x| size + x.abs()) / stride;
    let mut low = NEAREST * unit;
    if !falls(low) {
        return SafeRates::None;
    }
    while low < FARTHEST * unit {
        let high = low * STRIDE;
        if !falls(high) {
            return SafeRates::Below(bisect(low, high, falls));
        }
        low = high;
    }
    SafeRates::AllTried
}

/// Where `holds` ends to hold between `low`, where it does, and `high`, where it does not.
fn bisect(mut low: f64, mut high: f64, holds: impl Fn(f64) -> bool) -> f64 {
    // 2 % is halved to the last bit of a double in fewer than 50 steps.
    for _ in 0..50 {
        let middle = low + (high - low) / 2.0;
        if holds(middle) { low = middle } else { high = middle }
    }
    high
}

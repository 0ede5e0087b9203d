//! Intervals of doubles, rounded outward: all values a formula takes on a stretch, and how it behaves there.
//!
//! Basic operations are rounded to the neighbouring double, exactly where the result is inexact. Functions of the
//! library are moved outward by four units in the last place, more than the two that they are known to err by at most.

#![allow(clippy::float_cmp, reason = "bounds are compared exactly")]

use super::ranges;
use super::real;
use super::tape::{Arithmetic, Exact, Literal, Tape};
use crate::expr::Comparison;
use crate::functions::Function;

/// All values on a stretch: lower ≤ value ≤ upper wherever there is a value. Bounds may be infinite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// No value is less. NaN if there is no value.
    pub lower: f64,
    /// No value is greater. NaN if there is no value.
    pub upper: f64,
    /// Where on the stretch there is a value.
    pub defined: Defined,
    /// Whether the formula is certainly continuous wherever it is defined, with no pole: the curve has no break but at
    /// ends of its domain.
    pub continuous: bool,
}

/// Where on a stretch a formula is defined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Defined {
    /// Certainly at no place.
    Nowhere,
    /// Perhaps at some places and not at others.
    Somewhere,
    /// Certainly at every place.
    Everywhere,
}

impl Interval {
    /// No value at all.
    pub const EMPTY: Interval =
        Interval { lower: f64::NAN, upper: f64::NAN, defined: Defined::Nowhere, continuous: true };

    /// Any value, anything may happen.
    pub const UNKNOWN: Interval =
        Interval { lower: f64::NEG_INFINITY, upper: f64::INFINITY, defined: Defined::Somewhere, continuous: false };

    /// All numbers from `lower` to `upper`, in either order; empty if one is NaN.
    pub fn new(lower: f64, upper: f64) -> Interval {
        if lower.is_nan() || upper.is_nan() {
            return Interval::EMPTY;
        }
        let (lower, upper) = (lower.min(upper), lower.max(upper));
        Interval { lower, upper, defined: Defined::Everywhere, continuous: true }
    }

    /// A single number.
    pub fn point(value: f64) -> Interval {
        Interval::new(value, value)
    }

    /// Whether `value` lies between the bounds.
    pub fn contains(&self, value: f64) -> bool {
        self.lower <= value && value <= self.upper
    }

    /// upper − lower.
    pub fn width(&self) -> f64 {
        self.upper - self.lower
    }

    /// These bounds, with what is known about `self`.
    pub(super) fn with(&self, lower: f64, upper: f64) -> Interval {
        match self.defined {
            Defined::Nowhere => Interval::EMPTY,
            _ if lower.is_nan() || upper.is_nan() => {
                Interval { continuous: false, defined: self.defined, ..Interval::UNKNOWN }
            }
            _ => Interval { lower, upper, ..*self },
        }
    }

    /// Bounds from the library, moved outward.
    pub(super) fn with_library(&self, lower: f64, upper: f64) -> Interval {
        self.with(down(lower, LIBRARY), up(upper, LIBRARY))
    }

    /// Perhaps not defined at some places.
    pub(super) fn partly(self) -> Interval {
        Interval { defined: self.defined.min(Defined::Somewhere), ..self }
    }

    /// Perhaps with a jump or a pole.
    pub(super) fn broken(self) -> Interval {
        Interval { continuous: false, ..self }
    }

    /// The bounds cut to what the function can take at all.
    pub(super) fn within(self, least: f64, most: f64) -> Interval {
        self.with(self.lower.clamp(least, most), self.upper.clamp(least, most))
    }

    /// `self` where what it is made of is defined and continuous only as far as `other`.
    fn and(self, other: &Interval) -> Interval {
        match self.defined.min(other.defined) {
            Defined::Nowhere => Interval::EMPTY,
            defined => Interval { defined, continuous: self.continuous && other.continuous, ..self },
        }
    }

    /// The smallest interval around both, whichever of the two holds.
    fn hull(self, other: &Interval) -> Interval {
        let one = match (self.defined, other.defined) {
            (Defined::Nowhere, Defined::Nowhere) => return Interval::EMPTY,
            (Defined::Nowhere, _) => return other.partly().broken(),
            (_, Defined::Nowhere) => return self.partly().broken(),
            _ => self.and(other),
        };
        one.with(self.lower.min(other.lower), self.upper.max(other.upper)).broken()
    }
}

impl Tape {
    /// All values on the box of the inputs, and whether the formula is defined and continuous there.
    ///
    /// The bounds are certain but not the best: an input that occurs twice counts as two.
    ///
    /// ```
    /// use little_o::{eval::{Defined, Interval, Tape}, expr::{Symbol, read}};
    /// let tape = |source| read(source).map(|reading| Tape::new(&reading.expr, &[Symbol::new("x")]));
    /// let inverse = tape("1/x")?;
    /// assert!(inverse.interval(&[Interval::new(1.0, 2.0)]).continuous);
    /// assert!(!inverse.interval(&[Interval::new(-1.0, 2.0)]).continuous);
    /// assert_eq!(tape("log(x)")?.interval(&[Interval::new(-2.0, -1.0)]).defined, Defined::Nowhere);
    /// # Ok::<(), little_o::diagnostic::Diagnostic>(())
    /// ```
    pub fn interval(&self, inputs: &[Interval]) -> Interval {
        let mut registers = Vec::with_capacity(self.len());
        self.interval_with(inputs, &mut registers)
    }

    /// [`Tape::interval`] with registers of the caller's, which are used again.
    pub(super) fn interval_with(&self, inputs: &[Interval], registers: &mut Vec<Interval>) -> Interval {
        self.run(&Intervals, inputs, registers);
        registers.last().copied().unwrap_or(Interval::EMPTY)
    }
}

/// Units in the last place that the library's functions are moved outward by.
const LIBRARY: u32 = 4;

/// `value` moved down by some units in the last place.
fn down(value: f64, units: u32) -> f64 {
    (0..units).fold(value, |value, _| value.next_down())
}

/// `value` moved up by some units in the last place.
fn up(value: f64, units: u32) -> f64 {
    (0..units).fold(value, |value, _| value.next_up())
}

/// The rest a + b − (a ⊕ b), exact (Knuth's TwoSum); NaN where it overflows.
fn rest_of_sum(a: f64, b: f64) -> f64 {
    let sum = a + b;
    let part = sum - a;
    (a - (sum - part)) + (b - part)
}

fn add_down(a: f64, b: f64) -> f64 {
    // A rest that is NaN (an infinite sum) must not count as zero.
    if rest_of_sum(a, b) >= 0.0 { a + b } else { (a + b).next_down() }
}

fn add_up(a: f64, b: f64) -> f64 {
    if rest_of_sum(a, b) <= 0.0 { a + b } else { (a + b).next_up() }
}

/// A product of bounds: 0·∞ is 0, because ∞ stands for any large number.
fn product(a: f64, b: f64) -> f64 {
    if a == 0.0 || b == 0.0 { 0.0 } else { a * b }
}

fn is_one(a: f64) -> bool {
    a.abs() == 1.0
}

/// The least and the greatest of four, moved outward where `exact` does not hold.
fn extremes(values: [f64; 4], exact: bool) -> (f64, f64) {
    let least = values.into_iter().fold(f64::INFINITY, f64::min);
    let most = values.into_iter().fold(f64::NEG_INFINITY, f64::max);
    // A product that is 0 because of underflow is not exact either; next_down leaves no doubt.
    if exact { (least, most) } else { (least.next_down(), most.next_up()) }
}

/// The arithmetic of intervals.
pub(super) struct Intervals;

impl Arithmetic for Intervals {
    type Number = Interval;

    fn literal(&self, value: &Literal) -> Interval {
        let nearest = value.nearest;
        match value.exact {
            _ if value.is_double => Interval::point(nearest),
            Exact::Rational(_) => Interval::new(nearest.next_down(), nearest.next_up()),
            // The doubles of π and e lie below them.
            Exact::Constant(_) => Interval::new(nearest, nearest.next_up()),
        }
    }
    fn undefined(&self) -> Interval {
        Interval::EMPTY
    }
    fn neg(&self, a: &Interval) -> Interval {
        a.with(-a.upper, -a.lower)
    }
    fn add(&self, a: &Interval, b: &Interval) -> Interval {
        a.and(b).with(add_down(a.lower, b.lower), add_up(a.upper, b.upper))
    }
    fn sub(&self, a: &Interval, b: &Interval) -> Interval {
        a.and(b).with(add_down(a.lower, -b.upper), add_up(a.upper, -b.lower))
    }
    fn mul(&self, a: &Interval, b: &Interval) -> Interval {
        let both = a.and(b);
        let exact = is_exact_factor(a) || is_exact_factor(b);
        let values = [(a.lower, b.lower), (a.lower, b.upper), (a.upper, b.lower), (a.upper, b.upper)];
        let (lower, upper) = extremes(values.map(|(a, b)| product(a, b)), exact);
        both.with(lower, upper)
    }
    fn div(&self, a: &Interval, b: &Interval) -> Interval {
        let both = a.and(b);
        if b.lower == 0.0 && b.upper == 0.0 {
            return Interval::EMPTY;
        }
        if !b.contains(0.0) {
            let exact = b.lower == b.upper && is_one(b.lower);
            let values = [a.lower / b.lower, a.lower / b.upper, a.upper / b.lower, a.upper / b.upper];
            let (lower, upper) = extremes(values, exact || (a.lower == 0.0 && a.upper == 0.0));
            return both.with(lower, upper);
        }
        let pole = both.partly().broken();
        // With 0 at one end of b and a of one sign, the quotient has one sign too.
        match (b.lower == 0.0, b.upper == 0.0) {
            (true, _) if a.lower >= 0.0 => pole.with((a.lower / b.upper).next_down().max(0.0), f64::INFINITY),
            (true, _) if a.upper <= 0.0 => pole.with(f64::NEG_INFINITY, (a.upper / b.upper).next_up().min(0.0)),
            (_, true) if a.lower >= 0.0 => pole.with(f64::NEG_INFINITY, (a.lower / b.lower).next_up().min(0.0)),
            (_, true) if a.upper <= 0.0 => pole.with((a.upper / b.lower).next_down().max(0.0), f64::INFINITY),
            _ => pole.with(f64::NEG_INFINITY, f64::INFINITY),
        }
    }
    fn powi(&self, a: &Interval, exponent: i32) -> Interval {
        match exponent {
            0 => a.with(1.0, 1.0),
            1 => *a,
            _ if exponent < 0 => self.div(&Interval::point(1.0), &self.powi(a, exponent.saturating_neg())),
            _ => ranges::positive_powi(a, exponent),
        }
    }
    fn power(&self, a: &Interval, b: &Interval, _depends: u64) -> Interval {
        ranges::power(a, b, a.and(b))
    }
    fn call(&self, function: Function, a: &Interval) -> Interval {
        if a.defined == Defined::Nowhere { Interval::EMPTY } else { ranges::call(function, a) }
    }
    fn call2(&self, function: Function, a: &Interval, b: &Interval) -> Interval {
        match a.and(b) {
            both if both.defined == Defined::Nowhere => Interval::EMPTY,
            both => ranges::call2(function, a, b, both),
        }
    }
    fn select(&self, relation: Comparison, left: &Interval, right: &Interval, a: &Interval, b: &Interval) -> Interval {
        let condition = left.and(right);
        let chosen = match decide(relation, left, right) {
            _ if condition.defined == Defined::Nowhere => return Interval::EMPTY,
            Some(true) => *a,
            Some(false) => *b,
            None => a.hull(b),
        };
        // A jump in the condition matters only if it changes the choice.
        match condition.defined {
            Defined::Everywhere => chosen,
            _ => chosen.partly(),
        }
    }
}

/// Whether the relation holds at every place, or at none; `None` where that is not clear.
pub(super) fn decide(relation: Comparison, left: &Interval, right: &Interval) -> Option<bool> {
    let always = |relation| real::compare(relation, left.upper, right.lower) == Some(true);
    let never = |relation| real::compare(relation, left.lower, right.upper) == Some(false);
    let apart = left.upper < right.lower || left.lower > right.upper;
    let same = left.lower == left.upper && right.lower == right.upper && left.lower == right.lower;
    match relation {
        Comparison::Less | Comparison::LessOrEqual if always(relation) => Some(true),
        Comparison::Less | Comparison::LessOrEqual if never(relation) => Some(false),
        Comparison::Greater => decide(Comparison::Less, right, left),
        Comparison::GreaterOrEqual => decide(Comparison::LessOrEqual, right, left),
        Comparison::Equal if apart || same => Some(same),
        Comparison::NotEqual if apart || same => Some(!same),
        _ => None,
    }
}

/// 0 and ±1 multiply without rounding.
fn is_exact_factor(a: &Interval) -> bool {
    a.lower == a.upper && (a.lower == 0.0 || is_one(a.lower))
}

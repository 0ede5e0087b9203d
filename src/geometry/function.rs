//! What can be drawn.

use super::viewport::Range;
use crate::budget::Budget;
use crate::eval::{Defined, Interval, Series, Tape, Truthful};
use std::sync::Arc;

/// A real function of one variable, and what is known about it beyond its values.
///
/// Only [`Function::value`] is needed. Proofs make breaks certain; the rest saves work where right values are dear.
pub trait Function {
    /// f(x), or NaN where f is not defined.
    fn value(&self, x: f64) -> f64;

    /// f(x) with an absolute error of about `tolerance` at most, or as exact as doubles are, which may be quicker.
    /// `effort` bounds the work of all values that share it: see [`Truthful::eval_exactly`].
    fn value_within(&self, x: f64, _tolerance: f64, _effort: &Budget) -> f64 {
        self.value(x)
    }

    /// The values at many places where they are quick to have, as [`Function::value_within`] gives them; NaN elsewhere.
    fn quick_values(&self, xs: &[f64], _tolerance: f64, out: &mut [f64]) {
        for (x, out) in xs.iter().zip(out) {
            *out = self.value(*x);
        }
    }

    /// A quick value that may be wrong where rounding errors are large: for what is seen in bulk only.
    fn rough(&self, x: f64) -> f64 {
        self.value(x)
    }

    /// Whether a value to this tolerance takes much longer than usual.
    fn is_dear(&self, _x: f64, _tolerance: f64) -> bool {
        false
    }

    /// What is proved about f on a whole range, if anything is.
    fn enclosure(&self, _x: Range) -> Option<Interval> {
        None
    }

    /// The exact value as a short fraction, where x stands for its shortest decimal and the value is known to be one.
    fn exact(&self, _x: f64) -> Option<String> {
        None
    }

    /// The value to be read: exact where it is short, else rounded to four digits.
    fn value_text(&self, x: f64) -> String {
        let value = self.value(x);
        let rounded = super::short_number(value, 4);
        // A decimal that ends is exact already.
        let ends = super::short_number(value, 12) == rounded;
        match self.exact(x).filter(|_| !ends) {
            Some(exact) => format!("{exact} ≈ {rounded}"),
            None => rounded,
        }
    }
}

impl<F: Fn(f64) -> f64> Function for F {
    fn value(&self, x: f64) -> f64 {
        self(x)
    }
}

/// The first input is the argument; the tape must have no other. Values suffer from rounding as doubles do.
impl Function for Tape {
    fn value(&self, x: f64) -> f64 {
        self.eval(&[x])
    }

    fn enclosure(&self, x: Range) -> Option<Interval> {
        Some(self.interval(&[Interval::new(x.start, x.end)]))
    }
}

impl Function for Truthful {
    fn value(&self, x: f64) -> f64 {
        self.eval(x)
    }

    fn value_within(&self, x: f64, tolerance: f64, effort: &Budget) -> f64 {
        by_doubles(self, x, tolerance).unwrap_or_else(|| self.eval_exactly(x, effort))
    }

    fn quick_values(&self, xs: &[f64], tolerance: f64, out: &mut [f64]) {
        self.eval_many(xs, tolerance, out);
    }

    fn rough(&self, x: f64) -> f64 {
        self.tape().eval(&[x])
    }

    fn is_dear(&self, x: f64, tolerance: f64) -> bool {
        by_doubles(self, x, tolerance).is_none()
    }

    fn enclosure(&self, x: Range) -> Option<Interval> {
        self.tape().enclosure(x)
    }

    fn exact(&self, x: f64) -> Option<String> {
        let exact = Truthful::exact(self, x)?.to_string();
        (exact.len() <= LONGEST_FRACTION).then(|| super::minus_sign(&exact))
    }
}

/// Longer fractions say less than a decimal.
const LONGEST_FRACTION: usize = 9;

/// A function of the distance to a point, which beside the point is had from series.
///
/// Its values are those of `whole`; a series is quick where those take high precision.
#[derive(Clone, Debug)]
pub struct Nearby {
    /// The function itself.
    pub whole: Arc<Truthful>,
    /// The series on both sides, where there are any.
    pub series: [Option<Series>; 2],
}

impl Nearby {
    /// Bounds on a stretch by the series that covers it, if one does.
    fn by_series(&self, stretch: Interval) -> Option<Interval> {
        let covering = self.series.iter().flatten().find(|series| series.covers(&stretch));
        covering.filter(|_| !stretch.contains(0.0)).map(|series| series.bounds(stretch))
    }

    /// The value at one place by the series, if its absolute or relative error is as small as asked for.
    fn sure(&self, x: f64, tolerance: f64, relative: f64) -> Option<f64> {
        let bounds = self.by_series(Interval::point(x))?;
        (bounds.width() <= tolerance.max(relative * bounds.lower.abs())).then(|| bounds.lower + 0.5 * bounds.width())
    }
}

impl Function for Nearby {
    fn value(&self, x: f64) -> f64 {
        self.sure(x, 0.0, READABLE).unwrap_or_else(|| self.whole.value(x))
    }

    fn value_within(&self, x: f64, tolerance: f64, effort: &Budget) -> f64 {
        self.sure(x, tolerance, INVISIBLE).unwrap_or_else(|| self.whole.value_within(x, tolerance, effort))
    }

    fn quick_values(&self, xs: &[f64], tolerance: f64, out: &mut [f64]) {
        self.whole.quick_values(xs, tolerance, out);
        for (x, out) in xs.iter().zip(out).filter(|(_, out)| out.is_nan()) {
            *out = self.sure(*x, tolerance, INVISIBLE).unwrap_or(f64::NAN);
        }
    }

    fn rough(&self, x: f64) -> f64 {
        self.sure(x, 0.0, READABLE).unwrap_or_else(|| self.whole.rough(x))
    }

    fn is_dear(&self, x: f64, tolerance: f64) -> bool {
        self.sure(x, tolerance, INVISIBLE).is_none() && self.whole.is_dear(x, tolerance)
    }

    fn enclosure(&self, x: Range) -> Option<Interval> {
        self.by_series(Interval::new(x.start, x.end)).or_else(|| self.whole.enclosure(x))
    }

    fn exact(&self, x: f64) -> Option<String> {
        Function::exact(&*self.whole, x)
    }
}

/// A function of two variables, x and y, and what else it depends on.
#[derive(Clone, Debug)]
pub struct Field {
    tape: Tape,
    others: Vec<f64>,
}

impl Field {
    /// The function of the tape's first two inputs; the further ones have the values `others`.
    pub fn new(tape: Tape, others: Vec<f64>) -> Self {
        Field { tape, others }
    }

    /// f(x, y).
    pub fn value(&self, x: f64, y: f64) -> f64 {
        self.tape.eval(&[&[x, y], self.others.as_slice()].concat())
    }

    /// The values on a grid, row by row; see [`Tape::eval_grid`].
    pub fn values(&self, xs: &[f64], ys: &[f64]) -> Vec<f64> {
        let mut values = vec![0.0; xs.len() * ys.len()];
        self.tape.eval_grid(xs, ys, &self.others, &mut values);
        values
    }
}

/// A relative error that matters to no picture: narrower windows are not drawn.
const INVISIBLE: f64 = 1e-14;
/// A relative error that matters to no reader of four digits.
const READABLE: f64 = 1e-6;

/// The value, if intervals of doubles can vouch for it.
fn by_doubles(f: &Truthful, x: f64, tolerance: f64) -> Option<f64> {
    let bounds = f.tape().interval(&[Interval::point(x)]);
    match bounds.defined {
        Defined::Nowhere => Some(f64::NAN),
        Defined::Everywhere if bounds.width() <= tolerance.max(INVISIBLE * bounds.lower.abs()) => {
            Some(bounds.lower + 0.5 * bounds.width())
        }
        Defined::Everywhere | Defined::Somewhere => None,
    }
}

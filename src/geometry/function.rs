//! What can be drawn.

use super::viewport::Range;
use crate::eval::{Defined, Interval, Tape, Truthful};

/// A real function of one variable, and what is known about it beyond its values.
///
/// Only [`Function::value`] is needed. Proofs make breaks certain; the rest saves work where right values are dear.
pub trait Function {
    /// f(x), or NaN where f is not defined.
    fn value(&self, x: f64) -> f64;

    /// f(x) with an absolute error of about `tolerance` at most, or a relative one that nobody sees, which may be quicker.
    fn value_within(&self, x: f64, _tolerance: f64) -> f64 {
        self.value(x)
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

    fn value_within(&self, x: f64, tolerance: f64) -> f64 {
        by_doubles(self, x, tolerance).unwrap_or_else(|| self.eval(x))
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
}

/// A relative error that no picture shows.
const INVISIBLE: f64 = 1e-6;

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

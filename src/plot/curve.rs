//! A function to be drawn, in a box that scenes can share.

use crate::budget::Budget;
use crate::geometry::{Function, Interval, Range};
use std::sync::Arc;

/// A real function of one variable, cheap to clone.
///
/// ```
/// use little_o::geometry::Function;
/// let square = little_o::plot::Curve::new(|x| x * x);
/// assert_eq!(square.value(3.0), 9.0);
/// ```
#[derive(Clone)]
pub struct Curve(Arc<dyn Function + Send + Sync>);

impl Curve {
    /// The curve of `f`, which is NaN where it is not defined.
    pub fn new(f: impl Fn(f64) -> f64 + Send + Sync + 'static) -> Self {
        Curve(Arc::new(f))
    }

    /// The curve of a function that knows more about itself, such as a [`Tape`](crate::eval::Tape) (proofs) or a
    /// [`Truthful`](crate::eval::Truthful) (proofs and right values).
    pub fn of(f: Arc<impl Function + Send + Sync + 'static>) -> Self {
        Curve(f)
    }
}

impl Function for Curve {
    fn value(&self, x: f64) -> f64 {
        self.0.value(x)
    }

    fn value_within(&self, x: f64, tolerance: f64, effort: &Budget) -> f64 {
        self.0.value_within(x, tolerance, effort)
    }

    fn quick_values(&self, xs: &[f64], tolerance: f64, out: &mut [f64]) {
        self.0.quick_values(xs, tolerance, out);
    }

    fn rough(&self, x: f64) -> f64 {
        self.0.rough(x)
    }

    fn is_dear(&self, x: f64, tolerance: f64) -> bool {
        self.0.is_dear(x, tolerance)
    }

    fn enclosure(&self, x: Range) -> Option<Interval> {
        self.0.enclosure(x)
    }

    fn exact(&self, x: f64) -> Option<String> {
        self.0.exact(x)
    }
}

impl std::fmt::Debug for Curve {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Curve")
    }
}

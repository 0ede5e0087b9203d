//! A function to be drawn, in a box that scenes can share.

use crate::geometry::{Enclosure, Function, Range};
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

    /// The curve of a function that can also prove things about itself.
    pub fn proving(f: impl Function + Send + Sync + 'static) -> Self {
        Curve(Arc::new(f))
    }
}

impl Function for Curve {
    fn value(&self, x: f64) -> f64 {
        self.0.value(x)
    }

    fn enclosure(&self, x: Range) -> Option<Enclosure> {
        self.0.enclosure(x)
    }
}

impl std::fmt::Debug for Curve {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Curve")
    }
}

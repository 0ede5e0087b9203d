//! Values that do not suffer from cancellation: doubles where they can vouch for themselves, enclosures where not.

use super::enclosure::Enclosure;
use super::interval::{Defined, Interval};
use super::{NoEnclosure, Tape};
use crate::expr::{Expr, Symbol};
use dashu_ratio::RBig;

/// The relative error that a drawn value may have.
const DRAWN: f64 = 1e-6;

/// The significant bits asked of an enclosure: then the double nearest to it is right.
const SIGNIFICANT: usize = 56;

/// The precisions tried one after the other where doubles do not suffice.
const PRECISIONS: [usize; 4] = [128, 320, 1024, 4096];

/// A function of one variable that is evaluated truthfully.
///
/// Each value is right to a relative error of 10⁻⁶, or better, wherever 4096 bits are enough to tell; in most places
/// doubles are. (1 − cos x)/x² is 1/2 near 0, where doubles alone give 0.
///
/// ```
/// use little_o::{eval::Truthful, expr::{Symbol, read}};
/// let ratio = Truthful::new(&read("(1 - cos(x))/x^2")?.expr, &Symbol::new("x"));
/// assert_eq!(ratio.eval(1e-9), 0.5);
/// assert!(ratio.eval(0.0).is_nan());
/// # Ok::<(), little_o::diagnostic::Diagnostic>(())
/// ```
#[derive(Clone, Debug)]
pub struct Truthful {
    tape: Tape,
}

impl Truthful {
    /// The function that `expr` is of `symbol`.
    pub fn new(expr: &Expr, symbol: &Symbol) -> Truthful {
        Truthful { tape: Tape::new(expr, std::slice::from_ref(symbol)) }
    }

    /// The tape, for everything else about the function.
    pub fn tape(&self) -> &Tape {
        &self.tape
    }

    /// f(x); NaN where f is not defined, ±∞ where the value is too large for a double.
    pub fn eval(&self, x: f64) -> f64 {
        eval(&self.tape, &[x], DRAWN)
    }
}

/// The value of the tape at `inputs`, by doubles if they vouch for this relative error, else right to the last place.
pub(super) fn eval(tape: &Tape, inputs: &[f64], tolerance: f64) -> f64 {
    let points: Vec<_> = inputs.iter().map(|&x| Interval::point(x)).collect();
    let range = tape.interval(&points);
    if range.defined == Defined::Nowhere {
        return f64::NAN;
    }
    let size = range.lower.abs().min(range.upper.abs());
    if range.defined == Defined::Everywhere && size.is_finite() && range.width() <= tolerance * size {
        return range.lower + range.width() / 2.0;
    }
    match enclose(tape, inputs) {
        Ok(value) => value.to_f64(),
        Err(NoEnclosure::Undefined) => f64::NAN,
        // What high precision cannot settle either, such as a floor at a number that may be an integer.
        Err(_) => tape.eval(inputs),
    }
}

/// The first enclosure that is narrow enough, or so near zero that a double is zero there.
fn enclose(tape: &Tape, inputs: &[f64]) -> Result<Enclosure, NoEnclosure> {
    let exact: Option<Vec<_>> = inputs.iter().map(|&x| RBig::try_from(x).ok()).collect();
    let exact = exact.ok_or(NoEnclosure::Undefined)?;
    for bits in PRECISIONS {
        match tape.enclose(&exact, bits) {
            Ok(value) if value.accuracy() >= SIGNIFICANT || value.is_negligible() => return Ok(value),
            Ok(_) | Err(NoEnclosure::Undecided) => {}
            Err(reason) => return Err(reason),
        }
    }
    Err(NoEnclosure::Undecided)
}

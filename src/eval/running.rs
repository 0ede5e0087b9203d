//! Rows of doubles, each with a bound of its error: values that vouch for themselves, many at once.
//!
//! Every operation adds its own rounding to what the errors of its arguments do to it (Wilkinson's running error
//! analysis). Bounds are doubles themselves and computed generously: a unit counts twice. Where a bound would not be
//! certain, such as beside a pole or a jump, it is infinite, and the value has to be found in another way.

#![allow(clippy::float_cmp, reason = "exact numbers are compared exactly")]

use super::interval::{Defined, Interval};
use super::ranges;
use super::real;
use super::rows::{Row, WIDTH};
use super::tape::{Arithmetic, Literal};
use crate::expr::Comparison;
use crate::functions::Function;

/// Twice the relative error of a basic operation.
const BASIC: f64 = f64::EPSILON;
/// Twice the relative error of a function of the library.
const LIBRARY: f64 = 8.0 * f64::EPSILON;
/// More than the error of a result that is too small for its last places.
const TINY: f64 = 1e-322;

/// Values, and how far each may be from the truth.
#[derive(Clone)]
pub(super) struct Running {
    pub value: Row,
    pub error: Row,
}

/// The arithmetic of rows with error bounds.
pub(super) struct RunningRows;

impl Running {
    pub fn exact(value: Row) -> Running {
        Running { value, error: [0.0; WIDTH] }
    }

    fn map(&self, f: impl Fn(f64, f64) -> (f64, f64)) -> Running {
        let mut out = self.clone();
        for (value, error) in out.value.iter_mut().zip(&mut out.error) {
            (*value, *error) = f(*value, *error);
        }
        out
    }

    fn zip(&self, other: &Running, f: impl Fn(f64, f64, f64, f64) -> (f64, f64)) -> Running {
        let mut out = self.clone();
        let ours = out.value.iter_mut().zip(&mut out.error);
        for ((value, error), (b, b_error)) in ours.zip(other.value.iter().zip(&other.error)) {
            (*value, *error) = f(*value, *error, *b, *b_error);
        }
        out
    }

    /// A function of the library whose value moves at most by `moves(a, error of a, value)`.
    fn function(&self, f: fn(f64) -> f64, moves: impl Fn(f64, f64, f64) -> f64) -> Running {
        self.map(|a, error| {
            let value = f(a);
            (value, moves(a, error, value) + LIBRARY * value.abs() + TINY)
        })
    }

    /// The bounds as an interval, moved outward.
    fn interval(a: f64, error: f64) -> Interval {
        if error == 0.0 { Interval::point(a) } else { Interval::new((a - error).next_down(), (a + error).next_up()) }
    }

    /// `value`, with the error that its certain range leaves.
    fn within(value: f64, range: &Interval) -> (f64, f64) {
        let is_certain = range.defined == Defined::Everywhere && range.continuous;
        let error = (range.upper - value).max(value - range.lower);
        (value, if is_certain { error } else { f64::INFINITY })
    }
}

fn power_of(a: f64, error: f64, exponent: i32) -> (f64, f64) {
    let value = real::powi(a, exponent);
    if exponent == 2 {
        return (value, 2.0 * a.abs() * error + error * error + BASIC * value + TINY);
    }
    if error == 0.0 {
        return (value, LIBRARY * value.abs() + TINY);
    }
    let range = Interval::point(a);
    let range = range.with((a - error).next_down(), (a + error).next_up());
    let n = exponent.unsigned_abs();
    let power = ranges::positive_powi(&range, i32::try_from(n).unwrap_or(i32::MAX));
    match exponent {
        0 | 1 => (value, f64::from(exponent) * error),
        _ if exponent > 1 => Running::within(value, &power),
        // a⁻ⁿ; beside 0 nothing is certain.
        _ if range.contains(0.0) => (value, f64::INFINITY),
        -1 => quotient(1.0, 0.0, a, error),
        _ => {
            let base = real::powi(a, i32::try_from(n).unwrap_or(i32::MAX));
            quotient(1.0, 0.0, base, (power.upper - base).max(base - power.lower))
        }
    }
}

fn quotient(a: f64, a_error: f64, b: f64, b_error: f64) -> (f64, f64) {
    let value = real::divide(a, b);
    // |a/b − A/B| ≤ (|A − a| + |a/b|·|B − b|)/|B|; the room must be positive for anything to be certain.
    let room = b.abs() * (1.0 - BASIC) - b_error;
    let error = if room > 0.0 { (a_error + value.abs() * b_error) / room } else { f64::INFINITY };
    (value, error * (1.0 + LIBRARY) + BASIC * value.abs() + TINY)
}

impl Arithmetic for RunningRows {
    type Number = Running;

    fn literal(&self, value: &Literal) -> Running {
        let nearest = value.nearest;
        let error = if value.is_double { 0.0 } else { BASIC * nearest.abs() };
        Running { value: [nearest; WIDTH], error: [error; WIDTH] }
    }
    fn undefined(&self) -> Running {
        Running::exact([f64::NAN; WIDTH])
    }
    fn neg(&self, a: &Running) -> Running {
        a.map(|a, error| (-a, error))
    }
    fn add(&self, a: &Running, b: &Running) -> Running {
        a.zip(b, |a, a_error, b, b_error| (a + b, a_error + b_error + BASIC * (a + b).abs()))
    }
    fn sub(&self, a: &Running, b: &Running) -> Running {
        a.zip(b, |a, a_error, b, b_error| (a - b, a_error + b_error + BASIC * (a - b).abs()))
    }
    fn mul(&self, a: &Running, b: &Running) -> Running {
        a.zip(b, |a, a_error, b, b_error| {
            let value = a * b;
            (value, a.abs() * b_error + b.abs() * a_error + a_error * b_error + BASIC * value.abs() + TINY)
        })
    }
    fn div(&self, a: &Running, b: &Running) -> Running {
        a.zip(b, quotient)
    }
    fn powi(&self, a: &Running, exponent: i32) -> Running {
        a.map(|a, error| power_of(a, error, exponent))
    }
    fn power(&self, a: &Running, b: &Running, _depends: u64) -> Running {
        a.zip(b, |a, a_error, b, b_error| {
            let (base, exponent) = (Running::interval(a, a_error), Running::interval(b, b_error));
            Running::within(real::power(a, b), &ranges::power(&base, &exponent, base))
        })
    }
    fn call(&self, function: Function, a: &Running) -> Running {
        let f = real::unary(function);
        match function {
            // Functions whose slope is at most 1.
            Function::Sin
            | Function::Cos
            | Function::Atan
            | Function::Tanh
            | Function::Asinh
            | Function::Sigmoid
            | Function::Softplus => a.function(f, |_, error, _| error),
            // e^(a ± error) = e^a·e^(± error), and e^t − 1 ≤ 2t for t ≤ 1.
            Function::Exp => {
                a.function(f, |_, error, value| if error <= 1.0 { 2.0 * error * value } else { f64::INFINITY })
            }
            Function::Log => a.function(f, |a, error, _| if a > error { error / (a - error) } else { f64::INFINITY }),
            Function::Sqrt => a.map(|a, error| match () {
                () if a > error => (a.sqrt(), error / (a - error).sqrt() + BASIC * a.sqrt()),
                () if a == 0.0 && error == 0.0 => (0.0, 0.0),
                () => (f(a), f64::INFINITY),
            }),
            Function::Abs | Function::Relu => a.map(|a, error| (f(a), error)),
            _ => a.map(|a, error| Running::within(f(a), &ranges::call(function, &Running::interval(a, error)))),
        }
    }
    fn call2(&self, function: Function, a: &Running, b: &Running) -> Running {
        let f = real::binary(function);
        let is_choice = matches!(function, Function::Min | Function::Max);
        // Which of two is the greater may be uncertain, but then they are as near as their errors.
        a.zip(b, |a, a_error, b, b_error| (f(a, b), if is_choice { a_error.max(b_error) } else { f64::INFINITY }))
    }
    fn select(&self, relation: Comparison, left: &Running, right: &Running, a: &Running, b: &Running) -> Running {
        let mut out = a.clone();
        for i in 0..WIDTH {
            let at = |row: &Row| row.get(i).copied().unwrap_or(f64::NAN);
            let distance = (at(&left.value) - at(&right.value)).abs();
            let uncertain = at(&left.error) + at(&right.error);
            let chosen = match real::compare(relation, at(&left.value), at(&right.value)) {
                Some(true) => a,
                Some(false) => b,
                None => &self.undefined(),
            };
            if let (Some(value), Some(error)) = (out.value.get_mut(i), out.error.get_mut(i)) {
                let is_certain = uncertain == 0.0 || distance > uncertain * (1.0 + BASIC);
                (*value, *error) = (at(&chosen.value), if is_certain { at(&chosen.error) } else { f64::INFINITY });
            }
        }
        out
    }
}

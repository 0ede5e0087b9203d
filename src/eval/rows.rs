//! Rows of doubles: one instruction works on a whole row before the next begins, so that its cost is shared.

use super::real::{self, Real};
use super::tape::{Arithmetic, Literal};
use crate::expr::Comparison;
use crate::functions::Function;

/// How many doubles a row holds: few enough for the registers of a formula to stay in the cache.
pub(super) const WIDTH: usize = 32;

/// Doubles side by side.
pub(super) type Row = [f64; WIDTH];

/// The arithmetic of rows.
pub(super) struct Rows;

fn map(a: &Row, f: impl Fn(f64) -> f64) -> Row {
    a.map(f)
}

fn zip(a: &Row, b: &Row, f: impl Fn(f64, f64) -> f64) -> Row {
    let mut out = *a;
    for (out, b) in out.iter_mut().zip(b) {
        *out = f(*out, *b);
    }
    out
}

impl Arithmetic for Rows {
    type Number = Row;

    fn literal(&self, value: &Literal) -> Row {
        [value.nearest; WIDTH]
    }
    fn undefined(&self) -> Row {
        [f64::NAN; WIDTH]
    }
    fn neg(&self, a: &Row) -> Row {
        map(a, |a| -a)
    }
    fn add(&self, a: &Row, b: &Row) -> Row {
        zip(a, b, |a, b| a + b)
    }
    fn sub(&self, a: &Row, b: &Row) -> Row {
        zip(a, b, |a, b| a - b)
    }
    fn mul(&self, a: &Row, b: &Row) -> Row {
        zip(a, b, |a, b| a * b)
    }
    fn div(&self, a: &Row, b: &Row) -> Row {
        zip(a, b, real::divide)
    }
    fn powi(&self, a: &Row, exponent: i32) -> Row {
        match exponent {
            2 => map(a, |a| a * a),
            3 => map(a, |a| a * a * a),
            4 => map(a, |a| (a * a) * (a * a)),
            _ => map(a, |a| real::powi(a, exponent)),
        }
    }
    fn power(&self, a: &Row, b: &Row, _depends: u64) -> Row {
        zip(a, b, real::power)
    }
    fn call(&self, function: Function, a: &Row) -> Row {
        map(a, real::unary(function))
    }
    fn call2(&self, function: Function, a: &Row, b: &Row) -> Row {
        zip(a, b, real::binary(function))
    }
    fn select(&self, relation: Comparison, left: &Row, right: &Row, then: &Row, otherwise: &Row) -> Row {
        let mut out = *then;
        for ((out, otherwise), (left, right)) in out.iter_mut().zip(otherwise).zip(left.iter().zip(right)) {
            *out = Real.select(relation, left, right, out, otherwise);
        }
        out
    }
}

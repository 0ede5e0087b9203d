//! Doubles: what each function of the language does with them.
//!
//! Real semantics: where a function is not defined its value is NaN, poles included (1/0, log 0, tan at a pole that a
//! double can hold). ±∞ stands only for a number too large for a double, such as exp(1000).
//! A base to the power 0 is 1, also 0^0, as everywhere in numerical libraries.

use super::classical;
use super::tape::{Arithmetic, Literal};
use crate::expr::Comparison;
use crate::functions::Function;

/// The arithmetic of doubles.
pub(super) struct Real;

impl Arithmetic for Real {
    type Number = f64;

    fn literal(&self, value: &Literal) -> f64 {
        value.nearest
    }
    fn undefined(&self) -> f64 {
        f64::NAN
    }
    fn neg(&self, a: &f64) -> f64 {
        -a
    }
    fn add(&self, a: &f64, b: &f64) -> f64 {
        a + b
    }
    fn sub(&self, a: &f64, b: &f64) -> f64 {
        a - b
    }
    fn mul(&self, a: &f64, b: &f64) -> f64 {
        a * b
    }
    fn div(&self, a: &f64, b: &f64) -> f64 {
        divide(*a, *b)
    }
    fn powi(&self, a: &f64, exponent: i32) -> f64 {
        powi(*a, exponent)
    }
    fn power(&self, a: &f64, b: &f64, _depends: u64) -> f64 {
        power(*a, *b)
    }
    fn call(&self, function: Function, a: &f64) -> f64 {
        unary(function)(*a)
    }
    fn call2(&self, function: Function, a: &f64, b: &f64) -> f64 {
        binary(function)(*a, *b)
    }
    fn select(&self, relation: Comparison, left: &f64, right: &f64, then: &f64, otherwise: &f64) -> f64 {
        match compare(relation, *left, *right) {
            Some(true) => *then,
            Some(false) => *otherwise,
            None => f64::NAN,
        }
    }
}

/// Whether the relation holds, or `None` where a side is not defined.
pub(super) fn compare(relation: Comparison, left: f64, right: f64) -> Option<bool> {
    left.partial_cmp(&right).map(|order| relation.holds(order))
}

/// a/b, not defined for b = 0.
pub(super) fn divide(a: f64, b: f64) -> f64 {
    if b == 0.0 { f64::NAN } else { a / b }
}

/// The repeated product; small powers by multiplication, which is faster than the library's power.
pub(super) fn powi(a: f64, exponent: i32) -> f64 {
    match exponent {
        _ if a.is_nan() => a,
        0 => 1.0,
        1 => a,
        2 => a * a,
        3 => a * a * a,
        4 => (a * a) * (a * a),
        -1 => divide(1.0, a),
        _ if exponent < 0 && a == 0.0 => f64::NAN,
        _ => a.powf(f64::from(exponent)),
    }
}

/// The principal real power: for a < 0 defined only where b is an integer, for a = 0 only where b ≥ 0.
pub(super) fn power(a: f64, b: f64) -> f64 {
    let undefined = a.is_nan() || b.is_nan() || (a == 0.0 && b < 0.0);
    // A negative base with a fractional exponent is NaN by itself.
    if undefined { f64::NAN } else { a.powf(b) }
}

/// The function of one argument.
pub(super) fn unary(function: Function) -> fn(f64) -> f64 {
    match function {
        Function::Sin => f64::sin,
        Function::Cos => f64::cos,
        Function::Tan => f64::tan,
        Function::Cot => |u| divide(1.0, u.tan()),
        Function::Sec => |u| divide(1.0, u.cos()),
        Function::Csc => |u| divide(1.0, u.sin()),
        Function::Asin => f64::asin,
        Function::Acos => f64::acos,
        Function::Atan => f64::atan,
        Function::Acot => |u| divide(1.0, u).atan(),
        Function::Asec => |u| divide(1.0, u).acos(),
        Function::Acsc => |u| divide(1.0, u).asin(),
        Function::Sinh => f64::sinh,
        Function::Cosh => f64::cosh,
        Function::Tanh => f64::tanh,
        Function::Coth => |u| divide(1.0, u.tanh()),
        Function::Sech => |u| 1.0 / u.cosh(),
        Function::Csch => |u| divide(1.0, u.sinh()),
        // The standard library's inverse hyperbolic functions lose digits near 0 and 1.
        Function::Asinh => libm::asinh,
        Function::Acosh => libm::acosh,
        Function::Atanh => atanh,
        Function::Acoth => |u| atanh(divide(1.0, u)),
        Function::Asech => |u| libm::acosh(divide(1.0, u)),
        Function::Acsch => |u| libm::asinh(divide(1.0, u)),
        Function::Exp => f64::exp,
        Function::Expm1 => f64::exp_m1,
        Function::Log => |u| if u > 0.0 { u.ln() } else { f64::NAN },
        Function::Log1p => |u| if u > -1.0 { u.ln_1p() } else { f64::NAN },
        Function::Log10 => |u| if u > 0.0 { u.log10() } else { f64::NAN },
        Function::Log2 => |u| if u > 0.0 { u.log2() } else { f64::NAN },
        Function::Sqrt => f64::sqrt,
        Function::Cbrt => f64::cbrt,
        Function::Abs => f64::abs,
        Function::Sign => sign,
        Function::Floor => f64::floor,
        Function::Ceil => f64::ceil,
        Function::Round => f64::round_ties_even,
        Function::Frac => |u| u - u.floor(),
        Function::Relu => |u| if u < 0.0 { 0.0 } else { u },
        Function::Sigmoid => sigmoid,
        // max(u, 0) + log(1 + e^(−|u|)) never overflows.
        Function::Softplus => |u| {
            if u > 0.0 { u + (-u).exp().ln_1p() } else { u.exp().ln_1p() }
        },
        Function::Erf => libm::erf,
        Function::Erfc => libm::erfc,
        Function::Gamma => gamma,
        Function::Factorial => |u| gamma(u + 1.0),
        Function::LogGamma => |u| if u > 0.0 { libm::lgamma(u) } else { f64::NAN },
        Function::Digamma => classical::digamma,
        Function::Zeta => classical::zeta,
        Function::Ei => classical::ei,
        Function::LambertW => classical::lambert_w,
        Function::Min | Function::Max => |u| u,
        Function::Atan2 | Function::Polygamma => |_| f64::NAN,
    }
}

/// The function of two arguments; min and max of more are folded from the left.
pub(super) fn binary(function: Function) -> fn(f64, f64) -> f64 {
    match function {
        // f64::min and f64::max would drop a NaN.
        Function::Min => |a, b| if a.is_nan() || a < b { a } else { b },
        Function::Max => |a, b| if a.is_nan() || a > b { a } else { b },
        Function::Atan2 => angle,
        Function::Polygamma => classical::polygamma,
        _ => |_, _| f64::NAN,
    }
}

/// The angle of the point (x, y), above −π; −0 counts as 0, so that it is π on the negative x-axis.
pub(super) fn angle(y: f64, x: f64) -> f64 {
    if y == 0.0 && x == 0.0 { f64::NAN } else { (y + 0.0).atan2(x) }
}

/// −1, 0 or 1.
pub(super) fn sign(u: f64) -> f64 {
    if u == 0.0 { 0.0 } else { u.signum() }
}

/// 1/(1 + e^(−u)), by the form that does not overflow.
pub(super) fn sigmoid(u: f64) -> f64 {
    let e = (-u.abs()).exp();
    if u < 0.0 { e / (1.0 + e) } else { 1.0 / (1.0 + e) }
}

fn atanh(u: f64) -> f64 {
    if u.abs() < 1.0 { libm::atanh(u) } else { f64::NAN }
}

/// Γ, with its poles at 0, −1, −2, … not defined.
pub(super) fn gamma(u: f64) -> f64 {
    if u <= 0.0 && u.fract() == 0.0 { f64::NAN } else { libm::tgamma(u) }
}

//! Derivatives: the tape run over num-dual's dual numbers, value + slope·ε with ε² = 0.
//!
//! The value is always the one of doubles, to the last bit. Slopes come from num-dual where its formulas hold on the
//! whole domain; the others are written here, each with the chain rule. Conventions at kinks are those of the
//! machine-learning libraries: abs′(0) = 0, relu′(0) = 0, max and min at a tie ½(a′ + b′), steps 0. Branches look at the
//! value only, so the path of the evaluation never depends on the slope.

use super::classical;
use super::real;
use super::tape::{Arithmetic, Literal};
use crate::expr::Comparison;
use crate::functions::Function;
use num_dual::{Dual64, DualNum};
use std::cmp::Ordering;
use std::f64::consts::FRAC_2_SQRT_PI;

/// The arithmetic of dual numbers, for the derivative with respect to the inputs in the mask `active`.
pub(super) struct Duals {
    pub(super) active: u64,
}

/// f(u) for f with value `value` and slope `slope` at u: the chain rule.
fn chain(u: &Dual64, value: f64, slope: f64) -> Dual64 {
    Dual64::new(value, u.eps * slope)
}

impl Arithmetic for Duals {
    type Number = Dual64;

    fn literal(&self, value: &Literal) -> Dual64 {
        Dual64::from_re(value.nearest)
    }
    fn undefined(&self) -> Dual64 {
        Dual64::new(f64::NAN, f64::NAN)
    }
    fn neg(&self, a: &Dual64) -> Dual64 {
        -a
    }
    fn add(&self, a: &Dual64, b: &Dual64) -> Dual64 {
        a + b
    }
    fn sub(&self, a: &Dual64, b: &Dual64) -> Dual64 {
        a - b
    }
    fn mul(&self, a: &Dual64, b: &Dual64) -> Dual64 {
        a * b
    }
    fn div(&self, a: &Dual64, b: &Dual64) -> Dual64 {
        // (a/b)′ = (a′ − (a/b)·b′)/b; num-dual multiplies by 1/b² instead, which overflows for small b.
        let quotient = real::divide(a.re, b.re);
        Dual64::new(quotient, (a.eps - quotient * b.eps) / b.re)
    }
    fn powi(&self, a: &Dual64, exponent: i32) -> Dual64 {
        let slope = match exponent {
            0 => 0.0,
            _ => f64::from(exponent) * real::powi(a.re, exponent.saturating_sub(1)),
        };
        chain(a, real::powi(a.re, exponent), slope)
    }
    fn power(&self, a: &Dual64, b: &Dual64, depends: u64) -> Dual64 {
        let value = real::power(a.re, b.re);
        let by_base = if b.re == 0.0 { 0.0 } else { a.eps * b.re * real::power(a.re, b.re - 1.0) };
        let by_exponent = if depends & self.active == 0 { 0.0 } else { b.eps * value * a.re.ln() };
        Dual64::new(value, by_base + by_exponent)
    }
    fn call(&self, function: Function, u: &Dual64) -> Dual64 {
        Dual64::new(real::unary(function)(u.re), image(function, u).eps)
    }
    fn call2(&self, function: Function, a: &Dual64, b: &Dual64) -> Dual64 {
        let value = real::binary(function)(a.re, b.re);
        let slope = match function {
            Function::Min | Function::Max => match a.re.partial_cmp(&b.re) {
                Some(Ordering::Equal) | None => 0.5 * (a.eps + b.eps),
                Some(order) if order.is_lt() == (function == Function::Min) => a.eps,
                Some(_) => b.eps,
            },
            Function::Atan2 => {
                let radius = a.re.hypot(b.re);
                (b.re / radius * a.eps - a.re / radius * b.eps) / radius
            }
            _ => f64::NAN,
        };
        Dual64::new(value, slope)
    }
    fn select(&self, relation: Comparison, left: &Dual64, right: &Dual64, a: &Dual64, b: &Dual64) -> Dual64 {
        match real::compare(relation, left.re, right.re) {
            Some(true) => *a,
            Some(false) => *b,
            None => self.undefined(),
        }
    }
    /// No slope where there is no value, and none with respect to what the value does not depend on: there an infinite
    /// slope times 0, as in the derivative of x + √0 by x, is 0.
    fn settle(&self, value: Dual64, depends: u64) -> Dual64 {
        match value.re.is_nan() {
            true => self.undefined(),
            false if depends & self.active == 0 => Dual64::from_re(value.re),
            false => value,
        }
    }
}

/// f(u), of which only the slope is used.
fn image(function: Function, u: &Dual64) -> Dual64 {
    let x = u.re;
    let slope = |slope: f64| chain(u, x, slope);
    match function {
        Function::Sin => u.sin(),
        Function::Cos => u.cos(),
        Function::Tan => u.tan(),
        Function::Cot => slope(-1.0 / (x.sin() * x.sin())),
        Function::Sec => u.cos().recip(),
        Function::Csc => u.sin().recip(),
        Function::Asin => u.asin(),
        Function::Acos => u.acos(),
        Function::Atan => u.atan(),
        Function::Acot => u.recip().atan(),
        Function::Asec => u.recip().acos(),
        Function::Acsc => u.recip().asin(),
        Function::Sinh => u.sinh(),
        Function::Cosh => u.cosh(),
        // num-dual's tanh is sinh/cosh, which overflows.
        Function::Tanh => slope(sech(x) * sech(x)),
        Function::Coth => slope(-csch(x) * csch(x)),
        Function::Sech => slope(-sech(x) * x.tanh()),
        Function::Csch => slope(-csch(x) / x.tanh()),
        Function::Asinh => u.asinh(),
        Function::Acosh => u.acosh(),
        Function::Atanh => u.atanh(),
        Function::Acoth => u.recip().atanh(),
        Function::Asech => u.recip().acosh(),
        Function::Acsch => u.recip().asinh(),
        Function::Exp => u.exp(),
        Function::Expm1 => u.exp_m1(),
        Function::Log => u.ln(),
        Function::Log1p => u.ln_1p(),
        Function::Log10 => u.log10(),
        Function::Log2 => u.log2(),
        Function::Sqrt => slope(0.5 / x.sqrt()),
        Function::Cbrt => slope(1.0 / (3.0 * x.cbrt() * x.cbrt())),
        Function::Abs => slope(real::sign(x)),
        Function::Sign | Function::Floor | Function::Ceil | Function::Round => slope(0.0),
        Function::Frac => slope(1.0),
        Function::Relu => slope(if x > 0.0 { 1.0 } else { 0.0 }),
        Function::Sigmoid => slope(real::sigmoid(x) * real::sigmoid(-x)),
        Function::Softplus => slope(real::sigmoid(x)),
        Function::Erf => slope(FRAC_2_SQRT_PI * (-x * x).exp()),
        Function::Erfc => slope(-FRAC_2_SQRT_PI * (-x * x).exp()),
        Function::Gamma => slope(real::gamma(x) * classical::digamma(x)),
        Function::Factorial => slope(real::gamma(x + 1.0) * classical::digamma(x + 1.0)),
        Function::LogGamma => slope(classical::digamma(x)),
        Function::Ei => slope(x.exp() / x),
        Function::LambertW => {
            let w = classical::lambert_w(x);
            slope(1.0 / (w.exp() * (1.0 + w)))
        }
        Function::Digamma | Function::Zeta | Function::Polygamma => slope(f64::NAN),
        Function::Min | Function::Max | Function::Atan2 => slope(f64::NAN),
    }
}

fn sech(x: f64) -> f64 {
    1.0 / x.cosh()
}

fn csch(x: f64) -> f64 {
    1.0 / x.sinh()
}

/// Whether the slope at this operation is a convention: the operation has a kink or a jump just there.
#[allow(clippy::float_cmp, reason = "kinks are single numbers")]
pub(super) fn is_convention(function: Function, a: &Dual64, b: &Dual64) -> bool {
    let x = a.re;
    match function {
        Function::Abs | Function::Relu | Function::Sign => x == 0.0 && a.eps != 0.0,
        Function::Floor | Function::Ceil | Function::Frac => x.fract() == 0.0 && a.eps != 0.0,
        Function::Round => (x - 0.5).fract() == 0.0 && a.eps != 0.0,
        Function::Min | Function::Max => a.re == b.re && a.eps != b.eps,
        _ => false,
    }
}

/// Whether a comparison that the input decides stands just at the border between its two branches.
#[allow(clippy::float_cmp, reason = "the border is a single number")]
pub(super) fn is_border(left: &Dual64, right: &Dual64) -> bool {
    left.re == right.re && left.eps != right.eps
}

/// Whether two branches differ in value or slope.
#[allow(clippy::float_cmp, reason = "branches that agree agree exactly")]
pub(super) fn is_corner(a: &Dual64, b: &Dual64) -> bool {
    a.re != b.re || a.eps != b.eps
}

//! The functions of the language on enclosures, made of a few of the library's.
//!
//! Each formula is chosen so that nothing cancels: near 0 and near the ends of the domain the relative accuracy stays.

use super::enclosure::{Bounds, Enclosure, NoEnclosure};
use super::float::{Float, Round};
use super::functions::Functions;
use super::precise::{Number, Precise};
use super::special;
use crate::functions::Function;
use dashu_int::IBig;
use dashu_ratio::RBig;
use std::cmp::Ordering;

/// The value of a function of one argument.
pub(super) fn call(precise: &Precise, function: Function, u: &Enclosure) -> Number {
    if let Some(value) = u.as_exact().and_then(|u| exact(function, u)) {
        return Ok(Enclosure::exact(value));
    }
    let p = precise;
    let of = |function, u: &Enclosure| call(p, function, u);
    let inverse = || p.over(&one(), u);
    match function {
        Function::Sin => Ok(wave(p, u, Functions::sin)),
        Function::Cos => Ok(wave(p, u, Functions::cos)),
        Function::Tan => p.over(&of(Function::Sin, u)?, &of(Function::Cos, u)?),
        Function::Cot => p.over(&of(Function::Cos, u)?, &of(Function::Sin, u)?),
        Function::Sec => p.over(&one(), &of(Function::Cos, u)?),
        Function::Csc => p.over(&one(), &of(Function::Sin, u)?),
        Function::Asin => asin(p, u),
        Function::Acos => acos(p, u),
        Function::Atan => p.functions.increasing(u, Functions::atan),
        Function::Acot => of(Function::Atan, &inverse()?),
        Function::Asec => of(Function::Acos, &inverse()?),
        Function::Acsc => of(Function::Asin, &inverse()?),
        Function::Sinh => sinh(p, u),
        Function::Cosh => {
            let e = of(Function::Exp, u)?;
            Ok(half(&p.plus(&e, &p.over(&one(), &e)?)))
        }
        Function::Tanh => tanh(p, u),
        Function::Coth => p.over(&one(), &tanh(p, u)?),
        Function::Sech => p.over(&one(), &of(Function::Cosh, u)?),
        Function::Csch => p.over(&one(), &of(Function::Sinh, u)?),
        Function::Asinh => asinh(p, u),
        Function::Acosh => acosh(p, u),
        Function::Atanh => atanh(p, u),
        Function::Acoth => atanh(p, &inverse()?),
        Function::Asech => acosh(p, &inverse()?),
        Function::Acsch => of(Function::Asinh, &inverse()?),
        Function::Exp => p.functions.increasing(u, Functions::exp),
        Function::Expm1 => p.functions.increasing(u, Functions::exp_m1),
        Function::Log1p => {
            require_positive(&p.plus(u, &one()))?;
            p.functions.increasing(u, Functions::log_1p)
        }
        Function::Log => {
            require_positive(u)?;
            p.functions.increasing(u, Functions::log)
        }
        Function::Log10 => p.over(&of(Function::Log, u)?, &of(Function::Log, &integer(10))?),
        Function::Log2 => p.over(&of(Function::Log, u)?, &of(Function::Log, &integer(2))?),
        Function::Sqrt => sqrt(p, u),
        Function::Cbrt => cbrt(p, u),
        Function::Abs => Ok(match u.sign() {
            Some(Ordering::Less) => p.negate(u),
            Some(_) => u.clone(),
            None => {
                let (lower, upper) = u.bounds(p.functions.bits);
                Enclosure::between(Float::ZERO, lower.neg().max(upper))
            }
        }),
        Function::Sign => sign(u),
        Function::Floor => step(p, u, RBig::floor),
        Function::Ceil => step(p, u, RBig::ceil),
        Function::Round => step(p, u, round_half_even),
        Function::Frac => match of(Function::Floor, u)? {
            floor if floor.as_exact().is_some() => Ok(p.minus(u, &floor)),
            _ => Ok(Enclosure::between(Float::ZERO, Float::ONE)),
        },
        Function::Relu => call2(p, Function::Max, u, &Enclosure::exact(RBig::ZERO)),
        Function::Sigmoid => p.over(&one(), &p.plus(&one(), &of(Function::Exp, &p.negate(u))?)),
        Function::Softplus => {
            // max(u, 0) + log(1 + e^(−|u|)).
            let e = of(Function::Exp, &p.negate(&of(Function::Abs, u)?))?;
            Ok(p.plus(&of(Function::Relu, u)?, &p.functions.increasing(&e, Functions::log_1p)?))
        }
        Function::Erf => special::erf(p, u),
        Function::Erfc => special::erfc(p, u),
        Function::Gamma => special::gamma(p, u),
        Function::Factorial => special::gamma(p, &p.plus(u, &one())),
        Function::LogGamma => special::log_gamma(p, u),
        Function::Digamma => special::digamma(p, u),
        // Their doubles are good for drawing; bounds are not worth their weight in the page.
        Function::Zeta | Function::Ei | Function::LambertW => Err(NoEnclosure::Undecided),
        Function::Min | Function::Max | Function::Atan2 | Function::Polygamma => Err(NoEnclosure::Undefined),
    }
}

/// The value of a function of two arguments.
pub(super) fn call2(p: &Precise, function: Function, a: &Enclosure, b: &Enclosure) -> Number {
    match function {
        Function::Min => Ok(p.negate(&call2(p, Function::Max, &p.negate(a), &p.negate(b))?)),
        Function::Max => Ok(match p.compare(a, b) {
            Some(Ordering::Less) => b.clone(),
            Some(_) => a.clone(),
            None => {
                let ((a, b), (c, d)) = (a.bounds(p.functions.bits), b.bounds(p.functions.bits));
                Enclosure::between(a.max(c), b.max(d))
            }
        }),
        Function::Atan2 => atan2(p, a, b),
        Function::Polygamma => Err(NoEnclosure::Undecided),
        _ => Err(NoEnclosure::Undefined),
    }
}

fn integer(value: i64) -> Enclosure {
    Enclosure::exact(value.into())
}

fn one() -> Enclosure {
    integer(1)
}

fn pi(p: &Precise) -> Enclosure {
    Enclosure::between(p.functions.pi(Round::Down), p.functions.pi(Round::Up))
}

/// u·2^by.
fn scale(u: &Enclosure, by: i8) -> Enclosure {
    match &u.0 {
        Bounds::Exact(value) => Enclosure::exact(value * RBig::from(2).pow(by.into())),
        Bounds::Between(lower, upper) => Enclosure::between(lower.scale(&by.into()), upper.scale(&by.into())),
    }
}

fn half(u: &Enclosure) -> Enclosure {
    scale(u, -1)
}

/// Fails unless u > 0.
fn require_positive(u: &Enclosure) -> Result<(), NoEnclosure> {
    match u.sign() {
        Some(Ordering::Greater) => Ok(()),
        Some(_) => Err(NoEnclosure::Undefined),
        None => Err(NoEnclosure::Undecided),
    }
}

/// Fails unless u ≥ 0.
fn require_not_negative(u: &Enclosure) -> Result<(), NoEnclosure> {
    match (u.sign(), &u.0) {
        (Some(Ordering::Less), _) => Err(NoEnclosure::Undefined),
        (None, Bounds::Between(lower, _)) if lower.is_negative() => Err(NoEnclosure::Undecided),
        _ => Ok(()),
    }
}

/// Values that are rational, such as sin 0, exp 0 and sqrt 4.
fn exact(function: Function, u: &RBig) -> Option<RBig> {
    let at = |place: i64, value: i64| (*u == RBig::from(place)).then(|| RBig::from(value));
    match function {
        Function::Sin | Function::Tan | Function::Asin | Function::Atan | Function::Sinh | Function::Tanh => at(0, 0),
        Function::Asinh | Function::Atanh | Function::Erf | Function::Expm1 | Function::Log1p => at(0, 0),
        Function::Cos | Function::Sec | Function::Exp | Function::Cosh | Function::Sech | Function::Erfc => at(0, 1),
        Function::Log | Function::Log2 | Function::Log10 | Function::Acos | Function::Asec => at(1, 0),
        Function::Acosh | Function::Asech => at(1, 0),
        Function::Sigmoid => u.is_zero().then(|| RBig::from_parts(1.into(), 2u8.into())),
        Function::Sqrt => super::precise::exact_root(u, 2),
        Function::Cbrt => match u.cmp(&RBig::ZERO) {
            Ordering::Less => super::precise::exact_root(&-u.clone(), 3).map(|root| -root),
            _ => super::precise::exact_root(u, 3),
        },
        Function::Gamma => special::exact_gamma(u),
        Function::Factorial => special::exact_gamma(&(u + RBig::ONE)),
        Function::Sign => Some(sign_of(u)),
        Function::Floor => Some(u.floor().into()),
        Function::Ceil => Some(u.ceil().into()),
        Function::Round => Some(round_half_even(u).into()),
        Function::Frac => Some(u - RBig::from(u.floor())),
        _ => None,
    }
}

fn sign_of(u: &RBig) -> RBig {
    RBig::from(match u.cmp(&RBig::ZERO) {
        Ordering::Less => -1,
        Ordering::Equal => 0,
        Ordering::Greater => 1,
    })
}

fn round_half_even(u: &RBig) -> IBig {
    let floor = u.floor();
    let twice = (u - RBig::from(floor.clone())) * RBig::from(2);
    let up = match twice.cmp(&RBig::ONE) {
        Ordering::Less => false,
        Ordering::Equal => dashu_base::BitTest::bit(&floor, 0),
        Ordering::Greater => true,
    };
    if up { floor + IBig::ONE } else { floor }
}

/// sin or cos: the value at the lower end, moved by at most the width, since the slope is at most 1.
fn wave(p: &Precise, u: &Enclosure, f: fn(Functions, &Float) -> (Float, Float)) -> Enclosure {
    let bits = p.functions.bits;
    let (lower, upper) = u.argument(bits);
    let width = upper.sub(&lower, bits, Round::Up);
    let (least, most) = f(p.functions, &lower);
    let (least, most) = (least.sub(&width, bits, Round::Down), most.add(&width, bits, Round::Up));
    Enclosure::between(least.max(Float::ONE.neg()), most.min(Float::ONE))
}

fn sqrt(p: &Precise, u: &Enclosure) -> Number {
    require_not_negative(u)?;
    p.functions.increasing(u, |f, u, round| Some(u.sqrt(f.bits, round)))
}

fn cbrt(p: &Precise, u: &Enclosure) -> Number {
    p.functions.increasing(u, |f, u, round| {
        if u.is_zero() {
            return Some(Float::ZERO);
        }
        let inward = if u.is_positive() { round } else { round.opposite() };
        let third = f.log(&u.abs(), inward)?.div(&Float::new(3.into(), 0), f.bits, inward);
        let root = Functions { bits: f.bits }.exp(&third, inward)?;
        Some(if u.is_positive() { root } else { root.neg() })
    })
}

/// arcsin u = 2·arctan(u/(1 + √((1 − u)(1 + u)))).
fn asin(p: &Precise, u: &Enclosure) -> Number {
    let root = sqrt(p, &p.times(&p.minus(&one(), u), &p.plus(&one(), u)))?;
    let quotient = p.over(u, &p.plus(&one(), &root))?;
    Ok(scale(&p.functions.increasing(&quotient, Functions::atan)?, 1))
}

/// arccos u = 2·arctan √((1 − u)/(1 + u)) for u ≥ 0, π − arccos(−u) for u ≤ 0, and π/2 − arcsin u where the sign is open.
fn acos(p: &Precise, u: &Enclosure) -> Number {
    let (lower, upper) = u.bounds(p.functions.bits);
    if lower.is_negative() && upper.is_positive() {
        return Ok(p.minus(&half(&pi(p)), &asin(p, u)?));
    }
    if lower.is_negative() {
        return Ok(p.minus(&pi(p), &acos(p, &p.negate(u))?));
    }
    let quotient = p.over(&p.minus(&one(), u), &p.plus(&one(), u))?;
    Ok(scale(&p.functions.increasing(&sqrt(p, &quotient)?, Functions::atan)?, 1))
}

/// (m + m/(1 + m))/2 with m = e^u − 1, for u ≥ 0, and odd.
fn sinh(p: &Precise, u: &Enclosure) -> Number {
    if u.sign() == Some(Ordering::Less) {
        return Ok(p.negate(&sinh(p, &p.negate(u))?));
    }
    let m = p.functions.increasing(u, Functions::exp_m1)?;
    Ok(half(&p.plus(&m, &p.over(&m, &p.plus(&one(), &m))?)))
}

/// m/(m + 2) with m = e^(2u) − 1, for u ≤ 0, and odd.
fn tanh(p: &Precise, u: &Enclosure) -> Number {
    if u.sign() == Some(Ordering::Greater) {
        return Ok(p.negate(&tanh(p, &p.negate(u))?));
    }
    let m = p.functions.increasing(&scale(u, 1), Functions::exp_m1)?;
    p.over(&m, &p.plus(&m, &integer(2)))
}

/// log(1 + u + u²/(1 + √(1 + u²))) for u ≥ 0, and odd.
fn asinh(p: &Precise, u: &Enclosure) -> Number {
    match u.sign() {
        Some(Ordering::Less) => return Ok(p.negate(&asinh(p, &p.negate(u))?)),
        // Between −u and u there is nothing better to say: arsinh lies between 0 and its argument.
        None => return Ok(u.clone()),
        Some(_) => {}
    }
    let square = p.times(u, u);
    let root = sqrt(p, &p.plus(&one(), &square))?;
    let excess = p.plus(u, &p.over(&square, &p.plus(&one(), &root))?);
    p.functions.increasing(&excess, Functions::log_1p)
}

/// log(1 + t + √(t(t + 2))) with t = u − 1.
fn acosh(p: &Precise, u: &Enclosure) -> Number {
    let t = p.minus(u, &one());
    let root = sqrt(p, &p.times(&t, &p.plus(&t, &integer(2))))?;
    require_not_negative(&t)?;
    p.functions.increasing(&p.plus(&t, &root), Functions::log_1p)
}

/// log(1 + 2u/(1 − u))/2 for u ≥ 0, and odd.
fn atanh(p: &Precise, u: &Enclosure) -> Number {
    if u.sign() == Some(Ordering::Less) {
        return Ok(p.negate(&atanh(p, &p.negate(u))?));
    }
    let rest = p.minus(&one(), u);
    require_positive(&rest)?;
    let quotient = p.over(&scale(u, 1), &rest)?;
    Ok(half(&p.functions.increasing(&quotient, Functions::log_1p)?))
}

/// The angle of the point (x, y).
fn atan2(p: &Precise, y: &Enclosure, x: &Enclosure) -> Number {
    let atan = |u: &Enclosure| p.functions.increasing(u, Functions::atan);
    match (y.sign(), x.sign()) {
        (Some(Ordering::Equal), Some(Ordering::Equal)) => Err(NoEnclosure::Undefined),
        (Some(Ordering::Equal), Some(Ordering::Greater)) => Ok(integer(0)),
        (Some(Ordering::Equal), Some(Ordering::Less)) => Ok(pi(p)),
        (_, Some(Ordering::Greater)) => atan(&p.over(y, x)?),
        (Some(Ordering::Greater), _) => Ok(p.minus(&half(&pi(p)), &atan(&p.over(x, y)?)?)),
        (Some(Ordering::Less), _) => Ok(p.minus(&p.negate(&half(&pi(p))), &atan(&p.over(x, y)?)?)),
        _ => Err(NoEnclosure::Undecided),
    }
}

/// An increasing function with steps at multiples of 1/2: exact where both ends lie on one step.
fn step(p: &Precise, u: &Enclosure, f: fn(&RBig) -> IBig) -> Number {
    let (lower, upper) = u.bounds(p.functions.bits);
    let (Some(least), Some(most)) = (lower.near_zero(p.functions.bits), upper.near_zero(p.functions.bits)) else {
        // So large that the unit step is below the last place.
        let lower = lower.sub(&Float::ONE, p.functions.bits, Round::Down);
        return Ok(Enclosure::between(lower, upper.add(&Float::ONE, p.functions.bits, Round::Up)));
    };
    let (least, most) = (f(&least), f(&most));
    if least == most {
        return Ok(Enclosure::exact(least.into()));
    }
    Ok(Enclosure::between(Float::new(least, 0), Float::new(most, 0)))
}

fn sign(u: &Enclosure) -> Number {
    match u.sign() {
        Some(Ordering::Less) => Ok(integer(-1)),
        Some(Ordering::Equal) => Ok(integer(0)),
        Some(Ordering::Greater) => Ok(integer(1)),
        None => Ok(Enclosure::between(Float::ONE.neg(), Float::ONE)),
    }
}

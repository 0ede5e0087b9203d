//! The ranges of the functions of the language on an interval.

#![allow(clippy::float_cmp, reason = "bounds and special places are compared exactly")]

use super::interval::{Defined, Interval, Intervals};
use super::real;
use super::tape::Arithmetic;
use crate::functions::Function;
use std::f64::consts::{FRAC_PI_2, PI};

/// Where Γ has its minimum between its poles at 0 and ∞, rounded down and up.
const GAMMA_MINIMUM: (f64, f64) = (1.461_632, 1.461_633);

/// All values of a function of one argument on `u`, which is not empty.
pub(super) fn call(function: Function, u: &Interval) -> Interval {
    let of = |function| call(function, u);
    let one = Interval::point(1.0);
    let inverse = || Intervals.div(&one, u);
    let infinite = (f64::NEG_INFINITY, f64::INFINITY);
    match function {
        Function::Sin => wave(u, f64::sin, FRAC_PI_2),
        Function::Cos => wave(u, f64::cos, 0.0),
        Function::Tan if crosses(u, PI, FRAC_PI_2) => u.with(infinite.0, infinite.1).partly().broken(),
        Function::Tan => increasing(u, f64::tan),
        Function::Cot if crosses(u, PI, 0.0) => u.with(infinite.0, infinite.1).partly().broken(),
        Function::Cot => decreasing(u, real::unary(function)),
        Function::Sec => Intervals.div(&one, &of(Function::Cos)),
        Function::Csc => Intervals.div(&one, &of(Function::Sin)),
        Function::Asin => increasing(&restrict(u, -1.0, 1.0), f64::asin),
        Function::Acos => decreasing(&restrict(u, -1.0, 1.0), f64::acos),
        Function::Acot => call(Function::Atan, &inverse()),
        Function::Asec => call(Function::Acos, &inverse()),
        Function::Acsc => call(Function::Asin, &inverse()),
        Function::Cosh => even(u, f64::cosh).within(1.0, f64::INFINITY),
        Function::Tanh => increasing(u, f64::tanh).within(-1.0, 1.0),
        Function::Coth => Intervals.div(&one, &of(Function::Tanh)),
        Function::Sech => Intervals.div(&one, &of(Function::Cosh)),
        Function::Csch => Intervals.div(&one, &of(Function::Sinh)),
        Function::Acosh => increasing(&restrict(u, 1.0, f64::INFINITY), libm::acosh).within(0.0, f64::INFINITY),
        Function::Atanh => open_ended(&restrict(u, -1.0, 1.0), -1.0, 1.0, libm::atanh),
        Function::Acoth => call(Function::Atanh, &inverse()),
        Function::Asech => call(Function::Acosh, &inverse()),
        Function::Acsch => call(Function::Asinh, &inverse()),
        Function::Exp => increasing(u, f64::exp).within(0.0, f64::INFINITY),
        Function::Expm1 => increasing(u, f64::exp_m1).within(-1.0, f64::INFINITY),
        Function::Log => open_ended(&restrict(u, 0.0, f64::INFINITY), 0.0, f64::NAN, f64::ln),
        Function::Log1p => open_ended(&restrict(u, -1.0, f64::INFINITY), -1.0, f64::NAN, f64::ln_1p),
        Function::Log10 => open_ended(&restrict(u, 0.0, f64::INFINITY), 0.0, f64::NAN, f64::log10),
        Function::Log2 => open_ended(&restrict(u, 0.0, f64::INFINITY), 0.0, f64::NAN, f64::log2),
        Function::Sqrt => {
            let u = restrict(u, 0.0, f64::INFINITY);
            u.with(u.lower.sqrt().next_down().max(0.0), if u.upper == 0.0 { 0.0 } else { u.upper.sqrt().next_up() })
        }
        Function::Abs => match u.contains(0.0) {
            true => u.with(0.0, u.upper.max(-u.lower)),
            false => u.with(u.lower.abs().min(u.upper.abs()), u.lower.abs().max(u.upper.abs())),
        },
        Function::Sign | Function::Floor | Function::Ceil | Function::Round => steps(u, real::unary(function)),
        Function::Frac => match steps(u, f64::floor) {
            floor if floor.lower == floor.upper => Intervals.sub(u, &floor),
            _ => u.with(0.0, 1.0).broken(),
        },
        Function::Relu => u.with(u.lower.max(0.0), u.upper.max(0.0)),
        Function::Sigmoid => increasing(u, real::sigmoid).within(0.0, 1.0),
        Function::Softplus => increasing(u, real::unary(function)).within(0.0, f64::INFINITY),
        Function::Erf => increasing(u, libm::erf).within(-1.0, 1.0),
        Function::Erfc => decreasing(u, libm::erfc).within(0.0, 2.0),
        Function::Gamma => gamma(u),
        Function::Factorial => gamma(&Intervals.add(u, &one)),
        Function::Atan | Function::Sinh | Function::Asinh | Function::Cbrt => increasing(u, real::unary(function)),
        Function::LogGamma => log_gamma(u),
        // Between two poles, 0, −1, −2, …
        Function::Digamma if u.lower > 0.0 || u.lower.floor() >= u.upper.floor() && u.lower.fract() != 0.0 => {
            monotone(u, real::unary(function), 4e-15)
        }
        Function::Ei if u.lower > 0.0 || u.upper < 0.0 => monotone(u, real::unary(function), 1e-13),
        Function::Zeta if u.lower > 1.0 => monotone(u, real::unary(function), 1e-13).within(1.0, f64::INFINITY),
        // Nothing is claimed where these functions have poles, and bends that are not tabulated.
        Function::Digamma | Function::Ei | Function::Zeta => u.with(infinite.0, infinite.1).partly().broken(),
        Function::LambertW => monotone(&restrict(u, -(-1.0f64).exp(), f64::INFINITY), real::unary(function), 1e-13),
        Function::Min | Function::Max | Function::Atan2 | Function::Polygamma => Interval::EMPTY,
    }
}

/// All values of a function of two arguments; `both` knows where they are defined and continuous.
pub(super) fn call2(function: Function, a: &Interval, b: &Interval, both: Interval) -> Interval {
    match function {
        Function::Min => both.with(a.lower.min(b.lower), a.upper.min(b.upper)),
        Function::Max => both.with(a.lower.max(b.lower), a.upper.max(b.upper)),
        Function::Atan2 => angle(a, b, both),
        Function::Polygamma => both.with(f64::NEG_INFINITY, f64::INFINITY).partly().broken(),
        _ => Interval::EMPTY,
    }
}

/// The angle of the points (x, y) of a box, between −π and π with a jump along the negative x-axis.
fn angle(y: &Interval, x: &Interval, both: Interval) -> Interval {
    let origin = x.contains(0.0) && y.contains(0.0);
    if origin || (x.lower < 0.0 && y.lower < 0.0 && y.upper >= 0.0) {
        let all = both.with(-PI.next_up(), PI.next_up()).broken();
        return if origin { all.partly() } else { all };
    }
    // Elsewhere the extreme angles stand at corners.
    let corners = [(y.lower, x.lower), (y.lower, x.upper), (y.upper, x.lower), (y.upper, x.upper)];
    let angles = corners.map(|(y, x)| real::angle(y, x));
    let least = angles.into_iter().fold(f64::INFINITY, f64::min);
    let most = angles.into_iter().fold(f64::NEG_INFINITY, f64::max);
    both.with_library(least, most)
}

fn increasing(u: &Interval, f: fn(f64) -> f64) -> Interval {
    u.with_library(f(u.lower), f(u.upper))
}

fn decreasing(u: &Interval, f: fn(f64) -> f64) -> Interval {
    u.with_library(f(u.upper), f(u.lower))
}

/// A rising or falling function of our own, right to `slack` beside numbers of the size of one.
fn monotone(u: &Interval, f: fn(f64) -> f64, slack: f64) -> Interval {
    let (a, b) = (f(u.lower), f(u.upper));
    let (least, most) = (a.min(b), a.max(b));
    u.with(least - slack * (1.0 + least.abs()), most + slack * (1.0 + most.abs()))
}

/// Falling to 0 and rising from there, the same on both sides.
fn even(u: &Interval, f: fn(f64) -> f64) -> Interval {
    let (near, far) = (u.lower.abs().min(u.upper.abs()), u.lower.abs().max(u.upper.abs()));
    u.with_library(f(if u.contains(0.0) { 0.0 } else { near }), f(far))
}

/// The part of `u` inside the domain from `least` to `most`.
fn restrict(u: &Interval, least: f64, most: f64) -> Interval {
    if u.upper < least || u.lower > most {
        return Interval::EMPTY;
    }
    if u.lower >= least && u.upper <= most {
        return *u;
    }
    u.within(least, most).partly()
}

/// An increasing function that goes to −∞ at `start` and to +∞ at `end`, where it is not defined.
fn open_ended(u: &Interval, start: f64, end: f64, f: fn(f64) -> f64) -> Interval {
    if (u.lower == start && u.upper == start) || (u.lower == end && u.upper == end) {
        return Interval::EMPTY;
    }
    let lower = if u.lower == start { f64::NEG_INFINITY } else { f(u.lower) };
    let upper = if u.upper == end { f64::INFINITY } else { f(u.upper) };
    let range = u.with_library(lower, upper);
    if u.lower == start || u.upper == end { range.partly() } else { range }
}

/// Whether one of the places `first` + n·`period` may lie in `u`. Errs toward yes.
fn crosses(u: &Interval, period: f64, first: f64) -> bool {
    let (from, to) = ((u.lower - first) / period, (u.upper - first) / period);
    if from.abs() < 0.5 && to.abs() < 0.5 {
        return u.lower <= first.next_up() && first.next_down() <= u.upper;
    }
    // Rounding errors of the places grow with their size; beyond 2^40 periods they are not told apart.
    let slack = 1e-15 * (1.0 + from.abs().max(to.abs()));
    slack.is_nan() || slack > 1e-3 || (from - slack).ceil() <= (to + slack).floor()
}

/// sin or cos, with maxima at `crest` + 2πn.
fn wave(u: &Interval, f: fn(f64) -> f64, crest: f64) -> Interval {
    let (a, b) = (f(u.lower), f(u.upper));
    let most = if crosses(u, 2.0 * PI, crest) { 1.0 } else { a.max(b) };
    let least = if crosses(u, 2.0 * PI, crest + PI) { -1.0 } else { a.min(b) };
    u.with_library(least, most).within(-1.0, 1.0)
}

fn steps(u: &Interval, f: fn(f64) -> f64) -> Interval {
    let range = u.with(f(u.lower), f(u.upper));
    if range.lower == range.upper { range } else { range.broken() }
}

fn gamma(u: &Interval) -> Interval {
    if u.lower > 0.0 {
        let (a, b) = (real::gamma(u.lower), real::gamma(u.upper));
        let minimum = u.lower <= GAMMA_MINIMUM.1 && u.upper >= GAMMA_MINIMUM.0;
        // Γ at its minimum is 0.885603194….
        return u.with_library(if minimum { 0.885_603 } else { a.min(b) }, a.max(b));
    }
    if u.lower.floor() < u.upper.floor() || u.lower == u.lower.floor() {
        return u.with(f64::NEG_INFINITY, f64::INFINITY).partly().broken();
    }
    if u.lower == u.upper {
        return increasing(u, real::gamma);
    }
    // Between two poles left of 0 the sign stays, and the largest magnitudes stand at the ends.
    let (a, b) = (real::gamma(u.lower), real::gamma(u.upper));
    if a > 0.0 { u.with_library(0.0, a.max(b)) } else { u.with_library(a.min(b), 0.0) }
}

/// log Γ on u > 0: falling to −0.12148… at the minimum of Γ, rising from there.
fn log_gamma(u: &Interval) -> Interval {
    let u = restrict(u, 0.0, f64::INFINITY);
    let at = |x: f64| if x > 0.0 { libm::lgamma(x) } else { f64::INFINITY };
    let minimum = u.lower <= GAMMA_MINIMUM.1 && u.upper >= GAMMA_MINIMUM.0;
    let (a, b) = (at(u.lower), at(u.upper));
    let range = u.with_library(if minimum { -0.121_487 } else { a.min(b) }, a.max(b));
    if u.lower > 0.0 { range } else { range.partly() }
}

/// a^n for n > 1.
pub(super) fn positive_powi(a: &Interval, exponent: i32) -> Interval {
    let power = |x: f64| real::powi(x, exponent);
    if exponent % 2 != 0 {
        return a.with_library(power(a.lower), power(a.upper));
    }
    let (x, y) = (power(a.lower), power(a.upper));
    let least = if a.contains(0.0) { 0.0 } else { x.min(y) };
    a.with_library(least, x.max(y)).within(0.0, f64::INFINITY)
}

/// a^b, the principal real power; `both` knows where they are defined and continuous.
pub(super) fn power(a: &Interval, b: &Interval, both: Interval) -> Interval {
    let constant_integer = b.lower == b.upper && b.lower.fract() == 0.0 && b.lower.abs() < 1e9;
    if constant_integer {
        #[allow(clippy::cast_possible_truncation, reason = "checked to fit")]
        return Intervals.powi(&both.with(a.lower, a.upper), b.lower as i32);
    }
    // A negative base has a power only where b is an integer: at single places, if at all.
    if a.lower < 0.0 && b.lower.ceil() <= b.upper {
        return both.with(f64::NEG_INFINITY, f64::INFINITY).partly().broken();
    }
    let base = restrict(a, 0.0, f64::INFINITY);
    if base.defined == Defined::Nowhere {
        return base;
    }
    // For a > 0 the power is monotone in each argument, so the extremes stand at corners.
    let corner = |a: f64, b: f64| {
        if a == 0.0 && b < 0.0 { f64::INFINITY } else { a.powf(b) }
    };
    let corners = [
        corner(base.lower, b.lower),
        corner(base.lower, b.upper),
        corner(base.upper, b.lower),
        corner(base.upper, b.upper),
    ];
    let least = corners.into_iter().fold(f64::INFINITY, f64::min);
    let most = corners.into_iter().fold(f64::NEG_INFINITY, f64::max);
    let range = both.with_library(least, most).within(0.0, f64::INFINITY);
    match () {
        // At base 0 the power jumps from 1 (exponent 0) to 0 (above) and has a pole (below).
        () if base.lower == 0.0 && b.lower <= 0.0 => range.partly().broken(),
        () if a.lower < 0.0 => range.partly(),
        () => range,
    }
}

//! exp, log(1 + x), sin, cos, arctan, π and log 2 by their power series, in fixed-point arithmetic.
//!
//! A number stands as an integer n for n·2^−places. Every function returns a value that is wrong by at most [`ERROR`]
//! units; inside it works with more places. Each multiplication, division and shift errs by less than one unit, so an
//! error is counted by counting operations; the count stands with each function.

use super::float::Float;
use dashu_base::{BitTest, SquareRoot};
use dashu_int::{IBig, UBig};
use std::cell::RefCell;

/// The units by which a result may be wrong.
pub(super) const ERROR: u32 = 2;

/// Places beyond those asked for: the series below sum fewer than 2^14 terms that err by fewer than 2^3 units each.
const GUARD: usize = 20;

/// a·b.
fn product(a: &IBig, b: &IBig, places: usize) -> IBig {
    (a * b) >> places
}

/// 1.
fn one(places: usize) -> IBig {
    IBig::ONE << places
}

/// Σ of `first` and what `next` makes of each term and its number 1, 2, …, until terms are below one unit.
fn sum(first: IBig, next: impl Fn(&IBig, usize) -> IBig) -> IBig {
    let mut sum = first.clone();
    let mut term = first;
    for k in 1.. {
        term = next(&term, k);
        if term.bit_len() <= 1 {
            break;
        }
        sum += &term;
    }
    sum
}

/// e^x for |x| ≤ 1.
pub(super) fn exp(x: &Float, places: usize) -> IBig {
    // e^x = (e^(x/2^s))^(2^s): each squaring doubles the error, and s more places make up for it.
    let squarings = 4 + integer_root(places);
    let inner = places + squarings + GUARD;
    let small = x.to_fixed(inner) >> squarings;
    let series = sum(one(inner), |term, k| product(term, &small, inner) / IBig::from(k));
    let power = (0..squarings).fold(series, |power, _| product(&power, &power, inner));
    power >> (squarings + GUARD)
}

/// log(1 + x) = 2·artanh(x/(2 + x)) for −1/2 ≤ x ≤ 1.
pub(super) fn log_1p(x: &Float, places: usize) -> IBig {
    let inner = places + GUARD;
    let x = x.to_fixed(inner);
    let z = (&x << inner) / ((IBig::ONE << (inner + 1)) + &x);
    let square = product(&z, &z, inner);
    powers(&z, &square, inner, false) >> (GUARD - 1)
}

/// z + z³/3 + z⁵/5 + …, or with alternating signs.
fn powers(z: &IBig, square: &IBig, places: usize, alternating: bool) -> IBig {
    let mut sum = z.clone();
    let mut power = z.clone();
    for k in 1.. {
        power = product(&power, square, places);
        if power.bit_len() <= 1 {
            break;
        }
        let term = &power / IBig::from(2 * k + 1);
        if alternating && k % 2 == 1 { sum -= term } else { sum += term }
    }
    sum
}

/// sin x if `quarters` is 0, cos x if it is 1.
pub(super) fn wave(x: &Float, quarters: u8, places: usize) -> IBig {
    // As many more places of π as x has before the point.
    let whole = usize::try_from(&x.magnitude()).unwrap_or(0);
    let inner = places + GUARD;
    let wide = inner + whole;
    let quarter_turn = pi(wide) >> 1;
    let x = x.to_fixed(wide);
    let turns: IBig = ((&x << 1) / &quarter_turn + IBig::ONE) >> 1;
    let rest = (x - &turns * quarter_turn) >> whole;
    let square = product(&rest, &rest, inner);
    let quadrant = turns + IBig::from(quarters);
    let step = |odd: usize| {
        let square = &square;
        move |term: &IBig, k: usize| -(product(term, square, inner) / IBig::from((2 * k + odd) * (2 * k + odd - 1)))
    };
    let value = if quadrant.bit(0) { sum(one(inner), step(0)) } else { sum(rest, step(1)) };
    (if quadrant.bit(1) { -value } else { value }) >> GUARD
}

/// arctan x.
pub(super) fn atan(x: &Float, places: usize) -> IBig {
    let halvings = 2 + integer_root(places) / 4;
    let inner = places + halvings + GUARD;
    let is_large = x.magnitude() > IBig::ZERO;
    let mut z =
        if is_large { Float::ONE.div(x, inner + 8, super::float::Round::Down) } else { x.clone() }.to_fixed(inner);
    // arctan z = 2·arctan(z/(1 + √(1 + z²))). An error of z is halved each time, and doubled again at the end.
    for _ in 0..halvings {
        let radicand: IBig = (IBig::ONE << (2 * inner)) + &z * &z;
        let root = IBig::from(radicand.into_parts().1.sqrt());
        z = (z << inner) / (one(inner) + root);
    }
    let square = product(&z, &z, inner);
    let angle = powers(&z, &square, inner, true) >> GUARD;
    if !is_large {
        return angle;
    }
    let quarter_turn = pi(places) >> 1;
    if x.is_negative() { -quarter_turn - angle } else { quarter_turn - angle }
}

/// A constant to some number of places.
type Known = RefCell<(usize, IBig)>;

thread_local! {
    static PI: Known = const { RefCell::new((0, IBig::ZERO)) };
    static LOG_2: Known = const { RefCell::new((0, IBig::ZERO)) };
}

/// The constant from what has been computed before, or anew if that has too few places.
fn constant(known: &Known, places: usize, compute: fn(usize) -> IBig) -> IBig {
    let mut known = known.borrow_mut();
    if known.0 < places {
        *known = (places, compute(places));
    }
    &known.1 >> (known.0 - places)
}

/// π = 16·arctan(1/5) − 4·arctan(1/239) (Machin).
pub(super) fn pi(places: usize) -> IBig {
    PI.with(|known| {
        constant(known, places, |places| {
            let inner = places + GUARD;
            (inverse_powers(5, inner, true) * IBig::from(16) - inverse_powers(239, inner, true) * IBig::from(4))
                >> GUARD
        })
    })
}

/// log 2 = 2·artanh(1/3).
pub(super) fn log_2(places: usize) -> IBig {
    LOG_2.with(|known| constant(known, places, |places| inverse_powers(3, places + GUARD, false) >> (GUARD - 1)))
}

/// arctan(1/n), or artanh(1/n) without alternating signs.
fn inverse_powers(n: u32, places: usize, alternating: bool) -> IBig {
    let first = one(places) / IBig::from(n);
    let mut sum = first.clone();
    let mut power = first;
    for k in 1u32.. {
        power /= IBig::from(n * n);
        if power.is_zero() {
            break;
        }
        let term = &power / IBig::from(2 * k + 1);
        if alternating && k % 2 == 1 { sum -= term } else { sum += term }
    }
    sum
}

/// The whole part of √n.
fn integer_root(n: usize) -> usize {
    usize::try_from(UBig::from(n).sqrt()).unwrap_or(0)
}

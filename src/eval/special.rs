//! Enclosures of erf, Γ and ψ, from series whose rest is known.
//!
//! Abramowitz and Stegun: 7.1.6 and 7.1.23 for erf, 6.1.40 and 6.1.42 for Γ, 6.3.5 and 6.3.18 for ψ.

use super::elementary;
use super::enclosure::{Enclosure, NoEnclosure};
use super::float::{Float, Round};
use super::precise::{Number, Precise};
use crate::functions::Function;
use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;
use std::cmp::Ordering;
use std::sync::LazyLock;

/// How many terms of Stirling's series are used at most: enough for some thousand bits.
const STIRLING_TERMS: usize = 100;

/// Beyond this the product that moves a negative argument of Γ to the right is too long.
const LEFTMOST: i32 = -4096;

/// Γ to more bits than this takes too long for a page that must not freeze: a difference that hides behind so many equal
/// bits stays undecided.
const GAMMA_BITS: usize = 640;

fn integer(value: usize) -> Enclosure {
    Enclosure::exact(RBig::from(value))
}

/// A number between −`size` and `size`.
fn plus_or_minus(p: &Precise, size: &Enclosure) -> Enclosure {
    let (lower, upper) = size.bounds(p.functions.bits);
    let size = upper.max(lower.neg());
    Enclosure::between(size.neg(), size)
}

/// Whether the number is below the last place of one.
fn is_negligible(p: &Precise, size: &Enclosure) -> bool {
    let (lower, upper) = size.bounds(8);
    let last = Float::power_of_two(-IBig::from(p.functions.bits));
    upper < last && lower.neg() < last
}

/// erf at both ends of u, between which it rises. (At a single number every loop is sure to end.)
pub(super) fn erf(p: &Precise, u: &Enclosure) -> Number {
    ends(p, u, erf_at)
}

/// erfc at both ends of u, between which it falls.
pub(super) fn erfc(p: &Precise, u: &Enclosure) -> Number {
    ends(p, u, erfc_at)
}

/// All values between those at the two ends.
fn ends(p: &Precise, u: &Enclosure, f: fn(&Precise, &Enclosure) -> Number) -> Number {
    let (lower, upper) = u.argument(p.functions.bits);
    let at = |end: Float| f(p, &Enclosure::between(end.clone(), end));
    let least = at(lower.clone())?;
    if lower == upper { Ok(least) } else { Ok(p.hull(&least, &at(upper)?)) }
}

/// (2/√π)·e^(−u²)·Σ 2ⁿu^(2n+1)/(1·3·…·(2n+1)), all terms of one sign; odd.
fn erf_at(p: &Precise, u: &Enclosure) -> Number {
    if u.sign() == Some(Ordering::Less) {
        return Ok(p.negate(&erf_at(p, &p.negate(u))?));
    }
    let square = p.times(u, u);
    if is_large(p, &square) {
        return Ok(p.minus(&integer(1), &erfc_at(p, u)?));
    }
    let (mut sum, mut term) = (integer(1), integer(1));
    for n in 0.. {
        let ratio = p.over(&p.times(&integer(2), &square), &integer(2 * n + 3))?;
        term = p.times(&term, &ratio);
        sum = p.plus(&sum, &term);
        // From here on each term is less than half of the last, so the rest is less than the last one.
        if p.compare(&ratio, &half()) == Some(Ordering::Less) && is_negligible(p, &term) {
            sum = p.plus(&sum, &plus_or_minus(p, &term));
            break;
        }
    }
    let scale = p.over(&p.times(&integer(2), &exp_minus(p, &square)?), &root_of_pi(p)?)?;
    Ok(p.times(&p.times(&scale, u), &sum))
}

/// 1 − erf u, with as many more bits as cancel, or the asymptotic series where u² is beyond the precision.
fn erfc_at(p: &Precise, u: &Enclosure) -> Number {
    if u.sign() != Some(Ordering::Greater) {
        return Ok(p.minus(&integer(1), &erf_at(p, u)?));
    }
    let square = p.times(u, u);
    if is_large(p, &square) {
        return asymptotic_erfc(p, u, &square);
    }
    // erfc u is about e^(−u²): 1.45 bits for each unit of u².
    let (_, upper) = square.bounds(16);
    let cancelled = upper.near_zero(64).map_or(0, |square| usize::try_from(square.ceil()).unwrap_or(0));
    let wide = Precise::new(p.functions.bits + cancelled + cancelled / 2 + 8);
    Ok(p.minus(&integer(1), &erf_at(&wide, u)?))
}

/// Whether u² is so large that the asymptotic series of erfc is good to the last place.
fn is_large(p: &Precise, square: &Enclosure) -> bool {
    p.compare(square, &integer(p.functions.bits)) == Some(Ordering::Greater)
}

/// e^(−u²)/(u√π)·(1 − 1/(2u²) + 1·3/(2u²)² − …): the value lies between any two sums that follow each other.
fn asymptotic_erfc(p: &Precise, u: &Enclosure, square: &Enclosure) -> Number {
    let (mut sum, mut term) = (integer(1), integer(1));
    for n in 0..p.functions.bits {
        let ratio = p.over(&integer(2 * n + 1), &p.times(&integer(2), square))?;
        term = p.negate(&p.times(&term, &ratio));
        if is_negligible(p, &term) {
            break;
        }
        sum = p.plus(&sum, &term);
    }
    let sum = p.plus(&sum, &plus_or_minus(p, &term));
    p.over(&p.times(&exp_minus(p, square)?, &sum), &p.times(u, &root_of_pi(p)?))
}

fn half() -> Enclosure {
    Enclosure::exact(RBig::from_parts(1.into(), 2u8.into()))
}

fn exp_minus(p: &Precise, u: &Enclosure) -> Number {
    elementary::call(p, Function::Exp, &p.negate(u))
}

fn root_of_pi(p: &Precise) -> Number {
    elementary::call(p, Function::Sqrt, &pi(p))
}

fn pi(p: &Precise) -> Enclosure {
    Enclosure::between(p.functions.pi(Round::Down), p.functions.pi(Round::Up))
}

/// Γ(u) = Γ(u + n)/(u·(u + 1)·…·(u + n − 1)), with n large enough for Stirling's series. Exact near the poles.
pub(super) fn gamma(p: &Precise, u: &Enclosure) -> Number {
    let wide = Precise::new(p.functions.bits + 32);
    let n = steps_to_stirling(p, u)?;
    let moved = wide.plus(u, &integer(n));
    let mut value = elementary::call(&wide, Function::Exp, &stirling(&wide, &moved)?)?;
    for k in 0..n {
        value = wide.over(&value, &wide.plus(u, &integer(k)))?;
    }
    Ok(value)
}

/// How far u must be moved to the right until Stirling's series is good to the last place.
fn steps_to_stirling(p: &Precise, u: &Enclosure) -> Result<usize, NoEnclosure> {
    let (lower, _) = u.bounds(64);
    if lower < Float::new(LEFTMOST.into(), 0) || p.functions.bits > GAMMA_BITS {
        return Err(NoEnclosure::Undecided);
    }
    let enough = Float::new((p.functions.bits / 2).into(), 0);
    let missing = enough.sub(&lower, 64, Round::Up);
    Ok(missing.near_zero(64).map_or(0, |n| usize::try_from(n.ceil()).unwrap_or(0)))
}

/// log Γ(u) for u > 0.
pub(super) fn log_gamma(p: &Precise, u: &Enclosure) -> Number {
    match u.sign() {
        Some(Ordering::Greater) => elementary::call(p, Function::Log, &elementary::call(p, Function::Gamma, u)?),
        Some(_) => Err(NoEnclosure::Undefined),
        None => Err(NoEnclosure::Undecided),
    }
}

/// ψ(u) = ψ(u + n) − 1/u − 1/(u + 1) − … − 1/(u + n − 1), with n large enough for the asymptotic series.
pub(super) fn digamma(p: &Precise, u: &Enclosure) -> Number {
    let wide = Precise::new(p.functions.bits + 32);
    let n = steps_to_stirling(p, u)?;
    let z = wide.plus(u, &integer(n));
    let mut value = asymptotic_digamma(&wide, &z)?;
    for k in 0..n {
        value = wide.minus(&value, &wide.over(&integer(1), &wide.plus(u, &integer(k)))?);
    }
    Ok(value)
}

/// log z − 1/(2z) − Σ B₂ₖ/(2k·z^(2k)), the derivative of Stirling's series, with the same rest.
fn asymptotic_digamma(p: &Precise, z: &Enclosure) -> Number {
    let log = elementary::call(p, Function::Log, z)?;
    let mut sum = p.minus(&log, &p.over(&half(), z)?);
    let square = p.times(z, z);
    let mut power = square.clone();
    let mut rest = integer(1);
    for (index, coefficient) in STIRLING.iter().enumerate() {
        let coefficient = coefficient * RBig::from(2 * index + 1);
        rest = p.over(&Enclosure::exact(coefficient), &power)?;
        if is_negligible(p, &rest) {
            break;
        }
        sum = p.minus(&sum, &rest);
        power = p.times(&power, &square);
    }
    Ok(p.plus(&sum, &plus_or_minus(p, &rest)))
}

/// Stirling: (z − ½)·log z − z + ½·log 2π + Σ B₂ₖ/(2k(2k − 1)z^(2k−1)), for z > 0 with a rest below the first term left out.
fn stirling(p: &Precise, z: &Enclosure) -> Number {
    let log = |u: &Enclosure| elementary::call(p, Function::Log, u);
    let mut sum = p.minus(&p.times(&p.minus(z, &half()), &log(z)?), z);
    sum = p.plus(&sum, &p.times(&half(), &log(&p.times(&integer(2), &pi(p)))?));
    let square = p.times(z, z);
    let mut power = z.clone();
    let mut rest = integer(1);
    for coefficient in STIRLING.iter() {
        rest = p.over(&Enclosure::exact(coefficient.clone()), &power)?;
        if is_negligible(p, &rest) {
            break;
        }
        sum = p.plus(&sum, &rest);
        power = p.times(&power, &square);
    }
    // The last term taken bounds the first one left out, since the terms fall as long as k < πz.
    Ok(p.plus(&sum, &plus_or_minus(p, &rest)))
}

/// B₂ₖ/(2k(2k − 1)) for k = 1, 2, …
static STIRLING: LazyLock<Vec<RBig>> = LazyLock::new(|| {
    let coefficient = |(index, tangent): (usize, UBig)| {
        let k = index + 1;
        // B₂ₖ = (−1)^(k−1)·2k·Tₖ/(4ᵏ(4ᵏ − 1)).
        let four = UBig::ONE << (2 * k);
        let size = RBig::from_parts(tangent.into(), (&four - UBig::ONE) * four * UBig::from(2 * k - 1));
        if k % 2 == 1 { size } else { -size }
    };
    tangent_numbers(STIRLING_TERMS).into_iter().enumerate().map(coefficient).collect()
});

/// The tangent numbers T₁, T₂, …: 1, 2, 16, 272, …
/// R. Brent and D. Harvey, Fast computation of Bernoulli, tangent and secant numbers, 2013, algorithm TangentNumbers.
fn tangent_numbers(count: usize) -> Vec<UBig> {
    let factorials = (1..=count).scan(UBig::ONE, |factorial, k| {
        let this = factorial.clone();
        *factorial *= UBig::from(k);
        Some(this)
    });
    let mut tangents: Vec<UBig> = factorials.collect();
    for k in 1..count {
        let mut last = UBig::ZERO;
        for (offset, tangent) in tangents.iter_mut().skip(k).enumerate() {
            *tangent = last * UBig::from(offset) + &*tangent * UBig::from(offset + 2);
            last = tangent.clone();
        }
    }
    tangents
}

/// (n − 1)! for a whole number from 1 to 1000.
pub(super) fn exact_gamma(u: &RBig) -> Option<RBig> {
    let n = usize::try_from(u.numerator()).ok().filter(|&n| u.is_int() && (1..=1000).contains(&n))?;
    Some(RBig::from((1..n).map(UBig::from).product::<UBig>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tangent_numbers_are_those_of_the_series() {
        assert_eq!(tangent_numbers(6), [1u32, 2, 16, 272, 7936, 353_792].map(UBig::from));
    }
}

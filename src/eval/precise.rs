//! The arithmetic of enclosures: exact while it can be, else rounded outward.

use super::elementary;
use super::enclosure::{Bounds, Enclosure, NoEnclosure, size};
use super::float::{Float, Round};
use super::functions::Functions;
use super::tape::{Arithmetic, Exact, Literal};
use crate::expr::{Comparison, Constant};
use crate::functions::Function;
use dashu_base::{Abs, BitTest};
use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;
use std::cmp::Ordering;

/// Working bits beyond those asked for, to absorb a few roundings.
const GUARD: usize = 12;

/// Rational numbers up to this many bits are kept exact.
const EXACT_BITS: usize = 1 << 13;

/// The arithmetic of enclosures at one precision.
pub(super) struct Precise {
    pub(super) functions: Functions,
}

pub(super) type Number = Result<Enclosure, NoEnclosure>;

impl Precise {
    pub(super) fn new(bits: usize) -> Precise {
        Precise { functions: Functions { bits: bits + GUARD } }
    }

    fn bits(&self) -> usize {
        self.functions.bits
    }

    /// Exact if it is small enough, else its bounds.
    fn rational(&self, value: RBig) -> Enclosure {
        if size(&value) <= EXACT_BITS.max(2 * self.bits()) {
            return Enclosure::exact(value);
        }
        let (lower, upper) = Enclosure::exact(value).bounds(self.bits());
        Enclosure::between(lower, upper)
    }

    pub(super) fn negate(&self, a: &Enclosure) -> Enclosure {
        match &a.0 {
            Bounds::Exact(value) => Enclosure::exact(-value.clone()),
            Bounds::Between(lower, upper) => Enclosure::between(upper.neg(), lower.neg()),
        }
    }

    pub(super) fn plus(&self, a: &Enclosure, b: &Enclosure) -> Enclosure {
        if let (Bounds::Exact(a), Bounds::Exact(b)) = (&a.0, &b.0) {
            return self.rational(a + b);
        }
        let ((a, b), (c, d)) = (a.bounds(self.bits()), b.bounds(self.bits()));
        Enclosure::between(a.add(&c, self.bits(), Round::Down), b.add(&d, self.bits(), Round::Up))
    }

    pub(super) fn minus(&self, a: &Enclosure, b: &Enclosure) -> Enclosure {
        self.plus(a, &self.negate(b))
    }

    pub(super) fn times(&self, a: &Enclosure, b: &Enclosure) -> Enclosure {
        match (&a.0, &b.0) {
            (Bounds::Exact(a), Bounds::Exact(b)) => return self.rational(a * b),
            (Bounds::Exact(zero), _) | (_, Bounds::Exact(zero)) if zero.is_zero() => {
                return Enclosure::exact(RBig::ZERO);
            }
            _ => {}
        }
        self.corners(a, b, Float::mul)
    }

    pub(super) fn over(&self, a: &Enclosure, b: &Enclosure) -> Number {
        match b.sign() {
            Some(Ordering::Equal) => return Err(NoEnclosure::Undefined),
            None => return Err(NoEnclosure::Undecided),
            Some(_) => {}
        }
        match (&a.0, &b.0) {
            (Bounds::Exact(a), Bounds::Exact(b)) => Ok(self.rational(a / b)),
            (Bounds::Exact(zero), _) if zero.is_zero() => Ok(Enclosure::exact(RBig::ZERO)),
            _ => Ok(self.corners(a, b, Float::div)),
        }
    }

    /// The range of a monotone operation in both arguments: from the least to the greatest value at the corners.
    fn corners(&self, a: &Enclosure, b: &Enclosure, op: fn(&Float, &Float, usize, Round) -> Float) -> Enclosure {
        let ((a, b), (c, d)) = (a.bounds(self.bits()), b.bounds(self.bits()));
        let at = |x: &Float, y: &Float, round| op(x, y, self.bits(), round);
        let lower = [(&a, &c), (&a, &d), (&b, &c), (&b, &d)].map(|(x, y)| at(x, y, Round::Down));
        let upper = [(&a, &c), (&a, &d), (&b, &c), (&b, &d)].map(|(x, y)| at(x, y, Round::Up));
        let [first, ..] = lower.clone();
        let [last, ..] = upper.clone();
        Enclosure::between(lower.into_iter().fold(first, Float::min), upper.into_iter().fold(last, Float::max))
    }

    /// The smallest enclosure of both.
    pub(super) fn hull(&self, a: &Enclosure, b: &Enclosure) -> Enclosure {
        if let (Bounds::Exact(a), Bounds::Exact(b)) = (&a.0, &b.0)
            && a == b
        {
            return Enclosure::exact(a.clone());
        }
        let ((a, b), (c, d)) = (a.bounds(self.bits()), b.bounds(self.bits()));
        Enclosure::between(a.min(c), b.max(d))
    }

    /// a compared with b, if that is proved.
    pub(super) fn compare(&self, a: &Enclosure, b: &Enclosure) -> Option<Ordering> {
        if let (Bounds::Exact(a), Bounds::Exact(b)) = (&a.0, &b.0) {
            return Some(a.cmp(b));
        }
        let ((a, b), (c, d)) = (a.bounds(self.bits()), b.bounds(self.bits()));
        if b < c {
            Some(Ordering::Less)
        } else if d < a {
            Some(Ordering::Greater)
        } else {
            None
        }
    }

    /// a^n by repeated squaring.
    pub(super) fn integer_power(&self, a: &Enclosure, n: &IBig) -> Number {
        let magnitude = n.clone().into_parts().1;
        let power = match (&a.0, usize::try_from(&magnitude)) {
            _ if magnitude.is_zero() => return Ok(Enclosure::exact(RBig::ONE)),
            (Bounds::Exact(a), _) if a.is_zero() || a.is_one() => Enclosure::exact(a.clone()),
            (Bounds::Exact(a), Ok(n)) if size(a).saturating_mul(n) <= EXACT_BITS => {
                let (numerator, denominator) = a.clone().into_parts();
                Enclosure::exact(RBig::from_parts(numerator.pow(n), denominator.pow(n)))
            }
            _ if magnitude.bit_len() > 4096 => return Err(NoEnclosure::BeyondRange),
            _ => self.squarings(a, &Abs::abs(n.clone())),
        };
        if n < &IBig::ZERO { self.over(&Enclosure::exact(RBig::ONE), &power) } else { Ok(power) }
    }

    fn squarings(&self, a: &Enclosure, n: &IBig) -> Enclosure {
        // Each squaring doubles the relative error, so as many more bits are carried along.
        let bits = self.bits() + n.bit_len() + 4;
        let (lower, upper) = a.bounds(bits);
        let raise = |x: &Float, round: Round| {
            let magnitude_round = if x.is_negative() && n.bit(0) { round.opposite() } else { round };
            let x = x.abs();
            let power = (0..n.bit_len()).rev().fold(Float::ONE, |power, place| {
                let square = power.mul(&power, bits, magnitude_round);
                if n.bit(place) { square.mul(&x, bits, magnitude_round) } else { square }
            });
            power.round_to(self.bits(), magnitude_round)
        };
        let signed = |x: &Float, round| {
            if x.is_negative() { raise(x, round).neg() } else { raise(x, round) }
        };
        if n.bit(0) {
            return Enclosure::between(signed(&lower, Round::Down), signed(&upper, Round::Up));
        }
        let (near, far) = if lower.abs() <= upper.abs() { (&lower, &upper) } else { (&upper, &lower) };
        let straddles = lower.is_negative() && upper.is_positive();
        let least = if straddles { Float::ZERO } else { raise(near, Round::Down) };
        Enclosure::between(least, raise(far, Round::Up))
    }

    /// a^b, the principal real power.
    fn real_power(&self, a: &Enclosure, b: &Enclosure) -> Number {
        if let Some(exponent) = b.as_exact() {
            if exponent.is_int() {
                return self.integer_power(a, exponent.numerator());
            }
            if let Some(root) = a.as_exact().and_then(|a| exact_root(a, usize::try_from(exponent.denominator()).ok()?))
            {
                return self.integer_power(&Enclosure::exact(root), exponent.numerator());
            }
            if a.sign() == Some(Ordering::Less) {
                return Err(NoEnclosure::Undefined);
            }
        }
        match (a.sign(), b.sign()) {
            (Some(Ordering::Greater), _) => {
                let exponent = self.times(b, &elementary::call(self, Function::Log, a)?);
                elementary::call(self, Function::Exp, &exponent)
            }
            (Some(Ordering::Equal), Some(Ordering::Greater)) => Ok(Enclosure::exact(RBig::ZERO)),
            (Some(Ordering::Equal), Some(Ordering::Less)) => Err(NoEnclosure::Undefined),
            _ => Err(NoEnclosure::Undecided),
        }
    }
}

/// The root of this degree of a rational ≥ 0, if it is rational.
pub(super) fn exact_root(a: &RBig, degree: usize) -> Option<RBig> {
    // Beyond this a rational root of a number that anyone would type is not to be expected.
    if degree > 64 || size(a) > EXACT_BITS {
        return None;
    }
    let numerator = UBig::try_from(a.numerator().clone()).ok()?;
    let root = RBig::from_parts(numerator.nth_root(degree).into(), a.denominator().nth_root(degree));
    (root.pow(isize::try_from(degree).ok()?) == *a).then_some(root)
}

impl Arithmetic for Precise {
    type Number = Number;

    fn literal(&self, value: &Literal) -> Number {
        match &value.exact {
            Exact::Rational(value) => Ok(self.rational(value.clone())),
            Exact::Constant(Constant::Pi) => {
                Ok(Enclosure::between(self.functions.pi(Round::Down), self.functions.pi(Round::Up)))
            }
            Exact::Constant(Constant::E) => elementary::call(self, Function::Exp, &Enclosure::exact(RBig::ONE)),
        }
    }
    fn undefined(&self) -> Number {
        Err(NoEnclosure::Undefined)
    }
    fn neg(&self, a: &Number) -> Number {
        a.as_ref().map(|a| self.negate(a)).map_err(|&error| error)
    }
    fn add(&self, a: &Number, b: &Number) -> Number {
        both(a, b).map(|(a, b)| self.plus(a, b))
    }
    fn sub(&self, a: &Number, b: &Number) -> Number {
        both(a, b).map(|(a, b)| self.minus(a, b))
    }
    fn mul(&self, a: &Number, b: &Number) -> Number {
        both(a, b).map(|(a, b)| self.times(a, b))
    }
    fn div(&self, a: &Number, b: &Number) -> Number {
        both(a, b).and_then(|(a, b)| self.over(a, b))
    }
    fn powi(&self, a: &Number, exponent: i32) -> Number {
        a.as_ref().map_err(|&error| error).and_then(|a| self.integer_power(a, &exponent.into()))
    }
    fn power(&self, a: &Number, b: &Number, _depends: u64) -> Number {
        both(a, b).and_then(|(a, b)| self.real_power(a, b))
    }
    fn call(&self, function: Function, a: &Number) -> Number {
        a.as_ref().map_err(|&error| error).and_then(|a| elementary::call(self, function, a))
    }
    fn call2(&self, function: Function, a: &Number, b: &Number) -> Number {
        both(a, b).and_then(|(a, b)| elementary::call2(self, function, a, b))
    }
    fn select(&self, relation: Comparison, left: &Number, right: &Number, then: &Number, otherwise: &Number) -> Number {
        let (left, right) = both(left, right)?;
        let order = self.compare(left, right);
        match order.map(|order| relation.holds(order)) {
            Some(true) => then.clone(),
            Some(false) => otherwise.clone(),
            None => both(then, otherwise).map(|(then, otherwise)| self.hull(then, otherwise)).map_err(|error| {
                // One branch alone may be the right one, so an undefined branch proves nothing.
                if error == NoEnclosure::Undefined && then.is_ok() != otherwise.is_ok() {
                    NoEnclosure::Undecided
                } else {
                    error
                }
            }),
        }
    }
}

/// Both numbers, or why not: certainly undefined counts more than undecided.
fn both<'a>(a: &'a Number, b: &'a Number) -> Result<(&'a Enclosure, &'a Enclosure), NoEnclosure> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(NoEnclosure::Undefined), _) | (_, Err(NoEnclosure::Undefined)) => Err(NoEnclosure::Undefined),
        (Err(error), _) | (_, Err(error)) => Err(*error),
    }
}

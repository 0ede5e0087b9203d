//! Binary floating-point numbers of any precision and of any size, rounded in a given direction.
//!
//! The exponent is a big integer, so that e^(−10⁶⁰), which leaves the range of every machine's exponents, is a number
//! like any other. Elementary functions are not here (see `functions`): this is addition to square root.

use dashu_base::{BitTest, Sign, SquareRoot};
use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;
use std::cmp::Ordering;

/// mantissa·2^exponent, exactly. Zero has mantissa 0; otherwise the mantissa need not be odd.
#[derive(Clone, Debug)]
pub(super) struct Float {
    mantissa: IBig,
    exponent: IBig,
}

/// Where to round what does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Round {
    /// Toward −∞.
    Down,
    /// Toward +∞.
    Up,
}

impl Round {
    /// Whether the magnitude of a number of this sign grows when it is rounded.
    fn away_from_zero(self, sign: Sign) -> bool {
        (self == Round::Up) == (sign == Sign::Positive)
    }

    /// The other direction.
    pub(super) fn opposite(self) -> Round {
        match self {
            Round::Down => Round::Up,
            Round::Up => Round::Down,
        }
    }
}

impl Float {
    pub(super) const ZERO: Float = Float { mantissa: IBig::ZERO, exponent: IBig::ZERO };
    pub(super) const ONE: Float = Float { mantissa: IBig::ONE, exponent: IBig::ZERO };

    /// mantissa·2^exponent.
    pub(super) fn new(mantissa: IBig, exponent: impl Into<IBig>) -> Float {
        Float { mantissa, exponent: exponent.into() }
    }

    /// 2^exponent.
    pub(super) fn power_of_two(exponent: impl Into<IBig>) -> Float {
        Float::new(IBig::ONE, exponent)
    }

    /// Rounded to `bits` significant bits.
    pub(super) fn round(mantissa: IBig, exponent: IBig, bits: usize, round: Round) -> Float {
        let excess = mantissa.bit_len().saturating_sub(bits);
        if excess == 0 {
            return Float { mantissa, exponent };
        }
        let (sign, magnitude) = mantissa.into_parts();
        let (low, high) = magnitude.split_bits(excess);
        Float::rounded(sign, high, !low.is_zero(), exponent + excess, round)
    }

    /// `magnitude`, and a rest of less than one unit if `inexact`.
    fn rounded(sign: Sign, magnitude: UBig, inexact: bool, exponent: IBig, round: Round) -> Float {
        let magnitude = if inexact && round.away_from_zero(sign) { magnitude + UBig::ONE } else { magnitude };
        Float { mantissa: IBig::from_parts(sign, magnitude), exponent }
    }

    /// The fraction numerator/denominator. The denominator is not zero.
    fn ratio(numerator: &IBig, denominator: &IBig, exponent: IBig, bits: usize, round: Round) -> Float {
        let sign = numerator.sign() * denominator.sign();
        let (numerator, denominator) = (numerator.clone().into_parts().1, denominator.clone().into_parts().1);
        let shift = (bits + denominator.bit_len() + 1).saturating_sub(numerator.bit_len());
        let numerator = numerator << shift;
        let quotient = &numerator / &denominator;
        let inexact = &quotient * &denominator != numerator;
        let float = Float::rounded(sign, quotient, inexact, exponent - shift, round);
        Float::round(float.mantissa, float.exponent, bits, round)
    }

    pub(super) fn from_rational(value: &RBig, bits: usize, round: Round) -> Float {
        Float::ratio(value.numerator(), &IBig::from(value.denominator().clone()), IBig::ZERO, bits, round)
    }

    pub(super) fn is_zero(&self) -> bool {
        self.mantissa.is_zero()
    }

    /// −1, 0 or 1 as an ordering against zero.
    pub(super) fn signum(&self) -> Ordering {
        match self.mantissa.sign() {
            _ if self.is_zero() => Ordering::Equal,
            Sign::Positive => Ordering::Greater,
            Sign::Negative => Ordering::Less,
        }
    }

    pub(super) fn is_negative(&self) -> bool {
        self.signum() == Ordering::Less
    }

    pub(super) fn is_positive(&self) -> bool {
        self.signum() == Ordering::Greater
    }

    /// e with 2^(e−1) ≤ |value| < 2^e; meaningless for zero.
    pub(super) fn magnitude(&self) -> IBig {
        &self.exponent + self.mantissa.bit_len()
    }

    pub(super) fn round_to(&self, bits: usize, round: Round) -> Float {
        Float::round(self.mantissa.clone(), self.exponent.clone(), bits, round)
    }

    /// How many bits the mantissa takes.
    pub(super) fn mantissa_bits(&self) -> usize {
        self.mantissa.bit_len()
    }

    /// value·2^by, exactly.
    pub(super) fn scale(&self, by: &IBig) -> Float {
        Float { mantissa: self.mantissa.clone(), exponent: &self.exponent + by }
    }

    pub(super) fn neg(&self) -> Float {
        Float { mantissa: -&self.mantissa, exponent: self.exponent.clone() }
    }

    pub(super) fn abs(&self) -> Float {
        if self.is_negative() { self.neg() } else { self.clone() }
    }

    pub(super) fn add(&self, other: &Float, bits: usize, round: Round) -> Float {
        if self.is_zero() {
            return other.round_to(bits, round);
        }
        if other.is_zero() {
            return self.round_to(bits, round);
        }
        let (large, small) = if self.magnitude() >= other.magnitude() { (self, other) } else { (other, self) };
        // A summand below the last place counts as a trace of its sign: enough for the direction of rounding.
        let reach = IBig::from(bits + large.mantissa.bit_len() + 4);
        let trace = Float { mantissa: small.mantissa.signum(), exponent: large.magnitude() - &reach };
        let small = if large.magnitude() - small.magnitude() > reach { &trace } else { small };
        let exponent = (&large.exponent).min(&small.exponent).clone();
        let aligned = |float: &Float| &float.mantissa << usize::try_from(&float.exponent - &exponent).unwrap_or(0);
        Float::round(aligned(large) + aligned(small), exponent, bits, round)
    }

    pub(super) fn sub(&self, other: &Float, bits: usize, round: Round) -> Float {
        self.add(&other.neg(), bits, round)
    }

    pub(super) fn mul(&self, other: &Float, bits: usize, round: Round) -> Float {
        Float::round(&self.mantissa * &other.mantissa, &self.exponent + &other.exponent, bits, round)
    }

    /// The quotient; `other` is not zero.
    pub(super) fn div(&self, other: &Float, bits: usize, round: Round) -> Float {
        Float::ratio(&self.mantissa, &other.mantissa, &self.exponent - &other.exponent, bits, round)
    }

    /// The square root of a number that is not negative.
    pub(super) fn sqrt(&self, bits: usize, round: Round) -> Float {
        let missing = (2 * bits + 2).saturating_sub(self.mantissa.bit_len());
        // The exponent has to be even to be halved.
        let odd = (&self.exponent - missing).bit(0);
        let shift = missing + usize::from(odd);
        let radicand = self.mantissa.clone().into_parts().1 << shift;
        let root = radicand.sqrt();
        let inexact = &root * &root != radicand;
        let float = Float::rounded(Sign::Positive, root, inexact, (&self.exponent - shift) / IBig::from(2), round);
        Float::round(float.mantissa, float.exponent, bits, round)
    }

    /// As a fraction, with ±1/8 for anything nearer to 0; `None` for numbers beyond `bits` bits.
    /// Enough to tell on which step of a step function it stands.
    pub(super) fn near_zero(&self, bits: usize) -> Option<RBig> {
        if self.magnitude() > IBig::from(bits) {
            return None;
        }
        if self.magnitude() < IBig::from(-2) {
            return Some(RBig::from_parts(self.mantissa.signum(), 8u8.into()));
        }
        Some(self.to_rational())
    }

    /// value·2^places without the places beyond: the integer that stands for it in fixed-point arithmetic.
    pub(super) fn to_fixed(&self, places: usize) -> IBig {
        let shift = &self.exponent + IBig::from(places);
        match usize::try_from(&shift) {
            Ok(left) => &self.mantissa << left,
            Err(_) => match usize::try_from(-shift) {
                Ok(right) => &self.mantissa >> right,
                Err(_) => IBig::ZERO,
            },
        }
    }

    /// The nearest double, ±∞ beyond their range.
    pub(super) fn to_f64(&self) -> f64 {
        let rounded = self.round_to(64, Round::Down);
        let size = match i64::try_from(&rounded.magnitude()) {
            Ok(magnitude) if (-1100..1100).contains(&magnitude) => return rounded.to_rational().to_f64().value(),
            _ if rounded.is_zero() || rounded.exponent.sign() == Sign::Negative => 0.0,
            _ => f64::INFINITY,
        };
        if rounded.is_negative() { -size } else { size }
    }

    /// The exact value; only for exponents of moderate size.
    fn to_rational(&self) -> RBig {
        let exponent = isize::try_from(&self.exponent).unwrap_or(0);
        let scale = UBig::ONE << exponent.unsigned_abs();
        if exponent < 0 {
            RBig::from_parts(self.mantissa.clone(), scale)
        } else {
            RBig::from(&self.mantissa * IBig::from(scale))
        }
    }
}

impl PartialEq for Float {
    fn eq(&self, other: &Float) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Float {}

impl PartialOrd for Float {
    fn partial_cmp(&self, other: &Float) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Float {
    fn cmp(&self, other: &Float) -> Ordering {
        let signs = self.signum().cmp(&other.signum());
        if signs != Ordering::Equal || self.is_zero() {
            return signs;
        }
        let by_size = self.magnitude().cmp(&other.magnitude());
        let by_size = if self.is_negative() { by_size.reverse() } else { by_size };
        by_size.then_with(|| self.sub(other, 1, Round::Down).signum())
    }
}

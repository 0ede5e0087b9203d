//! Rational powers of rational numbers, exactly: 8^(1/2) = 2·√2.

use super::monomial::is_small;
use dashu_base::BitTest;
use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;

/// 10 000 decimal digits: larger numbers are not computed.
pub(super) const MAX_BITS: usize = 33_220;

/// Trial division ends here; a larger cofactor stays under the root as it is.
const MAX_PRIME: u32 = 1_000;

/// A rational number and the roots that remain: primes (or cofactors) with exponents between 0 and 1.
type Power = (RBig, Vec<(UBig, RBig)>);

/// value^exponent for a positive value, or for any non-zero value and a whole exponent.
///
/// None if the result would have more than 10 000 digits.
pub(super) fn power(value: &RBig, exponent: &RBig) -> Option<Power> {
    if exponent.is_int() {
        return Some((whole_power(value, exponent.numerator())?, Vec::new()));
    }
    let (above, below) = value.clone().into_parts();
    let above = UBig::try_from(above).ok()?;
    let mut result = (RBig::ONE, Vec::new());
    multiply(&mut result, above, exponent)?;
    multiply(&mut result, below, &-exponent.clone())?;
    Some(result)
}

fn whole_power(value: &RBig, exponent: &IBig) -> Option<RBig> {
    let bits = value.numerator().bit_len().max(value.denominator().bit_len());
    if value.is_one() {
        return Some(RBig::ONE);
    }
    if !is_small(bits, exponent) {
        return None;
    }
    Some(value.pow(isize::try_from(exponent).ok()?))
}

/// Multiplies `result` by base^exponent, prime by prime.
fn multiply(result: &mut Power, base: UBig, exponent: &RBig) -> Option<()> {
    for (prime, count) in factors(base) {
        let exponent = exponent * RBig::from(count);
        let whole = exponent.floor();
        result.0 *= whole_power(&RBig::from(prime.clone()), &whole)?;
        let rest = exponent - RBig::from(whole);
        if !rest.is_zero() {
            result.1.push((prime, rest));
        }
    }
    Some(())
}

/// The prime factors below [`MAX_PRIME`] with their multiplicities, and what is left, as a power if it is one.
fn factors(mut number: UBig) -> Vec<(UBig, usize)> {
    let mut found = Vec::new();
    // Trial division of huge numbers costs more than a tidy root is worth.
    let largest = if number.bit_len() > 2_000 { 10 } else { MAX_PRIME };
    for divisor in 2..=largest {
        let prime = UBig::from(divisor);
        if &prime * &prime > number {
            break;
        }
        let mut count = 0;
        while (&number % &prime) == UBig::ZERO {
            number /= &prime;
            count += 1;
        }
        if count > 0 {
            found.push((prime, count));
        }
    }
    if number > UBig::ONE {
        found.push(perfect_power(number));
    }
    found
}

fn perfect_power(number: UBig) -> (UBig, usize) {
    for degree in [2usize, 3, 5] {
        let root = number.nth_root(degree);
        if root.pow(degree) == number {
            let (base, count) = perfect_power(root);
            return (base, count * degree);
        }
    }
    (number, 1)
}

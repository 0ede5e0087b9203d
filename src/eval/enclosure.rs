//! Enclosures: two bounds that the value certainly lies between, at any precision and of any size.
//!
//! Rational arithmetic stays exact as long as its numbers are of reasonable size, so that x − x is 0 and 1/(x − x) is
//! not defined, with certainty. All else is an interval rounded outward. An enclosure can therefore prove a number
//! positive or different from zero, but zero only where it was exact all the way.

use super::float::{Float, Round};
use super::functions::Functions;
use super::precise::Precise;
use super::tape::Tape;
use crate::expr::{Expr, Symbol};
use dashu_base::BitTest;
use dashu_int::IBig;
use dashu_ratio::RBig;
use std::cmp::Ordering;

/// The most bits anyone may ask for.
pub const MAX_BITS: usize = 1 << 14;

/// Bounds of a real number.
#[derive(Clone, Debug)]
pub struct Enclosure(pub(super) Bounds);

#[derive(Clone, Debug)]
pub(super) enum Bounds {
    /// The number itself.
    Exact(RBig),
    /// lower ≤ number ≤ upper.
    Between(Float, Float),
}

/// Why there is no enclosure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoEnclosure {
    /// The formula is certainly not defined there, such as 1/0 or log(−1).
    #[error("not defined there")]
    Undefined,
    /// At this precision it cannot be told whether it is defined, such as 1/sin(π).
    #[error("not decided at this precision")]
    Undecided,
    /// A number is too large to be written down, such as 9^9^9^9.
    #[error("beyond every range of numbers")]
    BeyondRange,
}

/// Encloses the value of `expr` with the letters bound as given, working with `bits` bits (at most 2¹⁴).
///
/// How narrow the result is depends on the formula: cancellation costs bits. Ask again with more.
///
/// # Errors
/// [`NoEnclosure`] where the formula is not defined, where that cannot be told, or where it outgrows all numbers.
///
/// ```
/// use little_o::{eval::enclose, expr::{Symbol, read}};
/// use std::cmp::Ordering;
/// let difference = read("exp(x) - 5/2")?.expr;
/// let enclosure = enclose(&difference, &[(Symbol::new("x"), 1.into())], 64);
/// assert_eq!(enclosure.as_ref().map(|e| e.sign()), Ok(Some(Ordering::Greater)));
/// assert_eq!(enclosure.map(|e| e.to_f64()), Ok(0.21828182845904523));
/// # Ok::<(), little_o::diagnostic::Diagnostic>(())
/// ```
pub fn enclose(expr: &Expr, bindings: &[(Symbol, RBig)], bits: usize) -> Result<Enclosure, NoEnclosure> {
    let (symbols, values): (Vec<_>, Vec<_>) = bindings.iter().cloned().unzip();
    Tape::new(expr, &symbols).enclose(&values, bits)
}

impl Tape {
    /// Encloses the value at exact inputs; see [`enclose`].
    ///
    /// # Errors
    /// As [`enclose`].
    pub fn enclose(&self, inputs: &[RBig], bits: usize) -> Result<Enclosure, NoEnclosure> {
        let inputs: Vec<_> = inputs.iter().map(|value| Ok(Enclosure::exact(value.clone()))).collect();
        let mut registers = Vec::with_capacity(self.len());
        self.run(&Precise::new(bits.clamp(8, MAX_BITS)), &inputs, &mut registers);
        registers.pop().unwrap_or(Err(NoEnclosure::Undefined))
    }
}

impl Enclosure {
    pub(super) fn exact(value: RBig) -> Enclosure {
        Enclosure(Bounds::Exact(value))
    }

    pub(super) fn between(lower: Float, upper: Float) -> Enclosure {
        Enclosure(Bounds::Between(lower, upper))
    }

    /// The number, if it is known exactly.
    pub fn as_exact(&self) -> Option<&RBig> {
        match &self.0 {
            Bounds::Exact(value) => Some(value),
            Bounds::Between(..) => None,
        }
    }

    /// Both bounds, to `bits` bits.
    pub(super) fn bounds(&self, bits: usize) -> (Float, Float) {
        match &self.0 {
            Bounds::Exact(value) => {
                (Float::from_rational(value, bits, Round::Down), Float::from_rational(value, bits, Round::Up))
            }
            Bounds::Between(lower, upper) => (lower.clone(), upper.clone()),
        }
    }

    /// Both bounds, with as many more bits as an exact number has before the point: e^u and sin u need them.
    pub(super) fn argument(&self, bits: usize) -> (Float, Float) {
        match &self.0 {
            Bounds::Exact(value) => self.bounds(bits + value.numerator().bit_len()),
            Bounds::Between(..) => self.bounds(bits),
        }
    }

    /// The number compared with zero, if that is proved. `Equal` only where the number is exact.
    pub fn sign(&self) -> Option<Ordering> {
        match &self.0 {
            Bounds::Exact(value) => Some(value.cmp(&RBig::ZERO)),
            Bounds::Between(lower, _) if lower.is_positive() => Some(Ordering::Greater),
            Bounds::Between(_, upper) if upper.is_negative() => Some(Ordering::Less),
            Bounds::Between(lower, upper) if lower.is_zero() && upper.is_zero() => Some(Ordering::Equal),
            Bounds::Between(..) => None,
        }
    }

    /// This number compared with another, if that is proved. `Equal` only where both are exact.
    pub fn compare(&self, other: &Enclosure) -> Option<Ordering> {
        Precise::new(1024).compare(self, other)
    }

    /// Whether the number is certainly different from zero.
    pub fn is_zero_excluded(&self) -> bool {
        matches!(self.sign(), Some(Ordering::Less | Ordering::Greater))
    }

    /// The double nearest to the middle; ±∞ beyond the range of doubles, 0 below it.
    pub fn to_f64(&self) -> f64 {
        match &self.0 {
            Bounds::Exact(value) => value.to_f64().value(),
            Bounds::Between(lower, upper) => lower.add(upper, 64, Round::Down).scale(&IBig::NEG_ONE).to_f64(),
        }
    }

    /// Whether `value` lies between the bounds.
    pub fn contains(&self, value: &RBig) -> bool {
        let value = Enclosure::exact(value.clone());
        !matches!(self.compare(&value), Some(Ordering::Less | Ordering::Greater))
    }

    /// Whether the number is zero or nearer to it than any double: smaller than 2^−1100.
    pub(super) fn is_negligible(&self) -> bool {
        let (lower, upper) = self.bounds(16);
        let limit = Float::power_of_two(-1100);
        lower.abs() < limit && upper.abs() < limit
    }

    /// How many leading bits the bounds agree on, roughly; large for exact numbers, 0 if the sign is not known.
    pub fn accuracy(&self) -> usize {
        let Bounds::Between(lower, upper) = &self.0 else {
            return MAX_BITS;
        };
        if !self.is_zero_excluded() {
            return 0;
        }
        let width = upper.sub(lower, 8, Round::Up);
        if width.is_zero() {
            return MAX_BITS;
        }
        usize::try_from(lower.magnitude().max(upper.magnitude()) - width.magnitude()).unwrap_or(0)
    }
}

/// How many bits numerator and denominator take.
pub(super) fn size(value: &RBig) -> usize {
    value.numerator().bit_len() + value.denominator().bit_len()
}

impl Functions {
    /// An increasing function at both ends.
    pub(super) fn increasing(
        self,
        x: &Enclosure,
        f: impl Fn(Functions, &Float, Round) -> Option<Float>,
    ) -> Result<Enclosure, NoEnclosure> {
        let (lower, upper) = x.argument(self.bits);
        let bound = |x: &Float, round| f(self, x, round).ok_or(NoEnclosure::BeyondRange);
        Ok(Enclosure::between(bound(&lower, Round::Down)?, bound(&upper, Round::Up)?))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used, clippy::panic, clippy::float_cmp)]
mod tests {
    use super::*;
    use crate::eval::Tape;
    use crate::expr::Node;
    use crate::functions::{Arity, Function, TABLE};

    /// The functions of one argument but those that have no enclosures.
    fn unary() -> impl Iterator<Item = Function> {
        let enclosed = |function: &Function| !matches!(function, Function::Zeta | Function::Ei | Function::LambertW);
        TABLE.iter().filter(|row| row.arity == Arity::Exactly(1)).map(|row| row.function).filter(enclosed)
    }

    /// Places on, near and far from everything special.
    fn places() -> Vec<RBig> {
        [
            "0",
            "1",
            "-1",
            "1/2",
            "-1/2",
            "2",
            "-2",
            "5/2",
            "7/2",
            "-3/2",
            "1/3",
            "-1/3",
            "10",
            "-10",
            "99/100",
            "101/100",
            "1/1000000000",
            "-1/1000000000",
            "50",
            "1000",
            "-1000",
            "22/7",
        ]
        .into_iter()
        .map(|text| RBig::from_str_radix(text, 10).unwrap())
        .collect()
    }

    #[test]
    fn enclosures_hold_the_doubles_and_narrow_with_the_precision() {
        for function in unary() {
            let tape = Tape::new(&Expr::call(function, Expr::symbol("x")), &[Symbol::new("x")]);
            for place in places() {
                let name = function.name();
                let double = tape.eval(&[place.to_f64().value()]);
                let rough = tape.enclose(std::slice::from_ref(&place), 64);
                match rough {
                    Err(NoEnclosure::Undefined) => {
                        assert!(double.is_nan(), "{name}({place}) = {double}")
                    }
                    Err(other) => panic!("{name}({place}): {other}, double {double}"),
                    Ok(rough) => {
                        let fine = tape.enclose(std::slice::from_ref(&place), 300).unwrap();
                        assert!(fine.accuracy() > 280, "{name}({place}): {} bits", fine.accuracy());
                        let (a, b) = rough.bounds(400);
                        let (c, d) = fine.bounds(400);
                        assert!(a <= c && d <= b, "{name}({place}): {rough:?} {fine:?}");
                        let value = rough.to_f64();
                        // ψ crosses 0 between its poles, and near there its double is right in absolute size only.
                        let size = if function == Function::Digamma { value.abs().max(1.0) } else { value.abs() };
                        let close = (value - double).abs() <= 4e-15 * size
                            || (value.is_infinite() && double == value)
                            || value.abs() < 1e-300 && double.abs() < 1e-300;
                        assert!(
                            close
                                || place.denominator() == &3u8.into()
                                || place.denominator() == &7u8.into()
                                || place.denominator() > &99u8.into(),
                            "{name}({place}) = {value}, double {double}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn huge() {
        let nine = || Expr::integer(9);
        let power = |a, b| Expr::from(Node::Power(a, b));
        let tower = power(nine(), power(nine(), power(nine(), nine())));
        assert_eq!(enclose(&tower, &[], 64).unwrap_err(), NoEnclosure::BeyondRange);
        let e = Expr::call(Function::Exp, Expr::from(Node::Neg(power(Expr::integer(10), Expr::integer(60)))));
        let enclosure = enclose(&e, &[], 64).unwrap();
        assert_eq!(enclosure.sign(), Some(Ordering::Greater));
        assert!(enclosure.accuracy() > 60);
        let log = enclose(&Expr::call(Function::Log, e), &[], 64).unwrap();
        assert_eq!(log.to_f64(), -1e60);
    }
}

//! Decimal digits that are certainly right, or none.

use super::enclosure::{Bounds, Enclosure};
use super::float::Float;
use super::functions::Functions;
use super::precise::Precise;
use dashu_int::IBig;
use dashu_ratio::RBig;
use std::cmp::Ordering;

/// A decimal number with a few significant digits: ±d.ddd·10^exponent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// Whether it is less than zero.
    pub negative: bool,
    /// The significant digits, the first of which is not 0 (but for zero itself: `0`).
    pub digits: String,
    /// The power of ten of the first digit.
    pub exponent: i64,
    /// Whether this is the number itself, not rounded.
    pub exact: bool,
}

/// Powers of ten beyond this have no digits here: such a number is better told by its logarithm.
const LARGEST_EXPONENT: i64 = 1_000_000;

impl Decimal {
    fn zero() -> Decimal {
        Decimal { negative: false, digits: "0".into(), exponent: 0, exact: true }
    }

    /// Text that programs read back: `-5.013e-4`.
    pub fn plain(&self) -> String {
        let sign = if self.negative { "-" } else { "" };
        match self.digits.split_at_checked(1) {
            Some((first, "")) => format!("{sign}{first}e{}", self.exponent),
            Some((first, rest)) => format!("{sign}{first}.{rest}e{}", self.exponent),
            None => String::new(),
        }
    }

    /// Text for the eye: `0.05013`, `−5.013 × 10⁻⁴³⁴⁵`. Digits that are not certified are not filled up with zeros.
    ///
    /// ```
    /// use little_o::{eval::{Cell, digits}, expr::{Symbol, read}};
    /// let text = |source: &str| read(source).map(|reading| digits(&reading.expr, &[], 4).text());
    /// assert_eq!(text("1/20 + 1/7500")?, "0.05013");
    /// assert_eq!(text("-1/3*10^-7")?, "−3.333 × 10⁻⁸");
    /// assert_eq!(text("100000/10")?, "10000");
    /// # Ok::<(), little_o::diagnostic::Diagnostic>(())
    /// ```
    pub fn text(&self) -> String {
        let sign = if self.negative { "−" } else { "" };
        let known = i64::try_from(self.digits.len()).unwrap_or(i64::MAX);
        match self.exponent {
            exponent @ ..0 if exponent >= -4 => {
                let zeros = "0".repeat(usize::try_from(-exponent - 1).unwrap_or(0));
                format!("{sign}0.{zeros}{}", self.digits)
            }
            exponent @ 0.. if exponent < known => {
                let (whole, rest) = self.digits.split_at(usize::try_from(exponent + 1).unwrap_or(1));
                let point = if rest.is_empty() { "" } else { "." };
                format!("{sign}{whole}{point}{rest}")
            }
            exponent @ 0..6 if self.exact => {
                format!("{sign}{}{}", self.digits, "0".repeat(usize::try_from(exponent + 1 - known).unwrap_or(0)))
            }
            exponent => match self.digits.split_at_checked(1) {
                Some(("1", "")) => format!("{sign}{}", power_of_ten(exponent)),
                Some((first, "")) => format!("{sign}{first} × {}", power_of_ten(exponent)),
                Some((first, rest)) => format!("{sign}{first}.{rest} × {}", power_of_ten(exponent)),
                None => String::new(),
            },
        }
    }

    /// The digits without zeros at the end, whether they are certified or not.
    pub(super) fn trimmed(mut self) -> Decimal {
        self.digits.truncate(self.digits.trim_end_matches('0').len().max(1));
        self
    }
}

/// 10 with a raised exponent.
fn power_of_ten(exponent: i64) -> String {
    let raised = |c: char| match c {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        digit => digit.to_digit(10).and_then(|digit| char::from_u32(0x2070 + digit)).unwrap_or(digit),
    };
    format!("10{}", exponent.to_string().chars().map(raised).collect::<String>())
}

impl Enclosure {
    /// The number rounded to `significant` digits, if the bounds leave no doubt about any of them. `None` also for
    /// numbers beyond 10^±1000000, which [`digits`](super::digits) tells by their logarithm.
    ///
    /// ```
    /// use little_o::{eval::enclose, expr::read};
    /// let two_thirds = enclose(&read("2/3")?.expr, &[], 64);
    /// assert_eq!(two_thirds.map(|e| e.certified_decimal(4).map(|d| d.plain())), Ok(Some("6.667e-1".into())));
    /// # Ok::<(), little_o::diagnostic::Diagnostic>(())
    /// ```
    pub fn certified_decimal(&self, significant: usize) -> Option<Decimal> {
        let negative = match self.sign()? {
            Ordering::Equal => return Some(Decimal::zero()),
            order => order == Ordering::Less,
        };
        let precise = Precise::new(64 + 4 * significant);
        let size = if negative { precise.negate(self) } else { self.clone() };
        let significant = i64::try_from(significant.max(1)).ok()?;
        let mut exponent = size.decimal_exponent()?;
        // The first guess may be one off, and rounding up to the next power of ten moves it once more.
        for _ in 0..4 {
            let ten = Enclosure::exact(RBig::from(10));
            let unit = precise.integer_power(&ten, &IBig::from(exponent - significant + 1)).ok()?;
            let scaled = precise.over(&size, &unit).ok()?;
            let (whole, exact) = scaled.nearest_integer()?;
            let digits = whole.to_string();
            match i64::try_from(digits.len()).ok()?.cmp(&significant) {
                Ordering::Less => exponent -= 1,
                Ordering::Greater => exponent += 1,
                Ordering::Equal => {
                    let decimal = Decimal { negative, digits, exponent, exact };
                    return Some(if exact { decimal.trimmed() } else { decimal });
                }
            }
        }
        None
    }

    /// The logarithm of the magnitude.
    pub(super) fn log_magnitude(&self, bits: usize) -> Option<Enclosure> {
        let size = if self.sign()? == Ordering::Less { Precise::new(bits).negate(self) } else { self.clone() };
        Functions { bits }.increasing(&size, Functions::log).ok()
    }

    /// Whether the number is certainly beyond the powers of ten that are written down.
    pub(super) fn is_out_of_reach(&self) -> bool {
        let size = match self.sign() {
            Some(Ordering::Less) => Precise::new(16).negate(self),
            Some(Ordering::Greater) => self.clone(),
            _ => return false,
        };
        size.decimal_exponent().is_none()
    }

    /// About the power of ten of the first digit, for a positive number; `None` beyond the largest.
    fn decimal_exponent(&self) -> Option<i64> {
        let (lower, _) = self.bounds(16);
        let binary = i64::try_from(&lower.magnitude()).ok()?.checked_sub(1)?;
        // log₁₀ 2 to six places is enough up to the largest exponent.
        let exponent = binary.checked_mul(301_030)?.div_euclid(1_000_000);
        (exponent.abs() <= LARGEST_EXPONENT).then_some(exponent)
    }

    /// The nearest integer (half away from zero), for a positive number, and whether it is the number itself.
    fn nearest_integer(&self) -> Option<(IBig, bool)> {
        let half = RBig::from_parts(1.into(), 2u8.into());
        match &self.0 {
            Bounds::Exact(value) => Some(((value + half).floor(), value.is_int())),
            Bounds::Between(lower, upper) => {
                let nearest = |bound: &Float| Some((bound.near_zero(1 << 12)? + &half).floor());
                let (least, most) = (nearest(lower)?, nearest(upper)?);
                (least == most).then_some((least, false))
            }
        }
    }
}

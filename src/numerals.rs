//! Numbers as exact text, for programs and links. For the eye there is `short_number` in the room of geometry.

use dashu_base::{BitTest, UnsignedAbs};
use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;
use std::num::IntErrorKind;

/// The shortest decimal text that reads back as `value`, as JavaScript writes it.
///
/// ASCII minus and point; an exponent where plain digits would be long. −0 is written `0`. Not meant for NaN.
///
/// ```
/// use little_o::numerals::plain;
/// assert_eq!(plain(0.1), "0.1");
/// assert_eq!(plain(-2.0), "-2");
/// assert_eq!(plain(1e300), "1e300");
/// assert_eq!(plain(-0.0), "0");
/// ```
pub fn plain(value: f64) -> String {
    let size = value.abs();
    let sign = if value < 0.0 { "-" } else { "" };
    match shortest(size) {
        Some((digits, exponent)) if (1e-6..1e21).contains(&size) => format!("{sign}{}", written_out(&digits, exponent)),
        Some((digits, exponent)) => {
            let (first, rest) = digits.split_at(1);
            let point = if rest.is_empty() { "" } else { "." };
            format!("{sign}{first}{point}{rest}e{exponent}")
        }
        None if size == 0.0 => "0".into(),
        None => format!("{sign}inf"),
    }
}

/// The digits d₁d₂… and the exponent e of the shortest decimal d₁.d₂…·10^e that reads back as this double, of two equally
/// short ones the nearer; none for 0 and infinity.
///
/// By exact arithmetic, as [`read`]; the standard library's tables do not compress.
fn shortest(size: f64) -> Option<(String, i64)> {
    let exact = RBig::try_from(size).ok().filter(|exact| !exact.is_zero())?;
    let bits = |size: &UBig| size.bit_len() as isize;
    // log 2 to base 10 is nearly 1233/4096.
    let mut exponent = (bits(&exact.numerator().clone().unsigned_abs()) - bits(exact.denominator())) * 1233 / 4096;
    while RBig::from(10).pow(exponent) > exact {
        exponent -= 1;
    }
    while RBig::from(10).pow(exponent + 1) <= exact {
        exponent += 1;
    }
    for last in (exponent - 16..=exponent).rev() {
        let unit = RBig::from(10).pow(last);
        let (below, rest) = (&exact / &unit).split_at_point();
        let is_past_half = rest >= RBig::ONE / RBig::from(2);
        for up in [is_past_half, !is_past_half] {
            let number = if up { &below + IBig::ONE } else { below.clone() };
            if (RBig::from(number.clone()) * &unit).to_f64().value().total_cmp(&size).is_eq() {
                let digits = number.to_string();
                let exponent = last + isize::try_from(digits.len()).ok()? - 1;
                return Some((digits.trim_end_matches('0').to_owned(), i64::try_from(exponent).ok()?));
            }
        }
    }
    None
}

/// d₁.d₂…·10^e without an exponent.
fn written_out(digits: &str, exponent: i64) -> String {
    let zeros = |count: i64| "0".repeat(usize::try_from(count).unwrap_or_default());
    match usize::try_from(exponent) {
        Err(_) => format!("0.{}{digits}", zeros(-exponent - 1)),
        Ok(place) => match digits.split_at_checked(place + 1) {
            Some((whole, "")) => whole.to_owned(),
            Some((whole, fraction)) => format!("{whole}.{fraction}"),
            None => format!("{digits}{}", zeros(exponent + 1 - digits.len() as i64)),
        },
    }
}

/// A decimal number as people and links write it, finite: `0.25`, `1e-3`, `−2` with a true minus.
///
/// ```
/// use little_o::numerals::read;
/// assert_eq!(read(" −2.5 "), Some(-2.5));
/// assert_eq!(read("inf"), None);
/// ```
pub fn read(text: &str) -> Option<f64> {
    let text = text.trim().replace('−', "-");
    let (sign, size) = match text.strip_prefix('-') {
        Some(size) => (-1.0, size),
        None => (1.0, text.strip_prefix('+').unwrap_or(&text)),
    };
    Some(sign * read_size(size)?)
}

/// Above this power of ten there is no double, and below its opposite only 0.
const FARTHEST: i64 = 400;

/// A decimal number without sign, rounded to the nearest double.
///
/// By exact arithmetic, which the page has anyway: the standard library's reader would bring tables that are a fiftieth of
/// all that a first visit downloads.
fn read_size(text: &str) -> Option<f64> {
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let exponent = exponent.parse::<i64>().or_else(|error| match error.kind() {
        IntErrorKind::PosOverflow => Ok(i64::MAX),
        IntErrorKind::NegOverflow => Ok(i64::MIN),
        _ => Err(error),
    });
    let exponent = exponent.ok()?;
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let digits = format!("{whole}{fraction}");
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits = digits.trim_start_matches('0');
    let exponent = exponent.saturating_sub(i64::try_from(fraction.len()).ok()?);
    let power = exponent.saturating_add(i64::try_from(digits.len()).ok()?);
    if digits.is_empty() || power < -FARTHEST {
        return Some(0.0);
    }
    if power > FARTHEST {
        return None;
    }
    let digits = UBig::from_str_radix(digits, 10).ok()?;
    let scale = UBig::from(10_u8).pow(usize::try_from(exponent.unsigned_abs()).ok()?);
    let exact = if exponent < 0 { RBig::from_parts(digits.into(), scale) } else { RBig::from(digits * scale) };
    Some(exact.to_f64().value()).filter(|value| value.is_finite())
}

/// `value` with three significant digits: what a hand can set, and an eye takes in.
///
/// ```
/// assert_eq!(little_o::numerals::three_digits(0.123_456), 0.123);
/// ```
pub fn three_digits(value: f64) -> f64 {
    read(&format!("{value:.2e}")).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_text_reads_back() {
        for value in [0.1, 1.0 / 3.0, 1e-300, f64::MAX, f64::MIN_POSITIVE, 5e-324, 123_456_789.125, -1e21, 1e-6] {
            assert_eq!(plain(value).parse(), Ok(value));
            assert_eq!(read(&plain(value)), Some(value));
        }
    }

    /// What the standard library reads.
    fn expected(text: &str) -> Option<u64> {
        text.parse().ok().filter(|value: &f64| value.is_finite()).map(f64::to_bits)
    }

    #[test]
    fn decimals_are_read_as_the_standard_library_reads_them() {
        for text in [
            "0",
            "-0",
            "+5",
            "1.",
            ".5",
            ".",
            "",
            "-",
            "+-1",
            "1e",
            "1e+",
            "e5",
            "1e5.0",
            "1_000",
            "1 0",
            "0x1",
            "1,5",
            "NaN",
            "1e308",
            "1.7976931348623157e308",
            "1.7976931348623159e308",
            "1e309",
            "-1e309",
            "5e-324",
            "2e-324",
            "3e-324",
            "2.4703282292062327e-324",
            "2.2250738585072011e-308",
            "9007199254740993",
            "0.1000000000000000055511151231257827",
            "0.000000000000000000000000000000000000000000001e45",
            "100000000000000000000000000000000000000000e-40",
            "1e-400",
            "0e999999",
            "1e99999999999999999999",
            "1e-99999999999999999999",
            "0e99999999999999999999",
            "8.5e-3",
            "123456789.987654321",
        ] {
            assert_eq!(read(text).map(f64::to_bits), expected(text), "{text}");
        }
        let long = format!("0.{}", "3".repeat(5_000));
        assert_eq!(read(&long), Some(1.0 / 3.0));
    }

    /// What the standard library writes.
    fn written(value: f64) -> String {
        let size = value.abs();
        if size == 0.0 || (1e-6..1e21).contains(&size) { format!("{}", value + 0.0) } else { format!("{value:e}") }
    }

    #[test]
    fn doubles_are_written_as_the_standard_library_writes_them() {
        for exponent in -1074..1024 {
            let power = libm::ldexp(1.0, exponent);
            for value in [power, -power, power.next_down(), power.next_up()] {
                assert_eq!(plain(value), written(value));
            }
        }
        for value in [0.0, -0.0, f64::MAX, f64::INFINITY, f64::NEG_INFINITY, 1e-6, 1e21, 9.5e20, 123.0, 0.1 + 0.2] {
            assert_eq!(plain(value), written(value));
        }
    }

    proptest! {
        #[test]
        fn any_double_is_written_as_by_the_standard_library(bits in any::<u64>(), decimal in -1e9..1e9) {
            let value = f64::from_bits(bits);
            prop_assert!(value.is_nan() || plain(value) == written(value), "{}", value);
            prop_assert_eq!(plain(decimal), written(decimal));
        }

        #[test]
        fn any_double_and_any_decimal_is_read_as_by_the_standard_library(bits in any::<u64>(), decimal in "-?[0-9]{0,25}[.]?[0-9]{0,25}(e-?[0-9]{1,3})?") {
            let value = f64::from_bits(bits);
            if value.is_finite() {
                prop_assert_eq!(read(&format!("{value:e}")).map(f64::to_bits), Some(value.to_bits()));
            }
            prop_assert_eq!(read(&decimal).map(f64::to_bits), expected(&decimal), "{}", decimal);
        }
    }
}

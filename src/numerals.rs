//! Numbers as exact text, for programs and links. For the eye see [`short_number`](crate::geometry::short_number).

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
    if size == 0.0 {
        "0".into()
    } else if (1e-6..1e21).contains(&size) {
        format!("{value}")
    } else {
        format!("{value:e}")
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
    // Rust also reads words such as "infinity" and "nan".
    let decimal = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E'));
    text.parse().ok().filter(|value: &f64| decimal && value.is_finite())
}

/// `value` with three significant digits: what a hand can set, and an eye takes in.
///
/// ```
/// assert_eq!(little_o::numerals::three_digits(0.123_456), 0.123);
/// ```
pub fn three_digits(value: f64) -> f64 {
    format!("{value:.2e}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_reads_back() {
        for value in [0.1, 1.0 / 3.0, 1e-300, f64::MAX, f64::MIN_POSITIVE, 5e-324, 123_456_789.125, -1e21, 1e-6] {
            assert_eq!(plain(value).parse(), Ok(value));
        }
    }
}

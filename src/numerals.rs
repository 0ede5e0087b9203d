//! Numbers as text: exact for programs and links, four digits for people.

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

/// `value` for the eye: `digits` significant digits, a true minus, powers of ten with raised exponents.
///
/// A number with fewer digits is written in full, without zeros at the end. Infinities are written ∞, and what is
/// not a number "–": neither is ever printed as a word of a programming language.
///
/// ```
/// use little_o::numerals::pretty;
/// assert_eq!(pretty(-0.44291, 4), "−0.4429");
/// assert_eq!(pretty(0.25, 4), "0.25");
/// assert_eq!(pretty(5.0e-28, 4), "5 × 10⁻²⁸");
/// assert_eq!(pretty(f64::NAN, 4), "–");
/// ```
pub fn pretty(value: f64, digits: usize) -> String {
    if value.is_nan() {
        return "–".into();
    }
    if value.is_infinite() {
        return if value > 0.0 { "∞".into() } else { "−∞".into() };
    }
    let scientific = format!("{value:.*e}", digits.max(1) - 1);
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let text = if value.abs() == 0.0 {
        "0".into()
    } else if (-4..6).contains(&exponent) {
        // Rounded in scientific form first: the number of decimals then follows from the exponent.
        let decimals = usize::try_from(digits as i32 - 1 - exponent).unwrap_or(0);
        without_zeros(&format!("{:.*}", decimals, scientific.parse().unwrap_or(value)))
    } else {
        format!("{} × 10{}", without_zeros(mantissa), raised(exponent))
    };
    text.replace('-', "−")
}

/// `exponent` in raised digits: −28 is ⁻²⁸.
///
/// ```
/// assert_eq!(little_o::numerals::raised(-28), "⁻²⁸");
/// ```
pub fn raised(exponent: i32) -> String {
    exponent
        .to_string()
        .chars()
        .map(|digit| match digit {
            '-' => '⁻',
            '0' => '⁰',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            '4' => '⁴',
            '5' => '⁵',
            '6' => '⁶',
            '7' => '⁷',
            '8' => '⁸',
            _ => '⁹',
        })
        .collect()
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

fn without_zeros(decimal: &str) -> String {
    match decimal.contains('.') {
        true => decimal.trim_end_matches('0').trim_end_matches('.').into(),
        false => decimal.into(),
    }
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

    #[test]
    fn pretty_numbers() {
        let cases = [
            (0.0, "0"),
            (-0.0, "0"),
            (1.44291, "1.443"),
            (9.9996, "10"),
            (0.30000000000000004, "0.3"),
            (123_456.7, "123500"),
            (1e6, "1 × 10⁶"),
            (-1.5e-7, "−1.5 × 10⁻⁷"),
            (0.00012345, "0.0001234"),
        ];
        for (value, expected) in cases {
            assert_eq!(pretty(value, 4), expected);
        }
        assert_eq!(pretty(f64::NEG_INFINITY, 4), "−∞");
    }
}

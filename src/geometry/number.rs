//! Numbers as a person writes them on a picture.

/// The true minus sign.
pub const MINUS: char = '\u{2212}';

/// `text` with the true minus sign in place of the hyphen.
pub fn minus_sign(text: &str) -> String {
    text.replace('-', "\u{2212}")
}

/// `n` in superscript digits.
///
/// ```
/// assert_eq!(little_o::geometry::superscript(-12), "⁻¹²");
/// ```
pub fn superscript(n: i32) -> String {
    n.to_string()
        .chars()
        .map(|c| match c {
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

/// 10ⁿ as written: `1`, `10`, `10⁻³`.
pub fn power_of_ten(n: i32) -> String {
    match n {
        0 => "1".to_owned(),
        1 => "10".to_owned(),
        _ => format!("10{}", superscript(n)),
    }
}

/// `value` rounded to `digits` significant digits, without trailing zeros; very small and very large numbers with a power of ten.
///
/// ```
/// use little_o::geometry::short_number;
/// assert_eq!(short_number(0.1 + 0.2, 4), "0.3");
/// assert_eq!(short_number(-1234.56, 4), "−1235");
/// assert_eq!(short_number(5.013e-7, 4), "5.013 × 10⁻⁷");
/// assert_eq!(short_number(-0.0, 4), "0");
/// ```
pub fn short_number(value: f64, digits: usize) -> String {
    if value.is_nan() {
        return "\u{2013}".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "∞".to_owned() } else { format!("{MINUS}∞") };
    }
    let scientific = format!("{:.*e}", digits.saturating_sub(1), value);
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..6).contains(&exponent) {
        let decimals = (digits as i32 - 1 - exponent).max(0) as usize;
        return plain_number(&format!("{value:.decimals$}"));
    }
    match plain_number(mantissa).as_str() {
        "1" => power_of_ten(exponent),
        "\u{2212}1" => format!("{MINUS}{}", power_of_ten(exponent)),
        mantissa => format!("{mantissa} × {}", power_of_ten(exponent)),
    }
}

/// A positive `value` rounded down to `digits` significant digits: what is true below `value` is true below the text.
///
/// ```
/// use little_o::geometry::{short_number_above, short_number_below};
/// assert_eq!((short_number_below(0.198049, 3), short_number_above(0.198001, 3)), ("0.198".into(), "0.199".into()));
/// ```
pub fn short_number_below(value: f64, digits: usize) -> String {
    directed(value, digits, f64::floor)
}

/// A positive `value` rounded up to `digits` significant digits.
pub fn short_number_above(value: f64, digits: usize) -> String {
    directed(value, digits, f64::ceil)
}

fn directed(value: f64, digits: usize, round: fn(f64) -> f64) -> String {
    let places = digits as i32 - 1 - value.log10().floor() as i32;
    // Beyond 10³⁰⁰ no double holds the unit.
    let unit = 10_f64.powi(-places.clamp(-300, 300));
    short_number(round(value / unit) * unit, digits)
}

/// A decimal text without trailing zeros, with the true minus sign, and never minus zero.
pub fn plain_number(text: &str) -> String {
    let trimmed = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text };
    match trimmed {
        "-0" | "" => "0".to_owned(),
        _ => minus_sign(trimmed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_a_person_writes_them() {
        let cases = [
            (0.0, "0"),
            (-0.0, "0"),
            (0.1 + 0.2, "0.3"),
            (-0.62, "−0.62"),
            (1.0, "1"),
            (100.0, "100"),
            (1e6, "10⁶"),
            (-2.5e-9, "−2.5 × 10⁻⁹"),
            (0.00012, "0.00012"),
            (123_456.0, "123456"),
            (f64::MAX, "1.798 × 10³⁰⁸"),
            (5e-324, "4.941 × 10⁻³²⁴"),
            (f64::NEG_INFINITY, "−∞"),
            (f64::NAN, "–"),
        ];
        for (value, expected) in cases {
            assert_eq!(short_number(value, 4), expected);
        }
    }
}

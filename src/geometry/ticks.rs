//! The numbers on an axis.

use super::number::{minus_sign, plain_number, power_of_ten};
use super::viewport::Range;
use crate::numerals;

/// One number on an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Where it stands, in the axis' own numbers.
    pub value: f64,
    /// What is written there.
    pub label: String,
}

/// The numbers of an axis and what they have in common.
///
/// A tick reads: `base` + label · 10^`exponent`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Ticks {
    /// From the smallest to the largest.
    pub ticks: Vec<Tick>,
    /// The power of ten all labels are multiples of; 0 for ordinary numbers.
    pub exponent: i32,
    /// The number all labels are differences to, where the window is narrow and far from 0.
    pub base: Option<String>,
}

/// Ordinary labels go from 10^−4 to 10^5 exclusively.
const PLAIN_EXPONENTS: std::ops::Range<i32> = -3..5;
/// A window this many steps from 0 is labelled by differences.
const FAR_STEPS: f64 = 1e6;

/// Round numbers in `range`, at least `spacing_px` apart on an axis of `length_px` pixels.
///
/// Steps are 1, 2 or 5 times a power of ten. Labels are made from integers, so that there is no −0 and no 0.30000000000000004.
///
/// ```
/// use little_o::geometry::{Range, ticks};
/// let labels: Vec<String> = ticks(Range::new(-1.1, 1.1), 663.0, 80.0).ticks.into_iter().map(|t| t.label).collect();
/// assert_eq!(labels, ["−1", "−0.5", "0", "0.5", "1"]);
/// ```
pub fn ticks(range: Range, length_px: f64, spacing_px: f64) -> Ticks {
    let length = range.length();
    if !(length.is_finite() && length > 0.0 && length_px > 0.0) {
        return Ticks::default();
    }
    let (digit, exponent) = step_at_least(length * spacing_px / length_px);
    let step = Decimal { units: i64::from(digit), exponent };
    if range.start.abs().max(range.end.abs()) > FAR_STEPS * step.value() {
        return far_ticks(range, step);
    }
    labelled(range, step)
}

/// Multiples of `step` in `range`, with ordinary labels or a common power of ten.
fn labelled(range: Range, step: Decimal) -> Ticks {
    let largest = range.start.abs().max(range.end.abs()).log10().floor() as i32;
    let common = if PLAIN_EXPONENTS.contains(&largest) && step.exponent > -6 { 0 } else { largest };
    let at = |k: i64| {
        let number = Decimal { units: k * step.units, exponent: step.exponent };
        Tick { value: number.value(), label: Decimal { exponent: step.exponent - common, ..number }.label() }
    };
    let first = (range.start / step.value() - 1e-9).ceil() as i64;
    let last = (range.end / step.value() + 1e-9).floor() as i64;
    Ticks { ticks: (first..=last).map(at).collect(), exponent: common, base: None }
}

/// Ticks of a narrow window far from 0: differences to the roundest number in it.
fn far_ticks(range: Range, step: Decimal) -> Ticks {
    let coarse = (0..400).map(|n| Decimal { units: 1, exponent: step.exponent + 1 + n });
    let roundest = coarse
        .map_while(|unit| {
            let k = (range.end / unit.value()).floor();
            (k * unit.value() >= range.start && k.abs() < 9e15 && k != 0.0)
                .then_some(Decimal { units: k as i64, ..unit })
        })
        .last();
    let Some(base) = roundest else { return Ticks::default() };
    let shift = base.value();
    let mut ticks = labelled(Range::new(range.start - shift, range.end - shift), step);
    for tick in &mut ticks.ticks {
        tick.value += shift;
    }
    Ticks { base: Some(base.label()), ..ticks }
}

/// Powers of ten for an axis whose numbers are the exponents: at most one label every `spacing_px` pixels.
///
/// ```
/// use little_o::geometry::{Range, log_ticks};
/// let labels: Vec<String> = log_ticks(Range::new(-8.2, 0.1), 300.0, 48.0).ticks.into_iter().map(|t| t.label).collect();
/// assert_eq!(labels, ["10⁻⁸", "10⁻⁶", "10⁻⁴", "10⁻²", "1"]);
/// ```
pub fn log_ticks(range: Range, length_px: f64, spacing_px: f64) -> Ticks {
    let length = range.length();
    if !(length.is_finite() && length > 0.0 && length_px > 0.0) {
        return Ticks::default();
    }
    let (digit, exponent) = step_at_least((length * spacing_px / length_px).max(1.0));
    let step = f64::from(digit) * 10_f64.powi(exponent);
    let (first, last) = ((range.start / step - 1e-9).ceil() as i64, (range.end / step + 1e-9).floor() as i64);
    let at = |k: i64| Tick { value: k as f64 * step, label: power_of_ten((k as f64 * step) as i32) };
    Ticks { ticks: (first..=last).map(at).collect(), ..Ticks::default() }
}

/// Ticks of an axis that shows 1/x, for points at infinity: labels are the round numbers x, and ∞ at 0.
///
/// ```
/// use little_o::geometry::{Range, reciprocal_ticks};
/// let labels: Vec<String> = reciprocal_ticks(Range::new(0.0, 1.1), 600.0, 60.0).ticks.into_iter().map(|t| t.label).collect();
/// assert_eq!(labels, ["∞", "5", "2", "1"]);
/// ```
pub fn reciprocal_ticks(range: Range, length_px: f64, spacing_px: f64) -> Ticks {
    let farthest = range.start.abs().max(range.end.abs());
    if !(farthest.is_finite() && farthest > 0.0 && range.length() > 0.0) {
        return Ticks::default();
    }
    let gap = range.length() * spacing_px / length_px;
    let nearest = (1.0 / farthest).log10().floor() as i32;
    let mut ticks = Vec::new();
    let infinity = if range.end > 0.0 { "∞" } else { "\u{2212}∞" };
    if range.contains(0.0) {
        ticks.push(Tick { value: 0.0, label: infinity.to_owned() });
    }
    let candidates = (nearest..nearest + 3).flat_map(|exponent| [1, 2, 5].map(|units| Decimal { units, exponent }));
    let mut last: Option<f64> = None;
    for number in candidates {
        let h = 1.0 / number.value();
        if h < gap || last.is_some_and(|last| last - h < gap) {
            continue;
        }
        for value in [h, -h].into_iter().filter(|h| range.contains(*h)) {
            last = Some(h);
            let label = number.common_label();
            ticks.push(Tick { value, label: if value < 0.0 { format!("\u{2212}{label}") } else { label } });
        }
    }
    ticks.sort_by(|a, b| a.value.total_cmp(&b.value));
    Ticks { ticks, ..Ticks::default() }
}

/// The smallest 1, 2 or 5 times a power of ten that is at least `length`.
fn step_at_least(length: f64) -> (u8, i32) {
    let exponent = length.log10().floor() as i32;
    let mantissa = length / 10_f64.powi(exponent);
    match mantissa {
        m if m <= 1.0 + 1e-9 => (1, exponent),
        m if m <= 2.0 + 1e-9 => (2, exponent),
        m if m <= 5.0 + 1e-9 => (5, exponent),
        _ => (1, exponent + 1),
    }
}

/// The decimal number units · 10^exponent, exactly.
#[derive(Clone, Copy)]
struct Decimal {
    units: i64,
    exponent: i32,
}

impl Decimal {
    /// The nearest double: one correctly rounded division where the power of ten is exact.
    fn value(self) -> f64 {
        numerals::read(&format!("{}e{}", self.units, self.exponent)).unwrap_or(f64::NAN)
    }

    /// All digits, written out.
    fn label(self) -> String {
        if self.exponent >= 0 {
            let zeros = if self.units == 0 { 0 } else { self.exponent as usize };
            return minus_sign(&format!("{}{}", self.units, "0".repeat(zeros)));
        }
        let decimals = self.exponent.unsigned_abs() as usize;
        let digits = format!("{:0>width$}", self.units.unsigned_abs(), width = decimals + 1);
        let (whole, fraction) = digits.split_at(digits.len() - decimals);
        let sign = if self.units < 0 { "-" } else { "" };
        plain_number(&format!("{sign}{whole}.{fraction}"))
    }

    /// Written out if short, else with a power of ten.
    fn common_label(self) -> String {
        match (self.units, self.exponent) {
            (_, exponent) if PLAIN_EXPONENTS.contains(&exponent) => self.label(),
            (1, exponent) => power_of_ten(exponent),
            (units, exponent) => format!("{units}·{}", power_of_ten(exponent)),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[track_caller]
    fn check(start: f64, end: f64, pixels: f64, expected: &str) {
        let found = ticks(Range::new(start, end), pixels, 50.0);
        let labels: Vec<&str> = found.ticks.iter().map(|tick| tick.label.as_str()).collect();
        let base = found.base.map(|base| format!(" from {base}")).unwrap_or_default();
        let exponent = if found.exponent == 0 { String::new() } else { format!(" ×{}", power_of_ten(found.exponent)) };
        assert_eq!(format!("{}{exponent}{base}", labels.join(" ")), expected);
    }

    #[test]
    fn ticks_are_those_a_person_would_choose() {
        check(-1.0, 1.0, 250.0, "−1 −0.5 0 0.5 1");
        check(0.0, 0.95, 500.0, "0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9");
        check(-8.0, 7.0, 307.0, "−5 0 5");
        check(0.0, 40.0, 300.0, "0 10 20 30 40");
        check(3.0, 1234.0, 300.0, "500 1000");
        check(0.0, 90_000.0, 300.0, "0 20000 40000 60000 80000");
    }

    #[test]
    fn small_and_large_windows_share_a_power_of_ten() {
        check(-1.1e-9, 1.1e-9, 250.0, "−1 −0.5 0 0.5 1 ×10⁻⁹");
        check(-1.1e-300, 1.1e-300, 250.0, "−1 −0.5 0 0.5 1 ×10⁻³⁰⁰");
        check(0.0, 2e7, 250.0, "0 0.5 1 1.5 2 ×10⁷");
    }

    #[test]
    fn narrow_windows_far_from_zero_are_labelled_by_differences() {
        check(1.0 - 1.1e-9, 1.0 + 1.1e-9, 250.0, "−1 −0.5 0 0.5 1 ×10⁻⁹ from 1");
        check(0.25 - 1.1e-9, 0.25 + 1.1e-9, 250.0, "−1 −0.5 0 0.5 1 ×10⁻⁹ from 0.25");
    }

    #[test]
    fn labels_never_read_minus_zero_or_a_rounding_error() {
        for window in 0..400 {
            let start = -1.7 + 0.013 * f64::from(window);
            for length in [1e-12, 1e-3, 0.3, 1.0, 7.0, 1e5, 1e200] {
                let found = ticks(Range::new(start * length, start * length + length), 400.0, 50.0);
                assert!((2..=9).contains(&found.ticks.len()), "{start} {length} {found:?}");
                assert!(found.ticks.iter().all(|t| t.label != "−0" && t.label.chars().count() <= 9), "{found:?}");
            }
        }
    }

    #[test]
    fn strange_windows_have_no_ticks() {
        for range in [Range::new(0.0, 0.0), Range::new(f64::NAN, 1.0), Range::new(0.0, f64::INFINITY)] {
            assert_eq!(ticks(range, 100.0, 50.0), Ticks::default());
            assert_eq!(log_ticks(range, 100.0, 50.0), Ticks::default());
        }
    }

    #[test]
    fn every_tick_label_reads_back_as_its_value() {
        let found = ticks(Range::new(-0.7, 0.9), 600.0, 50.0);
        for tick in found.ticks {
            assert_eq!(tick.label.replace('−', "-").parse::<f64>().unwrap().to_bits(), (tick.value + 0.0).to_bits());
        }
    }
}

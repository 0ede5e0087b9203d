//! Which part of the world to show.

use super::Function;
use super::sample::EFFORT;
use super::viewport::Range;
use crate::budget::Budget;

/// Places at which a function is asked before its window is chosen.
const PROBES: u32 = 256;
/// Every so manieth of them comes first, to tell how exact the others must be.
const STRIDE: u32 = 8;

/// A function that changes by less than this part of its size is looked at more closely.
const NARROW: f64 = 1e-3;

/// A range of y for f on `x` that shows what matters and is not thrown off by poles.
///
/// All values are shown if that makes the middle nine tenths of them at least a quarter of the picture's height; else the window
/// holds those nine tenths and half as much again. The numbers of `shown` are always inside. Some air is added.
pub fn auto_range(f: &dyn Function, x: Range, shown: &[f64]) -> Range {
    let probe = |i: u32| x.at(f64::from(i) / f64::from(PROBES));
    let mut values: Vec<f64> = (0..=PROBES / STRIDE).map(|i| f.value(probe(i * STRIDE))).collect();
    let seen = |values: &[f64]| Range::of(values.iter().copied()).unwrap_or(Range::new(0.0, 0.0));
    let first_seen = seen(&values);
    let largest = first_seen.start.abs().max(first_seen.end.abs());
    if first_seen.length() < NARROW * largest {
        // What was seen may be the error of the values: they must be better than those that are read.
        let effort = Budget::steps(EFFORT);
        let better = |i: u32| f.value_within(probe(i * STRIDE), 1e-3 * first_seen.length(), &effort);
        values = (0..=PROBES / STRIDE).map(better).collect();
    }
    let tolerance = 1e-3 * seen(&values).length();
    let others: Vec<f64> = (0..PROBES).filter(|i| i % STRIDE != 0).map(probe).collect();
    let first = values.len();
    values.resize(first + others.len(), f64::NAN);
    f.quick_values(&others, tolerance, values.get_mut(first..).unwrap_or_default());
    values.retain(|y| y.is_finite());
    values.sort_by(f64::total_cmp);
    let quantile = |q: f64| values.get((q * values.len().saturating_sub(1) as f64).round() as usize).copied();
    let all = Range::of([quantile(0.0), quantile(1.0)].into_iter().flatten());
    let most = Range::of([quantile(0.05), quantile(0.95)].into_iter().flatten());
    let fitted = match (all, most) {
        (Some(all), Some(most)) if all.length() > 4.0 * most.length() && most.length() > 0.0 => Some(most.padded(0.5)),
        (all, _) => all,
    };
    let fitted = shown
        .iter()
        .copied()
        .filter(|y| y.is_finite())
        .fold(fitted, |range, y| Some(range.map_or(Range::new(y, y), |range| range.including(y))));
    airy(fitted.unwrap_or(Range::new(0.0, 0.0)))
}

/// The range with air at both ends; a single value gets a window around it.
fn airy(range: Range) -> Range {
    let largest = range.start.abs().max(range.end.abs());
    if range.length() > 1e-9 * largest {
        range.padded(0.08)
    } else if largest > 0.0 {
        Range::around(range.center(), 0.5 * largest)
    } else {
        Range::new(-1.0, 1.0)
    }
}

/// A window that holds `content` with air and stays where it is while the content moves a little.
///
/// Its length is a power of two, at least `shortest` and at least one and a half times the content's; it starts at a multiple of an
/// eighth of its length. The same content always has the same window.
pub fn steady_window(content: Range, shortest: f64) -> Range {
    let wanted = (1.5 * content.length()).max(shortest);
    // Exactly a power of two, and without the table that `exp2` would bring.
    let length = libm::ldexp(1.0, wanted.log2().ceil() as i32);
    let grid = length / 8.0;
    if !(wanted.is_finite() && length.is_finite() && length > 0.0) {
        return Range::new(-1.0, 1.0);
    }
    let start = ((content.center() - 0.5 * length) / grid).round() * grid;
    Range::new(start, start + length)
}

/// The largest distance δ from 0, seen in samples only, such that |f| ≤ `tolerance` for 0 < |h| ≤ δ inside `window`.
///
/// Measured, not proved: to be shown with "≈". `None` if f exceeds the tolerance at the nearest samples.
///
/// ```
/// use little_o::geometry::{Range, measured_delta};
/// let delta = measured_delta(&|h: f64| h / 2.0, Range::new(-1.0, 1.0), 0.1).unwrap();
/// assert!((delta - 0.2).abs() < 1e-9);
/// ```
pub fn measured_delta(f: &dyn Function, window: Range, tolerance: f64) -> Option<f64> {
    let farthest = window.start.abs().max(window.end.abs());
    let effort = Budget::steps(EFFORT);
    let exceeds = |h: f64| f.value_within(h, 1e-3 * tolerance, &effort).abs() > tolerance;
    let fits = |h: f64| ![h, -h].into_iter().filter(|h| window.contains(*h)).any(exceeds);
    // Outwards in steps of 2 %, from a millionth of the window, then by bisection between the last that fits and the first that does not.
    let distance = |i: i32| farthest * 1e-6 * 1.02_f64.powi(i);
    let first_bad = (0..).map_while(|i| Some(i).filter(|i| distance(*i) < farthest)).find(|i| !fits(distance(*i)));
    let Some(first_bad) = first_bad else { return Some(farthest) };
    if first_bad == 0 {
        return None;
    }
    let (mut good, mut bad) = (distance(first_bad - 1), distance(first_bad));
    for _ in 0..50 {
        let middle = 0.5 * (good + bad);
        if fits(middle) {
            good = middle;
        } else {
            bad = middle;
        }
    }
    Some(good)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn poles_do_not_flatten_the_picture() {
        let window = auto_range(&|x: f64| x.tan(), Range::new(-5.0, 5.0), &[]);
        assert!(window.contains(1.0) && window.contains(-1.0) && window.length() < 60.0, "{window:?}");
        let window = auto_range(&|x: f64| 1.0 / x, Range::new(-1.0, 1.0), &[]);
        assert!(window.contains(2.0) && window.length() < 200.0, "{window:?}");
    }

    #[test]
    fn all_of_a_calm_function_is_shown() {
        let window = auto_range(&|x: f64| x * x, Range::new(-2.0, 2.0), &[5.0]);
        assert!(window.contains(0.0) && window.contains(5.0) && window.length() < 6.0, "{window:?}");
    }

    #[test]
    fn constants_and_nothing_have_a_window_too() {
        assert_eq!(auto_range(&|_: f64| 2.0, Range::new(0.0, 1.0), &[]), Range::new(1.0, 3.0));
        assert_eq!(auto_range(&|_: f64| 0.0, Range::new(0.0, 1.0), &[]), Range::new(-1.0, 1.0));
        assert_eq!(auto_range(&|_: f64| f64::NAN, Range::new(0.0, 1.0), &[]), Range::new(-1.0, 1.0));
    }

    #[test]
    fn a_steady_window_holds_its_content_and_moves_seldom() {
        let windows: Vec<Range> =
            (0..100).map(|i| steady_window(Range::around(0.01 * f64::from(i), 0.25), 2.0)).collect();
        assert!((0..100).zip(&windows).all(|(i, w)| w.contains(0.01 * f64::from(i) + 0.25)), "{windows:?}");
        assert!(windows.windows(2).filter(|pair| pair.first() != pair.last()).count() <= 5, "{windows:?}");
    }

    #[test]
    fn no_delta_without_a_limit_below_the_tolerance() {
        let window = Range::new(-1.0, 1.0);
        assert_eq!(measured_delta(&|_: f64| 0.5, window, 0.1), None);
        assert_eq!(measured_delta(&|h: f64| h / 100.0, window, 0.1), Some(1.0));
    }
}

//! Numbers that the engine computes from a line of text: exact constants, and measures of tangents and of runs.
//!
//! | measure | value |
//! |---|---|
//! | `derivative(f, x)` | f′(x), as machines define it at kinks |
//! | `guess(f, x, eps)` | f(x) + f′(x)·ε |
//! | `error(f, x, eps)` | f(x+ε) − guess, with all its digits |
//! | `iterate(f, x, rate, k)` | where gradient descent stands after k steps |
//! | `loss(f, x, rate, k)` | f there |
//! | `safe_rate(f, x)` | the loss falls in one step from x for all rates below this |
//! | `steps_below(f, x, rate, size)` | the first k with \|xₖ\| < size |
//! | `largest_order(f)` | the largest integer n ≤ 12 with f = o(xⁿ) at 0 |
//!
//! f is a formula in x; the other arguments are numbers.

use super::claim::Claim;
use crate::descent::{SafeRates, Schedule, run, safe_rates};
use crate::eval::{Cell, Tangent, Tape, digits, enclose};
use crate::expr::{Expr, Node, Symbol};
use crate::limits::{Limit, same};
use crate::numerals::plain;
use std::cmp::Ordering;

/// The most steps that a measure runs.
const MOST_STEPS: usize = 10_000;

/// A measure: its name and what it makes of its arguments.
type Measure = (&'static str, fn(&[&str]) -> Option<f64>);

const MEASURES: &[Measure] = &[
    ("derivative", |arguments| Some(tangent(arguments.get(..2)?)?.slope)),
    ("guess", |arguments| Some(tangent(arguments.get(..2)?)?.approximation(value(arguments.get(2)?)?))),
    ("error", |arguments| Some(tangent(arguments.get(..2)?)?.remainder(value(arguments.get(2)?)?))),
    ("iterate", |arguments| iterate(arguments).map(|(x, _)| x)),
    ("loss", |arguments| iterate(arguments).map(|(_, loss)| loss)),
    ("safe_rate", safe_rate),
    ("steps_below", steps_below),
    ("largest_order", largest_order),
];

/// The number as an exact constant: measures are put in as the decimals that stand for their doubles.
pub fn exact(source: &str) -> Option<Expr> {
    let mut text = source.to_owned();
    // Each round replaces the first measure; those in its arguments are computed with it.
    while let Some((start, arguments, rest, measure)) = first_measure(&text) {
        let value = measure(&arguments).filter(|value| value.is_finite())?;
        text = format!("{}({}){rest}", text.get(..start)?, plain(value));
    }
    let expr: Expr = text.parse().ok()?;
    expr.symbols().is_empty().then_some(expr)
}

/// The number as a double.
///
/// ```
/// use little_o::exercises::number;
/// assert_eq!(number::value("guess(x^2, 1, -1)"), Some(-1.0));
/// assert_eq!(number::value("iterate(x^2, 1, 0.1, 1)"), Some(0.8));
/// assert_eq!(number::value("largest_order(1 - cos(x))"), Some(1.0));
/// ```
pub fn value(source: &str) -> Option<f64> {
    Some(enclose(&exact(source)?, &[], 128).ok()?.to_f64()).filter(|value| value.is_finite())
}

/// The number as a count of steps; a name that was bound stands in parentheses.
pub(super) fn count(source: &str) -> Option<usize> {
    source.trim_matches([' ', '(', ')']).parse().ok().filter(|count| *count <= MOST_STEPS)
}

/// Two numbers compared; `None` where that cannot be settled.
pub fn compare(left: &str, right: &str) -> Option<Ordering> {
    compare_exact(&exact(left)?, &exact(right)?)
}

/// Two constants compared; `None` where that cannot be settled.
pub fn compare_exact(left: &Expr, right: &Expr) -> Option<Ordering> {
    let difference = Node::Sum(vec![left.clone(), Node::Neg(right.clone()).into()]).into();
    for bits in [64, 256, 1024] {
        if let Some(sign) = enclose(&difference, &[], bits).ok().and_then(|enclosure| enclosure.sign()) {
            return Some(sign);
        }
    }
    let limit = |expr: &Expr| Limit::Finite(expr.clone());
    (same(&limit(left), &limit(right)) == Some(true)).then_some(Ordering::Equal)
}

/// Whether a number, rounded to as many decimals as `rounded` has, is `rounded`.
pub fn rounds_to(source: &str, rounded: &str) -> Option<bool> {
    let decimals = rounded.split_once('.').map_or(0, |(_, after)| after.len());
    let half = format!("1/2/10^{decimals}");
    let distance = |sign: &str| format!("({source}) {sign} ({half})");
    Some(compare(&distance("+"), rounded)?.is_ge() && compare(&distance("-"), rounded)?.is_le())
}

/// A number for the eye, with as many right digits.
pub fn shown(source: &str, significant: usize) -> Option<String> {
    match digits(&exact(source)?, &[], significant) {
        Cell::Value(decimal) => Some(decimal.text()),
        Cell::Exponential { .. } | Cell::Undefined | Cell::Unknown => None,
    }
}

/// The first measure in a text: where it begins, its arguments, and what follows it.
#[allow(clippy::type_complexity, reason = "used once")]
fn first_measure(text: &str) -> Option<(usize, Vec<&str>, &str, fn(&[&str]) -> Option<f64>)> {
    let found = MEASURES.iter().filter_map(|(name, measure)| {
        let (start, arguments, rest) = call(text, name)?;
        Some((start, arguments, rest, *measure))
    });
    found.min_by_key(|(start, ..)| *start)
}

/// The first call of `name` in a text, as a whole word: where it begins, its arguments, and what follows it.
pub(super) fn call<'a>(text: &'a str, name: &str) -> Option<(usize, Vec<&'a str>, &'a str)> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let is_call = |start: usize| {
        let before = text.get(..start).unwrap_or_default();
        let after = text.get(start + name.len()..).unwrap_or_default();
        !before.ends_with(is_part) && after.starts_with('(')
    };
    let start = text.match_indices(name).map(|(start, _)| start).find(|start| is_call(*start))?;
    let inside = text.get(start + name.len() + 1..)?;
    let (mut depth, mut begin, mut arguments) = (0, 0, Vec::new());
    for (at, c) in inside.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => {
                arguments.push(inside.get(begin..at)?.trim());
                return Some((start, arguments, inside.get(at + 1..)?));
            }
            ')' => depth -= 1,
            ',' if depth == 0 => {
                arguments.push(inside.get(begin..at)?.trim());
                begin = at + 1;
            }
            _ => {}
        }
    }
    None
}

fn tape(source: &str) -> Option<Tape> {
    Some(Tape::new(&source.parse().ok()?, &[Symbol::new("x")]))
}

fn tangent(arguments: &[&str]) -> Option<Tangent> {
    let [f, x] = arguments else { return None };
    Tangent::new(&f.parse().ok()?, &Symbol::new("x"), value(x)?)
}

fn iterate(arguments: &[&str]) -> Option<(f64, f64)> {
    let [f, x, rate, steps] = arguments else { return None };
    let steps = count(steps)?;
    let run = run(&tape(f)?, &[value(x)?], &Schedule::constant(value(rate)?), steps);
    let iterate = run.iterates.get(steps)?;
    Some((*iterate.x.first()?, iterate.value))
}

fn safe_rate(arguments: &[&str]) -> Option<f64> {
    let [f, x] = arguments else { return None };
    match safe_rates(&tape(f)?, &[value(x)?]) {
        SafeRates::Below(bound) => Some(bound),
        SafeRates::AllTried | SafeRates::None => None,
    }
}

fn steps_below(arguments: &[&str]) -> Option<f64> {
    let [f, x, rate, size] = arguments else { return None };
    let (tape, rate, size) = (tape(f)?, value(rate)?, value(size)?);
    let mut x = value(x)?;
    for step in 0..MOST_STEPS {
        if x.abs() < size {
            return Some(step as f64);
        }
        x -= rate * tape.derivative(&[x], 0).1;
    }
    None
}

fn largest_order(arguments: &[&str]) -> Option<f64> {
    let [f] = arguments else { return None };
    let mut largest = None;
    for order in 0..=12 {
        if !Claim::read(&format!("{f} = o(x^{order})"))?.holds()? {
            break;
        }
        largest = Some(f64::from(order));
    }
    largest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: Option<&str>) {
        assert_eq!(shown(source, 4).as_deref(), expected, "{source}");
    }

    #[test]
    fn measures_are_computed() {
        check("derivative(x^2, 3)", Some("6"));
        check("guess(sqrt(x), 4, 0.1)", Some("2.025"));
        check("error(x^2, 1, 1e-9)", Some("10⁻¹⁸"));
        check("error(exp(x), 0, 0.2)/error(exp(x), 0, 0.1)", Some("4.139"));
        check("loss(x^2, 1, 0.5, 1)", Some("0"));
        check("safe_rate(x^4, 2)", Some("0.125"));
        check("steps_below(x^2, 1, 1e-4, 1/2)", Some("3466"));
        check("largest_order(x + x^2)", Some("0"));
        check("error(where(x > 0, x^2, 0), 1, 1)", Some("1"));
        check("x + 1", None);
        check("derivative(x)", None);
    }
}

//! A quotient beside the point where it may be 0/0: bounds that hold on whole stretches, up to the point itself.
//!
//! f/g = hᵐ·(a + …)/(b + …), where hᵐ is the quotient of the leading powers, which the limit engine has proved. What is
//! in the brackets is bounded by Taylor models ([`Taylor`]). Where f or g is not smooth at the point (x² sin(1/x)) the
//! simplified quotient itself is bounded by plain intervals.

use super::interval::{Interval, Intervals};
use super::tape::{Arithmetic, Tape};
use super::taylor::{REST, Taylor};
use crate::expr::{Expr, Node, Symbol};
use dashu_ratio::RBig;

/// f/g on one side of 0, as a function of the signed distance h.
#[derive(Clone, Debug)]
pub struct Beside {
    parts: Option<Parts>,
    quotient: Tape,
    /// 1 for h > 0, −1 for h < 0.
    sign: f64,
}

/// f/g as one fraction of functions that may be smooth.
#[derive(Clone, Debug)]
struct Parts {
    above: Tape,
    below: Tape,
    /// The powers of h that the two begin with.
    orders: [usize; 2],
}

/// A stretch of distances and what the quotient does on it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Piece {
    /// The end near the point; 0 for the point itself, which does not count.
    pub from: f64,
    /// The far end. Both have the sign of the side.
    pub to: f64,
    /// Bounds of f/g at all places of the stretch where it is defined.
    pub bounds: Interval,
}

/// f/g between the point and a distance, as bounds that are narrow however near the point.
#[derive(Clone, Debug)]
pub struct Series {
    above: Taylor,
    below: Taylor,
    orders: [usize; 2],
    /// All distances between 0 and the far end.
    stretch: Interval,
}

/// Halvings of the first stretch before the search is given up.
const HALVINGS: u32 = 60;
/// Halvings of the reach of a series before it is given up.
const SERIES_HALVINGS: i32 = 14;
/// A relative error that no picture shows.
const UNSEEN: f64 = 1e-7;
/// A stretch is not cut shorter than this part of its distance: the proof ends there.
const FINEST: f64 = 1e-4;

/// `expr` as one fraction: numerator and denominator. Fractions inside sums and products are put together.
///
/// ```
/// use little_o::{eval::fraction, expr::read};
/// let (above, below) = fraction(&read("(1/x + 1)/x")?.expr);
/// assert_eq!((above.simplify().to_string(), below.simplify().to_string()), ("x + 1".into(), "x^2".into()));
/// # Ok::<(), little_o::diagnostic::Diagnostic>(())
/// ```
pub fn fraction(expr: &Expr) -> (Expr, Expr) {
    let one = || Expr::integer(1);
    let product = |a: Expr, b: Expr| match (a == one(), b == one()) {
        (true, _) => b,
        (_, true) => a,
        _ => Expr::from(Node::Product(vec![a, b])),
    };
    match expr.node() {
        Node::Quotient(a, b) => {
            let ((a, b), (c, d)) = (fraction(a), fraction(b));
            (product(a, d), product(b, c))
        }
        Node::Product(factors) => factors
            .iter()
            .map(fraction)
            .fold((one(), one()), |(above, below), (a, b)| (product(above, a), product(below, b))),
        Node::Sum(terms) => terms.iter().map(fraction).fold((Expr::integer(0), one()), |(above, below), (a, b)| {
            let sum = match (above == Expr::integer(0), below == b) {
                (true, _) => return (a, b),
                (_, true) => return (Node::Sum(vec![above, a]).into(), below),
                _ => Node::Sum(vec![product(above, b.clone()), product(a, below.clone())]),
            };
            (sum.into(), product(below, b))
        }),
        Node::Neg(a) => {
            let (above, below) = fraction(a);
            (Node::Neg(above).into(), below)
        }
        Node::Power(base, exponent) => match (fraction(base), exponent.node()) {
            ((above, below), Node::Number(n)) if n.is_int() && below != one() => {
                let power = |base: Expr, n: &RBig| Expr::from(Node::Power(base, Expr::number(n.clone())));
                match *n < RBig::ZERO {
                    true => (power(below, &-n.clone()), power(above, &-n.clone())),
                    false => (power(above, n), power(below, n)),
                }
            }
            _ => (expr.clone(), one()),
        },
        _ => (expr.clone(), one()),
    }
}

/// The exponent of h among the factors of `expr`, and what is left without it.
fn strip(expr: &Expr, h: &Symbol) -> (i64, Expr) {
    match expr.node() {
        Node::Symbol(symbol) if symbol == h => (1, Expr::integer(1)),
        Node::Neg(a) => {
            let (power, rest) = strip(a, h);
            (power, Node::Neg(rest).into())
        }
        Node::Product(factors) => {
            let (powers, rests): (Vec<i64>, Vec<Expr>) = factors.iter().map(|factor| strip(factor, h)).unzip();
            (powers.iter().sum(), Node::Product(rests).into())
        }
        Node::Power(base, exponent) => match (strip(base, h), exponent.node()) {
            ((power, rest), Node::Number(n)) if n.is_int() && rest == Expr::integer(1) => {
                match i64::try_from(n.numerator()).ok().and_then(|n| n.checked_mul(power)) {
                    Some(power) => (power, rest),
                    None => (0, expr.clone()),
                }
            }
            _ => (0, expr.clone()),
        },
        _ => (0, expr.clone()),
    }
}

impl Beside {
    /// The quotient of `above` and `below`, formulas of `distance`, on the side of `sign`.
    ///
    /// - `orders`: p and q such that above ~ a·hᵖ and below ~ b·hᵠ there, which must have been proved; `None` if they are
    ///   no such powers.
    pub fn new(above: &Expr, below: &Expr, distance: &Symbol, orders: Option<[usize; 2]>, sign: f64) -> Beside {
        let tape = |expr: &Expr| Tape::new(expr, std::slice::from_ref(distance));
        // Powers of h that stand as factors cancel, away from h = 0.
        let ((p, a), (q, b)) = (strip(&above.simplify(), distance), strip(&below.simplify(), distance));
        let power = Node::Power(Node::Symbol(distance.clone()).into(), Expr::integer(p - q)).into();
        let quotient = Expr::from(Node::Product(vec![power, Node::Quotient(a, b).into()]));
        let parts = orders.filter(|orders| orders.iter().all(|order| *order < REST)).map(|orders| Parts {
            above: tape(above),
            below: tape(below),
            orders,
        });
        Beside { parts, quotient: tape(&quotient), sign }
    }

    /// A series for f/g on this side, as far from the point as its bounds are narrower than what is seen; at most to
    /// `reach`. `None` where f or g has no series.
    ///
    /// ```
    /// use little_o::{eval::{Beside, Interval}, expr::{Symbol, read}};
    /// let (f, g) = (read("tan(h) - sin(h)")?.expr, read("h^3")?.expr);
    /// let series = Beside::new(&f, &g, &Symbol::new("h"), Some([3, 3]), 1.0).series(1.0);
    /// assert!(series.is_some_and(|series| series.bounds(Interval::point(1e-300)).contains(0.5)));
    /// # Ok::<(), little_o::diagnostic::Diagnostic>(())
    /// ```
    pub fn series(&self, reach: f64) -> Option<Series> {
        let parts = self.parts.as_ref()?;
        (0..SERIES_HALVINGS).find_map(|halvings| {
            let far = self.sign * reach * 0.5_f64.powi(halvings);
            let series = parts.series(Interval::new(0.0, far))?;
            let bounds = series.bounds(Interval::point(far));
            (bounds.continuous && bounds.width() <= UNSEEN * bounds.lower.abs()).then_some(series)
        })
    }

    /// Bounds of f/g from the point to the distance `to`.
    fn at_point(&self, to: f64) -> Interval {
        let stretch = Interval::new(0.0, self.sign * to);
        let plain = || self.quotient.interval(&[stretch]);
        let series = self.parts.as_ref().and_then(|parts| parts.series(stretch));
        let bounds = series.map(|series| series.bounds(stretch)).filter(|bounds| bounds.continuous);
        bounds.unwrap_or_else(plain)
    }

    /// Bounds of f/g between two distances.
    fn between(&self, from: f64, to: f64) -> Interval {
        let stretch = Interval::new(self.sign * from, self.sign * to);
        let plain = self.quotient.interval(&[stretch]);
        let center = 0.5 * (stretch.lower + stretch.upper);
        // The mean value form is the better one on short stretches.
        match Taylor::new(&self.quotient, center, stretch) {
            Some(model) => {
                let form = model.scaled(0, Intervals.sub(&stretch, &Interval::point(center)));
                plain.with(plain.lower.max(form.lower), plain.upper.min(form.upper))
            }
            None => plain,
        }
    }

    /// Stretches from the point outward, without gaps, on which |f/g| ≤ `tolerance` is proved; the first begins at 0.
    /// Nothing if that cannot be shown however near the point; at most to the distance `reach`.
    ///
    /// ```
    /// use little_o::{eval::Beside, expr::{Symbol, read}};
    /// let (f, g) = (read("tan(h) - sin(h)")?.expr, read("h^2")?.expr);
    /// let pieces = Beside::new(&f, &g, &Symbol::new("h"), Some([3, 2]), 1.0).within(0.1, 1.0);
    /// // (tan h − sin h)/h² = h/2 + h³/8 + … is 0.1 at h = 0.19804…
    /// assert!(pieces.last().is_some_and(|last| 0.1975 < last.to && last.to < 0.19805));
    /// # Ok::<(), little_o::diagnostic::Diagnostic>(())
    /// ```
    pub fn within(&self, tolerance: f64, reach: f64) -> Vec<Piece> {
        let holds = |bounds: &Interval| -tolerance <= bounds.lower && bounds.upper <= tolerance;
        let piece = |from: f64, to: f64, bounds| Piece { from: self.sign * from, to: self.sign * to, bounds };
        let mut to = reach;
        let first = (0..HALVINGS).find_map(|_| {
            let bounds = self.at_point(to);
            let found = holds(&bounds).then(|| piece(0.0, to, bounds));
            // Far too wide bounds are left behind faster.
            to *= if bounds.lower.abs().max(bounds.upper.abs()) > 1e3 * tolerance { 0.1 } else { 0.5 };
            found
        });
        let Some(first) = first else { return Vec::new() };
        let mut pieces = vec![first];
        let (mut from, mut length) = (first.to.abs(), 0.25 * first.to.abs());
        while from < reach && length >= FINEST * from {
            let to = (from + length).min(reach);
            let bounds = self.between(from, to);
            if holds(&bounds) {
                pieces.push(piece(from, to, bounds));
                (from, length) = (to, 2.0 * length);
            } else {
                length *= 0.5;
            }
        }
        pieces
    }
}

impl Parts {
    fn series(&self, stretch: Interval) -> Option<Series> {
        let model = |tape| Taylor::new(tape, 0.0, stretch);
        Some(Series { above: model(&self.above)?, below: model(&self.below)?, orders: self.orders, stretch })
    }
}

impl Series {
    /// Bounds of f/g for all distances in `distance`, which must be covered; not continuous where g may be 0.
    pub fn bounds(&self, distance: Interval) -> Interval {
        let [p, q] = self.orders;
        let bracket = Intervals.div(&self.above.scaled(p, distance), &self.below.scaled(q, distance));
        // Orders are small numbers.
        let power = p as i32 - q as i32;
        Intervals.mul(&bracket, &Intervals.powi(&distance, power))
    }

    /// Whether the series holds at all these distances.
    pub fn covers(&self, distance: &Interval) -> bool {
        self.stretch.contains(distance.lower) && self.stretch.contains(distance.upper)
    }
}

//! How near is near enough: a distance δ such that |f/g| stays below a tolerance for all places nearer than δ.
//!
//! The limit says whether there is one. If |f/g| has a limit, or a limit superior, above the tolerance there is none. Else
//! the leading powers, proved by the limit engine, let [`Beside`] bound f/g up to the point itself.

use super::{SideVerdict, Verdict};
use crate::budget::Budget;
use crate::eval::{Beside, Piece, Series, enclose, fraction};
use crate::expr::{Expr, Node, Symbol};
use crate::limits::{self, Bound, Limit, Point, Side};
use dashu_ratio::RBig;
use std::cmp::Ordering;

/// The answer to "how near must one come for |f/g| to stay below the tolerance?"
#[derive(Clone, Debug, PartialEq)]
pub enum Nearness {
    /// Nearer than `delta`. The pieces are the proof: they leave no gap on any side that counts.
    Within {
        /// The distance; not the largest possible.
        delta: f64,
        /// Stretches of signed distances, with bounds of f/g.
        pieces: Vec<Piece>,
    },
    /// No distance is small enough.
    Never,
    /// Neither could be proved.
    Unknown,
}

/// The precision at which a limit is compared with the tolerance.
const BITS: usize = 256;

/// Proves a δ for the tolerance, or that there is none.
///
/// - `verdict`: what is known of f/g at `point`.
/// - `f`, `g`: the two as formulas of the signed `distance` from the point; at ±∞ the variable is 1/distance.
/// - `reach`: the largest δ looked for.
///
/// ```
/// use little_o::{budget::Budget, expr::{Expr, Symbol}, limits::Point, order::{self, Nearness, Sides}};
/// let (f, g, x) = ("x^2".parse::<Expr>()?, "x".parse::<Expr>()?, Symbol::new("x"));
/// let zero = Point::Finite(Expr::integer(0));
/// let budget = Budget::steps(100_000);
/// let verdict = order::relation(&budget, &f, &g, &x, &zero, Sides::Both);
/// let near = order::nearness(&budget, &verdict, &zero, (&f, &g), &x, 0.25, 1.0);
/// assert!(matches!(near, Nearness::Within { delta, .. } if delta == 0.25));
/// # Ok::<(), little_o::diagnostic::Diagnostic>(())
/// ```
pub fn nearness(
    budget: &Budget,
    verdict: &Verdict,
    point: &Point,
    (f, g): (&Expr, &Expr),
    distance: &Symbol,
    tolerance: f64,
    reach: f64,
) -> Nearness {
    // At +∞ the only side is reached through smaller numbers, and distances 1/x are positive there.
    let (left, right) = match point {
        Point::Finite(_) => (Side::Left, Side::Right),
        Point::PlusInfinity => (Side::Right, Side::Right),
        Point::MinusInfinity => (Side::Left, Side::Left),
    };
    let sides = [(left, &verdict.left), (right, &verdict.right)];
    let counted = sides.iter().filter_map(|(side, verdict)| Some((*side, verdict.as_ref()?)));
    let counted: Vec<(Side, &SideVerdict)> = counted.filter(|(_, verdict)| verdict.dropped.is_none()).collect();
    let fits: Vec<Option<bool>> = counted.iter().map(|(_, verdict)| fits(verdict, tolerance)).collect();
    if fits.contains(&Some(false)) {
        return Nearness::Never;
    }
    if fits.is_empty() || fits.contains(&None) {
        return Nearness::Unknown;
    }
    let (above, below) = fraction(&Node::Quotient(f.clone(), g.clone()).into());
    let mut delta = reach;
    let mut pieces = Vec::new();
    for (side, _) in counted {
        let found = beside(budget, &above, &below, distance, side).within(tolerance, reach);
        let Some(last) = found.last() else { return Nearness::Unknown };
        delta = delta.min(last.to.abs());
        pieces.extend(found);
    }
    Nearness::Within { delta, pieces }
}

/// Whether |f/g| finally stays below the tolerance, if the limit says so.
fn fits(verdict: &SideVerdict, tolerance: f64) -> Option<bool> {
    let is_below = |value: &Expr| {
        let tolerance = Expr::number(RBig::try_from(tolerance).ok()?);
        let room = |value: Expr| enclose(&Node::Sum(vec![tolerance.clone(), value]).into(), &[], BITS).ok()?.sign();
        match (room(value.clone())?, room(Node::Neg(value.clone()).into())?) {
            (Ordering::Greater, Ordering::Greater) => Some(true),
            (Ordering::Less, _) | (_, Ordering::Less) => Some(false),
            // |f/g| may come to the tolerance from below or from above.
            _ => None,
        }
    };
    let is_bound_below = |bound: &Bound| match bound {
        Bound::Finite(value) => is_below(value),
        Bound::PlusInfinity | Bound::MinusInfinity => Some(false),
    };
    match verdict.limit.as_ref().ok()? {
        Limit::Finite(value) => is_below(value),
        Limit::PlusInfinity | Limit::MinusInfinity => Some(false),
        Limit::Oscillates(Some((low, high))) => match (is_bound_below(low), is_bound_below(high)) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        },
        Limit::Oscillates(None) | Limit::Undefined => None,
    }
}

/// f/g beside the point as a series on one side, at most to the distance `reach`; for values right however near one comes.
///
/// - `f`, `g`: formulas of the signed `distance`.
pub fn series(budget: &Budget, (f, g): (&Expr, &Expr), distance: &Symbol, side: Side, reach: f64) -> Option<Series> {
    let (above, below) = fraction(&Node::Quotient(f.clone(), g.clone()).into());
    beside(budget, &above, &below, distance, side).series(reach)
}

/// The quotient beside the point, with its leading powers where they are powers.
fn beside(budget: &Budget, above: &Expr, below: &Expr, distance: &Symbol, side: Side) -> Beside {
    let zero = Point::Finite(Expr::integer(0));
    let order = |expr: &Expr| exponent(&limits::leading_term(budget, expr, distance, &zero, side).ok()?, distance);
    let orders = order(above).zip(order(below)).map(|(p, q)| [p, q]);
    Beside::new(above, below, distance, orders, if side == Side::Left { -1.0 } else { 1.0 })
}

/// n where `term` is c·hⁿ.
fn exponent(term: &Expr, h: &Symbol) -> Option<usize> {
    match term.node() {
        _ if !term.contains(h) => Some(0),
        Node::Symbol(_) => Some(1),
        Node::Neg(a) => exponent(a, h),
        Node::Product(factors) => factors.iter().map(|factor| exponent(factor, h)).sum(),
        Node::Quotient(a, b) if !b.contains(h) => exponent(a, h),
        Node::Power(base, n) => match n.node() {
            Node::Number(n) if n.is_int() => Some(usize::try_from(n.numerator()).ok()? * exponent(base, h)?),
            _ => None,
        },
        _ => None,
    }
}

//! How f compares with g near a point: o, O and Θ, with the reason.
//!
//! Each side is judged by itself from the size of |f/g| ([`Size`]: its lim inf and its lim sup), over the points where
//! f/g is defined; then the sides are joined. A side outside the domain of f or g is dropped; a side where g is 0
//! throughout makes the relation undefined.
//!
//! | lim inf, lim sup of abs(f/g) | relation |
//! |---|---|
//! | 0, 0 | little-o |
//! | positive, positive | same order (Θ) |
//! | 0, positive | bounded (O only) |
//! | ∞, ∞ | larger: g = o(f) |
//! | anything else | not comparable |

mod explain;
mod nearness;

pub use explain::{Explanation, explain, notes};
pub use nearness::{Nearness, nearness, series};

use crate::{
    budget::Budget,
    expr::{Expr, Symbol},
    limits::{self, Class, Limit, Point, Ratio, Side, Size, Step, Undecided},
};

/// The sides on which f and g are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Sides {
    Left,
    Right,
    #[default]
    Both,
}

/// How f relates to g.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// f/g → 0: f = o(g).
    LittleO,
    /// |f/g| stays between two positive numbers: f = Θ(g).
    SameOrder,
    /// |f/g| is bounded but comes near 0 again and again, or tends to 0 on one side only: f = O(g).
    Bounded,
    /// |f/g| → ∞: g = o(f).
    Larger,
    /// None of these.
    NotComparable,
    /// There are no points near where f/g is defined, or g is 0 on intervals arbitrarily near.
    Undefined,
    /// The engine does not know.
    Undecided,
}

impl Relation {
    /// The word for programs: `little-o`, `same-order`, …
    pub fn name(self) -> &'static str {
        match self {
            Relation::LittleO => "little-o",
            Relation::SameOrder => "same-order",
            Relation::Bounded => "bounded",
            Relation::Larger => "larger",
            Relation::NotComparable => "not-comparable",
            Relation::Undefined => "undefined",
            Relation::Undecided => "undecided",
        }
    }

    /// Whether f is o(g), O(g), Θ(g); None where that is not known or has no meaning.
    ///
    /// ```
    /// use little_o::order::Relation;
    /// assert_eq!(Relation::Bounded.answers(), Some((false, true, false)));
    /// ```
    pub fn answers(self) -> Option<(bool, bool, bool)> {
        match self {
            Relation::LittleO => Some((true, true, false)),
            Relation::SameOrder => Some((false, true, true)),
            Relation::Bounded => Some((false, true, false)),
            Relation::Larger | Relation::NotComparable => Some((false, false, false)),
            Relation::Undefined | Relation::Undecided => None,
        }
    }

    fn of(size: Size) -> Relation {
        match (size.inferior, size.superior) {
            (Class::Zero, Class::Zero) => Relation::LittleO,
            (Class::Positive, Class::Positive) => Relation::SameOrder,
            (_, Class::Positive) => Relation::Bounded,
            (Class::Infinite, _) => Relation::Larger,
            (_, Class::Zero | Class::Infinite) => Relation::NotComparable,
        }
    }
}

/// What was found on one side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideVerdict {
    /// The relation over the points of this side.
    pub relation: Relation,
    /// The limit of f/g.
    pub limit: Result<Limit, Undecided>,
    /// The side does not count because f or g is not defined there: which of them is (f, g).
    pub dropped: Option<(bool, bool)>,
    /// The leading term of f in the variable itself, where it was found.
    pub leading_f: Option<Expr>,
    /// The leading term of g.
    pub leading_g: Option<Expr>,
    /// The way from f/g to its limit.
    pub trace: Vec<Step>,
    size: Option<Size>,
}

/// How f compares with g.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The relation over all points that count.
    pub relation: Relation,
    /// The two-sided limit of f/g.
    pub limit: Result<TwoSided, Undecided>,
    /// The left side, if it was asked for.
    pub left: Option<SideVerdict>,
    /// The right side, if it was asked for.
    pub right: Option<SideVerdict>,
    /// Whether g = O(f), said where f and g are not comparable.
    pub g_is_bounded_by_f: bool,
}

/// A limit from both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TwoSided {
    /// All sides that count agree.
    Same(Limit),
    /// They do not.
    Differ,
}

/// Compares f with g.
///
/// - `f`, `g`: expressions in `variable`.
/// - `point`, `sides`: where; at ±∞ there is one side only.
///
/// ```
/// use little_o::{budget::Budget, expr::{Expr, Symbol}, limits::Point, order::{self, Relation, Sides}};
/// let (f, g) = ("x^2".parse::<Expr>()?, "x".parse::<Expr>()?);
/// let zero = Point::Finite(Expr::integer(0));
/// let verdict = order::relation(&Budget::steps(10_000), &f, &g, &Symbol::new("x"), &zero, Sides::Both);
/// assert_eq!((verdict.relation, verdict.limit_text()), (Relation::LittleO, "0".into()));
/// # Ok::<(), little_o::diagnostic::Diagnostic>(())
/// ```
pub fn relation(budget: &Budget, f: &Expr, g: &Expr, variable: &Symbol, point: &Point, sides: Sides) -> Verdict {
    let judge = |side| side_verdict(limits::ratio(budget, f, g, variable, point, side));
    let sides = match point {
        Point::Finite(_) => sides,
        Point::PlusInfinity => Sides::Left,
        Point::MinusInfinity => Sides::Right,
    };
    let left = (sides != Sides::Right).then(|| judge(Side::Left));
    let right = (sides != Sides::Left).then(|| judge(Side::Right));
    let counted: Vec<&SideVerdict> =
        [&left, &right].into_iter().flatten().filter(|side| side.dropped.is_none()).collect();
    let relation = combined_relation(&counted);
    let g_is_bounded_by_f = relation == Relation::NotComparable
        && counted.iter().all(|side| side.size.is_some_and(|size| size.inferior > Class::Zero));
    let limit = combined_limit(budget, &counted);
    Verdict { relation, limit, left, right, g_is_bounded_by_f }
}

fn side_verdict(ratio: Ratio) -> SideVerdict {
    let dropped = (ratio.defined != (true, true)).then_some(ratio.defined);
    let (relation, size) = match ratio.size {
        _ if dropped.is_some() => (Relation::Undefined, None),
        Ok(Some(size)) => (Relation::of(size), Some(size)),
        Ok(None) => (Relation::Undefined, None),
        Err(_) => (Relation::Undecided, None),
    };
    let limit = if dropped.is_some() { Ok(Limit::Undefined) } else { ratio.limit };
    let (leading_f, leading_g) = ratio.leading;
    SideVerdict { relation, limit, dropped, leading_f, leading_g, trace: ratio.trace, size }
}

fn combined_relation(sides: &[&SideVerdict]) -> Relation {
    let any = |relation| sides.iter().any(|side| side.relation == relation);
    if sides.is_empty() || any(Relation::Undefined) {
        return Relation::Undefined;
    }
    if any(Relation::NotComparable) {
        return Relation::NotComparable;
    }
    if any(Relation::Undecided) {
        return Relation::Undecided;
    }
    let joined = sides.iter().filter_map(|side| side.size).reduce(Size::join);
    joined.map_or(Relation::Undecided, Relation::of)
}

fn combined_limit(budget: &Budget, sides: &[&SideVerdict]) -> Result<TwoSided, Undecided> {
    match sides {
        [] => Ok(TwoSided::Same(Limit::Undefined)),
        [one] => one.limit.clone().map(TwoSided::Same),
        [first, second, ..] => match (&first.limit, &second.limit) {
            (Ok(Limit::Undefined), _) | (_, Ok(Limit::Undefined)) => Ok(TwoSided::Same(Limit::Undefined)),
            (Err(undecided), _) | (_, Err(undecided)) => Err(undecided.clone()),
            (Ok(a), Ok(b)) => match limits::same_within(budget, a, b)? {
                true => Ok(TwoSided::Same(a.clone())),
                false => Ok(TwoSided::Differ),
            },
        },
    }
}

impl Verdict {
    /// The two-sided limit for programs: an exact value, `oo`, `-oo`, `[a, b]`, `none`, `undefined` or `undecided`.
    pub fn limit_text(&self) -> String {
        match &self.limit {
            Ok(TwoSided::Same(limit)) => limit.to_string(),
            Ok(TwoSided::Differ) => "none".into(),
            Err(_) => "undecided".into(),
        }
    }

    /// The limit from the left, as [`Verdict::limit_text`]; None if that side was not asked for.
    pub fn left_text(&self) -> Option<String> {
        self.left.as_ref().map(SideVerdict::limit_text)
    }

    /// The limit from the right, as [`Verdict::limit_text`]; None if that side was not asked for.
    pub fn right_text(&self) -> Option<String> {
        self.right.as_ref().map(SideVerdict::limit_text)
    }
}

impl SideVerdict {
    /// The limit for programs, as [`Verdict::limit_text`].
    pub fn limit_text(&self) -> String {
        self.limit.as_ref().map_or_else(|_| "undecided".into(), Limit::to_string)
    }
}

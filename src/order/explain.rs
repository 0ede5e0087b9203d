//! The verdict in words. All sentences are in the catalogue; here they are chosen.

use super::{Relation, SideVerdict, TwoSided, Verdict};
use crate::{
    expr::{Expr, Symbol},
    limits::{Limit, Point, Undecided},
};
use rust_i18n::t;

/// What is said about a verdict, in plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// One line: "x^2 is o(x): the ratio tends to 0."
    pub headline: String,
    /// Further sentences: dropped sides, sides that differ, leading terms, what could not be done.
    pub notes: Vec<String>,
}

/// The verdict on f and g in words.
///
/// ```
/// use little_o::{budget::Budget, expr::{Expr, Symbol}, limits::Point, order::{self, Sides}};
/// let (f, g, x) = ("x^2".parse::<Expr>()?, "x".parse::<Expr>()?, Symbol::new("x"));
/// let zero = Point::Finite(Expr::integer(0));
/// let verdict = order::relation(&Budget::steps(10_000), &f, &g, &x, &zero, Sides::Both);
/// assert_eq!(order::explain(&verdict, &f, &g, &x, &zero).headline, "x^2 is o(x): (x^2)/(x) → 0 as x → 0.");
/// # Ok::<(), little_o::diagnostic::Diagnostic>(())
/// ```
pub fn explain(verdict: &Verdict, f: &Expr, g: &Expr, variable: &Symbol, point: &Point) -> Explanation {
    let place = match point {
        Point::Finite(value) => value.to_string(),
        Point::PlusInfinity => "∞".into(),
        Point::MinusInfinity => "−∞".into(),
    };
    let notes = notes(verdict, f, g);
    let (f, g, x) = (f.to_string(), g.to_string(), variable.name());
    let tilde = verdict.limit == Ok(TwoSided::Same(Limit::Finite(Expr::integer(1))));
    let headline = match verdict.relation {
        Relation::LittleO => t!("order.little_o", f = f, g = g, x = x, point = place),
        Relation::SameOrder if tilde => t!("order.asymptotic", f = f, g = g, x = x, point = place),
        Relation::SameOrder => match &verdict.limit {
            Ok(TwoSided::Same(Limit::Finite(value))) => {
                t!("order.same_order_limit", f = f, g = g, x = x, point = place, limit = value.to_string())
            }
            _ => t!("order.same_order", f = f, g = g, x = x, point = place),
        },
        Relation::Bounded => t!("order.bounded", f = f, g = g, x = x, point = place),
        Relation::Larger => t!("order.larger", f = f, g = g, x = x, point = place),
        Relation::NotComparable => t!("order.not_comparable", f = f, g = g, x = x, point = place),
        Relation::Undefined => t!("order.undefined", f = f, g = g, x = x, point = place),
        Relation::Undecided => t!("order.undecided", f = f, g = g, x = x, point = place),
    };
    Explanation { headline: headline.into_owned(), notes }
}

/// The sentences beyond the headline of [`explain`].
pub fn notes(verdict: &Verdict, f: &Expr, g: &Expr) -> Vec<String> {
    let (f, g) = (f.to_string(), g.to_string());
    let mut notes = Vec::new();
    if verdict.g_is_bounded_by_f {
        notes.push(t!("order.reverse_bound", f = f, g = g).into_owned());
    }
    for (side, name) in [(&verdict.left, "left"), (&verdict.right, "right")] {
        if let Some(side) = side {
            notes.extend(side_notes(side, name, &f, &g));
        }
    }
    if verdict.limit == Ok(TwoSided::Differ) {
        notes.push(t!("order.sides_differ").into_owned());
    }
    notes
}

fn side_notes(side: &SideVerdict, name: &str, f: &str, g: &str) -> Option<String> {
    let side_name = t!(format!("order.side.{name}"));
    match (side.dropped, side.relation, &side.limit) {
        (Some((false, _)), ..) => Some(t!("order.dropped", side = side_name, function = f).into_owned()),
        (Some((_, false)), ..) => Some(t!("order.dropped", side = side_name, function = g).into_owned()),
        (_, Relation::Undefined, _) => Some(t!("order.zero_denominator", side = side_name, g = g).into_owned()),
        (_, _, Err(undecided)) => Some(undecided_sentence(undecided, &side_name)),
        _ => None,
    }
}

fn undecided_sentence(undecided: &Undecided, side: &str) -> String {
    match undecided {
        Undecided::OutOfBudget => t!("order.why.budget", side = side),
        Undecided::Constant(constant) => t!("order.why.constant", side = side, constant = constant.to_string()),
        Undecided::Unsupported(part) => t!("order.why.unsupported", side = side, part = part.to_string()),
    }
    .into_owned()
}

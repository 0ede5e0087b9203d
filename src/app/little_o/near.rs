//! f and g as functions of the distance to the point: what the plot shows. In the part of the page that comes after the
//! verdict.

use super::super::state::{Compiled, Playground, compiled};
use super::comparison::{Comparison, EFFORT};
use crate::budget::Budget;
use crate::eval::Tape;
use crate::expr::{Expr, Node, Symbol};
use crate::geometry::Nearby;
use crate::limits::{Limit, Point, Side};
use crate::order::{self, Nearness, SideVerdict, nearness};
use crate::plot::{Curve, Delta, Origin, Place, SideLimit};
use crate::session::{LittleOStoreFields, SessionStoreFields};
use leptos::prelude::*;
use std::sync::Arc;

/// The letter that stands for the distance to the point.
const DISTANCE: &str = "h";

/// The largest δ that is looked for: the plot shows this much at its widest, but for stepping back.
const FARTHEST: f64 = 1.1;

/// What follows from a comparison for its plot.
#[derive(Clone, Copy)]
pub struct Near {
    comparison: Comparison,
    /// Where the two are compared.
    pub place: Memo<Place>,
    /// h ↦ f/g at the distance h from the point (at 1/h for a point at infinity).
    pub ratio: Compiled,
    /// The same as a curve, which knows series beside the point.
    pub ratio_curve: Memo<Curve>,
    /// f as a function of the same distance.
    pub f: Compiled,
    /// g as a function of the same distance.
    pub g: Compiled,
    /// How near one must come for |f/g| to stay below the tolerance, unless that would tell the verdict too early.
    pub delta: Memo<Delta>,
}

impl Near {
    /// What follows from the page's comparison.
    pub fn new(playground: Playground) -> Self {
        let (fields, comparison) = (playground.session.little_o(), playground.little_o);
        let point = comparison.point;
        let pair = Memo::new(move |_| {
            let (f, g) = comparison.pair.get()?;
            let (variable, distance) = (Symbol::new(&fields.var().read()), argument(&point.read()));
            Some((f.substitute(&variable, &distance), g.substitute(&variable, &distance)))
        });
        let near = move |part: fn(Expr, Expr) -> Expr| {
            let expr = Memo::new(move |_| {
                let (f, g) = pair.get()?;
                Some(part(f, g))
            });
            compiled(expr, DISTANCE)
        };
        let ratio = near(|f, g| Node::Quotient(f, g).into());
        let ratio_curve = Memo::new_with_compare(
            move |_| {
                let (whole, pair) = (ratio.get(), pair.read());
                let (Some(whole), Some((f, g))) = (whole, pair.as_ref()) else { return Curve::new(|_| f64::NAN) };
                let distance = Symbol::new(DISTANCE);
                let beside = |side| order::series(&Budget::steps(EFFORT), (f, g), &distance, side, FARTHEST);
                Curve::of(Arc::new(Nearby { whole, series: [Side::Left, Side::Right].map(beside) }))
            },
            |_, _| true,
        );
        let delta = Memo::new(move |_| {
            let (verdict, pair) = (comparison.verdict(), pair.read());
            let (Some(verdict), Some((f, g))) = (verdict.as_ref(), pair.as_ref()) else { return Delta::Measured };
            let (point, distance) = (point.read(), Symbol::new(DISTANCE));
            let budget = Budget::steps(EFFORT);
            match nearness(&budget, verdict, &point, (f, g), &distance, fields.tol().get(), FARTHEST) {
                Nearness::Within { delta, .. } => Delta::Proved(delta),
                Nearness::Never => Delta::Never,
                Nearness::Unknown => Delta::Measured,
            }
        });
        Near {
            comparison,
            place: Memo::new(move |_| place(&point.read())),
            ratio,
            ratio_curve,
            f: near(|f, _| f),
            g: near(|_, g| g),
            delta,
        }
    }

    /// What the plot marks on the two sides that are looked at.
    pub fn side_limits(self) -> (Option<SideLimit>, Option<SideLimit>) {
        let marked = |side: &Option<SideVerdict>| side.as_ref().map(side_limit);
        self.comparison.verdict().map(|verdict| (marked(&verdict.left), marked(&verdict.right))).unwrap_or_default()
    }
}

/// What the plot says of one side's limit.
fn side_limit(side: &SideVerdict) -> SideLimit {
    let value = match &side.limit {
        Ok(Limit::Finite(value)) => Some(Tape::new(value, &[]).eval(&[])).filter(|value| value.is_finite()),
        _ => None,
    };
    SideLimit { value, text: side.limit_text() }
}

/// The variable as a function of the distance h.
fn argument(point: &Point) -> Expr {
    let distance = Expr::symbol(DISTANCE);
    match point {
        Point::Finite(zero) if *zero == Expr::integer(0) => distance,
        Point::Finite(point) => Node::Sum(vec![point.clone(), distance]).into(),
        Point::PlusInfinity | Point::MinusInfinity => Node::Quotient(Expr::integer(1), distance).into(),
    }
}

fn place(point: &Point) -> Place {
    match point {
        Point::Finite(expr) => Place::Finite(Origin { value: Tape::new(expr, &[]).eval(&[]), text: expr.to_string() }),
        Point::PlusInfinity => Place::PlusInfinity,
        Point::MinusInfinity => Place::MinusInfinity,
    }
}

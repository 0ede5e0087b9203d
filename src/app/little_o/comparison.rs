//! What follows from the session in the little-o lab.

use super::super::state::{Compiled, Formula, bind, compiled, free_letters};
use super::predict::Prediction;
use crate::budget::Budget;
use crate::eval::Tape;
use crate::expr::{Expr, Node, Symbol};
use crate::geometry::Nearby;
use crate::limits::{Limit, Point, Side};
use crate::order::{self, Explanation, Nearness, SideVerdict, Sides, Verdict, nearness};
use crate::plot::{Curve, Delta, Origin, Place, SideLimit};
use crate::session::{Approach, LittleOStoreFields, Session, SessionStoreFields, read_point};
use leptos::prelude::*;
use reactive_stores::Store;
use std::sync::Arc;

/// The letter that stands for the distance to the point.
const DISTANCE: &str = "h";

/// The steps that a verdict may take: a fraction of a second on a slow phone.
const EFFORT: u64 = 200_000;

/// The largest δ that is looked for: the plot shows this much at its widest, but for stepping back.
const FARTHEST: f64 = 1.1;

/// What a verdict answers, with everything it depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    f: Expr,
    g: Expr,
    variable: Symbol,
    point: Point,
    sides: Sides,
}

impl Question {
    fn verdict(&self) -> Verdict {
        let Question { f, g, variable, point, sides } = self;
        order::relation(&Budget::steps(EFFORT), f, g, variable, point, *sides)
    }

    fn explanation(&self, verdict: &Verdict) -> Explanation {
        order::explain(verdict, &self.f, &self.g, &self.variable, &self.point)
    }
}

/// f, g and all that is known of them.
#[derive(Clone, Copy)]
pub struct Comparison {
    session: Store<Session>,
    /// The function asked about.
    pub f: Formula,
    /// The function it is compared with.
    pub g: Formula,
    /// The letters of f and g that are not the variable.
    pub letters: Memo<Vec<String>>,
    /// Where the two are compared.
    pub point: Memo<Point>,
    /// The same for the plot.
    pub place: Memo<Place>,
    /// f and g with the values of their free letters put in; the last that could be read.
    pub pair: Memo<Option<(Expr, Expr)>>,
    question: Memo<Option<Question>>,
    /// How f compares with g; the last verdict on formulas that could be read.
    verdict: Memo<Option<Verdict>>,
    /// What the student expected, and of which question.
    prediction: RwSignal<Option<(Question, Prediction)>>,
    /// h ↦ f/g at the distance h from the point (at 1/h for a point at infinity).
    pub ratio: Compiled,
    /// The same as a curve, which knows series beside the point.
    pub ratio_curve: Memo<Curve>,
    /// f as a function of the same distance.
    pub near_f: Compiled,
    /// g as a function of the same distance.
    pub near_g: Compiled,
    /// How near one must come for |f/g| to stay below the tolerance.
    nearness: Memo<Delta>,
    /// Whether the plot also shows what floating point would have drawn.
    pub floating: RwSignal<bool>,
}

impl Comparison {
    /// What follows from this session.
    pub fn new(session: Store<Session>) -> Self {
        let fields = session.little_o();
        let f = Formula::new(Signal::derive(move || fields.f().get()));
        let g = Formula::new(Signal::derive(move || fields.g().get()));
        let letters = Memo::new(move |_| free_letters(&[&*f.expr.read(), &*g.expr.read()], &[fields.var().get()]));
        // The session holds only points that can be read.
        let point = Memo::new(move |_| read_point(&fields.at().read()).unwrap_or(Point::Finite(Expr::integer(0))));
        let place = Memo::new(move |_| place(&point.read()));
        let pair = Memo::new(move |_| {
            let bound = |formula: Formula| {
                formula.expr.with(|expr| Some(bind(expr.as_ref()?, &session.params().read(), &[fields.var().get()])))
            };
            Some((bound(f)?, bound(g)?))
        });
        let question = Memo::new(move |_| {
            let (f, g) = pair.get()?;
            let variable = Symbol::new(&fields.var().read());
            Some(Question { f, g, variable, point: point.get(), sides: sides(fields.side().get()) })
        });
        let verdict = Memo::new(move |_| question.read().as_ref().map(Question::verdict));
        // The pair as functions of the distance.
        let near_pair = Memo::new(move |_| {
            let (f, g) = pair.get()?;
            let (variable, distance) = (Symbol::new(&fields.var().read()), argument(&point.read()));
            Some((f.substitute(&variable, &distance), g.substitute(&variable, &distance)))
        });
        let near = move |part: fn(Expr, Expr) -> Expr| {
            let expr = Memo::new(move |_| {
                let (f, g) = near_pair.get()?;
                Some(part(f, g))
            });
            compiled(expr, DISTANCE)
        };
        let ratio = near(|f, g| Node::Quotient(f, g).into());
        let (near_f, near_g) = (near(|f, _| f), near(|_, g| g));
        let ratio_curve = Memo::new_with_compare(
            move |_| {
                let (whole, pair) = (ratio.get(), near_pair.read());
                let (Some(whole), Some((f, g))) = (whole, pair.as_ref()) else { return Curve::new(|_| f64::NAN) };
                let distance = Symbol::new(DISTANCE);
                let beside = |side| order::series(&Budget::steps(EFFORT), (f, g), &distance, side, FARTHEST);
                Curve::of(Arc::new(Nearby { whole, series: [Side::Left, Side::Right].map(beside) }))
            },
            |_, _| true,
        );
        let nearness = Memo::new(move |_| {
            let (verdict, pair) = (verdict.read(), near_pair.read());
            let (Some(verdict), Some((f, g))) = (verdict.as_ref(), pair.as_ref()) else { return Delta::Measured };
            let (point, distance) = (point.read(), Symbol::new(DISTANCE));
            let budget = Budget::steps(EFFORT);
            match nearness(&budget, verdict, &point, (f, g), &distance, fields.tol().get(), FARTHEST) {
                Nearness::Within { delta, .. } => Delta::Proved(delta),
                Nearness::Never => Delta::Never,
                Nearness::Unknown => Delta::Measured,
            }
        });
        Comparison {
            session,
            f,
            g,
            letters,
            point,
            place,
            pair,
            question,
            verdict,
            prediction: RwSignal::new(None),
            ratio,
            ratio_curve,
            near_f,
            near_g,
            nearness,
            floating: RwSignal::new(false),
        }
    }

    /// How near one must come for |f/g| to stay below the tolerance, unless that would tell the verdict too early.
    pub fn delta(self) -> Delta {
        if self.is_pending() { Delta::Measured } else { self.nearness.get() }
    }

    /// Whether f or g cannot be read as it stands.
    pub fn is_broken(self) -> bool {
        self.f.is_broken() || self.g.is_broken()
    }

    /// The verdict that may be shown: the last one, unless the student is to answer first.
    pub fn verdict(self) -> Option<Verdict> {
        if self.is_pending() { None } else { self.verdict.get() }
    }

    /// The verdict on f and g just as they stand, for programs.
    pub fn known(self) -> Option<Verdict> {
        if self.is_broken() { None } else { self.verdict() }
    }

    /// Whether the student is to answer first, and has not yet.
    pub fn is_pending(self) -> bool {
        self.session.little_o().predict().get() && self.prediction().is_none()
    }

    /// What the student expected of the present question.
    pub fn prediction(self) -> Option<Prediction> {
        if !self.session.little_o().predict().get() {
            return None;
        }
        let question = self.question.read();
        self.prediction.with(|made| made.as_ref().filter(|(of, _)| Some(of) == question.as_ref()).map(|(_, it)| *it))
    }

    /// Takes the student's answer to the present question.
    pub fn predict(self, prediction: Prediction) {
        self.prediction.set(self.question.get_untracked().map(|question| (question, prediction)));
    }

    /// The verdict in sentences.
    pub fn explanation(self) -> Option<Explanation> {
        Some(self.question.read().as_ref()?.explanation(&self.verdict()?))
    }

    /// What the plot marks on the two sides that are looked at.
    pub fn side_limits(self) -> (Option<SideLimit>, Option<SideLimit>) {
        let marked = |side: &Option<SideVerdict>| side.as_ref().map(side_limit);
        self.verdict().map(|verdict| (marked(&verdict.left), marked(&verdict.right))).unwrap_or_default()
    }
}

fn sides(approach: Approach) -> Sides {
    match approach {
        Approach::Both => Sides::Both,
        Approach::Left => Sides::Left,
        Approach::Right => Sides::Right,
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

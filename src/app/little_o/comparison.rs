//! What follows from the session in the little-o lab.

use super::super::on_demand;
use super::super::state::{Formula, bind, free_letters};
use super::predict::Prediction;
use crate::budget::Budget;
use crate::expr::{Expr, Symbol};
use crate::limits::Point;
use crate::link;
use crate::order::{self, Sides, Verdict};
use crate::session::{Approach, LittleOStoreFields, Session, SessionStoreFields, read_point};
use leptos::prelude::*;
use reactive_stores::Store;

/// The steps that a verdict may take: a fraction of a second on a slow phone.
pub const EFFORT: u64 = 200_000;

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
    /// The answer; none while the engine calls on what has not come yet.
    fn verdict(&self, is_whole: bool) -> Option<Verdict> {
        let Question { f, g, variable, point, sides } = self;
        let budget = Budget::steps(EFFORT);
        let verdict = order::relation(&budget, f, g, variable, point, *sides);
        (is_whole || !budget.has_called_on_reserve()).then_some(verdict)
    }
}

/// f, g and all that is known of them.
#[derive(Clone, Copy)]
pub struct Comparison {
    session: Store<Session>,
    /// What of the opened link is still to be read.
    unread: RwSignal<Vec<link::Note>>,
    /// The function asked about.
    pub f: Formula,
    /// The function it is compared with.
    pub g: Formula,
    /// The letters of f and g that are not the variable.
    pub letters: Memo<Vec<String>>,
    /// Where the two are compared.
    pub point: Memo<Point>,
    /// f and g with the values of their free letters put in; the last that could be read.
    pub pair: Memo<Option<(Expr, Expr)>>,
    question: Memo<Option<Question>>,
    /// How f compares with g; the last verdict on formulas that could be read.
    verdict: Memo<Option<Verdict>>,
    /// What the student expected, and of which question.
    prediction: RwSignal<Option<(Question, Prediction)>>,
    /// Whether the plot also shows what floating point would have drawn.
    pub floating: RwSignal<bool>,
}

impl Comparison {
    /// What follows from this session.
    pub fn new(session: Store<Session>, unread: RwSignal<Vec<link::Note>>) -> Self {
        let fields = session.little_o();
        let f = Formula::new(Signal::derive(move || fields.f().get()));
        let g = Formula::new(Signal::derive(move || fields.g().get()));
        let letters = Memo::new(move |_| free_letters(&[&*f.expr.read(), &*g.expr.read()], &[fields.var().get()]));
        // The session holds only points that can be read.
        let point = Memo::new(move |_| read_point(&fields.at().read()).unwrap_or(Point::Finite(Expr::integer(0))));
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
        let whole = on_demand::whole();
        let verdict = Memo::new(move |_| question.read().as_ref().and_then(|question| question.verdict(whole.get())));
        Comparison {
            session,
            unread,
            f,
            g,
            letters,
            point,
            pair,
            question,
            verdict,
            prediction: RwSignal::new(None),
            floating: RwSignal::new(false),
        }
    }

    /// Whether f or g cannot be read as it stands.
    pub fn is_broken(self) -> bool {
        self.f.is_broken() || self.g.is_broken()
    }

    /// Whether f or g is still to be typed.
    pub fn is_empty(self) -> bool {
        [self.f, self.g].iter().any(|formula| formula.source.with(|source| source.trim().is_empty()))
    }

    /// The verdict that may be shown: the last one, unless the student is to answer first, or the question is not all read.
    pub fn verdict(self) -> Option<Verdict> {
        if self.is_pending() || !self.unread.read().is_empty() { None } else { self.verdict.get() }
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

    /// Sentences that belong to the verdict.
    pub fn notes(self) -> Option<Vec<String>> {
        let question = self.question.read();
        let Question { f, g, .. } = question.as_ref()?;
        Some((notes::get()?)(&self.verdict()?, f, g))
    }
}

later! {
    /// What is said of a verdict beyond its headline.
    notes: fn(&Verdict, &Expr, &Expr) -> Vec<String> = &(order::notes as fn(&Verdict, &Expr, &Expr) -> Vec<String>)
}

fn sides(approach: Approach) -> Sides {
    match approach {
        Approach::Both => Sides::Both,
        Approach::Left => Sides::Left,
        Approach::Right => Sides::Right,
    }
}

//! Exact limits.

mod constant;
mod elementary;
mod form;
mod kernel;
mod leading;
mod normal;
mod oscillation;
mod raise;
mod scale;
mod series;
mod size;
mod steps;
mod zero_test;

pub use size::{Class, Size};

use crate::{
    budget::Budget,
    expr::{Expr, Symbol},
    functions::Function,
};
use form::Form;
use kernel::{Engine, Res};
use leading::Leading;
use normal::Binding;
use std::cmp::Ordering;

/// Where the limit is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Point {
    /// An exact constant (an expression without variables).
    Finite(Expr),
    /// +∞, reached from the left.
    PlusInfinity,
    /// −∞, reached from the right.
    MinusInfinity,
}

/// From where the point is approached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Through smaller numbers.
    Left,
    /// Through larger numbers.
    Right,
}

/// An exact answer about one side. Ignorance is [`Undecided`], never one of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limit {
    /// A finite exact value, simplified.
    Finite(Expr),
    /// +∞.
    PlusInfinity,
    /// −∞.
    MinusInfinity,
    /// No limit: the values keep oscillating. Their lim inf and lim sup where they can be proved.
    Oscillates(Option<(Bound, Bound)>),
    /// The expression is not defined arbitrarily near the point (on whole intervals), or nowhere near it.
    Undefined,
}

/// A lim inf or lim sup: a finite exact value or an infinity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bound {
    /// −∞.
    MinusInfinity,
    /// A finite exact value.
    Finite(Expr),
    /// +∞.
    PlusInfinity,
}

/// The engine does not know, and which step it could not do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undecided {
    /// The step budget was used up.
    OutOfBudget,
    /// A constant whose sign (or being zero) could not be settled.
    Constant(Expr),
    /// A subexpression this engine has no rule for at this place.
    Unsupported(Expr),
}

/// One line of the explanation: `before` is rewritten to `after` by `rule`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The rule's name, which is also the key of its sentence in the catalogue.
    pub rule: Rule,
    /// The expression before.
    pub before: Expr,
    /// How the two relate.
    pub relation: StepRelation,
    /// The expression after.
    pub after: Expr,
}

/// What a step claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepRelation {
    /// Equal near the point, wherever both are defined.
    Equal,
    /// Asymptotically equal: the ratio tends to 1.
    Asymptotic,
    /// `before` tends to `after`.
    TendsTo,
}

/// A rule a student can look up. The engine's builders extend this list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// cancel a common factor.
    Cancel,
}

/// What is known about the free letters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assumptions {
    /// Letters that stand for positive numbers.
    pub positive: Vec<Symbol>,
    /// Letters that do not stand for 0.
    pub nonzero: Vec<Symbol>,
}

impl Assumptions {
    pub(super) fn is_positive(&self, symbol: &Symbol) -> bool {
        self.positive.contains(symbol)
    }

    pub(super) fn is_nonzero(&self, symbol: &Symbol) -> bool {
        self.is_positive(symbol) || self.nonzero.contains(symbol)
    }
}

/// Why one of the engine's functions stopped without a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// Not defined in the reals near the point.
    Undefined,
    Undecided(Undecided),
    /// A function without an expansion here.
    Unsupported(Function),
    /// All known terms of a series cancel: more are needed.
    Truncated,
    /// A bounded value was expected.
    Unbounded,
    /// A sign was asked of something that keeps changing it.
    Oscillation,
    /// A number or a product is too large to be written out.
    TooLarge,
}

/// A limit, with the way to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The limit, or what could not be done.
    pub limit: Result<Limit, Undecided>,
    /// The explanation.
    pub trace: Vec<Step>,
}

/// The limit.
pub fn limit(budget: &Budget, expr: &Expr, variable: &Symbol, point: &Point, side: Side) -> Answer {
    limit_under(budget, &Assumptions::default(), expr, variable, point, side)
}

/// The limit under assumptions.
pub fn limit_under(
    budget: &Budget,
    assumptions: &Assumptions,
    expr: &Expr,
    variable: &Symbol,
    point: &Point,
    side: Side,
) -> Answer {
    let mut engine = Engine::new(budget, assumptions.clone());
    let result = engine.approach(variable, point, side).and_then(|value| {
        let form = engine.normal(expr, &Binding { variable, value })?;
        engine.limit_of_form(&form)
    });
    Answer { limit: result.or_else(|stop| stop.outcome(expr)), trace: Vec::new() }
}

impl Stop {
    /// What the stop means for the limit of `expr`.
    fn outcome(self, expr: &Expr) -> Result<Limit, Undecided> {
        match self {
            Stop::Undefined => Ok(Limit::Undefined),
            Stop::Undecided(undecided) => Err(undecided),
            Stop::TooLarge => Err(Undecided::OutOfBudget),
            Stop::Unsupported(function) => Err(Undecided::Unsupported(Expr::symbol(function.name()))),
            Stop::Truncated | Stop::Unbounded | Stop::Oscillation => Err(Undecided::Unsupported(expr.clone())),
        }
    }
}

/// f/g next to a point, on one side of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ratio {
    /// The limit of f/g.
    pub limit: Result<Limit, Undecided>,
    /// The size of |f/g|; None where the limit is undefined.
    pub size: Result<Option<Size>, Undecided>,
    /// Whether f, and whether g, is defined there.
    pub defined: (bool, bool),
    /// The leading terms of f and of g in the original variable, where they could be found; 0 for the zero function.
    pub leading: (Option<Expr>, Option<Expr>),
    /// The explanation.
    pub trace: Vec<Step>,
}

/// How f compares with g: the limit of f/g and the size of |f/g|, over the points where f/g is defined.
pub fn ratio(budget: &Budget, f: &Expr, g: &Expr, variable: &Symbol, point: &Point, side: Side) -> Ratio {
    let mut engine = Engine::new(budget, Assumptions::default());
    engine.ratio(f, g, variable, point, side)
}

impl Engine<'_> {
    fn ratio(&mut self, f: &Expr, g: &Expr, variable: &Symbol, point: &Point, side: Side) -> Ratio {
        let whole: Expr = crate::expr::Node::Quotient(f.clone(), g.clone()).into();
        let value = self.approach(variable, point, side);
        let read = |engine: &mut Self, expr: &Expr| {
            let value = value.clone()?;
            engine.normal(expr, &Binding { variable, value })
        };
        let (above, below) = (read(self, f), read(self, g));
        let defined = (above != Err(Stop::Undefined), below != Err(Stop::Undefined));
        let leading = (self.raise_leading(&above), self.raise_leading(&below));
        let form = above.and_then(|above| {
            let inverse = self.reciprocal(&below?)?;
            self.product(&above, &inverse)
        });
        let limit = form.clone().and_then(|form| self.limit_of_form(&form));
        let size = match form.and_then(|form| self.size(&form)) {
            Ok(size) => Ok(Some(size)),
            Err(stop) => stop.outcome(&whole).map(|_| None),
        };
        Ratio { limit: limit.or_else(|stop| stop.outcome(&whole)), size, defined, leading, trace: Vec::new() }
    }

    fn raise_leading(&mut self, form: &Res<Form>) -> Option<Expr> {
        match self.leading(form.as_ref().ok()?).ok()? {
            Leading::Zero => Some(Expr::integer(0)),
            Leading::Term(term) => {
                let powers = self.form_of_powers(&term.powers).ok()?;
                let dominant = self.mul(&term.coefficient, &powers).ok()?;
                Some(self.raise(&dominant))
            }
        }
    }
}

impl Engine<'_> {
    /// The variable as a form in t → +∞: a ± 1/t, t or −t.
    fn approach(&mut self, variable: &Symbol, point: &Point, side: Side) -> Res<Form> {
        use crate::expr::Node;
        use dashu_ratio::RBig;
        let symbol: Expr = Node::Symbol(variable.clone()).into();
        let Point::Finite(place) = point else {
            let is_negative = *point == Point::MinusInfinity;
            self.back = raise::WayBack::new(symbol, is_negative, false);
            return Ok(if is_negative { self.variable().negated() } else { self.variable() });
        };
        let value = self.normal(place, &Binding { variable, value: Form::zero() })?;
        let from_left = side == Side::Left;
        let difference =
            if value.is_zero() { symbol } else { Node::Sum(vec![symbol, Node::Neg(place.clone()).into()]).into() };
        self.back = raise::WayBack::new(difference, from_left, true);
        let step = Form::kernel(kernel::VARIABLE, RBig::NEG_ONE);
        Ok(if from_left { value.minus(&step) } else { value.plus(&step) })
    }

    /// The limit for t → +∞ (`limit_inf` of the thesis).
    fn limit_of_form(&mut self, form: &Form) -> Res<Limit> {
        if let Ok(value) = self.finite_part(form)
            && !self.oscillates(&value)
        {
            return Ok(Limit::Finite(self.raise(&value)));
        }
        let leading = match self.leading(form) {
            Err(Stop::Oscillation) => return self.limit_beside_poles(form),
            leading => leading?,
        };
        let Leading::Term(term) = leading else { return Ok(Limit::Finite(Expr::integer(0))) };
        let growth = self.growth(&term.powers)?;
        if self.oscillates(&term.coefficient) {
            return self.limit_of_oscillation(form, growth, &term);
        }
        match growth {
            Ordering::Less => Ok(Limit::Finite(Expr::integer(0))),
            Ordering::Equal => Ok(Limit::Finite(self.raise(&term.coefficient))),
            Ordering::Greater => Ok(match self.sign_of_constant(&term.coefficient)? {
                Ordering::Less => Limit::MinusInfinity,
                _ => Limit::PlusInfinity,
            }),
        }
    }

    /// A quotient whose denominator has zeros arbitrarily near: if its reciprocal changes its sign again and again, the
    /// quotient comes from −∞ and +∞ at each of them.
    fn limit_beside_poles(&mut self, form: &Form) -> Res<Limit> {
        let inverse = self.pow(form, &dashu_ratio::RBig::NEG_ONE)?;
        if let Leading::Term(term) = self.leading(&inverse)?
            && let Some(range) = self.range(&term.coefficient)?
        {
            let below = range.low.is_none_or(|low| self.sign_of_constant(&low) == Ok(Ordering::Less));
            let above = range.high.is_none_or(|high| self.sign_of_constant(&high) == Ok(Ordering::Greater));
            if below && above {
                return Ok(Limit::Oscillates(Some((Bound::MinusInfinity, Bound::PlusInfinity))));
            }
        }
        Err(Stop::Oscillation)
    }

    fn limit_of_oscillation(&mut self, form: &Form, growth: Ordering, term: &leading::LeadingTerm) -> Res<Limit> {
        let range = self.range(&term.coefficient)?;
        let enclosure = self.enclose(&term.coefficient);
        let bounded = enclosure.low.is_finite() && enclosure.high.is_finite();
        if growth == Ordering::Less && bounded {
            return Ok(Limit::Finite(Expr::integer(0)));
        }
        let Some(range) = range else {
            if growth == Ordering::Greater
                && let Some(sign) = enclosure.sign()
            {
                return Ok(if sign == Ordering::Less { Limit::MinusInfinity } else { Limit::PlusInfinity });
            }
            if growth == Ordering::Equal && self.surely_moves(&term.coefficient)? {
                return Ok(Limit::Oscillates(None));
            }
            return Err(Stop::Undecided(Undecided::Unsupported(self.raise(form))));
        };
        if growth == Ordering::Equal {
            return Ok(match (range.low, range.high) {
                (Some(low), Some(high)) if self.compare_constants(&low, &high)? == Ordering::Equal => {
                    Limit::Finite(self.raise(&low))
                }
                (low, high) => Limit::Oscillates(Some((
                    low.map_or(Bound::MinusInfinity, |low| Bound::Finite(self.raise(&low))),
                    high.map_or(Bound::PlusInfinity, |high| Bound::Finite(self.raise(&high))),
                ))),
            });
        }
        self.limit_of_unbounded_oscillation(form, growth, &range)
    }

    /// Amplitudes that grow, or poles that accumulate.
    fn limit_of_unbounded_oscillation(
        &mut self,
        form: &Form,
        growth: Ordering,
        range: &oscillation::Range,
    ) -> Res<Limit> {
        let below = match &range.low {
            None => Ordering::Less,
            Some(low) => self.sign_of_constant(low)?,
        };
        let above = match &range.high {
            None => Ordering::Greater,
            Some(high) => self.sign_of_constant(high)?,
        };
        match (growth, below, above) {
            (_, Ordering::Less, Ordering::Greater) => {
                Ok(Limit::Oscillates(Some((Bound::MinusInfinity, Bound::PlusInfinity))))
            }
            (Ordering::Greater, Ordering::Greater, _) => Ok(Limit::PlusInfinity),
            (Ordering::Greater, _, Ordering::Less) => Ok(Limit::MinusInfinity),
            (_, _, Ordering::Greater) if form.len() == 1 => {
                Ok(Limit::Oscillates(Some((Bound::Finite(Expr::integer(0)), Bound::PlusInfinity))))
            }
            (_, Ordering::Less, _) if form.len() == 1 => {
                Ok(Limit::Oscillates(Some((Bound::MinusInfinity, Bound::Finite(Expr::integer(0))))))
            }
            _ => Err(Stop::Undecided(Undecided::Unsupported(self.raise(form)))),
        }
    }
}

/// Whether two one-sided limits are the same; None if that could not be settled.
pub fn same(a: &Limit, b: &Limit) -> Option<bool> {
    let (Limit::Finite(a), Limit::Finite(b)) = (a, b) else { return Some(a == b) };
    let budget = Budget::steps(100_000);
    let mut engine = Engine::new(&budget, Assumptions::default());
    let nothing = Symbol::new("");
    let binding = Binding { variable: &nothing, value: Form::zero() };
    let (a, b) = (engine.normal(a, &binding).ok()?, engine.normal(b, &binding).ok()?);
    engine.compare_constants(&a, &b).ok().map(|order| order == Ordering::Equal)
}

impl std::fmt::Display for Bound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Bound::MinusInfinity => f.write_str("-oo"),
            Bound::Finite(value) => value.fmt(f),
            Bound::PlusInfinity => f.write_str("oo"),
        }
    }
}

impl std::fmt::Display for Limit {
    /// For programs: an exact value, `oo`, `-oo`, `[a, b]`, `none` or `undefined`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Limit::Finite(value) => value.fmt(f),
            Limit::PlusInfinity => f.write_str("oo"),
            Limit::MinusInfinity => f.write_str("-oo"),
            Limit::Oscillates(Some((low, high))) => write!(f, "[{low}, {high}]"),
            Limit::Oscillates(None) => f.write_str("none"),
            Limit::Undefined => f.write_str("undefined"),
        }
    }
}

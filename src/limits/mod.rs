//! Exact limits, by Gruntz's algorithm.
//!
//! # The question
//! Where does f(x) go as x → a from one side? Substituting a = ±1/t or ±t turns every such question into one for
//! t → +∞ (`limit_inf`), without any approximation. Near +∞ the functions built from exp, log and powers are tame:
//! each is finally positive, negative or 0, and of any two one can say which grows faster.
//!
//! # The idea
//! Suppose f could be written as c·ω^e + smaller terms, where ω → 0⁺ varies more rapidly than everything in c. Then
//! e > 0 means f → 0, e < 0 means f → ±∞ with the sign of c, and e = 0 means that f has the limit of c, which is a
//! simpler function. So:
//! 1. `normal` reduces the expression to exp, log, powers, sin, cos and atan. Hyperbolic functions are exponentials,
//!    inverse ones logarithms or atan; |u|, max, floor, … are decided by the signs of leading terms.
//!    Γ, erf and their relatives are these times or plus a *germ*, a known power series (`special`, `gamma`, `germ`).
//!    Outside the real domain it stops: log of a negative number is *not defined*, which is an answer.
//! 2. `scale` sorts functions into comparability classes: f ≺ g if log|f|/log|g| → 0. The *mrv set* of an expression
//!    is its most rapidly varying subexpressions; `rewrite` writes its members in one ω of the class, e^u = ω^(−c)·e^rest.
//! 3. `expand` makes the `series` in ω, with coefficients of lower classes, exactly and only as far as needed.
//! 4. `leading` takes the first coefficient that is not 0 and asks the same of it, class by class, until a constant
//!    is left: f ~ c·ω₁^e₁·ω₂^e₂·… The limit, the sign near the point and every comparison are read off this.
//!
//! The difference from the thesis: classes are found from the bottom up and kept for the whole computation, instead of
//! being found anew in every step, and t itself is a class (with log t below it), so that nothing has to be "moved up".
//! Before a series is made, the calculus that students know is tried: factors multiply, the dominant term of a sum wins,
//! sin u ~ u as u → 0. The series is needed only where dominant terms cancel.
//!
//! # The hard parts
//! - *Is it zero?* A cancellation that never ends is recognised by `zero_test` (functions) and `constant`
//!   (constants: enclosures prove that a number is not 0; only algebra proves that it is). What can be settled by neither
//!   is [`Undecided`], with the piece named.
//! - *Oscillation.* sin and cos of unbounded arguments count as constants that keep moving (`oscillation`, `torus`, `range`);
//!   a leading coefficient made of them has a range, which gives lim inf and lim sup.
//! - *Poles and zeros that accumulate.* Near the zeros of an oscillating coefficient nothing is asymptotically equal to
//!   its leading term; every place that would need it stops instead, unless poles of both signs can be proved (`torus`).
//! - *Letters.* Which term leads may depend on the value of a parameter. Then the engine looks for an answer that holds
//!   for all values, or stops.
//!
//! # The reserve
//! What only some limits need, from special functions to the ranges of oscillations, lies in the `reserve`: the page fetches
//! it after its first verdict ([`crate::later`]). Such functions are called by their name and written as `reserved_…`.
//!
//! # Where the thesis's functions are
//! `compare`, `mrv` and `rewrite` in `scale`, `leading_term` (mrv_leadterm) in `leading`, `sign` there too,
//! `limit_inf` in `limit_inf`. Source: D. Gruntz, On Computing Limits in a Symbolic Manipulation System, ETH Zürich
//! 1996; bottom-up scales: Richardson, Salvy, Shackell, van der Hoeven, Asymptotic expansions of exp-log functions, 1996.
//!
//! # Reading an answer
//! [`Limit`] is knowledge, also where it says that there is no limit; [`Undecided`] is ignorance. The [`Step`]s of the
//! trace are each true by themselves. Effort is counted in steps of the [`Budget`], so the same question has the same
//! answer everywhere.

mod constant;
mod derivative;
mod elementary;
mod expand;
mod form;
mod gamma;
mod germ;
mod kernel;
mod leading;
mod limit_inf;
mod normal;
mod oscillation;
mod raise;
mod range;
pub(crate) mod reserve;
mod scale;
mod series;
mod size;
mod special;
mod steps;
mod torus;
mod trace;
mod trigonometric;
mod zero_test;

pub use size::{Class, Size};
pub use trace::{Rule, Step, StepRelation};

use crate::{
    budget::Budget,
    expr::{Expr, Node, Symbol},
    functions::Function,
};
use dashu_ratio::RBig;
use form::Form;
use kernel::{Engine, Res, VARIABLE};
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

/// The limit of `expr` as `variable` tends to `point` from one side, with the way to it.
///
/// - `point`, `side`: where from; at ±∞ the side does not matter.
///
/// ```
/// use little_o::{budget::Budget, expr::{Expr, Symbol}, limits::{self, Point, Side}};
/// let expr: Expr = "(tan(x) - sin(x))/x^3".parse()?;
/// let zero = Point::Finite(Expr::integer(0));
/// let answer = limits::limit(&Budget::steps(10_000), &expr, &Symbol::new("x"), &zero, Side::Right);
/// assert_eq!(answer.limit.map(|limit| limit.to_string()), Ok("1/2".to_owned()));
/// # Ok::<(), little_o::diagnostic::Diagnostic>(())
/// ```
pub fn limit(budget: &Budget, expr: &Expr, variable: &Symbol, point: &Point, side: Side) -> Answer {
    let mut engine = Engine::new(budget, Assumptions::default());
    let limit = engine.limit(expr, variable, point, side);
    let trace = match (&limit, engine.approach(variable, point, side)) {
        (Ok(limit), Ok(value)) => engine.explain_limit(expr, &Binding { variable, value }, limit),
        _ => Vec::new(),
    };
    Answer { limit, trace }
}

/// [`limit`] where something is known about the free letters, without the explanation.
///
/// # Errors
/// What could not be done, if the engine does not know.
pub fn limit_under(
    budget: &Budget,
    assumptions: &Assumptions,
    expr: &Expr,
    variable: &Symbol,
    point: &Point,
    side: Side,
) -> Result<Limit, Undecided> {
    Engine::new(budget, assumptions.clone()).limit(expr, variable, point, side)
}

/// The leading term of `expr` beside `point`, in the variable itself: x³/2 of tan x − sin x at 0. 0 for the zero function.
///
/// # Errors
/// What could not be done; [`Undecided::Unsupported`] with the expression also where it is not defined.
///
/// ```
/// use little_o::{budget::Budget, expr::{Expr, Symbol}, limits::{self, Point, Side}};
/// let expr: Expr = "x^2*log(abs(x)) + x^3".parse()?;
/// let zero = Point::Finite(Expr::integer(0));
/// let term = limits::leading_term(&Budget::steps(10_000), &expr, &Symbol::new("x"), &zero, Side::Right);
/// assert_eq!(term.map(|term| term.to_string()), Ok("x^2*log(x)".to_owned()));
/// # Ok::<(), little_o::diagnostic::Diagnostic>(())
/// ```
pub fn leading_term(
    budget: &Budget,
    expr: &Expr,
    variable: &Symbol,
    point: &Point,
    side: Side,
) -> Result<Expr, Undecided> {
    let mut engine = Engine::new(budget, Assumptions::default());
    let form =
        engine.approach(variable, point, side).and_then(|value| engine.normal(expr, &Binding { variable, value }));
    engine.raise_leading(&form).ok_or_else(|| Undecided::Unsupported(expr.clone()))
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
    fn limit(&mut self, expr: &Expr, variable: &Symbol, point: &Point, side: Side) -> Result<Limit, Undecided> {
        let limit = self.approach(variable, point, side).and_then(|value| {
            let form = self.normal(expr, &Binding { variable, value })?;
            self.limit_inf(&form)
        });
        limit.or_else(|stop| stop.outcome(expr))
    }

    fn ratio(&mut self, f: &Expr, g: &Expr, variable: &Symbol, point: &Point, side: Side) -> Ratio {
        let whole: Expr = Node::Quotient(f.clone(), g.clone()).into();
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
        let limit = form.clone().and_then(|form| self.limit_inf(&form)).or_else(|stop| stop.outcome(&whole));
        let size = match form.and_then(|form| self.size(&form)) {
            Ok(size) => Ok(Some(size)),
            Err(stop) => stop.outcome(&whole).map(|_| None),
        };
        let trace = match (&limit, value) {
            (Ok(limit), Ok(value)) => self.explain_ratio((f, g), &Binding { variable, value }, limit),
            _ => Vec::new(),
        };
        Ratio { limit, size, defined, leading, trace }
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
        let step = Form::kernel(VARIABLE, RBig::NEG_ONE);
        Ok(if from_left { value.minus(&step) } else { value.plus(&step) })
    }
}

/// Whether two one-sided limits are the same; None if that could not be settled.
pub fn same(a: &Limit, b: &Limit) -> Option<bool> {
    same_within(&Budget::steps(100_000), a, b).ok()
}

/// [`same`] as a step of a longer computation.
///
/// # Errors
/// What could not be settled.
pub fn same_within(budget: &Budget, a: &Limit, b: &Limit) -> Result<bool, Undecided> {
    let (Limit::Finite(a), Limit::Finite(b)) = (a, b) else { return Ok(a == b) };
    // The same formula has the same value, also where the signs of its letters are not known.
    if a == b {
        return Ok(true);
    }
    let mut engine = Engine::new(budget, Assumptions::default());
    let nothing = Symbol::new("");
    let binding = Binding { variable: &nothing, value: Form::zero() };
    let mut order = || {
        let (a, b) = (engine.normal(a, &binding)?, engine.normal(b, &binding)?);
        engine.compare_constants(&a, &b)
    };
    match order() {
        Ok(order) => Ok(order == Ordering::Equal),
        Err(Stop::Undecided(undecided)) => Err(undecided),
        Err(_) => Err(Undecided::Constant(Node::Sum(vec![a.clone(), Node::Neg(b.clone()).into()]).into())),
    }
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

#[cfg(test)]
mod tests;

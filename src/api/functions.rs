//! What JavaScript may call, in Rust: texts and numbers in, plain answers out, in the words of the page's statuses.

use crate::budget::Budget;
use crate::descent::{self, Schedule};
use crate::diagnostic::Diagnostic;
use crate::eval::{Tangent, Tape};
use crate::expr::{self, Expr, Symbol};
use crate::numerals::plain;
use crate::order::{self, Sides, Verdict};
use crate::session::read_point;
use rust_i18n::t;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The engine steps of one question, as in the page.
const EFFORT: u64 = 200_000;
/// Longer runs are refused.
const MOST_STEPS: usize = 100_000;

/// Why a question has no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What is wrong, in words.
    pub message: String,
    /// Where in the formula, in JavaScript's units of text.
    pub span: Option<(usize, usize)>,
}

impl Failure {
    fn of(message: impl Into<String>) -> Failure {
        Failure { message: message.into(), span: None }
    }

    fn in_source(source: &str, diagnostic: Diagnostic) -> Failure {
        let units = |byte: usize| source.get(..byte).unwrap_or(source).encode_utf16().count();
        let span = Some((units(diagnostic.span.start), units(diagnostic.span.end)));
        Failure { message: diagnostic.message, span }
    }
}

/// Where and from where a limit is taken, in the words of links.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(default, rename_all = "camelCase")]
pub struct Options {
    /// The letter that moves; x if it is not said.
    pub var: Option<String>,
    /// An exact constant, `oo` or `-oo`; 0 if it is not said.
    pub at: Option<Constant>,
    /// `both`, `left` or `right`.
    pub side: Option<String>,
    /// Exact values of other letters; those without one stay letters.
    pub params: BTreeMap<String, Constant>,
}

/// An exact constant: a text such as `pi/2`, or a number, which stands for its shortest decimal.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(untagged)]
pub enum Constant {
    /// As text.
    Text(String),
    /// As a number.
    Number(f64),
}

impl Constant {
    fn source(&self) -> String {
        match self {
            Constant::Text(text) => text.clone(),
            Constant::Number(number) => plain(*number),
        }
    }
}

/// The limits of an expression, as exact texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LimitAnswer {
    /// From both sides: an exact value, `oo`, `-oo`, `[a, b]`, `none`, `undefined` or `undecided`.
    pub limit: String,
    /// From the left, if that side was asked for.
    pub left: Option<String>,
    /// From the right, if that side was asked for.
    pub right: Option<String>,
}

/// How f compares with g.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RelationAnswer {
    /// `little-o`, `same-order`, `bounded`, `larger`, `not-comparable`, `undefined` or `undecided`.
    pub verdict: &'static str,
    /// Whether f is o(g); nothing where that has no meaning or is not known.
    pub little_o: Option<bool>,
    /// Whether f is O(g).
    pub big_o: Option<bool>,
    /// Whether f is Θ(g).
    pub theta: Option<bool>,
    /// The limits of f/g.
    #[serde(flatten)]
    pub limits: LimitAnswer,
}

/// The straight-line guess beside the truth.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Approximation {
    /// f(x + ε).
    pub value: f64,
    /// f(x) + f′(x)·ε.
    pub approximation: f64,
    /// value − approximation, with no digit lost in one variable.
    pub error: f64,
    /// f′(x), a number; in two variables the gradient.
    pub slope: Place,
}

/// A number, or one for each variable.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Place {
    /// One variable.
    One(f64),
    /// x and y.
    Several(Vec<f64>),
}

impl Place {
    fn coordinates(&self) -> Vec<f64> {
        match self {
            Place::One(x) => vec![*x],
            Place::Several(all) => all.clone(),
        }
    }

    /// As many numbers as `self`, in the same form.
    fn like(&self, coordinates: &[f64]) -> Place {
        match (self, coordinates) {
            (Place::One(_), [x]) => Place::One(*x),
            _ => Place::Several(coordinates.to_vec()),
        }
    }
}

/// A run of gradient descent.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RunAnswer {
    /// The start and every step after it.
    pub steps: Vec<StepAnswer>,
    /// `left-domain`, `diverged`, `stuck`, `converged`, `oscillating` or `out-of-steps`.
    pub outcome: &'static str,
}

/// One place of a run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StepAnswer {
    /// 0 at the start.
    pub step: usize,
    /// Where the run is.
    pub x: Place,
    /// f there; NaN where f is not defined.
    pub loss: f64,
}

/// The exact limit of an expression.
///
/// # Errors
/// Text that cannot be read, with its place.
///
/// ```
/// use little_o::api::functions::{Options, limit};
/// let answer = limit("sin(x)/x", &Options::default())?;
/// assert_eq!((answer.limit.as_str(), answer.left.as_deref()), ("1", Some("1")));
/// assert_eq!(limit("1 + sn(x)", &Options::default()).unwrap_err().span, Some((4, 6)));
/// # Ok::<(), little_o::api::functions::Failure>(())
/// ```
pub fn limit(expr: &str, options: &Options) -> Result<LimitAnswer, Failure> {
    Ok(limits_of(&verdict(expr, "1", options)?))
}

/// How f compares with g: o, O, Θ and the limits of f/g.
///
/// # Errors
/// Text that cannot be read, with its place.
///
/// ```
/// use little_o::api::functions::{Options, relation};
/// let answer = relation("x^2", "x", &Options::default())?;
/// assert_eq!((answer.verdict, answer.little_o, answer.limits.limit.as_str()), ("little-o", Some(true), "0"));
/// # Ok::<(), little_o::api::functions::Failure>(())
/// ```
pub fn relation(f: &str, g: &str, options: &Options) -> Result<RelationAnswer, Failure> {
    let verdict = verdict(f, g, options)?;
    let (little_o, big_o, theta) = match verdict.relation.answers() {
        Some((little_o, big_o, theta)) => (Some(little_o), Some(big_o), Some(theta)),
        None => (None, None, None),
    };
    Ok(RelationAnswer { verdict: verdict.relation.name(), little_o, big_o, theta, limits: limits_of(&verdict) })
}

/// f(x + ε), the tangent's guess of it, and the guess's error. One variable x, or x and y.
///
/// # Errors
/// Text that cannot be read; a place where f has no value or no slope; x and ε of different lengths.
///
/// ```
/// use little_o::api::functions::{Place, linear_approximation};
/// let guess = linear_approximation("x^2", &Place::One(3.0), &Place::One(0.5))?;
/// assert_eq!((guess.value, guess.approximation, guess.error, guess.slope), (12.25, 12.0, 0.25, Place::One(6.0)));
/// # Ok::<(), little_o::api::functions::Failure>(())
/// ```
pub fn linear_approximation(f: &str, x: &Place, eps: &Place) -> Result<Approximation, Failure> {
    let (point, step) = (x.coordinates(), eps.coordinates());
    if point.len() != step.len() {
        return Err(Failure::of(t!("api.lengths")));
    }
    let (expr, symbols) = function_of(f, point.len())?;
    let tape = Tape::new(&expr, &symbols);
    let (start, gradient) = tape.gradient(&point);
    if !start.is_finite() {
        return Err(Failure::of(t!("tangent.no_value_at_point")));
    }
    if !gradient.iter().all(|slope| slope.is_finite()) {
        return Err(Failure::of(t!("tangent.no_slope")));
    }
    let moved: Vec<f64> = point.iter().zip(&step).map(|(x, eps)| x + eps).collect();
    let (value, approximation, error) = match (symbols.as_slice(), point.as_slice(), step.as_slice()) {
        ([symbol], [x], [eps]) => {
            let tangent = Tangent::new(&expr, symbol, *x).ok_or_else(|| Failure::of(t!("tangent.no_slope")))?;
            (tangent.truth(*eps), tangent.approximation(*eps), tangent.remainder(*eps))
        }
        _ => {
            let approximation = start + gradient.iter().zip(&step).map(|(slope, eps)| slope * eps).sum::<f64>();
            let value = tape.eval(&moved);
            (value, approximation, value - approximation)
        }
    };
    if !value.is_finite() {
        return Err(Failure::of(t!("tangent.no_value_at_step")));
    }
    Ok(Approximation { value, approximation, error, slope: x.like(&gradient) })
}

/// x ← x − rate·∇f(x), `steps` times from `start`. One variable x, or x and y.
///
/// # Errors
/// Text that cannot be read; a learning rate that is negative or no number; more than 100 000 steps.
///
/// ```
/// use little_o::api::functions::{Place, gradient_descent};
/// let run = gradient_descent("x^2", &Place::One(1.0), 0.25, 2)?;
/// assert_eq!(run.steps[2].x, Place::One(0.25));
/// assert_eq!(run.outcome, "out-of-steps");
/// # Ok::<(), little_o::api::functions::Failure>(())
/// ```
pub fn gradient_descent(f: &str, start: &Place, rate: f64, steps: usize) -> Result<RunAnswer, Failure> {
    if !(rate >= 0.0 && rate.is_finite()) {
        return Err(Failure::of(t!("api.rate")));
    }
    if steps > MOST_STEPS {
        return Err(Failure::of(t!("api.steps", most = MOST_STEPS)));
    }
    let point = start.coordinates();
    let (expr, symbols) = function_of(f, point.len())?;
    let run = descent::run(&Tape::new(&expr, &symbols), &point, &Schedule::constant(rate), steps);
    let told = run.iterates.iter().enumerate();
    let steps = told.map(|(step, it)| StepAnswer { step, x: start.like(&it.x), loss: it.value }).collect();
    Ok(RunAnswer { steps, outcome: run.outcome.name() })
}

fn read(source: &str) -> Result<Expr, Failure> {
    expr::read(source).map(|reading| reading.expr).map_err(|diagnostic| Failure::in_source(source, diagnostic))
}

fn verdict(f: &str, g: &str, options: &Options) -> Result<Verdict, Failure> {
    let (mut f, mut g) = (read(f)?, read(g)?);
    for (name, value) in &options.params {
        let (symbol, value) = (Symbol::new(name), read(&value.source())?);
        (f, g) = (f.substitute(&symbol, &value), g.substitute(&symbol, &value));
    }
    let variable = Symbol::new(options.var.as_deref().unwrap_or("x"));
    let at = options.at.as_ref().map_or_else(|| "0".to_owned(), Constant::source);
    let point = read_point(&at).ok_or_else(|| Failure::of(t!("api.point", at = at)))?;
    let sides = match options.side.as_deref().unwrap_or("both") {
        "both" => Sides::Both,
        "left" => Sides::Left,
        "right" => Sides::Right,
        side => return Err(Failure::of(t!("api.side", side = side))),
    };
    Ok(order::relation(&Budget::steps(EFFORT), &f, &g, &variable, &point, sides))
}

fn limits_of(verdict: &Verdict) -> LimitAnswer {
    LimitAnswer { limit: verdict.limit_text(), left: verdict.left_text(), right: verdict.right_text() }
}

/// A function of x, or of x and y; of its only letter if it has just one.
fn function_of(source: &str, variables: usize) -> Result<(Expr, Vec<Symbol>), Failure> {
    let expr = read(source)?;
    let mut letters: Vec<Symbol> = expr.symbols().into_iter().collect();
    let names: &[&str] = match variables {
        1 => &["x"],
        2 => &["x", "y"],
        _ => return Err(Failure::of(t!("api.variables"))),
    };
    let is_known = |letter: &Symbol| names.contains(&letter.name());
    if variables == 1 && letters.len() == 1 {
        return Ok((expr, letters));
    }
    match letters.iter().find(|letter| !is_known(letter)) {
        Some(letter) => Err(Failure::of(t!("api.letter", letter = letter.name()))),
        None => {
            letters = names.iter().map(|name| Symbol::new(name)).collect();
            Ok((expr, letters))
        }
    }
}

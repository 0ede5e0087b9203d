//! The tangent and what it misses: f(x + ε) = f(x) + f′(x)·ε + remainder, the remainder being o(ε).

use super::{Beside, Kink, Series, Tape, Truthful, truthful};
use crate::expr::{Expr, Node, Symbol};
use dashu_ratio::RBig;
use std::sync::Arc;

/// The relative error of numbers that are read, not drawn.
const READ: f64 = 1e-14;

/// The letter for the step. No formula that was typed has a letter of this name.
const STEP: &str = "ε";

/// The tangent of a function at a point.
///
/// ```
/// use little_o::{eval::Tangent, expr::{Symbol, read}};
/// let Some(tangent) = Tangent::new(&read("x^2")?.expr, &Symbol::new("x"), 3.0) else { panic!() };
/// assert_eq!((tangent.value, tangent.slope), (9.0, 6.0));
/// assert_eq!(tangent.approximation(0.5), 12.0);
/// assert_eq!(tangent.remainder(0.5), 0.25);
/// // Doubles alone would give 0 or 8.9e-16 here.
/// assert_eq!(tangent.remainder(2f64.powi(-30)), 2f64.powi(-60));
/// # Ok::<(), little_o::diagnostic::Diagnostic>(())
/// ```
#[derive(Clone, Debug)]
pub struct Tangent {
    /// Where it touches.
    pub point: f64,
    /// f(point).
    pub value: f64,
    /// f′(point); at a kink the convention that [`Tape::kinks`] names.
    pub slope: f64,
    function: Tape,
    remainder: Remainder,
}

/// f(point + ε) − f(point) − f′(point)·ε.
#[derive(Clone, Debug)]
struct Remainder {
    /// As a formula of ε.
    expr: Expr,
    /// As a function of ε.
    function: Arc<Truthful>,
    /// Whether f′(point) has all its digits, so that no term in ε is left.
    is_exact: bool,
}

impl Tangent {
    /// The tangent of `expr` at `symbol` = `point`; `None` where there is no value or no slope.
    pub fn new(expr: &Expr, symbol: &Symbol, point: f64) -> Option<Tangent> {
        let function = Tape::new(expr, std::slice::from_ref(symbol));
        let (value, slope) = function.derivative(&[point], 0);
        if !(value.is_finite() && slope.is_finite()) {
            return None;
        }
        let remainder = remainder(expr, symbol, &function, point, slope)?;
        Some(Tangent { point, value, slope, function, remainder })
    }

    /// f(point + ε), the true value; NaN where f is not defined.
    pub fn truth(&self, eps: f64) -> f64 {
        truthful::eval(&self.function, &[self.point + eps], READ)
    }

    /// f(point) + f′(point)·ε.
    pub fn approximation(&self, eps: f64) -> f64 {
        self.value + self.slope * eps
    }

    /// f(point + ε) − f(point) − f′(point)·ε, with no digits lost to cancellation however small ε is.
    pub fn remainder(&self, eps: f64) -> f64 {
        truthful::eval(self.remainder.function.tape(), &[eps], READ)
    }

    /// The remainder as a function of ε, and series for it on both sides of ε = 0 where f has one: for drawing, since
    /// each value near 0 would else take high precision.
    ///
    /// ```
    /// use little_o::{eval::{Interval, Tangent}, expr::{Symbol, read}};
    /// let tangent = Tangent::new(&read("exp(x)")?.expr, &Symbol::new("x"), 0.0);
    /// let [_, right] = tangent.map(|tangent| tangent.remainder_series().1).unwrap_or_default();
    /// // e^ε − 1 − ε = ε²/2 + …
    /// assert!(right.is_some_and(|series| (series.bounds(Interval::point(1e-9)).lower / 5e-19 - 1.0).abs() < 1e-6));
    /// # Ok::<(), little_o::diagnostic::Diagnostic>(())
    /// ```
    pub fn remainder_series(&self) -> (Arc<Truthful>, [Option<Series>; 2]) {
        let Remainder { expr, function, is_exact } = &self.remainder;
        let one_side = |sign: f64| {
            let beside = Beside::new(expr, &Expr::integer(1), &Symbol::new(STEP), Some([2, 0]), sign);
            Some(beside).filter(|_| *is_exact)?.series(1.0)
        };
        (function.clone(), [-1.0, 1.0].map(one_side))
    }

    /// remainder(ε)/ε, which tends to 0 with ε where f has a derivative. NaN at ε = 0.
    pub fn relative_remainder(&self, eps: f64) -> f64 {
        if eps == 0.0 { f64::NAN } else { self.remainder(eps) / eps }
    }

    /// The kinks the point hits, where the slope is a convention.
    pub fn kinks(&self) -> Vec<Kink> {
        self.function.kinks(&[self.point], 0)
    }
}

/// The derivative is the one by rule, which has as many digits as are asked for; where the rule has none (Γ) or a
/// convention differs from it, it is the given slope.
fn remainder(expr: &Expr, symbol: &Symbol, function: &Tape, point: f64, slope: f64) -> Option<Remainder> {
    let sum = |terms: Vec<Expr>| Expr::from(Node::Sum(terms));
    let negative = |a: Expr| Expr::from(Node::Neg(a));
    let number = |value: f64| RBig::try_from(value).ok().map(Expr::number);
    let rule = expr.derivative(symbol).ok().filter(|rule| {
        let at_point = truthful::eval(&Tape::new(rule, std::slice::from_ref(symbol)), &[point], READ);
        function.kinks(&[point], 0).is_empty() && (at_point - slope).abs() <= 1e-9 * slope.abs().max(1e-300)
    });
    let (eps, exact_point) = (Symbol::new(STEP), number(point)?);
    let at_point = |expr: &Expr| expr.substitute(symbol, &exact_point);
    let is_exact = rule.is_some();
    let slope = rule.map_or_else(|| number(slope), |rule| Some(at_point(&rule)))?;
    let step = Expr::from(Node::Symbol(eps.clone()));
    let moved = expr.substitute(symbol, &sum(vec![exact_point.clone(), step.clone()]));
    let linear = Expr::from(Node::Product(vec![slope, step]));
    let expr = sum(vec![moved, negative(at_point(expr)), negative(linear)]);
    Some(Remainder { function: Arc::new(Truthful::new(&expr, &eps)), expr, is_exact })
}

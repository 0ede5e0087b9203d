//! The tangent and what it misses: f(x + ε) = f(x) + f′(x)·ε + remainder, the remainder being o(ε).

use super::{Kink, Tape, truthful};
use crate::expr::{Expr, Node, Symbol};

/// The relative error of numbers that are read, not drawn.
const READ: f64 = 1e-14;

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
    remainder: Tape,
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
        truthful::eval(&self.function, &[self.point + eps], READ, &truthful::unbounded())
    }

    /// f(point) + f′(point)·ε.
    pub fn approximation(&self, eps: f64) -> f64 {
        self.value + self.slope * eps
    }

    /// f(point + ε) − f(point) − f′(point)·ε, with no digits lost to cancellation however small ε is.
    pub fn remainder(&self, eps: f64) -> f64 {
        truthful::eval(&self.remainder, &[self.point, eps], READ, &truthful::unbounded())
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

/// f(x + ε) − f(x) − f′(x)·ε as a tape of x and ε. The derivative is the one by rule, which has as many digits as are
/// asked for; where the rule has none (Γ) or a convention differs from it, it is the given slope.
fn remainder(expr: &Expr, symbol: &Symbol, function: &Tape, point: f64, slope: f64) -> Option<Tape> {
    // No formula that was typed has a letter of this name.
    let step = Symbol::new("ε");
    let sum = |terms: Vec<Expr>| Expr::from(Node::Sum(terms));
    let negative = |a: Expr| Expr::from(Node::Neg(a));
    let rule = expr.derivative(symbol).ok().filter(|rule| {
        let at_point =
            truthful::eval(&Tape::new(rule, std::slice::from_ref(symbol)), &[point], READ, &truthful::unbounded());
        function.kinks(&[point], 0).is_empty() && (at_point - slope).abs() <= 1e-9 * slope.abs().max(1e-300)
    });
    let slope = match rule {
        Some(rule) => rule,
        None => Expr::number(dashu_ratio::RBig::try_from(slope).ok()?),
    };
    let eps = Expr::from(Node::Symbol(step.clone()));
    let moved = expr.substitute(symbol, &sum(vec![Expr::from(Node::Symbol(symbol.clone())), eps.clone()]));
    let linear = Expr::from(Node::Product(vec![slope, eps]));
    Some(Tape::new(&sum(vec![moved, negative(expr.clone()), negative(linear)]), &[symbol.clone(), step]))
}

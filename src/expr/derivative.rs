//! Derivatives by rule: one rule per kind of node, the functions' rules from the table of functions.

use super::{Expr, Node, Symbol};
use crate::functions::Function;
use dashu_ratio::RBig;

/// The language cannot write down the derivative of this function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the derivative of {} is not in the language", .0.name())]
pub struct NoDerivative(pub Function);

type Derived = Result<Expr, NoDerivative>;

impl Expr {
    /// The derivative with respect to `variable`, every other letter held fixed, lightly tidied (0 and 1 disappear).
    ///
    /// At kinks it follows the libraries of machine learning: abs′(0) = sign(0) = 0, relu′(0) = 0, and where `max` or
    /// `min` ties, the mean of the two derivatives. Steps (`floor`, `sign`) have derivative 0.
    ///
    /// # Errors
    /// [`NoDerivative`] if `variable` occurs inside `gamma` or `factorial`.
    ///
    /// ```
    /// use little_o::expr::{Expr, Symbol};
    /// let expr: Expr = "x^3 + sin(2x)".parse()?;
    /// assert_eq!(expr.derivative(&Symbol::new("x")).map(|d| d.to_string()), Ok("3*x^2 + 2*cos(2*x)".into()));
    /// # Ok::<(), little_o::diagnostic::Diagnostic>(())
    /// ```
    pub fn derivative(&self, variable: &Symbol) -> Derived {
        if !self.contains(variable) {
            return Ok(Expr::integer(0));
        }
        match self.node() {
            Node::Number(_) | Node::Constant(_) => Ok(Expr::integer(0)),
            Node::Symbol(symbol) => Ok(Expr::integer(i64::from(symbol == variable))),
            Node::Sum(terms) => terms.iter().map(|term| term.derivative(variable)).collect::<Result<_, _>>().map(plus),
            Node::Neg(a) => a.derivative(variable).map(negative),
            Node::Product(factors) => product(factors, variable),
            Node::Quotient(a, b) => quotient(a, b, variable),
            Node::Power(base, exponent) => power(base, exponent, variable),
            Node::Call(function, arguments) => call(*function, arguments, variable),
            Node::Where(condition, then, otherwise) => {
                let (then, otherwise) = (then.derivative(variable)?, otherwise.derivative(variable)?);
                Ok(Node::Where(condition.clone(), then, otherwise).into())
            }
        }
    }
}

/// (a·b·c)′ = a′·b·c + a·b′·c + a·b·c′.
fn product(factors: &[Expr], variable: &Symbol) -> Derived {
    let mut terms = Vec::new();
    for (index, factor) in factors.iter().enumerate() {
        let mut parts = factors.to_vec();
        if let Some(part) = parts.get_mut(index) {
            *part = factor.derivative(variable)?;
        }
        terms.push(times(parts));
    }
    Ok(plus(terms))
}

/// (a/b)′ = (a′·b − a·b′)/b².
fn quotient(a: &Expr, b: &Expr, variable: &Symbol) -> Derived {
    let above = a.derivative(variable)?;
    if !b.contains(variable) {
        return Ok(over(above, b.clone()));
    }
    let below = b.derivative(variable)?;
    let numerator = plus(vec![times(vec![above, b.clone()]), negative(times(vec![a.clone(), below]))]);
    Ok(over(numerator, raised(b.clone(), Expr::integer(2))))
}

/// (a^b)′: b·a^(b−1)·a′ for fixed b, a^b·log(a)·b′ for fixed a, a^b·(b′·log(a) + b·a′/a) for neither.
fn power(base: &Expr, exponent: &Expr, variable: &Symbol) -> Derived {
    let inner = base.derivative(variable)?;
    if !exponent.contains(variable) {
        let lower = plus(vec![exponent.clone(), Expr::integer(-1)]);
        return Ok(times(vec![exponent.clone(), raised(base.clone(), lower), inner]));
    }
    let whole = raised(base.clone(), exponent.clone());
    let outer = exponent.derivative(variable)?;
    let log = match base.node() {
        Node::Constant(super::Constant::E) => Expr::integer(1),
        _ => Expr::call(Function::Log, base.clone()),
    };
    let by_exponent = times(vec![outer, log]);
    let by_base = over(times(vec![exponent.clone(), inner]), base.clone());
    Ok(times(vec![whole, plus(vec![by_exponent, by_base])]))
}

fn call(function: Function, arguments: &[Expr], variable: &Symbol) -> Derived {
    match (function, arguments) {
        (Function::Max | Function::Min, _) => extremum(function, arguments, variable),
        (Function::Atan2, [y, x]) => {
            let turn = vec![times(vec![y.derivative(variable)?, x.clone()])];
            let back = negative(times(vec![y.clone(), x.derivative(variable)?]));
            let square = |u: &Expr| raised(u.clone(), Expr::integer(2));
            Ok(over(plus([turn, vec![back]].concat()), plus(vec![square(x), square(y)])))
        }
        (_, [argument]) => {
            let rule = function.info().derivative.and_then(|rule| rule.parse::<Expr>().ok());
            let outer = rule.ok_or(NoDerivative(function))?.substitute(&Symbol::new("u"), argument);
            chained(outer, argument.derivative(variable)?)
        }
        _ => Err(NoDerivative(function)),
    }
}

/// outer·inner, with a quotient 1/v becoming inner/v.
fn chained(outer: Expr, inner: Expr) -> Derived {
    Ok(match outer.node() {
        Node::Quotient(one, below) if is_one(one) => over(inner, below.clone()),
        _ => times(vec![inner, outer]),
    })
}

/// max(a, b)′ = a′·(1 + sign(a − b))/2 + b′·(1 + sign(b − a))/2, taken pairwise: each derivative occurs once, so that
/// nested maxima stay small, and a tie gives the mean.
fn extremum(function: Function, arguments: &[Expr], variable: &Symbol) -> Derived {
    let Some((first, others)) = arguments.split_first() else { return Err(NoDerivative(function)) };
    let mut value = first.clone();
    let mut slope = first.derivative(variable)?;
    for other in others {
        let ahead = plus(vec![value.clone(), negative(other.clone())]);
        let ahead = if function == Function::Max { ahead } else { negative(ahead) };
        let sign = Expr::call(Function::Sign, ahead);
        let weight = |sign: Expr| over(plus(vec![Expr::integer(1), sign]), Expr::integer(2));
        let other_slope = other.derivative(variable)?;
        slope = plus(vec![times(vec![slope, weight(sign.clone())]), times(vec![other_slope, weight(negative(sign))])]);
        value = Node::Call(function, vec![value, other.clone()]).into();
    }
    Ok(slope)
}

fn is_zero(expr: &Expr) -> bool {
    matches!(expr.node(), Node::Number(value) if value.is_zero())
}

fn is_one(expr: &Expr) -> bool {
    matches!(expr.node(), Node::Number(value) if value.is_one())
}

/// The sum, without zeros, its numbers added up, nested sums flattened.
fn plus(terms: Vec<Expr>) -> Expr {
    let mut number = RBig::ZERO;
    let mut kept = Vec::new();
    for term in terms {
        match term.node() {
            Node::Number(value) => number += value,
            Node::Neg(a) if matches!(a.node(), Node::Number(_)) => {
                if let Node::Number(value) = a.node() {
                    number -= value;
                }
            }
            Node::Sum(parts) => kept.extend(parts.iter().cloned()),
            _ => kept.push(term),
        }
    }
    if !number.is_zero() || kept.is_empty() {
        kept.push(Expr::number(number));
    }
    match kept.as_slice() {
        [only] => only.clone(),
        _ => Node::Sum(kept).into(),
    }
}

/// The product: zero if a factor is zero, signs and numbers gathered in front, nested products flattened.
fn times(factors: Vec<Expr>) -> Expr {
    let mut number = RBig::ONE;
    let mut kept = Vec::new();
    let mut waiting = factors;
    waiting.reverse();
    while let Some(factor) = waiting.pop() {
        match factor.node() {
            Node::Number(value) => number *= value,
            Node::Neg(a) => {
                number = -number;
                waiting.push(a.clone());
            }
            Node::Product(parts) => waiting.extend(parts.iter().rev().cloned()),
            _ => kept.push(factor),
        }
    }
    let minus = number < RBig::ZERO;
    let number = if minus { -number } else { number };
    if number.is_zero() {
        return Expr::integer(0);
    }
    if !number.is_one() || kept.is_empty() {
        kept.insert(0, Expr::number(number));
    }
    let product = match kept.as_slice() {
        [only] => only.clone(),
        _ => Node::Product(kept).into(),
    };
    if minus { negative(product) } else { product }
}

fn negative(a: Expr) -> Expr {
    match a.node() {
        Node::Number(value) => Expr::number(-value.clone()),
        Node::Neg(a) => a.clone(),
        _ => Node::Neg(a).into(),
    }
}

fn over(a: Expr, b: Expr) -> Expr {
    match a.node() {
        _ if is_zero(&a) || is_one(&b) => a,
        Node::Neg(a) => negative(over(a.clone(), b)),
        Node::Number(value) if *value < RBig::ZERO => negative(over(Expr::number(-value.clone()), b)),
        _ => Node::Quotient(a, b).into(),
    }
}

fn raised(base: Expr, exponent: Expr) -> Expr {
    match is_one(&exponent) {
        true => base,
        false => Node::Power(base, exponent).into(),
    }
}

//! Formulas as SymPy code, to copy into a notebook.

use super::print::Binding;
use super::{Condition, Constant, Expr, Node};
use crate::functions::Function;
use dashu_ratio::RBig;

/// Python code that makes the formula in SymPy, exact numbers included. Letters are taken to be symbols of the same name.
///
/// ```
/// let expr = "exp(x)/2 + x^2".parse()?;
/// assert_eq!(little_o::expr::python(&expr), "sympy.exp(x)/2 + x**2");
/// # Ok::<(), little_o::diagnostic::Diagnostic>(())
/// ```
pub fn python(expr: &Expr) -> String {
    match expr.node() {
        Node::Number(value) => number(value),
        Node::Constant(Constant::Pi) => "sympy.pi".to_owned(),
        Node::Constant(Constant::E) => "sympy.E".to_owned(),
        Node::Symbol(symbol) if symbol.name() == "lambda" => "lambda_".to_owned(),
        Node::Symbol(symbol) => symbol.name().to_owned(),
        Node::Sum(terms) => sum(terms),
        Node::Product(factors) => {
            let factor = |(index, factor)| within(factor, if index == 0 { Binding::Product } else { Binding::Power });
            factors.iter().enumerate().map(factor).collect::<Vec<_>>().join("*")
        }
        Node::Neg(a) => format!("-{}", within(a, Binding::Sign)),
        Node::Quotient(a, b) => quotient(a, b),
        Node::Power(base, exponent) => format!("{}**{}", within(base, Binding::Atom), within(exponent, Binding::Power)),
        Node::Call(function, arguments) => call(*function, arguments),
        Node::Where(condition, then, otherwise) => {
            format!("sympy.Piecewise(({}, {}), ({}, True))", python(then), test(condition), python(otherwise))
        }
    }
}

fn within(expr: &Expr, least: Binding) -> String {
    // A rational number is a call, and sigmoid is written as a quotient.
    let binding = match expr.node() {
        Node::Number(value) if !value.is_int() => Binding::Atom,
        Node::Call(Function::Sigmoid, _) => Binding::Product,
        _ => expr.binding(),
    };
    if binding < least { format!("({})", python(expr)) } else { python(expr) }
}

fn number(value: &RBig) -> String {
    match value.is_int() {
        true => value.to_string(),
        false => format!("sympy.Rational({}, {})", value.numerator(), value.denominator()),
    }
}

/// 1/2 of two Python integers would be a floating-point number.
fn quotient(a: &Expr, b: &Expr) -> String {
    let above = match a.node() {
        Node::Number(value) if value.is_int() => format!("sympy.Integer({value})"),
        _ => within(a, Binding::Product),
    };
    format!("{above}/{}", within(b, Binding::Power))
}

fn sum(terms: &[Expr]) -> String {
    let mut text = String::new();
    for (index, term) in terms.iter().enumerate() {
        match term.node() {
            _ if index == 0 => text.push_str(&within(term, Binding::Sign)),
            Node::Neg(term) => text.extend([" - ", &within(term, Binding::Product)]),
            _ => text.extend([" + ", &within(term, Binding::Product)]),
        }
    }
    text
}

fn call(function: Function, arguments: &[Expr]) -> String {
    let inner = arguments.iter().map(python).collect::<Vec<_>>().join(", ");
    // Only a `u` in brackets or before a comma is the argument's place; the other one is in a name.
    let template = function.info().sympy;
    template.replace("(u)", &format!("({inner})")).replace("(u,", &format!("({inner},"))
}

fn test(condition: &Condition) -> String {
    let (left, right) = (python(&condition.left), python(&condition.right));
    match condition.relation {
        super::Comparison::Equal => format!("sympy.Eq({left}, {right})"),
        super::Comparison::NotEqual => format!("sympy.Ne({left}, {right})"),
        relation => format!("{left} {} {right}", relation.symbol()),
    }
}

//! Plain text: ASCII, explicit `*`, as few parentheses as possible, and it reads back as the same expression.

use super::{Constant, Expr, Node};
use dashu_ratio::RBig;
use std::fmt::{Display, Formatter, Result};

/// How tightly a piece of text holds together; the weaker it is, the sooner it needs parentheses.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Binding {
    Sum,
    Sign,
    Product,
    Power,
    Atom,
}

impl Expr {
    /// How tightly the printed form of this expression holds together.
    pub(super) fn binding(&self) -> Binding {
        match self.node() {
            Node::Number(value) if *value < RBig::ZERO => Binding::Sign,
            Node::Number(value) if !value.is_int() => Binding::Product,
            Node::Number(_) | Node::Constant(_) | Node::Symbol(_) | Node::Call(..) | Node::Where(..) => Binding::Atom,
            Node::Sum(_) => Binding::Sum,
            Node::Neg(_) => Binding::Sign,
            Node::Product(_) | Node::Quotient(..) => Binding::Product,
            Node::Power(..) => Binding::Power,
        }
    }
}

/// An expression in parentheses unless it holds together at least as tightly as its place asks.
struct Within<'a>(&'a Expr, Binding);

impl Display for Within<'_> {
    fn fmt(&self, f: &mut Formatter) -> Result {
        if self.0.binding() < self.1 { write!(f, "({})", self.0) } else { write!(f, "{}", self.0) }
    }
}

/// Plain text such as `x^2/2 - sin(x)`.
///
/// ```
/// let expr: little_o::expr::Expr = "3|x|^-2 (x+1)".parse()?;
/// assert_eq!(expr.to_string(), "3*abs(x)^(-2)*(x + 1)");
/// # Ok::<(), little_o::diagnostic::Diagnostic>(())
/// ```
impl Display for Expr {
    fn fmt(&self, f: &mut Formatter) -> Result {
        match self.node() {
            Node::Number(value) => write!(f, "{value}"),
            Node::Constant(constant) => f.write_str(constant.name()),
            Node::Symbol(symbol) => f.write_str(symbol.name()),
            Node::Sum(terms) => {
                for (index, term) in terms.iter().enumerate() {
                    match (index, term.node()) {
                        (0, Node::Sum(_)) => write!(f, "({term})")?,
                        (0, _) => write!(f, "{term}")?,
                        (_, Node::Neg(term)) => write!(f, " - {}", Within(term, Binding::Sign))?,
                        (_, Node::Number(value)) if *value < RBig::ZERO => write!(f, " - {}", -value)?,
                        (_, _) => write!(f, " + {}", Within(term, Binding::Sign))?,
                    }
                }
                Ok(())
            }
            Node::Neg(a) => write!(f, "-{}", Within(a, Binding::Sign)),
            Node::Product(factors) => {
                for (index, factor) in factors.iter().enumerate() {
                    let first = index == 0 && !matches!(factor.node(), Node::Product(_));
                    let separator = if index == 0 { "" } else { "*" };
                    write!(f, "{separator}{}", Within(factor, if first { Binding::Product } else { Binding::Power }))?;
                }
                Ok(())
            }
            Node::Quotient(a, b) => {
                // 6/4 stands for itself, (1/2)/3 must not become the single number (1/2)/3 = 1/6.
                write!(f, "{}/{}", Within(a, Binding::Product), Within(b, Binding::Power))
            }
            Node::Power(a, b) => write!(f, "{}^{}", Within(a, Binding::Atom), Within(b, Binding::Power)),
            Node::Call(function, arguments) => {
                write!(f, "{}(", function.name())?;
                for (index, argument) in arguments.iter().enumerate() {
                    write!(f, "{}{argument}", if index == 0 { "" } else { ", " })?;
                }
                f.write_str(")")
            }
            Node::Where(condition, then, otherwise) => {
                write!(f, "where({condition}, {then}, {otherwise})")
            }
        }
    }
}

impl Display for super::Condition {
    fn fmt(&self, f: &mut Formatter) -> Result {
        write!(f, "{} {} {}", self.left, self.relation.symbol(), self.right)
    }
}

impl Constant {
    /// Its ASCII name.
    pub fn name(self) -> &'static str {
        match self {
            Constant::Pi => "pi",
            Constant::E => "e",
        }
    }
}

//! The tree of a formula as it was typed, each node with its place. It knows spelling and structure, no mathematics.

use crate::functions::Function;
use crate::span::Span;
use std::cmp::Ordering;

/// A formula as typed.
///
/// Only the parser makes trees, and it bounds their depth, so that no walk over one can exhaust the stack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ast {
    /// What stands at the root.
    pub kind: AstKind,
    /// The place of the whole formula in the source.
    pub span: Span,
    pub(super) depth: usize,
    pub(super) nodes: usize,
}

/// What stands at the root of an [`Ast`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AstKind {
    /// A number: ASCII digits with at most one `.`, and perhaps `e` and an exponent.
    Number(String),
    /// A constant (`pi`, `e`), a variable or a parameter, by its ASCII name.
    Name(String),
    /// a + b − c: the terms, subtracted ones as [`AstKind::Neg`].
    Sum(Vec<Ast>),
    /// a·b·c, written with a sign or by juxtaposition.
    Product(Vec<Ast>),
    /// −a.
    Neg(Box<Ast>),
    /// a/b.
    Quotient(Box<Ast>, Box<Ast>),
    /// a^b.
    Power(Box<Ast>, Box<Ast>),
    /// A function and its arguments, as many as the table of functions asks for.
    Call(Function, Vec<Ast>),
    /// where(left relation right, then, otherwise).
    Where(Box<AstCondition>, Box<Ast>, Box<Ast>),
}

/// `left relation right`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AstCondition {
    /// The left-hand side.
    pub left: Ast,
    /// How the two are compared.
    pub relation: Comparison,
    /// The right-hand side.
    pub right: Ast,
}

/// A relation between two real numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are the relations")]
pub enum Comparison {
    Less,
    LessOrEqual,
    Equal,
    NotEqual,
    GreaterOrEqual,
    Greater,
}

impl Comparison {
    /// The ASCII spelling, as printed and read.
    pub fn symbol(self) -> &'static str {
        match self {
            Comparison::Less => "<",
            Comparison::LessOrEqual => "<=",
            Comparison::Equal => "==",
            Comparison::NotEqual => "!=",
            Comparison::GreaterOrEqual => ">=",
            Comparison::Greater => ">",
        }
    }

    /// Whether the relation holds of two numbers that stand in this order.
    pub fn holds(self, order: Ordering) -> bool {
        match self {
            Comparison::Less => order.is_lt(),
            Comparison::LessOrEqual => order.is_le(),
            Comparison::Equal => order.is_eq(),
            Comparison::NotEqual => order.is_ne(),
            Comparison::GreaterOrEqual => order.is_ge(),
            Comparison::Greater => order.is_gt(),
        }
    }
}

impl AstKind {
    /// The parts, in reading order.
    pub(super) fn children(&self) -> Vec<&Ast> {
        match self {
            AstKind::Number(_) | AstKind::Name(_) => Vec::new(),
            AstKind::Sum(parts) | AstKind::Product(parts) | AstKind::Call(_, parts) => parts.iter().collect(),
            AstKind::Neg(a) => vec![a],
            AstKind::Quotient(a, b) | AstKind::Power(a, b) => vec![a, b],
            AstKind::Where(condition, a, b) => vec![&condition.left, &condition.right, a, b],
        }
    }
}

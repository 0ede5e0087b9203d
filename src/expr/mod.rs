//! Formulas as mathematics: exact numbers, no spans, structure as typed.
//!
//! The idea: an [`Expr`] is an immutable tree that is cheap to clone and to compare. Nothing is folded or cancelled when
//! it is made (`x/x` stays `x/x`), because tape, derivative, graph and the floating-point view show what was typed;
//! `simplify` is a separate step that keeps the domain.
//!
//! Vocabulary: an expression is a *sum*, *product*, *quotient*, *power*, *call*, *number*, *constant* or *symbol*.

mod derivative;
mod latex;
mod lower;
mod mathml;
mod monomial;
mod print;
mod python;
mod roots;
mod simplify;
mod values;
mod walk;
mod words;

pub use crate::syntax::Comparison;
pub use derivative::NoDerivative;
pub use latex::latex;
pub use lower::lower;
pub use mathml::mathml;
pub use python::python;
pub use words::words;

use crate::diagnostic::Diagnostic;
use crate::functions::Function;
use dashu_ratio::RBig;
use std::sync::Arc;

/// A formula. Clones share the tree.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Expr(Arc<Node>);

/// What stands at the root of an expression.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// An exact rational number. Negative ones may occur (made by simplification); the parser makes `Neg`.
    Number(RBig),
    /// π or e.
    Constant(Constant),
    /// A variable or parameter.
    Symbol(Symbol),
    /// a + b + …; a − b is the sum of a and `Neg` b. At least two terms.
    Sum(Vec<Expr>),
    /// a·b·…. At least two factors.
    Product(Vec<Expr>),
    /// −a.
    Neg(Expr),
    /// a/b.
    Quotient(Expr, Expr),
    /// a^b: for b a non-negative integer the repeated product, otherwise the principal real power.
    Power(Expr, Expr),
    /// sin u, max(u, v), …
    Call(Function, Vec<Expr>),
    /// where(condition, then, otherwise).
    Where(Condition, Expr, Expr),
}

/// A named real number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Constant {
    /// π = 3.14159…
    Pi,
    /// e = 2.71828…
    E,
}

/// The name of a variable or parameter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Symbol(Arc<str>);

/// `left relation right`, as in where(x > 0, …).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Condition {
    /// The left-hand side.
    pub left: Expr,
    /// How the two are compared.
    pub relation: Comparison,
    /// The right-hand side.
    pub right: Expr,
}

impl Symbol {
    /// The symbol of this name.
    pub fn new(name: &str) -> Self {
        Symbol(name.into())
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.0
    }
}

impl Expr {
    /// The node at the root.
    pub fn node(&self) -> &Node {
        &self.0
    }

    /// An exact rational number.
    pub fn number(value: impl Into<RBig>) -> Self {
        Node::Number(value.into()).into()
    }

    /// The integer `value`.
    pub fn integer(value: i64) -> Self {
        Expr::number(RBig::from(value))
    }

    /// The symbol of this name.
    pub fn symbol(name: &str) -> Self {
        Node::Symbol(Symbol::new(name)).into()
    }

    /// A function of one argument.
    pub fn call(function: Function, argument: Expr) -> Self {
        Node::Call(function, vec![argument]).into()
    }
}

impl From<Node> for Expr {
    fn from(node: Node) -> Self {
        Expr(Arc::new(node))
    }
}

/// A text that could be read, with the guesses made on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The formula.
    pub expr: Expr,
    /// What was guessed, each with the other readings as suggestions.
    pub notes: Vec<Diagnostic>,
}

/// Reads a formula: [`crate::syntax::parse`], then [`lower`].
///
/// # Errors
/// The diagnostic of [`crate::syntax::parse`].
///
/// ```
/// let reading = little_o::expr::read("np.exp(2x)")?;
/// assert_eq!(reading.expr.to_string(), "exp(2*x)");
/// # Ok::<(), little_o::diagnostic::Diagnostic>(())
/// ```
pub fn read(source: &str) -> Result<Reading, Diagnostic> {
    let parse = crate::syntax::parse(source)?;
    Ok(Reading { expr: lower(&parse.ast), notes: parse.notes })
}

impl std::str::FromStr for Expr {
    type Err = Diagnostic;

    fn from_str(source: &str) -> Result<Self, Diagnostic> {
        read(source).map(|reading| reading.expr)
    }
}

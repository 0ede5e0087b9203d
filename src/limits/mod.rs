//! Exact limits. (Interface; the engine's story stands here once it is built.)

use crate::expr::Expr;

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

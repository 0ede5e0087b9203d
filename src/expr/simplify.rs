//! Simplification: exact, and never beyond the domain.
//!
//! The idea: simplify the parts, then bring each sum, product or call into one normal form. A rule may be used only if
//! both sides are defined at the same points: `2x + 3x` becomes `5*x`, but `x/x` stays (it is not defined at 0),
//! and so does `sqrt(x)^2`. Products and powers live in [`Monomial`], values of functions in [`super::values`].
//!
//! Nothing is expanded, so the result is about as large as the expression itself; numbers of more than 10 000 digits
//! are never computed.

use super::monomial::Monomial;
use super::values::call;
use super::{Condition, Expr, Node};
use crate::functions::Function;
use dashu_ratio::RBig;
use std::collections::BTreeMap;

impl Expr {
    /// An equal expression in normal form, defined at the same points.
    ///
    /// Like terms and factors are collected, numbers worked out, √(u²) is |u|, exact values of functions are put in.
    ///
    /// ```
    /// use little_o::expr::Expr;
    /// let simplified = |text: &str| text.parse::<Expr>().map(|expr| expr.simplify().to_string());
    /// assert_eq!(simplified("2x + 3x - 1/2 + sin(pi/6)")?, "5*x");
    /// assert_eq!(simplified("sqrt(8)/x*x^2 + sqrt(x^2)")?, "2*sqrt(2)*x^2/x + abs(x)");
    /// # Ok::<(), little_o::diagnostic::Diagnostic>(())
    /// ```
    #[must_use]
    pub fn simplify(&self) -> Expr {
        let expr = self.map_children(Expr::simplify);
        match expr.node() {
            Node::Number(_) | Node::Constant(_) | Node::Symbol(_) => expr,
            Node::Sum(terms) => sum(terms),
            Node::Product(_) | Node::Neg(_) | Node::Quotient(..) | Node::Power(..) => Monomial::of(&expr).into_expr(),
            Node::Call(function, arguments) => call(*function, arguments),
            Node::Where(condition, then, otherwise) => chosen(condition, then, otherwise),
        }
    }

    /// Whether the expression certainly has a value for all values of its letters. "No" may mean "unknown".
    pub(super) fn is_total(&self) -> bool {
        let parts_are = || self.children().into_iter().all(Expr::is_total);
        match self.node() {
            Node::Number(_) | Node::Constant(_) | Node::Symbol(_) => true,
            Node::Sum(_) | Node::Product(_) | Node::Neg(_) | Node::Where(..) => parts_are(),
            Node::Quotient(_, below) => below.is_nonzero() && parts_are(),
            Node::Power(base, exponent) => {
                let whole = matches!(exponent.node(), Node::Number(n) if n.is_int() && *n > RBig::ZERO);
                (whole || base.is_positive()) && parts_are()
            }
            Node::Call(function, _) => is_entire(*function, self) && parts_are(),
        }
    }

    /// Whether the expression is certainly positive wherever it is defined.
    pub(super) fn is_positive(&self) -> bool {
        match self.node() {
            Node::Number(value) => *value > RBig::ZERO,
            Node::Constant(_) => true,
            Node::Sum(parts) | Node::Product(parts) => parts.iter().all(Expr::is_positive),
            Node::Quotient(a, b) => a.is_positive() && b.is_positive(),
            Node::Power(base, _) => base.is_positive(),
            Node::Call(Function::Exp | Function::Cosh | Function::Sigmoid | Function::Softplus, _) => true,
            Node::Call(Function::Sqrt | Function::Cbrt, parts) => parts.iter().all(Expr::is_positive),
            Node::Symbol(_) | Node::Neg(_) | Node::Call(..) | Node::Where(..) => false,
        }
    }

    /// Whether the expression is certainly not zero wherever it is defined.
    pub(super) fn is_nonzero(&self) -> bool {
        match self.node() {
            Node::Number(value) => !value.is_zero(),
            Node::Neg(a) | Node::Power(a, _) => a.is_nonzero(),
            Node::Product(parts) => parts.iter().all(Expr::is_nonzero),
            Node::Quotient(a, b) => a.is_nonzero() && b.is_nonzero(),
            _ => self.is_positive(),
        }
    }
}

/// Whether the function has a value at every real argument, or at those it has in `call`.
fn is_entire(function: Function, call: &Expr) -> bool {
    use Function as F;
    match function {
        F::Sqrt | F::Log | F::Log2 | F::Log10 => call.children().into_iter().all(Expr::is_positive),
        F::Sin | F::Cos | F::Atan | F::Sinh | F::Cosh | F::Tanh | F::Sech | F::Asinh | F::Exp | F::Cbrt => true,
        F::Abs | F::Sign | F::Floor | F::Ceil | F::Round | F::Frac | F::Min | F::Max => true,
        F::Relu | F::Sigmoid | F::Softplus | F::Erf | F::Erfc => true,
        _ => false,
    }
}

/// Collects like terms. A term that cancels disappears only if it is defined everywhere.
fn sum(terms: &[Expr]) -> Expr {
    let mut collected: BTreeMap<Expr, RBig> = BTreeMap::new();
    for term in terms {
        collect(term, &RBig::ONE, &mut collected);
    }
    let mut kept: Vec<(Expr, RBig)> =
        collected.into_iter().filter(|(rest, factor)| !factor.is_zero() || !rest.is_total()).collect();
    kept.sort_by_cached_key(|(rest, _)| (std::cmp::Reverse(degree(rest)), rest.clone()));
    // 1 - cos(x) rather than -cos(x) + 1.
    if let Some(positive) = kept.iter().position(|(_, factor)| *factor > RBig::ZERO)
        && let Some(leading) = kept.get_mut(..=positive)
    {
        leading.rotate_right(1);
    }
    let terms: Vec<Expr> =
        kept.into_iter().map(|(rest, factor)| Monomial::of(&rest).times(factor).into_expr()).collect();
    match terms.as_slice() {
        [] => Expr::integer(0),
        [only] => only.clone(),
        _ => Node::Sum(terms).into(),
    }
}

/// Adds `factor`·`term` to the collected terms.
fn collect(term: &Expr, factor: &RBig, collected: &mut BTreeMap<Expr, RBig>) {
    if let Node::Sum(parts) = term.node() {
        for part in parts {
            collect(part, factor, collected);
        }
        return;
    }
    let (own, rest) = Monomial::of(term).split();
    match rest.node() {
        // 2(x + 1) - x: the brackets are opened where only a number stands before them.
        Node::Sum(_) => collect(&rest, &(factor * own), collected),
        _ => *collected.entry(rest).or_insert(RBig::ZERO) += factor * own,
    }
}

/// Sort key of a term: the power of the letter that leads it, so that x² comes before x before 1.
fn degree(term: &Expr) -> RBig {
    match term.node() {
        Node::Number(_) | Node::Constant(_) => RBig::ZERO,
        Node::Symbol(_) => RBig::ONE,
        Node::Power(base, exponent) => match exponent.node() {
            Node::Number(value) => degree(base) * value,
            Node::Neg(value) => match value.node() {
                Node::Number(value) => -(degree(base) * value),
                _ => RBig::ZERO,
            },
            _ => RBig::ZERO,
        },
        Node::Product(parts) => parts.iter().map(degree).fold(RBig::ZERO, |sum, degree| sum + degree),
        Node::Quotient(a, b) => degree(a) - degree(b),
        Node::Neg(a) => degree(a),
        Node::Sum(_) | Node::Call(..) | Node::Where(..) => RBig::ZERO,
    }
}

/// The branch that a comparison of two numbers chooses.
fn chosen(condition: &Condition, then: &Expr, otherwise: &Expr) -> Expr {
    let Condition { left, relation, right } = condition;
    if let (Node::Number(left), Node::Number(right)) = (left.node(), right.node()) {
        return if relation.holds(left.cmp(right)) { then.clone() } else { otherwise.clone() };
    }
    if then == otherwise && left.is_total() && right.is_total() {
        return then.clone();
    }
    Node::Where(condition.clone(), then.clone(), otherwise.clone()).into()
}

//! The normal form of expressions inside the engine: sums of products of powers of *kernels*, with exact rational coefficients.
//!
//! A kernel is what the engine looks into only when it expands: the variable t, log(u), exp(u), sin(u), a sum in
//! parentheses, π, √2 … ([`super::kernel`]). Equal kernels have equal numbers, so that x − x vanishes by comparison.
//! A form is not a full normal form of the function it stands for: sums in parentheses are multiplied out only where
//! that decides something ([`super::zero_test`]).

use dashu_ratio::RBig;
use std::{borrow::Cow, rc::Rc};

/// The number of a kernel in the engine's table.
pub(super) type KernelId = u32;

/// Product of powers of kernels, sorted by kernel; no exponent is 0.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Monomial(pub(super) Vec<(KernelId, RBig)>);

/// A rational multiple of a monomial.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Term {
    pub(super) monomial: Monomial,
    pub(super) coefficient: RBig,
}

/// A sum of terms, sorted by monomial; no coefficient is 0.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// A rational number, the commonest form by far.
    Number(RBig),
    /// At least one term that is not a plain number.
    Sum(Rc<Vec<Term>>),
}

impl Form {
    pub(super) fn zero() -> Form {
        Form::Number(RBig::ZERO)
    }

    pub(super) fn one() -> Form {
        Form::Number(RBig::ONE)
    }

    pub(super) fn integer(value: i64) -> Form {
        Form::Number(RBig::from(value))
    }

    pub(super) fn kernel(id: KernelId, exponent: RBig) -> Form {
        if exponent.is_zero() {
            return Form::one();
        }
        Form::from(Term { monomial: Monomial(vec![(id, exponent)]), coefficient: RBig::ONE })
    }

    /// Sorts, merges equal monomials, drops zeros.
    pub(super) fn from_terms(mut terms: Vec<Term>) -> Form {
        terms.sort_by(|a, b| a.monomial.cmp(&b.monomial));
        let mut merged: Vec<Term> = Vec::with_capacity(terms.len());
        for term in terms {
            match merged.last_mut() {
                Some(last) if last.monomial == term.monomial => last.coefficient += term.coefficient,
                _ => merged.push(term),
            }
        }
        merged.retain(|term| !term.coefficient.is_zero());
        Form::from_sorted(merged)
    }

    fn from_sorted(mut terms: Vec<Term>) -> Form {
        match terms.as_slice() {
            [] => Form::zero(),
            [only] if only.monomial.0.is_empty() => Form::Number(terms.remove(0).coefficient),
            _ => Form::Sum(Rc::new(terms)),
        }
    }

    pub(super) fn terms(&self) -> Cow<'_, [Term]> {
        match self {
            Form::Number(value) if value.is_zero() => Cow::Owned(Vec::new()),
            Form::Number(value) => Cow::Owned(vec![Term { monomial: Monomial::default(), coefficient: value.clone() }]),
            Form::Sum(terms) => Cow::Borrowed(terms),
        }
    }

    /// The only term, if there is just one.
    pub(super) fn single(&self) -> Option<Term> {
        match self.terms().as_ref() {
            [term] => Some(term.clone()),
            _ => None,
        }
    }

    /// The number of terms.
    pub(super) fn len(&self) -> usize {
        match self {
            Form::Number(value) => usize::from(!value.is_zero()),
            Form::Sum(terms) => terms.len(),
        }
    }

    pub(super) fn is_zero(&self) -> bool {
        matches!(self, Form::Number(value) if value.is_zero())
    }

    pub(super) fn is_one(&self) -> bool {
        matches!(self, Form::Number(value) if value.is_one())
    }

    pub(super) fn number(&self) -> Option<&RBig> {
        match self {
            Form::Number(value) => Some(value),
            Form::Sum(_) => None,
        }
    }

    /// The kernels that occur at the surface.
    pub(super) fn kernels(&self) -> Vec<KernelId> {
        let mut kernels: Vec<KernelId> = match self {
            Form::Number(_) => Vec::new(),
            Form::Sum(terms) => terms.iter().flat_map(|term| term.monomial.0.iter().map(|(id, _)| *id)).collect(),
        };
        kernels.sort_unstable();
        kernels.dedup();
        kernels
    }

    pub(super) fn scaled(&self, by: &RBig) -> Form {
        if by.is_zero() {
            return Form::zero();
        }
        match self {
            Form::Number(value) => Form::Number(value * by),
            Form::Sum(_) if by.is_one() => self.clone(),
            Form::Sum(terms) => Form::Sum(Rc::new(
                terms
                    .iter()
                    .map(|term| Term { monomial: term.monomial.clone(), coefficient: &term.coefficient * by })
                    .collect(),
            )),
        }
    }

    pub(super) fn negated(&self) -> Form {
        match self {
            Form::Number(value) => Form::Number(-value.clone()),
            Form::Sum(_) => self.scaled(&RBig::NEG_ONE),
        }
    }

    pub(super) fn plus(&self, other: &Form) -> Form {
        match (self, other) {
            (Form::Number(a), Form::Number(b)) => Form::Number(a + b),
            (a, b) if a.is_zero() => b.clone(),
            (a, b) if b.is_zero() => a.clone(),
            (a, b) => merge(&a.terms(), &b.terms()),
        }
    }

    pub(super) fn minus(&self, other: &Form) -> Form {
        self.plus(&other.negated())
    }
}

fn merge(left: &[Term], right: &[Term]) -> Form {
    let mut merged = Vec::with_capacity(left.len() + right.len());
    let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
    loop {
        match (left.peek(), right.peek()) {
            (Some(a), Some(b)) => match a.monomial.cmp(&b.monomial) {
                std::cmp::Ordering::Less => merged.extend(left.next().cloned()),
                std::cmp::Ordering::Greater => merged.extend(right.next().cloned()),
                std::cmp::Ordering::Equal => {
                    let coefficient = &a.coefficient + &b.coefficient;
                    if !coefficient.is_zero() {
                        merged.push(Term { monomial: a.monomial.clone(), coefficient });
                    }
                    left.next();
                    right.next();
                }
            },
            (Some(_), None) => merged.extend(left.next().cloned()),
            (None, Some(_)) => merged.extend(right.next().cloned()),
            (None, None) => return Form::from_sorted(merged),
        }
    }
}

impl From<Term> for Form {
    fn from(term: Term) -> Form {
        if term.coefficient.is_zero() {
            Form::zero()
        } else if term.monomial.0.is_empty() {
            Form::Number(term.coefficient)
        } else {
            Form::Sum(Rc::new(vec![term]))
        }
    }
}

impl Monomial {
    /// The exponent of a kernel, if it occurs.
    pub(super) fn exponent(&self, kernel: KernelId) -> Option<&RBig> {
        self.0.iter().find(|(id, _)| *id == kernel).map(|(_, exponent)| exponent)
    }
}

/// Whether an exponent is an even integer.
pub(super) fn is_even(value: &RBig) -> bool {
    value.is_int() && (value.numerator() % dashu_int::IBig::from(2)).is_zero()
}

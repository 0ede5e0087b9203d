//! How large |f| stays near the point: the classes of its lim inf and lim sup, which decide o, O and Θ.

use super::{
    Stop, Undecided,
    form::*,
    kernel::{Engine, Res},
    leading::{Leading, LeadingTerm},
    range::Range,
};
use dashu_base::Signed;
use std::cmp::Ordering;

/// Where a lim inf or lim sup of |f| lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// It is 0.
    Zero,
    /// It is a positive number.
    Positive,
    /// It is +∞.
    Infinite,
}

impl Class {
    fn inverse(self) -> Class {
        match self {
            Class::Zero => Class::Infinite,
            Class::Positive => Class::Positive,
            Class::Infinite => Class::Zero,
        }
    }
}

/// The size of |f| near a point: `inferior` ≤ `superior`.
///
/// (0, 0) says f → 0; (positive, positive) that |f| stays between two positive numbers; (∞, ∞) that |f| → ∞.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Size {
    /// The class of lim inf |f|.
    pub inferior: Class,
    /// The class of lim sup |f|.
    pub superior: Class,
}

impl Size {
    /// f is 0 or tends to 0.
    pub const VANISHING: Size = Size { inferior: Class::Zero, superior: Class::Zero };

    /// The size over the points of both sides.
    pub fn join(self, other: Size) -> Size {
        Size { inferior: self.inferior.min(other.inferior), superior: self.superior.max(other.superior) }
    }

    fn inverse(self) -> Size {
        Size { inferior: self.superior.inverse(), superior: self.inferior.inverse() }
    }
}

impl Engine<'_> {
    /// The size of a form.
    pub(super) fn size(&mut self, form: &Form) -> Res<Size> {
        match self.leading(form) {
            Ok(Leading::Zero) => Ok(Size::VANISHING),
            Ok(Leading::Term(term)) => self.size_of_term(form, &term),
            // Zeros of a denominator accumulate: its ratio the other way round has none there.
            Err(Stop::Oscillation) => {
                let inverse = self.pow(form, &dashu_ratio::RBig::NEG_ONE)?;
                match self.leading(&inverse)? {
                    Leading::Zero => Err(Stop::Undefined),
                    Leading::Term(term) => Ok(self.size_of_term(&inverse, &term)?.inverse()),
                }
            }
            Err(stop) => Err(stop),
        }
    }

    fn size_of_term(&mut self, form: &Form, term: &LeadingTerm) -> Res<Size> {
        let growth = self.growth(&term.powers)?;
        let one = |class| Size { inferior: class, superior: class };
        if !self.oscillates(&term.coefficient) {
            self.is_zero_constant(&term.coefficient)?;
            return Ok(one(match growth {
                Ordering::Less => Class::Zero,
                Ordering::Equal => Class::Positive,
                Ordering::Greater => Class::Infinite,
            }));
        }
        let enclosure = self.enclose(&term.coefficient);
        let bounded = enclosure.low.is_finite() && enclosure.high.is_finite();
        if growth == Ordering::Less && bounded {
            return Ok(Size::VANISHING);
        }
        if enclosure.sign().is_some() && bounded {
            return Ok(one(if growth == Ordering::Equal { Class::Positive } else { Class::Infinite }));
        }
        let Some(range) = self.range(&term.coefficient)? else {
            return Err(Stop::Undecided(Undecided::Unsupported(self.raise(form))));
        };
        self.size_of_range(form, growth, term, range)
    }

    fn size_of_range(&mut self, form: &Form, growth: Ordering, term: &LeadingTerm, range: Range) -> Res<Size> {
        let end = |engine: &mut Self, end: &Option<Form>, open| match end {
            None => Ok(open),
            Some(value) => engine.sign_of_constant(value),
        };
        let below = end(self, &range.low, Ordering::Less)?;
        let above = end(self, &range.high, Ordering::Greater)?;
        let crosses = below == Ordering::Less && above == Ordering::Greater;
        let touches = below == Ordering::Equal || above == Ordering::Equal;
        let poles = range.low.is_none() || range.high.is_none();
        let inferior = if poles && self.is_reciprocal(&term.coefficient) {
            Class::Positive
        } else if crosses || touches {
            Class::Zero
        } else {
            Class::Positive
        };
        let superior = if poles { Class::Infinite } else { Class::Positive };
        match growth {
            Ordering::Less => {
                Ok(Size { inferior: Class::Zero, superior: if poles { Class::Infinite } else { Class::Zero } })
            }
            Ordering::Equal => Ok(Size { inferior, superior }),
            Ordering::Greater if inferior == Class::Positive => {
                Ok(Size { inferior: Class::Infinite, superior: Class::Infinite })
            }
            // Where the coefficient touches 0 without crossing it, lower terms decide, unless there are none.
            Ordering::Greater if crosses || self.attains_zero(form)? || self.is_exactly(form, term)? => {
                Ok(Size { inferior: Class::Zero, superior: Class::Infinite })
            }
            Ordering::Greater => Err(Stop::Undecided(Undecided::Unsupported(self.raise(form)))),
        }
    }

    /// Whether an oscillation is one over a bounded one, so that it cannot come near 0.
    fn is_reciprocal(&self, coefficient: &Form) -> bool {
        coefficient.single().is_some_and(|term| {
            term.monomial
                .0
                .iter()
                .all(|(id, exponent)| exponent.is_negative() || !self.oscillates(&Form::kernel(*id, exponent.clone())))
        })
    }
}

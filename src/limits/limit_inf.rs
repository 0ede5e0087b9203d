//! The limit of a form for t → +∞, read off its leading term.

use super::{
    Bound, Limit, Stop, Undecided,
    form::Form,
    kernel::{Engine, Kernel, Res},
    leading::{Leading, LeadingTerm},
    range::Range,
};
use crate::expr::Expr;
use dashu_base::Signed;
use std::cmp::Ordering;

impl Engine<'_> {
    /// The limit for t → +∞ (Gruntz 1996, section 3.4).
    pub(super) fn limit_inf(&mut self, form: &Form) -> Res<Limit> {
        if let Ok(value) = self.finite_part(form)
            && !self.oscillates(&value)
        {
            let value = self.tidy(&value)?;
            return Ok(Limit::Finite(self.raise(&value)));
        }
        let leading = match self.leading(form) {
            Err(Stop::Oscillation) => return self.limit_beside_poles(form),
            leading => leading?,
        };
        let Leading::Term(term) = leading else { return Ok(Limit::Finite(Expr::integer(0))) };
        let growth = self.growth(&term.powers)?;
        if self.oscillates(&term.coefficient) {
            return self.limit_of_oscillation(form, growth, &term);
        }
        match growth {
            Ordering::Less => Ok(Limit::Finite(Expr::integer(0))),
            Ordering::Equal => {
                let value = self.tidy(&term.coefficient)?;
                Ok(Limit::Finite(self.raise(&value)))
            }
            Ordering::Greater => Ok(match self.sign_of_constant(&term.coefficient)? {
                Ordering::Less => Limit::MinusInfinity,
                _ => Limit::PlusInfinity,
            }),
        }
    }

    /// A common denominator of all terms is taken out, so that (3·log 2 + 3·log 5)/(log 2 + log 5) is 3.
    fn tidy(&mut self, value: &Form) -> Res<Form> {
        let terms = value.terms();
        let Some(first) = terms.first().filter(|_| terms.len() > 1) else { return Ok(value.clone()) };
        for (id, exponent) in &first.monomial.0 {
            let common =
                exponent.is_negative() && terms.iter().all(|term| term.monomial.exponent(*id) == Some(exponent));
            if common && matches!(self.look(*id).as_ref(), Kernel::Group(_)) {
                let below = Form::kernel(*id, exponent.clone());
                let above = self.mul(value, &Form::kernel(*id, -exponent.clone()))?;
                return self.product(&above, &below);
            }
        }
        Ok(value.clone())
    }

    /// A quotient whose denominator has zeros arbitrarily near: if its reciprocal changes its sign again and again, the
    /// quotient comes from −∞ and +∞ at each of them.
    pub(super) fn reserved_limit_beside_poles(&mut self, form: &Form) -> Res<Limit> {
        let inverse = self.pow(form, &dashu_ratio::RBig::NEG_ONE)?;
        if let Ok(Leading::Term(term)) = self.leading(&inverse)
            && let Some(range) = self.range(&term.coefficient)?
        {
            let below = range.low.is_none_or(|low| self.sign_of_constant(&low) == Ok(Ordering::Less));
            let above = range.high.is_none_or(|high| self.sign_of_constant(&high) == Ok(Ordering::Greater));
            if below && above {
                return Ok(Limit::Oscillates(Some((Bound::MinusInfinity, Bound::PlusInfinity))));
            }
        }
        if self.has_poles_of_both_signs(form)? {
            return Ok(Limit::Oscillates(Some((Bound::MinusInfinity, Bound::PlusInfinity))));
        }
        Err(Stop::Oscillation)
    }

    pub(super) fn reserved_limit_of_oscillation(
        &mut self,
        form: &Form,
        growth: Ordering,
        term: &LeadingTerm,
    ) -> Res<Limit> {
        let range = self.range(&term.coefficient)?;
        let enclosure = self.enclose(&term.coefficient);
        let bounded = enclosure.low.is_finite() && enclosure.high.is_finite();
        if growth == Ordering::Less && bounded {
            return Ok(Limit::Finite(Expr::integer(0)));
        }
        if growth == Ordering::Equal && self.has_floor(&term.coefficient) && self.surely_moves(&term.coefficient)? {
            return Ok(Limit::Oscillates(None));
        }
        let Some(range) = range else {
            if growth == Ordering::Greater
                && let Some(sign) = enclosure.sign()
            {
                return Ok(if sign == Ordering::Less { Limit::MinusInfinity } else { Limit::PlusInfinity });
            }
            if growth == Ordering::Greater && self.crosses_zero(&term.coefficient)? {
                return Ok(Limit::Oscillates(Some((Bound::MinusInfinity, Bound::PlusInfinity))));
            }
            if growth == Ordering::Equal && self.surely_moves(&term.coefficient)? {
                return Ok(Limit::Oscillates(None));
            }
            if !bounded && self.has_poles_of_both_signs(form)? {
                return Ok(Limit::Oscillates(Some((Bound::MinusInfinity, Bound::PlusInfinity))));
            }
            return Err(Stop::Undecided(Undecided::Unsupported(self.raise(form))));
        };
        if growth == Ordering::Equal {
            return Ok(match (range.low, range.high) {
                (Some(low), Some(high)) if self.compare_constants(&low, &high)? == Ordering::Equal => {
                    Limit::Finite(self.raise(&low))
                }
                (low, high) => Limit::Oscillates(Some((
                    low.map_or(Bound::MinusInfinity, |low| Bound::Finite(self.raise(&low))),
                    high.map_or(Bound::PlusInfinity, |high| Bound::Finite(self.raise(&high))),
                ))),
            });
        }
        self.limit_of_unbounded_oscillation(form, growth, term, &range)
    }

    /// Amplitudes that grow, or poles that accumulate.
    fn limit_of_unbounded_oscillation(
        &mut self,
        form: &Form,
        growth: Ordering,
        term: &LeadingTerm,
        range: &Range,
    ) -> Res<Limit> {
        let below = match &range.low {
            None => Ordering::Less,
            Some(low) => self.sign_of_constant(low)?,
        };
        let above = match &range.high {
            None => Ordering::Greater,
            Some(high) => self.sign_of_constant(high)?,
        };
        match (growth, below, above) {
            (_, Ordering::Less, Ordering::Greater) => {
                Ok(Limit::Oscillates(Some((Bound::MinusInfinity, Bound::PlusInfinity))))
            }
            // A vanishing factor beside poles of one sign: near 0 between them, unbounded at them.
            (Ordering::Less, Ordering::Equal | Ordering::Greater, _) if range.high.is_none() => {
                Ok(Limit::Oscillates(Some((Bound::Finite(Expr::integer(0)), Bound::PlusInfinity))))
            }
            (Ordering::Less, _, Ordering::Equal | Ordering::Less) if range.low.is_none() => {
                Ok(Limit::Oscillates(Some((Bound::MinusInfinity, Bound::Finite(Expr::integer(0))))))
            }
            (Ordering::Greater, Ordering::Greater, _) => Ok(Limit::PlusInfinity),
            (Ordering::Greater, _, Ordering::Less) => Ok(Limit::MinusInfinity),
            (_, _, Ordering::Greater) if self.attains_zero(form)? || self.is_exactly(form, term)? => {
                Ok(Limit::Oscillates(Some((Bound::Finite(Expr::integer(0)), Bound::PlusInfinity))))
            }
            (_, Ordering::Less, _) if self.attains_zero(form)? || self.is_exactly(form, term)? => {
                Ok(Limit::Oscillates(Some((Bound::MinusInfinity, Bound::Finite(Expr::integer(0))))))
            }
            _ => Err(Stop::Undecided(Undecided::Unsupported(self.raise(form)))),
        }
    }
}

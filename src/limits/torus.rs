//! Oscillations as functions on a torus: simplification, poles, and the proof that one is not constant.

use super::{
    Stop,
    constant::Enclosure,
    form::*,
    kernel::{Engine, Kernel, Res},
    leading::{Leading, LeadingTerm},
};
use crate::functions::Function;
use dashu_base::Signed;
use dashu_ratio::RBig;
use std::cmp::Ordering;

/// Values of t at which two different values of an oscillation are looked for.
const SAMPLES: [f64; 10] = [1.3, 2.1, 2.9, 3.7, 4.45, 5.3, 6.15, 7.4, 8.8, 10.1];

/// Stretches of t on which a change of sign is looked for: several turns of the slowest phases.
const STRETCHES: u32 = 400;
const STRETCH: f64 = 0.043;

impl Engine<'_> {
    /// Common angles, and 1 − cos² for sin², in a sum that oscillates.
    pub(super) fn simpler_oscillation(&mut self, form: &Form) -> Res<Form> {
        if self.oscillates(form) { self.in_common_angles(form) } else { Ok(form.clone()) }
    }

    pub(super) fn reserved_in_common_angles(&mut self, form: &Form) -> Res<Form> {
        let simpler = self
            .with_common_angles(form)
            .and_then(|form| if form.len() < 2 { Ok(form) } else { self.without_squared_sines(&form) });
        match simpler {
            Err(Stop::TooLarge) => Ok(form.clone()),
            simpler => simpler,
        }
    }

    /// Whether phases are independent of each other unless they are equal: different terms of t, as 2x and x are not.
    pub(super) fn are_independent<'a>(&self, angles: impl Iterator<Item = &'a Form> + Clone) -> bool {
        let base = |angle: &Form| angle.single().map(|term| term.monomial);
        angles.clone().all(|one| angles.clone().all(|other| one == other || base(one) != base(other)))
    }

    /// Whether k^e of an oscillating kernel k has poles, as far as is known.
    pub(super) fn is_unbounded(&self, id: KernelId, exponent: &RBig) -> bool {
        let exact = self.table.get(id as usize).is_some_and(|entry| entry.oscillates && entry.top == Some(None));
        exact && !self.enclose(&Form::kernel(id, exponent.clone())).is_bounded()
    }

    pub(super) fn is_unbounded_oscillation(&self, coefficient: &Form) -> bool {
        self.oscillates(coefficient) && !self.enclose(coefficient).is_bounded()
    }

    /// Whether an oscillation is proved not to be constant: it has different values at two places.
    pub(super) fn surely_moves(&mut self, form: &Form) -> Res<bool> {
        let values = self.sampled(form)?;
        let apart = |a: &Enclosure, b: &Enclosure| a.high < b.low || b.high < a.low;
        Ok(values.iter().any(|a| values.iter().any(|b| apart(a, b))))
    }

    /// Values of an oscillation at some places, to be found again arbitrarily near the point; none if it is more than a
    /// function of phases.
    fn sampled(&mut self, form: &Form) -> Res<Vec<Enclosure>> {
        if self.has_loose_part(form)? {
            return Ok(Vec::new());
        }
        let mut values = Vec::with_capacity(SAMPLES.len());
        for t in SAMPLES {
            self.spend(1)?;
            values.push(self.enclose_at(form, t, t));
        }
        Ok(values)
    }

    /// Bounds of an oscillation for t between two places.
    fn enclose_at(&mut self, form: &Form, low: f64, high: f64) -> Enclosure {
        self.sample = Some(Enclosure { low, high });
        let value = self.enclose(form);
        self.sample = None;
        value
    }

    /// Whether a form is proved to come from −∞ and from +∞ again and again.
    ///
    /// In a product one denominator changes its sign on a stretch where the other factors keep theirs, and phases come
    /// near to that stretch arbitrarily often. In a sum one term has such poles and the others have none: beside a pole
    /// it is the largest, of whatever order it is elsewhere.
    pub(super) fn reserved_has_poles_of_both_signs(&mut self, form: &Form) -> Res<bool> {
        let Some(term) = form.single() else {
            let (with, without): (Vec<Term>, Vec<Term>) =
                form.terms().iter().cloned().partition(|term| self.mentions_poles(term));
            return match with.as_slice() {
                [only] if !without.is_empty() => {
                    self.deeper(|engine| engine.has_poles_of_both_signs(&Form::from(only.clone())))
                }
                _ => Ok(false),
            };
        };
        // Per factor the oscillation it is led by, None for a sum in parentheses with poles of its own.
        let mut factors = Vec::with_capacity(term.monomial.0.len());
        for (id, exponent) in &term.monomial.0 {
            let odd = exponent.is_int() && !is_even(exponent);
            match self.leading_of_kernel(*id) {
                Ok(Leading::Term(lead)) if !self.oscillates(&lead.coefficient) => {}
                Ok(Leading::Term(lead)) if !self.has_loose_part(&lead.coefficient)? => {
                    factors.push((lead.coefficient, odd && exponent.is_negative()));
                }
                Err(Stop::Oscillation)
                    if exponent.is_one()
                        && term
                            .monomial
                            .0
                            .iter()
                            .all(|(other, _)| other == id || !self.oscillates(&Form::kernel(*other, RBig::ONE))) =>
                {
                    let Kernel::Group(inner) = self.look(*id).as_ref().clone() else { return Ok(false) };
                    return self.deeper(|engine| engine.has_poles_of_both_signs(&inner));
                }
                _ => return Ok(false),
            }
        }
        for at in 0..factors.len() {
            let others = factors.iter().enumerate().filter(|(other, _)| *other != at);
            let others: Vec<Form> = others.map(|(_, (form, _))| form.clone()).collect();
            let Some((below, true)) = factors.get(at).cloned() else { continue };
            if self.changes_sign_alone(&below, &others)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether a term may have poles, also inside its sums in parentheses.
    fn mentions_poles(&self, term: &Term) -> bool {
        term.monomial.0.iter().any(|(id, exponent)| {
            let inside = match self.look(*id).as_ref() {
                Kernel::Group(u)
                | Kernel::Exp(u)
                | Kernel::Log(u)
                | Kernel::Sin(u)
                | Kernel::Cos(u)
                | Kernel::Atan(u) => u.terms().iter().any(|term| self.mentions_poles(term)),
                Kernel::Opaque(_, parts) => {
                    parts.iter().any(|u| u.terms().iter().any(|term| self.mentions_poles(term)))
                }
                _ => false,
            };
            inside || exponent.is_negative() && self.oscillates(&Form::kernel(*id, RBig::ONE))
        })
    }

    /// Whether one oscillation changes its sign on a short stretch where others are not 0.
    fn changes_sign_alone(&mut self, one: &Form, others: &[Form]) -> Res<bool> {
        for step in 0..STRETCHES {
            self.spend(1)?;
            let low = 1.3 + f64::from(step) * STRETCH;
            let high = low + STRETCH;
            let signs = (self.enclose_at(one, low, low).sign(), self.enclose_at(one, high, high).sign());
            let (Some(before), Some(after)) = signs else { continue };
            if before != after && others.iter().all(|other| self.enclose_at(other, low, high).sign().is_some()) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    pub(super) fn reserved_crosses_zero(&mut self, coefficient: &Form) -> Res<bool> {
        let values = self.sampled(coefficient)?;
        let has = |sign| values.iter().any(|value| value.sign() == Some(sign));
        if has(Ordering::Less) && has(Ordering::Greater) {
            return Ok(true);
        }
        let Some(range) = self.range(coefficient)? else { return Ok(false) };
        let below = match range.low {
            None => Ordering::Less,
            Some(low) => self.sign_of_constant(&low)?,
        };
        let above = match range.high {
            None => Ordering::Greater,
            Some(high) => self.sign_of_constant(&high)?,
        };
        Ok(below == Ordering::Less && above == Ordering::Greater)
    }

    /// Nothing but the oscillation may be there: a smaller term would decide near the zeros.
    pub(super) fn reserved_touches_zero(&mut self, form: &Form, term: &LeadingTerm) -> Res<Option<Ordering>> {
        if !self.has_one_phase(&term.coefficient) || !self.is_exactly(form, term)? {
            return Ok(None);
        }
        let Some(range) = self.range(&term.coefficient)? else { return Ok(None) };
        for (end, sign) in [(range.low, Ordering::Greater), (range.high, Ordering::Less)] {
            if let Some(end) = end
                && self.sign_of_constant(&end)? == Ordering::Equal
            {
                return Ok(Some(sign));
            }
        }
        Ok(None)
    }

    /// Whether all that moves in an oscillation is one phase: then it comes to its extreme values exactly.
    fn has_one_phase(&self, form: &Form) -> bool {
        let mut phases: Vec<Form> = Vec::new();
        self.collect_phases(form, &mut phases) && phases.len() == 1
    }

    fn collect_phases(&self, form: &Form, phases: &mut Vec<Form>) -> bool {
        form.kernels().iter().all(|&id| match self.look(id).as_ref() {
            Kernel::Sin(u) | Kernel::Cos(u) | Kernel::Sawtooth(u) if !self.oscillates(u) => {
                if !phases.contains(u) && self.oscillates(&Form::kernel(id, RBig::ONE)) {
                    phases.push(u.clone());
                }
                true
            }
            Kernel::Exp(u) | Kernel::Log(u) | Kernel::Atan(u) | Kernel::Group(u) => self.collect_phases(u, phases),
            kernel => !matches!(kernel, Kernel::Sin(_) | Kernel::Cos(_) | Kernel::Sawtooth(_) | Kernel::Opaque(..)),
        })
    }

    /// Whether a product is proved to be 0 again and again, as one of its factors is.
    pub(super) fn attains_zero(&mut self, form: &Form) -> Res<bool> {
        let Some(term) = form.single() else { return Ok(false) };
        for (id, exponent) in &term.monomial.0 {
            if !exponent.is_positive() {
                continue;
            }
            let kernel = self.look(*id);
            let changes_sign = match kernel.as_ref() {
                Kernel::Sawtooth(u) if !self.oscillates(u) => return Ok(true),
                Kernel::Opaque(Function::Abs, arguments) => arguments.first().cloned(),
                Kernel::Group(_) | Kernel::Sin(_) | Kernel::Cos(_) => Some(Form::kernel(*id, RBig::ONE)),
                _ => None,
            };
            let Some(inner) = changes_sign else { continue };
            if self.oscillates(&inner)
                && let Leading::Term(term) = self.leading(&inner)?
                && self.crosses_zero(&term.coefficient)?
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether ⌊u⌋ of an oscillating u occurs: its bounds may be attained at single points only.
    pub(super) fn has_floor(&self, form: &Form) -> bool {
        form.kernels().iter().any(|&id| match self.look(id).as_ref() {
            Kernel::Opaque(Function::Floor, _) => true,
            Kernel::Exp(u) | Kernel::Log(u) | Kernel::Atan(u) | Kernel::Group(u) => self.has_floor(u),
            Kernel::Opaque(_, arguments) => arguments.iter().any(|u| self.has_floor(u)),
            _ => false,
        })
    }

    /// Whether a function known by its bounds has an argument that is not made of phases only.
    fn has_loose_part(&mut self, form: &Form) -> Res<bool> {
        for id in form.kernels() {
            let parts = match self.look(id).as_ref() {
                Kernel::Opaque(_, parts) => parts.clone(),
                Kernel::Exp(u) | Kernel::Log(u) | Kernel::Atan(u) | Kernel::Group(u) => vec![u.clone()],
                _ => continue,
            };
            for part in &parts {
                if self.mrv(part)?.is_some() || self.has_loose_part(part)? {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// u − ⌊u⌋: between 0 and 1, or its value at the sample.
    pub(super) fn enclose_sawtooth(&self, u: &Form) -> Enclosure {
        let inner = if self.sample.is_some() { self.enclose(u) } else { Enclosure::EVERYTHING };
        if inner.is_bounded() && inner.low.floor().total_cmp(&inner.high.floor()).is_eq() {
            return Enclosure { low: (inner.low - inner.low.floor()).max(0.0), high: inner.high - inner.high.floor() };
        }
        Enclosure { low: 0.0, high: 1.0 }
    }

    /// A function of an oscillating argument as a kernel of its own.
    pub(super) fn opaque(&mut self, function: Function, arguments: Vec<Form>) -> Form {
        let id = self.oscillator(Kernel::Opaque(function, arguments));
        Form::kernel(id, RBig::ONE)
    }

    /// Whether the form is its leading term, without further terms.
    pub(super) fn is_exactly(&mut self, form: &Form, term: &LeadingTerm) -> Res<bool> {
        let powers = self.form_of_powers(&term.powers)?;
        let dominant = self.mul(&term.coefficient, &powers)?;
        self.vanishes(&form.minus(&dominant))
    }

    pub(super) fn enclose_opaque(&self, function: Function, arguments: &[Form]) -> Enclosure {
        let limits: Vec<Enclosure> = arguments.iter().map(|argument| self.enclose_near(argument)).collect();
        let Some(first) = limits.first() else { return Enclosure::EVERYTHING };
        let fold = |of: fn(f64, f64) -> f64| {
            let low = limits.iter().map(|limit| limit.low).fold(first.low, of);
            Enclosure { low, high: limits.iter().map(|limit| limit.high).fold(first.high, of) }
        };
        match function {
            Function::Abs => {
                let least =
                    if first.low <= 0.0 && first.high >= 0.0 { 0.0 } else { first.low.abs().min(first.high.abs()) };
                Enclosure { low: least, high: first.low.abs().max(first.high.abs()) }
            }
            Function::Sign => first.sign().map_or(Enclosure { low: -1.0, high: 1.0 }, |sign| {
                let sign = f64::from(sign as i8);
                Enclosure { low: sign, high: sign }
            }),
            Function::Floor => Enclosure { low: first.low.floor(), high: first.high.floor() },
            Function::Sin | Function::Cos => Enclosure { low: -1.0, high: 1.0 },
            Function::Atan => Enclosure::wide(first.low.atan(), first.high.atan()),
            Function::Exp => Enclosure { low: 0.0, high: f64::INFINITY },
            Function::Max => fold(f64::max),
            Function::Min => fold(f64::min),
            _ => Enclosure::EVERYTHING,
        }
    }

    /// Bounds of an argument near the point, a little wider than its range.
    fn enclose_near(&self, argument: &Form) -> Enclosure {
        let range = self.enclose(argument);
        Enclosure { low: range.low - 1e-9, high: range.high + 1e-9 }
    }
}

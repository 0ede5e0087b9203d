//! sin, cos and atan of forms: exact values at known angles, oscillators for unbounded arguments.

use super::{
    Stop,
    form::*,
    kernel::{Engine, Kernel, PI, Res},
    leading::Leading,
};
use crate::functions::Function;
use dashu_base::Signed;
use dashu_int::IBig;
use dashu_ratio::RBig;
use std::cmp::Ordering;

impl Engine<'_> {
    /// sin u. Multiples of π are taken out; an unbounded argument makes an oscillator.
    pub(super) fn sin(&mut self, u: &Form) -> Res<Form> {
        if u.is_zero() {
            return Ok(Form::zero());
        }
        if u.terms().first().is_some_and(|term| term.coefficient.is_negative()) {
            return Ok(self.sin(&u.negated())?.negated());
        }
        let (turns, rest) = self.split_turns(u);
        match turns {
            Some(quarter) => self.sine_after_quarters(quarter, &rest),
            None => self.plain_sine(&rest, false),
        }
    }

    /// cos u, as [`Engine::sin`].
    pub(super) fn cos(&mut self, u: &Form) -> Res<Form> {
        if u.is_zero() {
            return Ok(Form::one());
        }
        if u.terms().first().is_some_and(|term| term.coefficient.is_negative()) {
            return self.cos(&u.negated());
        }
        let (turns, rest) = self.split_turns(u);
        match turns {
            Some(quarter) => self.sine_after_quarters((quarter + 1) % 4, &rest),
            None => self.plain_sine(&rest, true),
        }
    }

    /// sin(k·π/2 + rest).
    fn sine_after_quarters(&mut self, quarter: u8, rest: &Form) -> Res<Form> {
        let value = if quarter.is_multiple_of(2) {
            if rest.is_zero() { Form::zero() } else { self.signed_sine(rest)? }
        } else {
            self.signed_cosine(rest)?
        };
        Ok(if quarter >= 2 { value.negated() } else { value })
    }

    fn signed_sine(&mut self, u: &Form) -> Res<Form> {
        if u.terms().first().is_some_and(|term| term.coefficient.is_negative()) {
            return Ok(self.plain_sine(&u.negated(), false)?.negated());
        }
        self.plain_sine(u, false)
    }

    fn signed_cosine(&mut self, u: &Form) -> Res<Form> {
        if u.is_zero() {
            return Ok(Form::one());
        }
        if u.terms().first().is_some_and(|term| term.coefficient.is_negative()) {
            return self.plain_sine(&u.negated(), true);
        }
        self.plain_sine(u, true)
    }

    /// u = k·π/2 + rest with k = 0, 1, 2, 3 (modulo full turns); None if no multiple of π/2 can be taken out.
    fn split_turns(&self, u: &Form) -> (Option<u8>, Form) {
        let pi = Monomial(vec![(PI, RBig::ONE)]);
        let terms = u.terms();
        let Some(term) = terms.iter().find(|term| term.monomial == pi) else { return (None, u.clone()) };
        let quarters = &term.coefficient * RBig::from(2);
        let whole = quarters.floor();
        let turns = Form::from(Term { monomial: pi, coefficient: RBig::from(whole.clone()) / RBig::from(2) });
        let rest = u.minus(&turns);
        let four = IBig::from(4);
        let quarter: IBig = ((whole % &four) + &four) % &four;
        (u8::try_from(&quarter).ok(), rest)
    }

    /// sin u or cos u of an argument without whole quarter turns: table, oscillator or kernel.
    fn plain_sine(&mut self, u: &Form, cosine: bool) -> Res<Form> {
        if let Some(value) = self.sine_of_known_angle(u, cosine)? {
            return Ok(value);
        }
        if self.mrv(u)?.is_some()
            && !self.oscillates(u)
            && let Leading::Term(term) = self.leading(u)?
            && self.is_infinite(&term.powers)?
        {
            return match self.is_zero_constant(&term.coefficient) {
                // cos(m·x) for a parameter m, which may be 0: bounded in any case.
                Err(_) => Ok(self.opaque(if cosine { Function::Cos } else { Function::Sin }, vec![u.clone()])),
                Ok(_) => self.sine_of_phase(u, cosine),
            };
        }
        let kernel = if cosine { Kernel::Cos(u.clone()) } else { Kernel::Sin(u.clone()) };
        if self.oscillates(u) && self.finite_part(u) == Err(Stop::Unbounded) {
            return Ok(self.opaque(if cosine { Function::Cos } else { Function::Sin }, vec![u.clone()]));
        }
        let id = self.intern(kernel);
        Ok(Form::kernel(id, RBig::ONE))
    }

    /// Sines of π/12, π/10, π/8, π/6, π/5, π/4, π/3, … by square roots.
    fn sine_of_known_angle(&mut self, u: &Form, cosine: bool) -> Res<Option<Form>> {
        let Some(term) = u.single() else { return Ok(None) };
        if term.monomial != Monomial(vec![(PI, RBig::ONE)]) {
            return Ok(None);
        }
        let angle = if cosine { RBig::ONE / RBig::from(2) - term.coefficient } else { term.coefficient };
        let half = RBig::ONE / RBig::from(2);
        let root = |engine: &mut Self, n: i64| engine.pow(&Form::integer(n), &half);
        let (Ok(n), Ok(d)) = (i64::try_from(angle.numerator()), u64::try_from(angle.denominator())) else {
            return Ok(None);
        };
        let value = match (n, d) {
            (1, 6) => Form::Number(half),
            (1, 4) => root(self, 2)?.scaled(&half),
            (1, 3) => root(self, 3)?.scaled(&half),
            (1, 12) => root(self, 6)?.minus(&root(self, 2)?).scaled(&(half.clone() * half)),
            (5, 12) => root(self, 6)?.plus(&root(self, 2)?).scaled(&(half.clone() * half)),
            (1, 10) => root(self, 5)?.minus(&Form::one()).scaled(&(half.clone() * half)),
            (3, 10) => root(self, 5)?.plus(&Form::one()).scaled(&(half.clone() * half)),
            _ => return Ok(None),
        };
        Ok(Some(value))
    }

    /// atan u.
    pub(super) fn atan(&mut self, u: &Form) -> Res<Form> {
        if u.is_zero() {
            return Ok(Form::zero());
        }
        if u.terms().first().is_some_and(|term| term.coefficient.is_negative()) {
            return Ok(self.atan(&u.negated())?.negated());
        }
        if let Some(value) = self.arctangent_of_known(u)? {
            return Ok(value);
        }
        if self.mrv(u)?.is_some()
            && let Leading::Term(term) = self.leading(u)?
            && self.is_infinite(&term.powers)?
        {
            let half_turn = match self.sign_of_coefficient(&term.coefficient) {
                Ok(Ordering::Less) => RBig::NEG_ONE,
                Ok(_) => RBig::ONE,
                Err(Stop::Oscillation) => return Ok(self.opaque(Function::Atan, vec![u.clone()])),
                Err(stop) => return Err(stop),
            } / RBig::from(2);
            let inverse = self.pow(u, &RBig::NEG_ONE)?;
            return Ok(self.pi().scaled(&half_turn).minus(&self.atan(&inverse)?));
        }
        let id = self.intern(Kernel::Atan(u.clone()));
        Ok(Form::kernel(id, RBig::ONE))
    }

    /// atan of 1, √3, 1/√3, 2 ± √3.
    fn arctangent_of_known(&mut self, u: &Form) -> Res<Option<Form>> {
        if self.mrv(u)?.is_some() || self.oscillates(u) {
            return Ok(None);
        }
        let root = self.pow(&Form::integer(3), &(RBig::ONE / RBig::from(2)))?;
        let known = [
            (Form::one(), 3),
            (root.clone(), 4),
            (root.scaled(&(RBig::ONE / RBig::from(3))), 2),
            (Form::integer(2).minus(&root), 1),
            (Form::integer(2).plus(&root), 5),
        ];
        let found = known.iter().find(|(value, _)| value == u);
        Ok(found.map(|(_, twelfths)| self.pi().scaled(&(RBig::from(*twelfths) / RBig::from(12)))))
    }
}

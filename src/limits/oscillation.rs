//! Oscillation: sin θ and cos θ of phases θ → ∞, and functions of them that are known only by their bounds.
//!
//! A phase is split into its unbounded part and the rest, sin(x + 1/x) = sin x·cos(1/x) + cos x·sin(1/x), so that
//! differences of oscillations cancel by comparison. What is left in the coefficient of a leading term is a function on
//! a torus: its range gives lim inf and lim sup, as phases come arbitrarily near to every combination of angles.

use super::{
    Stop,
    form::*,
    kernel::{Engine, Kernel, Res},
    leading::{Leading, LeadingPowers},
    range::Range,
};
use dashu_base::{Abs, Signed};
use dashu_ratio::RBig;
use std::cmp::Ordering;

/// Unbounded terms of a phase that are taken apart.
const PHASES: usize = 3;

impl Engine<'_> {
    /// sin u or cos u of an unbounded u.
    pub(super) fn sine_of_phase(&mut self, u: &Form, cosine: bool) -> Res<Form> {
        let (phase, rest) = self.split_phase(u)?;
        let mut value = if rest.is_zero() { (Form::zero(), Form::one()) } else { (self.sin(&rest)?, self.cos(&rest)?) };
        for term in phase.terms().iter() {
            let negative = term.coefficient.is_negative();
            let angle =
                Form::from(Term { monomial: term.monomial.clone(), coefficient: term.coefficient.clone().abs() });
            let sine = self.oscillator(Kernel::Sin(angle.clone()));
            let turned_cosine = self.oscillator(Kernel::Cos(angle));
            let sine = Form::kernel(sine, RBig::ONE);
            let sine = if negative { sine.negated() } else { sine };
            let turned_cosine = Form::kernel(turned_cosine, RBig::ONE);
            value = self.turn((&value.0, &value.1), (&sine, &turned_cosine))?;
        }
        Ok(if cosine { value.1 } else { value.0 })
    }

    /// u = phase + rest: the unbounded terms, and what stays bounded.
    pub(super) fn split_phase(&mut self, u: &Form) -> Res<(Form, Form)> {
        let mut phase = Form::zero();
        let mut rest = u.clone();
        for _ in 0..=PHASES {
            match self.leading(&rest)? {
                Leading::Term(term) if self.is_infinite(&term.powers)? => {
                    let powers = self.form_of_powers(&term.powers)?;
                    let dominant = self.mul(&term.coefficient, &powers)?;
                    rest = rest.minus(&dominant);
                    phase = phase.plus(&dominant);
                }
                _ => return Ok((phase, rest)),
            }
        }
        Err(Stop::Undecided(super::Undecided::Unsupported(self.raise(u))))
    }

    /// ω₁^e₁·ω₂^e₂·… as a form.
    pub(super) fn form_of_powers(&mut self, powers: &LeadingPowers) -> Res<Form> {
        let mut product = Form::one();
        for (scale, exponent) in powers {
            let kernel = self.scales.get(*scale).and_then(|scale| scale.kernel);
            let factor = match (kernel, exponent) {
                (Some(kernel), Form::Number(exponent)) => Form::kernel(kernel, -exponent.clone()),
                _ => {
                    let log = self.log_of_scale(*scale)?;
                    let log = self.mul(&log, &exponent.negated())?;
                    self.exp(&log)?
                }
            };
            product = self.mul(&product, &factor)?;
        }
        Ok(product)
    }

    /// The sign of a leading coefficient: of a constant, or of an oscillation that keeps it.
    pub(super) fn sign_of_coefficient(&mut self, coefficient: &Form) -> Res<Ordering> {
        if !self.oscillates(coefficient) {
            return self.sign_of_constant(coefficient);
        }
        if let Some(sign) = self.enclose(coefficient).sign() {
            return Ok(sign);
        }
        match self.range(coefficient)? {
            Some(Range { low: Some(low), .. }) if self.sign_of_constant(&low)? == Ordering::Greater => {
                Ok(Ordering::Greater)
            }
            Some(Range { high: Some(high), .. }) if self.sign_of_constant(&high)? == Ordering::Less => {
                Ok(Ordering::Less)
            }
            _ => Err(Stop::Oscillation),
        }
    }
}

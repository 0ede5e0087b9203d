//! Γ, log Γ and ψ with its derivatives.
//!
//! At +∞ by Stirling, log Γ(u) = (u − ½)·log u − u + ½·log 2π + a germ in 1/u; at −∞ by reflection; beside a constant
//! c > 0 by Γ(c)·exp(a germ in u − c); beside 0, −1, −2, … after moving to the right, Γ(u) = Γ(u + n)/(u·(u + 1)·…), which
//! shows the poles.
//!
//! Source: Abramowitz and Stegun, chapter 6.

use super::{
    Stop, Undecided,
    form::*,
    germ::Germ,
    kernel::{Engine, Res},
    special::{Goal, half},
};
use crate::functions::Function;
use dashu_base::Signed;
use dashu_int::IBig;
use dashu_ratio::RBig;
use std::cmp::Ordering;

/// How far an argument left of 0 is moved by recurrence.
const LONGEST_SHIFT: i64 = 40;

impl Engine<'_> {
    /// How often a number must be raised by 1 to be positive.
    fn shift_to_positive(&mut self, function: Function, c: &Form) -> Res<i64> {
        if self.sign_of_constant(c)? == Ordering::Greater {
            return Ok(0);
        }
        let whole: IBig = self.whole_part(c)?;
        match i64::try_from(&whole) {
            Ok(whole) if whole > -LONGEST_SHIFT => Ok(1 - whole),
            _ => Err(Stop::Unsupported(function)),
        }
    }

    /// Γ(u).
    pub(super) fn gamma(&mut self, u: &Form) -> Res<Form> {
        match self.goal(Function::Gamma, u)? {
            Goal::PlusInfinity => {
                let log = self.stirling(u)?;
                self.exp(&log)
            }
            Goal::MinusInfinity => {
                // Γ(u)·Γ(1 − u) = π/sin πu
                let angle = self.mul(&self.pi(), u)?;
                let sine = self.sin(&angle)?;
                let mirrored = self.gamma(&Form::one().minus(u))?;
                let below = self.product(&sine, &mirrored)?;
                let inverse = self.reciprocal(&below)?;
                self.mul(&self.pi(), &inverse)
            }
            Goal::Constant(c, difference) => self.gamma_beside(u, c, difference),
        }
    }

    /// Γ(c + δ) = Γ(c)·exp(ψ(c)·δ + …), after Γ(u) = Γ(u + n)/(u·(u + 1)·…) where c ≤ 0.
    fn gamma_beside(&mut self, u: &Form, c: Form, difference: Form) -> Res<Form> {
        let shift = self.shift_to_positive(Function::Gamma, &c)?;
        let mut below = Form::one();
        for k in 0..shift {
            below = self.product(&below, &u.plus(&Form::integer(k)))?;
        }
        let below = if shift == 0 { below } else { self.reciprocal(&below)? };
        let c = c.plus(&Form::integer(shift));
        let value = self.gamma_of_constant(&c)?;
        let above = if difference.is_zero() {
            value
        } else {
            let log = self.beside(Function::LogGamma, c, difference)?;
            let ratio = self.exp(&log)?;
            self.mul(&value, &ratio)?
        };
        self.product(&above, &below)
    }

    /// Γ(c) of a constant c > 0: exact for halves, reduced to 0 < c ≤ 1 for other fractions.
    fn gamma_of_constant(&mut self, c: &Form) -> Res<Form> {
        let Form::Number(number) = c else {
            return Ok(self.special_constant(Function::Gamma, 0, c.clone()));
        };
        if *number > RBig::from(1000) {
            return Err(Stop::TooLarge);
        }
        let mut rest = number.clone();
        let mut factor = RBig::ONE;
        while rest > RBig::ONE {
            rest -= RBig::ONE;
            factor *= &rest;
        }
        let value = if rest.is_one() {
            Form::one()
        } else if rest == half() {
            let pi = self.pi();
            self.pow(&pi, &half())?
        } else {
            self.special_constant(Function::Gamma, 0, Form::Number(rest))
        };
        Ok(value.scaled(&factor))
    }

    /// log Γ(u) for u → +∞.
    fn stirling(&mut self, u: &Form) -> Res<Form> {
        let log = self.log(u)?;
        let leading = self.mul(&u.minus(&Form::Number(half())), &log)?;
        let constant = self.log(&self.pi().scaled(&RBig::from(2)))?.scaled(&half());
        let inverse = self.pow(u, &RBig::NEG_ONE)?;
        let rest = self.germ(Germ { function: Function::LogGamma, order: 0, at: None }, inverse)?;
        Ok(leading.minus(u).plus(&constant).plus(&rest))
    }

    /// log Γ(u), u > 0.
    pub(super) fn log_gamma(&mut self, u: &Form) -> Res<Form> {
        if self.sign(u)? != Ordering::Greater {
            return Err(Stop::Undefined);
        }
        match self.goal(Function::LogGamma, u)? {
            Goal::Constant(..) => {
                let value = self.gamma(u)?;
                self.log(&value)
            }
            _ => self.stirling(u),
        }
    }

    /// ψ(u) = Γ′(u)/Γ(u).
    pub(super) fn digamma(&mut self, u: &Form) -> Res<Form> {
        match self.goal(Function::Digamma, u)? {
            Goal::PlusInfinity => {
                let inverse = self.pow(u, &RBig::NEG_ONE)?;
                let rest = self.germ(Germ { function: Function::Digamma, order: 0, at: None }, inverse)?;
                Ok(self.log(u)?.plus(&rest))
            }
            Goal::MinusInfinity => {
                // ψ(u) = ψ(1 − u) − π·cot πu
                let angle = self.mul(&self.pi(), u)?;
                let cotangent = self.apply(Function::Cot, &angle)?;
                let cotangent = self.mul(&self.pi(), &cotangent)?;
                Ok(self.digamma(&Form::one().minus(u))?.minus(&cotangent))
            }
            Goal::Constant(c, difference) => {
                let shift = self.shift_to_positive(Function::Digamma, &c)?;
                let mut sum = self.beside(Function::Digamma, c.plus(&Form::integer(shift)), difference)?;
                for k in 0..shift {
                    sum = sum.minus(&self.reciprocal(&u.plus(&Form::integer(k)))?);
                }
                Ok(sum)
            }
        }
    }

    /// ψ⁽ⁿ⁾(u) for a whole order n.
    pub(super) fn polygamma(&mut self, order: &RBig, u: &Form) -> Res<Form> {
        let unsupported = Stop::Unsupported(Function::Polygamma);
        let order = usize::try_from(order.numerator()).ok().filter(|n| order.is_int() && *n < 50);
        let Some(order) = order else { return Err(unsupported) };
        if order == 0 {
            return self.digamma(u);
        }
        match self.goal(Function::Polygamma, u)? {
            Goal::PlusInfinity => {
                let inverse = self.pow(u, &RBig::NEG_ONE)?;
                self.germ(Germ { function: Function::Digamma, order, at: None }, inverse)
            }
            Goal::MinusInfinity => Err(unsupported),
            Goal::Constant(c, difference) => {
                // ψ⁽ⁿ⁾(u) = ψ⁽ⁿ⁾(u + 1) − (−1)ⁿ·n!/u^(n+1)
                let shift = self.shift_to_positive(Function::Polygamma, &c)?;
                let at = Some(c.plus(&Form::integer(shift)));
                let mut sum = self.germ(Germ { function: Function::Digamma, order, at }, difference)?;
                let sign = if order.is_multiple_of(2) { RBig::NEG_ONE } else { RBig::ONE };
                let factor = (1..=order).fold(sign, |product, k| product * RBig::from(k));
                for k in 0..shift {
                    let inverse = self.reciprocal(&u.plus(&Form::integer(k)))?;
                    let power = self.pow(&inverse, &RBig::from(order + 1))?;
                    sum = sum.plus(&power.scaled(&factor));
                }
                Ok(sum)
            }
        }
    }

    /// Euler's constant γ = −ψ(1).
    pub(super) fn euler_gamma(&mut self) -> Form {
        self.special_constant(Function::Digamma, 0, Form::one()).negated()
    }

    /// ψ⁽ⁿ⁾(c): by ζ(n + 1) at 1 and ½, reduced to 0 < c ≤ 1 for other fractions.
    pub(super) fn polygamma_of_constant(&mut self, order: usize, c: &Form) -> Res<Form> {
        let Form::Number(number) = c else {
            return Ok(self.special_constant(Function::Digamma, order, c.clone()));
        };
        if !number.is_positive() || *number > RBig::from(1000) {
            return Err(Stop::Undecided(Undecided::OutOfBudget));
        }
        let power = isize::try_from(order).unwrap_or(0);
        let sign = if order.is_multiple_of(2) { RBig::ONE } else { RBig::NEG_ONE };
        let factorial = (1..=order).fold(RBig::ONE, |product, k| product * RBig::from(k));
        let mut rest = number.clone();
        let mut moved = RBig::ZERO;
        while rest > RBig::ONE {
            rest -= RBig::ONE;
            moved += RBig::ONE / rest.clone().pow(power + 1);
        }
        let moved = Form::Number(moved * &sign * &factorial);
        if !(rest.is_one() || rest == half()) {
            return Ok(moved.plus(&self.special_constant(Function::Digamma, order, Form::Number(rest))));
        }
        if order == 0 {
            let value = self.euler_gamma().negated();
            let two_logs = if rest.is_one() { Form::zero() } else { self.log(&Form::integer(4))? };
            return Ok(value.minus(&two_logs).plus(&moved));
        }
        // (−1)^(n+1)·n!·ζ(n + 1), times 2^(n+1) − 1 at ½.
        let times = if rest.is_one() { RBig::ONE } else { RBig::from(2).pow(power + 1) - RBig::ONE };
        let zeta = self.zeta_of_whole(order + 1)?;
        Ok(zeta.scaled(&(-sign * factorial * times)).plus(&moved))
    }

    /// ζ(n) for n ≥ 2: a rational multiple of π^n where n is even.
    pub(super) fn zeta_of_whole(&mut self, n: usize) -> Res<Form> {
        if !n.is_multiple_of(2) || n > 60 {
            return Ok(self.special_constant(Function::Zeta, 0, Form::integer(n as i64)));
        }
        // ζ(2k) = (−1)^(k+1)·B₂ₖ·(2π)^(2k)/(2·(2k)!)
        let bernoulli = super::germ::bernoulli(n);
        let size = if bernoulli.is_negative() { -bernoulli } else { bernoulli };
        let factorial = (1..=n).fold(RBig::ONE, |product, k| product * RBig::from(k));
        let power = isize::try_from(n).unwrap_or(0);
        let pi = self.pow(&self.pi(), &RBig::from(n))?;
        Ok(pi.scaled(&(size * RBig::from(2).pow(power - 1) / factorial)))
    }
}

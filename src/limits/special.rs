//! Special functions, by what is known of them beside a point, at their poles and at infinity: erf, Ei, ζ and W here, Γ and
//! its relatives in [`super::gamma`].
//!
//! Each is reduced to exponentials, logarithms and powers times or plus a *germ* ([`super::germ`]), a function of δ → 0
//! with known power series: erfc u = e^(−u²)/(u√π) times a series in 1/u at +∞, Ei δ = γ + log|δ| + a series in δ at 0.
//! What follows is then the same algorithm as for all other functions.
//!
//! Source: Abramowitz and Stegun, chapters 5, 7 and 23; Corless et al., On the Lambert W function, 1996.

use super::{
    Stop,
    form::*,
    germ::Germ,
    kernel::{Engine, Kernel, Res},
};
use crate::functions::Function;
use dashu_ratio::RBig;
use std::cmp::Ordering;

/// ζ(u) = 1 + 2^(−u) + … + 5^(−u) + a germ at δ = 6^(−u), for u → +∞.
pub(super) const GERM_OF_ZETA: i64 = 6;

/// Where an argument goes.
pub(super) enum Goal {
    PlusInfinity,
    MinusInfinity,
    /// To a constant; the second form is the difference.
    Constant(Form, Form),
}

pub(super) fn half() -> RBig {
    RBig::ONE / RBig::from(2)
}

impl Engine<'_> {
    /// Where u goes; undecided for oscillating arguments.
    pub(super) fn goal(&mut self, function: Function, u: &Form) -> Res<Goal> {
        match self.finite_part(u) {
            Ok(limit) if self.oscillates(&limit) => Err(Stop::Unsupported(function)),
            Ok(limit) => {
                let limit = if self.has_parameter(&limit) { limit } else { self.rational(&limit)? };
                let difference = u.minus(&limit);
                Ok(Goal::Constant(limit, difference))
            }
            Err(Stop::Unbounded) => Ok(match self.sign(u)? {
                Ordering::Less => Goal::MinusInfinity,
                _ => Goal::PlusInfinity,
            }),
            Err(stop) => Err(stop),
        }
    }

    /// A constant that is a whole number in disguise, as that number.
    fn rational(&mut self, constant: &Form) -> Res<Form> {
        if constant.number().is_some() {
            return Ok(constant.clone());
        }
        let enclosure = self.enclose(constant);
        let near = enclosure.low.round();
        if enclosure.is_bounded() && near.abs() < 1e9 && (near - enclosure.high).abs() < 1e-6 {
            let whole = Form::integer(near as i64);
            if self.compare_constants(constant, &whole)? == Ordering::Equal {
                return Ok(whole);
            }
        }
        Ok(constant.clone())
    }

    /// f(c + δ) for a function whose germ at c is all there is to know.
    pub(super) fn beside(&mut self, function: Function, at: Form, difference: Form) -> Res<Form> {
        let germ = Germ { function, order: 0, at: Some(at) };
        self.germ(germ, difference)
    }

    /// erf u.
    pub(super) fn erf(&mut self, u: &Form) -> Res<Form> {
        if u.is_zero() {
            return Ok(Form::zero());
        }
        match self.goal(Function::Erf, u)? {
            Goal::PlusInfinity => Ok(Form::one().minus(&self.erfc_far(u)?)),
            Goal::MinusInfinity => Ok(self.erfc_far(&u.negated())?.minus(&Form::one())),
            Goal::Constant(c, difference) => {
                if !self.has_parameter(&c) && self.sign_of_constant(&c)? == Ordering::Less {
                    return Ok(self.erf(&u.negated())?.negated());
                }
                self.beside(Function::Erf, c, difference)
            }
        }
    }

    /// 1 − erf u.
    pub(super) fn erfc(&mut self, u: &Form) -> Res<Form> {
        match self.goal(Function::Erfc, u)? {
            Goal::PlusInfinity => self.erfc_far(u),
            _ => Ok(Form::one().minus(&self.erf(u)?)),
        }
    }

    /// erfc u = e^(−u²)/(u√π)·(1 − 1/(2u²) + …) for u → +∞.
    fn erfc_far(&mut self, u: &Form) -> Res<Form> {
        let inverse = self.pow(u, &RBig::NEG_ONE)?;
        let series = self.germ(Germ { function: Function::Erfc, order: 0, at: None }, inverse.clone())?;
        let square = self.mul(u, u)?;
        let exponential = self.exp(&square.negated())?;
        let root = self.pow(&self.pi(), &-half())?;
        let factor = self.mul(&root, &inverse)?;
        let factor = self.product(&factor, &exponential)?;
        self.mul(&factor, &series)
    }

    /// Ei u: e^u/u·(1 + 1/u + 2/u² + …) far out, γ + log|u| + u + u²/4 + … near 0.
    pub(super) fn exponential_integral(&mut self, u: &Form) -> Res<Form> {
        match self.goal(Function::Ei, u)? {
            Goal::Constant(c, difference) if c.is_zero() => {
                if difference.is_zero() {
                    return Err(Stop::Undefined);
                }
                let size = self.abs(u)?;
                let gamma = self.euler_gamma();
                let rest = self.beside(Function::Ei, c, difference)?;
                Ok(self.log(&size)?.plus(&gamma).plus(&rest))
            }
            Goal::Constant(c, difference) => self.beside(Function::Ei, c, difference),
            _ => {
                let inverse = self.pow(u, &RBig::NEG_ONE)?;
                let series = self.germ(Germ { function: Function::Ei, order: 0, at: None }, inverse.clone())?;
                let exponential = self.exp(u)?;
                let factor = self.product(&inverse, &exponential)?;
                self.mul(&factor, &series)
            }
        }
    }

    /// ζ(u): 1/δ + γ + … at 1, a few terms of its sum at +∞, only its value elsewhere.
    pub(super) fn zeta(&mut self, u: &Form) -> Res<Form> {
        match self.goal(Function::Zeta, u)? {
            Goal::PlusInfinity => {
                let mut sum = Form::one();
                for base in 2..=GERM_OF_ZETA - 1 {
                    let log = self.log(&Form::integer(base))?;
                    let exponent = self.mul(u, &log)?.negated();
                    sum = sum.plus(&self.exp(&exponent)?);
                }
                let log = self.log(&Form::integer(GERM_OF_ZETA))?;
                let exponent = self.mul(u, &log)?.negated();
                let next = self.exp(&exponent)?;
                Ok(sum.plus(&self.germ(Germ { function: Function::Zeta, order: 0, at: None }, next)?))
            }
            Goal::MinusInfinity => Err(Stop::Unsupported(Function::Zeta)),
            Goal::Constant(c, difference) if c.is_one() => {
                let pole = self.reciprocal(&difference)?;
                Ok(pole.plus(&self.beside(Function::Zeta, c, difference)?))
            }
            Goal::Constant(c, difference) => self.beside(Function::Zeta, c, difference),
        }
    }

    /// W(u), the inverse of w·e^w for w ≥ −1, beside constants above −1/e.
    pub(super) fn lambert_w(&mut self, u: &Form) -> Res<Form> {
        match self.goal(Function::LambertW, u)? {
            Goal::Constant(c, difference) => {
                let edge = self.exp(&Form::integer(-1))?;
                if self.has_parameter(&c) {
                    return match self.sign_by_structure(&c) {
                        Some(Ordering::Greater) => self.beside(Function::LambertW, c, difference),
                        _ => Err(Stop::Unsupported(Function::LambertW)),
                    };
                }
                match self.sign_of_constant(&c.plus(&edge))? {
                    Ordering::Less => Err(Stop::Undefined),
                    Ordering::Equal => Err(Stop::Unsupported(Function::LambertW)),
                    Ordering::Greater => self.beside(Function::LambertW, c, difference),
                }
            }
            Goal::MinusInfinity => Err(Stop::Undefined),
            Goal::PlusInfinity => Err(Stop::Unsupported(Function::LambertW)),
        }
    }

    /// The derivative of this order of a function at a constant, as a kernel of its own.
    pub(super) fn special_constant(&mut self, function: Function, order: usize, at: Form) -> Form {
        let id = self.intern(Kernel::Special(function, order, at));
        Form::kernel(id, RBig::ONE)
    }
}

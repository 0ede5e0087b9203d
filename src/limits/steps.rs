//! abs, sign, floor, round, max and min: piecewise functions, decided by signs near the point.

use super::{
    Stop,
    constant::sign_of_number,
    form::*,
    kernel::{Engine, Kernel, Res},
    leading::Leading,
};
use crate::functions::Function;
use dashu_int::IBig;
use dashu_ratio::RBig;
use std::cmp::Ordering;

impl Engine<'_> {
    /// |u|.
    pub(super) fn abs(&mut self, u: &Form) -> Res<Form> {
        match self.sign(u) {
            Ok(Ordering::Less) => Ok(u.negated()),
            Ok(_) => Ok(u.clone()),
            Err(Stop::Oscillation) => {
                let (size, bounded) = self.split_size(u)?;
                let opaque = self.opaque(Function::Abs, vec![bounded]);
                self.mul(&size, &opaque)
            }
            Err(stop) => Err(stop),
        }
    }

    /// u = size·v with size > 0 of the order of u, and v a bounded oscillation.
    fn split_size(&mut self, u: &Form) -> Res<(Form, Form)> {
        let Leading::Term(term) = self.leading(u)? else { return Ok((Form::one(), Form::zero())) };
        let size = self.form_of_powers(&term.powers)?;
        let inverse = self.pow(&size, &RBig::NEG_ONE)?;
        let bounded = self.mul(u, &inverse)?;
        Ok((size, bounded))
    }

    pub(super) fn sign_function(&mut self, u: &Form) -> Res<Form> {
        match self.sign(u) {
            Ok(sign) => Ok(Form::integer(sign as i64)),
            Err(Stop::Oscillation) => {
                let (_, bounded) = self.split_size(u)?;
                Ok(self.opaque(Function::Sign, vec![bounded]))
            }
            Err(stop) => Err(stop),
        }
    }

    /// max(u, v) or min(u, v).
    pub(super) fn extremum(&mut self, largest: bool, u: &Form, v: &Form) -> Res<Form> {
        let difference = u.minus(v);
        match self.sign(&difference) {
            Ok(sign) => Ok(if (sign == Ordering::Less) == largest { v.clone() } else { u.clone() }),
            Err(Stop::Oscillation) => {
                if self.finite_part(u).is_ok() && self.finite_part(v).is_ok() {
                    let (moving, other) = if self.oscillates(u) { (u, v) } else { (v, u) };
                    let function = if largest { Function::Max } else { Function::Min };
                    return Ok(self.opaque(function, vec![moving.clone(), other.clone()]));
                }
                // max(u, v) = (u + v + |u − v|)/2
                let gap = self.abs(&difference)?;
                let gap = if largest { gap } else { gap.negated() };
                Ok(u.plus(v).plus(&gap).scaled(&(RBig::ONE / RBig::from(2))))
            }
            Err(stop) => Err(stop),
        }
    }

    /// The greatest integer ≤ u.
    pub(super) fn floor(&mut self, u: &Form) -> Res<Form> {
        let limit = match self.finite_part(u) {
            Ok(limit) => limit,
            Err(Stop::Unbounded) => {
                let id = self.intern(Kernel::Sawtooth(u.clone()));
                return Ok(u.minus(&Form::kernel(id, RBig::ONE)));
            }
            Err(stop) => return Err(stop),
        };
        if self.oscillates(&limit) {
            return self.floor_of_oscillation(u, &limit);
        }
        let whole = self.whole_part(&limit)?;
        if self.compare_constants(&limit, &Form::Number(RBig::from(whole.clone())))? != Ordering::Equal {
            return Ok(Form::Number(RBig::from(whole)));
        }
        let below = self.sign(&u.minus(&limit))? == Ordering::Less;
        Ok(Form::Number(RBig::from(if below { whole - IBig::ONE } else { whole })))
    }

    /// ⌊c⌋ of a constant.
    pub(super) fn whole_part(&mut self, constant: &Form) -> Res<IBig> {
        if let Form::Number(value) = constant {
            return Ok(value.floor());
        }
        let enclosure = self.enclose(constant);
        if !(enclosure.low.abs() < 1e15 && enclosure.high.abs() < 1e15) {
            return Err(Stop::TooLarge);
        }
        let (low, high) = (enclosure.low.floor() as i64, enclosure.high.floor() as i64);
        for candidate in (low..=high).rev() {
            if self.compare_constants(constant, &Form::integer(candidate))? != Ordering::Less {
                return Ok(IBig::from(candidate));
            }
        }
        Ok(IBig::from(low))
    }

    fn floor_of_oscillation(&mut self, u: &Form, limit: &Form) -> Res<Form> {
        let enclosure = self.enclose(limit);
        let (low, high) = ((enclosure.low - 1e-9).floor(), (enclosure.high + 1e-9).floor());
        if low.total_cmp(&high) == Ordering::Equal && low.abs() < 1e15 {
            return Ok(Form::integer(low as i64));
        }
        Ok(self.opaque(Function::Floor, vec![u.clone()]))
    }

    /// The nearest integer, of two the even one.
    pub(super) fn round(&mut self, u: &Form) -> Res<Form> {
        let half = Form::Number(RBig::ONE / RBig::from(2));
        let shifted = u.plus(&half);
        let above = self.floor(&shifted)?;
        let Form::Number(above_value) = &above else { return Ok(above) };
        // A tie that lasts is rounded to even: only where u is a half-integer throughout.
        let tie = above.minus(&shifted).is_zero() && sign_of_number(above_value) != Ordering::Equal;
        let odd = !is_even(above_value);
        Ok(if tie && odd { above.minus(&Form::one()) } else { above })
    }
}

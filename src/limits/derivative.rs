//! Derivatives of forms by t, for the zero test: a function that tends to 0 and has derivative 0 is 0.
//!
//! Differences such as log(1 + e^t) − t − log(1 + e^(−t)) become algebraic by it, where multiplying out decides.

use super::{
    Stop,
    form::*,
    kernel::{Engine, Kernel, Res},
};
use dashu_ratio::RBig;

impl Engine<'_> {
    /// The derivative by t.
    ///
    /// # Errors
    /// [`Stop::Oscillation`] for functions that are known by their bounds only.
    pub(super) fn derivative(&mut self, form: &Form) -> Res<Form> {
        let mut sum = Form::zero();
        for term in form.terms().iter() {
            for (at, (id, exponent)) in term.monomial.0.iter().enumerate() {
                let inner = self.deeper(|engine| engine.derivative_of_kernel(*id))?;
                if inner.is_zero() {
                    continue;
                }
                // e·k^(e−1)·k′ times the other factors.
                let mut rest = term.clone();
                rest.monomial.0.remove(at);
                let lowered = self.pow(&Form::kernel(*id, RBig::ONE), &(exponent - RBig::ONE))?;
                let part = self.mul(&Form::from(rest), &lowered)?;
                let part = self.mul(&part, &inner)?;
                sum = sum.plus(&part.scaled(exponent));
            }
        }
        Ok(sum)
    }

    fn derivative_of_kernel(&mut self, id: KernelId) -> Res<Form> {
        let kernel = self.look(id);
        let itself = Form::kernel(id, RBig::ONE);
        let (factor, u) = match kernel.as_ref() {
            Kernel::Variable => return Ok(Form::one()),
            Kernel::Pi | Kernel::Prime(_) | Kernel::Parameter(_) | Kernel::Special(..) => return Ok(Form::zero()),
            Kernel::Germ(germ, u) => (self.slope_of_germ(germ, u)?, u),
            Kernel::Sawtooth(_) | Kernel::Opaque(..) => return Err(Stop::Oscillation),
            Kernel::Exp(u) => (itself, u),
            Kernel::Log(u) => (self.pow(u, &RBig::NEG_ONE)?, u),
            Kernel::Sin(u) => (self.cos(u)?, u),
            Kernel::Cos(u) => (self.sin(u)?.negated(), u),
            Kernel::Atan(u) => {
                let square = self.mul(u, u)?;
                (self.pow(&square.plus(&Form::one()), &RBig::NEG_ONE)?, u)
            }
            Kernel::Group(u) => (Form::one(), u),
        };
        let inner = self.derivative(u)?;
        self.mul(&factor, &inner)
    }

    pub(super) fn reserved_has_no_slope(&mut self, form: &Form) -> Res<bool> {
        match self.derivative(form) {
            Ok(slope) => self.vanishes(&slope),
            Err(
                Stop::Unsupported(_)
                | Stop::TooLarge
                | Stop::Undefined
                | Stop::Unbounded
                | Stop::Truncated
                | Stop::Oscillation,
            ) => Ok(false),
            Err(stop) => Err(stop),
        }
    }
}

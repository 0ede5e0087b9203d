//! Comparability classes: which of two functions varies more rapidly.
//!
//! Every function the engine meets is expanded in a chain of *scales* ω₁ ≺ ω₂ ≺ …, all tending to 0⁺ and each in a
//! comparability class of its own: log ωᵢ / log ωⱼ → 0 for i < j. At first there is only ω = 1/t; log t below it and
//! exponentials above it join when they are met. The mrv set of the thesis (the most rapidly varying subexpressions)
//! is what belongs to the highest scale of an expression; [`Engine::rewrite`] writes its members in that ω.

use super::{
    Stop,
    form::*,
    kernel::{Engine, Kernel, Res},
    leading::Leading,
};
use std::cmp::Ordering;

/// The number of a scale, in order of appearance.
pub(super) type ScaleId = usize;

/// One comparability class and its representative ω → 0⁺.
#[derive(Clone, Debug)]
pub(super) struct Scale {
    /// log(1/ω) → +∞, once it is known.
    pub(super) log: Option<Form>,
    /// For the chain t, log t, log log t, …: the kernel that is 1/ω.
    pub(super) kernel: Option<KernelId>,
}

impl Engine<'_> {
    /// Where a scale stands in the chain, the slowest being 0.
    pub(super) fn rank(&self, scale: ScaleId) -> usize {
        self.order.iter().position(|&other| other == scale).unwrap_or(0)
    }

    /// Makes `kernel` → ∞ of the chain t, log t, log log t, … the slowest scale.
    pub(super) fn add_slowest_scale(&mut self, kernel: KernelId) {
        let id = self.scales.len();
        self.scales.push(Scale { log: None, kernel: Some(kernel) });
        self.order.insert(0, id);
        if let Some(entry) = self.table.get_mut(kernel as usize) {
            entry.top = Some(Some(id));
        }
    }

    /// The scale whose 1/ω is this kernel.
    pub(super) fn scale_of(&self, kernel: KernelId) -> Option<ScaleId> {
        self.scales.iter().position(|scale| scale.kernel == Some(kernel))
    }

    /// log(1/ω).
    pub(super) fn log_of_scale(&mut self, scale: ScaleId) -> Res<Form> {
        let Some(found) = self.scales.get(scale).cloned() else { return Ok(Form::one()) };
        if let Some(log) = found.log {
            return Ok(log);
        }
        let kernel = found.kernel.unwrap_or(super::kernel::VARIABLE);
        self.log_of_kernel(kernel)
    }

    /// log of t, log t, …: a scale slower than all others.
    pub(super) fn log_of_kernel(&mut self, kernel: KernelId) -> Res<Form> {
        let argument = Form::kernel(kernel, dashu_ratio::RBig::ONE);
        let known = self.find(&Kernel::Log(argument.clone()));
        let id = self.intern(Kernel::Log(argument));
        let log = Form::kernel(id, dashu_ratio::RBig::ONE);
        if let (None, Some(scale)) = (known, self.scale_of(kernel)) {
            self.add_slowest_scale(id);
            if let Some(scale) = self.scales.get_mut(scale) {
                scale.log = Some(log.clone());
            }
        }
        Ok(log)
    }

    /// The highest scale that occurs in a form: its mrv set is what belongs to it. None for constants.
    pub(super) fn mrv(&mut self, form: &Form) -> Res<Option<ScaleId>> {
        let mut highest = None;
        for id in form.kernels() {
            let top = self.top(id)?;
            highest = self.higher(highest, top);
        }
        Ok(highest)
    }

    fn higher(&self, a: Option<ScaleId>, b: Option<ScaleId>) -> Option<ScaleId> {
        match (a, b) {
            (Some(x), Some(y)) => Some(if self.rank(x) >= self.rank(y) { x } else { y }),
            (a, b) => a.or(b),
        }
    }

    /// The highest scale that occurs in a kernel.
    pub(super) fn top(&mut self, id: KernelId) -> Res<Option<ScaleId>> {
        if let Some(top) = self.table.get(id as usize).and_then(|entry| entry.top) {
            return Ok(top);
        }
        let top = self.deeper(|engine| match engine.look(id).as_ref() {
            Kernel::Variable | Kernel::Pi | Kernel::Prime(_) | Kernel::Parameter(_) => Ok(None),
            Kernel::Sawtooth(_) | Kernel::Opaque(..) | Kernel::Special(..) => Ok(None),
            Kernel::Germ(_, u) => engine.mrv(u),
            Kernel::Exp(u) => {
                let own = engine.rewrite(id)?.map(|(scale, _, _)| scale);
                let inner = engine.mrv(u)?;
                Ok(engine.higher(own, inner))
            }
            Kernel::Log(u) | Kernel::Sin(u) | Kernel::Cos(u) | Kernel::Atan(u) | Kernel::Group(u) => engine.mrv(u),
        })?;
        if let Some(entry) = self.table.get_mut(id as usize) {
            entry.top = Some(top);
        }
        Ok(top)
    }

    /// Compares the comparability classes of e^u and 1/ω, for u → ±∞: how |u| grows against log(1/ω).
    fn compare(&mut self, u: &super::leading::LeadingPowers, scale: ScaleId) -> Res<Ordering> {
        let Some(log) = self.scales.get(scale).and_then(|scale| scale.log.clone()) else {
            // The logarithm of the slowest scale does not occur anywhere: u cannot be as slow.
            return Ok(Ordering::Greater);
        };
        match self.leading(&log)? {
            Leading::Zero => Ok(Ordering::Greater),
            Leading::Term(log) => self.compare_growth(u, &log.powers),
        }
    }

    /// e^u = ω^(−c)·e^rest, for the kernel e^u with u → ±∞; ω is of its class and rest grows more slowly than u.
    ///
    /// A class that is met for the first time gets ω = e^(−|u|). None if u stays bounded. Gruntz 1996, section 3.3.2.
    pub(super) fn rewrite(&mut self, id: KernelId) -> Res<Option<(ScaleId, Form, Form)>> {
        if let Some(known) = self.rewritten.get(&id) {
            return Ok(known.clone());
        }
        let kernel = self.look(id);
        let Kernel::Exp(u) = kernel.as_ref() else { return Ok(None) };
        let rewritten = self.deeper(|engine| engine.rewrite_exponential(u))?;
        self.rewritten.insert(id, rewritten.clone());
        Ok(rewritten)
    }

    fn rewrite_exponential(&mut self, u: &Form) -> Res<Option<(ScaleId, Form, Form)>> {
        if self.mrv(u)?.is_none() {
            return Ok(None);
        }
        if let Some((scale, exponent)) = self.power_of_scale(u)? {
            return Ok(Some((scale, exponent, Form::zero())));
        }
        let Leading::Term(lead) = self.leading(u)? else { return Ok(None) };
        if !self.is_infinite(&lead.powers)? {
            return Ok(None);
        }
        for at in (0..self.order.len()).rev() {
            let Some(&scale) = self.order.get(at) else { continue };
            match self.compare(&lead.powers, scale)? {
                Ordering::Less => {}
                Ordering::Equal => {
                    let log = self.log_of_scale(scale)?;
                    let Leading::Term(log_lead) = self.leading(&log)? else { return Err(Stop::Undefined) };
                    let ratio = self.pow(&log_lead.coefficient, &dashu_ratio::RBig::NEG_ONE)?;
                    let ratio = self.mul(&lead.coefficient, &ratio)?;
                    let part = self.mul(&ratio, &log)?;
                    return Ok(Some((scale, ratio, u.minus(&part))));
                }
                Ordering::Greater => return self.new_scale(u, &lead.coefficient, at + 1).map(Some),
            }
        }
        self.new_scale(u, &lead.coefficient, 0).map(Some)
    }

    /// (ω, c) for u = c·log(1/ω) with a constant c that holds parameters, whose sign is then not asked for.
    fn power_of_scale(&mut self, u: &Form) -> Res<Option<(ScaleId, Form)>> {
        if !self.has_parameter(u) {
            return Ok(None);
        }
        for scale in 0..self.scales.len() {
            let log = match self.scales.get(scale) {
                Some(Scale { log: Some(log), .. }) => log.clone(),
                Some(Scale { kernel: Some(super::kernel::VARIABLE), .. }) => self.log_of_scale(scale)?,
                _ => continue,
            };
            if log.len() != 1 {
                continue;
            }
            let inverse = self.pow(&log, &dashu_ratio::RBig::NEG_ONE)?;
            let exponent = self.mul(u, &inverse)?;
            if self.mrv(&exponent)?.is_none() && !self.oscillates(&exponent) {
                return Ok(Some((scale, exponent)));
            }
        }
        Ok(None)
    }

    fn new_scale(&mut self, u: &Form, coefficient: &Form, at: usize) -> Res<(ScaleId, Form, Form)> {
        let grows = self.sign_of_coefficient(coefficient)? == Ordering::Greater;
        let scale = self.scales.len();
        let log = if grows { u.clone() } else { u.negated() };
        self.scales.push(Scale { log: Some(log), kernel: None });
        self.order.insert(at, scale);
        Ok((scale, Form::integer(if grows { 1 } else { -1 }), Form::zero()))
    }

    /// e^rest of a rewritten exponential: the logarithm of its scale stays in the exponent, where it cancels.
    pub(super) fn exp_of_rest(&mut self, scale: ScaleId, rest: &Form) -> Res<Form> {
        let kernel = match self.scales.get(scale).and_then(|scale| scale.log.as_ref()) {
            Some(log) => log.kernels().first().copied().filter(|_| log.len() == 1),
            None => None,
        };
        self.exp_except(rest, kernel)
    }
}

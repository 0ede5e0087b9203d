//! Exponentials, logarithms and powers of forms, simplified as they are made.
//!
//! Each function checks the real domain of its argument near the point and answers [`Stop::Undefined`] outside it.

use super::{
    Stop,
    form::*,
    kernel::{Engine, Kernel, Res, VARIABLE, integer_power},
    leading::Leading,
};
use crate::functions::Function;
use dashu_base::{Abs, Signed, UnsignedAbs};
use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;
use std::cmp::Ordering;

/// Integer factors are looked for up to this one; what is left counts as one kernel.
const LARGEST_FACTOR: u32 = 1_000;

/// Powers of sums with parameters are multiplied out up to this exponent.
const LARGEST_OPENED_POWER: u32 = 6;

impl Engine<'_> {
    /// e^u, with e^(q·log v) = v^q.
    pub(super) fn exp(&mut self, u: &Form) -> Res<Form> {
        self.exp_except(u, None)
    }

    /// e^u, but `keep` (log t, if u holds it to cancel something) stays in the exponent.
    pub(super) fn exp_except(&mut self, u: &Form, keep: Option<KernelId>) -> Res<Form> {
        if u.is_zero() {
            return Ok(Form::one());
        }
        let mut powers = Vec::new();
        let mut rest = Vec::new();
        for term in u.terms().iter() {
            match self.logarithm_in(term) {
                Some((id, argument)) if keep != Some(id) => powers.push((argument, term.coefficient.clone())),
                _ => rest.push(term.clone()),
            }
        }
        let mut result = Form::one();
        for (base, exponent) in powers {
            let power = self.pow(&base, &exponent)?;
            result = self.deeper(|engine| engine.mul(&result, &power))?;
        }
        let rest = Form::from_terms(rest);
        if rest.is_zero() {
            return Ok(result);
        }
        if self.oscillates(&rest)
            && self.finite_part(&rest) == Err(Stop::Unbounded)
            && self.sign(&rest) == Err(Stop::Oscillation)
        {
            let opaque = self.opaque(Function::Exp, vec![rest]);
            return self.mul(&result, &opaque);
        }
        let id = self.intern(Kernel::Exp(rest));
        let kernel = Form::kernel(id, RBig::ONE);
        self.deeper(|engine| engine.mul(&result, &kernel))
    }

    /// v, if the term is a rational multiple of log v.
    fn logarithm_in(&self, term: &Term) -> Option<(KernelId, Form)> {
        match term.monomial.0.as_slice() {
            [(id, exponent)] if exponent.is_one() => match self.look(*id).as_ref() {
                Kernel::Log(argument) => Some((*id, argument.clone())),
                _ => None,
            },
            _ => None,
        }
    }

    /// log u of u > 0; the logarithm of a product is taken apart.
    pub(super) fn log(&mut self, u: &Form) -> Res<Form> {
        if let Form::Number(value) = u {
            return self.log_of_number(value);
        }
        if self.sign_in_domain(u)? != Ordering::Greater {
            return Err(Stop::Undefined);
        }
        let Some(term) = u.single() else {
            let (content, rest) = self.primitive(u)?;
            let id = self.intern(Kernel::Log(rest));
            let log = Form::kernel(id, RBig::ONE);
            return if content.is_one() { Ok(log) } else { Ok(log.plus(&self.log(&content)?)) };
        };
        let mut sum = self.log_of_number(&term.coefficient.clone().abs())?;
        for (id, exponent) in &term.monomial.0 {
            let log = self.log_of_factor(*id)?;
            sum = sum.plus(&log.scaled(exponent));
        }
        Ok(sum)
    }

    /// log|k| of a kernel k.
    fn log_of_factor(&mut self, id: KernelId) -> Res<Form> {
        let kernel = self.look(id);
        if let Kernel::Exp(u) = kernel.as_ref() {
            return Ok(u.clone());
        }
        if self.scale_of(id).is_some() {
            return self.log_of_kernel(id);
        }
        let form = Form::kernel(id, RBig::ONE);
        let positive = self.is_positive_kernel(id) || self.sign_beside_zeros(&form)? == Ordering::Greater;
        let argument = match (kernel.as_ref(), positive) {
            (Kernel::Group(u), true) => u.clone(),
            (Kernel::Group(u), false) => u.negated(),
            (_, true) => form,
            (_, false) => form.negated(),
        };
        if argument.len() > 1 {
            let (content, rest) = self.primitive(&argument)?;
            let id = self.intern(Kernel::Log(rest));
            let log = Form::kernel(id, RBig::ONE);
            return if content.is_one() { Ok(log) } else { Ok(log.plus(&self.log(&content)?)) };
        }
        let id = self.intern(Kernel::Log(argument));
        Ok(Form::kernel(id, RBig::ONE))
    }

    fn log_of_number(&mut self, value: &RBig) -> Res<Form> {
        if !value.is_positive() {
            return Err(Stop::Undefined);
        }
        let mut sum = Form::zero();
        for (factor, exponent) in factorize(value) {
            let prime = Form::Number(RBig::from(factor));
            let id = self.intern(Kernel::Log(prime));
            sum = sum.plus(&Form::kernel(id, RBig::ONE).scaled(&RBig::from(exponent)));
        }
        Ok(sum)
    }

    /// Kernels that are positive whatever they stand beside.
    pub(super) fn is_positive_kernel(&self, id: KernelId) -> bool {
        match self.look(id).as_ref() {
            Kernel::Variable | Kernel::Pi | Kernel::Prime(_) | Kernel::Exp(_) => true,
            Kernel::Parameter(symbol) => self.assumptions.is_positive(symbol),
            Kernel::Special(Function::Gamma | Function::LambertW, 0, at) => {
                self.sign_by_structure(at) == Some(Ordering::Greater)
            }
            Kernel::Group(u) if self.has_parameter(u) => self.sign_by_structure(u) == Some(Ordering::Greater),
            _ => self.scale_of(id).is_some(),
        }
    }

    /// Takes out a positive number and a power of t: u = content·rest, rest beginning with ±1 and bounded in t.
    pub(super) fn primitive(&mut self, u: &Form) -> Res<(Form, Form)> {
        let terms = u.terms();
        let Some(first) = terms.first() else { return Ok((Form::one(), u.clone())) };
        let number = first.coefficient.clone().abs();
        let highest = terms
            .iter()
            .map(|term| term.monomial.exponent(VARIABLE).cloned().unwrap_or_default())
            .max()
            .unwrap_or_default();
        if number.is_one() && highest.is_zero() {
            return Ok((Form::one(), u.clone()));
        }
        let content = Form::kernel(VARIABLE, highest.clone()).scaled(&number);
        let inverse = Form::kernel(VARIABLE, -highest).scaled(&(RBig::ONE / number));
        let rest = self.mul(u, &inverse)?;
        Ok((content, rest))
    }

    /// A sum as one factor: content·(sum)^exponent. Other forms to the power that is asked for.
    pub(super) fn grouped(&mut self, u: &Form, exponent: &RBig) -> Res<Form> {
        if u.len() < 2 {
            return if exponent.is_one() { Ok(u.clone()) } else { self.pow(u, exponent) };
        }
        let (content, mut rest) = self.primitive(u)?;
        let mut sign = RBig::ONE;
        if exponent.is_int() && rest.terms().first().is_some_and(|term| term.coefficient.is_negative()) {
            rest = rest.negated();
            if !(exponent.numerator() % IBig::from(2)).is_zero() {
                sign = RBig::NEG_ONE;
            }
        }
        let id = self.intern(Kernel::Group(rest));
        let content = self.pow(&content, exponent)?;
        self.mul(&content.scaled(&sign), &Form::kernel(id, exponent.clone()))
    }

    /// u^q for a rational q: the principal real power, u ≥ 0 unless q is an integer, u ≠ 0 unless q ≥ 0.
    pub(super) fn pow(&mut self, u: &Form, q: &RBig) -> Res<Form> {
        if q.is_one() {
            return Ok(u.clone());
        }
        if q.is_zero() {
            return Ok(Form::one());
        }
        if u.is_zero() {
            return if q.is_positive() { Ok(Form::zero()) } else { Err(Stop::Undefined) };
        }
        if !q.is_int() {
            return self.fractional_power(u, q);
        }
        if let Form::Number(value) = u {
            return self.number_to_integer(value, q);
        }
        let Some(term) = u.single() else {
            if q.is_negative() && self.leading(u)? == Leading::Zero {
                return Err(Stop::Undefined);
            }
            if self.has_parameter(u) && q.is_positive() && *q <= RBig::from(LARGEST_OPENED_POWER) {
                return self.repeated_product(u, q);
            }
            return self.grouped(u, q);
        };
        let number = self.number_to_integer(&term.coefficient, q)?;
        self.power_of_factors(number, &term.monomial, q)
    }

    /// u·u·…, multiplied out: with parameters, which term leads may depend on their values.
    fn repeated_product(&mut self, u: &Form, q: &RBig) -> Res<Form> {
        let mut product = Form::one();
        for _ in 0..u32::try_from(q.numerator()).unwrap_or(0) {
            product = self.mul(&product, u)?;
        }
        Ok(product)
    }

    fn number_to_integer(&mut self, value: &RBig, q: &RBig) -> Res<Form> {
        use dashu_base::BitTest;
        let exponent = isize::try_from(q.numerator()).map_err(|_| Stop::TooLarge)?;
        let bits = value.numerator().bit_len().max(value.denominator().bit_len());
        let small = value.clone().abs().is_one();
        if !small && bits.saturating_mul(exponent.unsigned_abs()) > 40_000 {
            return Err(Stop::TooLarge);
        }
        Ok(Form::Number(value.pow(if small { exponent % 2 } else { exponent })))
    }

    /// number·∏ kernel^(e·q).
    fn power_of_factors(&mut self, number: Form, monomial: &Monomial, q: &RBig) -> Res<Form> {
        let mut result = number;
        for (id, exponent) in &monomial.0 {
            let exponent = exponent * q;
            let factor = match self.look(*id).as_ref() {
                Kernel::Exp(u) => self.exp(&u.scaled(&exponent))?,
                Kernel::Prime(prime) => {
                    let whole = exponent.floor();
                    let number = integer_power(prime, &whole);
                    Form::kernel(*id, exponent - RBig::from(whole)).scaled(&number)
                }
                _ => Form::kernel(*id, exponent),
            };
            result = self.mul(&result, &factor)?;
        }
        Ok(result)
    }

    /// The sign of something that must not be negative: oscillating through 0 it is not defined on intervals.
    fn sign_in_domain(&mut self, u: &Form) -> Res<Ordering> {
        match self.sign_beside_zeros(u) {
            Err(Stop::Oscillation) => match self.leading(u)? {
                Leading::Term(term) if self.crosses_zero(&term.coefficient)? => Err(Stop::Undefined),
                _ => Err(Stop::Oscillation),
            },
            sign => sign,
        }
    }

    /// The sign of something that may be 0 at single places again and again.
    fn sign_beside_zeros(&mut self, u: &Form) -> Res<Ordering> {
        match self.sign(u) {
            Err(Stop::Oscillation) => match self.leading(u)? {
                Leading::Term(term) => self.touches_zero(u, &term)?.ok_or(Stop::Oscillation),
                Leading::Zero => Err(Stop::Oscillation),
            },
            sign => sign,
        }
    }

    fn fractional_power(&mut self, u: &Form, q: &RBig) -> Res<Form> {
        match self.sign_in_domain(u)? {
            Ordering::Less => return Err(Stop::Undefined),
            Ordering::Equal => return self.pow(&Form::zero(), q),
            Ordering::Greater => {}
        }
        let Some(term) = u.single() else { return self.grouped(u, q) };
        let mut result = self.number_to_fraction(&term.coefficient.clone().abs(), q)?;
        for (id, exponent) in &term.monomial.0 {
            let form = Form::kernel(*id, RBig::ONE);
            let factor = if self.is_positive_kernel(*id) || self.sign_beside_zeros(&form)? == Ordering::Greater {
                self.power_of_factors(Form::one(), &Monomial(vec![(*id, exponent.clone())]), q)?
            } else {
                let positive = match self.look(*id).as_ref() {
                    Kernel::Group(inner) => inner.negated(),
                    _ => form.negated(),
                };
                let id = self.intern(Kernel::Group(positive));
                Form::kernel(id, exponent * q)
            };
            result = self.mul(&result, &factor)?;
        }
        Ok(result)
    }

    /// value^q by prime factors: 12^(1/2) = 2·3^(1/2).
    fn number_to_fraction(&mut self, value: &RBig, q: &RBig) -> Res<Form> {
        let mut result = Form::one();
        for (prime, multiplicity) in factorize(value) {
            let exponent = q * RBig::from(multiplicity);
            let whole = exponent.floor();
            if whole.clone().abs() > IBig::from(40_000) {
                return Err(Stop::TooLarge);
            }
            let number = integer_power(&prime, &whole);
            let id = self.intern(Kernel::Prime(prime));
            let factor = Form::kernel(id, exponent - RBig::from(whole)).scaled(&number);
            result = self.mul(&result, &factor)?;
        }
        Ok(result)
    }
}

/// value = ∏ factor^exponent with small primes and what is left of numerator and denominator.
fn factorize(value: &RBig) -> Vec<(UBig, i64)> {
    let mut factors = Vec::new();
    for (number, sign) in [(value.numerator().clone().unsigned_abs(), 1), (value.denominator().clone(), -1)] {
        let mut rest = number;
        let mut candidate = 2u32;
        while candidate <= LARGEST_FACTOR && rest > UBig::ONE {
            let divisor = UBig::from(candidate);
            let mut multiplicity = 0;
            while (&rest % &divisor).is_zero() {
                rest /= &divisor;
                multiplicity += 1;
            }
            if multiplicity > 0 {
                factors.push((divisor, sign * multiplicity));
            }
            candidate += if candidate == 2 { 1 } else { 2 };
        }
        if rest > UBig::ONE {
            factors.push((rest, sign));
        }
    }
    factors
}

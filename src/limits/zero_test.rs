//! The zero test for functions: common denominator, multiply out, compare.
//!
//! It is asked only when the dominant terms of a sum and the first terms of its series have cancelled. What it calls
//! zero is zero; what it does not may still be, and then the engine ends undecided rather than with a guess.

use super::{
    Stop, Undecided,
    form::*,
    kernel::{Engine, Kernel, Res},
};
use dashu_base::{Abs, Gcd, Signed, UnsignedAbs};
use dashu_ratio::RBig;
use std::collections::BTreeMap;

/// How often a form is multiplied out before the test gives up.
const ROUNDS: usize = 12;
/// The largest multiple of an angle that is taken apart.
const MULTIPLE: i64 = 24;

impl Engine<'_> {
    pub(super) fn reserved_vanishes(&mut self, form: &Form) -> Res<bool> {
        match self.deeper(|engine| engine.multiplied_out(form)) {
            Ok(normal) => Ok(normal.is_zero() || self.logarithms_cancel(&normal)?),
            Err(Stop::TooLarge | Stop::Undefined | Stop::Unbounded | Stop::Truncated) => Ok(false),
            Err(Stop::Undecided(Undecided::Constant(_) | Undecided::Unsupported(_))) => Ok(false),
            Err(stop) => Err(stop),
        }
    }

    /// The numerator of the form over a common denominator, multiplied out.
    fn multiplied_out(&mut self, form: &Form) -> Res<Form> {
        let mut form = self.with_normal_arguments(form)?;
        for _ in 0..ROUNDS {
            let cleared = self.clear_denominators(&form)?;
            let next = self.open_groups(&cleared)?;
            let next = self.with_common_angles(&next)?;
            let next = self.without_squared_sines(&next)?;
            if next == form {
                return Ok(form);
            }
            form = next;
        }
        Ok(form)
    }

    /// q₁·log u₁ + q₂·log u₂ + … = 0, because u₁^q₁·u₂^q₂·… = 1.
    fn logarithms_cancel(&mut self, form: &Form) -> Res<bool> {
        let mut product = Form::one();
        for term in form.terms().iter() {
            match term.monomial.0.as_slice() {
                [(id, exponent)] if exponent.is_one() => match self.look(*id).as_ref() {
                    Kernel::Log(u) if term.coefficient.is_int() => {
                        let power = self.grouped(u, &term.coefficient)?;
                        product = self.mul(&product, &power)?;
                    }
                    _ => return Ok(false),
                },
                _ => return Ok(false),
            }
        }
        let difference = product.minus(&Form::one());
        Ok(difference.is_zero()
            || self.deeper(|engine| engine.multiplied_out(&difference)).is_ok_and(|rest| rest.is_zero()))
    }

    /// Multiplies every term with the denominators of all: exponents of sums become ≥ 0.
    fn clear_denominators(&mut self, form: &Form) -> Res<Form> {
        let mut lowest: BTreeMap<KernelId, RBig> = BTreeMap::new();
        for term in form.terms().iter() {
            for (id, exponent) in &term.monomial.0 {
                if exponent.is_negative()
                    && matches!(self.look(*id).as_ref(), Kernel::Group(_) | Kernel::Sin(_) | Kernel::Cos(_))
                {
                    let least = lowest.entry(*id).or_insert(RBig::ZERO);
                    if exponent < least {
                        *least = exponent.clone();
                    }
                }
            }
        }
        let mut cleared = form.clone();
        for (id, exponent) in lowest {
            cleared = self.mul(&cleared, &Form::kernel(id, RBig::from(-exponent.floor())))?;
        }
        Ok(cleared)
    }

    /// (a + b)^(5/2) = (a + b)²·(a + b)^(1/2), the square multiplied out.
    fn open_groups(&mut self, form: &Form) -> Res<Form> {
        self.replace_powers(
            form,
            |engine, kernel, whole| match kernel {
                Kernel::Group(u) => {
                    let mut power = Form::one();
                    for _ in 0..whole {
                        engine.spend(1)?;
                        power = engine.mul(&power, u)?;
                    }
                    Ok(Some(power))
                }
                _ => Ok(None),
            },
            1,
        )
    }

    /// sin² = 1 − cos².
    pub(super) fn without_squared_sines(&mut self, form: &Form) -> Res<Form> {
        self.replace_powers(
            form,
            |engine, kernel, whole| match kernel {
                Kernel::Sin(u) => {
                    let cosine = engine.same_kind(kernel, Kernel::Cos(u.clone()));
                    let square = Form::one().minus(&Form::kernel(cosine, RBig::from(2)));
                    let mut power = Form::one();
                    for _ in 0..whole / 2 {
                        power = engine.mul(&power, &square)?;
                    }
                    if whole % 2 == 1 {
                        let sine = engine.same_kind(kernel, kernel.clone());
                        power = engine.mul(&power, &Form::kernel(sine, RBig::ONE))?;
                    }
                    Ok(Some(power))
                }
                _ => Ok(None),
            },
            2,
        )
    }

    /// A kernel that is an oscillator exactly if `like` is one.
    fn same_kind(&mut self, like: &Kernel, kernel: Kernel) -> KernelId {
        let oscillates = self
            .find(like)
            .and_then(|id| self.table.get(id as usize))
            .is_some_and(|entry| entry.top == Some(None) && entry.oscillates);
        if oscillates { self.oscillator(kernel) } else { self.intern(kernel) }
    }

    /// Replaces kernel^n for whole n ≥ `least` by what `replace` gives.
    fn replace_powers(
        &mut self,
        form: &Form,
        replace: impl Fn(&mut Self, &Kernel, u32) -> Res<Option<Form>>,
        least: u32,
    ) -> Res<Form> {
        let mut sum = Form::zero();
        for term in form.terms().iter() {
            let mut product = Form::Number(term.coefficient.clone());
            for (id, exponent) in &term.monomial.0 {
                let whole = exponent.floor();
                let factor = match u32::try_from(&whole) {
                    Ok(n) if n >= least && n <= 64 => {
                        let kernel = self.look(*id);
                        match replace(self, &kernel, n)? {
                            Some(power) => {
                                let rest = Form::kernel(*id, exponent - RBig::from(whole));
                                self.mul(&power, &rest)?
                            }
                            None => Form::kernel(*id, exponent.clone()),
                        }
                    }
                    _ => Form::kernel(*id, exponent.clone()),
                };
                product = self.mul(&product, &factor)?;
            }
            sum = sum.plus(&product);
        }
        Ok(sum)
    }

    /// Normalizes inside exponentials, logarithms and the rest.
    fn with_normal_arguments(&mut self, form: &Form) -> Res<Form> {
        let mut sum = Form::zero();
        for term in form.terms().iter() {
            let mut product = Form::Number(term.coefficient.clone());
            for (id, exponent) in &term.monomial.0 {
                let factor = self.deeper(|engine| engine.with_normal_argument(*id, exponent))?;
                product = self.mul(&product, &factor)?;
            }
            sum = sum.plus(&product);
        }
        Ok(sum)
    }

    fn with_normal_argument(&mut self, id: KernelId, exponent: &RBig) -> Res<Form> {
        let kernel = self.look(id);
        let (Kernel::Exp(u) | Kernel::Log(u) | Kernel::Sin(u) | Kernel::Cos(u) | Kernel::Atan(u)) = kernel.as_ref()
        else {
            return Ok(Form::kernel(id, exponent.clone()));
        };
        if !u.kernels().iter().any(|&id| matches!(self.look(id).as_ref(), Kernel::Group(_))) || self.oscillates(u) {
            return Ok(Form::kernel(id, exponent.clone()));
        }
        let argument = self.open_groups(u)?;
        if argument == *u {
            return Ok(Form::kernel(id, exponent.clone()));
        }
        let value = match kernel.as_ref() {
            Kernel::Exp(_) => self.exp(&argument)?,
            Kernel::Log(_) => self.log(&argument)?,
            Kernel::Sin(_) => self.sin(&argument)?,
            Kernel::Cos(_) => self.cos(&argument)?,
            _ => self.atan(&argument)?,
        };
        self.pow(&value, exponent)
    }

    /// Writes all sines and cosines by those of common angles: sin(2a + b) by sin a, cos a, sin b, cos b.
    pub(super) fn with_common_angles(&mut self, form: &Form) -> Res<Form> {
        let mut angles: BTreeMap<Monomial, RBig> = BTreeMap::new();
        let mut several = false;
        for id in form.kernels() {
            if let Kernel::Sin(u) | Kernel::Cos(u) = self.look(id).as_ref() {
                for term in u.terms().iter() {
                    let size = term.coefficient.clone().abs();
                    match angles.get_mut(&term.monomial) {
                        Some(known) if *known == size => {}
                        Some(known) => {
                            *known = common_measure(known, &size);
                            several = true;
                        }
                        None => drop(angles.insert(term.monomial.clone(), size)),
                    }
                }
                several |= u.len() > 1;
            }
        }
        if !several {
            return Ok(form.clone());
        }
        self.replace_powers(
            form,
            |engine, kernel, whole| {
                let (Kernel::Sin(u) | Kernel::Cos(u)) = kernel else { return Ok(None) };
                let (sine, cosine) = engine.by_angles(kernel, u, &angles)?;
                let value = if matches!(kernel, Kernel::Sin(_)) { sine } else { cosine };
                let mut power = Form::one();
                for _ in 0..whole {
                    power = engine.mul(&power, &value)?;
                }
                Ok(Some(power))
            },
            1,
        )
    }

    /// sin and cos of u, by the addition theorems.
    fn by_angles(&mut self, kernel: &Kernel, u: &Form, angles: &BTreeMap<Monomial, RBig>) -> Res<(Form, Form)> {
        let (mut sine, mut cosine) = (Form::zero(), Form::one());
        for term in u.terms().iter() {
            let Some(angle) = angles.get(&term.monomial) else { continue };
            let multiple = &term.coefficient / angle;
            let times = i64::try_from(multiple.numerator()).unwrap_or(i64::MAX);
            if times.abs() > MULTIPLE {
                return Err(Stop::TooLarge);
            }
            let argument = Form::from(Term { monomial: term.monomial.clone(), coefficient: angle.clone() });
            let s = self.same_kind(kernel, Kernel::Sin(argument.clone()));
            let c = self.same_kind(kernel, Kernel::Cos(argument));
            let s = Form::kernel(s, RBig::ONE).scaled(&RBig::from(times.signum()));
            let c = Form::kernel(c, RBig::ONE);
            for _ in 0..times.abs() {
                (sine, cosine) = self.turn((&sine, &cosine), (&s, &c))?;
            }
        }
        Ok((sine, cosine))
    }

    /// (sin(a + b), cos(a + b)) from those of a and b.
    pub(super) fn turn(&mut self, a: (&Form, &Form), b: (&Form, &Form)) -> Res<(Form, Form)> {
        let sine = self.mul(a.0, b.1)?.plus(&self.mul(a.1, b.0)?);
        let cosine = self.mul(a.1, b.1)?.minus(&self.mul(a.0, b.0)?);
        Ok((sine, cosine))
    }
}

/// The largest rational number of which both are whole multiples.
fn common_measure(a: &RBig, b: &RBig) -> RBig {
    let left = a.numerator().clone().unsigned_abs() * b.denominator();
    let right = b.numerator().clone().unsigned_abs() * a.denominator();
    RBig::from_parts(left.gcd(right).into(), a.denominator() * b.denominator())
}

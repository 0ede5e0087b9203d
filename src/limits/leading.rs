//! Leading terms: f ~ c·ω₁^e₁·ω₂^e₂·…, c a constant (or an oscillation that stays bounded), the ω's scales.
//!
//! Everything else is read off the leading term: the limit, the sign near the point, the order of growth. It is found
//! in two ways. First by the calculus a student knows: factors multiply, the dominant term of a sum wins, sin u ~ u as
//! u → 0. Where dominant terms cancel, by the series in the highest scale ([`super::series`]), whose coefficients are
//! leading terms in lower scales again: the recursion of Gruntz's algorithm.

use super::{
    Stop, Undecided,
    form::*,
    kernel::{Engine, Kernel, Res},
    scale::ScaleId,
    series::Series,
};
use dashu_base::Signed;
use dashu_ratio::RBig;
use std::cmp::Ordering;

/// Exponents of the scales, highest scale first; none is 0. Exponents are exact constants: 3/2, √2, π.
pub(super) type LeadingPowers = Vec<(ScaleId, Form)>;

/// coefficient · ∏ ω^exponent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LeadingTerm {
    pub(super) powers: LeadingPowers,
    pub(super) coefficient: Form,
}

/// What a form is asymptotically equal to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Leading {
    /// The form is 0 throughout, near the point.
    Zero,
    Term(LeadingTerm),
}

impl Leading {
    pub(super) fn constant(coefficient: Form) -> Leading {
        Leading::Term(LeadingTerm { powers: Vec::new(), coefficient })
    }
}

/// How many terms of a series are tried, one after the other.
const DEPTHS: [usize; 5] = [3, 6, 12, 24, 40];

impl Engine<'_> {
    /// The leading term of a form.
    pub(super) fn leading(&mut self, form: &Form) -> Res<Leading> {
        if let Form::Number(value) = form {
            return Ok(if value.is_zero() { Leading::Zero } else { Leading::constant(form.clone()) });
        }
        if let Some(known) = self.leading_terms.get(form) {
            return Ok(known.clone());
        }
        let leading = self.deeper(|engine| engine.find_leading(form))?;
        self.leading_terms.insert(form.clone(), leading.clone());
        Ok(leading)
    }

    fn find_leading(&mut self, form: &Form) -> Res<Leading> {
        if self.mrv(form)?.is_none() {
            if form.len() == 1 && self.has_parameter(form) && !self.oscillates(form) {
                // Whether it is 0 depends on the parameter: asked for where it matters.
                return Ok(Leading::constant(form.clone()));
            }
            return Ok(if self.is_zero_constant(form)? { Leading::Zero } else { Leading::constant(form.clone()) });
        }
        if let Some(term) = form.single() {
            return self.leading_of_product(&term);
        }
        match self.dominant_terms(form)? {
            Some(term) => Ok(Leading::Term(term)),
            None => self.leading_by_series(form),
        }
    }

    fn leading_of_product(&mut self, term: &Term) -> Res<Leading> {
        let mut powers = Vec::new();
        let mut coefficient = Form::Number(term.coefficient.clone());
        let (mut loose, mut poles) = (false, false);
        for (id, exponent) in &term.monomial.0 {
            let Leading::Term(factor) = self.leading_of_kernel(*id)? else {
                return Ok(Leading::Zero);
            };
            if self.oscillates(&factor.coefficient) {
                let exact = self.top(*id)?.is_none();
                let settled = self.enclose(&factor.coefficient).sign().is_some();
                // c^e for a coefficient c that oscillates through 0: only a positive whole power, or a kernel that is
                // c itself, may be written so. Near the zeros of c other kernels are not asymptotically equal to c.
                if !(exact || settled || exponent.is_int() && exponent.is_positive()) {
                    self.sign_of_coefficient(&factor.coefficient)?;
                }
                loose |= !exact && !settled;
                poles |= self.is_unbounded(*id, exponent);
            }
            let scaled = self.scale_powers(&factor.powers, &Form::Number(exponent.clone()))?;
            powers = self.add_powers(&powers, &scaled)?;
            let factor = self.pow(&factor.coefficient, exponent)?;
            coefficient = self.mul(&coefficient, &factor)?;
        }
        // c·(1/c) = 1 for the leading coefficients says nothing near the zeros of c.
        if loose && poles {
            return Err(Stop::Oscillation);
        }
        Ok(Leading::Term(LeadingTerm { powers, coefficient }))
    }

    /// Whether a term has poles that accumulate at the point.
    pub(super) fn has_poles(&self, term: &Term) -> bool {
        term.monomial.0.iter().any(|(id, exponent)| self.is_unbounded(*id, exponent))
    }

    /// The dominant terms of a sum, added up; None if they cancel.
    fn dominant_terms(&mut self, form: &Form) -> Res<Option<LeadingTerm>> {
        let mut dominant: Option<LeadingTerm> = None;
        let (mut poles, mut dropped) = (false, false);
        for term in form.terms().iter() {
            poles |= self.has_poles(term);
            let Leading::Term(next) = self.leading(&Form::from(term.clone()))? else { continue };
            match &mut dominant {
                None => dominant = Some(next),
                Some(best) => match self.compare_growth(&next.powers, &best.powers)? {
                    Ordering::Greater => {
                        *best = next;
                        dropped = true;
                    }
                    Ordering::Equal => best.coefficient = best.coefficient.plus(&next.coefficient),
                    Ordering::Less => dropped = true,
                },
            }
        }
        let Some(mut best) = dominant else { return Ok(None) };
        best.coefficient = self.simpler_oscillation(&best.coefficient)?;
        if self.is_zero_constant(&best.coefficient)? {
            return if poles { Err(Stop::Oscillation) } else { Ok(None) };
        }
        // Beside a pole a term of lower order may be the larger one.
        if poles && dropped { Err(Stop::Oscillation) } else { Ok(Some(best)) }
    }

    /// Gruntz's way: the first coefficient of the series in the highest scale that is not 0, and its leading term.
    fn leading_by_series(&mut self, form: &Form) -> Res<Leading> {
        let Some(scale) = self.mrv(form)? else { return Ok(Leading::Zero) };
        for depth in DEPTHS {
            match self.first_term(form, scale, depth) {
                Err(Stop::Truncated) => {}
                other => return other,
            }
            let zero = match depth {
                _ if depth == DEPTHS[0] => self.vanishes(form)?,
                _ if depth == DEPTHS[1] => self.is_small(form, scale, depth)? && self.has_no_slope(form)?,
                _ => false,
            };
            if zero {
                return Ok(Leading::Zero);
            }
        }
        Err(Stop::Undecided(Undecided::Unsupported(self.raise(form))))
    }

    /// Whether a form whose first terms cancel tends to 0.
    fn is_small(&mut self, form: &Form, scale: ScaleId, depth: usize) -> Res<bool> {
        match self.expand(form, scale, depth) {
            Ok(Series { error: Some(error), .. }) => Ok(self.sign_of_constant(&error)? == Ordering::Greater),
            _ => Ok(false),
        }
    }

    fn first_term(&mut self, form: &Form, scale: ScaleId, depth: usize) -> Res<Leading> {
        let series = self.expand(form, scale, depth)?;
        for (exponent, coefficient) in series.terms {
            if let Leading::Term(mut term) = self.leading(&coefficient)? {
                if !exponent.is_zero() {
                    term.powers.insert(0, (scale, exponent));
                }
                return Ok(Leading::Term(term));
            }
        }
        if series.error.is_none() { Ok(Leading::Zero) } else { Err(Stop::Truncated) }
    }

    pub(super) fn leading_of_kernel(&mut self, id: KernelId) -> Res<Leading> {
        if let Some(scale) = self.scale_of(id) {
            return Ok(Leading::Term(LeadingTerm {
                powers: vec![(scale, Form::integer(-1))],
                coefficient: Form::one(),
            }));
        }
        let form = Form::kernel(id, RBig::ONE);
        if let Some(known) = self.leading_terms.get(&form) {
            return Ok(known.clone());
        }
        let leading = self.deeper(|engine| engine.find_leading_of_kernel(id, &form))?;
        self.leading_terms.insert(form, leading.clone());
        Ok(leading)
    }

    fn find_leading_of_kernel(&mut self, id: KernelId, form: &Form) -> Res<Leading> {
        if self.top(id)?.is_none() {
            let plain = self.is_positive_kernel(id) || matches!(self.look(id).as_ref(), Kernel::Parameter(_));
            return Ok(if !plain && self.is_zero_constant(form)? {
                Leading::Zero
            } else {
                Leading::constant(form.clone())
            });
        }
        match self.look(id).as_ref() {
            Kernel::Group(u) => self.leading(u),
            Kernel::Exp(u) => self.leading_of_exponential(id, u),
            Kernel::Log(u) => self.leading_of_logarithm(u),
            Kernel::Sin(u) => self.leading_at_regular_point(u, form, Engine::sin, Self::zero_of_sine),
            Kernel::Cos(u) => self.leading_at_regular_point(u, form, Engine::cos, Self::zero_of_cosine),
            Kernel::Atan(u) => self.leading_at_regular_point(u, form, Engine::atan, |_, u, _| Ok(u.clone())),
            Kernel::Germ(germ, u) => self.leading_of_germ(germ, u),
            _ => Ok(Leading::constant(form.clone())),
        }
    }

    fn leading_of_exponential(&mut self, id: KernelId, u: &Form) -> Res<Leading> {
        let Some((scale, exponent, rest)) = self.rewrite(id)? else {
            let limit = self.finite_part(u)?;
            return Ok(Leading::constant(self.exp(&limit)?));
        };
        let rest = self.exp_of_rest(scale, &rest)?;
        let Leading::Term(mut term) = self.leading(&rest)? else { return Ok(Leading::Zero) };
        term.powers = self.add_powers(&term.powers, &[(scale, exponent.negated())])?;
        Ok(Leading::Term(term))
    }

    /// log(c·ω₁^e₁·…) = −e₁·log(1/ω₁) + …, the highest scale dominating; log u ~ u − 1 as u → 1.
    fn leading_of_logarithm(&mut self, u: &Form) -> Res<Leading> {
        let Leading::Term(term) = self.leading(u)? else { return Err(Stop::Undefined) };
        if let Some((scale, exponent)) = term.powers.first() {
            let log = self.log_of_scale(*scale)?;
            let dominant = self.mul(&exponent.negated(), &log)?;
            return self.leading(&dominant);
        }
        let below = u.minus(&Form::one());
        if term.coefficient.is_one() {
            return self.leading(&below);
        }
        let log = self.log(&term.coefficient)?;
        if log.is_zero() || (!self.oscillates(&log) && self.is_zero_constant(&log)?) {
            return self.leading(&below);
        }
        Ok(Leading::constant(log))
    }

    /// f(u) ~ f(c) where u → c and f(c) ≠ 0; otherwise f(u) is asymptotically equal to what `at_zero` returns.
    fn leading_at_regular_point(
        &mut self,
        u: &Form,
        form: &Form,
        function: fn(&mut Self, &Form) -> Res<Form>,
        at_zero: fn(&mut Self, &Form, &Form) -> Res<Form>,
    ) -> Res<Leading> {
        let limit = self.finite_part(u)?;
        let value = function(self, &limit)?;
        if value == *form {
            return Ok(Leading::constant(value));
        }
        if !self.is_zero_constant(&value)? {
            return Ok(Leading::constant(value));
        }
        let small = at_zero(self, u, &limit)?;
        self.leading(&small)
    }

    /// sin u ~ ±(u − kπ).
    fn zero_of_sine(&mut self, u: &Form, limit: &Form) -> Res<Form> {
        let slope = self.cos(limit)?;
        self.mul(&slope, &u.minus(limit))
    }

    /// cos u ~ ±(u − π/2 − kπ).
    fn zero_of_cosine(&mut self, u: &Form, limit: &Form) -> Res<Form> {
        let slope = self.sin(limit)?.negated();
        self.mul(&slope, &u.minus(limit))
    }

    /// The constant (or bounded oscillation) that a bounded form tends to.
    pub(super) fn finite_part(&mut self, form: &Form) -> Res<Form> {
        match self.finite_part_by_terms(form) {
            // Which term leads depends on parameters, what they all tend to need not.
            Err(Stop::Undecided(Undecided::Constant(constant))) if self.has_parameter(form) => {
                self.finite_part_by_series(form, constant)
            }
            part => part,
        }
    }

    fn finite_part_by_terms(&mut self, form: &Form) -> Res<Form> {
        if let Some(sum) = self.finite_part_of_terms(form)? {
            return Ok(sum);
        }
        match self.leading(form)? {
            Leading::Zero => Ok(Form::zero()),
            Leading::Term(term) => match self.growth(&term.powers)? {
                // A parameter that may be 0 could make it bounded.
                Ordering::Greater if self.is_zero_constant(&term.coefficient)? => Ok(Form::zero()),
                Ordering::Greater => Err(Stop::Unbounded),
                _ if self.is_unbounded_oscillation(&term.coefficient) => Err(Stop::Oscillation),
                Ordering::Less => Ok(Form::zero()),
                Ordering::Equal => Ok(term.coefficient),
            },
        }
    }

    /// The coefficient of ω⁰ where those of negative powers of ω are 0 whatever the parameters are.
    fn finite_part_by_series(&mut self, form: &Form, constant: crate::expr::Expr) -> Res<Form> {
        let undecided = Stop::Undecided(Undecided::Constant(constant));
        let Some(scale) = self.mrv(form)? else { return Err(undecided) };
        for depth in DEPTHS.into_iter().take(3) {
            match self.split_at_zero(form, scale, depth) {
                Ok((limit, _)) if limit == *form => return Err(undecided),
                Ok((limit, _)) => return self.deeper(|engine| engine.finite_part(&limit)),
                Err(Stop::Truncated) => {}
                Err(_) => return Err(undecided),
            }
        }
        Err(undecided)
    }

    /// Term by term, if no term is unbounded: then nothing needs to be known about cancellation.
    fn finite_part_of_terms(&mut self, form: &Form) -> Res<Option<Form>> {
        let mut sum = Form::zero();
        for term in form.terms().iter() {
            let part = Form::from(term.clone());
            if self.mrv(&part)?.is_none() && !self.oscillates(&part) {
                sum = sum.plus(&part);
                continue;
            }
            let Leading::Term(term) = self.leading(&part)? else { continue };
            match self.growth(&term.powers)? {
                Ordering::Greater => return Ok(None),
                _ if self.is_unbounded_oscillation(&term.coefficient) => return Ok(None),
                Ordering::Less => {}
                Ordering::Equal => sum = sum.plus(&term.coefficient),
            }
        }
        self.simpler_oscillation(&sum).map(Some)
    }

    /// Less if the product of powers tends to 0, Greater if to ∞, Equal if it is 1.
    pub(super) fn growth(&mut self, powers: &LeadingPowers) -> Res<Ordering> {
        match powers.first() {
            None => Ok(Ordering::Equal),
            Some((_, exponent)) => Ok(self.sign_of_constant(&exponent.clone())?.reverse()),
        }
    }

    pub(super) fn is_infinite(&mut self, powers: &LeadingPowers) -> Res<bool> {
        Ok(self.growth(powers)? == Ordering::Greater)
    }

    /// Which product of powers grows faster; Equal if they are the same.
    pub(super) fn compare_growth(&mut self, a: &LeadingPowers, b: &LeadingPowers) -> Res<Ordering> {
        let negative = self.scale_powers(b, &Form::integer(-1))?;
        let ratio = self.add_powers(a, &negative)?;
        self.growth(&ratio)
    }

    pub(super) fn scale_powers(&mut self, powers: &[(ScaleId, Form)], by: &Form) -> Res<LeadingPowers> {
        powers.iter().map(|(scale, exponent)| Ok((*scale, self.mul(exponent, by)?))).collect()
    }

    pub(super) fn add_powers(&mut self, a: &[(ScaleId, Form)], b: &[(ScaleId, Form)]) -> Res<LeadingPowers> {
        let mut sum: LeadingPowers = Vec::with_capacity(a.len() + b.len());
        for (scale, exponent) in a.iter().chain(b) {
            match sum.iter_mut().find(|(other, _)| other == scale) {
                Some((_, total)) => *total = total.plus(exponent),
                None => sum.push((*scale, exponent.clone())),
            }
        }
        let mut kept = Vec::with_capacity(sum.len());
        for (scale, exponent) in sum {
            match self.is_zero_constant(&exponent) {
                Ok(true) => {}
                // An exponent with parameters: its sign is asked for where it matters.
                Err(Stop::Undecided(Undecided::Constant(_))) if self.has_parameter(&exponent) => {
                    kept.push((scale, exponent));
                }
                Ok(false) => kept.push((scale, exponent)),
                Err(stop) => return Err(stop),
            }
        }
        kept.sort_by_key(|(scale, _)| std::cmp::Reverse(self.rank(*scale)));
        Ok(kept)
    }

    /// The sign of a form near the point: Equal if it is 0 throughout.
    pub(super) fn sign(&mut self, form: &Form) -> Res<Ordering> {
        match self.leading(form)? {
            Leading::Zero => Ok(Ordering::Equal),
            Leading::Term(term) => self.sign_of_coefficient(&term.coefficient),
        }
    }
}

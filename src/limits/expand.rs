//! The series of forms and kernels in the highest scale that occurs in them.

use super::{
    form::*,
    kernel::{Engine, Kernel, Res},
    scale::ScaleId,
    series::Series,
};
use dashu_ratio::RBig;

impl Engine<'_> {
    /// The series of a form in the given scale, of at most about `depth` terms.
    pub(super) fn expand(&mut self, form: &Form, scale: ScaleId, depth: usize) -> Res<Series> {
        self.spend(1)?;
        let mut sum = Series::exact(Vec::new());
        for term in form.terms().iter() {
            let next = self.expand_term(term, scale, depth)?;
            sum = self.add_series(&sum, &next)?;
        }
        self.cut(sum, depth)
    }

    fn expand_term(&mut self, term: &Term, scale: ScaleId, depth: usize) -> Res<Series> {
        let mut coefficient = Vec::new();
        let mut product: Option<Series> = None;
        for (id, exponent) in &term.monomial.0 {
            if self.top(*id)? != Some(scale) {
                coefficient.push((*id, exponent.clone()));
                continue;
            }
            let base = self.expand_kernel(*id, scale, depth)?;
            let factor = self.series_power(base, exponent, depth)?;
            product = Some(match product {
                None => factor,
                Some(product) => self.mul_series(&product, &factor, depth)?,
            });
        }
        let coefficient = Form::from(Term { monomial: Monomial(coefficient), coefficient: term.coefficient.clone() });
        match product {
            None => Ok(Series::constant(coefficient)),
            Some(product) => self.mul_coefficient(product, &coefficient),
        }
    }

    fn expand_kernel(&mut self, id: KernelId, scale: ScaleId, depth: usize) -> Res<Series> {
        let key = (id, scale, depth);
        if let Some(known) = self.expansions.get(&key) {
            return Ok(known.clone());
        }
        let series = self.deeper(|engine| engine.expand_kernel_afresh(id, scale, depth))?;
        self.expansions.insert(key, series.clone());
        Ok(series)
    }

    fn expand_kernel_afresh(&mut self, id: KernelId, scale: ScaleId, depth: usize) -> Res<Series> {
        if self.scale_of(id) == Some(scale) {
            return Ok(Series::exact(vec![(Form::integer(-1), Form::one())]));
        }
        match self.look(id).as_ref() {
            Kernel::Group(u) => self.expand(u, scale, depth),
            Kernel::Exp(u) => self.expand_exponential(id, u, scale, depth),
            Kernel::Log(u) => self.expand_logarithm(u, scale, depth),
            Kernel::Sin(u) => self.expand_sine(u, false, scale, depth),
            Kernel::Cos(u) => self.expand_sine(u, true, scale, depth),
            Kernel::Atan(u) => self.expand_arctangent(u, scale, depth),
            Kernel::Germ(germ, u) => self.expand_germ(germ, u, scale, depth),
            _ => Ok(Series::constant(Form::kernel(id, RBig::ONE))),
        }
    }

    fn expand_exponential(&mut self, id: KernelId, u: &Form, scale: ScaleId, depth: usize) -> Res<Series> {
        if let Some((class, exponent, rest)) = self.rewrite(id)?
            && class == scale
        {
            let rest = self.exp_of_rest(scale, &rest)?;
            let rest = self.expand(&rest, scale, depth)?;
            return self.shift(rest, &exponent.negated());
        }
        let (limit, small) = self.split_at_zero(u, scale, depth)?;
        let factor = self.exp(&limit)?;
        let series = self.compose(&small, &inverse_factorials(depth, |_| 1), depth)?;
        self.mul_coefficient(series, &factor)
    }

    /// log(c·ω^e·(1 + δ)) = log c − e·log(1/ω) + δ − δ²/2 + …
    fn expand_logarithm(&mut self, u: &Form, scale: ScaleId, depth: usize) -> Res<Series> {
        let series = self.expand(u, scale, depth)?;
        let (exponent, coefficient, small) = self.split_leading(series, depth)?;
        let mut constant = self.log(&coefficient)?;
        if !exponent.is_zero() {
            let log = self.log_of_scale(scale)?;
            let log = self.mul(&exponent, &log)?;
            constant = constant.minus(&log);
        }
        let series = self.compose(&small, &inverses(depth, |k| if k % 2 == 0 { -1 } else { 1 }), depth)?;
        self.add_series(&Series::constant(constant), &series)
    }

    /// sin(c + δ) = sin c·cos δ + cos c·sin δ; cos is sin a quarter turn ahead.
    fn expand_sine(&mut self, u: &Form, cosine: bool, scale: ScaleId, depth: usize) -> Res<Series> {
        let (limit, small) = self.split_at_zero(u, scale, depth)?;
        let (sine, cosine) = match (self.sin(&limit)?, self.cos(&limit)?) {
            (sine, cosine_value) if cosine => (cosine_value, sine.negated()),
            pair => pair,
        };
        let even = self.compose(&small, &inverse_factorials(depth, wave), depth)?;
        let odd = self.compose(&small, &inverse_factorials(depth, |k| wave(k + 3)), depth)?;
        let even = self.mul_coefficient(even, &sine)?;
        let odd = self.mul_coefficient(odd, &cosine)?;
        self.add_series(&even, &odd)
    }

    /// atan(c + δ) = atan c + atan z with z = δ/(1 + c² + cδ).
    fn expand_arctangent(&mut self, u: &Form, scale: ScaleId, depth: usize) -> Res<Series> {
        let (limit, small) = self.split_at_zero(u, scale, depth)?;
        let value = self.atan(&limit)?;
        let reduced = if limit.is_zero() {
            small
        } else {
            let square = self.mul(&limit, &limit)?;
            let tilted = self.mul_coefficient(small.clone(), &limit)?;
            let denominator = self.add_series(&Series::constant(square.plus(&Form::one())), &tilted)?;
            let inverse = self.series_power(denominator, &RBig::NEG_ONE, depth)?;
            self.mul_series(&small, &inverse, depth)?
        };
        let series = self.compose(&reduced, &inverses(depth, |k| wave(k + 3)), depth)?;
        self.add_series(&Series::constant(value), &series)
    }
}

/// 1, 1, 1/2, 1/6, … each with the sign (or 0) that `sign(k)` says.
fn inverse_factorials(depth: usize, sign: impl Fn(usize) -> i64) -> Vec<Form> {
    let mut factorial = RBig::ONE;
    (0..=depth)
        .map(|k| {
            factorial *= RBig::from(k.max(1));
            Form::Number(RBig::from(sign(k)) / &factorial)
        })
        .collect()
}

/// 0, 1, ½, ⅓, … each with the sign (or 0) that `sign(k)` says.
fn inverses(depth: usize, sign: impl Fn(usize) -> i64) -> Vec<Form> {
    (0..=depth).map(|k| Form::Number(RBig::from(if k == 0 { 0 } else { sign(k) }) / RBig::from(k.max(1)))).collect()
}

/// 1, 0, −1, 0, 1, …: the signs in the series of cos; those of sin one further.
fn wave(k: usize) -> i64 {
    match k % 4 {
        0 => 1,
        2 => -1,
        _ => 0,
    }
}

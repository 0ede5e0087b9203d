//! Series in one scale: Σ cₖ·ω^eₖ + O(ω^error) with exact exponents, the coefficients being forms of lower scales.
//!
//! A series carries a few terms and says where it was cut. Whoever finds that all of them cancel asks again for more
//! ([`Stop::Truncated`]), so that cancellation to any order is followed, and never mistaken for zero.

use super::{
    Stop,
    form::*,
    kernel::{Engine, Kernel, Res},
    scale::ScaleId,
};
use dashu_ratio::RBig;
use std::cmp::Ordering;

/// Terms (exponent, coefficient) by increasing exponent; `error` is None if there is nothing else.
#[derive(Clone, Debug)]
pub(super) struct Series {
    pub(super) terms: Vec<(Form, Form)>,
    pub(super) error: Option<Form>,
}

impl Series {
    fn exact(terms: Vec<(Form, Form)>) -> Series {
        Series { terms, error: None }
    }

    fn constant(value: Form) -> Series {
        if value.is_zero() { Series::exact(Vec::new()) } else { Series::exact(vec![(Form::zero(), value)]) }
    }
}

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

    /// a₀ + a₁δ + a₂δ² + … for δ → 0.
    fn compose(&mut self, small: &Series, coefficients: &[RBig], depth: usize) -> Res<Series> {
        let mut sum = Series::constant(Form::Number(coefficients.first().cloned().unwrap_or_default()));
        let Some(valuation) = self.valuation(small) else { return Ok(sum) };
        let mut power = Series::constant(Form::one());
        for coefficient in coefficients.iter().skip(1) {
            power = self.mul_series(&power, small, depth)?;
            let next = self.mul_coefficient(power.clone(), &Form::Number(coefficient.clone()))?;
            sum = self.add_series(&sum, &next)?;
        }
        let rest = self.mul(&valuation, &Form::integer(coefficients.len() as i64))?;
        self.add_series(&sum, &Series { terms: Vec::new(), error: Some(rest) })
    }

    /// (c·ω^e·(1 + δ))^q = c^q·ω^(eq)·(1 + qδ + …).
    fn series_power(&mut self, base: Series, q: &RBig, depth: usize) -> Res<Series> {
        if q.is_one() {
            return Ok(base);
        }
        if let (None, [(exponent, coefficient)]) = (&base.error, base.terms.as_slice()) {
            let exponent = exponent.scaled(q);
            let coefficient = self.pow(coefficient, q)?;
            return Ok(Series::exact(vec![(exponent, coefficient)]));
        }
        let (exponent, coefficient, small) = self.split_leading(base, depth)?;
        let series = self.compose(&small, &binomials(q, depth), depth)?;
        let factor = self.pow(&coefficient, q)?;
        let series = self.mul_coefficient(series, &factor)?;
        self.shift(series, &exponent.scaled(q))
    }

    /// c·ω^e·(1 + δ) as (e, c, δ), with c proved not to be 0.
    fn split_leading(&mut self, series: Series, depth: usize) -> Res<(Form, Form, Series)> {
        let mut terms = series.terms.into_iter();
        loop {
            let Some((exponent, coefficient)) = terms.next() else {
                return Err(if series.error.is_none() { Stop::Undefined } else { Stop::Truncated });
            };
            if self.leading(&coefficient)? == super::leading::Leading::Zero {
                continue;
            }
            if self.oscillates(&coefficient) {
                self.sign_of_coefficient(&coefficient)?;
            }
            let inverse = self.pow(&coefficient, &RBig::NEG_ONE)?;
            let rest = Series { terms: terms.collect(), error: series.error };
            let rest = self.shift(rest, &exponent.negated())?;
            let rest = self.mul_coefficient(rest, &inverse)?;
            let small = self.cut(rest, depth)?;
            return Ok((exponent, coefficient, small));
        }
    }

    /// u = c + δ with δ → 0 in this scale. Terms that grow cannot occur: they would belong to a higher class.
    fn split_at_zero(&mut self, u: &Form, scale: ScaleId, depth: usize) -> Res<(Form, Series)> {
        let series = self.expand(u, scale, depth)?;
        let mut limit = Form::zero();
        let mut small = Vec::with_capacity(series.terms.len());
        for (exponent, coefficient) in series.terms {
            match self.sign_of_constant(&exponent)? {
                Ordering::Less => {
                    if self.leading(&coefficient)? != super::leading::Leading::Zero {
                        return Err(Stop::Unbounded);
                    }
                }
                Ordering::Equal => limit = coefficient,
                Ordering::Greater => small.push((exponent, coefficient)),
            }
        }
        if let Some(error) = &series.error
            && self.sign_of_constant(error)? != Ordering::Greater
        {
            return Err(Stop::Truncated);
        }
        Ok((limit, Series { terms: small, error: series.error }))
    }

    /// The least exponent, of the error if there is no term. None for the zero series.
    fn valuation(&self, series: &Series) -> Option<Form> {
        series.terms.first().map(|(exponent, _)| exponent.clone()).or_else(|| series.error.clone())
    }

    fn shift(&mut self, mut series: Series, by: &Form) -> Res<Series> {
        for (exponent, _) in &mut series.terms {
            *exponent = exponent.plus(by);
        }
        series.error = series.error.map(|error| error.plus(by));
        Ok(series)
    }

    fn mul_coefficient(&mut self, mut series: Series, by: &Form) -> Res<Series> {
        if by.is_one() {
            return Ok(series);
        }
        if by.is_zero() {
            return Ok(Series { terms: Vec::new(), error: series.error });
        }
        for (_, coefficient) in &mut series.terms {
            *coefficient = self.mul(coefficient, by)?;
        }
        series.terms.retain(|(_, coefficient)| !coefficient.is_zero());
        Ok(series)
    }

    fn earlier(&mut self, a: Option<Form>, b: Option<Form>) -> Res<Option<Form>> {
        match (a, b) {
            (Some(a), Some(b)) => Ok(Some(if self.compare_constants(&a, &b)? == Ordering::Greater { b } else { a })),
            (a, b) => Ok(a.or(b)),
        }
    }

    fn add_series(&mut self, a: &Series, b: &Series) -> Res<Series> {
        let error = self.earlier(a.error.clone(), b.error.clone())?;
        let mut sum = Series { terms: a.terms.clone(), error };
        for (exponent, coefficient) in &b.terms {
            self.add_to_series(&mut sum.terms, exponent, coefficient)?;
        }
        self.cut(sum, usize::MAX)
    }

    /// Adds c·ω^e to sorted terms.
    fn add_to_series(&mut self, terms: &mut Vec<(Form, Form)>, exponent: &Form, coefficient: &Form) -> Res<()> {
        for at in (0..terms.len()).rev() {
            let Some((other, value)) = terms.get_mut(at) else { continue };
            match self.compare_constants(exponent, other)? {
                Ordering::Greater => {
                    terms.insert(at + 1, (exponent.clone(), coefficient.clone()));
                    return Ok(());
                }
                Ordering::Equal => {
                    *value = value.plus(coefficient);
                    if value.is_zero() {
                        terms.remove(at);
                    }
                    return Ok(());
                }
                Ordering::Less => {}
            }
        }
        terms.insert(0, (exponent.clone(), coefficient.clone()));
        Ok(())
    }

    /// Drops what the error swallows, and what is beyond `depth` terms.
    fn cut(&mut self, mut series: Series, depth: usize) -> Res<Series> {
        if let Some((exponent, _)) = series.terms.get(depth) {
            let exponent = exponent.clone();
            series.error = self.earlier(series.error, Some(exponent))?;
            series.terms.truncate(depth);
        }
        if let Some(error) = series.error.clone() {
            while let Some((exponent, _)) = series.terms.last() {
                if self.compare_constants(exponent, &error)? == Ordering::Less {
                    break;
                }
                series.terms.pop();
            }
        }
        Ok(series)
    }

    fn mul_series(&mut self, a: &Series, b: &Series, depth: usize) -> Res<Series> {
        self.spend(a.terms.len() as u64 * b.terms.len() as u64 + 1)?;
        let of_a = self.cross_error(a, b);
        let of_b = self.cross_error(b, a);
        let error = self.earlier(of_a, of_b)?;
        let mut product = Series { terms: Vec::new(), error };
        for (p, c) in &a.terms {
            for (q, d) in &b.terms {
                let exponent = p.plus(q);
                if let Some(error) = &product.error
                    && self.compare_constants(&exponent, error)? != Ordering::Less
                {
                    break;
                }
                let coefficient = self.mul(c, d)?;
                self.add_to_series(&mut product.terms, &exponent, &coefficient)?;
            }
        }
        self.cut(product, depth)
    }

    /// The error of `a` times the first term of `b`.
    fn cross_error(&self, a: &Series, b: &Series) -> Option<Form> {
        Some(a.error.as_ref()?.plus(&self.valuation(b)?))
    }
}

/// 1, 1, 1/2, 1/6, … each with the sign (or 0) that `sign(k)` says.
fn inverse_factorials(depth: usize, sign: impl Fn(usize) -> i64) -> Vec<RBig> {
    let mut factorial = RBig::ONE;
    (0..=depth)
        .map(|k| {
            factorial *= RBig::from(k.max(1));
            RBig::from(sign(k)) / &factorial
        })
        .collect()
}

/// 0, 1, ½, ⅓, … each with the sign (or 0) that `sign(k)` says.
fn inverses(depth: usize, sign: impl Fn(usize) -> i64) -> Vec<RBig> {
    (0..=depth).map(|k| RBig::from(if k == 0 { 0 } else { sign(k) }) / RBig::from(k.max(1))).collect()
}

/// 1, 0, −1, 0, 1, …: the signs in the series of cos; those of sin one further.
fn wave(k: usize) -> i64 {
    match k % 4 {
        0 => 1,
        2 => -1,
        _ => 0,
    }
}

/// The coefficients of (1 + δ)^q.
fn binomials(q: &RBig, depth: usize) -> Vec<RBig> {
    let mut coefficient = RBig::ONE;
    (0..=depth)
        .map(|k| {
            if k > 0 {
                coefficient *= (q - RBig::from(k) + RBig::ONE) / RBig::from(k);
            }
            coefficient.clone()
        })
        .collect()
}

//! Series in one scale: Σ cₖ·ω^eₖ + O(ω^error) with exact exponents, the coefficients being forms of lower scales.
//!
//! A series carries a few terms and says where it was cut. Whoever finds that all of them cancel asks again for more
//! ([`Stop::Truncated`]), so that cancellation to any order is followed, and never mistaken for zero.

use super::{
    Stop,
    form::*,
    kernel::{Engine, Res},
    leading::Leading,
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
    pub(super) fn exact(terms: Vec<(Form, Form)>) -> Series {
        Series { terms, error: None }
    }

    pub(super) fn constant(value: Form) -> Series {
        if value.is_zero() { Series::exact(Vec::new()) } else { Series::exact(vec![(Form::zero(), value)]) }
    }
}

impl Engine<'_> {
    /// a₀ + a₁δ + a₂δ² + … for δ → 0.
    pub(super) fn compose(&mut self, small: &Series, coefficients: &[Form], depth: usize) -> Res<Series> {
        let mut sum = Series::constant(coefficients.first().cloned().unwrap_or_else(Form::zero));
        let Some(valuation) = self.valuation(small) else { return Ok(sum) };
        let mut power = Series::constant(Form::one());
        for coefficient in coefficients.iter().skip(1) {
            power = self.mul_series(&power, small, depth)?;
            let next = self.mul_coefficient(power.clone(), coefficient)?;
            sum = self.add_series(&sum, &next)?;
        }
        let rest = self.mul(&valuation, &Form::integer(coefficients.len() as i64))?;
        self.add_series(&sum, &Series { terms: Vec::new(), error: Some(rest) })
    }

    /// (c·ω^e·(1 + δ))^q = c^q·ω^(eq)·(1 + qδ + …).
    pub(super) fn series_power(&mut self, base: Series, q: &RBig, depth: usize) -> Res<Series> {
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
    pub(super) fn split_leading(&mut self, series: Series, depth: usize) -> Res<(Form, Form, Series)> {
        let mut terms = series.terms.into_iter();
        loop {
            let Some((exponent, coefficient)) = terms.next() else {
                return Err(if series.error.is_none() { Stop::Undefined } else { Stop::Truncated });
            };
            if self.leading(&coefficient)? == Leading::Zero {
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
    pub(super) fn split_at_zero(&mut self, u: &Form, scale: ScaleId, depth: usize) -> Res<(Form, Series)> {
        let series = self.expand(u, scale, depth)?;
        let mut limit = Form::zero();
        let mut small = Vec::with_capacity(series.terms.len());
        for (exponent, coefficient) in series.terms {
            match self.sign_of_constant(&exponent)? {
                Ordering::Less => {
                    if self.leading(&coefficient)? != Leading::Zero {
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
    pub(super) fn valuation(&self, series: &Series) -> Option<Form> {
        series.terms.first().map(|(exponent, _)| exponent.clone()).or_else(|| series.error.clone())
    }

    pub(super) fn shift(&mut self, mut series: Series, by: &Form) -> Res<Series> {
        for (exponent, _) in &mut series.terms {
            *exponent = exponent.plus(by);
        }
        series.error = series.error.map(|error| error.plus(by));
        Ok(series)
    }

    pub(super) fn mul_coefficient(&mut self, mut series: Series, by: &Form) -> Res<Series> {
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

    pub(super) fn earlier(&mut self, a: Option<Form>, b: Option<Form>) -> Res<Option<Form>> {
        match (a, b) {
            (Some(a), Some(b)) => Ok(Some(if self.compare_constants(&a, &b)? == Ordering::Greater { b } else { a })),
            (a, b) => Ok(a.or(b)),
        }
    }

    pub(super) fn add_series(&mut self, a: &Series, b: &Series) -> Res<Series> {
        let error = self.earlier(a.error.clone(), b.error.clone())?;
        let mut sum = Series { terms: a.terms.clone(), error };
        for (exponent, coefficient) in &b.terms {
            self.add_to_series(&mut sum.terms, exponent, coefficient)?;
        }
        self.cut(sum, usize::MAX)
    }

    /// Adds c·ω^e to sorted terms.
    pub(super) fn add_to_series(
        &mut self,
        terms: &mut Vec<(Form, Form)>,
        exponent: &Form,
        coefficient: &Form,
    ) -> Res<()> {
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
    pub(super) fn cut(&mut self, mut series: Series, depth: usize) -> Res<Series> {
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

    pub(super) fn mul_series(&mut self, a: &Series, b: &Series, depth: usize) -> Res<Series> {
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
    pub(super) fn cross_error(&self, a: &Series, b: &Series) -> Option<Form> {
        Some(a.error.as_ref()?.plus(&self.valuation(b)?))
    }
}

/// The coefficients of (1 + δ)^q.
fn binomials(q: &RBig, depth: usize) -> Vec<Form> {
    let mut coefficient = RBig::ONE;
    (0..=depth)
        .map(|k| {
            if k > 0 {
                coefficient *= (q - RBig::from(k) + RBig::ONE) / RBig::from(k);
            }
            Form::Number(coefficient.clone())
        })
        .collect()
}

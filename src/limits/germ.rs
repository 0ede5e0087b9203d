//! Germs: functions of δ → 0 that are known by their power series.
//!
//! What is left of Γ, ψ, erf, Ei, ζ and W when exponentials, logarithms and powers have been taken out ([`super::special`]):
//! the rest of Stirling's formula as a series in δ = 1/u, log Γ(c + δ) − log Γ(c), erf(c + δ), … Series at infinity diverge,
//! but each of their sections is asymptotic, which is all that a limit needs.
//!
//! Where δ is itself a function of a lower scale plus something smaller, erfc(x + e^(−x)), a germ is expanded about the
//! lower one by its derivatives, which are germs again or satisfy a differential equation ([`Engine::slope_of_germ`]).

use super::{
    Stop,
    form::*,
    kernel::{Engine, Kernel, Res},
    leading::Leading,
    scale::ScaleId,
    series::Series,
    special::{GERM_OF_ZETA, half},
};
use crate::functions::Function;
use dashu_ratio::RBig;

/// Which function of δ; its value is what [`Engine::raise`] makes of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Germ {
    pub(super) function: Function,
    /// How often it is differentiated; 0 for all but ψ.
    pub(super) order: usize,
    /// The place c of c + δ, or None for infinity, with δ = 1/u.
    pub(super) at: Option<Form>,
}

/// Derivatives that are taken to expand a germ about a function of a lower scale.
const DERIVATIVES: usize = 6;

impl Engine<'_> {
    /// The germ at δ.
    pub(super) fn germ(&mut self, germ: Germ, delta: Form) -> Res<Form> {
        if delta.is_zero() {
            return Ok(self.coefficients_of_germ(&germ, 0)?.into_iter().next().unwrap_or_else(Form::zero));
        }
        let id = self.intern(Kernel::Germ(germ, delta));
        Ok(Form::kernel(id, RBig::ONE))
    }

    /// a₀, a₁, …, at most up to a_depth, of Σ aₖ·δᵏ; fewer where no more are known.
    fn coefficients_of_germ(&mut self, germ: &Germ, depth: usize) -> Res<Vec<Form>> {
        match (germ.function, &germ.at) {
            (Function::Digamma, Some(c)) => self.polygamma_series(germ.order, c, depth),
            (Function::LogGamma, Some(c)) => {
                let mut coefficients = vec![Form::zero()];
                for (k, slope) in (1..=depth).zip(self.polygamma_series(0, c, depth.saturating_sub(1))?) {
                    coefficients.push(slope.scaled(&(RBig::ONE / RBig::from(k))));
                }
                Ok(coefficients)
            }
            (Function::Erf, Some(c)) => self.error_function_series(c, depth),
            (Function::Asin, Some(c)) => self.arcsine_series(c, depth),
            (Function::Ei, Some(c)) if c.is_zero() => {
                let mut factorial = RBig::ONE;
                let rest = (1..=depth).map(|k| {
                    factorial *= RBig::from(k);
                    Form::Number(RBig::ONE / (&factorial * RBig::from(k)))
                });
                Ok(std::iter::once(Form::zero()).chain(rest).collect())
            }
            (Function::Ei, Some(c)) => self.exponential_integral_series(c, depth),
            (Function::Zeta, Some(c)) => {
                let value = match c
                    .number()
                    .and_then(|number| usize::try_from(number.numerator()).ok().filter(|_| number.is_int()))
                {
                    Some(0) => Form::Number(-half()),
                    Some(1) => self.euler_gamma(),
                    Some(n) => self.zeta_of_whole(n)?,
                    None => self.special_constant(Function::Zeta, 0, c.clone()),
                };
                Ok(vec![value])
            }
            (Function::LambertW, Some(c)) if c.is_zero() => {
                // W(δ) = Σ (−k)^(k−1)·δᵏ/k!
                let mut factorial = RBig::ONE;
                let rest = (1..=depth).map(|k| {
                    factorial *= RBig::from(k);
                    let power = RBig::from(-(k as i64)).pow(isize::try_from(k).unwrap_or(1) - 1);
                    Form::Number(power / &factorial)
                });
                Ok(std::iter::once(Form::zero()).chain(rest).collect())
            }
            (Function::LambertW, Some(c)) => {
                let value = self.special_constant(Function::LambertW, 0, c.clone());
                let slope = self.slope_of_lambert_w(&value)?;
                Ok(vec![value, slope])
            }
            // 6^(−u) + 7^(−u) + …: no power series, see `expand_germ`.
            (Function::Zeta, None) => Ok(vec![Form::zero(), Form::one()]),
            (function, _) => {
                Ok(series_at_infinity(function, germ.order, depth).into_iter().map(Form::Number).collect())
            }
        }
    }

    /// ψ⁽ⁿ⁾(c + δ) = Σ ψ⁽ⁿ⁺ᵏ⁾(c)·δᵏ/k!
    fn polygamma_series(&mut self, order: usize, c: &Form, depth: usize) -> Res<Vec<Form>> {
        let mut factorial = RBig::ONE;
        let mut coefficients = Vec::with_capacity(depth + 1);
        for k in 0..=depth {
            factorial *= RBig::from(k.max(1));
            let derivative = self.polygamma_of_constant(order + k, c)?;
            coefficients.push(derivative.scaled(&(RBig::ONE / &factorial)));
        }
        Ok(coefficients)
    }

    /// erf(c + δ) = erf c + (2/√π)·e^(−c²)·∫ e^(−2cδ − δ²).
    fn error_function_series(&mut self, c: &Form, depth: usize) -> Res<Vec<Form>> {
        let value = if c.is_zero() { Form::zero() } else { self.special_constant(Function::Erf, 0, c.clone()) };
        let square = self.mul(c, c)?;
        let factor = self.exp(&square.negated())?.scaled(&RBig::from(2));
        let root = self.pow(&self.pi(), &-half())?;
        let factor = self.mul(&factor, &root)?;
        let (mut before, mut this) = (Form::zero(), Form::one());
        let mut coefficients = vec![value];
        for k in 1..=depth {
            let inverse = RBig::ONE / RBig::from(k);
            let term = self.mul(&factor, &this)?;
            coefficients.push(term.scaled(&inverse));
            // k·bₖ = −2c·bₖ₋₁ − 2·bₖ₋₂
            let next = self.mul(c, &this)?.plus(&before).scaled(&(RBig::from(-2) * inverse));
            before = std::mem::replace(&mut this, next);
        }
        Ok(coefficients)
    }

    /// asin(c + δ) = asin c + ∫ p with p² = 1/(1 − (c + δ)²), so (1 − u²)·p′ = u·p.
    fn arcsine_series(&mut self, c: &Form, depth: usize) -> Res<Vec<Form>> {
        let value = self.apply(Function::Asin, c)?;
        let inside = Form::one().minus(&self.mul(c, c)?);
        let inverse = self.pow(&inside, &RBig::NEG_ONE)?;
        let mut before = Form::zero();
        let mut this = self.pow(&inside, &-half())?;
        let mut coefficients = vec![value];
        for k in 0..depth {
            coefficients.push(this.scaled(&(RBig::ONE / RBig::from(k + 1))));
            // (1 − c²)·(k + 1)·pₖ₊₁ = c·(2k + 1)·pₖ + k·pₖ₋₁
            let sum = self.mul(c, &this)?.scaled(&RBig::from(2 * k + 1)).plus(&before.scaled(&RBig::from(k)));
            let next = self.mul(&sum, &inverse)?.scaled(&(RBig::ONE / RBig::from(k + 1)));
            before = std::mem::replace(&mut this, next);
        }
        Ok(coefficients)
    }

    /// Ei(c + δ) = Ei c + ∫ p, where (c + δ)·p = e^(c + δ).
    fn exponential_integral_series(&mut self, c: &Form, depth: usize) -> Res<Vec<Form>> {
        let mut coefficients = vec![self.special_constant(Function::Ei, 0, c.clone())];
        let exponential = self.exp(c)?;
        let inverse = self.pow(c, &RBig::NEG_ONE)?;
        let mut factorial = RBig::ONE;
        let mut p = Form::zero();
        for k in 0..depth {
            factorial *= RBig::from(k.max(1));
            let above = exponential.scaled(&(RBig::ONE / &factorial)).minus(&p);
            p = self.mul(&above, &inverse)?;
            coefficients.push(p.scaled(&(RBig::ONE / RBig::from(k + 1))));
        }
        Ok(coefficients)
    }

    /// W′ = 1/(e^W·(1 + W)).
    fn slope_of_lambert_w(&mut self, w: &Form) -> Res<Form> {
        let exponential = self.exp(w)?;
        let below = self.product(&exponential, &w.plus(&Form::one()))?;
        self.reciprocal(&below)
    }

    pub(super) fn reserved_leading_of_germ(&mut self, germ: &Germ, delta: &Form) -> Res<Leading> {
        for (k, coefficient) in self.coefficients_of_germ(germ, 4)?.into_iter().enumerate() {
            if k == 0 && self.has_parameter(&coefficient) {
                // Whether it is 0 depends on the parameter: asked for where it matters.
                return Ok(Leading::constant(coefficient));
            }
            if !coefficient.is_zero() && !self.is_zero_constant(&coefficient)? {
                let power = self.pow(delta, &RBig::from(k))?;
                let term = self.product(&coefficient, &power)?;
                return self.leading(&term);
            }
        }
        Err(Stop::Unsupported(germ.function))
    }

    pub(super) fn reserved_expand_germ(
        &mut self,
        germ: &Germ,
        delta: &Form,
        scale: ScaleId,
        depth: usize,
    ) -> Res<Series> {
        let (lower, small) = self.split_at_zero(delta, scale, depth)?;
        if germ.function == Function::Zeta && germ.at.is_none() {
            return self.expand_zeta(small);
        }
        let coefficients = if self.leading(&lower)? == Leading::Zero {
            self.coefficients_of_germ(germ, depth)?
        } else {
            let count = if small.terms.is_empty() && small.error.is_none() { 0 } else { depth.min(DERIVATIVES) };
            self.derivatives_of_germ(germ, &lower, count)?
        };
        self.compose(&small, &coefficients, depth)
    }

    /// 6^(−u) + O(7^(−u)) for the series of 6^(−u).
    fn expand_zeta(&mut self, first: Series) -> Res<Series> {
        let Some(exponent) = self.valuation(&first) else { return Ok(first) };
        let (this, next) = (self.log(&Form::integer(GERM_OF_ZETA))?, self.log(&Form::integer(GERM_OF_ZETA + 1))?);
        let inverse = self.pow(&this, &RBig::NEG_ONE)?;
        let ratio = self.mul(&next, &inverse)?;
        let error = self.mul(&exponent, &ratio)?;
        self.add_series(&first, &Series { terms: Vec::new(), error: Some(error) })
    }

    /// g(u), g′(u), g″(u)/2, …
    fn derivatives_of_germ(&mut self, germ: &Germ, u: &Form, count: usize) -> Res<Vec<Form>> {
        let mut this = self.germ(germ.clone(), u.clone())?;
        let slope = self.derivative(u)?;
        let inverse = self.pow(&slope, &RBig::NEG_ONE)?;
        let mut coefficients = vec![this.clone()];
        for k in 1..=count {
            let next = self.derivative(&this)?;
            this = self.mul(&next, &inverse)?.scaled(&(RBig::ONE / RBig::from(k)));
            coefficients.push(this.clone());
        }
        Ok(coefficients)
    }

    pub(super) fn reserved_slope_of_germ(&mut self, germ: &Germ, v: &Form) -> Res<Form> {
        let next = |order| Germ { function: Function::Digamma, order, at: germ.at.clone() };
        let Some(c) = &germ.at else { return self.slope_at_infinity(germ, v) };
        let u = c.plus(v);
        match germ.function {
            Function::LogGamma => self.germ(next(0), v.clone()),
            Function::Digamma => self.germ(next(germ.order + 1), v.clone()),
            Function::Erf => {
                let square = self.mul(&u, &u)?;
                let root = self.pow(&self.pi(), &-half())?.scaled(&RBig::from(2));
                let exponential = self.exp(&square.negated())?;
                self.mul(&root, &exponential)
            }
            Function::Asin => {
                let inside = Form::one().minus(&self.mul(&u, &u)?);
                self.pow(&inside, &-half())
            }
            Function::Ei => {
                let exponential = self.exp(&u)?;
                let above = if c.is_zero() { exponential.minus(&Form::one()) } else { exponential };
                let inverse = self.reciprocal(&u)?;
                self.mul(&above, &inverse)
            }
            Function::LambertW => {
                let value = self.germ(germ.clone(), v.clone())?;
                self.slope_of_lambert_w(&value)
            }
            function => Err(Stop::Unsupported(function)),
        }
    }

    /// The derivatives by v = 1/u: −u² times those by u, which differential equations give.
    fn slope_at_infinity(&mut self, germ: &Germ, v: &Form) -> Res<Form> {
        let itself = self.germ(germ.clone(), v.clone())?;
        let polygamma = |order| Germ { function: Function::Digamma, order, at: None };
        let square = self.pow(v, &RBig::from(-2))?;
        // The derivative by u, up to the factor −u².
        let by_u = match (germ.function, germ.order) {
            (Function::LogGamma, _) => self.germ(polygamma(0), v.clone())?.plus(&v.scaled(&half())),
            (Function::Digamma, 0) => self.germ(polygamma(1), v.clone())?.minus(v),
            (Function::Digamma, order) => self.germ(polygamma(order + 1), v.clone())?,
            (Function::Erfc, _) => {
                let gap = itself.minus(&Form::one());
                let inverse = self.pow(v, &RBig::NEG_ONE)?.scaled(&RBig::from(2));
                self.mul(&itself, v)?.plus(&self.mul(&gap, &inverse)?)
            }
            (Function::Ei, _) => self.mul(&itself, v)?.minus(&itself).plus(&Form::one()),
            (function, _) => return Err(Stop::Unsupported(function)),
        };
        Ok(self.mul(&by_u, &square)?.negated())
    }
}

/// The asymptotic series in 1/u: Stirling's for log Γ, its derivatives for ψ, that of erfc and that of Ei.
fn series_at_infinity(function: Function, order: usize, depth: usize) -> Vec<RBig> {
    let mut coefficients = vec![RBig::ZERO; depth + 1];
    let mut set = |k: usize, value: RBig| {
        if let Some(place) = coefficients.get_mut(k) {
            *place = value;
        }
    };
    let factorial = |n: usize| (1..=n).fold(RBig::ONE, |product, k| product * RBig::from(k));
    let bernoulli = bernoulli_numbers(depth + 1);
    let even = || bernoulli.iter().enumerate().skip(2).step_by(2);
    match (function, order) {
        (Function::LogGamma, _) => {
            even().for_each(|(k, b)| set(k - 1, b / RBig::from(k * (k - 1))));
        }
        (Function::Digamma, 0) => {
            set(1, -half());
            even().for_each(|(k, b)| set(k, -b / RBig::from(k)));
        }
        (Function::Digamma, n) => {
            let sign = if n.is_multiple_of(2) { RBig::NEG_ONE } else { RBig::ONE };
            set(n, &sign * factorial(n - 1));
            set(n + 1, &sign * factorial(n) * half());
            even().for_each(|(k, b)| set(k + n, &sign * b * factorial(k + n - 1) / factorial(k)));
        }
        (Function::Erfc, _) => {
            let mut term = RBig::ONE;
            for k in 0..=depth / 2 {
                set(2 * k, term.clone());
                term *= -RBig::from(2 * k + 1) * half();
            }
        }
        _ => (0..=depth).for_each(|k| set(k, factorial(k))),
    }
    coefficients
}

/// B₀, …, B₍count₎ with B₁ = −½.
fn bernoulli_numbers(count: usize) -> Vec<RBig> {
    let mut numbers: Vec<RBig> = Vec::with_capacity(count + 1);
    for m in 0..=count {
        if m == 0 {
            numbers.push(RBig::ONE);
            continue;
        }
        // Σ C(m + 1, k)·Bₖ = 0
        let mut binomial = RBig::ONE;
        let mut sum = RBig::ZERO;
        for (k, number) in numbers.iter().enumerate() {
            sum += &binomial * number;
            binomial = binomial * RBig::from(m + 1 - k) / RBig::from(k + 1);
        }
        numbers.push(-sum / RBig::from(m + 1));
    }
    numbers
}

/// The Bernoulli number Bₙ.
pub(super) fn bernoulli(n: usize) -> RBig {
    bernoulli_numbers(n).pop().unwrap_or_default()
}

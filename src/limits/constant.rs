//! Signs of constants: by structure, then by enclosures. An enclosure can prove that a constant is not 0, never that it is.

use super::{
    Stop, Undecided,
    form::*,
    kernel::{Engine, Kernel, Res},
};
use crate::functions::Function;
use dashu_base::Signed;
use dashu_ratio::RBig;
use std::cmp::Ordering;

/// Bits of the finer enclosures, tried one after the other.
const PRECISIONS: [usize; 3] = [128, 512, 2048];

/// A closed interval that holds a real number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Enclosure {
    pub(super) low: f64,
    pub(super) high: f64,
}

impl Enclosure {
    pub(super) const EVERYTHING: Enclosure = Enclosure { low: f64::NEG_INFINITY, high: f64::INFINITY };

    /// The interval, a little wider than rounding and the library's functions can have hurt it.
    pub(super) fn wide(low: f64, high: f64) -> Enclosure {
        if low.is_nan() || high.is_nan() {
            return Enclosure::EVERYTHING;
        }
        let slack = |value: f64| value.abs() * 4e-15 + 1e-300;
        Enclosure { low: low - slack(low), high: high + slack(high) }
    }

    fn plus(self, other: Enclosure) -> Enclosure {
        Enclosure::wide(self.low + other.low, self.high + other.high)
    }

    pub(super) fn times(self, other: Enclosure) -> Enclosure {
        // 0·∞ stands for 0 at the ends of intervals.
        let product = |a: f64, b: f64| if a == 0.0 || b == 0.0 { 0.0 } else { a * b };
        let corners = [
            product(self.low, other.low),
            product(self.low, other.high),
            product(self.high, other.low),
            product(self.high, other.high),
        ];
        let low = corners.iter().copied().fold(f64::INFINITY, f64::min);
        Enclosure::wide(low, corners.iter().copied().fold(f64::NEG_INFINITY, f64::max))
    }

    pub(super) fn power(self, exponent: &RBig) -> Enclosure {
        let e = exponent.to_f64_fast();
        if self.low > 0.0 {
            let (a, b) = (self.low.powf(e), self.high.powf(e));
            return Enclosure::wide(a.min(b), a.max(b));
        }
        if !exponent.is_int() {
            let high = self.high.max(0.0).powf(e);
            return if e > 0.0 { Enclosure::wide(0.0, high) } else { Enclosure::wide(high, f64::INFINITY) };
        }
        let even = (e / 2.0).fract() == 0.0;
        if self.high < 0.0 {
            let mirrored = Enclosure { low: -self.high, high: -self.low }.power(exponent);
            return if even { mirrored } else { Enclosure { low: -mirrored.high, high: -mirrored.low } };
        }
        match (even, e > 0.0) {
            (true, true) => Enclosure::wide(0.0, self.low.abs().max(self.high.abs()).powf(e)),
            (false, true) => Enclosure::wide(-self.low.abs().powf(e), self.high.powf(e)),
            (true, false) => Enclosure::wide(self.low.abs().max(self.high.abs()).powf(e), f64::INFINITY),
            (false, false) => Enclosure::EVERYTHING,
        }
    }

    /// The image under an increasing function.
    fn map(self, function: impl Fn(f64) -> f64) -> Enclosure {
        Enclosure::wide(function(self.low), function(self.high))
    }

    pub(super) fn is_bounded(self) -> bool {
        self.low.is_finite() && self.high.is_finite()
    }

    pub(super) fn sign(self) -> Option<Ordering> {
        if self.low > 0.0 {
            Some(Ordering::Greater)
        } else if self.high < 0.0 {
            Some(Ordering::Less)
        } else {
            None
        }
    }
}

impl Engine<'_> {
    /// The sign of a constant; Equal only where it is proved to be 0.
    pub(super) fn sign_of_constant(&mut self, form: &Form) -> Res<Ordering> {
        if let Form::Number(value) = form {
            return Ok(sign_of_number(value));
        }
        if let Some(known) = self.signs.get(form) {
            return Ok(*known);
        }
        let sign = self.deeper(|engine| engine.find_sign(form))?;
        self.signs.insert(form.clone(), sign);
        Ok(sign)
    }

    fn find_sign(&mut self, form: &Form) -> Res<Ordering> {
        if let Some(sign) = self.sign_by_structure(form) {
            return Ok(sign);
        }
        if let Some(sign) = self.enclose(form).sign() {
            return Ok(sign);
        }
        self.doubtful_sign(form)
    }

    pub(super) fn reserved_doubtful_sign(&mut self, form: &Form) -> Res<Ordering> {
        if self.vanishes(form)? {
            return Ok(Ordering::Equal);
        }
        let expression = self.raise(form);
        if !self.has_parameter(form) {
            for bits in PRECISIONS {
                self.spend(bits as u64)?;
                let sign = crate::eval::enclose(&expression, &[], bits).ok().and_then(|enclosure| enclosure.sign());
                if let Some(sign) = sign.filter(|sign| *sign != Ordering::Equal) {
                    return Ok(sign);
                }
            }
        }
        Err(Stop::Undecided(Undecided::Constant(expression)))
    }

    /// Terms that are all positive, or all negative, whatever the parameters are.
    pub(super) fn sign_by_structure(&self, form: &Form) -> Option<Ordering> {
        let mut signs = form.terms().iter().map(|term| self.sign_of_term(term)).collect::<Vec<_>>().into_iter();
        let first = signs.next()??;
        signs.all(|sign| sign == Some(first)).then_some(first)
    }

    fn sign_of_term(&self, term: &Term) -> Option<Ordering> {
        let positive = term.monomial.0.iter().all(|(id, exponent)| {
            self.is_positive_kernel(*id)
                || matches!(self.look(*id).as_ref(), Kernel::Parameter(symbol)
                    if is_even(exponent) && self.assumptions.is_nonzero(symbol))
        });
        positive.then(|| sign_of_number(&term.coefficient))
    }

    /// Whether every factor is known not to be 0, though perhaps not its sign.
    fn is_nonzero_product(&self, term: &Term) -> bool {
        term.monomial.0.iter().all(|(id, _)| {
            self.is_positive_kernel(*id)
                || matches!(self.look(*id).as_ref(), Kernel::Parameter(symbol) if self.assumptions.is_nonzero(symbol))
        })
    }

    pub(super) fn has_parameter(&self, form: &Form) -> bool {
        form.kernels().iter().any(|&id| match self.look(id).as_ref() {
            Kernel::Parameter(_) => true,
            Kernel::Special(_, _, u) => self.has_parameter(u),
            Kernel::Germ(germ, u) => self.has_parameter(u) || germ.at.as_ref().is_some_and(|at| self.has_parameter(at)),
            Kernel::Exp(u) | Kernel::Log(u) | Kernel::Sin(u) | Kernel::Cos(u) | Kernel::Atan(u) | Kernel::Group(u) => {
                self.has_parameter(u)
            }
            _ => false,
        })
    }

    pub(super) fn compare_constants(&mut self, a: &Form, b: &Form) -> Res<Ordering> {
        match (a, b) {
            (Form::Number(a), Form::Number(b)) => Ok(a.cmp(b)),
            _ if a == b => Ok(Ordering::Equal),
            _ => self.sign_of_constant(&a.minus(b)),
        }
    }

    /// Whether a constant, or an oscillation, is 0 throughout.
    pub(super) fn is_zero_constant(&mut self, form: &Form) -> Res<bool> {
        if let Form::Number(value) = form {
            return Ok(value.is_zero());
        }
        if self.oscillates(form) {
            return self.vanishes(form);
        }
        if form.single().is_some_and(|term| self.is_nonzero_product(&term)) {
            return Ok(false);
        }
        Ok(self.sign_of_constant(form)? == Ordering::Equal)
    }

    pub(super) fn reserved_enclose(&self, form: &Form) -> Enclosure {
        let mut sum = Enclosure { low: 0.0, high: 0.0 };
        for term in form.terms().iter() {
            let number = term.coefficient.to_f64_fast();
            let mut product = Enclosure::wide(number, number);
            for (id, exponent) in &term.monomial.0 {
                product = product.times(self.enclose_kernel(*id).power(exponent));
            }
            sum = sum.plus(product);
        }
        sum
    }

    /// A special function at a constant: its doubles are good to eleven digits at least.
    fn enclose_special(&self, function: Function, order: usize, at: &Form) -> Enclosure {
        let place = self.enclose(at);
        let is_narrow = place.high - place.low < 1e-9 * (1.0 + place.low.abs());
        if !is_narrow {
            return Enclosure::EVERYTHING;
        }
        let value = |x| crate::eval::special_value(function, order, x);
        let (a, b) = (value(place.low), value(place.high));
        let slack = 1e-11 * (a.abs() + b.abs()) + 1e-13 + 4.0 * (b - a).abs();
        Enclosure::wide(a.min(b) - slack, a.max(b) + slack)
    }

    fn enclose_kernel(&self, id: KernelId) -> Enclosure {
        let wave = |u: &Form, function: fn(f64) -> f64| {
            let inner = self.enclose(u);
            let (middle, radius) = ((inner.low + inner.high) / 2.0, (inner.high - inner.low) / 2.0);
            if radius.is_nan() || radius >= 1.0 {
                return Enclosure { low: -1.0, high: 1.0 };
            }
            let value = function(middle);
            Enclosure { low: (value - radius - 1e-15).max(-1.0), high: (value + radius + 1e-15).min(1.0) }
        };
        match self.look(id).as_ref() {
            Kernel::Pi => Enclosure::wide(std::f64::consts::PI, std::f64::consts::PI),
            Kernel::Prime(value) => {
                let value = RBig::from(value.clone()).to_f64_fast();
                Enclosure::wide(value, value)
            }
            Kernel::Exp(u) => self.enclose(u).map(f64::exp).clipped_below(),
            Kernel::Log(u) => {
                let inner = self.enclose(u);
                let low = if inner.low > 0.0 { inner.low.ln() } else { f64::NEG_INFINITY };
                Enclosure::wide(low, inner.high.max(f64::MIN_POSITIVE).ln())
            }
            Kernel::Sin(u) => wave(u, f64::sin),
            Kernel::Cos(u) => wave(u, f64::cos),
            Kernel::Atan(u) => self.enclose(u).map(f64::atan),
            Kernel::Group(u) => self.enclose(u),
            Kernel::Sawtooth(u) => self.enclose_sawtooth(u),
            Kernel::Opaque(function, arguments) => self.enclose_opaque(*function, arguments),
            Kernel::Variable => self.sample.unwrap_or(Enclosure::EVERYTHING),
            Kernel::Special(function, order, u) => self.enclose_special(*function, *order, u),
            Kernel::Parameter(_) | Kernel::Germ(..) => Enclosure::EVERYTHING,
        }
    }
}

impl Enclosure {
    fn clipped_below(self) -> Enclosure {
        Enclosure { low: self.low.max(0.0), high: self.high }
    }
}

pub(super) fn sign_of_number(value: &RBig) -> Ordering {
    if value.is_zero() {
        Ordering::Equal
    } else if value.is_positive() {
        Ordering::Greater
    } else {
        Ordering::Less
    }
}

//! Oscillation: sin θ and cos θ of phases θ → ∞, and functions of them that are known only by their bounds.
//!
//! A phase is split into its unbounded part and the rest, sin(x + 1/x) = sin x·cos(1/x) + cos x·sin(1/x), so that
//! differences of oscillations cancel by comparison. What is left in the coefficient of a leading term is a function on
//! a torus: its range gives lim inf and lim sup, as phases come arbitrarily near to every combination of angles.

use super::{
    Stop,
    constant::Enclosure,
    form::*,
    kernel::{Engine, Kernel, Res},
    leading::{Leading, LeadingPowers},
};
use crate::functions::Function;
use dashu_base::{Abs, Signed};
use dashu_ratio::RBig;
use std::cmp::Ordering;

/// Unbounded terms of a phase that are taken apart.
const PHASES: usize = 3;

/// Greatest lower and least upper bound of an oscillation; None for ∓∞.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) low: Option<Form>,
    pub(super) high: Option<Form>,
}

impl Engine<'_> {
    /// sin u or cos u of an unbounded u.
    pub(super) fn sine_of_phase(&mut self, u: &Form, cosine: bool) -> Res<Form> {
        let (phase, rest) = self.split_phase(u)?;
        let mut value = if rest.is_zero() { (Form::zero(), Form::one()) } else { (self.sin(&rest)?, self.cos(&rest)?) };
        for term in phase.terms().iter() {
            let negative = term.coefficient.is_negative();
            let angle =
                Form::from(Term { monomial: term.monomial.clone(), coefficient: term.coefficient.clone().abs() });
            let sine = self.oscillator(Kernel::Sin(angle.clone()));
            let turned_cosine = self.oscillator(Kernel::Cos(angle));
            let sine = Form::kernel(sine, RBig::ONE);
            let sine = if negative { sine.negated() } else { sine };
            let turned_cosine = Form::kernel(turned_cosine, RBig::ONE);
            value = self.turn((&value.0, &value.1), (&sine, &turned_cosine))?;
        }
        Ok(if cosine { value.1 } else { value.0 })
    }

    /// u = phase + rest: the unbounded terms, and what stays bounded.
    pub(super) fn split_phase(&mut self, u: &Form) -> Res<(Form, Form)> {
        let mut phase = Form::zero();
        let mut rest = u.clone();
        for _ in 0..=PHASES {
            match self.leading(&rest)? {
                Leading::Term(term) if self.is_infinite(&term.powers)? => {
                    let powers = self.form_of_powers(&term.powers)?;
                    let dominant = self.mul(&term.coefficient, &powers)?;
                    rest = rest.minus(&dominant);
                    phase = phase.plus(&dominant);
                }
                _ => return Ok((phase, rest)),
            }
        }
        Err(Stop::Undecided(super::Undecided::Unsupported(self.raise(u))))
    }

    /// ω₁^e₁·ω₂^e₂·… as a form.
    pub(super) fn form_of_powers(&mut self, powers: &LeadingPowers) -> Res<Form> {
        let mut product = Form::one();
        for (scale, exponent) in powers {
            let kernel = self.scales.get(*scale).and_then(|scale| scale.kernel);
            let factor = match (kernel, exponent) {
                (Some(kernel), Form::Number(exponent)) => Form::kernel(kernel, -exponent.clone()),
                _ => {
                    let log = self.log_of_scale(*scale)?;
                    let log = self.mul(&log, &exponent.negated())?;
                    self.exp(&log)?
                }
            };
            product = self.mul(&product, &factor)?;
        }
        Ok(product)
    }

    /// The sign of a leading coefficient: of a constant, or of an oscillation that keeps it.
    pub(super) fn sign_of_coefficient(&mut self, coefficient: &Form) -> Res<Ordering> {
        if !self.oscillates(coefficient) {
            return self.sign_of_constant(coefficient);
        }
        if let Some(sign) = self.enclose(coefficient).sign() {
            return Ok(sign);
        }
        match self.range(coefficient)? {
            Some(Range { low: Some(low), .. }) if self.sign_of_constant(&low)? == Ordering::Greater => {
                Ok(Ordering::Greater)
            }
            Some(Range { high: Some(high), .. }) if self.sign_of_constant(&high)? == Ordering::Less => {
                Ok(Ordering::Less)
            }
            _ => Err(Stop::Oscillation),
        }
    }

    /// The exact range of an oscillation, where it can be proved.
    pub(super) fn range(&mut self, form: &Form) -> Res<Option<Range>> {
        let form = match self.with_common_angles(form) {
            Ok(form) => form,
            Err(Stop::TooLarge) => return Ok(None),
            Err(stop) => return Err(stop),
        };
        if !self.oscillates(&form) {
            return Ok(Some(Range { low: Some(form.clone()), high: Some(form) }));
        }
        let mut constant = Vec::new();
        let mut moving = Vec::new();
        for term in form.terms().iter() {
            let part = Form::from(term.clone());
            if self.oscillates(&part) { moving.push(term.clone()) } else { constant.push(term.clone()) }
        }
        let range = match moving.as_slice() {
            [only] => self.range_of_product(only)?,
            _ => self.range_of_waves(&moving)?,
        };
        let constant = Form::from_terms(constant);
        Ok(range.map(|range| Range {
            low: range.low.map(|low| low.plus(&constant)),
            high: range.high.map(|high| high.plus(&constant)),
        }))
    }

    /// b·cos θ + c·sin θ + … over different phases: the amplitudes √(b² + c²) add up.
    fn range_of_waves(&mut self, terms: &[Term]) -> Res<Option<Range>> {
        // Per phase: the coefficients of its sine and of its cosine.
        let mut waves: Vec<(Form, Form, Form)> = Vec::new();
        for term in terms {
            let Some((number, id, exponent)) = self.constant_times_kernel(term) else { return Ok(None) };
            let kernel = self.look(id);
            let (Kernel::Sin(angle) | Kernel::Cos(angle)) = kernel.as_ref() else { return Ok(None) };
            if !exponent.is_one() || !self.is_oscillator(id) {
                return Ok(None);
            }
            if !waves.iter().any(|(other, _, _)| other == angle) {
                waves.push((angle.clone(), Form::zero(), Form::zero()));
            }
            let Some((_, sine, cosine)) = waves.iter_mut().find(|(other, _, _)| other == angle) else { continue };
            let part = if matches!(kernel.as_ref(), Kernel::Sin(_)) { sine } else { cosine };
            *part = part.plus(&number);
        }
        let half = RBig::ONE / RBig::from(2);
        let mut amplitude = Form::zero();
        for (_, sine, cosine) in waves {
            let square = self.mul(&sine, &sine)?.plus(&self.mul(&cosine, &cosine)?);
            let square = self.without_squared_sines(&square)?;
            amplitude = amplitude.plus(&self.pow(&square, &half)?);
        }
        Ok(Some(Range { low: Some(amplitude.negated()), high: Some(amplitude) }))
    }

    fn is_oscillator(&self, id: KernelId) -> bool {
        self.table.get(id as usize).is_some_and(|entry| entry.oscillates && entry.top == Some(None))
    }

    /// c·k^e with a constant c and one oscillating kernel k.
    fn constant_times_kernel(&self, term: &Term) -> Option<(Form, KernelId, RBig)> {
        let mut constant = Vec::new();
        let mut found = None;
        for (id, exponent) in &term.monomial.0 {
            if self.table.get(*id as usize).is_some_and(|entry| entry.oscillates) {
                if found.is_some() {
                    return None;
                }
                found = Some((*id, exponent.clone()));
            } else {
                constant.push((*id, exponent.clone()));
            }
        }
        let (id, exponent) = found?;
        let constant = Form::from(Term { monomial: Monomial(constant), coefficient: term.coefficient.clone() });
        Some((constant, id, exponent))
    }

    fn range_of_product(&mut self, term: &Term) -> Res<Option<Range>> {
        let Some((constant, id, exponent)) = self.constant_times_kernel(term) else {
            return self.range_of_sine_times_cosine(term);
        };
        let Some(range) = self.range_of_kernel(id)? else { return Ok(None) };
        let Some(range) = self.range_of_power(range, &exponent)? else { return Ok(None) };
        self.scaled_range(range, &constant).map(Some)
    }

    fn scaled_range(&mut self, range: Range, by: &Form) -> Res<Range> {
        let negative = self.sign_of_constant(by)? == Ordering::Less;
        let mut ends = Vec::with_capacity(2);
        for end in [range.low, range.high] {
            ends.push(match end {
                Some(end) => Some(self.mul(&end, by)?),
                None => None,
            });
        }
        let (high, low) = (ends.pop().flatten(), ends.pop().flatten());
        Ok(if negative { Range { low: high, high: low } } else { Range { low, high } })
    }

    /// sin θ·cos θ = ½·sin 2θ; products over different phases keep to ±1.
    fn range_of_sine_times_cosine(&mut self, term: &Term) -> Res<Option<Range>> {
        let mut constant = Vec::new();
        let mut angles = Vec::new();
        for (id, exponent) in &term.monomial.0 {
            match self.look(*id).as_ref() {
                Kernel::Sin(angle) | Kernel::Cos(angle) if self.is_oscillator(*id) => {
                    if !exponent.is_one() {
                        return Ok(None);
                    }
                    angles.push(angle.clone());
                }
                _ if self.table.get(*id as usize).is_some_and(|entry| entry.oscillates) => return Ok(None),
                _ => constant.push((*id, exponent.clone())),
            }
        }
        let doubled =
            angles.iter().enumerate().filter(|(at, angle)| angles.iter().skip(at + 1).any(|other| other == *angle));
        let halves = isize::try_from(doubled.count()).unwrap_or(0);
        let amplitude = Form::Number((RBig::ONE / RBig::from(2)).pow(halves));
        let constant = Form::from(Term { monomial: Monomial(constant), coefficient: term.coefficient.clone() });
        let range = Range { low: Some(amplitude.negated()), high: Some(amplitude) };
        self.scaled_range(range, &constant).map(Some)
    }

    fn range_of_kernel(&mut self, id: KernelId) -> Res<Option<Range>> {
        let one = || Range { low: Some(Form::integer(-1)), high: Some(Form::one()) };
        match self.look(id).as_ref() {
            Kernel::Sin(_) | Kernel::Cos(_) if self.is_oscillator(id) => Ok(Some(one())),
            Kernel::Sawtooth(_) => Ok(Some(Range { low: Some(Form::zero()), high: Some(Form::one()) })),
            Kernel::Group(u) => self.range(u),
            Kernel::Exp(u) => self.range_under(u, Engine::exp),
            Kernel::Log(u) => self.range_under(u, Engine::log),
            Kernel::Atan(u) => self.range_under(u, Engine::atan),
            Kernel::Opaque(function, arguments) => self.range_of_opaque(*function, arguments),
            _ => Ok(None),
        }
    }

    /// The range of an increasing function of a bounded oscillation.
    fn range_under(&mut self, u: &Form, function: fn(&mut Self, &Form) -> Res<Form>) -> Res<Option<Range>> {
        match self.range(u)? {
            Some(Range { low: Some(low), high: Some(high) }) => {
                Ok(Some(Range { low: Some(function(self, &low)?), high: Some(function(self, &high)?) }))
            }
            _ => Ok(None),
        }
    }

    fn range_of_power(&mut self, range: Range, exponent: &RBig) -> Res<Option<Range>> {
        if exponent.is_one() {
            return Ok(Some(range));
        }
        let (Some(low), Some(high)) = (&range.low, &range.high) else { return Ok(None) };
        let (low_sign, high_sign) = (self.sign_of_constant(low)?, self.sign_of_constant(high)?);
        let even = is_even(exponent);
        let positive = exponent.is_positive();
        if low_sign == Ordering::Less && high_sign == Ordering::Greater {
            return self.power_across_zero(low, high, exponent, even, positive);
        }
        if !positive && (low_sign == Ordering::Equal || high_sign == Ordering::Equal) {
            return self.power_from_zero(low, high, exponent, low_sign == Ordering::Equal, even);
        }
        let (a, b) = (self.pow(low, exponent)?, self.pow(high, exponent)?);
        Ok(Some(match self.compare_constants(&a, &b)? {
            Ordering::Greater => Range { low: Some(b), high: Some(a) },
            _ => Range { low: Some(a), high: Some(b) },
        }))
    }

    fn power_across_zero(
        &mut self,
        low: &Form,
        high: &Form,
        exponent: &RBig,
        even: bool,
        positive: bool,
    ) -> Res<Option<Range>> {
        match (even, positive) {
            (false, true) => {
                Ok(Some(Range { low: Some(self.pow(low, exponent)?), high: Some(self.pow(high, exponent)?) }))
            }
            (false, false) => Ok(Some(Range { low: None, high: None })),
            (true, _) => {
                let (a, b) = (self.pow(low, exponent)?, self.pow(high, exponent)?);
                let first_larger = self.compare_constants(&a, &b)? == Ordering::Greater;
                Ok(Some(if positive {
                    Range { low: Some(Form::zero()), high: Some(if first_larger { a } else { b }) }
                } else {
                    Range { low: Some(if first_larger { b } else { a }), high: None }
                }))
            }
        }
    }

    /// 1/v with v between 0 and another number.
    fn power_from_zero(
        &mut self,
        low: &Form,
        high: &Form,
        exponent: &RBig,
        from_above: bool,
        even: bool,
    ) -> Res<Option<Range>> {
        let end = self.pow(if from_above { high } else { low }, exponent)?;
        Ok(Some(if from_above || even {
            Range { low: Some(end), high: None }
        } else {
            Range { low: None, high: Some(end) }
        }))
    }

    /// A function of an oscillating argument as a kernel of its own.
    pub(super) fn opaque(&mut self, function: Function, arguments: Vec<Form>) -> Form {
        let id = self.oscillator(Kernel::Opaque(function, arguments));
        Form::kernel(id, RBig::ONE)
    }

    pub(super) fn enclose_opaque(&self, function: Function, arguments: &[Form]) -> Enclosure {
        let limits: Vec<Enclosure> = arguments.iter().map(|argument| self.enclose_near(argument)).collect();
        let Some(first) = limits.first() else { return Enclosure::EVERYTHING };
        let fold = |of: fn(f64, f64) -> f64| {
            let low = limits.iter().map(|limit| limit.low).fold(first.low, of);
            Enclosure { low, high: limits.iter().map(|limit| limit.high).fold(first.high, of) }
        };
        match function {
            Function::Abs => {
                let least =
                    if first.low <= 0.0 && first.high >= 0.0 { 0.0 } else { first.low.abs().min(first.high.abs()) };
                Enclosure { low: least, high: first.low.abs().max(first.high.abs()) }
            }
            Function::Sign => Enclosure { low: -1.0, high: 1.0 },
            Function::Floor => Enclosure { low: first.low.floor(), high: first.high.floor() },
            Function::Ceil => Enclosure { low: first.low.ceil(), high: first.high.ceil() },
            Function::Round => Enclosure { low: (first.low - 0.5).floor(), high: (first.high + 0.5).ceil() },
            Function::Frac => Enclosure { low: 0.0, high: 1.0 },
            Function::Sin | Function::Cos => Enclosure { low: -1.0, high: 1.0 },
            Function::Atan => Enclosure::wide(first.low.atan(), first.high.atan()),
            Function::Max => fold(f64::max),
            Function::Min => fold(f64::min),
            _ => Enclosure::EVERYTHING,
        }
    }

    /// Bounds of an argument near the point, a little wider than its range.
    fn enclose_near(&self, argument: &Form) -> Enclosure {
        let range = self.enclose(argument);
        Enclosure { low: range.low - 1e-9, high: range.high + 1e-9 }
    }

    fn range_of_opaque(&mut self, function: Function, arguments: &[Form]) -> Res<Option<Range>> {
        let [argument] = arguments else { return Ok(None) };
        if self.mrv(argument)?.is_some() {
            return Ok(None);
        }
        let Some(Range { low: Some(low), high: Some(high) }) = self.range(argument)? else { return Ok(None) };
        let range = Range { low: Some(low), high: Some(high) };
        match function {
            Function::Abs => self.range_of_absolute_value(range).map(Some),
            Function::Sign => {
                let (Some(low), Some(high)) = (&range.low, &range.high) else { return Ok(None) };
                let number = |sign: Ordering| Some(Form::integer(sign as i64));
                Ok(Some(Range { low: number(self.sign_of_constant(low)?), high: number(self.sign_of_constant(high)?) }))
            }
            _ => Ok(None),
        }
    }

    /// The range of |v| from that of v.
    pub(super) fn range_of_absolute_value(&mut self, range: Range) -> Res<Range> {
        let (Some(low), Some(high)) = (&range.low, &range.high) else {
            return Ok(Range { low: Some(Form::zero()), high: None });
        };
        Ok(match (self.sign_of_constant(low)?, self.sign_of_constant(high)?) {
            (Ordering::Less, Ordering::Greater) => {
                let mirrored = low.negated();
                let larger = self.compare_constants(&mirrored, high)? == Ordering::Greater;
                Range { low: Some(Form::zero()), high: Some(if larger { mirrored } else { high.clone() }) }
            }
            (Ordering::Less | Ordering::Equal, Ordering::Less | Ordering::Equal) => {
                Range { low: Some(high.negated()), high: Some(low.negated()) }
            }
            _ => range,
        })
    }
}

impl Engine<'_> {
    /// Whether an oscillation without a proved range is proved not to be constant.
    pub(super) fn surely_moves(&mut self, form: &Form) -> Res<bool> {
        if self.has_opaque(form) {
            return Ok(false);
        }
        Ok(!self.is_zero_constant(form)? && self.oscillates(form))
    }

    fn has_opaque(&self, form: &Form) -> bool {
        form.kernels().iter().any(|&id| match self.look(id).as_ref() {
            Kernel::Opaque(..) | Kernel::Sawtooth(_) => true,
            Kernel::Exp(u) | Kernel::Log(u) | Kernel::Atan(u) | Kernel::Group(u) => self.has_opaque(u),
            _ => false,
        })
    }
}

//! The range of an oscillation: its lim inf and lim sup, exactly, where they can be proved.

use super::{
    Stop,
    form::*,
    kernel::{Engine, Kernel, Res},
    leading::Leading,
};
use crate::functions::Function;
use dashu_base::Signed;
use dashu_ratio::RBig;
use std::cmp::Ordering;

/// Greatest lower and least upper bound of an oscillation; None for ∓∞.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) low: Option<Form>,
    pub(super) high: Option<Form>,
}

impl Engine<'_> {
    /// The exact range of an oscillation, where it can be proved.
    pub(super) fn reserved_range(&mut self, form: &Form) -> Res<Option<Range>> {
        let form = self.simpler_oscillation(form)?;
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
            _ => match self.range_of_waves(&moving)? {
                None => self.range_of_quadratic(&moving)?,
                range => range,
            },
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
        if !self.are_independent(waves.iter().map(|(angle, _, _)| angle)) {
            return Ok(None);
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

    /// a·k² + b·k for one sine or cosine k between −1 and 1: the ends and the vertex −b/(2a).
    fn range_of_quadratic(&mut self, terms: &[Term]) -> Res<Option<Range>> {
        let (mut kernel, mut square, mut linear) = (None, Form::zero(), Form::zero());
        for term in terms {
            let Some((number, id, exponent)) = self.constant_times_kernel(term) else { return Ok(None) };
            let wave = matches!(self.look(id).as_ref(), Kernel::Sin(_) | Kernel::Cos(_)) && self.is_oscillator(id);
            if !wave || *kernel.get_or_insert(id) != id {
                return Ok(None);
            }
            match i64::try_from(exponent.numerator()) {
                Ok(1) if exponent.is_int() => linear = linear.plus(&number),
                Ok(2) if exponent.is_int() => square = square.plus(&number),
                _ => return Ok(None),
            }
        }
        if square.is_zero() {
            return Ok(None);
        }
        let mut values = vec![square.plus(&linear), square.minus(&linear)];
        let slope = self.pow(&square.scaled(&RBig::from(2)), &RBig::NEG_ONE)?;
        let vertex = self.mul(&linear.negated(), &slope)?;
        let inside = Form::one().minus(&self.mul(&vertex, &vertex)?);
        if self.sign_of_constant(&inside)? != Ordering::Less {
            let height = self.mul(&linear, &vertex)?.scaled(&(RBig::ONE / RBig::from(2)));
            values.push(height);
        }
        let (mut low, mut high) = (square.plus(&linear), square.plus(&linear));
        for value in values {
            if self.compare_constants(&value, &low)? == Ordering::Less {
                low = value.clone();
            }
            if self.compare_constants(&value, &high)? == Ordering::Greater {
                high = value;
            }
        }
        Ok(Some(Range { low: Some(low), high: Some(high) }))
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

    /// Products of sines and cosines: sin θ·cos θ = ½·sin 2θ; tan θ takes all values; different phases are independent.
    fn range_of_sine_times_cosine(&mut self, term: &Term) -> Res<Option<Range>> {
        let mut constant = Vec::new();
        let mut waves: Vec<(Form, RBig)> = Vec::new();
        for (id, exponent) in &term.monomial.0 {
            match self.look(*id).as_ref() {
                Kernel::Sin(angle) | Kernel::Cos(angle) if self.is_oscillator(*id) && exponent.is_int() => {
                    waves.push((angle.clone(), exponent.clone()));
                }
                _ if self.table.get(*id as usize).is_some_and(|entry| entry.oscillates) => return Ok(None),
                _ => constant.push((*id, exponent.clone())),
            }
        }
        if !self.are_independent(waves.iter().map(|(angle, _)| angle)) {
            return Ok(None);
        }
        let constant = Form::from(Term { monomial: Monomial(constant), coefficient: term.coefficient.clone() });
        if waves.iter().any(|(_, exponent)| exponent.is_negative()) {
            let odd = waves.iter().any(|(_, exponent)| !is_even(exponent));
            let mixed = waves.iter().any(|(_, exponent)| exponent.is_positive());
            let range = match (odd, mixed) {
                (true, _) => Range { low: None, high: None },
                (false, true) => Range { low: Some(Form::zero()), high: None },
                (false, false) => return Ok(None),
            };
            return self.scaled_range(range, &constant).map(Some);
        }
        if waves.iter().any(|(_, exponent)| !exponent.is_one()) {
            return Ok(None);
        }
        let doubled =
            waves.iter().enumerate().filter(|(at, wave)| waves.iter().skip(at + 1).any(|other| other.0 == wave.0));
        let halves = isize::try_from(doubled.count()).unwrap_or(0);
        let amplitude = Form::Number((RBig::ONE / RBig::from(2)).pow(halves));
        let range = Range { low: Some(amplitude.negated()), high: Some(amplitude) };
        self.scaled_range(range, &constant).map(Some)
    }

    fn range_of_kernel(&mut self, id: KernelId) -> Res<Option<Range>> {
        let one = || Range { low: Some(Form::integer(-1)), high: Some(Form::one()) };
        match self.look(id).as_ref() {
            Kernel::Sin(_) | Kernel::Cos(_) if self.is_oscillator(id) => Ok(Some(one())),
            Kernel::Sawtooth(u) if !self.oscillates(u) => {
                Ok(Some(Range { low: Some(Form::zero()), high: Some(Form::one()) }))
            }
            Kernel::Group(u) => self.range(u),
            Kernel::Exp(u) => self.range_under(u, Engine::exp),
            Kernel::Log(u) => match self.range(u)? {
                Some(Range { low: Some(low), high: Some(high) }) if low.is_zero() => {
                    Ok(Some(Range { low: None, high: Some(self.log(&high)?) }))
                }
                _ => self.range_under(u, Engine::log),
            },
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

    fn range_of_opaque(&mut self, function: Function, arguments: &[Form]) -> Res<Option<Range>> {
        let Some(argument) = arguments.first() else { return Ok(None) };
        let limit = match self.finite_part(argument) {
            Ok(limit) => limit,
            Err(Stop::Unbounded) => return self.range_of_unbounded_argument(function, argument),
            Err(Stop::Oscillation) => return Ok(None),
            Err(stop) => return Err(stop),
        };
        let Some(Range { low: Some(low), high: Some(high) }) = self.range(&limit)? else { return Ok(None) };
        match (function, arguments) {
            (Function::Sign, _) => {
                let one = |sign: Ordering| Some(Form::integer(sign as i64));
                Ok(Some(Range { low: one(self.sign_of_constant(&low)?), high: one(self.sign_of_constant(&high)?) }))
            }
            (Function::Abs, _) => self.range_of_absolute_value(Range { low: Some(low), high: Some(high) }).map(Some),
            // The greatest value may be attained at single points only: bounds, but see `has_floor`.
            (Function::Floor, [u]) if self.mrv(u)?.is_none() => {
                let (low, high) = (self.whole_part(&low)?, self.whole_part(&high)?);
                let number = |value| Some(Form::Number(RBig::from(value)));
                Ok(Some(Range { low: number(low), high: number(high) }))
            }
            (Function::Min | Function::Max, [_, other]) => {
                let other = self.finite_part(other)?;
                if self.oscillates(&other) {
                    return Ok(None);
                }
                let mut ends = [low, high];
                for end in &mut ends {
                    let smaller = self.compare_constants(end, &other)? == Ordering::Less;
                    if smaller == (function == Function::Max) {
                        *end = other.clone();
                    }
                }
                let [low, high] = ends;
                Ok(Some(Range { low: Some(low), high: Some(high) }))
            }
            _ => Ok(None),
        }
    }

    /// atan and exp of an oscillation whose amplitude grows in both directions.
    fn range_of_unbounded_argument(&mut self, function: Function, argument: &Form) -> Res<Option<Range>> {
        let Leading::Term(term) = self.leading(argument)? else { return Ok(None) };
        if !self.crosses_zero(&term.coefficient)? {
            let one = Some(Form::one());
            return Ok(match (function, self.touches_zero(argument, &term)?) {
                (Function::Exp, Some(Ordering::Greater)) => Some(Range { low: one, high: None }),
                (Function::Exp, Some(_)) => Some(Range { low: Some(Form::zero()), high: one }),
                _ => None,
            });
        }
        let quarter = self.pi().scaled(&(RBig::ONE / RBig::from(2)));
        Ok(match function {
            Function::Atan => Some(Range { low: Some(quarter.negated()), high: Some(quarter) }),
            Function::Exp => Some(Range { low: Some(Form::zero()), high: None }),
            _ => None,
        })
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

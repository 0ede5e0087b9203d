//! One-sided bounds of the elementary functions at a [`Float`], near and far.
//!
//! Only exp, e^x − 1, log, log(1 + x), sin, cos and arctan are computed by series (see `series`); all others are made of
//! these (see `elementary`). Each value is moved outward by the error that its series may have. Very small and very
//! large arguments are treated by the first terms of a series and their stated rests.

use super::float::{Float, Round};
use super::series;
use dashu_int::IBig;

/// Beyond 2^2^LOG_RANGE no number is written down, however small the formula: 9^9^9^9 has to end cheaply.
const LOG_RANGE: usize = 4096;

/// Places beyond the working precision, so that the error of a series is far below the last place.
const GUARD: usize = 8;

/// The functions, at a working precision in bits.
#[derive(Clone, Copy)]
pub(super) struct Functions {
    pub(super) bits: usize,
}

impl Functions {
    /// Bounds of a series, to as many places as its argument is small.
    fn bounds(self, x: &Float, series: impl Fn(&Float, usize) -> IBig) -> (Float, Float) {
        let small = usize::try_from(-x.magnitude()).unwrap_or(0);
        let places = self.bits + GUARD + small;
        let value = series(x, places);
        let error = IBig::from(series::ERROR);
        let moved = |value: IBig, round| Float::new(value, -IBig::from(places)).round_to(self.bits + 2, round);
        (moved(&value - &error, Round::Down), moved(value + error, Round::Up))
    }

    fn series(self, x: &Float, round: Round, series: impl Fn(&Float, usize) -> IBig) -> Float {
        let (lower, upper) = self.bounds(x, series);
        if round == Round::Down { lower } else { upper }
    }

    pub(super) fn pi(self, round: Round) -> Float {
        self.series(&Float::ONE, round, |_, places| series::pi(places))
    }

    fn log2(self, round: Round) -> Float {
        self.series(&Float::ONE, round, |_, places| series::log_2(places))
    }

    /// Whether x² is below the last place, so that the first terms of a series are enough.
    fn is_tiny(self, x: &Float) -> bool {
        x.magnitude() < -IBig::from(self.bits + 64)
    }

    /// `near` moved by x² in the direction of rounding: the rest of a series that starts with `near`.
    fn with_rest(self, near: &Float, x: &Float, round: Round) -> Float {
        let rest = x.mul(x, self.bits, Round::Up);
        match round {
            Round::Up => near.add(&rest, self.bits, round),
            Round::Down => near.sub(&rest, self.bits, round),
        }
    }

    /// e^x; `None` beyond the range.
    pub(super) fn exp(self, x: &Float, round: Round) -> Option<Float> {
        if x.is_zero() {
            return Some(Float::ONE);
        }
        if self.is_tiny(x) {
            // 1 + x ≤ e^x ≤ 1 + x + x² for |x| ≤ 1.
            return Some(self.with_rest(&Float::ONE.add(x, self.bits, round), x, round));
        }
        if x.magnitude() > IBig::from(LOG_RANGE) {
            let smallest = || Float::power_of_two(-(IBig::ONE << LOG_RANGE));
            return match round {
                _ if x.is_positive() => None,
                Round::Down => Some(Float::ZERO),
                Round::Up => Some(smallest()),
            };
        }
        if x.magnitude() <= IBig::ZERO {
            return Some(self.series(x, round, series::exp));
        }
        // e^x = 2^n·e^r with r = x − n·log 2, taken to as many more places as x has before the point.
        let wide = Functions { bits: self.bits + usize::try_from(&x.magnitude()).ok()? + 8 };
        let n = x.div(&wide.log2(Round::Down), wide.bits, Round::Down).near_zero(LOG_RANGE + 8)?.floor();
        // −n·log 2 rounded as asked needs n·log 2 rounded the other way, which depends on the sign of n.
        let upward = (round == Round::Up) == (n >= IBig::ZERO);
        let log2 = wide.log2(if upward { Round::Down } else { Round::Up });
        let shift = Float::new(n.clone(), 0).mul(&log2, wide.bits, round.opposite());
        let power = self.series(&x.sub(&shift, self.bits + GUARD, round), round, series::exp);
        Some(power.scale(&n))
    }

    /// e^x − 1, with relative accuracy near 0.
    pub(super) fn exp_m1(self, x: &Float, round: Round) -> Option<Float> {
        if x.is_zero() {
            return Some(Float::ZERO);
        }
        if self.is_tiny(x) {
            return Some(self.with_rest(x, x, round));
        }
        if x.magnitude() > IBig::ZERO {
            return Some(self.exp(x, round)?.sub(&Float::ONE, self.bits, round));
        }
        Some(self.series(x, round, |x, places| series::exp(x, places) - (IBig::ONE << places)))
    }

    /// log x for x > 0.
    pub(super) fn log(self, x: &Float, round: Round) -> Option<Float> {
        // x = m·2^e with m between 0.7 and 1.5, so that nothing cancels and e = 0 near 1.
        let mut e = x.magnitude();
        if x.scale(&-&e) < Float::new(IBig::from(3), -2) {
            e -= 1;
        }
        let m = x.scale(&-&e);
        // m − 1 exactly: it has no more bits than m but one.
        let rest = m.sub(&Float::ONE, m.mantissa_bits() + 2, round);
        let log = if rest.is_zero() { Float::ZERO } else { self.series(&rest, round, series::log_1p) };
        if e == IBig::ZERO {
            return Some(log);
        }
        let upward = (round == Round::Up) == (e > IBig::ZERO);
        let log2 = self.log2(if upward { Round::Up } else { Round::Down });
        Some(Float::new(e, 0).mul(&log2, self.bits + 4, round).add(&log, self.bits + 4, round))
    }

    /// log(1 + x) for x > −1, with relative accuracy near 0.
    pub(super) fn log_1p(self, x: &Float, round: Round) -> Option<Float> {
        if x.is_zero() {
            return Some(Float::ZERO);
        }
        if self.is_tiny(x) {
            return Some(self.with_rest(x, x, round));
        }
        if x.magnitude() >= IBig::ZERO {
            let exact = self.bits + x.mantissa_bits() + 2;
            return self.log(&Float::ONE.add(x, exact, round), round);
        }
        Some(self.series(x, round, series::log_1p))
    }

    pub(super) fn atan(self, x: &Float, round: Round) -> Option<Float> {
        if x.is_zero() {
            return Some(Float::ZERO);
        }
        if self.is_tiny(x) {
            // |x − arctan x| ≤ |x|³ ≤ x²·|x|.
            return Some(self.scaled_by_rest(x, round));
        }
        if x.magnitude() > IBig::from(self.bits + 64) {
            // arctan x = ±π/2 − arctan(1/x).
            let inverse = Float::ONE.div(x, self.bits, round.opposite());
            let near = self.atan(&inverse, round.opposite())?;
            let half = if x.is_positive() { self.pi(round) } else { self.pi(round.opposite()).neg() };
            return Some(half.scale(&IBig::NEG_ONE).sub(&near, self.bits + 4, round));
        }
        Some(self.series(x, round, series::atan))
    }

    /// Bounds of sin x; −1 and 1 where x is astronomically large.
    pub(super) fn sin(self, x: &Float) -> (Float, Float) {
        if x.is_zero() {
            return (Float::ZERO, Float::ZERO);
        }
        if self.is_tiny(x) {
            return (self.scaled_by_rest(x, Round::Down), self.scaled_by_rest(x, Round::Up));
        }
        self.wave(0, x)
    }

    /// Bounds of cos x; −1 and 1 where x is astronomically large.
    pub(super) fn cos(self, x: &Float) -> (Float, Float) {
        if self.is_tiny(x) || x.is_zero() {
            return (self.with_rest(&Float::ONE, x, Round::Down), Float::ONE);
        }
        self.wave(1, x)
    }

    fn wave(self, quarters: u8, x: &Float) -> (Float, Float) {
        // The series needs as many places of π as x has before the point.
        if x.magnitude() > IBig::from(LOG_RANGE) {
            return (Float::ONE.neg(), Float::ONE);
        }
        self.bounds(x, |x, places| series::wave(x, quarters, places))
    }

    /// x·(1 ± x²): what an odd function x + … with a rest of at most |x|³ comes to.
    fn scaled_by_rest(self, x: &Float, round: Round) -> Float {
        let factor = self.with_rest(&Float::ONE, x, if x.is_positive() { round } else { round.opposite() });
        x.mul(&factor, self.bits, round)
    }
}

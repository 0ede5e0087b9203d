//! One-sided bounds of the elementary functions at a [`Float`], from the library's correctly rounded ones.
//!
//! Only exp, e^x − 1, log, log(1 + x), sin, cos and arctan are taken from the library; all others are made of these
//! (see `enclosure`). Each library value is moved outward by one unit in its last place, twice its stated error.
//! Arguments beyond the library's exponents are treated by the first terms of the series and their stated rests.

use super::float::{Float, Round};
use dashu_float::{ConstCache, Context, FBig, FpResult, Repr, round::mode::HalfEven};
use dashu_int::IBig;
use std::cell::RefCell;

/// Beyond 2^2^LOG_RANGE no number is written down, however small the formula: 9^9^9^9 has to end cheaply.
const LOG_RANGE: usize = 4096;

thread_local! {
    /// π and log 2 as far as they have been needed.
    static CONSTANTS: RefCell<ConstCache> = const { RefCell::new(ConstCache::new()) };
}

type Kernel = fn(&Context<HalfEven>, &Repr<2>, Option<&mut ConstCache>) -> FpResult<FBig<HalfEven, 2>>;

/// The functions, at a working precision in bits.
#[derive(Clone, Copy)]
pub(super) struct Functions {
    pub(super) bits: usize,
}

impl Functions {
    /// The library's value, moved outward.
    fn kernel(self, kernel: Kernel, x: &Float, round: Round) -> Option<Float> {
        let repr = x.to_repr(4 * (self.bits + LOG_RANGE))?;
        let context = Context::<HalfEven>::new(self.bits);
        let value = CONSTANTS.with_borrow_mut(|cache| kernel(&context, &repr, Some(cache))).ok()?.value();
        value.repr().is_finite().then(|| self.outward(&Float::from_repr(value.repr()), round))
    }

    /// One unit in the last place further in the direction of rounding.
    fn outward(self, value: &Float, round: Round) -> Float {
        if value.is_zero() {
            return Float::ZERO;
        }
        let unit = Float::power_of_two(value.magnitude() - self.bits);
        let unit = if round == Round::Up { unit } else { unit.neg() };
        value.add(&unit, self.bits + 2, round)
    }

    pub(super) fn pi(self, round: Round) -> Float {
        let value = CONSTANTS.with_borrow_mut(|cache| cache.pi::<2, HalfEven>(self.bits).value());
        self.outward(&Float::from_repr(value.repr()), round)
    }

    fn log2(self, round: Round) -> Float {
        let value = CONSTANTS.with_borrow_mut(|cache| cache.ln2::<2, HalfEven>(self.bits + 2));
        self.outward(&Float::from_repr(value.repr()), round)
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
            return self.kernel(|context, x, cache| context.exp(x, cache), x, round);
        }
        // e^x = 2^n·e^r with r = x − n·log 2, taken to as many more places as x has before the point.
        let wide = Functions { bits: self.bits + usize::try_from(&x.magnitude()).ok()? + 8 };
        let n = x.div(&wide.log2(Round::Down), wide.bits, Round::Down).near_zero(LOG_RANGE + 8)?.floor();
        // −n·log 2 rounded as asked needs n·log 2 rounded the other way, which depends on the sign of n.
        let upward = (round == Round::Up) == (n >= IBig::ZERO);
        let log2 = wide.log2(if upward { Round::Down } else { Round::Up });
        let shift = Float::new(n.clone(), 0).mul(&log2, wide.bits, round.opposite());
        let power = self.kernel(|context, r, cache| context.exp(r, cache), &x.sub(&shift, self.bits, round), round)?;
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
        self.kernel(|context, x, cache| context.exp_m1(x, cache), x, round)
    }

    /// log x for x > 0.
    pub(super) fn log(self, x: &Float, round: Round) -> Option<Float> {
        // x = m·2^e with m between 0.7 and 1.5, so that nothing cancels and e = 0 near 1.
        let mut e = x.magnitude();
        if x.scale(&-&e) < Float::new(IBig::from(3), -2) {
            e -= 1;
        }
        let m = x.scale(&-&e);
        let log = if m == Float::ONE {
            Float::ZERO
        } else {
            self.kernel(|context, x, cache| context.ln(x, cache), &m, round)?
        };
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
        self.kernel(|context, x, cache| context.ln_1p(x, cache), x, round)
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
        self.kernel(|context, x, cache| context.atan(x, cache), x, round)
    }

    /// sin x; at best ±1 where x is astronomically large.
    pub(super) fn sin(self, x: &Float, round: Round) -> Float {
        if x.is_zero() {
            return Float::ZERO;
        }
        if self.is_tiny(x) {
            return self.scaled_by_rest(x, round);
        }
        self.wave(|context, x, cache| context.sin(x, cache), x, round)
    }

    pub(super) fn cos(self, x: &Float, round: Round) -> Float {
        if self.is_tiny(x) || x.is_zero() {
            return if round == Round::Up { Float::ONE } else { self.with_rest(&Float::ONE, x, round) };
        }
        self.wave(|context, x, cache| context.cos(x, cache), x, round)
    }

    fn wave(self, kernel: Kernel, x: &Float, round: Round) -> Float {
        let bound = if round == Round::Up { Float::ONE } else { Float::ONE.neg() };
        // The library reduces by π to as many places as x has before the point.
        if x.magnitude() > IBig::from(LOG_RANGE) { bound } else { self.kernel(kernel, x, round).unwrap_or(bound) }
    }

    /// x·(1 ± x²): what an odd function x + … with a rest of at most |x|³ comes to.
    fn scaled_by_rest(self, x: &Float, round: Round) -> Float {
        let factor = self.with_rest(&Float::ONE, x, if x.is_positive() { round } else { round.opposite() });
        x.mul(&factor, self.bits, round)
    }
}

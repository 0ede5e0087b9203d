//! Values that do not suffer from cancellation: doubles where they can vouch for themselves, enclosures where not.

use super::enclosure::Enclosure;
use super::interval::{Defined, Interval};
use super::rows::WIDTH;
use super::running::{Running, RunningRows};
use super::{NoEnclosure, Tape};
use crate::budget::Budget;
use crate::expr::{Expr, Symbol};
use dashu_int::IBig;
use dashu_ratio::RBig;

/// The relative error that a drawn value may have.
const DRAWN: f64 = 1e-6;

/// The relative error of a double that is as good as they come.
const EXACT: f64 = 1e-14;

/// The significant bits asked of an enclosure: then the double nearest to it is right.
const SIGNIFICANT: usize = 56;

/// The significant bits asked of a number of which only the size is shown.
const KNOWN: usize = 24;

/// The precisions tried one after the other where doubles do not suffice.
const PRECISIONS: [usize; 4] = [128, 320, 1024, 4096];

/// A function of one variable that is evaluated truthfully.
///
/// Each value is right to a relative error of 10⁻⁶, or better, wherever 4096 bits are enough to tell; in most places
/// doubles are. (1 − cos x)/x² is 1/2 near 0, where doubles alone give 0.
///
/// ```
/// use little_o::{eval::Truthful, expr::{Symbol, read}};
/// let ratio = Truthful::new(&read("(1 - cos(x))/x^2")?.expr, &Symbol::new("x"));
/// assert_eq!(ratio.eval(1e-9), 0.5);
/// assert!(ratio.eval(0.0).is_nan());
/// # Ok::<(), little_o::diagnostic::Diagnostic>(())
/// ```
#[derive(Clone, Debug)]
pub struct Truthful {
    tape: Tape,
}

impl Truthful {
    /// The function that `expr` is of `symbol`.
    pub fn new(expr: &Expr, symbol: &Symbol) -> Truthful {
        Truthful { tape: Tape::new(expr, std::slice::from_ref(symbol)) }
    }

    /// The tape, for everything else about the function.
    pub fn tape(&self) -> &Tape {
        &self.tape
    }

    /// f(x) to the last places of a double, wherever 4096 bits are enough to tell; NaN and ±∞ as [`Truthful::eval`].
    ///
    /// `effort` bounds the work at high precision, of all values that share it: a step is an operation at 128 bits, about
    /// a quarter of a microsecond natively, and one at n times as many bits is n² steps. When it is used up, values are as
    /// doubles have them. Some formulas need it: no precision settles ⌊sin²x + cos²x⌋, and trying takes milliseconds a value.
    pub fn eval_exactly(&self, x: f64, effort: &Budget) -> f64 {
        eval_within(&self.tape, &[x], EXACT, effort)
    }

    /// The values at many places, where doubles can vouch for an absolute error of `tolerance`, or are as exact as they
    /// come; NaN elsewhere. Several times faster than one by one.
    ///
    /// ```
    /// use little_o::{eval::Truthful, expr::{Symbol, read}};
    /// let mut out = [0.0; 3];
    /// Truthful::new(&read("(1 - cos(x))/x^2")?.expr, &Symbol::new("x")).eval_many(&[0.0, 1e-9, 1.0], 1e-3, &mut out);
    /// assert!(out[0].is_nan() && out[1].is_nan() && (out[2] - 0.4596977).abs() < 1e-7);
    /// # Ok::<(), little_o::diagnostic::Diagnostic>(())
    /// ```
    pub fn eval_many(&self, xs: &[f64], tolerance: f64, out: &mut [f64]) {
        let mut registers = Vec::with_capacity(self.tape.len());
        let mut input = [Running::exact([f64::NAN; WIDTH])];
        for (xs, out) in xs.chunks(WIDTH).zip(out.chunks_mut(WIDTH)) {
            let [Running { value, .. }] = &mut input;
            value.iter_mut().zip(xs).for_each(|(value, x)| *value = *x);
            self.tape.run(&RunningRows, &input, &mut registers);
            let Some(Running { value, error }) = registers.last() else { return };
            for (out, (value, error)) in out.iter_mut().zip(value.iter().zip(error)) {
                let is_sure = value.is_finite() && *error <= tolerance.max(EXACT * value.abs());
                *out = if is_sure { *value } else { f64::NAN };
            }
        }
    }

    /// log₁₀|f(x)|, also where the value itself is beyond all doubles; NaN where f is 0 or not defined.
    ///
    /// ```
    /// use little_o::{eval::Truthful, expr::{Symbol, read}};
    /// let square = Truthful::new(&read("x^2")?.expr, &Symbol::new("x"));
    /// assert!((square.log10_size(1e-300) + 600.0).abs() < 1e-9);
    /// # Ok::<(), little_o::diagnostic::Diagnostic>(())
    /// ```
    pub fn log10_size(&self, x: f64) -> f64 {
        let size = self.eval(x).abs();
        if size.is_normal() || size.is_nan() {
            return size.log10();
        }
        let log = RBig::try_from(x).ok().and_then(|x| {
            let bounds = |bits: &usize| self.tape.enclose(std::slice::from_ref(&x), *bits).ok();
            let known = |value: &Enclosure| value.accuracy() >= KNOWN;
            PRECISIONS.iter().filter_map(bounds).find(known)?.log_magnitude(SIGNIFICANT)
        });
        log.map_or(f64::NAN, |log| log.to_f64() / std::f64::consts::LN_10)
    }

    /// The value at the shortest decimal that stands for the double x, if it is a fraction and known to be one.
    ///
    /// ```
    /// use little_o::{eval::Truthful, expr::{Symbol, read}};
    /// let third = Truthful::new(&read("x/3")?.expr, &Symbol::new("x")).exact(0.1);
    /// assert_eq!(third.map(|value| value.to_string()), Some("1/30".to_owned()));
    /// # Ok::<(), little_o::diagnostic::Diagnostic>(())
    /// ```
    pub fn exact(&self, x: f64) -> Option<RBig> {
        let text = format!("{x:e}");
        let (mantissa, exponent) = text.split_once('e')?;
        let decimals = mantissa.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let digits: IBig = mantissa.replace('.', "").parse().ok()?;
        let places = exponent.parse::<isize>().ok()? - isize::try_from(decimals).ok()?;
        let decimal = RBig::from(digits) * RBig::from(10).pow(places);
        self.tape.enclose(&[decimal], 64).ok()?.as_exact().cloned()
    }

    /// The distance from 0 nearer than which doubles may have no right digit, as far as running error bounds show;
    /// `None` if they are good everywhere. `sign` is the side: 1 or −1.
    ///
    /// ```
    /// use little_o::{eval::Truthful, expr::{Symbol, read}};
    /// let floor = |source| read(source).map(|f| Truthful::new(&f.expr, &Symbol::new("x")).noise_floor(1.0));
    /// assert!(floor("(1 - cos(x))/x^2")?.is_some_and(|distance| (1e-8..1e-7).contains(&distance)));
    /// assert!(floor("x/2")?.is_none());
    /// # Ok::<(), little_o::diagnostic::Diagnostic>(())
    /// ```
    pub fn noise_floor(&self, sign: f64) -> Option<f64> {
        let is_noise = |distance: &f64| {
            let bounds = self.tape.interval(&[Interval::point(sign * distance)]);
            // Not even the sign is sure.
            bounds.defined != Defined::Nowhere && bounds.contains(0.0) && bounds.width() > 0.0
        };
        // Eight places in each power of ten, down to where x itself loses its digits.
        (0..8 * 300).map(|step| 10_f64.powf(-f64::from(step) / 8.0)).find(is_noise)
    }

    /// f(x); NaN where f is not defined, ±∞ where the value is too large for a double.
    ///
    /// ```
    /// use little_o::{eval::Truthful, expr::{Symbol, read}};
    /// let tower = Truthful::new(&read("-(1e308^1e308^1e308)")?.expr, &Symbol::new("x"));
    /// assert_eq!(tower.eval(0.3), f64::NEG_INFINITY);
    /// # Ok::<(), little_o::diagnostic::Diagnostic>(())
    /// ```
    pub fn eval(&self, x: f64) -> f64 {
        eval(&self.tape, &[x], DRAWN)
    }
}

/// The value of the tape at `inputs`, by doubles if they vouch for this relative error, else right to the last place.
pub(super) fn eval(tape: &Tape, inputs: &[f64], tolerance: f64) -> f64 {
    // A single value may try all precisions.
    eval_within(tape, inputs, tolerance, &Budget::steps(u64::MAX))
}

/// The same for one value of many, which share `effort`: see [`Truthful::eval_exactly`].
fn eval_within(tape: &Tape, inputs: &[f64], tolerance: f64, effort: &Budget) -> f64 {
    let points: Vec<_> = inputs.iter().map(|&x| Interval::point(x)).collect();
    let range = tape.interval(&points);
    if range.defined == Defined::Nowhere {
        return f64::NAN;
    }
    // Beyond all doubles: no precision gives another answer, and powers of powers would cost every one of them dear.
    if range.defined == Defined::Everywhere && (range.lower >= f64::MAX || range.upper <= -f64::MAX) {
        return range.lower.signum() * f64::INFINITY;
    }
    let size = range.lower.abs().min(range.upper.abs());
    if range.defined == Defined::Everywhere && size.is_finite() && range.width() <= tolerance * size {
        // The double itself is nearly always right to the last place; the middle of its bounds is not: 2² is 4.
        let double = tape.eval(inputs);
        return if range.contains(double) { double } else { range.lower + range.width() / 2.0 };
    }
    match enclose(tape, inputs, effort) {
        Ok(value) => value.to_f64(),
        Err(NoEnclosure::Undefined) => f64::NAN,
        // What high precision cannot settle either, such as a floor at a number that may be an integer.
        Err(_) => tape.eval(inputs),
    }
}

/// The first enclosure that is narrow enough, or so near zero that a double is zero there.
fn enclose(tape: &Tape, inputs: &[f64], effort: &Budget) -> Result<Enclosure, NoEnclosure> {
    let exact: Option<Vec<_>> = inputs.iter().map(|&x| RBig::try_from(x).ok()).collect();
    let exact = exact.ok_or(NoEnclosure::Undefined)?;
    for bits in PRECISIONS {
        let steps = (bits / 128).pow(2) * tape.len();
        effort.spend(steps as u64).map_err(|_| NoEnclosure::Undecided)?;
        match tape.enclose(&exact, bits) {
            Ok(value) if value.accuracy() >= SIGNIFICANT || value.is_negligible() => return Ok(value),
            Ok(_) | Err(NoEnclosure::Undecided) => {}
            Err(reason) => return Err(reason),
        }
    }
    Err(NoEnclosure::Undecided)
}

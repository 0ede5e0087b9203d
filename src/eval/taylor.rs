//! Taylor models: a polynomial with bounded coefficients and a bounded rest, certain on a whole stretch.
//!
//! For x between c and any place of a stretch X that holds c, Taylor's formula with Lagrange's rest says
//! f(x) = a₀ + a₁·(x − c) + … + aₙ₋₁·(x − c)ⁿ⁻¹ + F·(x − c)ⁿ with aₖ = f⁽ᵏ⁾(c)/k! and F one of the values of f⁽ⁿ⁾/n! on X.
//! The tape is run over [`Jet`]s, the coefficients at c and over X side by side, as intervals rounded outward.
//! Plain intervals know nothing of (1 − cos x)/x² near 0, where both are 0; dividing two models by their powers of x does.
//!
//! The recurrences are those of automatic differentiation: R. E. Moore, Interval Analysis, 1966, chapter 11.
//! Kinks, jumps and poles on X have no coefficients: there the model does not exist.

#![allow(clippy::indexing_slicing, reason = "all indices are below the fixed length")]

use super::interval::{Defined, Interval, Intervals, decide};
use super::ranges;
use super::tape::{Arithmetic, Exact, Literal, Tape};
use crate::expr::{Comparison, Constant};
use crate::functions::Function;
use std::array;

/// How many coefficients are kept, the one of the rest included.
const LENGTH: usize = 10;

/// The power that belongs to the rest.
pub const REST: usize = LENGTH - 1;

type Series = [Interval; LENGTH];

/// Taylor coefficients at the centre, and over the whole stretch.
#[derive(Clone, Debug)]
pub(super) struct Jet {
    at: Series,
    over: Series,
}

/// A function of one variable as a polynomial with a bounded rest.
#[derive(Clone, Debug)]
pub struct Taylor {
    jet: Jet,
}

impl Taylor {
    /// The model of the tape's function of one input, from `center` over the stretch `over`, which holds it.
    /// `None` where the function is not certainly smooth there.
    ///
    /// ```
    /// use little_o::{eval::{Interval, Tape, Taylor}, expr::{Symbol, read}};
    /// let model = |source| read(source).map(|reading| {
    ///     Taylor::new(&Tape::new(&reading.expr, &[Symbol::new("x")]), 0.0, Interval::new(0.0, 0.1))
    /// });
    /// // 1 − cos x is x²·(1/2 − …).
    /// let half = model("1 - cos(x)")?.map(|model| model.scaled(2, Interval::point(1e-9)));
    /// assert!(half.is_some_and(|half| half.contains(0.5) && half.width() < 1e-12));
    /// assert!(model("sqrt(x)")?.is_none());
    /// # Ok::<(), little_o::diagnostic::Diagnostic>(())
    /// ```
    pub fn new(tape: &Tape, center: f64, over: Interval) -> Option<Taylor> {
        // x itself is c + 1·(x − c).
        let start = |first: Interval| {
            let mut series = constant(first);
            series[1] = Interval::point(1.0);
            series
        };
        let input = Jet { at: start(Interval::point(center)), over: start(over) };
        let mut registers = Vec::with_capacity(tape.len());
        tape.run(&Jets, &[input], &mut registers);
        let jet = registers.pop()?;
        let is_smooth = |c: &Interval| {
            c.defined == Defined::Everywhere && c.continuous && c.lower.is_finite() && c.upper.is_finite()
        };
        jet.at.iter().chain(&jet.over).all(is_smooth).then_some(Taylor { jet })
    }

    /// Bounds of f(c + h)/h^order for all h in `distance`, where the coefficients below `order` are known to be 0.
    pub fn scaled(&self, order: usize, distance: Interval) -> Interval {
        let lower_terms = self.jet.at.iter().take(REST).skip(order).rev();
        lower_terms
            .fold(self.jet.over[REST], |sum, coefficient| Intervals.add(&Intervals.mul(&sum, &distance), coefficient))
    }
}

/// The arithmetic of Taylor coefficients.
struct Jets;

impl Jet {
    fn map(&self, f: impl Fn(&Series) -> Series) -> Jet {
        Jet { at: f(&self.at), over: f(&self.over) }
    }

    fn zip(&self, other: &Jet, f: impl Fn(&Series, &Series) -> Series) -> Jet {
        Jet { at: f(&self.at, &other.at), over: f(&self.over, &other.over) }
    }

    /// All values on the stretch.
    fn range(&self) -> &Interval {
        &self.over[0]
    }

    fn is_constant(&self) -> bool {
        self.over.iter().skip(1).all(is_zero)
    }
}

fn is_zero(a: &Interval) -> bool {
    a.lower == 0.0 && a.upper == 0.0
}

fn constant(value: Interval) -> Series {
    array::from_fn(|k| if k == 0 { value } else { Interval::point(0.0) })
}

fn whole(k: usize) -> Interval {
    Interval::point(k as f64)
}

fn negative(a: &Series) -> Series {
    array::from_fn(|k| Intervals.neg(&a[k]))
}

fn sum(a: &Series, b: &Series) -> Series {
    array::from_fn(|k| Intervals.add(&a[k], &b[k]))
}

/// Coefficients that each follow from those before: `next(known, k)`.
fn recurrence(first: Interval, next: impl Fn(&Series, usize) -> Interval) -> Series {
    let mut series = constant(first);
    for k in 1..LENGTH {
        series[k] = next(&series, k);
    }
    series
}

/// Σ f(j) for j in `range`.
fn total(range: std::ops::RangeInclusive<usize>, f: impl Fn(usize) -> Interval) -> Interval {
    range.fold(Interval::point(0.0), |sum, j| Intervals.add(&sum, &f(j)))
}

fn times(a: &Interval, b: &Interval) -> Interval {
    Intervals.mul(a, b)
}

fn product(a: &Series, b: &Series) -> Series {
    array::from_fn(|k| total(0..=k, |j| times(&a[j], &b[k - j])))
}

/// c = a/b from c·b = a.
fn quotient(a: &Series, b: &Series) -> Series {
    recurrence(Intervals.div(&a[0], &b[0]), |c, k| {
        let known = total(1..=k, |j| times(&b[j], &c[k - j]));
        Intervals.div(&Intervals.sub(&a[k], &known), &b[0])
    })
}

/// (1/k)·Σ j·uⱼ·vₖ₋ⱼ: coefficient k of the integral of u′·v.
fn integrated(u: &Series, v: &Series, k: usize) -> Interval {
    Intervals.div(&total(1..=k, |j| times(&whole(j), &times(&u[j], &v[k - j]))), &whole(k))
}

/// The function whose slope is v·u′ and whose first coefficient is given.
fn integral(first: Interval, u: &Series, v: &Series) -> Series {
    array::from_fn(|k| if k == 0 { first } else { integrated(u, v, k) })
}

fn exp(u: &Series) -> Series {
    recurrence(ranges::call(Function::Exp, &u[0]), |e, k| integrated(u, e, k))
}

/// sin and cos, or sinh and cosh: each the slope of the other, but for the sign.
fn waves(u: &Series, functions: [Function; 2], is_turning: bool) -> [Series; 2] {
    let [mut s, mut c] = functions.map(|function| constant(ranges::call(function, &u[0])));
    for k in 1..LENGTH {
        (s[k], c[k]) = (integrated(u, &c, k), integrated(u, &s, k));
        if is_turning {
            c[k] = Intervals.neg(&c[k]);
        }
    }
    [s, c]
}

/// u^α for a constant α, from p·u′·α = p′·u.
fn power(u: &Series, exponent: &Interval, first: Interval) -> Series {
    recurrence(first, |p, k| {
        let term = |j: usize| {
            let weight = Intervals.sub(&times(exponent, &whole(j)), &whole(k - j));
            times(&weight, &times(&u[j], &p[k - j]))
        };
        Intervals.div(&total(1..=k, term), &times(&whole(k), &u[0]))
    })
}

/// u^α with the exponents ±1/2.
fn root(u: &Series, exponent: f64) -> Series {
    let exponent = Interval::point(exponent);
    power(u, &exponent, Intervals.power(&u[0], &exponent, 0))
}

/// A product of n equal factors.
fn repeated(u: &Series, n: u32) -> Series {
    let mut result = (0..n).fold(constant(Interval::point(1.0)), |power, _| product(&power, u));
    result[0] = ranges_of_power(&u[0], n);
    result
}

fn ranges_of_power(u: &Interval, n: u32) -> Interval {
    Intervals.powi(u, i32::try_from(n).unwrap_or(i32::MAX))
}

/// Larger powers are taken by logarithms.
const LARGEST_REPEATED: u32 = 64;

fn call(function: Function, u: &Series) -> Series {
    let first = || ranges::call(function, &u[0]);
    let one = || constant(Interval::point(1.0));
    let inverse = || quotient(&one(), u);
    let square = || product(u, u);
    let circle = || waves(u, [Function::Sin, Function::Cos], true);
    let hyperbola = || waves(u, [Function::Sinh, Function::Cosh], false);
    // The slope of an inverse function of u is a power of ±1 ± u².
    let sum_of_squares = || sum(&one(), &square());
    let difference = || sum(&one(), &negative(&square()));
    match function {
        Function::Sin => circle()[0],
        Function::Cos => circle()[1],
        Function::Tan => quotient(&circle()[0], &circle()[1]),
        Function::Cot => quotient(&circle()[1], &circle()[0]),
        Function::Sec => quotient(&one(), &circle()[1]),
        Function::Csc => quotient(&one(), &circle()[0]),
        Function::Sinh => hyperbola()[0],
        Function::Cosh => hyperbola()[1],
        Function::Tanh => quotient(&hyperbola()[0], &hyperbola()[1]),
        Function::Coth => quotient(&hyperbola()[1], &hyperbola()[0]),
        Function::Sech => quotient(&one(), &hyperbola()[1]),
        Function::Csch => quotient(&one(), &hyperbola()[0]),
        Function::Asin => integral(first(), u, &root(&difference(), -0.5)),
        Function::Acos => integral(first(), u, &negative(&root(&difference(), -0.5))),
        Function::Atan => integral(first(), u, &quotient(&one(), &sum_of_squares())),
        Function::Asinh => integral(first(), u, &root(&sum_of_squares(), -0.5)),
        Function::Acosh => integral(first(), u, &root(&negative(&difference()), -0.5)),
        Function::Atanh => integral(first(), u, &quotient(&one(), &difference())),
        Function::Acot => call(Function::Atan, &inverse()),
        Function::Asec => call(Function::Acos, &inverse()),
        Function::Acsc => call(Function::Asin, &inverse()),
        Function::Acoth => call(Function::Atanh, &inverse()),
        Function::Asech => call(Function::Acosh, &inverse()),
        Function::Acsch => call(Function::Asinh, &inverse()),
        Function::Exp => exp(u),
        Function::Log => integral(first(), u, &inverse()),
        Function::Log10 | Function::Log2 => {
            let base = if function == Function::Log2 { 2.0 } else { 10.0 };
            quotient(&call(Function::Log, u), &constant(ranges::call(Function::Log, &Interval::point(base))))
        }
        Function::Sqrt => power(u, &Interval::point(0.5), first()),
        Function::Cbrt => power(u, &Intervals.div(&whole(1), &whole(3)), first()),
        Function::Sigmoid => quotient(&one(), &sum(&one(), &exp(&negative(u)))),
        Function::Softplus => integral(first(), u, &call(Function::Sigmoid, u)),
        Function::Erf => integral(first(), u, &bell(&square())),
        Function::Erfc => integral(first(), u, &negative(&bell(&square()))),
        // Decided by the stretch, or without coefficients here.
        _ => [Interval::UNKNOWN; LENGTH],
    }
}

/// 2/√π·e^(−u²), the slope of erf.
fn bell(square: &Series) -> Series {
    let root = ranges::call(Function::Sqrt, &Intervals.literal(&Exact::Constant(Constant::Pi).into()));
    product(&constant(Intervals.div(&whole(2), &root)), &exp(&negative(square)))
}

impl Arithmetic for Jets {
    type Number = Jet;

    fn literal(&self, value: &Literal) -> Jet {
        let series = constant(Intervals.literal(value));
        Jet { at: series, over: series }
    }
    fn undefined(&self) -> Jet {
        Jet { at: [Interval::UNKNOWN; LENGTH], over: [Interval::UNKNOWN; LENGTH] }
    }
    fn neg(&self, a: &Jet) -> Jet {
        a.map(negative)
    }
    fn add(&self, a: &Jet, b: &Jet) -> Jet {
        a.zip(b, sum)
    }
    fn sub(&self, a: &Jet, b: &Jet) -> Jet {
        a.zip(b, |a, b| sum(a, &negative(b)))
    }
    fn mul(&self, a: &Jet, b: &Jet) -> Jet {
        a.zip(b, product)
    }
    fn div(&self, a: &Jet, b: &Jet) -> Jet {
        a.zip(b, quotient)
    }
    fn powi(&self, a: &Jet, exponent: i32) -> Jet {
        let power = a.map(|a| match exponent.unsigned_abs() {
            n if n <= LARGEST_REPEATED => repeated(a, n),
            n => power(a, &Interval::point(f64::from(n)), ranges_of_power(&a[0], n)),
        });
        if exponent < 0 { power.map(|power| quotient(&constant(Interval::point(1.0)), power)) } else { power }
    }
    fn power(&self, a: &Jet, b: &Jet, _depends: u64) -> Jet {
        if b.is_constant() {
            return a.zip(b, |a, b| power(a, &b[0], Intervals.power(&a[0], &b[0], 0)));
        }
        a.zip(b, |a, b| exp(&product(b, &call(Function::Log, a))))
    }
    fn call(&self, function: Function, a: &Jet) -> Jet {
        let u = a.range();
        match function {
            _ if a.is_constant() => a.map(|a| constant(ranges::call(function, &a[0]))),
            Function::Abs | Function::Relu if u.lower >= 0.0 => a.clone(),
            Function::Abs if u.upper <= 0.0 => self.neg(a),
            Function::Relu if u.upper <= 0.0 => a.map(|_| constant(Interval::point(0.0))),
            Function::Sign | Function::Floor | Function::Ceil | Function::Round => {
                // A step has the value of the whole stretch also at the centre.
                a.map(|_| constant(ranges::call(function, u)))
            }
            Function::Frac => self.sub(a, &self.call(Function::Floor, a)),
            Function::Min | Function::Max => a.clone(),
            _ => a.map(|a| call(function, a)),
        }
    }
    fn call2(&self, function: Function, a: &Jet, b: &Jet) -> Jet {
        let order = match function {
            Function::Min | Function::Max => decide(Comparison::LessOrEqual, a.range(), b.range()),
            _ => None,
        };
        match order {
            Some(is_less) if is_less == (function == Function::Min) => a.clone(),
            Some(_) => b.clone(),
            None => self.undefined(),
        }
    }
    fn select(&self, relation: Comparison, left: &Jet, right: &Jet, then: &Jet, otherwise: &Jet) -> Jet {
        let sides_are_defined = [left, right].iter().all(|side| side.range().defined == Defined::Everywhere);
        match decide(relation, left.range(), right.range()).filter(|_| sides_are_defined) {
            Some(true) => then.clone(),
            Some(false) => otherwise.clone(),
            None => self.undefined(),
        }
    }
}

//! Classical functions in double precision that no library of ours has: ψ, ζ, Ei and W.
//!
//! Each is a recurrence or a reflection that leads to where a short series is good to a double's last places.
//! Abramowitz and Stegun: 5.1.10 and 5.1.51 for Ei, 6.3.5, 6.3.7 and 6.3.18 for ψ, 23.2.6 for ζ; Corless, Gonnet, Hare,
//! Jeffrey and Knuth, On the Lambert W function, 1996.

use super::real;
use std::f64::consts::{E, PI};

/// Euler's constant γ.
const EULER_GAMMA: f64 = 0.577_215_664_901_532_9;

/// B₂ₖ/(2k)! for k = 1 to 6.
const BERNOULLI: [f64; 6] =
    [1.0 / 12.0, -1.0 / 720.0, 1.0 / 30_240.0, -1.0 / 1_209_600.0, 1.0 / 47_900_160.0, -691.0 / 1_307_674_368_000.0];

/// ψ = Γ′/Γ: by reflection and ψ(x) = ψ(x + 1) − 1/x to x ≥ 10, there by its asymptotic series. NaN at its poles.
pub(super) fn digamma(x: f64) -> f64 {
    if x <= 0.0 && x.fract() == 0.0 {
        return f64::NAN;
    }
    if x < 0.5 {
        return digamma(1.0 - x) - PI / (PI * (x - x.round())).tan();
    }
    let mut x = x;
    let mut correction = 0.0;
    while x < 10.0 {
        correction -= 1.0 / x;
        x += 1.0;
    }
    let inverse = 1.0 / (x * x);
    // B₂ₖ/(2k) for k = 7 down to 1.
    let series = [1.0 / 12.0, -691.0 / 32760.0, 1.0 / 132.0, -1.0 / 240.0, 1.0 / 252.0, -1.0 / 120.0, 1.0 / 12.0]
        .into_iter()
        .fold(0.0, |sum, coefficient| (sum + coefficient) * inverse);
    correction + x.ln() - 0.5 / x - series
}

/// ψ⁽ⁿ⁾ for whole n ≥ 0 and x > 0: moved to x ≥ 20 by recurrence, there by its asymptotic series. NaN elsewhere.
pub(super) fn polygamma(n: f64, x: f64) -> f64 {
    if n == 0.0 {
        return digamma(x);
    }
    if !(n > 0.0 && n < 100.0 && n.fract() == 0.0 && x > 0.0) {
        return f64::NAN;
    }
    let factorial = real::gamma(n + 1.0);
    let mut x = x;
    let mut sum = 0.0;
    while x < 20.0 + n {
        sum += factorial * x.powf(-n - 1.0);
        x += 1.0;
    }
    let mut term = factorial * x.powf(-n);
    sum += term / n + term / (2.0 * x);
    // B₂ₖ/(2k)!·n·(n + 1)·… in turn.
    term *= (n + 1.0) / (x * x);
    let mut k = 2.0;
    for coefficient in BERNOULLI {
        sum += coefficient * term;
        term *= (n + k) * (n + k + 1.0) / (x * x);
        k += 2.0;
    }
    if n % 2.0 == 0.0 { -sum } else { sum }
}

/// Riemann's ζ: a few terms of its sum, and the rest by Euler and Maclaurin; reflected to the left of 0. NaN at 1.
pub(super) fn zeta(s: f64) -> f64 {
    #[allow(clippy::float_cmp, reason = "the pole is a single number")]
    if s == 1.0 || s.is_nan() {
        return f64::NAN;
    }
    if s < 0.0 {
        return 2.0 * (2.0 * PI).powf(s - 1.0) * (PI * s / 2.0).sin() * real::gamma(1.0 - s) * zeta(1.0 - s);
    }
    let n = 12.0_f64;
    let head: f64 = (1..12).map(|k| f64::from(k).powf(-s)).sum();
    let mut term = s * n.powf(-s - 1.0);
    let mut rest = n.powf(1.0 - s) / (s - 1.0) + n.powf(-s) / 2.0;
    let mut k = 1.0;
    for coefficient in BERNOULLI {
        rest += coefficient * term;
        term *= (s + k) * (s + k + 1.0) / (n * n);
        k += 2.0;
    }
    head + rest
}

/// Ei: its power series near 0, its asymptotic series far out, a continued fraction for what lies to the left.
pub(super) fn ei(x: f64) -> f64 {
    if x == 0.0 || x.is_nan() {
        return f64::NAN;
    }
    if x < -2.0 {
        // −E₁(−x) by Lentz's continued fraction, from the inside out.
        let y = -x;
        let fraction = (1..=80).rev().map(f64::from).fold(0.0, |below, k| k / (1.0 + k / (y + below)));
        return -(-y).exp() / (y + fraction);
    }
    let mut term = 1.0;
    if x > 40.0 {
        let mut sum = 1.0;
        for k in 1..=40 {
            term *= f64::from(k) / x;
            sum += term;
        }
        return x.exp() / x * sum;
    }
    let mut sum = 0.0;
    for k in 1..=120 {
        term *= x / f64::from(k);
        sum += term / f64::from(k);
    }
    EULER_GAMMA + x.abs().ln() + sum
}

/// The solution w ≥ −1 of w·e^w = x, by Halley's iteration. NaN for x < −1/e.
pub(super) fn lambert_w(x: f64) -> f64 {
    let above = E * x + 1.0;
    if above.is_nan() || above < 0.0 || x.is_infinite() {
        return if x > 0.0 { f64::INFINITY } else { f64::NAN };
    }
    let mut w = if x < 0.5 { above.sqrt() - 1.0 } else { x.ln_1p() };
    for _ in 0..40 {
        let e = w.exp();
        let gap = w * e - x;
        let step = gap / (e * (w + 1.0) - (w + 2.0) * gap / (2.0 * w + 2.0));
        if step.is_nan() || step.abs() <= 1e-16 * w.abs() {
            break;
        }
        w -= step;
    }
    w
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: f64, expected: f64) {
        assert!((value - expected).abs() <= 1e-13 * expected.abs(), "{value} is not {expected}");
    }

    /// Values by mpmath 1.3.
    #[test]
    fn classical_functions_are_right_to_the_last_places() {
        check(digamma(1.0), -EULER_GAMMA);
        check(digamma(-2.5), 1.103_156_640_645_243);
        check(polygamma(1.0, 1.0), PI * PI / 6.0);
        check(polygamma(2.0, 0.25), -129.327_739_937_536_92);
        check(zeta(2.0), PI * PI / 6.0);
        check(zeta(0.5), -1.460_354_508_809_586_8);
        check(zeta(-1.0), -1.0 / 12.0);
        check(ei(1.0), 1.895_117_816_355_936_8);
        check(ei(50.0), 1.058_563_689_713_169e20);
        check(ei(-0.5), -0.559_773_594_776_160_8);
        check(ei(-3.0), -0.013_048_381_094_197_037);
        check(lambert_w(1.0), 0.567_143_290_409_784);
        check(lambert_w(-0.3), -0.489_402_227_180_215);
        check(lambert_w(1e10), 20.028_685_413_304_95);
        assert!(lambert_w(-0.5).is_nan() && ei(0.0).is_nan() && zeta(1.0).is_nan() && digamma(-1.0).is_nan());
    }
}

//! Numbers out of formulas: the same tables of functions and places drive every evaluator.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used, clippy::panic, clippy::float_cmp)]

use dashu_ratio::RBig;
use little_o::eval::{Defined, Interval, Kink, NoEnclosure, Tape, Truthful};
use little_o::expr::{Symbol, read};
use little_o::functions::{Arity, Function, TABLE};

fn tape(source: &str) -> Tape {
    Tape::new(&read(source).unwrap().expr, &[Symbol::new("x"), Symbol::new("y")])
}

/// Equal, or both undefined.
fn same(a: f64, b: f64) -> bool {
    a == b || (a.is_nan() && b.is_nan())
}

#[track_caller]
fn check_value(source: &str, x: f64, expected: f64) {
    let value = tape(source).eval(&[x]);
    assert!(same(value, expected), "{source} at {x}: {value}, not {expected}");
}

#[test]
fn values_are_real_and_keep_what_was_typed() {
    let nan = f64::NAN;
    for (source, x, expected) in [
        ("x^2", 3.0, 9.0),
        ("x^1000", 1.0, 1.0),
        ("x^-2", 2.0, 0.25),
        ("x^0", 0.0, 1.0),
        ("x^x", 0.0, 1.0),
        ("x^x", 2.0, 4.0),
        ("x^(1/3)", -8.0, nan),
        ("cbrt(x)", -8.0, -2.0),
        ("x^(4/2)", -3.0, 9.0),
        ("x^-1", 0.0, nan),
        ("1/x", 0.0, nan),
        ("x/x", 0.0, nan),
        ("1/x^2", -0.0, nan),
        ("log(x)", 0.0, nan),
        ("log(x)", -1.0, nan),
        ("atanh(x)", 1.0, nan),
        ("gamma(x)", 0.0, nan),
        ("gamma(x)", -2.0, nan),
        ("factorial(x)", 5.0, 120.0),
        ("sqrt(x)*sqrt(x)", -4.0, nan),
        ("relu(x)-relu(-x)", -3.0, -3.0),
        ("1-cos(x)", 1e-9, 0.0),
        ("exp(x)", 1000.0, f64::INFINITY),
        ("exp(-exp(x))", 1000.0, 0.0),
        ("round(x)", 0.5, 0.0),
        ("round(x)", 1.5, 2.0),
        ("round(x)", -2.5, -2.0),
        ("frac(x)", -0.25, 0.75),
        ("sign(x)", -0.0, 0.0),
        ("max(x, sqrt(x))", -1.0, nan),
        ("min(x, sqrt(x))", -1.0, nan),
        ("relu(log(x))", -1.0, nan),
        ("where(x>0, x, 0)", 0.0, 0.0),
        ("where(x>0, log(x), 0)", -1.0, 0.0),
        ("where(log(x)>0, 1, 0)", -1.0, nan),
        ("atan2(x, x)", 0.0, nan),
        ("acot(x)", 0.0, nan),
        ("sigmoid(x)", -1000.0, 0.0),
        ("softplus(x)", 1000.0, 1000.0),
        ("x+z", 1.0, nan),
        ("0.1", 0.0, 0.1),
        ("x*(1/1e6)", 1.0, 1e-6),
    ] {
        check_value(source, x, expected);
    }
}

#[test]
fn rows_agree_with_single_values() {
    let places: Vec<f64> = (-50..50).map(|i| f64::from(i) * 0.37).collect();
    for source in ["x^2+3x", "sin(x)/x", "where(x<2, x^5, |x|)", "max(x, x^3, 1)", "x^x", "sqrt(x)*log(x)"] {
        let tape = tape(source);
        let mut out = vec![0.0; places.len()];
        tape.eval_many(&places, &[], &mut out);
        for (x, value) in places.iter().zip(out) {
            assert!(same(value, tape.eval(&[*x])), "{source} at {x}");
        }
    }
}

#[test]
fn shared_parts_are_evaluated_once() {
    assert_eq!(tape("sin(x)^2 + sin(x)").len(), 4);
    assert_eq!(tape("(x+1)*(x+1)").len(), 4);
}

/// Slopes where the derivative's formula alone does not help: (formula, place, slope).
#[test]
fn slopes_at_kinks_ends_and_zeros() {
    let nan = f64::NAN;
    for (source, x, expected) in [
        ("abs(x)", 0.0, 0.0),
        ("abs(x)", -0.0, 0.0),
        ("abs(x)", -1e-300, -1.0),
        ("relu(x)", 0.0, 0.0),
        ("relu(x)-relu(-x)", 0.0, 0.0),
        ("relu(x)-relu(-x)", 1.0, 1.0),
        ("max(x, 0)", 0.0, 0.5),
        ("max(x, x)", 3.0, 1.0),
        ("max(x, -x)", 0.0, 0.0),
        ("min(x, 0)", 0.0, 0.5),
        ("min(x, 2x)", -1.0, 2.0),
        ("where(x>0, x, 0)", 0.0, 0.0),
        ("where(x>=0, x, 0)", 0.0, 1.0),
        ("floor(x)", 1.0, 0.0),
        ("frac(x)", 0.5, 1.0),
        ("x^2", 0.0, 0.0),
        ("x^2", -0.0, 0.0),
        ("x^3", 0.0, 0.0),
        ("x^1", 0.0, 1.0),
        ("x^0", 0.0, 0.0),
        // Small enough for 1/x⁴ and 1/x² to overflow on the way to a slope that does not.
        ("x^-2", 2f64.powi(-300), -(2f64.powi(901))),
        ("x^-2", 0.0, nan),
        ("1/x", 0.0, nan),
        ("1/x", 2f64.powi(-511), -(2f64.powi(1022))),
        ("sqrt(x)", 0.0, nan),
        ("sqrt(x)", 4.0, 0.25),
        ("sqrt(x)", -1.0, nan),
        ("x^(3/2)", 0.0, 0.0),
        ("x^(1/2)", 0.0, nan),
        ("x^(3/2)", -1.0, nan),
        ("abs(x)^(3/2)", 0.0, 0.0),
        ("abs(x)^3", 0.0, 0.0),
        ("abs(x)^(1/2)", 0.0, nan),
        ("cbrt(x)", 0.0, nan),
        ("cbrt(x)", 8.0, 1.0 / 12.0),
        ("x^x", 1.0, 1.0),
        ("x^x", 0.0, nan),
        ("log(x)", 0.0, nan),
        ("log(x)", -1.0, nan),
        ("log(x)", 0.25, 4.0),
        ("log(abs(x))", -0.5, -2.0),
        ("asin(x)", 1.0, nan),
        ("acosh(x)", 1.0, nan),
        ("sqrt(x)*sqrt(x)", 0.0, nan),
        ("x + sqrt(0)", 1.0, 1.0),
        ("x*sqrt(y)", 3.0, 0.0),
        ("sin(x)/x", 0.0, nan),
        ("exp(-1/x^2)", 0.0, nan),
        ("tanh(x)", 1000.0, 0.0),
        ("sigmoid(x)", 0.0, 0.25),
        ("sigmoid(x)", -1000.0, 0.0),
        ("softplus(x)", 1000.0, 1.0),
        ("erf(x)", 0.0, std::f64::consts::FRAC_2_SQRT_PI),
        ("atan2(x, 1)", 0.0, 1.0),
        ("atan2(1, x)", 0.0, -1.0),
        ("atan2(x, x)", 0.0, nan),
        ("2^x", 0.0, std::f64::consts::LN_2),
        ("x^y", -3.0, 0.0),
    ] {
        let slope = tape(source).derivative(&[x, 0.0], 0).1;
        assert!(same(slope, expected), "{source} at {x}: {slope}, not {expected}");
    }
}

/// Each function's slope against a closed form of its derivative, at places inside its domain.
#[test]
fn slopes_agree_with_closed_forms() {
    for (source, derivative) in [
        ("sin(x)", "cos(x)"),
        ("cos(x)", "-sin(x)"),
        ("tan(x)", "1/cos(x)^2"),
        ("cot(x)", "-1/sin(x)^2"),
        ("sec(x)", "sin(x)/cos(x)^2"),
        ("csc(x)", "-cos(x)/sin(x)^2"),
        ("asin(x)", "1/sqrt(1-x^2)"),
        ("acos(x)", "-1/sqrt(1-x^2)"),
        ("atan(x)", "1/(1+x^2)"),
        ("acot(x)", "-1/(1+x^2)"),
        ("asec(x)", "1/(abs(x)*sqrt(x^2-1))"),
        ("acsc(x)", "-1/(abs(x)*sqrt(x^2-1))"),
        ("sinh(x)", "cosh(x)"),
        ("cosh(x)", "sinh(x)"),
        ("tanh(x)", "1/cosh(x)^2"),
        ("coth(x)", "-1/sinh(x)^2"),
        ("sech(x)", "-sinh(x)/cosh(x)^2"),
        ("csch(x)", "-cosh(x)/sinh(x)^2"),
        ("asinh(x)", "1/sqrt(1+x^2)"),
        ("acosh(x)", "1/sqrt(x^2-1)"),
        ("atanh(x)", "1/(1-x^2)"),
        ("acoth(x)", "1/(1-x^2)"),
        ("asech(x)", "-1/(x*sqrt(1-x^2))"),
        ("acsch(x)", "-1/(abs(x)*sqrt(1+x^2))"),
        ("exp(x)", "exp(x)"),
        ("log(x)", "1/x"),
        ("log10(x)", "1/(x*log(10))"),
        ("log2(x)", "1/(x*log(2))"),
        ("sqrt(x)", "1/(2sqrt(x))"),
        ("cbrt(x)", "1/(3cbrt(x^2))"),
        ("abs(x)", "sign(x)"),
        ("sigmoid(x)", "exp(-x)/(1+exp(-x))^2"),
        ("softplus(x)", "1/(1+exp(-x))"),
        ("erf(x)", "2/sqrt(pi)*exp(-x^2)"),
        ("erfc(x)", "-2/sqrt(pi)*exp(-x^2)"),
        ("x^x", "x^x*(log(x)+1)"),
        ("x^pi", "pi*x^(pi-1)"),
        ("3^x", "3^x*log(3)"),
        ("x^7", "7x^6"),
        ("x^-3", "-3/x^4"),
        ("(x^2+1)/(x-5)", "(2x(x-5)-(x^2+1))/(x-5)^2"),
        ("x^4-3x^2+x", "4x^3-6x+1"),
        ("atan2(x, 2)", "2/(4+x^2)"),
        ("sin(1/x)*x^2", "2x*sin(1/x)-cos(1/x)"),
        ("exp(-1/x^2)", "2/x^3*exp(-1/x^2)"),
        ("where(x<1, x^2, 2x-1)", "where(x<1, 2x, 2)"),
    ] {
        let (function, expected) = (tape(source), tape(derivative));
        let mut compared = 0;
        for x in [-7.5, -3.0, -1.25, -0.75, -0.3, -1e-3, 1e-3, 0.1, 0.5, 0.9, 1.5, 2.0, 3.25, 10.0] {
            let (value, slope) = function.derivative(&[x], 0);
            assert!(same(value, function.eval(&[x])), "{source} at {x}");
            if value.is_nan() {
                assert!(slope.is_nan(), "{source} at {x}");
                continue;
            }
            let expected = expected.eval(&[x]);
            let close = (slope - expected).abs() <= 1e-13 * expected.abs().max(1e-300);
            assert!(close || same(slope, expected), "{source} at {x}: slope {slope}, not {expected}");
            compared += usize::from(close);
        }
        assert!(compared >= 3, "{source}: compared at {compared} places only");
    }
}

#[test]
fn slopes_of_gamma_are_right() {
    let euler = 0.577_215_664_901_532_9;
    for (x, expected) in [(1.0, -euler), (2.0, 1.0 - euler), (3.0, 3.0 - 2.0 * euler), (0.5, -3.480_230_906_913_262)] {
        let slope = tape("gamma(x)").derivative(&[x], 0).1;
        assert!((slope - expected).abs() < 1e-14, "gamma at {x}: {slope}");
        assert_eq!(tape("factorial(x)").derivative(&[x - 1.0], 0).1, slope);
    }
}

#[test]
fn kinks_are_reported_only_where_they_matter() {
    let kink = |function, slope| Kink { function, slope };
    for (source, x, expected) in [
        ("abs(x)", 0.0, vec![kink(Some(Function::Abs), 0.0)]),
        ("abs(x)", 1e-300, vec![]),
        ("abs(x^2)", 0.0, vec![]),
        ("max(x, 0)", 0.0, vec![kink(Some(Function::Max), 0.5)]),
        ("max(x, x)", 0.0, vec![]),
        ("relu(x)-relu(-x)", 0.0, vec![kink(Some(Function::Relu), 0.0), kink(Some(Function::Relu), 0.0)]),
        ("where(x>0, x, 0)", 0.0, vec![kink(None, 0.0)]),
        ("where(x>0, x^2, 0)", 0.0, vec![]),
        ("floor(x)", 2.0, vec![kink(Some(Function::Floor), 0.0)]),
        ("round(x)", 0.5, vec![kink(Some(Function::Round), 0.0)]),
        ("floor(x)", 2.5, vec![]),
    ] {
        assert_eq!(tape(source).kinks(&[x], 0), expected, "{source} at {x}");
    }
}

/// Every function of one argument, as a formula in x.
fn every_function() -> impl Iterator<Item = String> {
    TABLE.iter().filter(|row| row.arity == Arity::Exactly(1)).map(|row| format!("{}(x)", row.name))
}

#[test]
fn intervals_hold_all_values_of_every_function() {
    let stretches = [
        (-0.5, 0.5),
        (0.0, 1.0),
        (-1.0, 0.0),
        (-2.5, -2.25),
        (0.25, 0.75),
        (1.0, 2.0),
        (-1.0, 1.0),
        (3.0, 3.5),
        (-10.0, 10.0),
        (1e-9, 2e-9),
        (100.0, 100.5),
        (-7.0, -3.0),
        (2.0, 2.0),
        (1e-300, 1e30),
        (-1000.0, 1000.0),
        (0.5, 0.5),
    ];
    let more = [
        "x^3-x",
        "x^-2",
        "x^(2/3)",
        "x^x",
        "2^x",
        "x^-1.5",
        "1/(x-1/2)",
        "min(x, x^2)",
        "max(1, x)",
        "atan2(x, 1-x)",
        "where(x<1/3, x, 2)",
        "x/x",
        "x^7-x^4",
    ];
    for source in every_function().chain(more.map(String::from)) {
        let tape = tape(&source);
        for (lower, upper) in stretches {
            let range = tape.interval(&[Interval::new(lower, upper)]);
            let mut defined = 0;
            for i in 0..=200 {
                let x = (lower + (upper - lower) * f64::from(i) / 200.0).min(upper);
                let value = tape.eval(&[x]);
                let context = format!("{source} at {x} of [{lower}, {upper}]: {value} in {range:?}");
                assert!(value.is_nan() || range.contains(value), "{context}");
                assert!(!value.is_nan() || range.defined != Defined::Everywhere, "{context}");
                assert!(value.is_nan() || range.defined != Defined::Nowhere, "{context}");
                defined += u32::from(!value.is_nan());
            }
            assert!(defined > 0 || range.defined != Defined::Everywhere, "{source} on [{lower}, {upper}]: {range:?}");
        }
    }
}

#[test]
fn intervals_tell_breaks_from_smooth_stretches() {
    use Defined::{Everywhere, Nowhere, Somewhere};
    for (source, lower, upper, defined, continuous) in [
        ("tan(x)", -1.5, 1.5, Everywhere, true),
        ("tan(x)", 1.5, 1.6, Somewhere, false),
        ("tan(x)", 1e6, 1e6 + 4.0, Somewhere, false),
        ("cot(x)", 1e-20, 2e-20, Everywhere, true),
        ("cot(x)", -1e-20, 2e-20, Somewhere, false),
        ("1/x", -1.0, 1.0, Somewhere, false),
        ("1/x", 1e-300, 1.0, Everywhere, true),
        ("1/x", 0.0, 0.0, Nowhere, true),
        ("floor(x)", 0.25, 0.75, Everywhere, true),
        ("floor(x)", 0.75, 1.25, Everywhere, false),
        ("abs(x)/x", 1.0, 2.0, Everywhere, true),
        ("abs(x)/x", -1.0, 2.0, Somewhere, false),
        ("sqrt(x)", -1.0, 1.0, Somewhere, true),
        ("sqrt(x)", -2.0, -1.0, Nowhere, true),
        ("log(x)", 0.0, 1.0, Somewhere, true),
        ("x^x", 0.5, 1.0, Everywhere, true),
        ("x^(1/3)", -2.0, -1.0, Nowhere, true),
        ("where(x>0, x, -x)", 1.0, 2.0, Everywhere, true),
        ("where(x>0, x, -x)", -1.0, 2.0, Everywhere, false),
        ("gamma(x)", -1.5, -1.25, Everywhere, true),
        ("gamma(x)", -1.5, -0.5, Somewhere, false),
        ("sec(x)", 0.0, 2.0, Somewhere, false),
        ("max(x, 0)", -1.0, 1.0, Everywhere, true),
    ] {
        let range = tape(source).interval(&[Interval::new(lower, upper)]);
        assert_eq!(
            (range.defined, range.continuous),
            (defined, continuous),
            "{source} on [{lower}, {upper}]: {range:?}"
        );
    }
}

#[test]
fn intervals_hold_the_certified_values() {
    let places = [-30.5, -2.0, -0.75, -1e-9, 0.0, 1e-300, 1e-9, 0.1, 0.5, 1.0, 1.5, 3.0, 20.25, 700.0];
    for source in every_function() {
        let tape = tape(&source);
        for x in places {
            let range = tape.interval(&[Interval::point(x)]);
            match tape.enclose(&[RBig::try_from(x).unwrap()], 200) {
                Ok(enclosure) => {
                    let value = enclosure.to_f64();
                    assert!(range.contains(value), "{source} at {x}: {value} outside {range:?}");
                    // Narrow as well: a few units in the last place, except where the function itself is steep.
                    let steep = source.starts_with("asech") || source.starts_with("asec") || source.starts_with("ac");
                    assert!(
                        steep || range.width() <= 1e-12 * value.abs().max(1e-300) || value.is_infinite(),
                        "{source} at {x}: {range:?}"
                    );
                }
                Err(NoEnclosure::Undefined) => {
                    assert_ne!(range.defined, Defined::Everywhere, "{source} at {x}: {range:?}")
                }
                Err(_) => {}
            }
        }
    }
}

/// Dual numbers against the derivative by rule, at the arguments that break things.
#[test]
fn slopes_agree_with_the_symbolic_derivative() {
    let more = [
        "x^2*sin(1/(x+7))",
        "abs(x)^3",
        "x^x",
        "x^(2/3)",
        "max(x, x^2)",
        "max(x, -x, 0)",
        "where(x>0, x, 0)",
        "exp(-1/x^2)",
        "sqrt(x^2)",
        "log(abs(x))",
        "atan2(x, 2)",
        "relu(x)-relu(-x)",
    ];
    let places = [
        0.0,
        -0.0,
        1.0,
        -1.0,
        0.5,
        -0.5,
        2.0,
        -2.0,
        1e-9,
        -1e-9,
        30.5,
        -30.5,
        std::f64::consts::PI,
        std::f64::consts::FRAC_PI_2,
        1e-150,
    ];
    for source in every_function().chain(more.map(String::from)) {
        let expr = read(&source).unwrap().expr;
        let Ok(rule) = expr.derivative(&Symbol::new("x")) else { continue };
        let rule = Truthful::new(&rule, &Symbol::new("x"));
        for x in places {
            let (value, slope) = tape(&source).derivative(&[x], 0);
            let expected = rule.eval(x);
            if value.is_nan() || expected.is_infinite() {
                continue;
            }
            let close = (slope - expected).abs() <= 1e-6 * expected.abs().max(1e-290);
            // Where only one of the two is there, it is the one that was not spoiled by 0·∞ on the way.
            assert!(close || slope.is_nan() || expected.is_nan(), "{source} at {x}: slope {slope}, by rule {expected}");
        }
    }
}

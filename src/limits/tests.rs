//! The engine from the bottom up: forms, scales, series, leading terms, zero test, oscillation.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used, clippy::panic, clippy::float_cmp)]

use super::{form::Form, kernel::Engine, leading::Leading, normal::Binding, *};
use std::cmp::Ordering;

/// Runs a check with an engine in which `x` is t → +∞.
fn with_engine<T>(check: impl FnOnce(&mut Engine, &dyn Fn(&mut Engine, &str) -> Form) -> T) -> T {
    let budget = Budget::steps(100_000);
    let mut engine = Engine::new(&budget, Assumptions::default());
    let x = Symbol::new("x");
    engine.approach(&x, &Point::PlusInfinity, Side::Left).unwrap();
    let read = |engine: &mut Engine, source: &str| {
        let binding = Binding { variable: &x, value: engine.variable() };
        engine.normal(&source.parse().unwrap(), &binding).unwrap()
    };
    check(&mut engine, &read)
}

fn text(engine: &Engine, form: &Form) -> String {
    engine.raise(form).to_string()
}

#[track_caller]
fn same_form(left: &str, right: &str) {
    with_engine(|engine, read| assert_eq!(read(engine, left), read(engine, right), "{left} and {right}"));
}

#[test]
fn equal_functions_often_have_equal_forms() {
    same_form("x - x", "0");
    same_form("exp(x)*exp(-x)", "1");
    same_form("exp(3*log(x))", "x^3");
    same_form("log(x^2*exp(x))", "2*log(x) + x");
    same_form("sqrt(12)", "2*sqrt(3)");
    same_form("sqrt(x^2 + x^3)", "x*sqrt(1 + x)");
    same_form("sin(x + pi/2)", "cos(x)");
    same_form("sinh(asinh(x))", "x");
    same_form("tan(atan(1/x))", "1/x");
    same_form("atan(x) + atan(1/x)", "pi/2");
    same_form("acos(1/2)", "pi/3");
    same_form("abs(-x)", "x");
}

#[track_caller]
fn leading(source: &str, expected: &str) {
    with_engine(|engine, read| {
        let form = read(engine, source);
        let found = match engine.leading(&form).unwrap() {
            Leading::Zero => "0".to_owned(),
            Leading::Term(term) => {
                let powers = engine.form_of_powers(&term.powers).unwrap();
                let dominant = engine.mul(&term.coefficient, &powers).unwrap();
                text(engine, &dominant)
            }
        };
        assert_eq!(found, expected, "{source}");
    });
}

#[test]
fn leading_terms_by_the_calculus_of_students() {
    leading("x^2 + 5*x", "x^2");
    leading("(x^2 + x)*(3 - 1/x)", "3*x^2");
    leading("sin(1/x)", "1/x");
    leading("log(x^3 + 1)", "3*log(x)");
    leading("log(1 + exp(2*x))", "2*x");
    leading("exp(1/x)", "1");
}

#[test]
fn leading_terms_by_series_where_dominant_terms_cancel() {
    leading("sin(1/x) - 1/x", "-1/(6*x^3)");
    leading("sqrt(x^2 + 1) - x", "1/(2*x)");
    leading("exp(1/x) - 1 - 1/x", "1/(2*x^2)");
    leading("log(x + 1) - log(x)", "1/x");
    leading("atan(1 + 1/x) - pi/4", "1/(2*x)");
    leading("exp(x + exp(-x)) - exp(x)", "1");
    leading("x^(1 + 1/x) - x", "log(x)");
}

#[test]
fn comparability_classes_are_found_and_ordered() {
    with_engine(|engine, read| {
        for source in ["exp(x^2)", "x", "exp(x)", "log(x)", "exp(2*x + log(x))"] {
            let form = read(engine, source);
            engine.leading(&form).unwrap();
        }
        // e^(x²) ≻ e^x ≻ x ≻ log x; e^(2x)·x is of the class of e^x.
        assert_eq!(engine.order.len(), 4);
        let ranks: Vec<usize> = ["log(x)", "x", "exp(x)", "exp(x^2)"]
            .map(|source| {
                let form = read(engine, source);
                let scale = engine.mrv(&form).unwrap().unwrap();
                engine.rank(scale)
            })
            .into();
        assert_eq!(ranks, [0, 1, 2, 3]);
    });
}

#[test]
fn series_say_where_they_were_cut() {
    with_engine(|engine, read| {
        let form = read(engine, "exp(1/x)");
        let scale = engine.mrv(&form).unwrap().unwrap();
        let series = engine.expand(&form, scale, 3).unwrap();
        let coefficients: Vec<String> = series.terms.iter().map(|(_, value)| text(engine, value)).collect();
        assert_eq!(coefficients, ["1", "1", "1/2"]);
        assert_eq!(series.error, Some(Form::integer(3)));
    });
}

#[track_caller]
fn vanishes(source: &str, expected: bool) {
    with_engine(|engine, read| {
        let form = read(engine, source);
        assert_eq!(engine.vanishes(&form), Ok(expected), "{source}");
    });
}

#[test]
fn the_zero_test_proves_identities() {
    vanishes("(x + 1)^2 - x^2 - 2*x - 1", true);
    vanishes("1/(x + 1) + 1/(x - 1) - 2*x/(x^2 - 1)", true);
    vanishes("sin(2/x) - 2*sin(1/x)*cos(1/x)", true);
    vanishes("sin(1/x)^2 + cos(1/x)^2 - 1", true);
    vanishes("log(x^2 + 2*x + 1) - 2*log(x + 1)", true);
    vanishes("(sqrt(x + 1) - 1)*(sqrt(x + 1) + 1) - x", true);
    vanishes("sin(1/x) - 1/x", false);
    vanishes("exp(1/x) - 1 - 1/x", false);
}

#[test]
fn derivatives_prove_what_multiplying_out_cannot() {
    leading("log(1 + exp(x)) - x - log(1 + exp(-x))", "0");
    leading("2*atan(1/x) - atan((2/x)/(1 - 1/x^2))", "0");
    leading("acos(1 - 2/x^2) - 2*asin(1/x)", "0");
    with_engine(|engine, read| {
        let form = read(engine, "log(x)*sin(1/x)");
        let slope = engine.derivative(&form).unwrap();
        assert_eq!(slope, read(engine, "sin(1/x)/x - log(x)*cos(1/x)/x^2"));
    });
}

#[test]
fn signs_of_constants_are_proved() {
    with_engine(|engine, read| {
        for (source, sign) in [
            ("sqrt(2) - 7/5", Ordering::Greater),
            ("22/7 - pi", Ordering::Greater),
            ("exp(pi*sqrt(163)) - 262537412640768744", Ordering::Less),
            ("sqrt(2) + sqrt(3) - sqrt(5 + 2*sqrt(6))", Ordering::Equal),
        ] {
            let form = read(engine, source);
            let found = engine.sign_of_constant(&form);
            // The last one is 0, which no enclosure can prove: not knowing is allowed, a wrong sign is not.
            assert!(found == Ok(sign) || (sign == Ordering::Equal && found.is_err()), "{source}: {found:?}");
        }
    });
}

#[test]
fn oscillations_have_ranges_and_samples() {
    with_engine(|engine, read| {
        let wave = read(engine, "3 + 2*sin(x) + cos(x)");
        let range = engine.range(&wave).unwrap().unwrap();
        let (low, high) = (text(engine, &range.low.unwrap()), text(engine, &range.high.unwrap()));
        assert_eq!((low.as_str(), high.as_str()), ("3 - sqrt(5)", "3 + sqrt(5)"));
        assert_eq!(engine.sign(&wave), Ok(Ordering::Greater));
        let wave = read(engine, "sin(x)");
        assert_eq!(engine.sign(&wave), Err(Stop::Oscillation));
        assert_eq!(engine.surely_moves(&wave), Ok(true));
        assert_eq!(engine.crosses_zero(&wave), Ok(true));
    });
}

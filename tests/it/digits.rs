//! Digits that are right however much cancels, against closed forms, other programs and the evaluators themselves.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used, clippy::panic, clippy::float_cmp)]

use dashu_ratio::RBig;
use little_o::eval::{Approach, Cell, Defined, Interval, NoEnclosure, Tangent, Tape, Truthful, digits, enclose, table};
use little_o::expr::{Expr, Symbol, read};

fn expr(source: &str) -> Expr {
    read(source).unwrap().expr
}

fn variable() -> Symbol {
    Symbol::new("x")
}

/// The functions at many places, to 40 digits, by another program: see data/functions.py.
#[test]
fn functions_have_the_digits_that_mpmath_gives() {
    for line in include_str!("data/functions.txt").lines() {
        let (source, expected) = line.split_once(' ').unwrap();
        match digits(&expr(source), &[], 40) {
            Cell::Value(decimal) => assert_eq!(decimal.plain(), expected, "{source}"),
            other => panic!("{source}: {other:?}"),
        }
    }
}

#[test]
fn truthful_values_survive_cancellation() {
    for (source, x, expected) in [
        ("(1-cos(x))/x^2", 1e-9, 0.5),
        ("(tan(x)-sin(x))/x^3", 1e-9, 0.5),
        ("(tan(x)-sin(x))/x^3", -1e-150, 0.5),
        ("(exp(x)-1-x)/x^2", 1e-12, 0.5),
        ("x-sin(x)", 1e-100, 1e-300 / 6.0),
        ("sqrt(x^2+1)-x", 1e15, 5e-16),
        ("log(1+x)/x", 1e-30, 1.0),
        ("sin(x)", 1e22, -0.852_200_849_767_138_8),
        ("exp(x)-exp(x)", 1000.0, 0.0),
        ("sin(pi*x)", 1.0, 0.0),
        ("floor(sin(x)^2+cos(x)^2+1/2)", 3.0, 1.0),
        ("exp(-1/x^2)/x^50", 0.01, 0.0),
        ("x/x", 0.0, f64::NAN),
        ("1/(x-x)", 3.0, f64::NAN),
        ("sqrt(x-2)", 1.0, f64::NAN),
        ("exp(x)", 1000.0, f64::INFINITY),
        ("x^3", 2.5, 15.625),
    ] {
        let value = Truthful::new(&expr(source), &variable()).eval(x);
        let close = (value - expected).abs() <= 1e-6 * expected.abs()
            || value == expected
            || value.is_nan() && expected.is_nan();
        assert!(close || expected == 0.0 && value.abs() < 1e-300, "{source} at {x}: {value}, not {expected}");
    }
}

/// The remainder of e^x at 1 is e·ε²/2·(1 + ε/3 + …), however small ε is; doubles turn round at 10⁻⁸.
#[test]
fn remainders_shrink_faster_than_the_step() {
    let tangent = |source: &str, x: f64| Tangent::new(&expr(source), &variable(), x).unwrap();
    for power in [2, 8, 12, 30, 100] {
        let eps = 10f64.powi(-power);
        let expected = std::f64::consts::E / 2.0 * eps * (1.0 + eps / 3.0 + eps * eps / 12.0);
        let found = tangent("exp(x)", 1.0).relative_remainder(eps);
        assert!((found - expected).abs() <= 2e-6 * expected, "ε = {eps}: {found}, not {expected}");
    }
    assert_eq!(tangent("abs(x)", 0.0).remainder(-0.25), 0.25);
    assert_eq!(tangent("max(x,0)", 0.0).remainder(0.5), 0.25);
    assert_eq!(tangent("x", 0.3).remainder(0.1), 0.0);
    assert!(
        (tangent("gamma(x)", 2.0).remainder(0.5) - (1.329_340_388_179_137 - 1.0 - 0.5 * 0.422_784_335_098_467_1)).abs()
            < 1e-12
    );
    assert!(Tangent::new(&expr("1/x"), &variable(), 0.0).is_none());
    assert!(tangent("sqrt(x)", 1.0).truth(-2.0).is_nan());
}

fn rows(f: &str, g: &str, approach: &Approach, powers: &[u16]) -> Vec<[String; 3]> {
    let rows = table(&expr(f), &expr(g), &variable(), approach, powers.iter().copied());
    rows.into_iter().map(|row| [row.f.text(), row.g.text(), row.ratio.text()]).collect()
}

/// f, g, power of ten, and the row that closed forms give.
#[test]
fn the_table_is_right_however_near_the_point() {
    let right = Approach::FromRight(Expr::integer(0));
    for (f, g, power, expected) in [
        ("x^2", "x", 1, ["0.01", "0.1", "0.1"]),
        ("x^2", "x", 300, ["10⁻⁶⁰⁰", "10⁻³⁰⁰", "10⁻³⁰⁰"]),
        ("x/10^6", "x", 5, ["10⁻¹¹", "10⁻⁵", "10⁻⁶"]),
        ("10^6*x^3", "x^2", 1, ["1000", "0.01", "100000"]),
        ("1-cos(x)", "x^2", 30, ["5.000 × 10⁻⁶¹", "10⁻⁶⁰", "0.5000"]),
        ("tan(x)-sin(x)", "x^3", 30, ["5.000 × 10⁻⁹¹", "10⁻⁹⁰", "0.5000"]),
        ("tan(x)-sin(x)", "x^3", 300, ["5.000 × 10⁻⁹⁰¹", "10⁻⁹⁰⁰", "0.5000"]),
        ("sin(x)-x", "x^3", 300, ["−1.667 × 10⁻⁹⁰¹", "10⁻⁹⁰⁰", "−0.1667"]),
        ("log(1+x)-x+x^2/2", "x^3", 100, ["3.333 × 10⁻³⁰¹", "10⁻³⁰⁰", "0.3333"]),
        ("exp(-1/x^2)", "x^50", 1, ["3.720 × 10⁻⁴⁴", "10⁻⁵⁰", "3.720 × 10⁶"]),
        ("exp(-1/x^2)", "x^50", 30, ["e^(−10⁶⁰)", "10⁻¹⁵⁰⁰", "e^(−10⁶⁰)"]),
        ("exp(1/x)", "1", 30, ["e^(10³⁰)", "1", "e^(10³⁰)"]),
        ("exp(exp(1/x))", "1", 30, ["—", "1", "—"]),
        ("x^1000", "x", 300, ["1.000 × 10⁻³⁰⁰⁰⁰⁰", "10⁻³⁰⁰", "1.000 × 10⁻²⁹⁹⁷⁰⁰"]),
        ("x", "abs(x)-x", 3, ["0.001", "0", "—"]),
        ("sqrt(x)", "x", 4, ["0.01", "0.0001", "100"]),
        ("log(x)", "x", 2, ["−4.605", "0.01", "−460.5"]),
        ("x*sin(1/x)", "x", 1, ["−0.05440", "0.1", "−0.5440"]),
        ("floor(x)", "x", 9, ["0", "10⁻⁹", "0"]),
        ("erf(x)", "x", 30, ["1.128 × 10⁻³⁰", "10⁻³⁰", "1.128"]),
        ("gamma(x)", "1/x", 30, ["1.000 × 10³⁰", "10³⁰", "1.000"]),
    ] {
        assert_eq!(rows(f, g, &right, &[power]), [expected], "{f} against {g} at 10^-{power}");
    }
    let left = Approach::FromLeft(Expr::integer(0));
    assert_eq!(rows("sqrt(x)", "x", &left, &[4]), [["—", "−0.0001", "—"]]);
    assert_eq!(rows("abs(x)", "x", &left, &[4]), [["0.0001", "−0.0001", "−1"]]);
    let at_pi = Approach::FromRight(expr("pi"));
    assert_eq!(rows("sin(x)", "x-pi", &at_pi, &[20]), [["−1.000 × 10⁻²⁰", "1.000 × 10⁻²⁰", "−1.000"]]);
    assert_eq!(rows("log(x)", "x", &Approach::ToPlusInfinity, &[30]), [["69.08", "10³⁰", "6.908 × 10⁻²⁹"]]);
    assert_eq!(rows("exp(x)", "x", &Approach::ToMinusInfinity, &[30]), [["e^(−10³⁰)", "−10³⁰", "−e^(−10³⁰)"]]);
}

/// Towers, huge and tiny arguments, wide intervals: nothing may hang, panic or be wrong about being defined.
#[test]
fn extreme_formulas_end_cheaply() {
    for source in [
        "9^9^9^9",
        "-9^9^9^9",
        "2^(10^30)",
        "2^-(10^30)",
        "exp(exp(exp(10)))",
        "exp(exp(exp(exp(10))))",
        "(1+10^-300)^(10^300)",
        "sin(10^4000)",
        "cos(exp(1000))",
        "tan(9^9^9)",
        "gamma(10^6)",
        "gamma(-10^6+1/2)",
        "gamma(1/3)^1000",
        "erf(10^60)",
        "erfc(10^30)",
        "erfc(-10^30)",
        "erf(sin(pi)*10^400)",
        "erfc(tan(pi/2))",
        "acos(sin(pi))",
        "acos(sin(pi)*10^30)",
        "asin(sin(pi/2))",
        "log(log(9^9^9))",
        "floor(9^9^9/7)",
        "frac(exp(500))",
        "round(pi*10^50)",
        "atan(9^9^9)",
        "atan2(sin(pi), cos(pi))",
        "sqrt(sin(pi))",
        "1/sin(pi)",
        "0^(1/sin(pi))",
        "(-8)^(1/3)",
        "(-8)^pi",
        "cbrt(-9^9^9)",
        "tanh(9^9)",
        "asinh(-9^9^9)",
        "acosh(9^9^9)",
        "10^-10000^2",
        "max(sin(pi), 0)",
        "where(sin(pi)>0, 1/0, 2)",
        "abs(sin(pi))^pi",
        "sigmoid(-9^9)",
        "softplus(9^9)",
        "gamma(exp(200))",
    ] {
        let expr = expr(source);
        let _ = digits(&expr, &[], 4);
        for bits in [8, 64, 500] {
            let rough = enclose(&expr, &[], bits);
            let fine = enclose(&expr, &[], 2 * bits);
            if let (Ok(rough), Ok(fine)) = (&rough, &fine) {
                assert!(rough.compare(fine).is_none_or(|order| order.is_eq()), "{source}: {rough:?} {fine:?}");
            }
            let defined = |result: &Result<_, _>| match result {
                Ok(_) => Some(true),
                Err(NoEnclosure::Undefined) => Some(false),
                Err(_) => None,
            };
            let (rough, fine) = (defined(&rough), defined(&fine));
            assert!(rough.is_none() || fine.is_none() || rough == fine, "{source}");
        }
    }
}

/// A stream of numbers that is the same every time.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        // Knuth's MMIX generator; its high bits are the random ones.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn pick<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[usize::try_from(self.below(choices.len() as u64)).unwrap()]
    }

    fn formula(&mut self, depth: u32) -> String {
        if depth == 0 || self.below(5) == 0 {
            return self.pick(&["x", "x", "x", "2", "1/3", "pi", "0", "1", "10"]).into();
        }
        let (a, b) = (self.formula(depth - 1), self.formula(depth - 1));
        match self.below(9) {
            0 => format!("({a}+{b})"),
            1 => format!("({a}-{b})"),
            2 => format!("({a}*{b})"),
            3 => format!("({a}/{b})"),
            4 => format!("({a})^{}", self.pick(&["2", "3", "-1", "(1/2)", "(-2/3)", "x"])),
            5 => format!("{}({a},{b})", self.pick(&["min", "max", "atan2"])),
            6 => format!("where({a}{}{b},{a},{b})", self.pick(&["<", "<=", ">", ">="])),
            _ => format!("{}({a})", self.pick(&EVERY_FUNCTION)),
        }
    }
}

const EVERY_FUNCTION: [&str; 45] = [
    "sin",
    "cos",
    "tan",
    "cot",
    "sec",
    "csc",
    "asin",
    "acos",
    "atan",
    "acot",
    "asec",
    "acsc",
    "sinh",
    "cosh",
    "tanh",
    "coth",
    "sech",
    "csch",
    "asinh",
    "acosh",
    "atanh",
    "acoth",
    "asech",
    "acsch",
    "exp",
    "log",
    "log10",
    "log2",
    "sqrt",
    "cbrt",
    "abs",
    "sign",
    "floor",
    "ceil",
    "round",
    "frac",
    "relu",
    "sigmoid",
    "softplus",
    "erf",
    "erfc",
    "gamma",
    "factorial",
    "exp",
    "log",
];

/// Whatever the formula: enclosures of two precisions meet, the interval holds them and the double, and no evaluator
/// calls defined what another knows to be undefined.
#[test]
fn evaluators_never_contradict_each_other() {
    let mut random = Random(1);
    for _ in 0..100 {
        let source = random.formula(4);
        let tape = Tape::new(&expr(&source), &[variable()]);
        for place in [0.0, 0.5, -0.75, 1.0, 3.0, -2.0, 1e-9, 100.25] {
            let exact = [RBig::try_from(place).unwrap()];
            let (rough, fine) = (tape.enclose(&exact, 64), tape.enclose(&exact, 192));
            let (range, double) = (tape.interval(&[Interval::point(place)]), tape.eval(&[place]));
            let context = format!("{source} at {place}: {rough:?}, {fine:?}, {range:?}, {double}");
            match (&rough, &fine) {
                (Ok(rough), Ok(fine)) => assert!(rough.compare(fine).is_none_or(|order| order.is_eq()), "{context}"),
                (Err(NoEnclosure::Undefined), Ok(_)) | (Ok(_), Err(NoEnclosure::Undefined)) => panic!("{context}"),
                _ => {}
            }
            match &fine {
                Ok(fine) => {
                    assert_ne!(range.defined, Defined::Nowhere, "{context}");
                    let value = fine.to_f64();
                    assert!(fine.accuracy() < 60 || range.contains(value) || value.abs() < 1e-300, "{context}");
                }
                Err(NoEnclosure::Undefined) => assert_ne!(range.defined, Defined::Everywhere, "{context}"),
                Err(_) => {}
            }
            assert!(double.is_nan() || range.defined == Defined::Nowhere || range.contains(double), "{context}");
        }
    }
}

/// The difference is 0, which no enclosure can prove: asking for ever more bits of Γ would freeze the page.
#[test]
fn gamma_is_not_asked_for_thousands_of_bits() {
    let zero = expr("gamma(1/3)*gamma(2/3) - 2*pi/sqrt(3)");
    assert!(enclose(&zero, &[], 500).is_ok_and(|value| value.contains(&RBig::ZERO)));
    assert_eq!(enclose(&zero, &[], 4096).unwrap_err(), NoEnclosure::Undecided);
}

#[test]
fn the_remainder_is_drawn_as_it_is_read() {
    for (f, point) in
        [("cos(pi*x)", 0.25), ("exp(x)", 1.0), ("x^2", 3.0), ("arctan(5x)", 0.2), ("sin(x)/x^2+exp(-x^2)", 1.0)]
    {
        let tangent = Tangent::new(&read(f).unwrap().expr, &Symbol::new("x"), point).unwrap();
        let (whole, series) = tangent.remainder_series();
        assert!(series.iter().all(Option::is_some), "{f} has a series at {point}");
        let nearby = little_o::geometry::Nearby { whole, series };
        for step in [1e-12, -1e-9, 1e-5, -0.01, 0.1, 0.9, -0.9] {
            let (drawn, read) = (little_o::geometry::Function::value(&nearby, step), tangent.remainder(step));
            assert!((drawn - read).abs() <= 1e-6 * read.abs(), "{f} at {point}, ε = {step}: {drawn}, {read}");
        }
    }
}

//! Proofs that |f/g| stays below a tolerance, checked again by another arithmetic at high precision.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use dashu_ratio::RBig;
use little_o::budget::Budget;
use little_o::eval::{Interval, Piece, Tape, Taylor, enclose};
use little_o::expr::{Expr, Node, Symbol, read};
use little_o::limits::Point;
use little_o::order::{self, Nearness, Sides};
use little_o::session::read_point;

fn expr(source: &str) -> Expr {
    read(source).unwrap().expr
}

/// What is proved of f/g at a point, and the two as formulas of the distance h.
fn nearness(f: &str, g: &str, at: &str, tolerance: f64) -> (Nearness, Expr) {
    let (f, g, x, h) = (expr(f), expr(g), Symbol::new("x"), Symbol::new("h"));
    let point = read_point(at).unwrap();
    let budget = Budget::steps(200_000);
    let verdict = order::relation(&budget, &f, &g, &x, &point, Sides::Both);
    let place = match &point {
        Point::Finite(point) => Node::Sum(vec![point.clone(), Expr::symbol("h")]).into(),
        Point::PlusInfinity | Point::MinusInfinity => expr("1/h"),
    };
    let (f, g) = (f.substitute(&x, &place), g.substitute(&x, &place));
    let found = order::nearness(&budget, &verdict, &point, (&f, &g), &h, tolerance, 1.1);
    (found, Node::Quotient(f, g).into())
}

/// Bounds of the ratio at one place from enclosures of 400 bits, or none where it is not defined.
fn checked(ratio: &Expr, h: f64) -> Option<(f64, f64)> {
    let h = [(Symbol::new("h"), RBig::try_from(h).unwrap())];
    let value = enclose(ratio, &h, 400).ok()?.to_f64();
    Some((value - 1e-15 * value.abs(), value + 1e-15 * value.abs()))
}

/// The second checker: pieces join without gaps from 0 on, and at many places of each the value lies in its bounds.
fn verify(pieces: &[Piece], ratio: &Expr, delta: f64, tolerance: f64) {
    for sign in [-1.0, 1.0] {
        let side: Vec<&Piece> = pieces.iter().filter(|piece| piece.to * sign > 0.0).collect();
        let mut reached = 0.0;
        for piece in &side {
            assert!((piece.from - sign * reached).abs() == 0.0, "a gap before {piece:?}");
            reached = piece.to.abs();
            assert!(-tolerance <= piece.bounds.lower && piece.bounds.upper <= tolerance, "{piece:?}");
            let near = (0..12).map(|k| piece.to * 10_f64.powi(-3 * k));
            let within = (0..=16).map(|k| piece.from + (piece.to - piece.from) * f64::from(k) / 16.0);
            for h in near.chain(within).filter(|h| *h != 0.0 && h.abs() >= piece.from.abs()) {
                let Some((low, high)) = checked(ratio, h) else { continue };
                assert!(piece.bounds.lower <= high && low <= piece.bounds.upper, "{low} at {h} is not in {piece:?}");
            }
        }
        assert!(side.is_empty() || reached >= delta, "{delta} is not reached: {side:?}");
    }
}

#[test]
fn a_delta_is_proved_and_nearly_the_best() {
    // The best δ: from the formula of the ratio where there is one, else from its series.
    let cases = [
        ("x^2", "x", "0", 0.25, 0.25),
        ("x^2", "x", "0", 1e-30, 1e-30),
        ("tan(x) - sin(x)", "x^2", "0", 0.1, 0.198_049),
        ("1 - cos(x)", "x", "0", 0.1, 0.200_671),
        ("sin(x)", "10x", "0", 0.2, 1.1),
        ("x^2 sin(1/x)", "x", "0", 0.1, 0.118_72),
        ("|x|^3", "x^2", "0", 0.1, 0.1),
        ("x", "x^2", "oo", 0.1, 0.1),
        ("x + 1", "x^2", "-oo", 0.1, 0.112_7),
        ("log(x) - (x - 1)", "x - 1", "1", 0.1, 0.176_13),
        ("exp(x) - 1 - x", "x", "0", 0.01, 0.019_87),
    ];
    for (f, g, at, tolerance, best) in cases {
        let (Nearness::Within { delta, pieces }, ratio) = nearness(f, g, at, tolerance) else {
            panic!("nothing is proved of {f} and {g} at {at}");
        };
        assert!(delta <= best * 1.0002 && delta >= best * 0.995, "{f} and {g}: {delta}, not {best}");
        verify(&pieces, &ratio, delta, tolerance);
    }
}

#[test]
fn no_delta_is_proved_where_the_limit_is_too_large() {
    let cases = [
        ("sin(x)", "x", "0", 0.5),
        ("x", "x^2", "0", 10.0),
        ("sin(1/x)", "1", "0", 0.5),
        ("|x|", "x", "0", 0.9),
        ("x^2", "x", "oo", 1e9),
    ];
    for (f, g, at, tolerance) in cases {
        assert_eq!(nearness(f, g, at, tolerance).0, Nearness::Never, "{f} and {g}");
    }
}

#[test]
fn what_is_not_proved_is_not_claimed() {
    // The limit is the tolerance itself: it may be reached from below or from above.
    assert_eq!(nearness("sin(x)", "x", "0", 1.0).0, Nearness::Unknown);
    assert_eq!(nearness("log(-1-x^2)", "x", "0", 1.0).0, Nearness::Unknown);
}

#[test]
fn models_hold_the_true_value() {
    // Every smooth function of the language, in the middle of its domain.
    let sources = [
        "sin(x)",
        "cos(x)",
        "tan(x)",
        "cot(x+1)",
        "sec(x)",
        "csc(x+1)",
        "asin(x)",
        "acos(x)",
        "atan(x)",
        "acot(x+2)",
        "asec(x+2)",
        "acsc(x+2)",
        "sinh(x)",
        "cosh(x)",
        "tanh(x)",
        "coth(x+1)",
        "sech(x)",
        "csch(x+1)",
        "asinh(x)",
        "acosh(x+2)",
        "atanh(x)",
        "acoth(x+3)",
        "asech((x+1)/3)",
        "acsch(x+1)",
        "exp(x)",
        "log(1+x)",
        "log10(2+x)",
        "log2(2+x)",
        "sqrt(1+x)",
        "cbrt(1+x)",
        "abs(x-1)",
        "floor(x+1/2)",
        "frac(x+1/2)",
        "relu(x+1)",
        "sigmoid(x)",
        "softplus(x)",
        "erf(x)",
        "erfc(x)",
        "(1+x)^x",
        "x^7",
        "(1+x)^(-3)",
        "(2+x)^pi",
        "min(x, 1)",
        "max(x, 1)",
        "where(x < 1, x^2, x)",
    ];
    for source in sources {
        let (expr, x) = (expr(source), Symbol::new("x"));
        let over = Interval::new(0.0, 0.1);
        let model = Taylor::new(&Tape::new(&expr, std::slice::from_ref(&x)), 0.05, over);
        let model = model.unwrap_or_else(|| panic!("{source} has no model"));
        for place in [0.0, 0.03, 0.05, 0.1] {
            let exact = enclose(&expr, &[(x.clone(), RBig::try_from(place).unwrap())], 200).unwrap();
            let distance: f64 = place - 0.05;
            let bounds = model.scaled(0, Interval::new(distance.next_down(), distance.next_up()));
            let value = exact.to_f64();
            assert!(bounds.lower <= value && value <= bounds.upper, "{source} at {place}: {value} not in {bounds:?}");
            assert!(bounds.width() < 1e-6, "{source} at {place}: {bounds:?}");
        }
    }
    for source in ["abs(x)", "floor(x)", "1/x", "sqrt(x)", "gamma(x+1)", "where(x < 0, 1, 2)", "max(x, 0)"] {
        let tape = Tape::new(&expr(source), &[Symbol::new("x")]);
        assert!(Taylor::new(&tape, 0.05, Interval::new(-0.1, 0.2)).is_none(), "{source} is not smooth");
    }
}

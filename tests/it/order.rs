//! f against g: every row of the design's section on the verdict, and the course's pairs.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used, clippy::panic, clippy::float_cmp)]

use little_o::{
    budget::Budget,
    expr::{Expr, Symbol},
    limits::Point,
    order::{self, Relation, Sides, Verdict},
};

fn verdict(f: &str, g: &str) -> Verdict {
    let expr = |source: &str| source.parse::<Expr>().unwrap();
    let zero = Point::Finite(Expr::integer(0));
    order::relation(&Budget::steps(100_000), &expr(f), &expr(g), &Symbol::new("x"), &zero, Sides::Both)
}

#[track_caller]
fn check(f: &str, g: &str, relation: &str, limit: &str, left: &str, right: &str) {
    let verdict = verdict(f, g);
    let sides = (verdict.left_text().unwrap(), verdict.right_text().unwrap());
    let found = (verdict.relation.name(), verdict.limit_text(), sides.0.as_str(), sides.1.as_str());
    assert_eq!(found, (relation, limit.to_owned(), left, right), "{f} against {g}");
}

#[test]
fn every_row_of_the_design() {
    check("abs(x)", "x", "same-order", "none", "-1", "1");
    check("abs(x)-x", "x", "bounded", "none", "-2", "0");
    check("x", "abs(x)-x", "undefined", "undefined", "-1/2", "undefined");
    check("x", "abs(x)-x+x^2", "not-comparable", "none", "-1/2", "oo");
    check("e^x", "x", "larger", "none", "-oo", "oo");
    check("sin(1/x)", "1", "bounded", "[-1, 1]", "[-1, 1]", "[-1, 1]");
    check("2+sin(1/x)", "1", "same-order", "[1, 3]", "[1, 3]", "[1, 3]");
    check("x sin(1/x)", "x^2", "not-comparable", "[-oo, oo]", "[-oo, oo]", "[-oo, oo]");
    check("floor(x)", "x", "not-comparable", "none", "oo", "0");
    check("e^(1/x)", "1", "not-comparable", "none", "0", "oo");
}

#[test]
fn zeros_of_g_that_accumulate_are_left_out() {
    check("x^2 sin(1/x)", "x sin(1/x)", "little-o", "0", "0", "0");
    check("1", "x sin(1/x)", "larger", "[-oo, oo]", "[-oo, oo]", "[-oo, oo]");
    check("x", "x sin(1/x)", "not-comparable", "[-oo, oo]", "[-oo, oo]", "[-oo, oo]");
    assert!(verdict("x", "x sin(1/x)").g_is_bounded_by_f);
    check("x", "sin(1/x)+x", "not-comparable", "[-oo, oo]", "[-oo, oo]", "[-oo, oo]");
    check("1/x", "sin(1/x)+x", "larger", "[-oo, oo]", "[-oo, oo]", "[-oo, oo]");
}

#[test]
fn sides_outside_the_domain_are_dropped() {
    check("sqrt(x)", "x", "larger", "oo", "undefined", "oo");
    assert_eq!(verdict("sqrt(x)", "x").left.unwrap().dropped, Some((false, true)));
    check("x log(x)", "x", "larger", "-oo", "undefined", "-oo");
    check("log(x)", "sqrt(-x)", "undefined", "undefined", "undefined", "undefined");
    check("x^2", "max(x, 0)", "undefined", "undefined", "undefined", "0");
    check("x", "0", "undefined", "undefined", "undefined", "undefined");
    check("0", "x", "little-o", "0", "0", "0");
    check("max(x, 0)", "x^2", "not-comparable", "none", "0", "oo");
}

#[test]
fn the_pairs_of_the_course() {
    let table = [
        ("x", "same-order", "larger"),
        ("x^2", "little-o", "same-order"),
        ("5x", "same-order", "larger"),
        ("1/1e6 * x", "same-order", "larger"),
        ("10^6 x^3", "little-o", "little-o"),
        ("exp(x)", "larger", "larger"),
        ("sin(x)", "same-order", "larger"),
        ("x+2", "larger", "larger"),
        ("1/x", "larger", "larger"),
        ("x**1000", "little-o", "little-o"),
        ("10*x", "same-order", "larger"),
    ];
    for (f, against_x, against_square) in table {
        assert_eq!(verdict(f, "x").relation.name(), against_x, "{f} against x");
        assert_eq!(verdict(f, "x^2").relation.name(), against_square, "{f} against x^2");
    }
}

#[test]
fn sides_whose_limits_may_be_the_same_are_not_said_to_differ() {
    // −a and a: equal exactly where a = 0.
    check("a*abs(x)", "x", "undecided", "undecided", "-a", "a");
}

/// Whether a verdict needs what the page fetches only after its first one.
fn calls_on_reserve(f: &str, g: &str) -> bool {
    let budget = Budget::steps(100_000);
    let (f, g) = (f.parse().unwrap(), g.parse().unwrap());
    order::relation(&budget, &f, &g, &Symbol::new("x"), &Point::Finite(Expr::integer(0)), Sides::Both);
    budget.has_called_on_reserve()
}

#[test]
fn the_first_verdicts_do_without_the_reserve() {
    let course = ["x", "x^2", "5x", "1/1e6 * x", "10^6 x^3", "exp(x)", "sin(x)", "x+2", "1/x", "x**1000", "10*x"];
    for (f, g) in course.into_iter().flat_map(|f| [(f, "x"), (f, "x^2")]) {
        assert!(!calls_on_reserve(f, g), "{f} against {g}");
    }
    for f in ["√x", "x log x", "x^2 log|x|", "1 - cos x", "sin x - x", "tan x - sin x", "log(1+x) - x", "exp(-1/x^2)"]
    {
        assert!(!calls_on_reserve(f, "x"), "{f}");
    }
    for f in ["gamma(x)", "x sin(1/x)", "floor(x)", "atan2(x, 1)", "asin(x)"] {
        assert!(calls_on_reserve(f, "x"), "{f}");
    }
}

#[test]
fn further_pairs_against_all_powers() {
    let powers = ["x", "x^2", "x^3", "1/x", "x^50"];
    let (o, s, l, n) = ("little-o", "same-order", "larger", "not-comparable");
    for (f, expected) in [
        ("√x", [l, l, l, o, l]),
        ("x log x", [l, l, l, o, l]),
        ("x² log|x|", [o, l, l, o, l]),
        ("tan x - sin x", [o, o, s, o, l]),
        ("1 - cos x", [o, s, l, o, l]),
        ("sin x - x", [o, o, s, o, l]),
        ("log(1+x) - x + x^2/2", [o, o, s, o, l]),
        ("exp(-1/x²)", [o, o, o, o, o]),
        ("x sin(1/x)", ["bounded", n, n, o, n]),
        ("x^2 sin(1/x)", [o, "bounded", n, o, n]),
    ] {
        for (g, expected) in powers.into_iter().zip(expected) {
            assert_eq!(verdict(f, g).relation.name(), expected, "{f} against {g}");
        }
    }
}

#[test]
fn leading_terms_are_reported_in_the_variable() {
    let leading = |f: &str| verdict(f, "x").right.unwrap().leading_f.unwrap().to_string();
    assert_eq!(leading("tan(x)-sin(x)"), "x^3/2");
    assert_eq!(leading("x^2*log(abs(x))+x^3"), "x^2*log(x)");
    assert_eq!(leading("exp(-1/x^2)+exp(-1/x^4)"), "exp(-1/x^2)");
    assert_eq!(verdict("sqrt(abs(x))+x", "x").left.unwrap().leading_f.unwrap().to_string(), "sqrt(-x)");
}

#[test]
fn answers_of_a_relation() {
    assert_eq!(Relation::LittleO.answers(), Some((true, true, false)));
    assert_eq!(Relation::Undecided.answers(), None);
    let (f, g, x) = ("x^2".parse::<Expr>().unwrap(), "max(x, 0)".parse::<Expr>().unwrap(), Symbol::new("x"));
    let explanation = order::explain(&verdict("x^2", "max(x, 0)"), &f, &g, &x, &Point::Finite(Expr::integer(0)));
    assert_eq!(explanation.headline, "(x^2)/(max(x, 0)) is not defined near 0.");
    assert_eq!(explanation.notes.len(), 1);
}

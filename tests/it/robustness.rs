//! Whatever is typed, the engine answers within its budget and on a small stack.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used, clippy::panic)]

use little_o::{
    budget::Budget,
    expr::{self, Expr, Symbol},
    limits::{self, Point, Side},
};
use proptest::prelude::*;

/// Steps a limit may take here; the page allows ten times as many.
const STEPS: u64 = 20_000;
/// The page has a stack of 1 MB, in code that is optimised for size; without optimisation the same calls need more.
const STACK: usize = if cfg!(debug_assertions) { 16 << 20 } else { 1 << 20 };

/// Pieces of formulas, also unfinished and nonsensical ones.
const PIECES: &[&str] = &[
    "x",
    "x",
    "x",
    "y",
    "a",
    "1",
    "2",
    "0",
    "1/2",
    "3",
    "10",
    "1e6",
    "0.1",
    "pi",
    "e",
    "+",
    "-",
    "*",
    "/",
    "^",
    "**",
    "(",
    ")",
    "(",
    ")",
    "|",
    ",",
    " ",
    "sin(",
    "cos(",
    "tan(",
    "exp(",
    "log(",
    "sqrt(",
    "abs(",
    "floor(",
    "sign(",
    "max(",
    "asin(",
    "atan(",
    "tanh(",
    "asinh(",
    "cbrt(",
    "gamma(",
    "factorial(",
    "digamma(",
    "erf(",
    "Ei(",
    "zeta(",
    "lambertw(",
    "atan2(",
    "where(",
    "x>0",
    "!",
    "√",
    "²",
    "\\frac{1}{x}",
    "oo",
    "I",
    "heaviside(",
    "binomial(",
    "1/x",
    "x^x",
    "^-1",
];

/// All the engine does with a text; fails if the budget is exceeded by more than one operation's worth.
fn exercise(text: &str, steps: u64) {
    let Ok(reading) = expr::read(text) else { return };
    let x = Symbol::new("x");
    let zero = Point::Finite(Expr::integer(0));
    for (point, side) in [(&zero, Side::Left), (&zero, Side::Right), (&Point::PlusInfinity, Side::Left)] {
        let budget = Budget::steps(steps);
        let answer = limits::limit(&budget, &reading.expr, &x, point, side);
        assert!(budget.spent() <= steps + STEPS, "{text}: {} steps", budget.spent());
        if let Ok(limit) = &answer.limit {
            let _ = limit.to_string();
        }
    }
}

/// Runs on a stack as small as the page's.
fn on_a_small_stack(work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(STACK).spawn(work).unwrap().join().expect("no panic and no overflow");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_pieces_of_formulas(pieces in prop::collection::vec(prop::sample::select(PIECES), 1..24)) {
        on_a_small_stack(move || exercise(&pieces.concat(), STEPS));
    }

    #[test]
    fn any_text(text in "\\PC{0,40}") {
        on_a_small_stack(move || exercise(&text, STEPS));
    }
}

#[test]
fn deep_formulas_need_no_deep_stack() {
    let nested = |open: &str, close: &str, depth: usize| format!("{}x{}", open.repeat(depth), close.repeat(depth));
    let deep: Vec<String> = vec![
        nested("sin(", ")", 98),
        nested("exp(", ")", 98),
        nested("log(1+", ")", 98),
        nested("atan(1/", ")", 98),
        nested("sqrt(1+", ")", 98),
        nested("1/(1+", ")", 98),
        nested("gamma(1+", ")", 98),
        nested("erf(", ")", 98),
        nested("abs(sin(", "))", 48),
        nested("max(x,", ")", 98),
        nested("exp(-1/", ")", 98),
        nested("x^(", ")", 98),
        "-".repeat(5_000) + "x",
        "2^".repeat(97) + "x",
        vec!["sin(1/x)"; 400].join("*"),
        vec!["exp(x)"; 2_000].join("+"),
        vec!["(1+x)"; 300].join("*"),
        vec!["x"; 90].join("^"),
    ];
    on_a_small_stack(move || deep.iter().for_each(|text| exercise(text, 2_000)));
}

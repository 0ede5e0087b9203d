//! Random quotients of elementary functions, chosen to be hard: compositions, cancellations to high order, nested
//! exponentials and logarithms, one-sided domains, oscillation; at 0, at other points, and toward ±∞.

use super::Question;
use crate::choices::Choices;
use little_o::expr::{Expr, Node, Symbol};
use little_o::limits::{Point, Side};

/// Functions that vanish at u = 0.
const VANISHING: &[&str] = &[
    "sin(u)",
    "tan(u)",
    "asin(u)",
    "atan(u)",
    "sinh(u)",
    "tanh(u)",
    "asinh(u)",
    "atanh(u)",
    "(exp(u) - 1)",
    "log(1 + u)",
    "(sqrt(1 + u) - 1)",
    "((1 + u)^(1/3) - 1)",
    "(1 - cos(u))",
    "(cosh(u) - 1)",
    "log(cos(u))",
    "(u/(1 + u))",
    "(u + u^2)",
    "(2*u - 3*u^2)",
    "(u*cos(u))",
    "(u*exp(u))",
    "u^2",
    "u^3",
    "abs(u)",
    "(2^u - 1)",
    "cbrt(u)",
    "sqrt(abs(u))",
    "relu(u)",
    "(softplus(u) - log(2))",
    "(sigmoid(u) - 1/2)",
    "(1/(1 + u) - 1)",
    "max(u, u^2)",
    "min(u, sin(u))",
    "sqrt(u^2)",
    "acos(1 - u)",
    "acosh(1 + u)",
    "(asin(1 - u) - pi/2)",
    "(atan(1/u) - pi/2)",
    "where(u > 0, sin(u), u^2)",
];

/// Differences that cancel to some order, in two vanishing functions u and v.
const CANCELLING: &[&str] = &[
    "(u - v)",
    "(sin(u) - u)",
    "(tan(u) - sin(u))",
    "(log(1 + u) - u)",
    "(exp(u) - 1 - u)",
    "(exp(u) - 1 - u - u^2/2)",
    "(atan(u) - tanh(u))",
    "(sin(tan(u)) - tan(sin(u)))",
    "(asin(u) - sinh(u))",
    "(sqrt(1 + u) - 1 - u/2)",
    "(sin(u + v) - sin(u))",
    "(log(1 + u + v) - log(1 + u))",
    "(exp(u) - exp(v))",
    "((1 + u)^(1/3) - (1 + v)^(1/3))",
    "(cos(u) - cos(v))",
    "(1/(1 + u) - 1/(1 + v))",
    "(exp(exp(u) - 1) - exp(u))",
    "(1/u - 1/sin(u))",
    "(cosh(u) - 1/cos(u))",
];

/// Slow, fast and oscillating functions of x near 0, some on one side only.
const FACTORS: &[&str] = &[
    "log(abs(x))",
    "log(abs(x))^2",
    "1/log(abs(x))",
    "log(log(1/abs(x)))",
    "exp(-1/x^2)",
    "exp(-1/abs(x))",
    "exp(1/x)",
    "exp(-1/x)",
    "(1 + exp(1/x))",
    "sqrt(log(1/abs(x)))",
    "exp(sqrt(log(1/abs(x))))",
    "sin(1/x)",
    "cos(1/x)",
    "(2 + sin(1/x))",
    "(3 - cos(1/x^2))",
    "atan(1/x)",
    "tanh(1/x)",
    "sin(log(abs(x)))",
    "sign(x)",
    "x^x",
    "sqrt(x)",
    "x^(1/3)",
    "abs(x)^(3/2)",
    "2^(1/x)",
    "(1 + x)^(1/x)",
    "(1 + sin(x))^(1/x)",
    "x^sin(x)",
    "floor(1 + x)",
    "ceil(cos(x))",
    "sin(1/x)^2",
    "x^pi",
    "(log(abs(x)) + 1/x^2)",
    "log(1 + exp(1/x))",
    "exp(x*sin(1/x))",
    "(1 + x*sin(1/x))",
    "log(x)",
    "acos(1 + x)",
    "sqrt(-x)",
    "log(1 - exp(-1/abs(x)))",
    "(atan(1/x) - atan(2/x))",
];

/// Comparisons of scales toward infinity, in a function u that grows.
const GROWING: &[&str] = &[
    "exp(u)",
    "log(u)",
    "exp(exp(u))",
    "log(log(u))",
    "(exp(u + exp(-u)) - exp(u))",
    "(log(u + 1) - log(u))",
    "(sqrt(u^2 + u) - u)",
    "(sin(u + 1/u) - sin(u))",
    "(1 + 1/u)^u",
    "u^(1/log(u))",
    "exp(log(u)^2)",
    "log(exp(u) + u)",
    "(log(exp(u) + 1) - u)",
    "u^log(u)",
    "exp(sqrt(u))",
    "(exp(u)*(exp(1/u) - 1))",
    "exp(u)/(1 + exp(u))",
    "(exp(1/u - exp(-u)) - exp(1/u))",
    "log(log(u)*u)/log(u)",
    "exp(-u)*u^3",
    "tanh(u)",
    "(atan(u) - pi/2)",
    "exp(u - exp(u))",
    "log(u + exp(-u))",
    "softplus(u)",
    "(floor(u)/u)",
    "sin(u)",
    "(u + sin(u))",
    "(asinh(u) - log(2*u))",
];

/// Functions of x that grow toward infinity.
const GROWTHS: &[&str] = &["x", "x^2", "sqrt(x)", "(x + log(x))", "log(x)", "x*log(x)", "(x - 1)", "exp(x)", "x/2"];

/// Points other than 0.
const POINTS: &[&str] = &["1", "-2", "2/3", "pi", "sqrt(2)", "log(2)"];

/// Question `number` of `seed`: the limit of a random f/g.
pub fn question(seed: u64, number: u64) -> Question {
    let choices = &mut Choices::new(seed, number);
    let finite = |point: &str| Point::Finite(read(point));
    let side = if choices.below(2) == 0 { Side::Left } else { Side::Right };
    let (x, zero) = (Expr::symbol("x"), finite("0"));
    match choices.below(8) {
        0 => Question { expr: quotient(choices, growing), point: Point::PlusInfinity, side: Side::Left },
        1 => {
            // Near 0, seen from infinity.
            let near = Node::Quotient(Expr::integer(1), x).into();
            let (point, side) = match side {
                Side::Left => (Point::MinusInfinity, Side::Right),
                Side::Right => (Point::PlusInfinity, Side::Left),
            };
            Question { expr: shifted(&quotient(choices, function), &near), point, side }
        }
        2 => {
            let point = choices.of(POINTS);
            let near = Node::Sum(vec![x, Node::Neg(read(point)).into()]).into();
            Question { expr: shifted(&quotient(choices, function), &near), point: finite(point), side }
        }
        _ => Question { expr: quotient(choices, function), point: zero, side },
    }
}

fn shifted(expr: &Expr, near: &Expr) -> Expr {
    expr.substitute(&Symbol::new("x"), near)
}

fn read(source: &str) -> Expr {
    source.parse().unwrap_or_else(|problem| panic!("cannot read {source}: {problem:?}"))
}

fn quotient(choices: &mut Choices, function: fn(&mut Choices) -> String) -> Expr {
    let f = function(choices);
    let g =
        if choices.below(3) == 0 { choices.of(&["x", "x^2", "x^3", "1", "1/x"]).to_owned() } else { function(choices) };
    Node::Quotient(read(&f), read(&g)).into()
}

/// A function of x near 0.
fn function(choices: &mut Choices) -> String {
    let u = vanishing(choices, 2);
    match choices.below(8) {
        0 | 1 => u,
        2 | 3 => {
            let v = vanishing(choices, 2);
            with(choices.of(CANCELLING), &u, &v)
        }
        4 => choices.of(FACTORS).to_owned(),
        5 => format!("{u}*{}", choices.of(FACTORS)),
        6 => format!("({u} + {}*{})", vanishing(choices, 1), choices.of(FACTORS)),
        _ => {
            let v = vanishing(choices, 1);
            format!("({})*{}", with(choices.of(CANCELLING), &u, &v), choices.of(FACTORS))
        }
    }
}

/// A function that vanishes at x = 0.
fn vanishing(choices: &mut Choices, depth: usize) -> String {
    if depth == 0 || choices.below(3) == 0 {
        return "x".to_owned();
    }
    let inner = vanishing(choices, depth - 1);
    with(choices.of(VANISHING), &inner, "")
}

/// A function of x toward infinity.
fn growing(choices: &mut Choices) -> String {
    let scale = with(choices.of(GROWING), choices.of(GROWTHS), "");
    match choices.below(3) {
        0 => scale,
        1 => format!("{scale}*{}", with(choices.of(GROWING), choices.of(GROWTHS), "")),
        _ => format!("({scale} - {})", with(choices.of(GROWING), choices.of(GROWTHS), "")),
    }
}

/// Puts functions in the place of the letters u and v of a pattern.
fn with(pattern: &str, u: &str, v: &str) -> String {
    let bytes = pattern.as_bytes();
    let is_letter = |index: usize| bytes.get(index).is_some_and(u8::is_ascii_alphabetic);
    let mut out = String::new();
    for (index, character) in pattern.char_indices() {
        let alone = !is_letter(index + 1) && (index == 0 || !is_letter(index - 1));
        match character {
            'u' if alone => out.push_str(u),
            'v' if alone => out.push_str(v),
            _ => out.push(character),
        }
    }
    out
}

//! What texts are read as, what is said about guesses and faults, and that no text does harm.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used, clippy::panic, clippy::float_cmp)]

use crate::expr::{config, formula};
use crate::typing::{generate, harm};
use little_o::diagnostic::{Diagnostic, Severity};
use little_o::expr::{latex, read};
use little_o::functions::{Function, TABLE};
use little_o::syntax::{MAX_CHARS, MAX_NESTING};
use proptest::prelude::*;

/// `source` reads as the expression that prints as `printed`.
#[track_caller]
fn reads(source: &str, printed: &str) {
    match read(source) {
        Ok(reading) => assert_eq!(reading.expr.to_string(), printed, "{source}"),
        Err(diagnostic) => panic!("{source}: {}", diagnostic.message),
    }
}

/// `source` is read with a note that holds `message` and offers the texts `others`.
#[track_caller]
fn notes(source: &str, message: &str, others: &[&str]) {
    let reading = read(source).unwrap_or_else(|diagnostic| panic!("{source}: {}", diagnostic.message));
    let Some(note) = reading.notes.iter().find(|note| note.message.contains(message)) else {
        panic!("{source}: {:?}", reading.notes);
    };
    assert_eq!(note.severity, Severity::Note);
    assert_eq!(offers(note, source), others, "{source}");
}

/// `source` is read without a guess.
#[track_caller]
fn reads_quietly(source: &str, printed: &str) {
    reads(source, printed);
    assert_eq!(read(source).map(|reading| reading.notes), Ok(vec![]), "{source}");
}

/// `source` cannot be read: what is wrong is at `place`, the message holds `message`, the repairs give `repaired`.
#[track_caller]
fn fails(source: &str, place: &str, message: &str, repaired: &[&str]) {
    let diagnostic = fault(source, Severity::Error);
    assert_eq!(diagnostic.span.slice(source), place, "{source}: {}", diagnostic.message);
    assert!(diagnostic.message.contains(message), "{source}: {}", diagnostic.message);
    assert_eq!(offers(&diagnostic, source), repaired, "{source}");
}

/// `source` is not finished; the repairs give `repaired`.
#[track_caller]
fn is_unfinished(source: &str, repaired: &[&str]) {
    let diagnostic = fault(source, Severity::Unfinished);
    assert_eq!(offers(&diagnostic, source), repaired, "{source}: {}", diagnostic.message);
}

#[track_caller]
fn fault(source: &str, severity: Severity) -> Diagnostic {
    match read(source) {
        Ok(reading) => panic!("{source} reads as {}", reading.expr),
        Err(diagnostic) => {
            assert_eq!(diagnostic.severity, severity, "{source}: {}", diagnostic.message);
            diagnostic
        }
    }
}

fn offers(diagnostic: &Diagnostic, source: &str) -> Vec<String> {
    diagnostic.suggestions.iter().map(|repair| repair.apply(source)).collect()
}

#[test]
fn school_notation() {
    reads_quietly("x^2", "x^2");
    reads_quietly("2x", "2*x");
    reads_quietly("3(x+1)", "3*(x + 1)");
    reads_quietly("(x+1)(x-1)", "(x + 1)*(x - 1)");
    reads_quietly("x sin x", "x*sin(x)");
    reads_quietly("x^2 ln|x|", "x^2*log(abs(x))");
    reads_quietly("sin^2(x)", "sin(x)^2");
    reads_quietly("sin²x", "sin(x)^2");
    reads_quietly("sin^2 2x", "sin(2*x)^2");
    reads_quietly("sin 2x", "sin(2*x)");
    reads_quietly("sin2x", "sin(2*x)");
    reads_quietly("sin x cos x", "sin(x)*cos(x)");
    reads_quietly("sin πx", "sin(pi*x)");
    reads_quietly("sin 2πx", "sin(2*pi*x)");
    reads_quietly("sin ωt", "sin(omega*t)");
    reads_quietly("ln|x| y", "log(abs(x))*y");
    reads_quietly("|x|", "abs(x)");
    reads_quietly("|x||y|", "abs(x)*abs(y)");
    reads_quietly("||x|-1|", "abs(abs(x) - 1)");
    reads_quietly("|x-|y||", "abs(x - abs(y))");
    reads_quietly("2|x|", "2*abs(x)");
    reads_quietly("|x|^2", "abs(x)^2");
    reads_quietly("|x(|y|+1)|", "abs(x*(abs(y) + 1))");
    reads_quietly("|2|x||", "abs(2*abs(x))");
    reads_quietly("||x||", "abs(abs(x))");
    reads_quietly("|a|b|c|", "abs(a)*b*abs(c)");
    reads_quietly("|x|-|y|", "abs(x) - abs(y)");
    reads_quietly("|-x|", "abs(-x)");
    reads_quietly("2|-x|", "2*abs(-x)");
    reads_quietly("|sin|x||", "abs(sin(abs(x)))");
    reads_quietly("|x|y||z||", "abs(x)*y*abs(abs(z))");
    reads_quietly("max(|x|, |y|)", "max(abs(x), abs(y))");
    reads_quietly("|x|!", "factorial(abs(x))");
    reads_quietly("|x|²", "abs(x)^2");
    reads_quietly("√|x|", "sqrt(abs(x))");
    reads_quietly("√x", "sqrt(x)");
    reads_quietly("√(x+1)", "sqrt(x + 1)");
    reads_quietly("∛x", "cbrt(x)");
    reads_quietly("∜x", "x^(1/4)");
    reads_quietly("x²", "x^2");
    reads_quietly("x⁻¹", "x^(-1)");
    reads_quietly("x¹²", "x^12");
    reads_quietly("⌊x⌋ + ⌈x⌉", "floor(x) + ceil(x)");
    reads_quietly("2·x×3−1÷x", "2*x*3 - 1/x");
    reads_quietly("2⋅x∗3", "2*x*3");
    reads_quietly("[x+1]/{x-1}", "(x + 1)/(x - 1)");
    reads_quietly("a(b+c)", "a*(b + c)");
    reads_quietly("x(x+1)", "x*(x + 1)");
    reads_quietly("x!", "factorial(x)");
    reads_quietly("πx", "pi*x");
    reads_quietly("ε^2", "epsilon^2");
    reads_quietly("αβ", "alpha*beta");
    reads_quietly("w_1 + b", "w_1 + b");
    reads_quietly("w₁x + w₁₂", "w_1*x + w_12");
    reads_quietly("log₂ x + log₁₀(x)", "log2(x) + log10(x)");
    reads_quietly("log(x, 3)", "log(x)/log(3)");
    reads_quietly("log(x, 2)", "log2(x)");
    reads_quietly("log_2(x)", "log2(x)");
    reads_quietly("log_10 x", "log10(x)");
    reads_quietly("lg x", "log10(x)");
    reads_quietly("arcsin x + tg x", "asin(x) + tan(x)");
    reads_quietly("max(x, 0, 1)", "max(x, 0, 1)");
    reads_quietly("atan2(y, x)", "atan2(y, x)");
    reads_quietly("SIN(x)", "sin(x)");
    reads_quietly("gamma(x) + gamma", "gamma(x) + gamma");
    reads_quietly("  x  +  1  ", "x + 1");
    reads_quietly("x\u{200b}+\u{a0}1", "x + 1");
    reads_quietly("lambda + x", "lambda + x");
}

#[test]
fn numbers() {
    reads_quietly("0.1", "1/10");
    reads_quietly("1e6", "1000000");
    reads_quietly("1E3", "1000");
    reads_quietly("2.5e-3", "1/400");
    reads_quietly("1/1e6 * x", "1/1000000*x");
    reads_quietly("5.", "5");
    reads_quietly(".5", "1/2");
    reads_quietly("007", "7");
    reads_quietly("1/2", "1/2");
    reads_quietly("2/4", "2/4");
    reads_quietly("2e", "2*e");
    reads_quietly("2e^x", "2*e^x");
    reads_quietly("2e-x", "2*e - x");
    reads_quietly("1e999999999", "10^999999999");
    reads_quietly("2e999999999", "2*10^999999999");
    reads_quietly("1e-999999999", "10^(-999999999)");
    reads_quietly("0e999999999", "0");
    reads_quietly("9^9^9^9", "9^9^9^9");
    reads_quietly("1e99999999999999999999999999", "10^99999999999999999999999999");
}

#[test]
fn precedences() {
    reads_quietly("-x^2", "-x^2");
    reads_quietly("(-x)^2", "(-x)^2");
    reads_quietly("-x*y", "-x*y");
    reads_quietly("x^-2", "x^(-2)");
    reads_quietly("x*-y", "x*(-y)");
    reads_quietly("2^3^2", "2^3^2");
    reads_quietly("(2^3)^2", "(2^3)^2");
    reads_quietly("2x^2", "2*x^2");
    reads_quietly("e^-x", "e^(-x)");
    reads_quietly("e^-x^2", "e^(-x^2)");
    reads_quietly("sin(x)^2", "sin(x)^2");
    reads_quietly("sin x^2", "sin(x^2)");
    reads_quietly("sin(x)/2", "sin(x)/2");
    reads_quietly("sin(x) y", "sin(x)*y");
    reads_quietly("sin -x", "sin(-x)");
    reads_quietly("sin sin x", "sin(sin(x))");
    reads_quietly("a-b-c", "a - b - c");
    reads_quietly("a-(b-c)", "a - (b - c)");
    reads_quietly("a/b/c", "a/b/c");
    reads_quietly("a/(b/c)", "a/(b/c)");
    reads_quietly("a/b*c", "a/b*c");
    reads_quietly("a*(b*c)", "a*(b*c)");
    reads_quietly("--x", "--x");
    reads_quietly("x--1", "x - -1");
    reads_quietly("+x", "x");
    reads_quietly("2^x!", "2^factorial(x)");
    reads_quietly("x^2y", "x^2*y");
}

#[test]
fn guesses_are_said_and_the_other_reading_is_offered() {
    notes("1/2x", "1/(2x)", &["(1/2)x"]);
    notes("x^2/2 sin x", "x^2/(2 sin x)", &["(x^2/2) sin x"]);
    notes("sin x/2", "(sin x)/2", &["sin (x/2)"]);
    notes("e^2x", "e^2*x", &["e^(2x)"]);
    notes("√x²", "√(x²)", &["(√x)²"]);
    notes("xy", "x*y", &[]);
    notes("xsinx", "x*sin(x)", &[]);
    notes("sinx", "sin(x)", &[]);
    notes("pix", "pi*x", &[]);
    notes("f(x)", "f*(x)", &[]);
    notes("sin^-1 x", "asin", &["asin x", "(1/sin x)"]);
    notes("tan⁻¹x", "atan", &["atan x", "(1/tan x)"]);
    notes("\\sin^{-1}(x)", "asin", &["asin(x)", "(1/sin(x))"]);
    notes("log2x", "log2(…)", &["log 2x"]);
    notes("sin x y", "sin(x y)", &["(sin x) y"]);
    notes("cos x(x+1)", "cos(x(x+1))", &["(cos x)(x+1)"]);
    notes("sin^2 2x y", "sin(2x y)", &["(sin^2 2x) y"]);
    notes("log x", "natural", &["log10 x"]);
    notes("x^(1/3)", "not negative", &["cbrt(x)"]);
    notes("(x+1)^(2/3)", "not negative", &["cbrt(x+1)^2"]);
    notes("x!!", "(x!)!", &[]);
    notes("1/0", "divides by zero", &[]);
    notes("\\frac{x}{0}", "divides by zero", &[]);
    assert_eq!(read("log x + log(2x)").map(|reading| reading.notes.len()), Ok(1));
    assert_eq!(read("ln x").map(|reading| reading.notes.len()), Ok(0));
}

#[test]
fn python_and_sympy() {
    reads_quietly("x**2", "x^2");
    reads_quietly("x**1000", "x^1000");
    reads_quietly("sympy.exp(x)", "exp(x)");
    reads_quietly("math.sqrt(x)", "sqrt(x)");
    reads_quietly("numpy.arctan(5*x)", "atan(5*x)");
    reads_quietly("np.where(xs > 0, xs, 0)", "where(x > 0, x, 0)");
    reads_quietly("np.maximum(xs, 0)", "max(x, 0)");
    reads_quietly("np.pi*np.e", "pi*e");
    reads_quietly("where(x>=0, x, -x)", "where(x >= 0, x, -x)");
    reads_quietly("where(x≠0, 1, 0)", "where(x != 0, 1, 0)");
    reads_quietly("where(x=0, 1, 0)", "where(x == 0, 1, 0)");
    reads_quietly("lambda xs: np.cos(np.pi * xs)", "cos(pi*x)");
    reads_quietly("lambda t: t**2", "x^2");
    reads_quietly("lambda w, b: w*b", "x*y");
    reads_quietly("f = lambda w: w**2", "x^2");
    reads_quietly("def f(t): return t**2", "x^2");
    reads_quietly("return np.exp(-x)", "exp(-x)");
    reads_quietly("x**2  # the loss", "x^2");
    reads_quietly("sympy.Abs(x) + Max(x, 1)", "abs(x) + max(x, 1)");
    reads_quietly("sympy.Rational(1, 2)*x", "1/2*x");
    reads_quietly("Piecewise((x, x > 0), (0, True))", "where(x > 0, x, 0)");
    reads_quietly("Piecewise((1, x > 0), (0, x == 0), (-1, True))", "where(x > 0, 1, where(x == 0, 0, -1))");
    notes("xs", "x*s", &[]);
}

#[test]
fn conditions() {
    reads_quietly("where(x > 0 and x < 1, x, 0)", "where(x > 0, where(x < 1, x, 0), 0)");
    reads_quietly("where((x > 0) & (x < 1), x, 0)", "where(x > 0, where(x < 1, x, 0), 0)");
    reads_quietly("where(x < 0 or x > 1, x, 0)", "where(x < 0, x, where(x > 1, x, 0))");
    reads_quietly("np.where((xs < 0) | (xs > 1), xs, 0)", "where(x < 0, x, where(x > 1, x, 0))");
    reads_quietly("where(x < 0 || x > 1, x, 0)", "where(x < 0, x, where(x > 1, x, 0))");
    reads_quietly("where((x < 0) || (x > 1), 1, 0)", "where(x < 0, 1, where(x > 1, 1, 0))");
    reads_quietly(
        "where((x < 0) | (x > 1) | (x == 1/2), 1, 0)",
        "where(x < 0, 1, where(x > 1, 1, where(x == 1/2, 1, 0)))",
    );
    reads_quietly("where(x > 0 && x < 1, 1, 0)", "where(x > 0, where(x < 1, 1, 0), 0)");
    reads_quietly("where(0 < x < 1, x, 0)", "where(0 < x, where(x < 1, x, 0), 0)");
    reads_quietly("where(not x > 0, 1, 2)", "where(x > 0, 2, 1)");
    reads_quietly("where(~(x > 0), 1, 2)", "where(x > 0, 2, 1)");
    reads_quietly("where(not (x > 0 and x < 1), 1, 2)", "where(x > 0, where(x < 1, 2, 1), 1)");
    reads_quietly("where((|x| < 1) & (|y| < 1), 1, 0)", "where(abs(x) < 1, where(abs(y) < 1, 1, 0), 0)");
    reads_quietly("where(|x| < 1 | |y| < 1, 1, 0)", "where(abs(x) < 1, 1, where(abs(y) < 1, 1, 0))");
    reads_quietly("where(((x > 0)), 1, 0)", "where(x > 0, 1, 0)");
    reads_quietly("where((x + 1) > 0, 1, 0)", "where(x + 1 > 0, 1, 0)");
    reads_quietly("where((x + 1)(x - 1) > 0, 1, 0)", "where((x + 1)*(x - 1) > 0, 1, 0)");
    reads_quietly("where(sin(x) > 0, 1, 0)", "where(sin(x) > 0, 1, 0)");
    reads_quietly("np.where(np.logical_and(xs > 0, xs < 1), xs, 0)", "where(x > 0, where(x < 1, x, 0), 0)");
    reads_quietly("Piecewise((x, And(x > 0, x < 1)), (0, True))", "where(x > 0, where(x < 1, x, 0), 0)");
    reads_quietly("sympy.Piecewise((1, sympy.Or(x < 0, x > 1)), (0, True))", "where(x < 0, 1, where(x > 1, 1, 0))");
    reads_quietly("sympy.Piecewise((1, sympy.Eq(x, 0)), (x, True))", "where(x == 0, 1, x)");
    reads_quietly("where(x > 0 ∧ x ≤ 1, 1, 0)", "where(x > 0, where(x <= 1, 1, 0), 0)");
    reads_quietly(
        r"\begin{cases} x & x > 0 \text{ and } x < 1 \\ 0 & \text{otherwise} \end{cases}",
        "where(x > 0, where(x < 1, x, 0), 0)",
    );
    notes("x*(x > 0)", "where(x > 0, 1, 0)", &[]);
    reads("x*(x > 0)", "x*where(x > 0, 1, 0)");
    reads("(x > 0)*x - (x <= 0)", "where(x > 0, 1, 0)*x - where(x <= 0, 1, 0)");
    reads("((x > 0) & (x < 1))*x", "where(x > 0, where(x < 1, 1, 0), 0)*x");
    fails("x and y", "and", "no meaning", &["x  y"]);
    fails("where(x and y, 1, 0)", "where", "comparison", &[]);
    is_unfinished("where(x > 0 and", &[]);
    is_unfinished("where((x > 0) &", &[]);
}

#[test]
fn shorthands_are_written_out_and_said() {
    for (source, printed) in [
        ("np.square(x)", "x^2"),
        ("np.square(x+1)", "(x + 1)^2"),
        ("np.power(x, 3)", "x^3"),
        ("pow(x, 1/2)", "x^(1/2)"),
        ("math.pow(x, 2)", "x^2"),
        ("sympy.Pow(x, 2)", "x^2"),
        ("np.clip(x, 0, 1)", "min(max(x, 0), 1)"),
        ("torch.clamp(x, -1, 1)", "min(max(x, -1), 1)"),
        ("np.heaviside(x, 1)", "where(x < 0, 0, where(x > 0, 1, 1))"),
        ("sympy.Heaviside(x)", "where(x < 0, 0, where(x > 0, 1, 1/2))"),
        ("sympy.binomial(x, 2)", "gamma(x + 1)/(gamma(2 + 1)*gamma(x - 2 + 1))"),
        ("np.hypot(x, y)", "sqrt(x^2 + y^2)"),
        ("np.reciprocal(x)", "1/x"),
        ("np.exp2(x)", "2^x"),
        ("np.trunc(x)", "where(x < 0, ceil(x), floor(x))"),
        ("np.mod(x, 2)", "x - 2*floor(x/2)"),
        ("sympy.root(x, 4)", "x^(1/4)"),
        ("sympy.real_root(x, 3)", "cbrt(x)"),
        ("sympy.real_root(x, 5)", "sign(x)*abs(x)^(1/5)"),
        ("np.deg2rad(x)", "x*pi/180"),
        ("jax.nn.silu(x)", "x*sigmoid(x)"),
        ("torch.nn.functional.leaky_relu(x)", "where(x > 0, x, x/100)"),
        ("relu6(x)", "min(max(x, 0), 6)"),
    ] {
        reads(source, printed);
        notes(source, "Read as", &[]);
    }
    notes("clip(x+1, 0, 1)", "min(max((x+1),0),1)", &[]);
    fails("np.clip(x, 0)", "clip(x, 0)", "3 arguments", &[]);
    fails("np.squar(x)", "np.squar", "no function called `squar`", &["square(x)"]);
    is_unfinished("square(", &[]);
    is_unfinished("1 + square", &["1 + square(x)"]);
    fails("heaviside x", "heaviside", "needs something", &["heaviside(x) x"]);
    // Letters stay letters where nothing is called.
    notes("add", "a*d*d", &[]);
}

#[test]
fn names_of_the_libraries() {
    reads_quietly("np.log1p(x) - np.expm1(x)", "log1p(x) - expm1(x)");
    reads_quietly("np.abs(x) + np.absolute(x) + math.fabs(x)", "abs(x) + abs(x) + abs(x)");
    reads_quietly("np.maximum(x, 0) + np.minimum(x, 0)", "max(x, 0) + min(x, 0)");
    reads_quietly("np.fmax(x, np.fmin(0, x))", "max(x, min(0, x))");
    reads_quietly("np.sqrt(x) + np.cbrt(x)", "sqrt(x) + cbrt(x)");
    reads_quietly("np.log10(x) + np.log2(x)", "log10(x) + log2(x)");
    reads_quietly("np.sign(x)*np.floor(x)*np.ceil(x)*np.rint(x)", "sign(x)*floor(x)*ceil(x)*round(x)");
    reads_quietly("np.arcsinh(x) + np.arctan2(x, 1)", "asinh(x) + atan2(x, 1)");
    reads_quietly("jnp.sin(x) + jax.numpy.cos(x) + torch.tanh(x)", "sin(x) + cos(x) + tanh(x)");
    reads_quietly("scipy.special.expit(x)", "sigmoid(x)");
    reads_quietly("sympy.S(1)/2*x", "1/2*x");
    reads_quietly("sympy.Rational(1,2)*sympy.Max(x, 0)", "1/2*max(x, 0)");
    reads_quietly("sympy.log(x, 10)", "log10(x)");
    reads_quietly("sympy.Abs(sympy.sinh(x))", "abs(sinh(x))");
    fails("np.linalg.norm(x)", "np.linalg.norm", "no function called `norm`", &[]);
}

#[test]
fn pasted_latex() {
    reads_quietly(r"\frac{1-\cos x}{x^2}", "(1 - cos(x))/x^2");
    reads_quietly(r"$\dfrac{x^{2}}{2}$", "x^2/2");
    reads_quietly(r"\frac12 x", "1/2*x");
    reads_quietly(r"\sqrt{x^2+1} + \sqrt[3]{x} + \sqrt[5]{x}", "sqrt(x^2 + 1) + cbrt(x) + x^(1/5)");
    reads_quietly(r"\left|x\right| \cdot \sin^2 x", "abs(x)*sin(x)^2");
    reads_quietly(r"\left| \left|x\right| - 1 \right|", "abs(abs(x) - 1)");
    reads_quietly(r"\lvert x \rvert", "abs(x)");
    reads_quietly(r"\ln\left(1+x\right) - x", "log(1 + x) - x");
    reads_quietly(r"e^{-1/x^2}", "e^(-1/x^2)");
    reads_quietly(r"\exp\left(-\frac{1}{x^2}\right)", "exp(-1/x^2)");
    reads_quietly(r"\operatorname{relu}(x)", "relu(x)");
    reads_quietly(r"\mathrm{e}^{x}", "e^x");
    reads_quietly(r"\pi \, \theta_{1} \varepsilon", "pi*theta_1*epsilon");
    reads_quietly(r"\lfloor x \rfloor + \lceil x \rceil", "floor(x) + ceil(x)");
    reads_quietly(r"\log_{10} x + \log_2(x)", "log10(x) + log2(x)");
    reads_quietly(r"\max\left(x, 0\right)", "max(x, 0)");
    reads_quietly(r"\arctan 5x", "atan(5*x)");
    reads_quietly(r"\(x^2 \times 3\)", "x^2*3");
    reads_quietly(r"\Gamma(x)", "gamma(x)");
    reads_quietly(r"\begin{cases} x^2 & x > 0 \\ 0 & \text{otherwise} \end{cases}", "where(x > 0, x^2, 0)");
    reads_quietly(r"\begin{cases} x, & \text{if } x \ge 0, \\ -x, & x < 0 \end{cases}", "where(x >= 0, x, -x)");
    fails(r"\lim x", r"\lim", "LaTeX", &[" x"]);
    fails(r"\lim_{x \to 0} \frac{\sin x}{x}", r"\lim_{x \to 0}", "LaTeX", &[r" \frac{\sin x}{x}"]);
    fails(r"\sine x", r"\sine", "LaTeX", &["sin x", "sinh x"]);
    is_unfinished(r"\frac{x}{2", &[r"\frac{x}{2}"]);
}

#[test]
fn faults_name_their_place_and_their_repair() {
    fails("x^^2", "^", "missing before `^`", &["x^2"]);
    fails("x//2", "/", "missing before `/`", &["x/2"]);
    fails("x +* 2", "*", "missing before `*`", &["x + 2", "x * 2"]);
    fails("sn(x)", "sn", "no function called `sn`", &["sin(x)", "ln(x)", "sgn(x)"]);
    fails("x^2 + snh(x)", "snh", "no function called `snh`", &["x^2 + sinh(x)"]);
    fails("cs(x)+sn(x)", "cs", "`cs`", &["cos(x)+sin(x)", "csc(x)+sin(x)"]);
    fails("sqr x", "sqr", "`sqr`", &["sqrt x"]);
    fails("np.foo(x)", "np.foo", "no function called `foo`", &[]);
    fails("np.sine(x)", "np.sine", "no function called `sine`", &["sin(x)", "sinh(x)"]);
    fails("xy(x+1)", "xy", "no function called `xy`", &["x*y(x+1)"]);
    fails("hello", "hello", "nothing called `hello`", &[]);
    fails("x2", "x2", "two ways", &["x^2", "x*2", "x_2"]);
    fails("3 + θ2", "θ2", "two ways", &["3 + theta^2", "3 + theta*2", "3 + theta_2"]);
    fails("1,5x", ",", "decimal mark", &["1.5x"]);
    fails("(1,5)", ",", "decimal mark", &["(1.5)"]);
    fails("sin(1,5)", "sin(1,5)", "one argument", &["sin(1.5)"]);
    fails("sin(x, y)", "sin(x, y)", "one argument, not 2", &[]);
    fails("max(x)", "max(x)", "at least 2", &[]);
    fails("atan2(x)", "atan2(x)", "2 arguments", &[]);
    fails("x = 2", "=", "equals sign", &["2", "x - 2"]);
    fails("y = x^2", "=", "equals sign", &["x^2", "y - (x^2)"]);
    fails("f(x) = x^2", "=", "equals sign", &["x^2", "f(x) - (x^2)"]);
    fails("x^2 == 4", "==", "equals sign", &["x^2 - 4", "x^2", "4"]);
    fails("x > 0", ">", "where", &["where(x > 0, 1, 0)"]);
    fails("１２x", "１２", "full-width", &["12x"]);
    fails("（x＋１）", "（", "full-width", &["(x+1)"]);
    fails("𝑥^2 + sin(𝜋𝑥)", "𝑥", "no keyboard", &["x^2 + sin(πx)"]);
    fails("½x", "½", "no keyboard", &["(1/2)x"]);
    fails("eˣ", "ˣ", "no keyboard", &["e^x"]);
    fails("1,000x", ",", "decimal mark", &["1.000x", "1000x"]);
    fails("(|x)", ")", "`|` belongs there", &["(|x|)"]);
    fails("|x)", ")", "`|` belongs there", &["|x|"]);
    fails("“x^2”", "“", "no meaning", &["x^2"]);
    fails("'x'", "'", "no meaning", &["x"]);
    fails("sin 30°", "°", "radians", &["sin (30*pi/180)"]);
    fails("5%", "%", "1/100", &["(5/100)"]);
    fails("2 3", "3", "side by side", &["2*3", "23"]);
    fails("x + i", "i", "not real", &[]);
    fails("I*x", "I", "not real", &[]);
    fails("oo", "oo", "place to go to", &[]);
    fails("∞", "∞", "place to go to", &[]);
    fails(")x", ")", "nothing that this `)` closes", &["x"]);
    fails("x)", ")", "nothing that this `)` closes", &["x"]);
    fails("[x)", ")", "`]` belongs there", &["[x]"]);
    fails("sin + 1", "sin", "needs something", &["sin(x) + 1"]);
    fails("where(x, 1, 0)", "where", "comparison", &[]);
    fails("x @ y", "@", "no meaning", &["x  y"]);
    fails("∫x", "∫", "no meaning", &["x"]);
    fails("lambda x y: x", "lambda x y", "colon", &[]);
    fails("()", ")", "missing", &[]);
}

#[test]
fn unfinished_is_not_wrong() {
    is_unfinished("", &[]);
    is_unfinished("   ", &[]);
    is_unfinished("sin(", &[]);
    is_unfinished("sin", &["sin(x)"]);
    is_unfinished("sin^2", &["sin(x)^2"]);
    is_unfinished("x +", &[]);
    is_unfinished("x^", &[]);
    is_unfinished("2/", &[]);
    is_unfinished("-", &[]);
    is_unfinished("(x", &["(x)"]);
    is_unfinished("((x+1", &["((x+1))"]);
    is_unfinished("x(1+sin(x", &["x(1+sin(x))"]);
    is_unfinished("|x", &["|x|"]);
    is_unfinished("max(x,", &[]);
    is_unfinished("where(x > 0", &[]);
    is_unfinished("where(x > 0, 1", &[]);
    is_unfinished(r"\frac{x}", &[]);
}

#[test]
fn every_name_and_alias_of_the_table_is_read() {
    for row in TABLE {
        for name in row.aliases.iter().chain([&row.name]) {
            assert_eq!(Function::named(name), Some(row.function));
            let arguments = if matches!(row.arity, little_o::functions::Arity::Exactly(1)) { "x" } else { "x, y" };
            reads(&format!("{name}({arguments})"), &format!("{}({arguments})", row.name));
        }
    }
}

#[test]
fn hostile_texts_are_refused_kindly() {
    let too_long = "x".repeat(MAX_CHARS + 1);
    assert!(fault(&too_long, Severity::Error).message.contains("too long"));
    assert!(fault(&"(".repeat(10_000), Severity::Error).message.contains("too long"));
    let deep = MAX_NESTING + 1;
    for text in [
        "(".repeat(deep) + "x" + &")".repeat(deep),
        "x^".repeat(deep) + "x",
        "x/".repeat(deep) + "x",
        "-".repeat(deep) + "x",
        "sin ".repeat(deep) + "x",
        "|".repeat(deep) + "x",
        "√".repeat(deep) + "x",
        "x".to_owned() + &"!".repeat(deep),
        r"\frac".repeat(deep),
        r"\sqrt[".repeat(deep),
    ] {
        assert!(fault(&text, Severity::Error).message.contains("nested"), "{text}");
    }
    let wide = "x+".repeat(MAX_CHARS / 2 - 1) + "x";
    assert!(read(&wide).is_ok());
}

#[test]
fn nesting_up_to_the_limit_is_read_and_walked() {
    let nested = "(1+".repeat(MAX_NESTING / 2) + "x" + &")".repeat(MAX_NESTING / 2);
    let expr = read(&nested).unwrap().expr;
    assert!(expr.simplify().to_string().len() > 2);
    assert!(read(&("sin(".repeat(MAX_NESTING - 2) + "x" + &")".repeat(MAX_NESTING - 2))).is_ok());
}

/// A readable formula with a few characters taken out or put in.
fn damaged() -> impl Strategy<Value = String> {
    let edits = prop::collection::vec((any::<prop::sample::Index>(), prop::option::of(any::<char>())), 1..4);
    (formula(), any::<bool>(), edits).prop_map(|(expr, is_latex, edits)| {
        let mut text: Vec<char> = if is_latex { latex(&expr) } else { expr.to_string() }.chars().collect();
        for (index, insert) in edits {
            let at = index.index(text.len() + 1);
            match insert {
                Some(c) => text.insert(at, c),
                None if at < text.len() => drop(text.remove(at)),
                None => {}
            }
        }
        text.into_iter().collect()
    })
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn arbitrary_text_does_no_harm(source in "\\PC{0,60}") {
        prop_assert_eq!(harm(&source), None, "{:?}", source);
    }

    #[test]
    fn damaged_formulas_do_no_harm(source in damaged()) {
        prop_assert_eq!(harm(&source), None, "{:?}", source);
    }
}

/// The first texts of a long series: `cargo xtask fuzz typing` goes on.
#[test]
fn random_texts_do_no_harm() {
    for number in 0..3_000 {
        let source = generate::text(1, number);
        assert_eq!(harm(&source), None, "text {number}: {source:?}");
    }
}

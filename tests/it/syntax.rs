//! What texts are read as, one line a case.

use little_o::expr::read;

/// `source` reads as the expression that prints as `printed`.
#[track_caller]
fn reads(source: &str, printed: &str) {
    match read(source) {
        Ok(reading) => assert_eq!(reading.expr.to_string(), printed, "{source}"),
        Err(diagnostic) => panic!("{source}: {diagnostic:?}"),
    }
}

#[test]
fn school_notation() {
    reads("x^2", "x^2");
    reads("x**2", "x^2");
    reads("2x", "2*x");
    reads("3(x+1)", "3*(x + 1)");
    reads("x sin x", "x*sin(x)");
    reads("x^2 ln|x|", "x^2*log(abs(x))");
    reads("sin^2(x)", "sin(x)^2");
    reads("sin²x", "sin(x)^2");
    reads("sin 2x", "sin(2*x)");
    reads("sin2x", "sin(2*x)");
    reads("sin x cos x", "sin(x)*cos(x)");
    reads("|x||y|", "abs(x)*abs(y)");
    reads("||x|-1|", "abs(abs(x) - 1)");
    reads("2|x|", "2*abs(x)");
    reads("√x", "sqrt(x)");
    reads("∛x", "cbrt(x)");
    reads("x²", "x^2");
    reads("x⁻¹", "x^(-1)");
    reads("2·x×3−1÷x", "2*x*3 - 1/x");
    reads("1/1e6 * x", "1/1000000*x");
    reads("xy", "x*y");
    reads("a(b+c)", "a*(b + c)");
    reads("x(x+1)", "x*(x + 1)");
    reads("x!", "factorial(x)");
    reads("πx", "pi*x");
    reads("ε^2", "epsilon^2");
    reads("log(x, 2)", "log2(x)");
    reads("log(x, 3)", "log(x)/log(3)");
    reads("w_1 + b", "w_1 + b");
}

#[test]
fn precedences() {
    reads("-x^2", "-x^2");
    reads("(-x)^2", "(-x)^2");
    reads("2^3^2", "2^3^2");
    reads("(2^3)^2", "(2^3)^2");
    reads("1/2x", "1/(2*x)");
    reads("e^-x", "e^(-x)");
    reads("e^-x^2", "e^(-x^2)");
    reads("sin x/2", "sin(x)/2");
    reads("sin(x)^2", "sin(x)^2");
    reads("sin x^2", "sin(x^2)");
    reads("a-b-c", "a - b - c");
    reads("a/b/c", "a/b/c");
    reads("a/(b/c)", "a/(b/c)");
    reads("a/b*c", "a/b*c");
    reads("--x", "--x");
    reads("x--1", "x - -1");
}

#[test]
fn python() {
    reads("sympy.exp(x)", "exp(x)");
    reads("np.where(xs > 0, xs, 0)", "where(x > 0, x, 0)");
    reads("where(x>=0, x, -x)", "where(x >= 0, x, -x)");
    reads("lambda xs: np.cos(np.pi * xs)", "cos(pi*x)");
    reads("lambda t: t**2", "x^2");
    reads("np.maximum(xs, 0)", "max(x, 0)");
    reads("sympy.Abs(x)", "abs(x)");
}

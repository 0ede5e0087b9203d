//! Limits of Γ, erf and their relatives, and of formulas with letters.

use super::limits::{at_infinity, check, from_right};
use little_o::limits::Side;

#[test]
fn special_functions_at_regular_points_poles_and_infinity() {
    from_right("x*gamma(x)", "1");
    from_right("gamma(x)-1/x", "digamma(1)");
    from_right("gamma(x-2)*x", "1/2");
    check("factorial(x)*(x+3)", "-3", Side::Left, "1/2");
    check("gamma(x)", "1/2", Side::Left, "sqrt(pi)");
    check("(gamma(x)-2)/(x-3)", "3", Side::Right, "3 + 2*digamma(1)");
    at_infinity("factorial(x)/(x^x*exp(-x)*sqrt(2*pi*x))", "1");
    at_infinity("x*(factorial(x)/(x^x*exp(-x)*sqrt(2*pi*x))-1)", "1/12");
    at_infinity("binomial(2*x, x)*sqrt(pi*x)/4^x", "1");
    at_infinity("x*(digamma(x)-log(x))", "-1/2");
    check("gamma(x)", "-oo", Side::Right, "[-oo, oo]");
    from_right("erf(x)/x", "2/sqrt(pi)");
    at_infinity("x*exp(x^2)*erfc(x)", "1/sqrt(pi)");
    check("erf(x)", "-oo", Side::Right, "-1");
    from_right("Ei(x)-log(x)", "-digamma(1)");
    at_infinity("x*exp(-x)*Ei(x)", "1");
    check("zeta(x)-1/(x-1)", "1", Side::Left, "-digamma(1)");
    at_infinity("2^x*(zeta(x)-1)", "1");
    from_right("(lambertw(x)-x)/x^2", "-1");
    check("loggamma(x)", "0", Side::Left, "undefined");
    check("heaviside(x)", "0", Side::Left, "0");
    at_infinity("atan2(cos(x), x)", "0");
    check("atan2(sin(x), x)", "-oo", Side::Right, "[-pi, pi]");
}

#[test]
fn parameters_never_make_an_answer_wrong() {
    from_right("((x+a)^3-a^3)/x", "3*a^2");
    at_infinity("(1+a/x)^x", "exp(a)");
    at_infinity("a*x", "undecided");
    check("x^n", "-oo", Side::Right, "undecided");
}

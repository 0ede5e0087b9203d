"""Writes functions.txt: values of the language's functions to 40 significant digits, by mpmath 1.3 at 400 digits."""

from mpmath import mp, mpf, nstr
import mpmath as m

mp.dps = 400
FUNCTIONS = {
    "sin": m.sin, "cos": m.cos, "tan": m.tan, "cot": m.cot, "sec": m.sec, "csc": m.csc,
    "asin": m.asin, "acos": m.acos, "atan": m.atan, "sinh": m.sinh, "cosh": m.cosh, "tanh": m.tanh,
    "coth": m.coth, "sech": m.sech, "csch": m.csch, "asinh": m.asinh, "acosh": m.acosh, "atanh": m.atanh,
    "exp": m.exp, "log": m.log, "log10": m.log10, "sqrt": m.sqrt, "erf": m.erf, "erfc": m.erfc, "gamma": m.gamma,
    "loggamma": lambda u: m.loggamma(u) if u > 0 else None, "digamma": m.digamma,
    "sigmoid": lambda u: 1 / (1 + m.exp(-u)), "softplus": lambda u: m.log1p(m.exp(u)),
}
PLACES = ["1/3", "-1/3", "22/7", "-22/7", "1/1000000007", "-1/1000000007", "355/113", "99/100", "101/100", "1000/7",
          "-1000/7", "100000000000000000001/7", "1/100000000000000000000000000000000000000000000003"]


def text(value):
    digits = nstr(value, 40, strip_zeros=False, min_fixed=1, max_fixed=0)
    mantissa, _, exponent = digits.partition("e")
    return f"{mantissa}e{int(exponent or 0)}"


for name, function in FUNCTIONS.items():
    for place in PLACES:
        above, below = place.split("/")
        try:
            value = function(mpf(above) / mpf(below))
        except (ValueError, ZeroDivisionError, OverflowError):
            continue
        if isinstance(value, mpf) and m.isfinite(value) and value != 0 and abs(m.log10(abs(value))) < 100000:
            print(f"{name}({place}) {text(value)}")

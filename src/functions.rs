//! THE table of functions: every name the language knows, with all that other rooms need to know about it.
//!
//! Parser, printing, derivative, help and "did you mean" read [`TABLE`]; nothing else lists the functions' names.

use rust_i18n::t;

/// A function of the language. Real-valued on a real domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each variant is the function of that name; TABLE documents them")]
pub enum Function {
    Sin,
    Cos,
    Tan,
    Cot,
    Sec,
    Csc,
    Asin,
    Acos,
    Atan,
    Acot,
    Asec,
    Acsc,
    Sinh,
    Cosh,
    Tanh,
    Coth,
    Sech,
    Csch,
    Asinh,
    Acosh,
    Atanh,
    Acoth,
    Asech,
    Acsch,
    Exp,
    Expm1,
    Log,
    Log1p,
    Log10,
    Log2,
    Sqrt,
    Cbrt,
    Abs,
    Sign,
    Floor,
    Ceil,
    Round,
    Frac,
    Relu,
    Sigmoid,
    Softplus,
    Erf,
    Erfc,
    Gamma,
    Factorial,
    LogGamma,
    Digamma,
    Polygamma,
    Zeta,
    Ei,
    LambertW,
    Min,
    Max,
    Atan2,
}

/// How many arguments a function takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arity {
    /// Just this many.
    Exactly(usize),
    /// This many or more.
    AtLeast(usize),
}

/// One row of [`TABLE`].
#[derive(Clone, Copy, Debug)]
pub struct FunctionInfo {
    /// The function.
    pub function: Function,
    /// Its name in plain text, as printed and read.
    pub name: &'static str,
    /// Other spellings that are read.
    pub aliases: &'static [&'static str],
    /// How many arguments it takes.
    pub arity: Arity,
    /// Derivative with respect to its argument `u`, in the language itself; `None` where it needs more than one line.
    pub derivative: Option<&'static str>,
    /// Its name in LaTeX.
    pub latex: &'static str,
    /// SymPy code, with `u` in the place of the arguments.
    pub sympy: &'static str,
}

const ONE: Arity = Arity::Exactly(1);
const TWO: Arity = Arity::Exactly(2);
const SEVERAL: Arity = Arity::AtLeast(2);

const fn row(
    function: Function,
    name: &'static str,
    aliases: &'static [&'static str],
    arity: Arity,
    derivative: Option<&'static str>,
    latex: &'static str,
    sympy: &'static str,
) -> FunctionInfo {
    FunctionInfo { function, name, aliases, arity, derivative, latex, sympy }
}

/// Every function, in the order of [`Function`].
pub const TABLE: &[FunctionInfo; 54] = &[
    row(Function::Sin, "sin", &[], ONE, Some("cos(u)"), r"\sin", "sympy.sin(u)"),
    row(Function::Cos, "cos", &[], ONE, Some("-sin(u)"), r"\cos", "sympy.cos(u)"),
    row(Function::Tan, "tan", &["tg"], ONE, Some("1+tan(u)^2"), r"\tan", "sympy.tan(u)"),
    row(Function::Cot, "cot", &["ctg", "cotg"], ONE, Some("-(1+cot(u)^2)"), r"\cot", "sympy.cot(u)"),
    row(Function::Sec, "sec", &[], ONE, Some("sec(u)*tan(u)"), r"\sec", "sympy.sec(u)"),
    row(Function::Csc, "csc", &["cosec"], ONE, Some("-csc(u)*cot(u)"), r"\csc", "sympy.csc(u)"),
    row(Function::Asin, "asin", &["arcsin"], ONE, Some("1/sqrt(1-u^2)"), r"\arcsin", "sympy.asin(u)"),
    row(Function::Acos, "acos", &["arccos"], ONE, Some("-1/sqrt(1-u^2)"), r"\arccos", "sympy.acos(u)"),
    row(Function::Atan, "atan", &["arctan", "arctg"], ONE, Some("1/(1+u^2)"), r"\arctan", "sympy.atan(u)"),
    row(Function::Acot, "acot", &["arccot"], ONE, Some("-1/(1+u^2)"), r"\operatorname{arccot}", "sympy.atan(1/(u))"),
    row(
        Function::Asec,
        "asec",
        &["arcsec"],
        ONE,
        Some("1/(abs(u)*sqrt(u^2-1))"),
        r"\operatorname{arcsec}",
        "sympy.asec(u)",
    ),
    row(
        Function::Acsc,
        "acsc",
        &["arccsc"],
        ONE,
        Some("-1/(abs(u)*sqrt(u^2-1))"),
        r"\operatorname{arccsc}",
        "sympy.acsc(u)",
    ),
    row(Function::Sinh, "sinh", &[], ONE, Some("cosh(u)"), r"\sinh", "sympy.sinh(u)"),
    row(Function::Cosh, "cosh", &[], ONE, Some("sinh(u)"), r"\cosh", "sympy.cosh(u)"),
    row(Function::Tanh, "tanh", &[], ONE, Some("1-tanh(u)^2"), r"\tanh", "sympy.tanh(u)"),
    row(Function::Coth, "coth", &[], ONE, Some("1-coth(u)^2"), r"\coth", "sympy.coth(u)"),
    row(Function::Sech, "sech", &[], ONE, Some("-sech(u)*tanh(u)"), r"\operatorname{sech}", "sympy.sech(u)"),
    row(Function::Csch, "csch", &[], ONE, Some("-csch(u)*coth(u)"), r"\operatorname{csch}", "sympy.csch(u)"),
    row(
        Function::Asinh,
        "asinh",
        &["arcsinh", "arsinh"],
        ONE,
        Some("1/sqrt(1+u^2)"),
        r"\operatorname{arsinh}",
        "sympy.asinh(u)",
    ),
    row(
        Function::Acosh,
        "acosh",
        &["arccosh", "arcosh"],
        ONE,
        Some("1/(sqrt(u-1)*sqrt(u+1))"),
        r"\operatorname{arcosh}",
        "sympy.acosh(u)",
    ),
    row(
        Function::Atanh,
        "atanh",
        &["arctanh", "artanh"],
        ONE,
        Some("1/(1-u^2)"),
        r"\operatorname{artanh}",
        "sympy.atanh(u)",
    ),
    row(
        Function::Acoth,
        "acoth",
        &["arccoth", "arcoth"],
        ONE,
        Some("1/(1-u^2)"),
        r"\operatorname{arcoth}",
        "sympy.acoth(u)",
    ),
    row(
        Function::Asech,
        "asech",
        &["arcsech", "arsech"],
        ONE,
        Some("-1/(u*sqrt(1-u^2))"),
        r"\operatorname{arsech}",
        "sympy.asech(u)",
    ),
    row(
        Function::Acsch,
        "acsch",
        &["arccsch", "arcsch"],
        ONE,
        Some("-1/(abs(u)*sqrt(1+u^2))"),
        r"\operatorname{arcsch}",
        "sympy.acsch(u)",
    ),
    row(Function::Exp, "exp", &[], ONE, Some("exp(u)"), r"\exp", "sympy.exp(u)"),
    row(Function::Expm1, "expm1", &[], ONE, Some("exp(u)"), r"\operatorname{expm1}", "(sympy.exp(u) - 1)"),
    row(Function::Log, "log", &["ln"], ONE, Some("1/u"), r"\log", "sympy.log(u)"),
    row(Function::Log1p, "log1p", &[], ONE, Some("1/(1+u)"), r"\operatorname{log1p}", "sympy.log(1 + (u))"),
    row(Function::Log10, "log10", &["lg"], ONE, Some("1/(u*log(10))"), r"\operatorname{log10}", "sympy.log(u, 10)"),
    row(Function::Log2, "log2", &[], ONE, Some("1/(u*log(2))"), r"\operatorname{log2}", "sympy.log(u, 2)"),
    row(Function::Sqrt, "sqrt", &[], ONE, Some("1/(2*sqrt(u))"), r"\operatorname{sqrt}", "sympy.sqrt(u)"),
    row(Function::Cbrt, "cbrt", &[], ONE, Some("1/(3*cbrt(u)^2)"), r"\operatorname{cbrt}", "sympy.real_root(u, 3)"),
    row(Function::Abs, "abs", &["absolute", "fabs"], ONE, Some("sign(u)"), r"\operatorname{abs}", "sympy.Abs(u)"),
    row(Function::Sign, "sign", &["sgn"], ONE, Some("0"), r"\operatorname{sign}", "sympy.sign(u)"),
    row(Function::Floor, "floor", &[], ONE, Some("0"), r"\operatorname{floor}", "sympy.floor(u)"),
    row(Function::Ceil, "ceil", &["ceiling"], ONE, Some("0"), r"\operatorname{ceil}", "sympy.ceiling(u)"),
    row(
        Function::Round,
        "round",
        &["rint", "around"],
        ONE,
        Some("0"),
        r"\operatorname{round}",
        r#"sympy.Function("round")(u)"#,
    ),
    row(Function::Frac, "frac", &[], ONE, Some("1"), r"\operatorname{frac}", "sympy.frac(u)"),
    row(Function::Relu, "relu", &[], ONE, Some("where(u>0,1,0)"), r"\operatorname{relu}", "sympy.Max(u, 0)"),
    row(
        Function::Sigmoid,
        "sigmoid",
        &["expit", "logistic"],
        ONE,
        Some("sigmoid(u)*(1-sigmoid(u))"),
        r"\operatorname{sigmoid}",
        "1/(1 + sympy.exp(-(u)))",
    ),
    row(
        Function::Softplus,
        "softplus",
        &[],
        ONE,
        Some("sigmoid(u)"),
        r"\operatorname{softplus}",
        "sympy.log(1 + sympy.exp(u))",
    ),
    row(Function::Erf, "erf", &[], ONE, Some("2/sqrt(pi)*exp(-u^2)"), r"\operatorname{erf}", "sympy.erf(u)"),
    row(Function::Erfc, "erfc", &[], ONE, Some("-2/sqrt(pi)*exp(-u^2)"), r"\operatorname{erfc}", "sympy.erfc(u)"),
    row(Function::Gamma, "gamma", &[], ONE, Some("gamma(u)*digamma(u)"), r"\Gamma", "sympy.gamma(u)"),
    row(
        Function::Factorial,
        "factorial",
        &[],
        ONE,
        Some("gamma(u+1)*digamma(u+1)"),
        r"\operatorname{factorial}",
        "sympy.factorial(u)",
    ),
    row(
        Function::LogGamma,
        "loggamma",
        &["lgamma", "gammaln"],
        ONE,
        Some("digamma(u)"),
        r"\operatorname{loggamma}",
        "sympy.loggamma(u)",
    ),
    row(Function::Digamma, "digamma", &[], ONE, None, r"\operatorname{digamma}", "sympy.digamma(u)"),
    row(Function::Polygamma, "polygamma", &[], TWO, None, r"\operatorname{polygamma}", "sympy.polygamma(u)"),
    row(Function::Zeta, "zeta", &[], ONE, None, r"\operatorname{zeta}", "sympy.zeta(u)"),
    row(Function::Ei, "Ei", &["expi"], ONE, Some("exp(u)/u"), r"\operatorname{Ei}", "sympy.Ei(u)"),
    row(
        Function::LambertW,
        "lambertw",
        &[],
        ONE,
        Some("1/(exp(lambertw(u))*(1+lambertw(u)))"),
        r"\operatorname{lambertw}",
        "sympy.LambertW(u)",
    ),
    row(Function::Min, "min", &["minimum", "fmin", "amin"], SEVERAL, None, r"\min", "sympy.Min(u)"),
    row(Function::Max, "max", &["maximum", "fmax", "amax"], SEVERAL, None, r"\max", "sympy.Max(u)"),
    row(Function::Atan2, "atan2", &["arctan2"], TWO, None, r"\operatorname{atan2}", "sympy.atan2(u)"),
];

impl Function {
    /// The function's row in the table.
    pub fn info(self) -> &'static FunctionInfo {
        // Every function has its row (tested below), so the fallback is never taken.
        TABLE.get(self as usize).unwrap_or(&TABLE[0])
    }

    /// The name it is printed with.
    pub fn name(self) -> &'static str {
        self.info().name
    }

    /// The upright name in typeset formulas: `arcsin`, `Γ`.
    pub fn typeset(self) -> &'static str {
        match self.info().latex {
            r"\Gamma" => "Γ",
            latex => latex.trim_start_matches(r"\operatorname{").trim_start_matches('\\').trim_end_matches('}'),
        }
    }

    /// One line that says what the function is.
    pub fn help(self) -> String {
        let key = format!("functions.{}.help", self.name());
        t!(&key).into_owned()
    }

    /// The name as read aloud, such as "sine".
    pub fn spoken(self) -> String {
        let key = format!("functions.{}.spoken", self.name());
        t!(&key).into_owned()
    }

    /// The function with this name or alias.
    ///
    /// ```
    /// use little_o::functions::Function;
    /// assert_eq!(Function::named("arcsin"), Some(Function::Asin));
    /// assert_eq!(Function::named("sn"), None);
    /// ```
    pub fn named(name: &str) -> Option<Function> {
        TABLE.iter().find(|row| row.name == name || row.aliases.contains(&name)).map(|row| row.function)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_in_the_order_of_the_enum() {
        for (index, row) in TABLE.iter().enumerate() {
            assert_eq!(row.function as usize, index, "{}", row.name);
        }
    }
}

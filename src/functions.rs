//! THE table of functions: every name the language knows, with all that other rooms need to know about it.
//!
//! Parser, printing, derivative, help and "did you mean" read [`TABLE`]; nothing else lists the functions' names.

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
    Log,
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
}

const fn row(
    function: Function,
    name: &'static str,
    aliases: &'static [&'static str],
    arity: Arity,
    derivative: Option<&'static str>,
) -> FunctionInfo {
    FunctionInfo { function, name, aliases, arity, derivative }
}

/// Every function, in the order of [`Function`].
pub const TABLE: &[FunctionInfo; 46] = &[
    row(Function::Sin, "sin", &[], Arity::Exactly(1), Some("cos(u)")),
    row(Function::Cos, "cos", &[], Arity::Exactly(1), Some("-sin(u)")),
    row(Function::Tan, "tan", &["tg"], Arity::Exactly(1), Some("1+tan(u)^2")),
    row(Function::Cot, "cot", &["ctg", "cotg"], Arity::Exactly(1), Some("-(1+cot(u)^2)")),
    row(Function::Sec, "sec", &[], Arity::Exactly(1), Some("sec(u)*tan(u)")),
    row(Function::Csc, "csc", &["cosec"], Arity::Exactly(1), Some("-csc(u)*cot(u)")),
    row(Function::Asin, "asin", &["arcsin"], Arity::Exactly(1), Some("1/sqrt(1-u^2)")),
    row(Function::Acos, "acos", &["arccos"], Arity::Exactly(1), Some("-1/sqrt(1-u^2)")),
    row(Function::Atan, "atan", &["arctan", "arctg"], Arity::Exactly(1), Some("1/(1+u^2)")),
    row(Function::Acot, "acot", &["arccot"], Arity::Exactly(1), Some("-1/(1+u^2)")),
    row(Function::Asec, "asec", &["arcsec"], Arity::Exactly(1), Some("1/(abs(u)*sqrt(u^2-1))")),
    row(Function::Acsc, "acsc", &["arccsc"], Arity::Exactly(1), Some("-1/(abs(u)*sqrt(u^2-1))")),
    row(Function::Sinh, "sinh", &[], Arity::Exactly(1), Some("cosh(u)")),
    row(Function::Cosh, "cosh", &[], Arity::Exactly(1), Some("sinh(u)")),
    row(Function::Tanh, "tanh", &[], Arity::Exactly(1), Some("1-tanh(u)^2")),
    row(Function::Coth, "coth", &[], Arity::Exactly(1), Some("1-coth(u)^2")),
    row(Function::Sech, "sech", &[], Arity::Exactly(1), Some("-sech(u)*tanh(u)")),
    row(Function::Csch, "csch", &[], Arity::Exactly(1), Some("-csch(u)*coth(u)")),
    row(Function::Asinh, "asinh", &["arcsinh", "arsinh"], Arity::Exactly(1), Some("1/sqrt(1+u^2)")),
    row(Function::Acosh, "acosh", &["arccosh", "arcosh"], Arity::Exactly(1), Some("1/(sqrt(u-1)*sqrt(u+1))")),
    row(Function::Atanh, "atanh", &["arctanh", "artanh"], Arity::Exactly(1), Some("1/(1-u^2)")),
    row(Function::Acoth, "acoth", &["arccoth", "arcoth"], Arity::Exactly(1), Some("1/(1-u^2)")),
    row(Function::Asech, "asech", &["arcsech", "arsech"], Arity::Exactly(1), Some("-1/(u*sqrt(1-u^2))")),
    row(Function::Acsch, "acsch", &["arccsch", "arcsch"], Arity::Exactly(1), Some("-1/(abs(u)*sqrt(1+u^2))")),
    row(Function::Exp, "exp", &[], Arity::Exactly(1), Some("exp(u)")),
    row(Function::Log, "log", &["ln"], Arity::Exactly(1), Some("1/u")),
    row(Function::Log10, "log10", &["lg"], Arity::Exactly(1), Some("1/(u*log(10))")),
    row(Function::Log2, "log2", &[], Arity::Exactly(1), Some("1/(u*log(2))")),
    row(Function::Sqrt, "sqrt", &[], Arity::Exactly(1), Some("1/(2*sqrt(u))")),
    row(Function::Cbrt, "cbrt", &[], Arity::Exactly(1), Some("1/(3*cbrt(u)^2)")),
    row(Function::Abs, "abs", &["absolute", "fabs"], Arity::Exactly(1), Some("sign(u)")),
    row(Function::Sign, "sign", &["sgn"], Arity::Exactly(1), Some("0")),
    row(Function::Floor, "floor", &[], Arity::Exactly(1), Some("0")),
    row(Function::Ceil, "ceil", &["ceiling"], Arity::Exactly(1), Some("0")),
    row(Function::Round, "round", &["rint"], Arity::Exactly(1), Some("0")),
    row(Function::Frac, "frac", &[], Arity::Exactly(1), Some("1")),
    row(Function::Relu, "relu", &[], Arity::Exactly(1), Some("where(u>0,1,0)")),
    row(Function::Sigmoid, "sigmoid", &["expit"], Arity::Exactly(1), Some("sigmoid(u)*(1-sigmoid(u))")),
    row(Function::Softplus, "softplus", &[], Arity::Exactly(1), Some("sigmoid(u)")),
    row(Function::Erf, "erf", &[], Arity::Exactly(1), Some("2/sqrt(pi)*exp(-u^2)")),
    row(Function::Erfc, "erfc", &[], Arity::Exactly(1), Some("-2/sqrt(pi)*exp(-u^2)")),
    row(Function::Gamma, "gamma", &[], Arity::Exactly(1), None),
    row(Function::Factorial, "factorial", &[], Arity::Exactly(1), None),
    row(Function::Min, "min", &["minimum"], Arity::AtLeast(2), None),
    row(Function::Max, "max", &["maximum"], Arity::AtLeast(2), None),
    row(Function::Atan2, "atan2", &["arctan2"], Arity::Exactly(2), None),
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

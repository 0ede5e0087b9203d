//! A formula in words, for those who listen: "x squared over 2".

use super::print::Binding;
use super::{Comparison, Condition, Constant, Expr, Node};
use crate::functions::Function;
use dashu_ratio::RBig;
use rust_i18n::t;

/// The formula as it is read aloud. Unambiguous: parts that need brackets get spoken brackets.
///
/// ```
/// let expr = "x^2/2 - sin(x)".parse()?;
/// assert_eq!(little_o::expr::words(&expr), "x squared over 2 minus sine of x");
/// # Ok::<(), little_o::diagnostic::Diagnostic>(())
/// ```
pub fn words(expr: &Expr) -> String {
    match expr.node() {
        Node::Number(value) => number(value),
        Node::Constant(Constant::Pi) => "pi".to_owned(),
        Node::Constant(Constant::E) => "e".to_owned(),
        Node::Symbol(symbol) => symbol.name().replace('_', " "),
        Node::Sum(terms) => joined(terms, |text, term| match term.node() {
            Node::Neg(term) => t!("spoken.minus", left = text, right = within(term, Binding::Sign)).into_owned(),
            _ => t!("spoken.plus", left = text, right = within(term, Binding::Sign)).into_owned(),
        }),
        Node::Product(factors) => joined(factors, |text, factor| {
            t!("spoken.times", left = text, right = within(factor, Binding::Power)).into_owned()
        }),
        Node::Neg(a) => t!("spoken.negative", inner = within(a, Binding::Sign)).into_owned(),
        Node::Quotient(a, b) => {
            t!("spoken.over", above = within(a, Binding::Product), below = within(b, Binding::Power)).into_owned()
        }
        Node::Power(base, exponent) => power(base, exponent),
        Node::Call(function, arguments) => call(*function, arguments),
        Node::Where(test, then, otherwise) => {
            let (then, otherwise) = (words(then), words(otherwise));
            t!("spoken.case", then = then, condition = condition(test), otherwise = otherwise).into_owned()
        }
    }
}

fn within(expr: &Expr, least: Binding) -> String {
    let inner = words(expr);
    let loose = expr.binding() < least || matches!(expr.node(), Node::Where(..));
    if loose { t!("spoken.bracket", inner = inner).into_owned() } else { inner }
}

fn joined(parts: &[Expr], next: impl Fn(String, &Expr) -> String) -> String {
    match parts.split_first() {
        Some((first, others)) => others.iter().fold(within(first, Binding::Sign), next),
        None => String::new(),
    }
}

fn number(value: &RBig) -> String {
    let text = if value.is_int() {
        value.numerator().to_string().trim_start_matches('-').to_owned()
    } else {
        let above = value.numerator().to_string().trim_start_matches('-').to_owned();
        t!("spoken.over", above = above, below = value.denominator()).into_owned()
    };
    if *value < RBig::ZERO { t!("spoken.negative", inner = text).into_owned() } else { text }
}

fn power(base: &Expr, exponent: &Expr) -> String {
    // "Sine of x squared" is sin(x²): a call that is raised needs brackets.
    let base = match base.node() {
        Node::Call(..) => t!("spoken.bracket", inner = words(base)).into_owned(),
        _ => within(base, Binding::Atom),
    };
    if *exponent == Expr::integer(2) {
        t!("spoken.squared", base = base).into_owned()
    } else if *exponent == Expr::integer(3) {
        t!("spoken.cubed", base = base).into_owned()
    } else {
        t!("spoken.power", base = base, exponent = within(exponent, Binding::Power)).into_owned()
    }
}

fn call(function: Function, arguments: &[Expr]) -> String {
    let spoken = match arguments.split_first() {
        Some((first, others)) => others.iter().fold(within(first, Binding::Power), |text, argument| {
            t!("spoken.and", left = text, right = within(argument, Binding::Power)).into_owned()
        }),
        None => String::new(),
    };
    t!("spoken.of", function = function.spoken(), arguments = spoken).into_owned()
}

fn condition(condition: &Condition) -> String {
    let (left, right) = (words(&condition.left), words(&condition.right));
    match condition.relation {
        Comparison::Less => t!("spoken.less", left = left, right = right),
        Comparison::LessOrEqual => t!("spoken.less_or_equal", left = left, right = right),
        Comparison::Equal => t!("spoken.equal", left = left, right = right),
        Comparison::NotEqual => t!("spoken.not_equal", left = left, right = right),
        Comparison::GreaterOrEqual => t!("spoken.greater_or_equal", left = left, right = right),
        Comparison::Greater => t!("spoken.greater", left = left, right = right),
    }
    .into_owned()
}

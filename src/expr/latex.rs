//! Formulas as LaTeX, to copy into slides.

use super::mathml::{is_named_power, starts_with_digit};
use super::print::Binding;
use super::{Comparison, Condition, Constant, Expr, Node};
use crate::functions::Function;
use crate::syntax::greek_letter;
use dashu_ratio::RBig;

/// LaTeX that the parser reads back with the same meaning.
///
/// ```
/// let expr = "(1 - cos(x))/x^2".parse()?;
/// assert_eq!(little_o::expr::latex(&expr), r"\frac{1 - \cos\left(x\right)}{x^{2}}");
/// # Ok::<(), little_o::diagnostic::Diagnostic>(())
/// ```
pub fn latex(expr: &Expr) -> String {
    match expr.node() {
        Node::Number(value) => number(value),
        Node::Constant(Constant::Pi) => r"\pi".to_owned(),
        Node::Constant(Constant::E) => "e".to_owned(),
        Node::Symbol(symbol) => letter(symbol.name()),
        Node::Sum(terms) => sum(terms),
        Node::Product(factors) => product(factors),
        Node::Neg(a) => format!("-{}", within(a, Binding::Sign)),
        Node::Quotient(a, b) => format!(r"\frac{{{}}}{{{}}}", latex(a), latex(b)),
        Node::Power(base, exponent) => {
            if let (Node::Call(function, arguments), true) = (base.node(), is_named_power(base, exponent)) {
                return format!("{}^{{{}}}{}", function.info().latex, latex(exponent), bracketed(&list(arguments)));
            }
            let is_call = matches!(base.node(), Node::Call(..) | Node::Where(..));
            let base = if is_call { bracketed(&latex(base)) } else { within(base, Binding::Atom) };
            format!("{base}^{{{}}}", latex(exponent))
        }
        Node::Call(function, arguments) => call(*function, arguments),
        Node::Where(condition, then, otherwise) => cases(condition, then, otherwise),
    }
}

fn bracketed(text: &str) -> String {
    format!(r"\left({text}\right)")
}

fn within(expr: &Expr, least: Binding) -> String {
    let is_fraction = match expr.node() {
        Node::Quotient(..) => true,
        Node::Number(value) => !value.is_int() && *value > RBig::ZERO,
        _ => false,
    };
    let loose = expr.binding() < least && !(is_fraction && least < Binding::Atom);
    if loose { bracketed(&latex(expr)) } else { latex(expr) }
}

fn number(value: &RBig) -> String {
    if value.is_int() {
        return value.to_string();
    }
    let above = value.numerator().to_string();
    let sign = if above.starts_with('-') { "-" } else { "" };
    format!(r"{sign}\frac{{{}}}{{{}}}", above.trim_start_matches('-'), value.denominator())
}

fn letter(name: &str) -> String {
    let command = |text: &str| if greek_letter(text).is_some() { format!(r"\{text}") } else { text.to_owned() };
    match name.split_once('_') {
        Some((base, index)) => format!("{}_{{{index}}}", command(base)),
        None => command(name),
    }
}

fn sum(terms: &[Expr]) -> String {
    let mut text = String::new();
    for (index, term) in terms.iter().enumerate() {
        match term.node() {
            _ if index == 0 => text.push_str(&within(term, Binding::Sign)),
            Node::Neg(term) => text.extend([" - ", &within(term, Binding::Product)]),
            Node::Number(value) if *value < RBig::ZERO => text.extend([" - ", &number(&-value.clone())]),
            _ => text.extend([" + ", &within(term, Binding::Product)]),
        }
    }
    text
}

fn product(factors: &[Expr]) -> String {
    let mut text = String::new();
    for (index, factor) in factors.iter().enumerate() {
        if index > 0 {
            text.push_str(if starts_with_digit(factor) { r" \cdot " } else { r"\, " });
        }
        text.push_str(&within(factor, if index == 0 { Binding::Product } else { Binding::Power }));
    }
    text
}

fn list(arguments: &[Expr]) -> String {
    arguments.iter().map(latex).collect::<Vec<_>>().join(", ")
}

fn call(function: Function, arguments: &[Expr]) -> String {
    let inner = list(arguments);
    match function {
        Function::Sqrt => format!(r"\sqrt{{{inner}}}"),
        Function::Cbrt => format!(r"\sqrt[3]{{{inner}}}"),
        Function::Abs => format!(r"\left|{inner}\right|"),
        Function::Floor => format!(r"\left\lfloor {inner}\right\rfloor "),
        Function::Ceil => format!(r"\left\lceil {inner}\right\rceil "),
        Function::Log2 => format!(r"\log_{{2}}{}", bracketed(&inner)),
        Function::Log10 => format!(r"\log_{{10}}{}", bracketed(&inner)),
        Function::Factorial => format!("{}!", bracketed(&inner)),
        _ => format!("{}{}", function.info().latex, bracketed(&inner)),
    }
}

fn cases(condition: &Condition, then: &Expr, otherwise: &Expr) -> String {
    let relation = match condition.relation {
        Comparison::Less => "<",
        Comparison::LessOrEqual => r"\le ",
        Comparison::Equal => "=",
        Comparison::NotEqual => r"\ne ",
        Comparison::GreaterOrEqual => r"\ge ",
        Comparison::Greater => ">",
    };
    let test = format!("{} {relation} {}", latex(&condition.left), latex(&condition.right));
    let (then, otherwise) = (latex(then), latex(otherwise));
    format!(r"\begin{{cases}} {then} & {test} \\ {otherwise} & \text{{otherwise}} \end{{cases}}")
}

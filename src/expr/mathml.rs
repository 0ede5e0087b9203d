//! Formulas typeset in native MathML, as a school book sets them.

use super::print::Binding;
use super::{Comparison, Condition, Constant, Expr, Node, Symbol};
use crate::functions::Function;
use crate::syntax::greek_letter;
use dashu_ratio::RBig;
use rust_i18n::t;

/// U+2062, a product without a sign: read aloud as "times", shown as nothing.
const INVISIBLE_TIMES: &str = "<mo>\u{2062}</mo>";
/// U+2061, between a function's name and its argument.
const FUNCTION_APPLICATION: &str = "<mo>\u{2061}</mo>";
const DOT: &str = "<mo>⋅</mo>";
const MINUS: &str = "<mo>−</mo>";

/// The inner markup of a `<math>` element: fractions, powers, roots, bars, cases, upright function names.
///
/// Everything that comes from the formula is escaped text; attributes are ours alone.
///
/// ```
/// let expr = "x^2/2".parse()?;
/// assert_eq!(little_o::expr::mathml(&expr), "<mfrac><msup><mi>x</mi><mn>2</mn></msup><mn>2</mn></mfrac>");
/// # Ok::<(), little_o::diagnostic::Diagnostic>(())
/// ```
pub fn mathml(expr: &Expr) -> String {
    elements(expr).concat()
}

/// Elements that stand side by side.
type Row = Vec<String>;

fn elements(expr: &Expr) -> Row {
    match expr.node() {
        Node::Number(value) => number(value),
        Node::Constant(Constant::Pi) => vec!["<mi>π</mi>".to_owned()],
        Node::Constant(Constant::E) => vec!["<mi>e</mi>".to_owned()],
        Node::Symbol(symbol) => vec![letter(symbol)],
        Node::Sum(terms) => sum(terms),
        Node::Product(factors) => product(factors),
        Node::Neg(a) => {
            let mut row = vec![MINUS.to_owned()];
            row.extend(within(a, Binding::Sign));
            row
        }
        Node::Quotient(a, b) => vec![fraction(elements(a), elements(b))],
        Node::Power(base, exponent) => power(base, exponent),
        Node::Call(function, arguments) => call(*function, arguments, None),
        Node::Where(condition, then, otherwise) => vec![cases(condition, then, otherwise)],
    }
}

/// One element: a row of several is wrapped.
fn group(row: Row) -> String {
    match row.as_slice() {
        [only] => only.clone(),
        _ => format!("<mrow>{}</mrow>", row.concat()),
    }
}

fn fenced(open: &str, row: Row, close: &str) -> String {
    format!("<mrow><mo>{open}</mo>{}<mo>{close}</mo></mrow>", row.concat())
}

fn within(expr: &Expr, least: Binding) -> Row {
    let row = elements(expr);
    // A fraction bar groups by itself, so a quotient needs brackets only as a base.
    let is_fraction = match expr.node() {
        Node::Quotient(..) => true,
        Node::Number(value) => !value.is_int() && *value > RBig::ZERO,
        _ => false,
    };
    let loose = expr.binding() < least && !(is_fraction && least < Binding::Atom);
    if loose { vec![fenced("(", row, ")")] } else { row }
}

fn fraction(above: Row, below: Row) -> String {
    format!("<mfrac>{}{}</mfrac>", group(above), group(below))
}

fn number(value: &RBig) -> Row {
    let (above, below) = (value.numerator().to_string(), value.denominator().to_string());
    let digits = |text: &str| format!("<mn>{text}</mn>");
    let magnitude = digits(above.trim_start_matches('-'));
    let magnitude = if value.is_int() { magnitude } else { fraction(vec![magnitude], vec![digits(&below)]) };
    if above.starts_with('-') { vec![MINUS.to_owned(), magnitude] } else { vec![magnitude] }
}

/// A letter, Greek where its name is, with its index below.
fn letter(symbol: &Symbol) -> String {
    let name = |text: &str| greek_letter(text).map_or_else(|| escaped(text), String::from);
    match symbol.name().split_once('_') {
        Some((base, index)) => format!("<msub><mi>{}</mi><mi>{}</mi></msub>", name(base), escaped(index)),
        None => format!("<mi>{}</mi>", name(symbol.name())),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn sum(terms: &[Expr]) -> Row {
    let mut row = Row::new();
    for (index, term) in terms.iter().enumerate() {
        match term.node() {
            _ if index == 0 => row.extend(within(term, Binding::Sign)),
            Node::Neg(term) => {
                row.push(MINUS.to_owned());
                row.extend(within(term, Binding::Product));
            }
            Node::Number(value) if *value < RBig::ZERO => row.extend(number(value)),
            _ => {
                row.push("<mo>+</mo>".to_owned());
                row.extend(within(term, Binding::Product));
            }
        }
    }
    row
}

fn product(factors: &[Expr]) -> Row {
    let mut row = Row::new();
    for (index, factor) in factors.iter().enumerate() {
        if index > 0 {
            row.push(if starts_with_digit(factor) { DOT } else { INVISIBLE_TIMES }.to_owned());
        }
        row.extend(within(factor, if index == 0 { Binding::Product } else { Binding::Power }));
    }
    row
}

/// Whether the typeset form begins with a digit or a fraction, so that a factor before it needs a visible sign.
pub(super) fn starts_with_digit(expr: &Expr) -> bool {
    match expr.node() {
        Node::Number(_) | Node::Quotient(..) => true,
        Node::Power(base, _) => starts_with_digit(base),
        _ => false,
    }
}

fn power(base: &Expr, exponent: &Expr) -> Row {
    if let (Node::Call(function, arguments), true) = (base.node(), is_named_power(base, exponent)) {
        return call(*function, arguments, Some(exponent));
    }
    let bars =
        matches!(base.node(), Node::Call(function, _) if !is_named(*function) && *function != Function::Factorial);
    let base_row = if bars || !matches!(base.node(), Node::Call(..) | Node::Where(..)) {
        within(base, Binding::Atom)
    } else {
        vec![fenced("(", elements(base), ")")]
    };
    vec![format!("<msup>{}{}</msup>", group(base_row), group(elements(exponent)))]
}

/// sin²(x): the exponent stands at the name of the function if it is 2, 3, ….
pub(super) fn is_named_power(base: &Expr, exponent: &Expr) -> bool {
    let whole = matches!(exponent.node(), Node::Number(value) if value.is_int() && *value > RBig::ONE);
    whole && matches!(base.node(), Node::Call(function, _) if is_named(*function))
}

/// Whether the function is shown by its name, not by bars, brackets, a root or a sign.
fn is_named(function: Function) -> bool {
    use Function::{Abs, Cbrt, Ceil, Factorial, Floor, Log2, Log10, Sqrt};
    !matches!(function, Abs | Cbrt | Ceil | Factorial | Floor | Sqrt | Log2 | Log10)
}

fn call(function: Function, arguments: &[Expr], exponent: Option<&Expr>) -> Row {
    if let [argument] = arguments {
        let inner = || elements(argument);
        match function {
            Function::Sqrt => return vec![format!("<msqrt>{}</msqrt>", inner().concat())],
            Function::Cbrt => return vec![format!("<mroot>{}<mn>3</mn></mroot>", group(inner()))],
            Function::Abs => return vec![fenced("|", inner(), "|")],
            Function::Floor => return vec![fenced("⌊", inner(), "⌋")],
            Function::Ceil => return vec![fenced("⌈", inner(), "⌉")],
            Function::Factorial => {
                let tight = matches!(argument.node(), Node::Number(_) | Node::Symbol(_) | Node::Constant(_));
                let inner = if tight { within(argument, Binding::Atom) } else { vec![fenced("(", inner(), ")")] };
                return [inner, vec!["<mo>!</mo>".to_owned()]].concat();
            }
            _ => {}
        }
    }
    let mut name = match function {
        Function::Log2 => "<msub><mi>log</mi><mn>2</mn></msub>".to_owned(),
        Function::Log10 => "<msub><mi>log</mi><mn>10</mn></msub>".to_owned(),
        // A single letter would be set in italics: Γ is a name like sin.
        Function::Gamma => format!("<mi mathvariant=\"normal\">{}</mi>", function.typeset()),
        _ => format!("<mi>{}</mi>", function.typeset()),
    };
    if let Some(exponent) = exponent {
        name = format!("<msup>{name}{}</msup>", group(elements(exponent)));
    }
    let mut inner = Row::new();
    for (index, argument) in arguments.iter().enumerate() {
        if index > 0 {
            inner.push("<mo separator=\"true\">,</mo>".to_owned());
        }
        inner.extend(elements(argument));
    }
    // ln|x|: the bars are brackets enough.
    let barred = matches!(arguments, [only] if matches!(only.node(), Node::Call(Function::Abs, _)));
    let bracketed = if barred { group(inner) } else { fenced("(", inner, ")") };
    vec![name, FUNCTION_APPLICATION.to_owned(), bracketed]
}

fn cases(condition: &Condition, then: &Expr, otherwise: &Expr) -> String {
    let relation = match condition.relation {
        Comparison::Less => "&lt;",
        Comparison::LessOrEqual => "≤",
        Comparison::Equal => "=",
        Comparison::NotEqual => "≠",
        Comparison::GreaterOrEqual => "≥",
        Comparison::Greater => "&gt;",
    };
    let (left, right) = (elements(&condition.left).concat(), elements(&condition.right).concat());
    let test = format!("<mtext>{}&#160;</mtext>{left}<mo>{relation}</mo>{right}", escaped(&t!("typeset.if")));
    let rest = format!("<mtext>{}</mtext>", escaped(&t!("typeset.otherwise")));
    let line = |value: &Expr, when: &str| format!("<mtr><mtd>{}</mtd><mtd>{when}</mtd></mtr>", mathml(value));
    let table = format!("<mtable columnalign=\"left\">{}{}</mtable>", line(then, &test), line(otherwise, &rest));
    format!("<mrow><mo>{{</mo>{}</mrow>", table)
}

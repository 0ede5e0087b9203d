//! [`Ast`] → [`Expr`]: exact numbers, structure as typed.

use super::{Condition, Constant, Expr, Node};
use crate::syntax::{Ast, AstKind};
use dashu_base::Gcd;
use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;

/// Powers of ten up to this one are written out; larger ones stay powers.
const MAX_DIGITS: u64 = 10_000;

/// The expression of a formula, with the structure as typed: `x/x` stays `x/x`.
///
/// Numbers become exact: `0.1` is 1/10, `1e6` is 1000000, and a quotient of two literals in lowest terms is one rational
/// number, so that 1/2 reads back as it prints. Numbers of more than 10 000 digits stay powers of ten.
///
/// ```
/// use little_o::{expr::lower, syntax::parse};
/// let parse = parse("0.25x + x/x")?;
/// assert_eq!(lower(&parse.ast).to_string(), "1/4*x + x/x");
/// # Ok::<(), little_o::diagnostic::Diagnostic>(())
/// ```
pub fn lower(ast: &Ast) -> Expr {
    let all = |parts: &[Ast]| parts.iter().map(lower).collect();
    match &ast.kind {
        AstKind::Number(text) => number(text),
        AstKind::Name(name) => match name.as_str() {
            "pi" => Node::Constant(Constant::Pi).into(),
            "e" => Node::Constant(Constant::E).into(),
            name => Expr::symbol(name),
        },
        AstKind::Sum(terms) => Node::Sum(all(terms)).into(),
        AstKind::Product(factors) => Node::Product(all(factors)).into(),
        AstKind::Neg(a) => Node::Neg(lower(a)).into(),
        AstKind::Quotient(a, b) => quotient(lower(a), lower(b)),
        AstKind::Power(a, b) => Node::Power(lower(a), lower(b)).into(),
        AstKind::Call(function, arguments) => Node::Call(*function, all(arguments)).into(),
        AstKind::Where(condition, then, otherwise) => {
            let (left, right) = (lower(&condition.left), lower(&condition.right));
            let condition = Condition { left, relation: condition.relation, right };
            Node::Where(condition, lower(then), lower(otherwise)).into()
        }
    }
}

fn quotient(a: Expr, b: Expr) -> Expr {
    if let (Node::Number(above), Node::Number(below)) = (a.node(), b.node())
        && above.is_int()
        && below.is_int()
        && !below.is_zero()
        && !below.is_one()
        && above.numerator().gcd(below.numerator()).is_one()
    {
        return Expr::number(above / below);
    }
    Node::Quotient(a, b).into()
}

/// The value of a literal such as `12`, `0.5` or `1e6`.
fn number(text: &str) -> Expr {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = digits_value(whole.bytes().chain(fraction.bytes()));
    let (sign, magnitude) = match exponent.strip_prefix('-') {
        Some(magnitude) => (-1, magnitude),
        None => (1, exponent.strip_prefix('+').unwrap_or(exponent)),
    };
    let magnitude = digits_value(magnitude.bytes());
    // Zeros stay zero, however large the exponent.
    let shift = if digits == UBig::ZERO { IBig::ZERO } else { IBig::from(magnitude) * IBig::from(sign) };
    let shift = shift - IBig::from(fraction.len());
    match i64::try_from(&shift) {
        Ok(shift) if shift.unsigned_abs() <= MAX_DIGITS => {
            let scale = UBig::from(10u8).pow(usize::try_from(shift.unsigned_abs()).unwrap_or(0));
            let (above, below) = if shift < 0 { (digits, scale) } else { (digits * scale, UBig::ONE) };
            Expr::number(RBig::from_parts(above.into(), below))
        }
        _ => {
            let ten = Expr::integer(10);
            let exponent = Expr::number(RBig::from(shift.clone().max(-shift.clone())));
            let exponent = if shift < IBig::ZERO { Node::Neg(exponent).into() } else { exponent };
            let power: Expr = Node::Power(ten, exponent).into();
            if digits == UBig::ONE {
                return power;
            }
            Node::Product(vec![Expr::number(RBig::from(digits)), power]).into()
        }
    }
}

fn digits_value(digits: impl Iterator<Item = u8>) -> UBig {
    digits.fold(UBig::ZERO, |value, digit| value * UBig::from(10u8) + UBig::from(digit.saturating_sub(b'0')))
}

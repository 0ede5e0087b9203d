//! Values of functions at exact arguments, and the identities of one call.

use super::monomial::Monomial;
use super::{Expr, Node};
use crate::functions::Function;
use dashu_base::UnsignedAbs;
use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;

/// f(arguments) in normal form; the arguments are simplified.
pub(super) fn call(function: Function, arguments: &[Expr]) -> Expr {
    let known = match arguments {
        [argument] => of_constant(function, argument).or_else(|| identity(function, argument)),
        _ => of_several(function, arguments),
    };
    known.unwrap_or_else(|| Node::Call(function, arguments.to_vec()).into())
}

/// f(argument) for an argument without letters.
fn of_constant(function: Function, argument: &Expr) -> Option<Expr> {
    if !argument.is_constant() {
        return None;
    }
    let number = match argument.node() {
        Node::Number(value) => of_number(function, value),
        _ => None,
    };
    number.or_else(|| of_angle(function, argument)).or_else(|| of_text(function, argument))
}

/// Functions that are rational at rational numbers, at the numbers where they are.
fn of_number(function: Function, value: &RBig) -> Option<Expr> {
    use Function as F;
    let zero = value.is_zero();
    let number = |value: RBig| Some(Expr::number(value));
    match function {
        F::Abs => number(if *value < RBig::ZERO { -value.clone() } else { value.clone() }),
        F::Sign => number(value.signum()),
        F::Floor => number(RBig::from(value.floor())),
        F::Ceil => number(RBig::from(value.ceil())),
        F::Round => number(RBig::from(half_to_even(value))),
        F::Frac => number(value - RBig::from(value.floor())),
        F::Relu => number(value.clone().max(RBig::ZERO)),
        F::Sin | F::Tan | F::Asin | F::Atan | F::Sinh | F::Tanh | F::Asinh | F::Atanh | F::Erf if zero => {
            number(RBig::ZERO)
        }
        F::Cos | F::Sec | F::Cosh | F::Sech | F::Exp | F::Erfc if zero => number(RBig::ONE),
        F::Sigmoid if zero => number(RBig::from_parts(IBig::ONE, UBig::from(2u8))),
        F::Softplus if zero => Some(Expr::call(F::Log, Expr::integer(2))),
        F::Log | F::Log2 | F::Log10 | F::Acosh | F::Asech if value.is_one() => number(RBig::ZERO),
        F::Log if *value > RBig::ZERO && *value < RBig::ONE => {
            let inverse = Expr::number(RBig::ONE / value);
            Some(Node::Neg(Expr::call(F::Log, inverse)).into())
        }
        F::Log2 => whole_logarithm(value, 2),
        F::Log10 => whole_logarithm(value, 10),
        F::Cbrt => cube_root(value),
        F::Factorial => factorial(value),
        F::Gamma => factorial(&(value - RBig::ONE)),
        _ => None,
    }
}

/// The nearest integer, a half going to the even neighbour.
fn half_to_even(value: &RBig) -> IBig {
    let floor = value.floor();
    let rest = value - RBig::from(floor.clone());
    let half = RBig::from_parts(IBig::ONE, UBig::from(2u8));
    let odd = floor.clone().unsigned_abs() % UBig::from(2u8) == UBig::ONE;
    if rest > half || (rest == half && odd) { floor + IBig::ONE } else { floor }
}

/// log(value) to this base where it is an integer.
fn whole_logarithm(value: &RBig, base: u8) -> Option<Expr> {
    if *value <= RBig::ZERO {
        return None;
    }
    let inverted = *value < RBig::ONE;
    let number = if inverted { RBig::ONE / value } else { value.clone() };
    let mut rest = number.is_int().then(|| number.numerator().clone().unsigned_abs())?;
    let base = UBig::from(base);
    let mut count = 0;
    while rest > UBig::ONE {
        if &rest % &base != UBig::ZERO {
            return None;
        }
        rest /= &base;
        count += 1;
    }
    Some(Expr::integer(if inverted { -count } else { count }))
}

/// The cube root of a cube.
fn cube_root(value: &RBig) -> Option<Expr> {
    let root = |number: &UBig| {
        let root = number.nth_root(3);
        (root.pow(3) == *number).then_some(root)
    };
    let above = IBig::from(root(&value.numerator().clone().unsigned_abs())?);
    let above = if *value < RBig::ZERO { -above } else { above };
    Some(Expr::number(RBig::from_parts(above, root(value.denominator())?)))
}

/// n! for integers n ≥ 0 whose factorial stays below 10 000 digits.
fn factorial(value: &RBig) -> Option<Expr> {
    let count = value.is_int().then(|| u32::try_from(value.numerator()).ok())?.filter(|count| *count <= 3_000)?;
    let product = (2..=count).fold(UBig::ONE, |product, factor| product * UBig::from(factor));
    Some(Expr::number(RBig::from(product)))
}

/// Angles between 0 and π/2, as multiples of π, with sine, and tangent below π/2.
const ANGLES: &[(u8, u8, &str, &str)] = &[
    (0, 1, "0", "0"),
    (1, 6, "1/2", "sqrt(3)/3"),
    (1, 4, "sqrt(2)/2", "1"),
    (1, 3, "sqrt(3)/2", "sqrt(3)"),
    (1, 2, "1", ""),
];

fn angle(above: u8, below: u8) -> RBig {
    RBig::from_parts(IBig::from(above), UBig::from(below))
}

/// A formula of this file's tables in normal form.
fn formula(text: &str) -> Option<Expr> {
    text.parse::<Expr>().ok().map(|expr| expr.simplify())
}

/// sin, cos, tan and their inverses where the angle is a multiple of π/6 or π/4.
fn of_angle(function: Function, argument: &Expr) -> Option<Expr> {
    match function {
        Function::Sin => sine(Monomial::multiple_of_pi(argument)?),
        Function::Cos => sine(Monomial::multiple_of_pi(argument)? + angle(1, 2)),
        Function::Tan => tangent(Monomial::multiple_of_pi(argument)?),
        Function::Asin => arc(argument, |(_, _, sine, _)| sine),
        Function::Atan => arc(argument, |(_, _, _, tangent)| tangent),
        Function::Acos => {
            let arc = arc(argument, |(_, _, sine, _)| sine)?;
            Some(Expr::from(Node::Sum(vec![formula("pi/2")?, Node::Neg(arc).into()])).simplify())
        }
        _ => None,
    }
}

/// sin(turn·π).
fn sine(turn: RBig) -> Option<Expr> {
    let two = RBig::from(2);
    let turn = &turn - &two * RBig::from((&turn / &two).floor());
    let minus = turn >= RBig::ONE;
    let turn = if minus { turn - RBig::ONE } else { turn };
    let turn = if turn > angle(1, 2) { RBig::ONE - turn } else { turn };
    let (_, _, sine, _) = ANGLES.iter().find(|(above, below, _, _)| angle(*above, *below) == turn)?;
    signed(minus, formula(sine)?)
}

/// tan(turn·π), None at a pole.
fn tangent(turn: RBig) -> Option<Expr> {
    let turn = &turn - RBig::from(turn.floor());
    let minus = turn > angle(1, 2);
    let turn = if minus { RBig::ONE - turn } else { turn };
    let (_, _, _, tangent) = ANGLES.iter().find(|(above, below, _, _)| angle(*above, *below) == turn)?;
    signed(minus, formula(tangent)?)
}

/// The angle with this value in the table, in units of one.
fn arc(
    value: &Expr,
    column: impl Fn(&'static (u8, u8, &'static str, &'static str)) -> &'static &'static str,
) -> Option<Expr> {
    let (number, rest) = Monomial::of(value).split();
    let minus = number < RBig::ZERO;
    let size = Monomial::of(&rest).times(if minus { -number } else { number }).into_expr();
    let (above, below, _, _) = ANGLES.iter().find(|row| formula(column(row)).as_ref() == Some(&size))?;
    signed(minus, formula(&format!("{above}*pi/{below}"))?)
}

fn signed(minus: bool, expr: Expr) -> Option<Expr> {
    Some(if minus { Monomial::of(&expr).times(RBig::NEG_ONE).into_expr() } else { expr })
}

/// Single values that no rule gives.
const VALUES: &[(Function, &str, &str)] = &[
    (Function::Gamma, "1/2", "sqrt(pi)"),
    (Function::Factorial, "-1/2", "sqrt(pi)"),
    (Function::Asec, "1", "0"),
    (Function::Asec, "2", "pi/3"),
    (Function::Acsc, "1", "pi/2"),
    (Function::Acsc, "2", "pi/6"),
    (Function::Acot, "1", "pi/4"),
];

fn of_text(function: Function, argument: &Expr) -> Option<Expr> {
    let row = |(own, at, _): &&(Function, &str, &str)| *own == function && formula(at).as_ref() == Some(argument);
    let (_, _, value) = VALUES.iter().find(row)?;
    formula(value)
}

/// log(exp u) = u, √(u²) = |u|, f(−u) = ±f(u), …: equalities with the same domain on both sides.
fn identity(function: Function, argument: &Expr) -> Option<Expr> {
    use Function as F;
    let inner = |wanted: F| match argument.node() {
        Node::Call(own, parts) if *own == wanted => parts.first().cloned(),
        _ => None,
    };
    match function {
        F::Sqrt => {
            let call = Expr::call(F::Sqrt, argument.clone());
            Some(Monomial::of(&call).into_expr())
        }
        F::Exp => Some(Monomial::of(&Expr::call(F::Exp, argument.clone())).into_expr()),
        F::Log if *argument == Expr::from(Node::Constant(super::Constant::E)) => Some(Expr::integer(1)),
        F::Log => inner(F::Exp),
        F::Abs if argument.is_positive() => Some(argument.clone()),
        F::Abs if inner(F::Abs).is_some() => Some(argument.clone()),
        F::Sign if argument.is_positive() && argument.is_total() => Some(Expr::integer(1)),
        F::Relu if argument.is_positive() => Some(argument.clone()),
        F::Cos | F::Cosh | F::Sec | F::Sech | F::Abs => unsigned(argument).map(|u| call(function, &[u])),
        F::Sin
        | F::Tan
        | F::Cot
        | F::Csc
        | F::Asin
        | F::Atan
        | F::Sinh
        | F::Tanh
        | F::Coth
        | F::Csch
        | F::Asinh
        | F::Atanh
        | F::Erf
        | F::Sign
        | F::Cbrt => signed(true, call(function, &[unsigned(argument)?])),
        _ => None,
    }
}

/// u, if the expression is −u with a minus sign in front.
fn unsigned(expr: &Expr) -> Option<Expr> {
    match expr.node() {
        Node::Neg(a) => Some(a.clone()),
        Node::Number(value) if *value < RBig::ZERO => Some(Expr::number(-value.clone())),
        _ => None,
    }
}

/// max and min without repetitions and with their numbers compared; atan2 at the axes.
fn of_several(function: Function, arguments: &[Expr]) -> Option<Expr> {
    if function == Function::Atan2 {
        return match arguments {
            [y, x] if x.is_positive() && *y == Expr::integer(0) => Some(Expr::integer(0)),
            _ => None,
        };
    }
    let mut best: Option<RBig> = None;
    let mut kept: Vec<Expr> = Vec::new();
    for argument in arguments {
        match argument.node() {
            Node::Number(value) => {
                let better = |best: &RBig| if function == Function::Max { value > best } else { value < best };
                if best.as_ref().is_none_or(better) {
                    best = Some(value.clone());
                }
            }
            _ if kept.contains(argument) => {}
            _ => kept.push(argument.clone()),
        }
    }
    kept.sort();
    kept.extend(best.map(Expr::number));
    match kept.as_slice() {
        [only] => Some(only.clone()),
        _ => Some(Node::Call(function, kept).into()),
    }
}

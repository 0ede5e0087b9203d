//! From forms back to expressions in the original variable, for answers and explanations.

use super::{
    form::*,
    germ::Germ,
    kernel::{Engine, Kernel},
    special::{GERM_OF_ZETA, half},
};
use crate::{
    expr::{Constant, Expr, Node},
    functions::Function,
};
use dashu_base::{Abs, Signed};
use dashu_ratio::RBig;

impl Engine<'_> {
    /// The expression a form stands for; t is written in the original variable.
    pub(super) fn raise(&self, form: &Form) -> Expr {
        let mut terms: Vec<Expr> = form.terms().iter().map(|term| self.raise_term(term)).collect();
        match terms.len() {
            0 => Expr::integer(0),
            1 => terms.remove(0),
            _ => Node::Sum(terms).into(),
        }
    }

    fn raise_term(&self, term: &Term) -> Expr {
        let mut above = Vec::new();
        let mut below = Vec::new();
        let size = term.coefficient.clone().abs();
        let (numerator, denominator) = (RBig::from(size.numerator().clone()), RBig::from(size.denominator().clone()));
        if !numerator.is_one() {
            above.push(Expr::number(numerator));
        }
        if !denominator.is_one() {
            below.push(Expr::number(denominator));
        }
        let mut is_negative = term.coefficient.is_negative();
        for (id, exponent) in &term.monomial.0 {
            let (base, exponent, flips) = self.raise_kernel(*id, exponent);
            is_negative ^= flips;
            if exponent.is_negative() {
                below.push(raise_power(base, &-exponent));
            } else {
                above.push(raise_power(base, &exponent));
            }
        }
        let quotient = match below.len() {
            0 => product(above),
            _ => Node::Quotient(product(above), product(below)).into(),
        };
        if is_negative { negative(quotient) } else { quotient }
    }

    /// Base and exponent of a kernel's power, and whether the sign changes.
    fn raise_kernel(&self, id: KernelId, exponent: &RBig) -> (Expr, RBig, bool) {
        let call = |function, u: &Form| Expr::call(function, self.raise(u));
        let base = match self.look(id).as_ref() {
            Kernel::Variable => return self.raise_variable(exponent),
            Kernel::Pi => Node::Constant(Constant::Pi).into(),
            Kernel::Prime(value) => Expr::number(RBig::from(value.clone())),
            Kernel::Parameter(symbol) => Node::Symbol(symbol.clone()).into(),
            Kernel::Exp(u) if u.is_one() => Node::Constant(Constant::E).into(),
            Kernel::Exp(u) => call(Function::Exp, u),
            Kernel::Log(u) => return self.raise_logarithm(u, exponent),
            Kernel::Sin(u) => return self.raise_odd(Function::Sin, u, exponent),
            Kernel::Atan(u) => return self.raise_odd(Function::Atan, u, exponent),
            Kernel::Cos(u) => {
                let argument = self.raise(u);
                Expr::call(Function::Cos, if let Node::Neg(inner) = argument.node() { inner.clone() } else { argument })
            }
            Kernel::Group(u) => self.raise(u),
            Kernel::Special(function, order, at) => self.raise_special(*function, *order, at),
            Kernel::Germ(germ, u) => self.raise_germ(germ, u),
            Kernel::Sawtooth(u) => call(Function::Frac, u),
            Kernel::Opaque(function, arguments) => {
                Node::Call(*function, arguments.iter().map(|argument| self.raise(argument)).collect()).into()
            }
        };
        (base, exponent.clone(), false)
    }

    /// sin(−u) = −sin u.
    fn raise_odd(&self, function: Function, u: &Form, exponent: &RBig) -> (Expr, RBig, bool) {
        let argument = self.raise(u);
        match argument.node() {
            Node::Neg(inner) if exponent.is_int() => {
                (Expr::call(function, inner.clone()), exponent.clone(), !is_even(exponent))
            }
            _ => (Expr::call(function, argument), exponent.clone(), false),
        }
    }

    /// t^e: whole powers are those of x − a itself, others need its absolute value.
    fn raise_variable(&self, exponent: &RBig) -> (Expr, RBig, bool) {
        let back = &self.back;
        let exponent = if back.is_distance { -exponent.clone() } else { exponent.clone() };
        if exponent.is_int() {
            let flips = back.is_negative && !is_even(&exponent);
            (back.signed.clone(), exponent, flips)
        } else {
            (back.positive.clone(), exponent, false)
        }
    }

    /// log t near a finite point is −log|x − a|.
    fn raise_logarithm(&self, u: &Form, exponent: &RBig) -> (Expr, RBig, bool) {
        if self.back.is_distance && *u == self.variable() {
            let log = Expr::call(Function::Log, self.back.positive.clone());
            return (log, exponent.clone(), !is_even(exponent));
        }
        (Expr::call(Function::Log, self.raise(u)), exponent.clone(), false)
    }

    /// The germ in the language.
    pub(super) fn raise_germ(&self, germ: &Germ, delta: &Form) -> Expr {
        let delta = self.raise(delta);
        let sum = |terms| Expr::from(Node::Sum(terms));
        let minus = |a: Expr| Expr::from(Node::Neg(a));
        let times = |factors| Expr::from(Node::Product(factors));
        let over = |a, b| Expr::from(Node::Quotient(a, b));
        let of = |u: &Expr| Expr::call(germ.function, u.clone());
        let log = |u: &Expr| Expr::call(Function::Log, u.clone());
        let exp = |u: Expr| Expr::call(Function::Exp, u);
        match (&germ.at, germ.function) {
            (Some(c), function) => {
                let c = self.raise(c);
                let u = if c == Expr::integer(0) { delta.clone() } else { sum(vec![c.clone(), delta.clone()]) };
                match function {
                    Function::LogGamma => sum(vec![of(&u), minus(of(&c))]),
                    Function::Digamma if germ.order > 0 => polygamma(germ.order, u),
                    Function::Ei if c == Expr::integer(0) => {
                        let size = Expr::call(Function::Abs, delta);
                        sum(vec![of(&u), minus(log(&size)), Expr::call(Function::Digamma, Expr::integer(1))])
                    }
                    Function::Zeta if c == Expr::integer(1) => sum(vec![of(&u), minus(over(Expr::integer(1), delta))]),
                    _ => of(&u),
                }
            }
            (None, function) => {
                let u = over(Expr::integer(1), delta);
                match function {
                    Function::LogGamma => {
                        let half = Expr::number(half());
                        let leading = times(vec![sum(vec![u.clone(), minus(half.clone())]), log(&u)]);
                        let constant = times(vec![half, log(&times(vec![Expr::integer(2), pi()]))]);
                        sum(vec![of(&u), minus(leading), u, minus(constant)])
                    }
                    Function::Digamma if germ.order == 0 => sum(vec![of(&u), minus(log(&u))]),
                    Function::Digamma => polygamma(germ.order, u),
                    Function::Erfc => {
                        let square = times(vec![u.clone(), u.clone()]);
                        times(vec![of(&u), exp(square), u, Expr::call(Function::Sqrt, pi())])
                    }
                    Function::Ei => times(vec![of(&u), exp(minus(u.clone())), u]),
                    // ζ without its first terms, where 1/δ is 6^v.
                    _ => {
                        let v = over(log(&u), log(&Expr::integer(GERM_OF_ZETA)));
                        let power = |base| Expr::from(Node::Power(Expr::integer(base), minus(v.clone())));
                        let first = (1..GERM_OF_ZETA).map(|base| minus(power(base)));
                        sum(std::iter::once(of(&v)).chain(first).collect())
                    }
                }
            }
        }
    }

    /// A function's value, or derivative, at a constant, in the language.
    pub(super) fn raise_special(&self, function: Function, order: usize, at: &Form) -> Expr {
        let at = self.raise(at);
        if order == 0 { Expr::call(function, at) } else { polygamma(order, at) }
    }
}

/// How t is written in the variable x.
#[derive(Clone, Debug)]
pub(super) struct WayBack {
    /// x − a, or x at ±∞.
    pub(super) signed: Expr,
    /// |x − a| written without bars, or |x|.
    pub(super) positive: Expr,
    /// Whether the two differ.
    pub(super) is_negative: bool,
    /// Whether t is 1/|x − a| rather than |x|.
    pub(super) is_distance: bool,
}

impl WayBack {
    pub(super) fn new(signed: Expr, is_negative: bool, is_distance: bool) -> WayBack {
        let positive = if is_negative { opposite(&signed) } else { signed.clone() };
        WayBack { signed, positive, is_negative, is_distance }
    }
}

/// −(x − a) as a − x.
fn opposite(expr: &Expr) -> Expr {
    match expr.node() {
        Node::Sum(terms) => Node::Sum(terms.iter().rev().map(opposite).collect()).into(),
        Node::Neg(inner) => inner.clone(),
        _ => Node::Neg(expr.clone()).into(),
    }
}

fn raise_power(base: Expr, exponent: &RBig) -> Expr {
    if exponent.is_one() {
        base
    } else if *exponent == RBig::ONE / RBig::from(2) {
        Expr::call(Function::Sqrt, base)
    } else {
        Node::Power(base, Expr::number(exponent.clone())).into()
    }
}

pub(super) fn product(mut factors: Vec<Expr>) -> Expr {
    match factors.len() {
        0 => Expr::integer(1),
        1 => factors.remove(0),
        _ => Node::Product(factors).into(),
    }
}

fn negative(expr: Expr) -> Expr {
    match expr.node() {
        Node::Number(value) => Expr::number(-value.clone()),
        _ => Node::Neg(expr).into(),
    }
}

fn pi() -> Expr {
    Node::Constant(crate::expr::Constant::Pi).into()
}

fn polygamma(order: usize, u: Expr) -> Expr {
    Node::Call(Function::Polygamma, vec![Expr::integer(order as i64), u]).into()
}

//! Products of powers in normal form: a rational number, roots of primes, powers of bases, and a power of e.

use super::roots::{self, MAX_BITS};
use super::{Constant, Expr, Node};
use crate::functions::Function;
use dashu_base::BitTest;
use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;
use std::collections::BTreeMap;

/// Where a power of a base of unknown sign is defined. Powers of one kind multiply without changing the domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// x², for all x.
    Whole,
    /// √x, for x ≥ 0.
    Root,
    /// 1/x, for x ≠ 0.
    Inverse,
    /// 1/√x, for x > 0.
    InverseRoot,
}

/// number · √primes · bases^exponents · e^(sum of powers of e).
#[derive(Clone, Debug)]
pub(super) struct Monomial {
    number: RBig,
    /// Roots of primes (or of numbers too large to factor), exponents between 0 and 1.
    roots: BTreeMap<UBig, RBig>,
    factors: BTreeMap<(Expr, Kind), RBig>,
    /// Exponents of e.
    exponents: Vec<Expr>,
}

impl Monomial {
    fn one() -> Self {
        Monomial { number: RBig::ONE, roots: BTreeMap::new(), factors: BTreeMap::new(), exponents: Vec::new() }
    }

    /// The normal form of a product, quotient, power or anything else, whose parts are simplified.
    pub fn of(expr: &Expr) -> Self {
        let mut monomial = Monomial::one();
        monomial.multiply(expr);
        monomial.settle();
        monomial
    }

    /// The monomial times a number.
    pub fn times(mut self, factor: RBig) -> Self {
        self.number *= factor;
        self
    }

    /// The rational number in front, and the rest.
    pub fn split(mut self) -> (RBig, Expr) {
        let number = std::mem::replace(&mut self.number, RBig::ONE);
        (number, self.into_expr())
    }

    fn multiply(&mut self, expr: &Expr) {
        match expr.node() {
            Node::Number(value) => self.number *= value,
            Node::Neg(a) => {
                self.number = -std::mem::replace(&mut self.number, RBig::ZERO);
                self.multiply(a);
            }
            Node::Product(parts) => parts.iter().for_each(|part| self.multiply(part)),
            Node::Quotient(a, b) => {
                self.multiply(a);
                self.multiply_power(b, &RBig::NEG_ONE, expr_of_inverse(b));
            }
            Node::Power(base, exponent) => match exponent.node() {
                Node::Number(value) => self.multiply_power(base, value, expr.clone()),
                Node::Neg(a) if matches!(a.node(), Node::Number(_)) => {
                    if let Node::Number(value) = a.node() {
                        self.multiply_power(base, &-value.clone(), expr.clone());
                    }
                }
                _ if *base == Expr::from(Node::Constant(Constant::E)) => self.exponents.push(exponent.clone()),
                _ => self.insert(expr.clone(), Kind::Whole, RBig::ONE),
            },
            Node::Call(Function::Sqrt, parts) => match parts.as_slice() {
                [argument] => self.multiply_power(argument, &half(), expr.clone()),
                _ => self.insert(expr.clone(), Kind::Whole, RBig::ONE),
            },
            Node::Call(Function::Exp, parts) => self.exponents.extend(parts.iter().cloned()),
            Node::Constant(Constant::E) => self.exponents.push(Expr::integer(1)),
            _ => self.insert(expr.clone(), Kind::Whole, RBig::ONE),
        }
    }

    /// Multiplies by base^exponent; `opaque` is the same thing left as it is, for where no rule fits.
    fn multiply_power(&mut self, base: &Expr, exponent: &RBig, opaque: Expr) {
        match Monomial::of(base).raised(exponent) {
            Some(power) => self.absorb(power),
            None => self.insert(opaque, Kind::Whole, RBig::ONE),
        }
    }

    fn absorb(&mut self, other: Monomial) {
        self.number *= other.number;
        for (prime, exponent) in other.roots {
            *self.roots.entry(prime).or_insert(RBig::ZERO) += exponent;
        }
        for ((base, kind), exponent) in other.factors {
            self.insert(base, kind, exponent);
        }
        self.exponents.extend(other.exponents);
    }

    fn insert(&mut self, base: Expr, kind: Kind, exponent: RBig) {
        *self.factors.entry((base, kind)).or_insert(RBig::ZERO) += exponent;
    }

    /// This monomial to a rational power, if that can be written without changing the domain.
    fn raised(self, exponent: &RBig) -> Option<Monomial> {
        let mut power = Monomial::one();
        let whole = exponent.is_int();
        if exponent.is_zero() {
            return self.into_expr().is_total().then(Monomial::one);
        }
        if self.number.is_zero() {
            let positive = *exponent > RBig::ZERO && self.factors.is_empty();
            return positive.then(|| Monomial::one().times(RBig::ZERO));
        }
        if self.number < RBig::ZERO && !whole {
            // (-x)^(1/2) is a root of its own; the root of a negative number has no value.
            let base = self.into_expr();
            let is_number = matches!(base.node(), Node::Number(_));
            power.insert_root_of(base, exponent);
            return (!is_number).then_some(power);
        }
        power.insert_number(&self.number, exponent)?;
        for (prime, root) in &self.roots {
            power.insert_number(&RBig::from(prime.clone()), &(root * exponent))?;
        }
        let scaled = |inner: &Expr| Monomial::of(inner).times(exponent.clone()).into_expr();
        power.exponents = self.exponents.iter().map(scaled).collect();
        let factors = self.factors;
        if !whole && factors.len() > 1 {
            // √(x y) is defined where x and y are negative; √x √y is not.
            let base = Monomial { factors, ..Monomial::one() }.into_expr();
            power.insert_root_of(base, exponent);
            return Some(power);
        }
        for ((base, kind), inner) in factors {
            power.insert_power(base, kind, &inner, exponent)?;
        }
        Some(power)
    }

    /// base^exponent for a base that stays whole and an exponent that is no integer.
    fn insert_root_of(&mut self, base: Expr, exponent: &RBig) {
        let kind = if *exponent > RBig::ZERO { Kind::Root } else { Kind::InverseRoot };
        self.insert(base, kind, exponent.clone());
    }

    /// (base^inner)^exponent. None if 1/(1/u) would lose its hole.
    fn insert_power(&mut self, base: Expr, kind: Kind, inner: &RBig, exponent: &RBig) -> Option<()> {
        let product = inner * exponent;
        if base.is_positive() {
            self.insert(base, Kind::Whole, product);
            return Some(());
        }
        let even = inner.is_int() && !inner.numerator().bit(0);
        let (base, kind) = if !exponent.is_int() && even && matches!(kind, Kind::Whole | Kind::Inverse) {
            // √(u²) = |u|, whose powers need no sign of u.
            let kind = if kind == Kind::Inverse { Kind::Inverse } else { Kind::Whole };
            (super::values::call(Function::Abs, &[base]), kind)
        } else if exponent.is_int() {
            (base, kind)
        } else {
            (base, if matches!(kind, Kind::Whole | Kind::Root) { Kind::Root } else { Kind::InverseRoot })
        };
        let kind = match (kind, *exponent > RBig::ZERO) {
            (kind, true) => kind,
            (Kind::Whole, false) => Kind::Inverse,
            (Kind::Root, false) => Kind::InverseRoot,
            (Kind::Inverse | Kind::InverseRoot, false) => return None,
        };
        self.insert(base, kind, product);
        Some(())
    }

    /// Multiplies by a positive or whole power of a number. None if the result would be too large to compute.
    fn insert_number(&mut self, value: &RBig, exponent: &RBig) -> Option<()> {
        let (above, below) = roots::power(value, exponent)?;
        self.number *= above;
        for (prime, root) in below {
            *self.roots.entry(prime).or_insert(RBig::ZERO) += root;
        }
        Some(())
    }

    /// Restores the invariants after multiplication: roots of primes between 0 and 1, one kind where one suffices.
    fn settle(&mut self) {
        self.settle_exponents();
        for (prime, exponent) in std::mem::take(&mut self.roots) {
            let whole = exponent.floor();
            let rest = &exponent - RBig::from(whole.clone());
            // Exponents of roots are sums of a few proper fractions, so the whole part is small.
            if let Ok(whole) = isize::try_from(&whole) {
                self.number *= RBig::from(prime.clone()).pow(whole);
            }
            if !rest.is_zero() {
                self.roots.insert(prime, rest);
            }
        }
        let mut settled: BTreeMap<(Expr, Kind), RBig> = BTreeMap::new();
        let has =
            |factors: &BTreeMap<(Expr, Kind), RBig>, base: &Expr, kind| factors.contains_key(&(base.clone(), kind));
        for ((base, kind), exponent) in &self.factors {
            // x·√x and √x·√x are defined for x ≥ 0 alike.
            let kind = match kind {
                Kind::Whole if has(&self.factors, base, Kind::Root) => Kind::Root,
                Kind::Inverse if has(&self.factors, base, Kind::InverseRoot) => Kind::InverseRoot,
                kind => *kind,
            };
            *settled.entry((base.clone(), kind)).or_insert(RBig::ZERO) += exponent;
        }
        settled.retain(|(base, _), exponent| !exponent.is_zero() || !base.is_total());
        self.factors = settled;
    }

    fn settle_exponents(&mut self) {
        let exponents = std::mem::take(&mut self.exponents);
        let exponent = match exponents.as_slice() {
            [] => return,
            [only] => only.clone(),
            _ => Expr::from(Node::Sum(exponents)).simplify(),
        };
        match exponent.node() {
            Node::Number(value) if value.is_zero() => {}
            // e^log(u) is u where that loses no domain.
            Node::Call(Function::Log, parts) if parts.iter().all(Expr::is_positive) => {
                parts.iter().for_each(|part| self.multiply(part));
            }
            _ => self.exponents.push(exponent),
        }
    }

    /// The expression: numbers first, then roots, then bases in order, what has negative exponents below the line.
    pub fn into_expr(mut self) -> Expr {
        self.settle();
        if self.number.is_zero() {
            return self.zero();
        }
        let minus = self.number < RBig::ZERO;
        let (above, below) = self.number.into_parts();
        let magnitude = if minus { -above } else { above };
        let (mut numerator, mut denominator) = (Vec::new(), Vec::new());
        if let [exponent] = self.exponents.as_slice() {
            numerator.push(power_of_e(exponent));
        }
        for ((base, kind), exponent) in self.factors {
            let side = if exponent < RBig::ZERO { &mut denominator } else { &mut numerator };
            let size = if exponent < RBig::ZERO { -exponent } else { exponent };
            side.push(power(base, kind, size));
        }
        numerator.sort_by_cached_key(|factor| (rank(factor), factor.clone()));
        let roots = root_factors(self.roots);
        numerator.splice(0..0, roots);
        let is_number = numerator.is_empty() && denominator.is_empty();
        let expr = if is_number {
            Expr::number(RBig::from_parts(magnitude, below))
        } else {
            if magnitude != IBig::ONE || numerator.is_empty() {
                numerator.insert(0, Expr::number(RBig::from(magnitude)));
            }
            if below != UBig::ONE {
                denominator.insert(0, Expr::number(RBig::from(below)));
            }
            match denominator.is_empty() {
                true => product(numerator),
                false => Node::Quotient(product(numerator), product(denominator)).into(),
            }
        };
        match (minus, expr.node()) {
            (false, _) => expr,
            (true, Node::Number(value)) => Expr::number(-value.clone()),
            (true, _) => Node::Neg(expr).into(),
        }
    }

    /// Zero times the factors that are not defined everywhere.
    fn zero(mut self) -> Expr {
        self.factors.retain(|(base, kind), exponent| {
            let inverse = *exponent < RBig::ZERO;
            let size = if inverse { -exponent.clone() } else { exponent.clone() };
            let power = power(base.clone(), *kind, size);
            !power.is_total() || (inverse && !power.is_nonzero())
        });
        self.exponents.retain(|exponent| !exponent.is_total());
        if self.factors.is_empty() && self.exponents.is_empty() {
            return Expr::integer(0);
        }
        let rest = Monomial { number: RBig::ONE, roots: BTreeMap::new(), ..self }.into_expr();
        product(vec![Expr::integer(0), rest])
    }

    /// The factor r if the expression is r·π with r rational.
    pub fn multiple_of_pi(expr: &Expr) -> Option<RBig> {
        let (number, rest) = Monomial::of(expr).split();
        match rest.node() {
            Node::Constant(Constant::Pi) => Some(number),
            _ if number.is_zero() => Some(number),
            _ => None,
        }
    }
}

fn half() -> RBig {
    RBig::from_parts(IBig::ONE, UBig::from(2u8))
}

fn expr_of_inverse(below: &Expr) -> Expr {
    Node::Quotient(Expr::integer(1), below.clone()).into()
}

/// Letters come before bracketed sums and calls: 2*x*sin(x).
fn rank(factor: &Expr) -> u8 {
    match factor.node() {
        Node::Power(base, _) => rank(base),
        Node::Number(_) => 0,
        Node::Constant(_) => 1,
        Node::Symbol(_) => 2,
        _ => 3,
    }
}

fn product(mut factors: Vec<Expr>) -> Expr {
    match factors.pop() {
        None => Expr::integer(1),
        Some(only) if factors.is_empty() => only,
        Some(last) => {
            factors.push(last);
            Node::Product(factors).into()
        }
    }
}

fn power_of_e(exponent: &Expr) -> Expr {
    match exponent.node() {
        Node::Number(value) if value.is_one() => Node::Constant(Constant::E).into(),
        _ => Expr::call(Function::Exp, exponent.clone()),
    }
}

/// base^exponent for a positive exponent. A whole power of a root keeps the root, and with it the domain.
fn power(base: Expr, kind: Kind, exponent: RBig) -> Expr {
    let is_root = matches!(kind, Kind::Root | Kind::InverseRoot);
    if is_root && exponent.is_int() {
        let doubled = Expr::number(exponent * RBig::from(2));
        return Node::Power(Expr::call(Function::Sqrt, base), doubled).into();
    }
    if exponent == half() {
        return Expr::call(Function::Sqrt, base);
    }
    match exponent.is_one() {
        true => base,
        false => Node::Power(base, Expr::number(exponent)).into(),
    }
}

/// The roots of primes, those of one exponent under one sign: √2·√3 is √6.
fn root_factors(roots: BTreeMap<UBig, RBig>) -> Vec<Expr> {
    let mut bases: BTreeMap<RBig, UBig> = BTreeMap::new();
    for (prime, exponent) in roots {
        *bases.entry(exponent).or_insert(UBig::ONE) *= prime;
    }
    let root = |(exponent, base): (RBig, UBig)| {
        let base = Expr::number(RBig::from(base));
        if exponent == half() {
            return Expr::call(Function::Sqrt, base);
        }
        Node::Power(base, Expr::number(exponent)).into()
    };
    bases.into_iter().rev().map(root).collect()
}

/// Whether a power of these sizes may be computed.
pub(super) fn is_small(base_bits: usize, exponent: &IBig) -> bool {
    let size = usize::try_from(exponent).or_else(|_| usize::try_from(&-exponent.clone()));
    size.is_ok_and(|size| size.saturating_mul(base_bits) <= MAX_BITS)
}

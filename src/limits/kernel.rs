//! The engine's table of kernels, and the arithmetic of forms that needs it.

use super::{
    Stop, Undecided,
    constant::Enclosure,
    form::*,
    germ::Germ,
    leading::Leading,
    raise::WayBack,
    scale::{Scale, ScaleId},
    series::Series,
};
use crate::{
    budget::{Budget, OutOfBudget},
    expr::{Expr, Symbol},
    functions::Function,
};
use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;
use std::{collections::BTreeMap, rc::Rc};

/// What a form is made of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kernel {
    /// t, which tends to +∞.
    Variable,
    Pi,
    /// An integer > 1 without small factors (a prime, as far as we look); its exponent is between 0 and 1.
    Prime(UBig),
    /// A letter other than the variable.
    Parameter(Symbol),
    /// e^u, always with exponent 1: products of exponentials are one exponential.
    Exp(Form),
    /// log u, u > 0 near the point.
    Log(Form),
    Sin(Form),
    Cos(Form),
    Atan(Form),
    /// A sum in parentheses, with any rational exponent.
    Group(Form),
    /// u − floor u of an unbounded u.
    Sawtooth(Form),
    /// Γ, ψ⁽ⁿ⁾, erf, … at a constant: the function, the order of its derivative, and where.
    Special(Function, usize, Form),
    /// A function of δ → 0 with known power series.
    Germ(Germ, Form),
    /// A function of an oscillating argument, known only by its bounds.
    Opaque(Function, Vec<Form>),
}

/// A row of the table.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) kernel: Rc<Kernel>,
    /// The highest scale in it, once somebody has asked; `Some(None)` for constants.
    pub(super) top: Option<Option<ScaleId>>,
    /// Whether sin, cos, … of an unbounded argument occur in it.
    pub(super) oscillates: bool,
}

/// The numbers of the kernels that every engine begins with.
pub(super) const VARIABLE: KernelId = 0;
pub(super) const PI: KernelId = 1;

/// Everything one computation of a limit remembers.
pub(super) struct Engine<'a> {
    pub(super) budget: &'a Budget,
    pub(super) table: Vec<Entry>,
    numbers: BTreeMap<Rc<Kernel>, KernelId>,
    pub(super) scales: Vec<Scale>,
    /// The scales from the slowest to the fastest.
    pub(super) order: Vec<ScaleId>,
    pub(super) rewritten: BTreeMap<KernelId, Option<(ScaleId, Form, Form)>>,
    pub(super) leading_terms: BTreeMap<Form, Leading>,
    pub(super) expansions: BTreeMap<(KernelId, ScaleId, usize), Series>,
    pub(super) signs: BTreeMap<Form, std::cmp::Ordering>,
    pub(super) assumptions: super::Assumptions,
    /// What t stands for.
    pub(super) back: WayBack,
    /// Values of t for which enclosures are computed, instead of those near +∞.
    pub(super) sample: Option<Enclosure>,
    depth: usize,
}

pub(super) type Res<T> = Result<T, Stop>;

impl From<OutOfBudget> for Stop {
    fn from(_: OutOfBudget) -> Stop {
        Stop::Undecided(Undecided::OutOfBudget)
    }
}

/// How deep the engine's functions may call each other: the page's stack is small.
const DEPTH: usize = 120;
/// Numbers with more bits than this end the computation.
const BITS: usize = 40_000;
/// Products of sums with more terms than this stay factored.
const TERMS: usize = 400;

impl<'a> Engine<'a> {
    pub(super) fn new(budget: &'a Budget, assumptions: super::Assumptions) -> Engine<'a> {
        let mut engine = Engine {
            budget,
            table: Vec::new(),
            numbers: BTreeMap::new(),
            scales: Vec::new(),
            order: Vec::new(),
            rewritten: BTreeMap::new(),
            leading_terms: BTreeMap::new(),
            expansions: BTreeMap::new(),
            signs: BTreeMap::new(),
            assumptions,
            back: WayBack::new(Expr::symbol("t"), false, false),
            sample: None,
            depth: 0,
        };
        engine.intern(Kernel::Variable);
        engine.intern(Kernel::Pi);
        engine.add_slowest_scale(VARIABLE);
        engine
    }

    pub(super) fn spend(&self, steps: u64) -> Res<()> {
        Ok(self.budget.spend(steps)?)
    }

    /// Runs `work` one level deeper.
    pub(super) fn deeper<T>(&mut self, work: impl FnOnce(&mut Self) -> Res<T>) -> Res<T> {
        self.spend(1)?;
        if self.depth >= DEPTH {
            return Err(Stop::Undecided(Undecided::OutOfBudget));
        }
        self.depth += 1;
        let result = work(self);
        self.depth -= 1;
        result
    }

    /// The number of this kernel, a new one if it has none.
    pub(super) fn intern(&mut self, kernel: Kernel) -> KernelId {
        if let Some(&id) = self.numbers.get(&kernel) {
            return id;
        }
        let oscillates = match &kernel {
            Kernel::Variable | Kernel::Pi | Kernel::Prime(_) | Kernel::Parameter(_) | Kernel::Special(..) => false,
            Kernel::Germ(_, u) => self.oscillates(u),
            Kernel::Sawtooth(_) | Kernel::Opaque(..) => true,
            Kernel::Exp(u) | Kernel::Log(u) | Kernel::Sin(u) | Kernel::Cos(u) | Kernel::Atan(u) | Kernel::Group(u) => {
                self.oscillates(u)
            }
        };
        self.enter(kernel, oscillates)
    }

    /// sin θ or cos θ of an unbounded phase: it counts as a constant that keeps moving.
    pub(super) fn oscillator(&mut self, kernel: Kernel) -> KernelId {
        if let Some(&id) = self.numbers.get(&kernel) {
            return id;
        }
        let id = self.enter(kernel, true);
        if let Some(entry) = self.table.get_mut(id as usize) {
            entry.top = Some(None);
        }
        id
    }

    fn enter(&mut self, kernel: Kernel, oscillates: bool) -> KernelId {
        let id = self.table.len() as KernelId;
        let kernel = Rc::new(kernel);
        self.table.push(Entry { kernel: kernel.clone(), top: None, oscillates });
        self.numbers.insert(kernel, id);
        id
    }

    pub(super) fn look(&self, id: KernelId) -> Rc<Kernel> {
        self.table.get(id as usize).map_or_else(|| Rc::new(Kernel::Variable), |entry| entry.kernel.clone())
    }

    pub(super) fn find(&self, kernel: &Kernel) -> Option<KernelId> {
        self.numbers.get(kernel).copied()
    }

    pub(super) fn oscillates(&self, form: &Form) -> bool {
        form.kernels().iter().any(|&id| self.table.get(id as usize).is_some_and(|entry| entry.oscillates))
    }

    pub(super) fn variable(&self) -> Form {
        Form::kernel(VARIABLE, RBig::ONE)
    }

    pub(super) fn pi(&self) -> Form {
        Form::kernel(PI, RBig::ONE)
    }

    fn check_size(&self, value: &RBig) -> Res<()> {
        use dashu_base::BitTest;
        if value.numerator().bit_len().max(value.denominator().bit_len()) > BITS {
            return Err(Stop::Undecided(Undecided::OutOfBudget));
        }
        Ok(())
    }

    /// The product, multiplied out.
    pub(super) fn mul(&mut self, a: &Form, b: &Form) -> Res<Form> {
        match (a, b) {
            (Form::Number(a), Form::Number(b)) => {
                let product = a * b;
                self.check_size(&product)?;
                Ok(Form::Number(product))
            }
            (Form::Number(number), form) | (form, Form::Number(number)) => Ok(form.scaled(number)),
            (Form::Sum(left), Form::Sum(right)) => {
                if left.len() * right.len() > TERMS {
                    return Err(Stop::Undecided(Undecided::OutOfBudget));
                }
                self.spend((left.len() * right.len()) as u64)?;
                let mut terms = Vec::with_capacity(left.len() * right.len());
                let mut others = Form::zero();
                for x in left.iter() {
                    for y in right.iter() {
                        match self.mul_terms(x, y)? {
                            Form::Sum(sum) if sum.len() == 1 => terms.extend(sum.iter().cloned()),
                            form => others = others.plus(&form),
                        }
                    }
                }
                Ok(Form::from_terms(terms).plus(&others))
            }
        }
    }

    /// The product, with sums kept in parentheses.
    pub(super) fn product(&mut self, a: &Form, b: &Form) -> Res<Form> {
        let a = self.grouped(a, &RBig::ONE)?;
        let b = self.grouped(b, &RBig::ONE)?;
        self.mul(&a, &b)
    }

    fn mul_terms(&mut self, a: &Term, b: &Term) -> Res<Form> {
        let mut coefficient = &a.coefficient * &b.coefficient;
        let mut factors: Vec<(KernelId, RBig)> = Vec::with_capacity(a.monomial.0.len() + b.monomial.0.len());
        let (mut left, mut right) = (a.monomial.0.iter().peekable(), b.monomial.0.iter().peekable());
        let mut exponentials: Vec<KernelId> = Vec::new();
        let push = |engine: &Self, id: KernelId, exponent: RBig, factors: &mut Vec<_>, exps: &mut Vec<KernelId>| {
            if exponent.is_zero() {
                return;
            }
            match engine.table.get(id as usize).map(|entry| entry.kernel.as_ref()) {
                Some(Kernel::Exp(_)) if exponent.is_one() => exps.push(id),
                _ => factors.push((id, exponent)),
            }
        };
        loop {
            match (left.peek(), right.peek()) {
                (Some((x, p)), Some((y, q))) if x == y => {
                    let (id, sum) = (*x, p + q);
                    left.next();
                    right.next();
                    match self.look(id).as_ref() {
                        Kernel::Prime(prime) => {
                            let (whole, rest) = sum.split_at_point();
                            coefficient *= integer_power(prime, &whole);
                            push(self, id, rest, &mut factors, &mut exponentials);
                        }
                        Kernel::Exp(_) => exponentials.extend([id, id]),
                        _ => push(self, id, sum, &mut factors, &mut exponentials),
                    }
                }
                (Some((x, _)), Some((y, _))) => {
                    let next = if x < y { left.next() } else { right.next() };
                    if let Some((id, exponent)) = next {
                        push(self, *id, exponent.clone(), &mut factors, &mut exponentials);
                    }
                }
                (Some(_), None) | (None, Some(_)) => {
                    if let Some((id, exponent)) = left.next().or_else(|| right.next()) {
                        push(self, *id, exponent.clone(), &mut factors, &mut exponentials);
                    }
                }
                (None, None) => break,
            }
        }
        self.check_size(&coefficient)?;
        if let [only] = exponentials.as_slice() {
            let at = factors.partition_point(|(id, _)| id < only);
            factors.insert(at, (*only, RBig::ONE));
            exponentials.clear();
        }
        let plain = Form::from(Term { monomial: Monomial(factors), coefficient });
        if exponentials.is_empty() {
            return Ok(plain);
        }
        let mut exponent = Form::zero();
        for id in exponentials {
            if let Kernel::Exp(u) = self.look(id).as_ref() {
                exponent = exponent.plus(u);
            }
        }
        let exponential = self.exp(&exponent)?;
        self.deeper(|engine| engine.mul(&plain, &exponential))
    }
}

/// `base` to an integer power (which may be negative).
pub(super) fn integer_power(base: &UBig, exponent: &IBig) -> RBig {
    // Exponents of kernels are small: larger ones have been refused by `check_size` before.
    let exponent = isize::try_from(exponent).unwrap_or(0);
    RBig::from(base.clone()).pow(exponent)
}

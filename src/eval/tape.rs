//! Straight-line code: one instruction an operation, each writing a register of its own.
//!
//! The tape keeps what was typed (`x/x` stays a division) and shares what was typed twice. It is written once and run
//! over any [`Arithmetic`]: doubles, rows of doubles, dual numbers, intervals, enclosures of any precision.

use crate::expr::{Comparison, Constant, Expr, Node, Symbol};
use crate::functions::Function;
use dashu_base::Approximation;
use dashu_ratio::RBig;
use std::collections::BTreeMap;

/// A formula compiled for evaluation, at inputs in a fixed order.
///
/// ```
/// use little_o::{eval::Tape, expr::{Symbol, read}};
/// let tape = Tape::new(&read("x^2")?.expr, &[Symbol::new("x")]);
/// assert_eq!(tape.eval(&[3.0]), 9.0);
/// assert_eq!(tape.derivative(&[3.0], 0), (9.0, 6.0));
/// # Ok::<(), little_o::diagnostic::Diagnostic>(())
/// ```
#[derive(Clone, Debug)]
pub struct Tape {
    pub(super) code: Vec<Instruction>,
    pub(super) constants: Vec<Literal>,
    pub(super) inputs: usize,
}

/// An operation and the inputs its value depends on, bit i standing for input i (bit 63 for all from the 64th on).
#[derive(Clone, Debug)]
pub(super) struct Instruction {
    pub(super) op: Op,
    pub(super) depends: u64,
}

/// The number of a register: the place of the instruction that writes it.
pub(super) type Register = usize;

/// One operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Op {
    /// A literal, by its place in the tape's constants.
    Literal(usize),
    /// An input, by its place.
    Input(usize),
    /// A letter that is no input: its value is not known, so nothing made with it is defined.
    Unknown,
    Neg(Register),
    Add(Register, Register),
    Sub(Register, Register),
    Mul(Register, Register),
    Div(Register, Register),
    /// A power with an integer written as exponent: the repeated product.
    Powi(Register, i32),
    /// Any other power: the principal real one.
    Power(Register, Register),
    Call(Function, Register),
    Call2(Function, Register, Register),
    /// where(left comparison right, then, otherwise).
    Select(Comparison, Register, Register, Register, Register),
}

/// A number written in the formula, and its double, which every evaluation in doubles asks for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Literal {
    pub(super) exact: Exact,
    /// The nearest double.
    pub(super) nearest: f64,
    /// Whether the double is the number.
    pub(super) is_double: bool,
}

/// The number itself.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Exact {
    Rational(RBig),
    Constant(Constant),
}

impl From<Exact> for Literal {
    fn from(exact: Exact) -> Self {
        let (nearest, is_double) = match &exact {
            Exact::Rational(value) => match value.to_f64() {
                Approximation::Exact(double) => (double, true),
                Approximation::Inexact(double, _) => (double, false),
            },
            Exact::Constant(Constant::Pi) => (std::f64::consts::PI, false),
            Exact::Constant(Constant::E) => (std::f64::consts::E, false),
        };
        Literal { exact, nearest, is_double }
    }
}

/// Numbers a tape can be run over. `self` carries what all operations share, such as a precision.
pub(super) trait Arithmetic {
    type Number: Clone;
    fn literal(&self, value: &Literal) -> Self::Number;
    /// The value of something that has none.
    fn undefined(&self) -> Self::Number;
    fn neg(&self, a: &Self::Number) -> Self::Number;
    fn add(&self, a: &Self::Number, b: &Self::Number) -> Self::Number;
    fn sub(&self, a: &Self::Number, b: &Self::Number) -> Self::Number;
    fn mul(&self, a: &Self::Number, b: &Self::Number) -> Self::Number;
    fn div(&self, a: &Self::Number, b: &Self::Number) -> Self::Number;
    fn powi(&self, a: &Self::Number, exponent: i32) -> Self::Number;
    /// a^b, the principal real power; `depends`: the inputs that b depends on.
    fn power(&self, a: &Self::Number, b: &Self::Number, depends: u64) -> Self::Number;
    fn call(&self, function: Function, a: &Self::Number) -> Self::Number;
    fn call2(&self, function: Function, a: &Self::Number, b: &Self::Number) -> Self::Number;
    fn select(
        &self,
        relation: Comparison,
        left: &Self::Number,
        right: &Self::Number,
        then: &Self::Number,
        otherwise: &Self::Number,
    ) -> Self::Number;
    /// A last look at a value that depends on the inputs `depends`.
    fn settle(&self, value: Self::Number, _depends: u64) -> Self::Number {
        value
    }
}

impl Tape {
    /// Compiles `expr`; `inputs` are the letters whose values are given at evaluation, in their order.
    /// A letter that is not among them has no value: where it counts, the result is undefined.
    pub fn new(expr: &Expr, inputs: &[Symbol]) -> Tape {
        let mut compiler = Compiler {
            tape: Tape { code: Vec::new(), constants: Vec::new(), inputs: inputs.len() },
            inputs,
            known: BTreeMap::new(),
        };
        compiler.expr(expr);
        compiler.tape
    }

    /// How many inputs an evaluation takes.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// How many operations an evaluation costs.
    pub fn len(&self) -> usize {
        self.code.len()
    }

    /// Whether there is nothing to evaluate; never true, since every formula has a root.
    pub fn is_empty(&self) -> bool {
        self.code.is_empty()
    }

    /// Runs the tape and leaves every register's value in `registers`, which is cleared first.
    pub(super) fn run<A: Arithmetic>(&self, arithmetic: &A, inputs: &[A::Number], registers: &mut Vec<A::Number>) {
        let undefined = arithmetic.undefined();
        registers.clear();
        for Instruction { op, depends } in &self.code {
            let value = self.step(arithmetic, *op, inputs, registers, &undefined);
            registers.push(arithmetic.settle(value, *depends));
        }
    }

    /// Runs again what depends on the inputs in `changed`; `registers` are those of a full run.
    pub(super) fn rerun<A: Arithmetic>(
        &self,
        arithmetic: &A,
        inputs: &[A::Number],
        registers: &mut [A::Number],
        changed: u64,
    ) {
        let undefined = arithmetic.undefined();
        for (index, Instruction { op, depends }) in self.code.iter().enumerate() {
            if depends & changed != 0 {
                let value = self.step(arithmetic, *op, inputs, registers, &undefined);
                if let Some(register) = registers.get_mut(index) {
                    *register = arithmetic.settle(value, *depends);
                }
            }
        }
    }

    #[inline(always)]
    fn step<A: Arithmetic>(
        &self,
        arithmetic: &A,
        op: Op,
        inputs: &[A::Number],
        registers: &[A::Number],
        undefined: &A::Number,
    ) -> A::Number {
        let get = |register: Register| registers.get(register).unwrap_or(undefined);
        match op {
            Op::Literal(index) => {
                self.constants.get(index).map_or_else(|| undefined.clone(), |value| arithmetic.literal(value))
            }
            Op::Input(index) => inputs.get(index).unwrap_or(undefined).clone(),
            Op::Unknown => undefined.clone(),
            Op::Neg(a) => arithmetic.neg(get(a)),
            Op::Add(a, b) => arithmetic.add(get(a), get(b)),
            Op::Sub(a, b) => arithmetic.sub(get(a), get(b)),
            Op::Mul(a, b) => arithmetic.mul(get(a), get(b)),
            Op::Div(a, b) => arithmetic.div(get(a), get(b)),
            Op::Powi(a, exponent) => arithmetic.powi(get(a), exponent),
            Op::Power(a, b) => {
                arithmetic.power(get(a), get(b), self.code.get(b).map_or(0, |exponent| exponent.depends))
            }
            Op::Call(function, a) => arithmetic.call(function, get(a)),
            Op::Call2(function, a, b) => arithmetic.call2(function, get(a), get(b)),
            Op::Select(relation, left, right, then, otherwise) => {
                arithmetic.select(relation, get(left), get(right), get(then), get(otherwise))
            }
        }
    }
}

/// The bit that stands for input `index`.
pub(super) fn mask(index: usize) -> u64 {
    1 << index.min(63)
}

struct Compiler<'a> {
    tape: Tape,
    inputs: &'a [Symbol],
    known: BTreeMap<Op, Register>,
}

impl Compiler<'_> {
    fn expr(&mut self, expr: &Expr) -> Register {
        match expr.node() {
            Node::Number(value) => self.literal(Exact::Rational(value.clone())),
            Node::Constant(constant) => self.literal(Exact::Constant(*constant)),
            Node::Symbol(symbol) => match self.inputs.iter().position(|input| input == symbol) {
                Some(index) => self.emit(Op::Input(index), mask(index)),
                None => self.emit(Op::Unknown, 0),
            },
            Node::Sum(terms) => self.sum(terms),
            Node::Product(factors) => self.fold(factors, Op::Mul),
            Node::Neg(a) => {
                let a = self.expr(a);
                self.push(Op::Neg(a), &[a])
            }
            Node::Quotient(a, b) => self.binary(a, b, Op::Div),
            Node::Power(base, exponent) => match integer(exponent) {
                Some(exponent) => {
                    let base = self.expr(base);
                    self.push(Op::Powi(base, exponent), &[base])
                }
                None => self.binary(base, exponent, Op::Power),
            },
            Node::Call(function, arguments) => self.call(*function, arguments),
            Node::Where(condition, then, otherwise) => {
                let [left, right, then, otherwise] =
                    [&condition.left, &condition.right, then, otherwise].map(|part| self.expr(part));
                let op = Op::Select(condition.relation, left, right, then, otherwise);
                self.push(op, &[left, right, then, otherwise])
            }
        }
    }

    /// a − b is typed as a sum and evaluated as a difference.
    fn sum(&mut self, terms: &[Expr]) -> Register {
        let mut sum = None;
        for term in terms {
            sum = Some(match (sum, term.node()) {
                (Some(a), Node::Neg(b)) => {
                    let b = self.expr(b);
                    self.push(Op::Sub(a, b), &[a, b])
                }
                (Some(a), _) => {
                    let b = self.expr(term);
                    self.push(Op::Add(a, b), &[a, b])
                }
                (None, _) => self.expr(term),
            });
        }
        sum.unwrap_or_else(|| self.literal(Exact::Rational(RBig::ZERO)))
    }

    /// ((a ∘ b) ∘ c) ∘ … for one or more operands.
    fn fold(&mut self, operands: &[Expr], op: impl Fn(Register, Register) -> Op) -> Register {
        let mut result = None;
        for operand in operands {
            let b = self.expr(operand);
            result = Some(match result {
                Some(a) => self.push(op(a, b), &[a, b]),
                None => b,
            });
        }
        result.unwrap_or_else(|| self.literal(Exact::Rational(RBig::ONE)))
    }

    fn binary(&mut self, a: &Expr, b: &Expr, op: impl Fn(Register, Register) -> Op) -> Register {
        let (a, b) = (self.expr(a), self.expr(b));
        self.push(op(a, b), &[a, b])
    }

    fn call(&mut self, function: Function, arguments: &[Expr]) -> Register {
        match arguments {
            [] => self.emit(Op::Unknown, 0),
            [a] => {
                let a = self.expr(a);
                self.push(Op::Call(function, a), &[a])
            }
            _ => self.fold(arguments, |a, b| Op::Call2(function, a, b)),
        }
    }

    fn literal(&mut self, value: Exact) -> Register {
        let index = match self.tape.constants.iter().position(|known| known.exact == value) {
            Some(index) => index,
            None => {
                self.tape.constants.push(value.into());
                self.tape.constants.len() - 1
            }
        };
        self.emit(Op::Literal(index), 0)
    }

    fn push(&mut self, op: Op, operands: &[Register]) -> Register {
        let depends = operands.iter().filter_map(|&r| self.tape.code.get(r)).fold(0, |all, one| all | one.depends);
        self.emit(op, depends)
    }

    /// The register of this operation, shared if the tape has it already.
    fn emit(&mut self, op: Op, depends: u64) -> Register {
        let code = &mut self.tape.code;
        *self.known.entry(op).or_insert_with(|| {
            code.push(Instruction { op, depends });
            code.len() - 1
        })
    }
}

/// The value of an exponent that is written as an integer, such as 2, −2 or 4/2.
fn integer(exponent: &Expr) -> Option<i32> {
    let value = rational(exponent)?;
    value.is_int().then(|| i32::try_from(value.numerator()).ok()).flatten()
}

/// The value of an expression written with numbers, signs and fractions only.
pub(super) fn rational(expr: &Expr) -> Option<RBig> {
    match expr.node() {
        Node::Number(value) => Some(value.clone()),
        Node::Neg(a) => rational(a).map(|a| -a),
        Node::Quotient(a, b) => {
            let (a, b) = (rational(a)?, rational(b)?);
            (!b.is_zero()).then(|| a / b)
        }
        _ => None,
    }
}

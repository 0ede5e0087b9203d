//! Slopes of a tape, and where a slope is only a convention.

use super::dual::{self, Duals};
use super::tape::{Op, Tape, mask};
use crate::functions::Function;
use num_dual::Dual64;

/// A place where the formula has a kink or a jump just at the point of evaluation, so that its slope is a choice.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kink {
    /// Which function has it; `None` for where(…).
    pub function: Option<Function>,
    /// The slope taken there: of that part of the formula, with respect to the input.
    pub slope: f64,
}

impl Tape {
    /// Value and slope with respect to input `index` at `inputs`, by dual numbers: no differences, no step size.
    ///
    /// The slope is NaN where the formula is not defined and where the slope is infinite or cannot be had, such as √x
    /// at 0. At kinks it is a convention, see [`Tape::kinks`]: abs′(0) = 0, relu′(0) = 0, max and min at a tie ½(a′ + b′).
    ///
    /// ```
    /// use little_o::{eval::Tape, expr::{Symbol, read}};
    /// let abs = Tape::new(&read("abs(x)")?.expr, &[Symbol::new("x")]);
    /// assert_eq!(abs.derivative(&[-2.0], 0), (2.0, -1.0));
    /// assert_eq!(abs.derivative(&[0.0], 0), (0.0, 0.0));
    /// # Ok::<(), little_o::diagnostic::Diagnostic>(())
    /// ```
    pub fn derivative(&self, inputs: &[f64], index: usize) -> (f64, f64) {
        let value = self.duals(inputs, index).last().copied().unwrap_or(Dual64::new(f64::NAN, f64::NAN));
        (value.re, if value.eps.is_finite() { value.eps } else { f64::NAN })
    }

    /// Value and slopes with respect to all inputs.
    ///
    /// ```
    /// use little_o::{eval::Tape, expr::{Symbol, read}};
    /// let tape = Tape::new(&read("x*y")?.expr, &[Symbol::new("x"), Symbol::new("y")]);
    /// assert_eq!(tape.gradient(&[3.0, 5.0]), (15.0, vec![5.0, 3.0]));
    /// # Ok::<(), little_o::diagnostic::Diagnostic>(())
    /// ```
    pub fn gradient(&self, inputs: &[f64]) -> (f64, Vec<f64>) {
        let slopes = (0..self.inputs()).map(|index| self.derivative(inputs, index).1).collect();
        (self.eval(inputs), slopes)
    }

    /// The kinks and jumps that `inputs` hits exactly and that matter to the slope with respect to input `index`.
    ///
    /// ```
    /// use little_o::{eval::{Kink, Tape}, expr::{Symbol, read}};
    /// let relu = Tape::new(&read("relu(x)")?.expr, &[Symbol::new("x")]);
    /// assert_eq!(relu.kinks(&[0.0], 0), [Kink { function: Some(little_o::functions::Function::Relu), slope: 0.0 }]);
    /// assert!(relu.kinks(&[1.0], 0).is_empty());
    /// # Ok::<(), little_o::diagnostic::Diagnostic>(())
    /// ```
    pub fn kinks(&self, inputs: &[f64], index: usize) -> Vec<Kink> {
        let registers = self.duals(inputs, index);
        let at = |register: usize| registers.get(register).copied().unwrap_or(Dual64::from_re(f64::NAN));
        let kink = |(instruction, value): (&super::tape::Instruction, &Dual64)| {
            let (function, is_kink) = match instruction.op {
                Op::Call(function, a) => (Some(function), dual::is_convention(function, &at(a), &at(a))),
                Op::Call2(function, a, b) => (Some(function), dual::is_convention(function, &at(a), &at(b))),
                Op::Select(_, left, right, a, b) => {
                    (None, dual::is_border(&at(left), &at(right)) && dual::is_corner(&at(a), &at(b)))
                }
                _ => (None, false),
            };
            is_kink.then_some(Kink { function, slope: value.eps })
        };
        self.code.iter().zip(&registers).filter_map(kink).collect()
    }

    /// All registers, with slopes with respect to input `index`.
    fn duals(&self, inputs: &[f64], index: usize) -> Vec<Dual64> {
        let seeded = inputs.iter().enumerate();
        let seeded: Vec<_> = seeded.map(|(i, &x)| Dual64::new(x, if i == index { 1.0 } else { 0.0 })).collect();
        let mut registers = Vec::with_capacity(self.len());
        self.run(&Duals { active: mask(index) }, &seeded, &mut registers);
        registers
    }
}

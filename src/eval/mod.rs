//! Numbers out of formulas.
//!
//! A formula is compiled once to a [`Tape`], straight-line code that keeps what was typed, and the tape is run over the
//! kind of number that the question needs:
//!
//! | question | method | numbers |
//! |---|---|---|
//! | the value, fast | [`Tape::eval`], [`Tape::eval_many`] | doubles, one or a row at a time |
//! | the slope | [`Tape::derivative`], [`Tape::gradient`], [`Tape::kinks`] | dual numbers |
//! | all values on a stretch, poles, jumps, ends | [`Tape::interval`] | intervals of doubles, rounded outward |
//! | all values beside a point where 0/0 stands | [`Taylor`], [`Beside`] | Taylor coefficients as intervals |
//! | the value, true to 10⁻⁶ however much cancels | [`Truthful`], [`Tangent`] | intervals first, enclosures where needed |
//! | the value, certified | [`enclose`], [`Tape::enclose`] | bounds of any precision and any size, rounded outward |
//! | digits that are right, or none | [`digits`], [`table`](table()) | enclosures, more and more precise |
//!
//! Each kind of number is an arithmetic (`real`, `rows`, `running`, `dual`, `interval` with `ranges`, `precise`) that the one loop
//! in `tape` runs over. Enclosures are built in storeys: `float`, numbers of any precision and size; `series`, a few
//! functions in fixed point; `functions`, their bounds near and far; `elementary` and `special`, all others made of them.
//! The doubles of ψ, ζ, Ei and W, which no library of ours has, are in `classical`.
//!
//! Vocabulary: *undefined* is NaN (a pole, √ of a negative number); ±∞ stands for a number too large for a double.

mod beside;
mod classical;
mod decimal;
mod dual;
mod elementary;
mod enclosure;
mod float;
mod functions;
mod interval;
mod kinks;
mod precise;
mod ranges;
mod real;
mod rows;
mod running;
mod series;
mod special;
mod table;
mod tangent;
mod tape;
mod taylor;
mod truthful;

pub use beside::{Beside, Piece, Series, fraction};
pub use decimal::Decimal;
pub use enclosure::{Enclosure, NoEnclosure, enclose};
pub use interval::{Defined, Interval};
pub use kinks::Kink;
pub use table::{Approach, Cell, Row, digits, table};
pub use tangent::Tangent;
pub use tape::Tape;
pub use taylor::Taylor;
pub use truthful::Truthful;

use crate::functions::Function;
use real::Real;
use rows::{Rows, WIDTH};
use tape::mask;

/// A function, or for ψ its derivative of this order, in double precision.
pub(crate) fn special_value(function: Function, order: usize, x: f64) -> f64 {
    if order == 0 { real::unary(function)(x) } else { classical::polygamma(order as f64, x) }
}

impl Tape {
    /// The value at `inputs`, in double precision. NaN where the formula is not defined, ±∞ where the value is too large.
    ///
    /// ```
    /// use little_o::{eval::Tape, expr::{Symbol, read}};
    /// let tape = Tape::new(&read("log(x)")?.expr, &[Symbol::new("x")]);
    /// assert_eq!(tape.eval(&[1.0]), 0.0);
    /// assert!(tape.eval(&[0.0]).is_nan());
    /// # Ok::<(), little_o::diagnostic::Diagnostic>(())
    /// ```
    pub fn eval(&self, inputs: &[f64]) -> f64 {
        let mut registers = Vec::with_capacity(self.len());
        self.run(&Real, inputs, &mut registers);
        registers.last().copied().unwrap_or(f64::NAN)
    }

    /// The values at many places of the first input, written to `out`; further inputs have the values `others`.
    /// Several times faster than [`Tape::eval`] one by one. Of the two slices the shorter counts.
    ///
    /// ```
    /// use little_o::{eval::Tape, expr::{Symbol, read}};
    /// let mut out = [0.0; 3];
    /// Tape::new(&read("x^2")?.expr, &[Symbol::new("x")]).eval_many(&[1.0, 2.0, 3.0], &[], &mut out);
    /// assert_eq!(out, [1.0, 4.0, 9.0]);
    /// # Ok::<(), little_o::diagnostic::Diagnostic>(())
    /// ```
    pub fn eval_many(&self, xs: &[f64], others: &[f64], out: &mut [f64]) {
        let mut registers = Vec::with_capacity(self.len());
        let mut inputs = vec![[f64::NAN; WIDTH]];
        inputs.extend(others.iter().map(|&value| [value; WIDTH]));
        for (xs, out) in xs.chunks(WIDTH).zip(out.chunks_mut(WIDTH)) {
            if let Some(row) = inputs.first_mut() {
                row.iter_mut().zip(xs).for_each(|(input, x)| *input = *x);
            }
            self.run(&Rows, &inputs, &mut registers);
            if let Some(row) = registers.last() {
                out.iter_mut().zip(row).for_each(|(out, value)| *out = *value);
            }
        }
    }

    /// The values on a grid, written to `out` row by row: y of `ys` in row j, x of `xs` in column i. The first two inputs
    /// are x and y, further ones have the values `others`. What depends on x alone is evaluated once for each column.
    ///
    /// ```
    /// use little_o::{eval::Tape, expr::{Symbol, read}};
    /// let mut out = [0.0; 4];
    /// let symbols = ["x", "y"].map(Symbol::new);
    /// Tape::new(&read("x + 10y")?.expr, &symbols).eval_grid(&[1.0, 2.0], &[0.0, 1.0], &[], &mut out);
    /// assert_eq!(out, [1.0, 2.0, 11.0, 12.0]);
    /// # Ok::<(), little_o::diagnostic::Diagnostic>(())
    /// ```
    pub fn eval_grid(&self, xs: &[f64], ys: &[f64], others: &[f64], out: &mut [f64]) {
        let mut registers = Vec::with_capacity(self.len());
        let mut inputs = vec![[f64::NAN; WIDTH]; 2];
        inputs.extend(others.iter().map(|&value| [value; WIDTH]));
        for (chunk, places) in xs.chunks(WIDTH).enumerate() {
            if let Some(row) = inputs.first_mut() {
                row.iter_mut().zip(places).for_each(|(input, x)| *input = *x);
            }
            for (j, y) in ys.iter().enumerate() {
                if let Some(row) = inputs.get_mut(1) {
                    *row = [*y; WIDTH];
                }
                match j {
                    0 => self.run(&Rows, &inputs, &mut registers),
                    _ => self.rerun(&Rows, &inputs, &mut registers, mask(1)),
                }
                let start = j * xs.len() + chunk * WIDTH;
                if let (Some(out), Some(row)) = (out.get_mut(start..start + places.len()), registers.last()) {
                    out.iter_mut().zip(row).for_each(|(out, value)| *out = *value);
                }
            }
        }
    }
}

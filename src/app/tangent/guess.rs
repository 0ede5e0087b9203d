//! The straight-line guess f(x) + f′(x)·ε and what it gets wrong. Pure numbers.

use crate::eval::{Kink, Tape};

/// The guess at x + ε, beside the truth.
#[derive(Clone, Debug, PartialEq)]
pub struct Guess {
    /// The point x.
    pub x: f64,
    /// The step ε.
    pub eps: f64,
    /// f(x).
    pub start: f64,
    /// f′(x), by dual numbers.
    pub slope: f64,
    /// f(x+ε).
    pub value: f64,
    /// f(x) + f′(x)·ε.
    pub approximation: f64,
    /// Kinks at x: there the slope is a choice, one of the subgradients.
    pub kinks: Vec<Kink>,
}

/// Why there is no guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoGuess {
    /// f is not defined, or too large for a double, at x.
    NoValueAtPoint,
    /// f has no finite slope at x.
    NoSlope,
    /// f is not defined, or too large for a double, at x + ε.
    NoValueAtStep,
}

impl Guess {
    /// The guess for the function of one variable on the tape.
    ///
    /// # Errors
    /// [`NoGuess`] where one of its numbers does not exist.
    pub fn new(tape: &Tape, x: f64, eps: f64) -> Result<Guess, NoGuess> {
        let (start, slope) = tape.derivative(&[x], 0);
        let value = tape.eval(&[x + eps]);
        let approximation = start + slope * eps;
        if !start.is_finite() {
            Err(NoGuess::NoValueAtPoint)
        } else if !slope.is_finite() || !approximation.is_finite() {
            Err(NoGuess::NoSlope)
        } else if !value.is_finite() {
            Err(NoGuess::NoValueAtStep)
        } else {
            Ok(Guess { x, eps, start, slope, value, approximation, kinks: tape.kinks(&[x], 0) })
        }
    }

    /// f(x+ε) minus the guess.
    pub fn error(&self) -> f64 {
        self.value - self.approximation
    }

    /// The error as a part of ε; nothing for ε = 0.
    pub fn relative_error(&self) -> Option<f64> {
        let part = self.error() / self.eps;
        part.is_finite().then_some(part)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::float_cmp)]
mod tests {
    use super::*;
    use crate::expr::{Symbol, read};

    fn guess(source: &str, x: f64, eps: f64) -> Result<Guess, NoGuess> {
        Guess::new(&Tape::new(&read(source).unwrap().expr, &[Symbol::new("x")]), x, eps)
    }

    #[test]
    fn the_courses_cases() {
        let cases = [
            ("x", 0.0, 0.0, 0.0),
            ("7", 2.0, 1.0, 7.0),
            ("x^2", 0.0, 0.0, 0.0),
            ("x^2", 3.0, 0.0, 9.0),
            ("abs(x)", 0.5, -0.5, 0.0),
            ("x^2", 1.0, -1.0, -1.0),
        ];
        for (source, x, eps, expected) in cases {
            assert_eq!(guess(source, x, eps).unwrap().approximation, expected, "{source} at {x}");
        }
    }

    #[test]
    fn errors_of_a_square_are_the_square_of_the_step() {
        let guess = guess("x^2", 1.0, 0.5).unwrap();
        assert_eq!((guess.slope, guess.error(), guess.relative_error()), (2.0, 0.25, Some(0.5)));
    }

    #[test]
    fn numbers_that_do_not_exist_are_named() {
        assert_eq!(guess("log(x)", -1.0, 0.5), Err(NoGuess::NoValueAtPoint));
        assert_eq!(guess("sqrt(x)", 0.0, 0.5), Err(NoGuess::NoSlope));
        assert_eq!(guess("1/x", 1.0, -1.0), Err(NoGuess::NoValueAtStep));
    }

    #[test]
    fn a_kink_is_known() {
        assert_eq!(guess("abs(x)", 0.0, 0.5).unwrap().kinks.len(), 1);
        assert!(guess("abs(x)", 0.5, 0.5).unwrap().kinks.is_empty());
    }
}

//! The straight-line guess f(x) + f′(x)·ε and what it gets wrong. Pure numbers.

use crate::eval::{Kink, Tangent, Tape};

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
    /// f(x+ε) − (f(x) + f′(x)·ε), with no digit lost however small ε is.
    pub error: f64,
    /// Kinks at x: there the slope is a choice, one of the subgradients.
    pub kinks: Vec<Kink>,
}

/// Why there is no guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoGuess {
    /// f is not defined, or too large for a double, at x.
    Point,
    /// f has no finite slope at x.
    Slope,
    /// f is not defined, or too large for a double, at x + ε.
    Step,
}

impl Guess {
    /// The guess that a tangent makes of the function on the tape, which has the value `start` at `x`.
    ///
    /// # Errors
    /// [`NoGuess`] names the number that does not exist: where one of its numbers does not exist.
    pub fn new(tape: &Tape, tangent: Option<&Tangent>, x: f64, eps: f64) -> Result<Guess, NoGuess> {
        if !tape.eval(&[x]).is_finite() {
            return Err(NoGuess::Point);
        }
        let tangent = tangent.ok_or(NoGuess::Slope)?;
        let (value, approximation) = (tangent.truth(eps), tangent.approximation(eps));
        if !value.is_finite() || !approximation.is_finite() {
            return Err(NoGuess::Step);
        }
        let (start, slope, kinks) = (tangent.value, tangent.slope, tangent.kinks());
        Ok(Guess { x, eps, start, slope, value, approximation, error: tangent.remainder(eps), kinks })
    }

    /// The error as a part of ε; nothing for ε = 0.
    pub fn relative_error(&self) -> Option<f64> {
        let part = self.error / self.eps;
        part.is_finite().then_some(part)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::float_cmp)]
mod tests {
    use super::*;
    use crate::expr::{Symbol, read};

    fn guess(source: &str, x: f64, eps: f64) -> Result<Guess, NoGuess> {
        let (expr, symbol) = (read(source).unwrap().expr, Symbol::new("x"));
        let tape = Tape::new(&expr, std::slice::from_ref(&symbol));
        Guess::new(&tape, Tangent::new(&expr, &symbol, x).as_ref(), x, eps)
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
        assert_eq!((guess.slope, guess.error, guess.relative_error()), (2.0, 0.25, Some(0.5)));
    }

    #[test]
    fn numbers_that_do_not_exist_are_named() {
        assert_eq!(guess("log(x)", -1.0, 0.5), Err(NoGuess::Point));
        assert_eq!(guess("sqrt(x)", 0.0, 0.5), Err(NoGuess::Slope));
        assert_eq!(guess("1/x", 1.0, -1.0), Err(NoGuess::Step));
    }

    #[test]
    fn a_kink_is_known() {
        assert_eq!(guess("abs(x)", 0.0, 0.5).unwrap().kinks.len(), 1);
        assert!(guess("abs(x)", 0.5, 0.5).unwrap().kinks.is_empty());
    }
}

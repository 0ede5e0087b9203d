//! Sentences: those of the data, taken apart into words, formulas and claims, and those of the grader.

use super::format::Text;
use super::grade::{Counterexample, Unreadable, Wrong};
use super::rule::Case;
use crate::geometry::short_number;
use rust_i18n::t;

/// A piece of a [`Text`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words.
    Words(&'a str),
    /// A formula to be typeset.
    Formula(&'a str),
    /// A claim, and what is shown in its place where it is not shown itself.
    Claim(&'a str, Option<&'a str>),
}

/// The pieces of a sentence.
///
/// ```
/// use little_o::exercises::{Piece, pieces};
/// let read: Vec<Piece> = pieces("Near 0, {x^2 = o(x)}: compare `x^2`.");
/// assert_eq!(read[1], Piece::Claim("x^2 = o(x)", None));
/// assert_eq!(read[3], Piece::Formula("x^2"));
/// ```
pub fn pieces(sentence: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = sentence;
    while let Some(at) = rest.find(['`', '{']) {
        let (before, after) = (rest.get(..at).unwrap_or_default(), rest.get(at + 1..).unwrap_or_default());
        let close = if rest.get(at..).is_some_and(|here| here.starts_with('`')) { '`' } else { '}' };
        let Some((inside, after)) = after.split_once(close) else { break };
        if !before.is_empty() {
            pieces.push(Piece::Words(before));
        }
        pieces.push(match inside.split_once("||") {
            _ if close == '`' => Piece::Formula(inside),
            Some((claim, shown)) => Piece::Claim(claim, Some(shown)),
            None => Piece::Claim(inside, None),
        });
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest));
    }
    pieces
}

impl Text {
    /// The claims that the sentence makes, in every language.
    pub fn claims(&self) -> Vec<&str> {
        let claims = self.0.values().flat_map(|sentence| pieces(sentence)).filter_map(|piece| match piece {
            Piece::Claim(claim, _) => Some(claim),
            Piece::Words(_) | Piece::Formula(_) => None,
        });
        claims.collect()
    }

    /// The formulas that the sentence shows, in every language.
    pub fn formulas(&self) -> Vec<&str> {
        let formulas = self.0.values().flat_map(|sentence| pieces(sentence)).filter_map(|piece| match piece {
            Piece::Formula(formula) => Some(formula),
            Piece::Words(_) | Piece::Claim(..) => None,
        });
        formulas.collect()
    }
}

/// Significant digits of numbers in sentences.
const DIGITS: usize = 6;

impl Counterexample {
    /// The numbers in a sentence: "At x = 0.001, `5*x` is 5 times `x`; at x = 0.000001 it is 5 times."
    pub fn sentence(&self) -> String {
        let number = |value: f64| short_number(value, DIGITS);
        match self {
            Counterexample::Ratio { f, g, samples: [(x, ratio), (nearer, then)] } => {
                let key = match (g.as_str(), ratio == then) {
                    ("1", _) => "exercises.counterexample.value",
                    (_, true) => "exercises.counterexample.ratio_stays",
                    (_, false) => "exercises.counterexample.ratio_goes",
                };
                t!(key, f = f, g = g, x = x, ratio = ratio, nearer = nearer, then = then)
            }
            Counterexample::TooLarge => t!("exercises.counterexample.too_large"),
            Counterexample::TooSmall => t!("exercises.counterexample.too_small"),
            Counterexample::Measured { goal: Ok(text), value, .. } => {
                let goal = text.in_language(&rust_i18n::locale()).to_owned();
                t!("exercises.counterexample.measured_goal", goal = goal, value = value)
            }
            Counterexample::Measured { goal: Err(measure), value, wanted } => {
                t!("exercises.counterexample.measured", measure = measure, value = value, wanted = wanted)
            }
            Counterexample::Case(Case { f, x, step, wanted, got }) => {
                let got =
                    if got.is_nan() { t!("exercises.counterexample.no_number").into_owned() } else { number(*got) };
                let (x, step, wanted) = (number(*x), number(*step), number(*wanted));
                t!("exercises.counterexample.case", f = f, x = x, step = step, wanted = wanted, got = got)
            }
            Counterexample::NotMinimised { f, end } => {
                t!("exercises.counterexample.not_minimised", f = f, end = number(*end))
            }
        }
        .into_owned()
    }
}

impl Unreadable {
    /// What is missing, in a sentence.
    pub fn sentence(&self) -> String {
        match self {
            Unreadable::Empty => t!("exercises.unreadable.empty"),
            Unreadable::Open(0) => t!("exercises.unreadable.first_open"),
            Unreadable::Open(part) => t!("exercises.unreadable.open", right = part, part = part + 1),
            Unreadable::NotAFormula(problem) => t!("exercises.unreadable.not_a_formula", problem = problem),
            Unreadable::Letter(letter) => t!("exercises.unreadable.letter", letter = letter),
            Unreadable::NoValue => t!("exercises.unreadable.no_value"),
            Unreadable::OtherFunction(f) => t!("exercises.unreadable.other_function", f = f),
            Unreadable::Undecided => t!("exercises.unreadable.undecided"),
        }
        .into_owned()
    }
}

impl Wrong {
    /// Where it goes wrong, for answers of several parts.
    pub fn place(&self) -> Option<String> {
        let part = self.part?;
        Some(match part {
            0 => t!("exercises.wrong.first").into_owned(),
            _ => t!("exercises.wrong.part", right = part, part = part + 1).into_owned(),
        })
    }
}

//! Claims: lines of text that the engine judges. Answer keys, goals, wrong answers and every fact in a hint are claims.
//!
//! | claim | meaning |
//! |---|---|
//! | `x^2 = o(x)`, `5x != o(x)`, also `O(…)` and `Θ(…)` | how two functions compare |
//! | `sin(x)/x -> 1`, also `oo`, `-oo`, `none` | a limit |
//! | `exp(1) > 5/2`, also `<`, `<=`, `>=`, `=`, `!=` | exact numbers compared |
//! | `exp(1) ≈ 2.72` | rounds to the digits on the right |
//! | `outcome(x^2, 1, 1.1, 40) = diverged` | what becomes of a run: loss, start, rate, steps |
//!
//! A comparison or limit is taken at 0 from both sides; ` as x -> oo` and ` from the left` (or `right`) at the end say
//! otherwise. Numbers may hold the measures of [`super::number`]. Relations stand between blanks, outside of brackets.

use super::number::{self, call, compare};
use crate::budget::Budget;
use crate::descent::{Outcome, Schedule, run};
use crate::eval::Tape;
use crate::expr::{Expr, Symbol};
use crate::limits::{self, Limit, Point};
use crate::order::{self, Sides, TwoSided, Verdict};
use crate::session::{Descent, read_point};
use std::cmp::Ordering;

/// Claims with each relation and each measure, for those who write some. All of them hold.
pub const CLAIM_EXAMPLES: &[&str] = &[
    "x^2 = o(x)",
    "5x != o(x)",
    "5x = O(x)",
    "x != O(x^2)",
    "5x = Θ(x)",
    "x^2 != Θ(x)",
    "abs(x) - x = o(x) from the right",
    "x^2 = o(x^3) as x -> oo",
    "sin(x)/x -> 1",
    "abs(x)/x -> none",
    "exp(1) ≈ 2.72",
    "exp(1) > 5/2",
    "pi >= 3",
    "pi <= 22/7",
    "pi != 22/7",
    "derivative(x^2, 3) = 6",
    "guess(x^2, 3, 0.1) = 9.6",
    "error(exp(x), 0, 0.2) < 0.03",
    "iterate(x^2, 1, 0.1, 1) = 0.8",
    "loss(x^2, 1, 0.5, 1) = 0",
    "outcome(x^2, 1, 1.1, 40) = diverged",
    "safe_rate(x^4, 2) = 0.125",
    "steps_below(x^2, 1, 1e-4, 1/2) = 3466",
    "largest_order(1 - cos(x)) = 1",
];

/// The steps that the judgement of one comparison may take.
const EFFORT: u64 = 200_000;

/// A statement that is true, false, or not decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What stands before the relation.
    pub left: String,
    /// The relation.
    pub relation: Relation,
    /// What stands after it.
    pub right: String,
    /// Where functions are compared.
    pub place: Place,
}

/// Where two functions are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The letter that moves.
    pub variable: String,
    /// The source of the point: an exact constant, `oo` or `-oo`.
    pub at: String,
    /// The sides that are looked at.
    pub sides: Sides,
}

impl Default for Place {
    fn default() -> Self {
        Place { variable: "x".into(), at: "0".into(), sides: Sides::Both }
    }
}

/// What a claim says of its two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the table below says it")]
pub enum Relation {
    LittleO,
    NotLittleO,
    BigO,
    NotBigO,
    Theta,
    NotTheta,
    TendsTo,
    About,
    LessOrEqual,
    GreaterOrEqual,
    Differs,
    Less,
    Greater,
    Equal,
}

/// How relations are written. Of two that begin alike the longer stands first. Those that open a bracket close it.
const RELATIONS: &[(&str, Relation)] = &[
    (" = o(", Relation::LittleO),
    (" != o(", Relation::NotLittleO),
    (" = O(", Relation::BigO),
    (" != O(", Relation::NotBigO),
    (" = Θ(", Relation::Theta),
    (" != Θ(", Relation::NotTheta),
    (" -> ", Relation::TendsTo),
    (" ≈ ", Relation::About),
    (" <= ", Relation::LessOrEqual),
    (" >= ", Relation::GreaterOrEqual),
    (" != ", Relation::Differs),
    (" < ", Relation::Less),
    (" > ", Relation::Greater),
    (" = ", Relation::Equal),
];

impl Relation {
    /// Whether two functions are compared.
    pub fn is_order(self) -> bool {
        RELATIONS.iter().any(|(text, relation)| *relation == self && text.ends_with('('))
    }
}

impl Claim {
    /// The claim that a text makes. `None` if it makes none.
    ///
    /// ```
    /// use little_o::exercises::Claim;
    /// assert_eq!(Claim::read("|x| - x = o(x) from the right").and_then(|claim| claim.holds()), Some(true));
    /// assert_eq!(Claim::read("x^3 = o(x^2) as x -> oo").and_then(|claim| claim.holds()), Some(false));
    /// assert_eq!(Claim::read("exp(1) ≈ 2.718").and_then(|claim| claim.holds()), Some(true));
    /// ```
    pub fn read(text: &str) -> Option<Claim> {
        let mut place = Place::default();
        let mut text = text.trim();
        for (words, sides) in [(" from the left", Sides::Left), (" from the right", Sides::Right)] {
            if let Some(rest) = text.strip_suffix(words) {
                (text, place.sides) = (rest, sides);
            }
        }
        if let Some((rest, (variable, at))) = text.rsplit_once(" as ").and_then(|(rest, approach)| {
            let (variable, at) = approach.split_once(" -> ")?;
            Some((rest, (variable.trim(), at.trim())))
        }) {
            (text, place.variable, place.at) = (rest, variable.to_owned(), at.to_owned());
        }
        let (at, written, relation) = relation_in(text)?;
        let left = text.get(..at)?.trim().to_owned();
        let mut right = text.get(at + written.len()..)?.trim();
        if relation.is_order() {
            right = right.strip_suffix(')')?;
        }
        Some(Claim { left, relation, right: right.to_owned(), place })
    }

    /// Whether it is true. `None` where the engine does not know, or where a side cannot be read.
    pub fn holds(&self) -> Option<bool> {
        let o = |pick: fn((bool, bool, bool)) -> bool| self.verdict()?.relation.answers().map(pick);
        let ordering = |holds: fn(Ordering) -> bool| compare(&self.left, &self.right).map(holds);
        match self.relation {
            Relation::LittleO => o(|(o, _, _)| o),
            Relation::NotLittleO => o(|(o, _, _)| !o),
            Relation::BigO => o(|(_, big_o, _)| big_o),
            Relation::NotBigO => o(|(_, big_o, _)| !big_o),
            Relation::Theta => o(|(_, _, theta)| theta),
            Relation::NotTheta => o(|(_, _, theta)| !theta),
            Relation::TendsTo => self.tends(),
            Relation::About => number::rounds_to(&self.left, &self.right),
            Relation::LessOrEqual => ordering(Ordering::is_le),
            Relation::GreaterOrEqual => ordering(Ordering::is_ge),
            Relation::Less => ordering(Ordering::is_lt),
            Relation::Greater => ordering(Ordering::is_gt),
            Relation::Differs => ordering(Ordering::is_ne),
            Relation::Equal if self.left.starts_with("outcome(") => Some(outcome(&self.left)? == self.right),
            Relation::Equal => ordering(Ordering::is_eq),
        }
    }

    /// How the left side compares with the right one; with 1 for a limit.
    pub fn verdict(&self) -> Option<Verdict> {
        let right = if self.relation == Relation::TendsTo { "1" } else { &self.right };
        self.place.compare(&self.left.parse().ok()?, &right.parse().ok()?)
    }

    fn tends(&self) -> Option<bool> {
        let limit = self.verdict()?.limit.ok()?;
        let has_none = matches!(limit, TwoSided::Differ | TwoSided::Same(Limit::Oscillates(_)));
        let wanted = match self.right.as_str() {
            "none" => return Some(has_none),
            "oo" => Limit::PlusInfinity,
            "-oo" => Limit::MinusInfinity,
            value => Limit::Finite(value.parse().ok()?),
        };
        match limit {
            TwoSided::Same(limit) if !has_none => limits::same(&limit, &wanted),
            _ => Some(false),
        }
    }
}

/// Whether all these claims hold: false as soon as one is false, not decided as soon as one is not.
pub fn all_hold(claims: &[String]) -> Option<bool> {
    for claim in claims {
        if !Claim::read(claim)?.holds()? {
            return Some(false);
        }
    }
    Some(true)
}

impl Place {
    /// How f compares with g there.
    pub fn compare(&self, f: &Expr, g: &Expr) -> Option<Verdict> {
        Some(order::relation(&Budget::steps(EFFORT), f, g, &self.symbol(), &self.point()?, self.sides))
    }

    /// The letter that moves.
    pub fn symbol(&self) -> Symbol {
        Symbol::new(&self.variable)
    }

    /// The point.
    pub fn point(&self) -> Option<Point> {
        read_point(&self.at)
    }
}

/// The first relation outside of brackets: where it is, how it is written, and which it is.
fn relation_in(text: &str) -> Option<(usize, &'static str, Relation)> {
    let mut depth = 0_i32;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ' ' if depth == 0 => {
                let here = text.get(at..).unwrap_or_default();
                if let Some((written, relation)) = RELATIONS.iter().find(|(written, _)| here.starts_with(written)) {
                    return Some((at, written, *relation));
                }
            }
            _ => {}
        }
    }
    None
}

/// What becomes of the run that `outcome(f, x, rate, steps)` names.
fn outcome(text: &str) -> Option<&'static str> {
    let (_, arguments, rest) = call(text, "outcome")?;
    let [f, x, rate, steps] = arguments.as_slice() else { return None };
    let tape = Tape::new(&f.parse().ok()?, &[Symbol::new("x")]);
    let steps = number::count(steps)?;
    let run = run(&tape, &[number::value(x)?], &Schedule::constant(number::value(rate)?), steps);
    rest.trim().is_empty().then(|| run.outcome.name())
}

/// What becomes of the run that stands in the descent lab.
pub(super) fn outcome_of(lab: &Descent) -> Outcome {
    let run = lab.f.parse().map(|f| {
        let tape = Tape::new(&f, &[Symbol::new("x")]);
        run(&tape, &[lab.x], &Schedule::constant(lab.rate), lab.steps).outcome
    });
    run.unwrap_or(Outcome::Running)
}

/// The claim with names replaced by what they stand for, each in parentheses. Names are whole words: the f in `f = o(x)`
/// is one, the f in `floor(x)` is none.
///
/// ```
/// use little_o::exercises::bind;
/// assert_eq!(bind("f = o(x)", &[("f", "5x")]), "(5x) = o(x)");
/// assert_eq!(bind("floor(x) = o(f)", &[("f", "x")]), "floor(x) = o((x))");
/// ```
pub fn bind(claim: &str, names: &[(&str, &str)]) -> String {
    // `out-of-steps` is the word for an outcome and holds no name.
    match claim.rsplit_once(" = ").filter(|_| claim.starts_with("outcome(")) {
        Some((call, outcome)) => format!("{} = {outcome}", with_names(call, names)),
        None => with_names(claim, names),
    }
}

fn with_names(claim: &str, names: &[(&str, &str)]) -> String {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let mut bound = String::new();
    let mut rest = claim;
    while !rest.is_empty() {
        let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let length = if length == 0 { rest.chars().next().map_or(1, char::len_utf8) } else { length };
        let (word, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        match names.iter().find(|(name, _)| *name == word) {
            Some((_, value)) => {
                bound.push('(');
                bound.push_str(value);
                bound.push(')');
            }
            None => bound.push_str(word),
        }
        rest = after;
    }
    bound
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<bool>) {
        assert_eq!(Claim::read(text).and_then(|claim| claim.holds()), expected, "{text}");
    }

    #[test]
    fn functions_are_compared() {
        check("x^2 = o(x)", Some(true));
        check("5x = o(x)", Some(false));
        check("5x != o(x)", Some(true));
        check("5x = Θ(x)", Some(true));
        check("exp(x) != O(x)", Some(true));
        check("|x| - x = o(x) from the right", Some(true));
        check("|x| - x = o(x) from the left", Some(false));
        check("x^3 = o(x^2) as x -> oo", Some(false));
        check("x = o(0*x)", None);
    }

    #[test]
    fn limits_are_taken() {
        check("5x/x -> 5", Some(true));
        check("(1 - cos(x))/x^2 -> 1/2", Some(true));
        check("|x|/x -> none", Some(true));
        check("sin(1/x) -> none", Some(true));
        check("1/x^2 -> oo", Some(true));
        check("1/x -> oo from the right", Some(true));
        check("1/x -> oo", Some(false));
    }

    #[test]
    fn numbers_are_compared() {
        check("2.025 > sqrt(4.1)", Some(true));
        check("sqrt(4.1) - 2.025 ≈ -0.000154", Some(true));
        check("1/3 ≈ 0.34", Some(false));
        check("sqrt(2)*sqrt(2) = 2", Some(true));
        check("where(1 > 0, 2, 3) = 2", Some(true));
        check("outcome(x^2, 1, 1.1, 40) = diverged", Some(true));
        check("outcome(x^2, 1, 1, 40) = oscillating", Some(true));
        check("nonsense", None);
    }
}

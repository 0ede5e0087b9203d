//! The grader: what an answer is worth, and what it says about the idea behind it.
//!
//! Nothing here knows an answer. A key is what the engine says of the claims and formulas of the exercise; where the
//! engine does not know, the answer cannot be graded, and that costs nothing.

use super::answer::Answer;
use super::claim::{Claim, Place, Relation, all_hold, bind};
use super::format::*;
use super::number;
use super::rule;
use super::state;
use crate::eval::{Approach, Cell, Tape, table};
use crate::expr::{Expr, Node, Symbol, read};
use crate::limits::Point;
use crate::order::{self, SideVerdict, Verdict};
use std::cmp::Ordering;

/// What an answer is worth.
#[derive(Clone, Debug, PartialEq)]
pub enum Feedback {
    /// It is right.
    Right,
    /// It is wrong, and says something.
    Wrong(Wrong),
    /// It is no answer yet; that costs nothing.
    Unreadable(Unreadable),
}

impl Feedback {
    /// The word for programs.
    pub fn name(&self) -> &'static str {
        match self {
            Feedback::Right => "right",
            Feedback::Wrong(_) => "wrong",
            Feedback::Unreadable(_) => "unreadable",
        }
    }
}

/// What a wrong answer says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wrong {
    /// The row, rung or picture at which it goes wrong, counted from 0; those before are right.
    pub part: Option<usize>,
    /// The misconception it shows.
    pub mistake: Option<Mistake>,
    /// Numbers that refute it.
    pub counterexample: Option<Counterexample>,
    /// The link of a lab that shows it.
    pub show: Option<String>,
}

/// Numbers that refute an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Counterexample {
    /// f/g at two places, the second nearer to the point.
    Ratio {
        /// The source of f.
        f: String,
        /// The source of g.
        g: String,
        /// Where, and f/g there.
        samples: [(String, String); 2],
    },
    /// The number is on one side of the right one.
    TooLarge,
    /// The number is on the other side.
    TooSmall,
    /// A measure has another value than it should have.
    Measured {
        /// The goal in the exercise's words, or the measure as it writes it.
        goal: Result<Text, String>,
        /// Its value.
        value: String,
        /// What it should be: a relation and a number.
        wanted: String,
    },
    /// A formula fails a case.
    Case(rule::Case),
    /// A formula takes 200 steps and ends elsewhere.
    NotMinimised {
        /// The function to minimise.
        f: String,
        /// Where the steps end.
        end: f64,
    },
}

/// Why there is nothing to grade yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Nothing is answered.
    Empty,
    /// The parts before this one are right; this one is open.
    Open(usize),
    /// The text cannot be read; the sentence says why.
    NotAFormula(String),
    /// A letter that has no meaning here.
    Letter(String),
    /// A formula without a value.
    NoValue,
    /// The engine does not know.
    Undecided,
    /// In the lab stands another function than the one the exercise is about.
    OtherFunction(String),
}

/// Grades an answer.
///
/// ```
/// use little_o::exercises::{Answer, Feedback, grade, read_exercise};
/// let exercise = read_exercise(r#"{ "prompt": { "en": "Is it o(x)?" }, "task": { "choose": { "rows": [
///     { "order": { "f": "5x", "g": "x", "mistake": "constants" } } ] } } }"#)?;
/// assert_eq!(grade(&exercise, &Answer::read(&exercise.task, "no")), Feedback::Right);
/// assert_eq!(grade(&exercise, &Answer::read(&exercise.task, "yes")).name(), "wrong");
/// assert_eq!(grade(&exercise, &Answer::read(&exercise.task, "")).name(), "unreadable");
/// # Ok::<(), little_o::exercises::Fault>(())
/// ```
pub fn grade(exercise: &Exercise, answer: &Answer) -> Feedback {
    let mut feedback = match (&exercise.task, answer) {
        (Task::Choose(choose), Answer::Choices(chosen)) => {
            in_order(chosen, |row, option| choose.rows.get(row).map(|row| grade_row(row, option)))
        }
        (Task::Predict(predict), Answer::Choices(chosen)) => {
            in_order(chosen, |_, option| Some(grade_option(&predict.options, option)))
        }
        (Task::Match(pictures), Answer::Choices(chosen)) => {
            in_order(chosen, |picture, label| Some(grade_label(pictures, picture, label)))
        }
        (Task::Number(wanted), Answer::Typed(text)) => grade_number(wanted, text),
        (Task::Function(wanted), Answer::Typed(text)) => grade_function(wanted, text),
        (Task::Formula(wanted), Answer::Typed(text)) => rule::grade(wanted, text),
        (Task::Ladder(ladder), Answer::Rungs(rungs)) => grade_ladder(ladder, rungs),
        (Task::Lab(goal), Answer::State(link)) => grade_state(goal, link),
        _ => Feedback::Unreadable(Unreadable::Empty),
    };
    if let Feedback::Wrong(wrong) = &mut feedback {
        wrong.show = wrong.show.take().or_else(|| exercise.show.clone());
    }
    feedback
}

/// Grades parts one after the other, up to the first that is wrong or open.
fn in_order(chosen: &[Option<usize>], part: impl Fn(usize, usize) -> Option<Feedback>) -> Feedback {
    if chosen.iter().all(Option::is_none) {
        return Feedback::Unreadable(Unreadable::Empty);
    }
    for (index, option) in chosen.iter().enumerate() {
        let Some(option) = option else { return Feedback::Unreadable(Unreadable::Open(index)) };
        match part(index, *option) {
            Some(Feedback::Right) => {}
            Some(Feedback::Wrong(wrong)) => return Feedback::Wrong(Wrong { part: Some(index), ..wrong }),
            other => return other.unwrap_or(Feedback::Unreadable(Unreadable::Undecided)),
        }
    }
    Feedback::Right
}

fn grade_row(row: &Row, option: usize) -> Feedback {
    let row = match row {
        Row::Order(row) => row,
        Row::Question(question) => return grade_option(&question.options, option),
    };
    match right_option(row) {
        None => Feedback::Unreadable(Unreadable::Undecided),
        Some(right) if right == option => Feedback::Right,
        Some(_) => {
            let place = place(row.at.as_ref(), row.side);
            Feedback::Wrong(Wrong {
                mistake: Some(row.mistake.clone()),
                counterexample: ratio(&row.f, &row.g, &place),
                show: Some(state::comparison(&row.f, &row.g, &place)),
                ..Wrong::default()
            })
        }
    }
}

/// The right answer to "is f = o(g)?", as the engine says. `None` where it does not know.
pub(super) fn right_option(row: &OrderRow) -> Option<usize> {
    use order::Relation::*;
    let verdict = place(row.at.as_ref(), row.side).compare(&row.f.parse().ok()?, &row.g.parse().ok()?)?;
    match verdict.relation {
        Undefined | Undecided => None,
        LittleO => Some(0),
        _ if !row.reason => Some(1),
        // A ratio that tends to different numbers on the two sides tends to none.
        SameOrder if matches!(verdict.limit, Ok(order::TwoSided::Same(crate::limits::Limit::Finite(_)))) => Some(1),
        Larger => Some(2),
        SameOrder | Bounded | NotComparable => Some(3),
    }
}

fn grade_option(options: &[Choice], chosen: usize) -> Feedback {
    let Some(option) = options.get(chosen) else { return Feedback::Unreadable(Unreadable::Empty) };
    match all_hold(&option.holds) {
        None => Feedback::Unreadable(Unreadable::Undecided),
        Some(true) => Feedback::Right,
        Some(false) => {
            let refuted = option.holds.iter().filter_map(|claim| Claim::read(claim));
            let refuted = refuted.filter(|claim| claim.holds() == Some(false)).find_map(|claim| refutation(&claim));
            Feedback::Wrong(Wrong { mistake: option.mistake.clone(), counterexample: refuted, ..Wrong::default() })
        }
    }
}

fn grade_label(task: &Match, picture: usize, label: usize) -> Feedback {
    let (Some(picture), Some(label)) = (task.pictures.get(picture), task.labels.get(label)) else {
        return Feedback::Unreadable(Unreadable::Empty);
    };
    match fits(picture, label) {
        None => Feedback::Unreadable(Unreadable::Undecided),
        Some(true) => Feedback::Right,
        Some(false) => Feedback::Wrong(Wrong {
            mistake: Some(task.mistake.clone()),
            show: Some(state::of_picture(picture)),
            ..Wrong::default()
        }),
    }
}

/// Whether a label fits a picture.
pub(super) fn fits(picture: &Picture, label: &Label) -> Option<bool> {
    let names = match picture {
        Picture::Sizes { f } => vec![("f", f.as_str())],
        Picture::Run(run) | Picture::Losses(run) => {
            vec![("f", run.f.as_str()), ("x", &run.x), ("rate", &run.rate), ("steps", &run.steps)]
        }
    };
    all_hold(&label.holds.iter().map(|claim| bind(claim, &names)).collect::<Vec<_>>())
}

fn grade_number(wanted: &Number, text: &str) -> Feedback {
    let answer = match formula(text, &[]) {
        Ok(answer) => answer,
        Err(reason) => return Feedback::Unreadable(reason),
    };
    if !Tape::new(&answer, &[]).eval(&[]).is_finite() {
        return Feedback::Unreadable(Unreadable::NoValue);
    }
    let tolerance = wanted.tolerance.as_deref().unwrap_or("0");
    let is = |value: &str| Some(is_within(&answer, &number::exact(value)?, &number::exact(tolerance)?)?.is_le());
    let ordering = number::exact(&wanted.value).and_then(|key| number::compare_exact(&answer, &key));
    match (is(&wanted.value), ordering) {
        (Some(true), _) => Feedback::Right,
        (Some(false), Some(ordering)) => {
            let known = wanted.wrong.iter().find(|wrong| is(&wrong.value) == Some(true));
            let off = if ordering.is_gt() { Counterexample::TooLarge } else { Counterexample::TooSmall };
            let mistake = known.map(|wrong| wrong.mistake.clone());
            Feedback::Wrong(Wrong { mistake, counterexample: Some(off), ..Wrong::default() })
        }
        _ => Feedback::Unreadable(Unreadable::Undecided),
    }
}

/// |a − b| compared with the tolerance.
fn is_within(a: &Expr, b: &Expr, tolerance: &Expr) -> Option<Ordering> {
    let difference = |a: &Expr, b: &Expr| Expr::from(Node::Sum(vec![a.clone(), Node::Neg(b.clone()).into()]));
    let size = if number::compare_exact(a, b)?.is_ge() { difference(a, b) } else { difference(b, a) };
    number::compare_exact(&size, tolerance)
}

/// The formula that a text says, if it holds no other letters than these.
pub(super) fn formula(text: &str, letters: &[&str]) -> Result<Expr, Unreadable> {
    if text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    let expr = read(text).map_err(|problem| Unreadable::NotAFormula(problem.message))?.expr;
    match expr.symbols().iter().map(Symbol::name).find(|name| !letters.contains(name)) {
        Some(letter) => Err(Unreadable::Letter(letter.to_owned())),
        None => Ok(expr),
    }
}

fn grade_function(wanted: &Function, text: &str) -> Feedback {
    let f = match formula(text, &["x"]) {
        Ok(f) => f.to_string(),
        Err(reason) => return Feedback::Unreadable(reason),
    };
    grade_conditions(&wanted.conditions, &[("f", &f)])
}

/// Claims about what an answer binds, one after the other.
fn grade_conditions(conditions: &[Condition], names: &[(&str, &str)]) -> Feedback {
    for condition in conditions {
        let Some(claim) = Claim::read(&bind(&condition.holds, names)) else {
            return Feedback::Unreadable(Unreadable::Empty);
        };
        match claim.holds() {
            Some(true) => {}
            None => return Feedback::Unreadable(Unreadable::Undecided),
            Some(false) => {
                let written = Claim::read(&condition.holds).unwrap_or_else(|| claim.clone());
                let show = claim.relation.is_order().then(|| {
                    let plain = |text: &str| text.parse().map_or(text.to_owned(), |expr: Expr| expr.to_string());
                    state::comparison(&plain(&claim.left), &plain(&claim.right), &claim.place)
                });
                return Feedback::Wrong(Wrong {
                    mistake: Some(condition.mistake.clone()),
                    counterexample: refutation(&claim).or_else(|| measured(condition, &written, &claim)),
                    show,
                    ..Wrong::default()
                });
            }
        }
    }
    Feedback::Right
}

/// The measure that a claim is about, and its value.
fn measured(condition: &Condition, written: &Claim, claim: &Claim) -> Option<Counterexample> {
    let relation = match claim.relation {
        Relation::LessOrEqual => "≤ ",
        Relation::GreaterOrEqual => "≥ ",
        Relation::Less => "< ",
        Relation::Greater => "> ",
        Relation::Differs => "≠ ",
        Relation::About => "≈ ",
        Relation::Equal if !claim.left.starts_with("outcome(") => "",
        _ => return None,
    };
    let wanted = number::shown(&claim.right, 4).unwrap_or_else(|| claim.right.clone());
    let value = number::shown(&claim.left, 4)?;
    let goal = condition.text.clone().ok_or_else(|| written.left.clone());
    Some(Counterexample::Measured { goal, value, wanted: format!("{relation}{wanted}") })
}

fn grade_ladder(ladder: &Ladder, rungs: &[Vec<usize>]) -> Feedback {
    let place = place(ladder.at.as_ref(), ladder.side);
    let flat: Vec<(usize, usize)> =
        rungs.iter().enumerate().flat_map(|(rung, members)| members.iter().map(move |f| (rung, *f))).collect();
    for (index, pair) in flat.windows(2).enumerate() {
        let [(rung, first), (next_rung, second)] = pair else { continue };
        let (Some(f), Some(g)) = (ladder.functions.get(*first), ladder.functions.get(*second)) else {
            return Feedback::Unreadable(Unreadable::Empty);
        };
        let (is_tied, should_tie) = (rung == next_rung, compare_sizes(f, g, &place));
        let mistake = match should_tie {
            None => return Feedback::Unreadable(Unreadable::Undecided),
            Some(Ordering::Equal) if is_tied => continue,
            Some(Ordering::Less) if !is_tied => continue,
            Some(Ordering::Equal) => &ladder.tie_mistake,
            Some(_) => &ladder.order_mistake,
        };
        return Feedback::Wrong(Wrong {
            part: Some(index),
            mistake: Some(mistake.clone()),
            counterexample: ratio(f, g, &place),
            show: Some(state::comparison(f, g, &place)),
        });
    }
    Feedback::Right
}

/// Which of two functions is smaller near the point; equal if they are of one order.
pub(super) fn compare_sizes(f: &str, g: &str, place: &Place) -> Option<Ordering> {
    match place.compare(&f.parse().ok()?, &g.parse().ok()?)?.relation {
        order::Relation::LittleO => Some(Ordering::Less),
        order::Relation::SameOrder => Some(Ordering::Equal),
        order::Relation::Larger => Some(Ordering::Greater),
        _ => None,
    }
}

fn grade_state(goal: &Goal, link: &str) -> Feedback {
    let names = state::names(link);
    if let Some(f) = state::fixed_function(&goal.start).filter(|f| !names.contains(&("f", f.clone()))) {
        return Feedback::Unreadable(Unreadable::OtherFunction(f));
    }
    let names: Vec<(&str, &str)> = names.iter().map(|(name, value)| (*name, value.as_str())).collect();
    grade_conditions(&goal.goals, &names)
}

/// f/g at two places on a side where the claim fails.
fn refutation(claim: &Claim) -> Option<Counterexample> {
    let is_order = claim.relation.is_order();
    if !is_order && claim.relation != Relation::TendsTo {
        return None;
    }
    let (f, g) = (claim.left.parse().ok()?, if is_order { claim.right.parse().ok()? } else { Expr::integer(1) });
    let verdict = claim.verdict()?;
    let fails = |side: &SideVerdict| match claim.relation {
        Relation::LittleO => side.relation != order::Relation::LittleO,
        _ => true,
    };
    samples(&f, &g, &claim.place, &verdict, fails)
}

/// f/g at two places on a side where f is not o(g), or on the right.
fn ratio(f: &str, g: &str, place: &Place) -> Option<Counterexample> {
    let (f, g) = (f.parse().ok()?, g.parse().ok()?);
    let verdict = place.compare(&f, &g)?;
    let is_little_o = verdict.relation == order::Relation::LittleO;
    samples(&f, &g, place, &verdict, |side| is_little_o || side.relation != order::Relation::LittleO)
}

fn samples(
    f: &Expr,
    g: &Expr,
    place: &Place,
    verdict: &Verdict,
    is_wanted: impl Fn(&SideVerdict) -> bool,
) -> Option<Counterexample> {
    let counts =
        |side: &Option<SideVerdict>| side.as_ref().is_some_and(|side| side.dropped.is_none() && is_wanted(side));
    let from_right = counts(&verdict.right) || !counts(&verdict.left);
    let (approach, name): (_, fn(&str, u32) -> String) = match (place.point()?, from_right) {
        (Point::Finite(point), true) => (Approach::FromRight(point), |at, power| beside(at, '+', power)),
        (Point::Finite(point), false) => (Approach::FromLeft(point), |at, power| beside(at, '−', power)),
        (Point::PlusInfinity, _) => (Approach::ToPlusInfinity, |_, power| far("", power)),
        (Point::MinusInfinity, _) => (Approach::ToMinusInfinity, |_, power| far("−", power)),
    };
    let rows = table(f, g, &place.symbol(), &approach, [3, 6]);
    let sample = |power: u32, cell: &Cell| match cell {
        Cell::Value(_) | Cell::Exponential { .. } => Some((name(&place.at, power), cell.text())),
        Cell::Undefined | Cell::Unknown => None,
    };
    let [near, nearer] = rows.as_slice() else { return None };
    let samples = [sample(3, &near.ratio)?, sample(6, &nearer.ratio)?];
    Some(Counterexample::Ratio { f: f.to_string(), g: g.to_string(), samples })
}

/// 0.001, −0.001, 2 + 0.001.
fn beside(at: &str, sign: char, power: u32) -> String {
    let distance = format!("0.{}1", "0".repeat(power as usize - 1));
    match (at, sign) {
        ("0", '+') => distance,
        ("0", _) => format!("−{distance}"),
        _ => format!("{at} {sign} {distance}"),
    }
}

/// 1000, −1000000.
fn far(sign: &str, power: u32) -> String {
    format!("{sign}1{}", "0".repeat(power as usize))
}

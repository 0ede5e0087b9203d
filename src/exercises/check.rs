//! Reading exercises from text, and what makes one fit to be asked. A link may hold anything: nothing of it is trusted.

use super::answer::Answer;
use super::claim::Claim;
use super::format::*;
use super::grade::{Feedback, fits, grade};
use super::number;
use super::rule::Rule;
use super::worked::key;
use crate::expr::Expr;
use crate::link;
use crate::session::{Lab, read_point};
use rust_i18n::t;

/// Longer texts are not read.
const LONGEST_EXERCISE: usize = 20_000;
/// Longer sentences and formulas are not taken.
pub(super) const LONGEST_TEXT: usize = 2_000;
/// Longer lists are not taken.
pub const MOST_ITEMS: usize = 12;
/// More answers of tests are not taken.
const MOST_TRIES: usize = 24;
/// More names of hidden controls are not taken.
const MOST_HIDDEN: usize = 50;
/// More claims than this are not judged: each may take the engine a moment.
const MOST_CLAIMS: usize = 40;

/// Why an exercise cannot be asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The text is no exercise in the format.
    #[error("not in the format: {0}")]
    Format(String),
    /// A sentence or a list with nothing in it.
    #[error("something is empty")]
    Empty,
    /// Something is longer than it may be.
    #[error("too long")]
    TooLong,
    /// A formula, claim or number that cannot be read or computed.
    #[error("cannot be read: {0}")]
    Unreadable(String),
    /// A link that opens no lab.
    #[error("opens no lab: {0}")]
    NoLab(String),
    /// A question with no right answer, or more than one.
    #[error("has not exactly one right answer: part {0}")]
    NoKey(usize),
    /// What is to be reached in the lab is reached from the start.
    #[error("the goal is reached from the start")]
    Reached,
    /// The given example is not right.
    #[error("the example is not right")]
    WrongExample,
}

impl Fault {
    /// What is wrong with it, in a sentence.
    pub fn sentence(&self) -> String {
        match self {
            Fault::Format(problem) => t!("exercises.fault.format", problem = problem),
            Fault::Empty => t!("exercises.fault.empty"),
            Fault::TooLong => t!("exercises.fault.too_long"),
            Fault::Unreadable(text) => t!("exercises.fault.unreadable", text = text),
            Fault::NoLab(link) => t!("exercises.fault.no_lab", link = link),
            Fault::NoKey(part) => t!("exercises.fault.no_key", part = part + 1),
            Fault::Reached => t!("exercises.fault.reached"),
            Fault::WrongExample => t!("exercises.fault.wrong_example"),
        }
        .into_owned()
    }
}

/// Reads an exercise, in JSON, and makes sure that it can be asked and graded.
///
/// # Errors
/// What is wrong with it.
pub fn read_exercise(json: &str) -> Result<Exercise, Fault> {
    if json.len() > LONGEST_EXERCISE {
        return Err(Fault::TooLong);
    }
    let exercise: Exercise = read_json(json)?;
    check(&exercise)?;
    Ok(exercise)
}

/// Reads one of the data files.
///
/// # Errors
/// [`Fault::Format`] with the place.
pub fn read_json<T: serde::de::DeserializeOwned>(json: &str) -> Result<T, Fault> {
    serde_json::from_str(json).map_err(|problem| Fault::Format(problem.to_string()))
}

/// The exercise as JSON, as short as it gets, for links.
pub fn write_exercise(exercise: &Exercise) -> String {
    serde_json::to_string(exercise).unwrap_or_default()
}

/// Makes sure that an exercise can be asked and graded: everything can be read, and the engine knows one right answer.
///
/// # Errors
/// What is wrong with it.
pub fn check(exercise: &Exercise) -> Result<(), Fault> {
    check_size(exercise)?;
    texts(exercise).try_for_each(check_text)?;
    if mistakes(exercise).iter().any(|mistake| mistake.is_empty()) {
        return Err(Fault::Empty);
    }
    exercise.show.iter().try_for_each(|link| check_lab(link))?;
    match &exercise.task {
        Task::Choose(choose) => check_choose(choose)?,
        Task::Predict(predict) => {
            check_lab(&predict.start)?;
            check_options(&predict.options, 0)?;
        }
        Task::Number(wanted) => {
            let values = wanted.wrong.iter().map(|wrong| &wrong.value).chain(&wanted.tolerance);
            values.chain([&wanted.value]).try_for_each(|value| check_number(value))?;
        }
        Task::Function(wanted) => check_conditions(&wanted.conditions)?,
        Task::Formula(wanted) => {
            let read = |wrong: &WrongNumber| Rule::read(&wrong.value).map(drop);
            let unreadable = wanted.wrong.iter().find(|wrong| read(wrong).is_err());
            unreadable.map_or(Ok(()), |wrong| Err(Fault::Unreadable(wrong.value.clone())))?;
        }
        Task::Lab(goal) => {
            check_lab(&goal.start)?;
            check_lab(&goal.example)?;
            check_conditions(&goal.goals)?;
            if grade(exercise, &Answer::State(goal.start.clone())) == Feedback::Right {
                return Err(Fault::Reached);
            }
        }
        Task::Ladder(ladder) => {
            check_length(ladder.functions.len())?;
            check_point(ladder.at.as_ref())?;
            ladder.functions.iter().try_for_each(|f| check_formula(f))?;
        }
        Task::Match(task) => check_match(task)?,
    }
    match grade(exercise, &key(&exercise.task)) {
        Feedback::Right => Ok(()),
        _ => Err(Fault::WrongExample),
    }
}

/// Makes sure that an exercise is not so long that judging it would keep the page busy.
///
/// # Errors
/// [`Fault::TooLong`].
pub fn check_size(exercise: &Exercise) -> Result<(), Fault> {
    let options = |options: &[Choice]| options.iter().map(|option| option.holds.len()).sum::<usize>();
    let claims = match &exercise.task {
        Task::Choose(choose) => choose
            .rows
            .iter()
            .map(|row| match row {
                Row::Order(_) => 1,
                Row::Question(question) => options(&question.options),
            })
            .sum(),
        Task::Predict(predict) => options(&predict.options),
        Task::Function(wanted) => wanted.conditions.len(),
        Task::Lab(goal) => goal.goals.len(),
        Task::Match(task) => task.labels.iter().map(|label| label.holds.len()).sum(),
        Task::Number(wanted) => wanted.wrong.len(),
        Task::Formula(wanted) => wanted.wrong.len(),
        Task::Ladder(ladder) => ladder.functions.len(),
    };
    let is_long = claims > MOST_CLAIMS
        || exercise.hints.len() > MOST_ITEMS
        || exercise.tries.len() > MOST_TRIES
        || exercise.hide.len() > MOST_HIDDEN
        || exercise.hide.iter().any(|name| name.len() > LONGEST_TEXT);
    if is_long { Err(Fault::TooLong) } else { Ok(()) }
}

/// The misconceptions that an exercise names.
fn mistakes(exercise: &Exercise) -> Vec<&Mistake> {
    match &exercise.task {
        Task::Choose(choose) => choose.rows.iter().flat_map(row_mistakes).collect(),
        Task::Predict(predict) => predict.options.iter().filter_map(|option| option.mistake.as_ref()).collect(),
        Task::Number(Number { wrong, .. }) | Task::Formula(Formula { wrong, .. }) => {
            wrong.iter().map(|wrong| &wrong.mistake).collect()
        }
        Task::Function(Function { conditions, .. }) | Task::Lab(Goal { goals: conditions, .. }) => {
            conditions.iter().map(|condition| &condition.mistake).collect()
        }
        Task::Ladder(ladder) => vec![&ladder.tie_mistake, &ladder.order_mistake],
        Task::Match(task) => vec![&task.mistake],
    }
}

fn row_mistakes(row: &Row) -> Vec<&Mistake> {
    match row {
        Row::Order(row) => vec![&row.mistake],
        Row::Question(question) => question.options.iter().filter_map(|option| option.mistake.as_ref()).collect(),
    }
}

/// All sentences of an exercise.
pub fn texts(exercise: &Exercise) -> impl Iterator<Item = &Text> {
    let mut texts = vec![&exercise.prompt];
    texts.extend(exercise.hints.iter().chain(&exercise.worked));
    match &exercise.task {
        Task::Choose(choose) => {
            for row in &choose.rows {
                if let Row::Question(question) = row {
                    texts.push(&question.ask);
                    texts.extend(question.options.iter().map(|option| &option.text));
                }
            }
        }
        Task::Predict(predict) => texts.extend(predict.options.iter().map(|option| &option.text)),
        Task::Match(task) => texts.extend(task.labels.iter().map(|label| &label.text)),
        Task::Function(wanted) => {
            texts.extend(wanted.conditions.iter().filter_map(|condition| condition.text.as_ref()))
        }
        Task::Lab(goal) => texts.extend(goal.goals.iter().filter_map(|condition| condition.text.as_ref())),
        Task::Number(_) | Task::Formula(_) | Task::Ladder(_) => {}
    }
    texts.into_iter()
}

fn check_text(text: &Text) -> Result<(), Fault> {
    let sentences = || text.0.values();
    if sentences().any(|sentence| sentence.len() > LONGEST_TEXT) || text.0.len() > MOST_ITEMS {
        return Err(Fault::TooLong);
    }
    if text.in_language("en").trim().is_empty() {
        return Err(Fault::Empty);
    }
    text.formulas().into_iter().try_for_each(check_formula)?;
    text.claims().into_iter().try_for_each(check_claim)
}

fn check_choose(choose: &Choose) -> Result<(), Fault> {
    check_length(choose.rows.len())?;
    for (part, row) in choose.rows.iter().enumerate() {
        match row {
            Row::Order(row) => {
                check_point(row.at.as_ref())?;
                [&row.f, &row.g].into_iter().try_for_each(|f| check_formula(f))?;
                super::grade::right_option(row).ok_or_else(|| Fault::Unreadable(row.claim()))?;
            }
            Row::Question(question) => check_options(&question.options, part)?,
        }
    }
    Ok(())
}

/// Exactly one option is right, and the engine knows of each whether it is.
fn check_options(options: &[Choice], part: usize) -> Result<(), Fault> {
    check_length(options.len())?;
    let mut right = 0;
    for option in options {
        check_length(option.holds.len())?;
        match super::all_hold(&option.holds) {
            Some(holds) => right += usize::from(holds),
            None => return Err(Fault::Unreadable(option.holds.join("; "))),
        }
    }
    if right == 1 { Ok(()) } else { Err(Fault::NoKey(part)) }
}

fn check_match(task: &Match) -> Result<(), Fault> {
    check_length(task.pictures.len())?;
    check_length(task.labels.len())?;
    for (part, picture) in task.pictures.iter().enumerate() {
        let fitting = task.labels.iter().filter(|label| fits(picture, label) == Some(true)).count();
        let is_decided = task.labels.iter().all(|label| fits(picture, label).is_some());
        if fitting != 1 || !is_decided {
            return Err(Fault::NoKey(part));
        }
    }
    Ok(())
}

/// Claims about what is not there yet: with something in its place they can at least be read.
fn check_conditions(conditions: &[Condition]) -> Result<(), Fault> {
    check_length(conditions.len())?;
    conditions.iter().try_for_each(|condition| match Claim::read(&condition.holds) {
        Some(_) if condition.holds.len() <= LONGEST_TEXT => Ok(()),
        _ if condition.holds.trim().is_empty() => Err(Fault::Empty),
        _ => Err(Fault::Unreadable(condition.holds.clone())),
    })
}

fn check_length(length: usize) -> Result<(), Fault> {
    match length {
        0 => Err(Fault::Empty),
        _ if length > MOST_ITEMS => Err(Fault::TooLong),
        _ => Ok(()),
    }
}

/// A line with nothing in it is another fault than one that cannot be read.
fn check_filled(source: &str) -> Result<(), Fault> {
    if source.trim().is_empty() { Err(Fault::Empty) } else { Ok(()) }
}

fn check_formula(source: &str) -> Result<(), Fault> {
    check_filled(source)?;
    source.parse::<Expr>().map(drop).map_err(|_| Fault::Unreadable(source.to_owned()))
}

fn check_claim(source: &str) -> Result<(), Fault> {
    check_filled(source)?;
    Claim::read(source).map(drop).ok_or_else(|| Fault::Unreadable(source.to_owned()))
}

fn check_number(source: &str) -> Result<(), Fault> {
    check_filled(source)?;
    number::value(source).map(drop).ok_or_else(|| Fault::Unreadable(source.to_owned()))
}

fn check_point(source: Option<&String>) -> Result<(), Fault> {
    match source {
        Some(source) if read_point(source).is_none() => Err(Fault::Unreadable(source.clone())),
        _ => Ok(()),
    }
}

fn check_lab(fragment: &str) -> Result<(), Fault> {
    let (session, notes) = link::from_fragment(fragment);
    let is_lab = matches!(session.lab, Lab::LittleO | Lab::Tangent | Lab::Descent);
    if is_lab && notes.is_empty() && fragment.len() <= LONGEST_TEXT {
        Ok(())
    } else {
        Err(Fault::NoLab(fragment.to_owned()))
    }
}

/// The exercise that an entry of a set holds; `None` if the entry is a name of the bank. Not judged yet.
pub fn made_in(entry: &str) -> Option<Exercise> {
    read_json(entry).ok()
}

/// The beginning of the names under which made exercises are kept.
const OWN: &str = "own-";

/// The name under which a browser keeps what was done in a made exercise: FNV-1a of its text, which is the same in every
/// version of the page.
///
/// ```
/// use little_o::exercises::{is_own, own_id};
/// assert_eq!(own_id("a"), "own-af63dc4c8601ec8c");
/// assert!(is_own(&own_id("{}")) && !is_own("powers-sum"));
/// ```
///
/// Source: G. Fowler, L. C. Noll, K.-P. Vo, D. Eastlake, *The FNV Non-Cryptographic Hash Algorithm*, with its test
/// vectors.
pub fn own_id(made: &str) -> String {
    let hash = made
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{OWN}{hash:016x}")
}

/// Whether a name is that of a made exercise.
pub fn is_own(id: &str) -> bool {
    id.starts_with(OWN)
}

//! The format of exercises, in data files (`exercises/*.json`) and in links alike. `exercises/schema.json` is its schema,
//! `exercises/README.md` its manual.
//!
//! Nothing in it is an answer key: what is right follows from claims, measures and formulas, which the engine judges.

use super::claim::Place;
use crate::order::Sides;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A sentence in some languages, by their tags; English is always there.
///
/// `` `x^2` `` is shown as a formula; `{x^2 = o(x)}` is a claim, shown as such and checked by a test; `{claim||words}`
/// shows the words instead.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(pub BTreeMap<String, String>);

impl Text {
    /// A sentence in English.
    pub fn english(sentence: &str) -> Text {
        Text(BTreeMap::from([("en".to_owned(), sentence.to_owned())]))
    }

    /// The sentence in this language, or else in English.
    pub fn in_language(&self, language: &str) -> &str {
        self.0.get(language).or_else(|| self.0.get("en")).map_or("", String::as_str)
    }
}

/// The name of a misconception in `exercises/mistakes.json`.
pub type Mistake = String;

/// One exercise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exercise {
    /// Its name in links: the name of its set, `-`, and its own. Empty in an exercise that travels in a link.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// What to do.
    pub prompt: Text,
    /// What is to be answered.
    pub task: Task,
    /// Told one at a time: where to look, what to compute, the rule.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<Text>,
    /// What the engine's derivation does not say by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worked: Option<Text>,
    /// What of the lab is hidden, as `hide=` in links spells it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hide: Vec<String>,
    /// A link to the lab that shows it, where none follows from the task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show: Option<String>,
    /// Answers and the mistake each one makes: tests give them to the grader.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tries: Vec<Try>,
}

/// An answer that a test gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Try {
    /// As it stands in a link.
    pub answer: String,
    /// The mistake it makes; none if it is right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mistake: Option<Mistake>,
}

/// The kinds of exercises.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Task {
    /// (a) Yes, no or which, for a whole list of questions.
    Choose(Choose),
    /// (b) A number.
    Number(Number),
    /// (c) A function with a property.
    Function(Function),
    /// (d) A formula of machine learning, in terms of f, f′, x and a step.
    Formula(Formula),
    /// (e) Something to reach in a lab.
    Lab(Goal),
    /// (f) Functions to sort by size.
    Ladder(Ladder),
    /// (g) Pictures to name.
    Match(Match),
    /// (h) A prediction, and then the lab that shows the truth.
    Predict(Predict),
}

/// (a) Questions with a few answers each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choose {
    /// The questions, in the order in which they are to be answered.
    pub rows: Vec<Row>,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Row {
    /// Is f = o(g)?
    Order(OrderRow),
    /// Any other question.
    Question(Question),
}

/// Is f = o(g)?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderRow {
    /// The source of f.
    pub f: String,
    /// The source of g.
    pub g: String,
    /// Where, if not at 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// From where, if not from both sides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<OneSide>,
    /// Whether "yes" and "no" come with the reason: what the ratio does.
    #[serde(default, skip_serializing_if = "is_false")]
    pub reason: bool,
    /// What a wrong answer shows.
    pub mistake: Mistake,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_false(flag: &bool) -> bool {
    !flag
}

impl OrderRow {
    /// The question as a claim, which holds if the answer is yes.
    pub fn claim(&self) -> String {
        compared(&self.f, "= o", &self.g, self.at.as_deref(), self.side)
    }
}

/// A claim about how f compares with g, at 0 from both sides unless told otherwise: `relation` is `= o` or `!= o`.
pub(super) fn compared(f: &str, relation: &str, g: &str, at: Option<&str>, side: Option<OneSide>) -> String {
    let at = at.map(|at| format!(" as x -> {at}")).unwrap_or_default();
    let side = match side {
        None => "",
        Some(OneSide::Left) => " from the left",
        Some(OneSide::Right) => " from the right",
    };
    format!("{f} {relation}({g}){at}{side}")
}

/// One side of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum OneSide {
    Left,
    Right,
}

/// The place that `at` and `side` name.
pub(super) fn place(at: Option<&String>, side: Option<OneSide>) -> Place {
    let sides = match side {
        None => Sides::Both,
        Some(OneSide::Left) => Sides::Left,
        Some(OneSide::Right) => Sides::Right,
    };
    Place { at: at.cloned().unwrap_or_else(|| "0".into()), sides, ..Place::default() }
}

/// A question with its own answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The question.
    pub ask: Text,
    /// The answers to choose from; exactly one is right.
    pub options: Vec<Choice>,
}

/// One answer to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The answer.
    pub text: Text,
    /// It is right if all these claims hold.
    pub holds: Vec<String>,
    /// What choosing it wrongly shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mistake: Option<Mistake>,
}

/// (b) A number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Number {
    /// The right number, as a formula with measures.
    pub value: String,
    /// How far off an answer may be; exactly right if none is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tolerance: Option<String>,
    /// Wrong numbers and what they show.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wrong: Vec<WrongNumber>,
}

/// A number that shows a mistake.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrongNumber {
    /// The number, as a formula with measures.
    pub value: String,
    /// What it shows.
    pub mistake: Mistake,
}

/// (c) A function f with a property.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Function {
    /// Claims about f.
    pub conditions: Vec<Condition>,
    /// One right answer.
    pub example: String,
}

/// A claim that must hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The claim, about names that the answer binds.
    pub holds: String,
    /// What it shows if it does not hold.
    pub mistake: Mistake,
    /// The condition in words, where it is shown while one works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

/// (d) A formula in terms of f, f′, x and a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Formula {
    /// Which formula is wanted.
    pub rule: RuleName,
    /// Wrong formulas and what they show.
    pub wrong: Vec<WrongNumber>,
}

/// The formulas that the grader knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RuleName {
    /// f(x) + f′(x)·ε.
    LinearApprox,
    /// x − η·f′(x).
    GdStep,
}

/// (e) Something to reach in a lab.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// The link of the lab as it stands at first.
    pub start: String,
    /// What is to be reached, in the names of the lab's keys.
    pub goals: Vec<Condition>,
    /// The link of a lab that has reached it.
    pub example: String,
}

/// (f) Functions to sort by their size near a point, the smallest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ladder {
    /// The functions as they are shown at first.
    pub functions: Vec<String>,
    /// Where, if not at 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// From where, if not from both sides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<OneSide>,
    /// What it shows to put two of the same order on different rungs.
    pub tie_mistake: Mistake,
    /// What it shows to put two in the wrong order.
    pub order_mistake: Mistake,
}

/// (g) Pictures, each of which one label fits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Match {
    /// The pictures.
    pub pictures: Vec<Picture>,
    /// The labels.
    pub labels: Vec<Label>,
    /// What a wrong match shows.
    pub mistake: Mistake,
}

/// A picture, drawn from formulas.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Picture {
    /// The size of f near 0 on logarithmic axes.
    Sizes {
        /// The source of f.
        f: String,
    },
    /// The way of gradient descent over the loss.
    Run(PictureRun),
    /// The loss of each step.
    Losses(PictureRun),
}

/// The run that a picture shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PictureRun {
    /// The source of the loss.
    pub f: String,
    /// The starting point.
    pub x: String,
    /// The learning rate.
    pub rate: String,
    /// The number of steps.
    pub steps: String,
}

/// A label for a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// The label.
    pub text: Text,
    /// It fits a picture if all these claims hold of the picture's f, x, rate and steps.
    pub holds: Vec<String>,
}

/// (h) A prediction about a lab.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Predict {
    /// The link of the lab, which opens when the prediction is made.
    pub start: String,
    /// The predictions to choose from; exactly one is right.
    pub options: Vec<Choice>,
}

/// The file `exercises/index.json`: the sets, in the order of the list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Index {
    /// The sets.
    pub sets: Vec<Set>,
}

impl Index {
    /// The exercise of this name.
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.sets.iter().flat_map(|set| &set.items).find(|item| item.id == id)
    }
}

/// A set for one class hour. Its exercises are in the file of its name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Set {
    /// Its name: one word, with which the ids of its exercises begin.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// What it is about.
    pub about: Text,
    /// Its exercises: their ids and titles.
    pub items: Vec<Item>,
}

/// An exercise in the table of contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The id.
    pub id: String,
    /// The title.
    pub title: Text,
}

/// The file `exercises/mistakes.json`: misconceptions and what is said of them.
pub type Mistakes = BTreeMap<Mistake, Text>;

/// The name of the set that an exercise belongs to.
///
/// ```
/// assert_eq!(little_o::exercises::set_of("constants-five-x"), "constants");
/// ```
pub fn set_of(id: &str) -> &str {
    id.split('-').next().unwrap_or_default()
}

//! The worked answer: what the engine computed, and how.

use super::answer::Answer;
use super::claim::{Claim, bind};
use super::format::*;
use super::grade::{compare_sizes, fits, right_option};
use super::{all_hold, number};
use crate::expr::Expr;
use crate::limits::Step;
use crate::order::{self, Verdict};
use std::cmp::Ordering;

/// A line of a worked answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// How two functions compare, in a sentence, with the steps that show it.
    Comparison(String, Vec<Step>),
    /// A sentence of the exercise.
    Text(Text),
    /// A formula, or a chain of them such as `x^2 < 5x = x`, in plain text.
    Formula(String),
    /// A measure and its value.
    Value(String, String),
    /// The link of a lab that has reached the goals.
    State(String),
    /// A label, and the number of the picture it fits.
    Picture(usize, Text),
}

/// The right answer of an exercise, as the engine finds it. Undecided parts are left open.
pub fn key(task: &Task) -> Answer {
    let right = |options: &[Choice]| options.iter().position(|option| all_hold(&option.holds) == Some(true));
    match task {
        Task::Choose(choose) => Answer::Choices(
            choose
                .rows
                .iter()
                .map(|row| match row {
                    Row::Order(order) => right_option(order),
                    Row::Question(question) => right(&question.options),
                })
                .collect(),
        ),
        Task::Predict(predict) => Answer::Choices(vec![right(&predict.options)]),
        Task::Match(task) => {
            let label = |picture: &Picture| task.labels.iter().position(|label| fits(picture, label) == Some(true));
            Answer::Choices(task.pictures.iter().map(label).collect())
        }
        Task::Number(number) => {
            Answer::Typed(number::exact(&number.value).map_or(String::new(), |key| key.to_string()))
        }
        Task::Function(function) => Answer::Typed(function.example.clone()),
        Task::Formula(formula) => Answer::Typed(
            match formula.rule {
                RuleName::LinearApprox => "f(x) + f′(x)*ε",
                RuleName::GdStep => "x - η*f′(x)",
            }
            .to_owned(),
        ),
        Task::Lab(goal) => Answer::State(goal.example.clone()),
        Task::Ladder(ladder) => Answer::Rungs(rungs(ladder)),
    }
}

/// The functions of a ladder sorted: each is put before the first that it is smaller than, or beside its equals.
fn rungs(ladder: &Ladder) -> Vec<Vec<usize>> {
    let place = place(ladder.at.as_ref(), ladder.side);
    let mut rungs: Vec<Vec<usize>> = Vec::new();
    for (index, f) in ladder.functions.iter().enumerate() {
        let compared = |rung: &Vec<usize>| {
            let other = rung.first().and_then(|first| ladder.functions.get(*first));
            other.and_then(|other| compare_sizes(f, other, &place))
        };
        let found = rungs.iter().enumerate().find_map(|(at, rung)| match compared(rung) {
            Some(Ordering::Greater) | None => None,
            Some(ordering) => Some((at, ordering)),
        });
        match found {
            Some((at, Ordering::Equal)) => {
                if let Some(rung) = rungs.get_mut(at) {
                    rung.push(index);
                }
            }
            Some((at, _)) => rungs.insert(at, vec![index]),
            None => rungs.push(vec![index]),
        }
    }
    rungs
}

/// The worked answer of an exercise.
pub fn worked(exercise: &Exercise) -> Vec<Line> {
    let mut lines = Vec::new();
    let key = key(&exercise.task);
    match (&exercise.task, &key) {
        (Task::Choose(choose), Answer::Choices(chosen)) => {
            for (row, option) in choose.rows.iter().zip(chosen) {
                match row {
                    Row::Order(row) => lines.extend(comparison(&row.f, &row.g, &place(row.at.as_ref(), row.side))),
                    Row::Question(question) => lines.extend(chosen_option(&question.options, *option)),
                }
            }
        }
        (Task::Predict(predict), Answer::Choices(chosen)) => {
            lines.extend(chosen.iter().filter_map(|option| chosen_option(&predict.options, *option)));
        }
        (Task::Match(task), Answer::Choices(chosen)) => {
            let label = |(picture, label): (usize, &Option<usize>)| {
                Some(Line::Picture(picture + 1, task.labels.get((*label)?)?.text.clone()))
            };
            lines.extend(chosen.iter().enumerate().filter_map(label));
        }
        (Task::Number(wanted), _) => {
            lines.extend(number::shown(&wanted.value, 6).map(|value| Line::Value(wanted.value.clone(), value)));
        }
        (Task::Function(wanted), Answer::Typed(example)) => {
            lines.push(Line::Formula(example.clone()));
            let claims = wanted.conditions.iter().map(|condition| bind(&condition.holds, &[("f", example)]));
            let orders = claims.filter_map(|claim| Claim::read(&claim)).filter(|claim| claim.relation.is_order());
            lines.extend(orders.filter_map(|claim| comparison(example, &claim.right, &claim.place)));
        }
        (Task::Ladder(ladder), Answer::Rungs(rungs)) => {
            let name = |f: &usize| ladder.functions.get(*f).map_or("", String::as_str);
            let rung = |rung: &Vec<usize>| rung.iter().map(name).collect::<Vec<_>>().join(" ~ ");
            lines.push(Line::Formula(rungs.iter().map(rung).collect::<Vec<_>>().join("  ≪  ")));
        }
        (_, Answer::State(link)) => lines.push(Line::State(link.clone())),
        (_, Answer::Typed(text)) => lines.push(Line::Formula(text.clone())),
        _ => {}
    }
    lines.extend(exercise.worked.clone().map(Line::Text));
    lines
}

fn chosen_option(options: &[Choice], chosen: Option<usize>) -> Option<Line> {
    Some(Line::Text(options.get(chosen?)?.text.clone()))
}

fn comparison(f: &str, g: &str, place: &super::claim::Place) -> Option<Line> {
    let (f, g): (Expr, Expr) = (f.parse().ok()?, g.parse().ok()?);
    let verdict = place.compare(&f, &g)?;
    let explanation = order::explain(&verdict, &f, &g, &place.symbol(), &place.point()?);
    Some(Line::Comparison(explanation.headline, steps(&verdict)))
}

/// The steps of one side: they are alike on the other, and the sentence says where they are not.
fn steps(verdict: &Verdict) -> Vec<Step> {
    let sides = [&verdict.right, &verdict.left];
    let counted = sides.into_iter().flatten().find(|side| side.dropped.is_none());
    counted.map_or(Vec::new(), |side| side.trace.clone())
}

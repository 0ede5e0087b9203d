//! Answers, each kind with its own type, and as text in links and in what a student takes home.

use super::format::{Row, Task};

/// An answer, complete or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// For each row or picture the chosen option, counted from 0.
    Choices(Vec<Option<usize>>),
    /// A number, function or formula as it was typed.
    Typed(String),
    /// Functions from the smallest to the largest, those of one order together. Counted from 0, each once.
    Rungs(Vec<Vec<usize>>),
    /// The link of a lab.
    State(String),
}

impl Answer {
    /// The answer before anything is answered.
    pub fn blank(task: &Task) -> Answer {
        match task {
            Task::Choose(choose) => Answer::Choices(vec![None; choose.rows.len()]),
            Task::Match(pictures) => Answer::Choices(vec![None; pictures.pictures.len()]),
            Task::Predict(_) => Answer::Choices(vec![None]),
            Task::Number(_) | Task::Function(_) | Task::Formula(_) => Answer::Typed(String::new()),
            Task::Ladder(ladder) => Answer::Rungs((0..ladder.functions.len()).map(|place| vec![place]).collect()),
            Task::Lab(goal) => Answer::State(goal.start.clone()),
        }
    }

    /// The answer that a text stands for. What does not fit the task is as if it had not been answered.
    ///
    /// `yes,-,no` for rows, a formula as it is, `2<1=3` for a ladder.
    pub fn read(task: &Task, text: &str) -> Answer {
        let blank = Answer::blank(task);
        match blank {
            _ if text.is_empty() => blank,
            Answer::Choices(rows) => {
                let mut words = text.split(',');
                let choose = |row| words.next().and_then(|word| option_names(task, row).iter().position(|n| n == word));
                Answer::Choices((0..rows.len()).map(choose).collect())
            }
            Answer::Typed(_) => Answer::Typed(text.to_owned()),
            Answer::Rungs(rungs) => read_rungs(text, rungs.len()).map_or(Answer::Rungs(rungs), Answer::Rungs),
            Answer::State(_) => Answer::State(text.to_owned()),
        }
    }

    /// The text that [`Answer::read`] reads; empty for a blank answer.
    pub fn write(&self, task: &Task) -> String {
        if *self == Answer::blank(task) {
            return String::new();
        }
        match self {
            Answer::Choices(rows) => {
                let name = |(row, chosen): (usize, &Option<usize>)| {
                    chosen.and_then(|chosen| option_names(task, row).get(chosen).cloned()).unwrap_or_else(|| "-".into())
                };
                rows.iter().enumerate().map(name).collect::<Vec<_>>().join(",")
            }
            Answer::Typed(text) | Answer::State(text) => text.clone(),
            Answer::Rungs(rungs) => {
                let rung = |rung: &Vec<usize>| rung.iter().map(|f| (f + 1).to_string()).collect::<Vec<_>>().join("=");
                rungs.iter().map(rung).collect::<Vec<_>>().join("<")
            }
        }
    }
}

/// The words for reasons in links: what the ratio does.
pub(super) const REASONS: [&str; 4] = ["zero", "number", "infinity", "none"];

/// The names in links of the options of a row: words where there are some, else numbers from 1.
pub fn option_names(task: &Task, row: usize) -> Vec<String> {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let numbers = |count: usize| (1..=count).map(|number| number.to_string()).collect();
    match task {
        Task::Choose(choose) => match choose.rows.get(row) {
            Some(Row::Order(order)) if order.reason => words(&REASONS),
            Some(Row::Order(_)) => words(&["yes", "no"]),
            Some(Row::Question(question)) => numbers(question.options.len()),
            None => Vec::new(),
        },
        Task::Match(pictures) => numbers(pictures.labels.len()),
        Task::Predict(predict) => numbers(predict.options.len()),
        _ => Vec::new(),
    }
}

/// Rungs such as `2<1=3`, if they hold each of `count` functions once.
fn read_rungs(text: &str, count: usize) -> Option<Vec<Vec<usize>>> {
    let number = |text: &str| text.trim().parse::<usize>().ok()?.checked_sub(1);
    let rung = |text: &str| text.split('=').map(number).collect::<Option<Vec<_>>>();
    let rungs = text.split('<').map(rung).collect::<Option<Vec<_>>>()?;
    let mut all: Vec<usize> = rungs.iter().flatten().copied().collect();
    all.sort_unstable();
    all.into_iter().eq(0..count).then_some(rungs)
}

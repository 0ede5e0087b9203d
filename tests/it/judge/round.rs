//! A round of questions, asked and judged on all processors.

use super::{Opinion, generate};
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

/// Which questions to ask: numbers 0, 1, …, `cases` − 1 of this seed.
#[derive(Clone, Copy, Debug)]
pub struct Round {
    /// The seed of the questions.
    pub seed: u64,
    /// How many there are.
    pub cases: u64,
}

/// What came out, question by question in their order.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Answers that the values confirm.
    pub agrees: u64,
    /// Answers on which the judge has no opinion.
    pub cannot_tell: u64,
    /// Questions the engine left undecided.
    pub undecided: Vec<String>,
    /// Answers that the values contradict.
    pub contradictions: Vec<String>,
    /// The largest number of steps the engine took for one question.
    pub most_steps: u64,
}

/// Plays the round. Each question depends on the seed and its number alone, so the tally does not depend on how many
/// processors share the work.
pub fn play(round: &Round) -> Tally {
    let next = AtomicU64::new(0);
    let numbers = || std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)).filter(|n| *n < round.cases));
    let worker = || numbers().map(|number| (number, result(round.seed, number))).collect::<Vec<_>>();
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let mut results: Vec<_> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..processors).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("neither the engine nor the judge panics")).collect()
    });
    results.sort_by_key(|(number, _)| *number);
    let mut tally = Tally::default();
    results.into_iter().for_each(|(_, result)| tally.count(result));
    tally
}

/// A question's text, the opinion on its answer (None if there is none), and the engine's steps.
type Outcome = (String, Option<Opinion>, u64);

fn result(seed: u64, number: u64) -> Outcome {
    let question = generate::question(seed, number);
    let (limit, steps) = question.ask();
    let told = limit.as_ref().map_or_else(|| "undecided".into(), ToString::to_string);
    let text = format!("{question}: {told}  (seed {seed}, question {number})");
    (text, limit.map(|limit| question.opinion(&limit)), steps)
}

impl Tally {
    fn count(&mut self, (text, opinion, steps): Outcome) {
        match opinion {
            Some(Opinion::Agrees) => self.agrees += 1,
            Some(Opinion::CannotTell) => self.cannot_tell += 1,
            Some(Opinion::Contradicts) => self.contradictions.push(text),
            None => self.undecided.push(text),
        }
        self.most_steps = self.most_steps.max(steps);
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally { agrees, cannot_tell, undecided, contradictions, most_steps } = self;
        let (undecided, contradicts) = (undecided.len(), contradictions.len());
        write!(
            f,
            "agrees {agrees}, cannot tell {cannot_tell}, contradicts {contradicts}, undecided {undecided}; at most {most_steps} steps"
        )
    }
}

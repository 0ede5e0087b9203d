//! Puts random limits before the independent judge of `tests/it/judge`: `cargo xtask fuzz limits`.
//!
//! Arguments: the number of cases, the seed, and `--undecided` to list what the engine left undecided. Prints every
//! contradiction, then the counts; fails if there is a contradiction.

#[path = "../tests/it/choices.rs"]
mod choices;
#[path = "../tests/it/judge/mod.rs"]
mod judge;

use judge::round::{Round, play};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut numbers = arguments.iter().filter_map(|text| text.parse().ok());
    let round = Round { cases: numbers.next().unwrap_or(1_000), seed: numbers.next().unwrap_or(1) };
    let tally = play(&round);
    tally.contradictions.iter().for_each(|text| println!("contradiction  {text}"));
    if arguments.iter().any(|text| text == "--undecided") {
        tally.undecided.iter().for_each(|text| println!("undecided  {text}"));
    }
    println!("{} cases of seed {}: {tally}", round.cases, round.seed);
    if tally.contradictions.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

//! Reads random texts and looks for harm: `cargo xtask fuzz typing`.
//!
//! Arguments: the number of texts, and the seed. Prints every text that does harm and the slowest of all, by time for a
//! hundred characters (shorter texts count as that long); fails if there is harm.

#[path = "../tests/it/choices.rs"]
mod choices;
#[path = "../tests/it/typing/mod.rs"]
mod typing;

use std::process::ExitCode;
use std::time::{Duration, Instant};
use typing::{generate, harm};

fn main() -> ExitCode {
    let mut numbers = std::env::args().skip(1).filter_map(|text| text.parse().ok());
    let (cases, seed) = (numbers.next().unwrap_or(100_000), numbers.next().unwrap_or(1));
    let mut harmful = 0u64;
    let mut slowest = (Duration::ZERO, String::new());
    for number in 0..cases {
        let source = generate::text(seed, number);
        // A panic is the worst harm: it shows which text it was.
        let found = std::panic::catch_unwind(|| harm(&source)).unwrap_or_else(|_| Some("it panics".to_owned()));
        if let Some(found) = found {
            harmful += 1;
            println!("harm  text {number}: {source:?}: {found}");
        }
        if slowest.0 < time(&source) {
            // A machine that was busy elsewhere is not the text's fault.
            let best = (0..5).map(|_| time(&source)).min().unwrap_or_default();
            if slowest.0 < best {
                slowest = (best, source);
            }
        }
    }
    println!(
        "{cases} texts of seed {seed}: {harmful} do harm; the slowest takes {:?} for 100 characters: {:?}",
        slowest.0, slowest.1
    );
    if harmful == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// How long a text takes to read, for a hundred characters.
fn time(source: &str) -> Duration {
    let hundreds = (source.chars().count() as f64 / 100.0).max(1.0);
    let start = Instant::now();
    let _ = little_o::expr::read(source);
    start.elapsed().div_f64(hundreds)
}

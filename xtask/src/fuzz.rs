//! Random cases: questions to the limit engine, put before the independent judge of `tests/it/judge`, and texts to read.

use crate::process::{command, run};
use anyhow::{Context, Result, bail};

/// Asks `--cases N` questions (1000 if not said) of `--seed S` (1); `--undecided` lists those without an answer.
///
/// The same cases and seed give the same result, on every machine. Fails if the judge contradicts an answer.
pub fn limits(options: &[&str]) -> Result<()> {
    let asked = read(options)?;
    let mut fuzz = command("cargo", &["run", "--quiet", "--release", "--example", "fuzz_limits", "--"]);
    fuzz.args([asked.cases.to_string(), asked.seed.to_string()]);
    if asked.undecided {
        fuzz.arg("--undecided");
    }
    run(&mut fuzz)
}

/// Reads `--cases N` texts (1000 if not said) of `--seed S` (1) and fails if one does harm; see `tests/it/typing`.
pub fn typing(options: &[&str]) -> Result<()> {
    let asked = read(options)?;
    let mut fuzz = command("cargo", &["run", "--quiet", "--release", "--example", "fuzz_typing", "--"]);
    run(fuzz.args([asked.cases.to_string(), asked.seed.to_string()]))
}

#[derive(Debug, PartialEq)]
struct Asked {
    cases: u64,
    seed: u64,
    undecided: bool,
}

fn read(options: &[&str]) -> Result<Asked> {
    let mut asked = Asked { cases: 1_000, seed: 1, undecided: false };
    let mut words = options.iter();
    while let Some(word) = words.next() {
        let mut number = || -> Result<u64> {
            let text = words.next().with_context(|| format!("`{word}` needs a number"))?;
            text.parse().with_context(|| format!("`{text}` is not a whole number"))
        };
        match *word {
            "--cases" => asked.cases = number()?,
            "--seed" => asked.seed = number()?,
            "--undecided" => asked.undecided = true,
            _ => bail!("There is no option `{word}`; there are --cases N, --seed S and --undecided."),
        }
    }
    Ok(asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read_in_any_order() {
        let asked = read(&["--seed", "7", "--undecided", "--cases", "20"]).ok();
        assert_eq!(asked, Some(Asked { cases: 20, seed: 7, undecided: true }));
        assert!(read(&["--cases"]).is_err());
        assert!(read(&["--cases", "many"]).is_err());
        assert!(read(&["--case", "1"]).is_err());
    }
}

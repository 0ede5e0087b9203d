//! Measurements of the limit engine.

use crate::process::{command, output_of, pipe};
use anyhow::{Context, Result, bail};
use serde_json::Value;

/// Where the table of limits usually lies; another file may be named on the command line.
const TABLE: &str = "../shared/limits/dev.jsonl";

/// The same questions to SymPy, one answer a line; a question may take ten seconds.
const SYMPY: &str = include_str!("sympy_limits.py");

/// Prints how long the limit engine takes over a file of limits, and SymPy over the same file where it is installed.
pub fn limits(file: Option<&str>) -> Result<()> {
    let file = file.unwrap_or(TABLE);
    let questions = std::fs::read_to_string(file).with_context(|| format!("cannot read {file}"))?;
    println!("{:<12} {:>7} {:>10} {:>10} {:>10} {:>10}   answers", "", "cases", "median", "p95", "p99", "max");
    let mut engine = command("cargo", &["run", "--quiet", "--release", "--example", "limits"]);
    print_row("little-o", &pipe(&mut engine, &questions)?)?;
    if output_of(&mut command("python3", &["-c", "import sympy"])).is_none() {
        println!("SymPy is not installed here (pip install sympy), so there is nothing to compare with.");
        return Ok(());
    }
    print_row("SymPy", &pipe(&mut command("python3", &["-c", SYMPY]), &questions)?)
}

fn print_row(name: &str, answers: &str) -> Result<()> {
    let answers: Vec<Value> = answers.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let mut micros: Vec<f64> = answers.iter().filter_map(|answer| answer["micros"].as_f64()).collect();
    micros.sort_by(f64::total_cmp);
    let [median, p95, p99, max] = [0.5, 0.95, 0.99, 1.0].map(|share| quantile(&micros, share).map(duration));
    let (Some(median), Some(p95), Some(p99), Some(max)) = (median, p95, p99, max) else {
        bail!("{name} gave no times");
    };
    let counts: Vec<String> = ["exact", "does-not-exist", "undefined", "undecided", "error"]
        .iter()
        .map(|status| (status, answers.iter().filter(|answer| answer["status"] == **status).count()))
        .filter(|(_, count)| *count > 0)
        .map(|(status, count)| format!("{count} {status}"))
        .collect();
    println!("{name:<12} {:>7} {median:>10} {p95:>10} {p99:>10} {max:>10}   {}", micros.len(), counts.join(", "));
    Ok(())
}

/// The smallest value that is at least as large as the given share of all.
fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let rank = (share * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.max(1) - 1).copied()
}

fn duration(micros: f64) -> String {
    if micros < 1e4 { format!("{micros:.0} µs") } else { format!("{:.0} ms", micros / 1e3) }
}

#[cfg(test)]
mod tests {
    use super::quantile;

    #[test]
    fn quantiles_are_values_of_the_sample() {
        let sample = [1.0, 2.0, 3.0, 4.0];
        assert_eq!(quantile(&sample, 0.5), Some(2.0));
        assert_eq!(quantile(&sample, 0.95), Some(4.0));
        assert_eq!(quantile(&sample, 1.0), Some(4.0));
        assert_eq!(quantile(&[], 0.5), None);
    }
}

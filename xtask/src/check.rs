//! Everything that continuous integration runs, stage by stage.
//!
//! The stages share what they compile: lints and documentation read the same metadata, tests and the example the same
//! libraries. A stage that fails does not stop the others, so that one run tells everything; a check that cannot run
//! fails.

use crate::process::{command, pipe, run, run_keeping};
use crate::{browser, page, tools};
use anyhow::{Context, Result, bail};
use std::time::{Duration, Instant};

/// A stage: its name on the command line, and what it does. It may return lines to be seen again at the end.
type Stage = (&'static str, fn() -> (Vec<String>, Result<()>));

const STAGES: [Stage; 9] = [
    ("tools", || quiet(install)),
    ("format", || quiet(|| run(&mut command("cargo", &["fmt", "--all", "--check"])))),
    ("lints", || quiet(lints)),
    ("lints-page", || quiet(lints_of_page)),
    ("tests", tests),
    ("docs", || quiet(documentation)),
    ("limits", || quiet(limits_example)),
    ("page", || quiet(page::build)),
    ("browser", || browser::test(&[])),
];

/// Runs all stages, or those named; prints how long each took and fails if one did.
pub fn run_all(names: &[&str]) -> Result<()> {
    if let Some(unknown) = names.iter().find(|name| STAGES.iter().all(|(stage, _)| stage != *name)) {
        let known = STAGES.map(|(name, _)| name).join(", ");
        bail!("There is no stage `{unknown}`; there are {known}.");
    }
    let mut rows = Vec::new();
    let mut closing = Vec::new();
    for (name, stage) in STAGES.iter().filter(|(name, _)| names.is_empty() || names.contains(name)) {
        println!("\n== {name}");
        let start = Instant::now();
        let (lines, result) = stage();
        closing.extend(lines);
        if let Err(error) = &result {
            println!("{error:#}");
        }
        rows.push((*name, start.elapsed(), result.is_ok()));
    }
    print_table(&rows);
    closing.iter().for_each(|line| println!("{line}"));
    let failed: Vec<_> = rows.iter().filter(|(_, _, passed)| !passed).map(|(name, ..)| *name).collect();
    if !failed.is_empty() {
        bail!("Failed: {}", failed.join(", "));
    }
    Ok(())
}

fn print_table(rows: &[(&str, Duration, bool)]) {
    println!("\n{:<12} {:>8}  result", "stage", "minutes");
    for (name, time, passed) in rows {
        println!("{name:<12} {:>8.1}  {}", time.as_secs_f64() / 60.0, if *passed { "passed" } else { "FAILED" });
    }
    let total: Duration = rows.iter().map(|(_, time, _)| *time).sum();
    println!("{:<12} {:>8.1}", "all", total.as_secs_f64() / 60.0);
}

fn quiet(stage: impl Fn() -> Result<()>) -> (Vec<String>, Result<()>) {
    (Vec::new(), stage())
}

/// Installs everything first, so that a missing tool is seen in the first minutes.
fn install() -> Result<()> {
    tools::for_page()?;
    tools::chromium()?;
    tools::axe_core()?;
    if !tools::wasm_opt()? {
        bail!("The size of the page is checked after wasm-opt, which runs on Node: install Node and npm.");
    }
    tools::wasm_split()?;
    if !tools::standard_library()? {
        bail!(
            "The size of the page is checked with a standard library of its own: run `rustup component add rust-src`."
        );
    }
    Ok(())
}

fn lints() -> Result<()> {
    run(&mut command("cargo", &["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]))
}

fn lints_of_page() -> Result<()> {
    let target =
        ["clippy", "--target", "wasm32-unknown-unknown", "--lib", "--bins", "--locked", "--", "-D", "warnings"];
    run(&mut command("cargo", &target))
}

fn tests() -> (Vec<String>, Result<()>) {
    let mut tests = command("cargo", &["test", "--workspace", "--locked", "--no-fail-fast"]);
    run_keeping(&mut tests, |line| line.starts_with("test result:"))
}

fn documentation() -> Result<()> {
    let mut doc = command("cargo", &["doc", "--workspace", "--no-deps", "--locked"]);
    run(doc.env("RUSTDOCFLAGS", "-D warnings"))
}

/// `examples/limits.rs` answers each line by itself; a bad one does not stop the others.
fn limits_example() -> Result<()> {
    let lines = [
        r#"{"id":"a","expr":"sin(x)/x","var":"x","point":"0","dir":"+-"}"#,
        "not JSON",
        r#"{"id":"b","expr":"abs(x)/x","var":"x","point":"0","dir":"+-"}"#,
    ];
    let mut example = command("cargo", &["run", "--quiet", "--locked", "--example", "limits"]);
    let output = pipe(&mut example, &(lines.join("\n") + "\n"))?;
    let answers: Vec<serde_json::Value> = output.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let answer = |id: &str| answers.iter().find(|answer| answer["id"] == id).with_context(|| format!("no answer {id}"));
    let (a, b) = (answer("a")?, answer("b")?);
    if a["status"] != "exact" || a["limit"] != "1" || b["status"] != "does-not-exist" {
        bail!("wrong answers:\n{output}");
    }
    Ok(())
}

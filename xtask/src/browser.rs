//! The page in a real browser: tests, pictures and times, all by the programs of `tests/browser/`.

use crate::page::DIST;
use crate::process::{command, run, run_keeping};
use crate::tools;
use anyhow::{Result, bail};
use std::path::Path;
use std::process::Command;

/// Runs the browser tests over the built page; also returns their closing line.
pub fn test(filters: &[&str]) -> (Vec<String>, Result<()>) {
    match driver("test", filters) {
        Ok(mut command) => run_keeping(&mut command, |line| line.starts_with("browser tests:")),
        Err(error) => (Vec::new(), Err(error)),
    }
}

/// Builds the page and takes a picture of every lab, on phone and desktop, light and dark.
pub fn screenshots() -> Result<()> {
    crate::page::build()?;
    run(&mut driver("screenshots", &["target/screenshots"])?)
}

/// Measures the time from a keystroke to the verdict in the built page, on a processor made slower.
pub fn typing() -> Result<()> {
    run(&mut driver("typing", &[])?)
}

/// Times the drawing code that was built into `folder`, and the built page.
pub fn plots(folder: &str) -> Result<()> {
    run(&mut driver("plots", &[folder])?)
}

/// Measures how long the frame of a slide takes to come, in browsers that have never seen the page.
pub fn load() -> Result<()> {
    run(&mut driver("load", &[])?)
}

fn driver(action: &str, arguments: &[&str]) -> Result<Command> {
    if !Path::new(DIST).join("index.html").is_file() {
        bail!("There is no page in {DIST}/ to look at: run `cargo xtask build` first.");
    }
    tools::chromium()?;
    let mut command = command("cargo", &["run", "--quiet", "--package", "browser", "--", action, DIST]);
    command.args(arguments).env("AXE_CORE", tools::axe_core()?);
    Ok(command)
}

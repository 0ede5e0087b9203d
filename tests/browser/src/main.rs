//! The built page in a real browser: its tests, its pictures, and how long it makes a student wait.
//!
//! `cargo xtask test browser`, `screenshots` and `bench` call this program. A test is a function that visits the
//! page as a user does, by role and accessible name; each visit ends with an audit by axe-core and a look at the console.

// Values of serde_json are read by index: an unknown key gives null, never a panic.
#![allow(clippy::indexing_slicing)]

mod cases;
mod load;
mod page;
mod plots;
mod screenshots;
mod server;
mod typing;
mod webdriver;

use anyhow::{Context, Result, bail};
use page::Site;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;
use webdriver::Driver;

/// A test: its name, and what the user does.
pub type Case = (&'static str, fn(&Site) -> Result<()>);

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["test", dist, filters @ ..] => site(dist).and_then(|site| test(&site, filters)),
        ["screenshots", dist, folder] => site(dist).and_then(|site| screenshots::take(&site, Path::new(folder))),
        ["load", dist] => site(dist).and_then(|site| load::measure(&site)),
        ["typing", dist] => site(dist).and_then(|site| typing::measure(&site)),
        ["plots", dist, folder] => site(dist).and_then(|site| plots::measure(&site, Path::new(folder))),
        _ => Err(anyhow::anyhow!(
            "browser test DIST [name…] | browser screenshots DIST FOLDER | browser load DIST | browser typing DIST | \
             browser plots DIST FOLDER"
        )),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn site(dist: &str) -> Result<Site> {
    let axe = std::env::var("AXE_CORE").context("AXE_CORE must name the file axe.min.js")?;
    let axe = std::fs::read_to_string(&axe).with_context(|| format!("cannot read {axe}"))?;
    Ok(Site { driver: Driver::start()?, host: server::start(Path::new(dist))?, axe })
}

/// Runs the cases whose names contain one of the filters, or all.
fn test(site: &Site, filters: &[&str]) -> Result<()> {
    let (mut passed, mut failed) = (0, 0);
    for (name, case) in cases::all() {
        if !filters.is_empty() && !filters.iter().any(|filter| name.contains(filter)) {
            continue;
        }
        let start = Instant::now();
        let result = case(site);
        let seconds = start.elapsed().as_secs_f64();
        match result {
            Ok(()) => {
                passed += 1;
                println!("ok     {seconds:>5.1} s  {name}");
            }
            Err(error) => {
                failed += 1;
                println!("FAILED {seconds:>5.1} s  {name}\n    {error:#}");
            }
        }
    }
    println!("\nbrowser tests: {passed} passed, {failed} failed");
    if passed == 0 || failed > 0 {
        bail!("The page does not behave.");
    }
    Ok(())
}

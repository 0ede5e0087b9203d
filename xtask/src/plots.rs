//! How fast plots are drawn: builds the page's drawing code by itself, in the page's own profile, and has a browser time it.

use crate::browser;
use crate::process::{command, run};
use crate::split;
use crate::tools::{self, with_tools};
use anyhow::{Context, Result};
use std::path::Path;

/// Where the built module lies.
const FOLDER: &str = "target/bench-page";
/// What Cargo builds.
const MODULE: &str = "target/wasm32-unknown-unknown/page/bench_page.wasm";

/// Builds, and prints medians and 95th percentiles.
pub fn bench() -> Result<()> {
    tools::for_page()?;
    let target = ["--profile", "page", "--target", "wasm32-unknown-unknown"];
    run(command("cargo", &["build", "--locked", "--package", "bench-page"]).args(target))?;
    let folder = Path::new(FOLDER);
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make {FOLDER}"))?;
    let bind = ["--target", "web", "--no-typescript", "--out-dir", FOLDER, MODULE];
    run(with_tools(&mut command("wasm-bindgen", &bind)))?;
    if tools::wasm_opt()? {
        let module = folder.join("bench_page_bg.wasm");
        let mut optimize = command("wasm-opt", &tools::PASSES);
        run(with_tools(optimize.args(split::FEATURES).arg(&module).arg("-o").arg(&module)))?;
    }
    browser::plots(FOLDER)
}

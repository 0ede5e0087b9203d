//! The JavaScript module of the package in `javascript/`: `little-o.js`, its types and its program.

use crate::process::{command, run};
use crate::tools::{self, with_tools};
use anyhow::{Context, Result};
use std::path::Path;

/// The name that a program imports.
const NAME: &str = "little-o";

/// The name of its program: another than that which the page's glue speaks of, for the two are not the same.
const PROGRAM: &str = "little-o.wasm";

/// Where wasm-bindgen writes before wasm-opt has seen it.
const DRAFT: &str = "target/javascript";

/// Builds the module into `dist`; `optimize` runs wasm-opt over it, `flags` are the variables that cargo reads.
pub fn build(dist: &Path, optimize: bool, flags: Vec<(&str, String)>) -> Result<()> {
    let package = ["build", "--package", "little-o-javascript", "--target", "wasm32-unknown-unknown"];
    run(command("cargo", &package).args(["--profile", "page", "--locked"]).envs(flags))?;
    let program = "target/wasm32-unknown-unknown/page/little_o_javascript.wasm";
    let bindgen = ["--target", "web", "--out-dir", DRAFT, "--out-name", NAME, program];
    run(with_tools(&mut command("wasm-bindgen", &bindgen)))?;
    let (draft, program) = (Path::new(DRAFT), format!("{NAME}_bg.wasm"));
    if optimize {
        let mut wasm_opt = command("wasm-opt", &tools::PASSES);
        run(with_tools(wasm_opt.arg("--output").arg(dist.join(PROGRAM)).arg(draft.join(&program))))?;
    } else {
        std::fs::copy(draft.join(&program), dist.join(PROGRAM))?;
    }
    // wasm-bindgen exports the loader as the default only; `import { init, limit }` reads better.
    add(draft, dist, &format!("{NAME}.js"), "export { __wbg_init as init };\n")?;
    add(draft, dist, &format!("{NAME}.d.ts"), "export { __wbg_init as init };\n")
}

/// Copies a file, with a line more at its end.
fn add(from: &Path, to: &Path, name: &str, line: &str) -> Result<()> {
    let text = std::fs::read_to_string(from.join(name)).with_context(|| format!("wasm-bindgen wrote no {name}"))?;
    let text = text.replace(&format!("{NAME}_bg.wasm"), PROGRAM);
    std::fs::write(to.join(name), text + line).with_context(|| format!("cannot write {name}"))
}

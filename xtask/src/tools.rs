//! The tools behind the commands: found where they are, installed where they are missing.
//!
//! Everything goes into `.tools/` of the project, except the wasm target, which belongs to the toolchain, and the
//! browser, which belongs to the system. When nothing is missing this costs a few `--version` calls.

use crate::process::{command, output_of, project, run};
use anyhow::{Context, Result, bail};
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

const TARGET: &str = "wasm32-unknown-unknown";
const TRUNK: &str = "0.21.14";
const WASM_SPLIT: &str = "0.2.4";
const BINARYEN: &str = "132.0.0";
const ESBUILD: &str = "0.28.2";
const AXE_CORE: &str = "4.14.1";

/// What wasm-opt does to every program of ours. Loops are untangled and made anew, which saves what another pass of `-Oz`
/// does not. In the first kilobyte of memory lies only the very end of the stack: a program that gets there is about to
/// trap, and no pointer of a sound one points there. Functions called once stay by themselves, and those of like names
/// stand together, since what is alike and near travels in fewer bytes; for the page `slim` orders them anew.
pub const PASSES: [&str; 9] = [
    "--low-memory-unused",
    "--one-caller-inline-max-function-size=0",
    "-Oz",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--reorder-functions-by-name",
    "--strip-producers",
];

/// The page's build compiles the standard library too, for size and without the texts of panics. Stable Rust has no
/// switch for that yet, so cargo is told to accept the unstable one.
pub const OWN_STANDARD_LIBRARY: [(&str, &str); 3] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
];

/// What the page's build needs: the wasm target, Trunk, and the wasm-bindgen that Cargo.lock names.
pub fn for_page() -> Result<()> {
    wasm_target()?;
    // Trunk builds offline; this gets the crates, and costs nothing when they are there.
    run(&mut command("cargo", &["fetch", "--locked", "--quiet"]))?;
    cargo_tool("trunk", "trunk", TRUNK, &["--locked"])?;
    // Without `--locked`: the lock file that wasm-bindgen-cli ships does not resolve everywhere.
    cargo_tool("wasm-bindgen", "wasm-bindgen-cli", &locked_version("wasm-bindgen")?, &[])
}

/// Makes wasm-opt ready; false where there is no Node to run it.
pub fn wasm_opt() -> Result<bool> {
    if output_of(with_tools(&mut command("wasm-opt", &["--version"]))).is_some() {
        return Ok(true);
    }
    if output_of(&mut command("npm", &["--version"])).is_none() {
        return Ok(false);
    }
    npm_package("binaryen", BINARYEN)?;
    Ok(true)
}

/// Makes esbuild ready, which shortens the glue; it needs Node, as wasm-opt does.
pub fn esbuild() -> Result<()> {
    npm_package("esbuild", ESBUILD)
}

/// Makes the program ready that cuts the page into its parts.
pub fn wasm_split() -> Result<()> {
    // It does not tell its version, but cargo remembers what it installed.
    let installed = std::fs::read_to_string(folder().join(".crates.toml")).unwrap_or_default();
    if installed.contains(&format!("\"wasm_split_cli_support {WASM_SPLIT} ")) {
        return Ok(());
    }
    install("wasm_split_cli_support", WASM_SPLIT, &["--locked", "--features=build-binary"])
}

/// Makes the source of the standard library ready, and the crates it is built with; false where that is not possible.
pub fn standard_library() -> Result<bool> {
    let Some(root) = output_of(&mut command("rustc", &["--print", "sysroot"])) else { return Ok(false) };
    if !PathBuf::from(root).join("lib/rustlib/src/rust/library/Cargo.lock").is_file() {
        println!("Adding the source of the standard library to the Rust toolchain");
        if run(&mut command("rustup", &["component", "add", "rust-src"])).is_err() {
            return Ok(false);
        }
    }
    let mut fetch = command("cargo", &["fetch", "--locked", "--quiet", "--target", TARGET]);
    run(fetch.envs(OWN_STANDARD_LIBRARY))?;
    Ok(true)
}

/// The source of axe-core, which checks accessibility from inside the page.
pub fn axe_core() -> Result<PathBuf> {
    npm_package("axe-core", AXE_CORE)?;
    Ok(folder().join("node_modules/axe-core/axe.min.js"))
}

/// Makes Chromium and its driver ready.
pub fn chromium() -> Result<()> {
    let is_there = || output_of(&mut command("chromedriver", &["--version"])).is_some();
    if is_there() {
        return Ok(());
    }
    let root = output_of(&mut command("id", &["-u"])).as_deref() == Some("0");
    if root && output_of(&mut command("apt-get", &["--version"])).is_some() {
        println!("Installing Chromium and its driver (once, about a minute)");
        run(&mut command("apt-get", &["update", "--quiet=2"]))?;
        let packages = ["install", "--yes", "--quiet=2", "--no-install-recommends", "chromium", "chromium-driver"];
        run(command("apt-get", &packages).env("DEBIAN_FRONTEND", "noninteractive"))?;
    }
    if !is_there() {
        bail!(
            "The browser tests need Chromium and chromedriver. Install them, for example by\n    \
             sudo apt install chromium chromium-driver"
        );
    }
    Ok(())
}

/// Lets a command find the installed tools before all others.
pub fn with_tools(command: &mut Command) -> &mut Command {
    command.env("PATH", search_path())
}

fn folder() -> PathBuf {
    project().join(".tools")
}

fn search_path() -> OsString {
    let mut places = vec![folder().join("bin"), folder().join("node_modules/.bin")];
    let present = std::env::var_os("PATH").unwrap_or_default();
    places.extend(std::env::split_paths(&present));
    std::env::join_paths(places).unwrap_or(present)
}

fn wasm_target() -> Result<()> {
    let libraries = output_of(&mut command("rustc", &["--print", "target-libdir", "--target", TARGET]));
    if libraries.is_some_and(|folder| PathBuf::from(folder).is_dir()) {
        return Ok(());
    }
    println!("Adding the target {TARGET} to the Rust toolchain");
    run(&mut command("rustup", &["target", "add", TARGET])).with_context(|| {
        format!("Rust needs its WebAssembly target. Install it by hand:\n    rustup target add {TARGET}\n")
    })
}

/// Installs a program from crates.io unless this very version is there already.
fn cargo_tool(program: &str, package: &str, version: &str, options: &[&str]) -> Result<()> {
    let found = output_of(with_tools(&mut command(program, &["--version"])));
    if found.is_some_and(|text| text.split_whitespace().any(|word| word == version)) {
        return Ok(());
    }
    install(package, version, options)
}

fn install(package: &str, version: &str, options: &[&str]) -> Result<()> {
    println!("Installing {package} {version} into .tools/ (once, some minutes)");
    let mut install = command("cargo", &["install", package, "--version", version, "--force", "--root"]);
    install.arg(folder()).args(options);
    // The tools run for seconds, so compiling them quickly wins over making them fast.
    install.envs([
        ("CARGO_PROFILE_RELEASE_LTO", "off"),
        ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
        ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
    ]);
    run(&mut install).with_context(|| {
        format!("{package} is missing. Install it by hand:\n    cargo install {package} --version {version}\n")
    })
}

fn npm_package(package: &str, version: &str) -> Result<()> {
    let manifest = folder().join("node_modules").join(package).join("package.json");
    let wanted = format!("\"version\": \"{version}\"");
    if std::fs::read_to_string(manifest).is_ok_and(|text| text.contains(&wanted)) {
        return Ok(());
    }
    println!("Installing {package} {version} into .tools/");
    std::fs::create_dir_all(folder())?;
    let mut install = command("npm", &["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix"]);
    install.arg(folder()).arg(format!("{package}@{version}"));
    run(&mut install)
        .with_context(|| format!("{package} {version} is needed, and npm, which comes with Node, to install it"))
}

/// The version of a package in Cargo.lock: the command-line half of wasm-bindgen must match the library to the digit.
fn locked_version(package: &str) -> Result<String> {
    let lock = std::fs::read_to_string("Cargo.lock").context("Cargo.lock cannot be read")?;
    version_in_lock(&lock, package).with_context(|| format!("Cargo.lock does not name {package}"))
}

fn version_in_lock(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let after = lock.lines().skip_while(|line| *line != name).nth(1)?;
    Some(after.strip_prefix("version = \"")?.strip_suffix('"')?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_names_versions() {
        let lock = "[[package]]\nname = \"serde\"\nversion = \"1.0.1\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in_lock(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in_lock(lock, "leptos"), None);
    }
}

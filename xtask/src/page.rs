//! The page: served while it is worked on, and built for a static host.

use crate::process::{command, run};
use crate::tools::{self, with_tools};
use crate::{javascript, offline, split, weight};
use anyhow::Result;
use std::net::TcpListener;
use std::path::Path;

/// Where the built page lies.
pub const DIST: &str = "dist";

/// Serves the page and rebuilds it on every change; `options` go on to `trunk serve`.
pub fn serve(options: &[&str]) -> Result<()> {
    tools::for_page()?;
    // The page's policy allows no script in the document, not even Trunk's own that reloads the page.
    let mut trunk = command("trunk", &["serve", "--skip-version-check", "--no-autoreload", "--cargo-profile=serve"]);
    if !options.iter().any(|option| option.starts_with("--port") || option.starts_with("-p")) {
        let port = free_port();
        trunk.arg(format!("--port={port}"));
        println!(
            "The page will be at http://127.0.0.1:{port}/ once it is built; reload it to see a change, Ctrl+C ends."
        );
    }
    if has_desktop() {
        trunk.arg("--open");
    }
    // A folder of its own, so that serving never replaces a release build.
    trunk.args(["--dist", "target/serve-dist"]).args(options);
    run(with_tools(&mut trunk))
}

/// Builds the page into [`DIST`], prints what weighs what, and fails if the first visit is over budget.
pub fn build() -> Result<()> {
    tools::for_page()?;
    let has_optimizer = tools::wasm_opt()?;
    let flags = flags(has_optimizer)?;
    let mut trunk = command(
        "trunk",
        &["build", "--release", "--skip-version-check", "--cargo-profile=page", "--locked", "--dist", DIST],
    );
    with_tools(&mut trunk).envs(flags.clone());
    if has_optimizer {
        tools::wasm_split()?;
        tools::esbuild()?;
        trunk.arg("--features=split");
        split::take_the_place_of_wasm_bindgen(&mut trunk)?;
    } else {
        println!(
            "There is no Node here, so wasm-opt is skipped: the page comes in one piece, larger than it could be."
        );
    }
    run(&mut trunk)?;
    if has_optimizer {
        split::deliver(Path::new(DIST))?;
    }
    javascript::build(Path::new(DIST), has_optimizer, flags)?;
    offline::complete(Path::new(DIST))?;
    weight::report(Path::new(DIST))
}

/// How cargo compiles the page's programs: the same for all of them, so that they share what they are made of.
fn flags(is_split: bool) -> Result<Vec<(&'static str, String)>> {
    let mut variables = Vec::new();
    // What cuts a program reads from the linker where everything went.
    let mut flags = if is_split { vec!["-Clink-arg=--emit-relocs"] } else { Vec::new() };
    if tools::standard_library()? {
        variables.extend(tools::OWN_STANDARD_LIBRARY.map(|(name, value)| (name, value.to_owned())));
        // No text for programmers either: where code is, and what `{:?}` writes.
        flags.push("-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none");
    } else {
        println!(
            "The standard library's source is not here, so the library is used as it is: the page will be larger."
        );
    }
    variables.push(("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags.join(" ")));
    Ok(variables)
}

/// Trunk's usual port, or one of its neighbours where another program has it.
fn free_port() -> u16 {
    (8080..8100).find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok()).unwrap_or(8080)
}

fn has_desktop() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !set("CI") && (cfg!(target_os = "macos") || cfg!(windows) || set("DISPLAY") || set("WAYLAND_DISPLAY"))
}

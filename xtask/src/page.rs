//! The page: served while it is worked on, and built for a static host.

use crate::process::{command, run};
use crate::tools::{self, with_tools};
use crate::weight;
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
    let mut trunk =
        command("trunk", &["build", "--skip-version-check", "--cargo-profile=page", "--locked", "--dist", DIST]);
    if tools::wasm_opt()? {
        trunk.arg("--release");
    } else {
        // Trunk's release mode would insist on wasm-opt.
        println!("There is no Node here, so wasm-opt is skipped: the page will be larger than it could be.");
    }
    run(with_tools(&mut trunk))?;
    weight::report(Path::new(DIST))
}

/// Trunk's usual port, or one of its neighbours where another program has it.
fn free_port() -> u16 {
    (8080..8100).find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok()).unwrap_or(8080)
}

fn has_desktop() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !set("CI") && (cfg!(target_os = "macos") || cfg!(windows) || set("DISPLAY") || set("WAYLAND_DISPLAY"))
}

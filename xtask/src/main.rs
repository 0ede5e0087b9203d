//! The project's own commands, in Rust, so that nothing but cargo is needed to start: `cargo xtask` lists them.
//!
//! - [`tools`]: finds what the commands need and installs what is missing
//! - [`page`]: serve and build, by Trunk; [`split`] cuts the program into its parts, [`slim`] writes
//!   them in fewer bytes, [`weight`] weighs the built page
//! - [`javascript`]: the module for other programs; [`offline`]: entry pages, the service worker's list, the zip
//! - [`check`]: everything that continuous integration runs; [`browser`] is its last stage and takes the pictures
//! - [`mod@bench`], [`plots`]: measurements; [`fuzz`]: random questions before an independent judge

mod bench;
mod browser;
mod check;
mod fuzz;
mod javascript;
mod offline;
mod page;
mod plots;
mod process;
mod slim;
mod split;
mod tools;
mod weight;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask serve [options of `trunk serve`]   open the page and rebuild it on every change
cargo xtask test [stage…]                      everything that continuous integration runs
cargo xtask build                              write the page for a static host into dist/
cargo xtask screenshots                        pictures of every lab into target/screenshots/
cargo xtask bench limits [file]                time the limit engine, and SymPy where it is installed
cargo xtask bench load                         time from the opening of a slide's frame to a lab that can be used
cargo xtask bench typing                       time from a keystroke to the verdict in the built page, on a slow phone
cargo xtask bench plots                        time drawing and evaluating in a browser, and the built page while dragging
cargo xtask fuzz limits [--cases N] [--seed S] [--undecided]
                                               put random limits before an independent judge
cargo xtask fuzz typing [--cases N] [--seed S] read random texts and look for harm

The first run installs what is missing: the wasm target, Trunk, wasm-bindgen, wasm-opt.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut words = arguments.iter().map(String::as_str);
    let command = words.next();
    let rest: Vec<&str> = words.collect();
    if split::is_asked() {
        let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
        return finish(split::wasm_bindgen(&words));
    }
    finish(process::enter_project().and_then(|()| match (command, rest.as_slice()) {
        (Some("serve"), options) => page::serve(options),
        (Some("build"), []) => page::build(),
        (Some("test"), stages) => check::run_all(stages),
        (Some("screenshots"), []) => browser::screenshots(),
        (Some("bench"), ["limits", files @ ..]) => bench::limits(files.first().copied()),
        (Some("bench"), ["load"]) => browser::load(),
        (Some("bench"), ["typing"]) => browser::typing(),
        (Some("bench"), ["plots"]) => plots::bench(),
        (Some("fuzz"), ["limits", options @ ..]) => fuzz::limits(options),
        (Some("fuzz"), ["typing", options @ ..]) => fuzz::typing(options),
        (None | Some("help" | "--help"), _) => {
            println!("{HELP}");
            Ok(())
        }
        _ => Err(anyhow::anyhow!("There is no command `{}`.\n\n{HELP}", arguments.join(" "))),
    }))
}

fn finish(result: anyhow::Result<()>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

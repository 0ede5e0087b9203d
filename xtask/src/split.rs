//! Cutting the program into the parts that are fetched on demand (`src/app/on_demand.rs`).
//!
//! The program has to be cut between the linker and wasm-bindgen, and Trunk leaves no gap there. So Trunk is shown this
//! very program under the name `wasm-bindgen`: it cuts by `wasm-split-cli`, lets the true wasm-bindgen work on the main
//! file, shrinks that and the parts by wasm-opt and [`slim`], and puts what loads the parts into the glue.

use crate::process::{command, run};
use crate::{slim, tools};
use anyhow::{Context, Result, bail};
use std::ffi::{OsStr, OsString};
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The name under which this program cuts.
const NAME: &str = "wasm-bindgen";
/// Where the parts lie: within Trunk's folder for the output of wasm-bindgen, and within the page.
const PARTS: &str = "parts";
/// The part that a first visit goes on to fetch, and all others stand on.
const PLOTS: &str = "plots";
/// The file by which `wasm-split-cli` says how parts are loaded.
const LINKS: &str = "__wasm_split.js";

/// What browsers of the last years can do. The parts do not tell wasm-opt what they use, and of its own it would take
/// instructions that no browser has yet.
pub const FEATURES: [&str; 8] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Whether this program was started in place of wasm-bindgen.
pub fn is_asked() -> bool {
    std::env::args_os().next().is_some_and(|program| Path::new(&program).file_stem() == Some(NAME.as_ref()))
}

/// Lets `trunk` find this program where it looks for wasm-bindgen.
pub fn take_the_place_of_wasm_bindgen(trunk: &mut Command) -> Result<()> {
    let folder = Path::new("target").join("split");
    std::fs::create_dir_all(&folder)?;
    let program = std::env::current_exe().context("this program does not know where it lies")?;
    let place = folder.join(NAME).with_extension(std::env::consts::EXE_EXTENSION);
    std::fs::copy(program, place).context("cannot prepare the program that cuts the page")?;
    let rest = trunk.get_envs().find(|(name, _)| *name == "PATH").and_then(|(_, value)| value).map(OsString::from);
    let rest = rest.or_else(|| std::env::var_os("PATH")).unwrap_or_default();
    let places = std::iter::once(std::path::absolute(folder)?).chain(std::env::split_paths(&rest));
    trunk.env("PATH", std::env::join_paths(places)?);
    Ok(())
}

/// Does what wasm-bindgen does with these arguments, to a program that is cut first.
pub fn wasm_bindgen(arguments: &[&str]) -> Result<()> {
    let places = std::env::var_os("PATH").unwrap_or_default();
    let others = std::env::split_paths(&places).filter(|place| !place.ends_with("target/split"));
    let path = std::env::join_paths(others)?;
    let option = |name: &str| arguments.iter().find_map(|argument| argument.strip_prefix(name));
    let (Some(out), Some(name)) = (option("--out-dir="), option("--out-name=")) else {
        // Trunk asks for the version.
        let status = Command::new(NAME).args(arguments).env("PATH", path).status()?;
        return if status.success() { Ok(()) } else { bail!("wasm-bindgen failed") };
    };
    let program = arguments.iter().find(|argument| argument.ends_with(".wasm")).context("no program to cut")?;
    let cut = Path::new(out).join("cut");
    std::fs::remove_dir_all(&cut).ok();
    std::fs::create_dir_all(&cut)?;
    let mut cutter = command("wasm-split-cli", &[program, &cut.to_string_lossy(), "--out-name", name]);
    run(cutter.env("PATH", &path))?;

    let main = cut.join(name).with_extension("wasm");
    let mut bindgen = Command::new(NAME);
    for argument in arguments {
        bindgen.arg(if argument == program { main.as_os_str() } else { argument.as_ref() });
    }
    // The parts call into the main file through its table of functions.
    run(bindgen.arg("--keep-lld-exports").env("PATH", &path))?;

    let program = Path::new(out).join(format!("{name}_bg.wasm"));
    let glue = Path::new(out).join(name).with_extension("js");
    std::fs::write(&program, slim::without_streams(&std::fs::read(&program)?)?)?;
    let pieces: Vec<PathBuf> = wasm_files(&cut)?.into_iter().filter(|file| *file != main).collect();
    // The main file takes as long as all others together.
    std::thread::scope(|threads| {
        let others = threads.spawn(|| pieces.iter().try_for_each(|piece| shrink(piece, &path)));
        shrink(&program, &path)?;
        others.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })?;
    let (bytes, text) = slim::with_short_imports(
        &std::fs::read(&program)?,
        &slim::glue_without_streams(&std::fs::read_to_string(&glue)?),
    )?;
    std::fs::write(&program, bytes)?;

    let parts = Path::new(out).join(PARTS);
    std::fs::remove_dir_all(&parts).ok();
    std::fs::create_dir_all(&parts)?;
    let mut links = std::fs::read_to_string(cut.join(LINKS))?;
    for part in pieces {
        let old = part.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let shared = if is_shared_with_plots(&old, &links) { "plots-" } else { "" };
        let new = format!("{shared}{}", named_by_content(&part)?);
        std::fs::copy(&part, parts.join(&new))?;
        links = links.replace(&format!("\"./{old}\""), &format!("\"./{PARTS}/{new}\""));
    }
    std::fs::write(&glue, with_links(&text, &links)?)?;
    let mut shorter = command("esbuild", &["--minify", "--format=esm", "--log-level=error", "--allow-overwrite"]);
    run(shorter.arg(format!("--outfile={}", glue.display())).arg(&glue).env("PATH", &path))
}

/// Writes a program or a part of it anew, as small as it can be.
fn shrink(file: &Path, path: &OsStr) -> Result<()> {
    let mut smaller = command("wasm-opt", &tools::PASSES);
    run(smaller.args(FEATURES).arg("-o").arg(file).arg(file).env("PATH", path))?;
    Ok(std::fs::write(file, slim::in_order_of_likeness(&std::fs::read(file)?)?)?)
}

/// Copies the parts into the page.
pub fn deliver(dist: &Path) -> Result<()> {
    let (from, to) = (Path::new("target/wasm-bindgen/release").join(PARTS), dist.join(PARTS));
    std::fs::create_dir_all(&to)?;
    for part in wasm_files(&from)? {
        std::fs::copy(&part, to.join(part.file_name().unwrap_or_default()))?;
    }
    Ok(())
}

/// Whether a file of the page is a part that the first lab's plots need.
pub fn is_of_plots(file: &Path) -> bool {
    is_part(file) && file.file_name().is_some_and(|name| name.to_string_lossy().contains(PLOTS))
}

/// Whether a file of the page is a part that comes on demand.
pub fn is_part(file: &Path) -> bool {
    file.parent().is_some_and(|folder| folder.ends_with(PARTS))
}

fn wasm_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut files: Vec<_> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "wasm"));
    files.sort();
    Ok(files)
}

/// Whether the plots need a file that several parts share: above its loader stands a comment with their names.
fn is_shared_with_plots(file: &str, links: &str) -> bool {
    let before = links.split_once(&format!("\"./{file}\"")).map_or("", |(before, _)| before);
    let comment = before.lines().rev().nth(2).unwrap_or_default();
    comment.trim_matches(['/', '*', ' ']).split(", ").any(|name| name == PLOTS)
}

/// The file's name with its content's hash, so that a browser never mixes the parts of two versions.
fn named_by_content(file: &Path) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    hasher.write(&std::fs::read(file)?);
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    // Eight digits are enough: the glue spells the names of all parts, and chance does not compress.
    Ok(format!("{stem}-{:08x}.wasm", hasher.finish() as u32))
}

/// The glue with the links in it: one file less to fetch, and no file that must know the glue's final name.
fn with_links(glue: &str, links: &str) -> Result<String> {
    let mut loaders = Vec::new();
    let mut text = String::new();
    for line in links.lines().filter(|line| !line.starts_with("import ")) {
        let line = line.strip_prefix("export ").inspect(|rest| loaders.extend(rest.split(' ').nth(1))).unwrap_or(line);
        text += &format!("{line}\n");
    }
    text += &format!("const parts = {{ {} }};\n", loaders.join(", "));
    // The glue imports the file of links once for each loader.
    let import = |line: &str| Some(line.strip_prefix("import * as ")?.split_once(" from ")?.0.to_owned());
    for line in glue.lines() {
        match import(line).filter(|_| line.contains(LINKS)) {
            Some(name) => text += &format!("const {name} = parts;\n"),
            None if line.starts_with("import ") && line.contains(LINKS) => {
                bail!("The glue loads the parts in a way that is not known here: wasm-bindgen has changed.")
            }
            None => text += &format!("{line}\n"),
        }
    }
    Ok(text)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_the_plots_need_is_known() {
        let loader = |file: &str| {
            format!("const load = makeLoad(() => {{\n    const src = fetch(new URL(\"./{file}\", x));\n}});\n")
        };
        let links =
            format!("/* save, tangent */\n{}/* plots, save */\n{}", loader("chunk_1.wasm"), loader("chunk_2.wasm"));
        assert!(!is_shared_with_plots("chunk_1.wasm", &links));
        assert!(is_shared_with_plots("chunk_2.wasm", &links));
        assert!(!is_shared_with_plots("chunk_3.wasm", &links));
    }

    #[test]
    fn links_go_into_the_glue() {
        let glue = "import * as import1 from \"./__wasm_split.js\"\nlet wasm;\n";
        let links = "import { initSync } from \"./little-o.js\";\nfunction load() {}\nexport const a = load();\n";
        let text = with_links(glue, links).unwrap();
        assert_eq!(
            text,
            "function load() {}\nconst a = load();\nconst parts = { a };\nconst import1 = parts;\nlet wasm;\n"
        );
        assert!(with_links("import { a } from \"./__wasm_split.js\"", links).is_err());
    }
}

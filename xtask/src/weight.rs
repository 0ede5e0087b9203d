//! What the page weighs, file by file, as it lies on disk and as it travels.

use crate::split;
use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The budget of a first visit until its verdict can be read, in bytes after brotli.
const BUDGET: usize = 250_000;
/// The same with the plots, which come next: what it costs today, rounded up, so that it does not grow unseen.
const CEILING_WITH_PLOTS: usize = 484_000;

/// What brings the service worker, which names everything, when the visit has been quiet for five seconds.
const LATER: &str = "offline.js";

/// One file of the page.
struct Weight {
    name: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
    when: When,
}

/// When a browser loads a file, if the page has never been opened before.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum When {
    /// At once: what the first verdict needs.
    Verdict,
    /// Right after it, without being asked: what the plots of the lab need.
    Plots,
    /// When it is asked for, or when the visit has been quiet for a while.
    Later,
}

impl When {
    fn word(self) -> &'static str {
        match self {
            When::Verdict => "verdict",
            When::Plots => "plots",
            When::Later => "later",
        }
    }
}

/// Prints the table of weights of the page in `dist`; an error if the first visit is over one of its ceilings.
pub fn report(dist: &Path) -> Result<()> {
    let mut files = Vec::new();
    list(dist, &mut files)?;
    let reached = reached_from_index(dist, &files)?;
    let when = |file: &PathBuf| match () {
        () if reached.contains(file) => When::Verdict,
        () if split::is_of_plots(file) => When::Plots,
        () => When::Later,
    };
    let mut weights = files.iter().map(|file| weigh(dist, file, when(file))).collect::<Result<Vec<_>>>()?;
    weights.sort_by_key(|weight| std::cmp::Reverse(weight.brotli));

    println!("\n{:<44} {:>10} {:>10} {:>10}  needed for", "file", "raw", "gzip", "brotli");
    for Weight { name, raw, gzip, brotli, when } in &weights {
        println!("{name:<44} {raw:>10} {gzip:>10} {brotli:>10}  {}", when.word());
    }
    let mut faults = Vec::new();
    let totals = [
        ("first visit, until the verdict is read", When::Verdict, BUDGET),
        ("first visit, with the plots", When::Plots, CEILING_WITH_PLOTS),
    ];
    for (name, last, ceiling) in totals {
        let sum = |of: fn(&Weight) -> usize| weights.iter().filter(|weight| weight.when <= last).map(of).sum::<usize>();
        let (raw, gzip, brotli) = (sum(|weight| weight.raw), sum(|weight| weight.gzip), sum(|weight| weight.brotli));
        println!(
            "{name:<44} {raw:>10} {gzip:>10} {brotli:>10}  {:+} to its ceiling of {ceiling}",
            brotli as i64 - ceiling as i64
        );
        if brotli > ceiling {
            faults.push(format!("{name}: {brotli} bytes after brotli; it must not grow beyond {ceiling}."));
        }
    }
    anyhow::ensure!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else {
            files.push(path);
        }
    }
    files.sort();
    Ok(())
}

/// The files that index.html names, those that they name, and so on, but for the parts of the program: at least what a
/// first verdict needs. A browser test sees to it that of the parts a first visit loads those of the plots only.
fn reached_from_index(dist: &Path, files: &[PathBuf]) -> Result<BTreeSet<PathBuf>> {
    let index = dist.join("index.html");
    let mut reached = BTreeSet::from([index.clone()]);
    let mut open = vec![index];
    while let Some(file) = open.pop() {
        let bytes = std::fs::read(&file)?;
        if file.extension().is_some_and(|extension| extension == "wasm") {
            continue;
        }
        let text = String::from_utf8_lossy(&bytes);
        for candidate in files.iter().filter(|file| !(split::is_part(file) || file.ends_with(LATER))) {
            let name = candidate.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
            if text.contains(name.as_ref()) && reached.insert(candidate.clone()) {
                open.push(candidate.clone());
            }
        }
    }
    Ok(reached)
}

fn weigh(dist: &Path, file: &Path, when: When) -> Result<Weight> {
    let bytes = std::fs::read(file)?;
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(&bytes)?;
    let mut brotli = Vec::new();
    let best = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut bytes.as_slice(), &mut brotli, &best)?;
    let name = file.strip_prefix(dist).unwrap_or(file).display().to_string();
    Ok(Weight { name, raw: bytes.len(), gzip: gzip.finish()?.len(), brotli: brotli.len(), when })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_first_visit_loads_what_the_page_names_and_no_more() {
        let folder = tempfolder();
        for (name, text) in
            [("index.html", "<script src=a.js>"), ("a.js", "import './b.js'"), ("b.js", ""), ("c.js", "")]
        {
            std::fs::write(folder.join(name), text).unwrap();
        }
        let mut files = Vec::new();
        list(&folder, &mut files).unwrap();
        let reached = reached_from_index(&folder, &files).unwrap();
        assert_eq!(reached.len(), 3);
        assert!(!reached.contains(&folder.join("c.js")));
        std::fs::remove_dir_all(folder).unwrap();
    }

    fn tempfolder() -> PathBuf {
        let folder = std::env::temp_dir().join(format!("little-o-weight-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }
}

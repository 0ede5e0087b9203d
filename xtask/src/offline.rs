//! What lies beside the page: an entry page for each lab, what the service worker keeps, and the page as one file.

use anyhow::{Context, Result};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::path::Path;
use zip::write::SimpleFileOptions;

/// The labs with a page of their own: path, title, and a sentence for those who have not opened it yet.
const ENTRIES: &[(&str, &str, &str)] = &[
    (
        "little-o",
        "Little-o: which function is smaller near zero?",
        "Type f and g and read, exactly and with its reason, whether f is o(g).",
    ),
    (
        "tangent",
        "The tangent line and its error",
        "How good is the straight-line guess f(x) + f′(x)·ε? Drag x and ε and watch the error vanish.",
    ),
    (
        "descent",
        "Gradient descent, step by step",
        "Play, step and scrub a run of gradient descent while its learning rate is moved.",
    ),
];

/// What other sites show beside a link.
const PICTURE: &str = "docs/little-o.png";

/// The file that holds the whole page.
const ARCHIVE: &str = "little-o.zip";

/// What somebody finds beside the page in the archive.
const READ_ME: &str = "Little-o, to be put into any folder of any web server.\n\n\
    On your own machine: open a terminal in this folder, run `python3 -m http.server 8000` (or any other static\n\
    server) and visit http://localhost:8000/. Nothing is loaded from anywhere else.\n";

/// Completes the built page in `dist`.
pub fn complete(dist: &Path) -> Result<()> {
    write_entries(dist)?;
    let files = files_below(dist)?;
    tell_service_worker(dist, &files)?;
    archive(dist, &files)
}

/// A page for each lab whose preview other sites can read: what stands behind `#` never reaches a server.
fn write_entries(dist: &Path) -> Result<()> {
    std::fs::copy(PICTURE, dist.join("preview.png")).with_context(|| format!("cannot copy {PICTURE}"))?;
    let template = std::fs::read_to_string("www/entry.html").context("cannot read www/entry.html")?;
    for (lab, title, description) in ENTRIES {
        let page = template.replace("{lab}", lab).replace("{title}", title).replace("{description}", description);
        std::fs::write(dist.join(format!("{lab}.html")), page)?;
    }
    Ok(())
}

/// Names of all files below a folder, with `/`, sorted; not those that are made here.
fn files_below(dist: &Path) -> Result<Vec<String>> {
    fn visit(dist: &Path, folder: &Path, found: &mut Vec<String>) -> Result<()> {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                visit(dist, &path, found)?;
            } else {
                found.push(path.strip_prefix(dist)?.to_string_lossy().replace('\\', "/"));
            }
        }
        Ok(())
    }
    let mut found = Vec::new();
    visit(dist, dist, &mut found)?;
    found.retain(|name| name != ARCHIVE);
    found.sort();
    Ok(found)
}

/// Whether the page works without network only if this file is kept. Examples are for those who write pages.
fn is_kept(name: &str) -> bool {
    !(name.starts_with("examples/") || name.ends_with(".d.ts") || name == "sw.js" || name == "preview.png")
}

/// Writes the list of files and the version, which is a hash of them all, into the service worker.
fn tell_service_worker(dist: &Path, files: &[String]) -> Result<()> {
    let kept: Vec<&String> = files.iter().filter(|name| is_kept(name)).collect();
    let mut hasher = DefaultHasher::new();
    for name in &kept {
        (name, std::fs::read(dist.join(name))?).hash(&mut hasher);
    }
    // The page itself is asked for by its folder.
    let names = kept.iter().map(|name| if *name == "index.html" { "./" } else { name.as_str() });
    let list = serde_json::to_string(&names.collect::<Vec<_>>())?;
    let path = dist.join("sw.js");
    let text = std::fs::read_to_string(&path).context("the page has no sw.js")?;
    let told = text
        .replace("const VERSION = \"\";", &format!("const VERSION = \"{:016x}\";", hasher.finish()))
        .replace("const FILES = [];", &format!("const FILES = {list};"));
    std::fs::write(path, told).context("cannot write sw.js")
}

/// All of it as one file, the same for the same page.
fn archive(dist: &Path, files: &[String]) -> Result<()> {
    let file = std::fs::File::create(dist.join(ARCHIVE))?;
    let mut zip = zip::ZipWriter::new(file);
    let options = SimpleFileOptions::default();
    for name in files {
        zip.start_file(format!("little-o/{name}"), options)?;
        zip.write_all(&std::fs::read(dist.join(name))?)?;
    }
    zip.start_file("little-o/READ-ME.txt", options)?;
    zip.write_all(READ_ME.as_bytes())?;
    zip.finish()?;
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_service_worker_is_told_what_to_keep() {
        let dist = std::env::temp_dir().join(format!("little-o-offline-{}", std::process::id()));
        std::fs::create_dir_all(dist.join("examples")).unwrap();
        let worker = include_str!("../../www/sw.js");
        for (name, text) in
            [("index.html", "a"), ("a-0123456789abcdef.js", "b"), ("examples/deck.html", "c"), ("sw.js", worker)]
        {
            std::fs::write(dist.join(name), text).unwrap();
        }
        let files = files_below(&dist).unwrap();
        tell_service_worker(&dist, &files).unwrap();
        let told = std::fs::read_to_string(dist.join("sw.js")).unwrap();
        assert!(told.contains(r#"const FILES = ["a-0123456789abcdef.js","./"];"#), "{told}");
        assert!(!told.contains("const VERSION = \"\";"));
        archive(&dist, &files).unwrap();
        let archive = zip::ZipArchive::new(std::fs::File::open(dist.join(ARCHIVE)).unwrap()).unwrap();
        assert!(archive.file_names().any(|name| name == "little-o/examples/deck.html"));
        std::fs::remove_dir_all(dist).unwrap();
    }
}

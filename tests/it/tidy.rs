//! The invariants of the house, checked by reading its source: `src/lib.rs` promises them, this keeps the promise.
//!
//! Each rule is a function from one file to its findings, and each has a test with a file that breaks it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice)]

mod source;

use source::{Source, files, sources};

/// What breaks a rule, as one line for the reader: where, and what.
type Findings = Vec<String>;

/// Which rooms a room may name. Rooms that are not listed may name none; `app` and `api` may name all.
const LAYERS: &[(&str, &[&str])] = &[
    ("span", &[]),
    ("budget", &[]),
    ("later", &[]),
    ("texts", &[]),
    ("diagnostic", &["span"]),
    ("functions", &[]),
    ("syntax", &["functions", "diagnostic", "span"]),
    ("expr", &["syntax", "functions", "diagnostic", "span"]),
    ("eval", &["expr", "functions", "budget"]),
    ("limits", &["expr", "eval", "functions", "budget"]),
    ("order", &["limits", "eval", "expr", "budget"]),
    ("descent", &["eval", "expr"]),
    ("numerals", &[]),
    ("geometry", &["eval", "numerals", "budget"]),
    ("plot", &["geometry", "numerals", "budget"]),
    ("session", &["descent", "limits", "eval", "expr", "numerals"]),
    ("link", &["session", "functions", "numerals"]),
    (
        "exercises",
        &[
            "link",
            "session",
            "order",
            "limits",
            "descent",
            "eval",
            "expr",
            "geometry",
            "numerals",
            "budget",
            "diagnostic",
        ],
    ),
];

/// Rooms that stand above all others.
const TOP: &[&str] = &["app", "api", "main", "lib"];

#[test]
fn rooms_name_only_the_rooms_below_them() {
    check_all(layers);
    assert_finds(layers, "src/limits/mod.rs", "use crate::order::Verdict;");
    assert_finds(layers, "src/eval/tape.rs", "use super::super::plot;");
    assert_finds(layers, "src/syntax/lexer.rs", "use crate::{span::Span, expr};");
    assert_finds(layers, "src/cellar/mod.rs", "use crate::span::Span;");
    assert_passes(
        layers,
        "src/limits/mod.rs",
        "// crate::order\nuse crate::expr::Expr;\n#[cfg(test)]\nmod tests { use crate::order; }",
    );
}

fn layers(source: &Source) -> Findings {
    let room = source.room();
    if TOP.contains(&room) {
        return Vec::new();
    }
    let allowed = LAYERS.iter().find(|(name, _)| *name == room).map(|(_, allowed)| *allowed).unwrap_or_default();
    let known = |name: &String| LAYERS.iter().any(|(room, _)| room == name) || TOP.contains(&name.as_str());
    let bad = |name: &String| name != room && !allowed.contains(&name.as_str());
    source
        .rooms_named()
        .into_iter()
        .filter(|name| known(name) && bad(name))
        .map(|name| format!("{}: `{room}` must not know `{name}`", source.path))
        .collect()
}

#[test]
fn only_the_interface_names_the_browser() {
    check_all(interface);
    assert_finds(interface, "src/plot/mod.rs", "use web_sys::Document;");
    assert_finds(interface, "src/session.rs", "use leptos::prelude::*;");
    assert_passes(interface, "src/app/mod.rs", "use leptos::prelude::*;");
    assert_passes(interface, "src/expr/mod.rs", "/// Not for leptos.\nfn f() {}");
}

fn interface(source: &Source) -> Findings {
    let mut findings = Vec::new();
    if !["app", "api"].contains(&source.room()) {
        findings.extend(source.names(&["leptos", "web_sys", "js_sys", "wasm_bindgen"]));
    }
    let draws = source.room() == "plot" || source.path.contains("canvas") || source.path.contains("surface");
    if !draws {
        findings.extend(source.names(&["plotters", "plotters_canvas", "plotters_backend"]));
    }
    findings
}

#[test]
fn one_file_is_the_door_to_the_browser() {
    check_all(door);
    assert_finds(door, "src/app/shell.rs", "let place = window().location();");
    assert_finds(door, "src/app/share.rs", "navigator.clipboard().write_text(text)");
    assert_passes(door, "src/app/browser.rs", "window().history()");
    assert_passes(door, "src/app/browser/frame.rs", "window().parent()");
    assert_passes(door, "src/app/shell.rs", "history::write_now(playground)");
}

fn door(source: &Source) -> Findings {
    match (source.room(), source.path.as_str()) {
        (_, path) if path == "src/app/browser.rs" || path.starts_with("src/app/browser/") => Vec::new(),
        // Elsewhere these are words of mathematics: nothing below the interface can name the browser.
        (room, _) if !TOP.contains(&room) => Vec::new(),
        _ => source.finds(&[
            "window()",
            "document()",
            ".history()",
            ".clipboard()",
            "local_storage()",
            "session_storage()",
        ]),
    }
}

#[test]
fn one_room_spells_the_keys_of_links() {
    check_all(keys_of_links);
    assert_finds(keys_of_links, "src/app/share.rs", "let link = format!(\"#/little-o?f={f}\");");
    assert_finds(keys_of_links, "src/app/tangent.rs", "let link = [\"eps=\", &eps].concat();");
    assert_passes(keys_of_links, "src/app/share.rs", "view! { <iframe title=\"a lab\" /> }");
}

fn keys_of_links(source: &Source) -> Findings {
    const KEYS: &[&str] = &[
        "f", "g", "var", "at", "side", "scale", "zoom", "tol", "predict", "x", "eps", "slope", "rate", "steps", "step",
        "method", "beta", "embed", "theme", "lang", "hide", "static", "view", "seed", "model",
    ];
    if source.room() == "link" {
        return Vec::new();
    }
    let spells = |text: &String| {
        let mut pieces = text.split(['?', '&']).enumerate();
        // The first piece counts only where the text begins with a key; the others follow a `?` or a `&`.
        pieces
            .any(|(_, piece)| KEYS.iter().any(|key| piece.strip_prefix(key).is_some_and(|rest| rest.starts_with('='))))
    };
    source
        .strings()
        .into_iter()
        .filter(spells)
        .map(|text| format!("{}: spells a link: {text:?}", source.path))
        .collect()
}

#[test]
fn the_core_cannot_panic_and_asks_neither_clock_nor_chance() {
    check_all(determinism);
    for code in [
        "let x = map.get(&1).unwrap();",
        "value.expect(\"there\")",
        "panic!(\"no\")",
        "todo!()",
        "unreachable!()",
        "let start = Instant::now();",
        "use std::collections::HashMap;",
    ] {
        assert_finds(determinism, "src/limits/mod.rs", code);
    }
    assert_passes(
        determinism,
        "src/limits/mod.rs",
        "let x = map.get(&1).unwrap_or_default(); // unwrap()\n#[cfg(test)]\nmod tests { fn f() { x.unwrap(); } }",
    );
}

fn determinism(source: &Source) -> Findings {
    let mut findings =
        source.finds(&[".unwrap()", ".expect(\"", "panic!(", "todo!(", "unimplemented!(", "unreachable!("]);
    if !["app", "api"].contains(&source.room()) {
        findings.extend(source.names(&["Instant", "SystemTime", "HashMap", "HashSet", "rand", "getrandom"]));
    }
    findings
}

#[test]
fn files_are_short_enough_to_read() {
    check_everywhere(length);
    assert_finds(length, "src/expr/mod.rs", &"fn f() {}\n".repeat(601));
    assert_passes(length, "src/expr/mod.rs", &"fn f() {}\n".repeat(600));
}

fn length(source: &Source) -> Findings {
    let lines = source.text.lines().count();
    let is_code = source.path.ends_with(".rs");
    (is_code && lines > 600).then(|| format!("{}: {lines} lines, 600 are allowed", source.path)).into_iter().collect()
}

#[test]
fn no_file_knows_one_machine() {
    check_everywhere(machine);
    let bad = ["let folder = \"/", "home/somebody/little-o\";"].concat();
    assert_finds(machine, "src/expr/mod.rs", &bad);
    assert_passes(machine, "src/expr/mod.rs", "// see tests/it/tidy.rs, or a/tmp/b");
}

fn machine(source: &Source) -> Findings {
    // In pieces, so that this file does not break its own rule.
    let folders = ["home", "root", "Users", "tmp", "work"].map(|name| format!("/{name}/"));
    let begins = |text: &str, at: usize| !text[..at].ends_with(|c: char| c.is_alphanumeric() || "._-~]})/".contains(c));
    let found =
        |line: &&str| folders.iter().any(|folder| line.match_indices(folder.as_str()).any(|(at, _)| begins(line, at)));
    source.text.lines().filter(found).map(|line| format!("{}: a path of one machine: {line}", source.path)).collect()
}

#[test]
fn texts_are_in_the_catalogue() {
    let entries: Vec<String> = files("locales").iter().flat_map(|file| catalogue(&file.text)).collect();
    let missing = |source: &Source| -> Findings {
        let is_missing = |key: &String| !entries.contains(key);
        source.texts().into_iter().filter(is_missing).map(|key| format!("{}: no text `{key}`", source.path)).collect()
    };
    check_all(missing);
    assert_finds(missing, "src/app/mod.rs", "t!(\"app.no_such_text\")");
}

/// The dotted keys of a catalogue file: two spaces of indentation a level.
fn catalogue(text: &str) -> Vec<String> {
    let mut path: Vec<String> = Vec::new();
    let mut keys = Vec::new();
    for line in text.lines().filter(|line| !line.trim_start().starts_with('#')) {
        let Some((key, _)) = line.trim().split_once(':') else { continue };
        let depth = (line.len() - line.trim_start().len()) / 2;
        path.truncate(depth);
        path.push(key.trim_matches(['"', '\'']).to_owned());
        keys.push(path.join("."));
    }
    keys
}

#[test]
fn the_libraries_are_truly_used() {
    let sources = sources();
    let is_used = |name: &str| sources.iter().any(|source| !source.names(&[name]).is_empty());
    for name in ["leptos", "plotters", "plotters_canvas", "plotters_backend", "wasm_bindgen", "web_sys", "num_dual"] {
        assert!(is_used(name), "nothing uses {name}");
    }
    let has_api = sources.iter().any(|source| source.path == "src/api.rs" && source.code().contains("pub fn"));
    assert!(!has_api || is_used("serde_wasm_bindgen"), "the border with JavaScript should use serde-wasm-bindgen");
    assert!(!is_used("no_such_library"));
}

#[test]
fn every_room_is_in_the_table_of_layers() {
    let sources = sources();
    for source in &sources {
        let room = source.room();
        assert!(
            TOP.contains(&room) || LAYERS.iter().any(|(name, _)| *name == room),
            "{room} has no place in the layers"
        );
    }
}

#[test]
fn the_readme_opens_with_the_two_commands() {
    let readme = files("").into_iter().find(|file| file.path == "README.md").expect("there is a README");
    let opening: Vec<&str> = readme.text.lines().take(20).collect();
    for command in ["cargo xtask serve", "cargo xtask test"] {
        assert!(opening.iter().any(|line| line.starts_with(command)), "README.md should open with `{command}`");
    }
}

/// Applies a rule to every file of `src/`.
#[track_caller]
fn check_all(rule: impl Fn(&Source) -> Findings) {
    report(sources().iter().flat_map(rule).collect());
}

/// Applies a rule to every text of the project.
#[track_caller]
fn check_everywhere(rule: impl Fn(&Source) -> Findings) {
    report(files("").iter().flat_map(rule).collect());
}

#[track_caller]
fn report(findings: Findings) {
    assert!(findings.is_empty(), "\n{}", findings.join("\n"));
}

#[track_caller]
fn assert_finds(rule: impl Fn(&Source) -> Findings, path: &str, text: &str) {
    assert!(!rule(&Source::new(path, text)).is_empty(), "the rule should object to this in {path}:\n{text}");
}

#[track_caller]
fn assert_passes(rule: impl Fn(&Source) -> Findings, path: &str, text: &str) {
    report(rule(&Source::new(path, text)));
}

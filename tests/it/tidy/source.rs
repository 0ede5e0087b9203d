//! Files of the project, and Rust source read just well enough: code, comments, texts and tests told apart.

use std::path::Path;

/// A file of the project.
pub struct Source {
    /// From the project's folder, with `/`.
    pub path: String,
    /// All of it.
    pub text: String,
}

/// The Rust files of `src/`, without those that hold only tests.
pub fn sources() -> Vec<Source> {
    let is_source = |file: &Source| file.path.ends_with(".rs") && !file.path.ends_with("tests.rs");
    files("src").into_iter().filter(is_source).collect()
}

/// The texts below a folder of the project, without what is built or installed.
pub fn files(folder: &str) -> Vec<Source> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    visit(project, &project.join(folder), &mut found);
    found
}

fn visit(project: &Path, folder: &Path, found: &mut Vec<Source>) {
    const SKIPPED: &[&str] = &["target", "dist", ".git", ".tools", "node_modules"];
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if SKIPPED.contains(&entry.file_name().to_string_lossy().as_ref()) {
            continue;
        }
        if path.is_dir() {
            visit(project, &path, found);
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            let path = path.strip_prefix(project).unwrap().to_string_lossy().replace('\\', "/");
            found.push(Source { path, text });
        }
    }
}

/// A piece of Rust source.
enum Piece<'a> {
    Code(&'a str),
    Comment,
    Text(&'a str),
}

impl Source {
    /// A file for the test of a rule.
    pub fn new(path: &str, text: &str) -> Source {
        Source { path: path.into(), text: text.into() }
    }

    /// The room of `src/` that the file belongs to: its folder, or its own name at the top.
    pub fn room(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs")
    }

    /// The code outside of tests; comments and the contents of texts are blank.
    pub fn code(&self) -> String {
        let code: String = pieces(&self.text)
            .into_iter()
            .map(|piece| match piece {
                Piece::Code(code) => code.to_owned(),
                Piece::Comment => " ".to_owned(),
                Piece::Text(_) => "\"\"".to_owned(),
            })
            .collect();
        without_tests(&code)
    }

    /// The texts in quotation marks, outside of tests.
    pub fn strings(&self) -> Vec<String> {
        let end = self.text.find("#[cfg(test)]").unwrap_or(self.text.len());
        let texts = pieces(&self.text[..end]).into_iter().filter_map(|piece| match piece {
            Piece::Text(text) => Some(text.to_owned()),
            _ => None,
        });
        texts.collect()
    }

    /// The catalogue keys that are asked for by name: `t!("key"`.
    pub fn texts(&self) -> Vec<String> {
        let mut keys = Vec::new();
        let mut asks = false;
        for piece in pieces(&self.text) {
            match piece {
                Piece::Code(code) => asks = code.trim_end().ends_with("t!(") && !code.trim_end().ends_with("format!("),
                Piece::Text(key) if asks => keys.push(key.to_owned()),
                _ => {}
            }
        }
        keys.retain(|key| key.contains('.'));
        keys
    }

    /// Findings for each of these texts that occurs in the code.
    pub fn finds(&self, texts: &[&str]) -> Vec<String> {
        let code = self.code();
        let found = texts.iter().filter(|text| code.contains(*text));
        found.map(|text| format!("{}: `{text}`", self.path)).collect()
    }

    /// Findings for each of these whole words that occurs in the code.
    pub fn names(&self, names: &[&str]) -> Vec<String> {
        let code = self.code();
        let words: Vec<&str> = code.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
        let found = names.iter().filter(|name| words.contains(name));
        found.map(|name| format!("{}: `{name}`", self.path)).collect()
    }

    /// The rooms behind `crate::` and behind as many `super::` as lead to the crate's root.
    pub fn rooms_named(&self) -> Vec<String> {
        let up = "super::".repeat(self.depth());
        let code: String = self.code().split_whitespace().collect::<Vec<_>>().join(" ");
        ["crate::", up.as_str()].iter().flat_map(|root| code.split(root).skip(1).flat_map(first_names)).collect()
    }

    /// How many `super::` lead to the crate's root.
    fn depth(&self) -> usize {
        let inside =
            self.path.strip_prefix("src/").unwrap_or(&self.path).trim_end_matches(".rs").trim_end_matches("/mod");
        inside.split('/').count()
    }
}

/// The first name of each path: `a::b` has a, `{a, b::{c, d}}` has a and b.
fn first_names(path: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(list) = path.strip_prefix('{') else { return vec![word(path)] };
    let mut names = Vec::new();
    let mut depth = 0;
    let mut start = 0;
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                names.push(word(list[start..at].trim()));
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    names
}

/// Cuts each item marked `#[cfg(test)]`, to its closing brace or semicolon.
fn without_tests(code: &str) -> String {
    let mut rest = code;
    let mut kept = String::new();
    while let Some((before, after)) = rest.split_once("#[cfg(test)]") {
        kept.push_str(before);
        rest = after_item(after);
    }
    kept + rest
}

fn after_item(code: &str) -> &str {
    let mut depth = 0;
    for (at, c) in code.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 && (c == '}' || c == ';') {
            return &code[at + 1..];
        }
    }
    ""
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let Some((length, piece)) = special(rest) else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        pieces.push(Piece::Code(&text[start..at]));
        pieces.push(piece);
        at += length;
        start = at;
    }
    pieces.push(Piece::Code(&text[start..]));
    pieces
}

/// The comment, text or character that begins here, with its length.
fn special(rest: &str) -> Option<(usize, Piece<'_>)> {
    if rest.starts_with("//") {
        return Some((rest.find('\n').unwrap_or(rest.len()), Piece::Comment));
    }
    if rest.starts_with("/*") {
        return Some((rest.find("*/").map_or(rest.len(), |end| end + 2), Piece::Comment));
    }
    for (open, close) in [("r##\"", "\"##"), ("r#\"", "\"#"), ("r\"", "\"")] {
        if let Some(inside) = rest.strip_prefix(open) {
            let end = inside.find(close).unwrap_or(inside.len());
            return Some((open.len() + end + close.len(), Piece::Text(&inside[..end])));
        }
    }
    if let Some(inside) = rest.strip_prefix('"') {
        let end = unescaped_end(inside);
        return Some((end + 2, Piece::Text(&inside[..end])));
    }
    // A character that could be mistaken for a quotation mark; lifetimes have no second apostrophe.
    ["'\"'", "'\\\"'", "'\\''", "'\\\\'"].iter().find(|c| rest.starts_with(**c)).map(|c| (c.len(), Piece::Comment))
}

fn unescaped_end(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' if !escaped => return at,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    text.len()
}

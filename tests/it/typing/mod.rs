//! Whatever is typed or pasted does no harm: random texts, and what must hold of each.

// Shared by a test and by a program for tests, in which a failure may end everything.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

pub mod generate;

use little_o::diagnostic::Diagnostic;
use little_o::expr::{Expr, latex, mathml, python, read, words};
use little_o::syntax::MAX_CHARS;

/// What is wrong with how a text is read, if anything is.
///
/// Places fit the text and messages are sentences; every repair and every other reading changes the text and can be
/// read; a formula prints as text that reads back to the same formula, and as LaTeX that can be read.
pub fn harm(source: &str) -> Option<String> {
    match read(source) {
        Ok(reading) => reading.notes.iter().find_map(|note| harm_of(note, source)).or_else(|| harm_in(&reading.expr)),
        Err(diagnostic) => harm_of(&diagnostic, source),
    }
}

fn harm_of(diagnostic: &Diagnostic, source: &str) -> Option<String> {
    if source.get(diagnostic.span.start..diagnostic.span.end).is_none() {
        return Some(format!("the place of {diagnostic:?} is not in the text"));
    }
    if diagnostic.message.is_empty() || diagnostic.message.contains("syntax.") {
        return Some(format!("no sentence in {diagnostic:?}"));
    }
    diagnostic.suggestions.iter().find_map(|repair| {
        let repaired = repair.apply(source);
        match read(&repaired) {
            Err(problem) => Some(format!("repaired to {repaired:?}, which cannot be read: {}", problem.message)),
            Ok(_) if repaired == source => Some(format!("“{}” changes nothing", repair.label)),
            Ok(_) => None,
        }
    })
}

fn harm_in(expr: &Expr) -> Option<String> {
    // Nothing is asked of these but that they come to an end.
    let _ = (mathml(expr), words(expr), python(expr));
    [(expr.to_string(), true), (latex(expr), false)].into_iter().find_map(|(printed, is_exact)| {
        if printed.chars().count() > MAX_CHARS {
            return None;
        }
        match read(&printed) {
            Ok(again) if is_exact && again.expr != *expr => {
                Some(format!("printed as {printed}, which reads as {}", again.expr))
            }
            Ok(_) => None,
            Err(problem) => Some(format!("printed as {printed}, which cannot be read: {}", problem.message)),
        }
    })
}

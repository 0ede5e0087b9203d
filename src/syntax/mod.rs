//! Text → [`Ast`] with spans: what a student typed, in school, Python, SymPy or LaTeX notation, as a tree.
//!
//! The idea: read everything reasonable, say every guess, and answer the rest with an edit that mends it.
//! `lexer` knows spellings (`latex` those of pasted LaTeX), `names` splits words such as `xsinx`, `brackets` pairs bars,
//! `parser`, with the whole grammar on top, knows structure, `shorthand` has functions that are written out, and `error` and `guess` have one named case for everything worth telling a student.
//! No mathematics happens here.
//!
//! The hard functions: `names::read_word`, which decides what a run of letters is, and `product` in the
//! parser, where the precedences on which traditions differ are settled.

pub mod ast;
mod brackets;
mod calls;
mod error;
mod guess;
mod latex;
mod lexer;
mod names;
mod parser;
mod pieces;
mod roots;
mod shorthand;
mod suggest;

pub use ast::{Ast, AstCondition, AstKind, Comparison};
pub use names::greek_letter;

use crate::diagnostic::{Diagnostic, Suggestion};
use crate::span::Span;
use error::{Problem, ProblemKind};
use guess::Guess;
use std::mem::discriminant;

/// Longer texts are refused, in characters.
pub const MAX_CHARS: usize = 2_000;

/// Deeper nesting is refused: every later walk over the tree is recursive and must fit a small stack.
pub const MAX_NESTING: usize = 100;

/// Trees of more nodes are refused: a short text may stand for a large one where its parts are written out.
const MAX_NODES: usize = 5_000;

/// More notes on one text than this are not told.
const MAX_NOTES: usize = 8;

/// A text that could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parse {
    /// The tree.
    pub ast: Ast,
    /// The guesses made on the way, in the order of the text, each with the other readings as suggestions.
    pub notes: Vec<Diagnostic>,
}

/// Reads a formula.
///
/// # Errors
/// A [`Diagnostic`] with the place, the cause and repairs; applying any repair gives text that can be read. Cause and repairs
/// are empty until the words for them have come ([`crate::later`]).
///
/// ```
/// use little_o::syntax::{AstKind, parse};
/// let parse = parse("x^2 ln|x|")?;
/// assert!(matches!(parse.ast.kind, AstKind::Product(factors) if factors.len() == 2));
/// # Ok::<(), little_o::diagnostic::Diagnostic>(())
/// ```
pub fn parse(source: &str) -> Result<Parse, Diagnostic> {
    let words = words::get();
    match parser::parse(source) {
        Ok((ast, guesses)) => {
            Ok(Parse { ast, notes: words.map(|words| (words.notes)(source, guesses)).unwrap_or_default() })
        }
        Err(problem) => Err(match words {
            Some(words) => (words.diagnostic)(source, &problem),
            None => problem.without_words(source),
        }),
    }
}

/// What is said of problems and guesses.
pub(crate) struct Words {
    notes: fn(&str, Vec<Guess>) -> Vec<Diagnostic>,
    diagnostic: fn(&str, &Problem) -> Diagnostic,
}

later! {
    /// The sentences and the repairs. Until they are here, problems are found without them, and guesses are not told.
    words: Words = &Words {
        notes: |source, guesses| {
            guesses.into_iter().take(MAX_NOTES).map(|guess| mended(source, guess.diagnostic(), None)).collect()
        },
        diagnostic: |source, problem| mended(source, problem.diagnostic(source), Some(&problem.kind)),
    }
}

/// How many faults of one kind a repair mends.
const MAX_REPAIRS: usize = 6;

/// The diagnostic with only those repairs after which the text can be read.
fn mended(source: &str, diagnostic: Diagnostic, kind: Option<&ProblemKind>) -> Diagnostic {
    let repairs = diagnostic.suggestions.into_iter().filter_map(|repair| readable(source, repair, kind));
    let mut suggestions: Vec<Suggestion> = Vec::new();
    for repair in repairs {
        let text = repair.apply(source);
        if text != source && !suggestions.iter().any(|other| other.apply(source) == text) {
            suggestions.push(repair);
        }
    }
    Diagnostic { suggestions, ..diagnostic }
}

/// The repair, if the text can be read with it. Where the same kind of fault comes again (`sn(x) + cs(x)`, a pair of
/// curly quotes), the repair is extended to the whole text and mends all of them, each in its first way.
fn readable(source: &str, repair: Suggestion, kind: Option<&ProblemKind>) -> Option<Suggestion> {
    let mut text = repair.apply(source);
    for round in 0..MAX_REPAIRS {
        match parser::parse(&text) {
            Ok(_) if round == 0 => return Some(repair),
            Ok(_) => return Some(Suggestion { span: Span::new(0, source.len()), replacement: text, ..repair }),
            Err(problem) if kind.is_some_and(|kind| discriminant(kind) == discriminant(&*problem.kind)) => {
                text = problem.diagnostic(&text).suggestions.first()?.apply(&text);
            }
            Err(_) => return None,
        }
    }
    None
}

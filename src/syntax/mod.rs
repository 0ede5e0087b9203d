//! Text → [`Ast`] with spans: what a student typed, in school, Python, SymPy or LaTeX notation, as a tree.
//!
//! The idea: read everything reasonable, say every guess, and answer the rest with an edit that mends it.
//! The lexer ([`lexer`]) knows spellings, the names ([`names`]) split words such as `xsinx`, the parser ([`parser`], with the
//! whole grammar on top) knows structure, [`error`] has one named problem per cause and turns it into a [`Diagnostic`].
//! No mathematics happens here.
//!
//! The hard functions: `names::read_word`, which decides what a run of letters is, and `Parser::product`, where the
//! precedences on which traditions differ are settled.

pub mod ast;
mod error;
mod lexer;
mod names;
mod parser;

pub use ast::{Ast, AstCondition, AstKind, Comparison};
pub use names::greek_letter;

use crate::diagnostic::Diagnostic;

/// Longer texts are refused, in characters.
pub const MAX_CHARS: usize = 2_000;

/// Deeper nesting is refused: every later walk over the tree is recursive and must fit a small stack.
pub const MAX_NESTING: usize = 200;

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
/// A [`Diagnostic`] with the place, the cause and repairs; applying any repair gives text that can be read.
///
/// ```
/// use little_o::syntax::{AstKind, parse};
/// let parse = parse("x^2 ln|x|")?;
/// assert!(matches!(parse.ast.kind, AstKind::Product(factors) if factors.len() == 2));
/// # Ok::<(), little_o::diagnostic::Diagnostic>(())
/// ```
pub fn parse(source: &str) -> Result<Parse, Diagnostic> {
    match parser::parse(source) {
        Ok((ast, guesses)) => {
            let notes = guesses.into_iter().map(|guess| mended(source, guess.diagnostic())).collect();
            Ok(Parse { ast, notes })
        }
        Err(problem) => Err(mended(source, problem.diagnostic(source))),
    }
}

/// The diagnostic with only those repairs after which the text can be read.
fn mended(source: &str, diagnostic: Diagnostic) -> Diagnostic {
    let readable = |text: &str| parser::parse(text).is_ok();
    let suggestions = diagnostic.suggestions.into_iter().filter(|repair| readable(&repair.apply(source))).collect();
    Diagnostic { suggestions, ..diagnostic }
}

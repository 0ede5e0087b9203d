//! What went wrong, told to a student: where, why, and an edit that mends it.
//!
//! Every error enum of the core has a method `diagnostic` that makes one of these; sentences come from the catalogue
//! in `locales/`. Wording: what is wrong in the student's words, present tense, the offending piece in backticks;
//! then the cure; never "invalid input" or "unexpected token".

use crate::span::Span;

/// One problem with one source text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The place in the source text.
    pub span: Span,
    /// How the page should treat it.
    pub severity: Severity,
    /// One or two sentences.
    pub message: String,
    /// Repairs, best first. Applying any of them gives text that can be read.
    pub suggestions: Vec<Suggestion>,
}

/// How the page should treat a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The text cannot be read as it stands.
    Error,
    /// The text is not finished yet, such as `sin(`: said calmly, the last good plot stays.
    Unfinished,
    /// The text was read, with a guess worth saying: "read as 1/(2x)".
    Note,
}

/// A repair: an edit on the source text, and the words on its button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The words on the button, such as "Use sin".
    pub label: String,
    /// The range to replace.
    pub span: Span,
    /// What to put there.
    pub replacement: String,
}

impl Suggestion {
    /// The source text with this repair made. Text that the span does not fit is returned as it is.
    ///
    /// ```
    /// use little_o::{diagnostic::Suggestion, span::Span};
    /// let repair = Suggestion { label: "Use sin".into(), span: Span::new(6, 8), replacement: "sin".into() };
    /// assert_eq!(repair.apply("x^2 + sn(x)"), "x^2 + sin(x)");
    /// ```
    pub fn apply(&self, source: &str) -> String {
        match (source.get(..self.span.start), source.get(self.span.end..)) {
            (Some(before), Some(after)) => format!("{before}{}{after}", self.replacement),
            _ => source.to_owned(),
        }
    }
}

//! What was guessed while reading, said in a note with the other readings on offer.

use super::error::replace;
use crate::diagnostic::{Diagnostic, Severity};
use crate::span::Span;
use rust_i18n::t;

/// A guess made while reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Guess {
    pub span: Span,
    pub kind: GuessKind,
}

/// The kinds of guesses; other readings are edits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum GuessKind {
    /// Read as this text.
    ReadAs { read: String, others: Vec<(Span, String)> },
    /// `log` is natural.
    NaturalLog,
    /// u^(1/3) is not defined for negative u; the cube root is.
    PrincipalRoot { cube_root: String },
    /// A division by the number 0, which has no value.
    DivisionByZero,
}

impl Guess {
    pub fn new(span: Span, kind: GuessKind) -> Self {
        Guess { span, kind }
    }

    pub fn diagnostic(self) -> Diagnostic {
        let (message, others) = match self.kind {
            GuessKind::ReadAs { read, others } => (t!("syntax.read_as", read = read), others),
            GuessKind::NaturalLog => (t!("syntax.natural_log"), vec![(self.span, "log10".to_owned())]),
            GuessKind::PrincipalRoot { cube_root } => (t!("syntax.principal_root"), vec![(self.span, cube_root)]),
            GuessKind::DivisionByZero => (t!("syntax.division_by_zero"), Vec::new()),
        };
        Diagnostic {
            span: self.span,
            severity: Severity::Note,
            message: message.into_owned(),
            suggestions: others.into_iter().map(|(span, text)| replace(span, &text)).collect(),
        }
    }
}

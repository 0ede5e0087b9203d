//! What can be wrong with a text, or guessed about it, and the sentence and repairs for each.

use crate::diagnostic::{Diagnostic, Severity, Suggestion};
use crate::functions::{Arity, Function};
use crate::span::Span;
use rust_i18n::t;

/// One cause why a text cannot be read, and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    pub span: Span,
    pub kind: Box<ProblemKind>,
}

/// The causes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ProblemKind {
    /// Nothing typed yet.
    Empty,
    /// More than [`super::MAX_CHARS`] characters.
    TooLong,
    /// Nested deeper than [`super::MAX_NESTING`].
    TooDeep,
    /// The text ends where a part is still to come.
    Unfinished,
    /// A part is missing between other signs, as in `x^^2` or `()`.
    Missing { found: String },
    /// A bracket that is never closed, with its closing character.
    Unclosed { open: String, close: char },
    /// A closing bracket that was never opened.
    Unopened,
    /// A character that means nothing here.
    Stray,
    /// A function nobody knows, with known ones of similar spelling.
    UnknownFunction { name: String, near: Vec<&'static str> },
    /// A word nobody knows.
    UnknownName { name: String, near: Vec<&'static str> },
    /// `x2`.
    DigitsAfterLetter { letter: String, number: String },
    /// `i`.
    Imaginary,
    /// A function with no argument after it.
    NoArgument { function: &'static str },
    /// Too many or too few arguments; `comma` is the place of a decimal comma that may explain it.
    Arguments { function: Function, found: usize, comma: Option<Span> },
    /// where( … ) without its three parts.
    WhereParts,
    /// A comparison outside where(…).
    Comparison,
    /// An equals sign.
    Equation,
    /// A comma outside a call; true between digits.
    Comma { decimal: bool },
    /// `lambda` whose head cannot be read.
    Lambda,
}

impl Problem {
    pub fn new(span: Span, kind: ProblemKind) -> Self {
        Problem { span, kind: Box::new(kind) }
    }

    /// The sentence and the repairs.
    pub fn diagnostic(&self, source: &str) -> Diagnostic {
        let severity = match *self.kind {
            ProblemKind::Empty | ProblemKind::Unfinished => Severity::Unfinished,
            ProblemKind::Unclosed { .. } | ProblemKind::NoArgument { .. }
                if self.span.end >= source.trim_end().len() =>
            {
                Severity::Unfinished
            }
            _ => Severity::Error,
        };
        Diagnostic { span: self.span, severity, message: self.message(source), suggestions: self.repairs(source) }
    }

    fn message(&self, source: &str) -> String {
        let piece = self.span.slice(source);
        match &*self.kind {
            ProblemKind::Empty => t!("syntax.empty"),
            ProblemKind::TooLong => t!("syntax.too_long", limit = super::MAX_CHARS),
            ProblemKind::TooDeep => t!("syntax.too_deep", limit = super::MAX_NESTING),
            ProblemKind::Unfinished => t!("syntax.unfinished"),
            ProblemKind::Missing { found } => t!("syntax.missing", found = found),
            ProblemKind::Unclosed { open, close } => t!("syntax.unclosed", open = open, close = close),
            ProblemKind::Unopened => t!("syntax.unopened", piece = piece),
            ProblemKind::Stray => t!("syntax.stray", piece = piece),
            ProblemKind::UnknownFunction { name, .. } => t!("syntax.unknown_function", name = name),
            ProblemKind::UnknownName { name, .. } => t!("syntax.unknown_name", name = name),
            ProblemKind::DigitsAfterLetter { letter, number } => {
                t!("syntax.digits_after_letter", piece = piece, letter = letter, number = number)
            }
            ProblemKind::Imaginary => t!("syntax.imaginary", piece = piece),
            ProblemKind::NoArgument { function } => t!("syntax.no_argument", name = function),
            ProblemKind::Arguments { function, found, .. } => {
                let name = function.name();
                match function.info().arity {
                    Arity::Exactly(1) => t!("syntax.arguments_one", name = name, found = found),
                    Arity::Exactly(n) => t!("syntax.arguments_exactly", name = name, count = n, found = found),
                    Arity::AtLeast(n) => t!("syntax.arguments_at_least", name = name, count = n, found = found),
                }
            }
            ProblemKind::WhereParts => t!("syntax.where_parts"),
            ProblemKind::Comparison => t!("syntax.comparison", piece = piece),
            ProblemKind::Equation => t!("syntax.equation"),
            ProblemKind::Comma { decimal: true } => t!("syntax.decimal_comma"),
            ProblemKind::Comma { decimal: false } => t!("syntax.comma"),
            ProblemKind::Lambda => t!("syntax.lambda"),
        }
        .into_owned()
    }

    fn repairs(&self, source: &str) -> Vec<Suggestion> {
        let span = self.span;
        match &*self.kind {
            ProblemKind::UnknownFunction { near, .. } | ProblemKind::UnknownName { near, .. } => {
                near.iter().map(|name| replace(span, name)).collect()
            }
            ProblemKind::DigitsAfterLetter { letter, number } => {
                ["^", "*", "_"].iter().map(|sign| replace(span, &format!("{letter}{sign}{number}"))).collect()
            }
            ProblemKind::Missing { .. } | ProblemKind::Stray | ProblemKind::Unopened => {
                vec![remove(source, span)]
            }
            ProblemKind::Unclosed { close, .. } => {
                let end = Span::at(source.trim_end().len());
                vec![labelled(t!("syntax.add", piece = close).into_owned(), end, &close.to_string())]
            }
            ProblemKind::Comma { decimal: true } => vec![replace(span, ".")],
            ProblemKind::Arguments { comma: Some(comma), .. } => vec![replace(*comma, ".")],
            _ => Vec::new(),
        }
    }
}

/// A guess made while reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Guess {
    pub span: Span,
    pub kind: GuessKind,
}

/// The kinds of guesses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum GuessKind {
    /// Read as this text; the other readings are edits.
    ReadAs { read: String, others: Vec<(Span, String)> },
}

impl Guess {
    pub fn new(span: Span, kind: GuessKind) -> Self {
        Guess { span, kind }
    }

    pub fn diagnostic(self) -> Diagnostic {
        match self.kind {
            GuessKind::ReadAs { read, others } => Diagnostic {
                span: self.span,
                severity: Severity::Note,
                message: t!("syntax.read_as", read = read).into_owned(),
                suggestions: others.into_iter().map(|(span, text)| replace(span, &text)).collect(),
            },
        }
    }
}

fn labelled(label: String, span: Span, replacement: &str) -> Suggestion {
    Suggestion { label, span, replacement: replacement.to_owned() }
}

fn replace(span: Span, text: &str) -> Suggestion {
    labelled(t!("syntax.use", piece = text).into_owned(), span, text)
}

fn remove(source: &str, span: Span) -> Suggestion {
    labelled(t!("syntax.remove", piece = span.slice(source)).into_owned(), span, "")
}

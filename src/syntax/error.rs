//! What can be wrong with a text: one named cause each, with its sentence and its repairs.

use crate::diagnostic::{Diagnostic, Severity, Suggestion};
use crate::functions::Arity;
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
    /// More than [`super::MAX_NODES`] nodes once everything is written out.
    TooLarge,
    /// The text ends where a part is still to come.
    Unfinished,
    /// A part is missing in front of this place, as in `x^^2`; `before` is the sign that waits for it.
    Missing { before: Option<Span> },
    /// Brackets that are never closed, and all the closing characters that are missing at the end of the text.
    Unclosed { open: Span, closers: String },
    /// A bracket closed by one of another kind.
    Mismatched { open: Span, close: char },
    /// A closing bracket that was never opened.
    Unopened,
    /// A character that means nothing here.
    Stray,
    /// Characters that keyboards do not have; `instead` is the whole text without them.
    Unusual { instead: String },
    /// `°` or `%` after a number.
    Unit { place: Span, instead: String },
    /// Two numbers side by side.
    TwoNumbers { first: Span },
    /// A function nobody knows, with known ones of similar spelling.
    UnknownFunction { name: String, near: Vec<&'static str> },
    /// A word nobody knows.
    UnknownName { name: String, near: Vec<&'static str> },
    /// A LaTeX command nobody knows, with known functions of similar spelling.
    Command { near: Vec<&'static str> },
    /// `x2`.
    DigitsAfterLetter { letter: String, number: String },
    /// `i`.
    Imaginary,
    /// `oo` or ∞.
    Infinity,
    /// A function with no argument after it; `name` is the place of the name, with its empty brackets if it has any.
    NoArgument { function: &'static str, name: Span },
    /// Too many or too few arguments; a number written with a decimal comma may explain it.
    Arguments { name: &'static str, arity: Arity, found: usize, decimal: Option<Span> },
    /// where(…) without its three parts.
    WhereParts,
    /// Cases whose last line has a condition of its own.
    CasesEnd,
    /// A comparison outside where(…), and the end of its right-hand side.
    Comparison,
    /// An equals sign; the left-hand side may be just a name: y = …, f(x) = ….
    Equation { names: bool },
    /// A comma outside a call; the number it may be the decimal mark of.
    Comma { decimal: Option<Span> },
    /// `lambda` whose head cannot be read.
    Lambda,
}

impl Problem {
    pub fn new(span: Span, kind: ProblemKind) -> Self {
        Problem { span, kind: Box::new(kind) }
    }

    /// The sentence and the repairs.
    pub fn diagnostic(&self, source: &str) -> Diagnostic {
        Diagnostic { message: self.message(source), suggestions: self.repairs(source), ..self.without_words(source) }
    }

    /// Where the problem is and how bad, for as long as the words have not come.
    pub fn without_words(&self, source: &str) -> Diagnostic {
        let at_end = self.span.end >= source.trim_end().len();
        let severity = match *self.kind {
            ProblemKind::Empty | ProblemKind::Unfinished => Severity::Unfinished,
            ProblemKind::Unclosed { .. } | ProblemKind::NoArgument { .. } if at_end => Severity::Unfinished,
            _ => Severity::Error,
        };
        Diagnostic { span: self.span, severity, message: String::new(), suggestions: Vec::new() }
    }

    fn message(&self, source: &str) -> String {
        let piece = self.span.slice(source);
        match &*self.kind {
            ProblemKind::Empty => t!("syntax.empty"),
            ProblemKind::TooLong => t!("syntax.too_long", limit = super::MAX_CHARS),
            ProblemKind::TooDeep => t!("syntax.too_deep", limit = super::MAX_NESTING),
            ProblemKind::TooLarge => t!("syntax.too_large", limit = super::MAX_NODES),
            ProblemKind::Unfinished => t!("syntax.unfinished"),
            ProblemKind::Missing { .. } => t!("syntax.missing", found = piece),
            ProblemKind::Unclosed { open, closers } => {
                let close = closers.chars().next().unwrap_or(')');
                t!("syntax.unclosed", open = open.slice(source), close = close)
            }
            ProblemKind::Mismatched { open, close } => {
                t!("syntax.mismatched", open = open.slice(source), close = close, piece = piece)
            }
            ProblemKind::Unopened => t!("syntax.unopened", piece = piece),
            ProblemKind::Stray => t!("syntax.stray", piece = piece),
            ProblemKind::Unusual { .. } if piece.starts_with(|c| ('\u{FF01}'..='\u{FF5E}').contains(&c)) => {
                t!("syntax.full_width", piece = piece)
            }
            ProblemKind::Unusual { .. } => t!("syntax.unusual", piece = piece),
            ProblemKind::Unit { .. } if piece == "°" => t!("syntax.degrees"),
            ProblemKind::Unit { .. } => t!("syntax.percent"),
            ProblemKind::TwoNumbers { .. } => t!("syntax.two_numbers"),
            ProblemKind::UnknownFunction { name, .. } => t!("syntax.unknown_function", name = name),
            ProblemKind::UnknownName { name, .. } => t!("syntax.unknown_name", name = name),
            ProblemKind::Command { .. } => t!("syntax.command", piece = piece),
            ProblemKind::DigitsAfterLetter { letter, number } => {
                t!("syntax.digits_after_letter", piece = piece, letter = letter, number = number)
            }
            ProblemKind::Imaginary => t!("syntax.imaginary", piece = piece),
            ProblemKind::Infinity => t!("syntax.infinity", piece = piece),
            ProblemKind::NoArgument { function, .. } => t!("syntax.no_argument", name = function),
            ProblemKind::Arguments { name, arity, found, .. } => return arguments(name, *arity, *found),
            ProblemKind::WhereParts => t!("syntax.where_parts"),
            ProblemKind::CasesEnd => t!("syntax.cases_end"),
            ProblemKind::Comparison => t!("syntax.comparison", piece = piece),
            ProblemKind::Equation { .. } => t!("syntax.equation"),
            ProblemKind::Comma { decimal: Some(_) } => t!("syntax.decimal_comma"),
            ProblemKind::Comma { decimal: None } => t!("syntax.comma"),
            ProblemKind::Lambda => t!("syntax.lambda"),
        }
        .into_owned()
    }

    /// Edits that may mend the text, best first. The caller keeps those that do.
    fn repairs(&self, source: &str) -> Vec<Suggestion> {
        let span = self.span;
        let whole = Span::new(0, source.len());
        match &*self.kind {
            ProblemKind::UnknownFunction { name, near } | ProblemKind::UnknownName { name, near } => {
                unknown(span, name, near)
            }
            ProblemKind::Command { near } if near.is_empty() => vec![remove(source, span)],
            ProblemKind::Command { near } => near.iter().map(|name| replace(span, name)).collect(),
            ProblemKind::DigitsAfterLetter { letter, number } => {
                ["^", "*", "_"].iter().map(|sign| replace(span, &format!("{letter}{sign}{number}"))).collect()
            }
            ProblemKind::Missing { before } => {
                [Some(span), *before].into_iter().flatten().map(|span| remove(source, span)).collect()
            }
            ProblemKind::Stray | ProblemKind::Unopened => vec![remove(source, span)],
            ProblemKind::Unusual { instead } => vec![replace(whole, instead)],
            ProblemKind::Unit { place, instead } => vec![replace(*place, instead)],
            ProblemKind::TwoNumbers { first } => {
                let between = Span::new(first.end, span.start);
                vec![insert(between, "*"), labelled(t!("syntax.join").into_owned(), between, "")]
            }
            ProblemKind::Unclosed { closers, .. } => vec![insert(Span::at(source.trim_end().len()), closers)],
            ProblemKind::Mismatched { close, .. } => {
                vec![replace(span, &close.to_string()), insert(Span::at(span.start), &close.to_string())]
            }
            ProblemKind::NoArgument { name, .. } => {
                let bare = name.slice(source).trim_end_matches([' ', '(', ')']);
                vec![replace(*name, &format!("{bare}(x)"))]
            }
            ProblemKind::Comma { decimal: Some(number) } | ProblemKind::Arguments { decimal: Some(number), .. } => {
                let (point, none) = (number.slice(source).replace(',', "."), number.slice(source).replace(',', ""));
                let is_thousands = point.rsplit('.').next().is_some_and(|digits| digits.len() == 3);
                let repairs = [Some(point), Some(none).filter(|_| is_thousands)].into_iter().flatten();
                repairs.map(|text| replace(*number, &text)).collect()
            }
            ProblemKind::Comparison => vec![replace(whole, &format!("where({}, 1, 0)", source.trim()))],
            ProblemKind::Equation { names } => equation(source, span, *names),
            _ => Vec::new(),
        }
    }
}

fn arguments(name: &str, arity: Arity, found: usize) -> String {
    match arity {
        Arity::Exactly(1) => t!("syntax.arguments_one", name = name, found = found),
        Arity::Exactly(count) => t!("syntax.arguments_exactly", name = name, count = count, found = found),
        Arity::AtLeast(count) => t!("syntax.arguments_at_least", name = name, count = count, found = found),
    }
    .into_owned()
}

/// Known names of similar spelling, or else the product of the letters of a short word.
fn unknown(span: Span, name: &str, near: &[&str]) -> Vec<Suggestion> {
    let is_whole = span.end - span.start == name.len();
    if near.is_empty() && is_whole && name.len() <= 4 {
        let letters: Vec<String> = name.chars().map(String::from).collect();
        return vec![replace(span, &letters.join("*"))];
    }
    near.iter().map(|name| replace(span, name)).collect()
}

/// `y = x^2` is about x^2; `x^2 = 2` about the difference of the sides.
fn equation(source: &str, sign: Span, names: bool) -> Vec<Suggestion> {
    let whole = Span::new(0, source.len());
    let left = source.get(..sign.start).unwrap_or_default().trim();
    let right = source.get(sign.end..).unwrap_or_default().trim();
    let is_atom = right.chars().all(char::is_alphanumeric);
    let difference = if is_atom { format!("{left} - {right}") } else { format!("{left} - ({right})") };
    let (right, difference) = (replace(whole, right), replace(whole, &difference));
    if names { vec![right, difference] } else { vec![difference, replace(whole, left), right] }
}

fn labelled(label: String, span: Span, replacement: &str) -> Suggestion {
    Suggestion { label, span, replacement: replacement.to_owned() }
}

/// The repair "Use …".
pub(super) fn replace(span: Span, text: &str) -> Suggestion {
    labelled(t!("syntax.use", piece = text).into_owned(), span, text)
}

fn insert(span: Span, text: &str) -> Suggestion {
    labelled(t!("syntax.add", piece = text).into_owned(), span, text)
}

fn remove(source: &str, span: Span) -> Suggestion {
    labelled(t!("syntax.remove", piece = span.slice(source)).into_owned(), span, "")
}

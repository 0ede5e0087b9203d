//! What was guessed while reading, said in a note with the other readings on offer.

use super::ast::{Ast, AstKind};
use super::error::replace;
use super::lexer::{Bracket, Token};
use super::parser::Parser;
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

impl Parser<'_> {
    /// Notes a guess, each kind of general remark only once.
    pub fn note(&mut self, span: Span, kind: GuessKind) {
        let once = matches!(kind, GuessKind::NaturalLog);
        if !(once && self.guesses.iter().any(|guess| guess.kind == kind)) {
            self.guesses.push(Guess::new(span, kind));
        }
    }

    pub fn guess(&mut self, span: Span, read: String, others: Vec<(Span, String)>) {
        self.note(span, GuessKind::ReadAs { read, others });
    }

    /// Says how `1/2x` and `sin x/2` were read.
    pub fn guess_quotient(&mut self, numerator: &Ast, denominator: &Ast, bare: Option<Span>) {
        let whole = numerator.span.to(denominator.span);
        let (above, under) = (numerator.span.slice(self.source), denominator.span.slice(self.source));
        match &denominator.kind {
            // In brackets the product begins after its place does.
            AstKind::Product(factors)
                if factors.first().is_some_and(|first| first.span.start == denominator.span.start) =>
            {
                let end = factors.first().map_or(denominator.span.end, |first| first.span.end);
                let fraction = Span::new(whole.start, end);
                let other = format!("({})", fraction.slice(self.source));
                self.guess(whole, format!("{above}/({under})"), vec![(fraction, other)]);
            }
            _ => {
                self.note_division(denominator, whole);
                if let Some(argument) = bare.filter(|argument| argument.end == numerator.span.end) {
                    let place = Span::new(argument.start, denominator.span.end);
                    let other = format!("({})", place.slice(self.source));
                    self.guess(whole, format!("({above})/{under}"), vec![(place, other)]);
                }
            }
        }
    }

    /// Says how `sin x y` and `sin x(x + 1)` were read: the argument might end with its first letter.
    pub fn guess_bare(&mut self, name: Span, argument: &Ast) {
        let AstKind::Product(factors) = &argument.kind else { return };
        let is_letter = |factor: &Ast| match &factor.kind {
            AstKind::Name(name) => name != "pi",
            AstKind::Power(base, _) => matches!(base.kind, AstKind::Name(_)),
            _ => false,
        };
        let ends_there = |pair: &[Ast]| match pair {
            [first, second] if is_letter(first) => {
                let between = self.source.get(first.span.end..second.span.end).unwrap_or_default();
                between.starts_with([' ', '(']).then_some(first.span.end)
            }
            _ => None,
        };
        let Some(end) = factors.windows(2).find_map(ends_there) else { return };
        let (head, short) = (name.slice(self.source), Span::new(name.start, end));
        let read = format!("{head}({})", argument.span.slice(self.source));
        let other = format!("({})", short.slice(self.source));
        self.guess(name.to(argument.span), read, vec![(short, other)]);
    }

    pub fn note_division(&mut self, denominator: &Ast, whole: Span) {
        if matches!(&denominator.kind, AstKind::Number(text) if text.bytes().all(|byte| matches!(byte, b'0' | b'.'))) {
            self.note(whole, GuessKind::DivisionByZero);
        }
    }

    /// Says how `e^2x` and `f(x)` were read: `after`, which begins with `token`, touches the factor before it.
    pub fn guess_joined(&mut self, before: &Ast, token: &Token, after: &Ast) {
        let (text, next) = (before.span.slice(self.source), after.span.slice(self.source));
        let whole = before.span.to(after.span);
        match (&before.kind, token) {
            (AstKind::Power(base, exponent), Token::Name(_)) => {
                let constant = match &base.kind {
                    AstKind::Number(_) => true,
                    AstKind::Name(name) => name == "e",
                    _ => false,
                };
                if constant
                    && matches!(&exponent.kind, AstKind::Number(_))
                    && text.ends_with(|c: char| c.is_ascii_digit())
                {
                    let place = exponent.span.to(after.span);
                    let other = format!("({})", place.slice(self.source));
                    self.guess(whole, format!("{text}*{next}"), vec![(place, other)]);
                }
            }
            (AstKind::Name(name), Token::Open(Bracket::Round)) if matches!(name.as_str(), "f" | "g" | "h") => {
                self.guess(whole, format!("{text}*{next}"), Vec::new());
            }
            _ => {}
        }
    }

    /// Says that u^(1/3) is not the cube root.
    pub fn guess_root(&mut self, base: &Ast, exponent: &Ast) {
        let AstKind::Quotient(above, below) = &exponent.kind else { return };
        let text = |ast: &Ast| match &ast.kind {
            AstKind::Number(text) => text.clone(),
            _ => String::new(),
        };
        if text(below) != "3" || matches!(base.kind, AstKind::Number(_)) {
            return;
        }
        let radicand = base.span.slice(self.source);
        let radicand = radicand.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap_or(radicand);
        let root = match text(above).as_str() {
            "1" => format!("cbrt({radicand})"),
            "" => return,
            power => format!("cbrt({radicand})^{power}"),
        };
        self.note(base.span.to(exponent.span), GuessKind::PrincipalRoot { cube_root: root });
    }

    /// Says that `√x²` is √(x²).
    pub fn guess_radicand(&mut self, sign: Span, inner: &Ast) {
        let AstKind::Power(base, _) = &inner.kind else { return };
        if base.span.start == inner.span.start {
            let place = sign.to(base.span);
            let read = format!("{}({})", sign.slice(self.source), inner.span.slice(self.source));
            let other = format!("({})", place.slice(self.source));
            self.guess(sign.to(inner.span), read, vec![(place, other)]);
        }
    }
}

//! Text → lexemes: every spelling of an operator, bracket or number becomes one token; words are left to [`super::names`].

use super::ast::Comparison;
use super::error::{Problem, ProblemKind};
use super::names;
use crate::functions::Function;
use crate::span::Span;

/// The smallest meaningful piece of a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// ASCII digits, perhaps `.` and an exponent.
    Number(String),
    /// A constant, variable or parameter by its ASCII name.
    Name(String),
    Function(Function),
    Where,
    Plus,
    Minus,
    Star,
    Slash,
    Caret,
    /// ² or ⁻¹: the exponent in ASCII.
    Superscript(String),
    Bang,
    /// √, ∛ or ∜, with its degree.
    Root(u8),
    Comma,
    Underscore,
    Compare(Comparison),
    /// A single `=`.
    Equals,
    Open(Bracket),
    Close(Bracket),
    /// `|`, which opens or closes.
    Bar,
    End,
}

/// The kinds of brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bracket {
    Round,
    Square,
    Curly,
    Floor,
    Ceil,
}

impl Bracket {
    /// The closing character.
    pub fn close(self) -> char {
        match self {
            Bracket::Round => ')',
            Bracket::Square => ']',
            Bracket::Curly => '}',
            Bracket::Floor => '⌋',
            Bracket::Ceil => '⌉',
        }
    }
}

/// A token with its place.
#[derive(Clone, Debug)]
pub(super) struct Lexeme {
    pub token: Token,
    pub span: Span,
    /// White space stands before it.
    pub spaced: bool,
}

/// Cuts a text into lexemes; the last one is [`Token::End`].
pub(super) struct Lexer<'a> {
    pub source: &'a str,
    /// Byte offset of the next character.
    pub at: usize,
    spaced: bool,
    pub lexemes: Vec<Lexeme>,
    /// Names that stand for the variables x and y: the letters of a `lambda`, or `xs` beside `np.`.
    pub bound: Vec<(String, &'static str)>,
    pub guesses: Vec<super::error::Guess>,
}

impl<'a> Lexer<'a> {
    pub fn new(source: &'a str) -> Self {
        Lexer { source, at: 0, spaced: false, lexemes: Vec::new(), bound: Vec::new(), guesses: Vec::new() }
    }

    /// The text from byte `at` on.
    pub fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or_default()
    }

    pub fn push(&mut self, token: Token, length: usize) {
        let span = Span::new(self.at, self.at + length);
        self.lexemes.push(Lexeme { token, span, spaced: std::mem::take(&mut self.spaced) });
        self.at = span.end;
    }

    /// The lexemes of the whole text.
    pub fn run(mut self) -> Result<(Vec<Lexeme>, Vec<super::error::Guess>), Problem> {
        names::read_bindings(&mut self)?;
        while let Some(first) = self.rest().chars().next() {
            self.next(first)?;
        }
        self.push(Token::End, 0);
        Ok((self.lexemes, self.guesses))
    }

    fn next(&mut self, first: char) -> Result<(), Problem> {
        if first.is_whitespace() || is_invisible(first) {
            self.at += first.len_utf8();
            self.spaced = true;
            return Ok(());
        }
        if first.is_ascii_digit() || (first == '.' && self.rest().get(1..).is_some_and(starts_with_digit)) {
            let length = number_length(self.rest());
            let text = self.rest().get(..length).unwrap_or_default().to_owned();
            self.push(Token::Number(text), length);
            return Ok(());
        }
        if first.is_alphabetic() {
            return names::read_word(self);
        }
        if let Some((exponent, length)) = superscript(self.rest()) {
            self.push(Token::Superscript(exponent), length);
            return Ok(());
        }
        match operator(self.rest()) {
            Some((token, length)) => {
                self.push(token, length);
                Ok(())
            }
            None => Err(Problem::new(Span::new(self.at, self.at + first.len_utf8()), ProblemKind::Stray)),
        }
    }
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// Characters that are pasted along with formulas and mean nothing: zero-width spaces, invisible times, …
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{AD}')
}

/// Length of the number a text begins with. `2e` is 2 and the constant e: an exponent needs digits.
fn number_length(text: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut length = digits(text);
    let after = |length: usize| text.get(length..).unwrap_or_default();
    if after(length).starts_with('.') {
        length += 1;
        length += digits(after(length));
    }
    if after(length).starts_with(['e', 'E']) {
        let sign = usize::from(after(length + 1).starts_with(['+', '-']));
        let exponent = digits(after(length + 1 + sign));
        if exponent > 0 {
            length += 1 + sign + exponent;
        }
    }
    length
}

/// The ASCII character a superscript stands for.
fn lowered(c: char) -> Option<char> {
    const SUPERSCRIPTS: &[(char, char)] = &[
        ('⁰', '0'),
        ('¹', '1'),
        ('²', '2'),
        ('³', '3'),
        ('⁴', '4'),
        ('⁵', '5'),
        ('⁶', '6'),
        ('⁷', '7'),
        ('⁸', '8'),
        ('⁹', '9'),
        ('⁻', '-'),
        ('⁺', '+'),
    ];
    SUPERSCRIPTS.iter().find(|(from, _)| *from == c).map(|(_, to)| *to)
}

/// The run of superscripts a text begins with, in ASCII, and its length: a sign at most in front, then digits.
fn superscript(text: &str) -> Option<(String, usize)> {
    let mut exponent = String::new();
    let mut length = 0;
    for c in text.chars() {
        match lowered(c) {
            Some('-' | '+') if !exponent.is_empty() => break,
            Some(to) => {
                exponent.push(to);
                length += c.len_utf8();
            }
            None => break,
        }
    }
    exponent.ends_with(|c: char| c.is_ascii_digit()).then(|| (exponent.trim_start_matches('+').to_owned(), length))
}

/// The operators and brackets, longer spellings before their beginnings.
const OPERATORS: &[(&str, Token)] = &[
    ("**", Token::Caret),
    ("==", Token::Compare(Comparison::Equal)),
    ("!=", Token::Compare(Comparison::NotEqual)),
    ("<=", Token::Compare(Comparison::LessOrEqual)),
    (">=", Token::Compare(Comparison::GreaterOrEqual)),
    ("≠", Token::Compare(Comparison::NotEqual)),
    ("≤", Token::Compare(Comparison::LessOrEqual)),
    ("⩽", Token::Compare(Comparison::LessOrEqual)),
    ("≥", Token::Compare(Comparison::GreaterOrEqual)),
    ("⩾", Token::Compare(Comparison::GreaterOrEqual)),
    ("<", Token::Compare(Comparison::Less)),
    (">", Token::Compare(Comparison::Greater)),
    ("=", Token::Equals),
    ("+", Token::Plus),
    ("-", Token::Minus),
    ("−", Token::Minus),
    ("–", Token::Minus),
    ("*", Token::Star),
    ("·", Token::Star),
    ("⋅", Token::Star),
    ("∙", Token::Star),
    ("•", Token::Star),
    ("×", Token::Star),
    ("∗", Token::Star),
    ("/", Token::Slash),
    ("÷", Token::Slash),
    ("∕", Token::Slash),
    ("⁄", Token::Slash),
    ("^", Token::Caret),
    ("!", Token::Bang),
    ("√", Token::Root(2)),
    ("∛", Token::Root(3)),
    ("∜", Token::Root(4)),
    (",", Token::Comma),
    ("_", Token::Underscore),
    ("(", Token::Open(Bracket::Round)),
    (")", Token::Close(Bracket::Round)),
    ("[", Token::Open(Bracket::Square)),
    ("]", Token::Close(Bracket::Square)),
    ("{", Token::Open(Bracket::Curly)),
    ("}", Token::Close(Bracket::Curly)),
    ("⌊", Token::Open(Bracket::Floor)),
    ("⌋", Token::Close(Bracket::Floor)),
    ("⌈", Token::Open(Bracket::Ceil)),
    ("⌉", Token::Close(Bracket::Ceil)),
    ("|", Token::Bar),
    ("∣", Token::Bar),
];

fn operator(text: &str) -> Option<(Token, usize)> {
    let (spelling, token) = OPERATORS.iter().find(|(spelling, _)| text.starts_with(spelling))?;
    Some((token.clone(), spelling.len()))
}

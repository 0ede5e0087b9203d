//! Text → lexemes: every spelling of an operator, bracket or number becomes one token; words are left to [`super::names`].

use super::ast::Comparison;
use super::error::{Problem, ProblemKind};
use super::guess::Guess;
use super::latex;
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
    Keyword(Keyword),
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
    /// `\frac`.
    Fraction,
    /// `\sqrt`.
    Radical,
    /// `&`, between the columns of a table.
    Ampersand,
    /// `\\`, between its rows.
    NewRow,
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

/// Words with a grammar of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keyword {
    /// `where(condition, then, otherwise)`.
    Where,
    /// SymPy's `Piecewise((value, condition), …)`.
    Piecewise,
    /// SymPy's `Rational(1, 2)`.
    Rational,
    /// SymPy's `Integer(1)`.
    Integer,
    /// `\begin{cases}`.
    Cases,
    /// `\end{cases}`.
    EndCases,
    /// "otherwise", as the condition of the last case.
    Otherwise,
}

/// The kinds of brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bracket {
    Round,
    Square,
    Curly,
    Floor,
    Ceil,
    /// `\left|` and `\right|`.
    Bar,
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
            Bracket::Bar => '|',
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
    pub spaced: bool,
    /// The text holds LaTeX, so that `$` and `~` mean nothing.
    is_latex: bool,
    pub lexemes: Vec<Lexeme>,
    /// Names that stand for the variables x and y: the letters of a `lambda`, or `xs` beside `np.`.
    pub bound: Vec<(String, &'static str)>,
    pub guesses: Vec<Guess>,
}

impl<'a> Lexer<'a> {
    pub fn new(source: &'a str) -> Self {
        Lexer {
            source,
            at: 0,
            spaced: false,
            is_latex: source.contains(['\\', '$']),
            lexemes: Vec::new(),
            bound: Vec::new(),
            guesses: Vec::new(),
        }
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
    pub fn run(mut self) -> Result<(Vec<Lexeme>, Vec<Guess>), Problem> {
        names::read_bindings(&mut self)?;
        while let Some(first) = self.rest().chars().next() {
            self.next(first)?;
        }
        self.push(Token::End, 0);
        Ok((self.lexemes, self.guesses))
    }

    /// Passes over `length` bytes that mean nothing.
    pub fn skip(&mut self, length: usize) {
        self.at += length;
        self.spaced = true;
    }

    fn next(&mut self, first: char) -> Result<(), Problem> {
        if first == '\\' {
            return latex::read_command(self);
        }
        if first.is_whitespace() || is_invisible(first) || (self.is_latex && matches!(first, '$' | '~')) {
            self.skip(first.len_utf8());
            return Ok(());
        }
        if ascii_of(first).is_some() {
            return Err(self.full_width());
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
            None => Err(self.stray(first)),
        }
    }

    /// What is wrong with a character that is no part of the language.
    fn stray(&self, first: char) -> Problem {
        let span = Span::new(self.at, self.at + first.len_utf8());
        let unit = match first {
            '°' => Some("*pi/180"),
            '%' => Some("/100"),
            _ => None,
        };
        let number = self.lexemes.last().filter(|lexeme| matches!(lexeme.token, Token::Number(_)));
        Problem::new(
            span,
            match (first, unit, number) {
                (_, Some(unit), Some(number)) => {
                    let place = number.span.to(span);
                    ProblemKind::Unit { place, instead: format!("({}{unit})", number.span.slice(self.source)) }
                }
                ('∞', ..) => ProblemKind::Infinity,
                _ => ProblemKind::Stray,
            },
        )
    }

    /// The run of full-width characters here, and the whole text in ASCII.
    fn full_width(&self) -> Problem {
        let length = self.rest().chars().take_while(|c| ascii_of(*c).is_some()).map(char::len_utf8).sum::<usize>();
        let instead = self.source.chars().map(|c| ascii_of(c).unwrap_or(c)).collect();
        Problem::new(Span::new(self.at, self.at + length), ProblemKind::FullWidth { instead })
    }
}

/// The ASCII character that a full-width one is a wide form of.
fn ascii_of(c: char) -> Option<char> {
    let offset = u32::from(c).checked_sub(0xFF01)?;
    if offset > 0x5D { None } else { char::from_u32(offset + 0x21) }
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
    ("&", Token::Ampersand),
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

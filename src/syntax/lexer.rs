//! Text → lexemes: every spelling of an operator, bracket or number becomes one token; words are left to [`super::names`].

use super::ast::Comparison;
use super::brackets;
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
    /// A function that is written out while reading; see [`super::shorthand`].
    Shorthand(&'static str),
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
    /// `|`. Where it opens or closes, [`brackets::settle`] makes a bracket of it; elsewhere it says "or".
    Bar,
    End,
}

impl Token {
    /// Whether round brackets after it hold its arguments.
    pub fn is_called(&self) -> bool {
        use Keyword::{All, Any, Compare, Integer, Piecewise, Rational, Where};
        match self {
            Token::Function(_) | Token::Shorthand(_) => true,
            Token::Keyword(keyword) => {
                matches!(keyword, All | Any | Compare(_) | Integer | Piecewise | Rational | Where)
            }
            _ => false,
        }
    }

    /// Whether a factor may end with it.
    pub fn ends_factor(&self) -> bool {
        matches!(self, Token::Number(_) | Token::Name(_) | Token::Superscript(_) | Token::Bang | Token::Close(_))
    }

    /// Whether a factor may begin with it.
    pub fn begins_factor(&self) -> bool {
        match self {
            Token::Number(_) | Token::Name(_) | Token::Root(_) | Token::Fraction | Token::Radical => true,
            Token::Open(_) => true,
            Token::Keyword(Keyword::Cases) => true,
            token => token.is_called(),
        }
    }

    /// Whether a sum may begin with it.
    pub fn begins_sum(&self) -> bool {
        self.begins_factor() || matches!(self, Token::Plus | Token::Minus)
    }
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
    And,
    Or,
    Not,
    /// SymPy's `And(…, …)`.
    All,
    /// SymPy's `Or(…, …)`.
    Any,
    /// SymPy's `Eq(…, …)` and its like.
    Compare(Comparison),
}

/// The kinds of brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bracket {
    Round,
    Square,
    Curly,
    Floor,
    Ceil,
    /// `\left|` and `\right|`, and `|` once its role is settled.
    Bar,
    /// Round brackets around a condition.
    Test,
}

impl Bracket {
    /// The closing character.
    pub fn close(self) -> char {
        match self {
            Bracket::Round | Bracket::Test => ')',
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
        brackets::settle(&mut self.lexemes);
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
        if ascii_of(first).is_some() || written_out(first).is_some() {
            return Err(self.unusual());
        }
        if first == '#' {
            // A comment of Python.
            let line = self.rest().split('\n').next().unwrap_or_default();
            self.skip(line.len());
            return Ok(());
        }
        if let Some((digits, length)) = subscript(self.rest()) {
            self.push(Token::Underscore, 0);
            self.push(Token::Number(digits), length);
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

    /// The run of characters here that keyboards do not have, and the whole text in those that they have.
    fn unusual(&self) -> Problem {
        let is_unusual = |c: &char| ascii_of(*c).is_some() || written_out(*c).is_some();
        let length = self.rest().chars().take_while(is_unusual).map(char::len_utf8).sum::<usize>();
        let mut instead = String::new();
        for c in self.source.chars() {
            match written_out(c) {
                Some(text) => instead.push_str(text),
                None => instead.push(ascii_of(c).unwrap_or(c)),
            }
        }
        Problem::new(Span::new(self.at, self.at + length), ProblemKind::Unusual { instead })
    }
}

/// The plain character of a full-width one, or of a letter or digit in one of Unicode's mathematical styles: 𝑥, 𝜋.
fn ascii_of(c: char) -> Option<char> {
    let code = u32::from(c);
    let plain = match code {
        0xFF01..=0xFF5E => code - 0xFF01 + 0x21,
        // Thirteen styles of 26 capital and 26 small letters.
        0x1D400..=0x1D6A3 => match (code - 0x1D400) % 52 {
            capital @ 0..=25 => capital + 0x41,
            small => small - 26 + 0x61,
        },
        // Five styles of Greek: capitals, ∇, small letters, variants.
        0x1D6A8..=0x1D7C9 => match (code - 0x1D6A8) % 58 {
            capital @ 0..=24 => capital + 0x391,
            small @ 26..=50 => small - 26 + 0x3B1,
            _ => return None,
        },
        0x1D7CE..=0x1D7FF => (code - 0x1D7CE) % 10 + 0x30,
        0x210E => 0x68,
        0x212F | 0x2147 => 0x65,
        _ => return None,
    };
    char::from_u32(plain)
}

/// What a character of several stands for.
fn written_out(c: char) -> Option<&'static str> {
    const CHARACTERS: &[(char, &str)] = &[
        ('½', "(1/2)"),
        ('⅓', "(1/3)"),
        ('⅔', "(2/3)"),
        ('¼', "(1/4)"),
        ('¾', "(3/4)"),
        ('⅕', "(1/5)"),
        ('⅙', "(1/6)"),
        ('⅛', "(1/8)"),
        ('ˣ', "^x"),
        ('ⁿ', "^n"),
    ];
    CHARACTERS.iter().find(|(known, _)| *known == c).map(|(_, text)| *text)
}

/// The run of subscript digits a text begins with, in ASCII, and its length.
pub(super) fn subscript(text: &str) -> Option<(String, usize)> {
    let digit = |c: char| char::from_digit(u32::from(c).checked_sub(0x2080)?, 10);
    let digits: String = text.chars().map_while(digit).collect();
    let length = digits.len() * '₀'.len_utf8();
    (!digits.is_empty()).then_some((digits, length))
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
    ("∧", Token::Keyword(Keyword::And)),
    ("∨", Token::Keyword(Keyword::Or)),
    ("¬", Token::Keyword(Keyword::Not)),
    ("~", Token::Keyword(Keyword::Not)),
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

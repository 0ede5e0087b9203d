//! LaTeX commands, read in place so that every token keeps its place in the pasted text.

use super::ast::Comparison;
use super::error::{Problem, ProblemKind};
use super::lexer::{Bracket, Keyword, Lexer, Token};
use super::names;
use super::suggest::near;
use crate::span::Span;

/// Commands that only set spaces, sizes or styles.
const SILENT: &[&str] = &[
    "quad",
    "qquad",
    "displaystyle",
    "textstyle",
    "limits",
    "nolimits",
    "left",
    "right",
    "big",
    "Big",
    "bigl",
    "bigr",
    "Bigl",
    "Bigr",
    "bigg",
    "biggl",
    "biggr",
    "middle",
    "thinspace",
];

/// Commands that set a name upright: `\operatorname{relu}`.
const UPRIGHT: &[&str] = &["operatorname", "operatorname*", "mathrm", "text", "textrm", "mathop", "mbox"];

const SIGNS: &[(&str, Token)] = &[
    ("frac", Token::Fraction),
    ("dfrac", Token::Fraction),
    ("tfrac", Token::Fraction),
    ("cfrac", Token::Fraction),
    ("sqrt", Token::Radical),
    ("cdot", Token::Star),
    ("times", Token::Star),
    ("ast", Token::Star),
    ("div", Token::Slash),
    ("le", Token::Compare(Comparison::LessOrEqual)),
    ("leq", Token::Compare(Comparison::LessOrEqual)),
    ("leqslant", Token::Compare(Comparison::LessOrEqual)),
    ("ge", Token::Compare(Comparison::GreaterOrEqual)),
    ("geq", Token::Compare(Comparison::GreaterOrEqual)),
    ("geqslant", Token::Compare(Comparison::GreaterOrEqual)),
    ("lt", Token::Compare(Comparison::Less)),
    ("gt", Token::Compare(Comparison::Greater)),
    ("ne", Token::Compare(Comparison::NotEqual)),
    ("neq", Token::Compare(Comparison::NotEqual)),
    ("land", Token::Keyword(Keyword::And)),
    ("wedge", Token::Keyword(Keyword::And)),
    ("lor", Token::Keyword(Keyword::Or)),
    ("vee", Token::Keyword(Keyword::Or)),
    ("lnot", Token::Keyword(Keyword::Not)),
    ("neg", Token::Keyword(Keyword::Not)),
    ("lvert", Token::Open(Bracket::Bar)),
    ("rvert", Token::Close(Bracket::Bar)),
    ("vert", Token::Bar),
    ("mid", Token::Bar),
    ("lfloor", Token::Open(Bracket::Floor)),
    ("rfloor", Token::Close(Bracket::Floor)),
    ("lceil", Token::Open(Bracket::Ceil)),
    ("rceil", Token::Close(Bracket::Ceil)),
    ("lbrace", Token::Open(Bracket::Curly)),
    ("rbrace", Token::Close(Bracket::Curly)),
];

/// Reads the command at the lexer's place, which is a backslash.
pub(super) fn read_command(lexer: &mut Lexer) -> Result<(), Problem> {
    let after = lexer.rest().get(1..).unwrap_or_default();
    let name = after.get(..after.bytes().take_while(u8::is_ascii_alphabetic).count()).unwrap_or_default();
    let length = 1 + name.len();
    if name.is_empty() {
        return read_short_command(lexer, after);
    }
    if let Some(token) = delimiter(name, after.get(name.len()..).unwrap_or_default()) {
        lexer.at += length;
        let bar = if lexer.rest().trim_start().starts_with('|') { 1 } else { "\\vert".len() };
        lexer.at += lexer.rest().len() - lexer.rest().trim_start().len();
        lexer.push(token, bar);
        return Ok(());
    }
    if SILENT.contains(&name) {
        lexer.skip(length);
        // \left. and \right. are delimiters that are not shown.
        if matches!(name, "left" | "right") && lexer.rest().starts_with('.') {
            lexer.skip(1);
        }
        return Ok(());
    }
    if let Some((_, token)) = SIGNS.iter().find(|(own, _)| *own == name) {
        lexer.push(token.clone(), length);
        if *token == Token::Fraction {
            read_single_digits(lexer);
        }
        return Ok(());
    }
    if UPRIGHT.contains(&name) {
        return read_upright(lexer, length);
    }
    if matches!(name, "begin" | "end") {
        return read_environment(lexer, length, name == "begin");
    }
    read_name(lexer, name, length)
}

/// The bar after `\left` or `\right`, which then is an opening or closing one.
fn delimiter(name: &str, after: &str) -> Option<Token> {
    let after = after.trim_start();
    let is_bar = after.starts_with('|') || after.starts_with("\\vert");
    match name {
        "left" if is_bar => Some(Token::Open(Bracket::Bar)),
        "right" if is_bar => Some(Token::Close(Bracket::Bar)),
        _ => None,
    }
}

/// Commands of one character: `\,` and its like are spaces, `\\` ends a row, `\{` is a bracket.
fn read_short_command(lexer: &mut Lexer, after: &str) -> Result<(), Problem> {
    match after.chars().next() {
        Some(',' | ';' | ':' | '!' | ' ' | '(' | ')' | '[' | ']' | '>') => lexer.skip(2),
        Some('\\') => lexer.push(Token::NewRow, 2),
        Some('{') => lexer.push(Token::Open(Bracket::Curly), 2),
        Some('}') => lexer.push(Token::Close(Bracket::Curly), 2),
        Some('|') => lexer.push(Token::Bar, 2),
        _ => return Err(Problem::new(Span::new(lexer.at, lexer.at + 1), ProblemKind::Stray)),
    }
    Ok(())
}

/// `\frac12` is one half: without braces a command takes single digits.
fn read_single_digits(lexer: &mut Lexer) {
    for _ in 0..2 {
        let blanks = lexer.rest().len() - lexer.rest().trim_start().len();
        let Some(digit) = lexer.rest().trim_start().chars().next().filter(char::is_ascii_digit) else { return };
        lexer.at += blanks;
        lexer.push(Token::Number(digit.to_string()), 1);
    }
}

/// `\text{otherwise}`, `\operatorname{relu}`.
fn read_upright(lexer: &mut Lexer, length: usize) -> Result<(), Problem> {
    let command = Span::new(lexer.at, lexer.at + length);
    let rest = lexer.rest().get(length..).unwrap_or_default();
    let Some((word, _)) = rest.strip_prefix('{').and_then(|inner| inner.split_once('}')) else {
        return Err(Problem::new(command, ProblemKind::Command { near: Vec::new() }));
    };
    let whole = length + word.len() + 2;
    let word = word.trim();
    match word {
        "if" | "for" | "when" | "" => lexer.skip(whole),
        "and" => lexer.push(Token::Keyword(Keyword::And), whole),
        "or" => lexer.push(Token::Keyword(Keyword::Or), whole),
        "otherwise" | "else" => lexer.push(Token::Keyword(Keyword::Otherwise), whole),
        _ => {
            let Some(token) = names::known(word).or_else(|| single_letter(word)) else {
                let span = Span::new(command.start, command.start + whole);
                let kind = ProblemKind::UnknownFunction { name: word.to_owned(), near: near(word) };
                return Err(Problem::new(span, kind));
            };
            lexer.push(token, whole);
        }
    }
    Ok(())
}

fn single_letter(word: &str) -> Option<Token> {
    let letter = word.len() == 1 && word.starts_with(|c: char| c.is_ascii_alphabetic()) && !matches!(word, "i" | "I");
    letter.then(|| Token::Name(word.to_owned()))
}

/// `\begin{cases}` and `\end{cases}`; the only environment that is a formula.
fn read_environment(lexer: &mut Lexer, length: usize, begins: bool) -> Result<(), Problem> {
    const NAME: &str = "{cases}";
    if lexer.rest().get(length..).is_some_and(|rest| rest.starts_with(NAME)) {
        let keyword = if begins { Keyword::Cases } else { Keyword::EndCases };
        lexer.push(Token::Keyword(keyword), length + NAME.len());
        return Ok(());
    }
    Err(Problem::new(Span::new(lexer.at, lexer.at + length), ProblemKind::Command { near: Vec::new() }))
}

/// `\sin`, `\pi`, `\varepsilon`.
fn read_name(lexer: &mut Lexer, name: &str, length: usize) -> Result<(), Problem> {
    let plain = name.strip_prefix("var").filter(|plain| names::is_greek(plain)).unwrap_or(name);
    let function = match names::known(name) {
        Some(token @ Token::Function(_)) if !names::is_greek(name) => Some(token),
        _ => None,
    };
    match function {
        Some(token) => {
            lexer.push(token, length);
            Ok(())
        }
        None if name == "Gamma" => {
            lexer.push(Token::Function(crate::functions::Function::Gamma), length);
            Ok(())
        }
        None if names::is_greek(plain) => names::read_letter(lexer, length, names::constant(plain).unwrap_or(plain)),
        None => {
            let under =
                if name == "lim" { subscript_length(lexer.rest().get(length..).unwrap_or_default()) } else { 0 };
            let span = Span::new(lexer.at, lexer.at + length + under);
            let kind = match name {
                "infty" => ProblemKind::Infinity,
                "lim" => ProblemKind::Command { near: Vec::new() },
                _ => ProblemKind::Command { near: near(name) },
            };
            Err(Problem::new(span, kind))
        }
    }
}

/// Length of what stands under a `\lim`: `_{x \to 0}`.
fn subscript_length(text: &str) -> usize {
    let braced = text.strip_prefix("_{").and_then(|inner| inner.split_once('}'));
    braced.map_or(0, |(inner, _)| inner.len() + 3)
}

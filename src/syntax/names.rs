//! What a run of letters means: a function, a constant, a letter, or several of them written together.

use super::ast::Comparison;
use super::error::{Problem, ProblemKind};
use super::guess::{Guess, GuessKind};
use super::lexer::{Keyword, Lexer, Token, subscript};
use super::shorthand;
use super::suggest::near;
use crate::functions::{Arity, Function, TABLE};
use crate::span::Span;

/// Modules whose names students paste along: `np.exp`.
const MODULES: &[&str] = &["sympy", "sp", "numpy", "np", "math", "jnp", "jax", "scipy", "torch"];

/// Words that are neither functions nor letters.
const KEYWORDS: &[(&str, Keyword)] = &[
    ("where", Keyword::Where),
    ("Piecewise", Keyword::Piecewise),
    ("Rational", Keyword::Rational),
    ("Integer", Keyword::Integer),
    ("True", Keyword::Otherwise),
    ("and", Keyword::And),
    ("or", Keyword::Or),
    ("not", Keyword::Not),
];

/// SymPy's and NumPy's conditions as calls.
const CONDITIONS: &[(&str, Keyword)] = &[
    ("And", Keyword::All),
    ("Or", Keyword::Any),
    ("Not", Keyword::Not),
    ("logical_and", Keyword::All),
    ("logical_or", Keyword::Any),
    ("logical_not", Keyword::Not),
    ("Eq", Keyword::Compare(Comparison::Equal)),
    ("Ne", Keyword::Compare(Comparison::NotEqual)),
    ("Lt", Keyword::Compare(Comparison::Less)),
    ("Le", Keyword::Compare(Comparison::LessOrEqual)),
    ("Gt", Keyword::Compare(Comparison::Greater)),
    ("Ge", Keyword::Compare(Comparison::GreaterOrEqual)),
];

/// What SymPy and NumPy wrap numbers in: `sympy.S(1)`. After a module's name only.
const WRAPPERS: &[&str] = &["S", "sympify", "Float", "float32", "float64", "array", "asarray"];

/// Spellings of infinity, which is a place but no number.
const INFINITIES: &[&str] = &["oo", "inf", "Inf", "infinity", "Infinity", "infty"];

/// Greek letters and their ASCII names; π is a constant, the others are letters like any.
const GREEK: &[(char, &str)] = &[
    ('α', "alpha"),
    ('β', "beta"),
    ('γ', "gamma"),
    ('δ', "delta"),
    ('Δ', "Delta"),
    ('ε', "epsilon"),
    ('ϵ', "epsilon"),
    ('ζ', "zeta"),
    ('η', "eta"),
    ('θ', "theta"),
    ('ϑ', "theta"),
    ('κ', "kappa"),
    ('λ', "lambda"),
    ('μ', "mu"),
    ('µ', "mu"),
    ('ν', "nu"),
    ('ξ', "xi"),
    ('π', "pi"),
    ('ρ', "rho"),
    ('σ', "sigma"),
    ('τ', "tau"),
    ('φ', "phi"),
    ('ϕ', "phi"),
    ('χ', "chi"),
    ('ψ', "psi"),
    ('ω', "omega"),
    ('Ω', "Omega"),
];

/// The Greek letter of this ASCII name: θ for `theta`.
pub fn greek_letter(name: &str) -> Option<char> {
    GREEK.iter().find(|(_, ascii)| *ascii == name).map(|(letter, _)| *letter)
}

/// Reads what Python writes before a formula, `lambda xs:`, `def f(x): return` or `f = lambda x:`, and remembers which
/// names stand for the variables.
pub(super) fn read_bindings(lexer: &mut Lexer) -> Result<(), Problem> {
    if lexer.source.contains("np.") || lexer.source.contains("numpy.") {
        lexer.bound.push(("xs".to_owned(), "x"));
    }
    let mut rest = lexer.source.trim_start();
    // f = lambda x: …
    let assigned = rest.get(identifier_length(rest)..).unwrap_or_default().trim_start().strip_prefix('=');
    if let Some(value) = assigned.map(str::trim_start).filter(|value| word_after(value, "lambda").is_some()) {
        rest = value;
    }
    let start = lexer.source.len() - rest.len();
    let body = if let Some(after) = word_after(rest, "lambda").filter(|after| identifier_length(after) > 0) {
        // Without a name after it, lambda is the Greek letter.
        bind(lexer, start, after, ":")?
    } else if let Some(after) = word_after(rest, "def").filter(|after| identifier_length(after) > 0) {
        let Some((_, parameters)) = after.split_once('(') else { return Ok(()) };
        bind(lexer, start, parameters, "):")?
    } else {
        rest
    };
    let body = word_after(body.trim_start(), "return").unwrap_or(body);
    lexer.at = lexer.source.len() - body.len();
    Ok(())
}

/// What comes after this word and blanks, if the text begins with them.
fn word_after<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    text.strip_prefix(word).filter(|after| after.starts_with(char::is_whitespace)).map(str::trim_start)
}

/// Takes the names before `end` for the variables, and returns what comes after. What cannot be read begins at `start`.
fn bind<'a>(lexer: &mut Lexer<'a>, start: usize, text: &'a str, end: &str) -> Result<&'a str, Problem> {
    let problem = |length: usize| Problem::new(Span::new(start, start + length), ProblemKind::Lambda);
    let Some((parameters, body)) = text.split_once(end) else {
        let word = lexer.source.get(start..).unwrap_or_default();
        return Err(problem(identifier_length(word)));
    };
    let names: Vec<&str> = parameters.split(',').map(str::trim).collect();
    let identifiers = names.iter().all(|name| identifier_length(name) == name.len() && !name.is_empty());
    if names.len() > 2 || !identifiers {
        return Err(problem(lexer.source.len() - start - body.len() - end.len()));
    }
    lexer.bound = names.into_iter().map(str::to_owned).zip(["x", "y"]).collect();
    Ok(body)
}

/// Length of the Python identifier a text begins with.
fn identifier_length(text: &str) -> usize {
    let is_part = |c: &char| c.is_ascii_alphanumeric() || *c == '_';
    if text.starts_with(|c: char| c.is_ascii_digit()) { 0 } else { text.chars().take_while(is_part).count() }
}

/// Reads the word at the lexer's place and pushes what it means.
pub(super) fn read_word(lexer: &mut Lexer) -> Result<(), Problem> {
    let rest = lexer.rest();
    let start = lexer.at;
    let identifier = rest.get(..identifier_length(rest)).unwrap_or_default();
    if let Some((_, variable)) = lexer.bound.iter().find(|(name, _)| name == identifier) {
        let token = Token::Name((*variable).to_owned());
        lexer.push(token, identifier.len());
        return Ok(());
    }
    let letters = rest.get(..rest.bytes().take_while(u8::is_ascii_alphabetic).count()).unwrap_or_default();
    if MODULES.contains(&letters) && rest.get(letters.len()..).is_some_and(starts_attribute) {
        lexer.at += letters.len() + 1;
        return read_attribute(lexer, start);
    }
    if letters.is_empty() {
        return read_foreign_letter(lexer);
    }
    if starts_call(lexer.source, start + identifier.len())
        && let Some(token) = called(identifier).or_else(|| known(identifier))
    {
        lexer.push(token, identifier.len());
        return Ok(());
    }
    let digits = rest.bytes().skip(letters.len()).take_while(u8::is_ascii_digit).count();
    let numbered = rest.get(..letters.len() + digits).unwrap_or_default();
    if let Some(token) = known(numbered).filter(|_| digits > 0) {
        let after = rest.get(numbered.len()..).unwrap_or_default();
        if after.starts_with(|c: char| c.is_alphanumeric()) {
            // log2x: base 2, or log of 2x?
            let place = Span::new(start, start + numbered.len());
            let other = format!("{letters} {}", rest.get(letters.len()..numbered.len()).unwrap_or_default());
            let kind = GuessKind::ReadAs { read: format!("{numbered}(…)"), others: vec![(place, other)] };
            lexer.guesses.push(Guess::new(place, kind));
        }
        lexer.push(token, numbered.len());
        return Ok(());
    }
    // γ is a letter, gamma(…) the function.
    let called = starts_call(lexer.source, start + letters.len());
    if letters.len() == 1 || (is_greek(letters) && !(called && known(letters).is_some())) {
        return read_letter(lexer, letters.len(), constant(letters).unwrap_or(letters));
    }
    if let Some(token) = known(letters) {
        lexer.push(token, letters.len());
        return Ok(());
    }
    // Without its brackets a shorthand of few letters may be letters: add, mod.
    if let Some(name) = shorthand::named(identifier).filter(|name| name.len() > 4) {
        lexer.push(Token::Shorthand(name), identifier.len());
        return Ok(());
    }
    read_joined(lexer, letters)
}

fn starts_attribute(text: &str) -> bool {
    text.strip_prefix('.').is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// Whether a bracket opens at byte `at`, perhaps after blanks.
fn starts_call(source: &str, at: usize) -> bool {
    source.get(at..).unwrap_or_default().trim_start().starts_with('(')
}

pub(super) fn is_greek(word: &str) -> bool {
    GREEK.iter().any(|(_, name)| *name == word)
}

/// The constant with this spelling.
pub(super) fn constant(word: &str) -> Option<&'static str> {
    match word {
        "pi" | "Pi" | "PI" => Some("pi"),
        "e" | "E" => Some("e"),
        _ => None,
    }
}

/// The function or constant of exactly this name; SymPy's capitals (`Abs`, `Max`) are read too.
pub(super) fn known(word: &str) -> Option<Token> {
    let keyword = KEYWORDS.iter().find(|(name, _)| *name == word).map(|(_, keyword)| Token::Keyword(*keyword));
    if keyword.is_some() {
        return keyword;
    }
    let function = || Function::named(word).or_else(|| Function::named(&word.to_ascii_lowercase()));
    constant(word).map(|name| Token::Name(name.to_owned())).or_else(|| function().map(Token::Function))
}

/// What has this name only where brackets follow: a shorthand, or one of SymPy's conditions.
fn called(name: &str) -> Option<Token> {
    let condition = CONDITIONS.iter().find(|(known, _)| *known == name).map(|(_, keyword)| Token::Keyword(*keyword));
    condition.or_else(|| shorthand::named(name).map(Token::Shorthand))
}

/// Reads the name after `np.`.
fn read_attribute(lexer: &mut Lexer, start: usize) -> Result<(), Problem> {
    let rest = lexer.rest();
    let name = rest.get(..identifier_length(rest)).unwrap_or_default();
    if rest.get(name.len()..).is_some_and(starts_attribute) {
        // Modules in modules: scipy.special.expit.
        lexer.at += name.len() + 1;
        return read_attribute(lexer, start);
    }
    let wrapper = || WRAPPERS.contains(&name).then_some(Token::Keyword(Keyword::Integer));
    match known(name).or_else(|| called(name)).or_else(wrapper) {
        Some(token) => {
            lexer.push(token, name.len());
            Ok(())
        }
        None => {
            let kind = match INFINITIES.contains(&name) {
                true => ProblemKind::Infinity,
                false => ProblemKind::UnknownFunction { name: name.to_owned(), near: near(name) },
            };
            Err(Problem::new(Span::new(start, lexer.at + name.len()), kind))
        }
    }
}

fn read_foreign_letter(lexer: &mut Lexer) -> Result<(), Problem> {
    let letter = lexer.rest().chars().next().unwrap_or_default();
    match GREEK.iter().find(|(greek, _)| *greek == letter) {
        Some((_, name)) => read_letter(lexer, letter.len_utf8(), name),
        None => Err(Problem::new(Span::new(lexer.at, lexer.at + letter.len_utf8()), ProblemKind::Stray)),
    }
}

/// Pushes the letter of this ASCII name, `length` bytes long in the source, with its index if it has one (`x_1`).
pub(super) fn read_letter(lexer: &mut Lexer, length: usize, name: &str) -> Result<(), Problem> {
    let span = Span::new(lexer.at, lexer.at + length);
    if matches!(name, "i" | "I") {
        return Err(Problem::new(span, ProblemKind::Imaginary));
    }
    let after = lexer.source.get(span.end..).unwrap_or_default();
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let number = after.get(..digits).unwrap_or_default().to_owned();
        let kind = ProblemKind::DigitsAfterLetter { letter: name.to_owned(), number };
        return Err(Problem::new(Span::new(span.start, span.end + digits), kind));
    }
    match index(after).filter(|_| constant(name).is_none()) {
        Some((index, width)) => lexer.push(Token::Name(format!("{name}_{index}")), length + width),
        None => lexer.push(Token::Name(name.to_owned()), length),
    }
    Ok(())
}

/// The index a text begins with, `_1`, `_{12}` or `₁`, and the width of it all.
fn index(text: &str) -> Option<(String, usize)> {
    if let Some(index) = subscript(text) {
        return Some(index);
    }
    let after = text.strip_prefix('_')?;
    let braced =
        after.strip_prefix('{').and_then(|inner| inner.split_once('}')).map(|(index, _)| (index, index.len() + 3));
    let plain = || {
        let length = after.bytes().take_while(u8::is_ascii_alphanumeric).count();
        after.get(..length).map(|index| (index, length + 1))
    };
    let (index, width) = braced.or_else(plain)?;
    (!index.is_empty() && index.bytes().all(|byte| byte.is_ascii_alphanumeric())).then(|| (index.to_owned(), width))
}

/// Reads a word of two letters or more that is no name by itself: `xy`, `xsinx`, or a misspelling.
fn read_joined(lexer: &mut Lexer, word: &str) -> Result<(), Problem> {
    let span = Span::new(lexer.at, lexer.at + word.len());
    if INFINITIES.contains(&word) {
        return Err(Problem::new(span, ProblemKind::Infinity));
    }
    let after = lexer.source.get(span.end..).unwrap_or_default();
    let called = starts_call(lexer.source, span.end);
    let has_argument = called || (after.starts_with(' ') && after.trim_start().starts_with(char::is_alphanumeric));
    let parts = split(word);
    let functions = parts.iter().filter(|part| is_function(part)).count();
    let ends_in_function = parts.last().is_some_and(|part| is_function(part));
    let plausible = match functions {
        0 => word.len() <= 3 && !called && (!has_argument || near(word).is_empty()),
        // "tangent" is no tan·g·e·n·t.
        _ => parts.len() <= 1 + 3 * functions && (ends_in_function || !called) && !(called && parts.len() > 3),
    };
    if !plausible {
        let near = near(word);
        let kind = if called || has_argument && !near.is_empty() {
            ProblemKind::UnknownFunction { name: word.to_owned(), near }
        } else {
            ProblemKind::UnknownName { name: word.to_owned(), near }
        };
        return Err(Problem::new(span, kind));
    }
    let read = spelled_out(&parts);
    lexer.guesses.push(Guess::new(span, GuessKind::ReadAs { read, others: Vec::new() }));
    for part in parts {
        match known(part).filter(|_| part.len() > 1) {
            Some(token) => lexer.push(token, part.len()),
            None => read_letter(lexer, part.len(), constant(part).unwrap_or(part))?,
        }
    }
    Ok(())
}

fn is_function(part: &str) -> bool {
    matches!(known(part), Some(Token::Function(_)))
}

/// Cuts a word into functions of one argument, pi, and single letters, longest names first.
fn split(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = word;
    while !rest.is_empty() {
        let names = TABLE.iter().filter(|row| row.arity == Arity::Exactly(1));
        let names = names.flat_map(|row| row.aliases.iter().copied().chain([row.name])).chain(["pi"]);
        let length = names.filter(|name| rest.starts_with(name)).map(str::len).max().unwrap_or(1);
        let (part, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        parts.push(part);
        rest = after;
    }
    parts
}

/// `x*y`, `x*sin(x)`: how the parts of a word were read.
fn spelled_out(parts: &[&str]) -> String {
    let mut text = String::new();
    let mut open = 0;
    for (index, part) in parts.iter().enumerate() {
        let after_function = index > 0 && parts.get(index - 1).is_some_and(|before| is_function(before));
        if is_function(part) {
            text.extend(std::iter::repeat_n(')', std::mem::take(&mut open)));
        }
        match (after_function, index) {
            (true, _) => {
                text.push('(');
                open += 1;
            }
            (false, 0) => {}
            (false, _) => text.push('*'),
        }
        text.push_str(part);
    }
    text.extend(std::iter::repeat_n(')', open));
    text
}

//! Kind (d): formulas in terms of f, f′, x and a step, such as f(x) + f′(x)·ε.
//!
//! The language of formulas has no unknown functions, so each call (`f(x)`, `f'(x+ε)`, `grad f`, `∇f(x)`) is taken out of
//! the text and a letter of the same length is put in its place: the parser then reads the rest as ever, and problems
//! stand where they were typed. A reading is graded by what it computes, on the course's cases and on random ones.

use super::format::{Formula, RuleName, WrongNumber};
use super::grade::{Counterexample, Feedback, Unreadable, Wrong};
use crate::diagnostic::Diagnostic;
use crate::eval::Tape;
use crate::expr::{self, Expr, Reading, Symbol};

/// A formula in terms of f, f′, x and a step.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The calls, inner ones before those they are arguments of.
    calls: Vec<Call>,
    body: Expr,
}

/// f or f′ at an argument, and the letter that stands for its value.
#[derive(Clone, Debug)]
struct Call {
    letter: Symbol,
    is_derivative: bool,
    argument: Expr,
}

/// The letters of a rule.
const POINT: &str = "x";
const STEPS: &[&str] = &["epsilon", "eta"];

/// Letters that may stand for calls: two bytes each, and of no use to a student here.
const STAND_INS: &[(char, &str)] = &[
    ('ζ', "zeta"),
    ('ξ', "xi"),
    ('τ', "tau"),
    ('χ', "chi"),
    ('ψ', "psi"),
    ('ω', "omega"),
    ('Ω', "Omega"),
    ('Δ', "Delta"),
    ('κ', "kappa"),
    ('ν', "nu"),
    ('ρ', "rho"),
    ('σ', "sigma"),
];

/// Other ways to write f′, longest first.
const PRIMES: &[&str] =
    &["gradient(f)", "gradient f", "grad(f)", "grad f", "nabla f", "∇f", "∇ f", "f'", "f′", "f’", "df"];

/// Other ways to write x, ε and η, each at most as long as itself.
const LETTERS: &[(&str, &str)] =
    &[("x_t", "x"), ("xt", "x"), ("eps", "ε"), ("learning_rate", "η"), ("alpha", "η"), ("lr", "η"), ("α", "η")];

/// Reads a rule, as the page shows it while it is typed: calls are letters named `f(x)`, `f′(x)`.
///
/// # Errors
/// The diagnostic of [`expr::read`], at its place in `source`.
pub fn read_rule(source: &str) -> Result<Reading, Diagnostic> {
    let (calls, reading) = read_calls(source)?;
    let mut names: Vec<(Symbol, Expr)> = Vec::new();
    let named = |expr: Expr, names: &[(Symbol, Expr)]| {
        names.iter().fold(expr, |expr, (letter, name)| expr.substitute(letter, name))
    };
    for call in calls {
        let name = if call.is_derivative { "f′" } else { "f" };
        let name = format!("{name}({})", named(call.argument, &names));
        names.push((call.letter, Expr::symbol(&name)));
    }
    // What stands for a call is no letter to remark on.
    Ok(Reading { expr: named(reading.expr, &names), notes: Vec::new() })
}

impl Rule {
    /// The rule that a text says.
    pub(super) fn read(source: &str) -> Result<Rule, Unreadable> {
        if source.trim().is_empty() {
            return Err(Unreadable::Empty);
        }
        let (calls, reading) = read_calls(source).map_err(|problem| Unreadable::NotAFormula(problem.message))?;
        let known =
            |name: &str| name == POINT || STEPS.contains(&name) || calls.iter().any(|c| c.letter.name() == name);
        let exprs = calls.iter().map(|call| &call.argument).chain([&reading.expr]);
        let unknown = exprs.flat_map(Expr::symbols).find(|symbol| !known(symbol.name()));
        match unknown {
            Some(letter) => Err(Unreadable::Letter(letter.name().to_owned())),
            None => Ok(Rule { calls, body: reading.expr }),
        }
    }

    /// What it gives for a function at x with a step.
    fn value(&self, f: &Tape, x: f64, step: f64) -> f64 {
        let mut symbols = vec![Symbol::new(POINT), Symbol::new("epsilon"), Symbol::new("eta")];
        let mut values = vec![x, step, step];
        for call in &self.calls {
            let argument = Tape::new(&call.argument, &symbols).eval(&values);
            let (value, slope) = f.derivative(&[argument], 0);
            symbols.push(call.letter.clone());
            values.push(if call.is_derivative { slope } else { value });
        }
        Tape::new(&self.body, &symbols).eval(&values)
    }
}

/// The calls of a text, and the text with letters in their place, read.
fn read_calls(source: &str) -> Result<(Vec<Call>, Reading), Diagnostic> {
    let mut calls = Vec::new();
    let text = without_calls(source, &mut calls)?;
    Ok((calls, expr::read(&text)?))
}

/// The text with each call and each other spelling of a letter replaced by a letter, padded to the same length.
fn without_calls(source: &str, calls: &mut Vec<Call>) -> Result<String, Diagnostic> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let mut text = String::with_capacity(source.len());
    let mut at = 0;
    while let Some(rest) = source.get(at..).filter(|rest| !rest.is_empty()) {
        // A name counts only as a whole word: the f of `relu(f)` does, the f of `floor` does not.
        let begins_word = !source.get(..at).unwrap_or_default().ends_with(is_part);
        let whole = |name: &&str| {
            let after = rest.strip_prefix(*name);
            after.is_some_and(|after| !name.ends_with(is_part) || !after.starts_with(is_part))
        };
        if let Some((name, is_derivative)) = begins_word.then(|| call_name(rest, whole)).flatten() {
            let (argument, length) = argument_after(rest.get(name.len()..).unwrap_or_default());
            let argument = match argument {
                Some(inside) => expr::read(&without_calls(inside, calls)?)?.expr,
                None => Expr::symbol(POINT),
            };
            let length = name.len() + length;
            push_call(argument, is_derivative, length, calls, &mut text);
            at += length;
            continue;
        }
        // A stand-in that was typed would be taken for a call, so it becomes a letter that means nothing here.
        let taken = STAND_INS.iter().find(|(letter, name)| rest.starts_with(*letter) || begins_word && whole(name));
        let taken = taken.map(|(letter, name)| if rest.starts_with(*letter) { letter.len_utf8() } else { name.len() });
        let letter = LETTERS.iter().find(|(name, _)| begins_word && whole(name));
        let (written, length) = match letter {
            Some((name, letter)) => (*letter, name.len()),
            None if taken.is_some() => ("λ", taken.unwrap_or_default()),
            None => {
                let length = rest.chars().next().map_or(1, char::len_utf8);
                (rest.get(..length).unwrap_or_default(), length)
            }
        };
        pad(&mut text, written, length);
        at += length;
    }
    Ok(text)
}

/// Whether the text begins with a call, and of what: `f′` in one of its spellings, or `f`.
fn call_name(rest: &str, whole: impl Fn(&&str) -> bool) -> Option<(&'static str, bool)> {
    let prime = PRIMES.iter().find(|name| whole(name)).map(|name| (*name, true));
    prime.or_else(|| whole(&"f").then_some(("f", false))).filter(|(name, _)| rest.len() >= name.len())
}

/// The argument in parentheses that a text begins with, and the length of it all. Without one, f means f(x).
fn argument_after(text: &str) -> (Option<&str>, usize) {
    let call = text.trim_start_matches(' ');
    if !call.starts_with('(') {
        return (None, 0);
    }
    let spaces = text.len() - call.len();
    let mut depth = 0;
    for (at, c) in call.char_indices() {
        depth += match c {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        if depth == 0 {
            return (call.get(1..at), spaces + at + 1);
        }
    }
    (None, 0)
}

/// Puts the letter of a call in its place. A bare `f` is shorter than any stand-in: there the letter f itself stands.
fn push_call(argument: Expr, is_derivative: bool, length: usize, calls: &mut Vec<Call>, text: &mut String) {
    let used = |name: &str| calls.iter().any(|call| call.letter.name() == name);
    let known = calls.iter().find(|call| {
        call.is_derivative == is_derivative && call.argument == argument && (length >= 2) == (call.letter.name() != "f")
    });
    let name = match known {
        Some(call) => call.letter.name().to_owned(),
        None if length < 2 => "f".to_owned(),
        // No formula of this kind has as many calls as that; `?` cannot be read.
        None => STAND_INS.iter().find(|(_, name)| !used(name)).map_or("?", |(_, name)| *name).to_owned(),
    };
    let letter = STAND_INS.iter().find(|(_, known)| *known == name).map(|(letter, _)| letter.to_string());
    if known.is_none() {
        calls.push(Call { letter: Symbol::new(&name), is_derivative, argument });
    }
    pad(text, &letter.unwrap_or(name), length);
}

fn pad(text: &mut String, written: &str, length: usize) {
    text.push_str(written);
    text.extend(std::iter::repeat_n(' ', length.saturating_sub(written.len())));
}

/// One call of the wanted formula: a function, x and a step, with what it should give.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// The source of the function.
    pub f: String,
    /// x.
    pub x: f64,
    /// ε or η.
    pub step: f64,
    /// What is right.
    pub wanted: f64,
    /// What the formula gave.
    pub got: f64,
}

/// Grades a formula: on the course's cases, on random ones, and by minimising a function with it.
pub(super) fn grade(task: &Formula, text: &str) -> Feedback {
    let rule = match Rule::read(text) {
        Ok(rule) => rule,
        Err(reason) => return Feedback::Unreadable(reason),
    };
    let failed = cases(task.rule).into_iter().find_map(|case| {
        let got = rule.value(&tape(&case.f), case.x, case.step);
        (!is_same(got, case.wanted)).then_some(Case { got, ..case })
    });
    let counterexample = match failed {
        Some(case) => Some(Counterexample::Case(case)),
        None if task.rule == RuleName::GdStep => not_minimised(&rule),
        None => None,
    };
    let Some(counterexample) = counterexample else { return Feedback::Right };
    let mistake = task.wrong.iter().find(|wrong| computes_the_same(&rule, wrong, task.rule));
    Feedback::Wrong(Wrong {
        mistake: mistake.map(|wrong| wrong.mistake.clone()),
        counterexample: Some(counterexample),
        ..Wrong::default()
    })
}

/// Whether a formula is a known wrong one: it gives the same in every case.
fn computes_the_same(rule: &Rule, wrong: &WrongNumber, name: RuleName) -> bool {
    let Ok(known) = Rule::read(&wrong.value) else { return false };
    cases(name).into_iter().all(|case| {
        let f = tape(&case.f);
        is_same(rule.value(&f, case.x, case.step), known.value(&f, case.x, case.step))
    })
}

fn is_same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * (1.0 + b.abs())
}

fn tape(f: &str) -> Tape {
    let expr = f.parse().unwrap_or_else(|_| Expr::symbol(POINT));
    Tape::new(&expr, &[Symbol::new(POINT)])
}

/// Functions that random cases are made of: smooth everywhere, none a polynomial of low degree in disguise.
const RANDOM: &[&str] = &["x^3 - 2x", "sin(x)", "exp(x)", "cos(x) + x^2"];

/// The course's cases and random ones.
fn cases(rule: RuleName) -> Vec<Case> {
    let mut chance = Chance(20_240_917);
    let v = chance.number();
    let course: &[(&str, f64, f64)] = match rule {
        RuleName::LinearApprox => {
            &[("x", 0.0, 0.0), ("7", v, 1.0), ("x^2", 0.0, 0.0), ("x^2", v, 0.0), ("abs(x)", v, -v), ("x^2", 1.0, -1.0)]
        }
        RuleName::GdStep => &[
            ("7", v, 0.0),
            ("x", v, 0.0),
            ("x^2", v, 0.0),
            ("x", 1.0, 1.0),
            ("x", -2.0, 1.0),
            ("x^2", v, 0.5),
            ("x^2", v, 1.0),
        ],
    };
    let random = RANDOM.iter().map(|f| (*f, chance.number(), chance.number() / 4.0));
    let case = |(f, x, step): (&str, f64, f64)| {
        let (value, slope) = tape(f).derivative(&[x], 0);
        let wanted = match rule {
            RuleName::LinearApprox => value + slope * step,
            RuleName::GdStep => x - step * slope,
        };
        Case { f: f.to_owned(), x, step, wanted, got: wanted }
    };
    course.iter().copied().chain(random).map(case).collect()
}

/// The function that a step must be able to minimise, where its minimum is, and the run.
const BOWL: (&str, f64) = ("(x - 2)^2 + 1", 2.0);

fn not_minimised(rule: &Rule) -> Option<Counterexample> {
    let (f, minimum) = BOWL;
    let tape = tape(f);
    let end = (0..200).fold(-1.0, |x, _| rule.value(&tape, x, 0.1));
    let is_there = (end - minimum).abs() < 1e-6;
    (!is_there).then(|| Counterexample::NotMinimised { f: f.to_owned(), end })
}

/// Numbers that look random and are the same for everyone: the seed is written above.
struct Chance(u64);

impl Chance {
    /// From 0.5 to 2.5 in size, with two decimals, so that a student can compute with it; of either sign.
    fn number(&mut self) -> f64 {
        // Knuth's generator (MMIX); the high bits are the good ones.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let hundredths = 50 + (self.0 >> 33) % 200;
        let size = hundredths as f64 / 100.0;
        if (self.0 >> 32) & 1 == 0 { size } else { -size }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// f(x) + f′(x)·ε and the like are read whatever their spelling.
    #[test]
    fn spellings_mean_the_same() {
        let square = tape("x^2");
        for source in [
            "f(x) + f'(x)*eps",
            "f(x)+f′(x)ε",
            "f(x) + grad f(x) * epsilon",
            "f + f' ε",
            "f(x) + ε ∇f(x)",
            "f(x_t) + eps * grad(f)(x_t)",
            "(f(x)) + gradient f (x)·eps",
        ] {
            let rule = Rule::read(source).unwrap();
            assert!(is_same(rule.value(&square, 3.0, 0.5), 12.0), "{source}");
        }
    }

    #[test]
    fn calls_may_have_any_argument() {
        let cube = tape("x^3");
        let value = |source: &str| Rule::read(source).unwrap().value(&cube, 1.0, 0.5);
        assert!(is_same(value("f(x + eps)"), 3.375));
        assert!(is_same(value("f'(x + eps)"), 6.75));
        assert!(is_same(value("f(f(x) + 1)"), 8.0));
        assert!(is_same(value("f(2x) - f(x)"), 7.0));
    }

    #[test]
    fn problems_stand_where_they_were_typed() {
        let source = "f(x) + sn(x)*eps";
        let problem = read_rule(source).unwrap_err();
        assert_eq!(problem.span.slice(source), "sn");
        assert_eq!(Rule::read("f(x) + 3y").unwrap_err(), Unreadable::Letter("y".into()));
        assert_eq!(Rule::read(" ").unwrap_err(), Unreadable::Empty);
    }

    #[test]
    fn the_echo_names_the_calls() {
        assert_eq!(read_rule("f(x) + grad f(x) eps").unwrap().expr.to_string(), "f(x) + f′(x)*epsilon");
    }
}

//! Random texts: formulas by grammar, as typed and as LaTeX; pieces in any order; any characters at all; and the texts
//! of the table tests with a few changes.

use crate::choices::Choices;
use std::sync::LazyLock;

/// The text with this number in the series of this seed.
pub fn text(seed: u64, number: u64) -> String {
    let mut choices = Choices::new(seed, number);
    match choices.below(10) {
        0 => characters(&mut choices),
        1 | 2 => soup(&mut choices, PIECES),
        3 => soup(&mut choices, LATEX_PIECES),
        4 => {
            let mut text = String::new();
            formula(&mut choices, &mut text, 4);
            text
        }
        5 => {
            let mut text = String::new();
            latex(&mut choices, &mut text, 4);
            text
        }
        6 => {
            let mut text = String::new();
            let write = if choices.below(2) == 0 { formula } else { latex };
            write(&mut choices, &mut text, 4);
            changed(&mut choices, &text)
        }
        _ => {
            let text = CORPUS[choices.below(CORPUS.len())].clone();
            changed(&mut choices, &text)
        }
    }
}

/// What the table tests read: the first text of every line of a test.
static CORPUS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let lines = include_str!("../syntax.rs").lines().map(str::trim);
    let tested =
        lines.filter(|line| ["reads", "notes", "fails", "is_unfinished"].iter().any(|test| line.starts_with(test)));
    let texts = tested.filter_map(|line| line.split_once('"')?.1.split_once('"')).map(|(text, _)| text.to_owned());
    let texts: Vec<String> = texts.collect();
    assert!(texts.len() > 200, "the table tests have moved");
    texts
});

fn soup(choices: &mut Choices, pieces: &[&str]) -> String {
    // Now and then a long one.
    let most = if choices.below(100) == 0 { 400 } else { 16 };
    (0..choices.below(most)).map(|_| choices.of(pieces)).collect()
}

fn characters(choices: &mut Choices) -> String {
    let most = if choices.below(100) == 0 { 2_000 } else { 40 };
    (0..choices.below(most)).map(|_| character(choices)).collect()
}

/// Any character, those of formulas more often.
fn character(choices: &mut Choices) -> char {
    const RANGES: &[(u32, u32)] = &[
        (0x20, 0x7F),
        (0, 0x250),
        (0x370, 0x400),
        (0x2000, 0x20A0),
        (0x2190, 0x2400),
        (0xFF00, 0xFFF0),
        (0x1D400, 0x1D800),
        (0x300, 0x370),
        (0x1F300, 0x1F700),
        (0, 0x11_0000),
    ];
    let (from, to) = RANGES[choices.below(RANGES.len())];
    char::from_u32(from + choices.below((to - from) as usize) as u32).unwrap_or('x')
}

/// The text with characters taken out, put in, doubled or swapped, or a part of it cut out.
fn changed(choices: &mut Choices, text: &str) -> String {
    let mut text: Vec<char> = text.chars().collect();
    for _ in 0..choices.below(4) {
        let at = choices.below(text.len() + 1);
        match choices.below(6) {
            0 => text.insert(at, character(choices)),
            1 => drop(text.splice(at..at, choices.of(PIECES).chars())),
            2 => drop(text.splice(at..at, choices.of(LATEX_PIECES).chars())),
            3 if at < text.len() => drop(text.remove(at)),
            4 if at + 1 < text.len() => text.swap(at, at + 1),
            5 => {
                let end = at + choices.below(text.len() - at + 1);
                text.drain(at..end);
            }
            _ => {}
        }
    }
    text.into_iter().collect()
}

/// A formula as a student types it.
fn formula(choices: &mut Choices, text: &mut String, depth: usize) {
    let part = |choices: &mut Choices, text: &mut String| formula(choices, text, depth.saturating_sub(1));
    if depth == 0 {
        return text.push_str(choices.of(ATOMS));
    }
    match choices.below(9) {
        0 => text.push_str(choices.of(ATOMS)),
        1 | 2 => {
            part(choices, text);
            text.push_str(choices.of(&["+", " - ", "*", "/", " ", "·", "^", "**", ""]));
            part(choices, text);
        }
        3 => {
            text.push_str(choices.of(NAMES));
            text.push_str(choices.of(&["(", " (", "^2("]));
            part(choices, text);
            text.push(')');
        }
        4 => {
            text.push_str(choices.of(NAMES));
            text.push(' ');
            part(choices, text);
        }
        5 => {
            let (open, close) = BRACKETS[choices.below(BRACKETS.len())];
            text.push_str(open);
            part(choices, text);
            text.push_str(close);
        }
        6 => {
            text.push_str(choices.of(&["max(", "np.minimum(", "hypot(", "atan2(", "pow(", "real_root("]));
            part(choices, text);
            text.push_str(", ");
            part(choices, text);
            text.push(')');
        }
        7 => {
            text.push_str(choices.of(&["where(", "np.where("]));
            condition(choices, text, depth - 1);
            for _ in 0..2 {
                text.push_str(", ");
                part(choices, text);
            }
            text.push(')');
        }
        _ => {
            text.push('(');
            condition(choices, text, depth - 1);
            text.push(')');
        }
    }
}

fn condition(choices: &mut Choices, text: &mut String, depth: usize) {
    match choices.below(if depth == 0 { 1 } else { 4 }) {
        0 | 1 => {
            formula(choices, text, depth.saturating_sub(1));
            text.push_str(choices.of(&["<", " > ", "<=", "==", "!=", " ≥ "]));
            formula(choices, text, depth.saturating_sub(1));
        }
        2 => {
            text.push_str(choices.of(&["not (", "~(", "And(", "("]));
            condition(choices, text, depth - 1);
            text.push(')');
        }
        _ => {
            let (open, join, close) = JOINTS[choices.below(JOINTS.len())];
            text.push_str(open);
            condition(choices, text, depth - 1);
            text.push_str(join);
            condition(choices, text, depth - 1);
            text.push_str(close);
        }
    }
}

/// A formula as it is pasted out of a slide.
fn latex(choices: &mut Choices, text: &mut String, depth: usize) {
    let part = |choices: &mut Choices, text: &mut String| latex(choices, text, depth.saturating_sub(1));
    if depth == 0 {
        return text.push_str(choices.of(LATEX_ATOMS));
    }
    match choices.below(8) {
        0 => text.push_str(choices.of(LATEX_ATOMS)),
        1 | 2 => {
            part(choices, text);
            text.push_str(choices.of(&["+", " - ", r"\cdot ", r"\times ", " ", r"\,", "/"]));
            part(choices, text);
        }
        3 => {
            text.push_str(choices.of(&[r"\frac{", r"\dfrac{"]));
            part(choices, text);
            text.push_str("}{");
            part(choices, text);
            text.push('}');
        }
        4 => {
            text.push('{');
            part(choices, text);
            text.push_str("}^{");
            part(choices, text);
            text.push('}');
        }
        5 => {
            let (open, close) = LATEX_BRACKETS[choices.below(LATEX_BRACKETS.len())];
            text.push_str(open);
            part(choices, text);
            text.push_str(close);
        }
        6 => {
            text.push_str(choices.of(LATEX_NAMES));
            text.push_str(r"\left(");
            part(choices, text);
            text.push_str(r"\right)");
        }
        _ => {
            text.push_str(r"\begin{cases} ");
            part(choices, text);
            text.push_str(choices.of(&[" & ", r" & \text{if } ", ", & "]));
            part(choices, text);
            text.push_str(choices.of(&[r" \ge ", " > ", r" \neq "]));
            part(choices, text);
            text.push_str(r" \\ ");
            part(choices, text);
            text.push_str(r" & \text{otherwise} \end{cases}");
        }
    }
}

const ATOMS: &[&str] =
    &["x", "y", "a", "2", "0.5", "1e6", "pi", "e", "θ", "x_1", "10", "3x", "xy", "x²", "½", "e^2x", "1/2x", "t"];
const NAMES: &[&str] = &[
    "sin",
    "cos",
    "ln",
    "log",
    "log2",
    "exp",
    "sqrt",
    "abs",
    "np.tanh",
    "sympy.exp",
    "arctan",
    "relu",
    "floor",
    "expm1",
    "gamma",
    "square",
    "heaviside",
    "sin^-1",
    "log_2",
    "√",
    "sign",
];
const BRACKETS: &[(&str, &str)] =
    &[("(", ")"), ("|", "|"), ("[", "]"), ("{", "}"), ("⌊", "⌋"), ("√(", ")"), ("-(", ")")];
const JOINTS: &[(&str, &str, &str)] = &[
    ("", " and ", ""),
    ("", " or ", ""),
    ("(", ") & (", ")"),
    ("(", ") | (", ")"),
    ("And(", ", ", ")"),
    ("Or(", ", ", ")"),
];
const LATEX_ATOMS: &[&str] =
    &["x", "y", "2", r"\pi ", "e", r"\theta ", "x_{1}", "3x", "x^2", r"\sqrt{2}", "0.5", r"\varepsilon "];
const LATEX_NAMES: &[&str] = &[
    r"\sin",
    r"\ln",
    r"\exp",
    r"\sqrt",
    r"\operatorname{relu}",
    r"\arctan",
    r"\log_{2}",
    r"\tanh",
    r"\sin^{2}",
    r"\Gamma",
];
const LATEX_BRACKETS: &[(&str, &str)] = &[
    (r"\left(", r"\right)"),
    (r"\left|", r"\right|"),
    (r"\sqrt{", "}"),
    (r"\sqrt[3]{", "}"),
    ("{", "}"),
    ("|", "|"),
    (r"\lfloor ", r"\rfloor "),
    (r"\lvert ", r"\rvert "),
    ("-", ""),
];

/// Pieces of the language and of Python, and some that belong to neither.
const PIECES: &[&str] = &[
    "x",
    "y",
    "2",
    "1.5",
    "e",
    "pi",
    "sin",
    "cos",
    "log",
    "ln",
    "log2",
    "sqrt",
    "max",
    "where",
    "(",
    ")",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "|",
    "|",
    "+",
    "-",
    "*",
    "/",
    "^",
    "**",
    ",",
    "=",
    "==",
    "<",
    ">=",
    "!",
    "²",
    "⁻¹",
    "√",
    "·",
    " ",
    "_",
    ".",
    "np.",
    "xs",
    "lambda x:",
    "i",
    "θ",
    "°",
    "%",
    "１",
    "“",
    "sn",
    "xsin",
    "x2",
    "Piecewise",
    "True",
    "∞",
    " and ",
    " or ",
    "not ",
    "And(",
    "&",
    "clip(",
    "square(",
    "sympy.S(",
    "1,5",
    "½",
    "𝑥",
    "₂",
];
const LATEX_PIECES: &[&str] = &[
    "x",
    "2",
    "(",
    ")",
    "{",
    "}",
    "^",
    "_",
    "+",
    "-",
    "|",
    "\\frac",
    "\\sqrt",
    "\\left",
    "\\right",
    "\\cdot",
    "\\begin{cases}",
    "\\end{cases}",
    "\\\\",
    "&",
    "\\text{if}",
    "\\operatorname{",
    "$",
    "\\,",
    "\\pi",
    "\\sin",
    "\\ln",
    "\\infty",
    "\\lim",
    ">",
    "\\le",
    "\\text{otherwise}",
    " ",
    "\\land",
    "\\vert",
    "\\{",
];

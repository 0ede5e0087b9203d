//! Functions that are shorthand for a formula: `clip(x, 0, 1)` is min(max(x, 0), 1). NumPy, SymPy and PyTorch have many.
//!
//! They are written out while reading, and the echo says how.

use super::ast::{Ast, AstCondition, AstKind};
use super::error::{Problem, ProblemKind};
use super::guess::GuessKind;
use super::lexer::{Bracket, Token};
use super::parser::{Parsed, Parser, parse};
use crate::functions::Arity;
use crate::span::Span;

/// The letters that stand for the arguments.
const LETTERS: [&str; 3] = ["u", "v", "w"];

/// Names, the number of arguments, and what is meant. The same name may stand for each number of arguments once.
const TABLE: &[(&[&str], usize, &str)] = &[
    (&["square"], 1, "u^2"),
    (&["reciprocal"], 1, "1/u"),
    (&["negative", "neg"], 1, "-u"),
    (&["exp2"], 1, "2^u"),
    (&["pow", "power", "float_power"], 2, "u^v"),
    (&["add"], 2, "u+v"),
    (&["subtract"], 2, "u-v"),
    (&["multiply"], 2, "u*v"),
    (&["divide", "true_divide"], 2, "u/v"),
    (&["floor_divide"], 2, "floor(u/v)"),
    (&["mod"], 2, "u-v*floor(u/v)"),
    (&["hypot"], 2, "sqrt(u^2+v^2)"),
    (&["root"], 2, "u^(1/v)"),
    (&["real_root"], 2, "u^(1/v)"),
    (&["rsqrt"], 1, "1/sqrt(u)"),
    (&["trunc", "fix"], 1, "where(u<0,ceil(u),floor(u))"),
    (&["clip", "clamp"], 3, "min(max(u,v),w)"),
    (&["heaviside"], 1, "where(u<0,0,where(u>0,1,1/2))"),
    (&["heaviside"], 2, "where(u<0,0,where(u>0,1,v))"),
    (&["binomial", "binom", "comb"], 2, "gamma(u+1)/(gamma(v+1)*gamma(u-v+1))"),
    (&["radians", "deg2rad"], 1, "u*pi/180"),
    (&["degrees", "rad2deg"], 1, "u*180/pi"),
    (&["logaddexp"], 2, "log(exp(u)+exp(v))"),
    (&["logit"], 1, "log(u/(1-u))"),
    (&["logsigmoid", "log_sigmoid"], 1, "-softplus(-u)"),
    (&["silu", "swish"], 1, "u*sigmoid(u)"),
    (&["gelu"], 1, "u/2*(1+erf(u/sqrt(2)))"),
    (&["elu"], 1, "where(u>0,u,exp(u)-1)"),
    (&["leaky_relu"], 1, "where(u>0,u,u/100)"),
    (&["leaky_relu"], 2, "where(u>0,u,v*u)"),
    (&["relu6"], 1, "min(max(u,0),6)"),
];

/// All names.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    TABLE.iter().flat_map(|(names, ..)| names.iter().copied())
}

/// The shorthand of this name; capitals do not matter.
pub(super) fn named(name: &str) -> Option<&'static str> {
    names().find(|known| known.eq_ignore_ascii_case(name))
}

/// The real root of odd degree, which negative numbers have too.
const ODD_ROOT: &str = "sign(u)*abs(u)^(1/v)";

impl Parser<'_> {
    /// A shorthand and its arguments in brackets, written out.
    pub fn shorthand(&mut self, name: &'static str) -> Parsed {
        let start = self.advance();
        let Some(open) = self.take(&Token::Open(Bracket::Round)) else {
            let place = if *self.peek() == Token::End { self.span() } else { start };
            return Err(Problem::new(place, ProblemKind::NoArgument { function: name, name: start }));
        };
        let (arguments, end) = self.inside(|parser| {
            let mut arguments = vec![parser.sum()?];
            while parser.take(&Token::Comma).is_some() {
                arguments.push(parser.sum()?);
            }
            Ok((arguments, parser.close(Bracket::Round, open)?))
        })?;
        let span = start.to(end);
        let rows = || TABLE.iter().filter(|(names, ..)| names.contains(&name));
        let Some((_, _, meaning)) = rows().find(|(_, count, _)| *count == arguments.len()) else {
            let count = rows().map(|(_, count, _)| *count).min().unwrap_or(1);
            let decimal = self.decimal_number_in(span);
            let kind = ProblemKind::Arguments { name, arity: Arity::Exactly(count), found: arguments.len(), decimal };
            return Err(Problem::new(span, kind));
        };
        let meaning = match arguments.get(1).map(|degree| &degree.kind) {
            Some(AstKind::Number(degree)) if name == "real_root" && degree == "3" => "cbrt(u)",
            Some(AstKind::Number(degree)) if name == "real_root" && is_odd(degree) => ODD_ROOT,
            _ => meaning,
        };
        let spelled = arguments.iter().map(|argument| self.bracketed(argument)).collect::<Vec<_>>();
        self.note(span, GuessKind::ReadAs { read: filled(meaning, &spelled), others: Vec::new() });
        let (formula, _) = parse(meaning)?;
        self.written_out(&formula, &arguments, span)
    }

    /// How an argument is spelled inside of a formula. Brackets around it belong to its place already.
    fn bracketed(&self, argument: &Ast) -> String {
        let text = argument.span.slice(self.source);
        let has_brackets = argument.kind.children().first().is_some_and(|first| first.span.start > argument.span.start);
        match argument.kind {
            AstKind::Number(_) | AstKind::Name(_) => text.to_owned(),
            AstKind::Sum(_) | AstKind::Product(_) | AstKind::Quotient(..) if has_brackets => text.to_owned(),
            _ => format!("({text})"),
        }
    }

    /// The formula with the arguments in the places of its letters.
    fn written_out(&self, formula: &Ast, arguments: &[Ast], span: Span) -> Parsed {
        let of = |part: &Ast| self.written_out(part, arguments, span);
        let boxed = |part: &Ast| of(part).map(Box::new);
        let all = |parts: &[Ast]| parts.iter().map(of).collect::<Result<Vec<_>, _>>();
        let kind = match &formula.kind {
            AstKind::Name(name) => match LETTERS.iter().position(|letter| letter == name) {
                Some(index) => {
                    return arguments.get(index).cloned().map_or_else(|| self.fail(ProblemKind::Unfinished), Ok);
                }
                None => formula.kind.clone(),
            },
            AstKind::Number(_) => formula.kind.clone(),
            AstKind::Sum(terms) => AstKind::Sum(all(terms)?),
            AstKind::Product(factors) => AstKind::Product(all(factors)?),
            AstKind::Neg(a) => AstKind::Neg(boxed(a)?),
            AstKind::Quotient(a, b) => AstKind::Quotient(boxed(a)?, boxed(b)?),
            AstKind::Power(a, b) => AstKind::Power(boxed(a)?, boxed(b)?),
            AstKind::Call(function, parts) => AstKind::Call(*function, all(parts)?),
            AstKind::Where(condition, then, otherwise) => {
                let AstCondition { left, relation, right } = &**condition;
                let condition = AstCondition { left: of(left)?, relation: *relation, right: of(right)? };
                AstKind::Where(Box::new(condition), boxed(then)?, boxed(otherwise)?)
            }
        };
        self.node(kind, span)
    }
}

fn is_odd(number: &str) -> bool {
    number.bytes().all(|byte| byte.is_ascii_digit()) && number.ends_with(['1', '3', '5', '7', '9'])
}

/// The text of a formula with these texts in the places of its letters.
fn filled(meaning: &str, arguments: &[String]) -> String {
    let is_letter =
        |at: Option<usize>| at.and_then(|at| meaning.as_bytes().get(at)).is_some_and(u8::is_ascii_alphabetic);
    let mut text = String::new();
    for (at, c) in meaning.char_indices() {
        let stands_alone = !is_letter(at.checked_sub(1)) && !is_letter(Some(at + 1));
        let index = LETTERS.iter().position(|letter| letter.starts_with(c)).filter(|_| stands_alone);
        match index.and_then(|index| arguments.get(index)) {
            Some(argument) => text.push_str(argument),
            None => text.push(c),
        }
    }
    text
}

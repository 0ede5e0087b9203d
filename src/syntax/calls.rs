//! Calls of functions: `sin(x)`, `sin 2x`, `sin^2 x`, `log_2 x`.

use super::ast::{Ast, AstKind};
use super::error::{Problem, ProblemKind};
use super::guess::GuessKind;
use super::lexer::{Bracket, Token};
use super::parser::{Parsed, Parser};
use crate::functions::{Arity, Function};
use crate::span::Span;

impl Parser<'_> {
    pub fn call(&mut self, function: Function) -> Parsed {
        let name = self.advance();
        let has_base = function == Function::Log && self.take(&Token::Underscore).is_some();
        let base = if has_base { Some(self.atom()?) } else { None };
        let exponent = match self.peek().clone() {
            Token::Superscript(text) => Some(self.superscript(&text)?),
            Token::Caret => {
                self.advance();
                Some(self.exponent()?)
            }
            _ => None,
        };
        let (mut arguments, end) = self.arguments(function, name)?;
        if name.slice(self.source) == "log" && base.is_none() && arguments.len() == 1 {
            self.note(name, GuessKind::NaturalLog);
        }
        arguments.extend(base);
        let call = self.applied(function, arguments, name.to(end))?;
        let Some(exponent) = exponent else { return Ok(call) };
        self.function_power(function, call, exponent, name)
    }

    /// sin^2 x is (sin x)²; sin^-1 x is the inverse function where there is one.
    fn function_power(&mut self, function: Function, call: Ast, exponent: Ast, name: Span) -> Parsed {
        let span = call.span;
        let minus_one = matches!(&exponent.kind, AstKind::Neg(one) if one.kind == AstKind::Number("1".to_owned()));
        let inverse = Function::named(&format!("a{}", function.name())).filter(|_| minus_one);
        let head = Span::new(name.start, exponent.span.end);
        match (inverse, call.kind) {
            (Some(inverse), AstKind::Call(_, arguments)) => {
                let argument = Span::new(exponent.span.end, span.end).slice(self.source).trim_start();
                let space = if argument.starts_with('(') { "" } else { " " };
                let name = format!("{}{space}{argument}", inverse.name());
                let reciprocal = format!("(1/{}{space}{argument})", function.name());
                let others = vec![(span, name), (span, reciprocal)];
                self.guess(head, inverse.name().to_owned(), others);
                self.node(AstKind::Call(inverse, arguments), span)
            }
            (_, kind) => {
                let call = self.node(kind, span)?;
                self.node(AstKind::Power(Box::new(call), Box::new(exponent)), span)
            }
        }
    }

    /// The arguments of a function and the place where they end.
    fn arguments(&mut self, function: Function, name: Span) -> Result<(Vec<Ast>, Span), Problem> {
        if let Token::Open(bracket @ (Bracket::Round | Bracket::Square | Bracket::Curly)) = self.peek().clone() {
            let open = self.advance();
            if matches!(self.peek(), Token::Close(_)) {
                let kind = ProblemKind::NoArgument { function: function.name(), name: name.to(self.span()) };
                return Err(Problem::new(open.to(self.span()), kind));
            }
            return self.inside(|parser| {
                let mut arguments = vec![parser.sum()?];
                while parser.take(&Token::Comma).is_some() {
                    arguments.push(parser.sum()?);
                }
                Ok((arguments, parser.close(bracket, open)?))
            });
        }
        if !self.starts_bare() {
            let kind = ProblemKind::NoArgument { function: function.name(), name };
            return Err(Problem::new(if *self.peek() == Token::End { self.span() } else { name }, kind));
        }
        let argument = self.bare()?;
        self.guess_bare(name, &argument);
        let end = argument.span;
        self.last_bare = Some(end);
        Ok((vec![argument], end))
    }

    /// Whether an argument without brackets begins here. `sin -x` has one; `sin + 1` and `sin - 1` have none.
    fn starts_bare(&self) -> bool {
        match self.peek() {
            Token::Minus => {
                let spaced = |index: usize| self.lexemes.get(index).is_some_and(|lexeme| lexeme.spaced);
                !(spaced(self.next) && spaced(self.next + 1))
            }
            // Two numbers side by side are no product, but sin^2 3 has an exponent and an argument.
            Token::Number(_) => true,
            _ => self.starts_factor(),
        }
    }

    /// An argument without brackets: factors side by side, up to the next function.
    fn bare(&mut self) -> Parsed {
        // ln|x| y is ln(|x|)·y: bars are brackets.
        let bars = *self.peek() == Token::Open(Bracket::Bar);
        let first = self.with_signs(Self::power)?;
        let start = first.span;
        let mut factors = vec![first];
        while !bars && self.starts_factor() && !self.starts_call() {
            factors.push(self.power()?);
        }
        self.several(factors, start, AstKind::Product)
    }

    fn starts_call(&self) -> bool {
        matches!(self.peek(), Token::Open(Bracket::Bar) | Token::Keyword(_)) || self.peek().is_called()
    }

    /// A call, once the number of arguments fits.
    fn applied(&mut self, function: Function, arguments: Vec<Ast>, span: Span) -> Parsed {
        if function == Function::Log && arguments.len() == 2 {
            return self.log_of_base(arguments, span);
        }
        let fits = match function.info().arity {
            Arity::Exactly(count) => arguments.len() == count,
            Arity::AtLeast(count) => arguments.len() >= count,
        };
        if !fits {
            let (name, arity) = (function.name(), function.info().arity);
            let decimal = self.decimal_number_in(span);
            let kind = ProblemKind::Arguments { name, arity, found: arguments.len(), decimal };
            return Err(Problem::new(span, kind));
        }
        self.node(AstKind::Call(function, arguments), span)
    }

    /// The first number in this place that is written with a decimal comma.
    pub fn decimal_number_in(&self, place: Span) -> Option<Span> {
        let commas = self.lexemes.iter().enumerate().filter(|(_, lexeme)| lexeme.token == Token::Comma);
        let mut inside = commas.filter(|(_, lexeme)| place.start <= lexeme.span.start && lexeme.span.end <= place.end);
        inside.find_map(|(index, _)| self.decimal_number(index))
    }

    /// log(u, b) = log(u)/log(b), by the functions of base 2 and 10 where they serve.
    fn log_of_base(&mut self, mut arguments: Vec<Ast>, span: Span) -> Parsed {
        let (Some(base), Some(argument)) = (arguments.pop(), arguments.pop()) else {
            return self.fail(ProblemKind::Unfinished);
        };
        let function = match &base.kind {
            AstKind::Number(text) if text == "10" => Function::Log10,
            AstKind::Number(text) if text == "2" => Function::Log2,
            _ => {
                let above = self.node(AstKind::Call(Function::Log, vec![argument]), span)?;
                let below = self.node(AstKind::Call(Function::Log, vec![base]), span)?;
                return self.node(AstKind::Quotient(Box::new(above), Box::new(below)), span);
            }
        };
        self.node(AstKind::Call(function, vec![argument]), span)
    }
}

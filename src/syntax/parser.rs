//! Lexemes → [`Ast`] by recursive descent.
//!
//! ```text
//! formula   = sum ;
//! sum       = term { ( "+" | "-" ) term } ;
//! term      = { "+" | "-" } product ;
//! product   = joined { ( "*" | "/" ) joined } ;
//! joined    = signed { power } ;                      (* side by side binds tighter than * and /: 1/2x = 1/(2x) *)
//! signed    = { "+" | "-" } power ;
//! power     = postfix [ "^" exponent ] ;              (* from the right: 2^3^2 = 2^9; and before the sign: -x^2 = -(x^2) *)
//! exponent  = signed ;
//! postfix   = atom { "!" | superscript } ;
//! atom      = number | name | call | where | root | group ;
//! group     = "(" sum ")" | "[" sum "]" | "{" sum "}" | "|" sum "|" | "⌊" sum "⌋" | "⌈" sum "⌉" ;
//! root      = ( "√" | "∛" | "∜" ) power ;
//! call      = function [ "_" atom ] [ "^" exponent | superscript ] ( arguments | bare ) ;   (* sin^2(x) = (sin x)^2 *)
//! arguments = "(" sum { "," sum } ")" ;
//! bare      = { "+" | "-" } power { power } ;         (* sin 2x = sin(2x); it ends at the next function: sin x cos x *)
//! where     = "where" "(" sum relation sum "," sum "," sum ")" ;
//! relation  = "<" | "<=" | "==" | "=" | "!=" | ">=" | ">" ;
//! ```

use super::MAX_NESTING;
use super::ast::{Ast, AstCondition, AstKind, Comparison};
use super::error::{Guess, GuessKind, Problem, ProblemKind};
use super::lexer::{Bracket, Lexeme, Lexer, Token};
use crate::functions::{Arity, Function};
use crate::span::Span;

/// The tree of a whole text, and the guesses made.
pub(super) fn parse(source: &str) -> Result<(Ast, Vec<Guess>), Problem> {
    if source.chars().nth(super::MAX_CHARS).is_some() {
        return Err(Problem::new(Span::new(0, source.len()), ProblemKind::TooLong));
    }
    let (lexemes, guesses) = Lexer::new(source).run()?;
    let end = Span::at(source.len());
    let mut parser = Parser { source, lexemes, next: 0, end, nesting: 0, bars: 0, last_bare: None, guesses };
    let ast = parser.formula()?;
    parser.guesses.sort_by_key(|guess| guess.span.start);
    Ok((ast, parser.guesses))
}

struct Parser<'a> {
    source: &'a str,
    lexemes: Vec<Lexeme>,
    next: usize,
    end: Span,
    nesting: usize,
    /// Bars opened and not closed since the last other bracket.
    bars: usize,
    /// The function call without brackets that was read last: the argument's place.
    last_bare: Option<Span>,
    guesses: Vec<Guess>,
}

type Parsed = Result<Ast, Problem>;

impl Parser<'_> {
    fn peek(&self) -> &Token {
        self.lexemes.get(self.next).map_or(&Token::End, |lexeme| &lexeme.token)
    }

    /// The place of the next token.
    fn span(&self) -> Span {
        self.lexemes.get(self.next).map_or(self.end, |lexeme| lexeme.span)
    }

    fn advance(&mut self) -> Span {
        let span = self.span();
        self.next += 1;
        span
    }

    /// Takes the next token if it is this one.
    fn take(&mut self, token: &Token) -> Option<Span> {
        (self.peek() == token && *token != Token::End).then(|| self.advance())
    }

    fn fail<T>(&self, kind: ProblemKind) -> Result<T, Problem> {
        Err(Problem::new(self.span(), kind))
    }

    fn guess(&mut self, span: Span, read: String, others: Vec<(Span, String)>) {
        self.guesses.push(Guess::new(span, GuessKind::ReadAs { read, others }));
    }

    /// A node, unless the tree would become too deep.
    fn node(&self, kind: AstKind, span: Span) -> Parsed {
        let depth = 1 + kind.children().iter().map(|child| child.depth).max().unwrap_or(0);
        if depth > MAX_NESTING {
            return Err(Problem::new(span, ProblemKind::TooDeep));
        }
        Ok(Ast { kind, span, depth })
    }

    /// Reads with `part`, one level deeper.
    fn nested<T>(&mut self, part: impl FnOnce(&mut Self) -> Result<T, Problem>) -> Result<T, Problem> {
        if self.nesting >= MAX_NESTING {
            return self.fail(ProblemKind::TooDeep);
        }
        self.nesting += 1;
        let result = part(self);
        self.nesting -= 1;
        result
    }

    fn formula(&mut self) -> Parsed {
        if *self.peek() == Token::End {
            return self.fail(ProblemKind::Empty);
        }
        let ast = self.sum()?;
        match self.peek() {
            Token::End => Ok(ast),
            Token::Close(_) => self.fail(ProblemKind::Unopened),
            Token::Compare(_) => self.fail(ProblemKind::Comparison),
            Token::Equals => self.fail(ProblemKind::Equation),
            Token::Comma => self.fail(ProblemKind::Comma { decimal: self.is_decimal_comma(self.next) }),
            _ => self.fail(ProblemKind::Stray),
        }
    }

    /// Whether the lexeme at `index` is a comma right between digits.
    fn is_decimal_comma(&self, index: usize) -> bool {
        let number =
            |index: usize| matches!(self.lexemes.get(index).map(|lexeme| &lexeme.token), Some(Token::Number(_)));
        let close = |index: usize| self.lexemes.get(index).is_some_and(|lexeme| !lexeme.spaced);
        index.checked_sub(1).is_some_and(number) && close(index) && close(index + 1) && number(index + 1)
    }

    fn sum(&mut self) -> Parsed {
        let first = self.term()?;
        let start = first.span;
        let mut terms = vec![first];
        loop {
            let minus = match self.peek() {
                Token::Plus => false,
                Token::Minus => true,
                _ => break,
            };
            let sign = self.advance();
            let term = self.term()?;
            let span = sign.to(term.span);
            terms.push(if minus { self.node(AstKind::Neg(Box::new(term)), span)? } else { term });
        }
        self.several(terms, start, AstKind::Sum)
    }

    /// One part as it is, more as a sum or product.
    fn several(&self, mut parts: Vec<Ast>, start: Span, kind: impl FnOnce(Vec<Ast>) -> AstKind) -> Parsed {
        match parts.pop() {
            Some(only) if parts.is_empty() => Ok(only),
            Some(last) => {
                let span = start.to(last.span);
                parts.push(last);
                self.node(kind(parts), span)
            }
            None => self.fail(ProblemKind::Unfinished),
        }
    }

    fn term(&mut self) -> Parsed {
        self.with_signs(Self::product)
    }

    /// Signs, then `part`.
    fn with_signs(&mut self, part: impl FnOnce(&mut Self) -> Parsed) -> Parsed {
        let mut minuses = Vec::new();
        loop {
            match self.peek() {
                Token::Plus => drop(self.advance()),
                Token::Minus => minuses.push(self.advance()),
                _ => break,
            }
        }
        let mut ast = part(self)?;
        while let Some(minus) = minuses.pop() {
            let span = minus.to(ast.span);
            ast = self.node(AstKind::Neg(Box::new(ast)), span)?;
        }
        Ok(ast)
    }

    fn product(&mut self) -> Parsed {
        let first = self.joined()?;
        let start = first.span;
        let mut factors = vec![first];
        loop {
            if self.take(&Token::Star).is_some() {
                factors.push(self.joined()?);
            } else if self.take(&Token::Slash).is_some() {
                let bare = self.last_bare.take();
                let numerator = self.several(factors, start, AstKind::Product)?;
                let below = self.next;
                let denominator = self.joined()?;
                self.guess_quotient(&numerator, &denominator, below, bare);
                let span = start.to(denominator.span);
                let quotient = AstKind::Quotient(Box::new(numerator), Box::new(denominator));
                factors = vec![self.node(quotient, span)?];
            } else {
                return self.several(factors, start, AstKind::Product);
            }
        }
    }

    /// Says how `1/2x` and `sin x/2` were read. The denominator begins at lexeme `below`.
    fn guess_quotient(&mut self, numerator: &Ast, denominator: &Ast, below: usize, bare: Option<Span>) {
        let whole = numerator.span.to(denominator.span);
        let (above, under) = (numerator.span.slice(self.source), denominator.span.slice(self.source));
        let grouped = matches!(self.lexemes.get(below).map(|lexeme| &lexeme.token), Some(Token::Open(_)));
        if let AstKind::Product(factors) = &denominator.kind
            && !(grouped && factors.first().is_none_or(|first| first.span.start > denominator.span.start))
            && let Some(first) = factors.first()
        {
            let fraction = whole.start..first.span.end;
            let other = format!("({})", self.source.get(fraction.clone()).unwrap_or_default());
            let others = vec![(Span::new(fraction.start, fraction.end), other)];
            self.guess(whole, format!("{above}/({under})"), others);
        } else if let Some(argument) = bare.filter(|argument| argument.end == numerator.span.end) {
            let place = Span::new(argument.start, denominator.span.end);
            let other = format!("({})", place.slice(self.source));
            self.guess(whole, format!("({above})/{under}"), vec![(place, other)]);
        }
    }

    /// Factors side by side.
    fn joined(&mut self) -> Parsed {
        let first = self.with_signs(Self::power)?;
        let start = first.span;
        let mut factors = vec![first];
        while self.starts_factor() {
            factors.push(self.power()?);
        }
        self.several(factors, start, AstKind::Product)
    }

    /// Whether the next token begins a factor that needs no sign in front.
    fn starts_factor(&self) -> bool {
        match self.peek() {
            // Two numbers side by side are no product: 2 3.
            Token::Number(_) => !matches!(self.before(), Some(Token::Number(_))),
            Token::Name(_) | Token::Function(_) | Token::Where | Token::Root(_) | Token::Open(_) => true,
            Token::Bar => self.bars == 0,
            _ => false,
        }
    }

    fn before(&self) -> Option<&Token> {
        self.next.checked_sub(1).and_then(|index| self.lexemes.get(index)).map(|lexeme| &lexeme.token)
    }

    fn power(&mut self) -> Parsed {
        let base = self.postfix()?;
        if self.take(&Token::Caret).is_none() {
            return Ok(base);
        }
        let exponent = self.exponent()?;
        self.raised(base, exponent)
    }

    fn exponent(&mut self) -> Parsed {
        self.nested(|parser| parser.with_signs(Self::power))
    }

    fn raised(&mut self, base: Ast, exponent: Ast) -> Parsed {
        let span = base.span.to(exponent.span);
        self.node(AstKind::Power(Box::new(base), Box::new(exponent)), span)
    }

    fn postfix(&mut self) -> Parsed {
        let mut ast = self.atom()?;
        loop {
            match self.peek().clone() {
                Token::Bang => {
                    let span = ast.span.to(self.advance());
                    ast = self.node(AstKind::Call(Function::Factorial, vec![ast]), span)?;
                }
                Token::Superscript(text) => {
                    let exponent = self.superscript(&text)?;
                    ast = self.raised(ast, exponent)?;
                }
                _ => return Ok(ast),
            }
        }
    }

    fn superscript(&mut self, text: &str) -> Parsed {
        let span = self.advance();
        let digits = text.trim_start_matches('-');
        let number = self.node(AstKind::Number(digits.to_owned()), span)?;
        if digits.len() == text.len() { Ok(number) } else { self.node(AstKind::Neg(Box::new(number)), span) }
    }

    fn atom(&mut self) -> Parsed {
        match self.peek().clone() {
            Token::Number(text) => {
                let span = self.advance();
                self.node(AstKind::Number(text), span)
            }
            Token::Name(name) => {
                let span = self.advance();
                self.node(AstKind::Name(name), span)
            }
            Token::Function(function) => self.nested(|parser| parser.call(function)),
            Token::Where => self.nested(Self::where_call),
            Token::Root(degree) => self.nested(|parser| parser.root(degree)),
            Token::Open(bracket) => self.nested(|parser| parser.group(bracket)),
            Token::Bar => self.nested(Self::bars),
            Token::End => self.fail(ProblemKind::Unfinished),
            _ => self.fail(ProblemKind::Missing { found: self.span().slice(self.source).to_owned() }),
        }
    }

    fn group(&mut self, bracket: Bracket) -> Parsed {
        let open = self.advance();
        let inner = self.inside(Self::sum)?;
        let span = open.to(self.close(bracket, open)?);
        match bracket {
            Bracket::Floor => self.node(AstKind::Call(Function::Floor, vec![inner]), span),
            Bracket::Ceil => self.node(AstKind::Call(Function::Ceil, vec![inner]), span),
            // The brackets belong to the place, so that repairs keep them.
            _ => Ok(Ast { span, ..inner }),
        }
    }

    /// Reads with `part` inside other brackets, where a bar opens anew.
    fn inside<T>(&mut self, part: impl FnOnce(&mut Self) -> Result<T, Problem>) -> Result<T, Problem> {
        let bars = std::mem::take(&mut self.bars);
        let result = part(self);
        self.bars = bars;
        result
    }

    fn close(&mut self, bracket: Bracket, open: Span) -> Result<Span, Problem> {
        if let Some(span) = self.take(&Token::Close(bracket)) {
            return Ok(span);
        }
        match self.peek() {
            Token::Compare(_) => self.fail(ProblemKind::Comparison),
            Token::Equals => self.fail(ProblemKind::Equation),
            Token::Comma => self.fail(ProblemKind::Comma { decimal: self.is_decimal_comma(self.next) }),
            Token::Underscore => self.fail(ProblemKind::Stray),
            _ => {
                let open = Span::new(open.start, open.end);
                let kind = ProblemKind::Unclosed { open: open.slice(self.source).to_owned(), close: bracket.close() };
                Err(Problem::new(if *self.peek() == Token::End { self.span() } else { open }, kind))
            }
        }
    }

    fn bars(&mut self) -> Parsed {
        let open = self.advance();
        self.bars += 1;
        let inner = self.sum();
        self.bars -= 1;
        let inner = inner?;
        let Some(close) = self.take(&Token::Bar) else {
            let kind = ProblemKind::Unclosed { open: "|".to_owned(), close: '|' };
            return Err(Problem::new(if *self.peek() == Token::End { self.span() } else { open }, kind));
        };
        self.node(AstKind::Call(Function::Abs, vec![inner]), open.to(close))
    }

    fn root(&mut self, degree: u8) -> Parsed {
        let sign = self.advance();
        let inner = self.power()?;
        let span = sign.to(inner.span);
        self.rooted(inner, degree, span)
    }

    /// √u, ∛u, or u^(1/degree).
    fn rooted(&mut self, inner: Ast, degree: u8, span: Span) -> Parsed {
        let function = match degree {
            2 => Function::Sqrt,
            3 => Function::Cbrt,
            _ => {
                let (one, below) = (AstKind::Number("1".to_owned()), AstKind::Number(degree.to_string()));
                let (one, below) = (self.node(one, span)?, self.node(below, span)?);
                let exponent = self.node(AstKind::Quotient(Box::new(one), Box::new(below)), span)?;
                return self.node(AstKind::Power(Box::new(inner), Box::new(exponent)), span);
            }
        };
        self.node(AstKind::Call(function, vec![inner]), span)
    }

    fn call(&mut self, function: Function) -> Parsed {
        let name = self.advance();
        let base = if function == Function::Log && self.take(&Token::Underscore).is_some() {
            Some(self.atom()?)
        } else {
            None
        };
        let exponent = match self.peek().clone() {
            Token::Superscript(text) => Some(self.superscript(&text)?),
            Token::Caret => {
                self.advance();
                Some(self.exponent()?)
            }
            _ => None,
        };
        let (mut arguments, end) = self.arguments(function, name)?;
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
                let other = format!("1/{}", function.name());
                self.guess(head, inverse.name().to_owned(), vec![(head, inverse.name().to_owned()), (head, other)]);
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
            return self.inside(|parser| {
                let mut arguments = vec![parser.sum()?];
                while parser.take(&Token::Comma).is_some() {
                    arguments.push(parser.sum()?);
                }
                Ok((arguments, parser.close(bracket, open)?))
            });
        }
        let sign = matches!(self.peek(), Token::Minus | Token::Plus);
        if !sign && !self.starts_factor() && !matches!(self.peek(), Token::Bar) {
            let kind = ProblemKind::NoArgument { function: function.name() };
            return Err(Problem::new(if *self.peek() == Token::End { self.span() } else { name }, kind));
        }
        let argument = self.bare()?;
        self.last_bare = Some(argument.span);
        let end = argument.span;
        Ok((vec![argument], end))
    }

    /// An argument without brackets: factors side by side, up to the next function.
    fn bare(&mut self) -> Parsed {
        // ln|x| y is ln(|x|)·y: bars are brackets.
        let bars = *self.peek() == Token::Bar;
        let first = self.with_signs(Self::power)?;
        let start = first.span;
        let mut factors = vec![first];
        while !bars && self.starts_factor() && !matches!(self.peek(), Token::Function(_) | Token::Where | Token::Bar) {
            factors.push(self.power()?);
        }
        self.several(factors, start, AstKind::Product)
    }

    /// A call, once the number of arguments fits.
    fn applied(&mut self, function: Function, mut arguments: Vec<Ast>, span: Span) -> Parsed {
        if function == Function::Log && arguments.len() == 2 {
            return self.log_of_base(arguments, span);
        }
        let fits = match function.info().arity {
            Arity::Exactly(count) => arguments.len() == count,
            Arity::AtLeast(count) => arguments.len() >= count,
        };
        if !fits {
            let comma = (0..self.next).find(|index| {
                let inside = self.lexemes.get(*index).is_some_and(|lexeme| lexeme.span.start > span.start);
                let comma = self.lexemes.get(*index).is_some_and(|lexeme| lexeme.token == Token::Comma);
                inside && comma && self.is_decimal_comma(*index)
            });
            let comma = comma.and_then(|index| self.lexemes.get(index)).map(|lexeme| lexeme.span);
            let kind = ProblemKind::Arguments { function, found: arguments.len(), comma };
            return Err(Problem::new(span, kind));
        }
        arguments.shrink_to_fit();
        self.node(AstKind::Call(function, arguments), span)
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

    fn where_call(&mut self) -> Parsed {
        let name = self.advance();
        let open = self.span();
        if self.take(&Token::Open(Bracket::Round)).is_none() {
            return Err(Problem::new(name, ProblemKind::WhereParts));
        }
        let (left, relation, right, then, otherwise, end) = self.inside(|parser| {
            let left = parser.sum()?;
            let relation = parser.relation(name)?;
            let right = parser.sum()?;
            parser.where_comma(name)?;
            let then = parser.sum()?;
            parser.where_comma(name)?;
            let otherwise = parser.sum()?;
            Ok((left, relation, right, then, otherwise, parser.close(Bracket::Round, open)?))
        })?;
        let condition = Box::new(AstCondition { left, relation, right });
        self.node(AstKind::Where(condition, Box::new(then), Box::new(otherwise)), name.to(end))
    }

    fn relation(&mut self, name: Span) -> Result<Comparison, Problem> {
        let relation = match self.peek() {
            Token::Compare(relation) => *relation,
            Token::Equals => Comparison::Equal,
            Token::End => return self.fail(ProblemKind::Unfinished),
            _ => return Err(Problem::new(name, ProblemKind::WhereParts)),
        };
        self.advance();
        Ok(relation)
    }

    fn where_comma(&mut self, name: Span) -> Result<(), Problem> {
        match self.peek() {
            Token::Comma => {
                self.advance();
                Ok(())
            }
            Token::End => self.fail(ProblemKind::Unfinished),
            _ => Err(Problem::new(name, ProblemKind::WhereParts)),
        }
    }
}

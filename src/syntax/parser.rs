//! Lexemes → [`Ast`] by recursive descent. Calls stand in [`super::calls`], what is defined piecewise in [`super::pieces`].
//!
//! ```text
//! formula   = sum ;
//! sum       = term { ( "+" | "-" ) term } ;
//! term      = { "+" | "-" } product ;                 (* -x^2 = -(x^2), -x y = -(x y) *)
//! product   = joined { ( "*" | "/" ) joined } ;       (* from the left: a/b/c = (a/b)/c *)
//! joined    = signed { power } ;                      (* side by side binds tighter than * and /: 1/2x = 1/(2x) *)
//! signed    = { "+" | "-" } power ;
//! power     = postfix [ "^" signed ] ;                (* from the right: 2^3^2 = 2^(3^2) *)
//! postfix   = atom { "!" | superscript } ;
//! atom      = number | name | call | shorthand | pieces | root | fraction | group ;
//! group     = "(" sum ")" | "[" sum "]" | "{" sum "}" | "|" sum "|" | "⌊" sum "⌋" | "⌈" sum "⌉" ;
//! root      = ( "√" | "∛" | "∜" ) power | "\sqrt" [ "[" sum "]" ] ( group | postfix ) ;
//! fraction  = "\frac" ( group | postfix ) ( group | postfix ) ;
//! call      = function [ "_" atom ] [ "^" signed | superscript ] ( arguments | bare ) ;     (* sin^2(x) = (sin x)^2 *)
//! arguments = "(" sum { "," sum } ")" ;
//! bare      = { "-" } power { power } ;               (* sin 2x = sin(2x); it ends at the next function: sin x cos x *)
//! shorthand = name arguments ;                        (* clip(x, 0, 1) = min(max(x, 0), 1) *)
//! pieces    = "where" "(" condition "," sum "," sum ")"
//!           | "(" condition ")"                       (* (x > 0)*x = where(x > 0, 1, 0)*x *)
//!           | "Piecewise" "(" "(" sum "," test ")" { "," "(" sum "," test ")" } ")"
//!           | "\begin{cases}" sum "&" test { "\\" sum "&" test } "\end{cases}" ;
//! test      = condition | "otherwise" | "True" ;
//! condition = all { ( "or" | "|" | "||" ) all } ;
//! all       = one { ( "and" | "&" | "&&" ) one } ;
//! one       = ( "not" | "~" ) one | "(" condition ")" | ( "And" | "Or" ) "(" condition { "," condition } ")"
//!           | ( "Eq" | "Ne" | "Lt" | "Le" | "Gt" | "Ge" ) "(" sum "," sum ")"
//!           | sum relation sum { relation sum } ;     (* 0 < x < 1 = 0 < x and x < 1 *)
//! relation  = "<" | "<=" | "==" | "=" | "!=" | ">=" | ">" ;
//! ```
//!
//! Which bars open and which close is settled before, in [`super::brackets`]: `|x||y|` is a product, `||x| - 1|` nested.

use super::ast::{Ast, AstKind};
use super::error::{Problem, ProblemKind};
use super::guess::Guess;
use super::lexer::{Bracket, Lexeme, Lexer, Token};
use super::{MAX_NESTING, MAX_NODES};
use crate::functions::Function;
use crate::span::Span;

/// The tree of a whole text, and the guesses made.
pub(super) fn parse(source: &str) -> Result<(Ast, Vec<Guess>), Problem> {
    if source.chars().nth(super::MAX_CHARS).is_some() {
        return Err(Problem::new(Span::new(0, source.len()), ProblemKind::TooLong));
    }
    let (lexemes, guesses) = Lexer::new(source).run()?;
    let end = Span::at(source.len());
    let mut parser = Parser { source, lexemes, next: 0, end, nesting: 0, open: 0, last_bare: None, guesses };
    let ast = parser.formula()?;
    parser.guesses.sort_by_key(|guess| guess.span.start);
    Ok((ast, parser.guesses))
}

pub(super) struct Parser<'a> {
    pub source: &'a str,
    pub lexemes: Vec<Lexeme>,
    /// Index of the next lexeme.
    pub next: usize,
    end: Span,
    nesting: usize,
    /// Brackets opened and not closed.
    open: usize,
    /// The argument of the last function that was read without brackets.
    pub last_bare: Option<Span>,
    pub guesses: Vec<Guess>,
}

pub(super) type Parsed = Result<Ast, Problem>;

impl Parser<'_> {
    pub fn peek(&self) -> &Token {
        self.lexemes.get(self.next).map_or(&Token::End, |lexeme| &lexeme.token)
    }

    /// The place of the next token.
    pub fn span(&self) -> Span {
        self.lexemes.get(self.next).map_or(self.end, |lexeme| lexeme.span)
    }

    pub fn advance(&mut self) -> Span {
        let span = self.span();
        self.next += 1;
        span
    }

    /// Takes the next token if it is this one.
    pub fn take(&mut self, token: &Token) -> Option<Span> {
        (self.peek() == token && *token != Token::End).then(|| self.advance())
    }

    pub fn fail<T>(&self, kind: ProblemKind) -> Result<T, Problem> {
        Err(Problem::new(self.span(), kind))
    }

    /// A node, unless the tree would become too deep.
    pub fn node(&self, kind: AstKind, span: Span) -> Parsed {
        let (mut depth, mut nodes) = (0, 1);
        for child in kind.children() {
            depth = child.depth.max(depth);
            nodes += child.nodes;
        }
        if depth >= MAX_NESTING {
            return Err(Problem::new(span, ProblemKind::TooDeep));
        }
        if nodes > MAX_NODES {
            return Err(Problem::new(span, ProblemKind::TooLarge));
        }
        Ok(Ast { kind, span, depth: depth + 1, nodes })
    }

    /// Reads with `part`, one level deeper.
    pub fn nested<T>(&mut self, part: impl FnOnce(&mut Self) -> Result<T, Problem>) -> Result<T, Problem> {
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
            _ => self.misplaced(),
        }
    }

    /// What is wrong with the next token, where an expression has just ended.
    fn misplaced<T>(&self) -> Result<T, Problem> {
        let names = match self.lexemes.get(..self.next) {
            Some([name, rest @ ..]) if matches!(name.token, Token::Name(_)) => {
                let tokens: Vec<&Token> = rest.iter().map(|lexeme| &lexeme.token).collect();
                matches!(
                    tokens.as_slice(),
                    [] | [Token::Open(Bracket::Round), Token::Name(_), Token::Close(Bracket::Round)]
                )
            }
            _ => false,
        };
        let first = self.next.checked_sub(1).and_then(|index| self.lexemes.get(index)).map(|lexeme| lexeme.span);
        self.fail(match (self.peek(), first) {
            (Token::Equals | Token::Compare(super::Comparison::Equal), _) => ProblemKind::Equation { names },
            (Token::Compare(_), _) => ProblemKind::Comparison,
            (Token::Comma, _) => ProblemKind::Comma { decimal: self.decimal_number(self.next) },
            (Token::Number(_), Some(first)) => ProblemKind::TwoNumbers { first },
            _ => ProblemKind::Stray,
        })
    }

    /// The place of the number that the comma at lexeme `index` may be the decimal mark of: `1,5`.
    pub fn decimal_number(&self, index: usize) -> Option<Span> {
        let close = |index: usize| self.lexemes.get(index).is_some_and(|lexeme| !lexeme.spaced);
        let number = |index: usize| match self.lexemes.get(index) {
            Some(Lexeme { token: Token::Number(_), span, .. }) => Some(*span),
            _ => None,
        };
        let (before, after) = (number(index.checked_sub(1)?)?, number(index + 1)?);
        (close(index) && close(index + 1)).then(|| before.to(after))
    }

    pub fn sum(&mut self) -> Parsed {
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
    pub fn several(&self, mut parts: Vec<Ast>, start: Span, kind: impl FnOnce(Vec<Ast>) -> AstKind) -> Parsed {
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
    pub fn with_signs(&mut self, part: impl FnOnce(&mut Self) -> Parsed) -> Parsed {
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
                let denominator = self.joined()?;
                self.guess_quotient(&numerator, &denominator, bare);
                let span = start.to(denominator.span);
                let quotient = AstKind::Quotient(Box::new(numerator), Box::new(denominator));
                factors = vec![self.node(quotient, span)?];
            } else {
                return self.several(factors, start, AstKind::Product);
            }
        }
    }

    /// Factors side by side.
    fn joined(&mut self) -> Parsed {
        let first = self.with_signs(Self::power)?;
        let start = first.span;
        let mut factors = vec![first];
        while self.starts_factor() {
            let next = self.lexemes.get(self.next).cloned();
            let factor = self.power()?;
            if let (Some(before), Some(next)) = (factors.last(), next.filter(|next| !next.spaced)) {
                self.guess_joined(&before.clone(), &next.token, &factor);
            }
            factors.push(factor);
        }
        self.several(factors, start, AstKind::Product)
    }

    /// Whether the next token begins a factor that needs no sign in front.
    pub fn starts_factor(&self) -> bool {
        match self.peek() {
            // Two numbers side by side are no product: 2 3.
            Token::Number(_) => !matches!(self.before(), Some(Token::Number(_))),
            token => token.begins_factor(),
        }
    }

    fn before(&self) -> Option<&Token> {
        self.next.checked_sub(1).and_then(|index| self.lexemes.get(index)).map(|lexeme| &lexeme.token)
    }

    pub fn power(&mut self) -> Parsed {
        let base = self.postfix()?;
        if self.take(&Token::Caret).is_none() {
            return Ok(base);
        }
        let exponent = self.exponent()?;
        self.guess_root(&base, &exponent);
        self.raised(base, exponent)
    }

    pub fn exponent(&mut self) -> Parsed {
        self.nested(|parser| parser.with_signs(Self::power))
    }

    pub fn raised(&mut self, base: Ast, exponent: Ast) -> Parsed {
        let span = base.span.to(exponent.span);
        self.node(AstKind::Power(Box::new(base), Box::new(exponent)), span)
    }

    pub fn postfix(&mut self) -> Parsed {
        let mut ast = self.atom()?;
        loop {
            match self.peek().clone() {
                Token::Bang => {
                    let span = ast.span.to(self.advance());
                    if let AstKind::Call(Function::Factorial, _) = ast.kind {
                        // Not the double factorial.
                        self.guess(span, format!("({})!", ast.span.slice(self.source)), Vec::new());
                    }
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

    pub fn superscript(&mut self, text: &str) -> Parsed {
        let span = self.advance();
        let digits = text.trim_start_matches('-');
        let number = self.node(AstKind::Number(digits.to_owned()), span)?;
        if digits.len() == text.len() { Ok(number) } else { self.node(AstKind::Neg(Box::new(number)), span) }
    }

    pub fn atom(&mut self) -> Parsed {
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
            Token::Shorthand(name) => self.nested(|parser| parser.shorthand(name)),
            Token::Keyword(keyword) => self.nested(|parser| parser.keyword(keyword)),
            Token::Root(degree) => self.nested(|parser| parser.root(degree)),
            Token::Radical => self.nested(Self::radical),
            Token::Fraction => self.nested(Self::fraction),
            Token::Open(Bracket::Test) => self.nested(Self::indicator),
            Token::Open(bracket) => self.nested(|parser| parser.group(bracket)),
            Token::End => self.fail(ProblemKind::Unfinished),
            Token::Close(_) if self.open == 0 => self.fail(ProblemKind::Unopened),
            _ => {
                let before = self.next.checked_sub(1).and_then(|index| self.lexemes.get(index));
                self.fail(ProblemKind::Missing { before: before.map(|lexeme| lexeme.span) })
            }
        }
    }

    pub fn group(&mut self, bracket: Bracket) -> Parsed {
        let open = self.advance();
        let inner = self.inside(Self::sum)?;
        let span = open.to(self.close(bracket, open)?);
        match bracket {
            Bracket::Floor => self.node(AstKind::Call(Function::Floor, vec![inner]), span),
            Bracket::Ceil => self.node(AstKind::Call(Function::Ceil, vec![inner]), span),
            Bracket::Bar => self.node(AstKind::Call(Function::Abs, vec![inner]), span),
            // The brackets belong to the place, so that repairs keep them.
            _ => Ok(Ast { span, ..inner }),
        }
    }

    /// Reads with `part` inside brackets.
    pub fn inside<T>(&mut self, part: impl FnOnce(&mut Self) -> Result<T, Problem>) -> Result<T, Problem> {
        self.open += 1;
        let result = part(self);
        self.open -= 1;
        result
    }

    pub fn close(&mut self, bracket: Bracket, open: Span) -> Result<Span, Problem> {
        if let Some(span) = self.take(&Token::Close(bracket)) {
            return Ok(span);
        }
        match self.peek() {
            Token::End => self.fail(ProblemKind::Unclosed { open, closers: self.missing_closers() }),
            Token::Close(_) => self.fail(ProblemKind::Mismatched { open, close: bracket.close() }),
            _ => self.misplaced(),
        }
    }

    /// What would close every bracket that is still open at the end of the text.
    fn missing_closers(&self) -> String {
        let mut open = Vec::new();
        for lexeme in &self.lexemes {
            match lexeme.token {
                Token::Open(bracket) => open.push(bracket.close()),
                Token::Close(_) => drop(open.pop()),
                _ => {}
            }
        }
        open.into_iter().rev().collect()
    }
}

//! Roots and fractions that are not calls: `√x`, `\sqrt[3]{x}`, `\frac{a}{b}`.

use super::ast::{Ast, AstKind};
use super::lexer::{Bracket, Token};
use super::parser::{Parsed, Parser};
use crate::functions::Function;
use crate::span::Span;

impl Parser<'_> {
    pub fn root(&mut self, degree: u8) -> Parsed {
        let sign = self.advance();
        let inner = self.power()?;
        let span = sign.to(inner.span);
        self.guess_radicand(sign, &inner);
        self.rooted(inner, degree, span)
    }

    /// `\sqrt{u}`, `\sqrt[3]{u}`.
    pub fn radical(&mut self) -> Parsed {
        let sign = self.advance();
        let degree = match self.take(&Token::Open(Bracket::Square)) {
            Some(open) => {
                let degree = self.inside(Self::sum)?;
                self.close(Bracket::Square, open)?;
                Some(degree)
            }
            None => None,
        };
        let inner = self.postfix()?;
        let span = sign.to(inner.span);
        match degree.map(|degree| degree.kind) {
            None => self.rooted(inner, 2, span),
            Some(AstKind::Number(text)) if text == "2" => self.rooted(inner, 2, span),
            Some(AstKind::Number(text)) if text == "3" => self.rooted(inner, 3, span),
            Some(degree) => {
                let below = self.node(degree, span)?;
                self.root_of_degree(inner, below, span)
            }
        }
    }

    /// `\frac{a}{b}`.
    pub fn fraction(&mut self) -> Parsed {
        let sign = self.advance();
        let above = self.postfix()?;
        let below = self.postfix()?;
        let span = sign.to(below.span);
        self.note_division(&below, span);
        self.node(AstKind::Quotient(Box::new(above), Box::new(below)), span)
    }

    /// √u, ∛u, or u^(1/degree).
    fn rooted(&mut self, inner: Ast, degree: u8, span: Span) -> Parsed {
        let function = match degree {
            2 => Function::Sqrt,
            3 => Function::Cbrt,
            _ => {
                let below = self.node(AstKind::Number(degree.to_string()), span)?;
                return self.root_of_degree(inner, below, span);
            }
        };
        self.node(AstKind::Call(function, vec![inner]), span)
    }

    /// inner^(1/degree).
    fn root_of_degree(&self, inner: Ast, degree: Ast, span: Span) -> Parsed {
        let one = self.node(AstKind::Number("1".to_owned()), span)?;
        let exponent = self.node(AstKind::Quotient(Box::new(one), Box::new(degree)), span)?;
        self.node(AstKind::Power(Box::new(inner), Box::new(exponent)), span)
    }
}

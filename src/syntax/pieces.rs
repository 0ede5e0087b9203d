//! What is defined piece by piece: `where(x > 0, x, 0)`, SymPy's `Piecewise`, LaTeX's cases; and SymPy's exact numbers.

use super::ast::{Ast, AstCondition, AstKind, Comparison};
use super::error::{Problem, ProblemKind};
use super::lexer::{Bracket, Keyword, Token};
use super::parser::{Parsed, Parser};
use crate::span::Span;

/// A value and the condition under which it holds; None is "otherwise".
type Piece = (Ast, Option<AstCondition>);

impl Parser<'_> {
    pub fn keyword(&mut self, keyword: Keyword) -> Parsed {
        match keyword {
            Keyword::Where => self.where_call(),
            Keyword::Piecewise => self.piecewise(),
            Keyword::Cases => self.cases(),
            Keyword::Rational | Keyword::Integer => self.exact_number(),
            Keyword::EndCases | Keyword::Otherwise => self.fail(ProblemKind::Stray),
        }
    }

    fn where_call(&mut self) -> Parsed {
        let name = self.advance();
        let open = self.need(&Token::Open(Bracket::Round), name)?;
        let (condition, then, otherwise, end) = self.inside(|parser| {
            let condition = parser.condition(name)?;
            parser.need(&Token::Comma, name)?;
            let then = parser.sum()?;
            parser.need(&Token::Comma, name)?;
            let otherwise = parser.sum()?;
            Ok((condition, then, otherwise, parser.close(Bracket::Round, open)?))
        })?;
        self.where_node(condition, then, otherwise, name.to(end))
    }

    fn where_node(&self, condition: AstCondition, then: Ast, otherwise: Ast, span: Span) -> Parsed {
        self.node(AstKind::Where(Box::new(condition), Box::new(then), Box::new(otherwise)), span)
    }

    /// Takes this token, which the form called `name` needs.
    fn need(&mut self, token: &Token, name: Span) -> Result<Span, Problem> {
        match self.take(token) {
            Some(span) => Ok(span),
            None if *self.peek() == Token::End => self.fail(ProblemKind::Unfinished),
            None => Err(Problem::new(name, ProblemKind::WhereParts)),
        }
    }

    fn condition(&mut self, name: Span) -> Result<AstCondition, Problem> {
        let left = self.sum()?;
        let relation = match self.peek() {
            Token::Compare(relation) => *relation,
            Token::Equals => Comparison::Equal,
            Token::End => return self.fail(ProblemKind::Unfinished),
            _ => return Err(Problem::new(name, ProblemKind::WhereParts)),
        };
        self.advance();
        Ok(AstCondition { left, relation, right: self.sum()? })
    }

    fn test(&mut self, name: Span) -> Result<Option<AstCondition>, Problem> {
        match self.take(&Token::Keyword(Keyword::Otherwise)) {
            Some(_) => Ok(None),
            None => self.condition(name).map(Some),
        }
    }

    /// `Piecewise((x, x > 0), (0, True))`.
    fn piecewise(&mut self) -> Parsed {
        let name = self.advance();
        let open = self.need(&Token::Open(Bracket::Round), name)?;
        let (pieces, end) = self.inside(|parser| {
            let mut pieces = vec![parser.pair(name)?];
            while parser.take(&Token::Comma).is_some() {
                pieces.push(parser.pair(name)?);
            }
            Ok((pieces, parser.close(Bracket::Round, open)?))
        })?;
        self.joined_pieces(pieces, name.to(end))
    }

    fn pair(&mut self, name: Span) -> Result<Piece, Problem> {
        let open = self.need(&Token::Open(Bracket::Round), name)?;
        self.inside(|parser| {
            let value = parser.sum()?;
            parser.need(&Token::Comma, name)?;
            let test = parser.test(name)?;
            parser.close(Bracket::Round, open)?;
            Ok((value, test))
        })
    }

    /// `\begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases}`.
    fn cases(&mut self) -> Parsed {
        let name = self.advance();
        let (pieces, end) = self.inside(|parser| {
            let mut pieces = Vec::new();
            loop {
                let value = parser.sum()?;
                parser.take(&Token::Comma);
                parser.need(&Token::Ampersand, name)?;
                pieces.push((value, parser.test(name)?));
                parser.take(&Token::Comma);
                let more = parser.take(&Token::NewRow).is_some();
                if let Some(end) = parser.take(&Token::Keyword(Keyword::EndCases)) {
                    return Ok((pieces, end));
                }
                if !more {
                    return parser.need(&Token::NewRow, name).map(|end| (Vec::new(), end));
                }
            }
        })?;
        self.joined_pieces(pieces, name.to(end))
    }

    /// Nested conditions out of a list of pieces, the last of which holds otherwise.
    fn joined_pieces(&mut self, mut pieces: Vec<Piece>, span: Span) -> Parsed {
        let last = pieces.pop();
        let complement = match (pieces.last(), &last) {
            (Some((_, Some(before))), Some((_, Some(test)))) if pieces.len() == 1 => is_complement(before, test),
            _ => false,
        };
        let Some((mut value, test)) = last else { return Err(Problem::new(span, ProblemKind::WhereParts)) };
        if test.is_some() && !complement {
            return Err(Problem::new(value.span, ProblemKind::CasesEnd));
        }
        while let Some((then, test)) = pieces.pop() {
            let Some(condition) = test else { return Err(Problem::new(then.span, ProblemKind::CasesEnd)) };
            value = self.where_node(condition, then, value, span)?;
        }
        Ok(value)
    }

    /// `Rational(1, 2)` and `Integer(1)`.
    fn exact_number(&mut self) -> Parsed {
        let name = self.advance();
        let open = self.need(&Token::Open(Bracket::Round), name)?;
        let (above, below, end) = self.inside(|parser| {
            let above = parser.sum()?;
            let below = if parser.take(&Token::Comma).is_some() { Some(parser.sum()?) } else { None };
            Ok((above, below, parser.close(Bracket::Round, open)?))
        })?;
        let span = name.to(end);
        match below {
            Some(below) => self.node(AstKind::Quotient(Box::new(above), Box::new(below)), span),
            None => Ok(Ast { span, ..above }),
        }
    }
}

/// Whether the second condition is just the contrary of the first: x ≤ 0 after x > 0.
fn is_complement(first: &AstCondition, second: &AstCondition) -> bool {
    let contrary = match first.relation {
        Comparison::Less => Comparison::GreaterOrEqual,
        Comparison::LessOrEqual => Comparison::Greater,
        Comparison::Equal => Comparison::NotEqual,
        Comparison::NotEqual => Comparison::Equal,
        Comparison::GreaterOrEqual => Comparison::Less,
        Comparison::Greater => Comparison::LessOrEqual,
    };
    second.relation == contrary && same(&first.left, &second.left) && same(&first.right, &second.right)
}

/// Whether two formulas are spelled alike but for their places.
fn same(a: &Ast, b: &Ast) -> bool {
    let (left, right) = (a.kind.children(), b.kind.children());
    let alike = match (&a.kind, &b.kind) {
        (AstKind::Number(a), AstKind::Number(b)) | (AstKind::Name(a), AstKind::Name(b)) => a == b,
        (AstKind::Call(a, _), AstKind::Call(b, _)) => a == b,
        (AstKind::Where(..), _) => false,
        (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
    };
    alike && left.len() == right.len() && left.into_iter().zip(right).all(|(a, b)| same(a, b))
}

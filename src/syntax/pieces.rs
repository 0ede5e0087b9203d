//! What is defined piece by piece: `where(x > 0, x, 0)`, SymPy's `Piecewise`, LaTeX's cases; and SymPy's exact numbers.
//!
//! A condition with "and", "or" and "not" becomes nested pieces of single comparisons: where(A and B, u, v) is
//! where(A, where(B, u, v), v).

use super::ast::{Ast, AstCondition, AstKind, Comparison};
use super::error::{Problem, ProblemKind};
use super::guess::GuessKind;
use super::lexer::{Bracket, Keyword, Token};
use super::parser::{Parsed, Parser};
use crate::span::Span;

/// A condition as typed.
pub(super) enum Test {
    One(AstCondition),
    Not(Box<Test>),
    Both(Box<Test>, Box<Test>),
    Either(Box<Test>, Box<Test>),
}

type Tested = Result<Test, Problem>;

/// A value and the condition under which it holds; None is "otherwise".
type Piece = (Ast, Option<Test>);

impl Parser<'_> {
    pub fn keyword(&mut self, keyword: Keyword) -> Parsed {
        match keyword {
            Keyword::Where => self.where_call(),
            Keyword::Piecewise => self.piecewise(),
            Keyword::Cases => self.cases(),
            Keyword::Rational | Keyword::Integer => self.exact_number(),
            // Conditions stand in where(…) or in brackets of their own, which are no keywords.
            Keyword::All | Keyword::Any | Keyword::Not | Keyword::Compare(_) => self.fail(ProblemKind::Comparison),
            Keyword::EndCases | Keyword::Otherwise | Keyword::And | Keyword::Or => self.fail(ProblemKind::Stray),
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

    fn where_node(&self, test: Test, then: Ast, otherwise: Ast, span: Span) -> Parsed {
        match test {
            Test::One(condition) => {
                self.node(AstKind::Where(Box::new(condition), Box::new(then), Box::new(otherwise)), span)
            }
            Test::Not(test) => self.where_node(*test, otherwise, then, span),
            Test::Both(first, second) => {
                let then = self.where_node(*second, then, otherwise.clone(), span)?;
                self.where_node(*first, then, otherwise, span)
            }
            Test::Either(first, second) => {
                let otherwise = self.where_node(*second, then.clone(), otherwise, span)?;
                self.where_node(*first, then, otherwise, span)
            }
        }
    }

    /// `(x > 0)`, NumPy's way to say 1 where it holds and 0 elsewhere.
    pub fn indicator(&mut self) -> Parsed {
        let open = self.advance();
        let (test, end) = self.inside(|parser| Ok((parser.condition(open)?, parser.close(Bracket::Test, open)?)))?;
        let span = open.to(end);
        let inner = Span::new(open.end, end.start).slice(self.source);
        self.note(span, GuessKind::ReadAs { read: format!("where({inner}, 1, 0)"), others: Vec::new() });
        let number = |digit: &str| self.node(AstKind::Number(digit.to_owned()), span);
        self.where_node(test, number("1")?, number("0")?, span)
    }

    /// Takes this token, which the form called `name` needs.
    fn need(&mut self, token: &Token, name: Span) -> Result<Span, Problem> {
        match self.take(token) {
            Some(span) => Ok(span),
            None if *self.peek() == Token::End => self.fail(ProblemKind::Unfinished),
            None => Err(Problem::new(name, ProblemKind::WhereParts)),
        }
    }

    /// A whole condition; `name` is where it is asked for.
    fn condition(&mut self, name: Span) -> Tested {
        let mut test = self.all(name)?;
        while self.take(&Token::Keyword(Keyword::Or)).is_some() || self.take(&Token::Bar).is_some() {
            self.take(&Token::Bar);
            test = Test::Either(Box::new(test), Box::new(self.all(name)?));
        }
        Ok(test)
    }

    fn all(&mut self, name: Span) -> Tested {
        let mut test = self.one(name)?;
        while self.take(&Token::Keyword(Keyword::And)).is_some() || self.take(&Token::Ampersand).is_some() {
            self.take(&Token::Ampersand);
            test = Test::Both(Box::new(test), Box::new(self.one(name)?));
        }
        Ok(test)
    }

    fn one(&mut self, name: Span) -> Tested {
        match *self.peek() {
            Token::Keyword(Keyword::Not) => {
                self.advance();
                self.nested(|parser| parser.one(name)).map(|test| Test::Not(Box::new(test)))
            }
            Token::Keyword(Keyword::All) => self.list(name, Test::Both),
            Token::Keyword(Keyword::Any) => self.list(name, Test::Either),
            Token::Keyword(Keyword::Compare(relation)) => self.compared_call(relation),
            Token::Open(Bracket::Test) => self.nested(|parser| {
                let open = parser.advance();
                parser.inside(|parser| {
                    let test = parser.condition(name)?;
                    parser.close(Bracket::Test, open)?;
                    Ok(test)
                })
            }),
            _ => self.compared(name),
        }
    }

    /// `And(x > 0, x < 1)`.
    fn list(&mut self, name: Span, join: fn(Box<Test>, Box<Test>) -> Test) -> Tested {
        self.advance();
        let open = self.need(&Token::Open(Bracket::Round), name)?;
        self.nested(|parser| {
            parser.inside(|parser| {
                let mut test = parser.condition(name)?;
                while parser.take(&Token::Comma).is_some() {
                    test = join(Box::new(test), Box::new(parser.condition(name)?));
                }
                parser.close(Bracket::Round, open)?;
                Ok(test)
            })
        })
    }

    /// `Eq(x, 0)`.
    fn compared_call(&mut self, relation: Comparison) -> Tested {
        let name = self.advance();
        let open = self.need(&Token::Open(Bracket::Round), name)?;
        self.inside(|parser| {
            let left = parser.sum()?;
            parser.need(&Token::Comma, name)?;
            let right = parser.sum()?;
            parser.close(Bracket::Round, open)?;
            Ok(Test::One(AstCondition { left, relation, right }))
        })
    }

    /// x > 0, or 0 < x < 1.
    fn compared(&mut self, name: Span) -> Tested {
        let mut left = self.sum()?;
        let mut tests = None;
        loop {
            let relation = match *self.peek() {
                Token::Compare(relation) => relation,
                Token::Equals => Comparison::Equal,
                Token::End if tests.is_none() => return self.fail(ProblemKind::Unfinished),
                _ => return tests.ok_or_else(|| Problem::new(name, ProblemKind::WhereParts)),
            };
            self.advance();
            let right = self.sum()?;
            let test = Test::One(AstCondition { left, relation, right: right.clone() });
            tests = Some(match tests {
                None => test,
                Some(before) => Test::Both(Box::new(before), Box::new(test)),
            });
            left = right;
        }
    }

    fn test(&mut self, name: Span) -> Result<Option<Test>, Problem> {
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
            (Some((_, Some(Test::One(before)))), Some((_, Some(Test::One(test))))) if pieces.len() == 1 => {
                is_complement(before, test)
            }
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

//! What bars and round brackets are for, settled before the parser sees them.
//!
//! A bar opens or closes an absolute value, or says "or" between conditions: `|x||y|`, `|2|x||`, `(x < 0) | (x > 1)`.
//! Round brackets around a condition become [`Bracket::Test`].
//!
//! The bars of one *stretch*, from comma to comma or comparison inside the same brackets, must pair up. Of all ways to
//! pair them, the one that closes as early as possible is taken: `|a|b|c|` is |a|·b·|c|. The hard function is
//! [`roles`], which finds it.

use super::lexer::{Bracket, Keyword, Lexeme, Token};

/// Decides the role of every bar, and marks the brackets around conditions.
pub(super) fn settle(lexemes: &mut [Lexeme]) {
    let mut open = vec![Frame::default()];
    // The last brackets around a condition, and the bar after them that says "or".
    let mut test = None;
    let mut or_bar = None;
    for index in 0..lexemes.len() {
        let before = index.checked_sub(1);
        let follows = before.and_then(|index| lexemes.get(index)).map(|lexeme| &lexeme.token);
        let is_inside = open.len() > 1;
        let (Some(frame), Some(lexeme)) = (open.last_mut(), lexemes.get(index)) else { return };
        match lexeme.token {
            Token::Open(bracket) => {
                let is_plain = bracket == Bracket::Round && !follows.is_some_and(Token::is_called);
                open.push(Frame { start: index, is_plain, ..Frame::default() });
            }
            Token::Close(close) if is_inside => {
                let Some(frame) = open.pop() else { return };
                frame.settle_bars(lexemes);
                let holds_test = test == before.map(|before| (frame.start + 1, before));
                if frame.is_plain && close == Bracket::Round && (frame.is_condition || holds_test) {
                    mark(lexemes, frame.start);
                    mark(lexemes, index);
                    test = Some((frame.start, index));
                }
            }
            // `||` says "or" as well.
            Token::Bar
                if before.is_some_and(|before| or_bar == Some(before) || test.is_some_and(|t| t.1 == before)) =>
            {
                frame.condition();
                or_bar = Some(index);
            }
            Token::Bar => frame.bars.push(index),
            Token::Compare(_) | Token::Equals | Token::Keyword(Keyword::And | Keyword::Or | Keyword::Not) => {
                frame.condition();
            }
            // NumPy's "and", or the border between two columns.
            Token::Ampersand => {
                frame.is_condition |= test.is_some_and(|test| Some(test.1) == before);
                frame.next_stretch();
            }
            Token::Comma | Token::NewRow => {
                // A pair of Piecewise: (x, x > 0).
                frame.is_plain = false;
                frame.next_stretch();
            }
            _ => {}
        }
    }
    open.iter().for_each(|frame| frame.settle_bars(lexemes));
}

fn mark(lexemes: &mut [Lexeme], index: usize) {
    if let Some(Lexeme { token: Token::Open(bracket) | Token::Close(bracket), .. }) = lexemes.get_mut(index) {
        *bracket = Bracket::Test;
    }
}

/// A bracket that is still open, or the whole text.
#[derive(Default)]
struct Frame {
    /// The lexeme that opened it.
    start: usize,
    /// Round, no function's, and not a list.
    is_plain: bool,
    /// Whether something in it is compared, or joined by "and" or "or".
    is_condition: bool,
    /// The bars of the present stretch.
    bars: Vec<usize>,
    /// The bars of the stretches before.
    stretches: Vec<Vec<usize>>,
}

impl Frame {
    fn condition(&mut self) {
        self.is_condition = true;
        self.next_stretch();
    }

    fn next_stretch(&mut self) {
        self.stretches.push(std::mem::take(&mut self.bars));
    }

    fn settle_bars(&self, lexemes: &mut [Lexeme]) {
        for bars in self.stretches.iter().chain([&self.bars]) {
            let paired = match roles(lexemes, bars) {
                (_, false) if self.is_condition => without_or(lexemes, bars),
                (roles, _) => bars.iter().copied().zip(roles).collect(),
            };
            for (bar, role) in paired {
                if let Some(lexeme) = lexemes.get_mut(bar) {
                    lexeme.token = role;
                }
            }
        }
    }
}

/// Bars between comparisons that pair up once the first that says "or" is left out: x < 0 | |x - 1| > 2. If none does,
/// all of them say "or".
fn without_or(lexemes: &[Lexeme], bars: &[usize]) -> Vec<(usize, Token)> {
    // More bars before the word "or" than these are no formula of a student.
    const MOST: usize = 8;
    let without = |or_bar: usize| {
        let rest: Vec<usize> = bars.iter().copied().filter(|bar| *bar != or_bar).collect();
        let (roles, is_paired) = roles(lexemes, &rest);
        is_paired.then(|| rest.into_iter().zip(roles).collect())
    };
    bars.iter().take(MOST).find_map(|or_bar| without(*or_bar)).unwrap_or_default()
}

/// The depths, as bits, in front of one bar from which this bar and all that follow can be paired.
#[derive(Clone, Copy)]
struct Depths {
    if_it_opens: u128,
    if_it_closes: u128,
    /// Whether a factor ends just before the bar.
    after_factor: bool,
    /// Whether another bar stands just before it. Two bars around nothing are no pair.
    after_bar: bool,
}

/// The role of each of these bars, and whether they pair up. Where they do not, the text is unfinished or wrong.
fn roles(lexemes: &[Lexeme], bars: &[usize]) -> (Vec<Token>, bool) {
    let token = |index: Option<usize>| lexemes.get(index?).map(|lexeme| &lexeme.token);
    let mut depths: Vec<Depths> = Vec::with_capacity(bars.len());
    for &bar in bars.iter().rev() {
        let (before, after) = (token(bar.checked_sub(1)), token(Some(bar + 1)));
        let (after_bar, before_bar) = (before == Some(&Token::Bar), after == Some(&Token::Bar));
        let after_factor = before.is_some_and(Token::ends_factor);
        // The depths behind this bar from which the others can be paired.
        let (rest_if_it_opens, rest) = match depths.last() {
            Some(next) if before_bar => (next.if_it_opens, next.if_it_opens | next.if_it_closes),
            Some(next) => (next.if_it_opens | next.if_it_closes, next.if_it_opens | next.if_it_closes),
            None => (1, 1),
        };
        let may_open = before_bar || after.is_some_and(Token::begins_sum);
        let may_close = after_bar || after_factor;
        depths.push(Depths {
            if_it_opens: if may_open { rest_if_it_opens >> 1 } else { 0 },
            if_it_closes: if may_close { rest << 1 } else { 0 },
            after_factor,
            after_bar,
        });
    }
    let is_paired = depths.last().is_none_or(|first| first.if_it_opens & 1 == 1);
    let (mut depth, mut just_opened) = (0u32, false);
    let role = |bar: &Depths| {
        let can = |depths: u128| depths.checked_shr(depth).is_some_and(|depths| depths & 1 == 1);
        let closes = match is_paired {
            true => can(bar.if_it_closes) && !(just_opened && bar.after_bar),
            false => depth > 0 && bar.after_factor,
        };
        just_opened = !closes;
        depth = if closes { depth - 1 } else { depth + 1 };
        if closes { Token::Close(Bracket::Bar) } else { Token::Open(Bracket::Bar) }
    };
    (depths.iter().rev().map(role).collect(), is_paired)
}

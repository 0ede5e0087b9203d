//! What a key of the keypad does to a text and its selection. Pure text: native tests stand below.

use std::ops::Range;

/// A text with its selection; an empty selection is the caret. Places are bytes, at the borders of characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The text.
    pub text: String,
    /// What is selected.
    pub selection: Range<usize>,
}

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// Puts this in place of the selection.
    Insert(&'static str),
    /// Puts the selection, or the caret where nothing is selected, between brackets after this function's name.
    Call(&'static str),
    /// Puts these after an operand, with the caret between them: `^(` and `)`. The operand is the selection, in brackets,
    /// or what stands before the caret; without one, empty brackets wait for it.
    After(&'static str, &'static str),
    /// Moves the caret one character to the left.
    Left,
    /// Moves the caret one character to the right.
    Right,
    /// Deletes the selection, or the character before the caret; an empty pair of brackets goes as one.
    Delete,
}

impl Edit {
    /// The text with a caret or selection given in units of UTF-16, as browsers count.
    pub fn from_utf16(text: String, start: usize, end: usize) -> Edit {
        let selection = byte_at(&text, start.min(end))..byte_at(&text, start.max(end));
        Edit { text, selection }
    }

    /// The selection in units of UTF-16.
    pub fn selection_in_utf16(&self) -> (usize, usize) {
        (utf16_at(&self.text, self.selection.start), utf16_at(&self.text, self.selection.end))
    }

    /// The text after this key.
    pub fn after(&self, stroke: Stroke) -> Edit {
        let selected = self.text.get(self.selection.clone()).unwrap_or_default();
        match stroke {
            Stroke::Insert(piece) => self.replaced(self.selection.clone(), piece, piece.len()),
            Stroke::Call(name) if selected.is_empty() => self.pair(&format!("{name}("), ")"),
            Stroke::Call(name) => {
                let piece = format!("{name}({selected})");
                self.replaced(self.selection.clone(), &piece, piece.len())
            }
            Stroke::After(open, close) => self.after_operand(selected, open, close),
            Stroke::Left if selected.is_empty() => self.caret(self.before().len()),
            Stroke::Left => self.caret(self.selection.start),
            Stroke::Right if selected.is_empty() => self.caret(self.text.len() - self.behind().len()),
            Stroke::Right => self.caret(self.selection.end),
            Stroke::Delete if selected.is_empty() => self.replaced(self.doomed(), "", 0),
            Stroke::Delete => self.replaced(self.selection.clone(), "", 0),
        }
    }

    fn after_operand(&self, selected: &str, open: &str, close: &str) -> Edit {
        if !selected.is_empty() {
            let base = if is_atom(selected) { selected.to_owned() } else { format!("({selected})") };
            let piece = [&base, open, close].concat();
            return self.replaced(self.selection.clone(), &piece, base.len() + open.len());
        }
        let before = self.text.get(..self.selection.start).unwrap_or_default();
        match ends_with_operand(before) {
            true => self.pair(open, close),
            false => self.pair("(", &[")", open, close].concat()),
        }
    }

    /// Two pieces with the caret between them.
    fn pair(&self, open: &str, close: &str) -> Edit {
        self.replaced(self.selection.clone(), &[open, close].concat(), open.len())
    }

    fn caret(&self, place: usize) -> Edit {
        Edit { text: self.text.clone(), selection: place..place }
    }

    /// The text with `range` replaced, and the caret `offset` bytes after where it began.
    fn replaced(&self, range: Range<usize>, piece: &str, offset: usize) -> Edit {
        let before = self.text.get(..range.start).unwrap_or_default();
        let after = self.text.get(range.end..).unwrap_or_default();
        let caret = before.len() + offset;
        Edit { text: [before, piece, after].concat(), selection: caret..caret }
    }

    /// The text before the character that stands before the caret.
    fn before(&self) -> &str {
        let mut characters = self.text.get(..self.selection.start).unwrap_or_default().chars();
        characters.next_back();
        characters.as_str()
    }

    /// The text behind the character that stands after the caret.
    fn behind(&self) -> &str {
        let mut characters = self.text.get(self.selection.end..).unwrap_or_default().chars();
        characters.next();
        characters.as_str()
    }

    /// What the key that deletes would take.
    fn doomed(&self) -> Range<usize> {
        let (start, caret) = (self.before().len(), self.selection.start);
        let is_pair = self.text.get(start..).is_some_and(|rest| rest.starts_with("()"));
        start..if is_pair { caret + 1 } else { caret }
    }
}

/// Whether a power or a fraction bar after the text has something to act on.
fn ends_with_operand(text: &str) -> bool {
    let text = text.trim_end();
    let is_closing_bar = text.ends_with('|') && text.matches('|').count().is_multiple_of(2);
    is_closing_bar || text.ends_with(|c: char| c.is_alphanumeric() || ")]}!²³".contains(c))
}

/// Whether the text is one number or letter.
fn is_atom(text: &str) -> bool {
    text.chars().count() == 1 || text.chars().all(|c| c.is_ascii_digit() || c == '.')
}

fn byte_at(text: &str, units: usize) -> usize {
    let mut seen = 0;
    let reached = |(_, c): &(usize, char)| {
        let is_there = seen >= units;
        seen += c.len_utf16();
        is_there
    };
    text.char_indices().find(reached).map_or(text.len(), |(at, _)| at)
}

fn utf16_at(text: &str, byte: usize) -> usize {
    text.get(..byte).map_or(0, |before| before.encode_utf16().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    const POWER: Stroke = Stroke::After("^(", ")");
    const SQUARE: Stroke = Stroke::After("^2", "");
    const FRACTION: Stroke = Stroke::After("/(", ")");
    const ROOT: Stroke = Stroke::Call("sqrt");

    /// A text with `[` and `]` around the selection, or `_` at the caret.
    fn edit(marked: &str) -> Edit {
        let text: String = marked.chars().filter(|c| !"[]_".contains(*c)).collect();
        let start = marked.find(['[', '_']).unwrap_or(text.len());
        let end = marked.find(']').map_or(start, |end| end - 1);
        Edit { text, selection: start..end }
    }

    #[test]
    fn keys_edit_at_the_caret() {
        let cases = [
            ("_", Stroke::Insert("x"), "x_"),
            ("1+_2", Stroke::Insert("π"), "1+π_2"),
            ("1+[xy]", Stroke::Insert("x"), "1+x_"),
            ("_", ROOT, "sqrt(_)"),
            ("2[x+1]3", ROOT, "2sqrt(x+1)_3"),
            ("x_", SQUARE, "x^2_"),
            ("x_+1", SQUARE, "x^2_+1"),
            ("_", SQUARE, "(_)^2"),
            ("1+_", POWER, "1+(_)^()"),
            ("x _", POWER, "x ^(_)"),
            ("[x+1]", SQUARE, "(x+1)^2_"),
            ("[x]", POWER, "x^(_)"),
            ("x+1_", FRACTION, "x+1/(_)"),
            ("|x|_", FRACTION, "|x|/(_)"),
            ("|_", FRACTION, "|(_)/()"),
            ("[12]", FRACTION, "12/(_)"),
            ("[sin x]", FRACTION, "(sin x)/(_)"),
            ("", FRACTION, "(_)/()"),
            ("xε_", Stroke::Left, "x_ε"),
            ("x_ε", Stroke::Right, "xε_"),
            ("_x", Stroke::Left, "_x"),
            ("x_", Stroke::Right, "x_"),
            ("a[bc]d", Stroke::Left, "a_bcd"),
            ("a[bc]d", Stroke::Right, "abc_d"),
            ("xε_", Stroke::Delete, "x_"),
            ("sqrt(_)", Stroke::Delete, "sqrt_"),
            ("x(_y)", Stroke::Delete, "x_y)"),
            ("a[bc]d", Stroke::Delete, "a_d"),
            ("_x", Stroke::Delete, "_x"),
        ];
        for (before, stroke, after) in cases {
            assert_eq!(edit(before).after(stroke), edit(after), "{stroke:?} in {before}");
        }
    }

    #[test]
    fn browsers_count_in_utf16() {
        let text = "ε𝑥+1";
        let edit = Edit::from_utf16(text.into(), 3, 4);
        assert_eq!(edit.selection, 6..7);
        assert_eq!(edit.selection_in_utf16(), (3, 4));
        assert_eq!(Edit::from_utf16(text.into(), 99, 99).selection, 8..8);
    }
}

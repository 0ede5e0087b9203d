//! "Did you mean": names of the language near a misspelt one.

use super::shorthand;
use crate::functions::TABLE;

/// The functions whose names are nearest to `word`, nearest first, if any is near enough to be meant.
pub(super) fn near(word: &str) -> Vec<&'static str> {
    let word = word.to_ascii_lowercase();
    let limit = if word.len() <= 4 { 1 } else { 2 };
    let mut found: Vec<(usize, &str)> = Vec::new();
    let functions = TABLE.iter().flat_map(|row| std::iter::once(row.name).chain(row.aliases.iter().copied()));
    // Short words are near to too many of these.
    let shorthands = shorthand::names().filter(|name| name.len() > 4);
    for name in functions.chain(["where"]).chain(shorthands) {
        // Each letter too many costs one edit; most names need no closer look.
        if name.len().abs_diff(word.len()) > limit {
            continue;
        }
        let distance = edit_distance(&word, name, limit);
        if distance <= limit && name.len() > 1 {
            found.push((distance, name));
        }
    }
    found.sort_by_key(|(distance, _)| *distance);
    found.into_iter().map(|(_, name)| name).take(3).collect()
}

/// Number of insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`; more than `limit` where
/// that is more than `limit`, which is soon known.
fn edit_distance(a: &str, b: &str, limit: usize) -> usize {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let cell = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX / 2);
    let letter = |word: &[u8], index: usize| index.checked_sub(1).and_then(|index| word.get(index).copied());
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i);
        for j in 1..=b.len() {
            let replaced = cell(&above, j - 1) + usize::from(letter(a, i) != letter(b, j));
            let swapped = i > 1 && j > 1 && letter(a, i) == letter(b, j - 1) && letter(a, i - 1) == letter(b, j);
            let swap = if swapped { cell(&before, j - 2) + 1 } else { usize::MAX };
            row.push(replaced.min(swap).min(cell(&above, j) + 1).min(cell(&row, j - 1) + 1));
        }
        // A swap reaches back two rows and costs one.
        if row.iter().chain(&above).all(|distance| *distance > limit) {
            return limit + 1;
        }
        before = std::mem::replace(&mut above, row);
    }
    cell(&above, b.len())
}

//! The tests, a module a theme.

mod start;

use crate::Case;

/// All tests in the order in which they run.
pub fn all() -> impl Iterator<Item = Case> {
    start::CASES.iter().copied()
}

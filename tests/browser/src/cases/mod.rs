//! The tests, a module a theme.

mod access;
mod bad_input;
mod descent;
mod exercises;
mod frames;
mod lectures;
mod links;
mod little_o;
mod make;
mod offline;
mod parts;
mod plots;
mod security;
mod share;
mod tangent;
mod typing;
mod verdict;

use crate::Case;

/// All tests in the order in which they run.
pub fn all() -> impl Iterator<Item = Case> {
    [
        little_o::CASES,
        verdict::CASES,
        tangent::CASES,
        descent::CASES,
        plots::CASES,
        typing::CASES,
        exercises::CASES,
        make::CASES,
        bad_input::CASES,
        links::CASES,
        frames::CASES,
        lectures::CASES,
        offline::CASES,
        security::CASES,
        share::CASES,
        parts::CASES,
        access::CASES,
    ]
    .into_iter()
    .flatten()
    .copied()
}

//! One binary for all tests that look at more than one room.

mod eval;
mod links;
mod syntax;

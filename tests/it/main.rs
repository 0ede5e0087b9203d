//! One binary for all tests that look at more than one room.

mod links;
mod eval;
mod syntax;

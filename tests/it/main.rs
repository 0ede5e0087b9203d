//! One binary for all tests that look at more than one room.

mod choices;
mod descent;
mod digits;
mod eval;
mod exercises;
mod expr;
mod golden;
mod judge;
mod limits;
mod links;
mod messages;
mod nearness;
mod order;
mod plots;
mod robustness;
mod special_limits;
mod syntax;
mod tidy;
mod typing;

//! Little-o: feel the calculus behind gradient descent.
//!
//! # The house, in reading order
//! A student's text becomes an answer in stages, each with a type of its own; no function skips one:
//! source → [`syntax`] Ast → [`expr`] Expr → { [`limits`], [`order`] } and → [`eval`] Tape → [`geometry`] Segment → [`plot`] pixels.

pub mod api;
pub mod app;
pub mod budget;
pub mod descent;
pub mod diagnostic;
pub mod eval;
pub mod exercises;
pub mod expr;
pub mod functions;
pub mod geometry;
pub mod limits;
pub mod link;
pub mod numerals;
pub mod order;
pub mod plot;
pub mod session;
pub mod span;
pub mod syntax;

rust_i18n::i18n!("locales", fallback = "en");

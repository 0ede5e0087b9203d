//! Little-o: feel the calculus behind gradient descent.
//!
//! A student types f and g and reads whether f = o(g), exactly and with the reason; sees what a tangent line gets wrong,
//! f(x + ε) = f(x) + f′(x)·ε + o(ε); and follows that line downhill. The page is this library, compiled to WebAssembly.
//!
//! # The house, in reading order
//! A student's text becomes an answer in stages, each with a type of its own; no function skips one:
//!
//! ```text
//! source ─ syntax ─► Ast ─ expr ─► Expr ─┬─ limits, order ─────────────► verdict, with its derivation
//!                                        └─ eval ─► Tape ─┬─ geometry ─► Segment ─ plot ─► pixels
//!                                                         └─ descent ──► trajectory
//! ```
//!
//! | room | what it answers |
//! |---|---|
//! | [`span`], [`diagnostic`] | where something stands in a text, and what is wrong there, with an edit that mends it |
//! | [`budget`] | how much work a computation may do, in its own steps, never in seconds |
//! | [`functions`] | THE table of functions: the parser, printing, derivatives, help and suggestions read it |
//! | [`syntax`] | what a text says: tree with places, guesses and repairs; no mathematics |
//! | [`expr`] | formulas as mathematics: exact, structure as typed; derivative, simplification, MathML |
//! | [`limits`] | the exact limit of an expression on one side of a point, by Gruntz's algorithm; the hard room |
//! | [`order`] | how f compares with g: o, O, Θ, with the leading terms and the reason |
//! | [`eval`] | numbers out of formulas: doubles, dual numbers, intervals, enclosures of any precision |
//! | [`descent`] | gradient descent and its relatives, step by step, and what becomes of it |
//! | [`geometry`] | where a curve lies and where it breaks: pure numbers |
//! | [`plot`] | pictures on any plotters backend: the canvas of the page, SVG in tests |
//! | [`numerals`] | numbers as exact text, for programs and links |
//! | [`session`], [`link`] | everything a link restores, and the only place that spells the keys of links |
//! | [`later`] | what the page's first file leaves to the part that comes after the first verdict |
//! | [`texts`] | the catalogue of sentences, in the half that comes first and the half that comes later |
//! | [`exercises`] | exercises as data, and the grader, which knows no answer and asks the engine |
//! | [`app`] | the interface in Leptos: one store, memos once, one panel one file; `app/browser.rs` is its door to the browser |
//! | [`api`] | what other programs may ask: frame messages, and the functions of the JavaScript module |
//!
//! # Invariants
//! They are tests (`tests/it/tidy.rs`), not wishes.
//! - Rooms name only the rooms below them. Nothing but [`app`] and [`api`] knows that there is a browser.
//! - The core never panics, reads no clock, draws no lots: the same input gives the same verdict on every machine.
//! - "No" and "I do not know" are different types, and a wrong answer is the worst defect there is.
//! - What is drawn or printed as a number is right or it is not there.
//! - Sentences are in the catalogue (`locales/`); algorithms return values.

// First, for its macro.
#[macro_use]
pub mod later;

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
pub mod texts;

rust_i18n::i18n!("locales/first", fallback = "en", backend = texts::Later);

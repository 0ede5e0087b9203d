//! What other programs may ask: the page around a frame by messages, JavaScript by functions.
//!
//! - [`message`]: the messages of frames and their schema. `app/frame.rs` sends and receives them.
//! - [`functions`]: limits, relations, straight-line guesses and runs as plain data; [`javascript`] is their border.
//!   The package in `javascript/` makes a module of them that needs no page.

pub mod functions;
pub mod javascript;
pub mod message;

//! Where things lie: pure numbers between a function and its picture.
//!
//! A [`Viewport`] maps world coordinates to pixels and back. [`sample`] turns a function into [`Segment`]s, unbroken runs that
//! end where the curve ends: at a pole, a jump, an end of the domain, the edge of the window. [`ticks`] and [`log_ticks`] find the
//! numbers a person would write on an axis; [`steady_window`] and [`auto_range`] find a window that shows what matters.
//!
//! Vocabulary: *world* coordinates are the function's, *pixels* are CSS pixels from the top left; `_px` marks lengths in pixels.
//! The hard part is [`sample`]; where breaks come out wrong, look first at the approach to them (`approach.rs`).

mod approach;
mod band;
mod clip;
mod contours;
mod function;
mod number;
mod sample;
mod ticks;
mod viewport;
mod window;

pub use crate::eval::Interval;
pub use approach::roundest;
pub use clip::{clip_chord, clip_line};
pub use contours::{Contour, contours};
pub use function::{Field, Function, Nearby};
pub use number::{
    minus_sign, plain_number, power_of_ten, short_number, short_number_above, short_number_below, superscript,
};
pub use sample::{Column, End, Line, Segment, sample};
pub use ticks::{Tick, Ticks, log_ticks, reciprocal_ticks, ticks};
pub use viewport::{Margins, Px, Range, Viewport, Window, Xy};
pub use window::{auto_range, measured_delta, steady_window};

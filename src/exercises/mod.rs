//! Exercises, and the grader that knows no answer: it asks the engine.
//!
//! # The idea
//! An exercise is data ([`format`], the files in `exercises/`). What is right is never written there. It follows from
//! *claims*, lines of text such as `x^2 = o(x)` or `error(exp(x), 0, 0.2) < 0.03`, which the engine judges (`claim`,
//! [`number`]). Keys, goals, known wrong answers and every fact in a hint are claims; tests judge all of them.
//!
//! # The way of an answer
//! ```text
//! text in a link or a widget ─ Answer::read ─► Answer ─ grade ─► Feedback: right, wrong (and what that says), unreadable
//! ```
//! A wrong answer names its *mistake* (a misconception of `exercises/mistakes.json`) and brings a [`Counterexample`]: the
//! student's own functions at a point, or the case that fails. The hard function is in `rule`: it reads formulas such as
//! f(x) + f′(x)·ε, which the language of formulas does not have.
//!
//! | kind | task | the key is |
//! |---|---|---|
//! | a | [`Task::Choose`] | the verdict on f and g; the one option whose claims hold |
//! | b | [`Task::Number`] | a number with measures |
//! | c | [`Task::Function`] | whatever makes the conditions hold |
//! | d | [`Task::Formula`] | whatever computes the same on the course's cases and on random ones |
//! | e | [`Task::Lab`] | whatever state makes the goals hold |
//! | f | [`Task::Ladder`] | the verdict on neighbours |
//! | g | [`Task::Match`] | the one label whose claims hold of the picture |
//! | h | [`Task::Predict`] | as in a; then the lab opens |

mod answer;
mod check;
mod claim;
mod form;
mod format;
mod grade;
mod make;
pub mod number;
mod progress;
mod rule;
mod state;
mod words;
mod worked;

pub use answer::{Answer, option_names};
pub use check::{
    Fault, MOST_ITEMS, check, check_size, is_own, made_in, own_id, read_exercise, read_json, texts, write_exercise,
};
pub use claim::{CLAIM_EXAMPLES, Claim, Place, Relation, all_hold, bind};
pub use form::{Field, Form, Format, Shape, fill_in, filled_in, lines, remove};
pub use format::*;
pub use grade::{Counterexample, Feedback, Unreadable, Wrong, grade};
pub use make::{Kind, made_from, start_of, with_words_of};
pub use progress::{Progress, Record};
pub use rule::{Case, read_rule};
pub use words::{Piece, pieces};
pub use worked::{Line, key, worked};

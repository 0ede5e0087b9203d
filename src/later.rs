//! What the page's first file leaves to its first part.
//!
//! A student is to read a first verdict as soon as can be, so the first file holds what most verdicts need and no more.
//! The rest lies in the part that is fetched right after the verdict: the [reserve](crate::limits) of the limit engine, the
//! later half of the [texts](crate::texts), the words for what cannot be read, those of a formula and of a verdict's notes, and
//! what computes the numbers of a link. It is found through the pointers that `later!` makes, which are empty until the part
//! adds what it brings (`app/on_demand.rs`).
//!
//! Only the page that is cut into parts, by the feature `split`, begins without them; everywhere else all is there from
//! the start.

/// `later! { name: Type = value }` makes a module `name` with `get()`, which is `None` until `add()` was called; `value` is a
/// `&'static Type`. Only code that comes later may call `add`, because whoever names the value brings it.
macro_rules! later {
    ($(#[$about:meta])* $name:ident: $type:ty = $value:expr) => {
        $(#[$about])*
        pub(crate) mod $name {
            use super::*;

            #[cfg(not(feature = "split"))]
            pub(super) fn get() -> Option<&'static $type> {
                Some($value)
            }

            #[cfg(feature = "split")]
            static HERE: std::sync::OnceLock<&'static $type> = std::sync::OnceLock::new();

            #[cfg(feature = "split")]
            pub(super) fn get() -> Option<&'static $type> {
                HERE.get().copied()
            }

            /// Adds what lies with the code that calls this.
            #[cfg(feature = "split")]
            pub(crate) fn add() {
                HERE.get_or_init(|| $value);
            }
        }
    };
}

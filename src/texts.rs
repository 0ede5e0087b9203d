//! The catalogue of sentences, in two halves: what can be said before the first plot has come, and the rest.
//!
//! Only the page that is cut into parts begins with the first half alone, and adds the other with its first part; everywhere
//! else both are there from the start. A text that is missing from the first half would be seen as its key, which a browser
//! test looks for.

use rust_i18n::Backend;
use std::borrow::Cow;

/// `locales/later`.
#[allow(dead_code, reason = "the macro writes what a catalogue of the whole crate needs")]
mod later {
    rust_i18n::i18n!("locales/later", fallback = "en");
}

/// The second half, once it is here.
pub struct Later;

impl Backend for Later {
    fn available_locales(&self) -> Vec<Cow<'_, str>> {
        catalogue().map(|catalogue| catalogue.available_locales()).unwrap_or_default()
    }

    fn translate(&self, locale: &str, key: &str) -> Option<Cow<'_, str>> {
        catalogue()?.translate(locale, key)
    }

    fn messages_for_locale(&self, locale: &str) -> Option<Vec<(Cow<'_, str>, Cow<'_, str>)>> {
        catalogue()?.messages_for_locale(locale)
    }
}

#[cfg(not(feature = "split"))]
fn catalogue() -> Option<&'static dyn Backend> {
    Some(later::_rust_i18n_backend())
}

#[cfg(feature = "split")]
pub use split::add_later;
#[cfg(feature = "split")]
use split::catalogue;

/// The page in parts: its first file does not name the second half.
#[cfg(feature = "split")]
mod split {
    use super::{Backend, later};
    use std::sync::OnceLock;

    static LATER: OnceLock<&'static dyn Backend> = OnceLock::new();

    pub(super) fn catalogue() -> Option<&'static dyn Backend> {
        LATER.get().copied()
    }

    /// Adds the second half, which lies with the code that calls this.
    pub fn add_later() {
        LATER.get_or_init(later::_rust_i18n_backend);
    }
}

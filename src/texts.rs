//! The catalogue of sentences, in two halves: what can be said before the first plot has come, and the rest.
//!
//! The second half comes [later](crate::later). A text that is missing from the first would be seen as its key, which a
//! browser test looks for.

use rust_i18n::Backend;
use std::borrow::Cow;

/// `locales/later`.
#[allow(dead_code, reason = "the macro writes what a catalogue of the whole crate needs")]
mod second {
    rust_i18n::i18n!("locales/later", fallback = "en");
}

later! {
    /// The second half.
    catalogue: dyn Backend = second::_rust_i18n_backend()
}

/// The second half, once it is here.
pub struct Later;

impl Backend for Later {
    fn available_locales(&self) -> Vec<Cow<'_, str>> {
        catalogue::get().map(|catalogue| catalogue.available_locales()).unwrap_or_default()
    }

    fn translate(&self, locale: &str, key: &str) -> Option<Cow<'_, str>> {
        catalogue::get()?.translate(locale, key)
    }

    fn messages_for_locale(&self, locale: &str) -> Option<Vec<(Cow<'_, str>, Cow<'_, str>)>> {
        catalogue::get()?.messages_for_locale(locale)
    }
}

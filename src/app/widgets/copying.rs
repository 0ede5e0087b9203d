//! Copying a text, and saying whether the browser did.

use super::super::browser;
use leptos::prelude::*;
use rust_i18n::t;
use std::borrow::Cow;

/// A text that can be copied, and how copying it went.
#[derive(Clone, Copy)]
pub struct Copying {
    text: Signal<String>,
    is_copied: RwSignal<Option<bool>>,
}

impl Copying {
    /// For this text. When it changes, it has not been copied yet.
    pub fn new(text: Signal<String>) -> Self {
        let is_copied = RwSignal::new(None);
        Effect::new(move |_| {
            text.track();
            is_copied.set(None);
        });
        Copying { text, is_copied }
    }

    /// Copies the text; calls `refused` where the browser does not.
    pub fn copy(self, refused: impl FnOnce() + 'static) {
        browser::copy(self.text.get_untracked(), move |is_copied| {
            // The browser may have asked its user first, and who asked to copy may be gone.
            let is_gone = self.is_copied.try_set(Some(is_copied)).is_some();
            if !is_copied && !is_gone {
                refused();
            }
        });
    }

    /// What is to be said of it, with the key of the words for a browser that does not copy.
    pub fn said(self, refused: &'static str) -> Cow<'static, str> {
        match self.is_copied.get() {
            Some(true) => t!("app.share.copied"),
            Some(false) => t!(refused),
            None => "".into(),
        }
    }
}

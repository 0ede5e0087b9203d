//! The session in its store, and everything that follows from it, computed once and only when looked at.

use super::browser;
use super::little_o::Comparison;
use crate::diagnostic::Diagnostic;
use crate::expr::{self, Expr, Reading};
use crate::link;
use crate::session::{PageStoreFields, Session, SessionStoreFields, Theme};
use leptos::prelude::*;
use reactive_stores::Store;

/// The one place of state. Every panel takes it from the context with [`playground`].
#[derive(Clone, Copy)]
pub struct Playground {
    /// What a link restores.
    pub session: Store<Session>,
    /// What follows from it in the little-o lab.
    pub little_o: Comparison,
    /// Whether the page is dark, by choice or by the system's.
    pub is_dark: Memo<bool>,
    /// The session as a fragment.
    pub fragment: Memo<String>,
    /// The fragment that the address stands for.
    pub written: StoredValue<String>,
    /// What of the opened link could not be used.
    pub notices: RwSignal<Vec<String>>,
    /// What the announcer says.
    pub announcement: RwSignal<String>,
}

/// The page's state, for a panel.
pub fn playground() -> Playground {
    expect_context::<Playground>()
}

impl Playground {
    /// The state of a fresh page.
    pub fn new() -> Self {
        let session = Store::new(Session::default());
        let prefers_dark = browser::media("(prefers-color-scheme: dark)");
        Playground {
            session,
            little_o: Comparison::new(session),
            is_dark: Memo::new(move |_| match session.page().theme().get() {
                Theme::Auto => prefers_dark.get(),
                theme => theme == Theme::Dark,
            }),
            fragment: Memo::new(move |_| session.with(link::to_fragment)),
            written: StoredValue::new(String::new()),
            notices: RwSignal::new(Vec::new()),
            announcement: RwSignal::new(String::new()),
        }
    }
}

/// A formula as it is typed, and what was read.
#[derive(Clone, Copy)]
pub struct Formula {
    /// The text.
    pub source: Signal<String>,
    /// What it says, or why it cannot be read.
    pub reading: Memo<Result<Reading, Diagnostic>>,
    /// The last formula that could be read: it stays, dimmed, while the text is unfinished.
    pub expr: Memo<Option<Expr>>,
}

impl Formula {
    /// The formula of this text.
    pub fn new(source: Signal<String>) -> Self {
        let reading = Memo::new(move |_| source.with(|source| expr::read(source)));
        let expr = Memo::new(move |last: Option<&Option<Expr>>| match &*reading.read() {
            Ok(reading) => Some(reading.expr.clone()),
            Err(_) => last.cloned().flatten(),
        });
        Formula { source, reading, expr }
    }

    /// Whether the text cannot be read as it stands.
    pub fn is_broken(self) -> bool {
        self.reading.with(Result::is_err)
    }
}

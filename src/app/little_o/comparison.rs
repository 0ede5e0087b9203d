//! What follows from the session in the little-o lab.

use super::super::state::Formula;
use crate::session::{LittleOStoreFields, Session, SessionStoreFields};
use leptos::prelude::*;
use reactive_stores::Store;

/// f, g and all that is known of them.
#[derive(Clone, Copy)]
pub struct Comparison {
    /// The function asked about.
    pub f: Formula,
    /// The function it is compared with.
    pub g: Formula,
}

impl Comparison {
    /// What follows from this session.
    pub fn new(session: Store<Session>) -> Self {
        let fields = session.little_o();
        Comparison {
            f: Formula::new(Signal::derive(move || fields.f().get())),
            g: Formula::new(Signal::derive(move || fields.g().get())),
        }
    }
}

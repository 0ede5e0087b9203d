//! Typing comforts that all fields share: undo and redo, the keypad, holes in unfinished formulas, copying.

mod copy;
mod edit;
mod hole;
mod keypad;
mod timeline;
mod undo;

pub use copy::CopyMenu;
pub use hole::markup as markup_with_hole;
pub use keypad::Keypad;
pub use undo::keep_timeline;

use super::browser;
use crate::session::Session;
use leptos::prelude::*;
use timeline::Timeline;

/// The formula field that is typed into.
#[derive(Clone, Copy)]
pub struct Field {
    /// The id of its textbox.
    pub id: &'static str,
    /// What to do with a new text.
    pub on_edit: Callback<String>,
}

/// What the fields share. No link restores it.
#[derive(Clone, Copy)]
pub struct Typing {
    /// The states that undo and redo walk along.
    timeline: StoredValue<Timeline<Session>>,
    can_undo: RwSignal<bool>,
    can_redo: RwSignal<bool>,
    /// The formula field that had the keyboard last.
    field: RwSignal<Option<Field>>,
    /// Whether the user wants the keypad, once that was said.
    wants_keypad: RwSignal<Option<bool>>,
    /// Whether fingers do the pointing.
    is_touch: Signal<bool>,
}

impl Typing {
    /// Nothing typed yet.
    pub fn new() -> Self {
        Typing {
            timeline: StoredValue::new(Timeline::new(Session::default())),
            can_undo: RwSignal::new(false),
            can_redo: RwSignal::new(false),
            field: RwSignal::new(None),
            wants_keypad: RwSignal::new(None),
            is_touch: browser::media("(pointer: coarse)"),
        }
    }

    /// Makes a field the one that the keypad writes into, until it is gone.
    pub fn enter(self, field: Field) {
        self.field.set(Some(field));
    }

    /// Makes a field known, so that the keypad has one from the start, and forgets it with its owner.
    pub fn introduce(self, field: Field) {
        if self.field.with_untracked(Option::is_none) {
            self.enter(field);
        }
        on_cleanup(move || {
            let is_it = self.field.try_with_untracked(|present| present.is_some_and(|present| present.id == field.id));
            if is_it == Some(true) {
                self.field.set(None);
            }
        });
    }

    /// Says that the next change is a deliberate act, which undo takes back by itself.
    pub fn begin_act(self) {
        self.timeline.update_value(Timeline::begin_act);
    }

    /// Says that what follows is not one change with what went before.
    pub fn end_burst(self) {
        self.timeline.update_value(Timeline::end_burst);
    }

    /// Whether the keypad is shown.
    fn shows_keypad(self) -> bool {
        self.wants_keypad.get().unwrap_or_else(|| self.is_touch.get())
    }
}

/// Undo, redo, and the switch of the keypad.
#[component]
pub fn Tools() -> impl IntoView {
    view! {
        <undo::UndoButtons />
        <keypad::KeypadSwitch />
    }
}

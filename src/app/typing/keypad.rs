//! The keypad: the mathematics that a phone's keyboard hides, beside it.

use super::super::browser;
use super::super::on_demand::{OnDemand, part};
use super::super::state::playground;
use super::Typing;
use super::edit::{Edit, Stroke};
use crate::functions::TABLE;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use rust_i18n::t;

/// The keys: what stands on them, the key of their name, and what they do.
const KEYS: &[(&str, &str, Stroke)] = &[
    ("x", "typing.keys.x", Stroke::Insert("x")),
    ("x²", "typing.keys.square", Stroke::After("^2", "")),
    ("xⁿ", "typing.keys.power", Stroke::After("^(", ")")),
    ("a⁄b", "typing.keys.fraction", Stroke::After("/(", ")")),
    ("√", "typing.keys.root", Stroke::Call("sqrt")),
    ("|·|", "typing.keys.abs", Stroke::Call("abs")),
    ("ε", "typing.keys.epsilon", Stroke::Insert("ε")),
    ("sin", "typing.keys.sin", Stroke::Call("sin")),
    ("cos", "typing.keys.cos", Stroke::Call("cos")),
    ("tan", "typing.keys.tan", Stroke::Call("tan")),
    ("exp", "typing.keys.exp", Stroke::Call("exp")),
    ("log", "typing.keys.log", Stroke::Call("log")),
    ("( )", "typing.keys.brackets", Stroke::Call("")),
    ("π", "typing.keys.pi", Stroke::Insert("π")),
];

/// The keys after the menu of functions.
const LAST_KEYS: &[(&str, &str, Stroke)] = &[
    (",", "typing.keys.comma", Stroke::Insert(", ")),
    ("←", "typing.keys.left", Stroke::Left),
    ("→", "typing.keys.right", Stroke::Right),
    ("⌫", "typing.keys.delete", Stroke::Delete),
];

/// The keypad, where it is wanted: on touch screens while a formula is typed, elsewhere once it is switched on.
#[component]
pub fn Keypad() -> impl IntoView {
    let typing = playground().typing;
    let is_shown = Memo::new(move |_| typing.shows_keypad());
    move || is_shown.get().then(|| view! { <OnDemand part=part!(keypad, view! { <Keys /> }) /> })
}

/// All keys.
#[component]
fn Keys() -> impl IntoView {
    let typing = playground().typing;
    let key = move |(face, name, stroke): &'static (&str, &str, Stroke)| {
        view! {
            <button
                class="key"
                type="button"
                aria-label=t!(*name)
                on:click=move |event| press(typing, *stroke, is_pointed(&event))
            >
                <span aria-hidden="true">{*face}</span>
            </button>
        }
    };
    let call = move |index: String| {
        if let Some(row) = index.parse().ok().and_then(|index: usize| TABLE.get(index)) {
            press(typing, Stroke::Call(row.name), true);
        }
    };
    let keyboard = browser::keyboard_height();
    view! {
            <div
                class="keypad"
                id="keypad"
                role="group"
                aria-label=t!("typing.keypad")
                style:bottom=move || format!("{}px", keyboard.get())
            >
                // A key that is touched leaves the keyboard, and the caret, in the field.
                <div class="keys" on:mousedown=|event| keep_focus(&event)>
                    {KEYS.iter().map(key).collect_view()}
                    <select
                        class="key functions"
                        aria-label=t!("typing.keys.more")
                        prop:value=""
                        on:change:target=move |event| {
                            call(event.target().value());
                            event.target().set_value("");
                        }
                    >
                        <option value="">{t!("typing.keys.more_face")}</option>
                        {TABLE.iter().enumerate().map(|(index, row)| view! { <option value=index>{row.name}</option> }).collect_view()}
                    </select>
                    {LAST_KEYS.iter().map(key).collect_view()}
                </div>
            </div>
    }
}

/// The button that shows and hides the keypad.
#[component]
pub fn KeypadSwitch() -> impl IntoView {
    let typing = playground().typing;
    view! {
        <button
            class="button icon"
            type="button"
            aria-label=t!("typing.keypad")
            title=t!("typing.keypad")
            aria-expanded=move || typing.shows_keypad().to_string()
            on:click=move |_| {
                let shows = untrack(|| typing.shows_keypad());
                typing.wants_keypad.set(Some(!shows));
            }
        >
            <span aria-hidden="true">"⌨"</span>
        </button>
    }
}

/// Makes the key's change in the formula field, at its caret.
fn press(typing: Typing, stroke: Stroke, by_pointer: bool) {
    let Some(field) = typing.field.get_untracked() else { return };
    let Some((text, start, end)) = browser::typed(field.id) else { return };
    let before = Edit::from_utf16(text, start, end);
    let after = before.after(stroke);
    let (start, end) = after.selection_in_utf16();
    browser::retype(field.id, &after.text, start, end);
    if after.text != before.text {
        field.on_edit.run(after.text);
    }
    // Who came by keyboard goes on from key to key.
    if by_pointer {
        browser::focus(field.id);
    }
}

/// Whether a click came from a mouse or a finger: a key's click counts no presses.
fn is_pointed(event: &MouseEvent) -> bool {
    event.detail() > 0
}

/// Lets a press act without taking the focus; a menu needs it to open.
fn keep_focus(event: &MouseEvent) {
    if !browser::is_menu(event.target()) {
        event.prevent_default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expr::read;

    #[test]
    fn every_key_writes_what_can_be_read() {
        let x = Edit::from_utf16("x".into(), 0, 1);
        for (face, _, stroke) in KEYS {
            let written = x.after(*stroke);
            // What still has empty brackets is filled in where the caret is left.
            let filled = written.after(Stroke::Insert("2"));
            assert!(read(&written.text).is_ok() || read(&filled.text).is_ok(), "{face}: {written:?}");
        }
    }
}

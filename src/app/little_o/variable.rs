//! The choice of the letter that moves, where a formula has several.

use super::super::history::act;
use super::super::state::playground;
use crate::session::{LittleOStoreFields, SessionStoreFields};
use leptos::prelude::*;
use rust_i18n::t;

/// A menu of the letters of f and g. The others are parameters.
#[component]
pub fn Variable() -> impl IntoView {
    let playground = playground();
    let variable = playground.session.little_o().var();
    let others = playground.little_o.letters;
    let letters = Memo::new(move |_| {
        let mut letters = others.get();
        letters.push(variable.get());
        letters.sort();
        letters
    });
    let option = move |letter: String| {
        let (value, this) = (letter.clone(), letter.clone());
        view! {
            <option value=value prop:selected=move || *variable.read() == this>
                {letter}
            </option>
        }
    };
    view! {
        <p class="labelled later" hidden=move || others.read().is_empty()>
            <label class="caption" for="variable">{t!("typing.variable")}</label>
            <select
                class="box"
                id="variable"
                on:change:target=move |event| {
                    let letter = event.target().value();
                    act(playground, move || variable.set(letter));
                }
            >
                {move || letters.get().into_iter().map(option).collect_view()}
            </select>
        </p>
    }
}

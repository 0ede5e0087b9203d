//! What is compared and where: the point, the side, and examples.

use super::super::history::act;
use super::super::state::playground;
use super::super::widgets::Choice;
use super::presets::Presets;
use crate::session::{Approach, LittleOStoreFields, SessionStoreFields, read_point};
use leptos::prelude::*;
use rust_i18n::t;

/// The point of the limit, from where it is approached, and the menu of examples.
#[component]
pub fn Place() -> impl IntoView {
    let playground = playground();
    let fields = playground.session.little_o();
    let sides = [
        (Approach::Left, "little_o.sides.left"),
        (Approach::Both, "little_o.sides.both"),
        (Approach::Right, "little_o.sides.right"),
    ];
    let options = sides.map(|(side, word)| (side, t!(word).into_owned())).to_vec();
    view! {
        <div class="controls later">
            <PointField />
            <Choice
                name=t!("little_o.side")
                options
                value=Signal::derive(move || fields.side().get())
                on_change=move |side| act(playground, move || fields.side().set(side))
            />
            <Presets />
        </div>
    }
}

/// The textbox of the point: an exact constant, `oo` or `-oo`, taken when Enter is pressed or the field is left.
#[component]
fn PointField() -> impl IntoView {
    let playground = playground();
    let at = playground.session.little_o().at();
    let (is_wrong, set_wrong) = signal(false);
    let take = move |text: String| {
        let is_point = read_point(&text).is_some();
        set_wrong.set(!is_point);
        if is_point && *at.read_untracked() != text.trim() {
            act(playground, move || at.set(text.trim().to_owned()));
        }
    };
    view! {
        <span class="labelled">
            <label class="caption" for="at">{t!("little_o.point")}</label>
            <input
                class="box point"
                type="text"
                id="at"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-describedby="at-problem"
                aria-invalid=move || is_wrong.get().then_some("true")
                prop:value=move || at.get()
                on:change:target=move |event| take(event.target().value())
            />
            <span class="number-problem" id="at-problem" hidden=move || !is_wrong.get()>{t!("little_o.point_problem")}</span>
        </span>
    }
}

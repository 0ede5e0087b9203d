//! What is to be hidden from those who open a link: a checkbox for each name.

use super::Switch;
use leptos::prelude::*;
use rust_i18n::t;

/// The checkboxes.
#[component]
pub fn HideList(
    /// What can be hidden: each name, and how links spell it.
    names: Vec<(String, String)>,
    /// The spellings of what is hidden.
    #[prop(into)]
    hide: Signal<Vec<String>>,
    /// Takes another list of spellings.
    #[prop(into)]
    on_change: Callback<Vec<String>>,
) -> impl IntoView {
    let toggle = move |spelling: &String| {
        let mut hidden = hide.get_untracked();
        match hidden.iter().position(|known| known == spelling) {
            Some(at) => drop(hidden.remove(at)),
            None => hidden.push(spelling.clone()),
        }
        on_change.run(hidden);
    };
    let control = move |(name, spelling): (String, String)| {
        let known = spelling.clone();
        let is_on = Signal::derive(move || hide.read().contains(&known));
        view! { <Switch label=name is_on on_change=move |_| toggle(&spelling) checkbox=true /> }
    };
    view! {
        <fieldset class="prediction">
            <legend>{t!("share.hide")}</legend>
            {names.into_iter().map(control).collect_view()}
        </fieldset>
    }
}

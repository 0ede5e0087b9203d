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
    let choose = move |spelling: &String, is_hidden: bool| {
        let mut hidden = hide.get_untracked();
        hidden.retain(|known| known != spelling);
        hidden.extend(is_hidden.then(|| spelling.clone()));
        on_change.run(hidden);
    };
    let control = move |(name, spelling): (String, String)| {
        let known = spelling.clone();
        let is_on = Signal::derive(move || hide.read().contains(&known));
        view! { <Switch label=name is_on on_change=move |is_on| choose(&spelling, is_on) /> }
    };
    view! {
        <fieldset class="prediction">
            <legend>{t!("share.hide")}</legend>
            {names.into_iter().map(control).collect_view()}
        </fieldset>
    }
}

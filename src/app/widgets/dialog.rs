//! A button and the dialog it opens.

use super::super::on_demand::{OnDemand, Part};
use leptos::html;
use leptos::prelude::*;
use rust_i18n::t;

/// A button that opens a dialog. What the dialog shows is fetched and built anew each time it is opened.
#[component]
pub fn DialogButton(
    /// The id of the title.
    id: &'static str,
    /// What stands on the button.
    #[prop(into)]
    button: String,
    /// The button's name, where that is not what stands on it.
    #[prop(into, optional)]
    name: Option<String>,
    /// The button's look, beyond that of all buttons.
    #[prop(default = "")]
    class: &'static str,
    /// What the dialog is called.
    #[prop(into)]
    title: String,
    /// What it shows.
    body: Part,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let is_open = RwSignal::new(false);
    let open = move |_| {
        is_open.set(true);
        if let Some(dialog) = dialog.get_untracked() {
            dialog.show_modal().ok();
        }
    };
    view! {
        <button class=format!("button {class}") type="button" aria-haspopup="dialog" aria-label=name on:click=open>
            {button}
        </button>
        <dialog node_ref=dialog aria-labelledby=id on:close=move |_| is_open.set(false)>
            <form class="dialog-body" method="dialog">
                <div class="dialog-head">
                    <h2 id=id>{title}</h2>
                    <button class="button" aria-label=t!("app.close")>"×"</button>
                </div>
                {move || is_open.get().then(|| view! { <OnDemand part=body /> })}
            </form>
        </dialog>
    }
}

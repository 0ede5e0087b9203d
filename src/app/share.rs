//! The dialog that hands out the link of what is seen.

use super::browser;
use super::on_demand::part;
use super::state::{Playground, playground};
use super::widgets::DialogButton;
use crate::link;
use crate::session::Session;
use leptos::html::Input;
use leptos::prelude::*;
use rust_i18n::t;

/// The button `Share` and its dialog.
#[component]
pub fn Share() -> impl IntoView {
    let (body, name) = (part!(dialogs, view! { <Body /> }), t!("app.share.name"));
    view! { <DialogButton id="share-title" button=name.clone() class="strong" title=name body /> }
}

/// What the dialog shows.
#[component]
fn Body() -> impl IntoView {
    let playground = playground();
    let link = address_of(&playground.session.get_untracked());
    view! {
        <p>{t!("app.share.intro")}</p>
        <CopyBox id="share-link" label=t!("app.share.link").into_owned() text=link />
        <CopyBox id="share-embed" label=t!("app.share.embed").into_owned() text=embed_code(&playground) />
    }
}

/// The address that opens this session.
fn address_of(session: &Session) -> String {
    browser::address() + &link::to_fragment(session)
}

/// A frame for another page, with a name for those who cannot see it.
fn embed_code(playground: &Playground) -> String {
    let mut session = playground.session.get_untracked();
    session.page.embed = true;
    let address = address_of(&session).replace('&', "&amp;");
    format!(
        r#"<iframe src="{address}" title="{}" width="100%" height="620" loading="lazy" allow="fullscreen; clipboard-write"></iframe>"#,
        t!("app.share.frame")
    )
}

/// A text to take along, and a button that copies it.
#[component]
fn CopyBox(
    /// The id of the text.
    id: &'static str,
    /// Its name.
    label: String,
    /// The text.
    text: String,
) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let (copied, set_copied) = signal(None::<bool>);
    let shown = text.clone();
    let copy = move |_| {
        browser::copy(text.clone(), move |is_copied| {
            set_copied.set(Some(is_copied));
            // Where the browser refuses, the text is selected: one key press copies it.
            if let (false, Some(input)) = (is_copied, input.get_untracked()) {
                input.select();
            }
        });
    };
    let said = move || match copied.get() {
        Some(true) => t!("app.share.copied"),
        Some(false) => t!("app.share.refused"),
        None => "".into(),
    };
    view! {
        <div class="copy">
            <label for=id>{label.clone()}</label>
            <input class="box" type="text" readonly node_ref=input id=id prop:value=shown />
            <button class="button" type="button" aria-label=t!("app.share.copy_what", what = label) on:click=copy>
                {t!("app.share.copy")}
            </button>
            <p class="caption" role="alert">{said}</p>
        </div>
    }
}

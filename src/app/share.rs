//! The dialog that hands out the link of what is seen, and everything that puts it into other documents.

mod body;
mod picture;
mod snippets;

use super::on_demand::part;
use super::widgets::DialogButton;
use leptos::prelude::*;
use rust_i18n::t;

/// The button `Share` and its dialog.
#[component]
pub fn Share() -> impl IntoView {
    let (body, name) = (part!(share, view! { <body::Body /> }), t!("app.share.name"));
    view! { <DialogButton id="share-title" button=name.clone() class="strong" title=name body /> }
}

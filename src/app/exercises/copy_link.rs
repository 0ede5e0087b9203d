//! A button that copies an address, and the address itself for those whose browser copies nothing.

use super::super::browser;
use leptos::prelude::*;
use rust_i18n::t;

/// The button, and the address below it.
#[component]
pub fn CopyLink(
    /// The address.
    #[prop(into)]
    address: Signal<String>,
) -> impl IntoView {
    let copied = RwSignal::new(None::<bool>);
    // A new address has not been copied yet.
    Effect::new(move |_| {
        address.track();
        copied.set(None);
    });
    let copy = move |_| {
        browser::copy(address.get_untracked(), move |is_copied| {
            copied.try_set(Some(is_copied));
        })
    };
    let said = move || match copied.get() {
        Some(true) => t!("app.share.copied"),
        Some(false) => t!("exercises.summary.refused"),
        None => "".into(),
    };
    view! {
        <button class="button" type="button" on:click=copy>{t!("exercises.summary.copy")}</button>
        <p class="caption" role="alert">{said}</p>
        <p class="address">{move || address.get()}</p>
    }
}

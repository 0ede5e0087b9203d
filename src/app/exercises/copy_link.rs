//! A button that copies an address, and the address itself for those whose browser copies nothing.

use super::super::widgets::Copying;
use leptos::prelude::*;
use rust_i18n::t;

/// The button, and the address below it.
#[component]
pub fn CopyLink(
    /// The address.
    #[prop(into)]
    address: Signal<String>,
) -> impl IntoView {
    let copying = Copying::new(address);
    view! {
        <button class="button" type="button" on:click=move |_| copying.copy(|| ())>{t!("exercises.summary.copy")}</button>
        <p class="caption" role="alert">{move || copying.said("exercises.summary.refused")}</p>
        <p class="address">{move || address.get()}</p>
    }
}

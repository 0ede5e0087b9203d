//! A button that lets what it stands in fill the screen.

use super::super::browser;
use leptos::prelude::*;
use rust_i18n::t;

/// The button; nothing where the browser cannot do it.
#[component]
pub fn FullScreen(
    /// Which element around the button.
    selector: &'static str,
    /// What fills the screen, in words.
    #[prop(into)]
    what: Signal<String>,
) -> impl IntoView {
    browser::can_fill_screen().then(|| {
        let name = move || t!("app.full_screen", what = what.get()).into_owned();
        view! {
            <button
                class="button icon small full-screen"
                type="button"
                aria-label=name
                title=name
                on:click=move |event| browser::fill_screen(&event, selector)
            >
                <span aria-hidden="true"></span>
            </button>
        }
    })
}

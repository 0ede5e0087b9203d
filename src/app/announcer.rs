//! The one voice of the page: what screen readers are told when an answer changes.

use super::state::playground;
use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use std::time::Duration;

/// How long an answer must stand before it is said: typing and playing would drown it otherwise.
const REST: Duration = Duration::from_millis(800);

/// Says `words` when they have changed and stand. What the page shows when it opens is not said.
pub fn announce(words: impl Fn() -> String + 'static) {
    let announcement = playground().announcement;
    let mut say = debounce(REST, move |words| announcement.set(words));
    Effect::new(move |before: Option<String>| {
        let words = words();
        if before.is_some_and(|before| before != words) {
            say(words.clone());
        }
        words
    });
}

/// Where it is said.
#[component]
pub fn Announcer() -> impl IntoView {
    let announcement = playground().announcement;
    view! { <div class="hidden-text" aria-live="polite">{move || announcement.get()}</div> }
}

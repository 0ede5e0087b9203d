//! The interface: the only folder that names leptos and web_sys.

use leptos::prelude::*;

/// Puts the page into the document.
pub fn mount() {
    leptos::mount::mount_to_body(|| view! { <main><h1>"Little-o"</h1></main> });
}

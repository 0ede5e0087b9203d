//! The interface: the only folder that names leptos and web_sys.
//!
//! One [`session`](crate::session) in a store holds all state; `state.rs` derives everything else from it in memos, once.
//! Panels read memos and write the store; one panel, one file. Effects touch only the world outside: they draw, write
//! the address and the title, announce, and run animations. `browser.rs` is the one door to window and document.
//!
//! A first visit downloads what the first verdict needs; then, in one part, the plots of the little-o lab, the page's tools
//! and all that comes [later](crate::later). Everything else comes when it is opened: the other labs and what dialogs show
//! are parts, made by `part!` of `on_demand.rs`, which tells how.

mod announcer;
mod browser;
mod canvas;
mod descent;
mod exercises;
mod frame;
mod help;
mod highlight;
mod history;
mod little_o;
mod math;
mod microscope;
mod on_demand;
mod share;
mod shell;
mod slices;
mod state;
mod still;
pub mod surface;
mod tangent;
mod typing;
mod welcome;
mod widgets;

use leptos::prelude::*;

/// Puts the page into the document, in place of what `index.html` shows until then.
pub fn mount() {
    let Some(root) = browser::cleared_root() else { return };
    let shell = || view! { <shell::Shell /> };
    if still::is_wanted() {
        // Cleaned by name: effects hold their owner too, so that dropping the page alone would leave it running.
        let owner = Owner::new();
        let page = owner.with(|| leptos::mount::mount_to(root, shell));
        still::freeze_when_settled(move || {
            owner.cleanup();
            drop(page);
        });
    } else {
        leptos::mount::mount_to(root, shell).forget();
    }
}

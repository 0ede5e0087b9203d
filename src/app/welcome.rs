//! The front page: what this is, the path through the labs, and the first lab, live.

use super::shell::link_to;
use super::state::playground;
use super::{history, little_o};
use crate::session::Lab;
use leptos::prelude::*;
use rust_i18n::t;

/// The path through the labs, with the keys of their names and of what one finds there.
const PATH: &[(Lab, &str, &str)] = &[
    (Lab::LittleO, "app.menu.little_o", "app.welcome.little_o"),
    (Lab::Tangent, "app.menu.tangent", "app.welcome.tangent"),
    (Lab::Descent, "app.menu.descent", "app.welcome.descent"),
];

/// The front page.
#[component]
pub fn Welcome() -> impl IntoView {
    let playground = playground();
    let step = move |(lab, name, about): &'static (Lab, &str, &str)| {
        view! {
            <li>
                <a class="card" href=move || link_to(playground, *lab) on:click=move |_| history::write_now(playground)>
                    <b>{t!(*name)}</b>
                    <span>{t!(*about)}</span>
                </a>
            </li>
        }
    };
    view! {
        <section class="welcome">
            <h1>{t!("app.welcome.title")}</h1>
            <p class="lead">{t!("app.welcome.lead")}</p>
            <ol class="path">{PATH.iter().map(step).collect_view()}</ol>
        </section>
        <little_o::Lab is_front=true />
    }
}

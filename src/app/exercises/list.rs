//! The list of all sets, with what is done.

use super::links::{COLLECT, MAKE, Way, named};
use super::progress::Kept;
use super::text::said;
use super::{bank, tools};
use crate::exercises::{Item, Set};
use leptos::prelude::*;
use rust_i18n::t;

/// The sets, one below the other.
#[component]
pub fn List() -> impl IntoView {
    let index = bank::index();
    view! {
        <h1 class="question">{t!("exercises.title")}</h1>
        <p class="lead">{t!("exercises.lead")}</p>
        {move || match index.get() {
            None => view! { <p class="notice">{t!("exercises.loading")}</p> }.into_any(),
            Some(None) => view! { <p class="notice">{t!("exercises.no_files")}</p> }.into_any(),
            Some(Some(index)) => {
                let sets = index.sets.into_iter().map(|set| view! { <SetCard set /> }).collect_view();
                view! { <div class="sets">{sets}</div> }.into_any()
            }
        }}
        <tools::ProgressTools />
        <p class="controls">
            <Way class="button" to=named(MAKE)>{t!("exercises.make.title")}</Way>
            <Way class="button" to=named(COLLECT)>{t!("exercises.set.make")}</Way>
        </p>
    }
}

/// One set: its title, how much of it is solved, its exercises.
#[component]
fn SetCard(set: Set) -> impl IntoView {
    let kept = expect_context::<Kept>();
    let ids: Vec<String> = set.items.iter().map(|item| item.id.clone()).collect();
    let count = ids.len();
    let solved = move || ids.iter().filter(|id| kept.record(id).solved).count();
    let item = move |Item { id, title }: Item| {
        let page = named(&id);
        let mark = move || {
            let record = kept.record(&id);
            match (record.solved, record.wrong) {
                (true, _) => view! { <span class="is-yes">"✓ "{t!("exercises.solved")}</span> }.into_any(),
                (false, 1..) => view! { <span class="is-soft">{t!("exercises.tried")}</span> }.into_any(),
                (false, 0) => ().into_any(),
            }
        };
        view! { <li><Way to=page>{said(&title)}</Way> " " {mark}</li> }
    };
    view! {
        <section class="card set">
            <h2>{said(&set.title)}</h2>
            <p class="caption">{said(&set.about)} " " {move || t!("exercises.solved_of", solved = solved(), count = count)}</p>
            <ol>{set.items.into_iter().map(item).collect_view()}</ol>
        </section>
    }
}

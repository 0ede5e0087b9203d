//! What one does with all of one's progress: take it along, bring it back, hand it in, forget it.

use super::super::browser;
use super::links::{Way, summary};
use super::progress::Kept;
use crate::exercises::Progress;
use leptos::prelude::*;
use leptos::task::spawn_local;
use rust_i18n::t;

/// The tools below the list.
#[component]
pub fn ProgressTools() -> impl IntoView {
    let kept = expect_context::<Kept>();
    let said = RwSignal::new("");
    let is_sure = RwSignal::new(false);
    let file = move || browser::address_of_file(&kept.all().write());
    let load = move |input: web_sys::HtmlInputElement| {
        spawn_local(async move {
            let read = browser::chosen_file(input).await.and_then(|text| Progress::read(&text).ok());
            said.try_set(if read.is_some() { "exercises.progress.loaded" } else { "exercises.progress.not_ours" });
            read.into_iter().for_each(|progress| kept.add(progress));
        });
    };
    let reset = move |_| match is_sure.get_untracked() {
        false => is_sure.set(true),
        true => {
            kept.forget();
            is_sure.set(false);
            said.set("exercises.progress.forgotten");
        }
    };
    view! {
        <section class="card progress" aria-label=t!("exercises.progress.name")>
            <h2>{t!("exercises.progress.name")}</h2>
            <p class="caption">{t!("exercises.progress.where")}</p>
            <div class="controls">
                <Way class="button" to=Signal::derive(move || summary(&kept.all()))>{t!("exercises.summary.title")}</Way>
                <a class="button" download="little-o-exercises.json" href=file>{t!("exercises.progress.save")}</a>
                <label class="button">
                    {t!("exercises.progress.load")}
                    <input
                        class="hidden-text"
                        type="file"
                        accept=".json,application/json"
                        on:change:target=move |event| load(event.target())
                    />
                </label>
                <button class="button" type="button" on:click=reset>
                    {move || if is_sure.get() { t!("exercises.progress.sure") } else { t!("exercises.progress.reset") }}
                </button>
            </div>
            <p class="caption" role="alert">
                {move || if said.get().is_empty() { String::new() } else { t!(said.get()).into_owned() }}
            </p>
        </section>
    }
}

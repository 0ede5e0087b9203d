//! The workshop: an exercise of any kind, made from what stands in a lab, that travels in its link.
//!
//! The exercise as text is the one truth: the form changes the text, and the link below holds it. The lab stands inside,
//! to be set and to try what is hidden.

use super::super::browser;
use super::super::history::act;
use super::super::on_demand::Awaited;
use super::super::state::playground;
use super::super::widgets::{Choice, HideList, with_code};
use super::bank;
use super::collect::with;
use super::copy_link::CopyLink;
use super::desk::open_inside;
use super::form::Fields;
use super::inside::Inside;
use super::links::{COLLECT, Collected, MAKE, OWN, Up, Way, for_others, of_set, whole};
use super::page::{Nothing, Sheet};
use super::place::Place;
use crate::exercises::{
    Exercise, Fault, Kind, made_from, own_id, read_exercise, read_json, start_of, with_words_of, write_exercise,
};
use crate::session::{ExercisesStoreFields, Lab, SessionStoreFields};
use leptos::prelude::*;
use rust_i18n::t;
use std::sync::Arc;

/// The labs an exercise can be made from, with the keys of their names.
const LABS: [(Lab, &str); 3] =
    [(Lab::LittleO, "app.menu.little_o"), (Lab::Tangent, "app.menu.tangent"), (Lab::Descent, "app.menu.descent")];

/// The workshop.
#[component]
pub fn Workshop() -> impl IntoView {
    let playground = playground();
    let (made, inside) = (playground.session.exercises().made(), playground.session.exercises().inside());
    // The exercise that is changed here: in its set the new one takes its place.
    let original = StoredValue::new(made.get_untracked());
    let draft = Memo::new(move |_| read_json::<Exercise>(&made.read()).ok());
    let kind = Memo::new(move |old| {
        let kind = draft.read().as_ref().map(|draft| Kind::of(&draft.task));
        kind.or(old.copied()).unwrap_or(Kind::Choose)
    });
    let lab = move || inside.get().unwrap_or(Lab::LittleO);
    let from_lab = move |kind| playground.session.with_untracked(|session| made_from(kind, untrack(lab), session));
    // What the prompt was before its author wrote another one.
    let begun = StoredValue::new(from_lab(kind.get_untracked()).prompt);
    let begin = move |kind: Kind| {
        let new = from_lab(kind);
        let before = begun.try_update_value(|begun| std::mem::replace(begun, new.prompt.clone())).unwrap_or_default();
        let exercise = match draft.get_untracked() {
            Some(old) => with_words_of(new, &old, &before),
            None => new,
        };
        made.set(write_exercise(&exercise));
    };
    // An exercise that is changed brings its lab along; a new one begins with the lab that was open.
    if let (None, Some(start)) =
        (untrack(|| inside.get()), draft.with_untracked(|draft| draft.as_ref().and_then(start_of)))
    {
        open_inside(playground, &start);
    }
    Effect::new(move |_| {
        if inside.read().is_none() {
            inside.set(Some(Lab::LittleO));
        }
        if made.read().is_empty() {
            untrack(|| begin(kind.get()));
        }
    });
    let read = Memo::new(move |_| read_exercise(&made.read()));
    let labs = LABS.map(|(lab, name)| (lab, t!(name).into_owned())).to_vec();
    let take = move |lab| {
        act(playground, || {
            inside.set(Some(lab));
            begin(kind.get_untracked());
        });
    };
    view! {
        <article class="exercise workshop">
            // What stands here is never hidden, though it is named like the controls that are.
            <div class="make-form" data-names>
                <p class="caption"><Up /></p>
                <h1 class="question">{t!("exercises.make.title")}</h1>
                <p>{t!("exercises.make.lead")}</p>
                <Choice name=t!("exercises.make.lab") options=labs value=Signal::derive(lab) on_change=take />
                <KindField kind on_change=move |kind| act(playground, || begin(kind)) />
                <button class="button" type="button" on:click=move |_| take(untrack(lab))>{t!("exercises.make.again")}</button>
                <FormAndText draft />
                <Hide draft />
                {move || match &*read.read() {
                    Err(fault) => view! { <p class="notice" role="alert">{with_code(&fault.sentence())}</p> }.into_any(),
                    Ok(exercise) => view! { <Finished exercise=exercise.clone() original /> }.into_any(),
                }}
            </div>
            <Inside />
        </article>
    }
}

/// The kind of the exercise.
#[component]
fn KindField(kind: Memo<Kind>, #[prop(into)] on_change: Callback<Kind>) -> impl IntoView {
    let option = |(index, known): (usize, &'static Kind)| {
        let name = t!(format!("exercises.kind.{}", known.name()));
        view! { <option value=index.to_string() prop:selected=move || kind.get() == *known>{name}</option> }
    };
    let choose = move |value: String| {
        let chosen = value.parse().ok().and_then(|index: usize| Kind::ALL.get(index));
        chosen.into_iter().for_each(|chosen| on_change.run(*chosen));
    };
    view! {
        <div class="labelled">
            <label class="caption" for="kind">{t!("exercises.make.kind")}</label>
            <select class="box" id="kind" on:change:target=move |event| choose(event.target().value())>
                {Kind::ALL.iter().enumerate().map(option).collect_view()}
            </select>
        </div>
    }
}

/// The exercise as a form, and as text for those who like that better.
#[component]
fn FormAndText(draft: Memo<Option<Exercise>>) -> impl IntoView {
    let made = playground().session.exercises().made();
    let (form, mistakes) = (bank::form(), bank::mistakes());
    view! {
        {move || match form.get() {
            None => view! { <p class="notice">{t!("exercises.loading")}</p> }.into_any(),
            Some(None) => view! { <p class="notice">{t!("exercises.no_files")}</p> }.into_any(),
            Some(Some(form)) => view! { <Fields form mistakes draft /> }.into_any(),
        }}
        <details class="make-field">
            <summary>{t!("exercises.make.text")}</summary>
            <textarea
                class="box code"
                aria-label=t!("exercises.make.text")
                rows="12"
                spellcheck="false"
                prop:value=move || pretty(&made.read())
                on:change:target=move |event| made.set(event.target().value())
            ></textarea>
        </details>
    }
}

/// The JSON with a line for each part, for the eye.
fn pretty(json: &str) -> String {
    read_json::<serde_json::Value>(json)
        .ok()
        .and_then(|value| serde_json::to_string_pretty(&value).ok())
        .unwrap_or_else(|| json.to_owned())
}

/// Which controls of the lab are hidden. They go from the lab beside at once.
#[component]
fn Hide(draft: Memo<Option<Exercise>>) -> impl IntoView {
    let playground = playground();
    let exercises = playground.session.exercises();
    let inside = exercises.inside();
    let hide = Signal::derive(move || draft.read().as_ref().map(|draft| draft.hide.clone()).unwrap_or_default());
    let change = move |hide: Vec<String>| {
        if let Some(exercise) = draft.get_untracked() {
            act(playground, || exercises.made().set(write_exercise(&Exercise { hide, ..exercise })));
        }
    };
    Effect::new(move |_| playground.hidden.set(hide.get()));
    on_cleanup(move || playground.hidden.set(Vec::new()));
    let names = RwSignal::new(Vec::new());
    let Awaited(awaited) = expect_context();
    Effect::new(move |_| {
        inside.track();
        if awaited.get() == 0 {
            browser::after_update(move || {
                names.try_set(browser::seen_names(".inside"));
            });
        }
    });
    view! {
        <details>
            <summary>{t!("exercises.make.hide")}</summary>
            {move || view! { <HideList names=names.get() hide on_change=change /> }}
        </details>
    }
}

/// The link to hand out, and the ways on.
#[component]
fn Finished(exercise: Exercise, original: StoredValue<String>) -> impl IntoView {
    let playground = playground();
    let made = StoredValue::new(write_exercise(&exercise));
    let collected = playground.session.exercises().answers();
    let open = Signal::derive(move || whole(OWN, made.get_value(), collected.get()));
    let set = move || with(collected.get(), &original.get_value(), made.get_value());
    let address =
        Signal::derive(move || browser::address() + &for_others(whole(OWN, made.get_value(), Collected::new())));
    view! {
        <div class="controls">
            <Way class="button strong" to=open>{t!("exercises.make.open")}</Way>
            {move || match set() {
                Some(set) => view! { <Way class="button" to=of_set(COLLECT, set)>{t!("exercises.set.put")}</Way> }.into_any(),
                None => view! { <p class="caption">{t!("exercises.set.full")}</p> }.into_any(),
            }}
        </div>
        <CopyLink address />
    }
}

/// An exercise that came in the link, once it was found fit to be asked.
#[component]
pub fn Own() -> impl IntoView {
    let playground = playground();
    let made = playground.session.exercises().made();
    let mistakes = bank::mistakes();
    let text = Memo::new(move |_| made.get());
    let place = move || Place::in_own_set(playground, &text.read_untracked());
    move || match (read_exercise(&text.read()), mistakes.get()) {
        (Err(Fault::Format(_)), _) => {
            view! { <Nothing sentence=t!("exercises.damaged").into_owned() place=place() /> }.into_any()
        }
        (Err(fault), _) => view! { <Nothing sentence=fault.sentence() place=place() /> }.into_any(),
        (Ok(_), None) => view! { <p class="notice">{t!("exercises.loading")}</p> }.into_any(),
        (Ok(exercise), Some(mistakes)) => {
            let made = text.get();
            let edit = whole(MAKE, made.clone(), playground.session.exercises().answers().get_untracked());
            let place = Place { title: t!("exercises.own").into_owned(), ..place() };
            // What is done in it is kept by a name that follows from its text.
            let exercise = Exercise { id: own_id(&made), ..exercise };
            view! {
                <Sheet exercise=Arc::new(exercise) mistakes=Arc::new(mistakes.unwrap_or_default()) place />
                <p class="caption author"><Way to=edit>{t!("exercises.make.edit")}</Way></p>
            }
            .into_any()
        }
    }
}

//! The workshop: an exercise of any kind, made from what stands in a lab, that travels in its link.
//!
//! The exercise as text is the one truth: the form changes the text, and the link below holds it. The lab stands inside,
//! to be set and to try what is hidden.

use super::super::browser;
use super::super::history::act;
use super::super::on_demand::Awaited;
use super::super::state::{Playground, playground};
use super::super::widgets::{Choice, HideList, with_code};
use super::copy_link::CopyLink;
use super::desk::open_inside;
use super::form::Fields;
use super::inside::Inside;
use super::page::{Nothing, Sheet, link_to};
use super::place::Place;
use super::{bank, collect};
use crate::exercises::{Exercise, Kind, made_again, own_id, read_exercise, start_of, write_exercise};
use crate::link;
use crate::session::{Exercises, ExercisesStoreFields, Lab, PageStoreFields, Session, SessionStoreFields};
use leptos::prelude::*;
use rust_i18n::t;
use std::sync::Arc;

/// The labs an exercise can be made from, with the keys of their names.
const LABS: [(Lab, &str); 3] =
    [(Lab::LittleO, "app.menu.little_o"), (Lab::Tangent, "app.menu.tangent"), (Lab::Descent, "app.menu.descent")];

/// The link of an exercise that travels in it: to be solved (`own`) or changed (`make`).
fn link_of(playground: Playground, id: &str, made: &str) -> String {
    let exercises = Exercises { id: id.into(), made: made.into(), ..Default::default() };
    let page = playground.session.page().get();
    link::to_fragment(&Session { lab: Lab::Exercises, exercises, page, ..Session::default() })
}

/// The workshop.
#[component]
pub fn Workshop() -> impl IntoView {
    let playground = playground();
    let (made, inside) = (playground.session.exercises().made(), playground.session.exercises().inside());
    let read = Memo::new(move |_| read_exercise(&made.read()));
    let kind = Memo::new(move |old| match &*read.read() {
        Ok(exercise) => Kind::of(&exercise.task),
        Err(_) => old.copied().unwrap_or(Kind::Choose),
    });
    let lab = move || inside.get().unwrap_or(Lab::LittleO);
    let begin = move |kind: Kind| {
        let (lab, old) = (untrack(lab), read.get_untracked().ok());
        let exercise = playground.session.with_untracked(|session| made_again(old.as_ref(), kind, lab, session));
        made.set(write_exercise(&exercise));
    };
    // An exercise that is changed brings its lab along; a new one begins with the lab that was open.
    let start = read.with_untracked(|read| read.as_ref().ok().and_then(start_of));
    match (untrack(|| inside.get()), start) {
        (None, Some(start)) => open_inside(playground, &start),
        (None, None) => inside.set(Some(Lab::LittleO)),
        (Some(_), _) => {}
    }
    if made.read_untracked().is_empty() {
        begin(Kind::Choose);
    }
    let labs = LABS.map(|(lab, name)| (lab, t!(name).into_owned())).to_vec();
    let take = move |lab| {
        act(playground, || {
            inside.set(Some(lab));
            begin(kind.get_untracked());
        });
    };
    view! {
        <article class="exercise workshop">
            <p class="caption"><a href=link_to("")>{t!("exercises.all")}</a></p>
            <h1 class="question">{t!("exercises.make.title")}</h1>
            <p>{t!("exercises.make.lead")}</p>
            <Choice name=t!("exercises.make.lab") options=labs value=Signal::derive(lab) on_change=take />
            <KindField kind on_change=move |kind| act(playground, || begin(kind)) />
            <button class="button" type="button" on:click=move |_| take(untrack(lab))>{t!("exercises.make.again")}</button>
            <FormAndText />
            <Hide />
            {move || match &*read.read() {
                Err(fault) => view! { <p class="notice" role="alert">{with_code(&fault.sentence())}</p> }.into_any(),
                Ok(exercise) => view! { <Finished exercise=exercise.clone() /> }.into_any(),
            }}
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
fn FormAndText() -> impl IntoView {
    let made = playground().session.exercises().made();
    let (form, mistakes) = (bank::form(), bank::mistakes());
    view! {
        {move || match form.get() {
            None => view! { <p class="notice">{t!("exercises.loading")}</p> }.into_any(),
            Some(None) => view! { <p class="notice">{t!("exercises.no_files")}</p> }.into_any(),
            Some(Some(form)) => view! { <Fields form mistakes /> }.into_any(),
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
    crate::exercises::read_json::<serde_json::Value>(json)
        .ok()
        .and_then(|value| serde_json::to_string_pretty(&value).ok())
        .unwrap_or_else(|| json.to_owned())
}

/// Which controls of the lab are hidden. They go from the lab below at once.
#[component]
fn Hide() -> impl IntoView {
    let playground = playground();
    let (hide, inside) = (playground.session.page().hide(), playground.session.exercises().inside());
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
            {move || view! { <HideList names=names.get() hide=Signal::derive(move || hide.get()) on_change=move |names| hide.set(names) /> }}
        </details>
    }
}

/// The link to hand out, and the ways on.
#[component]
fn Finished(exercise: Exercise) -> impl IntoView {
    let playground = playground();
    let made = StoredValue::new(write_exercise(&exercise));
    // What is hidden stands in the link too.
    let link = Signal::derive(move || link_of(playground, "own", &made.get_value()));
    let address = Signal::derive(move || browser::address() + &link.read());
    let collected = playground.session.exercises().answers();
    let set = move || collect::link_of_set("collect", collect::with(collected.get(), made.get_value()));
    view! {
        <div class="controls">
            <a class="button strong" href=link>{t!("exercises.make.open")}</a>
            <a class="button" href=set>{t!("exercises.set.put")}</a>
        </div>
        <CopyLink address label=t!("exercises.summary.copy").into_owned() />
    }
}

/// An exercise that came in the link, once it was found fit to be asked.
#[component]
pub fn Own() -> impl IntoView {
    let playground = playground();
    let made = playground.session.exercises().made();
    let mistakes = bank::mistakes();
    let text = Memo::new(move |_| made.get());
    move || match (read_exercise(&text.read()), mistakes.get()) {
        (Err(fault), _) => view! { <Nothing sentence=fault.sentence() /> }.into_any(),
        (Ok(_), None) => view! { <p class="notice">{t!("exercises.loading")}</p> }.into_any(),
        (Ok(exercise), Some(mistakes)) => {
            let made = text.get();
            let edit = link_of(playground, "make", &made);
            let place = Place { title: t!("exercises.own").into_owned(), ..Place::in_own_set(playground, &made) };
            // What is done in it is kept by a name that follows from its text.
            let exercise = Exercise { id: own_id(&made), ..exercise };
            view! {
                <Sheet exercise=Arc::new(exercise) mistakes=Arc::new(mistakes.unwrap_or_default()) place />
                <p class="caption"><a href=edit>{t!("exercises.make.edit")}</a></p>
            }
            .into_any()
        }
    }
}

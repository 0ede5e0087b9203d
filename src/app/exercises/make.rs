//! The workshop: an exercise of any kind, made from what stands in a lab, that travels in its link.
//!
//! The exercise as text is the one truth: the fields above it change the text, and the link below holds it.

use super::super::browser;
use super::super::state::{Playground, playground};
use super::super::widgets::{Choice, with_code};
use super::bank;
use super::page::{Nothing, Place, Sheet, link_to};
use crate::exercises::{Exercise, Kind, Text, made_from, read_exercise, write_exercise};
use crate::link;
use crate::session::{ExercisesStoreFields, Lab, PageStoreFields, Session, SessionStoreFields};
use leptos::prelude::*;
use rust_i18n::t;
use std::sync::Arc;

/// The labs an exercise can be made from, with the keys of their names.
const LABS: [(Lab, &str); 3] =
    [(Lab::LittleO, "app.menu.little_o"), (Lab::Tangent, "app.menu.tangent"), (Lab::Descent, "app.menu.descent")];

/// The link of an exercise that travels in it: to be solved (`own`) or changed (`make`).
fn link_of(playground: Playground, id: &str, made: &str) -> String {
    let exercises = crate::session::Exercises { id: id.into(), made: made.into(), ..Default::default() };
    let page = playground.session.page().get();
    link::to_fragment(&Session { lab: Lab::Exercises, exercises, page, ..Session::default() })
}

/// The link of an exercise that travels in it, to be solved.
pub fn link_of_made(playground: Playground, made: &str) -> String {
    link_of(playground, "own", made)
}

/// The workshop.
#[component]
pub fn Workshop() -> impl IntoView {
    let playground = playground();
    let made = playground.session.exercises().made();
    let (kind, lab) = (RwSignal::new(Kind::Choose), RwSignal::new(Lab::LittleO));
    let begin = move || {
        let (kind, lab) = (kind.get_untracked(), lab.get_untracked());
        made.set(write_exercise(&playground.session.with_untracked(|session| made_from(kind, lab, session))));
    };
    if made.read_untracked().is_empty() {
        begin();
    }
    let read = Memo::new(move |_| read_exercise(&made.read()));
    let kinds = Kind::ALL.iter().map(|kind| (*kind, t!(format!("exercises.kind.{}", kind.name())).into_owned()));
    let labs = LABS.map(|(lab, name)| (lab, t!(name).into_owned()));
    let hide = playground.session.page().hide();
    view! {
        <article class="exercise">
            <p class="caption"><a href=link_to("")>{t!("exercises.all")}</a></p>
            <h1 class="question">{t!("exercises.make.title")}</h1>
            <p>{t!("exercises.make.lead")}</p>
            <Choice name=t!("exercises.make.lab") options=labs.to_vec() value=lab on_change=move |chosen| { lab.set(chosen); begin(); } />
            <div class="labelled">
                <label class="caption" for="kind">{t!("exercises.make.kind")}</label>
                <select
                    class="box"
                    id="kind"
                    on:change:target=move |event| {
                        let chosen = event.target().value().parse().ok().and_then(|index: usize| Kind::ALL.get(index));
                        chosen.into_iter().for_each(|chosen| kind.set(*chosen));
                        begin();
                    }
                >
                    {kinds.enumerate().map(|(index, (_, name))| view! { <option value=index.to_string()>{name}</option> }).collect_view()}
                </select>
            </div>
            <Sentence id="make-prompt" label=t!("exercises.make.prompt").into_owned() read part=prompt />
            <Sentence id="make-hints" label=t!("exercises.make.hints").into_owned() read part=hints />
            <div class="make-field">
                <label for="make-text">{t!("exercises.make.text")}</label>
                <textarea
                    class="box code"
                    id="make-text"
                    rows="12"
                    spellcheck="false"
                    prop:value=move || pretty(&made.read())
                    on:change:target=move |event| made.set(event.target().value())
                ></textarea>
            </div>
            <div class="make-field">
                <label for="make-hide">{t!("exercises.make.hide")}</label>
                <input
                    class="box"
                    id="make-hide"
                    type="text"
                    prop:value=move || hide.read().join(", ")
                    on:change:target=move |event| {
                        let names = event.target().value();
                        let names = names.split(',').map(|name| name.trim().to_lowercase().replace(' ', "-"));
                        hide.set(names.filter(|name| !name.is_empty()).collect());
                    }
                />
            </div>
            {move || match &*read.read() {
                Err(fault) => view! { <p class="remark" role="alert">{with_code(&fault.sentence())}</p> }.into_any(),
                Ok(exercise) => view! { <Finished exercise=exercise.clone() /> }.into_any(),
            }}
        </article>
    }
}

/// The JSON with a line for each part, for the eye.
fn pretty(json: &str) -> String {
    crate::exercises::read_json::<serde_json::Value>(json)
        .ok()
        .and_then(|value| serde_json::to_string_pretty(&value).ok())
        .unwrap_or_else(|| json.to_owned())
}

/// A part of the exercise that is plain words: how it is read, and written.
type Part = (fn(&Exercise) -> String, fn(&mut Exercise, &str));

const fn prompt() -> Part {
    (|exercise| exercise.prompt.in_language("en").to_owned(), |exercise, text| exercise.prompt = Text::english(text))
}

/// One hint a line.
const fn hints() -> Part {
    (
        |exercise| exercise.hints.iter().map(|hint| hint.in_language("en")).collect::<Vec<_>>().join("\n"),
        |exercise, text| exercise.hints = text.lines().filter(|line| !line.is_empty()).map(Text::english).collect(),
    )
}

/// A field for words. While the text below cannot be read it waits.
#[component]
fn Sentence(
    id: &'static str,
    label: String,
    read: Memo<Result<Exercise, crate::exercises::Fault>>,
    part: fn() -> Part,
) -> impl IntoView {
    let made = playground().session.exercises().made();
    let (get, set) = part();
    let shown = move || read.read().as_ref().map(get).unwrap_or_default();
    let write = move |text: String| {
        let Ok(mut exercise) = read.get_untracked() else { return };
        set(&mut exercise, &text);
        made.set(write_exercise(&exercise));
    };
    view! {
        <div class="make-field">
            <label for=id>{label}</label>
            <textarea
                class="box"
                id=id
                rows="3"
                disabled=move || read.read().is_err()
                prop:value=shown
                on:change:target=move |event| write(event.target().value())
            ></textarea>
        </div>
    }
}

/// The link to hand out, and the exercise as it will look.
#[component]
fn Finished(exercise: Exercise) -> impl IntoView {
    let playground = playground();
    let link = link_of_made(playground, &write_exercise(&exercise));
    let copied = RwSignal::new("");
    let address = browser::address() + &link;
    let copy = {
        let address = address.clone();
        move |_| {
            browser::copy(address.clone(), move |done| {
                copied.set(if done { "app.share.copied" } else { "exercises.summary.refused" });
            })
        }
    };
    view! {
        <div class="controls">
            <button class="button strong" type="button" on:click=copy>{t!("exercises.make.copy")}</button>
            <a class="button" href=link>{t!("exercises.make.open")}</a>
        </div>
        <p class="caption" role="alert">
            {move || if copied.get().is_empty() { String::new() } else { t!(copied.get()).into_owned() }}
        </p>
        <p class="address">{address}</p>
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
            let edit = link_of(playground, "make", &text.read());
            let place = Place::own();
            view! {
                <Sheet exercise=Arc::new(exercise) mistakes=Arc::new(mistakes.unwrap_or_default()) place />
                <p class="caption"><a href=edit>{t!("exercises.make.edit")}</a></p>
            }
            .into_any()
        }
    }
}

//! The form of an exercise that is being made: a field for each thing its kind asks for, and what the engine says of it.

use super::super::browser;
use super::super::history::act;
use super::super::state::{Playground, playground};
use super::super::widgets::Switch;
use super::bank::File;
use super::desk::link_inside;
use super::readings::{Readings, RowVerdict, fault_of};
use super::text::{said, typeset, unmarked};
use crate::exercises::{
    CLAIM_EXAMPLES, Exercise, Field, Form, Format, MOST_ITEMS, Mistakes, Shape, Text, check_size, fill_in, filled_in,
    lines, read_json, remove, write_exercise,
};
use crate::session::{ExercisesStoreFields, SessionStoreFields};
use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use rust_i18n::t;
use serde_json::Value;
use std::time::Duration;

/// How long typing must rest before the engine looks at it.
const REST: Duration = Duration::from_millis(400);

/// The exercise that is being made. Its text in the session is the one truth.
#[derive(Clone, Copy)]
pub struct Draft {
    playground: Playground,
    form: StoredValue<Form>,
    mistakes: File<Mistakes>,
    /// The text as JSON; none while it is not even that.
    pub json: Memo<Option<Value>>,
    /// Whether it is short enough for its claims to be judged while they are written.
    pub is_judged: Memo<bool>,
}

impl Draft {
    /// Changes the exercise.
    fn change(self, change: impl FnOnce(&Form, &mut Value)) {
        let Some(mut json) = self.json.get_untracked() else { return };
        self.form.with_value(|form| change(form, &mut json));
        let text = json.to_string();
        // An exercise has one way to be written, so that one link is one exercise.
        let text = read_json::<Exercise>(&text).map_or(text, |exercise| write_exercise(&exercise));
        let made = self.playground.session.exercises().made();
        // What says nothing new must not write over a text that is being typed elsewhere.
        if made.with_untracked(|made| *made != text) {
            made.set(text);
        }
    }

    /// The same as a deliberate act, after which the keyboard goes on at the element with this id.
    fn rebuild(self, focus: String, change: impl FnOnce(&Form, &mut Value)) {
        act(self.playground, || self.change(change));
        browser::after_update(move || browser::focus(&focus));
    }

    fn fill_in(self, field: &Field, text: &str) {
        self.change(|_, json| fill_in(json, field, text));
    }

    /// The same once typing rests; what is typed is written at once when the field is left.
    fn typed(self, field: &Field) -> impl FnMut(String) + use<> {
        let field = field.clone();
        debounce(REST, move |text: String| self.fill_in(&field, &text))
    }

    /// The same where something was chosen.
    fn choose(self, field: &Field, word: &str) {
        act(self.playground, || self.fill_in(field, word));
    }

    /// What is filled in.
    fn text(self, field: &Field) -> Memo<String> {
        let field = field.clone();
        Memo::new(move |_| self.json.read().as_ref().map(|json| filled_in(json, &field)).unwrap_or_default())
    }
}

/// All fields. They are built anew only where there are others than before.
#[component]
pub fn Fields(
    /// What draws it up.
    form: Form,
    /// What misconceptions there are.
    mistakes: File<Mistakes>,
    /// The exercise, if its text is one.
    draft: Memo<Option<Exercise>>,
) -> impl IntoView {
    let playground = playground();
    let made = playground.session.exercises().made();
    let json = Memo::new(move |_| read_json(&made.read()).ok());
    let form = StoredValue::new(form);
    let is_judged = Memo::new(move |_| draft.read().as_ref().is_some_and(|draft| check_size(draft).is_ok()));
    let draft = Draft { playground, form, mistakes, json, is_judged };
    let fields = Memo::new(move |_| json.read().as_ref().map(|json| form.with_value(|form| form.fields(json))));
    view! {
        {move || group(draft, fields.get().unwrap_or_default())}
        <details class="make-more">
            <summary>{t!("exercises.form.claims")}</summary>
            <p>{t!("exercises.form.claims_lead")}</p>
            <ul class="claims">{CLAIM_EXAMPLES.iter().map(|claim| view! { <li>{*claim}</li> }).collect_view()}</ul>
        </details>
    }
}

/// As much of a misconception as stands in a menu, in letters.
const SHOWN: usize = 60;

/// The optional field that every author should see.
const SEEN: &str = "hints";

/// Fields that belong together; what may be left out, and is, stands folded below them.
fn group(draft: Draft, fields: Vec<Field>) -> AnyView {
    let is_more = |field: &Field| {
        let is_empty =
            draft.json.with_untracked(|json| json.as_ref().is_none_or(|json| filled_in(json, field).is_empty()));
        field.is_optional && is_empty && field.name != SEEN && !matches!(field.shape, Shape::Items(_))
    };
    let (more, fields): (Vec<_>, Vec<_>) = fields.into_iter().partition(is_more);
    let entries = |fields: Vec<Field>| fields.into_iter().map(|field| entry(draft, field)).collect_view();
    let has_more = !more.is_empty();
    view! {
        {entries(fields)}
        {has_more
            .then(|| {
                view! {
                    <details class="make-more">
                        <summary>{t!("exercises.form.more")}</summary>
                        {entries(more)}
                    </details>
                }
            })}
    }
    .into_any()
}

/// The words for a part of the format.
fn name_of(name: &str) -> String {
    t!(format!("exercises.form.{name}")).into_owned()
}

/// The words for an item of a list, such as "question 2".
fn item_of(list: &Field, number: usize) -> String {
    t!(format!("exercises.form.item.{}", list.name), number = number).into_owned()
}

/// The id of a field's element.
fn id_of(field: &Field) -> String {
    format!("make{}", field.path.replace('/', "-"))
}

/// A field with all that is in it.
fn entry(draft: Draft, field: Field) -> AnyView {
    match &field.shape {
        Shape::One(Format::Mistake) => view! { <MistakeField draft field /> }.into_any(),
        Shape::One(Format::Lab) => view! { <LabField draft field /> }.into_any(),
        Shape::One(Format::Words) => view! { <Lines draft field format=Format::Words /> }.into_any(),
        Shape::One(format) => view! { <Line draft format=*format field /> }.into_any(),
        Shape::Many(format) => view! { <Lines draft format=*format field /> }.into_any(),
        Shape::Flag => view! { <Flag draft field /> }.into_any(),
        Shape::Pick(words) => {
            let options = words.iter().map(|word| (word.clone(), name_of(word))).collect();
            view! { <Pick draft options field /> }.into_any()
        }
        Shape::Group(fields) => group(draft, fields.clone()),
        Shape::Either { .. } => either(draft, field),
        Shape::Items(_) => view! { <Items draft list=field /> }.into_any(),
    }
}

/// One line, and what the engine reads in it.
#[component]
fn Line(draft: Draft, field: Field, format: Format) -> impl IntoView {
    let (id, label, text) = (id_of(&field), name_of(&field.name), draft.text(&field));
    let mut typed = draft.typed(&field);
    let is_short = matches!(format, Format::Formula | Format::Number | Format::Point);
    view! {
        <div class="make-field" class:is-short=is_short>
            <label for=id.clone()>{label}</label>
            <input
                class="box code"
                type="text"
                spellcheck="false"
                autocapitalize="off"
                id=id
                prop:value=move || text.get()
                aria-invalid=move || lines(&text.read()).any(|line| fault_of(format, line).is_some()).then_some("true")
                on:input:target=move |event| typed(event.target().value())
                on:change:target=move |event| draft.fill_in(&field, &event.target().value())
            />
            <Readings draft text format />
        </div>
    }
}

/// A sentence, or a list with one item a line.
#[component]
fn Lines(draft: Draft, field: Field, format: Format) -> impl IntoView {
    let (id, label, text) = (id_of(&field), name_of(&field.name), draft.text(&field));
    let mut typed = draft.typed(&field);
    let (is_words, is_needed) = (format == Format::Words, !field.is_optional);
    let placeholder = (field.name == SEEN).then(|| t!("exercises.form.hints_example"));
    view! {
        <div class="make-field">
            <label for=id.clone()>{label}</label>
            <textarea
                class="box"
                class:code=!is_words
                spellcheck=(!is_words).then_some("false")
                id=id
                rows=if is_words { "3" } else { "2" }
                placeholder=placeholder
                prop:value=move || text.get()
                aria-invalid=move || {
                    let is_faulty = |text: &str| lines(text).any(|line| fault_of(format, line).is_some());
                    text.with(|text| is_faulty(text) || (is_needed && text.trim().is_empty())).then_some("true")
                }
                on:input:target=move |event| typed(event.target().value())
                on:change:target=move |event| draft.fill_in(&field, &event.target().value())
            ></textarea>
            <Readings draft text format />
        </div>
    }
}

#[component]
fn Flag(draft: Draft, field: Field) -> impl IntoView {
    let (label, text) = (name_of(&field.name), draft.text(&field));
    view! {
        <Switch
            label
            is_on=Signal::derive(move || !text.read().is_empty())
            on_change=move |is_on| draft.choose(&field, if is_on { "true" } else { "" })
        />
    }
}

/// One of a few words, or none of them yet.
#[component]
fn Pick(
    draft: Draft,
    field: Field,
    /// The words of the format, and how they are called.
    options: Vec<(String, String)>,
) -> impl IntoView {
    let (id, label, text) = (id_of(&field), name_of(&field.name), draft.text(&field));
    let present = text.get_untracked();
    let mut options = options;
    if !options.iter().any(|(word, _)| *word == present) && !present.is_empty() {
        options.insert(0, (present.clone(), present));
    }
    options.insert(0, (String::new(), "–".to_owned()));
    let option = move |(word, name): (String, String)| {
        let value = word.clone();
        view! { <option value=value prop:selected=move || *text.read() == word>{name}</option> }
    };
    view! {
        <div class="make-field">
            <label for=id.clone()>{label}</label>
            <select class="box" id=id on:change:target=move |event| draft.choose(&field, &event.target().value())>
                {options.into_iter().map(option).collect_view()}
            </select>
        </div>
    }
}

/// One of the misconceptions that the page has something to say about.
#[component]
fn MistakeField(draft: Draft, field: Field) -> impl IntoView {
    let text = draft.text(&field);
    move || {
        let known = draft.mistakes.read();
        let known = known.as_ref().and_then(Option::as_ref);
        let options = known.into_iter().flatten();
        let begin = |sentence: &Text| unmarked(&said(sentence)).chars().take(SHOWN).collect::<String>();
        let options = options.map(|(name, sentence)| (name.clone(), begin(sentence) + "…")).collect();
        let sentence = move || {
            let mistakes = draft.mistakes.read();
            let sentence = mistakes.as_ref().and_then(Option::as_ref)?.get(&*text.read());
            sentence.map(|sentence| typeset(&said(sentence)))
        };
        view! {
            <div>
                <Pick draft options field=field.clone() />
                <p class="caption">{sentence}</p>
            </div>
        }
    }
}

/// The link of a lab, which the lab beside fills in.
#[component]
fn LabField(draft: Draft, field: Field) -> impl IntoView {
    let name = name_of(&field.name);
    let taken = field.clone();
    let take = move |_| draft.choose(&taken, &draft.playground.session.with_untracked(link_inside));
    view! {
        <Line draft field format=Format::Lab />
        <button class="button small" type="button" on:click=take>{t!("exercises.form.take", name = name)}</button>
    }
}

/// One of several kinds, and what that one asks for.
fn either(draft: Draft, field: Field) -> AnyView {
    let Shape::Either { kinds, inner } = field.shape.clone() else { return ().into_any() };
    let id = format!("{}-kind", id_of(&field));
    let option = |kind: String| {
        let (is_chosen, name) = (kind == inner.name, name_of(&kind));
        view! { <option value=kind prop:selected=is_chosen>{name}</option> }
    };
    let options = kinds.into_iter().map(option).collect_view();
    let verdict = (inner.name == "order").then(|| {
        let path = inner.path.clone();
        view! { <RowVerdict draft path /> }
    });
    let focus = id.clone();
    let turn = move |kind: String| draft.rebuild(focus.clone(), |form, json| form.turn(json, &field, &kind));
    view! {
        <div class="make-field">
            <label for=id.clone()>{t!("exercises.form.kind")}</label>
            <select class="box" id=id on:change:target=move |event| turn(event.target().value())>
                {options}
            </select>
        </div>
        {entry(draft, *inner)}
        {verdict}
    }
    .into_any()
}

/// A list of groups, which grows and shrinks.
#[component]
fn Items(draft: Draft, list: Field) -> impl IntoView {
    let Shape::Items(items) = list.shape.clone() else { return ().into_any() };
    let count = items.len();
    let add_id = format!("{}-add", id_of(&list));
    let item = |(index, item): (usize, Field)| {
        let (name, id) = (item_of(&list, index + 1), id_of(&item));
        // The keyboard goes on at the item that takes its place.
        let focus = if index + 1 < count { id.clone() } else { add_id.clone() };
        let list = list.clone();
        let take_out = move |_| draft.rebuild(focus.clone(), |_, json| remove(json, &list, index));
        view! {
            <fieldset class="make-item" tabindex="-1" id=id>
                <legend>{name.clone()}</legend>
                {entry(draft, item)}
                <button class="button small" type="button" on:click=take_out>{t!("exercises.form.remove", name = name)}</button>
            </fieldset>
        }
    };
    let items = items.into_iter().enumerate().map(item).collect_view();
    let new = format!("{}-{count}", id_of(&list));
    let next = item_of(&list, count + 1);
    let title = name_of(&list.name);
    let add = move |_| draft.rebuild(new.clone(), |form, json| form.add(json, &list));
    let has_room = count < MOST_ITEMS;
    view! {
        <fieldset class="make-list">
            <legend>{title}</legend>
            {items}
            {has_room
                .then(|| {
                    view! {
                        <button class="button small" type="button" id=add_id on:click=add>
                            {t!("exercises.form.add", name = next)}
                        </button>
                    }
                })}
        </fieldset>
    }
    .into_any()
}

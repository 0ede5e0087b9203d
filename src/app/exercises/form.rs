//! The form of an exercise that is being made: a field for each thing its kind asks for, and what the engine says of it.

use super::super::browser;
use super::super::history::act;
use super::super::state::{Playground, playground};
use super::super::widgets::with_code;
use super::bank::File;
use super::desk::link_inside;
use super::text::{formula, said, typeset};
use crate::exercises::{
    Claim, EXAMPLES, Exercise, Field, Form, Format, Mistakes, Shape, all_hold, fill_in, filled_in, number, read_json,
    remove, write_exercise,
};
use crate::numerals::plain;
use crate::session::{ExercisesStoreFields, SessionStoreFields};
use leptos::prelude::*;
use rust_i18n::t;
use serde_json::Value;

/// The exercise that is being made. Its text in the session is the one truth.
#[derive(Clone, Copy)]
struct Draft {
    playground: Playground,
    form: StoredValue<Form>,
    mistakes: File<Mistakes>,
    /// The text as JSON; none while it is not even that.
    json: Memo<Option<Value>>,
}

impl Draft {
    /// Changes the exercise.
    fn change(self, change: impl FnOnce(&Form, &mut Value)) {
        let Some(mut json) = self.json.get_untracked() else { return };
        self.form.with_value(|form| change(form, &mut json));
        let text = json.to_string();
        // An exercise has one way to be written, so that one link is one exercise.
        let text = read_json::<Exercise>(&text).map_or(text, |exercise| write_exercise(&exercise));
        self.playground.session.exercises().made().set(text);
    }

    /// The same as a deliberate act, after which the keyboard goes on at the element with this id.
    fn rebuild(self, focus: String, change: impl FnOnce(&Form, &mut Value)) {
        act(self.playground, || self.change(change));
        browser::after_update(move || browser::focus(&focus));
    }

    fn fill_in(self, field: &Field, text: &str) {
        self.change(|_, json| fill_in(json, field, text));
    }

    /// What is filled in.
    fn text(self, field: &Field) -> Memo<String> {
        let field = field.clone();
        Memo::new(move |_| self.json.read().as_ref().map(|json| filled_in(json, &field)).unwrap_or_default())
    }
}

/// All fields. They are built anew only where there are others than before.
#[component]
pub fn Fields(form: Form, mistakes: File<Mistakes>) -> impl IntoView {
    let playground = playground();
    let made = playground.session.exercises().made();
    let json = Memo::new(move |_| read_json(&made.read()).ok());
    let form = StoredValue::new(form);
    let draft = Draft { playground, form, mistakes, json };
    let fields = Memo::new(move |_| json.read().as_ref().map(|json| form.with_value(|form| form.fields(json))));
    view! {
        {move || group(draft, fields.get().unwrap_or_default())}
        <details class="make-more">
            <summary>{t!("exercises.form.claims")}</summary>
            <p>{t!("exercises.form.claims_lead")}</p>
            <ul class="claims">{EXAMPLES.iter().map(|claim| view! { <li>{*claim}</li> }).collect_view()}</ul>
        </details>
    }
}

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
                on:change:target=move |event| draft.fill_in(&field, &event.target().value())
            />
            <Readings text format />
        </div>
    }
}

/// A sentence, or a list with one item a line.
#[component]
fn Lines(draft: Draft, field: Field, format: Format) -> impl IntoView {
    let (id, label, text) = (id_of(&field), name_of(&field.name), draft.text(&field));
    let is_words = format == Format::Words;
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
                on:change:target=move |event| draft.fill_in(&field, &event.target().value())
            ></textarea>
            <Readings text format />
        </div>
    }
}

/// What the engine reads in each line.
#[component]
fn Readings(text: Memo<String>, format: Format) -> impl IntoView {
    let is_read = matches!(format, Format::Formula | Format::Number | Format::Claim | Format::Condition);
    is_read.then(|| {
        move || text.read().lines().filter(|line| !line.is_empty()).map(|line| reading(format, line)).collect_view()
    })
}

fn reading(format: Format, line: &str) -> AnyView {
    let unreadable = || {
        let sentence = t!("exercises.fault.unreadable", text = line);
        view! { <p class="remark">{with_code(&sentence)}</p> }.into_any()
    };
    match format {
        Format::Number => match number::value(line) {
            Some(value) => view! { <p class="caption">"= " {plain(value)}</p> }.into_any(),
            None => unreadable(),
        },
        Format::Claim | Format::Condition if Claim::read(line).is_none() => unreadable(),
        Format::Claim => {
            let verdict = match all_hold(&[line.to_owned()]) {
                Some(true) => view! { <span class="is-yes">"✓ " {t!("exercises.form.true")}</span> }.into_any(),
                Some(false) => view! { <span class="is-soft">"✗ " {t!("exercises.form.false")}</span> }.into_any(),
                None => t!("exercises.form.undecided").into_owned().into_any(),
            };
            view! { <p class="caption">{typeset(&format!("{{{line}}}"))} " — " {verdict}</p> }.into_any()
        }
        Format::Condition => view! { <p class="caption">{typeset(&format!("{{{line}}}"))}</p> }.into_any(),
        _ if line.parse::<crate::expr::Expr>().is_err() => unreadable(),
        _ => view! { <p>{formula(line)}</p> }.into_any(),
    }
}

#[component]
fn Flag(draft: Draft, field: Field) -> impl IntoView {
    let (label, text) = (name_of(&field.name), draft.text(&field));
    view! {
        <label class="switch">
            <input
                type="checkbox"
                prop:checked=move || !text.read().is_empty()
                on:change:target=move |event| draft.fill_in(&field, if event.target().checked() { "true" } else { "" })
            />
            {label}
        </label>
    }
}

/// One of a few words, or none of them where the field may be left out.
#[component]
fn Pick(
    draft: Draft,
    field: Field,
    /// The words of the format, and how they are called.
    options: Vec<(String, String)>,
) -> impl IntoView {
    let (id, label, text) = (id_of(&field), name_of(&field.name), draft.text(&field));
    let none = field.is_optional.then(|| (String::new(), "–".to_owned()));
    let option = move |(word, name): (String, String)| {
        let value = word.clone();
        view! { <option value=value prop:selected=move || *text.read() == word>{name}</option> }
    };
    view! {
        <div class="make-field">
            <label for=id.clone()>{label}</label>
            <select class="box" id=id on:change:target=move |event| draft.fill_in(&field, &event.target().value())>
                {none.into_iter().chain(options).map(option).collect_view()}
            </select>
        </div>
    }
}

/// One of the misconceptions that the page has something to say about.
#[component]
fn MistakeField(draft: Draft, field: Field) -> impl IntoView {
    let text = draft.text(&field);
    move || {
        let mistakes = draft.mistakes.get().flatten().unwrap_or_default();
        let options = mistakes.keys().map(|name| (name.clone(), name.replace('-', " "))).collect();
        let sentence = move || mistakes.get(&*text.read()).map(|sentence| typeset(&said(sentence)));
        view! {
            <div>
                <Pick draft options field=field.clone() />
                <p class="caption">{sentence}</p>
            </div>
        }
    }
}

/// The link of a lab, which the lab below fills in.
#[component]
fn LabField(draft: Draft, field: Field) -> impl IntoView {
    let name = name_of(&field.name);
    let taken = field.clone();
    let take = move |_| {
        let link = draft.playground.session.with_untracked(link_inside);
        act(draft.playground, || draft.fill_in(&taken, &link));
    };
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
    let focus = id.clone();
    let turn = move |kind: String| draft.rebuild(focus.clone(), |form, json| form.turn(json, &field, &kind));
    view! {
        <div class="make-field">
            <label for=id.clone()>{t!("exercises.make.kind")}</label>
            <select class="box" id=id on:change:target=move |event| turn(event.target().value())>
                {options}
            </select>
        </div>
        {entry(draft, *inner)}
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
        let (list, add_id) = (list.clone(), add_id.clone());
        let take_out = move |_| draft.rebuild(add_id.clone(), |_, json| remove(json, &list, index));
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
    view! {
        <fieldset class="make-list">
            <legend>{title}</legend>
            {items}
            <button class="button small" type="button" id=add_id on:click=add>{t!("exercises.form.add", name = next)}</button>
        </fieldset>
    }
    .into_any()
}

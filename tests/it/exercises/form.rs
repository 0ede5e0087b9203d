//! The form for authors: it follows from the schema, loses nothing, and breaks nothing.

use super::bank::{bank, file};
use little_o::exercises::{
    CLAIM_EXAMPLES, Claim, Exercise, Field, Form, Format, Kind, MOST_ITEMS, Shape, fill_in, filled_in, made_from,
    read_json, remove, write_exercise,
};
use little_o::session::{Lab, Session};
use serde_json::Value;
use std::collections::BTreeSet;

fn form() -> Form {
    Form::new(&file("schema.json")).unwrap()
}

fn json(exercise: &Exercise) -> Value {
    read_json(&write_exercise(exercise)).unwrap()
}

/// Every exercise that a form may be asked for: one of each kind and lab, and the bank.
fn exercises() -> Vec<Value> {
    let labs = [Lab::LittleO, Lab::Tangent, Lab::Descent];
    let made = Kind::ALL.iter().flat_map(|kind| labs.map(|lab| json(&made_from(*kind, lab, &Session::default()))));
    made.chain(bank().iter().map(json)).collect()
}

/// The fields that hold something themselves.
fn leaves(fields: &[Field]) -> Vec<Field> {
    let inside = |field: &Field| match &field.shape {
        Shape::Group(fields) | Shape::Items(fields) => leaves(fields),
        Shape::Either { inner, .. } => leaves(std::slice::from_ref(inner)),
        _ => vec![field.clone()],
    };
    fields.iter().flat_map(inside).collect()
}

/// All fields, one after the other.
fn flat(fields: &[Field]) -> Vec<Field> {
    let inside = |field: &Field| match &field.shape {
        Shape::Group(inner) | Shape::Items(inner) => flat(inner),
        Shape::Either { inner, .. } => flat(std::slice::from_ref(inner)),
        _ => Vec::new(),
    };
    fields.iter().flat_map(|field| std::iter::once(field.clone()).chain(inside(field))).collect()
}

#[test]
fn filling_in_what_is_there_changes_nothing() {
    for before in exercises() {
        let fields = leaves(&form().fields(&before));
        assert!(fields.len() >= 3, "{before}: {fields:?}");
        let mut after = before.clone();
        for field in &fields {
            let text = filled_in(&after, field);
            fill_in(&mut after, field, &text);
        }
        assert_eq!(read_json::<Exercise>(&after.to_string()), read_json(&before.to_string()));
    }
}

#[test]
fn every_word_of_an_exercise_has_its_field() {
    for before in exercises() {
        let fields = leaves(&form().fields(&before));
        let mut emptied = before.clone();
        for field in &fields {
            fill_in(&mut emptied, field, "");
        }
        // Names, tries and other languages are not for the form.
        for left_out in ["id", "tries"] {
            emptied.as_object_mut().unwrap().remove(left_out);
        }
        let left: Vec<&str> = strings(&emptied).into_iter().filter(|text| !text.is_empty()).collect();
        assert!(left.is_empty(), "{left:?} of {before}");
    }
}

fn strings(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(items) => items.iter().flat_map(strings).collect(),
        Value::Object(parts) => {
            parts.iter().filter(|(name, _)| *name != "de").flat_map(|(_, part)| strings(part)).collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn lists_grow_and_shrink_and_kinds_change_within_the_format() {
    for before in exercises() {
        let form = form();
        for field in flat(&form.fields(&before)) {
            match &field.shape {
                Shape::Items(items) => {
                    let mut grown = before.clone();
                    form.add(&mut grown, &field);
                    let count = |json: &Value| json.pointer(&field.path).and_then(Value::as_array).map_or(0, Vec::len);
                    assert_eq!(count(&grown), (items.len() + 1).min(MOST_ITEMS), "{grown}");
                    read_json::<Exercise>(&grown.to_string()).unwrap_or_else(|fault| panic!("{fault}: {grown}"));
                    remove(&mut grown, &field, items.len());
                    let same = |json: &Value| read_json::<Exercise>(&json.to_string());
                    assert_eq!(same(&grown), same(&before));
                    // Without any item to go by, a blank one comes.
                    let mut blank = before.clone();
                    items.iter().for_each(|_| remove(&mut blank, &field, 0));
                    form.add(&mut blank, &field);
                    read_json::<Exercise>(&blank.to_string()).unwrap_or_else(|fault| panic!("{fault}: {blank}"));
                }
                Shape::Either { kinds, .. } => {
                    for kind in kinds {
                        let mut turned = before.clone();
                        form.turn(&mut turned, &field, kind);
                        assert!(turned.pointer(&format!("{}/{kind}", field.path)).is_some(), "{turned}");
                        read_json::<Exercise>(&turned.to_string()).unwrap_or_else(|fault| panic!("{fault}: {turned}"));
                    }
                }
                _ => {}
            }
        }
    }
}

/// The keys below `exercises.form` in the catalogue, those of items with `item.` before them.
fn words() -> BTreeSet<String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/locales/later/exercises.en.yml");
    let catalogue = std::fs::read_to_string(path).unwrap();
    let (_, form) = catalogue.split_once("\n  form:\n").unwrap();
    let key = |line: &str| {
        let depth = line.len() - line.trim_start().len();
        let name = line.trim().split(':').next()?.trim_matches('"');
        Some(format!("{}{name}", if depth == 6 { "item." } else { "" }))
    };
    form.lines().take_while(|line| line.starts_with("    ")).filter_map(key).collect()
}

/// The words of the form that are of no field.
const OTHER_WORDS: [&str; 12] = [
    "kind",
    "item",
    "hints_example",
    "more",
    "claims",
    "claims_lead",
    "true",
    "false",
    "undecided",
    "add",
    "remove",
    "take",
];

#[test]
fn every_field_has_words() {
    let words = words();
    let mut used = BTreeSet::from(OTHER_WORDS.map(str::to_owned));
    let mut known = |key: &str| {
        assert!(words.contains(key), "{key} has no words");
        used.insert(key.to_owned());
    };
    for exercise in exercises() {
        for field in flat(&form().fields(&exercise)) {
            match &field.shape {
                Shape::Items(_) => known(&format!("item.{}", field.name)),
                Shape::Pick(words) | Shape::Either { kinds: words, .. } => words.iter().for_each(|word| known(word)),
                _ => {}
            }
            if field.name.parse::<usize>().is_err() {
                known(&field.name);
            }
        }
    }
    assert_eq!(words.difference(&used).collect::<Vec<_>>(), Vec::<&String>::new(), "words without a field");
}

#[test]
fn an_optional_field_that_is_emptied_is_left_out() {
    let exercise = json(&made_from(Kind::Number, Lab::Tangent, &Session::default()));
    let fields = leaves(&form().fields(&exercise));
    let tolerance = fields.iter().find(|field| field.name == "tolerance").unwrap();
    let mut exact = exercise.clone();
    fill_in(&mut exact, tolerance, " ");
    assert!(exact.pointer("/task/number/tolerance").is_none(), "{exact}");
    fill_in(&mut exact, tolerance, "1/10");
    assert_eq!(exact.pointer("/task/number/tolerance").and_then(Value::as_str), Some("1/10"));
}

#[test]
fn a_hint_keeps_its_other_languages_where_it_stays() {
    let text = r#"{"prompt":{"en":"?"},"task":{"number":{"value":"1"}},"hints":[{"en":"one","de":"eins"},{"en":"two","de":"zwei"}]}"#;
    let mut exercise: Value = read_json(text).unwrap();
    let fields = form().fields(&exercise);
    let hints = fields.iter().find(|field| field.name == "hints").unwrap();
    fill_in(&mut exercise, hints, "two\nthree");
    let hints = exercise.pointer("/hints").map(Value::to_string);
    assert_eq!(hints.as_deref(), Some(r#"[{"de":"zwei","en":"two"},{"en":"three"}]"#));
}

#[test]
fn a_sentence_keeps_its_other_languages() {
    let mut exercise: Value =
        read_json(r#"{"prompt":{"en":"Hello","de":"Hallo"},"task":{"number":{"value":"1"}}}"#).unwrap();
    let fields = form().fields(&exercise);
    let prompt = fields.iter().find(|field| field.shape == Shape::One(Format::Words)).unwrap();
    fill_in(&mut exercise, prompt, "Good day");
    assert_eq!(exercise.pointer("/prompt").map(Value::to_string).as_deref(), Some(r#"{"de":"Hallo","en":"Good day"}"#));
}

/// A draft may be anything that is JSON; the form has fields for it and changes it without fault.
#[test]
fn any_json_has_a_form() {
    for text in [
        "null",
        "[]",
        "7",
        "{}",
        r#"{"task":7}"#,
        r#"{"task":{"choose":{"rows":"x"}}}"#,
        r#"{"prompt":[[]],"task":{}}"#,
    ] {
        let mut draft: Value = read_json(text).unwrap();
        let form = form();
        for field in flat(&form.fields(&draft)) {
            fill_in(&mut draft, &field, "x");
            form.add(&mut draft, &field);
            form.turn(&mut draft, &field, "question");
            remove(&mut draft, &field, 3);
        }
    }
    let many = format!(r#"{{"task":{{"choose":{{"rows":[{}]}}}}}}"#, vec!["{}"; 5_000].join(","));
    assert!(flat(&form().fields(&read_json(&many).unwrap())).len() < 200);
}

#[test]
fn the_examples_of_claims_hold() {
    let guide = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/exercises.md")).unwrap();
    let told = guide.lines().filter_map(|line| line.strip_prefix("    ")).flat_map(|line| line.split("    "));
    let told: Vec<&str> = told.map(str::trim).filter(|claim| !claim.is_empty()).collect();
    assert!(told.len() >= 9, "{told:?}");
    for claim in CLAIM_EXAMPLES.iter().copied().chain(told) {
        assert_eq!(Claim::read(claim).and_then(|claim| claim.holds()), Some(true), "{claim}");
    }
}

//! The schema of the data files, `exercises/schema.json`, and the few rules of JSON Schema that it uses.

use super::bank::file;
use serde_json::{Map, Value};

/// Each file, and the part of the schema that it follows.
fn files() -> Vec<(String, &'static str)> {
    let index: Value = serde_json::from_str(&file("index.json")).unwrap();
    let sets = index["sets"].as_array().unwrap().iter().map(|set| format!("{}.json", set["id"].as_str().unwrap()));
    let mut files: Vec<_> = sets.map(|name| (name, "exercises")).collect();
    files.extend([("index.json".to_owned(), "index"), ("mistakes.json".to_owned(), "mistakes")]);
    files
}

#[test]
fn the_data_files_follow_the_schema() {
    let schema: Value = serde_json::from_str(&file("schema.json")).unwrap();
    for (name, part) in files() {
        let data: Value = serde_json::from_str(&file(&name)).unwrap();
        let faults = faults(&schema, &schema["$defs"][part], &data, &name);
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

/// What the schema promises, the reader keeps: data that breaks one is refused by the other.
#[test]
fn the_schema_objects_where_the_reader_does() {
    let schema: Value = serde_json::from_str(&file("schema.json")).unwrap();
    for json in [
        r#"{ "prompt": { "en": "?" } }"#,
        r#"{ "prompt": { "en": "?" }, "task": { "number": {} } }"#,
        r#"{ "prompt": { "en": "?" }, "task": { "guess": {} } }"#,
        r#"{ "prompt": { "en": "?" }, "task": { "number": { "value": "1", "key": "2" } } }"#,
        r#"{ "prompt": "?", "task": { "number": { "value": "1" } } }"#,
        r#"{ "prompt": { "en": "?" }, "task": { "number": { "value": 1 } } }"#,
    ] {
        let data: Value = serde_json::from_str(json).unwrap();
        assert!(!faults(&schema, &schema["$defs"]["exercise"], &data, "").is_empty(), "{json}");
        assert!(little_o::exercises::read_exercise(json).is_err(), "{json}");
    }
}

/// Where `data` breaks `rule`: `$ref`, `type`, `enum`, `required`, `properties`, `additionalProperties`, `items`,
/// `minProperties` and `maxProperties`, which is all that our schema uses.
fn faults(schema: &Value, rule: &Value, data: &Value, place: &str) -> Vec<String> {
    const KNOWN: &[&str] = &[
        "$ref",
        "type",
        "enum",
        "required",
        "properties",
        "additionalProperties",
        "items",
        "minProperties",
        "maxProperties",
        "description",
        "format",
    ];
    let rule = rule.as_object().unwrap_or_else(|| panic!("{place} has no rule"));
    assert!(rule.keys().all(|key| KNOWN.contains(&key.as_str())), "{place}: {rule:?}");
    if let Some(name) = rule.get("$ref").and_then(Value::as_str) {
        let target = schema.pointer(name.trim_start_matches('#')).unwrap();
        return faults(schema, target, data, place);
    }
    let is_type = match rule.get("type").and_then(Value::as_str) {
        Some("object") => data.is_object(),
        Some("array") => data.is_array(),
        Some("string") => data.is_string(),
        Some("boolean") => data.is_boolean(),
        other => panic!("{place}: {other:?}"),
    };
    let is_listed = rule.get("enum").and_then(Value::as_array).is_none_or(|values| values.contains(data));
    if !is_type || !is_listed {
        return vec![format!("{place}: {data} is no {rule:?}")];
    }
    let mut found = Vec::new();
    for (index, item) in data.as_array().into_iter().flatten().enumerate() {
        found.extend(faults(schema, &rule["items"], item, &format!("{place}/{index}")));
    }
    if let Some(object) = data.as_object() {
        found.extend(faults_of_object(schema, rule, object, place));
    }
    found
}

fn faults_of_object(
    schema: &Value,
    rule: &Map<String, Value>,
    object: &Map<String, Value>,
    place: &str,
) -> Vec<String> {
    let mut found = Vec::new();
    let count = |key: &str, otherwise: u64| rule.get(key).and_then(Value::as_u64).unwrap_or(otherwise) as usize;
    if !(count("minProperties", 0)..=count("maxProperties", u64::from(u32::MAX))).contains(&object.len()) {
        found.push(format!("{place}: {} properties", object.len()));
    }
    for key in rule.get("required").and_then(Value::as_array).into_iter().flatten() {
        if !object.contains_key(key.as_str().unwrap()) {
            found.push(format!("{place}: no {key}"));
        }
    }
    for (key, value) in object {
        let place = format!("{place}/{key}");
        match (rule.get("properties").and_then(|rules| rules.get(key)), rule.get("additionalProperties")) {
            (Some(rule), _) => found.extend(faults(schema, rule, value, &place)),
            (None, Some(rule)) if rule.is_object() => found.extend(faults(schema, rule, value, &place)),
            _ => found.push(format!("{place}: not known")),
        }
    }
    found
}

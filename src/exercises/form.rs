//! The form of an exercise, for authors: which fields there are, what each may hold, and what filling one in changes.
//!
//! It is drawn up from `exercises/schema.json`, the schema of the format, so that every kind has one and no kind can be
//! forgotten. The exercise as JSON stays the one truth: a form is a way to look at it. A JSON pointer tells where a
//! field stands in it.

use super::check::{LONGEST_TEXT, MOST_ITEMS};
use serde_json::{Map, Value};

/// What a line stands for: the `format` of the schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A sentence, in English here. What it says in other languages stays; of a list, where the English does.
    Words,
    /// A formula.
    Formula,
    /// A number with measures.
    Number,
    /// Where functions are compared.
    Point,
    /// A claim that the engine judges by itself.
    Claim,
    /// A claim about what the answer binds.
    Condition,
    /// The link of a lab.
    Lab,
    /// The name of a misconception.
    Mistake,
    /// Anything else.
    Plain,
}

impl Format {
    fn of(rule: &Value) -> Format {
        match word(rule, "format") {
            Some("formula") => Format::Formula,
            Some("number") => Format::Number,
            Some("point") => Format::Point,
            Some("claim") => Format::Claim,
            Some("condition") => Format::Condition,
            Some("lab") => Format::Lab,
            Some("mistake") => Format::Mistake,
            _ => Format::Plain,
        }
    }
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One line.
    One(Format),
    /// A list, one a line.
    Many(Format),
    /// Yes or no.
    Flag,
    /// One of these words.
    Pick(Vec<String>),
    /// Fields that belong together.
    Group(Vec<Field>),
    /// One of several kinds.
    Either {
        /// Their names.
        kinds: Vec<String>,
        /// The present one.
        inner: Box<Field>,
    },
    /// A list of groups.
    Items(Vec<Field>),
}

/// A field of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in the format.
    pub name: String,
    /// Where it stands: a JSON pointer.
    pub path: String,
    /// Whether it may be left out. Then nothing filled in means that it is.
    pub is_optional: bool,
    /// What it holds.
    pub shape: Shape,
}

/// What of an exercise no field asks for: names are for the bank, tries for tests, and what is hidden is chosen in the lab.
const LEFT_OUT: [&str; 3] = ["id", "tries", "hide"];

/// The form of an exercise: the words about it, and what its kind asks for.
///
/// ```
/// use little_o::exercises::{Form, Kind, made_from, write_exercise};
/// let form = Form::new(include_str!("../../exercises/schema.json")).unwrap();
/// let exercise = made_from(Kind::Number, Default::default(), &Default::default());
/// let json = serde_json::from_str(&write_exercise(&exercise)).unwrap();
/// let names: Vec<_> = form.fields(&json).into_iter().map(|field| field.name).collect();
/// assert_eq!(names, ["prompt", "value", "tolerance", "wrong", "hints", "show", "worked"]);
/// ```
#[derive(Clone, Debug)]
pub struct Form {
    schema: Value,
}

impl Form {
    /// The forms of this schema.
    ///
    /// # Errors
    /// [`Fault::Format`](super::Fault::Format) if the text is no JSON.
    pub fn new(schema: &str) -> Result<Form, super::Fault> {
        super::read_json(schema).map(|schema| Form { schema })
    }

    /// The fields for this exercise, whether or not it is fit to be asked.
    pub fn fields(&self, exercise: &Value) -> Vec<Field> {
        let rule = self.schema.pointer("/$defs/exercise").unwrap_or(&Value::Null);
        let Shape::Group(fields) = self.shape(rule, Some(exercise), "") else { return Vec::new() };
        let fields = fields.into_iter().filter(|field| !LEFT_OUT.contains(&field.name.as_str()));
        // The kind is chosen elsewhere: of the task only what stands in it is asked for.
        let open = |field: Field| match field.shape {
            Shape::Either { inner, .. } => match inner.shape {
                Shape::Group(fields) => fields,
                _ => Vec::new(),
            },
            shape => vec![Field { shape, ..field }],
        };
        fields.flat_map(open).collect()
    }

    /// Adds an item to a list: a copy of its last one, to be changed, or a blank one.
    pub fn add(&self, exercise: &mut Value, list: &Field) {
        let present = exercise.pointer(&list.path).and_then(Value::as_array);
        let last = present.and_then(|items| items.last()).cloned();
        let blank = || self.rule_at(exercise, &list.path).map(|rule| self.blank(part(rule, "items")));
        let Some(item) = last.or_else(blank) else { return };
        match exercise.pointer_mut(&list.path).and_then(Value::as_array_mut) {
            Some(items) if items.len() < MOST_ITEMS => items.push(item),
            Some(_) => {}
            None => put(exercise, &list.path, Some(Value::Array(vec![item]))),
        }
    }

    /// Turns what stands there into a blank one of another kind.
    pub fn turn(&self, exercise: &mut Value, either: &Field, kind: &str) {
        let blank = self.rule_at(exercise, &either.path).and_then(|rule| {
            let rule = rule.get("properties")?.get(kind)?;
            Some(Value::Object(Map::from_iter([(kind.to_owned(), self.blank(rule))])))
        });
        if let Some(blank) = blank {
            put(exercise, &either.path, Some(blank));
        }
    }

    /// The rule itself, where another one is named in its place.
    fn resolved<'a>(&'a self, rule: &'a Value) -> &'a Value {
        let named = word(rule, "$ref").and_then(|name| self.schema.pointer(name.strip_prefix('#')?));
        named.unwrap_or(rule)
    }

    /// The rule for what stands at a place of an exercise.
    fn rule_at(&self, exercise: &Value, path: &str) -> Option<&Value> {
        let mut rule = self.schema.pointer("/$defs/exercise")?;
        let mut place = String::new();
        for step in path.split('/').skip(1) {
            let is_list = exercise.pointer(&place).is_some_and(Value::is_array);
            rule = if is_list { rule.get("items")? } else { rule.get("properties")?.get(step)? };
            rule = self.resolved(rule);
            place = format!("{place}/{step}");
        }
        Some(rule)
    }

    fn shape(&self, rule: &Value, value: Option<&Value>, path: &str) -> Shape {
        if is_sentence(rule) {
            return Shape::One(Format::Words);
        }
        let rule = self.resolved(rule);
        match word(rule, "type") {
            Some("boolean") => Shape::Flag,
            Some("array") => self.list(part(rule, "items"), value, path),
            Some("object") => self.group(rule, value, path),
            _ => match rule.get("enum").and_then(Value::as_array) {
                Some(words) => Shape::Pick(words.iter().filter_map(Value::as_str).map(str::to_owned).collect()),
                None => Shape::One(Format::of(rule)),
            },
        }
    }

    fn list(&self, rule: &Value, value: Option<&Value>, path: &str) -> Shape {
        if let Shape::One(format) = self.shape(rule, None, path) {
            return Shape::Many(format);
        }
        let items = value.and_then(Value::as_array).into_iter().flatten().take(MOST_ITEMS).enumerate();
        let item = |(index, item): (usize, &Value)| {
            let path = format!("{path}/{index}");
            let shape = self.shape(rule, Some(item), &path);
            Field { name: index.to_string(), path, is_optional: false, shape }
        };
        Shape::Items(items.map(item).collect())
    }

    fn group(&self, rule: &Value, value: Option<&Value>, path: &str) -> Shape {
        let field = |name: &str, rule: &Value, is_optional| {
            let (name, path) = (name.to_owned(), format!("{path}/{name}"));
            let shape = self.shape(rule, value.and_then(|value| value.get(&name)), &path);
            Field { name, path, is_optional, shape }
        };
        let properties = in_order(rule);
        if rule.get("maxProperties").is_none() {
            let fields = properties.into_iter().map(|(name, rule, is_optional)| field(name, rule, is_optional));
            return Shape::Group(fields.collect());
        }
        let present = properties.iter().find(|(name, ..)| value.is_some_and(|value| value.get(name).is_some()));
        match present.or(properties.first()) {
            Some((name, rule, _)) => Shape::Either {
                kinds: properties.iter().map(|(name, ..)| (*name).to_owned()).collect(),
                inner: Box::new(field(name, rule, false)),
            },
            None => Shape::Group(Vec::new()),
        }
    }

    /// The least that the rule allows, with nothing filled in.
    fn blank(&self, rule: &Value) -> Value {
        if is_sentence(rule) {
            return words_of("");
        }
        let rule = self.resolved(rule);
        match word(rule, "type") {
            Some("boolean") => Value::Bool(false),
            Some("array") => match self.shape(part(rule, "items"), None, "") {
                Shape::One(_) => Value::Array(Vec::new()),
                _ => Value::Array(vec![self.blank(part(rule, "items"))]),
            },
            Some("object") => {
                let is_either = rule.get("maxProperties").is_some();
                let properties = in_order(rule).into_iter();
                let needed = properties.filter(|(.., is_optional)| is_either || !is_optional);
                let needed = needed.take(if is_either { 1 } else { usize::MAX });
                Value::Object(needed.map(|(name, rule, _)| (name.to_owned(), self.blank(rule))).collect())
            }
            _ => {
                let first = rule.get("enum").and_then(|words| words.get(0));
                first.cloned().unwrap_or_else(|| Value::String(String::new()))
            }
        }
    }
}

/// What is filled in, as text; a list with one item a line, a flag as the word `true`.
pub fn filled_in(exercise: &Value, field: &Field) -> String {
    let line = |value: &Value| match value {
        Value::Object(words) => words.get("en").and_then(Value::as_str).unwrap_or_default().to_owned(),
        Value::String(text) => text.clone(),
        Value::Bool(true) => "true".to_owned(),
        _ => String::new(),
    };
    match exercise.pointer(&field.path) {
        Some(Value::Array(items)) => items.iter().map(line).collect::<Vec<_>>().join("\n"),
        Some(value) => line(value),
        None => String::new(),
    }
}

/// Fills a field in.
pub fn fill_in(exercise: &mut Value, field: &Field, text: &str) {
    let old = exercise.pointer(&field.path);
    let line = |format: &Format, text: &str, old: Option<&Value>| match (format, old) {
        (Format::Words, Some(Value::Object(words))) => {
            let mut words = words.clone();
            words.insert("en".into(), Value::String(text.into()));
            Value::Object(words)
        }
        (Format::Words, _) => words_of(text),
        _ => Value::String(text.into()),
    };
    let new = match &field.shape {
        Shape::One(format) => line(format, text, old),
        Shape::Pick(_) => Value::String(text.into()),
        Shape::Flag => Value::Bool(!text.is_empty()),
        Shape::Many(format) => {
            let old = old.and_then(Value::as_array).into_iter().flatten();
            let known = |text: &str| old.clone().find(|old| old.get("en").and_then(Value::as_str) == Some(text));
            let lines = text.lines().filter(|line| !line.trim().is_empty());
            lines.map(|text| line(format, text, known(text))).collect()
        }
        Shape::Group(_) | Shape::Either { .. } | Shape::Items(_) => return,
    };
    let is_left_out = field.is_optional && text.trim().is_empty();
    put(exercise, &field.path, (!is_left_out).then_some(new));
}

/// The lines of a text that are looked at while it is written.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.is_empty() && line.len() <= LONGEST_TEXT).take(MOST_ITEMS)
}

/// Takes an item out of a list.
pub fn remove(exercise: &mut Value, list: &Field, index: usize) {
    if let Some(items) = exercise.pointer_mut(&list.path).and_then(Value::as_array_mut)
        && index < items.len()
    {
        items.remove(index);
    }
}

/// Puts a value in its place, or leaves the place out.
fn put(exercise: &mut Value, path: &str, value: Option<Value>) {
    let Some((parent, name)) = path.rsplit_once('/') else { return };
    match (exercise.pointer_mut(parent), value) {
        (Some(Value::Object(parts)), Some(value)) => drop(parts.insert(name.into(), value)),
        (Some(Value::Object(parts)), None) => drop(parts.remove(name)),
        (Some(Value::Array(items)), Some(value)) => {
            let item = name.parse().ok().and_then(|index: usize| items.get_mut(index));
            item.into_iter().for_each(|item| *item = value.clone());
        }
        _ => {}
    }
}

/// The properties of an object with their rules and whether they are optional: those that must be there stand first.
fn in_order(rule: &Value) -> Vec<(&str, &Value, bool)> {
    let Some(rules) = rule.get("properties").and_then(Value::as_object) else { return Vec::new() };
    let required = rule.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let mut found: Vec<_> = required.filter_map(|name| Some((name, rules.get(name)?, false))).collect();
    for (name, rule) in rules {
        if !found.iter().any(|(known, ..)| known == name) {
            found.push((name, rule, true));
        }
    }
    found
}

fn is_sentence(rule: &Value) -> bool {
    word(rule, "$ref").is_some_and(|name| name.ends_with("/text"))
}

fn words_of(text: &str) -> Value {
    Value::Object(Map::from_iter([("en".to_owned(), Value::String(text.into()))]))
}

fn word<'a>(rule: &'a Value, key: &str) -> Option<&'a str> {
    rule.get(key).and_then(Value::as_str)
}

fn part<'a>(rule: &'a Value, key: &str) -> &'a Value {
    rule.get(key).unwrap_or(&Value::Null)
}

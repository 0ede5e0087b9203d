//! The messages between a frame that shows this page and the page around it.
//!
//! Every message is an object `{source: "little-o", version: 1, type, id?, …}`. In: `hello`, `setState` (with `state`,
//! an object of the keys of links, or `link`, a whole link), `getState`, `play`, `pause`, `step`, `reset`. Out: `ready`,
//! `state`, `verdict`, `step`, `answer`, `resize`, `error`. An answer carries the `id` of its request.
//!
//! The parent is a stranger: [`Request::read`] is the schema, and what does not fit is refused before anything looks
//! at it. Text is only ever read as a value of a link, never as markup or code.

use crate::numerals;

/// Who sends a message, by its word in every message.
const SOURCE: &str = "little-o";
/// The version of these messages.
const VERSION: f64 = 1.0;
/// Longer texts are refused.
const LONGEST_TEXT: usize = 65_536;
/// Objects with more entries are refused.
pub const MOST_ENTRIES: usize = 200;

/// The part of JavaScript's values that messages are made of.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Anything else: undefined, null, a function, an object inside of an object's object.
    Nothing,
    /// true or false.
    Flag(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// An object, its entries in order.
    Object(Vec<(String, Value)>),
}

impl Value {
    fn get(&self, name: &str) -> Option<&Value> {
        let Value::Object(entries) = self else { return None };
        entries.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    fn text(&self) -> Option<&str> {
        if let Value::Text(text) = self { Some(text) } else { None }
    }

    /// The text of a link's value: numbers and flags as links write them.
    fn link_text(&self) -> Option<String> {
        match self {
            Value::Text(text) if text.len() <= LONGEST_TEXT => Some(text.clone()),
            Value::Number(number) if number.is_finite() => Some(numerals::plain(*number)),
            Value::Flag(flag) => Some(if *flag { "1" } else { "0" }.to_owned()),
            _ => None,
        }
    }
}

/// What the parent asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The request's own number or text, which the answer repeats.
    pub id: Value,
    /// What is to be done.
    pub command: Command,
}

/// What the parent may ask for.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Are you there? Answered by `ready`.
    Hello,
    /// Take these values of the keys of links; the others stay.
    SetState(Vec<(String, String)>),
    /// Open this link.
    Open(String),
    /// Answered by `state`.
    GetState,
    /// Set the run in motion, or stop it.
    Move(Move),
}

/// How a run is moved, or the microscope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// On and on.
    Play,
    /// Not any more.
    Pause,
    /// One step, or a power of ten.
    Step,
    /// Back to the start.
    Reset,
}

/// Why a message was not followed.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// It is not for this page: nothing is answered.
    NotOurs,
    /// It is for this page but does not fit the schema: answered by `error`.
    Malformed {
        /// The request's id.
        id: Value,
        /// What is wrong.
        fault: Fault,
    },
}

/// What is wrong with a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The version is not 1.
    Version,
    /// There is no such type.
    Type,
    /// `state` is no object of texts, numbers and flags, or `link` is no text, or neither is there.
    State,
    /// It is longer than any message we read.
    TooLong,
}

impl Fault {
    /// What is wrong, in words.
    pub fn message(self) -> String {
        let key = match self {
            Fault::Version => "frame.version",
            Fault::Type => "frame.type",
            Fault::State => "frame.state",
            Fault::TooLong => "frame.too_long",
        };
        rust_i18n::t!(key).into_owned()
    }
}

impl Request {
    /// The request that a message makes.
    ///
    /// # Errors
    /// [`Refusal::NotOurs`] unless its source is `little-o`; [`Refusal::Malformed`] where it does not fit the schema.
    ///
    /// ```
    /// use little_o::api::message::{Command, Refusal, Request, Value};
    /// let text = |text: &str| Value::Text(text.into());
    /// let message = Value::Object(vec![
    ///     ("source".into(), text("little-o")),
    ///     ("version".into(), Value::Number(1.0)),
    ///     ("type".into(), text("getState")),
    ///     ("id".into(), Value::Number(7.0)),
    /// ]);
    /// assert_eq!(Request::read(&message), Ok(Request { id: Value::Number(7.0), command: Command::GetState }));
    /// assert_eq!(Request::read(&text("<script>")), Err(Refusal::NotOurs));
    /// ```
    pub fn read(message: &Value) -> Result<Request, Refusal> {
        if message.get("source").and_then(Value::text) != Some(SOURCE) {
            return Err(Refusal::NotOurs);
        }
        let id = match message.get("id") {
            Some(Value::Text(id)) if id.len() <= LONGEST_TEXT => Value::Text(id.clone()),
            Some(Value::Number(id)) => Value::Number(*id),
            _ => Value::Nothing,
        };
        match command(message) {
            Ok(command) => Ok(Request { id, command }),
            Err(fault) => Err(Refusal::Malformed { id, fault }),
        }
    }
}

fn command(message: &Value) -> Result<Command, Fault> {
    if message.get("version") != Some(&Value::Number(VERSION)) {
        return Err(Fault::Version);
    }
    match message.get("type").and_then(Value::text).ok_or(Fault::Type)? {
        "hello" => Ok(Command::Hello),
        "getState" => Ok(Command::GetState),
        "setState" => new_state(message),
        "play" => Ok(Command::Move(Move::Play)),
        "pause" => Ok(Command::Move(Move::Pause)),
        "step" => Ok(Command::Move(Move::Step)),
        "reset" => Ok(Command::Move(Move::Reset)),
        _ => Err(Fault::Type),
    }
}

fn new_state(message: &Value) -> Result<Command, Fault> {
    match (message.get("state"), message.get("link")) {
        (Some(Value::Object(entries)), _) if entries.len() > MOST_ENTRIES => Err(Fault::TooLong),
        (Some(Value::Object(entries)), _) => {
            let pair = |(key, value): &(String, Value)| Some((key.clone(), value.link_text()?));
            entries.iter().map(pair).collect::<Option<_>>().map(Command::SetState).ok_or(Fault::State)
        }
        (Some(Value::Text(link)), _) | (None, Some(Value::Text(link))) if link.len() > LONGEST_TEXT => {
            Err(Fault::TooLong)
        }
        (Some(Value::Text(link)), _) | (None, Some(Value::Text(link))) => match link.split_once('#') {
            Some((_, fragment)) => Ok(Command::Open(fragment.to_owned())),
            None => Err(Fault::State),
        },
        _ => Err(Fault::State),
    }
}

/// A message to the parent.
///
/// ```
/// use little_o::api::message::{Value, message};
/// let resize = message("resize", &Value::Nothing, vec![("height".into(), Value::Number(480.0))]);
/// let Value::Object(entries) = resize else { panic!() };
/// assert_eq!(entries.len(), 4);
/// ```
pub fn message(kind: &str, id: &Value, fields: Vec<(String, Value)>) -> Value {
    let mut entries = vec![
        ("source".to_owned(), Value::Text(SOURCE.to_owned())),
        ("version".to_owned(), Value::Number(VERSION)),
        ("type".to_owned(), Value::Text(kind.to_owned())),
    ];
    if *id != Value::Nothing {
        entries.push(("id".to_owned(), id.clone()));
    }
    entries.extend(fields);
    Value::Object(entries)
}

/// The message that the `data-` attributes of a status make: its type and its fields.
///
/// `Verdict` makes `verdict`, `Run` makes `step`, `Feedback` makes `answer`. None for other statuses, and while an
/// answer is pending. Numbers are numbers, exact values stay text, a place is a list of coordinates.
///
/// ```
/// use little_o::api::message::{Value, of_status};
/// let (kind, fields) = of_status(&[("step".into(), "3".into()), ("outcome".into(), "running".into())]).unwrap();
/// assert_eq!((kind, &fields[0].1), ("step", &Value::Number(3.0)));
/// assert_eq!(of_status(&[]), None);
/// ```
pub fn of_status(attributes: &[(String, String)]) -> Option<(&'static str, Vec<(String, Value)>)> {
    const KINDS: [(&str, &str); 3] = [("verdict", "verdict"), ("outcome", "step"), ("result", "answer")];
    let has = |name: &str| attributes.iter().any(|(key, _)| key == name);
    let (_, kind) = KINDS.into_iter().find(|(attribute, _)| has(attribute))?;
    let field = |(key, text): &(String, String)| (key.clone(), typed(key, text));
    Some((kind, attributes.iter().map(field).collect()))
}

fn typed(key: &str, text: &str) -> Value {
    let number = |text: &str| numerals::read(text).map_or(Value::Nothing, Value::Number);
    match key {
        "step" | "loss" => number(text),
        "x" => Value::List(text.split(',').map(number).collect()),
        _ => Value::Text(text.to_owned()),
    }
}

/// How a page asks Canvas and other learning management systems for a frame of this height, in CSS pixels.
///
/// Source: Instructure, *LTI PostMessage*, `lti.frameResize`.
///
/// ```
/// use little_o::api::message::{Value, lti_resize};
/// let Value::Object(entries) = lti_resize(480.0) else { panic!() };
/// assert_eq!(entries[0], ("subject".to_owned(), Value::Text("lti.frameResize".to_owned())));
/// ```
pub fn lti_resize(height: f64) -> Value {
    let subject = Value::Text("lti.frameResize".to_owned());
    Value::Object(vec![("subject".to_owned(), subject), ("height".to_owned(), Value::Number(height))])
}

/// What a slide deck calls its key of this name, in the message that makes reveal.js press it.
///
/// ```
/// use little_o::api::message::deck_key;
/// assert_eq!(deck_key("PageDown").as_deref(), Some(r#"{"method":"triggerKey","args":[34]}"#));
/// assert_eq!(deck_key("x"), None);
/// ```
pub fn deck_key(name: &str) -> Option<String> {
    const CODES: [(&str, u8); 12] = [
        ("ArrowLeft", 37),
        ("ArrowUp", 38),
        ("ArrowRight", 39),
        ("ArrowDown", 40),
        ("PageUp", 33),
        ("PageDown", 34),
        ("Home", 36),
        ("End", 35),
        (" ", 32),
        ("Escape", 27),
        ("f", 70),
        ("o", 79),
    ];
    let (_, code) = CODES.into_iter().find(|(known, _)| *known == name)?;
    Some(format!(r#"{{"method":"triggerKey","args":[{code}]}}"#))
}

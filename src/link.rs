//! Links: a session as readable text in the address's fragment, and back. The only file that spells the keys.
//!
//! `#/tangent?f=x^2&x=1` opens the tangent lab with f = x² at 1. A link says only what differs from
//! [`Session::default`], in the order of the tables below; reading never fails: a bad value is replaced by its
//! default and reported as a [`Note`], an unknown key is ignored. Old links must work for ever, so keys are only added.
//!
//! Values are percent-encoded and nothing else: `+` is plus.
//!
//! An exercise's link names it in its path and holds the answer as it is filled in: `#/exercises/powers-sum?answer=no,-,yes`.
//! Where a lab stands inside, `lab=tangent` comes first and that lab's keys follow. `#/exercises/own?made=…` holds a whole
//! exercise as JSON, `make` in place of `own` opens it to be changed; `#/exercises/set?a.1=…&a.2=…` is a page of exercises,
//! each a name or a whole one, and `collect` in place of `set` opens it to be changed;
//! `#/exercises/summary?a.powers-sum=…` shows just these answers.

mod text;
mod values;

use crate::numerals::plain;
use crate::session::{Lab, Session};
use text::{decode, encode};
use values::*;

/// Longer fragments are not read: no page of ours writes them.
const LONGEST_LINK: usize = 65_536;
/// More free letters than the alphabet has are not read.
const MOST_PARAMETERS: usize = 52;
/// Longer names of exercises are not read.
const LONGEST_ID: usize = 80;
/// More answers than a long course has exercises are not read.
const MOST_ANSWERS: usize = 500;

/// Something in a link that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The key, such as `at`.
    pub key: String,
    /// The value as it stands in the link.
    pub value: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a value of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Not a finite number, or not as many of them as needed.
    NotANumber,
    /// A number outside the range of this key.
    OutOfRange,
    /// Not one of the words this key knows.
    UnknownWord,
    /// Not an exact constant, `oo` or `-oo`.
    NotAPoint,
    /// Not the name of a letter.
    NotALetter,
    /// Longer than any value we read.
    TooLong,
    /// A lab this page does not have.
    UnknownLab,
    /// Written by a newer version of the page.
    NewerVersion,
    /// A language this page does not speak.
    UnspokenLanguage,
}

impl Note {
    /// The note in words: "The link's `at=abc` is no exact constant; `at=0` is used."
    pub fn message(&self) -> String {
        let value: String = self.value.chars().take(40).collect();
        let pair = if value.is_empty() { self.key.clone() } else { format!("{}={value}", self.key) };
        let key = match self.fault {
            Fault::NotANumber => "link.not_a_number",
            Fault::OutOfRange => "link.out_of_range",
            Fault::UnknownWord => "link.unknown_word",
            Fault::NotAPoint => "link.not_a_point",
            Fault::NotALetter => "link.not_a_letter",
            Fault::TooLong => "link.too_long",
            Fault::UnknownLab => return rust_i18n::t!("link.unknown_lab", lab = value).into_owned(),
            Fault::NewerVersion => "link.newer_version",
            Fault::UnspokenLanguage => return rust_i18n::t!("link.unspoken_language", lang = value).into_owned(),
        };
        rust_i18n::t!(key, pair = pair).into_owned()
    }

    /// Whether the value may yet be understood when what computes numbers such as `pi/4` has come ([`crate::later`]).
    pub fn may_wait(&self) -> bool {
        matches!(self.fault, Fault::NotANumber | Fault::NotAPoint)
    }
}

/// One key of the contract: how it is written and read.
struct Key {
    name: &'static str,
    write: fn(&Session) -> String,
    read: fn(&mut Session, &str) -> Result<(), Fault>,
}

const fn key(
    name: &'static str,
    write: fn(&Session) -> String,
    read: fn(&mut Session, &str) -> Result<(), Fault>,
) -> Key {
    Key { name, write, read }
}

/// The keys of the little-o lab.
const LITTLE_O: &[Key] = &[
    key("f", |s| s.little_o.f.clone(), |s, t| set(&mut s.little_o.f, source(t))),
    key("g", |s| s.little_o.g.clone(), |s, t| set(&mut s.little_o.g, source(t))),
    key("var", |s| s.little_o.var.clone(), |s, t| set(&mut s.little_o.var, letter(t))),
    key("at", |s| s.little_o.at.clone(), |s, t| set(&mut s.little_o.at, point(t))),
    key("side", |s| word_of(SIDES, s.little_o.side), |s, t| set(&mut s.little_o.side, word(SIDES, t))),
    key("scale", |s| word_of(SCALES, s.little_o.scale), |s, t| set(&mut s.little_o.scale, word(SCALES, t))),
    key("zoom", |s| plain(s.little_o.zoom), |s, t| set(&mut s.little_o.zoom, zoom(t))),
    key("tol", |s| plain(s.little_o.tol), |s, t| set(&mut s.little_o.tol, positive(t))),
    key("predict", |s| flag_of(s.little_o.predict), |s, t| set(&mut s.little_o.predict, flag(t))),
];

/// The keys of the tangent lab.
const TANGENT: &[Key] = &[
    key("f", |s| s.tangent.f.clone(), |s, t| set(&mut s.tangent.f, source(t))),
    key("var", |s| s.tangent.var.clone(), |s, t| set(&mut s.tangent.var, letter(t))),
    key("x", |s| place_of(s.tangent.x, s.tangent.y), |s, t| set_both(&mut s.tangent.x, &mut s.tangent.y, t)),
    key(
        "eps",
        |s| place_of(s.tangent.eps, s.tangent.eps_y),
        |s, t| set_both(&mut s.tangent.eps, &mut s.tangent.eps_y, t),
    ),
    key("slope", |s| s.tangent.slope.map(plain).unwrap_or_default(), |s, t| set(&mut s.tangent.slope, optional(t))),
    key("zoom", |s| plain(s.tangent.zoom), |s, t| set(&mut s.tangent.zoom, zoom(t))),
];

/// The keys of the descent lab.
const DESCENT: &[Key] = &[
    key("f", |s| s.descent.f.clone(), |s, t| set(&mut s.descent.f, source(t))),
    key("x", |s| place_of(s.descent.x, s.descent.y), |s, t| set_both(&mut s.descent.x, &mut s.descent.y, t)),
    key(
        "rate",
        |s| rates_of(s.descent.rate, &s.descent.changes),
        |s, t| {
            let (rate, changes) = rates(t)?;
            s.descent.rate = rate;
            s.descent.changes = changes;
            Ok(())
        },
    ),
    key("steps", |s| s.descent.steps.to_string(), |s, t| set(&mut s.descent.steps, count(t, 1))),
    key("step", |s| s.descent.step.to_string(), |s, t| set(&mut s.descent.step, count(t, 0))),
    key("method", |s| word_of(METHODS, s.descent.method), |s, t| set(&mut s.descent.method, word(METHODS, t))),
    key("beta", |s| plain(s.descent.beta), |s, t| set(&mut s.descent.beta, fraction(t))),
];

/// The keys of the exercises. The one that opens a lab inside stands first: that lab's keys follow.
const EXERCISES: &[Key] = &[
    key("lab", |s| inside_of(s.exercises.inside), |s, t| set(&mut s.exercises.inside, inside(t))),
    key("answer", |s| s.exercises.answer.clone(), |s, t| set(&mut s.exercises.answer, source(t))),
    key("made", |s| s.exercises.made.clone(), |s, t| set(&mut s.exercises.made, source(t))),
];

/// The keys every lab has.
const ALL: &[Key] = &[
    key(VERSION, |_| "1".into(), |_, t| if t == "1" { Ok(()) } else { Err(Fault::NewerVersion) }),
    key("embed", |s| flag_of(s.page.embed), |s, t| set(&mut s.page.embed, flag(t))),
    key("theme", |s| word_of(THEMES, s.page.theme), |s, t| set(&mut s.page.theme, word(THEMES, t))),
    key("lang", |s| s.page.lang.clone(), |s, t| set(&mut s.page.lang, language(t))),
    key("hide", |s| s.page.hide.join(","), |s, t| set(&mut s.page.hide, names(t))),
    key("static", |s| flag_of(s.page.still), |s, t| set(&mut s.page.still, flag(t))),
    key("view", |s| view_of(s.view), |s, t| set(&mut s.view, view(t))),
];

/// The key of the version of this contract.
const VERSION: &str = "v";
/// The value of the free letter a stands at `p.a`.
const PARAMETER: &str = "p.";
/// The answer to the exercise powers-sum stands at `a.powers-sum`, in a summary.
const ANSWER: &str = "a.";
/// In messages the lab stands among the keys; in links it is the path.
const LAB: &str = "lab";
/// There the lab inside an exercise has another name than in links.
const INSIDE: &str = "inside";

/// The labs' paths and keys. The front page shows the first lab, so it has its keys.
const LABS: &[(&str, Lab, &[Key])] = &[
    ("", Lab::Welcome, LITTLE_O),
    ("little-o", Lab::LittleO, LITTLE_O),
    ("tangent", Lab::Tangent, TANGENT),
    ("descent", Lab::Descent, DESCENT),
    ("exercises", Lab::Exercises, EXERCISES),
];

/// The keys of the lab that stands inside an exercise.
fn keys_inside(session: &Session) -> &'static [Key] {
    match session.exercises.inside {
        Some(inside) if session.lab == Lab::Exercises => lab_row(|lab| lab == inside).2,
        _ => &[],
    }
}

/// The fragment, with its `#`, that opens this session's lab as it stands.
///
/// ```
/// use little_o::{link, session::{Lab, Session}};
/// let mut session = Session { lab: Lab::LittleO, ..Session::default() };
/// assert_eq!(link::to_fragment(&session), "#/little-o");
/// session.little_o.f = "x^3 + x".into();
/// assert_eq!(link::to_fragment(&session), "#/little-o?f=x%5E3%20%2B%20x");
/// ```
pub fn to_fragment(session: &Session) -> String {
    let default = Session::default();
    let (path, _, own) = lab_row(|lab| lab == session.lab);
    let own = own.iter().chain(keys_inside(session));
    let changed = own.chain(ALL).filter(|key| (key.write)(session) != (key.write)(&default));
    let mut pairs: Vec<String> = changed.map(|key| format!("{}={}", key.name, encode(&(key.write)(session)))).collect();
    pairs.extend(named_pairs(session).map(|(name, value)| format!("{}={}", encode(&name), encode(&value))));
    let mut path = path.to_owned();
    if session.lab == Lab::Exercises && !session.exercises.id.is_empty() {
        path = format!("{path}/{}", encode(&session.exercises.id));
    }
    match pairs.is_empty() {
        true => format!("#/{path}"),
        false => format!("#/{path}?{}", pairs.join("&")),
    }
}

/// Every key of the session's lab with its value, defaults too, and the lab's own name under `lab`.
///
/// ```
/// use little_o::{link, session::{Lab, Session}};
/// let pairs = link::to_pairs(&Session { lab: Lab::Tangent, ..Session::default() });
/// assert!(pairs.contains(&("lab".into(), "tangent".into())) && pairs.contains(&("eps".into(), "0.25".into())));
/// ```
pub fn to_pairs(session: &Session) -> Vec<(String, String)> {
    let (path, _, own) = lab_row(|lab| lab == session.lab);
    let is_exercise = session.lab == Lab::Exercises && !session.exercises.id.is_empty();
    let path = if is_exercise { format!("{path}/{}", session.exercises.id) } else { path.to_owned() };
    let mut pairs = vec![(LAB.to_owned(), path)];
    let own = own.iter().chain(keys_inside(session));
    let name = |key: &Key| if key.name == LAB { INSIDE } else { key.name }.to_owned();
    pairs.extend(own.chain(ALL).map(|key| (name(key), (key.write)(session))));
    pairs.extend(named_pairs(session));
    pairs
}

/// The parameters, and the answers of a summary: their keys hold names that are not in the tables.
fn named_pairs(session: &Session) -> impl Iterator<Item = (String, String)> {
    let params = session.params.iter().map(|(name, value)| (format!("{PARAMETER}{name}"), plain(*value)));
    let answers = session.exercises.answers.iter().filter(|_| session.lab == Lab::Exercises);
    params.chain(answers.map(|(id, answer)| (format!("{ANSWER}{id}"), answer.clone())))
}

/// The session after these pairs, as [`to_pairs`] gives them: keys that are not named stay as they are.
///
/// ```
/// use little_o::{link, session::Session};
/// let pairs = [("lab".into(), "tangent".into()), ("x".into(), "1".into()), ("eps".into(), "far".into())];
/// let (session, notes) = link::with_pairs(Session::default(), &pairs);
/// assert_eq!((session.tangent.x, session.tangent.eps, notes.len()), (1.0, 0.25, 1));
/// ```
pub fn with_pairs(mut session: Session, pairs: &[(String, String)]) -> (Session, Vec<Note>) {
    let mut notes = Vec::new();
    if let Some((_, path)) = pairs.iter().find(|(name, _)| name == LAB)
        && open_path(&mut session, path).is_none()
    {
        notes.push(Note { key: String::new(), value: path.clone(), fault: Fault::UnknownLab });
    }
    let (_, _, own) = lab_row(|lab| lab == session.lab);
    for (name, value) in pairs.iter().filter(|(name, _)| name != LAB) {
        let name = if name == INSIDE { LAB } else { name };
        if let Err(fault) = read_pair(&mut session, own, name, value) {
            notes.push(Note { key: name.to_owned(), value: value.clone(), fault });
        }
    }
    check_step(&mut session, &mut notes);
    (session, notes)
}

/// The session that a fragment (with or without its `#`) opens, and what of it could not be used.
///
/// Labs other than the one it opens have their defaults. An unknown lab opens the front page.
///
/// ```
/// use little_o::{link, session::Lab};
/// let (session, notes) = link::from_fragment("#/little-o?f=x^3&at=abc");
/// assert_eq!((session.lab, session.little_o.f.as_str(), session.little_o.at.as_str()), (Lab::LittleO, "x^3", "0"));
/// assert_eq!(notes[0].key, "at");
/// ```
pub fn from_fragment(fragment: &str) -> (Session, Vec<Note>) {
    let mut session = Session::default();
    if fragment.len() > LONGEST_LINK {
        return (session, vec![Note { key: "#".into(), value: String::new(), fault: Fault::TooLong }]);
    }
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let (path, query) = fragment.split_once('?').unwrap_or((fragment, ""));
    let path = decode(path.trim_matches('/'));
    let mut notes = Vec::new();
    let Some(own) = open_path(&mut session, &path) else {
        notes.push(Note { key: String::new(), value: path, fault: Fault::UnknownLab });
        return (session, notes);
    };
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let (name, value) = (decode(name), decode(value));
        if let Err(fault) = read_pair(&mut session, own, &name, &value) {
            notes.push(Note { key: name, value, fault });
        }
    }
    check_step(&mut session, &mut notes);
    (session, notes)
}

/// Opens the lab, or the exercise, that a path names, and gives the lab's keys; None if there is no such lab.
fn open_path(session: &mut Session, path: &str) -> Option<&'static [Key]> {
    let (name, id) = path.split_once('/').unwrap_or((path, ""));
    let is_lab = |(known, lab, _): &&(&str, Lab, _)| *known == name && (id.is_empty() || *lab == Lab::Exercises);
    let (_, lab, own) = LABS.iter().find(is_lab)?;
    session.lab = *lab;
    session.exercises.id = id.chars().take(LONGEST_ID).collect();
    Some(own)
}

/// No step lies behind the last one.
fn check_step(session: &mut Session, notes: &mut Vec<Note>) {
    if session.descent.step > session.descent.steps {
        notes.push(Note { key: "step".into(), value: session.descent.step.to_string(), fault: Fault::OutOfRange });
        session.descent.step = 0;
    }
}

/// Reads one pair of a link into the session. A key that nobody knows is no fault: a newer page may know it.
fn read_pair(session: &mut Session, own: &[Key], name: &str, value: &str) -> Result<(), Fault> {
    if let Some(parameter) = name.strip_prefix(PARAMETER) {
        let (parameter, value) = (letter(parameter)?, number(value)?);
        if session.params.len() >= MOST_PARAMETERS && !session.params.contains_key(&parameter) {
            return Err(Fault::TooLong);
        }
        session.params.insert(parameter, value);
        return Ok(());
    }
    if let Some(id) = name.strip_prefix(ANSWER).filter(|_| session.lab == Lab::Exercises) {
        if session.exercises.answers.len() >= MOST_ANSWERS || id.len() > LONGEST_ID {
            return Err(Fault::TooLong);
        }
        session.exercises.answers.insert(id.to_owned(), source(value)?);
        return Ok(());
    }
    match own.iter().chain(keys_inside(session)).chain(ALL).find(|key| key.name == name) {
        Some(key) => (key.read)(session, value),
        None => Ok(()),
    }
}

/// The row of [`LABS`] for a lab; every lab has one.
fn lab_row(is_wanted: impl Fn(Lab) -> bool) -> (&'static str, Lab, &'static [Key]) {
    LABS.iter().copied().find(|(_, lab, _)| is_wanted(*lab)).unwrap_or(("", Lab::Welcome, LITTLE_O))
}

fn set<T>(field: &mut T, value: Result<T, Fault>) -> Result<(), Fault> {
    *field = value?;
    Ok(())
}

fn set_both(first: &mut f64, second: &mut Option<f64>, text: &str) -> Result<(), Fault> {
    (*first, *second) = place(text)?;
    Ok(())
}

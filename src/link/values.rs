//! The kinds of values a link holds: each with its text and its reading.

use super::Fault;
use crate::functions::Function;
use crate::numerals::plain;
use crate::session::{Approach, Lab, Method, Scale, Theme, View, read_number, read_point};

/// Longer formulas are not taken from a link.
const LONGEST_SOURCE: usize = 20_000;
/// Longer runs are not taken from a link.
const MOST_STEPS: usize = 10_000;
/// No double is nearer to zero than this many powers of ten.
const DEEPEST_ZOOM: f64 = 300.0;
/// How far a link may zoom out.
const WIDEST_ZOOM: f64 = -6.0;

pub(super) const SIDES: &[(&str, Approach)] =
    &[("both", Approach::Both), ("left", Approach::Left), ("right", Approach::Right)];
pub(super) const SCALES: &[(&str, Scale)] = &[("linear", Scale::Linear), ("loglog", Scale::LogLog)];
pub(super) const METHODS: &[(&str, Method)] = &[
    ("gd", Method::GradientDescent),
    ("momentum", Method::Momentum),
    ("nesterov", Method::Nesterov),
    ("adam", Method::Adam),
    ("newton", Method::Newton),
];
/// Labs that may stand inside an exercise.
const INSIDE: &[(&str, Lab)] = &[("little-o", Lab::LittleO), ("tangent", Lab::Tangent), ("descent", Lab::Descent)];
pub(super) const THEMES: &[(&str, Theme)] =
    &[("auto", Theme::Auto), ("light", Theme::Light), ("dark", Theme::Dark), ("projector", Theme::Projector)];

/// The word that stands for `value`.
pub(super) fn word_of<T: PartialEq>(words: &[(&'static str, T)], value: T) -> String {
    words.iter().find(|(_, known)| *known == value).map(|(word, _)| (*word).to_owned()).unwrap_or_default()
}

pub(super) fn word<T: Copy>(words: &[(&str, T)], text: &str) -> Result<T, Fault> {
    words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value).ok_or(Fault::UnknownWord)
}

pub(super) fn inside_of(lab: Option<Lab>) -> String {
    lab.map(|lab| word_of(INSIDE, lab)).unwrap_or_default()
}

/// Nothing, or the lab that stands inside an exercise.
pub(super) fn inside(text: &str) -> Result<Option<Lab>, Fault> {
    if text.is_empty() { Ok(None) } else { word(INSIDE, text).map(Some) }
}

pub(super) fn flag_of(value: bool) -> String {
    if value { "1".into() } else { "0".into() }
}

pub(super) fn flag(text: &str) -> Result<bool, Fault> {
    word(&[("1", true), ("0", false), ("true", true), ("false", false)], text)
}

/// A formula. It may be wrong or unfinished: the lab says so where it is typed.
pub(super) fn source(text: &str) -> Result<String, Fault> {
    if text.len() <= LONGEST_SOURCE { Ok(text.to_owned()) } else { Err(Fault::TooLong) }
}

/// The name of a variable or parameter: a letter, then letters, digits and `_`, and no name that the language has.
pub(super) fn letter(text: &str) -> Result<String, Fault> {
    let mut characters = text.chars();
    let is_name = characters.next().is_some_and(char::is_alphabetic)
        && characters.all(|c| c.is_alphanumeric() || c == '_')
        && text.chars().count() <= 32;
    let is_taken = Function::named(text).is_some() || ["e", "pi", "π", "i", "I", "oo"].contains(&text);
    if is_name && !is_taken { Ok(text.to_owned()) } else { Err(Fault::NotALetter) }
}

/// The point of a limit, kept as it stands.
pub(super) fn point(text: &str) -> Result<String, Fault> {
    match read_point(text) {
        Some(_) => Ok(text.trim().to_owned()),
        None => Err(Fault::NotAPoint),
    }
}

/// A finite number, or a constant such as `pi/4`.
pub(super) fn number(text: &str) -> Result<f64, Fault> {
    read_number(text).ok_or(Fault::NotANumber)
}

pub(super) fn positive(text: &str) -> Result<f64, Fault> {
    within(number(text)?, |value| value > 0.0)
}

pub(super) fn fraction(text: &str) -> Result<f64, Fault> {
    within(number(text)?, |value| (0.0..1.0).contains(&value))
}

pub(super) fn zoom(text: &str) -> Result<f64, Fault> {
    within(number(text)?, |value| (WIDEST_ZOOM..=DEEPEST_ZOOM).contains(&value))
}

fn within(value: f64, is_allowed: impl Fn(f64) -> bool) -> Result<f64, Fault> {
    if is_allowed(value) { Ok(value) } else { Err(Fault::OutOfRange) }
}

/// Nothing, or a number.
pub(super) fn optional(text: &str) -> Result<Option<f64>, Fault> {
    if text.is_empty() { Ok(None) } else { number(text).map(Some) }
}

pub(super) fn count(text: &str, least: usize) -> Result<usize, Fault> {
    let value: usize = text.trim().parse().map_err(|_| Fault::NotANumber)?;
    if (least..=MOST_STEPS).contains(&value) { Ok(value) } else { Err(Fault::OutOfRange) }
}

pub(super) fn place_of(first: f64, second: Option<f64>) -> String {
    match second {
        Some(second) => format!("{},{}", plain(first), plain(second)),
        None => plain(first),
    }
}

/// One coordinate, or two with a comma between.
pub(super) fn place(text: &str) -> Result<(f64, Option<f64>), Fault> {
    match text.split_once(',') {
        Some((first, second)) => Ok((number(first)?, Some(number(second)?))),
        None => Ok((number(text)?, None)),
    }
}

pub(super) fn rates_of(rate: f64, changes: &[(usize, f64)]) -> String {
    let changes = changes.iter().map(|(step, rate)| format!(",{step}:{}", plain(*rate)));
    changes.fold(plain(rate), |text, change| text + &change)
}

/// `0.03,12:0.2`: 0.03, and 0.2 from step 12 on. Steps must be positive and rise.
pub(super) fn rates(text: &str) -> Result<(f64, Vec<(usize, f64)>), Fault> {
    let rate = |text: &str| within(number(text)?, |value| value >= 0.0);
    let mut parts = text.split(',');
    let first = rate(parts.next().unwrap_or_default())?;
    let mut changes: Vec<(usize, f64)> = Vec::new();
    for part in parts {
        let (step, value) = part.split_once(':').ok_or(Fault::NotANumber)?;
        let change = (count(step, 1)?, rate(value)?);
        if changes.last().is_some_and(|last| last.0 >= change.0) {
            return Err(Fault::OutOfRange);
        }
        changes.push(change);
    }
    Ok((first, changes))
}

pub(super) fn language(text: &str) -> Result<String, Fault> {
    let is_tag = (1..=35).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if is_tag { Ok(text.to_owned()) } else { Err(Fault::UnknownWord) }
}

/// Accessible names of controls: lower case, `-` for spaces.
pub(super) fn names(text: &str) -> Result<Vec<String>, Fault> {
    let names: Vec<String> = text
        .split(',')
        .map(|name| name.trim().to_ascii_lowercase().replace(' ', "-"))
        .filter(|name| !name.is_empty())
        .collect();
    if names.len() <= 100 { Ok(names) } else { Err(Fault::TooLong) }
}

pub(super) fn view_of(view: Option<View>) -> String {
    let sides = view.map(|view| [view.x0, view.x1, view.y0, view.y1].map(plain).join(","));
    sides.unwrap_or_default()
}

/// Nothing, or `x0,x1,y0,y1` with x0 < x1 and y0 < y1.
pub(super) fn view(text: &str) -> Result<Option<View>, Fault> {
    if text.is_empty() {
        return Ok(None);
    }
    let sides: Vec<f64> = text.split(',').map(number).collect::<Result<_, _>>()?;
    let [x0, x1, y0, y1] = *sides.as_slice() else { return Err(Fault::NotANumber) };
    if x0 < x1 && y0 < y1 { Ok(Some(View { x0, x1, y0, y1 })) } else { Err(Fault::OutOfRange) }
}

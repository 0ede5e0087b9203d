//! The functions of [`super::functions`] at the border: JavaScript's values in, plain objects or an `Error` out.
//!
//! The package in `javascript/` gives them their names for JavaScript; the page itself does not carry them.

use super::functions::{self, Failure, Options, Place};
use leptos::wasm_bindgen::JsValue;
use rust_i18n::t;
use serde::{Serialize, de::DeserializeOwned};
use serde_wasm_bindgen::Serializer;
use web_sys::js_sys::{Error, Object, Reflect};

/// An answer as a plain object, or an `Error` with `message` and, where a formula is wrong, `span`.
pub type Answer = Result<JsValue, JsValue>;

/// See [`functions::limit`].
///
/// # Errors
/// An `Error` of JavaScript.
pub fn limit(expr: &JsValue, options: &JsValue) -> Answer {
    answer(text(expr, "expr").and_then(|expr| functions::limit(&expr, &read_options(options)?)))
}

/// See [`functions::relation`].
///
/// # Errors
/// An `Error` of JavaScript.
pub fn relation(f: &JsValue, g: &JsValue, options: &JsValue) -> Answer {
    answer((|| functions::relation(&text(f, "f")?, &text(g, "g")?, &read_options(options)?))())
}

/// See [`functions::linear_approximation`].
///
/// # Errors
/// An `Error` of JavaScript.
pub fn linear_approximation(f: &JsValue, x: &JsValue, eps: &JsValue) -> Answer {
    answer((|| functions::linear_approximation(&text(f, "f")?, &place(x, "x")?, &place(eps, "eps")?))())
}

/// See [`functions::gradient_descent`].
///
/// # Errors
/// An `Error` of JavaScript.
pub fn gradient_descent(f: &JsValue, start: &JsValue, rate: &JsValue, steps: &JsValue) -> Answer {
    answer((|| {
        let (rate, steps) = (read::<f64>(rate, "rate")?, read::<u32>(steps, "steps")?);
        functions::gradient_descent(&text(f, "f")?, &place(start, "start")?, rate, steps as usize)
    })())
}

fn text(value: &JsValue, name: &str) -> Result<String, Failure> {
    read(value, name)
}

/// A number, or a list of them; the empty list and what is not finite are no places.
fn place(value: &JsValue, name: &str) -> Result<Place, Failure> {
    let place: Place = read(value, name)?;
    let is_finite = match &place {
        Place::One(x) => x.is_finite(),
        Place::Several(all) => all.iter().all(|x| x.is_finite()),
    };
    if is_finite { Ok(place) } else { Err(wrong(name)) }
}

fn read_options(value: &JsValue) -> Result<Options, Failure> {
    if value.is_undefined() || value.is_null() { Ok(Options::default()) } else { read(value, "options") }
}

fn read<T: DeserializeOwned>(value: &JsValue, name: &str) -> Result<T, Failure> {
    serde_wasm_bindgen::from_value(value.clone()).map_err(|_| wrong(name))
}

fn wrong(name: &str) -> Failure {
    Failure { message: t!("api.argument", name = name).into_owned(), span: None }
}

fn answer<T: Serialize>(result: Result<T, Failure>) -> Answer {
    match result {
        Ok(answer) => answer.serialize(&Serializer::json_compatible()).map_err(JsValue::from),
        Err(failure) => Err(error(&failure)),
    }
}

fn error(failure: &Failure) -> JsValue {
    let error = Error::new(&failure.message);
    if let Some((start, end)) = failure.span {
        let span = Object::new();
        for (name, at) in [("start", start), ("end", end)] {
            Reflect::set(&span, &name.into(), &(at as f64).into()).ok();
        }
        Reflect::set(&error, &"span".into(), &span).ok();
    }
    error.into()
}

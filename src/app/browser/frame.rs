//! The window around the page, where another page shows it in a frame; and what such a page is told.

use super::{call, number, property};
use crate::api::message::{MOST_ENTRIES, Value};
use leptos::ev;
use leptos::leptos_dom::helpers::{document, window, window_event_listener_untyped};
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::js_sys::{Array, Object, Reflect};
use web_sys::{Element, IntersectionObserver, MutationObserver, MutationObserverInit};

/// The window of the page that shows this one in a frame, if there is one.
fn parent() -> Option<JsValue> {
    let parent: JsValue = window().parent().ok()??.into();
    (!Object::is(&parent, &window())).then_some(parent)
}

/// Whether another page shows this one in a frame.
pub fn is_framed() -> bool {
    parent().is_some()
}

/// Sends a message to the parent, or to no one where its window is not at `origin` (`*`: wherever it is).
pub fn post_to_parent(message: &Value, origin: &str) {
    if let Some(parent) = parent() {
        call(&parent, "postMessage", &[to_js(message), origin.into()]);
    }
}

/// Calls `received` with each message that the parent sends, and the origin to answer to: `*` where it has none.
pub fn on_parent_message(received: impl Fn(Value, String) + 'static) {
    let listener = window_event_listener_untyped("message", move |event| {
        let get = |name: &str| property::<JsValue>(&event, name).unwrap_or_default();
        if parent().is_some_and(|parent| Object::is(&parent, &get("source"))) {
            let origin = get("origin").as_string().filter(|origin| origin.starts_with("http"));
            received(from_js(&get("data"), 0), origin.unwrap_or_else(|| "*".to_owned()));
        }
    });
    on_cleanup(move || listener.remove());
}

fn to_js(value: &Value) -> JsValue {
    match value {
        Value::Nothing => JsValue::NULL,
        Value::Flag(flag) => (*flag).into(),
        Value::Number(number) => (*number).into(),
        Value::Text(text) => text.into(),
        Value::List(items) => items.iter().map(to_js).collect::<Array>().into(),
        Value::Object(entries) => {
            let object = Object::new();
            for (name, value) in entries {
                Reflect::set(&object, &name.into(), &to_js(value)).ok();
            }
            object.into()
        }
    }
}

/// As much of a stranger's value as a message may hold: two objects deep, and no longer than is ever read.
fn from_js(value: &JsValue, depth: usize) -> Value {
    if let Some(text) = value.as_string() {
        return Value::Text(text);
    }
    if let Some(number) = value.as_f64() {
        return Value::Number(number);
    }
    if let Some(flag) = value.as_bool() {
        return Value::Flag(flag);
    }
    match value.dyn_ref::<Object>() {
        Some(object) if depth < 2 && !Array::is_array(value) => {
            let entries = Object::entries(object);
            let read = entries.iter().take(MOST_ENTRIES + 1).map(|entry| {
                let entry: Array = entry.unchecked_into();
                (entry.get(0).as_string().unwrap_or_default(), from_js(&entry.get(1), depth + 1))
            });
            Value::Object(read.collect())
        }
        _ => Value::Nothing,
    }
}

/// Calls `changed` after every change below the element with this id.
pub fn on_change_below(id: &str, changed: impl Fn() + 'static) {
    let Some(root) = document().get_element_by_id(id) else { return };
    let listener = Closure::<dyn Fn()>::new(changed);
    let Ok(observer) = MutationObserver::new(listener.as_ref().unchecked_ref()) else { return };
    let all = MutationObserverInit::new();
    all.set_subtree(true);
    all.set_child_list(true);
    all.set_attributes(true);
    observer.observe_with_options(&root, &all).ok();
    let registered = StoredValue::new_local((observer, listener));
    on_cleanup(move || registered.with_value(|(observer, _)| observer.disconnect()));
}

/// The `data-` attributes of an element, without `data-`.
fn data_of(element: &Element) -> Vec<(String, String)> {
    let names = element.get_attribute_names();
    let data = names.iter().filter_map(|name| {
        let name = name.as_string()?;
        Some((name.strip_prefix("data-")?.to_owned(), element.get_attribute(&name)?))
    });
    data.collect()
}

/// The `data-` attributes of every status below an element.
pub fn statuses_below(id: &str) -> Vec<Vec<(String, String)>> {
    let found = document().get_element_by_id(id).and_then(|root| root.query_selector_all("[role=status]").ok());
    let Some(found) = found else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).map(|status| data_of(&status)).collect()
}

/// Calls `told` when the page begins or ceases to be seen, wherever it is scrolled or framed.
pub fn on_seen(told: impl Fn(bool) + 'static) {
    let Some(root) = document().document_element() else { return };
    let listener = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
        let last = entries.get(entries.length().saturating_sub(1));
        told(property::<JsValue>(&last, "isIntersecting").is_some_and(|seen| seen.is_truthy()));
    });
    let Ok(observer) = IntersectionObserver::new(listener.as_ref().unchecked_ref()) else { return };
    observer.observe(&root);
    let registered = StoredValue::new_local((observer, listener));
    on_cleanup(move || registered.with_value(|(observer, _)| observer.disconnect()));
}

/// Calls `hidden` when the tab is hidden behind another.
pub fn on_hidden(hidden: impl Fn() + 'static) {
    let listener = window_event_listener_untyped("visibilitychange", move |_| {
        if property::<JsValue>(&document(), "hidden").is_some_and(|is_hidden| is_hidden.is_truthy()) {
            hidden();
        }
    });
    on_cleanup(move || listener.remove());
}

/// Calls `resized` when the window has another size.
pub fn on_resize(resized: impl Fn() + 'static) {
    let listener = window_event_listener_untyped("resize", move |_| resized());
    on_cleanup(move || listener.remove());
}

/// The height that the page would fill if its window were as high as it likes.
///
/// In a frame the columns of a lab scroll by themselves: what is hidden of the most hidden one is added.
pub fn natural_height() -> f64 {
    let pixels = |element: &JsValue, name: &str| number(element, name).unwrap_or_default();
    let Ok(found) = document().query_selector_all("main, .ask, .show") else { return 0.0 };
    let columns: Vec<JsValue> = (0..found.length()).filter_map(|at| Some(found.get(at)?.into())).collect();
    let hidden = columns.iter().map(|column| pixels(column, "scrollHeight") - pixels(column, "clientHeight"));
    columns.first().map_or(0.0, |main| pixels(main, "offsetHeight")) + hidden.fold(0.0, f64::max)
}

/// The name of the pressed key, if no control has used it and it does not belong to the control that has the focus.
pub fn unused_key(event: &ev::KeyboardEvent) -> Option<String> {
    let has_modifier = event.ctrl_key() || event.alt_key() || event.meta_key();
    if event.default_prevented() || has_modifier || event.is_composing() {
        return None;
    }
    let key = event.key();
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let is_in =
        |selector: &str| target.as_ref().is_some_and(|it| it.closest(selector).is_ok_and(|found| found.is_some()));
    let is_used = match key.as_str() {
        "Escape" => is_in("dialog, :fullscreen"),
        " " => is_in("button, summary, input, select, textarea, dialog"),
        _ if key.chars().count() == 1 => {
            is_in("input:not([type=range], [type=radio], [type=checkbox]), select, textarea, dialog")
        }
        _ => is_in("input:not([type=checkbox]), select, textarea, dialog, [tabindex='0']"),
    };
    (!is_used).then_some(key)
}

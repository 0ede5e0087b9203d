//! The only door to window, document, history and clipboard. What is registered here is removed with its owner.

use leptos::ev;
use leptos::leptos_dom::helpers::{
    AnimationFrameRequestHandle, document, request_animation_frame_with_handle, set_timeout_with_handle, window,
    window_event_listener,
};
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, closure::Closure};
use std::time::Duration;
use web_sys::{HtmlElement, MediaQueryList};

/// The element of `index.html` that holds the page, emptied.
pub fn cleared_root() -> Option<HtmlElement> {
    let root: HtmlElement = document().get_element_by_id("app")?.dyn_into().ok()?;
    root.set_text_content(None);
    Some(root)
}

/// Device pixels in one CSS pixel, now.
pub fn device_pixel_ratio() -> f64 {
    window().device_pixel_ratio()
}

/// The address's fragment, with its `#` unless it is empty.
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// The page's address without its fragment.
pub fn address() -> String {
    let href = window().location().href().unwrap_or_default();
    href.split('#').next().unwrap_or_default().to_owned()
}

/// Writes the fragment into the address in place of the present one.
pub fn replace_fragment(fragment: &str) {
    if let Ok(history) = window().history() {
        // A frame without rights may not write its address: the page works all the same.
        history.replace_state_with_url(&Default::default(), "", Some(fragment)).ok();
    }
}

/// Writes the fragment into the address as a new entry of the history.
pub fn push_fragment(fragment: &str) {
    if let Ok(history) = window().history() {
        history.push_state_with_url(&Default::default(), "", Some(fragment)).ok();
    }
}

/// Calls `opened` when another fragment is opened: by a link, by hand, or by Back and Forward.
pub fn on_fragment_change(opened: impl Fn() + 'static) {
    let listener = window_event_listener(ev::hashchange, move |_| opened());
    on_cleanup(move || listener.remove());
}

/// Sets the title of the page.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Sets an attribute of the root element, or removes it.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    let Some(root) = document().document_element() else { return };
    match value {
        Some(value) => root.set_attribute(name, value).ok(),
        None => root.remove_attribute(name).ok(),
    };
}

/// Moves the keyboard's focus to the element with this id.
pub fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        element.focus().ok();
    }
}

/// Calls `then` once the present work is done, unless the owner is gone by then.
pub fn soon(then: impl FnOnce() + 'static) {
    if let Ok(handle) = set_timeout_with_handle(then, Duration::ZERO) {
        on_cleanup(move || handle.clear());
    }
}

/// Copies `text` and tells `done` whether that was possible: a browser may refuse.
pub fn copy(text: String, done: impl FnOnce(bool) + 'static) {
    leptos::task::spawn_local(async move {
        // Where the page is not served securely there is no clipboard at all, and asking for it would fail.
        let is_possible = window().is_secure_context();
        done(is_possible && window().navigator().clipboard().write_text(&text).await.is_ok());
    });
}

/// Whether the media query holds now, kept up to date.
pub fn media(query: &str) -> Signal<bool> {
    let Ok(Some(list)) = window().match_media(query) else { return Signal::stored(false) };
    let holds = RwSignal::new(list.matches());
    let seen = list.clone();
    let listener = Closure::<dyn Fn()>::new(move || holds.set(seen.matches()));
    list.add_event_listener_with_callback("change", listener.as_ref().unchecked_ref()).ok();
    let registered = StoredValue::new_local((list, listener));
    on_cleanup(move || {
        registered.with_value(|(list, listener): &(MediaQueryList, Closure<dyn Fn()>)| {
            list.remove_event_listener_with_callback("change", listener.as_ref().unchecked_ref()).ok();
        });
    });
    holds.into()
}

/// Calls `on_frame` with the milliseconds since the last frame for as long as `is_running` holds.
///
/// The browser gives no frames to a hidden tab, and the time that passed there does not count. Nothing is left running
/// when the owner goes.
pub fn use_animation_loop(is_running: RwSignal<bool>, on_frame: impl Fn(f64) + Copy + 'static) {
    let pending = StoredValue::new(None::<AnimationFrameRequestHandle>);
    let stop = move || {
        if let Some(Some(handle)) = pending.try_update_value(Option::take) {
            handle.cancel();
        }
    };
    Effect::new(move |_| {
        stop();
        if is_running.get() {
            next_frame(pending, None, is_running, on_frame);
        }
    });
    on_cleanup(stop);
}

/// More than this between two frames is no motion: the tab was hidden.
const LONGEST_FRAME_MS: f64 = 100.0;

fn next_frame(
    pending: StoredValue<Option<AnimationFrameRequestHandle>>,
    last_ms: Option<f64>,
    is_running: RwSignal<bool>,
    on_frame: impl Fn(f64) + Copy + 'static,
) {
    let handle = request_animation_frame_with_handle(move || {
        let now_ms = window().performance().map_or(0.0, |clock| clock.now());
        on_frame(last_ms.map_or(0.0, |last_ms| (now_ms - last_ms).min(LONGEST_FRAME_MS)));
        if is_running.try_get_untracked() == Some(true) {
            next_frame(pending, Some(now_ms), is_running, on_frame);
        }
    });
    pending.try_update_value(|pending| *pending = handle.ok());
}

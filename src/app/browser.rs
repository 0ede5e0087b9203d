//! The only door to window, document, history and clipboard. What is registered here is removed with its owner.

mod frame;
mod images;
mod names;

pub use frame::*;
pub use images::*;
pub use names::*;

use leptos::ev;
use leptos::leptos_dom::helpers::{
    AnimationFrameRequestHandle, document, request_animation_frame_with_handle, set_timeout_with_handle, window,
    window_event_listener, window_event_listener_untyped,
};
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue, closure::Closure};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::time::Duration;
use web_sys::js_sys::{Array, Function, Object, Promise, Reflect, Uint8ClampedArray, encode_uri_component};
use web_sys::{
    DocumentFragment, Element, EventTarget, HtmlCanvasElement, HtmlElement, HtmlInputElement, MediaQueryList, Node,
    Storage,
};

/// The id of the element of `index.html` that holds the page.
pub const ROOT: &str = "app";

/// The element of `index.html` that holds the page, emptied.
pub fn cleared_root() -> Option<HtmlElement> {
    let root: HtmlElement = document().get_element_by_id(ROOT)?.dyn_into().ok()?;
    root.set_text_content(None);
    Some(root)
}

/// The markup of the page as it stands.
pub fn markup() -> String {
    document().get_element_by_id(ROOT).map(|root| root.inner_html()).unwrap_or_default()
}

/// Whether the page has said that it can be used.
pub fn is_ready() -> bool {
    document().document_element().is_some_and(|root| root.has_attribute("data-ready"))
}

/// Makes the style sheet for paper that of every medium.
pub fn give_print_sheet_to_all() {
    set_root_attribute("data-static", Some(""));
    if let Some(sheet) = document().get_element_by_id("print") {
        sheet.set_attribute("media", "all").ok();
    }
}

/// Puts a copy of the page in its place after `take_down` has ended the page.
pub fn freeze(take_down: impl FnOnce()) {
    let Some(root) = document().get_element_by_id(ROOT) else { return };
    let copy = root.clone_node_with_deep(true).ok();
    take_down();
    if let Some(copy) = copy.and_then(|copy| copy.dyn_into::<Element>().ok()) {
        root.replace_with_with_node_1(&copy).ok();
    }
    set_root_attribute("data-still", Some(""));
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

/// Whether the element with this id, or something in it, has the keyboard.
pub fn is_focused(id: &str) -> bool {
    let focused = document().active_element();
    document().get_element_by_id(id).is_some_and(|element| element.contains(focused.as_deref()))
}

/// Whether this browser, and the page around this one, allow an element to fill the screen.
pub fn can_fill_screen() -> bool {
    property::<JsValue>(&document(), "fullscreenEnabled").is_some_and(|can| can.is_truthy())
}

/// Lets the element that matches, the nearest around the event's if there is one, fill the screen; or ends that.
pub fn fill_screen(around: &ev::MouseEvent, selector: &str) {
    let fills = property::<JsValue>(&document(), "fullscreenElement").is_some_and(|element| element.is_truthy());
    if fills {
        call(&document(), "exitFullscreen", &[]);
        return;
    }
    let button = around.current_target().and_then(|target| target.dyn_into::<Element>().ok());
    let nearest = button.and_then(|button| button.closest(selector).ok()?);
    if let Some(element) = nearest.or_else(|| document().query_selector(selector).ok()?) {
        call(&element, "requestFullscreen", &[]);
    }
}

/// Milliseconds since the page was opened.
pub fn now_ms() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// Calls `pressed` for every key that is pressed anywhere on the page.
pub fn on_key_down(pressed: impl Fn(ev::KeyboardEvent) + 'static) {
    let listener = window_event_listener(ev::keydown, pressed);
    on_cleanup(move || listener.remove());
}

/// Calls `entered` with whatever the pointer comes over.
pub fn on_pointer_over(entered: impl Fn(Element) + 'static) {
    let listener = window_event_listener(ev::pointerover, move |event| {
        if let Some(target) = event.target().and_then(|target| target.dyn_into().ok()) {
            entered(target);
        }
    });
    on_cleanup(move || listener.remove());
}

/// Whether an element, or one around it, has this class.
pub fn is_inside(element: &Element, class: &str) -> bool {
    element.closest(&format!(".{class}")).is_ok_and(|found| found.is_some())
}

fn textbox(id: &str) -> Option<HtmlInputElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// The text of a textbox, and its selection in units of UTF-16.
pub fn typed(id: &str) -> Option<(String, usize, usize)> {
    let textbox = textbox(id)?;
    let place = |place: Result<Option<u32>, _>| place.ok().flatten().map_or(usize::MAX, |place| place as usize);
    let (start, end) = (place(textbox.selection_start()), place(textbox.selection_end()));
    Some((textbox.value(), start, end))
}

/// Replaces the text of a textbox and selects a part of it, given in units of UTF-16. The focus stays where it is.
pub fn retype(id: &str, text: &str, start: usize, end: usize) {
    if let Some(textbox) = textbox(id) {
        textbox.set_value(text);
        select(id, start, end);
    }
}

/// Selects a part of the text of a textbox, given in units of UTF-16. The focus stays where it is.
pub fn select(id: &str, start: usize, end: usize) {
    let Some(textbox) = textbox(id) else { return };
    let unit = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
    textbox.set_selection_range(unit(start), unit(end)).ok();
}

/// Whether the target of an event is a native menu.
pub fn is_menu(target: Option<EventTarget>) -> bool {
    target.and_then(|target| target.dyn_into::<Element>().ok()).is_some_and(|element| element.tag_name() == "SELECT")
}

/// Calls `then` once the page shows what was just changed.
pub fn after_update(then: impl FnOnce() + 'static) {
    leptos::leptos_dom::helpers::set_timeout(then, Duration::ZERO);
}

/// The height of the keyboard on the screen that covers the bottom of the page, in CSS pixels.
pub fn keyboard_height() -> Signal<f64> {
    let Some(seen) = property::<EventTarget>(&window(), "visualViewport") else { return Signal::stored(0.0) };
    let covered = |seen: &EventTarget| {
        let number = |name: &str| number(seen, name);
        let (Some(height), Some(top), Some(scale)) = (number("height"), number("offsetTop"), number("scale")) else {
            return 0.0;
        };
        let whole = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
        // Zooming with two fingers makes the seen part smaller too, and is no keyboard.
        if scale > 1.01 { 0.0 } else { (whole - height - top).max(0.0) }
    };
    let height = RwSignal::new(covered(&seen));
    let viewport = seen.clone();
    let listener = Closure::<dyn Fn()>::new(move || height.set(covered(&viewport)));
    const EVENTS: [&str; 2] = ["resize", "scroll"];
    for event in EVENTS {
        seen.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref()).ok();
    }
    let registered = StoredValue::new_local((seen, listener));
    on_cleanup(move || {
        registered.with_value(|(seen, listener): &(EventTarget, Closure<dyn Fn()>)| {
            for event in EVENTS {
                seen.remove_event_listener_with_callback(event, listener.as_ref().unchecked_ref()).ok();
            }
        });
    });
    height.into()
}

/// From now on, copying a selected formula gives its plain text, which can be typed in again.
pub fn copy_formulas_as_text() {
    let listener = window_event_listener(ev::copy, |event| {
        let Some(text) = selected_formula() else { return };
        let clipboard = property::<JsValue>(&event, "clipboardData").filter(JsValue::is_object);
        if clipboard.and_then(|clipboard| call(&clipboard, "setData", &["text/plain".into(), text.into()])).is_some() {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
}

/// The attribute of a `<math>` element that holds the formula as plain text.
pub const PLAIN_TEXT: &str = "data-plain";

/// The plain text of the formula that is selected, whole or in part, and nothing else.
fn selected_formula() -> Option<String> {
    let selection = call(&window(), "getSelection", &[])?;
    let is_empty = property::<JsValue>(&selection, "isCollapsed")?.is_truthy();
    let range = if is_empty { None } else { call(&selection, "getRangeAt", &[0.into()]) }?;
    let common: Node = property(&range, "commonAncestorContainer")?;
    let element = common.dyn_ref::<Element>().cloned().or_else(|| common.parent_element())?;
    let formula = format!("math[{PLAIN_TEXT}]");
    if let Some(around) = element.closest(&formula).ok()? {
        return around.get_attribute(PLAIN_TEXT);
    }
    let piece: DocumentFragment = call(&range, "cloneContents", &[])?.dyn_into().ok()?;
    let inside = piece.query_selector(&formula).ok()??;
    let text = |node: &Node| node.text_content().unwrap_or_default().trim().to_owned();
    (text(&piece) == text(&inside)).then(|| inside.get_attribute(PLAIN_TEXT))?
}

/// A property of a JavaScript object, by name. The few that are asked for so are not worth their own types.
fn property<T: JsCast>(object: &JsValue, name: &str) -> Option<T> {
    Reflect::get(object, &name.into()).ok()?.dyn_into().ok()
}

fn number(object: &JsValue, name: &str) -> Option<f64> {
    Reflect::get(object, &name.into()).ok()?.as_f64()
}

/// Calls a method of a JavaScript object, by name. `None` if it throws.
fn call(object: &JsValue, method: &str, arguments: &[JsValue]) -> Option<JsValue> {
    property::<Function>(object, method)?.apply(object, &arguments.iter().collect::<Array>()).ok()
}

/// Calls `told` when a newer version of the page waits (see `www/offline.js`).
pub fn on_newer_version(told: impl Fn() + 'static) {
    let listener = window_event_listener_untyped("little-o:newer-version", move |_| told());
    on_cleanup(move || listener.remove());
}

/// Loads the newer version of the page that waits.
pub fn use_newer_version() {
    if let Ok(wanted) = web_sys::Event::new("little-o:use-newer-version") {
        window().dispatch_event(&wanted).ok();
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

/// The text of a file that lies beside the page. `None` if it cannot be had.
pub async fn fetched(address: &str) -> Option<String> {
    let response = window().fetch_with_str(address).await.ok()?;
    let is_there = property::<JsValue>(&response, "ok")?.is_truthy();
    if is_there { promised_text(&response).await } else { None }
}

/// The text of the file that was chosen in a file input.
pub async fn chosen_file(input: HtmlInputElement) -> Option<String> {
    let files: JsValue = property(&input, "files")?;
    promised_text(&property::<JsValue>(&files, "0")?).await
}

/// What the method `text` of an object promises.
async fn promised_text(object: &JsValue) -> Option<String> {
    let promise: Promise = call(object, "text", &[])?.dyn_into().ok()?;
    promise.await.ok()?.as_string()
}

/// The address of a link that saves a text as a file.
pub fn address_of_file(text: &str) -> String {
    format!("data:application/json,{}", encode_uri_component(text))
}

/// Opens the browser's dialog for printing.
pub fn print() {
    window().print().ok();
}

thread_local! {
    /// What is kept where the browser keeps nothing: a frame of another site, a private window.
    static KEPT: RefCell<BTreeMap<&'static str, String>> = const { RefCell::new(BTreeMap::new()) };
}

/// Keeps a text for the next visit; where the browser does not allow that, until the page is closed.
pub fn keep(name: &'static str, text: &str) {
    if let Some(storage) = storage() {
        storage.set_item(name, text).ok();
    }
    KEPT.with_borrow_mut(|kept| kept.insert(name, text.to_owned()));
}

/// The text that was kept under this name.
pub fn kept(name: &'static str) -> Option<String> {
    let in_memory = KEPT.with_borrow(|kept| kept.get(name).cloned());
    in_memory.or_else(|| storage()?.get_item(name).ok()?)
}

/// A frame without rights may not even ask for the storage.
fn storage() -> Option<Storage> {
    window().local_storage().ok()?
}

/// Lets the user save the file that the address holds.
pub fn save(name: &str, address: &str) {
    let Some(link) = document().create_element("a").ok().and_then(|link| link.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    link.set_attribute("download", name).ok();
    link.set_attribute("href", address).ok();
    link.click();
}

/// The address of a file that holds `text`.
pub fn address_of(media_type: &str, text: &str) -> String {
    format!("data:{media_type};charset=utf-8,{}", String::from(encode_uri_component(text)))
}

/// An empty canvas that is not in the page.
pub fn new_canvas() -> Option<HtmlCanvasElement> {
    document().create_element("canvas").ok()?.dyn_into().ok()
}

/// A canvas with these pixels, four bytes each, so many `columns` in a row.
pub fn canvas_of(pixels: &[u8], columns: usize) -> Option<HtmlCanvasElement> {
    let (width, height) = (columns as u32, (pixels.len() / (4 * columns.max(1))) as u32);
    let canvas = new_canvas()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas.get_context("2d").ok()??;
    let image = call(&context, "createImageData", &[width.into(), height.into()])?;
    property::<Uint8ClampedArray>(&image, "data")?.copy_from(pixels);
    call(&context, "putImageData", &[image, 0.into(), 0.into()])?;
    Some(canvas)
}

/// Copies the picture on a canvas and tells `done` whether that was possible.
pub fn copy_picture(canvas: &HtmlCanvasElement, done: impl FnOnce(bool) + 'static) {
    const TYPE: &str = "image/png";
    // The clipboard takes a promise of the picture: some browsers copy only while the click is being handled.
    let blob = Promise::new(&mut |resolve, _| drop(canvas.to_blob_with_type(&resolve, TYPE)));
    let written = || {
        let forms = Object::new();
        Reflect::set(&forms, &TYPE.into(), &blob).ok()?;
        let item = property::<Function>(&window(), "ClipboardItem")?;
        let item = Reflect::construct(&item, &Array::of1(&forms)).ok()?;
        let clipboard = property::<JsValue>(&window().navigator(), "clipboard").filter(JsValue::is_object)?;
        call(&clipboard, "write", &[Array::of1(&item).into()])?.dyn_into::<Promise>().ok()
    };
    let written = written();
    leptos::task::spawn_local(async move {
        done(match written {
            Some(written) => written.await.is_ok(),
            None => false,
        });
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
        let now_ms = now_ms();
        on_frame(last_ms.map_or(0.0, |last_ms| (now_ms - last_ms).min(LONGEST_FRAME_MS)));
        if is_running.try_get_untracked() == Some(true) {
            next_frame(pending, Some(now_ms), is_running, on_frame);
        }
    });
    pending.try_update_value(|pending| *pending = handle.ok());
}

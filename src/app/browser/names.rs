//! Elements by their accessible names, as a link's `hide=` spells them: lower case, `-` for spaces.

use leptos::leptos_dom::helpers::document;
use leptos::wasm_bindgen::JsCast;
use web_sys::Element;
use web_sys::js_sys::JsString;

/// What may bear a name that is hidden. Where names are chosen they are always seen.
const NAMED: &str =
    "#app :is([aria-label], button, summary, a, label, legend, caption, h1, h2, h3):not([data-names] *)";

/// What goes from sight with a name that stands in it, by the kind of element that bears the name.
const WHOLES: [(&str, &str); 4] = [
    ("label", ".slider, .field, .labelled, .switch, .copy, .choice label"),
    ("figure", ".plot-card"),
    ("legend", "fieldset"),
    ("summary, caption, h2, h3", "details, .table-box, section, .card"),
];

/// The mark of what is hidden by its name.
const MARK: &str = "data-hidden";

/// Hides what has one of these names; what was hidden before and is not named any more is seen again.
pub fn hide_named(names: &[String]) {
    for element in all(&format!("[{MARK}]")) {
        // Whoever was hidden as a whole is found again below.
        let stays = element.get_attribute(MARK).is_some_and(|name| names.contains(&name));
        if !stays {
            element.remove_attribute(MARK).ok();
        }
    }
    if names.is_empty() {
        return;
    }
    for element in all(NAMED) {
        let name = name_of(&element);
        if names.contains(&name) {
            let whole = whole_of(&element);
            if !whole.has_attribute(MARK) {
                whole.set_attribute(MARK, &name).ok();
            }
        }
    }
}

/// The names of the controls, plots and statuses below an element, each with its spelling for links.
pub fn seen_names(selector: &str) -> Vec<(String, String)> {
    let mut names: Vec<(String, String)> = Vec::new();
    for element in all(&format!("{selector} :is([aria-label], button, label)")) {
        let (name, spelling) = (text_of(&element), name_of(&element));
        if !spelling.is_empty() && !names.iter().any(|(_, known)| *known == spelling) {
            names.push((name, spelling));
        }
    }
    names
}

fn all(selector: &str) -> Vec<Element> {
    let Ok(found) = document().query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}

/// The name as it is seen; what stands before its first letter is a sign, such as ▶.
fn text_of(element: &Element) -> String {
    let text = element.get_attribute("aria-label").or_else(|| element.text_content()).unwrap_or_default();
    text.trim_start_matches(|c: char| !c.is_alphanumeric()).trim().to_owned()
}

fn name_of(element: &Element) -> String {
    // The browser has the tables of all alphabets.
    let name = String::from(JsString::from(text_of(element)).to_lower_case());
    name.split_whitespace().collect::<Vec<_>>().join("-")
}

fn whole_of(element: &Element) -> Element {
    let whole = WHOLES.iter().find(|(kind, _)| element.matches(kind).unwrap_or_default());
    let found = whole.and_then(|(_, whole)| element.closest(whole).ok()?);
    found.unwrap_or_else(|| element.clone())
}

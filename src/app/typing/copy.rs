//! Taking a formula along: as plain text, LaTeX, SymPy code or MathML.

use super::super::browser;
use super::super::on_demand::{OnDemand, part};
use super::super::state::{Formula, playground};
use crate::expr::{self, Expr};
use leptos::context::Provider;
use leptos::ev::KeyboardEvent;
use leptos::html::{Button, Div, Input};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use rust_i18n::t;

/// Two sheets, one over the other. No font of a system can be trusted to have the sign.
const SHEETS: &str = "<svg viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" fill=\"none\" stroke=\"currentColor\" \
    stroke-width=\"1.5\"><path d=\"M5 5V2h9v9h-3M2 5h9v9H2z\"/></svg>";

/// A form: the key of its name, and its text.
type Row = (&'static str, fn(&Expr) -> String);

/// The forms.
const FORMS: &[Row] = &[
    ("typing.forms.plain", |expr| expr.to_string()),
    ("typing.forms.latex", expr::latex),
    ("typing.forms.sympy", expr::python),
    ("typing.forms.mathml", document),
];

/// A MathML element that stands by itself in any document.
fn document(expr: &Expr) -> String {
    format!(r#"<math xmlns="http://www.w3.org/1998/Math/MathML">{}</math>"#, expr::mathml(expr))
}

/// A button that opens a small menu of forms.
#[component]
pub fn CopyMenu(
    /// The formula.
    formula: Formula,
    /// Its name.
    label: Signal<String>,
) -> impl IntoView {
    let (is_open, set_open) = signal(false);
    // The text that the browser would not copy: it is shown, selected.
    let refused = RwSignal::new(None::<String>);
    let button = NodeRef::<Button>::new();
    let menu = NodeRef::<Div>::new();
    let close = move || {
        set_open.set(false);
        refused.set(None);
        if let Some(button) = button.get_untracked() {
            button.focus().ok();
        }
    };
    // By a provider, since each field of the lab has a menu of its own.
    let entries = Menu { formula, refused, close: Callback::new(move |()| close()) };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && is_open.get_untracked() {
            close();
        }
    };
    let on_leave = move |event: leptos::ev::FocusEvent| {
        let next = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        let stays = menu.get_untracked().is_some_and(|menu| menu.contains(next.as_ref()));
        if !stays {
            set_open.set(false);
            refused.set(None);
        }
    };
    let name = move || t!("typing.copy", name = label.get()).into_owned();
    view! {
        <div class="copy-menu" node_ref=menu on:keydown=on_key on:focusout=on_leave>
            <button
                class="button small icon"
                type="button"
                node_ref=button
                aria-label=name
                title=name
                aria-expanded=move || is_open.get().to_string()
                on:click=move |_| set_open.update(|is_open| *is_open = !*is_open)
            >
                <span aria-hidden="true" inner_html=SHEETS></span>
            </button>
            <Show when=move || is_open.get()>
                <div class="copy-forms" role="group" aria-label=name on:mousedown=|event| event.prevent_default()>
                    <Provider value=entries>
                        <OnDemand part=part!(dialogs, view! { <Forms /> }) />
                    </Provider>
                </div>
            </Show>
        </div>
    }
}

/// What the entries of a menu share.
#[derive(Clone, Copy)]
struct Menu {
    /// The formula.
    formula: Formula,
    /// Where a text goes that could not be copied.
    refused: RwSignal<Option<String>>,
    /// What to do after copying.
    close: Callback<()>,
}

/// The entries of the menu.
#[component]
fn Forms() -> impl IntoView {
    let Menu { refused, .. } = expect_context();
    view! {
        {FORMS.iter().map(|(form, text)| view! { <Form form text=*text /> }).collect_view()}
        <Refused refused />
    }
}

/// One entry of the menu.
#[component]
fn Form(
    /// The key of its name.
    form: &'static &'static str,
    /// The text of a formula in this form.
    text: fn(&Expr) -> String,
) -> impl IntoView {
    let Menu { formula, refused, close } = expect_context();
    let announcement = playground().announcement;
    let copy = move |_| {
        let Some(text) = formula.expr.with_untracked(|expr| expr.as_ref().map(text)) else { return };
        browser::copy(text.clone(), move |is_copied| match is_copied {
            true => {
                announcement.set(t!("typing.copied", form = t!(*form)).into_owned());
                close.run(());
            }
            false => refused.set(Some(text)),
        });
    };
    view! { <button class="button small" type="button" on:click=copy>{t!(*form)}</button> }
}

/// The text to copy by hand, where the browser refuses.
#[component]
fn Refused(refused: RwSignal<Option<String>>) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if let Some(input) = refused.read().as_ref().and(input.get()) {
            input.focus().ok();
            input.select();
        }
    });
    view! {
        <div hidden=move || refused.read().is_none()>
            <p class="caption" role="alert">{move || refused.read().as_ref().map(|_| t!("app.share.refused"))}</p>
            <input
                class="box"
                type="text"
                readonly
                node_ref=input
                aria-label=t!("typing.by_hand")
                prop:value=move || refused.get().unwrap_or_default()
            />
        </div>
    }
}

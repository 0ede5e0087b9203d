//! A formula: what is typed, its typeset echo right under it, what is wrong with it and how to mend it.

use super::super::history::act;
use super::super::on_demand::{OnDemand, part};
use super::super::state::{Formula, playground};
use super::super::typing::{self, CopyMenu};
use super::super::{browser, math};
use super::with_code;
use crate::diagnostic::{Diagnostic, Severity, Suggestion};
use leptos::context::Provider;
use leptos::prelude::*;
use rust_i18n::t;

/// Formulas of more parts than this may be wider than their box.
const LONG: usize = 12;

/// What the pieces of a field share. What is said of the text comes in a part, like the words for it.
#[derive(Clone, Copy)]
struct Shared {
    field: typing::Field,
    label: Signal<String>,
    formula: Formula,
    /// Why the text cannot be read.
    problem: Memo<Option<Diagnostic>>,
    /// A remark beside the label.
    remark: StoredValue<Option<String>>,
}

/// A textbox for a formula. Its height never changes: echo and problem share one box.
#[component]
pub fn FormulaField(
    /// The id of the textbox.
    id: &'static str,
    /// Its accessible name, which is also the visible label.
    #[prop(into)]
    label: Signal<String>,
    /// The formula.
    formula: Formula,
    /// What to do with a new text.
    #[prop(into)]
    on_edit: Callback<String>,
    /// The class of its meaning, by which its marks in the plots are lit.
    #[prop(optional)]
    meaning: &'static str,
    /// A remark beside the label.
    #[prop(optional, into)]
    remark: Option<String>,
) -> impl IntoView {
    let typing = playground().typing;
    let field = typing::Field { id, on_edit };
    typing.introduce(field);
    let problem = Memo::new(move |_| formula.reading.with(|reading| reading.as_ref().err().cloned()));
    let is = move |severity| problem.read().as_ref().is_some_and(|problem| problem.severity == severity);
    let is_wrong = Memo::new(move |_| is(Severity::Error));
    let (scrolled, set_scrolled) = signal(0);
    let (aside, under) = (format!("{id}-aside"), format!("{id}-under"));
    let is_long = move || formula.expr.read().as_ref().is_some_and(|expr| expr.size() > LONG);
    let shared = Shared { field, label, formula, problem, remark: StoredValue::new(remark) };
    view! {
        <Provider value=shared>
        <div class="field first" class:is-wrong=is_wrong class:is-unfinished=move || is(Severity::Unfinished)>
            <div class="field-head">
                <label for=id>{label}</label>
                <div class="aside" id=aside.clone()>
                    <OnDemand part=part!(plots, view! { <Aside /> }) is_quiet=true />
                </div>
            </div>
            <div class="typed">
                <Mirror source=formula.source problem scrolled />
                <input
                    type="text"
                    id=id
                    spellcheck="false"
                    autocomplete="off"
                    autocapitalize="off"
                    aria-describedby=format!("{aside} {under}")
                    aria-invalid=move || is_wrong.get().then_some("true")
                    prop:value=formula.source
                    on:focus=move |_| typing.enter(field)
                    on:input:target=move |event| on_edit.run(event.target().value())
                    on:scroll:target=move |event| set_scrolled.set(event.target().scroll_left())
                />
            </div>
            // A long echo scrolls sideways, which must be possible by keyboard too; a short one is no stop of the Tab key.
            <div class="under" id=under tabindex=move || if is_long() { "0" } else { "-1" }>
                {move || match is_wrong.get() {
                    true => view! { <OnDemand part=part!(plots, view! { <Problem /> }) is_quiet=true /> }.into_any(),
                    false => view! { <Echo formula problem meaning /> }.into_any(),
                }}
            </div>
            <OnDemand part=part!(plots, view! { <CopyButton /> }) is_quiet=true />
        </div>
        </Provider>
    }
}

/// The formula typeset; with a hole where it goes on, while it is unfinished.
#[component]
fn Echo(formula: Formula, problem: Memo<Option<Diagnostic>>, meaning: &'static str) -> impl IntoView {
    // The words of a formula come later.
    let whole = playground().whole;
    let with_hole = move || typing::markup_with_hole(&formula.source.read(), problem.read().as_ref()?);
    let finished = move || formula.expr.with(|expr| expr.as_ref().map(math::markup).unwrap_or_default());
    let markup = move || {
        whole.track();
        with_hole().unwrap_or_else(finished)
    };
    view! { <div class="echo"><div class=meaning inner_html=markup></div></div> }
}

/// Beside the label: how an unfinished text goes on, or how the text was read where that was a guess, each with its
/// repairs or other readings; else the remark.
#[component]
pub fn Aside() -> impl IntoView {
    let Shared { formula, problem, remark, .. } = expect_context();
    let said = Memo::new(move |_| match &*formula.reading.read() {
        Ok(reading) => reading.notes.clone(),
        Err(_) => problem.get().filter(|problem| problem.severity == Severity::Unfinished).into_iter().collect(),
    });
    // Room is for one at a time.
    let shown = RwSignal::new(0);
    Effect::new(move |_| {
        said.track();
        shown.set(0);
    });
    let count = move || said.read().len();
    let place = move || t!("typing.remark_of", number = shown.get() + 1, count = count()).into_owned();
    let next = move |_| shown.update(|shown| *shown = (*shown + 1) % untrack(count).max(1));
    view! {
        {move || match said.read().get(shown.get()).cloned() {
            Some(Diagnostic { message, suggestions, .. }) => {
                view! {
                    <span class="aside-text" title=message.clone()>{with_code(&message)}</span>
                    <Repairs suggestions />
                }
                    .into_any()
            }
            None => remark.get_value().into_any(),
        }}
        <Show when=move || 1 < count()>
            <button class="button small" type="button" aria-label=move || t!("typing.next_remark", place = place()) on:click=next>
                {place}
            </button>
        </Show>
    }
}

/// What is wrong, and repairs.
#[component]
pub fn Problem() -> impl IntoView {
    let Shared { problem, .. } = expect_context();
    let told = move |Diagnostic { message, suggestions, .. }: Diagnostic| {
        view! {
            <p>{with_code(&message)}</p>
            <Repairs suggestions />
        }
    };
    view! { <div class="problem">{move || problem.get().map(told)}</div> }
}

/// The button that takes the formula along.
#[component]
pub fn CopyButton() -> impl IntoView {
    let Shared { formula, label, .. } = expect_context();
    view! { <CopyMenu formula label /> }
}

/// A button for each repair. Using it is an edit: the caret stands after what was written.
#[component]
fn Repairs(suggestions: Vec<Suggestion>) -> impl IntoView {
    let (playground, Shared { field, formula, .. }) = (playground(), expect_context());
    let button = move |repair: Suggestion| {
        let label = repair.label.clone();
        let apply = move |_| {
            let source = formula.source.get_untracked();
            let caret = caret_after(&source, &repair, browser::typed(field.id).map(|(_, _, caret)| caret));
            act(playground, || field.on_edit.run(repair.apply(&source)));
            browser::after_update(move || {
                browser::select(field.id, caret, caret);
                browser::focus(field.id);
            });
        };
        view! { <button class="button small" type="button" on:click=apply>{label}</button> }
    };
    suggestions.into_iter().take(3).map(button).collect_view()
}

/// Where the caret stands after a repair, in units of UTF-16: where it stood if that was behind it, else at its end.
fn caret_after(source: &str, repair: &Suggestion, caret: Option<usize>) -> usize {
    let units = |text: Option<&str>| text.map_or(0, |text| text.encode_utf16().count());
    let end = units(source.get(..repair.span.end));
    let new_end = units(source.get(..repair.span.start)) + units(Some(&repair.replacement));
    new_end + caret.map_or(0, |caret| caret.min(units(Some(source))).saturating_sub(end))
}

/// The typed text again, unseen, behind the textbox: it carries the mark under the place of the problem.
#[component]
fn Mirror(source: Signal<String>, problem: Memo<Option<Diagnostic>>, scrolled: ReadSignal<i32>) -> impl IntoView {
    let pieces = Memo::new(move |_| {
        let span = problem.read().as_ref().map(|problem| problem.span)?;
        source.with(|source| {
            let before = source.get(..span.start)?;
            Some((before.to_owned(), span.slice(source).to_owned()))
        })
    });
    view! {
        <div class="mirror" aria-hidden="true" style:transform=move || format!("translateX(-{}px)", scrolled.get())>
            {move || pieces.get().map(|(before, place)| view! { {before}<mark>{place}</mark> })}
        </div>
    }
}

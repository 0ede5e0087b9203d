//! A formula: what is typed, its typeset echo right under it, what is wrong with it and how to mend it.

use super::super::math;
use super::super::state::Formula;
use crate::diagnostic::{Diagnostic, Severity, Suggestion};
use leptos::prelude::*;

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
    /// A remark beside the label.
    #[prop(optional, into)]
    remark: Option<String>,
) -> impl IntoView {
    let problem = Memo::new(move |_| formula.reading.with(|reading| reading.as_ref().err().cloned()));
    let is_wrong = move || problem.read().as_ref().is_some_and(|problem| problem.severity == Severity::Error);
    let is_unfinished = move || problem.read().is_some() && !is_wrong();
    let (scrolled, set_scrolled) = signal(0);
    let under = format!("{id}-under");
    view! {
        <div class="field first" class:is-wrong=is_wrong class:is-unfinished=is_unfinished>
            <div class="field-head">
                <label for=id>{label}</label>
                <ReadAs formula on_edit remark />
            </div>
            <div class="typed">
                <Mirror source=formula.source problem scrolled />
                <input
                    type="text"
                    id=id
                    spellcheck="false"
                    autocomplete="off"
                    autocapitalize="off"
                    aria-describedby=under.clone()
                    aria-invalid=move || is_wrong().then_some("true")
                    prop:value=formula.source
                    on:input:target=move |event| on_edit.run(event.target().value())
                    on:scroll:target=move |event| set_scrolled.set(event.target().scroll_left())
                />
            </div>
            <div class="under" id=under tabindex="-1">
                {move || match problem.get() {
                    Some(problem) => view! { <Problem problem source=formula.source on_edit /> }.into_any(),
                    None => view! { <Echo formula /> }.into_any(),
                }}
            </div>
        </div>
    }
}

/// The formula typeset.
#[component]
fn Echo(formula: Formula) -> impl IntoView {
    let markup = move || formula.expr.with(|expr| expr.as_ref().map(math::markup).unwrap_or_default());
    view! { <div class="echo" inner_html=markup></div> }
}

/// Says how the text was read where that was a guess, and offers the other readings.
#[component]
fn ReadAs(formula: Formula, on_edit: Callback<String>, remark: Option<String>) -> impl IntoView {
    let notes = Memo::new(move |_| {
        formula.reading.with(|reading| reading.as_ref().map(|reading| reading.notes.clone()).unwrap_or_default())
    });
    view! {
        <span class="aside">
            {move || {
                let notes = notes.get();
                match notes.is_empty() {
                    true => remark.clone().into_any(),
                    false => {
                        notes
                            .into_iter()
                            .take(1)
                            .map(|note| view! { <NoteText note source=formula.source on_edit /> })
                            .collect_view()
                            .into_any()
                    }
                }
            }}
        </span>
    }
}

#[component]
fn NoteText(note: Diagnostic, source: Signal<String>, on_edit: Callback<String>) -> impl IntoView {
    let message = note.message.clone();
    view! {
        <span title=message>{note.message}</span>
        " "
        <Repairs suggestions=note.suggestions source on_edit />
    }
}

/// What is wrong, and repairs.
#[component]
fn Problem(problem: Diagnostic, source: Signal<String>, on_edit: Callback<String>) -> impl IntoView {
    view! {
        <div class="problem">
            <p>{with_code(&problem.message)}</p>
            <Repairs suggestions=problem.suggestions source on_edit />
        </div>
    }
}

#[component]
fn Repairs(suggestions: Vec<Suggestion>, source: Signal<String>, on_edit: Callback<String>) -> impl IntoView {
    let button = move |repair: Suggestion| {
        let label = repair.label.clone();
        let apply = move |_| on_edit.run(repair.apply(&source.get_untracked()));
        view! { <button class="button small" type="button" on:click=apply>{label}</button> }
    };
    suggestions.into_iter().take(3).map(button).collect_view()
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

/// A sentence with its `pieces` in backticks set as code.
fn with_code(sentence: &str) -> impl IntoView + use<> {
    let piece = |(index, text): (usize, &str)| match index % 2 {
        0 => text.to_owned().into_any(),
        _ => view! { <code>{text.to_owned()}</code> }.into_any(),
    };
    sentence.split('`').enumerate().map(piece).collect_view()
}

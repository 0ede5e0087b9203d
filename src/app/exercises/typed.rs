//! Answers that are typed: a number, a function, a formula.

use super::super::state::{Formula, playground};
use super::super::widgets::FormulaField;
use super::desk::desk;
use crate::exercises::{RuleName, Task, read_rule};
use crate::session::{ExercisesStoreFields, SessionStoreFields};
use leptos::prelude::*;
use rust_i18n::t;

/// The field. Its text is the answer as it stands in the session.
#[component]
pub fn Typed() -> impl IntoView {
    let answer = playground().session.exercises().answer();
    let source = Signal::derive(move || answer.get());
    let (label, formula) = match &desk().exercise().task {
        Task::Formula(wanted) => {
            let label = match wanted.rule {
                RuleName::LinearApprox => "linear_approx(f, x, ε)".into(),
                RuleName::GdStep => "gd_step(x, f, η)".into(),
            };
            (label, Formula::read_by(source, read_rule))
        }
        Task::Function(_) => ("f(x)".into(), Formula::new(source)),
        _ => (t!("exercises.your_number"), Formula::new(source)),
    };
    view! { <FormulaField id="answer" label=label.into_owned() formula on_edit=move |text| answer.set(text) /> }
}

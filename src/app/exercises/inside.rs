//! A lab inside an exercise: for goals to be reached in it, and to show what an answer means.

use super::super::on_demand::{OnDemand, part};
use super::super::state::playground;
use super::super::{descent, little_o, tangent};
use super::desk::desk;
use super::text::{shown, typeset};
use crate::exercises::{Condition, Task};
use crate::session::{ExercisesStoreFields, Lab, SessionStoreFields};
use leptos::prelude::*;
use rust_i18n::t;

/// The lab itself.
#[component]
pub fn Inside() -> impl IntoView {
    let inside = playground().session.exercises().inside();
    let lab = Memo::new(move |_| inside.get());
    move || {
        let lab = match lab.get()? {
            Lab::LittleO => view! { <little_o::Lab is_front=true /> }.into_any(),
            Lab::Tangent => view! { <OnDemand part=part!(tangent, view! { <tangent::Lab /> }) /> }.into_any(),
            Lab::Descent => view! { <OnDemand part=part!(descent, view! { <descent::Lab /> }) /> }.into_any(),
            Lab::Welcome | Lab::Exercises => return None,
        };
        Some(view! { <section class="inside" aria-label=t!("exercises.inside")>{lab}</section> })
    }
}

/// What is to be reached in the lab.
#[component]
pub fn Goals() -> impl IntoView {
    let exercise = desk().exercise();
    let Task::Lab(goal) = &exercise.task else { return ().into_any() };
    let goal_view = |goal: &Condition| {
        let words = goal.text.as_ref().map_or_else(|| typeset(&format!("{{{}}}", goal.holds)), shown);
        view! { <li>{words}</li> }
    };
    view! {
        <div class="card goals">
            <p class="caption">{t!("exercises.goals")}</p>
            <ul>{goal.goals.iter().map(goal_view).collect_view()}</ul>
        </div>
    }
    .into_any()
}

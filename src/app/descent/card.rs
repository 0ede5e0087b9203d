//! The status `Run`: what this step did, and what became of the run.

use super::super::announcer::announce;
use super::run::Run;
use crate::descent::{Iterate, Outcome};
use crate::geometry::short_number;
use crate::numerals::plain;
use leptos::prelude::*;
use rust_i18n::t;

/// Digits shown.
const DIGITS: usize = 4;

/// The card of the run.
#[component]
pub fn Card() -> impl IntoView {
    let run = expect_context::<Run>();
    // Only what can be read is told to programs; numbers that do not exist are left out.
    let known = move || if run.f.is_broken() { None } else { run.iterate() };
    let places = |iterate: Iterate| iterate.x.iter().copied().map(plain).collect::<Vec<_>>().join(",");
    announce(move || run.iterate().map(|iterate| spoken(run.step(), &iterate)).unwrap_or_default());
    view! {
        <div
            class="card run"
            class:is-good=move || run.previous().zip(run.iterate()).is_some_and(|(from, to)| to.value < from.value)
            role="status"
            aria-live="off"
            aria-label=t!("descent_lab.status")
            aria-busy=move || run.f.is_broken().to_string()
            data-step=move || known().map(|_| run.step().to_string())
            data-x=move || known().filter(|iterate| iterate.x.iter().all(|x| x.is_finite())).map(places)
            data-loss=move || known().map(|iterate| iterate.value).filter(|loss| loss.is_finite()).map(plain)
            data-outcome=move || known().map(|iterate| iterate.outcome.name())
        >
            {move || run.iterate().map(|iterate| match run.previous() {
                Some(from) => view! { <Told from to=iterate /> }.into_any(),
                None => view! { <Start iterate /> }.into_any(),
            })}
        </div>
    }
}

/// "Step 12: loss 0.31." and what became of the run.
fn spoken(step: usize, iterate: &Iterate) -> String {
    let ending = if iterate.outcome == Outcome::Running { String::new() } else { iterate.outcome.explain() };
    let said = t!("descent_lab.spoken", step = step, loss = short_number(iterate.value, DIGITS), ending = ending);
    said.into_owned()
}

/// The start, before any step.
#[component]
fn Start(iterate: Iterate) -> impl IntoView {
    view! {
        <p class="sentence">{t!("descent_lab.at_start")}</p>
        {iterate.value.is_finite().then(|| t!("descent_lab.loss_is", loss = short_number(iterate.value, DIGITS)))}
        <Ending outcome=iterate.outcome />
    }
}

/// What the last step did.
#[component]
fn Told(from: Iterate, to: Iterate) -> impl IntoView {
    let text = |value: f64| short_number(value, DIGITS);
    let (before, after, promise) = (from.value, to.value, from.promise());
    let sentence = match after.partial_cmp(&before) {
        Some(std::cmp::Ordering::Less) => t!("descent_lab.fell"),
        Some(std::cmp::Ordering::Greater) => t!("descent_lab.rose"),
        Some(std::cmp::Ordering::Equal) => t!("descent_lab.same"),
        None => t!("descent_lab.gone"),
    };
    let numbers = after.is_finite().then(|| {
        view! {
            <p class="numbers">
                {t!("descent_lab.from")}
                {text(before)}
                {t!("descent_lab.to")}
                <span class="is-moved">{text(after)}</span>
                {t!("descent_lab.promised")}
                <span class="is-gradient">{text(promise)}</span>
                {t!("descent_lab.gap")}
                <span class="is-error">{text(after - promise)}</span>
                {t!("descent_lab.is_small_o")}
            </p>
        }
    });
    view! {
        <p class="sentence">{sentence}</p>
        {numbers}
        <Ending outcome=to.outcome />
    }
}

/// What became of the run, in words.
#[component]
fn Ending(outcome: Outcome) -> impl IntoView {
    (outcome != Outcome::Running).then(|| view! { <p class="remark">{outcome.explain()}</p> })
}

//! Functions to sort: a list whose rows move up and down, and join the rung above.

use super::super::browser;
use super::super::history::act;
use super::super::state::playground;
use super::choices::Mark;
use super::desk::desk;
use super::text::formula;
use crate::exercises::{Answer, Task};
use leptos::prelude::*;
use rust_i18n::t;

/// A row: the function, and whether it stands on the rung of the row above.
type Entry = (usize, bool);

/// The ladder, the smallest first.
#[component]
pub fn Rungs() -> impl IntoView {
    let desk = desk();
    let entries = Memo::new(move |_| entries(&desk.answer.read()));
    let sources = match &desk.exercise().task {
        Task::Ladder(ladder) => ladder.functions.clone(),
        _ => Vec::new(),
    };
    let row = move |(place, (f, is_tied)): (usize, Entry)| {
        let source = sources.get(f).cloned().unwrap_or_default();
        view! { <Rung entries place f is_tied source /> }
    };
    view! {
        <ol class="ladder card" aria-label=t!("exercises.ladder.name")>
            {move || entries.get().into_iter().enumerate().map(&row).collect_view()}
        </ol>
    }
}

fn entries(answer: &Answer) -> Vec<Entry> {
    let Answer::Rungs(rungs) = answer else { return Vec::new() };
    rungs.iter().flat_map(|rung| rung.iter().enumerate().map(|(place, f)| (*f, place > 0))).collect()
}

fn rungs(entries: &[Entry]) -> Answer {
    let mut rungs: Vec<Vec<usize>> = Vec::new();
    for (f, is_tied) in entries {
        match rungs.last_mut() {
            Some(rung) if *is_tied => rung.push(*f),
            _ => rungs.push(vec![*f]),
        }
    }
    Answer::Rungs(rungs)
}

/// One row. Moving keeps the keyboard on the same button of the same function.
#[component]
fn Rung(entries: Memo<Vec<Entry>>, place: usize, f: usize, is_tied: bool, source: String) -> impl IntoView {
    let (desk, playground) = (desk(), playground());
    let count = entries.with_untracked(Vec::len);
    let shown = formula(&source);
    let tie_name = t!("exercises.ladder.tie_of", f = source);
    let change = move |change: &dyn Fn(&mut Vec<Entry>)| {
        let mut changed = entries.get_untracked();
        change(&mut changed);
        act(playground, || desk.set(&rungs(&changed)));
    };
    let button = move |key: &'static str, face: &'static str, to: Option<usize>| {
        let id = format!("{key}-{f}");
        let name = t!(format!("exercises.ladder.{key}"), f = source);
        let press = {
            let id = id.clone();
            move |_| {
                let Some(to) = to else { return };
                change(&|entries| entries.swap(place, to));
                let id = id.clone();
                browser::after_update(move || browser::focus(&id));
            }
        };
        let is_off = to.is_none_or(|to| to >= count);
        view! {
            <button class="button" type="button" id=id aria-label=name aria-disabled=is_off.then_some("true") on:click=press>
                <span aria-hidden="true">{face}</span>
            </button>
        }
    };
    let tie = move || change(&|entries| entries.get_mut(place).into_iter().for_each(|entry| entry.1 = !is_tied));
    let tie_id = format!("tie-{f}");
    view! {
        <li class="rung" class:is-tied=is_tied>
            <span class="rung-formula">{shown}</span>
            {button("up", "↑", place.checked_sub(1))}
            {button("down", "↓", Some(place + 1).filter(|next| *next < count))}
            {(place > 0)
                .then(|| {
                    view! {
                        <label class="tie">
                            <input
                                type="checkbox"
                                id=tie_id.clone()
                                aria-label=tie_name
                                prop:checked=is_tied
                                on:change=move |_| {
                                    tie();
                                    let id = tie_id.clone();
                                    browser::after_update(move || browser::focus(&id));
                                }
                            />
                            {t!("exercises.ladder.tie")}
                        </label>
                    }
                })}
            <Mark part=place />
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_rungs_say_the_same() {
        let answer = Answer::Rungs(vec![vec![2], vec![0, 1], vec![3]]);
        assert_eq!(entries(&answer), [(2, false), (0, false), (1, true), (3, false)]);
        assert_eq!(rungs(&entries(&answer)), answer);
    }
}

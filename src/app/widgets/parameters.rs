//! Sliders for the free letters of a formula, each with its range, and a way to let it run by itself.

use super::super::browser;
use super::super::on_demand::{OnDemand, part};
use super::super::state::{Playground, playground};
use super::{NumberField, Scaling, SliderField};
use crate::api::message::Move;
use crate::numerals;
use crate::session::SessionStoreFields;
use leptos::prelude::*;
use rust_i18n::t;

/// How long a letter takes from one end of its range to the other.
const SWEEP_MS: f64 = 5000.0;
/// How long it stands, and how many stands there are on the way, where motion is not wanted.
const STAND_MS: f64 = 700.0;
const STANDS: f64 = 10.0;

/// One slider for each letter that is not the variable. A letter without a value is 1.
#[component]
pub fn Parameters(
    /// The letters.
    names: Memo<Vec<String>>,
) -> impl IntoView {
    provide_context(Letters(names));
    let are_there = Memo::new(move |_| !names.read().is_empty());
    move || are_there.get().then(|| view! { <OnDemand part=part!(parameters, view! { <Sliders /> }) /> })
}

/// The letters that have a slider.
#[derive(Clone, Copy)]
struct Letters(Memo<Vec<String>>);

/// The sliders.
#[component]
fn Sliders() -> impl IntoView {
    let Letters(names) = expect_context();
    view! {
        <div class="sliders later">
            <For each=move || names.get() key=String::clone children=|name| view! { <Parameter name /> } />
        </div>
    }
}

/// Where a letter goes to and fro.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Range {
    low: f64,
    high: f64,
    step: f64,
}

impl Range {
    /// A place on the way, and whether it goes up, after another `part` of the way across.
    fn advance(self, place: f64, is_rising: bool, part: f64) -> (f64, bool) {
        let way = part * (self.high - self.low);
        let next = place.clamp(self.low, self.high) + if is_rising { way } else { -way };
        match next {
            next if next >= self.high => (self.high, false),
            next if next <= self.low => (self.low, true),
            next => (next, is_rising),
        }
    }

    /// The number of the slider's scale that is nearest to a place, without the noise of adding steps.
    fn nearest(self, place: f64) -> f64 {
        let steps = ((place - self.low) / self.step).round();
        let number = (self.low + steps * self.step).clamp(self.low, self.high);
        numerals::read(&format!("{number:.9e}")).unwrap_or(number) + 0.0
    }
}

/// One letter: its slider, the button that lets it run, and its range.
#[component]
fn Parameter(name: String) -> impl IntoView {
    let playground = playground();
    let params = playground.session.params();
    let range = RwSignal::new(Range { low: -5.0, high: 5.0, step: 0.1 });
    let (read, write) = (name.clone(), name.clone());
    let value = Signal::derive(move || params.read().get(&read).copied().unwrap_or(1.0));
    let change = Callback::new(move |value| {
        params.update(|params| {
            params.insert(write.clone(), value);
        });
    });
    let label = t!("app.parameter", name = name).into_owned();
    view! {
        <div class="parameter">
            <SliderField
                id=format!("parameter-{name}")
                label=label.clone()
                value
                on_change=change
                scaling=Signal::derive(move || Scaling::Linear { low: range.get().low, high: range.get().high })
                step=Signal::derive(move || range.get().step)
            />
            <div class="parameter-tools">
                <Play name=name.clone() range value change />
                <RangeFields name label range />
            </div>
        </div>
    }
}

/// The button that lets the letter run to and fro. It stops when the letter is gone, and nothing runs by itself.
#[component]
fn Play(name: String, range: RwSignal<Range>, value: Signal<f64>, change: Callback<f64>) -> impl IntoView {
    let Playground { typing, wanted, .. } = playground();
    let is_running = RwSignal::new(false);
    // A page around this one may stop what moves, when its slide is left.
    let stop = move |wanted: &Option<Move>| {
        if *wanted == Some(Move::Pause) {
            is_running.set(false);
        }
    };
    Effect::watch(move || wanted.get(), move |wanted, _, _| stop(wanted), false);
    let is_still = browser::media("(prefers-reduced-motion: reduce)");
    // Where the letter is between two numbers of the scale, whether it rises, and how long it has stood.
    let place = StoredValue::new((0.0, true, 0.0));
    browser::use_animation_loop(is_running, move |elapsed_ms| {
        let (from, is_rising, stood_ms) = place.get_value();
        let stood_ms = stood_ms + elapsed_ms;
        let part = match is_still.get_untracked() {
            false => elapsed_ms / SWEEP_MS,
            true if stood_ms < STAND_MS => return place.set_value((from, is_rising, stood_ms)),
            true => 1.0 / STANDS,
        };
        let range = range.get_untracked();
        let (next, is_rising) = range.advance(from, is_rising, part);
        place.set_value((next, is_rising, 0.0));
        let number = range.nearest(next);
        if number.to_bits() != value.get_untracked().to_bits() {
            change.run(number);
        }
    });
    let toggle = move |_| {
        typing.end_burst();
        place.update_value(|place| *place = (value.get_untracked(), place.1, 0.0));
        is_running.update(|is_running| *is_running = !*is_running);
    };
    let said = move || match is_running.get() {
        true => t!("typing.pause", name = name).into_owned(),
        false => t!("typing.play", name = name).into_owned(),
    };
    let face = move || if is_running.get() { "❚❚" } else { "▶" };
    view! {
        <button class="button small" type="button" on:click=toggle>
            <span aria-hidden="true">{face}</span>
            {said}
        </button>
    }
}

/// From where to where the slider goes, and by which steps.
#[component]
fn RangeFields(name: String, label: String, range: RwSignal<Range>) -> impl IntoView {
    let id = |end: &str| format!("parameter-{name}-{end}");
    view! {
        <details class="range">
            <summary>{t!("typing.range")}</summary>
            <div class="range-fields">
                <span class="labelled">
                    <span class="caption">{t!("typing.from")}</span>
                    <NumberField
                        id=id("from")
                        label=t!("typing.from_of", name = label)
                        value=Signal::derive(move || range.get().low)
                        on_change=move |low| range.update(|range| range.low = low)
                        is_allowed=move |low| low < range.get_untracked().high
                    />
                </span>
                <span class="labelled">
                    <span class="caption">{t!("typing.to")}</span>
                    <NumberField
                        id=id("to")
                        label=t!("typing.to_of", name = label)
                        value=Signal::derive(move || range.get().high)
                        on_change=move |high| range.update(|range| range.high = high)
                        is_allowed=move |high| range.get_untracked().low < high
                    />
                </span>
                <span class="labelled">
                    <span class="caption">{t!("typing.step")}</span>
                    <NumberField
                        id=id("step")
                        label=t!("typing.step_of", name = label)
                        value=Signal::derive(move || range.get().step)
                        on_change=move |step| range.update(|range| range.step = step)
                        is_allowed=|step| 0.0 < step
                    />
                </span>
            </div>
        </details>
    }
}

#[cfg(test)]
#[allow(clippy::float_cmp)]
mod tests {
    use super::*;

    const RANGE: Range = Range { low: -5.0, high: 5.0, step: 0.1 };

    #[test]
    fn letters_go_to_and_fro() {
        assert_eq!(RANGE.advance(0.0, true, 0.25), (2.5, true));
        assert_eq!(RANGE.advance(4.0, true, 0.25), (5.0, false));
        assert_eq!(RANGE.advance(5.0, false, 0.1), (4.0, false));
        assert_eq!(RANGE.advance(-9.0, false, 0.0), (-5.0, true));
    }

    #[test]
    fn numbers_of_the_scale_are_round() {
        assert_eq!(RANGE.nearest(0.2999), 0.3);
        assert_eq!(RANGE.nearest(0.04).to_bits(), 0.0f64.to_bits());
        assert_eq!(RANGE.nearest(-0.04).to_bits(), 0.0f64.to_bits());
        assert_eq!(RANGE.nearest(7.0), 5.0);
    }
}

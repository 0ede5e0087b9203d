//! A number on a slider, with a textbox beside it for exact entry.

use super::NumberField;
use crate::geometry::short_number;
use crate::numerals::three_digits;
use leptos::prelude::*;
use rust_i18n::t;

/// How a slider's place becomes a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scaling {
    /// Evenly from `low` to `high`, wider if the number lies outside.
    Linear {
        /// The left end.
        low: f64,
        /// The right end.
        high: f64,
    },
    /// Evenly in powers of ten, from 10^low to 10^high.
    Logarithmic {
        /// The power of ten at the left end.
        low: f64,
        /// The power of ten at the right end.
        high: f64,
    },
}

impl Scaling {
    /// The ends of the slider's scale, for a number that must fit on it.
    fn ends(self, value: f64) -> (f64, f64) {
        match self {
            // A number from outside: the scale grows to the next round number beyond it.
            Scaling::Linear { low, high } if value > high => (low, round_up(value)),
            Scaling::Linear { low, high } if value < low => (-round_up(-value), high),
            Scaling::Linear { low, high } => (low, high),
            Scaling::Logarithmic { low, high } => (low, high),
        }
    }

    /// Where the number stands on the scale.
    fn place(self, value: f64) -> f64 {
        match self {
            Scaling::Linear { .. } => value,
            Scaling::Logarithmic { low, high } => value.log10().clamp(low, high),
        }
    }

    /// The number at a place, rounded to what a hand can set.
    fn number(self, place: f64) -> f64 {
        match self {
            Scaling::Linear { .. } => place,
            Scaling::Logarithmic { .. } => three_digits(10f64.powf(place)),
        }
    }
}

/// The next of 1, 2, 5, 10, 20, … that is not below `size`.
fn round_up(size: f64) -> f64 {
    let power = 10f64.powf(size.log10().floor());
    [1.0, 2.0, 5.0].map(|digit| digit * power).into_iter().find(|round| *round >= size).unwrap_or(10.0 * power)
}

/// A slider with its label and textbox. The textbox is named as the slider, with ` value` after it.
#[component]
pub fn SliderField(
    /// The id of the slider.
    #[prop(into)]
    id: String,
    /// Its accessible name and visible label.
    #[prop(into)]
    label: String,
    /// The number.
    #[prop(into)]
    value: Signal<f64>,
    /// What to do with a new number.
    #[prop(into)]
    on_change: Callback<f64>,
    /// How the slider's place becomes a number.
    #[prop(into)]
    scaling: Signal<Scaling>,
    /// The smallest step on the slider's scale.
    #[prop(into, default = Signal::stored(0.01))]
    step: Signal<f64>,
    /// The colour's class, such as `tone-epsilon`.
    #[prop(default = "")]
    tone: &'static str,
    /// Whether a number may be taken from the textbox.
    #[prop(into, default = Callback::new(|_| true))]
    is_allowed: Callback<f64, bool>,
    /// Where the coloured part of the track ends, if that is not at the number.
    #[prop(optional)]
    band: Option<Signal<f64>>,
    /// What a screen reader says of the number.
    #[prop(optional)]
    value_text: Option<Signal<String>>,
) -> impl IntoView {
    let ends = Memo::new(move |_| scaling.get().ends(value.get()));
    // The coloured part of the track: from zero, where the scale has a zero inside, or from the left end.
    let percent = move |place: f64| {
        let (low, high) = ends.get();
        100.0 * ((place - low) / (high - low)).clamp(0.0, 1.0)
    };
    let filled = Memo::new(move |_| {
        let origin = percent(if matches!(scaling.get(), Scaling::Linear { .. }) { 0.0 } else { f64::NEG_INFINITY });
        let thumb = percent(scaling.get().place(band.unwrap_or(value).get()));
        (origin.min(thumb), origin.max(thumb))
    });
    let spoken = move || value_text.map_or_else(|| short_number(value.get(), 6), |text| text.get());
    let name = label.clone();
    let value_id = format!("{id}-value");
    view! {
        <div class=format!("slider {tone}")>
            <label class="slider-label" for=id.clone()>{label}</label>
            <input
                type="range"
                id=id.clone()
                min=move || ends.get().0
                max=move || ends.get().1
                step=step
                aria-valuetext=spoken
                style:--from=move || format!("{}%", filled.get().0)
                style:--to=move || format!("{}%", filled.get().1)
                prop:value=move || scaling.get().place(value.get())
                on:input:target=move |event| {
                    on_change.run(scaling.get_untracked().number(event.target().value_as_number()));
                }
            />
            <NumberField id=value_id label=t!("app.value_of", name = name) value on_change is_allowed />
        </div>
    }
}

#[cfg(test)]
#[allow(clippy::float_cmp)]
mod tests {
    use super::*;

    #[test]
    fn scales_fit_their_number() {
        let scaling = Scaling::Linear { low: -2.0, high: 2.0 };
        assert_eq!(scaling.ends(0.25), (-2.0, 2.0));
        assert_eq!(scaling.ends(-3.0), (-5.0, 2.0));
        assert_eq!(scaling.ends(1000.0), (-2.0, 1000.0));
    }

    #[test]
    fn logarithmic_places_are_round_numbers() {
        let scaling = Scaling::Logarithmic { low: -4.0, high: 1.0 };
        assert_eq!(scaling.number(-1.0), 0.1);
        assert_eq!(scaling.number(-1.52), 0.0302);
        assert_eq!(scaling.place(0.0), -4.0);
    }
}

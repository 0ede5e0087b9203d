//! The microscope: zooms a plot toward its point, by hand or by itself, a power of ten a second.

use super::browser::{self, use_animation_loop};
use super::state::playground;
use super::widgets::{Scaling, SliderField};
use crate::api::message::Move;
use crate::geometry::{power_of_ten, short_number};
use crate::session::SessionStoreFields;
use leptos::prelude::*;
use rust_i18n::t;

/// As far as the microscope goes where the plot counts from its point: no double is much nearer to zero.
pub const DEEPEST: f64 = 300.0;
/// As far as one may step back.
pub const WIDEST: f64 = -3.0;

/// How long a power of ten takes.
const POWER_MS: f64 = 1000.0;

/// A slider, and a button that plays and pauses; a page around this one may do the same. Where motion is not wanted it goes
/// by whole powers of ten.
#[component]
pub fn Microscope(
    /// How far the plot is zoomed, in powers of ten.
    #[prop(into)]
    zoom: Signal<f64>,
    /// Zooms it.
    #[prop(into)]
    on_zoom: Callback<f64>,
    /// As far as it goes.
    #[prop(default = DEEPEST)]
    deepest: f64,
) -> impl IntoView {
    let playground = playground();
    let view = playground.session.view();
    let is_playing = RwSignal::new(false);
    let is_still = browser::media("(prefers-reduced-motion: reduce)");
    let waited_ms = StoredValue::new(0.0);
    // A part of the world that was chosen by hand gives way to the microscope.
    let go = move |place: f64| {
        if view.with_untracked(Option::is_some) {
            view.set(None);
        }
        on_zoom.run((place.clamp(WIDEST, deepest) * 1e3).round() / 1e3);
    };
    use_animation_loop(is_playing, move |elapsed_ms| {
        let place = zoom.get_untracked();
        let waited = waited_ms.get_value() + elapsed_ms;
        let moved = if is_still.get_untracked() { (waited / POWER_MS).floor() } else { waited / POWER_MS };
        waited_ms.set_value(waited - moved * POWER_MS);
        if moved > 0.0 {
            go(place + moved);
        }
        if place >= deepest {
            is_playing.set(false);
        }
    });
    let by_hand = move |place: f64| {
        is_playing.set(false);
        go(place);
    };
    playground.follow_moves(move |wanted| match wanted {
        Move::Play => is_playing.set(true),
        Move::Pause => is_playing.set(false),
        Move::Step => by_hand(zoom.get_untracked() + 1.0),
        Move::Reset => by_hand(0.0),
    });
    let factor = move || match zoom.get() {
        whole if whole.fract() == 0.0 => power_of_ten(whole as i32),
        place => short_number(10f64.powf(place), 2),
    };
    let word = move || if is_playing.get() { t!("plot.pause") } else { t!("plot.play") };
    view! {
        <div class="grow">
            <SliderField
                id="zoom"
                label=t!("little_o.zoom")
                value=zoom
                on_change=by_hand
                scaling=Scaling::Linear { low: 0.0, high: 15.0 }
                step=0.1
                is_allowed=move |zoom| (WIDEST..=deepest).contains(&zoom)
                value_text=Signal::derive(move || t!("little_o.zoom_by", factor = factor()).into_owned())
            />
            <button class="button" type="button" on:click=move |_| is_playing.update(|playing| *playing = !*playing)>
                <span aria-hidden="true">{move || if is_playing.get() { "❚❚" } else { "▶" }}</span>
                {word}
            </button>
        </div>
    }
}

//! What keys and buttons do on a plot, and its numbers as a table.

use super::super::browser;
use super::super::on_demand::{OnDemand, Part, part};
use super::super::widgets::FullScreen;
use super::Frame;
use super::save::{Original, Save};
use crate::geometry::Px;
use crate::plot::{DataTable, Scene, Theme};
use leptos::context::Provider;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use rust_i18n::t;
use std::sync::Arc;

/// How much a press of a button or of a key zooms.
const ZOOM: f64 = 2.0;
/// Parts of the picture that an arrow key moves by, and with Shift.
const STEPS: [f64; 2] = [0.1, 0.02];

/// The keys of a plot that has the keyboard.
pub(super) fn key(frame: Frame, on_zoom: Option<Callback<f64>>, event: &KeyboardEvent) {
    let Some(viewport) = frame.viewport().filter(|_| frame.view.is_some()) else { return };
    if event.ctrl_key() || event.meta_key() || event.alt_key() || !browser::is_focused(frame.id) {
        return;
    }
    let [step, fine] = STEPS;
    let part = if event.shift_key() { fine } else { step };
    let (across, down) = (part * viewport.plot_width_px(), part * viewport.plot_height_px());
    let arrow = match event.key().as_str() {
        "ArrowLeft" => Some(Px { x: -across, y: 0.0 }),
        "ArrowRight" => Some(Px { x: across, y: 0.0 }),
        "ArrowUp" => Some(Px { x: 0.0, y: -down }),
        "ArrowDown" => Some(Px { x: 0.0, y: down }),
        _ => None,
    };
    match (event.key().as_str(), arrow, frame.place.get_untracked()) {
        // While the curve is followed, the arrows go along it, in steps of a fiftieth or a pixel.
        (_, Some(by), Some(at)) if by.x != 0.0 => {
            let step_px = if event.shift_key() { 1.0 } else { fine * viewport.plot_width_px() };
            let x = (at.x + step_px * by.x.signum()).clamp(viewport.left_px(), viewport.right_px());
            frame.place.set(Some(Px { x, ..at }));
        }
        // The eye moves, and the picture the other way.
        (_, Some(by), _) => frame.push(Px { x: -by.x, y: -by.y }),
        ("+" | "=", ..) => zoom(frame, on_zoom, 1.0),
        ("-" | "_", ..) => zoom(frame, on_zoom, -1.0),
        ("0" | "Home", ..) => frame.choose(None),
        ("t" | "T", _, None) => frame.place.set(Some(viewport.middle())),
        ("t" | "T" | "Escape", _, Some(_)) => frame.place.set(None),
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

/// Zooms in (1) or out (−1): toward the lab's point, or in the part of the world that was chosen.
fn zoom(frame: Frame, on_zoom: Option<Callback<f64>>, direction: f64) {
    let is_chosen = frame.view.is_some_and(|view| view.get_untracked().is_some());
    match (on_zoom.filter(|_| !is_chosen), frame.viewport()) {
        (Some(on_zoom), _) => on_zoom.run(direction),
        (None, Some(viewport)) => {
            frame.zoom(viewport.middle(), if direction > 0.0 { ZOOM } else { ZOOM.recip() });
        }
        (None, None) => {}
    }
}

/// The buttons below a plot, and its table.
#[component]
pub(super) fn Tools(
    frame: Frame,
    name: Signal<String>,
    theme: Signal<Theme>,
    on_zoom: Option<Callback<f64>>,
) -> impl IntoView {
    let zoom_button = move |direction: f64, sign: &'static str, name: &'static str| {
        view! {
            <button
                class="button icon"
                type="button"
                aria-label=t!(name)
                title=t!(name)
                on:click=move |_| zoom(frame, on_zoom, direction)
            >
                {sign}
            </button>
        }
    };
    let buttons = frame.view.map(|view| {
        view! {
            {zoom_button(1.0, "+", "plot.zoom_in")}
            {zoom_button(-1.0, "−", "plot.zoom_out")}
            <button
                class="button"
                type="button"
                hidden=move || view.read().is_none()
                on:click=move |_| frame.choose(None)
            >
                {t!("plot.reset_view")}
            </button>
        }
    });
    view! {
        <div class="plot-tools">
            <Numbers scene=frame.scene />
            {buttons}
            <Provider value=Original { frame, name, theme }>
                <SaveMenu label=t!("plot.save") part=part!(save, view! { <Save /> }) />
            </Provider>
            <FullScreen selector=".plot-card" what=name />
        </div>
    }
}

/// A button that unfolds what can be taken along.
#[component]
pub fn SaveMenu(
    /// Its name.
    #[prop(into)]
    label: String,
    /// What is unfolded.
    part: Part,
) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <details class="plot-save" on:toggle=move |_| open.update(|open| *open = !*open)>
            <summary class="button">{label}</summary>
            <div class="copy-forms">{move || open.get().then(|| view! { <OnDemand part /> })}</div>
        </details>
    }
}

/// The table of the scene's numbers, folded away.
#[component]
fn Numbers(scene: Signal<Arc<dyn Scene>>) -> impl IntoView {
    let open = RwSignal::new(false);
    // Nobody reads a folded table: it is made when it is opened.
    let data = move || if open.get() { scene.read().data() } else { DataTable::default() };
    let head = move || data().columns.into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view();
    let row = |cells: Vec<String>| {
        let cells = cells.into_iter().map(|cell| view! { <td>{cell}</td> }).collect_view();
        view! { <tr>{cells}</tr> }
    };
    let rows = move || data().rows.into_iter().map(row).collect_view();
    view! {
        <details class="plot-numbers" on:toggle=move |_| open.update(|open| *open = !*open)>
            <summary>{t!("plot.numbers").into_owned()}</summary>
            <div class="table-box">
                <table class="table">
                    <thead>
                        <tr>{head}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}

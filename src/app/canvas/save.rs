//! A plot to take along: as SVG or PNG through the code that draws it in the page, on the clipboard, or its numbers as CSV.
//!
//! A part of the page of its own, fetched when it is unfolded.

use super::super::browser;
use super::super::state::playground;
use super::super::surface::{Surface, paint};
use super::Frame;
use crate::plot::{Theme, svg};
use leptos::prelude::*;
use rust_i18n::t;

/// The plot that is taken along.
#[derive(Clone, Copy)]
pub(super) struct Original {
    pub frame: Frame,
    pub name: Signal<String>,
    pub theme: Signal<Theme>,
}

/// Device pixels in a pixel of a saved picture: sharp on every screen.
const SAVED_RATIO: f64 = 2.0;

/// The picture and its numbers, to take along.
#[component]
pub(super) fn Save() -> impl IntoView {
    let Original { frame, name, theme } = expect_context();
    let source = playground().fragment;
    let copied = RwSignal::new(None::<bool>);
    let framed = move || {
        let source = browser::address() + &source.get_untracked();
        frame.picture.with_untracked(|picture| Some(picture.as_ref()?.framed(&name.read_untracked(), &source)))
    };
    let painted = move || {
        let (canvas, picture) = (browser::new_canvas()?, framed()?);
        let surface = Surface { size: picture.size, pixel_ratio: SAVED_RATIO };
        paint(&canvas, surface, &picture, theme.get_untracked()).then_some(canvas)
    };
    let save = move |ending: &str, address: Option<String>| {
        if let Some(address) = address {
            browser::save(&format!("{}.{ending}", frame.id), &address);
        }
    };
    let save_svg = move || {
        let svg = framed().map(|picture| svg(&picture, theme.get_untracked()));
        save("svg", svg.map(|svg| browser::address_of("image/svg+xml", &svg)));
    };
    let save_png = move || save("png", painted().and_then(|canvas| canvas.to_data_url().ok()));
    let save_csv = move || {
        let table = frame.scene.read_untracked().data();
        save("csv", Some(browser::address_of("text/csv", &table.csv())));
    };
    let copy = move || match painted() {
        Some(canvas) => browser::copy_picture(&canvas, move |done| copied.set(Some(done))),
        None => copied.set(Some(false)),
    };
    let word = |key: &'static str| t!(key).into_owned();
    let outcome = move || copied.get().map(|done| word(if done { "plot.copied" } else { "plot.not_copied" }));
    view! {
        <button class="button" type="button" on:click=move |_| save_svg()>"SVG"</button>
        <button class="button" type="button" on:click=move |_| save_png()>"PNG"</button>
        <button class="button" type="button" on:click=move |_| copy()>{word("plot.copy")}</button>
        <button class="button" type="button" on:click=move |_| save_csv()>{word("plot.csv")}</button>
        <span class="caption" role="status" aria-label=word("plot.copy")>{outcome}</span>
    }
}

//! The plot of f/g near the point.

use super::super::canvas::Plot;
use super::super::state::{curve, playground};
use crate::plot::{RatioScene, Scene};
use crate::session::{LittleOStoreFields, SessionStoreFields};
use leptos::prelude::*;
use rust_i18n::t;
use std::sync::Arc;

/// The figure.
#[component]
pub fn RatioPlot() -> impl IntoView {
    let playground = playground();
    let fields = playground.session.little_o();
    let comparison = playground.little_o;
    let scene = Signal::derive(move || {
        let (left, right) = comparison.side_limits();
        Arc::new(RatioScene {
            ratio: curve(comparison.ratio),
            place: comparison.place.get(),
            variable: fields.var().get(),
            zoom: fields.zoom().get(),
            left,
            right,
            tolerance: Some(fields.tol().get()),
            delta: None,
            delta_is_proved: false,
        }) as Arc<dyn Scene>
    });
    let name = Signal::derive(move || t!("little_o.plot", at = fields.at().get()).into_owned());
    view! {
        <div class="card plot-card" class:is-stale=move || comparison.is_broken()>
            <Plot id="ratio-plot" name scene theme=playground.theme />
        </div>
    }
}

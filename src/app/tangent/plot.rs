//! The plot of f, its tangent, ε and the error. Point and step can be dragged.

use super::super::canvas::{Drag, Plot};
use super::super::state::{curve, playground};
use crate::geometry::short_number;
use crate::plot::{Scene, TangentScene};
use crate::session::{SessionStoreFields, TangentStoreFields};
use leptos::prelude::*;
use rust_i18n::t;
use std::sync::Arc;

/// The figure.
#[component]
pub fn TangentPlot() -> impl IntoView {
    let playground = playground();
    let fields = playground.session.tangent();
    let line = playground.tangent;
    let scene = Signal::derive(move || {
        let (point, step) = (fields.x().get(), fields.eps().get());
        let (value, slope) =
            line.tangent.read().as_ref().map_or((f64::NAN, f64::NAN), |tangent| (tangent.value, tangent.slope));
        let function = curve(line.curve);
        let window = TangentScene::window(point, step, fields.zoom().get());
        Arc::new(TangentScene { function, point, step, value, slope, window }) as Arc<dyn Scene>
    });
    let name = Signal::derive(move || t!("tangent.plot", x = short_number(fields.x().get(), 4)).into_owned());
    let on_drag = move |drag: Drag| match drag.handle {
        "x" => fields.x().set(rounded(drag.at.x)),
        _ => fields.eps().set(rounded(drag.at.x - fields.x().get_untracked())),
    };
    view! {
        <div class="card plot-card" class:is-stale=move || line.f.is_broken()>
            <Plot id="tangent-plot" name scene theme=playground.theme on_drag />
        </div>
    }
}

/// What a hand can set: three decimals.
fn rounded(value: f64) -> f64 {
    (value * 1e3).round() / 1e3
}

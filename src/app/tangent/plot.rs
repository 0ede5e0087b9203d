//! The plot of f, its tangent, ε and the error, where point and step can be dragged; and how the error shrinks with ε.

use super::super::canvas::{Drag, Plot};
use super::super::state::{curve, playground};
use super::line::Line;
use crate::geometry::{Range, short_number};
use crate::plot::{Curve, Dash, OrderLine, OrderScene, Role, Scene, TangentScene};
use crate::session::{SessionStoreFields, TangentStoreFields};
use leptos::prelude::*;
use rust_i18n::t;
use std::sync::Arc;

/// The figure.
#[component]
pub fn TangentPlot() -> impl IntoView {
    let playground = playground();
    let fields = playground.session.tangent();
    let line = expect_context::<Line>();
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

/// How far the small plot looks: down to steps of 10⁻⁸.
const SMALLEST: f64 = -8.0;

/// The error and error/ε for smaller and smaller steps, on logarithmic axes: their slopes say how fast they vanish.
#[component]
pub fn ErrorPlot() -> impl IntoView {
    let playground = playground();
    let line = expect_context::<Line>();
    let forward = playground.session.tangent().eps();
    let scene = Signal::derive(move || {
        let sign = if forward.get() < 0.0 { -1.0 } else { 1.0 };
        let tangent = line.tangent.get();
        let size = move |u: f64, by: f64| {
            let error = tangent.as_ref().map_or(f64::NAN, |tangent| tangent.remainder(sign * 10f64.powf(u)));
            error.abs().log10() - by * u
        };
        let (error, part) = (size.clone(), size);
        let error = OrderLine {
            name: t!("tangent.error").into_owned(),
            size: Curve::new(move |u| error(u, 0.0)),
            role: Role::Error,
            dash: Dash::Solid,
        };
        let part = OrderLine {
            name: t!("tangent.error_part").into_owned(),
            size: Curve::new(move |u| part(u, 1.0)),
            role: Role::Error,
            dash: Dash::Dashed,
        };
        let lines = vec![error, part];
        Arc::new(OrderScene { lines, variable: "ε".into(), window: Range::new(SMALLEST, 0.0) }) as Arc<dyn Scene>
    });
    view! {
        <div class="card plot-card later" class:is-stale=move || line.f.is_broken()>
            <Plot id="error-plot" name=t!("tangent.error_plot").into_owned() scene theme=playground.theme class="is-small" />
        </div>
    }
}

/// What a hand can set: three decimals.
fn rounded(value: f64) -> f64 {
    (value * 1e3).round() / 1e3
}

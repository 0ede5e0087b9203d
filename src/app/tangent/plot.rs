//! The plot of f, its tangent, ε and the error, where point and step can be dragged; and how the error shrinks with ε.

use super::super::canvas::{Drag, Plot};
use super::super::microscope::{Microscope, WIDEST};
use super::super::state::{chosen_window, curve, playground};
use super::line::Line;
use super::slice::Slice;
use crate::geometry::{Function, Nearby, Range, short_number};
use crate::plot::{Curve, Dash, OrderLine, OrderScene, Role, Scene, TangentScene};
use crate::session::{SessionStoreFields, TangentStoreFields};
use leptos::prelude::*;
use rust_i18n::t;
use std::sync::Arc;

/// As far as the microscope goes: x and f(x) themselves have no more digits in a double.
const DEEPEST: f64 = 12.0;

/// The figure.
#[component]
pub fn TangentPlot() -> impl IntoView {
    let playground = playground();
    let fields = playground.session.tangent();
    let line = expect_context::<Line>();
    let scene = Signal::derive(move || {
        let Slice { start: point, step, .. } = line.slice.get();
        let (value, slope) =
            line.tangent.read().as_ref().map_or((f64::NAN, f64::NAN), |tangent| (tangent.value, tangent.slope));
        let function = curve(line.curve);
        let own_slope = fields.slope().get();
        let chosen = chosen_window(playground.session);
        let window = chosen.map_or_else(|| TangentScene::window(point, step, fields.zoom().get()), |chosen| chosen.x);
        let values = chosen.map(|chosen| chosen.y);
        Arc::new(TangentScene { function, point, step, value, slope, own_slope, window, values }) as Arc<dyn Scene>
    });
    let name = Signal::derive(move || match line.is_plane.get() {
        true => t!("tangent.slice_plot").into_owned(),
        false => t!("tangent.plot", x = short_number(fields.x().get(), 4)).into_owned(),
    });
    // Where the handle is dragged to, by axes: the only one, or both of the line that is seen.
    let on_drag = move |drag: Drag| {
        let slice = line.slice.get_untracked();
        let places = if drag.handle == "x" { slice.place(drag.at.x) } else { slice.way_to(drag.at.x) };
        for (axis, place) in places.into_iter().map(rounded).enumerate() {
            if drag.handle == "x" { line.set_point(axis, place) } else { line.set_step(axis, place) }
        }
    };
    let zoom = fields.zoom();
    let on_zoom = move |by: f64| zoom.update(|zoom| *zoom = (*zoom + by).round().clamp(WIDEST, DEEPEST));
    view! {
        <div class="card plot-card" class:is-stale=move || line.f.is_broken()>
            <Plot id="tangent-plot" name scene theme=playground.theme on_drag movable=true on_zoom />
        </div>
        <div class="controls later">
            <Microscope
                zoom=Signal::derive(move || zoom.get())
                on_zoom=move |place| zoom.set(place)
                deepest=DEEPEST
            />
        </div>
    }
}

/// How far the small plot looks before the microscope takes it farther: down to steps of 10⁻⁸.
const SMALLEST: f64 = -8.0;

/// The error and error/ε for smaller and smaller steps, on logarithmic axes: their slopes say how fast they vanish.
#[component]
pub fn ErrorPlot() -> impl IntoView {
    let playground = playground();
    let line = expect_context::<Line>();
    let fields = playground.session.tangent();
    let (own_slope, zoom) = (fields.slope(), fields.zoom());
    // Made once for each tangent: the scene is asked for at every move of ε.
    let nearby = move |_: Option<&_>| {
        let (whole, series) = line.tangent.read().as_ref()?.remainder_series();
        Some(Arc::new(Nearby { whole, series }))
    };
    let remainder = Memo::new_with_compare(nearby, |_, _| true);
    let scene = Signal::derive(move || {
        let sign = if line.slice.read().step < 0.0 { -1.0 } else { 1.0 };
        let remainder = remainder.get();
        // log₁₀ of the error of a line whose slope is `off` less than the tangent's, over the step to the power `by`.
        let size = move |u: f64, by: f64, off: f64| {
            let step = sign * 10f64.powf(u);
            let error = remainder.as_ref().map_or(f64::NAN, |remainder| remainder.value(step) + off * step);
            error.abs().log10() - by * u
        };
        let (error, part, own) = (size.clone(), size.clone(), size);
        let error = OrderLine {
            name: t!("tangent.error").into_owned(),
            size: Curve::new(move |u| error(u, 0.0, 0.0)),
            role: Role::Error,
            dash: Dash::Solid,
        };
        let part = OrderLine {
            name: t!("tangent.error_part").into_owned(),
            size: Curve::new(move |u| part(u, 1.0, 0.0)),
            role: Role::Error,
            dash: Dash::Dashed,
        };
        let mut lines = vec![error, part];
        let slope = line.tangent.read().as_ref().map(|tangent| tangent.slope);
        if let (Some(slope), Some(own_slope)) = (slope, own_slope.get()) {
            lines.push(OrderLine {
                name: t!("tangent.own_error_part").into_owned(),
                size: Curve::new(move |u| own(u, 1.0, slope - own_slope)),
                role: Role::Ink,
                dash: Dash::Short,
            });
        }
        let nearest = zoom.get().max(0.0).round();
        let window = Range::new(SMALLEST - nearest, -nearest);
        Arc::new(OrderScene { lines, variable: "ε".into(), window, sizes: None }) as Arc<dyn Scene>
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

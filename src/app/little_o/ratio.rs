//! The plot near the point: f/g on linear axes, or f, g and f/g on logarithmic ones.

use super::super::canvas::{Drag, DragPhase, Plot};
use super::super::microscope::{DEEPEST, WIDEST};
use super::super::state::{Compiled, Playground, chosen_window, playground};
use super::super::widgets::Choice;
use super::near::Near;
use crate::geometry::{Function, Range, Window};
use crate::numerals::three_digits;
use crate::plot::{Curve, Dash, Floating, OrderLine, OrderScene, Place, RatioScene, Role, Scene};
use crate::session::{Approach, LittleOStoreFields, Scale, SessionStoreFields};
use leptos::prelude::*;
use rust_i18n::t;
use std::sync::Arc;

/// How many powers of ten a logarithmic plot shows.
const DECADES: f64 = 8.0;

/// The figure.
#[component]
pub fn RatioPlot() -> impl IntoView {
    let playground = playground();
    let near = Near::new(playground);
    let fields = playground.session.little_o();
    let comparison = playground.little_o;
    // While the tolerance is dragged the picture stands still.
    let held = RwSignal::new(None);
    let scene = Signal::derive(move || match fields.scale().get() {
        Scale::Linear => ratio_scene(playground, near, held.get()),
        Scale::LogLog => order_scene(playground, near),
    });
    let name = Signal::derive(move || match fields.scale().get() {
        Scale::Linear => t!("little_o.plot", at = *fields.at().read()).into_owned(),
        Scale::LogLog => t!("little_o.order_plot", at = *fields.at().read()).into_owned(),
    });
    let on_drag = move |drag: Drag| {
        held.set((drag.phase != DragPhase::End).then_some(drag.window));
        fields.tol().set(three_digits(drag.at.y.abs().max(f64::MIN_POSITIVE)));
    };
    let on_zoom = move |by: f64| fields.zoom().update(|zoom| *zoom = (*zoom + by).round().clamp(WIDEST, DEEPEST));
    view! {
        <div class="card plot-card" class:is-stale=move || comparison.is_broken()>
            <Plot id="ratio-plot" name scene theme=playground.theme on_drag movable=true on_zoom />
        </div>
    }
}

/// Linear or logarithmic axes.
#[component]
pub fn ScaleChoice() -> impl IntoView {
    let playground = playground();
    let scale = playground.session.little_o().scale();
    let options = [(Scale::Linear, "little_o.scales.linear"), (Scale::LogLog, "little_o.scales.loglog")];
    view! {
        <Choice
            name=t!("little_o.scale")
            options=options.map(|(scale, word)| (scale, t!(word).into_owned())).to_vec()
            value=Signal::derive(move || scale.get())
            on_change=move |chosen| {
                // What was chosen of one kind of axes means nothing on the other.
                playground.session.view().set(None);
                scale.set(chosen);
            }
        />
    }
}

fn ratio_scene(playground: Playground, near: Near, held: Option<Window>) -> Arc<dyn Scene> {
    let (fields, comparison) = (playground.session.little_o(), playground.little_o);
    let (left, right) = near.side_limits();
    Arc::new(RatioScene {
        ratio: near.ratio_curve.get(),
        place: near.place.get(),
        variable: fields.var().get(),
        zoom: fields.zoom().get(),
        left,
        right,
        tolerance: Some(fields.tol().get()),
        delta: near.delta.get(),
        view: held.or_else(|| chosen_window(playground.session)),
        floating: comparison.floating.get().then(|| floating(near.ratio)).flatten(),
    })
}

/// f/g in doubles, with the distance where their digits end on the worse side.
fn floating(ratio: Compiled) -> Option<Floating> {
    let ratio = ratio.get()?;
    let noise_floor = [-1.0, 1.0].iter().filter_map(|sign| ratio.noise_floor(*sign)).reduce(f64::max);
    let doubles = move |h: f64| ratio.tape().eval(&[h]);
    Some(Floating { ratio: Curve::new(doubles), noise_floor })
}

/// On logarithmic axes there is one side: the right one, unless only the left is asked for.
fn order_scene(playground: Playground, near: Near) -> Arc<dyn Scene> {
    let (fields, comparison) = (playground.session.little_o(), playground.little_o);
    let is_left = match near.place.get() {
        Place::Finite(_) => fields.side().get() == Approach::Left,
        Place::PlusInfinity => false,
        Place::MinusInfinity => true,
    };
    let sign = if is_left { -1.0 } else { 1.0 };
    let line = |name: &str, compiled: Compiled, role, dash| {
        let function = compiled.get();
        let log_size = move |u| function.as_ref().map_or(f64::NAN, |f| f.log10_size(sign * 10f64.powf(u)));
        OrderLine { name: name.into(), size: Curve::new(log_size), role, dash }
    };
    let mut lines = vec![
        line("f / g", near.ratio, Role::Ratio, Dash::Solid),
        line("f", near.f, Role::Numerator, Dash::Dashed),
        line("g", near.g, Role::Denominator, Dash::Short),
    ];
    let drawn = comparison.floating.get().then(|| floating(near.ratio)).flatten();
    if let Some(Floating { ratio, .. }) = drawn {
        let size = Curve::new(move |u| ratio.value(sign * 10f64.powf(u)).abs().log10());
        let name = t!("plot.ratio.floating").into_owned();
        lines.push(OrderLine { name, size, role: Role::Error, dash: Dash::Solid });
    }
    let zoom = fields.zoom().get();
    let view = chosen_window(playground.session);
    Arc::new(OrderScene {
        lines,
        variable: t!("little_o.distance").into_owned(),
        window: view.map_or_else(|| Range::new(-zoom - DECADES, -zoom), |view| view.x),
        sizes: view.map(|view| view.y),
    })
}

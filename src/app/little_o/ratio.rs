//! The plot near the point: f/g on linear axes, or f, g and f/g on logarithmic ones.

use super::super::canvas::Plot;
use super::super::state::{Compiled, Playground, curve, playground};
use super::super::widgets::Choice;
use crate::geometry::{Function, Range};
use crate::plot::{Curve, Dash, OrderLine, OrderScene, Place, RatioScene, Role, Scene};
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
    let fields = playground.session.little_o();
    let comparison = playground.little_o;
    let scene = Signal::derive(move || match fields.scale().get() {
        Scale::Linear => ratio_scene(playground),
        Scale::LogLog => order_scene(playground),
    });
    let name = Signal::derive(move || match fields.scale().get() {
        Scale::Linear => t!("little_o.plot", at = *fields.at().read()).into_owned(),
        Scale::LogLog => t!("little_o.order_plot", at = *fields.at().read()).into_owned(),
    });
    view! {
        <div class="card plot-card" class:is-stale=move || comparison.is_broken()>
            <Plot id="ratio-plot" name scene theme=playground.theme />
        </div>
    }
}

/// Linear or logarithmic axes.
#[component]
pub fn ScaleChoice() -> impl IntoView {
    let scale = playground().session.little_o().scale();
    let options = [(Scale::Linear, "little_o.scales.linear"), (Scale::LogLog, "little_o.scales.loglog")];
    view! {
        <Choice
            name=t!("little_o.scale")
            options=options.map(|(scale, word)| (scale, t!(word).into_owned())).to_vec()
            value=Signal::derive(move || scale.get())
            on_change=move |chosen| scale.set(chosen)
        />
    }
}

fn ratio_scene(playground: Playground) -> Arc<dyn Scene> {
    let (fields, comparison) = (playground.session.little_o(), playground.little_o);
    let (left, right) = comparison.side_limits();
    Arc::new(RatioScene {
        ratio: curve(comparison.ratio),
        place: comparison.place.get(),
        variable: fields.var().get(),
        zoom: fields.zoom().get(),
        left,
        right,
        tolerance: Some(fields.tol().get()),
        proved_delta: None,
    })
}

/// On logarithmic axes there is one side: the right one, unless only the left is asked for.
fn order_scene(playground: Playground) -> Arc<dyn Scene> {
    let (fields, comparison) = (playground.session.little_o(), playground.little_o);
    let is_left = match comparison.place.get() {
        Place::Finite(_) => fields.side().get() == Approach::Left,
        Place::PlusInfinity => false,
        Place::MinusInfinity => true,
    };
    let sign = if is_left { -1.0 } else { 1.0 };
    let line = |name: &str, compiled: Compiled, role, dash| {
        let function = curve(compiled);
        let size = Curve::new(move |u| function.value(sign * 10f64.powf(u)).abs().log10());
        OrderLine { name: name.into(), size, role, dash }
    };
    let lines = vec![
        line("f / g", comparison.ratio, Role::Yes, Dash::Solid),
        line("f", comparison.near_f, Role::Function, Dash::Dashed),
        line("g", comparison.near_g, Role::Soft, Dash::Short),
    ];
    let zoom = fields.zoom().get();
    Arc::new(OrderScene {
        lines,
        variable: t!("little_o.distance").into_owned(),
        window: Range::new(-zoom - DECADES, -zoom),
    })
}

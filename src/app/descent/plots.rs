//! The three plots: the way down, the loss per step, and what this step does for every learning rate.

use super::super::canvas::{Drag, Plot};
use super::super::state::{chosen_window, curve, playground};
use super::player::Player;
use super::run::Run;
use crate::descent::{Iterate, SafeRates};
use crate::geometry::{Function, Xy};
use crate::plot::{Curve, DescentScene, LossScene, Scene, StepScene};
use crate::session::{DescentStoreFields, SessionStoreFields};
use leptos::prelude::*;
use rust_i18n::t;
use std::sync::Arc;

/// The curve of the loss, the iterates and the promise of the last step. The start can be dragged.
#[component]
pub fn DescentPlot(
    /// Knows how far the step has been moved.
    player: Player,
) -> impl IntoView {
    let playground = playground();
    let run = expect_context::<Run>();
    let scene = Signal::derive(move || {
        let step = run.step();
        let loss = curve(run.loss);
        let iterates: Vec<Iterate> = run
            .trajectory
            .with(|run| run.as_ref().map(|run| run.iterates.iter().take(step + 1).cloned().collect()))
            .unwrap_or_default();
        let mut points: Vec<Xy> = iterates.iter().filter_map(place).collect();
        let window = DescentScene::window(&points.iter().map(|point| point.x).collect::<Vec<_>>());
        let mut promised = run.previous().map(|before| before.promise());
        let progress = player.progress.get();
        if let (Some(before), [.., from, to], true) = (run.previous(), points.as_mut_slice(), progress < 1.0) {
            let slope = before.gradient.first().copied().unwrap_or(0.0);
            to.x = from.x + progress * (to.x - from.x);
            to.y = loss.value(to.x);
            promised = Some(from.y + slope * (to.x - from.x));
        }
        // Nothing that is no number is drawn: a run that left the domain has no loss there.
        let promised = promised.filter(|promised| promised.is_finite());
        let chosen = chosen_window(playground.session);
        let (window, values) = (chosen.map_or(window, |chosen| chosen.x), chosen.map(|chosen| chosen.y));
        let current = points.len().saturating_sub(1);
        Arc::new(DescentScene { loss, current, iterates: points, promised, window, values }) as Arc<dyn Scene>
    });
    let start = playground.session.descent().x();
    let on_drag = move |drag: Drag| start.set((drag.at.x * 1e3).round() / 1e3);
    view! {
        <div class="card plot-card" class:is-stale=move || run.f.is_broken()>
            <Plot id="descent-plot" name=t!("descent_lab.plot").into_owned() scene theme=playground.theme on_drag movable=true />
        </div>
    }
}

/// Where an iterate stands on the curve, if it does.
fn place(iterate: &Iterate) -> Option<Xy> {
    let x = iterate.x.first().copied()?;
    (x.is_finite() && iterate.value.is_finite()).then_some(Xy { x, y: iterate.value })
}

/// The loss per step.
#[component]
pub fn LossPlot() -> impl IntoView {
    let playground = playground();
    let run = expect_context::<Run>();
    let scene = Signal::derive(move || {
        let losses: Vec<f64> = run.trajectory.with(|run| {
            let iterates = run.as_ref().map(|run| run.iterates.as_slice()).unwrap_or_default();
            iterates.iter().map(|iterate| iterate.value).take_while(|loss| loss.is_finite()).collect()
        });
        let current = run.step().min(losses.len().saturating_sub(1));
        Arc::new(LossScene { losses, current }) as Arc<dyn Scene>
    });
    view! {
        <div class="card plot-card" class:is-stale=move || run.f.is_broken()>
            <Plot id="loss-plot" name=t!("descent_lab.loss_plot").into_owned() scene theme=playground.theme class="is-small" />
        </div>
    }
}

/// The loss after this step, for every learning rate it could have.
#[component]
pub fn StepPlot() -> impl IntoView {
    let playground = playground();
    let run = expect_context::<Run>();
    let scene = Signal::derive(move || {
        let (loss, tape) = (curve(run.loss), run.tape.get());
        // The step that led here; at the start the one that leads on.
        let from = run.previous().or(run.iterate());
        let (value, slope) = from.as_ref().map_or((f64::NAN, f64::NAN), |from| (from.value, from.promised_slope()));
        let rate = run.previous().map_or_else(|| run.rate(), |from| from.rate);
        let safe = match run.safe_before() {
            SafeRates::Below(bound) => Some(bound),
            SafeRates::AllTried | SafeRates::None => None,
        };
        let loss_after = Curve::new(move |rate| match from.as_ref().map(|from| from.after(rate)).as_deref() {
            Some([x]) => loss.value(*x),
            Some(place) => tape.as_ref().map_or(f64::NAN, |tape| tape.eval(place)),
            None => f64::NAN,
        });
        Arc::new(StepScene { loss_after, loss: value, slope: -slope, rate, safe }) as Arc<dyn Scene>
    });
    view! {
        <div class="card plot-card last" class:is-stale=move || run.f.is_broken()>
            <p class="caption plot-title">{t!("descent_lab.this_step")}</p>
            <Plot id="step-plot" name=t!("descent_lab.step_plot").into_owned() scene theme=playground.theme class="is-small" />
        </div>
    }
}

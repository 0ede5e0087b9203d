//! Pictures to name: each with a menu of labels.

use super::super::canvas::Plot;
use super::super::state::playground;
use super::choices::{Mark, plain};
use super::desk::desk;
use crate::descent::{Schedule, run};
use crate::eval::Truthful;
use crate::exercises::{Picture, PictureRun, Task, Text, number};
use crate::expr::Symbol;
use crate::geometry::{Range, Xy};
use crate::plot::{Curve, Dash, DescentScene, LossScene, OrderLine, OrderScene, Role, Scene};
use leptos::prelude::*;
use rust_i18n::t;
use std::sync::Arc;

/// The ids of the figures.
const IDS: [&str; 12] = [
    "picture-1",
    "picture-2",
    "picture-3",
    "picture-4",
    "picture-5",
    "picture-6",
    "picture-7",
    "picture-8",
    "picture-9",
    "picture-10",
    "picture-11",
    "picture-12",
];

/// How many powers of ten a picture of sizes shows.
const DECADES: Range = Range { start: -6.0, end: 0.0 };

/// The pictures.
#[component]
pub fn Pictures() -> impl IntoView {
    let exercise = desk().exercise();
    let Task::Match(task) = &exercise.task else { return ().into_any() };
    let labels: Vec<Text> = task.labels.iter().map(|label| label.text.clone()).collect();
    let pictures = task.pictures.iter().zip(IDS).enumerate();
    let figure = |(index, (picture, id)): (usize, (&Picture, &'static str))| {
        view! { <Named index id scene=scene(picture) labels=labels.clone() /> }
    };
    view! { <div class="pictures">{pictures.map(figure).collect_view()}</div> }.into_any()
}

/// One picture and its menu.
#[component]
fn Named(index: usize, id: &'static str, scene: Option<Arc<dyn Scene>>, labels: Vec<Text>) -> impl IntoView {
    let (desk, playground) = (desk(), playground());
    let name = t!("exercises.picture", number = index + 1).into_owned();
    let label = t!("exercises.label_of", picture = name).into_owned();
    let figure = scene.map(|scene| {
        let scene = Signal::stored(scene);
        view! { <Plot id name=name.clone() scene theme=playground.theme class="is-small" /> }
    });
    let present = move || desk.chosen(index).map_or(String::new(), |chosen| chosen.to_string());
    let option = |(label, text): (usize, &Text)| view! { <option value=label.to_string()>{plain(text)}</option> };
    view! {
        <div class="card picture">
            <p class="caption">{name}</p>
            {figure}
            <select
                class="box"
                aria-label=label
                prop:value=present
                on:change:target=move |event| desk.choose(index, event.target().value().parse().ok())
            >
                <option value="">{t!("app.choose")}</option>
                {labels.iter().enumerate().map(option).collect_view()}
            </select>
            <Mark part=index />
        </div>
    }
}

/// The scene of a picture. Formulas of a link may have none.
fn scene(picture: &Picture) -> Option<Arc<dyn Scene>> {
    let compile = |source: &str| Some(Arc::new(Truthful::new(&source.parse().ok()?, &Symbol::new("x"))));
    Some(match picture {
        Picture::Sizes { f } => {
            let f = compile(f)?;
            let size = Curve::new(move |u| f.eval(10_f64.powf(u)).abs().log10());
            let line = OrderLine { name: "|f|".into(), size, role: Role::Function, dash: Dash::Solid };
            Arc::new(OrderScene { lines: vec![line], variable: "x".into(), window: DECADES, sizes: None })
        }
        Picture::Run(of) => {
            let loss = compile(&of.f)?;
            let iterates = iterates(&loss, of)?;
            let window = DescentScene::window(&iterates.iter().map(|at| at.x).collect::<Vec<_>>());
            let current = iterates.len().saturating_sub(1);
            Arc::new(DescentScene { loss: Curve::of(loss), iterates, current, promised: None, window, values: None })
        }
        Picture::Losses(of) => {
            let losses: Vec<f64> = iterates(&*compile(&of.f)?, of)?.iter().map(|at| at.y).collect();
            Arc::new(LossScene { current: losses.len().saturating_sub(1), losses })
        }
    })
}

/// The iterates of a run and their losses, as far as they are numbers.
fn iterates(loss: &Truthful, of: &PictureRun) -> Option<Vec<Xy>> {
    let (x, rate, steps) = (number::value(&of.x)?, number::value(&of.rate)?, of.steps.parse().ok()?);
    let run = run(loss.tape(), &[x], &Schedule::constant(rate), std::cmp::min(steps, 1000));
    let place = |iterate: &crate::descent::Iterate| Some(Xy { x: *iterate.x.first()?, y: iterate.value });
    Some(run.iterates.iter().filter_map(place).take_while(|at| at.x.is_finite() && at.y.is_finite()).collect())
}

//! A plot in the page: a figure with a name, a picture, its finding in words and its numbers in a table.
//!
//! What hands do on it is in [`pointer`], what keys and buttons do in [`tools`]; both choose the part of the world that
//! is shown, which the session keeps in `view`, and both follow the curve.

mod pointer;
mod save;
mod tools;

pub use pointer::{Drag, DragPhase};
pub use tools::SaveMenu;

use super::announcer::announce;
use super::state::playground;
use super::still::{self, StillPlot};
use super::surface::{NextFrame, Surface, paint, surface_of};
use crate::geometry::{Px, Range, Viewport, Window};
use crate::plot::{Picture, Role, Scene, Theme};
use crate::session::{SessionStoreFields, View};
use leptos::prelude::*;
use pointer::Pointer;
use rust_i18n::t;
use std::sync::Arc;

/// A plot: drawn anew, once a frame at most, when its scene, its theme or its size changes.
///
/// The style sheet gives the canvas its size; `class` chooses among the sizes. A pointer drags the scene's handles if
/// `on_drag` is given. In a plot that is `movable`, hands and keys choose what is shown; one finger scrolls the page.
#[component]
pub fn Plot(
    /// Unique in the page: the description's id begins with it.
    id: &'static str,
    /// The accessible name.
    #[prop(into)]
    name: Signal<String>,
    /// What is shown.
    #[prop(into)]
    scene: Signal<Arc<dyn Scene>>,
    /// In which colours.
    #[prop(into)]
    theme: Signal<Theme>,
    /// Further classes of the figure.
    #[prop(optional)]
    class: &'static str,
    /// Called while one of the scene's handles is dragged.
    #[prop(optional, into)]
    on_drag: Option<Callback<Drag>>,
    /// Whether what is shown can be chosen: a page has one such plot.
    #[prop(optional)]
    movable: bool,
    /// Called by the buttons that zoom, with 1 (in) or −1 (out), while nobody has chosen what is shown.
    #[prop(optional, into)]
    on_zoom: Option<Callback<f64>>,
) -> impl IntoView {
    if still::is_wanted() {
        return view! { <StillPlot id name scene theme class /> }.into_any();
    }
    let canvas = NodeRef::<leptos::html::Canvas>::new();
    let surface = surface_of(canvas);
    let can_draw = RwSignal::new(true);
    let next_frame = NextFrame::new();
    let lit = playground().lit;
    let frame = Frame {
        id,
        scene,
        picture: RwSignal::new(None),
        place: RwSignal::new(None),
        lit,
        view: movable.then(|| playground().session.view().into()),
    };
    Effect::new(move || {
        scene.track();
        theme.track();
        lit.track();
        if surface.get().is_some() {
            next_frame.ask(move || show(canvas, surface, frame, theme, can_draw));
        }
    });
    let described_by = format!("{id}-description");
    let pointer = Pointer::new(canvas, frame, on_drag);
    view! {
        <figure
            class=format!("plot {class}")
            class:is-movable=movable
            id=id
            tabindex=movable.then_some("0")
            aria-label=move || name.get()
            aria-describedby=described_by.clone()
            on:keydown=move |event| tools::key(frame, on_zoom, &event)
        >
            <canvas
                node_ref=canvas
                aria-hidden="true"
                hidden=move || !can_draw.get()
                on:pointerdown=move |event| pointer.down(&event)
                on:pointermove=move |event| pointer.moved(&event)
                on:pointerup=move |event| pointer.up(&event)
                on:pointercancel=move |event| pointer.up(&event)
                on:pointerleave=move |_| pointer.left()
                on:touchstart=move |event| pointer.touched(&event)
                on:wheel=move |event| pointer.wheel(&event)
                on:dblclick=move |_| frame.choose(None)
            ></canvas>
            <Show when=move || !can_draw.get()>
                <p class="notice">{t!("plot.no_canvas").into_owned()}</p>
            </Show>
            <Traced frame />
            <figcaption id=described_by.clone() class="hidden-text">{move || scene.read().description()}</figcaption>
            <tools::Tools frame name theme on_zoom />
        </figure>
    }
    .into_any()
}

/// A plot as it stands, for everything that acts on it.
#[derive(Clone, Copy)]
struct Frame {
    id: &'static str,
    scene: Signal<Arc<dyn Scene>>,
    /// What was drawn last.
    picture: RwSignal<Option<Arc<Picture>>>,
    /// Where the curve is followed: a place above or below it.
    place: RwSignal<Option<Px>>,
    /// The meaning that stands out.
    lit: RwSignal<Option<Role>>,
    /// What is shown, if it can be chosen.
    view: Option<reactive_stores::Field<Option<View>>>,
}

impl Frame {
    /// The viewport, up to date even where the picture is not yet.
    fn viewport(self) -> Option<Viewport> {
        let drawn = self.picture.with_untracked(|picture| picture.as_ref().map(|picture| picture.viewport))?;
        let chosen = self.view.and_then(|view| view.get_untracked());
        Some(chosen.map_or(drawn, |View { x0, x1, y0, y1 }| Viewport {
            x: Range::new(x0, x1),
            y: Range::new(y0, y1),
            ..drawn
        }))
    }

    /// Shows a part of the world, or what the scene itself finds best.
    fn choose(self, window: Option<Window>) {
        if let Some(view) = self.view {
            view.set(window.map(|Window { x, y }| View { x0: x.start, x1: x.end, y0: y.start, y1: y.end }));
        }
    }

    /// Zooms around a place of the picture.
    fn zoom(self, around: Px, factor: f64) {
        if let Some(viewport) = self.viewport() {
            self.choose(Some(viewport.zoomed(around, factor)));
        }
    }

    /// Pushes the picture by some pixels.
    fn push(self, by: Px) {
        if let Some(viewport) = self.viewport() {
            self.choose(Some(viewport.pushed(by)));
        }
    }
}

/// The place where the curve is followed, and its numbers.
#[component]
fn Traced(frame: Frame) -> impl IntoView {
    let traced = Memo::new(move |_| {
        let at = frame.place.get()?;
        let viewport = frame.picture.read().as_ref()?.viewport;
        let x = |px: f64| viewport.world_from_screen(Px { x: px, y: 0.0 }).x;
        if !(viewport.left_px()..=viewport.right_px()).contains(&at.x) {
            return None;
        }
        let trace = frame.scene.read().trace(Range::new(x(at.x - 0.5), x(at.x + 0.5)))?;
        let shown = viewport.y.contains(trace.at.y).then(|| viewport.screen_from_world(trace.at));
        Some((shown.unwrap_or(Px { x: at.x, y: viewport.bottom_px() }), shown.is_some(), trace.text))
    });
    announce(move || traced.get().map(|(.., text)| text).unwrap_or_default());
    let px = move |part: fn(&Px) -> f64| move || traced.read().as_ref().map(|(at, ..)| format!("{:.1}px", part(at)));
    let side = move || {
        let right = frame.picture.read().as_ref().map_or(0.0, |picture| picture.viewport.middle().x);
        traced.read().as_ref().is_some_and(|(at, ..)| at.x > right)
    };
    view! {
        <div
            class="trace"
            aria-hidden="true"
            hidden=move || traced.read().is_none()
            class:is-off=move || traced.read().as_ref().is_none_or(|(_, shown, _)| !shown)
            class:is-left=side
            style:left=px(|at| at.x)
            style:top=px(|at| at.y)
        >
            <span>{move || traced.get().map(|(.., text)| text)}</span>
        </div>
    }
}

/// Draws the scene as it is now.
fn show(
    canvas: NodeRef<leptos::html::Canvas>,
    surface: Signal<Option<Surface>>,
    frame: Frame,
    theme: Signal<Theme>,
    can_draw: RwSignal<bool>,
) {
    let (Some(canvas), Some(surface)) = (canvas.get_untracked(), surface.get_untracked()) else { return };
    let drawn = frame.scene.read_untracked().picture(surface.size);
    let lit = frame.lit.get_untracked().and_then(|role| drawn.lit(role));
    let could_draw = paint(&canvas, surface, lit.as_ref().unwrap_or(&drawn), theme.get_untracked());
    if could_draw != can_draw.get_untracked() {
        can_draw.set(could_draw);
    }
    frame.picture.set(Some(Arc::new(drawn)));
}

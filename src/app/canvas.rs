//! A plot in the page: a figure with a name, a picture, its finding in words and its numbers in a table.

use super::surface::{NextFrame, Surface, paint, surface_of};
use crate::geometry::{Px, Viewport, Xy};
use crate::plot::{DataTable, Picture, Scene, Theme};
use leptos::ev::{PointerEvent, TouchEvent};
use leptos::prelude::*;
use rust_i18n::t;
use std::sync::Arc;
use web_sys::HtmlCanvasElement;

/// Width and height of the place around a handle that takes hold of it.
const TARGET_PX: f64 = 44.0;

/// A handle of the scene being dragged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drag {
    /// Which handle.
    pub handle: &'static str,
    /// Where it is dragged to, in the scene's world coordinates.
    pub at: Xy,
    /// Whether the drag begins, goes on or ends.
    pub phase: DragPhase,
}

/// The parts of a drag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DragPhase {
    /// The handle has been taken hold of.
    Start,
    /// It is being moved.
    Move,
    /// It has been let go.
    End,
}

/// A drag under way. The viewport is the one it began in, so that a view that follows the handle does not run away from it.
#[derive(Clone, Copy)]
struct Held {
    handle: &'static str,
    viewport: Viewport,
    /// From the pointer to the middle of the handle.
    offset: Px,
}

/// A plot: drawn anew, once a frame at most, when its scene, its theme or its size changes.
///
/// The style sheet gives the canvas its size; `class` chooses among the sizes. A pointer drags the scene's handles if
/// `on_drag` is given; everything else a finger does scrolls the page.
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
) -> impl IntoView {
    let canvas = NodeRef::<leptos::html::Canvas>::new();
    let surface = surface_of(canvas);
    let picture = StoredValue::new(None::<Picture>);
    let can_draw = RwSignal::new(true);
    let next_frame = NextFrame::new();
    Effect::new(move || {
        scene.track();
        theme.track();
        if surface.get().is_some() {
            next_frame.ask(move || show(canvas, surface, scene, theme, picture, can_draw));
        }
    });
    let described_by = format!("{id}-description");
    let pointer = Pointer { canvas, picture, held: StoredValue::new(None), on_drag };
    view! {
        <figure class=format!("plot {class}") id=id aria-label=move || name.get() aria-describedby=described_by.clone()>
            <canvas
                node_ref=canvas
                aria-hidden="true"
                hidden=move || !can_draw.get()
                on:pointerdown=move |event| pointer.down(&event)
                on:pointermove=move |event| pointer.moved(&event)
                on:pointerup=move |event| pointer.up(&event)
                on:pointercancel=move |event| pointer.up(&event)
                on:touchstart=move |event| pointer.touched(&event)
            ></canvas>
            <Show when=move || !can_draw.get()>
                <p class="notice">{t!("plot.no_canvas").into_owned()}</p>
            </Show>
            <figcaption id=described_by.clone() class="hidden-text">{move || scene.read().description()}</figcaption>
            <Numbers scene=scene />
        </figure>
    }
}

/// The table of the scene's numbers, folded away.
#[component]
fn Numbers(scene: Signal<Arc<dyn Scene>>) -> impl IntoView {
    let open = RwSignal::new(false);
    // Nobody reads a folded table: it is made when it is opened.
    let data = move || if open.get() { scene.read().data() } else { DataTable::default() };
    let head = move || data().columns.into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view();
    let row = |cells: Vec<String>| {
        let cells = cells.into_iter().map(|cell| view! { <td>{cell}</td> }).collect_view();
        view! { <tr>{cells}</tr> }
    };
    let rows = move || data().rows.into_iter().map(row).collect_view();
    view! {
        <details class="plot-numbers" on:toggle=move |_| open.update(|open| *open = !*open)>
            <summary>{t!("plot.numbers").into_owned()}</summary>
            <div class="table-box">
                <table class="table">
                    <thead>
                        <tr>{head}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}

/// Draws the scene as it is now.
fn show(
    canvas: NodeRef<leptos::html::Canvas>,
    surface: Signal<Option<Surface>>,
    scene: Signal<Arc<dyn Scene>>,
    theme: Signal<Theme>,
    picture: StoredValue<Option<Picture>>,
    can_draw: RwSignal<bool>,
) {
    let (Some(canvas), Some(surface)) = (canvas.get_untracked(), surface.get_untracked()) else { return };
    let drawn = scene.read_untracked().picture(surface.size);
    let could_draw = paint(&canvas, surface, &drawn, theme.get_untracked());
    if could_draw != can_draw.get_untracked() {
        can_draw.set(could_draw);
    }
    picture.set_value(Some(drawn));
}

/// What a pointer does on the canvas.
#[derive(Clone, Copy)]
struct Pointer {
    canvas: NodeRef<leptos::html::Canvas>,
    picture: StoredValue<Option<Picture>>,
    held: StoredValue<Option<Held>>,
    on_drag: Option<Callback<Drag>>,
}

impl Pointer {
    fn down(&self, event: &PointerEvent) {
        let Some(canvas) = self.canvas.get_untracked() else { return };
        let at = place_on(&canvas, event.client_x(), event.client_y());
        let Some(held) = self.hold(at).filter(|_| event.button() == 0) else { return };
        canvas.set_pointer_capture(event.pointer_id()).ok();
        canvas.class_list().add_1("is-held").ok();
        event.prevent_default();
        self.held.set_value(Some(held));
        self.tell(held, at, DragPhase::Start);
    }

    fn moved(&self, event: &PointerEvent) {
        let Some(canvas) = self.canvas.get_untracked() else { return };
        let at = place_on(&canvas, event.client_x(), event.client_y());
        match self.held.get_value() {
            Some(held) => self.tell(held, at, DragPhase::Move),
            None => {
                canvas.class_list().toggle_with_force("is-over-handle", self.hold(at).is_some()).ok();
            }
        }
    }

    fn up(&self, event: &PointerEvent) {
        let Some(held) = self.held.get_value() else { return };
        self.held.set_value(None);
        let Some(canvas) = self.canvas.get_untracked() else { return };
        canvas.class_list().remove_1("is-held").ok();
        self.tell(held, place_on(&canvas, event.client_x(), event.client_y()), DragPhase::End);
    }

    /// A finger on a handle drags it; anywhere else it scrolls the page, which only this event can forbid.
    fn touched(&self, event: &TouchEvent) {
        let (Some(canvas), Some(touch)) = (self.canvas.get_untracked(), event.target_touches().get(0)) else { return };
        if self.hold(place_on(&canvas, touch.client_x(), touch.client_y())).is_some() {
            event.prevent_default();
        }
    }

    /// What would be held by a pointer at `at`.
    fn hold(&self, at: Px) -> Option<Held> {
        self.on_drag?;
        self.picture.with_value(|picture| {
            let picture = picture.as_ref()?;
            let handle = picture.handle_at(at, TARGET_PX)?;
            let offset = Px { x: handle.at.x - at.x, y: handle.at.y - at.y };
            Some(Held { handle: handle.id, viewport: picture.viewport, offset })
        })
    }

    fn tell(&self, held: Held, at: Px, phase: DragPhase) {
        let Some(on_drag) = self.on_drag else { return };
        let middle = Px { x: at.x + held.offset.x, y: at.y + held.offset.y };
        on_drag.run(Drag { handle: held.handle, at: held.viewport.world_from_screen(middle), phase });
    }
}

/// The picture's place under a point of the screen, also where the page is scaled by a transform.
fn place_on(canvas: &HtmlCanvasElement, client_x: i32, client_y: i32) -> Px {
    let seen = canvas.get_bounding_client_rect();
    let part = |px: i32, start: f64, length: f64| if length > 0.0 { (f64::from(px) - start) / length } else { 0.0 };
    Px {
        x: part(client_x, seen.left(), seen.width()) * f64::from(canvas.client_width()),
        y: part(client_y, seen.top(), seen.height()) * f64::from(canvas.client_height()),
    }
}

//! What hands do on a plot: a mouse or a finger drags handles, a mouse pushes the picture, two fingers push and zoom it,
//! a wheel zooms it around the pointer. One finger beside a handle scrolls the page, and so does a wheel, unless it is
//! turned with Ctrl or ⌘ or the plot has the keyboard.

use super::super::browser;
use super::Frame;
use crate::geometry::{Px, Viewport, Window, Xy};
use crate::plot::Role;
use leptos::ev::{PointerEvent, TouchEvent, WheelEvent};
use leptos::prelude::*;
use web_sys::HtmlCanvasElement;

/// Width and height of the place around a handle that takes hold of it.
const TARGET_PX: f64 = 44.0;
/// A mark is under the pointer if it is this near.
const NEAR_PX: f64 = 7.0;
/// A mouse that moves less has clicked.
const CLICK_PX: f64 = 3.0;
/// How much a pixel of the wheel zooms, in powers of e.
const WHEEL: f64 = 0.002;
/// Wheels that count lines or pages: about so many pixels each.
const WHEEL_UNITS_PX: [f64; 3] = [1.0, 16.0, 400.0];

/// A handle of the scene being dragged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drag {
    /// Which handle.
    pub handle: &'static str,
    /// Where it is dragged to, in the scene's world coordinates.
    pub at: Xy,
    /// What was shown when the drag began.
    pub window: Window,
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

/// What the hands are doing. The viewport is the one it began in, so that a view that follows does not run away.
#[derive(Clone, Copy)]
enum Gesture {
    Rest,
    /// A handle is dragged; `offset` is from the pointer to its middle.
    Drag {
        handle: &'static str,
        viewport: Viewport,
        offset: Px,
    },
    /// The picture is pushed by a mouse.
    Push {
        from: Px,
        viewport: Viewport,
        is_moving: bool,
    },
    /// The picture is pushed and zoomed by two fingers.
    Pinch {
        from: [Px; 2],
        viewport: Viewport,
    },
}

/// The hands on one plot.
#[derive(Clone, Copy)]
pub(super) struct Pointer {
    canvas: NodeRef<leptos::html::Canvas>,
    frame: Frame,
    gesture: StoredValue<Gesture>,
    /// The fingers on the plot, by the browser's number.
    fingers: StoredValue<Vec<(i32, Px)>>,
    on_drag: Option<Callback<Drag>>,
}

impl Pointer {
    pub fn new(canvas: NodeRef<leptos::html::Canvas>, frame: Frame, on_drag: Option<Callback<Drag>>) -> Self {
        let (gesture, fingers) = (StoredValue::new(Gesture::Rest), StoredValue::new(Vec::new()));
        Pointer { canvas, frame, gesture, fingers, on_drag }
    }

    pub fn down(&self, event: &PointerEvent) {
        let Some(canvas) = self.canvas.get_untracked() else { return };
        let at = place_on(&canvas, event.client_x(), event.client_y());
        let is_finger = event.pointer_type() == "touch";
        if is_finger {
            self.fingers.update_value(|fingers| fingers.push((event.pointer_id(), at)));
        }
        let gesture = match self.hold(at).filter(|_| event.button() == 0) {
            Some(drag) => drag,
            None if is_finger => self.pinch().unwrap_or(Gesture::Rest),
            None => match self.frame.viewport().filter(|_| self.frame.view.is_some() && event.button() == 0) {
                Some(viewport) => Gesture::Push { from: at, viewport, is_moving: false },
                None => return,
            },
        };
        self.gesture.set_value(gesture);
        match gesture {
            Gesture::Rest => return,
            Gesture::Drag { .. } => {
                canvas.class_list().add_1("is-held").ok();
                // The text of the page is not to be selected; the plot gets no keyboard by that.
                event.prevent_default();
                self.tell(at, DragPhase::Start);
            }
            Gesture::Push { .. } | Gesture::Pinch { .. } => self.frame.place.set(None),
        }
        canvas.set_pointer_capture(event.pointer_id()).ok();
    }

    pub fn moved(&self, event: &PointerEvent) {
        let Some(canvas) = self.canvas.get_untracked() else { return };
        let at = place_on(&canvas, event.client_x(), event.client_y());
        self.fingers.update_value(|fingers| {
            fingers.iter_mut().filter(|(id, _)| *id == event.pointer_id()).for_each(|finger| finger.1 = at);
        });
        match self.gesture.get_value() {
            Gesture::Rest => {
                canvas.class_list().toggle_with_force("is-over-handle", self.hold(at).is_some()).ok();
                self.frame.place.set(Some(at));
                self.light(self.frame.picture.with_untracked(|picture| picture.as_ref()?.role_at(at, NEAR_PX)));
            }
            Gesture::Drag { .. } => self.tell(at, DragPhase::Move),
            Gesture::Push { from, viewport, is_moving } => {
                let by = between(from, at);
                if is_moving || by.x.hypot(by.y) > CLICK_PX {
                    canvas.class_list().add_1("is-held").ok();
                    self.gesture.set_value(Gesture::Push { from, viewport, is_moving: true });
                    self.frame.choose(Some(viewport.pushed(by)));
                }
            }
            Gesture::Pinch { from, viewport } => {
                let Some(now) = self.two_fingers() else { return };
                let length = |[a, b]: [Px; 2]| between(a, b).x.hypot(between(a, b).y).max(1.0);
                let middle = |[a, b]: [Px; 2]| Px { x: 0.5 * (a.x + b.x), y: 0.5 * (a.y + b.y) };
                let Window { x, y } = viewport.zoomed(middle(from), length(now) / length(from));
                let zoomed = Viewport { x, y, ..viewport };
                self.frame.choose(Some(zoomed.pushed(between(middle(from), middle(now)))));
            }
        }
    }

    pub fn left(&self) {
        self.frame.place.set(None);
        self.light(None);
    }

    fn light(&self, role: Option<Role>) {
        if self.frame.lit.get_untracked() != role {
            self.frame.lit.set(role);
        }
    }

    pub fn up(&self, event: &PointerEvent) {
        self.fingers.update_value(|fingers| fingers.retain(|(id, _)| *id != event.pointer_id()));
        let Some(canvas) = self.canvas.get_untracked() else { return };
        canvas.class_list().remove_1("is-held").ok();
        self.tell(place_on(&canvas, event.client_x(), event.client_y()), DragPhase::End);
        self.gesture.set_value(Gesture::Rest);
    }

    /// A finger on a handle and two fingers anywhere act on the plot; a single one scrolls the page, which only this
    /// event can forbid.
    pub fn touched(&self, event: &TouchEvent) {
        let (Some(canvas), Some(touch)) = (self.canvas.get_untracked(), event.target_touches().get(0)) else { return };
        let is_pinch = self.frame.view.is_some() && event.target_touches().length() == 2;
        if is_pinch || self.hold(place_on(&canvas, touch.client_x(), touch.client_y())).is_some() {
            event.prevent_default();
        }
    }

    pub fn wheel(&self, event: &WheelEvent) {
        let Some(canvas) = self.canvas.get_untracked() else { return };
        let is_meant = event.ctrl_key() || event.meta_key() || browser::is_focused(self.frame.id);
        if self.frame.view.is_none() || !is_meant {
            return;
        }
        event.prevent_default();
        let unit_px = WHEEL_UNITS_PX.get(event.delta_mode() as usize).copied().unwrap_or(1.0);
        let factor = (-WHEEL * unit_px * event.delta_y()).exp();
        self.frame.zoom(place_on(&canvas, event.client_x(), event.client_y()), factor);
    }

    /// The drag that a pointer at `at` would begin.
    fn hold(&self, at: Px) -> Option<Gesture> {
        self.on_drag?;
        self.frame.picture.with_untracked(|picture| {
            let picture = picture.as_ref()?;
            let handle = picture.handle_at(at, TARGET_PX)?;
            Some(Gesture::Drag { handle: handle.id, viewport: picture.viewport, offset: between(at, handle.at) })
        })
    }

    fn pinch(&self) -> Option<Gesture> {
        self.frame.view?;
        Some(Gesture::Pinch { from: self.two_fingers()?, viewport: self.frame.viewport()? })
    }

    fn two_fingers(&self) -> Option<[Px; 2]> {
        self.fingers.with_value(|fingers| match fingers.as_slice() {
            [(_, a), (_, b)] => Some([*a, *b]),
            _ => None,
        })
    }

    /// Tells the lab of a drag, if there is one.
    fn tell(&self, at: Px, phase: DragPhase) {
        if let (Some(on_drag), Gesture::Drag { handle, viewport, offset }) = (self.on_drag, self.gesture.get_value()) {
            let middle = Px { x: at.x + offset.x, y: at.y + offset.y };
            on_drag.run(Drag { handle, at: viewport.world_from_screen(middle), window: viewport.shown(), phase });
        }
    }
}

/// The way from one place to another.
fn between(from: Px, to: Px) -> Px {
    Px { x: to.x - from.x, y: to.y - from.y }
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

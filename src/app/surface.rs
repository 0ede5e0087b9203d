//! A canvas of the page as plotters sees it: its size, its device pixels, and painting on it.

use super::browser;
use crate::plot::{Color, Picture, Raster, Size, Subpixel, TextRules, Theme, UNITS_PER_PX, draw, shade};
use leptos::ev;
use leptos::leptos_dom::helpers::{
    AnimationFrameRequestHandle, request_animation_frame_with_handle, window_event_listener,
};
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, closure::Closure};
use plotters::prelude::IntoDrawingArea;
use plotters_canvas::CanvasBackend;
use web_sys::js_sys::Array;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ResizeObserver, ResizeObserverEntry};

/// How large a canvas is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Surface {
    /// Its size in the page, before any transform of the page.
    pub size: Size,
    /// Device pixels in one CSS pixel.
    pub pixel_ratio: f64,
}

impl Surface {
    /// The size of the canvas' own grid of pixels.
    fn device_size(&self) -> (u32, u32) {
        let device = |px: f64| (px * self.pixel_ratio).round().clamp(1.0, 16_384.0) as u32;
        (device(self.size.width), device(self.size.height))
    }
}

/// Paints `picture` on the canvas through plotters. False where the browser has no drawing context for it.
pub fn paint(canvas: &HtmlCanvasElement, surface: Surface, picture: &Picture, theme: Theme) -> bool {
    let (width, height) = surface.device_size();
    if (canvas.width(), canvas.height()) != (width, height) {
        canvas.set_width(width);
        canvas.set_height(height);
    }
    let Some(context) = context_of(canvas) else { return false };
    let Some(backend) = CanvasBackend::with_canvas_object(canvas.clone()) else { return false };
    let scale = |device: u32, px: f64| f64::from(device) / (px * UNITS_PER_PX);
    let (sx, sy) = (scale(width, surface.size.width), scale(height, surface.size.height));
    context.reset_transform().ok();
    context.clear_rect(0.0, 0.0, f64::from(width), f64::from(height));
    context.set_transform(sx, 0.0, 0.0, sy, 0.0, 0.0).ok();
    if let Some(ground) = &picture.ground {
        paint_ground(&context, ground, theme);
    }
    context.set_line_join("round");
    let size_px = (surface.size.width.ceil() as u32, surface.size.height.ceil() as u32);
    let area = Subpixel::new(backend, size_px, TextRules::CANVAS).into_drawing_area();
    draw(picture, &area, theme).is_ok()
}

/// The shades under a picture, by way of a canvas of their own, which the browser scales to the device's pixels.
fn paint_ground(context: &CanvasRenderingContext2d, ground: &Raster, theme: Theme) -> Option<()> {
    let colors: Vec<[u8; 4]> = (0..=255)
        .map(|value| {
            let Color(red, green, blue) = shade(theme, value);
            [red, green, blue, 255]
        })
        .collect();
    let color = |value: &u8| colors.get(usize::from(*value)).copied().unwrap_or_default();
    let pixels: Vec<u8> = ground.shades.iter().flat_map(color).collect();
    let canvas = browser::canvas_of(&pixels, ground.columns)?;
    let units = |px: f64| px * UNITS_PER_PX;
    let [x, y, width, height] =
        [ground.at.x, ground.at.y, f64::from(canvas.width()), f64::from(canvas.height())].map(units);
    context.draw_image_with_html_canvas_element_and_dw_and_dh(&canvas, x, y, width, height).ok()
}

fn context_of(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

/// The surface of a canvas, kept up to date as the page is laid out anew or zoomed; `None` until it is in the page.
pub(super) fn surface_of(canvas: NodeRef<leptos::html::Canvas>) -> Signal<Option<Surface>> {
    let size = RwSignal::new(None::<Size>);
    let pixel_ratio = pixel_ratio();
    Effect::new(move || {
        let Some(canvas) = canvas.get() else { return };
        let seen = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
            let Ok(entry) = entries.get(entries.length().saturating_sub(1)).dyn_into::<ResizeObserverEntry>() else {
                return;
            };
            let (width, height) = (entry.content_rect().width(), entry.content_rect().height());
            size.set((width >= 1.0 && height >= 1.0).then_some(Size { width, height }));
        });
        let Ok(observer) = ResizeObserver::new(seen.as_ref().unchecked_ref()) else { return };
        observer.observe(&canvas);
        let registered = StoredValue::new_local((observer, seen));
        on_cleanup(move || registered.with_value(|(observer, _)| observer.disconnect()));
    });
    Signal::derive(move || size.get().map(|size| Surface { size, pixel_ratio: pixel_ratio.get() }))
}

/// Device pixels in one CSS pixel. Browsers tell a change (zoom, another screen) by a resize of the window.
fn pixel_ratio() -> Signal<f64> {
    let ratio = RwSignal::new(browser::device_pixel_ratio());
    let listener = window_event_listener(ev::resize, move |_| {
        let now = browser::device_pixel_ratio();
        if (now - ratio.get_untracked()).abs() > 1e-6 {
            ratio.set(now);
        }
    });
    on_cleanup(move || listener.remove());
    ratio.into()
}

/// What is to be done before a frame.
type Task = Box<dyn FnOnce()>;

/// Runs a task once before the next frame, however often it is asked for; not at all once its owner is gone.
#[derive(Clone, Copy)]
pub(super) struct NextFrame {
    task: StoredValue<Option<Task>, LocalStorage>,
    pending: StoredValue<Option<AnimationFrameRequestHandle>>,
}

impl NextFrame {
    /// Nothing asked for yet.
    pub fn new() -> Self {
        let (task, pending) = (StoredValue::new_local(None), StoredValue::new(None::<AnimationFrameRequestHandle>));
        on_cleanup(move || {
            if let Some(Some(handle)) = pending.try_get_value() {
                handle.cancel();
            }
        });
        NextFrame { task, pending }
    }

    /// Asks for `task` before the next frame, in place of one asked for already.
    ///
    /// The frame that is awaited stays the same: what is asked for anew in every frame, by an animation that comes first
    /// in it, would otherwise never be done.
    pub fn ask(&self, task: impl FnOnce() + 'static) {
        let NextFrame { task: waiting, pending } = *self;
        waiting.set_value(Some(Box::new(task)));
        if pending.with_value(Option::is_some) {
            return;
        }
        let handle = request_animation_frame_with_handle(move || {
            pending.try_set_value(None);
            if let Some(Some(task)) = waiting.try_update_value(Option::take) {
                task();
            }
        });
        pending.set_value(handle.ok());
    }
}

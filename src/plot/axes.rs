//! Grid, axes and their numbers.

use super::picture::{Anchor, Font, Mark, Size, Stroke};
use super::theme::Role;
use crate::geometry::{Margins, Px, Range, Tick, Ticks, Viewport, log_ticks, power_of_ten, reciprocal_ticks, ticks};
use rust_i18n::t;

/// How the numbers of an axis read.
#[derive(Clone, Debug, PartialEq)]
pub enum Axis {
    /// As they are.
    Linear,
    /// They are distances from a point whose own number should be read.
    From(Origin),
    /// They are exponents of ten.
    Log,
    /// They are 1/x, and x should be read.
    Reciprocal,
}

/// A point of the world given exactly.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// Its value, rounded.
    pub value: f64,
    /// How it is written.
    pub text: String,
}

/// A window this small against its distance from 0 is labelled by differences to the exact origin.
const NARROW: f64 = 1e-4;
/// Height of the line that says what all labels have in common.
const NOTE_PX: f64 = 18.0;

/// The labels of an axis, and a note on what they have in common.
struct Labels {
    ticks: Vec<Tick>,
    note: Option<String>,
}

impl Axis {
    fn labels(&self, range: Range, length_px: f64, spacing_px: f64) -> Labels {
        let found = match self {
            Axis::Linear => ticks(range, length_px, spacing_px),
            Axis::Log => log_ticks(range, length_px, spacing_px),
            Axis::Reciprocal => reciprocal_ticks(range, length_px, spacing_px),
            Axis::From(origin) => from_origin(origin, range, length_px, spacing_px),
        };
        let factor = (found.exponent != 0).then(|| format!("× {}", power_of_ten(found.exponent)));
        let note = match (factor, found.base) {
            (None, None) => None,
            (Some(factor), None) => Some(factor),
            (factor, Some(base)) => {
                let factor = factor.unwrap_or_default();
                Some(t!("plot.axis.from", factor = factor, base = base).trim().to_owned())
            }
        };
        Labels { ticks: found.ticks, note }
    }
}

/// Ticks of distances from `origin`: its own numbers where the window is wide, else the distances.
fn from_origin(origin: &Origin, range: Range, length_px: f64, spacing_px: f64) -> Ticks {
    if origin.value == 0.0 {
        return ticks(range, length_px, spacing_px);
    }
    if range.length() < NARROW * origin.value.abs() {
        return Ticks { base: Some(origin.text.clone()), ..ticks(range, length_px, spacing_px) };
    }
    let mut found = ticks(Range::new(range.start + origin.value, range.end + origin.value), length_px, spacing_px);
    for tick in &mut found.ticks {
        tick.value -= origin.value;
    }
    found
}

/// The viewport with just the room its labels need, and the marks of grid, axes and numbers, back to front.
pub(super) fn frame(size: Size, x: (Range, &Axis), y: (Range, &Axis)) -> (Viewport, Vec<Mark>) {
    let top = 18.0;
    let bottom = 32.0;
    let height = size.height - top - bottom;
    let y_labels = y.1.labels(y.0, height, (0.16 * height).clamp(26.0, 56.0));
    let widest = y_labels.ticks.iter().map(|tick| Font::Tick.width_px(&tick.label)).fold(0.0, f64::max);
    let (left, right) = (widest + 26.0, 22.0);
    let width = size.width - left - right;
    let x_labels = room_for_labels(x.1, x.0, width);
    let margins = Margins {
        left,
        right,
        top: top + y_labels.note.as_ref().map_or(0.0, |_| NOTE_PX),
        bottom: bottom + x_labels.note.as_ref().map_or(0.0, |_| NOTE_PX),
    };
    let viewport = Viewport { x: x.0, y: y.0, width_px: size.width, height_px: size.height, margins };
    let mut marks = Vec::new();
    grid(&viewport, &x_labels, &y_labels, &mut marks);
    axes(&viewport, &mut marks);
    numbers(&viewport, &x_labels, &y_labels, &mut marks);
    (viewport, marks)
}

/// Labels of the x axis, as many as fit beside each other.
fn room_for_labels(axis: &Axis, range: Range, width: f64) -> Labels {
    let mut spacing = (0.12 * width).clamp(40.0, 80.0);
    loop {
        let labels = axis.labels(range, width, spacing);
        let widest = labels.ticks.iter().map(|tick| Font::Tick.width_px(&tick.label)).fold(0.0, f64::max);
        if widest + 12.0 <= spacing || spacing >= width {
            return labels;
        }
        spacing = widest + 12.0;
    }
}

/// The nearest place where a line one pixel thick covers whole pixels.
fn crisp(px: f64) -> f64 {
    px.floor() + 0.5
}

fn upright(viewport: &Viewport, x: f64) -> Vec<Px> {
    let x = crisp(viewport.left_px() + (x - viewport.x.start) * viewport.px_per_x());
    vec![Px { x, y: viewport.top_px() }, Px { x, y: viewport.bottom_px() }]
}

fn level(viewport: &Viewport, y: f64) -> Vec<Px> {
    let y = crisp(viewport.top_px() + (viewport.y.end - y) * viewport.px_per_y());
    vec![Px { x: viewport.left_px(), y }, Px { x: viewport.right_px(), y }]
}

fn grid(viewport: &Viewport, x: &Labels, y: &Labels, marks: &mut Vec<Mark>) {
    let stroke = Stroke::solid(Role::Grid, 1.0);
    let x_lines = x.ticks.iter().map(|tick| upright(viewport, tick.value));
    let y_lines = y.ticks.iter().map(|tick| level(viewport, tick.value));
    marks.extend(x_lines.chain(y_lines).map(|points| Mark::Line { points, stroke }));
}

/// The two axes at 0, where 0 is in the window.
fn axes(viewport: &Viewport, marks: &mut Vec<Mark>) {
    let stroke = Stroke { opacity: 0.85, ..Stroke::solid(Role::Soft, 1.0) };
    let at_zero = [
        viewport.y.contains(0.0).then(|| level(viewport, 0.0)),
        viewport.x.contains(0.0).then(|| upright(viewport, 0.0)),
    ];
    marks.extend(at_zero.into_iter().flatten().map(|points| Mark::Line { points, stroke }));
}

fn numbers(viewport: &Viewport, x: &Labels, y: &Labels, marks: &mut Vec<Mark>) {
    let mut write = |text: &str, at: Px, anchor: Anchor| {
        marks.push(Mark::Text { text: text.to_owned(), at, anchor, font: Font::Tick, role: Role::Soft });
    };
    let below = viewport.bottom_px() + 15.0;
    for tick in &x.ticks {
        let at = viewport.left_px() + (tick.value - viewport.x.start) * viewport.px_per_x();
        write(&tick.label, Px { x: at, y: below }, Anchor::Center);
    }
    for tick in &y.ticks {
        let at = viewport.top_px() + (viewport.y.end - tick.value) * viewport.px_per_y();
        write(&tick.label, Px { x: viewport.left_px() - 8.0, y: at }, Anchor::Right);
    }
    if let Some(note) = &x.note {
        write(note, Px { x: viewport.right_px(), y: below + NOTE_PX }, Anchor::Right);
    }
    if let Some(note) = &y.note {
        write(note, Px { x: 10.0, y: viewport.top_px() - NOTE_PX }, Anchor::Left);
    }
}

//! A picture in the making: world coordinates in, marks out.

use super::axes::{Axis, frame};
use super::labels::{Label, along, around, set};
use super::picture::{Anchor, Handle, Mark, Picture, Size, Stroke};
use super::theme::Role;
use crate::geometry::{Column, End, Function, Px, Range, Segment, Viewport, Xy, sample};

/// Width of a curve.
pub(super) const CURVE_PX: f64 = 2.5;
/// Width of a bar.
pub(super) const BAR_PX: f64 = 4.5;
/// Radius of a point that matters.
pub(super) const POINT_PX: f64 = 6.5;
/// Radius of an end of a curve.
pub(super) const END_PX: f64 = 4.5;

/// Grid and axes, and whatever a scene puts over them.
pub(super) struct Sketch {
    pub viewport: Viewport,
    size: Size,
    marks: Vec<Mark>,
    labels: Vec<Label>,
    handles: Vec<Handle>,
}

impl Sketch {
    /// Grid, axes and numbers for the window.
    pub fn new(size: Size, x: (Range, &Axis), y: (Range, &Axis)) -> Self {
        let (viewport, marks) = frame(size, x, y);
        Sketch { viewport, size, marks, labels: Vec::new(), handles: Vec::new() }
    }

    /// The finished picture, names set last so that they keep off everything.
    pub fn finish(mut self) -> Picture {
        set(&self.labels, &mut self.marks, &self.viewport);
        Picture { size: self.size, viewport: self.viewport, marks: self.marks, handles: self.handles, ground: None }
    }

    /// The pixel place of a world place.
    pub fn px(&self, x: f64, y: f64) -> Px {
        self.viewport.screen_from_world(Xy { x, y })
    }

    /// The graph of `f`, with a mark at each end it has. Returns the pixels of its widest line, to put a name along;
    /// of two that are about as wide the one at the right.
    pub fn curve(&mut self, f: &dyn Function, marked: &[f64], stroke: Stroke) -> Vec<Px> {
        let segments = sample(f, &self.viewport, marked);
        let mut ends: Vec<(Xy, bool)> = Vec::new();
        let width = |points: &[Px]| points.first().zip(points.last()).map_or(0.0, |(a, b)| b.x - a.x);
        let mut widest = Vec::new();
        for segment in &segments {
            match segment {
                Segment::Band(columns) => self.envelope(columns, stroke),
                Segment::Line(line) => {
                    let points: Vec<Px> = line.points.iter().map(|at| self.viewport.screen_from_world(*at)).collect();
                    let first_and_last = line.points.first().zip(line.points.last());
                    for (at, end) in first_and_last.into_iter().flat_map(|(a, b)| [(*a, line.start), (*b, line.end)]) {
                        if end != End::Plain {
                            ends.push((at, end == End::Open));
                        }
                    }
                    if width(&points) > 0.9 * width(&widest) {
                        widest.clone_from(&points);
                    }
                    self.marks.push(Mark::Line { points, stroke });
                }
            }
        }
        ends.dedup();
        for (at, open) in ends {
            self.dot(at, END_PX, stroke.role, open);
        }
        widest
    }

    /// The envelope of a curve that oscillates faster than pixels.
    fn envelope(&mut self, columns: &[Column], stroke: Stroke) {
        let top = columns.iter().map(|column| self.px(column.x, column.high));
        let bottom = columns.iter().rev().map(|column| self.px(column.x, column.low));
        let outline = top.chain(bottom).collect();
        self.marks.push(Mark::Area { outline, role: stroke.role, opacity: 0.45 });
    }

    /// A straight line between two world places, cut at the window.
    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), stroke: Stroke) -> Vec<Px> {
        let place = |(x, y)| Xy { x, y };
        let cut = crate::geometry::clip_chord(place(from), place(to), self.viewport.x, self.viewport.y);
        let points: Vec<Px> = cut.into_iter().flat_map(|(a, b)| [self.px(a.x, a.y), self.px(b.x, b.y)]).collect();
        if points.len() > 1 {
            self.marks.push(Mark::Line { points: points.clone(), stroke });
        }
        points
    }

    /// A line in pixels; places that are not finite are left out.
    pub fn line_px(&mut self, mut points: Vec<Px>, stroke: Stroke) {
        points.retain(|at| at.x.is_finite() && at.y.is_finite());
        self.marks.push(Mark::Line { points, stroke });
    }

    /// A rectangle of the world, filled faintly.
    pub fn area(&mut self, x: Range, y: Range, role: Role) {
        let cut = |range: Range, window: Range| Range::new(window.clamp(range.start), window.clamp(range.end));
        let (x, y) = (cut(x, self.viewport.x), cut(y, self.viewport.y));
        let outline =
            vec![self.px(x.start, y.start), self.px(x.end, y.start), self.px(x.end, y.end), self.px(x.start, y.end)];
        self.marks.push(Mark::Area { outline, role, opacity: 0.09 });
    }

    /// A point, if it is in the window.
    pub fn dot(&mut self, at: Xy, radius: f64, role: Role, open: bool) {
        self.faint_dot(at, radius, role, open, 1.0);
    }

    /// A point of the given opacity, if it is in the window.
    pub fn faint_dot(&mut self, at: Xy, radius: f64, role: Role, open: bool, opacity: f64) {
        if self.shows(at) {
            self.marks.push(Mark::Dot { at: self.px(at.x, at.y), radius, role, open, opacity });
        }
    }

    /// Whether a place is in the window.
    pub fn shows(&self, at: Xy) -> bool {
        self.viewport.x.contains(at.x) && self.viewport.y.contains(at.y)
    }

    /// A place that can be dragged, if it is in the window.
    pub fn handle(&mut self, id: &'static str, at: Xy) {
        if self.shows(at) {
            self.handles.push(Handle { id, at: self.px(at.x, at.y) });
        }
    }

    /// A name beside a place, if the place is in the window.
    pub fn name_dot(&mut self, text: impl Into<String>, role: Role, at: Xy) {
        if self.shows(at) {
            let places = around(self.px(at.x, at.y));
            self.labels.push(Label { text: text.into(), role, places });
        }
    }

    /// A name along a line, best at the first of `fractions`.
    pub fn name_line(&mut self, text: impl Into<String>, role: Role, points: &[Px], fractions: &[f64]) {
        if points.len() > 1 {
            self.labels.push(Label { text: text.into(), role, places: along(points, fractions) });
        }
    }

    /// A name at the best of some places.
    pub fn name(&mut self, text: impl Into<String>, role: Role, places: Vec<(Px, Anchor)>) {
        self.labels.push(Label { text: text.into(), role, places });
    }
}

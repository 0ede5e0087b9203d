//! Names beside the things they name, where nothing is in their way.

use super::picture::{Anchor, Font, Mark};
use super::theme::Role;
use crate::geometry::{Px, Range, Viewport};

/// A name that wants a place.
#[derive(Clone, Debug)]
pub(super) struct Label {
    /// What it says.
    pub text: String,
    /// What it names.
    pub role: Role,
    /// Where it may stand, the best first.
    pub places: Vec<(Px, Anchor)>,
}

/// Distance between a thing and its name.
const GAP_PX: f64 = 13.0;
/// What it costs to cover another text or to stand outside: more than everything else together.
const TAKEN: f64 = 1e3;
/// Where it costs more than this, other places are looked for.
const CROWDED: f64 = 3.0;
/// Height of a name.
const HEIGHT_PX: f64 = 17.0;

/// Places around a dot.
pub(super) fn around(at: Px) -> Vec<(Px, Anchor)> {
    let side = |dx: f64, dy: f64, anchor| (Px { x: at.x + dx * GAP_PX, y: at.y + dy * GAP_PX }, anchor);
    vec![
        side(-0.8, -1.0, Anchor::Right),
        side(0.8, 1.0, Anchor::Left),
        side(0.8, -1.0, Anchor::Left),
        side(-0.8, 1.0, Anchor::Right),
        side(1.1, 0.0, Anchor::Left),
        side(-1.1, 0.0, Anchor::Right),
        side(0.0, -1.4, Anchor::Center),
        side(0.0, 1.4, Anchor::Center),
        side(2.2, -1.6, Anchor::Left),
        side(2.2, 1.6, Anchor::Left),
        side(-2.2, -1.6, Anchor::Right),
        side(-2.2, 1.6, Anchor::Right),
    ]
}

/// Places along a line, at `fractions` of its corners, on both sides.
pub(super) fn along(points: &[Px], fractions: &[f64]) -> Vec<(Px, Anchor)> {
    let last = points.len().saturating_sub(1) as f64;
    let at = |fraction: f64| points.get((fraction * last).round() as usize).copied();
    let sides = |at: Px| {
        [(1.0, 1.0, Anchor::Left), (-1.0, -1.0, Anchor::Right), (-1.0, 1.0, Anchor::Right), (1.0, -1.0, Anchor::Left)]
            .map(|(dx, dy, anchor)| (Px { x: at.x + dx * 0.7 * GAP_PX, y: at.y + dy * GAP_PX }, anchor))
    };
    fractions.iter().filter_map(|fraction| at(*fraction)).flat_map(sides).collect()
}

/// Finds each name the place where it hides least, one after the other, and sets it there.
/// A name that would cover another at each of its places moves off a little; if that does not help either it is left out.
pub(super) fn set(labels: &[Label], marks: &mut Vec<Mark>, viewport: &Viewport) {
    let mut taken: Vec<Rect> = marks.iter().filter_map(text_box).collect();
    let drawn = Drawn::new(marks, viewport);
    for label in labels {
        let width = Font::Label.width_px(&label.text);
        let cost = |rank: usize, (at, anchor): (Px, Anchor)| {
            let rect = Rect::of_text(at, anchor, width, HEIGHT_PX);
            let is_free = rect.inside(viewport) && !taken.iter().any(|other| rect.overlaps(other));
            0.1 * rank as f64 + if is_free { drawn.under(&rect) } else { TAKEN }
        };
        let best = |first: usize, places: &[(Px, Anchor)]| {
            let costs = places.iter().enumerate().map(|(rank, place)| (cost(first + rank, *place), *place));
            costs.min_by(|a, b| a.0.total_cmp(&b.0))
        };
        let near = best(0, &label.places);
        // Places farther off are looked at only where it is crowded.
        let found = match near {
            Some((cost, _)) if cost < CROWDED => near,
            _ => near
                .into_iter()
                .chain(best(label.places.len(), &farther(&label.places)))
                .min_by(|a, b| a.0.total_cmp(&b.0)),
        };
        if let Some((_, (at, anchor))) = found.filter(|(cost, _)| *cost < TAKEN) {
            taken.push(Rect::of_text(at, anchor, width, HEIGHT_PX));
            marks.push(Mark::Text { text: label.text.clone(), at, anchor, font: Font::Label, role: label.role });
        }
    }
}

/// Places a little off the given ones.
fn farther(places: &[(Px, Anchor)]) -> Vec<(Px, Anchor)> {
    let steps = [(0.0, -1.5), (0.0, 1.5), (1.5, 0.0), (-1.5, 0.0), (1.5, -1.5), (1.5, 1.5), (-1.5, -1.5), (-1.5, 1.5)];
    let moved = move |&(at, anchor): &(Px, Anchor)| {
        steps.map(|(dx, dy)| (Px { x: at.x + dx * GAP_PX, y: at.y + dy * GAP_PX }, anchor))
    };
    places.iter().flat_map(moved).collect()
}

/// How much is drawn in each small square of the picture.
struct Drawn {
    columns: usize,
    amounts: Vec<f32>,
}

/// The side of a square.
const SQUARE_PX: f64 = 8.0;
/// What a pixel of a line weighs, and of an axis.
const LINE: f64 = 0.15;
const AXIS: f64 = 0.03;
/// What a dot weighs.
const DOT: f32 = 6.0;

impl Drawn {
    fn new(marks: &[Mark], viewport: &Viewport) -> Drawn {
        let count = |px: f64| (px / SQUARE_PX).ceil().clamp(1.0, 4096.0) as usize;
        let (columns, rows) = (count(viewport.width_px), count(viewport.height_px));
        let mut drawn = Drawn { columns, amounts: vec![0.0; columns * rows] };
        for mark in marks {
            match mark {
                Mark::Line { points, stroke } if stroke.role != Role::Grid => {
                    let weight = if stroke.role == Role::Soft { AXIS } else { LINE };
                    points.windows(2).for_each(|chord| drawn.add_chord(chord, weight));
                }
                Mark::Dot { at, .. } => drawn.add(*at, DOT),
                _ => {}
            }
        }
        drawn
    }

    fn add(&mut self, at: Px, amount: f32) {
        let (column, row) = ((at.x / SQUARE_PX) as usize, (at.y / SQUARE_PX) as usize);
        if let Some(square) = self.amounts.get_mut(row * self.columns + column.min(self.columns - 1)) {
            *square += amount;
        }
    }

    /// A chord, in parts shorter than a square.
    fn add_chord(&mut self, chord: &[Px], weight: f64) {
        let &[a, b] = chord else { return };
        let length = (b.x - a.x).hypot(b.y - a.y);
        let parts = (2.0 * length / SQUARE_PX).ceil().clamp(1.0, 4096.0);
        for i in 0..parts as u32 {
            let t = (f64::from(i) + 0.5) / parts;
            let at = Px { x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y) };
            self.add(at, (weight * length / parts) as f32);
        }
    }

    /// How much a name at `rect` would hide, or nearly touch.
    fn under(&self, rect: &Rect) -> f64 {
        let squares = |range: Range| (range.start / SQUARE_PX) as usize..=(range.end / SQUARE_PX) as usize;
        let row = |row: usize| {
            let start = row * self.columns;
            let columns = squares(rect.x);
            self.amounts
                .get(start + columns.start()..=start + (*columns.end()).min(self.columns - 1))
                .unwrap_or_default()
        };
        f64::from(squares(rect.y).flat_map(|j| row(j).iter().copied()).sum::<f32>())
    }
}

fn text_box(mark: &Mark) -> Option<Rect> {
    let Mark::Text { text, at, anchor, font, .. } = mark else { return None };
    Some(Rect::of_text(*at, *anchor, font.width_px(text), font.size_px()))
}

/// A rectangle of pixels.
struct Rect {
    x: Range,
    y: Range,
}

impl Rect {
    fn of_text(at: Px, anchor: Anchor, width: f64, height: f64) -> Self {
        let left = match anchor {
            Anchor::Left => at.x,
            Anchor::Center => at.x - 0.5 * width,
            Anchor::Right => at.x - width,
        };
        Rect { x: Range::new(left, left + width), y: Range::around(at.y, 0.5 * height) }
    }

    fn overlaps(&self, other: &Rect) -> bool {
        let apart = |a: Range, b: Range| a.end < b.start || b.end < a.start;
        !apart(self.x, other.x) && !apart(self.y, other.y)
    }

    fn inside(&self, viewport: &Viewport) -> bool {
        let x = Range::new(viewport.left_px(), viewport.width_px - 4.0);
        let y = Range::new(2.0, viewport.bottom_px());
        x.contains(self.x.start) && x.contains(self.x.end) && y.contains(self.y.start) && y.contains(self.y.end)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic)]
    use super::*;
    use crate::geometry::Margins;
    use crate::plot::Stroke;

    #[test]
    fn a_name_keeps_off_a_line_and_off_another_name() {
        let margins = Margins { left: 0.0, right: 0.0, top: 0.0, bottom: 0.0 };
        let unit = Range::new(0.0, 1.0);
        let viewport = Viewport { x: unit, y: unit, width_px: 200.0, height_px: 200.0, margins };
        let stroke = Stroke::solid(Role::Function, 2.0);
        let mut marks = vec![Mark::Line { points: vec![Px { x: 0.0, y: 0.0 }, Px { x: 200.0, y: 200.0 }], stroke }];
        let label = Label { text: "x".to_owned(), role: Role::Ink, places: around(Px { x: 100.0, y: 100.0 }) };
        set(&[label.clone(), label], &mut marks, &viewport);
        let [_, Mark::Text { at: first, .. }, Mark::Text { at: second, .. }] = marks.as_slice() else {
            panic!("{marks:?}")
        };
        // Above right and below left of a falling diagonal.
        assert!(first.x > 100.0 && first.y < 100.0, "{first:?}");
        assert!(second.x < 100.0 && second.y > 100.0, "{second:?}");
    }
}

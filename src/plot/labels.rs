//! Names beside the things they name, where nothing is in their way.

use super::picture::{Anchor, Font, Mark};
use super::theme::Role;
use crate::geometry::{Px, Range, Viewport, Xy, clip_chord};

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
    for label in labels {
        let width = Font::Label.width_px(&label.text);
        let cost = |rank: usize, (at, anchor): (Px, Anchor)| {
            let rect = Rect::of_text(at, anchor, width, HEIGHT_PX);
            let hidden: f64 = marks.iter().map(|mark| hides(&rect, mark)).sum();
            let is_free = rect.inside(viewport) && !taken.iter().any(|other| rect.overlaps(other));
            0.1 * rank as f64 + hidden + if is_free { 0.0 } else { TAKEN }
        };
        let places = label.places.iter().copied().chain(farther(&label.places));
        let costs = places.enumerate().map(|(rank, place)| (cost(rank, place), place));
        let Some((cost, (at, anchor))) = costs.min_by(|a, b| a.0.total_cmp(&b.0)) else { continue };
        if cost < TAKEN {
            taken.push(Rect::of_text(at, anchor, width, HEIGHT_PX));
            marks.push(Mark::Text { text: label.text.clone(), at, anchor, font: Font::Label, role: label.role });
        }
    }
}

/// Places a little off the given ones.
fn farther(places: &[(Px, Anchor)]) -> impl Iterator<Item = (Px, Anchor)> {
    let steps = [(0.0, -1.5), (0.0, 1.5), (1.5, 0.0), (-1.5, 0.0), (1.5, -1.5), (1.5, 1.5), (-1.5, -1.5), (-1.5, 1.5)];
    let moved = move |&(at, anchor): &(Px, Anchor)| {
        steps.map(|(dx, dy)| (Px { x: at.x + dx * GAP_PX, y: at.y + dy * GAP_PX }, anchor))
    };
    places.iter().flat_map(moved).collect::<Vec<_>>().into_iter()
}

/// What a name at `rect` would hide of `mark`.
fn hides(rect: &Rect, mark: &Mark) -> f64 {
    match mark {
        Mark::Line { stroke, .. } if stroke.role == Role::Grid => 0.0,
        Mark::Line { points, stroke } => {
            let hidden_px: f64 = points.windows(2).map(|pair| rect.length_inside(pair)).sum();
            let weight = if stroke.role == Role::Soft { 0.03 } else { 0.15 };
            (weight * hidden_px).min(6.0)
        }
        Mark::Dot { at, radius, .. } if rect.padded(*radius).contains(*at) => 6.0,
        _ => 0.0,
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

    fn padded(&self, px: f64) -> Self {
        Rect { x: Range::new(self.x.start - px, self.x.end + px), y: Range::new(self.y.start - px, self.y.end + px) }
    }

    fn contains(&self, at: Px) -> bool {
        self.x.contains(at.x) && self.y.contains(at.y)
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

    fn length_inside(&self, chord: &[Px]) -> f64 {
        let &[a, b] = chord else { return 0.0 };
        let xy = |at: Px| Xy { x: at.x, y: at.y };
        clip_chord(xy(a), xy(b), self.x, self.y).map_or(0.0, |(from, to)| (to.x - from.x).hypot(to.y - from.y))
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

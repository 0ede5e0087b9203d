//! Cutting polylines at the border of the window, never along it.

use super::sample::{End, Line};
use super::viewport::{Range, Viewport, Xy};

/// The pieces of `line` inside the window. Ends made by cutting are plain; nothing is ever moved onto the border.
pub fn clip_line(line: &Line, viewport: &Viewport) -> Vec<Line> {
    if let [only] = line.points.as_slice() {
        let inside = viewport.x.contains(only.x) && viewport.y.contains(only.y);
        return if inside { vec![line.clone()] } else { Vec::new() };
    }
    let mut pieces: Vec<Line> = Vec::new();
    let mut open: Option<Line> = None;
    let last = line.points.len().saturating_sub(2);
    for (i, pair) in line.points.windows(2).enumerate() {
        let &[a, b] = pair else { continue };
        let Some((from, to)) = clip_chord(a, b, viewport.x, viewport.y) else {
            pieces.extend(open.take());
            continue;
        };
        let start = if i == 0 && from == a { line.start } else { End::Plain };
        let piece = open.get_or_insert_with(|| Line { points: vec![from], start, end: End::Plain });
        piece.points.push(to);
        if i == last && to == b {
            piece.end = line.end;
        }
        if to != b {
            pieces.extend(open.take());
        }
    }
    pieces.extend(open);
    pieces
}

/// The part of the chord from `a` to `b` inside the window (Liang and Barsky, 1984), or `None` if it misses it or is not finite.
pub fn clip_chord(a: Xy, b: Xy, x: Range, y: Range) -> Option<(Xy, Xy)> {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    if !dx.is_finite() || !dy.is_finite() {
        return None;
    }
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    // Each side of the window: how fast the chord goes out through it, and how far `a` is from it on the inside.
    for (speed, room) in [(-dx, a.x - x.start), (dx, x.end - a.x), (-dy, a.y - y.start), (dy, y.end - a.y)] {
        if speed == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if speed < 0.0 {
            enter = enter.max(room / speed);
        } else {
            leave = leave.min(room / speed);
        }
    }
    if enter > leave {
        return None;
    }
    let at = |t: f64| Xy { x: x.clamp(a.x + t * dx), y: y.clamp(a.y + t * dy) };
    let from = if enter > 0.0 { at(enter) } else { a };
    let to = if leave < 1.0 { at(leave) } else { b };
    Some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Margins;

    fn clip(points: &[(f64, f64)]) -> Vec<Vec<(f64, f64)>> {
        let margins = Margins { left: 0.0, right: 0.0, top: 0.0, bottom: 0.0 };
        let unit = Range::new(0.0, 1.0);
        let viewport = Viewport { x: unit, y: unit, width_px: 100.0, height_px: 100.0, margins };
        let points = points.iter().map(|&(x, y)| Xy { x, y }).collect();
        let line = Line { points, start: End::Open, end: End::Closed };
        clip_line(&line, &viewport).into_iter().map(|l| l.points.into_iter().map(|p| (p.x, p.y)).collect()).collect()
    }

    #[test]
    fn lines_are_cut_where_they_cross_the_border() {
        assert_eq!(clip(&[(0.0, 0.0), (1.0, 2.0)]), [[(0.0, 0.0), (0.5, 1.0)]]);
        assert_eq!(clip(&[(0.25, -1.0), (0.25, 3.0)]), [[(0.25, 0.0), (0.25, 1.0)]]);
        assert_eq!(clip(&[(0.0, 2.0), (1.0, 3.0)]), Vec::<Vec<_>>::new());
    }

    #[test]
    fn a_line_that_leaves_and_comes_back_is_two() {
        let pieces = clip(&[(0.0, 0.5), (0.5, 1.5), (1.0, 0.5)]);
        assert_eq!(pieces, [[(0.0, 0.5), (0.25, 1.0)], [(0.75, 1.0), (1.0, 0.5)]]);
    }
}

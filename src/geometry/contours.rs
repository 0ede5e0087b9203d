//! Contour lines of a function on a grid: marching squares, joined to polylines.
//!
//! Each cell that a level passes through has a short chord from edge to edge of the cell; chords that share an edge belong
//! to the same line. Where two chords cross a cell (a saddle) the mean of its corners decides which corners they part.
//! Source: W. Lorensen and H. Cline, Marching Cubes, 1987, in the plane.

use super::viewport::Xy;

/// A line along which the function has one value.
#[derive(Clone, Debug, PartialEq)]
pub struct Contour {
    /// Which of the levels.
    pub level: usize,
    /// Its corners, in columns and rows of the grid; a closed line ends where it began.
    pub points: Vec<Xy>,
}

/// The contours of the values on a grid, given row by row with so many `columns`. Cells with a corner that is not a number
/// have none. `levels` are in rising order, at most 254.
///
/// ```
/// use little_o::geometry::contours;
/// // x on a grid of 2 columns and 3 rows: one upright line in the middle.
/// let lines = contours(&[0.0, 1.0, 0.0, 1.0, 0.0, 1.0], 2, &[0.5]);
/// assert_eq!(lines[0].points.iter().map(|p| (p.x, p.y)).collect::<Vec<_>>(), [(0.5, 0.0), (0.5, 1.0), (0.5, 2.0)]);
/// ```
pub fn contours(values: &[f64], columns: usize, levels: &[f64]) -> Vec<Contour> {
    if columns < 2 {
        return Vec::new();
    }
    let mut chords: Vec<Vec<[usize; 2]>> = vec![Vec::new(); levels.len()];
    // How many levels lie at or below each value: a level passes between two corners where these differ.
    let below = |value: f64| if value.is_nan() { HOLE } else { levels.partition_point(|level| *level <= value) };
    let bands: Vec<usize> = values.iter().map(|value| below(*value)).collect();
    let rows = bands.chunks_exact(columns).zip(bands.chunks_exact(columns).skip(1)).enumerate();
    for (row, (upper, lower)) in rows {
        for (column, (top, bottom)) in upper.windows(2).zip(lower.windows(2)).enumerate() {
            let (&[a, b], &[d, c]) = (top, bottom) else { continue };
            if a == b && b == c && c == d {
                continue;
            }
            let (least, most) = (a.min(b).min(c).min(d), a.max(b).max(c).max(d));
            if most == HOLE {
                continue;
            }
            let first = row * columns + column;
            let cell = Cell { corners: [a, b, c, d], first, columns };
            for (level, chords) in chords.iter_mut().enumerate().take(most).skip(least) {
                cell.chords(level, || mean_is_above(values, first, columns, levels, level), chords);
            }
        }
    }
    let grid = Grid { values, columns };
    let mut links = vec![[NONE; 2]; 2 * values.len()];
    let joined = chords.iter().zip(levels).enumerate();
    joined.flat_map(|(level, (chords, value))| grid.join(level, *value, chords, &mut links)).collect()
}

/// The band of a value that is not a number.
const HOLE: usize = usize::MAX;
/// No chord.
const NONE: u32 = u32::MAX;

fn mean_is_above(values: &[f64], first: usize, columns: usize, levels: &[f64], level: usize) -> bool {
    let corners = [first, first + 1, first + columns, first + columns + 1];
    let sum: f64 = corners.iter().filter_map(|corner| values.get(*corner)).sum();
    levels.get(level).is_some_and(|level| *level <= 0.25 * sum)
}

/// A square of the grid. Its corners are a, b above and d, c below; edge 2n lies right of grid point n, edge 2n + 1 below it.
struct Cell {
    corners: [usize; 4],
    first: usize,
    columns: usize,
}

impl Cell {
    /// The chords of one level, from edge to edge.
    fn chords(&self, level: usize, is_mean_above: impl Fn() -> bool, chords: &mut Vec<[usize; 2]>) {
        let [a, b, c, d] = self.corners.map(|band| band > level);
        let (top, left) = (2 * self.first, 2 * self.first + 1);
        let (right, bottom) = (left + 2, top + 2 * self.columns);
        match (a, b, c, d) {
            _ if (a, b) == (c, d) && a != b => {
                // A saddle: the mean joins two opposite corners, and the chords part off the other two.
                let parts_a = a != is_mean_above();
                chords.extend(if parts_a { [[top, left], [right, bottom]] } else { [[top, right], [left, bottom]] });
            }
            _ if a != b && c != d => chords.push([top, bottom]),
            _ if a != d && b != c => chords.push([left, right]),
            _ if a != b && a != d => chords.push([top, left]),
            _ if b != a && b != c => chords.push([top, right]),
            _ if c != b && c != d => chords.push([right, bottom]),
            _ => chords.push([left, bottom]),
        }
    }
}

struct Grid<'a> {
    values: &'a [f64],
    columns: usize,
}

impl Grid<'_> {
    /// Joins the chords of a level to lines. `links` holds, for each edge, the chords that end there, and is left empty.
    fn join(&self, level: usize, value: f64, chords: &[[usize; 2]], links: &mut [[u32; 2]]) -> Vec<Contour> {
        for (index, chord) in (0u32..).zip(chords) {
            for edge in chord {
                match links.get_mut(*edge) {
                    Some([first, _]) if *first == NONE => *first = index,
                    Some([_, second]) => *second = index,
                    None => {}
                }
            }
        }
        let mut used = vec![false; chords.len()];
        let mut lines = Vec::new();
        for (index, chord) in chords.iter().enumerate() {
            if std::mem::replace(used.get_mut(index).unwrap_or(&mut true), true) {
                continue;
            }
            let [start, end] = *chord;
            let mut back = follow(start, index, chords, links, &mut used);
            back.reverse();
            let ahead = follow(end, index, chords, links, &mut used);
            let points = back.iter().chain(&ahead).filter_map(|edge| self.place(*edge, value)).collect();
            lines.push(Contour { level, points });
        }
        for edge in chords.iter().flatten() {
            if let Some(link) = links.get_mut(*edge) {
                *link = [NONE; 2];
            }
        }
        lines
    }

    /// Where the level crosses an edge.
    fn place(&self, edge: usize, value: f64) -> Option<Xy> {
        let (first, is_upright) = (edge / 2, edge % 2 == 1);
        let second = first + if is_upright { self.columns } else { 1 };
        let (from, to) = (*self.values.get(first)?, *self.values.get(second)?);
        let t = ((value - from) / (to - from)).clamp(0.0, 1.0);
        let (column, row) = ((first % self.columns) as f64, (first / self.columns) as f64);
        Some(if is_upright { Xy { x: column, y: row + t } } else { Xy { x: column + t, y: row } })
    }
}

/// The edges from `edge` on, away from the chord `index`, until the line ends or closes.
fn follow(edge: usize, index: usize, chords: &[[usize; 2]], links: &[[u32; 2]], used: &mut [bool]) -> Vec<usize> {
    let (mut edge, mut index) = (edge, index);
    let mut edges = vec![edge];
    while let Some(next) = links.get(edge).into_iter().flatten().map(|next| *next as usize).find(|next| *next != index)
    {
        let (Some(&[a, b]), Some(is_used)) = (chords.get(next), used.get_mut(next)) else { break };
        if std::mem::replace(is_used, true) {
            break;
        }
        edge = if a == edge { b } else { a };
        index = next;
        edges.push(edge);
    }
    edges
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests {
    use super::*;

    fn grid(f: impl Fn(f64, f64) -> f64, columns: usize, rows: usize) -> Vec<f64> {
        let place = |i: usize, count: usize| -1.0 + 2.0 * i as f64 / (count - 1) as f64;
        (0..rows)
            .flat_map(|r| (0..columns).map(move |c| (c, r)))
            .map(|(c, r)| f(place(c, columns), place(r, rows)))
            .collect()
    }

    #[test]
    fn circles_are_closed_lines_of_the_right_radius() {
        let values = grid(|x, y| x * x + y * y, 201, 201);
        let lines = contours(&values, 201, &[0.25, 0.81]);
        assert_eq!(lines.iter().map(|line| line.level).collect::<Vec<_>>(), [0, 1]);
        for (line, radius) in lines.iter().zip([0.5, 0.9]) {
            let (first, last) = (line.points[0], line.points[line.points.len() - 1]);
            assert!((first.x - last.x).hypot(first.y - last.y) < 1e-9, "not closed: {first:?} {last:?}");
            for at in &line.points {
                let distance = (at.x / 100.0 - 1.0).hypot(at.y / 100.0 - 1.0);
                assert!((distance - radius).abs() < 1e-4, "{distance}");
            }
        }
    }

    #[test]
    fn a_saddle_has_two_lines_that_do_not_cross() {
        let values = grid(|x, y| x * y, 21, 21);
        for level in [0.01, -0.01] {
            let lines = contours(&values, 21, &[level]);
            assert_eq!(lines.len(), 2, "{lines:?}");
            for line in &lines {
                let sides: Vec<bool> = line.points.iter().map(|at| at.x > 10.0).collect();
                assert!(sides.iter().all(|side| *side == sides[0]), "{line:?}");
            }
        }
    }

    #[test]
    fn holes_and_small_grids_have_no_lines() {
        assert!(contours(&[0.0, f64::NAN, 0.0, 1.0], 2, &[0.5]).is_empty());
        assert!(contours(&[0.0, 1.0], 1, &[0.5]).is_empty());
        assert!(contours(&[], 2, &[0.5]).is_empty());
    }
}

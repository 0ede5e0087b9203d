//! Where a curve oscillates faster than pixels: its envelope, column by column.
//!
//! Rough values do here: that many of them show how far the curve goes, even where each by itself is wrong.

use super::Function;
use super::sample::Column;
use super::viewport::{Range, Viewport};

/// Samples in each column of a pixel; its neighbours' are used too.
const SAMPLES: u32 = 24;

/// The envelope of f over the `dense` ranges, as runs of adjacent columns within the window.
pub(super) fn bands(f: &dyn Function, viewport: &Viewport, dense: &[Range]) -> Vec<Vec<Column>> {
    dense.iter().filter_map(|run| band(f, viewport, *run)).collect()
}

fn band(f: &dyn Function, viewport: &Viewport, run: Range) -> Option<Vec<Column>> {
    let count = (run.length() * viewport.px_per_x()).ceil().clamp(2.0, 8_000.0) as u32;
    let hulls: Vec<Option<Range>> = (0..count).map(|i| hull(f, run, i, count)).collect();
    let widened = |i: usize| {
        let near = hulls.get(i.saturating_sub(1)..(i + 2).min(hulls.len())).unwrap_or_default();
        Range::of(near.iter().flatten().flat_map(|hull| [hull.start, hull.end]))
    };
    let columns: Vec<Column> = (0..hulls.len())
        .filter_map(|i| {
            let hull = widened(i).filter(|hull| hull.start <= viewport.y.end && viewport.y.start <= hull.end)?;
            // The outermost columns reach to the ends of the run, where the lines beside the band begin.
            let x = run.at(i as f64 / f64::from(count - 1));
            Some(Column { x, low: viewport.y.clamp(hull.start), high: viewport.y.clamp(hull.end) })
        })
        .collect();
    (columns.len() > 1).then_some(columns)
}

/// The smallest and largest value seen in column `i` of `count`.
fn hull(f: &dyn Function, run: Range, i: u32, count: u32) -> Option<Range> {
    Range::of((0..SAMPLES).map(|j| {
        // Fixed places without a period of their own, spread evenly over the column.
        let spread = (f64::from(i * SAMPLES + j) * 0.754_877_666_246_692_7).fract();
        let fraction = (f64::from(i) + (f64::from(j) + spread) / f64::from(SAMPLES)) / f64::from(count);
        f.rough(run.at(fraction))
    }))
}

//! A function of two variables from above: shades for its values, lines where it has the same value.

use super::axes::Axis;
use super::picture::{Picture, Raster, Size, Stroke};
use super::sketch::Sketch;
use super::theme::Role;
use super::{DataTable, Scene};
use crate::geometry::{Field, Px, Range, contours, short_number, ticks};
use rust_i18n::t;

/// The values of f(x, y) as shades, with contour lines.
#[derive(Clone, Debug)]
pub struct HeatScene {
    /// f.
    pub field: Field,
    /// The x shown.
    pub x: Range,
    /// The y shown.
    pub y: Range,
    /// About how many contour lines.
    pub levels: usize,
}

impl HeatScene {
    /// The values at the middles of so many columns and rows, the top row first.
    fn values(&self, columns: usize, rows: usize) -> Vec<f64> {
        let middle = |i: usize, count: usize| (i as f64 + 0.5) / count as f64;
        let xs: Vec<f64> = (0..columns).map(|i| self.x.at(middle(i, columns))).collect();
        let ys: Vec<f64> = (0..rows).map(|i| self.y.at(1.0 - middle(i, rows))).collect();
        self.field.values(&xs, &ys)
    }

    /// Equally spaced levels between the smallest and the largest value.
    fn levels(&self, range: Range) -> Vec<f64> {
        (0..self.levels).map(|i| range.at((i as f64 + 0.5) / self.levels as f64)).collect()
    }
}

impl Scene for HeatScene {
    fn picture(&self, size: Size) -> Picture {
        let mut sketch = Sketch::new(size, (self.x, &Axis::Linear), (self.y, &Axis::Linear));
        let viewport = sketch.viewport;
        let (columns, rows) = (viewport.plot_width_px().round() as usize, viewport.plot_height_px().round() as usize);
        let values = self.values(columns, rows);
        let range = Range::of(values.iter().copied()).unwrap_or(Range::new(0.0, 1.0));
        let lines = contours(&values, columns, &self.levels(range));
        let corner = Px { x: viewport.left_px(), y: viewport.top_px() };
        for line in lines {
            let at = |p: &crate::geometry::Xy| Px { x: corner.x + p.x + 0.5, y: corner.y + p.y + 0.5 };
            sketch.line_px(line.points.iter().map(at).collect(), Stroke::solid(Role::Function, 1.0));
        }
        let scale = 255.0 / range.length().max(f64::MIN_POSITIVE);
        let shades = values.iter().map(|value| ((value - range.start) * scale) as u8).collect();
        let ground = Raster { at: corner, columns, shades };
        Picture { ground: Some(ground), ..sketch.finish() }
    }

    fn description(&self) -> String {
        let values = self.values(60, 60);
        let Some(range) = Range::of(values) else { return t!("plot.heat.nothing").into_owned() };
        let [low, high] = [range.start, range.end].map(|value| short_number(value, 3));
        t!("plot.heat.description", low = low, high = high, levels = self.levels).into_owned()
    }

    fn data(&self) -> DataTable {
        let places = |range: Range| ticks(range, 400.0, 100.0).ticks;
        let (xs, ys) = (places(self.x), places(self.y));
        let value = |x: f64, y: f64| short_number(self.field.value(x, y), 4);
        let columns = std::iter::once("y \\ x".to_owned()).chain(xs.iter().map(|x| x.label.clone())).collect();
        let row = |y: &crate::geometry::Tick| {
            let values = xs.iter().map(|x| value(x.value, y.value));
            std::iter::once(y.label.clone()).chain(values).collect()
        };
        DataTable { columns, rows: ys.iter().rev().map(row).collect() }
    }
}

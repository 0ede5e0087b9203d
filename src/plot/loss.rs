//! The loss, step by step.

use super::axes::Axis;
use super::picture::{Anchor, Picture, Size, Stroke};
use super::sketch::{END_PX, Sketch};
use super::theme::Role;
use super::{DataTable, Scene};
use crate::geometry::{Px, Range, Xy, short_number};
use rust_i18n::t;

/// The loss after each step up to the current one, on a logarithmic axis where it spans more than three powers of ten.
#[derive(Clone, Debug, PartialEq)]
pub struct LossScene {
    /// The losses from the start on.
    pub losses: Vec<f64>,
    /// The step shown; 0 is the start.
    pub current: usize,
}

/// More dots than this touch each other.
const MOST_DOTS: usize = 60;

impl LossScene {
    /// The losses shown.
    fn shown(&self) -> impl Iterator<Item = f64> {
        self.losses.iter().copied().take(self.current + 1)
    }

    fn is_logarithmic(&self) -> bool {
        Range::of(self.shown()).is_some_and(|range| range.start > 0.0 && range.end / range.start > 1e3)
    }

    /// The steps on the axis, which grows by leaps.
    fn steps(&self) -> Range {
        let leap = [8, 12, 20, 40, 60, 100, 200, 400, 1_000].into_iter().find(|last| self.current <= *last);
        Range::new(0.0, 1.04 * leap.unwrap_or(self.current) as f64)
    }
}

impl Scene for LossScene {
    fn picture(&self, size: Size) -> Picture {
        let is_logarithmic = self.is_logarithmic();
        let axis = if is_logarithmic { Axis::Log } else { Axis::Linear };
        let height = |loss: f64| if is_logarithmic { loss.log10() } else { loss };
        let points: Vec<Xy> =
            self.shown().enumerate().map(|(step, loss)| Xy { x: step as f64, y: height(loss) }).collect();
        let range = Range::of(points.iter().map(|at| at.y)).unwrap_or(Range::new(0.0, 1.0));
        let smallest = 0.5 * range.start.abs().max(range.end.abs()).max(1e-12);
        let y =
            if range.length() > 1e-9 * smallest { range.padded(0.1) } else { Range::around(range.center(), smallest) };
        let mut sketch = Sketch::new(size, (self.steps(), &Axis::Linear), (y, &axis));
        let places = points.iter().map(|at| sketch.px(at.x, at.y)).collect();
        sketch.line_px(places, Stroke::solid(Role::Function, 2.0));
        if points.len() <= MOST_DOTS {
            for at in &points {
                sketch.dot(*at, END_PX - 1.0, Role::Function, false);
            }
        }
        if let Some(now) = points.last() {
            sketch.dot(*now, END_PX, Role::Moved, false);
        }
        let corner = |x: f64, y: f64| Px {
            x: sketch.viewport.left_px() + x * sketch.viewport.plot_width_px(),
            y: sketch.viewport.top_px() + y * sketch.viewport.plot_height_px(),
        };
        let places = [(0.95, 0.1), (0.95, 0.9), (0.95, 0.3), (0.95, 0.7), (0.6, 0.1), (0.6, 0.9)];
        let places = places.map(|(x, y)| (corner(x, y), Anchor::Right)).to_vec();
        sketch.name(t!("plot.loss.name"), Role::Function, places);
        sketch.finish()
    }

    fn description(&self) -> String {
        let number = |value: Option<f64>| value.map_or_else(String::new, |value| short_number(value, 4));
        let (first, last) = (number(self.losses.first().copied()), number(self.shown().last()));
        let smallest = number(Range::of(self.shown()).map(|range| range.start));
        t!("plot.loss.description", first = first, last = last, steps = self.current, smallest = smallest).into_owned()
    }

    fn data(&self) -> DataTable {
        let columns = [t!("plot.descent.column_step"), t!("plot.descent.column_loss")].map(String::from).to_vec();
        let row = |(step, loss): (usize, f64)| vec![step.to_string(), short_number(loss, 6)];
        DataTable { columns, rows: self.shown().enumerate().map(row).collect() }
    }
}

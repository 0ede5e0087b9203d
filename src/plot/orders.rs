//! Sizes near a point on logarithmic axes, where powers are straight lines.

use super::axes::Axis;
use super::picture::{Dash, Picture, Size, Stroke};
use super::sketch::Sketch;
use super::theme::Role;
use super::{Curve, DataTable, Scene};
use crate::geometry::{Function, Px, Range, auto_range, power_of_ten, short_number};
use rust_i18n::t;

/// One quantity on logarithmic axes.
#[derive(Clone, Debug)]
pub struct OrderLine {
    /// What it is called: `f`, `g`, `f / g`, `error`.
    pub name: String,
    /// u ↦ log₁₀ of its size at the distance 10ᵘ; NaN where it is 0 or not defined.
    pub size: Curve,
    /// What it stands for.
    pub role: Role,
    /// Its dashes, so that lines differ in more than colour.
    pub dash: Dash,
}

/// Quantities against the distance to the point, both in powers of ten; the slope of a line is the order of the quantity.
#[derive(Clone, Debug)]
pub struct OrderScene {
    /// The lines, the most important first.
    pub lines: Vec<OrderLine>,
    /// The letter of the distance.
    pub variable: String,
    /// The exponents of ten shown.
    pub window: Range,
    /// The exponents of the sizes shown, if someone chose them.
    pub sizes: Option<Range>,
}

/// A line is called straight if its slope changes by less than this over the window.
const STRAIGHT: f64 = 0.02;

impl OrderLine {
    /// The line's slope at the left end of the window, where the distance is smallest, if it is the same in the middle.
    fn slope(&self, window: Range) -> Option<f64> {
        let between = |from: f64, to: f64| {
            let (from, to) = (window.at(from), window.at(to));
            (self.size.value(to) - self.size.value(from)) / (to - from)
        };
        let (near, middle) = (between(0.02, 0.12), between(0.4, 0.5));
        ((near - middle).abs() < STRAIGHT).then_some(near)
    }

    fn label(&self, window: Range) -> String {
        match self.slope(window) {
            Some(slope) => {
                // Two decimals: a slope of 10⁻⁸ is 0.
                let slope = short_number((slope * 100.0).round() / 100.0, 2);
                t!("plot.order.slope", name = self.name, slope = slope).into_owned()
            }
            None => self.name.clone(),
        }
    }
}

impl Scene for OrderScene {
    fn picture(&self, size: Size) -> Picture {
        let ends = |line: &OrderLine| [0.0, 0.25, 0.5, 0.75, 1.0].map(|t| line.size.value(self.window.at(t)));
        let shown: Vec<f64> = self.lines.iter().flat_map(ends).collect();
        let y = self.sizes.unwrap_or_else(|| auto_range(&|_: f64| f64::NAN, self.window, &shown));
        let mut sketch = Sketch::new(size, (self.window, &Axis::Log), (y, &Axis::Log));
        let drawn: Vec<Vec<Px>> = self
            .lines
            .iter()
            .map(|line| {
                let stroke = Stroke { dash: line.dash, ..Stroke::solid(line.role, 2.3) };
                sketch.curve(&line.size, &[], stroke)
            })
            .collect();
        for (line, points) in self.lines.iter().zip(&drawn) {
            sketch.name_line(line.label(self.window), line.role, points, &[0.55, 0.7, 0.35, 0.85, 0.2]);
        }
        sketch.finish()
    }

    fn description(&self) -> String {
        let say = |line: &OrderLine| match line.slope(self.window) {
            Some(slope) => t!("plot.order.straight", name = line.name, slope = short_number(slope, 3)).into_owned(),
            None => t!("plot.order.curved", name = line.name).into_owned(),
        };
        let lines: Vec<String> = self.lines.iter().map(say).collect();
        t!("plot.order.description", variable = self.variable, lines = lines.join(" ")).into_owned()
    }

    fn data(&self) -> DataTable {
        let columns =
            std::iter::once(self.variable.clone()).chain(self.lines.iter().map(|line| line.name.clone())).collect();
        let size = |log: f64| if log.is_finite() { short_number(10_f64.powf(log), 4) } else { "\u{2013}".to_owned() };
        let row = |u: i32| {
            let sizes = self.lines.iter().map(|line| size(line.size.value(f64::from(u))));
            std::iter::once(power_of_ten(u)).chain(sizes).collect()
        };
        let exponents = self.window.start.ceil() as i32..=self.window.end.floor() as i32;
        DataTable { columns, rows: exponents.rev().map(row).collect() }
    }
}

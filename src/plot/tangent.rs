//! A function, its tangent line, and what the tangent gets wrong after a step.

use super::axes::Axis;
use super::picture::{Anchor, Picture, Size, Stroke};
use super::sketch::{BAR_PX, CURVE_PX, POINT_PX, Sketch};
use super::theme::Role;
use super::{Curve, DataTable, Scene, Trace};
use crate::geometry::{Function, Px, Range, Xy, auto_range, roundest, short_number, steady_window};
use rust_i18n::t;

/// The curve of f, the tangent at `point`, the step ε as a level bar and the error f(x+ε) − (f(x) + f′(x)·ε) as an upright bar.
///
/// Handles: `x` at the point, `epsilon` at the point after the step.
#[derive(Clone, Debug)]
pub struct TangentScene {
    /// f, NaN where it is not defined.
    pub function: Curve,
    /// x.
    pub point: f64,
    /// ε.
    pub step: f64,
    /// f(x).
    pub value: f64,
    /// f′(x); NaN where there is none.
    pub slope: f64,
    /// A slope that the student proposes instead.
    pub own_slope: Option<f64>,
    /// The arguments shown; see [`TangentScene::window`].
    pub window: Range,
    /// The values shown, if someone chose them.
    pub values: Option<Range>,
}

impl TangentScene {
    /// A window that holds x and x + ε, stays where it is while they move a little, and is 10^−zoom as wide as usual.
    pub fn window(point: f64, step: f64, zoom: f64) -> Range {
        let wide = steady_window(Range::of([point, point + step]).unwrap_or(Range::new(0.0, 0.0)), 2.0);
        if zoom == 0.0 {
            return wide;
        }
        Range::around(point, 0.5 * wide.length() * 10_f64.powf(-zoom))
    }

    /// x + ε.
    fn moved(&self) -> f64 {
        self.point + self.step
    }

    /// f(x) + f′(x)·ε.
    fn approximation(&self) -> f64 {
        self.value + self.slope * self.step
    }

    /// f(x+ε) − (f(x) + f′(x)·ε).
    fn error(&self) -> f64 {
        self.function.value(self.moved()) - self.approximation()
    }

    fn tangent_at(&self, x: f64) -> f64 {
        self.value + self.slope * (x - self.point)
    }

    /// Lines down from the two points, and the bar of ε between them.
    fn draw_step(&self, sketch: &mut Sketch) {
        let bottom = sketch.viewport.y.start;
        let moved_value = self.function.value(self.moved());
        sketch.line((self.point, self.value), (self.point, bottom), Stroke::dotted(Role::Function));
        sketch.line((self.moved(), moved_value), (self.moved(), bottom), Stroke::dotted(Role::Moved));
        let y = sketch.viewport.bottom_px() - 16.0;
        let from = sketch.px(sketch.viewport.x.clamp(self.point), 0.0).x;
        let to = sketch.px(sketch.viewport.x.clamp(self.moved()), 0.0).x;
        sketch.line_px(vec![Px { x: from, y }, Px { x: to, y }], Stroke::solid(Role::Epsilon, BAR_PX));
        for x in [from, to] {
            sketch.line_px(vec![Px { x, y: y - 7.0 }, Px { x, y: y + 7.0 }], Stroke::solid(Role::Epsilon, 1.6));
        }
        let above = [0.5, 0.35, 0.65].map(|t| (Px { x: from + t * (to - from), y: y - 14.0 }, Anchor::Center));
        let beside =
            [(Px { x: from.max(to) + 8.0, y }, Anchor::Left), (Px { x: from.min(to) - 8.0, y }, Anchor::Right)];
        sketch.name("ε", Role::Epsilon, above.into_iter().chain(beside).collect());
    }

    /// The tangent, and the bar from its end to the curve.
    fn draw_tangent(&self, sketch: &mut Sketch) {
        let Range { start, end } = sketch.viewport.x;
        let stroke = Stroke::dashed(Role::Gradient, 2.2);
        let tangent = sketch.line((start, self.tangent_at(start)), (end, self.tangent_at(end)), stroke);
        let (value, approximation) = (self.function.value(self.moved()), self.approximation());
        let error =
            sketch.line((self.moved(), approximation), (self.moved(), value), Stroke::solid(Role::Error, BAR_PX));
        if let [top, .., bottom] = error.as_slice() {
            let beside = [0.5, 0.3, 0.7].into_iter().flat_map(|t| {
                let y = top.y + t * (bottom.y - top.y);
                [(Px { x: top.x + 9.0, y }, Anchor::Left), (Px { x: top.x - 9.0, y }, Anchor::Right)]
            });
            let places = beside.collect();
            sketch.name(t!("plot.tangent.error"), Role::Error, places);
        }
        if let [from, to] = tangent.as_slice() {
            let spread: Vec<Px> = (0..=20)
                .map(|i| f64::from(i) / 20.0)
                .map(|t| Px { x: from.x + t * (to.x - from.x), y: from.y + t * (to.y - from.y) })
                .collect();
            let fractions = if self.step < 0.0 { [0.1, 0.2, 0.3, 0.9] } else { [0.9, 0.8, 0.7, 0.1] };
            sketch.name_line(t!("plot.tangent.tangent"), Role::Gradient, &spread, &fractions);
        }
    }

    /// The line through the point with the student's own slope.
    fn draw_own(&self, sketch: &mut Sketch, own_slope: f64) {
        let Range { start, end } = sketch.viewport.x;
        let at = |x: f64| (x, self.value + own_slope * (x - self.point));
        if let [from, to] = sketch.line(at(start), at(end), Stroke::dotted(Role::Ink)).as_slice() {
            sketch.name_line(t!("plot.tangent.own"), Role::Ink, &[*from, *to], &[0.2, 0.8, 0.1, 0.9]);
        }
    }

    fn draw_points(&self, sketch: &mut Sketch) {
        let here = Xy { x: self.point, y: self.value };
        let there = Xy { x: self.moved(), y: self.function.value(self.moved()) };
        sketch.dot(Xy { x: self.moved(), y: self.approximation() }, POINT_PX - 0.5, Role::Gradient, true);
        sketch.dot(there, POINT_PX, Role::Moved, false);
        sketch.dot(here, POINT_PX, Role::Function, false);
        sketch.name_dot("x", Role::Function, here);
        sketch.name_dot("x + ε", Role::Moved, there);
        sketch.handle("epsilon", there);
        sketch.handle("x", here);
    }
}

impl Scene for TangentScene {
    fn picture(&self, size: Size) -> Picture {
        // Under the microscope the step's end lies far outside: the curve near the point fills the picture alone.
        let is_in_sight = self.window.contains(self.moved());
        let ends = is_in_sight.then(|| [self.function.value(self.moved()), self.approximation()]);
        let shown: Vec<f64> = std::iter::once(self.value).chain(ends.into_iter().flatten()).collect();
        let y = self.values.unwrap_or_else(|| {
            let fitted = auto_range(&self.function, self.window, &shown);
            // Room for the bar of ε under everything else.
            Range::new(fitted.start - 0.1 * fitted.length(), fitted.end)
        });
        let mut sketch = Sketch::new(size, (self.window, &Axis::Linear), (y, &Axis::Linear));
        sketch.curve(&self.function, &[self.point], Stroke::solid(Role::Function, CURVE_PX));
        self.draw_step(&mut sketch);
        if self.slope.is_finite() {
            self.draw_tangent(&mut sketch);
        }
        if let Some(own_slope) = self.own_slope {
            self.draw_own(&mut sketch, own_slope);
        }
        self.draw_points(&mut sketch);
        sketch.finish()
    }

    fn description(&self) -> String {
        let number = |value| short_number(value, 4);
        let value = self.function.value(self.moved());
        if !self.slope.is_finite() || !value.is_finite() {
            return t!("plot.tangent.undefined", x = number(self.point), moved = number(self.moved())).into_owned();
        }
        t!(
            "plot.tangent.description",
            x = number(self.point),
            slope = number(self.slope),
            epsilon = number(self.step),
            approximation = number(self.approximation()),
            value = number(value),
            error = number(self.error())
        )
        .into_owned()
    }

    fn trace(&self, x: Range) -> Option<Trace> {
        let x = roundest(x);
        let value = self.function.value(x);
        let (at, tangent) = (short_number(x, 4), short_number(self.tangent_at(x), 4));
        let text = format!("x = {at}, f(x) = {}", self.function.value_text(x));
        let tangent = self.slope.is_finite().then(|| format!(", {} {tangent}", t!("plot.tangent.tangent")));
        Some(Trace { at: Xy { x, y: value }, text: text + &tangent.unwrap_or_default() })
    }

    fn data(&self) -> DataTable {
        let columns = ["x", "f(x)", "f(x₀) + f′(x₀)·(x − x₀)"].map(str::to_owned).to_vec();
        let row = |x: f64| [x, self.function.value(x), self.tangent_at(x)].map(|value| short_number(value, 6)).to_vec();
        let between = [0.0, 0.25, 0.5, 0.75, 1.0].map(|t| self.point + t * self.step);
        DataTable { columns, rows: between.into_iter().map(row).collect() }
    }
}

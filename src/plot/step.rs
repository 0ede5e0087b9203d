//! One step, for every learning rate it could have.

use super::axes::Axis;
use super::picture::{Anchor, Picture, Size, Stroke};
use super::sketch::{BAR_PX, CURVE_PX, POINT_PX, Sketch};
use super::theme::Role;
use super::{Curve, DataTable, Scene};
use crate::geometry::{Function, Px, Range, Xy, auto_range, short_number};
use rust_i18n::t;

/// The loss after one step as a function of the learning rate η, the tangent's promise, and the rates for which the loss falls.
#[derive(Clone, Debug)]
pub struct StepScene {
    /// η ↦ f(x − η·f′(x)), NaN where it is not defined.
    pub loss_after: Curve,
    /// f(x).
    pub loss: f64,
    /// −|f′(x)|²: how fast the promised loss falls with η.
    pub slope: f64,
    /// The learning rate chosen.
    pub rate: f64,
    /// The loss falls for every rate between 0 and this one.
    pub safe: Option<f64>,
}

impl StepScene {
    fn promised(&self, rate: f64) -> f64 {
        self.loss + self.slope * rate
    }

    /// The rates shown.
    fn window(&self) -> Range {
        let reach = self.safe.map_or(0.0, |safe| 1.35 * safe).max(1.2 * self.rate);
        Range::new(0.0, if reach > 0.0 && reach.is_finite() { reach } else { 1.0 })
    }

    /// The rates for which the loss falls, and the names of both sides.
    fn draw_safe(&self, sketch: &mut Sketch) {
        let Some(safe) = self.safe else { return };
        sketch.area(Range::new(0.0, safe), sketch.viewport.y, Role::Yes);
        let edge = sketch.px(safe.min(sketch.viewport.x.end), 0.0).x;
        let at = |x: f64, t: f64| Px { x, y: sketch.viewport.top_px() + t * sketch.viewport.plot_height_px() };
        let left = sketch.viewport.left_px();
        let inside = [0.88, 0.12, 0.7].map(|t| (at(0.5 * (left + edge), t), Anchor::Center)).to_vec();
        let outside = [0.88, 0.12, 0.7].map(|t| (at(edge + 7.0, t), Anchor::Left)).to_vec();
        sketch.name(t!("plot.step.falls"), Role::Yes, inside);
        sketch.name(t!("plot.step.rises"), Role::Moved, outside);
    }
}

impl Scene for StepScene {
    fn picture(&self, size: Size) -> Picture {
        let window = self.window();
        let (after, promised) = (self.loss_after.value(self.rate), self.promised(self.rate));
        // What happens beyond the safe rates may leave the picture, and so may a wild promise.
        let telling = Range::new(0.0, self.safe.unwrap_or(window.end));
        let fitted = auto_range(&self.loss_after, telling, &[self.loss, after, promised]);
        let y = fitted.padded(0.15);
        let mut sketch = Sketch::new(size, (window, &Axis::Linear), (y, &Axis::Linear));
        self.draw_safe(&mut sketch);
        sketch.line((0.0, self.loss), (window.end, self.loss), Stroke::dotted(Role::Soft));
        sketch.curve(&self.loss_after, &[], Stroke::solid(Role::Function, CURVE_PX));
        sketch.line((0.0, self.loss), (window.end, self.promised(window.end)), Stroke::dashed(Role::Gradient, 2.0));
        sketch.line((self.rate, promised), (self.rate, after), Stroke::solid(Role::Error, BAR_PX));
        sketch.dot(Xy { x: self.rate, y: after }, POINT_PX - 0.5, Role::Moved, false);
        sketch.finish()
    }

    fn description(&self) -> String {
        let number = |value: f64| short_number(value, 4);
        let (after, promised) = (self.loss_after.value(self.rate), self.promised(self.rate));
        let step = t!(
            "plot.step.description",
            rate = number(self.rate),
            before = number(self.loss),
            after = number(after),
            promised = number(promised)
        );
        match self.safe {
            Some(safe) => format!("{step} {}", t!("plot.step.safe", safe = number(safe))),
            None => step.into_owned(),
        }
    }

    fn data(&self) -> DataTable {
        let columns =
            ["η".into(), t!("plot.step.column_after"), t!("plot.step.column_promised")].map(String::from).to_vec();
        let row = |rate: f64| {
            [rate, self.loss_after.value(rate), self.promised(rate)].map(|value| short_number(value, 6)).to_vec()
        };
        let rates = (0..=8).map(|i| self.window().at(f64::from(i) / 8.0));
        DataTable { columns, rows: rates.map(row).collect() }
    }
}

//! Gradient descent on the curve of the loss, and what the tangent promised for the step.

use super::axes::Axis;
use super::picture::{Anchor, Picture, Size, Stroke};
use super::sketch::{BAR_PX, CURVE_PX, END_PX, POINT_PX, Sketch};
use super::theme::Role;
use super::{Curve, DataTable, Scene, Trace};
use crate::geometry::{Function, Px, Range, Xy, auto_range, roundest, short_number, steady_window};
use rust_i18n::t;

/// The loss, the iterates up to the current one, and the last step: promised along the tangent (dashed) and true.
///
/// Handle: `start` at the first iterate.
#[derive(Clone, Debug)]
pub struct DescentScene {
    /// The loss, NaN where it is not defined.
    pub loss: Curve,
    /// Iterates and their losses from the start on.
    pub iterates: Vec<Xy>,
    /// The step shown; 0 is the start.
    pub current: usize,
    /// The loss that the tangent promised for this step.
    pub promised: Option<f64>,
    /// The arguments shown; see [`DescentScene::window`].
    pub window: Range,
    /// The losses shown, if someone chose them.
    pub values: Option<Range>,
}

/// More past iterates than this are a smear.
const MOST_DOTS: usize = 150;

impl DescentScene {
    /// A window for the iterates up to the current one: both sides of 0 where they are near it, else around them.
    /// It grows by leaps, so that the picture stands still while the iterates move.
    ///
    /// ```
    /// use little_o::{geometry::Range, plot::DescentScene};
    /// assert_eq!(DescentScene::window(&[2.0, 1.37]), Range::new(-2.2, 2.2));
    /// ```
    pub fn window(iterates: &[f64]) -> Range {
        let Some(hull) = Range::of(iterates.iter().copied()) else { return Range::new(-1.0, 1.0) };
        if hull.center().abs() > 2.0 * hull.length() + 4.0 {
            return steady_window(hull, 2.0);
        }
        let farthest = hull.start.abs().max(hull.end.abs()).max(1.0);
        let decade = 10_f64.powf(farthest.log10().floor());
        let round = [1.0, 1.5, 2.0, 3.0, 5.0, 7.5].map(|digit| digit * decade).into_iter().find(|m| farthest <= *m);
        let reach = 1.1 * round.unwrap_or(10.0 * decade);
        Range::new(-reach, reach)
    }

    fn at(&self, step: usize) -> Option<Xy> {
        self.iterates.get(step).copied()
    }

    /// The iterate before the current one.
    fn previous(&self) -> Option<Xy> {
        self.at(self.current.checked_sub(1)?)
    }

    /// The tangent's promise from the last iterate, and the bar of what it got wrong.
    fn draw_promise(&self, sketch: &mut Sketch) {
        let (Some(from), Some(to), Some(promised)) = (self.previous(), self.at(self.current), self.promised) else {
            return;
        };
        let promise = sketch.line((from.x, from.y), (to.x, promised), Stroke::dashed(Role::Gradient, 2.0));
        let gap = sketch.line((to.x, promised), (to.x, to.y), Stroke::solid(Role::Error, BAR_PX));
        let beside = |points: &[Px], fractions: &[f64], dx: f64| -> Vec<(Px, Anchor)> {
            let [a, .., b] = points else { return Vec::new() };
            let at = |t: &f64| (a.x + t * (b.x - a.x), a.y + t * (b.y - a.y));
            let sides = [
                (dx, if dx < 0.0 { Anchor::Right } else { Anchor::Left }),
                (-dx, if dx < 0.0 { Anchor::Left } else { Anchor::Right }),
            ];
            let place = |(x, y): (f64, f64)| sides.map(|(dx, anchor)| (Px { x: x + dx, y }, anchor));
            fractions.iter().map(at).flat_map(place).collect()
        };
        // The two names stand on the outer sides: the promise comes from where the last iterate was.
        let outward = if from.x > to.x { 12.0 } else { -12.0 };
        sketch.name(t!("plot.descent.gap"), Role::Error, beside(&gap, &[0.5, 0.35, 0.65], -outward));
        sketch.name(t!("plot.descent.promised"), Role::Gradient, beside(&promise, &[0.6, 0.45, 0.75], outward));
    }

    /// The iterates: start, past, last and current.
    fn draw_iterates(&self, sketch: &mut Sketch) {
        let past = self.iterates.iter().take(self.current).skip(1);
        for at in past.skip(self.current.saturating_sub(MOST_DOTS)) {
            sketch.faint_dot(*at, END_PX - 1.0, Role::Function, false, 0.45);
        }
        if let Some(start) = self.at(0) {
            sketch.dot(start, END_PX, Role::Function, false);
            sketch.handle("start", start);
        }
        if let Some(now) = self.at(self.current) {
            sketch.dot(now, POINT_PX, Role::Moved, false);
            let name =
                if self.current == 0 { t!("plot.descent.start") } else { t!("plot.descent.step", step = self.current) };
            sketch.name_dot(name, Role::Moved, now);
        }
        if let Some(start) = self.at(0).filter(|_| self.current > 0) {
            sketch.name_dot(t!("plot.descent.start"), Role::Function, start);
        }
    }
}

impl Scene for DescentScene {
    fn picture(&self, size: Size) -> Picture {
        let mut shown: Vec<f64> =
            [self.at(0), self.previous(), self.at(self.current)].iter().flatten().map(|at| at.y).collect();
        shown.extend(self.promised);
        let y = self.values.unwrap_or_else(|| auto_range(&self.loss, self.window, &shown));
        let mut sketch = Sketch::new(size, (self.window, &Axis::Linear), (y, &Axis::Linear));
        sketch.curve(&self.loss, &[], Stroke::solid(Role::Function, CURVE_PX));
        self.draw_promise(&mut sketch);
        self.draw_iterates(&mut sketch);
        sketch.finish()
    }

    fn description(&self) -> String {
        let number = |value: f64| short_number(value, 4);
        let (Some(start), Some(now)) = (self.at(0), self.at(self.current)) else {
            return t!("plot.descent.nothing").into_owned();
        };
        let (x, loss) = (number(now.x), number(now.y));
        let (Some(previous), Some(promised)) = (self.previous(), self.promised) else {
            let words = if self.current == 0 { "plot.descent.at_start" } else { "plot.descent.run" };
            return t!(words, start = number(start.x), step = self.current, x = x, loss = loss).into_owned();
        };
        t!(
            "plot.descent.description",
            start = number(start.x),
            step = self.current,
            x = x,
            before = number(previous.y),
            loss = loss,
            promised = number(promised),
            gap = number(now.y - promised)
        )
        .into_owned()
    }

    fn trace(&self, x: Range) -> Option<Trace> {
        let x = roundest(x);
        let text = format!("x = {}, f(x) = {}", short_number(x, 4), self.loss.value_text(x));
        Some(Trace { at: Xy { x, y: self.loss.value(x) }, text })
    }

    fn data(&self) -> DataTable {
        let columns =
            [t!("plot.descent.column_step"), "x".into(), t!("plot.descent.column_loss")].map(String::from).to_vec();
        let row = |(step, at): (usize, &Xy)| vec![step.to_string(), short_number(at.x, 6), short_number(at.y, 6)];
        DataTable { columns, rows: self.iterates.iter().enumerate().take(self.current + 1).map(row).collect() }
    }
}

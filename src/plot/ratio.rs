//! The ratio f/g near the point of the limit.

use super::axes::{Axis, Origin};
use super::picture::{Anchor, Picture, Size, Stroke};
use super::sketch::{CURVE_PX, END_PX, Sketch};
use super::theme::Role;
use super::{Curve, DataTable, Scene, Trace};
use crate::geometry::{
    Function, Px, Range, Window, Xy, auto_range, measured_delta, roundest, short_number, short_number_above,
    short_number_below,
};
use rust_i18n::t;

/// Where the limit is taken.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// At a number.
    Finite(Origin),
    /// At +∞.
    PlusInfinity,
    /// At −∞.
    MinusInfinity,
}

/// What is known of the ratio on one side of the point.
#[derive(Clone, Debug, PartialEq)]
pub struct SideLimit {
    /// The limit where it is a number.
    pub value: Option<f64>,
    /// The answer as text: `1/2`, `∞`, `does not exist`.
    pub text: String,
}

/// How near one must come for |f/g| to stay below the tolerance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Delta {
    /// Nearer than this is near enough: that is proved.
    Proved(f64),
    /// No distance is small enough: that is proved, too.
    Never,
    /// Nothing is proved; where the limits are small enough a distance is measured, and labelled so.
    Measured,
}

/// What ordinary floating point would have drawn.
#[derive(Clone, Debug)]
pub struct Floating {
    /// f/g as doubles have it.
    pub ratio: Curve,
    /// The distance nearer than which not one digit of it need be right, if there is one.
    pub noise_floor: Option<f64>,
}

/// The curve of f/g near the point, the tolerance as a level band, and how near one must come (δ) to stay in it.
///
/// The ratio is a function of the distance h to the point, not of x, so that the picture is right however far one zooms:
/// x = point + h at a number, x = 1/h at ±∞.
#[derive(Clone, Debug)]
pub struct RatioScene {
    /// h ↦ f/g, NaN where it is not defined.
    pub ratio: Curve,
    /// Where the limit is taken.
    pub place: Place,
    /// The letter of the variable.
    pub variable: String,
    /// The window reaches a little farther than 10^−zoom from the point.
    pub zoom: f64,
    /// What is known from the left; `None` if this side is not looked at.
    pub left: Option<SideLimit>,
    /// What is known from the right; `None` if this side is not looked at.
    pub right: Option<SideLimit>,
    /// The size |f/g| should stay below.
    pub tolerance: Option<f64>,
    /// How near one must come for that.
    pub delta: Delta,
    /// What is shown of distances and values, if someone chose it.
    pub view: Option<Window>,
    /// What floating point would have drawn, where that is asked for.
    pub floating: Option<Floating>,
}

impl RatioScene {
    /// The distance that fills the window but for a tenth.
    fn reach(&self) -> f64 {
        10_f64.powf(-self.zoom)
    }

    /// The window of h.
    fn window(&self) -> Range {
        if let Some(view) = self.view {
            return view.x;
        }
        let reach = 1.1 * self.reach();
        let left = if self.left.is_some() { reach } else { 0.1 * reach };
        let right = if self.right.is_some() { reach } else { 0.1 * reach };
        match self.place {
            Place::Finite(_) => Range::new(-left, right),
            Place::PlusInfinity => Range::new(0.0, reach),
            Place::MinusInfinity => Range::new(-reach, 0.0),
        }
    }

    fn axis(&self) -> Axis {
        match &self.place {
            Place::Finite(origin) => Axis::From(origin.clone()),
            Place::PlusInfinity | Place::MinusInfinity => Axis::Reciprocal,
        }
    }

    /// The sides' limits, left first.
    fn limits(&self) -> impl Iterator<Item = &SideLimit> {
        self.left.iter().chain(&self.right)
    }

    /// How far out x is, for a point at infinity, where 1/x is nearer to 0 than this: `x > 10.1`.
    fn beyond(&self, delta: f64) -> String {
        let (variable, bound) = (&self.variable, short_number_above(1.0 / delta, 3));
        if self.place == Place::MinusInfinity {
            format!("{variable} < −{bound}")
        } else {
            format!("{variable} > {bound}")
        }
    }

    /// How near one must come to stay within the tolerance, and its name.
    fn draw_delta(&self, delta: f64, sketch: &mut Sketch) {
        let (x, y) = (sketch.viewport.x, sketch.viewport.y);
        if delta >= x.start.abs().max(x.end.abs()) {
            // The whole picture is near enough.
            return;
        }
        let (from, to, name) = match self.place {
            Place::Finite(_) => (-delta, delta, format!("δ {} {}", self.relation(), self.number(delta))),
            Place::PlusInfinity => (0.0, delta, self.beyond(delta)),
            Place::MinusInfinity => (-delta, 0.0, self.beyond(delta)),
        };
        sketch.area(Range::new(from, to), y, Role::Yes);
        for h in [from, to].into_iter().filter(|h| *h != 0.0) {
            sketch.line((h, y.start), (h, y.end), Stroke::dotted(Role::Yes));
        }
        if !x.contains(from) && !x.contains(to) {
            return;
        }
        let beside = |h: f64, dx: f64, t: f64| {
            let y = sketch.viewport.top_px() + t * sketch.viewport.plot_height_px();
            (Px { x: sketch.px(h, 0.0).x + dx, y }, if dx < 0.0 { Anchor::Right } else { Anchor::Left })
        };
        let heights = [0.88, 0.12, 0.75, 0.25];
        let places = heights.into_iter().flat_map(|t| [beside(to, 7.0, t), beside(from, -7.0, t), beside(to, -7.0, t)]);
        let places = places.collect();
        sketch.name(name, Role::Yes, places);
    }

    /// How near one must come for |f/g| to stay below the tolerance: proved, or measured where the limits are below it.
    fn delta(&self) -> Option<f64> {
        let tolerance = self.tolerance?;
        let is_below = |limit: &SideLimit| limit.value.is_some_and(|value| value.abs() < tolerance);
        match self.delta {
            Delta::Proved(delta) => Some(delta),
            Delta::Never => None,
            Delta::Measured if self.limits().next().is_none() || !self.limits().all(is_below) => None,
            Delta::Measured => measured_delta(&self.ratio, self.window(), tolerance),
        }
    }

    /// δ as text: no more than what is proved.
    fn number(&self, delta: f64) -> String {
        if self.delta == Delta::Measured { short_number(delta, 3) } else { short_number_below(delta, 3) }
    }

    /// What is measured only is not said to be equal.
    fn relation(&self) -> char {
        if self.delta == Delta::Measured { '≈' } else { '=' }
    }

    /// The tolerance band, δ, and their names.
    fn draw_tolerance(&self, tolerance: f64, sketch: &mut Sketch) {
        let x = sketch.viewport.x;
        sketch.area(x, Range::around(0.0, tolerance), Role::Yes);
        if let Some(delta) = self.delta() {
            self.draw_delta(delta, sketch);
        }
        for level in [-tolerance, tolerance] {
            sketch.line((x.start, level), (x.end, level), Stroke::dotted(Role::Yes));
        }
        // The place where the tolerance is taken hold of.
        let grip = Xy { x: x.at(0.96), y: tolerance };
        sketch.dot(grip, END_PX, Role::Yes, false);
        sketch.handle("tolerance", grip);
        let key = if self.delta == Delta::Never { "plot.ratio.tolerance_never" } else { "plot.ratio.tolerance" };
        let text = t!(key, value = short_number(tolerance, 3));
        let at = |fraction: f64, level: f64, dy: f64| {
            let x = sketch.viewport.left_px() + fraction * sketch.viewport.plot_width_px();
            Px { x, y: sketch.px(0.0, level).y + dy }
        };
        let above = [(0.02, Anchor::Left), (0.98, Anchor::Right), (0.25, Anchor::Left), (0.75, Anchor::Right)];
        let places = above.iter().map(|(t, anchor)| (at(*t, tolerance, -12.0), *anchor));
        let below = above.iter().map(|(t, anchor)| (at(*t, -tolerance, 12.0), *anchor));
        let places = places.chain(below).collect();
        sketch.name(text, Role::Yes, places);
    }

    /// The curve that floating point would have drawn, and where its digits end.
    fn draw_floating(&self, floating: &Floating, sketch: &mut Sketch) {
        let (x, y) = (sketch.viewport.x, sketch.viewport.y);
        sketch.curve(&floating.ratio, &[], Stroke::solid(Role::Error, 1.5));
        let corner = |tx: f64, ty: f64| Px {
            x: sketch.viewport.left_px() + tx * sketch.viewport.plot_width_px(),
            y: sketch.viewport.top_px() + ty * sketch.viewport.plot_height_px(),
        };
        let rows = [0.08, 0.92, 0.2, 0.8, 0.32, 0.68];
        let left = rows.map(|ty| (corner(0.02, ty), Anchor::Left));
        let right = rows.map(|ty| (corner(0.98, ty), Anchor::Right));
        sketch.name(t!("plot.ratio.floating"), Role::Error, left.into_iter().chain(right).collect());
        let Some(noise) = floating.noise_floor else { return };
        let text = t!("plot.ratio.noise", distance = short_number(noise, 1));
        sketch.name(text, Role::Error, right.into_iter().chain(left).collect());
        for h in [-noise, noise].into_iter().filter(|h| x.contains(*h)) {
            sketch.line((h, y.start), (h, y.end), Stroke::dotted(Role::Error));
        }
    }

    /// x at the distance `h`, as text.
    fn x_text(&self, h: f64) -> String {
        let far = |h: f64| short_number(1.0 / h, 4);
        match &self.place {
            Place::Finite(origin) if origin.value == 0.0 => short_number(h, 4),
            Place::Finite(origin) if h < 0.0 => format!("{} − {}", origin.text, short_number(-h, 4)),
            Place::Finite(origin) => format!("{} + {}", origin.text, short_number(h, 4)),
            Place::PlusInfinity | Place::MinusInfinity => far(h),
        }
    }

    fn place_text(&self) -> String {
        match &self.place {
            Place::Finite(origin) => origin.text.clone(),
            Place::PlusInfinity => "∞".to_owned(),
            Place::MinusInfinity => "−∞".to_owned(),
        }
    }

    /// Distances worth a row: `fractions` of the reach, on the sides that are looked at.
    fn distances(&self, fractions: &[f64]) -> Vec<f64> {
        let window = self.window();
        let inside = |h: &f64| window.contains(*h) && h.abs() > 0.05 * self.reach();
        fractions.iter().flat_map(|t| [-t * self.reach(), t * self.reach()]).filter(inside).collect()
    }
}

impl Scene for RatioScene {
    fn picture(&self, size: Size) -> Picture {
        let window = self.window();
        let mut shown: Vec<f64> = self.limits().filter_map(|limit| limit.value).collect();
        if let Some(tolerance) = self.tolerance {
            shown.extend([-1.5 * tolerance, 1.5 * tolerance]);
        }
        let y = self.view.map_or_else(|| auto_range(&self.ratio, window, &shown), |view| view.y);
        let mut sketch = Sketch::new(size, (window, &self.axis()), (y, &Axis::Linear));
        if let Some(tolerance) = self.tolerance {
            self.draw_tolerance(tolerance, &mut sketch);
        }
        let widest = sketch.curve(&self.ratio, &[], Stroke::solid(Role::Ratio, CURVE_PX));
        if let Some(floating) = &self.floating {
            self.draw_floating(floating, &mut sketch);
        }
        for value in self.limits().filter_map(|limit| limit.value) {
            sketch.dot(Xy { x: 0.0, y: value }, END_PX, Role::Ratio, true);
        }
        sketch.name_line("f / g", Role::Ratio, &widest, &[0.75, 0.85, 0.65, 0.55, 0.9, 0.3, 0.2]);
        sketch.finish()
    }

    fn description(&self) -> String {
        let place = format!("{} = {}", self.variable, self.place_text()).replace("= ∞", "→ ∞").replace("= −∞", "→ −∞");
        let values: Vec<String> = self
            .distances(&[1.0, 0.1])
            .into_iter()
            .map(|h| {
                let at = format!("{} = {}", self.variable, self.x_text(h));
                match self.ratio.value(h) {
                    y if y.is_finite() => t!("plot.ratio.value", at = at, value = short_number(y, 4)).into_owned(),
                    _ => t!("plot.ratio.undefined", at = at).into_owned(),
                }
            })
            .collect();
        let mut parts = vec![t!("plot.ratio.values", place = place, values = values.join(", ")).into_owned()];
        match (&self.left, &self.right) {
            (Some(left), Some(right)) if left.text == right.text => {
                parts.push(t!("plot.ratio.limit", limit = left.text).into_owned());
            }
            (Some(left), Some(right)) => {
                parts.push(t!("plot.ratio.two_limits", left = left.text, right = right.text).into_owned());
            }
            (Some(one), None) => parts.push(t!("plot.ratio.left_limit", limit = one.text).into_owned()),
            (None, Some(one)) => parts.push(t!("plot.ratio.right_limit", limit = one.text).into_owned()),
            // Nothing is told before the student has answered.
            (None, None) => {}
        }
        if let Some(tolerance) = self.tolerance {
            let tolerance = short_number(tolerance, 3);
            match (self.delta, self.delta()) {
                (Delta::Never, _) => parts.push(t!("plot.ratio.no_delta", tolerance = tolerance).into_owned()),
                (proof, Some(delta)) => {
                    let is_proved = matches!(proof, Delta::Proved(_));
                    let key = if is_proved { "plot.ratio.delta" } else { "plot.ratio.measured_delta" };
                    let near = match self.place {
                        Place::Finite(_) => t!("plot.ratio.within", delta = self.number(delta)),
                        Place::PlusInfinity | Place::MinusInfinity => {
                            t!("plot.ratio.beyond", place = self.beyond(delta))
                        }
                    };
                    parts.push(t!(key, tolerance = tolerance, near = near).into_owned());
                }
                (_, None) => {}
            }
        }
        if let Some(noise) = self.floating.as_ref().and_then(|floating| floating.noise_floor) {
            parts.push(t!("plot.ratio.floating_description", distance = short_number(noise, 1)).into_owned());
        }
        parts.join(" ")
    }

    fn trace(&self, x: Range) -> Option<Trace> {
        let h = roundest(x);
        let value = self.ratio.value(h);
        let text = format!("{} = {}, f/g = {}", self.variable, self.x_text(h), self.ratio.value_text(h));
        Some(Trace { at: Xy { x: h, y: value }, text })
    }

    fn data(&self) -> DataTable {
        let columns = vec![self.variable.clone(), "f/g".to_owned()];
        let row = |h: f64| vec![self.x_text(h), short_number(self.ratio.value(h), 6)];
        DataTable { columns, rows: self.distances(&[1.0, 0.8, 0.6, 0.4, 0.2, 0.1]).into_iter().map(row).collect() }
    }
}

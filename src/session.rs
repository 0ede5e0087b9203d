//! Everything a link restores, as plain data. `Default` is the contract: a link says only what differs from it.
//!
//! Formulas and the point of the limit are kept as *source*, just as typed; numbers are kept as numbers.
//! Nothing derived lives here: what can be computed from a session is a memo in `app/state.rs`.

pub use crate::descent::Method;
use crate::eval::Tape;
use crate::expr::Expr;
use crate::limits::Point;
use crate::numerals;
use reactive_stores::{Patch, Store};
use std::collections::BTreeMap;

/// The state of the page.
#[derive(Clone, Debug, Default, PartialEq, Store, Patch)]
pub struct Session {
    /// The lab that is open.
    #[patch(|this, new| *this = new)]
    pub lab: Lab,
    /// The lab that compares f with g.
    pub little_o: LittleO,
    /// The lab of the straight-line guess.
    pub tangent: Tangent,
    /// The lab of gradient descent.
    pub descent: Descent,
    /// The exercises.
    pub exercises: Exercises,
    /// How the page looks.
    pub page: Page,
    /// The part of the plane that the plot shows, where the user chose one.
    #[patch(|this, new| *this = new)]
    pub view: Option<View>,
    /// The values of free letters.
    #[patch(|this, new| *this = new)]
    pub params: BTreeMap<String, f64>,
}

/// The labs that are built, in the order of the menu.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lab {
    /// The front page, with the first lab live.
    #[default]
    Welcome,
    /// Is f = o(g)?
    LittleO,
    /// How good is the straight-line guess?
    Tangent,
    /// Gradient descent, step by step.
    Descent,
    /// Exercises, graded at once.
    Exercises,
}

/// The state of the little-o lab.
#[derive(Clone, Debug, PartialEq, Store, Patch)]
pub struct LittleO {
    /// Source of f.
    pub f: String,
    /// Source of g.
    pub g: String,
    /// The letter that moves.
    pub var: String,
    /// Source of the point of the limit: an exact constant, `oo` or `-oo`.
    pub at: String,
    /// From where the point is approached.
    #[patch(|this, new| *this = new)]
    pub side: Approach,
    /// The axes of the plot.
    #[patch(|this, new| *this = new)]
    pub scale: Scale,
    /// How far the plot is zoomed toward the point, in powers of ten.
    pub zoom: f64,
    /// The tolerance of |f/g| that the plot marks; positive.
    pub tol: f64,
    /// Whether the student answers before the verdict is shown.
    pub predict: bool,
}

/// From where a point is approached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Approach {
    /// From both sides.
    #[default]
    Both,
    /// Through smaller numbers.
    Left,
    /// Through larger numbers.
    Right,
}

/// The axes of the ratio's plot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scale {
    /// Both axes linear.
    #[default]
    Linear,
    /// Both axes logarithmic.
    LogLog,
}

/// The state of the tangent lab. `y` and `eps_y` are there when the link gives two coordinates.
#[derive(Clone, Debug, PartialEq, Store, Patch)]
pub struct Tangent {
    /// Source of f.
    pub f: String,
    /// The letter that moves.
    pub var: String,
    /// The point x.
    pub x: f64,
    /// Its second coordinate.
    pub y: Option<f64>,
    /// The step ε.
    pub eps: f64,
    /// Its second coordinate.
    pub eps_y: Option<f64>,
    /// The slope a student proposes.
    pub slope: Option<f64>,
    /// How far the plot is zoomed toward the point, in powers of ten.
    pub zoom: f64,
}

/// The state of the descent lab.
#[derive(Clone, Debug, PartialEq, Store, Patch)]
pub struct Descent {
    /// Source of f, the loss.
    pub f: String,
    /// The starting point.
    pub x: f64,
    /// Its second coordinate.
    pub y: Option<f64>,
    /// The learning rate of the first step; not negative.
    pub rate: f64,
    /// Later learning rates: (step, rate) means "from this step on". Steps are positive and rise.
    #[patch(|this, new| *this = new)]
    pub changes: Vec<(usize, f64)>,
    /// The last step of the run.
    pub steps: usize,
    /// The step that is shown; at most `steps`.
    pub step: usize,
    /// The rule of a step.
    #[patch(|this, new| *this = new)]
    pub method: Method,
    /// How much of the last step momentum keeps, in [0, 1).
    pub beta: f64,
}

/// The state of the exercises.
#[derive(Clone, Debug, Default, PartialEq, Store, Patch)]
pub struct Exercises {
    /// The exercise that is open, by its name in links; empty for the list of all.
    pub id: String,
    /// The answer as it is filled in, as text.
    pub answer: String,
    /// An exercise that travels in the link, as JSON.
    pub made: String,
    /// The lab that stands inside the exercise. Its state is in its own part of the session.
    #[patch(|this, new| *this = new)]
    pub inside: Option<Lab>,
    /// Answers that a summary shows, or the exercises of a set that was made, by their names.
    #[patch(|this, new| *this = new)]
    pub answers: BTreeMap<String, String>,
}

/// How the page looks, the same in every lab.
#[derive(Clone, Debug, PartialEq, Store, Patch)]
pub struct Page {
    /// Whether only the lab is shown, for a frame in another page.
    pub embed: bool,
    /// Colours.
    #[patch(|this, new| *this = new)]
    pub theme: Theme,
    /// The language, a tag such as `de`, or `auto`.
    pub lang: String,
    /// Accessible names of what is hidden, in lower case with `-` for spaces.
    #[patch(|this, new| *this = new)]
    pub hide: Vec<String>,
    /// Whether the page is a picture that does not move, for print.
    pub still: bool,
}

/// A set of colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Light or dark as the system is.
    #[default]
    Auto,
    /// Dark on paper.
    Light,
    /// Light on night.
    Dark,
    /// High contrast and thick lines, for a lecture hall.
    Projector,
}

/// A window of the plane: x0 < x1 and y0 < y1, in the numbers that the lab's main plot counts in.
///
/// In the little-o lab x counts from the point of the limit, so that a window there keeps its digits however small it is;
/// at ±∞ it is one over the variable. On logarithmic axes both are exponents of ten.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs, reason = "the four sides of the window")]
pub struct View {
    pub x0: f64,
    pub x1: f64,
    pub y0: f64,
    pub y1: f64,
}

impl Default for LittleO {
    fn default() -> Self {
        LittleO {
            f: "x^2".into(),
            g: "x".into(),
            var: "x".into(),
            at: "0".into(),
            side: Approach::Both,
            scale: Scale::Linear,
            zoom: 0.0,
            tol: 0.1,
            predict: false,
        }
    }
}

impl Default for Tangent {
    fn default() -> Self {
        Tangent {
            f: "cos(pi*x)".into(),
            var: "x".into(),
            x: 0.25,
            y: None,
            eps: 0.25,
            eps_y: None,
            slope: None,
            zoom: 0.0,
        }
    }
}

impl Default for Descent {
    fn default() -> Self {
        Descent {
            f: "x^4-3x^2+x".into(),
            x: 2.0,
            y: None,
            rate: 0.03,
            changes: Vec::new(),
            steps: 40,
            step: 0,
            method: Method::GradientDescent,
            beta: 0.9,
        }
    }
}

impl Tangent {
    /// The point where f has two variables; (1, 1) if the link gives none.
    pub fn point(&self) -> [f64; 2] {
        in_plane(self.x, self.y, Tangent::default().x, [1.0, 1.0])
    }

    /// The step where f has two variables; (0.1, 0) if the link gives none.
    pub fn step(&self) -> [f64; 2] {
        in_plane(self.eps, self.eps_y, Tangent::default().eps, [0.1, 0.0])
    }
}

impl Descent {
    /// The starting point where f has two variables; (1, 1) if the link gives none.
    pub fn start(&self) -> [f64; 2] {
        in_plane(self.x, self.y, Descent::default().x, [1.0, 1.0])
    }
}

/// Two coordinates out of what a link may give: both, the first alone, or none, where the first is still the default.
fn in_plane(first: f64, second: Option<f64>, default: f64, elsewhere: [f64; 2]) -> [f64; 2] {
    match second {
        Some(second) => [first, second],
        None if first.to_bits() == default.to_bits() => elsewhere,
        None => [first, elsewhere[1]],
    }
}

impl Default for Page {
    fn default() -> Self {
        Page { embed: false, theme: Theme::Auto, lang: "auto".into(), hide: Vec::new(), still: false }
    }
}

/// The point of a limit that `source` names: `oo`, `-oo` or an exact constant. `None` if it names none.
///
/// ```
/// use little_o::{limits::Point, session::read_point};
/// assert_eq!(read_point("-oo"), Some(Point::MinusInfinity));
/// assert_eq!(read_point("abc"), None);
/// assert_eq!(read_point("1/0"), None);
/// ```
pub fn read_point(source: &str) -> Option<Point> {
    match source.trim() {
        "oo" | "+oo" | "∞" | "+∞" | "inf" => Some(Point::PlusInfinity),
        "-oo" | "−oo" | "-∞" | "−∞" | "-inf" => Some(Point::MinusInfinity),
        constant => read_constant(constant).map(|(expr, _)| Point::Finite(expr)),
    }
}

/// The number that `source` names, as a decimal or as a constant such as `pi/4`. `None` if it names none.
///
/// ```
/// use little_o::session::read_number;
/// assert_eq!(read_number("1e-3"), Some(0.001));
/// assert_eq!(read_number("pi/4"), Some(std::f64::consts::FRAC_PI_4));
/// assert_eq!(read_number("x"), None);
/// ```
pub fn read_number(source: &str) -> Option<f64> {
    numerals::read(source).or_else(|| read_constant(source).map(|(_, value)| value)).filter(|value| value.is_finite())
}

/// A formula without letters that has a value, and that value.
///
/// Plain numbers are read at any time; what has to be computed, such as `pi/4`, only when that has come.
fn read_constant(source: &str) -> Option<(Expr, f64)> {
    let expr: Expr = source.parse().ok()?;
    let value = numerals::read(source).or_else(|| Some((computed::get()?)(&expr)))?;
    (expr.symbols().is_empty() && !value.is_nan()).then_some((expr, value))
}

later! {
    /// The value of a formula without letters.
    computed: fn(&Expr) -> f64 = &(value as fn(&Expr) -> f64)
}

fn value(expr: &Expr) -> f64 {
    Tape::new(expr, &[]).eval(&[])
}

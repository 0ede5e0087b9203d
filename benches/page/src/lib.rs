//! The page's own drawing and evaluating code, called from JavaScript without the interface around it.
//!
//! `tests/browser/src/plots.rs` builds a page with it and measures; the pictures are the ones of `peers.md`: sin(ax)/x² +
//! exp(−ax²) with its tangent at 1, and the heat map of cos(3x + k) + x² + y² with 12 contour levels.

#![cfg(target_arch = "wasm32")]

use little_o::app::surface::{Surface, paint};
use little_o::eval::{Tape, Truthful};
use little_o::expr::{Expr, Symbol};
use little_o::geometry::{Field, Range};
use little_o::plot::{Curve, HeatScene, Scene, Size, TangentScene, Theme};
use std::sync::Arc;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlCanvasElement;

/// The formula that is drawn; a is dragged.
const CURVE: &str = "sin(a*x)/x^2 + exp(-a*x^2)";
/// The formula of the heat map; k is dragged.
const HEAT: &str = "cos(3x + k) + x^2 + y^2";
/// The formula that is evaluated.
const VALUES: &str = "sin(3x)/x^2 + exp(-x^2)*log(x + 2)";

thread_local! {
    /// Read once, as in the page: dragging changes the parameter only.
    static READ: (Expr, Expr) = (expr(CURVE), expr(HEAT));
}

fn expr(source: &str) -> Expr {
    source.parse().unwrap_or_else(|_| Expr::integer(0))
}

/// A drawing update: formula and tangent for this a, sampled and painted.
#[wasm_bindgen]
pub fn draw_curves(canvas: &HtmlCanvasElement, a: f64) -> bool {
    let (x, size) = (Symbol::new("x"), Size { width: 800.0, height: 500.0 });
    let value = expr(&a.to_string());
    let curve = READ.with(|(curve, _)| curve.substitute(&Symbol::new("a"), &value));
    let function = Arc::new(Truthful::new(&curve, &x));
    let (value, slope) = function.tape().derivative(&[1.0], 0);
    let window = Range::new(-3.0, 3.0);
    let scene = TangentScene {
        function: Curve::of(function),
        point: 1.0,
        step: 0.5,
        value,
        slope,
        own_slope: None,
        window,
        values: None,
    };
    paint(canvas, Surface { size, pixel_ratio: 1.0 }, &scene.picture(size), Theme::Light)
}

/// The heat map for this k, with its contours.
#[wasm_bindgen]
pub fn draw_heat(canvas: &HtmlCanvasElement, k: f64) -> bool {
    let (size, window) = (Size { width: 400.0, height: 400.0 }, Range::new(-2.0, 2.0));
    let symbols = ["x", "y", "k"].map(Symbol::new);
    let field = Field::new(READ.with(|(_, heat)| Tape::new(heat, &symbols)), vec![k]);
    let scene = HeatScene { field, x: window, y: window, levels: 12 };
    paint(canvas, Surface { size, pixel_ratio: 1.0 }, &scene.picture(size), Theme::Light)
}

/// The values at many places, to be evaluated again and again.
#[wasm_bindgen]
pub struct Values {
    tape: Tape,
    places: Vec<f64>,
    values: Vec<f64>,
}

#[wasm_bindgen]
impl Values {
    /// As many places between 0.1 and 3.
    #[wasm_bindgen(constructor)]
    pub fn new(count: u32) -> Values {
        let place = |i: u32| 0.1 + 2.9 * f64::from(i) / f64::from(count);
        let places: Vec<f64> = (0..count).map(place).collect();
        Values { tape: Tape::new(&expr(VALUES), &[Symbol::new("x")]), values: vec![0.0; places.len()], places }
    }

    /// Evaluates all, and returns their sum, so that nothing can be left out.
    pub fn evaluate(&mut self) -> f64 {
        self.tape.eval_many(&self.places, &[], &mut self.values);
        self.values.iter().sum()
    }
}

//! Whole pictures, kept as SVG files in `data/pictures` that anyone can look at: functions that plotters draw wrong.
//!
//! A picture that changes on purpose is written anew by `UPDATE_EXPECT=1 cargo test --test it golden`; look at it before
//! it is committed.

#![allow(clippy::unwrap_used)]

use expect_test::ExpectFile;
use little_o::eval::Truthful;
use little_o::expr::{Symbol, read};
use little_o::geometry::Range;
use little_o::plot::{
    Curve, Dash, Delta, OrderLine, OrderScene, Origin, Place, RatioScene, Role, Scene, SideLimit, Size, TangentScene,
    Theme, svg,
};
use std::path::Path;
use std::sync::Arc;

const SIZE: Size = Size { width: 400.0, height: 260.0 };

fn truthful(source: &str) -> Arc<Truthful> {
    Arc::new(Truthful::new(&read(source).unwrap().expr, &Symbol::new("x")))
}

fn check(name: &str, scene: &dyn Scene) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/data/pictures").join(name).with_extension("svg");
    ExpectFile { path: file, position: concat!(file!(), ":1:1") }.assert_eq(&svg(&scene.picture(SIZE), Theme::Light));
}

#[test]
fn curves_break_where_they_break_and_nowhere_else() {
    let cases = [
        ("poles", "tan(x)", -1.0),
        ("pole", "1/x", 0.0),
        ("steps", "floor(x)", -0.7),
        ("jump", "abs(x)/x", 0.0),
        ("envelope", "sin(1/x)", 0.0),
        ("root", "sqrt(x)", 0.0),
        ("logarithm", "log(x)", 0.0),
        ("power", "x^x", 0.0),
        ("pieces", "where(x < 0, -x, x^2 + 1/2)", 0.0),
        ("cancellation", "(tan(x)-sin(x))/x^3", 9.0),
    ];
    for (name, source, zoom) in cases {
        let side = Some(SideLimit { value: None, text: String::new() });
        let scene = RatioScene {
            ratio: Curve::of(truthful(source)),
            place: Place::Finite(Origin { value: 0.0, text: "0".to_owned() }),
            variable: "x".to_owned(),
            zoom,
            left: side.clone(),
            right: side,
            tolerance: None,
            delta: Delta::Measured,
            view: None,
            floating: None,
        };
        check(name, &scene);
    }
}

#[test]
fn under_the_microscope_a_curve_becomes_its_tangent() {
    let function = Curve::of(truthful("cos(pi*x)"));
    for (name, zoom) in [("tangent", 0.0), ("tangent-near", 4.0), ("tangent-nearest", 12.0)] {
        let scene = TangentScene {
            function: function.clone(),
            point: 0.25,
            step: 0.25,
            value: 0.5_f64.sqrt(),
            slope: -std::f64::consts::PI * 0.5_f64.sqrt(),
            own_slope: None,
            window: TangentScene::window(0.25, 0.25, zoom),
            values: None,
        };
        check(name, &scene);
    }
}

#[test]
fn slopes_on_logarithmic_axes_are_orders() {
    let line = |name: &str, source, role, dash| {
        let function = truthful(source);
        OrderLine { name: name.to_owned(), size: Curve::new(move |u| function.log10_size(10_f64.powf(u))), role, dash }
    };
    let lines = vec![
        line("f / g", "(tan(x)-sin(x))/x^2", Role::Ratio, Dash::Solid),
        line("f", "tan(x)-sin(x)", Role::Numerator, Dash::Dashed),
        line("g", "x^2", Role::Denominator, Dash::Short),
    ];
    let scene = OrderScene { lines, variable: "distance".to_owned(), window: Range::new(-17.0, -9.0), sizes: None };
    check("orders", &scene);
}

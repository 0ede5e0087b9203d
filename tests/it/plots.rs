//! Pictures of every scene, drawn on a backend that writes down what it is told to draw.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used, clippy::panic, clippy::float_cmp)]

use little_o::eval::{Truthful, enclose};
use little_o::expr::{Symbol, read};
use little_o::geometry::{Field, Function, Range, Xy};
use little_o::plot::{
    Curve, Delta, DescentScene, Floating, Font, HeatScene, LossScene, Mark, OrderLine, OrderScene, Origin, Picture,
    Place, RatioScene, Role, Scene, SideLimit, Size, StepScene, Subpixel, TangentScene, TextRules, Theme, draw, svg,
};
use plotters::prelude::{DrawingBackend, IntoDrawingArea};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind};
use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;
use std::sync::Arc;

const WIDE: Size = Size { width: 800.0, height: 400.0 };
const PHONE: Size = Size { width: 340.0, height: 260.0 };

fn curve(source: &str) -> Curve {
    Curve::of(Arc::new(Truthful::new(&read(source).unwrap().expr, &Symbol::new("x"))))
}

fn ratio(source: &str, limit: Option<f64>, text: &str) -> RatioScene {
    let side = SideLimit { value: limit, text: text.to_owned() };
    RatioScene {
        ratio: curve(source),
        place: Place::Finite(Origin { value: 0.0, text: "0".to_owned() }),
        variable: "x".to_owned(),
        zoom: 0.0,
        left: Some(side.clone()),
        right: Some(side),
        tolerance: Some(0.1),
        delta: Delta::Measured,
        view: None,
        floating: None,
    }
}

fn tangent(source: &str, point: f64, step: f64, slope: f64) -> TangentScene {
    let function = curve(source);
    let value = function.value(point);
    TangentScene {
        function,
        point,
        step,
        value,
        slope,
        own_slope: None,
        window: TangentScene::window(point, step, 0.0),
        values: None,
    }
}

fn descent(current: usize) -> DescentScene {
    let iterates: Vec<Xy> =
        [(2.0, 6.0), (1.37, -0.737_946_39), (1.276_06, -0.957_5)].map(|(x, y)| Xy { x, y }).to_vec();
    let promised = (current == 1).then_some(-7.23);
    DescentScene { loss: curve("x^4-3x^2+x"), iterates, current, promised, window: Range::new(-2.2, 2.2), values: None }
}

fn orders() -> OrderScene {
    let line = |name: &str, source: &str, dash| OrderLine {
        name: name.to_owned(),
        size: curve(source),
        role: Role::Error,
        dash,
    };
    let lines = vec![
        line("error", "2x+0.3", little_o::plot::Dash::Solid),
        line("error / ε", "x+0.3", little_o::plot::Dash::Dashed),
    ];
    OrderScene { lines, variable: "ε".to_owned(), window: Range::new(-8.2, 0.2), sizes: None }
}

/// Every scene, in states that are hard to draw, too.
fn scenes() -> Vec<Box<dyn Scene>> {
    let mut at_one = ratio("x/2", Some(0.0), "0");
    at_one.place = Place::Finite(Origin { value: 1.0, text: "1".to_owned() });
    at_one.zoom = 9.0;
    let mut at_infinity = ratio("sqrt(x)", Some(0.0), "0");
    (at_infinity.place, at_infinity.left, at_infinity.delta) = (Place::PlusInfinity, None, Delta::Proved(0.01));
    vec![
        Box::new(ratio("(tan(x)-sin(x))/x^2", Some(0.0), "0")),
        Box::new(ratio("1/x", None, "does not exist")),
        Box::new(ratio("sin(1/x)", None, "[-1, 1]")),
        Box::new(ratio("sqrt(-1-x^2)", None, "undefined")),
        Box::new(ratio("1e300*x", Some(0.0), "0")),
        Box::new(at_one),
        Box::new(at_infinity),
        Box::new(tangent("cos(pi*x)", -0.62, 0.62, 2.921)),
        Box::new(tangent("x^2", 1.0, 1e-6, 2.0)),
        Box::new(tangent("sqrt(x)", 0.0, -1.0, f64::NAN)),
        Box::new(tangent("abs(x)", 0.0, 0.0, 0.0)),
        Box::new(descent(0)),
        Box::new(descent(1)),
        Box::new(LossScene { losses: vec![6.0, -0.74, f64::NAN, f64::INFINITY], current: 3 }),
        Box::new(LossScene { losses: (0..200).map(|i| 0.5_f64.powi(i)).collect(), current: 199 }),
        Box::new(LossScene { losses: vec![], current: 0 }),
        Box::new(StepScene { loss_after: curve("(2-33x)^2"), loss: 4.0, slope: -100.0, rate: 0.03, safe: Some(0.12) }),
        Box::new(StepScene { loss_after: curve("0*x"), loss: 0.0, slope: 0.0, rate: 0.0, safe: None }),
        Box::new(orders()),
    ]
}

fn texts(picture: &Picture) -> Vec<&str> {
    picture
        .marks
        .iter()
        .filter_map(|mark| if let Mark::Text { text, .. } = mark { Some(text.as_str()) } else { None })
        .collect()
}

#[test]
fn no_scene_ever_says_nan_infinity_or_minus_zero() {
    for scene in scenes() {
        let mut said: Vec<String> = vec![scene.description()];
        said.extend(scene.data().rows.into_iter().flatten());
        for size in [WIDE, PHONE] {
            said.extend(texts(&scene.picture(size)).into_iter().map(str::to_owned));
        }
        for text in said {
            assert!(
                !text.contains("NaN") && !text.contains("inf") && text != "−0" && !text.contains("00000000"),
                "{text}"
            );
        }
    }
}

#[test]
fn everything_is_drawn_inside_the_picture_and_curves_inside_the_window() {
    for (scene, size) in scenes().iter().flat_map(|scene| [(scene, WIDE), (scene, PHONE)]) {
        let picture = scene.picture(size);
        let (left, right) = (picture.viewport.left_px() - 0.6, picture.viewport.right_px() + 0.6);
        let (top, bottom) = (picture.viewport.top_px() - 0.6, picture.viewport.bottom_px() + 0.6);
        for mark in &picture.marks {
            let places = match mark {
                Mark::Line { points, .. } => points.clone(),
                Mark::Area { outline, .. } => outline.clone(),
                Mark::Dot { at, .. } => vec![*at],
                Mark::Text { .. } => continue,
            };
            for at in places {
                assert!((left..=right).contains(&at.x) && (top..=bottom).contains(&at.y), "{at:?} of {mark:?}");
            }
        }
    }
}

#[test]
fn names_do_not_cover_each_other() {
    for (scene, size) in scenes().iter().flat_map(|scene| [(scene, WIDE), (scene, PHONE)]) {
        let picture = scene.picture(size);
        let boxes: Vec<(f64, f64, f64, &str)> = picture
            .marks
            .iter()
            .filter_map(|mark| match mark {
                Mark::Text { text, at, anchor, font, .. } => {
                    let width = font.width_px(text);
                    let shift = match anchor {
                        little_o::plot::Anchor::Left => 0.0,
                        little_o::plot::Anchor::Center => 0.5 * width,
                        little_o::plot::Anchor::Right => width,
                    };
                    Some((at.x - shift, width, at.y, text.as_str()))
                }
                _ => None,
            })
            .collect();
        for (i, a) in boxes.iter().enumerate() {
            for b in &boxes[..i] {
                let apart = a.0 + a.1 <= b.0 || b.0 + b.1 <= a.0 || (a.2 - b.2).abs() >= 0.8 * Font::Tick.size_px();
                assert!(apart, "{a:?} covers {b:?}");
            }
        }
    }
}

#[test]
fn a_picture_depends_on_the_scene_and_the_size_only() {
    for scene in scenes() {
        assert_eq!(scene.picture(WIDE), scene.picture(WIDE));
    }
}

#[test]
fn the_description_follows_the_mathematics() {
    let falling = ratio("x/2", Some(0.0), "0").description();
    let level = ratio("(1-cos(x))/x^2", Some(0.5), "1/2").description();
    assert!(falling.contains("both sides: 0.") && level.contains("both sides: 1/2."), "{falling} {level}");
    assert!(tangent("x^2", 1.0, 0.5, 2.0).description().contains("The error is 0.25."));
    assert!(descent(1).description().contains("promised −7.23"));
    assert_eq!(
        orders().description(),
        "Sizes against ε on logarithmic axes. error is a straight line of slope 2. error / ε is a straight line of slope 1."
    );
}

/// Lines of the function's colour, which are the curve, as pixels.
fn curves(picture: &Picture) -> Vec<&[little_o::geometry::Px]> {
    let curve_of = |mark: &'_ Mark| matches!(mark, Mark::Line { stroke, .. } if matches!(stroke.role, Role::Function | Role::Ratio));
    let lines = picture.marks.iter().filter(|mark| curve_of(mark));
    lines.filter_map(|mark| if let Mark::Line { points, .. } = mark { Some(points.as_slice()) } else { None }).collect()
}

#[test]
fn zooming_in_meets_no_rounding_noise() {
    let mut scene = ratio("(tan(x)-sin(x))/x^3", Some(0.5), "1/2");
    for zoom in [3.0, 9.0, 30.0, 100.0] {
        scene.zoom = zoom;
        let picture = scene.picture(WIDE);
        let lines = curves(&picture);
        assert_eq!(lines.len(), 2, "two halves and the hole between them at zoom {zoom}");
        let level = picture.viewport.screen_from_world(Xy { x: 0.0, y: 0.5 }).y;
        assert!(lines.iter().flat_map(|line| line.iter()).all(|at| (at.y - level).abs() < 0.5), "zoom {zoom}");
    }
}

#[test]
fn drawn_values_agree_with_values_of_a_thousand_bits() {
    // In the second the window is 10⁻⁷ high around 1/2: errors that no reader sees fill it.
    for (source, zoom) in [("(sqrt(1+x)-1-x/2)/x", 7.0), ("(tan(x)-sin(x))/x^3", 3.0)] {
        let expr = read(source).unwrap().expr;
        let mut scene = ratio(source, None, "0");
        (scene.zoom, scene.tolerance) = (zoom, None);
        let picture = scene.picture(WIDE);
        for at in curves(&picture).iter().flat_map(|line| line.iter().step_by(5)) {
            let world = picture.viewport.world_from_screen(*at);
            let Ok(x) = dashu_ratio::RBig::try_from(world.x) else { continue };
            let Ok(truth) = enclose(&expr, &[(Symbol::new("x"), x)], 1000) else { continue };
            let off_px = (world.y - truth.to_f64()).abs() * picture.viewport.px_per_y();
            assert!(off_px < 0.35, "{source}: {off_px} px off at {world:?}");
        }
    }
}

#[test]
fn floating_point_is_drawn_with_its_noise_where_it_is_asked_for() {
    let source = "(1-cos(x))/x^2";
    let truthful = Truthful::new(&read(source).unwrap().expr, &Symbol::new("x"));
    let noise_floor = truthful.noise_floor(1.0);
    let mut scene = ratio(source, Some(0.5), "1/2");
    scene.zoom = 7.0;
    let is_error = |mark: &&Mark| mark.role() == Role::Error;
    assert_eq!(scene.picture(WIDE).marks.iter().filter(is_error).count(), 0);
    scene.floating = Some(Floating { ratio: Curve::new(|x| (1.0 - x.cos()) / (x * x)), noise_floor });
    let picture = scene.picture(WIDE);
    assert!(
        texts(&picture).contains(&"floating point")
            && texts(&picture).iter().any(|text| text.starts_with("digits end"))
    );
    // 1 − cos x is a multiple of 2⁻⁵³, so that the ratio jumps by half of itself at 10⁻⁸.
    let level = picture.viewport.screen_from_world(Xy { x: 0.0, y: 0.5 }).y;
    let outermost = picture.marks.iter().filter(is_error).filter_map(|mark| match mark {
        Mark::Line { points, .. } => points.iter().map(|at| (at.y - level).abs()).reduce(f64::max),
        Mark::Area { outline, .. } => outline.iter().map(|at| (at.y - level).abs()).reduce(f64::max),
        _ => None,
    });
    assert!(outermost.reduce(f64::max).unwrap() > 20.0, "the noise must be seen");
}

#[test]
fn a_followed_curve_has_exact_values_at_round_places() {
    let near = |x: f64| Range::new(x - 1e-3, x + 1e-3);
    let third = ratio("x/3", Some(0.0), "0").trace(near(0.1003)).unwrap();
    assert_eq!((third.at.x, third.text.as_str()), (0.1, "x = 0.1, f/g = 1/30 ≈ 0.03333"));
    assert_eq!(ratio("x^2", Some(0.0), "0").trace(near(0.5)).unwrap().text, "x = 0.5, f/g = 0.25");
    assert!(ratio("sin(x)", Some(0.0), "0").trace(near(0.5)).unwrap().text.ends_with("f/g = 0.4794"));
}

#[test]
fn no_delta_is_said_in_the_picture_and_in_words() {
    let mut scene = ratio("(1-cos(x))/x^2", Some(0.5), "1/2");
    scene.delta = Delta::Never;
    assert!(texts(&scene.picture(WIDE)).contains(&"tolerance 0.1: no δ"));
    assert!(scene.description().contains("No distance is small enough"));
    let mut proved = ratio("x/2", Some(0.0), "0");
    proved.delta = Delta::Proved(0.199_99);
    assert!(texts(&proved.picture(WIDE)).contains(&"δ = 0.199"), "a proved δ is never rounded up");
}

#[test]
fn a_picture_to_take_along_has_its_title_and_its_source() {
    let picture = ratio("x", Some(0.0), "0").picture(PHONE);
    let source = format!("https://example.org/#/little-o?f={}", "x".repeat(80));
    let framed = picture.framed("Ratio f/g near 0", &source);
    assert!(framed.size.height > picture.size.height + 50.0 && framed.marks.len() > picture.marks.len());
    let document = svg(&framed, Theme::Light);
    assert!(document.contains("Ratio f/g near 0"));
    let said: String = texts(&framed).into_iter().filter(|text| text.contains('x')).collect();
    assert!(said.contains(&source), "the address may be cut into lines, but nothing of it is lost: {said}");
}

#[test]
fn a_lit_meaning_stands_out_and_a_mark_is_found_under_the_pointer() {
    let picture = tangent("cos(pi*x)", -0.62, 0.62, 2.921).picture(WIDE);
    let lit = picture.lit(Role::Gradient).unwrap();
    let widths = |picture: &Picture, wanted: Role| -> Vec<(f64, f64)> {
        let strokes = picture.marks.iter().filter_map(|mark| match mark {
            Mark::Line { stroke, .. } if stroke.role == wanted => Some((stroke.width, stroke.opacity)),
            _ => None,
        });
        strokes.collect()
    };
    assert!(widths(&lit, Role::Gradient)[0].0 > widths(&picture, Role::Gradient)[0].0);
    assert!(widths(&lit, Role::Function)[0].1 < widths(&picture, Role::Function)[0].1);
    assert_eq!(widths(&lit, Role::Grid), widths(&picture, Role::Grid));
    assert!(picture.lit(Role::Yes).is_none(), "nothing of that meaning is there");
    let handle = picture.handles.iter().find(|handle| handle.id == "epsilon").unwrap();
    assert_eq!(picture.role_at(handle.at, 7.0), Some(Role::Moved));
}

#[test]
fn a_heat_map_has_a_shade_for_every_pixel_and_lines_of_equal_value() {
    let tape = little_o::eval::Tape::new(&read("x^2 + y^2").unwrap().expr, &["x", "y"].map(Symbol::new));
    let window = Range::new(-2.0, 2.0);
    let scene = HeatScene { field: Field::new(tape, vec![]), x: window, y: window, levels: 12 };
    let picture = scene.picture(PHONE);
    let ground = picture.ground.as_ref().unwrap();
    assert_eq!(ground.columns, picture.viewport.plot_width_px().round() as usize);
    let (least, most) = (ground.shades.iter().min().unwrap(), ground.shades.iter().max().unwrap());
    assert_eq!((*least, *most), (0, 255));
    assert!(curves(&picture).len() >= 12);
    assert!(scene.description().contains("the highest 7.74") && scene.data().rows.len() > 2);
    assert!(svg(&picture, Theme::Light).contains("rect"));
}

#[test]
fn the_tolerance_has_a_delta_where_the_ratio_goes_to_zero_only() {
    let named = |source: &str, limit: f64| {
        let picture = ratio(source, Some(limit), "").picture(WIDE);
        texts(&picture).into_iter().find(|text| text.starts_with('δ')).map(str::to_owned)
    };
    assert_eq!(named("(tan(x)-sin(x))/x^2", 0.0).as_deref(), Some("δ ≈ 0.198"));
    assert_eq!(named("x/2", 0.0).as_deref(), Some("δ ≈ 0.2"));
    assert_eq!(named("(1-cos(x))/x^2", 0.5), None);
}

#[test]
fn handles_are_where_the_points_are() {
    let picture = tangent("cos(pi*x)", -0.62, 0.62, 2.921).picture(WIDE);
    for (id, x) in [("x", -0.62), ("epsilon", 0.0)] {
        let handle = picture.handles.iter().find(|handle| handle.id == id).unwrap();
        assert!((picture.viewport.world_from_screen(handle.at).x - x).abs() < 1e-9);
        let near = little_o::geometry::Px { x: handle.at.x + 12.0, y: handle.at.y - 12.0 };
        assert_eq!(picture.handle_at(near, 44.0).map(|found| found.id), Some(id));
    }
}

/// What a backend was told, one line a call.
#[derive(Clone, Default)]
struct Recorder(Rc<RefCell<Vec<String>>>);

impl Recorder {
    fn note(&self, call: String) -> Result<(), DrawingErrorKind<Infallible>> {
        self.0.borrow_mut().push(call);
        Ok(())
    }
}

impl DrawingBackend for Recorder {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (12_800, 6_400)
    }

    fn ensure_prepared(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    fn present(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, _: BackendColor) -> Result<(), DrawingErrorKind<Infallible>> {
        self.note(format!("pixel {at:?}"))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let points: Vec<BackendCoord> = path.into_iter().collect();
        self.note(format!("path {} of {} points {points:?}", style.stroke_width(), points.len()))
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        _: BackendCoord,
        radius: u32,
        _: &S,
        _: bool,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        self.note(format!("circle {radius}"))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        _: &S,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let count = path.into_iter().count();
        self.note(format!("polygon of {count} points"))
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        _: BackendCoord,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        self.note(format!("text {} {text}", style.size()))
    }
}

fn record(scene: &dyn Scene, theme: Theme) -> Vec<String> {
    let recorder = Recorder::default();
    let area = Subpixel::new(recorder.clone(), (800, 400), TextRules::CANVAS).into_drawing_area();
    draw(&scene.picture(WIDE), &area, theme).unwrap();
    drop(area);
    recorder.0.take()
}

#[test]
fn the_curve_of_a_pole_is_two_paths_in_sixteenths_of_a_pixel() {
    let calls = record(&ratio("1/x", None, "does not exist"), Theme::Light);
    // A curve is 2.5 pixels wide: 40 sixteenths.
    let curves: Vec<&String> = calls.iter().filter(|call| call.starts_with("path 40 ")).collect();
    assert_eq!(curves.len(), 2, "{calls:?}");
    let y_of = |call: &str| -> Vec<i32> {
        let numbers = call.split("points").nth(1).unwrap();
        numbers.split(['(', ',', ')', '[', ']', ' ']).filter_map(|n| n.parse().ok()).skip(1).step_by(2).collect()
    };
    assert!(curves.iter().flat_map(|call| y_of(call)).any(|y| y % 16 != 0), "positions between pixels");
    assert!(calls.iter().any(|call| call == "text 208 −1"), "{calls:?}");
}

#[test]
fn the_projector_has_thicker_lines_but_the_same_grid() {
    let scene = ratio("x", Some(0.0), "0");
    let count = |calls: &[String], width: &str| calls.iter().filter(|call| call.starts_with(width)).count();
    let (light, projector) = (record(&scene, Theme::Light), record(&scene, Theme::Projector));
    assert_eq!((count(&light, "path 40 "), count(&projector, "path 60 ")), (1, 1));
    assert_eq!(count(&light, "path 16 ") - 2, count(&projector, "path 16 "), "all but the two axes");
}

#[test]
fn an_svg_is_a_whole_document_at_the_size_asked_for() {
    for scene in scenes() {
        let document = svg(&scene.picture(PHONE), Theme::Dark);
        let opening =
            "<svg width=\"340\" height=\"260\" viewBox=\"0 0 5440 4160\" xmlns=\"http://www.w3.org/2000/svg\">";
        assert!(document.starts_with(opening), "{}", document.lines().next().unwrap_or_default());
        assert!(document.trim_end().ends_with("</svg>") && !document.contains("NaN"));
        assert!(document.contains("#1B1F26"), "the dark card lies behind everything");
    }
}

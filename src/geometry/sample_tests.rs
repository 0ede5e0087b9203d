//! Functions whose breaks and values are known.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, clippy::float_cmp)]

use super::*;
use crate::geometry::Margins;

fn viewport(x: (f64, f64), y: (f64, f64)) -> Viewport {
    let margins = Margins { left: 40.0, right: 20.0, top: 20.0, bottom: 30.0 };
    Viewport { x: Range::new(x.0, x.1), y: Range::new(y.0, y.1), width_px: 744.0, height_px: 400.0, margins }
}

/// The ends of every segment, one a line: `Open(0, 1) Plain(2, 3)`, rounded to two digits.
fn ends(f: impl Fn(f64) -> f64, x: (f64, f64), y: (f64, f64)) -> Vec<String> {
    let viewport = viewport(x, y);
    let segments = sample(&f, &viewport, &[]);
    check_truth(&f, &segments, &viewport);
    let round =
        |p: Xy| format!("({}, {})", crate::geometry::short_number(p.x, 2), crate::geometry::short_number(p.y, 2));
    segments
        .iter()
        .map(|segment| match segment {
            Segment::Line(line) => {
                let (first, last) = (line.points[0], line.points[line.points.len() - 1]);
                format!("{:?}{} {:?}{}", line.start, round(first), line.end, round(last))
            }
            Segment::Band(columns) => {
                let (first, last) = (columns[0], columns[columns.len() - 1]);
                format!(
                    "Band {} {}",
                    crate::geometry::short_number(first.x, 2),
                    crate::geometry::short_number(last.x, 2)
                )
            }
        })
        .collect()
}

/// Every chord's quarter points lie within half a pixel of the curve, measured across the chord; nothing lies outside the window.
fn check_truth(f: &dyn Fn(f64) -> f64, segments: &[Segment], viewport: &Viewport) {
    for segment in segments {
        let Segment::Line(line) = segment else { continue };
        for p in &line.points {
            assert!(viewport.x.contains(p.x) && viewport.y.contains(p.y), "{p:?} is outside");
        }
        for pair in line.points.windows(2) {
            for t in [0.25, 0.5, 0.75] {
                let x = pair[0].x + t * (pair[1].x - pair[0].x);
                let chord = pair[0].y + t * (pair[1].y - pair[0].y);
                let (dx, dy) =
                    ((pair[1].x - pair[0].x) * viewport.px_per_x(), (pair[1].y - pair[0].y) * viewport.px_per_y());
                let across = ((f(x) - chord) * viewport.px_per_y()).abs() * dx / dx.hypot(dy);
                // Chords narrower than a thousandth of a pixel are the sampler's resolution.
                assert!(across < 0.5 || dx < 2e-3, "{pair:?}: {across} px from the curve at {x}");
            }
        }
    }
}

#[test]
fn a_smooth_curve_is_one_line_of_few_chords() {
    let viewport = viewport((-3.0, 3.0), (-1.2, 1.2));
    let segments = sample(&|x: f64| x.sin(), &viewport, &[]);
    let [Segment::Line(line)] = segments.as_slice() else { panic!("{segments:?}") };
    assert!(line.points.len() < 400, "{}", line.points.len());
    assert_eq!((line.points[0].x, line.points[line.points.len() - 1].x), (-3.0, 3.0));
}

#[test]
fn poles_end_lines_at_the_border_of_the_window() {
    assert_eq!(
        ends(|x| 1.0 / x, (-1.0, 1.0), (-10.0, 10.0)),
        ["Plain(−1, −1) Plain(−0.1, −10)", "Plain(0.1, 10) Plain(1, 1)"]
    );
    assert_eq!(
        ends(|x| x.powi(-2), (-1.0, 1.0), (-1.0, 10.0)),
        ["Plain(−1, 1) Plain(−0.32, 10)", "Plain(0.32, 10) Plain(1, 1)"]
    );
    assert_eq!(
        ends(f64::tan, (-4.0, 4.0), (-5.0, 5.0)),
        ["Plain(−4, −1.2) Plain(−1.8, 5)", "Plain(−1.4, −5) Plain(1.4, 5)", "Plain(1.8, −5) Plain(4, 1.2)"]
    );
}

#[test]
fn values_beyond_all_doubles_are_far_outside() {
    let f = |x: f64| if x == 0.0 { f64::NAN } else { (1.0 / x).exp() };
    assert_eq!(ends(f, (-1.0, 1.0), (-1.0, 10.0)), ["Plain(−1, 0.37) Open(0, 0)", "Plain(0.43, 10) Plain(1, 2.7)"]);
}

#[test]
fn steps_have_an_open_and_a_closed_end() {
    assert_eq!(
        ends(f64::floor, (-0.5, 2.5), (-2.0, 3.0)),
        [
            "Plain(−0.5, −1) Open(0, −1)",
            "Closed(0, 0) Open(1, 0)",
            "Closed(1, 1) Open(2, 1)",
            "Closed(2, 2) Plain(2.5, 2)"
        ]
    );
    assert_eq!(
        ends(|x| x.abs() / x, (-1.0, 1.0), (-2.0, 2.0)),
        ["Plain(−1, −1) Open(0, −1)", "Open(0, 1) Plain(1, 1)"]
    );
    let sign = |x: f64| if x == 0.0 { 0.0 } else { x.signum() };
    assert_eq!(
        ends(sign, (-1.0, 1.0), (-2.0, 2.0)),
        ["Plain(−1, −1) Open(0, −1)", "Closed(0, 0) Closed(0, 0)", "Open(0, 1) Plain(1, 1)"]
    );
}

#[test]
fn jumps_away_from_the_grid_are_found() {
    let f = |x: f64| if x < 0.3 { x } else { x + 1.0 };
    assert_eq!(ends(f, (-1.0, 1.0), (-2.0, 2.0)), ["Plain(−1, −1) Open(0.3, 0.3)", "Closed(0.3, 1.3) Plain(1, 2)"]);
}

#[test]
fn ends_of_the_domain_are_found_to_the_point() {
    assert_eq!(ends(f64::sqrt, (-1.0, 1.0), (-1.0, 2.0)), ["Closed(0, 0) Plain(1, 1)"]);
    assert_eq!(ends(f64::ln, (-1.0, 2.0), (-3.0, 1.0)), ["Plain(0.05, −3) Plain(2, 0.69)"]);
    assert_eq!(ends(f64::asin, (-1.5, 1.5), (-2.0, 2.0)), ["Closed(−1, −1.6) Closed(1, 1.6)"]);
    let power = |x: f64| if x > 0.0 { (x * x.ln()).exp() } else { f64::NAN };
    assert_eq!(ends(power, (-1.0, 1.0), (0.0, 2.0)), ["Open(0, 1) Plain(1, 1)"]);
}

#[test]
fn a_logarithm_goes_down_to_the_border_even_between_two_samples() {
    let viewport = viewport((-1.0, 2.0), (-60.0, 1.0));
    let segments = sample(&f64::ln, &viewport, &[]);
    let [Segment::Line(line)] = segments.as_slice() else { panic!("{segments:?}") };
    assert_eq!(line.points[0].y, -60.0);
    assert!(line.points[0].x * viewport.px_per_x() < 0.01);
}

#[test]
fn holes_are_two_open_ends_at_one_place() {
    assert_eq!(
        ends(|x| x.sin() / x, (-3.0, 3.0), (-1.0, 2.0)),
        ["Plain(−3, 0.047) Open(0, 1)", "Open(0, 1) Plain(3, 0.047)"]
    );
    let viewport = viewport((-1.0, 2.5), (-1.0, 5.0));
    let f = |x: f64| (x * x - 1.0) / (x - 1.0);
    let segments = sample(&f, &viewport, &[1.0]);
    let [Segment::Line(left), Segment::Line(right)] = segments.as_slice() else { panic!("{segments:?}") };
    assert_eq!((left.end, right.start), (End::Open, End::Open));
    assert!((right.points[0].y - 2.0).abs() < 1e-3);
}

#[test]
fn oscillation_faster_than_pixels_is_a_band() {
    let viewport = viewport((-1.0, 1.0), (-1.5, 1.5));
    let segments = sample(&|x: f64| (1.0 / x).sin(), &viewport, &[]);
    let bands: Vec<&Vec<Column>> =
        segments.iter().filter_map(|s| if let Segment::Band(b) = s { Some(b) } else { None }).collect();
    let [band] = bands.as_slice() else { panic!("{} bands", bands.len()) };
    let width_px = (band[band.len() - 1].x - band[0].x) * viewport.px_per_x();
    assert!((4.0..60.0).contains(&width_px), "{width_px}");
    assert!(band.iter().all(|c| c.high > 0.97 && c.low < -0.97), "{band:?}");

    let segments = sample(&|x: f64| (20_000.0 * x).sin(), &viewport, &[]);
    let [Segment::Band(band)] = segments.as_slice() else { panic!("{segments:?}") };
    assert!(band.iter().all(|c| c.high > 0.97 && c.low < -0.97));
}

#[test]
fn steep_is_not_broken() {
    assert_eq!(ends(|x| 1e9 * x, (-1.0, 1.0), (-1.0, 1.0)), ["Plain(−10⁻⁹, −1) Plain(10⁻⁹, 1)"]);
    assert_eq!(ends(|x| (1e4 * x).atan(), (-1.0, 1.0), (-2.0, 2.0)).len(), 1);
    assert_eq!(ends(f64::cbrt, (-1.0, 1.0), (-2.0, 2.0)).len(), 1);
}

#[test]
fn a_proof_of_continuity_forbids_a_break() {
    struct Steep;
    impl Function for Steep {
        fn value(&self, x: f64) -> f64 {
            (x * 1e30).atan()
        }
        fn enclosure(&self, x: Range) -> Option<Interval> {
            Some(Interval::new(self.value(x.start), self.value(x.end)))
        }
    }
    assert_eq!(sample(&Steep, &viewport((-1.0, 1.0), (-2.0, 2.0)), &[]).len(), 1);
}

#[test]
fn deep_windows_are_as_good_as_wide_ones() {
    for zoom in [1e-9, 1e-100, 1e-300] {
        let segments = sample(&|h: f64| 0.5 + h, &viewport((-1.1 * zoom, 1.1 * zoom), (0.0, 1.0)), &[]);
        let [Segment::Line(line)] = segments.as_slice() else { panic!("{segments:?}") };
        assert_eq!((line.points[0].x, line.points[line.points.len() - 1].x), (-1.1 * zoom, 1.1 * zoom));
    }
}

#[test]
fn the_number_of_evaluations_is_bounded() {
    let spiky: [fn(f64) -> f64; 4] = [
        |x| (1e9 * x).sin(),
        |x| (1e5 * x).floor(),
        |x| (1e4 * x).tan(),
        |x| if (x.to_bits() & 1) == 0 { f64::NAN } else { 1.0 },
    ];
    for f in spiky {
        let count = std::cell::Cell::new(0_u32);
        let counted = |x: f64| {
            count.set(count.get() + 1);
            f(x)
        };
        sample(&counted, &viewport((-1.0, 1.0), (-1.5, 1.5)), &[]);
        assert!(count.get() < 200_000, "{}", count.get());
    }
}

#[test]
fn a_value_that_no_precision_settles_costs_a_bounded_time() {
    // Every precision is asked whether sin² + cos² reaches 1, at every place: without a bound this takes seconds.
    let f = crate::expr::read("floor(sin(x)^2 + cos(x)^2)").unwrap().expr;
    let f = crate::eval::Truthful::new(&f, &crate::expr::Symbol::new("x"));
    let effort = Budget::steps(EFFORT);
    let values: Vec<f64> = (0..2_000).map(|i| f.eval_exactly(f64::from(i) / 2_000.0, &effort)).collect();
    assert!(values.iter().all(|y| *y == 0.0 || *y == 1.0), "doubles answer in the end");
    assert_eq!(effort.spent(), EFFORT);
}

//! What a curve does where it breaks: the place of the break, and the value each side comes to.

use super::viewport::{Range, Xy};

/// Where the curve goes as the argument comes near a break from one side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Approach {
    /// It comes to this value.
    Value(f64),
    /// It goes up without end.
    PlusInfinity,
    /// It goes down without end.
    MinusInfinity,
    /// It does not settle as far as the samples show.
    Unsettled,
}

/// Halvings that narrow a break: from a thousandth of a pixel to far less than anything that can be seen.
const NARROWING: i32 = 24;
/// Halvings with which a curve is followed into a break.
const FOLLOWING: i32 = 40;

/// Narrows [a, b] to the break in it: the end of the domain if f is defined at one end only, else the greatest jump.
/// Both places are the same one if f is not defined there but is on either side.
pub(super) fn bisect(at: &dyn Fn(f64) -> Xy, mut a: Xy, mut b: Xy) -> (Xy, Xy) {
    // Most often f is not defined at one place only, and that is an end already.
    let nearly = |from: Xy, to: Xy| at(to.x + (from.x - to.x) * 0.5_f64.powi(NARROWING));
    match (a.y.is_nan(), b.y.is_nan()) {
        (false, true) => a = Some(nearly(a, b)).filter(|near| !near.y.is_nan()).unwrap_or(a),
        (true, false) => b = Some(nearly(b, a)).filter(|near| !near.y.is_nan()).unwrap_or(b),
        _ => {}
    }
    let enough = (b.x - a.x) * 0.5_f64.powi(NARROWING);
    while b.x - a.x > enough {
        let middle = at(0.5 * a.x + 0.5 * b.x);
        if middle.x <= a.x || b.x <= middle.x {
            break;
        }
        let left_half = match (a.y.is_nan(), middle.y.is_nan(), b.y.is_nan()) {
            (false, true, false) => return (middle, middle),
            (false, false, false) => (middle.y - a.y).abs() >= (b.y - middle.y).abs(),
            (a, middle, _) => a != middle,
        };
        if left_half {
            b = middle;
        } else {
            a = middle;
        }
    }
    (a, b)
}

/// Follows f from `from` to the break at `x` by halving the distance, and judges from the last differences of its values.
///
/// Values that differ by d, rd, r²d, … come to a limit for r < 1; a logarithm has r = 1, a pole r = 2 or more.
/// - `uncertainty`: how far the break may be from `x`.
/// - `negligible`: differences below this small part of a pixel settle the matter at once, before cancellation in f can spoil it.
pub(super) fn follow(f: &dyn Fn(f64) -> f64, x: f64, from: f64, uncertainty: f64, negligible: f64) -> Approach {
    // Double precision cannot come nearer to x than this and still tell f's values from rounding.
    let rounding = (x.abs() * 1e-9).min(0.5_f64.powi(12) * (from - x).abs()).max(8.0 * f64::EPSILON * x.abs());
    let smallest = rounding.max(4.0 * uncertainty);
    let mut values: Vec<f64> = Vec::new();
    for distance in (0..FOLLOWING).map(|j| (from - x) * 0.5_f64.powi(j)).take_while(|d| d.abs() > smallest) {
        values.push(f(x + distance));
        match values.as_slice() {
            [.., y] if y.is_nan() => break,
            [y0, y1, y2, y3] if [y1 - y0, y2 - y1, y3 - y2].iter().all(|d| d.abs() <= negligible) => {
                return Approach::Value(*y3);
            }
            _ => {}
        }
    }
    values.retain(|y| !y.is_nan());
    match *values.as_slice() {
        [.., y0, y1, y2, y3] => judge(y0, y1, y2, y3),
        [.., y] => Approach::Value(y),
        [] => Approach::Unsettled,
    }
}

/// Where four values at distances 8w, 4w, 2w and w lead.
fn judge(y0: f64, y1: f64, y2: f64, y3: f64) -> Approach {
    let (d1, d2, d3) = (y1 - y0, y2 - y1, y3 - y2);
    if d2.abs().max(d3.abs()) <= 1e-9 * y0.abs().max(y3.abs()) {
        return Approach::Value(y3);
    }
    let ratio = d3 / d2;
    if d1 * d2 <= 0.0 || ratio <= 0.0 || ratio.is_nan() {
        return if d3.abs() <= 0.5 * d1.abs() { Approach::Value(y3) } else { Approach::Unsettled };
    }
    match ratio {
        r if r < 0.985 => Approach::Value(y3 + d3 * r / (1.0 - r)),
        _ if d3 > 0.0 => Approach::PlusInfinity,
        _ => Approach::MinusInfinity,
    }
}

/// The number with the fewest decimal digits in the range.
///
/// ```
/// use little_o::geometry::{Range, roundest};
/// assert_eq!(roundest(Range::new(0.4987, 0.5012)), 0.5);
/// ```
pub fn roundest(range: Range) -> f64 {
    simplest_between(range.start, range.end).0
}

/// The number with the fewest decimal digits in [a, b], and whether it has so few that it is surely meant.
pub(super) fn simplest_between(a: f64, b: f64) -> (f64, bool) {
    if a <= 0.0 && 0.0 <= b {
        return (0.0, true);
    }
    let leading = a.abs().max(b.abs()).log10().floor() as i32;
    for digits in 0..17 {
        let exponent = leading - digits;
        let candidate = |k: f64| if exponent < 0 { k / 10_f64.powi(-exponent) } else { k * 10_f64.powi(exponent) };
        let k = if exponent < 0 { a * 10_f64.powi(-exponent) } else { a / 10_f64.powi(exponent) };
        for near in [k.ceil(), k.floor(), k.round()] {
            let x = candidate(near);
            if a <= x && x <= b {
                return (x, digits <= 6);
            }
        }
    }
    (b, false)
}

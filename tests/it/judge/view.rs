//! A function of the distance, seen at distances that shrink by squaring.

use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;
use little_o::budget::Budget;
use little_o::eval::{Enclosure, NoEnclosure, Tape};
use little_o::expr::{Expr, Symbol};
use little_o::functions::Function;

/// Working precisions in bits, tried one after the other.
const PRECISIONS: [usize; 4] = [96, 256, 640, 1536];
/// What counts as a value: bits that are certain.
const CERTAIN: usize = 20;
/// The work one view may cost: of the order of 10⁵ operations on numbers of 128 bits.
const WORK: u64 = 100_000;

/// A function of the distance h > 0.
pub struct View {
    value: Tape,
    logarithm: Tape,
    size: u64,
    work: Budget,
}

/// The sizes of a function's values.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// log|value| at h = 2^−2, 2^−4, …, as far as they could be had; −∞ for an exact zero.
    pub logs: Vec<f64>,
    /// Places where the function is certainly not defined.
    pub holes: usize,
    /// Whether every place gave a value.
    pub is_complete: bool,
}

impl Seen {
    /// Whether it was seen near the point.
    pub fn is_near(&self) -> bool {
        self.is_complete || self.logs.len() >= 6
    }

    /// Whether the function has no value at any place.
    pub fn is_undefined_throughout(&self) -> bool {
        self.logs.is_empty() && self.holes == 8
    }
}

impl View {
    /// The view of this function of h.
    pub fn new(expr: &Expr) -> Self {
        let tape = |expr: &Expr| Tape::new(expr, &[Symbol::new("h")]);
        let logarithm = Expr::call(Function::Log, Expr::call(Function::Abs, expr.clone()));
        View { value: tape(expr), logarithm: tape(&logarithm), size: expr.size() as u64, work: Budget::steps(WORK) }
    }

    /// log|value| along the distances; ends where no value can be had.
    pub fn logarithms(&self) -> Seen {
        let mut seen = Seen { is_complete: true, ..Seen::default() };
        let mut rung = 0;
        for k in 1..=8 {
            match self.logarithm_at(&distance(1 << k, 0), &mut rung) {
                Ok(log) => seen.logs.push(log),
                Err(NoEnclosure::Undefined) => {
                    seen.holes += 1;
                    seen.is_complete = false;
                }
                Err(_) => {
                    seen.is_complete = false;
                    break;
                }
            }
        }
        seen
    }

    fn logarithm_at(&self, h: &RBig, rung: &mut usize) -> Result<f64, NoEnclosure> {
        match self.enclose(&self.logarithm, h, rung) {
            Err(NoEnclosure::Undefined) => {
                let value = self.enclose(&self.value, h, rung)?;
                let is_zero = value.as_exact() == Some(&RBig::ZERO);
                if is_zero { Ok(f64::NEG_INFINITY) } else { Err(NoEnclosure::Undecided) }
            }
            log => log.map(|log| log.to_f64()),
        }
    }

    /// Certain bounds, with more bits from the present rung of the ladder upward until they are narrow.
    fn enclose(&self, tape: &Tape, h: &RBig, rung: &mut usize) -> Result<Enclosure, NoEnclosure> {
        while let Some(bits) = PRECISIONS.get(*rung) {
            // The cost of a function grows faster than its bits.
            let cost = self.size * (*bits as u64).pow(2) / (128 * 128);
            self.work.spend(1 + cost).map_err(|_| NoEnclosure::Undecided)?;
            match tape.enclose(std::slice::from_ref(h), *bits) {
                Ok(value) if value.accuracy() >= CERTAIN || value.as_exact().is_some() => return Ok(value),
                Ok(_) | Err(NoEnclosure::Undecided) => *rung += 1,
                Err(error) => return Err(error),
            }
        }
        Err(NoEnclosure::Undecided)
    }

    /// The value at the smallest distance where it can be had.
    pub fn last_value(&self) -> Option<f64> {
        let value = |k: usize| self.enclose(&self.value, &distance(1 << k, 0), &mut 0).ok();
        (1..=8).rev().find_map(value).map(|value| value.to_f64())
    }

    /// The least and the largest value among some distances near 2^−exponent that are no multiples of one another.
    pub fn range(&self, exponent: usize) -> Option<(f64, f64)> {
        let mut rung = 0;
        let values: Vec<f64> = (0..32)
            .filter_map(|k| self.enclose(&self.value, &distance(exponent, k), &mut rung).ok())
            .map(|value| value.to_f64())
            .collect();
        let least = values.iter().copied().min_by(f64::total_cmp)?;
        let largest = values.iter().copied().max_by(f64::total_cmp)?;
        (values.len() >= 8).then_some((least, largest))
    }
}

/// A little less than 2^−exponent; the factor keeps it away from special places.
fn distance(exponent: usize, index: i64) -> RBig {
    RBig::from_parts(IBig::from(4999 + 83 * index + index * index % 11), UBig::from(9973u32) << exponent)
}

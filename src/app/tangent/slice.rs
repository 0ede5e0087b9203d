//! The line along which f is looked at: the axis itself, or for two variables the straight line along the step.

use crate::expr::{Expr, Node, Symbol};
use crate::numerals::plain;

/// The letter of the slice's own coordinate.
const VARIABLE: &str = "x";

/// A line through the point in the direction of the step, with a coordinate of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Slice {
    /// The point, by its coordinates.
    pub point: Vec<f64>,
    /// The step, by its coordinates.
    pub way: Vec<f64>,
    /// A step of length 1 along the line.
    direction: Vec<f64>,
    /// Where the point stands on the line.
    pub start: f64,
    /// How far the step goes on the line.
    pub step: f64,
}

impl Slice {
    /// The whole axis of one variable.
    pub fn whole(point: f64, step: f64) -> Slice {
        Slice { point: vec![point], way: vec![step], direction: vec![1.0], start: point, step }
    }

    /// The line from `point` along `way`, which begins at 0; along the first axis if the step is none.
    pub fn through(point: [f64; 2], way: [f64; 2]) -> Slice {
        let step = way[0].hypot(way[1]);
        let direction = if step > 0.0 { way.map(|part| part / step) } else { [1.0, 0.0] };
        Slice { point: point.to_vec(), way: way.to_vec(), direction: direction.to_vec(), start: 0.0, step }
    }

    /// The coordinates of a place on the line.
    pub fn place(&self, at: f64) -> Vec<f64> {
        self.point.iter().zip(&self.direction).map(|(point, part)| point + (at - self.start) * part).collect()
    }

    /// The step that leads from the point to a place on the line.
    pub fn way_to(&self, at: f64) -> Vec<f64> {
        self.direction.iter().map(|part| (at - self.start) * part).collect()
    }

    /// The function of these two variables along the line: f(x₀ + u·t, y₀ + v·t).
    pub fn of(&self, f: &Expr, names: [&str; 2]) -> Option<Expr> {
        let number = |values: &[f64], axis: usize| plain(*values.get(axis)?).parse::<Expr>().ok();
        let along = |axis: usize| {
            let way = Node::Product(vec![number(&self.direction, axis)?, Expr::symbol(VARIABLE)]);
            Some(Expr::from(Node::Sum(vec![number(&self.point, axis)?, way.into()])))
        };
        // The first variable goes first: what stands in its place holds the line's coordinate, which has its letter.
        let [x, y] = names.map(Symbol::new);
        Some(f.substitute(&x, &along(0)?).substitute(&y, &along(1)?))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::float_cmp)]
mod tests {
    use super::*;
    use crate::eval::Tape;

    #[test]
    fn a_slice_is_the_function_along_the_step() {
        let slice = Slice::through([1.0, 2.0], [3.0, -4.0]);
        assert_eq!((slice.start, slice.step), (0.0, 5.0));
        assert_eq!(slice.place(5.0), [4.0, -2.0]);
        assert_eq!(slice.way_to(10.0), [6.0, -8.0]);
        let f = slice.of(&"x^2 + 10*y".parse().unwrap(), ["x", "y"]).unwrap();
        // (1 + 0.6·5)² + 10·(2 − 0.8·5)
        assert_eq!(Tape::new(&f, &[Symbol::new("x")]).eval(&[5.0]), 16.0 - 20.0);
    }

    #[test]
    fn without_a_step_it_runs_along_the_first_axis() {
        assert_eq!(Slice::through([1.0, 1.0], [0.0, 0.0]).place(2.0), [3.0, 1.0]);
        assert_eq!(Slice::whole(2.0, 0.5).place(2.5), [2.5]);
    }
}

//! An independent judge of limits: random questions, and a numeric opinion on the engine's answers.
//!
//! The judge shares nothing with the limit engine but the expressions and the enclosures of `eval`. It looks at the
//! function at distances that shrink by squaring, 2^−2, 2^−4, …, 2^−256 ([`view`]), where bounds of the value are
//! computed with as many bits as they need, and asks whether these values go where the engine says. It has three
//! opinions, and "cannot tell" is not agreement. Iterated logarithms hardly move on that way (log log log x is 1.6 at
//! x = 2^256), so that where they occur nothing is contradicted before a second look, much nearer to the point. Its
//! work is counted in steps, so that its opinions are the same on every machine.

// Shared by a test and by a program for tests, in which a failure may end everything.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

pub mod generate;
pub mod round;
mod view;

use little_o::budget::Budget;
use little_o::expr::{Expr, Node, Symbol};
use little_o::functions::Function;
use little_o::limits::{self, Bound, Limit, Point, Side};
use std::fmt;
use view::{Seen, View};

/// Steps the engine may take for a question; the same as in the page.
pub const EFFORT: u64 = 200_000;

/// A distance that is e^(−2^32) where h is 2^−256.
const NEARER: &str = "exp(-1/h^(1/8))";

/// The limit of `expr` in x at a point from a side.
#[derive(Clone, Debug)]
pub struct Question {
    /// The function of x.
    pub expr: Expr,
    /// Where the limit is taken.
    pub point: Point,
    /// From where.
    pub side: Side,
}

/// What the judge thinks of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opinion {
    /// The values behave as the answer says.
    Agrees,
    /// The values behave otherwise.
    Contradicts,
    /// Neither can be said.
    CannotTell,
}

impl Question {
    /// The engine's answer, None where it is undecided, and the steps it took.
    pub fn ask(&self) -> (Option<Limit>, u64) {
        let budget = Budget::steps(EFFORT);
        let answer = limits::limit(&budget, &self.expr, &Symbol::new("x"), &self.point, self.side);
        (answer.limit.ok(), budget.spent())
    }

    /// The numeric opinion on `limit` as the answer.
    pub fn opinion(&self, limit: &Limit) -> Opinion {
        match limit {
            Limit::Finite(value) => {
                let distance = Expr::from(Node::Sum(vec![self.expr.clone(), Node::Neg(value.clone()).into()]));
                self.look_twice(&distance, &tends_to_zero)
            }
            Limit::PlusInfinity => self.look_twice(&self.expr, &|view| tends_to_infinity(view, 1.0)),
            Limit::MinusInfinity => self.look_twice(&self.expr, &|view| tends_to_infinity(view, -1.0)),
            Limit::Oscillates(bounds) => self.look_twice(&self.expr, &|view| oscillates(view, bounds.as_ref())),
            Limit::Undefined => is_undefined(&self.view(&self.expr)),
        }
    }

    /// The opinion on `expr`; where logarithms are iterated a contradiction must stand much nearer to the point, too.
    fn look_twice(&self, expr: &Expr, opinion: &dyn Fn(&View) -> Opinion) -> Opinion {
        match opinion(&self.view(expr)) {
            Opinion::Contradicts if has_iterated_logarithm(expr, 0) => {
                let deep = self.view_at(expr, &NEARER.parse().expect("a formula"));
                let stands = deep.logarithms().is_complete && opinion(&deep) == Opinion::Contradicts;
                if stands { Opinion::Contradicts } else { Opinion::CannotTell }
            }
            opinion => opinion,
        }
    }

    /// `expr` as a function of the distance h > 0 from the point, or from zero to 1/x at infinity.
    fn view(&self, expr: &Expr) -> View {
        self.view_at(expr, &Expr::symbol("h"))
    }

    fn view_at(&self, expr: &Expr, h: &Expr) -> View {
        let h = h.clone();
        let far = || Expr::from(Node::Quotient(Expr::integer(1), h.clone()));
        let place: Expr = match (&self.point, self.side) {
            (Point::PlusInfinity, _) => far(),
            (Point::MinusInfinity, _) => Node::Neg(far()).into(),
            (Point::Finite(point), Side::Right) => Node::Sum(vec![point.clone(), h]).into(),
            (Point::Finite(point), Side::Left) => Node::Sum(vec![point.clone(), Node::Neg(h).into()]).into(),
        };
        View::new(&expr.substitute(&Symbol::new("x"), &place))
    }
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Question { expr, point, side } = self;
        match (point, side) {
            (Point::PlusInfinity, _) => write!(f, "{expr} as x → oo"),
            (Point::MinusInfinity, _) => write!(f, "{expr} as x → -oo"),
            (Point::Finite(point), Side::Left) => write!(f, "{expr} as x → ({point})−"),
            (Point::Finite(point), Side::Right) => write!(f, "{expr} as x → ({point})+"),
        }
    }
}

fn tends_to_zero(view: &View) -> Opinion {
    let seen = view.logarithms();
    if seen.is_undefined_throughout() { Opinion::Contradicts } else { falls(&seen) }
}

/// Whether the logarithms of the sizes fall without end.
///
/// The distances shrink by squaring, so log h doubles at each of them: a power of h doubles its logarithm, a power of
/// log h lowers its own by a constant, a power of log log h by a sequence like 1/k. What falls ever more slowly than
/// that may be on its way to a number other than 0.
fn falls(seen: &Seen) -> Opinion {
    let [.., a, b, c] = seen.logs.as_slice() else { return Opinion::CannotTell };
    let (before, last) = (a - b, b - c);
    if *c == f64::NEG_INFINITY || (*c < -40.0 && last >= 0.0) || (*c < -1.0 && last > 0.02 && last > 0.85 * before) {
        return Opinion::Agrees;
    }
    // Near the edge of what was seen a function may still do what it will not do later: 1/(e − log log x) rises until
    // log x is e^e, and falls from there. What rises like a power of h or of log h, near the point, does so to the end.
    let stands_still = *c > -40.0 && last.abs() < 1e-4 && before.abs() < 1e-3;
    let rises = *c > 0.0 && last < -0.5 && last < 0.85 * before;
    if seen.is_near() && (stands_still || rises) { Opinion::Contradicts } else { Opinion::CannotTell }
}

fn tends_to_infinity(view: &View, sign: f64) -> Opinion {
    let seen = view.logarithms();
    if seen.is_undefined_throughout() {
        return Opinion::Contradicts;
    }
    let reciprocal = Seen { logs: seen.logs.iter().map(|log| -log).collect(), ..seen };
    match (falls(&reciprocal), view.last_value()) {
        (Opinion::Agrees, Some(value)) if value * sign < 0.0 && reciprocal.is_near() => Opinion::Contradicts,
        (Opinion::Agrees, Some(value)) if value * sign < 0.0 => Opinion::CannotTell,
        (Opinion::Agrees, None) => Opinion::CannotTell,
        (opinion, _) => opinion,
    }
}

/// Whether a logarithm, or an inverse hyperbolic function, stands within another.
fn has_iterated_logarithm(expr: &Expr, outer: usize) -> bool {
    let is_slow = matches!(expr.node(), Node::Call(Function::Log | Function::Asinh | Function::Acosh, _));
    let depth = outer + usize::from(is_slow);
    depth >= 2 || expr.children().into_iter().any(|child| has_iterated_logarithm(child, depth))
}

fn oscillates(view: &View, bounds: Option<&(Bound, Bound)>) -> Opinion {
    let ranges = (view.range(40), view.range(160), view.range(640));
    let (Some((far_low, far_high)), Some((low, high)), nearest) = ranges else {
        return Opinion::CannotTell;
    };
    let bounds = bounds.and_then(|(inferior, superior)| Some((number(inferior)?, number(superior)?)));
    if let Some((inferior, superior)) = bounds {
        // Beyond the bounds, and no less so than farther away.
        let margin = 1e-3 * (1.0 + low.abs().max(high.abs()));
        let (nearest_low, nearest_high) = nearest.unwrap_or((low, high));
        let is_beyond =
            |far: f64, near: f64, nearest: f64| near > margin.max(0.9 * far) && nearest > margin.max(0.9 * near);
        let below = is_beyond(inferior - far_low, inferior - low, inferior - nearest_low);
        let above = is_beyond(far_high - superior, high - superior, nearest_high - superior);
        if below || above {
            return Opinion::Contradicts;
        }
        if superior.is_finite() && inferior.is_finite() && high - low < 0.5 * (superior - inferior) {
            return Opinion::CannotTell;
        }
    }
    let dies_away = high - low < 1e-9 || high - low < 0.01 * (far_high - far_low);
    if dies_away { Opinion::CannotTell } else { Opinion::Agrees }
}

fn number(bound: &Bound) -> Option<f64> {
    match bound {
        Bound::MinusInfinity => Some(f64::NEG_INFINITY),
        Bound::PlusInfinity => Some(f64::INFINITY),
        Bound::Finite(value) => View::new(value).last_value(),
    }
}

/// Undefined near the point means undefined at some of the places looked at.
fn is_undefined(view: &View) -> Opinion {
    let seen = view.logarithms();
    if seen.holes > 0 {
        Opinion::Agrees
    } else if seen.is_complete {
        Opinion::Contradicts
    } else {
        Opinion::CannotTell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(source: &str, side: Side) -> Question {
        Question { expr: source.parse().unwrap(), point: Point::Finite(Expr::integer(0)), side }
    }

    #[track_caller]
    fn check(source: &str, limit: Limit, opinion: Opinion) {
        assert_eq!(question(source, Side::Right).opinion(&limit), opinion, "{source}: {limit:?}");
    }

    fn finite(value: &str) -> Limit {
        Limit::Finite(value.parse().unwrap())
    }

    fn between(low: &str, high: &str) -> Limit {
        Limit::Oscillates(Some((Bound::Finite(low.parse().unwrap()), Bound::Finite(high.parse().unwrap()))))
    }

    #[test]
    fn right_answers_are_confirmed() {
        check("sin(x)/x", finite("1"), Opinion::Agrees);
        check("(tan(x) - sin(x))/x^3", finite("1/2"), Opinion::Agrees);
        check("x*log(x)", finite("0"), Opinion::Agrees);
        check("1/log(log(1/x))", finite("0"), Opinion::Agrees);
        check("exp(1/x)/x^50", Limit::PlusInfinity, Opinion::Agrees);
        check("log(x)", Limit::MinusInfinity, Opinion::Agrees);
        check("2 + sin(1/x)", between("1", "3"), Opinion::Agrees);
        check("sqrt(-x)", Limit::Undefined, Opinion::Agrees);
    }

    #[test]
    fn wrong_answers_are_contradicted() {
        check("sin(x)/x", finite("0"), Opinion::Contradicts);
        check("(tan(x) - sin(x))/x^3", finite("1/3"), Opinion::Contradicts);
        check("log(x)", finite("0"), Opinion::Contradicts);
        check("log(x)", Limit::PlusInfinity, Opinion::Contradicts);
        check("exp(-1/x)/x^50", Limit::PlusInfinity, Opinion::Contradicts);
        check("log(log(1/x))", Limit::MinusInfinity, Opinion::Contradicts);
        check("2 + sin(1/x)", between("2", "3"), Opinion::Contradicts);
        check("sqrt(x)", Limit::Undefined, Opinion::Contradicts);
        check("sqrt(-x)", finite("0"), Opinion::Contradicts);
    }

    #[test]
    fn the_judge_knows_what_it_cannot_tell() {
        // No sign of it in the numbers: the difference is 0, but not by exact arithmetic.
        check("(sin(2*x) - 2*sin(x)*cos(x))/x", finite("0"), Opinion::CannotTell);
        check("sin(1/x)", between("-9", "9"), Opinion::CannotTell);
        // Before the slow function has won, the values go the other way.
        check("exp(1) - log(log(log(1/x)))", Limit::MinusInfinity, Opinion::CannotTell);
        check("(exp(1) - log(log(1/x + log(1/x))))/exp(exp(1/x))", finite("0"), Opinion::Agrees);
        check("exp(1) - log(log(1/x + log(1/x))) + exp(-exp(1/x))", Limit::MinusInfinity, Opinion::CannotTell);
        check("exp(sqrt(1/x))/(exp(1) - log(log(log(1/x))))", Limit::MinusInfinity, Opinion::CannotTell);
        check("(exp((1/x)^(1/4)) - 1/x^2)/(exp(x) - exp(x - exp(-1/x)))", Limit::PlusInfinity, Opinion::CannotTell);
        // Much nearer to the point it is seen to win.
        check("exp(sqrt(log(1/x))) - exp(log(log(1/x))^2)", Limit::PlusInfinity, Opinion::CannotTell);
        check("sin(1/x) - log(log(log(1/x))*log(1/x))/log(log(1/x))", between("-2", "0"), Opinion::CannotTell);
        // 1/log x beyond the bounds, unevenly.
        check("sin(1/x)*log(1/x)/floor(log(1/x))", between("-1", "1"), Opinion::Agrees);
    }

    /// Fixed questions of every kind; the long run is `cargo xtask fuzz limits`.
    #[test]
    fn a_small_round_has_no_contradiction() {
        let tally = round::play(&round::Round { seed: 1, cases: 150 });
        assert!(tally.contradictions.is_empty(), "{:#?}", tally.contradictions);
        assert!(tally.agrees > 120, "{tally}");
    }
}

//! The rules by which a step is made: plain gradient descent and its relatives.
//!
//! Every rule moves against a *direction* d, xₖ₊₁ = xₖ − ηₖ·dₖ, and differs in how dₖ is made of the gradients so far:
//!
//! | method | direction |
//! |---|---|
//! | gradient descent | d = ∇f(x) |
//! | momentum | d ← β·d + ∇f(x) |
//! | Nesterov | d ← β·d + ∇f(x − η·β·d): the gradient is taken where the momentum leads |
//! | Adam | d = m̂/(√v̂ + 10⁻⁸), m ← β·m + (1−β)·∇f, v ← 0.999·v + 0.001·(∇f)², m̂ = m/(1−βᵏ), v̂ = v/(1−0.999ᵏ) |
//! | Newton | H·d = ∇f(x), with H the second derivatives; η = 1 is Newton's own step |
//!
//! Sources: momentum as in Goh, "Why momentum really works", Distill 2017; Nesterov as in Sutskever, Martens, Dahl and
//! Hinton, "On the importance of initialization and momentum in deep learning", ICML 2013, section 2; Adam as in Kingma
//! and Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1; Newton as in Boyd and Vandenberghe,
//! "Convex optimization", section 9.5, without the search for η.

use crate::eval::Tape;
use crate::expr::{Expr, Symbol};

/// How a step is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// x ← x − η ∇f(x).
    #[default]
    GradientDescent,
    /// With momentum.
    Momentum,
    /// With Nesterov's momentum.
    Nesterov,
    /// Adam.
    Adam,
    /// Newton's method.
    Newton,
}

impl Method {
    /// Whether the share β of what is kept matters to it.
    pub fn has_beta(self) -> bool {
        matches!(self, Method::Momentum | Method::Nesterov | Method::Adam)
    }
}

/// A method with all it needs.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The method.
    pub method: Method,
    /// β, how much of the last direction is kept, in [0, 1).
    pub beta: f64,
    /// The partial derivatives, of which Newton's method takes the gradients; empty if the language cannot write them.
    slopes: Vec<Tape>,
}

impl Rule {
    /// Plain gradient descent.
    pub const GRADIENT_DESCENT: Rule = Rule { method: Method::GradientDescent, beta: 0.0, slopes: Vec::new() };

    /// `method` with β = `beta`, for the loss `expr` of these variables.
    pub fn new(method: Method, beta: f64, expr: &Expr, variables: &[Symbol]) -> Rule {
        let slope = |variable| Some(Tape::new(&expr.derivative(variable).ok()?, variables));
        let slopes = match method {
            Method::Newton => variables.iter().map(slope).collect::<Option<_>>().unwrap_or_default(),
            _ => Vec::new(),
        };
        Rule { method, beta, slopes }
    }

    /// Whether the method can run at all: Newton's needs derivatives that the language can write down.
    pub fn can_run(&self) -> bool {
        self.method != Method::Newton || !self.slopes.is_empty()
    }
}

/// β₂ and ε of Adam, as its authors propose.
const ADAM_KEEPS: f64 = 0.999;
const ADAM_FLOOR: f64 = 1e-8;

/// What a run remembers from step to step.
#[derive(Default)]
pub(super) struct Memory {
    /// The last direction; for Adam the mean of the gradients.
    mean: Vec<f64>,
    /// For Adam the mean of their squares.
    square: Vec<f64>,
    /// Steps so far.
    steps: i32,
}

impl Memory {
    /// The direction of the step that leads on from `x`, where the gradient is `gradient`. NaN where there is none.
    pub(super) fn direction(&mut self, rule: &Rule, tape: &Tape, x: &[f64], gradient: &[f64], rate: f64) -> Vec<f64> {
        self.mean.resize(x.len(), 0.0);
        self.square.resize(x.len(), 0.0);
        self.steps = self.steps.saturating_add(1);
        let beta = rule.beta;
        match rule.method {
            Method::GradientDescent => gradient.to_vec(),
            Method::Momentum => self.keep(beta, 1.0, gradient),
            Method::Nesterov => {
                let ahead: Vec<f64> = x.iter().zip(&self.mean).map(|(x, mean)| x - rate * beta * mean).collect();
                self.keep(beta, 1.0, &tape.gradient(&ahead).1)
            }
            Method::Adam => {
                self.keep(beta, 1.0 - beta, gradient);
                for (square, slope) in self.square.iter_mut().zip(gradient) {
                    *square = ADAM_KEEPS * *square + (1.0 - ADAM_KEEPS) * slope * slope;
                }
                let (mean, square) = (1.0 - beta.powi(self.steps), 1.0 - ADAM_KEEPS.powi(self.steps));
                let parts = self.mean.iter().zip(&self.square);
                parts.map(|(m, v)| m / mean / ((v / square).sqrt() + ADAM_FLOOR)).collect()
            }
            Method::Newton => newton(rule, x, gradient),
        }
    }

    /// mean ← β·mean + share·gradient.
    fn keep(&mut self, beta: f64, share: f64, gradient: &[f64]) -> Vec<f64> {
        for (mean, slope) in self.mean.iter_mut().zip(gradient) {
            *mean = beta * *mean + share * slope;
        }
        self.mean.clone()
    }
}

/// The solution of H·d = ∇f for one or two variables. Where the gradient is zero nothing moves.
fn newton(rule: &Rule, x: &[f64], gradient: &[f64]) -> Vec<f64> {
    if gradient.iter().all(|slope| *slope == 0.0) {
        return gradient.to_vec();
    }
    let curvature: Vec<Vec<f64>> = rule.slopes.iter().map(|slope| slope.gradient(x).1).collect();
    let rows: Vec<&[f64]> = curvature.iter().map(Vec::as_slice).collect();
    match (rows.as_slice(), gradient) {
        ([[a]], [u]) => vec![u / a],
        // Cramer's rule.
        ([[a, b], [c, d]], [u, v]) => {
            let determinant = a * d - b * c;
            vec![(u * d - b * v) / determinant, (a * v - c * u) / determinant]
        }
        _ => vec![f64::NAN; x.len()],
    }
}

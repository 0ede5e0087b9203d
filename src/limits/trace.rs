//! The explanation: how a student gets from f/g to its limit.
//!
//! f and g are reduced to their leading terms, one named rule a step; then the leading terms are divided, and the limit
//! of their ratio is read off. Every step is true by itself and can be checked by numbers: its two sides are equal near
//! the point, or asymptotically equal, or the first tends to the second.

use super::{
    Limit, Stop,
    kernel::{Engine, Res},
    leading::{Leading, LeadingTerm},
    normal::Binding,
};
use crate::{
    expr::{Expr, Node},
    functions::Function,
};
use std::cmp::Ordering;

/// One line of the explanation: `before` is rewritten to `after` by `rule`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The rule, which is also the key of its sentence in the catalogue.
    pub rule: Rule,
    /// The expression before.
    pub before: Expr,
    /// How the two relate.
    pub relation: StepRelation,
    /// The expression after; `before` again where it grows beyond all bounds.
    pub after: Expr,
}

/// What a step claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepRelation {
    /// Equal near the point, wherever both are defined.
    Equal,
    /// Asymptotically equal: the ratio tends to 1.
    Asymptotic,
    /// `before` tends to the constant `after`.
    TendsTo,
    /// `before` → +∞.
    TendsToPlusInfinity,
    /// `before` → −∞.
    TendsToMinusInfinity,
}

/// A rule a student can look up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Cancel common factors.
    Cancel,
    /// Write in a simpler form.
    Simplify,
    /// On this side of the point |u| is u or −u, max(u, v) is one of the two, …
    Piecewise,
    /// In a sum the term that is largest near the point dominates.
    DominantTerm,
    /// The leading terms cancel: the next terms of the series decide.
    Series,
    /// sin u ~ u, tan u ~ u, log(1 + u) ~ u, … as u → 0.
    SmallArgument,
    /// A continuous function tends to its value, here not 0.
    Value,
    /// Factors may be replaced by their leading terms.
    Factors,
    /// The ratio behaves like the ratio of the leading terms.
    DivideLeadingTerms,
    /// A power with positive exponent vanishes, one with negative exponent grows.
    Power,
    /// Every power beats every logarithm.
    PowerBeatsLogarithm,
    /// Exponentials beat all powers.
    ExponentialBeatsPower,
    /// A bounded factor times a vanishing one vanishes.
    Squeeze,
    /// Stirling's formula, and what else is known of Γ, erf and their relatives at infinity and at poles.
    KnownExpansion,
}

impl Rule {
    /// All rules, in the order of the enum.
    pub const ALL: [Rule; 14] = [
        Rule::Cancel,
        Rule::Simplify,
        Rule::Piecewise,
        Rule::DominantTerm,
        Rule::Series,
        Rule::SmallArgument,
        Rule::Value,
        Rule::Factors,
        Rule::DivideLeadingTerms,
        Rule::Power,
        Rule::PowerBeatsLogarithm,
        Rule::ExponentialBeatsPower,
        Rule::Squeeze,
        Rule::KnownExpansion,
    ];

    /// The key of the rule in the catalogue.
    pub fn key(self) -> &'static str {
        match self {
            Rule::Cancel => "limits.rule.cancel",
            Rule::Simplify => "limits.rule.simplify",
            Rule::Piecewise => "limits.rule.piecewise",
            Rule::DominantTerm => "limits.rule.dominant_term",
            Rule::Series => "limits.rule.series",
            Rule::SmallArgument => "limits.rule.small_argument",
            Rule::Value => "limits.rule.value",
            Rule::Factors => "limits.rule.factors",
            Rule::DivideLeadingTerms => "limits.rule.divide_leading_terms",
            Rule::Power => "limits.rule.power",
            Rule::PowerBeatsLogarithm => "limits.rule.power_beats_logarithm",
            Rule::ExponentialBeatsPower => "limits.rule.exponential_beats_power",
            Rule::Squeeze => "limits.rule.squeeze",
            Rule::KnownExpansion => "limits.rule.known_expansion",
        }
    }

    /// The rule's name, in a few words.
    pub fn name(self) -> String {
        rust_i18n::t!(format!("{}.name", self.key())).into_owned()
    }

    /// The rule in a sentence for a student.
    pub fn sentence(self) -> String {
        rust_i18n::t!(format!("{}.sentence", self.key())).into_owned()
    }
}

/// Steps into the parts of a formula go this deep: the explanation is to stay short.
const DEPTH: usize = 4;

/// The leading term of a form, and what it is in the original variable.
struct Reduced {
    term: LeadingTerm,
    expr: Expr,
    exact: bool,
}

impl Engine<'_> {
    pub(super) fn reserved_explain_ratio(
        &mut self,
        whole: (&Expr, &Expr),
        binding: &Binding,
        limit: &Limit,
    ) -> Vec<Step> {
        let mut steps = Vec::new();
        let (f, g) = whole;
        // An explanation that cannot be completed is left at what is true so far.
        let _ = self.explain_parts(f, g, binding, limit, &mut steps);
        steps
    }

    /// The steps from an expression to its limit.
    pub(super) fn explain_limit(&mut self, expr: &Expr, binding: &Binding, limit: &Limit) -> Vec<Step> {
        let mut steps = Vec::new();
        let _ = self
            .reduce(expr, binding, 0, &mut steps)
            .and_then(|reduced| self.conclude(expr, reduced, limit, &mut steps));
        steps
    }

    fn explain_parts(
        &mut self,
        f: &Expr,
        g: &Expr,
        binding: &Binding,
        limit: &Limit,
        steps: &mut Vec<Step>,
    ) -> Res<()> {
        let ratio: Expr = Node::Quotient(f.clone(), g.clone()).into();
        let above = self.reduce(f, binding, 0, steps)?;
        let below = self.reduce(g, binding, 0, steps)?;
        let Some(reduced) = self.reduced(&ratio, binding)? else { return Ok(()) };
        if reduced.exact {
            push(steps, Rule::Cancel, &ratio, StepRelation::Equal, &reduced.expr);
        } else if above.is_some() && below.is_some() && !self.oscillates(&reduced.term.coefficient) {
            push(steps, Rule::DivideLeadingTerms, &ratio, StepRelation::Asymptotic, &reduced.expr);
        }
        self.conclude(&ratio, Some(reduced), limit, steps)
    }

    /// The last step: the leading term tends to the limit.
    fn conclude(&mut self, whole: &Expr, reduced: Option<Reduced>, limit: &Limit, steps: &mut Vec<Step>) -> Res<()> {
        let Some(Reduced { term, expr, .. }) = reduced else { return Ok(()) };
        let (relation, after) = match limit {
            Limit::Finite(value) if *value == expr => return Ok(()),
            Limit::Finite(value) => (StepRelation::TendsTo, value.clone()),
            Limit::PlusInfinity => (StepRelation::TendsToPlusInfinity, expr.clone()),
            Limit::MinusInfinity => (StepRelation::TendsToMinusInfinity, expr.clone()),
            Limit::Oscillates(_) | Limit::Undefined => return Ok(()),
        };
        if self.oscillates(&term.coefficient) {
            push(steps, Rule::Squeeze, whole, relation, if relation == StepRelation::TendsTo { &after } else { whole });
            return Ok(());
        }
        let scale_is_power = |engine: &Self, at: usize| {
            term.powers.get(at).is_some_and(|(scale, _)| {
                engine.scales.get(*scale).is_some_and(|scale| scale.kernel == Some(super::kernel::VARIABLE))
            })
        };
        let exponential =
            term.powers.iter().any(|(scale, _)| self.scales.get(*scale).is_some_and(|scale| scale.kernel.is_none()));
        let rule = match term.powers.len() {
            0 => Rule::Value,
            1 if scale_is_power(self, 0) => Rule::Power,
            _ if exponential => Rule::ExponentialBeatsPower,
            _ => Rule::PowerBeatsLogarithm,
        };
        push(steps, rule, &expr, relation, &after);
        Ok(())
    }

    fn reduced(&mut self, expr: &Expr, binding: &Binding) -> Res<Option<Reduced>> {
        let form = self.normal(expr, binding)?;
        let Leading::Term(term) = self.leading(&form)? else { return Ok(None) };
        let powers = self.form_of_powers(&term.powers)?;
        let dominant = self.mul(&term.coefficient, &powers)?;
        let exact = form == dominant || self.vanishes(&form.minus(&dominant))?;
        let expr = self.raise(&dominant);
        Ok(Some(Reduced { term, expr, exact }))
    }

    /// Steps from an expression to its leading term; None if it is 0 or oscillates about its leading term.
    fn reduce(&mut self, expr: &Expr, binding: &Binding, depth: usize, steps: &mut Vec<Step>) -> Res<Option<Reduced>> {
        let Some(reduced) = self.reduced(expr, binding)? else { return Ok(None) };
        if reduced.expr == *expr || !depends(expr, binding) {
            return Ok(Some(reduced));
        }
        if reduced.exact {
            let rule = if is_piecewise(expr) { Rule::Piecewise } else { Rule::Simplify };
            push(steps, rule, expr, StepRelation::Equal, &reduced.expr);
            return Ok(Some(reduced));
        }
        if self.oscillates(&reduced.term.coefficient) {
            return Ok(None);
        }
        let rule = self.rule_for(expr, &reduced, binding, depth, steps)?;
        push(steps, rule, expr, StepRelation::Asymptotic, &reduced.expr);
        Ok(Some(reduced))
    }

    /// The rule that makes an expression its leading term, after the steps for its parts.
    fn rule_for(
        &mut self,
        expr: &Expr,
        reduced: &Reduced,
        binding: &Binding,
        depth: usize,
        steps: &mut Vec<Step>,
    ) -> Res<Rule> {
        match expr.node() {
            Node::Sum(terms) if self.cancels(terms, reduced, binding)? => Ok(Rule::Series),
            Node::Sum(_) => Ok(Rule::DominantTerm),
            Node::Product(parts) => self.reduce_parts(parts, binding, depth, steps),
            Node::Quotient(above, below) => self.reduce_parts(&[above.clone(), below.clone()], binding, depth, steps),
            Node::Neg(inner) => self.reduce_parts(std::slice::from_ref(inner), binding, depth, steps),
            Node::Power(base, exponent) if !depends(exponent, binding) => {
                self.reduce_parts(std::slice::from_ref(base), binding, depth, steps)
            }
            Node::Call(function, arguments) => {
                let [argument] = arguments.as_slice() else { return Ok(Rule::Piecewise) };
                self.rule_for_call(*function, argument, binding, depth, steps)
            }
            _ => Ok(if reduced.term.powers.is_empty() { Rule::Value } else { Rule::Series }),
        }
    }

    fn reduce_parts(&mut self, parts: &[Expr], binding: &Binding, depth: usize, steps: &mut Vec<Step>) -> Res<Rule> {
        if depth < DEPTH {
            for part in parts {
                self.reduce(part, binding, depth + 1, steps)?;
            }
        }
        Ok(Rule::Factors)
    }

    fn rule_for_call(
        &mut self,
        function: Function,
        argument: &Expr,
        binding: &Binding,
        depth: usize,
        steps: &mut Vec<Step>,
    ) -> Res<Rule> {
        use Function::*;
        let u = self.normal(argument, binding)?;
        let is_special = matches!(function, Gamma | Factorial | LogGamma | Digamma | Erf | Erfc | Zeta | Ei | LambertW);
        let limit = match self.finite_part(&u) {
            Ok(limit) => limit,
            Err(Stop::Unbounded) if is_special => return Ok(Rule::KnownExpansion),
            Err(Stop::Unbounded) => return Ok(Rule::DominantTerm),
            Err(stop) => return Err(stop),
        };
        if is_special && self.apply(function, &limit).is_err() {
            return Ok(Rule::KnownExpansion);
        }
        let like_identity = matches!(function, Sin | Tan | Asin | Atan | Sinh | Tanh | Asinh | Atanh);
        if like_identity && self.is_zero_constant(&limit)? {
            if depth < DEPTH {
                self.reduce(argument, binding, depth + 1, steps)?;
            }
            return Ok(Rule::SmallArgument);
        }
        Ok(match function {
            Log if limit.is_one() => Rule::SmallArgument,
            Sqrt | Cbrt | Abs | Relu => self.reduce_parts(std::slice::from_ref(argument), binding, depth, steps)?,
            _ if self.is_zero_constant(&limit)? && !matches!(function, Cos | Cosh | Exp | Sec | Sech) => Rule::Series,
            _ => Rule::Value,
        })
    }

    /// Whether the leading term of a sum is smaller than those of its terms.
    fn cancels(&mut self, terms: &[Expr], reduced: &Reduced, binding: &Binding) -> Res<bool> {
        for term in terms {
            let form = self.normal(term, binding)?;
            if let Leading::Term(part) = self.leading(&form)?
                && self.compare_growth(&part.powers, &reduced.term.powers)? == Ordering::Greater
            {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn push(steps: &mut Vec<Step>, rule: Rule, before: &Expr, relation: StepRelation, after: &Expr) {
    let step = Step { rule, before: before.clone(), relation, after: after.clone() };
    let idle = step.before == step.after && matches!(relation, StepRelation::Equal | StepRelation::Asymptotic);
    if !idle && !steps.contains(&step) {
        steps.push(step);
    }
}

fn depends(expr: &Expr, binding: &Binding) -> bool {
    expr.contains(binding.variable)
}

/// Whether |·|, max, floor, … occur.
fn is_piecewise(expr: &Expr) -> bool {
    use Function::*;
    match expr.node() {
        Node::Where(..) => true,
        Node::Call(Abs | Sign | Floor | Ceil | Round | Frac | Relu | Min | Max, _) => true,
        _ => expr.children().into_iter().any(is_piecewise),
    }
}

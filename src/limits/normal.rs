//! From expressions to forms: every function is reduced to exp, log, powers, sin, cos and atan of t → +∞.
//!
//! abs, sign, floor, max, where and their like are decided here and now by the signs of leading terms, so that no form
//! contains them (unless their argument oscillates). The real domain is checked on the way: √x to the left of 0 is
//! [`Stop::Undefined`] even if it would cancel later.

use super::{
    Stop,
    form::*,
    kernel::{Engine, Kernel, Res},
    leading::Leading,
};
use crate::{
    expr::{Comparison, Condition, Constant, Expr, Node, Symbol},
    functions::Function,
};
use dashu_base::Signed;
use dashu_ratio::RBig;
use std::cmp::Ordering;

/// The variable, and what stands for it.
pub(super) struct Binding<'a> {
    pub(super) variable: &'a Symbol,
    pub(super) value: Form,
}

impl Engine<'_> {
    /// The form of an expression in which `binding` has replaced the variable.
    pub(super) fn normal(&mut self, expr: &Expr, binding: &Binding) -> Res<Form> {
        self.spend(1)?;
        match expr.node() {
            Node::Number(value) => Ok(Form::Number(value.clone())),
            Node::Constant(Constant::Pi) => Ok(self.pi()),
            Node::Constant(Constant::E) => self.exp(&Form::one()),
            Node::Symbol(symbol) if symbol == binding.variable => Ok(binding.value.clone()),
            Node::Symbol(symbol) => {
                let id = self.intern(Kernel::Parameter(symbol.clone()));
                Ok(Form::kernel(id, RBig::ONE))
            }
            Node::Sum(terms) => {
                let mut sum = Form::zero();
                for term in terms {
                    sum = sum.plus(&self.normal(term, binding)?);
                }
                Ok(sum)
            }
            Node::Product(factors) => {
                let mut product = Form::one();
                for factor in factors {
                    let factor = self.normal(factor, binding)?;
                    product = self.product(&product, &factor)?;
                }
                Ok(product)
            }
            Node::Neg(inner) => Ok(self.normal(inner, binding)?.negated()),
            Node::Quotient(above, below) => {
                let above = self.normal(above, binding)?;
                let below = self.normal(below, binding)?;
                let inverse = self.reciprocal(&below)?;
                self.product(&above, &inverse)
            }
            Node::Power(base, exponent) => self.normal_power(base, exponent, binding),
            Node::Call(function, arguments) => self.normal_call(*function, arguments, binding),
            Node::Where(condition, then, otherwise) => {
                let holds = self.holds(condition, binding)?;
                self.normal(if holds { then } else { otherwise }, binding)
            }
        }
    }

    /// 1/u; undefined where u is 0 throughout.
    pub(super) fn reciprocal(&mut self, u: &Form) -> Res<Form> {
        if u.number().is_none() && matches!(self.leading(u), Ok(Leading::Zero)) {
            return Err(Stop::Undefined);
        }
        self.pow(u, &RBig::NEG_ONE)
    }

    fn normal_power(&mut self, base: &Expr, exponent: &Expr, binding: &Binding) -> Res<Form> {
        let exponent = self.normal(exponent, binding)?;
        if matches!(base.node(), Node::Constant(Constant::E)) {
            return self.exp(&exponent);
        }
        let base = self.normal(base, binding)?;
        if let Form::Number(q) = &exponent {
            if q.is_negative() {
                self.reciprocal(&base)?;
            }
            return self.pow(&base, q);
        }
        if base.is_zero() || self.oscillates(&base) {
            let positive = self.sign(&exponent)? == Ordering::Greater;
            if base.is_zero() {
                return if positive { Ok(base) } else { Err(Stop::Undefined) };
            }
        }
        // Whether a negative base has this power depends on the parameter.
        if self.has_parameter(&exponent) && self.sign(&base)? != Ordering::Greater {
            return Err(Stop::Unsupported(Function::Log));
        }
        let log = self.log(&base)?;
        let constant = self.mrv(&exponent)?.is_none();
        let product = if constant { self.mul(&exponent, &log)? } else { self.product(&exponent, &log)? };
        self.exp(&product)
    }

    fn holds(&mut self, condition: &Condition, binding: &Binding) -> Res<bool> {
        let left = self.normal(&condition.left, binding)?;
        let right = self.normal(&condition.right, binding)?;
        let sign = self.sign(&left.minus(&right))?;
        Ok(match condition.relation {
            Comparison::Less => sign == Ordering::Less,
            Comparison::LessOrEqual => sign != Ordering::Greater,
            Comparison::Equal => sign == Ordering::Equal,
            Comparison::NotEqual => sign != Ordering::Equal,
            Comparison::GreaterOrEqual => sign != Ordering::Less,
            Comparison::Greater => sign == Ordering::Greater,
        })
    }

    fn normal_call(&mut self, function: Function, arguments: &[Expr], binding: &Binding) -> Res<Form> {
        let [argument] = arguments else { return self.call_of_several(function, arguments, binding) };
        if let Some(value) = self.undo(function, argument, binding)? {
            return Ok(value);
        }
        let u = self.normal(argument, binding)?;
        self.apply(function, &u)
    }

    pub(super) fn reserved_call_of_several(
        &mut self,
        function: Function,
        arguments: &[Expr],
        binding: &Binding,
    ) -> Res<Form> {
        let mut values = Vec::with_capacity(arguments.len());
        for argument in arguments {
            values.push(self.normal(argument, binding)?);
        }
        match (function, values.as_slice()) {
            (Function::Atan2, [y, x]) => self.atan2(y, x),
            (Function::Polygamma, [Form::Number(order), u]) => self.polygamma(order, u),
            (Function::Min | Function::Max, [first, rest @ ..]) => {
                let mut best = first.clone();
                for value in rest {
                    best = self.extremum(function == Function::Max, &best, value)?;
                }
                Ok(best)
            }
            _ => Err(Stop::Unsupported(function)),
        }
    }

    /// f(f⁻¹(v)) = v, and f⁻¹(f(v)) = v where v stays in the range of f⁻¹.
    fn undo(&mut self, function: Function, argument: &Expr, binding: &Binding) -> Res<Option<Form>> {
        use Function::*;
        let Node::Call(inner, inner_arguments) = argument.node() else { return Ok(None) };
        let [v] = inner_arguments.as_slice() else { return Ok(None) };
        match (function, inner) {
            (Sinh, Asinh) | (Asinh, Sinh) | (Atanh, Tanh) | (Tan, Atan) => self.normal(v, binding).map(Some),
            (Cosh, Acosh) | (Tanh, Atanh) | (Sin, Asin) | (Cos, Acos) => {
                self.normal(argument, binding)?;
                self.normal(v, binding).map(Some)
            }
            (Acosh, Cosh) => {
                let v = self.normal(v, binding)?;
                self.abs(&v).map(Some)
            }
            (Asin, Sin) | (Atan, Tan) => {
                let v = self.normal(v, binding)?;
                Ok(self.is_within_quarter_turn(&v)?.then_some(v))
            }
            _ => Ok(None),
        }
    }

    /// Whether |lim v| < π/2.
    pub(super) fn is_within_quarter_turn(&mut self, v: &Form) -> Res<bool> {
        if self.oscillates(v) {
            return Ok(false);
        }
        match self.finite_part(v) {
            Ok(limit) => {
                let square = self.mul(&limit, &limit)?;
                let pi = self.pi();
                let bound = self.mul(&pi, &pi)?.scaled(&(RBig::ONE / RBig::from(4)));
                Ok(self.compare_constants(&square, &bound)? == Ordering::Less)
            }
            Err(Stop::Unbounded) => Ok(false),
            Err(stop) => Err(stop),
        }
    }

    /// function(u).
    pub(super) fn apply(&mut self, function: Function, u: &Form) -> Res<Form> {
        use Function::*;
        match function {
            Sin => self.sin(u),
            Cos => self.cos(u),
            Tan => self.quotient_of(Cos, u, Sin),
            Atan => self.atan(u),
            Exp => self.exp(u),
            Log => self.log(u),
            Sqrt => self.pow(u, &(RBig::ONE / RBig::from(2))),
            Abs => self.abs(u),
            _ => self.rare_call(function, u),
        }
    }

    /// function(u) of all other functions.
    pub(super) fn reserved_rare_call(&mut self, function: Function, u: &Form) -> Res<Form> {
        use Function::*;
        let half = RBig::ONE / RBig::from(2);
        match function {
            Cot => self.quotient_of(Sin, u, Cos),
            Sec => self.inverse_of(Cos, u),
            Csc => self.inverse_of(Sin, u),
            Asin => self.asin(u),
            Acos => Ok(self.pi().scaled(&half).minus(&self.asin(u)?)),
            Acot => self.of_reciprocal(Atan, u),
            Asec => self.of_reciprocal(Acos, u),
            Acsc => self.of_reciprocal(Asin, u),
            Expm1 => Ok(self.exp(u)?.minus(&Form::one())),
            Log1p => self.log(&Form::one().plus(u)),
            Sinh => self.hyperbolic(u, -1),
            Cosh => self.hyperbolic(u, 1),
            Tanh => self.tanh(u),
            Coth => self.inverse_of(Tanh, u),
            Sech => self.inverse_of(Cosh, u),
            Csch => self.inverse_of(Sinh, u),
            Asinh => self.asinh(u),
            Acosh => self.acosh(u),
            Atanh => {
                let (above, below) = (self.log(&Form::one().plus(u))?, self.log(&Form::one().minus(u))?);
                Ok(above.minus(&below).scaled(&half))
            }
            Acoth => self.of_reciprocal(Atanh, u),
            Asech => self.of_reciprocal(Acosh, u),
            Acsch => self.of_reciprocal(Asinh, u),
            Log10 => self.log_to_base(u, 10),
            Log2 => self.log_to_base(u, 2),
            Cbrt => self.cbrt(u),
            Sign => self.sign_function(u),
            Floor => self.floor(u),
            Ceil => Ok(self.floor(&u.negated())?.negated()),
            Round => self.round(u),
            Frac => Ok(u.minus(&self.floor(u)?)),
            Relu => self.extremum(true, u, &Form::zero()),
            Sigmoid => {
                let exponential = self.exp(&u.negated())?;
                self.pow(&exponential.plus(&Form::one()), &RBig::NEG_ONE)
            }
            Softplus => {
                let exponential = self.exp(u)?;
                self.log(&exponential.plus(&Form::one()))
            }
            Erf => self.erf(u),
            Erfc => self.erfc(u),
            Gamma => self.gamma(u),
            Factorial => self.gamma(&u.plus(&Form::one())),
            LogGamma => self.log_gamma(u),
            Digamma => self.digamma(u),
            Zeta => self.zeta(u),
            Ei => self.exponential_integral(u),
            LambertW => self.lambert_w(u),
            Sin | Cos | Tan | Atan | Exp | Log | Sqrt | Abs => self.apply(function, u),
            Polygamma | Min | Max | Atan2 => Err(Stop::Unsupported(function)),
        }
    }

    fn quotient_of(&mut self, below: Function, u: &Form, above: Function) -> Res<Form> {
        let below = self.inverse_of(below, u)?;
        let above = self.apply(above, u)?;
        self.product(&above, &below)
    }

    fn inverse_of(&mut self, function: Function, u: &Form) -> Res<Form> {
        let value = self.apply(function, u)?;
        self.reciprocal(&value)
    }

    fn of_reciprocal(&mut self, function: Function, u: &Form) -> Res<Form> {
        let inverse = self.reciprocal(u)?;
        self.apply(function, &inverse)
    }

    fn log_to_base(&mut self, u: &Form, base: i64) -> Res<Form> {
        let below = self.log(&Form::integer(base))?;
        let below = self.pow(&below, &RBig::NEG_ONE)?;
        let above = self.log(u)?;
        self.product(&above, &below)
    }

    /// (e^u ± e^(−u))/2.
    fn hyperbolic(&mut self, u: &Form, sign: i64) -> Res<Form> {
        let (up, down) = (self.exp(u)?, self.exp(&u.negated())?);
        Ok(up.plus(&down.scaled(&RBig::from(sign))).scaled(&(RBig::ONE / RBig::from(2))))
    }

    /// (e^(2u) − 1)/(e^(2u) + 1).
    fn tanh(&mut self, u: &Form) -> Res<Form> {
        let exponential = self.exp(&u.scaled(&RBig::from(2)))?;
        let below = self.reciprocal(&exponential.plus(&Form::one()))?;
        self.product(&exponential.minus(&Form::one()), &below)
    }

    /// atan(u/√(1 − u²)); ±π/2 where |u| is 1 throughout.
    fn asin(&mut self, u: &Form) -> Res<Form> {
        if let Some(germ) = self.asin_of_two_scales(u)? {
            return Ok(germ);
        }
        let inside = if u.len() == 1 {
            Form::one().minus(&self.mul(u, u)?)
        } else {
            self.product(&Form::one().minus(u), &Form::one().plus(u))?
        };
        if self.sign(&inside)? == Ordering::Equal {
            let half = RBig::ONE / RBig::from(2);
            let sign = if self.sign(u)? == Ordering::Less { -half } else { half };
            return Ok(self.pi().scaled(&sign));
        }
        let root = self.pow(&inside, &(RBig::NEG_ONE / RBig::from(2)))?;
        let tangent = self.product(u, &root)?;
        self.atan(&tangent)
    }

    /// asin(x + e^(−1/x)): by its derivatives, since the quotient above hides the small part.
    fn asin_of_two_scales(&mut self, u: &Form) -> Res<Option<Form>> {
        let Some(scale) = self.mrv(u)? else { return Ok(None) };
        let is_exponential = self.scales.get(scale).is_some_and(|scale| scale.kernel.is_none());
        if !is_exponential || u.len() < 2 || self.oscillates(u) || self.has_parameter(u) {
            return Ok(None);
        }
        let Ok(limit) = self.finite_part(u) else { return Ok(None) };
        let inside = Form::one().minus(&self.mul(&limit, &limit)?);
        if self.sign_of_constant(&inside)? != Ordering::Greater {
            return Ok(None);
        }
        let difference = u.minus(&limit);
        self.beside(Function::Asin, limit, difference).map(Some)
    }

    /// log(u + √(1 + u²)) for u > 0, odd.
    fn asinh(&mut self, u: &Form) -> Res<Form> {
        match self.sign(u)? {
            Ordering::Equal => return Ok(Form::zero()),
            Ordering::Less => return Ok(self.asinh(&u.negated())?.negated()),
            Ordering::Greater => {}
        }
        let square = self.mul(u, u)?.plus(&Form::one());
        let root = self.pow(&square, &(RBig::ONE / RBig::from(2)))?;
        self.log(&u.plus(&root))
    }

    /// log(u + √((u − 1)(u + 1))) for u ≥ 1.
    fn acosh(&mut self, u: &Form) -> Res<Form> {
        let (below, above) = (u.minus(&Form::one()), u.plus(&Form::one()));
        if self.sign(&below)? == Ordering::Less {
            return Err(Stop::Undefined);
        }
        let product = self.product(&below, &above)?;
        let root = self.pow(&product, &(RBig::ONE / RBig::from(2)))?;
        self.log(&u.plus(&root))
    }

    fn cbrt(&mut self, u: &Form) -> Res<Form> {
        let third = RBig::ONE / RBig::from(3);
        match self.sign(u)? {
            Ordering::Equal => Ok(Form::zero()),
            Ordering::Greater => self.pow(u, &third),
            Ordering::Less => Ok(self.pow(&u.negated(), &third)?.negated()),
        }
    }

    fn atan2(&mut self, y: &Form, x: &Form) -> Res<Form> {
        let (above, right) = (self.sign(y), self.sign(x));
        let half_turn = |engine: &Self, twice: i64| engine.pi().scaled(&(RBig::from(twice) / RBig::from(2)));
        match (&above, &right) {
            (_, Ok(Ordering::Greater)) => self.angle_of_slope(y, x),
            // The angle from the y-axis, where x may even change its sign.
            (Ok(Ordering::Greater), _) => Ok(half_turn(self, 1).minus(&self.angle_of_slope(x, y)?)),
            (Ok(Ordering::Less), _) => Ok(half_turn(self, -1).minus(&self.angle_of_slope(x, y)?)),
            (Ok(Ordering::Equal), Ok(Ordering::Less)) => Ok(self.pi()),
            (Ok(Ordering::Equal), Ok(Ordering::Equal)) => Ok(Form::zero()),
            // y changes its sign at the left: from π to −π and back.
            (Err(Stop::Oscillation), Ok(Ordering::Less)) => {
                let turn = self.sign_function(y)?;
                let turn = self.mul(&self.pi(), &turn)?;
                Ok(self.angle_of_slope(y, x)?.plus(&turn))
            }
            _ => Err(above.and(right).err().unwrap_or(Stop::Oscillation)),
        }
    }

    /// atan(y/x).
    fn angle_of_slope(&mut self, y: &Form, x: &Form) -> Res<Form> {
        let inverse = self.reciprocal(x)?;
        let slope = self.product(y, &inverse)?;
        self.atan(&slope)
    }
}

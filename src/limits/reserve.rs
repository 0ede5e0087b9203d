//! The engine's reserve: what only some limits need.
//!
//! Most pairs that a student types are decided by leading terms and series of powers, exp, log, sin, cos and atan. The
//! signs of doubtful constants, special functions, ranges of oscillations, the zero test for functions and the
//! explanation are a quarter of the program; they come [later](crate::later). Until then a computation that calls on them
//! stops as if its budget did not reach, and the [`Budget`](crate::budget::Budget) remembers it, so that nobody takes
//! the outcome for an answer.
//!
//! A function `f` of the engine that lies in the reserve is written where it belongs, under the name `reserved_f`; what
//! everybody calls is the `f` below.

use super::{
    Limit, Step,
    constant::Enclosure,
    form::Form,
    germ::Germ,
    kernel::{Engine, Res},
    leading::{Leading, LeadingTerm},
    normal::Binding,
    range::Range,
    scale::ScaleId,
    series::Series,
};
use crate::{budget::OutOfBudget, expr::Expr, functions::Function};
use std::cmp::Ordering;

/// Makes the table of pointers, and for each the function that everybody calls.
macro_rules! reserve {
    ($($(#[$about:meta])* $name:ident = $reserved:ident($($argument:ident: $type:ty),*) -> $value:ty;)*) => {
        pub(super) struct Reserve {
            $($name: fn(&mut Engine, $($type),*) -> Res<$value>,)*
            /// Bounds in double precision.
            enclose: fn(&Engine, &Form) -> Enclosure,
            /// The steps of the explanation.
            explain: fn(&mut Engine, (&Expr, &Expr), &Binding, &Limit) -> Vec<Step>,
        }

        later! {
            /// All of it.
            all: Reserve = &Reserve {
                $($name: |engine, $($argument),*| engine.$reserved($($argument),*),)*
                enclose: |engine, form| engine.reserved_enclose(form),
                explain: |engine, pair, binding, limit| engine.reserved_explain_ratio(pair, binding, limit),
            }
        }

        impl Engine<'_> {
            $(
                $(#[$about])*
                pub(super) fn $name(&mut self, $($argument: $type),*) -> Res<$value> {
                    (self.reserve()?.$name)(self, $($argument),*)
                }
            )*
        }
    };
}

reserve! {
    /// The sign of a constant that neither its structure nor doubles tell.
    doubtful_sign = reserved_doubtful_sign(constant: &Form) -> Ordering;
    /// Whether a form is proved to be 0.
    vanishes = reserved_vanishes(form: &Form) -> bool;
    /// Whether a form that tends to 0 is proved to be 0 by its derivative.
    has_no_slope = reserved_has_no_slope(form: &Form) -> bool;
    /// What a function that is seldom typed makes of u.
    rare_call = reserved_rare_call(function: Function, u: &Form) -> Form;
    /// A function of several arguments.
    call_of_several = reserved_call_of_several(function: Function, arguments: &[Expr], binding: &Binding) -> Form;
    /// The first term of a germ's series that is not 0.
    leading_of_germ = reserved_leading_of_germ(germ: &Germ, delta: &Form) -> Leading;
    /// The series of a germ in a scale that occurs in δ.
    expand_germ = reserved_expand_germ(germ: &Germ, delta: &Form, scale: ScaleId, depth: usize) -> Series;
    /// g′(v) of a germ at v.
    slope_of_germ = reserved_slope_of_germ(germ: &Germ, v: &Form) -> Form;
    /// An oscillation in common angles, with 1 − cos² for sin².
    in_common_angles = reserved_in_common_angles(oscillation: &Form) -> Form;
    /// The values that an oscillation comes near to again and again; None if not all are known.
    range = reserved_range(oscillation: &Form) -> Option<Range>;
    /// Whether an oscillation is proved to be positive again and again, and negative too.
    crosses_zero = reserved_crosses_zero(oscillation: &Form) -> bool;
    /// Greater or Less for an oscillation of one phase that comes down, or up, to 0 again and again and never further.
    touches_zero = reserved_touches_zero(form: &Form, term: &LeadingTerm) -> Option<Ordering>;
    /// Whether a form is proved to come from −∞ and from +∞ again and again.
    has_poles_of_both_signs = reserved_has_poles_of_both_signs(form: &Form) -> bool;
    /// The limit of a quotient whose denominator has zeros arbitrarily near.
    limit_beside_poles = reserved_limit_beside_poles(form: &Form) -> Limit;
    /// The limit of a form whose leading coefficient oscillates.
    limit_of_oscillation = reserved_limit_of_oscillation(form: &Form, growth: Ordering, term: &LeadingTerm) -> Limit;
}

impl Engine<'_> {
    /// The reserve, or a stop where it has not come yet.
    fn reserve(&self) -> Res<&'static Reserve> {
        self.budget.call_on_reserve();
        Ok(all::get().ok_or(OutOfBudget)?)
    }

    /// An interval in double precision that holds all values of a constant or bounded oscillation; all numbers while the
    /// reserve has not come.
    pub(super) fn enclose(&self, form: &Form) -> Enclosure {
        self.reserve().map_or(Enclosure::EVERYTHING, |reserve| (reserve.enclose)(self, form))
    }

    /// The steps from f/g to its limit; none while the reserve has not come, which makes no answer less true.
    pub(super) fn explain_ratio(&mut self, pair: (&Expr, &Expr), binding: &Binding, limit: &Limit) -> Vec<Step> {
        let Some(reserve) = all::get() else { return Vec::new() };
        self.budget.aside(|| (reserve.explain)(self, pair, binding, limit))
    }
}

//! Formulas on the page: native MathML with a text alternative in words.

use crate::expr::{self, Expr};
use crate::limits::{Bound, Limit};
use rust_i18n::t;

/// The markup of a formula. Only the core's own, escaped, markup goes in.
pub fn markup(expr: &Expr) -> String {
    wrap(&expr::mathml(expr), &expr::words(expr))
}

/// A `<math>` element around ready markup.
pub fn wrap(inner: &str, words: &str) -> String {
    format!(r#"<math alttext="{}">{inner}</math>"#, escape(words))
}

/// `text` as it may stand in an attribute or between tags.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A limit, typeset.
pub fn limit_markup(limit: &Limit) -> String {
    match limit {
        Limit::Finite(value) => markup(value),
        Limit::PlusInfinity => "∞".into(),
        Limit::MinusInfinity => "−∞".into(),
        Limit::Oscillates(Some((low, high))) => {
            t!("little_o.limit.between", low = bound_markup(low), high = bound_markup(high)).into_owned()
        }
        Limit::Oscillates(None) => t!("little_o.limit.none").into_owned(),
        Limit::Undefined => t!("little_o.limit.undefined").into_owned(),
    }
}

fn bound_markup(bound: &Bound) -> String {
    match bound {
        Bound::Finite(value) => markup(value),
        Bound::PlusInfinity => "∞".into(),
        Bound::MinusInfinity => "−∞".into(),
    }
}

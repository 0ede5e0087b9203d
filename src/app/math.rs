//! Formulas on the page: native MathML with a text alternative in words.

use crate::expr::{self, Expr};

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

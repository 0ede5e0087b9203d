//! Formulas on the page: native MathML with a text alternative in words.

use super::browser::PLAIN_TEXT;
use crate::expr::{self, Expr};
use crate::limits::{Bound, Limit};
use rust_i18n::t;

/// The markup of a formula. Only the core's own, escaped, markup goes in.
///
/// It carries its plain text, which is what copying it gives. Its words come later: who shows a formula before that makes
/// its markup anew ([`Playground::whole`](super::state::Playground::whole)).
pub fn markup(expr: &Expr) -> String {
    let plain = format!(r#"<math {PLAIN_TEXT}="{}" "#, escape(&expr.to_string()));
    wrap(&expr::mathml(expr), words(expr)).replacen("<math ", &plain, 1)
}

/// A formula in words; none while they have not come.
pub fn words(expr: &Expr) -> Option<String> {
    Some((in_words::get()?)(expr))
}

later! {
    /// What says a formula in words.
    in_words: fn(&Expr) -> String = &(expr::words as fn(&Expr) -> String)
}

/// A `<math>` element around ready markup.
pub fn wrap(inner: &str, words: Option<String>) -> String {
    let alternative = words.map(|words| format!(r#"alttext="{}""#, escape(&words))).unwrap_or_default();
    format!("<math {alternative}>{}</math>", with_plain_brackets(inner))
}

/// The markup with brackets that need not grow marked so.
///
/// Browsers leave as much room beside a bracket that may grow as its largest form takes, even around one letter.
fn with_plain_brackets(markup: &str) -> String {
    let mut open = Vec::new();
    let mut plain = Vec::new();
    for (at, tag) in markup.match_indices("<mo>") {
        match markup.get(at + tag.len()..).unwrap_or_default().chars().next() {
            Some('(' | '⌊' | '⌈') => open.push(at),
            Some(')' | '⌋' | '⌉') => {
                let Some(start) = open.pop() else { continue };
                let inside = markup.get(start..at).unwrap_or_default();
                if !TALL.iter().any(|tag| inside.contains(tag)) {
                    plain.extend([start, at]);
                }
            }
            _ => {}
        }
    }
    plain.sort_unstable();
    let mut text = String::with_capacity(markup.len() + 18 * plain.len());
    let mut copied = 0;
    for at in plain {
        text.push_str(markup.get(copied..at).unwrap_or_default());
        text.push_str(r#"<mo stretchy="false">"#);
        copied = at + "<mo>".len();
    }
    text.push_str(markup.get(copied..).unwrap_or_default());
    text
}

/// What brackets grow around.
const TALL: &[&str] = &["<mfrac", "<mtable", "<munder", "<mover"];

/// A function applied, in the colour of its meaning: `applied!("is-function", "<mi>f</mi>", "<mi>x</mi>")`. The form of the
/// bracket is told, since after something a browser takes it for an operator with air around it.
macro_rules! applied {
    ($class:literal, $function:literal, $argument:literal) => {
        concat!(
            "<mrow class=\"",
            $class,
            "\">",
            $function,
            "<mo form=\"prefix\" stretchy=\"false\">(</mo>",
            $argument,
            "<mo stretchy=\"false\">)</mo></mrow>"
        )
    };
}
pub(super) use applied;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_grow_only_around_what_is_tall() {
        let row = |open: &str, inner: &str, close: &str| format!("<mrow>{open}(</mo>{inner}{close})</mo></mrow>");
        let (plain, tall) = (r#"<mo stretchy="false">"#, "<mo>");
        let fraction = |inner: &str| format!("<mfrac><mn>1</mn>{inner}</mfrac>");
        assert_eq!(with_plain_brackets(&row(tall, "<mi>x</mi>", tall)), row(plain, "<mi>x</mi>", plain));
        let inner = fraction(&row(tall, "<mi>x</mi>", tall));
        let expected = row(tall, &fraction(&row(plain, "<mi>x</mi>", plain)), tall);
        assert_eq!(with_plain_brackets(&row(tall, &inner, tall)), expected);
        assert_eq!(with_plain_brackets("<mo>)</mo><mo>(</mo>"), "<mo>)</mo><mo>(</mo>");
    }
}

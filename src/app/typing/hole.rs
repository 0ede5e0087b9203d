//! Unfinished formulas, typeset with a hole where they go on.

use super::super::math;
use crate::diagnostic::Diagnostic;
use crate::expr::{self, Expr};
use rust_i18n::t;

/// A letter that stands for the hole; nobody types it.
const HOLE: &str = "h_0000";
/// The most brackets that are closed for the student.
const DEEPEST: usize = 6;

/// The markup of an unfinished formula with its hole, or of what it says once its brackets are closed.
///
/// `None` where no hole at the place of the problem and no brackets at the end make a formula of it.
pub fn markup(source: &str, problem: &Diagnostic) -> Option<String> {
    let expr = completed(source, problem)?;
    let hole = Expr::symbol(HOLE);
    let typeset = expr::mathml(&expr).replace(&expr::mathml(&hole), r#"<mi class="hole">□</mi>"#);
    let spoken = math::words(&hole).zip(math::words(&expr));
    Some(math::wrap(&typeset, spoken.map(|(hole, words)| words.replace(&hole, &t!("typing.blank")))))
}

/// The first formula that closing brackets, or a hole, or both make of the text.
fn completed(source: &str, problem: &Diagnostic) -> Option<Expr> {
    if source.trim().is_empty() || source.contains(HOLE) {
        return None;
    }
    let with_hole_at = |place: usize| {
        let (before, after) = (source.get(..place)?, source.get(place..)?);
        Some(format!("{before} {HOLE} {after}"))
    };
    let beginnings =
        [Some(source.to_owned()), with_hole_at(source.len()), with_hole_at(problem.span.end)].into_iter().flatten();
    beginnings.flat_map(closings).find_map(|text| expr::read(&text).ok()).map(|reading| reading.expr)
}

/// The text with closing brackets after it.
fn closings(text: String) -> impl Iterator<Item = String> {
    let bars = ["|", ")|", "|)"].map(|bars| format!("{text}{bars}"));
    (0..=DEEPEST).map(move |depth| format!("{text}{}", ")".repeat(depth))).chain(bars)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn unfinished_formulas_have_their_hole() {
        let cases = [
            ("x^2 +", "x^2 + h_0000"),
            ("sin(", "sin(h_0000)"),
            ("sin", "sin(h_0000)"),
            ("(x+1", "x + 1"),
            ("2*((x+1)", "2*(x + 1)"),
            ("x/(", "x/h_0000"),
            ("|x", "abs(x)"),
            ("|", "abs(h_0000)"),
            ("max(x,", "max(x, h_0000)"),
        ];
        for (source, completed_as) in cases {
            let problem = expr::read(source).unwrap_err();
            assert_eq!(
                completed(source, &problem).map(|expr| expr.to_string()).as_deref(),
                Some(completed_as),
                "{source}"
            );
        }
    }

    #[test]
    fn the_hole_is_shown_and_spoken() {
        let problem = expr::read("sin(").unwrap_err();
        let markup = markup("sin(", &problem).unwrap();
        assert!(markup.contains("□") && !markup.contains("0000"), "{markup}");
        assert!(markup.contains("sine of blank"), "{markup}");
    }

    #[test]
    fn nothing_typed_has_no_hole() {
        assert_eq!(completed("", &expr::read("").unwrap_err()), None);
    }
}

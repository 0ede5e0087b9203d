//! Pairs to try: the course's, and the classic surprises.

use super::super::history::act;
use super::super::state::playground;
use super::super::widgets;
use crate::session::{LittleOStoreFields, SessionStoreFields};
use leptos::prelude::*;
use rust_i18n::t;

/// f and g of each example.
const PAIRS: &[(&str, &str)] = &[
    // The course's.
    ("x^2", "x"),
    ("5x", "x"),
    ("1/1e6 * x", "x"),
    ("1e6 x^3", "x^2"),
    ("10 x", "x^2"),
    ("exp(x)", "x"),
    ("sin(x)", "x"),
    ("x+2", "x"),
    ("1/x", "x"),
    ("x**1000", "x"),
    ("8*x + 3*y", "x"),
    // Terms that cancel.
    ("1 - cos x", "x^2"),
    ("sin x - x", "x^3"),
    ("tan x - sin x", "x^3"),
    ("log(1+x) - x + x^2/2", "x^3"),
    ("(1+x)^(1/x) - e", "x"),
    // Between the powers, and beyond them all.
    ("sqrt(x)", "x"),
    ("x log x", "x"),
    ("x^2 log|x|", "x"),
    ("exp(-1/x^2)", "x^50"),
    // One side is not like the other.
    ("|x|", "x"),
    ("|x| - x", "x"),
    ("floor(x)", "x"),
    ("exp(1/x)", "1"),
    // Oscillation.
    ("x sin(1/x)", "x"),
    ("x^2 sin(1/x)", "x"),
    ("2 + sin(1/x)", "1"),
];

/// The menu of pairs.
#[component]
pub fn Presets() -> impl IntoView {
    let playground = playground();
    let fields = playground.session.little_o();
    let options = PAIRS.iter().map(|(f, g)| t!("little_o.pair", f = f, g = g).into_owned()).collect();
    let chosen = move || PAIRS.iter().position(|(f, g)| *fields.f().read() == **f && *fields.g().read() == **g);
    let choose = move |index: usize| {
        let Some((f, g)) = PAIRS.get(index) else { return };
        act(playground, move || {
            fields.f().set((*f).into());
            fields.g().set((*g).into());
        });
    };
    view! { <widgets::Presets options chosen=Signal::derive(chosen) on_choose=choose /> }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::budget::Budget;
    use crate::expr::{Expr, Symbol, read};
    use crate::limits::Point;
    use crate::order::{Relation, Sides, relation};

    #[test]
    fn every_pair_is_decided() {
        for (f, g) in PAIRS {
            let expr = |source: &str| read(source).unwrap().expr.substitute(&Symbol::new("y"), &Expr::integer(1));
            let budget = Budget::steps(1_000_000);
            let zero = Point::Finite(Expr::integer(0));
            let verdict = relation(&budget, &expr(f), &expr(g), &Symbol::new("x"), &zero, Sides::Both);
            assert_ne!(verdict.relation, Relation::Undecided, "{f} against {g}");
        }
    }
}

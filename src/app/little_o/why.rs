//! Why: the leading terms of each side, and the engine's own steps, typeset.

use super::super::math;
use super::super::state::playground;
use crate::expr::{Expr, Node};
use crate::order::{SideVerdict, Verdict};
use leptos::prelude::*;
use rust_i18n::t;

/// f/g, in letters.
const RATIO: &str = "<math alttext=\"f over g\"><mfrac><mi>f</mi><mi>g</mi></mfrac></math>";

/// The derivation. Sides that say the same are said once.
#[component]
pub fn Why() -> impl IntoView {
    let comparison = playground().little_o;
    view! {
        <section class="why last" class:is-stale=move || comparison.is_broken()>
            <h2>{t!("little_o.why")}</h2>
            {move || comparison.verdict.get().zip(comparison.pair.get()).map(|(verdict, pair)| derivations(verdict, &pair))}
        </section>
    }
}

fn derivations(verdict: Verdict, pair: &(Expr, Expr)) -> impl IntoView + use<> {
    let sides = [("left", verdict.left), ("right", verdict.right)];
    let told: Vec<(&str, SideVerdict)> = sides
        .into_iter()
        .filter_map(|(name, side)| Some((name, side?)))
        .filter(|(_, side)| side.dropped.is_none())
        .collect();
    match told.as_slice() {
        [(_, left), (_, right)] if says_the_same(left, right) => derivation(None, right, pair).into_any(),
        [(_, only)] => derivation(None, only, pair).into_any(),
        _ => told.iter().map(|(name, side)| derivation(Some(name), side, pair)).collect_view().into_any(),
    }
}

fn says_the_same(left: &SideVerdict, right: &SideVerdict) -> bool {
    (&left.limit, &left.leading_f, &left.leading_g) == (&right.limit, &right.leading_f, &right.leading_g)
}

/// The way to the limit of one side, as numbered lines.
fn derivation(name: Option<&str>, side: &SideVerdict, pair: &(Expr, Expr)) -> impl IntoView + use<> {
    let heading = name.map(|name| view! { <h3>{t!(format!("little_o.from.{name}"))}</h3> });
    let line = |(markup, rule): (String, String)| {
        view! { <li><span class="math-line" inner_html=markup></span> " " <span class="rule">{rule}</span></li> }
    };
    view! {
        {heading}
        <ol>{lines(side, pair).into_iter().map(line).collect_view()}</ol>
    }
}

/// f and g are like their leading terms, and so is their ratio: each line typeset, with the name of its rule.
fn lines(side: &SideVerdict, (f, g): &(Expr, Expr)) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    for (whole, term) in [(f, &side.leading_f), (g, &side.leading_g)] {
        let Some(term) = term.as_ref().filter(|term| *term != whole) else { continue };
        let (sign, rule) = if is_zero(term) { ("=", "little_o.rules.zero") } else { ("~", "little_o.rules.leading") };
        lines.push((format!("{} {sign} {}", math::markup(whole), math::markup(term)), t!(rule).into_owned()));
    }
    if side.leading_f.as_ref().is_some_and(is_zero) {
        return lines;
    }
    if let (Some(f), Some(g), Ok(limit)) = (&side.leading_f, &side.leading_g, &side.limit) {
        let ratio: Expr = Node::Quotient(f.clone(), g.clone()).into();
        let simple = ratio.simplify();
        let equals = if simple == ratio { String::new() } else { format!(" = {}", math::markup(&simple)) };
        let line = format!("{RATIO} ~ {}{equals} → {}", math::markup(&ratio), math::limit_markup(limit));
        lines.push((line, t!("little_o.rules.divide").into_owned()));
    }
    lines
}

fn is_zero(term: &Expr) -> bool {
    *term == Expr::integer(0)
}

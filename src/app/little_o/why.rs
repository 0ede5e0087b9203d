//! Why: the leading terms of each side, and the engine's own steps, typeset.

use super::super::math;
use super::super::state::playground;
use crate::expr::Expr;
use crate::limits::{Step, StepRelation};
use crate::order::{SideVerdict, Verdict};
use leptos::prelude::*;
use rust_i18n::t;

/// The derivation. Sides that say the same are said once.
#[component]
pub fn Why() -> impl IntoView {
    let comparison = playground().little_o;
    view! {
        <section class="why last" class:is-stale=move || comparison.is_broken() hidden=move || comparison.is_pending()>
            <h2>{t!("little_o.why")}</h2>
            {move || comparison.verdict().map(derivations)}
        </section>
    }
}

fn derivations(verdict: Verdict) -> impl IntoView + use<> {
    let sides = [("left", verdict.left), ("right", verdict.right)];
    let told: Vec<(&str, SideVerdict)> = sides
        .into_iter()
        .filter_map(|(name, side)| Some((name, side?)))
        .filter(|(_, side)| side.dropped.is_none())
        .collect();
    match told.as_slice() {
        [(_, left), (_, right)] if says_the_same(left, right) => derivation(None, right).into_any(),
        [(_, only)] => derivation(None, only).into_any(),
        _ => told.iter().map(|(name, side)| derivation(Some(name), side)).collect_view().into_any(),
    }
}

fn says_the_same(left: &SideVerdict, right: &SideVerdict) -> bool {
    (&left.leading_f, &left.leading_g, &left.trace) == (&right.leading_f, &right.leading_g, &right.trace)
}

/// The leading terms of one side, and the way from f/g to its limit.
fn derivation(name: Option<&str>, side: &SideVerdict) -> impl IntoView + use<> {
    let heading = name.map(|name| view! { <h3>{t!(format!("little_o.from.{name}"))}</h3> });
    view! {
        {heading}
        <p class="leading">{leading("f", side.leading_f.as_ref())} {leading("g", side.leading_g.as_ref())}</p>
        <ol>{side.trace.iter().map(line).collect_view()}</ol>
    }
}

/// f ~ x³/2: what counts near the point. The zero function has no leading term.
fn leading(name: &str, term: Option<&Expr>) -> Option<impl IntoView + use<>> {
    let term = term?;
    let sign = if *term == Expr::integer(0) { " = " } else { " ~ " };
    let markup = math::markup(term);
    Some(view! { <span><em>{name.to_owned()}</em>{sign}<span inner_html=markup></span></span> })
}

/// One step, typeset, with the name of its rule; it unfolds to the rule in a sentence.
pub fn line(step: &Step) -> impl IntoView + use<> {
    let (relation, after) = match step.relation {
        StepRelation::Equal => ("=", math::markup(&step.after)),
        StepRelation::Asymptotic => ("~", math::markup(&step.after)),
        StepRelation::TendsTo => ("→", math::markup(&step.after)),
        StepRelation::TendsToPlusInfinity => ("→", "∞".to_owned()),
        StepRelation::TendsToMinusInfinity => ("→", "−∞".to_owned()),
    };
    let markup = format!("{} {relation} {after}", math::markup(&step.before));
    view! {
        <li>
            <details>
                <summary>
                    <span class="math-line" inner_html=markup></span>
                    " "
                    <span class="rule">{step.rule.name()}</span>
                </summary>
                <p class="caption">{step.rule.sentence()}</p>
            </details>
        </li>
    }
}

//! The status `Verdict`: how f compares with g, in one sentence, with the limits of each side.

use super::super::announcer::announce;
use super::super::math::{self, limit_markup};
use super::super::on_demand::{OnDemand, part};
use super::super::state::{Playground, playground};
use crate::expr::{Expr, Node};
use crate::order::{Relation, SideVerdict, TwoSided, Verdict};
use leptos::prelude::*;
use rust_i18n::t;

/// The id of the status, where the keyboard goes when the verdict is uncovered.
pub const STATUS: &str = "verdict";

/// Longer formulas are not repeated in the sentence.
const LONGEST_REPEATED: usize = 40;

/// The card of the verdict.
#[component]
pub fn VerdictCard() -> impl IntoView {
    let Playground { little_o: comparison, whole, .. } = playground();
    // Programs are told only what is certain of the text as it stands.
    let known = Memo::new(move |_| comparison.known());
    let attribute = move |text: fn(&Verdict) -> Option<String>| move || known.read().as_ref().and_then(text);
    announce(move || comparison.verdict().as_ref().map(spoken).unwrap_or_default());
    view! {
        <div
            class="verdict first"
            class:is-pending=move || comparison.is_pending()
            id=STATUS
            tabindex="-1"
            role="status"
            aria-live="off"
            aria-label=t!("little_o.status")
            aria-busy=move || known.read().is_none().to_string()
            data-verdict=attribute(|verdict| Some(verdict.relation.name().to_owned()))
            data-limit=attribute(|verdict| Some(verdict.limit_text()))
            data-left=attribute(Verdict::left_text)
            data-right=attribute(Verdict::right_text)
        >
            // The pair is read before the verdict that follows from it: an effect that asks a memo first, finds it unchanged
            // and then asks what it was made of, is not told by reactive_graph 0.2 that this has changed.
            {move || match (comparison.pair.get(), comparison.verdict()) {
                (Some((f, g)), Some(verdict)) => {
                    // The formulas get their words, and the verdict its notes.
                    whole.track();
                    let notes = comparison.notes().unwrap_or_default();
                    let predicted = comparison.prediction().map(|prediction| prediction.compared(verdict.relation));
                    view! { <Told predicted reason=reason(&verdict, &f, &g) verdict notes /> }.into_any()
                }
                (Some(_), None) if comparison.is_pending() => {
                    view! { <p class="sentence">{t!("little_o.predict.first")}</p> }.into_any()
                }
                _ if comparison.is_empty() => view! { <p class="sentence">{t!("little_o.waiting")}</p> }.into_any(),
                _ if comparison.is_broken() => view! { <p class="sentence">{t!("little_o.broken")}</p> }.into_any(),
                // What is needed says by itself that it is on its way, or that it could not be fetched; then there is a verdict.
                _ => view! { <OnDemand part=part!(plots, ()) /> }.into_any(),
            }}
        </div>
    }
}

/// The verdict in words.
#[component]
fn Told(
    /// What the student expected, compared with it.
    predicted: Option<String>,
    /// The verdict.
    verdict: Verdict,
    /// The limit that decides it, typeset.
    reason: Option<String>,
    /// Further sentences.
    notes: Vec<String>,
) -> impl IntoView {
    let answers = verdict.relation.answers();
    let is_undecided = verdict.relation == Relation::Undecided;
    view! {
        {predicted.map(|words| view! { <p class="predicted">{words}</p> })}
        <p class="sentence" inner_html=sentence(&verdict)></p>
        {reason.map(|markup| view! { <p class="reason" inner_html=markup></p> })}
        <ul class="chips">
            {verdict.left.as_ref().map(|side| chip("left", side_limit(side)))}
            {verdict.right.as_ref().map(|side| chip("right", side_limit(side)))}
            {(verdict.left.is_some() && verdict.right.is_some()).then(|| chip("both", both_limit(&verdict)))}
        </ul>
        {answers
            .map(|(o, big_o, theta)| {
                view! { <p class="answers">{answer("o", o)} {answer("O", big_o)} {answer("Θ", theta)}</p> }
            })}
        {notes.into_iter().map(|note| view! { <p class="caption">{note}</p> }).collect_view()}
        {is_undecided.then(|| view! { <OnDemand part=part!(plots, view! { <Undecided /> }) is_quiet=true /> })}
    }
}

/// What was tried where there is no verdict, and what the student may do.
#[component]
fn Undecided() -> impl IntoView {
    let piece = |key| view! { <li>{t!(key)}</li> };
    view! {
        <p>{t!("little_o.undecided.tried")}</p>
        <p>{t!("little_o.undecided.you_may")}</p>
        <ul class="advice">
            {piece("little_o.undecided.side")} {piece("little_o.undecided.rewrite")} {piece("little_o.undecided.numbers")}
        </ul>
    }
}

/// "f = o(g). The ratio goes to 0.", with the letters set as in formulas.
fn sentence(verdict: &Verdict) -> String {
    worded(verdict, |letter| match letter {
        "f" => r#"<em class="is-numerator">f</em>"#.to_owned(),
        "g" => r#"<em class="is-denominator">g</em>"#.to_owned(),
        letter => format!("<em>{letter}</em>"),
    })
}

/// The same, to be said.
fn spoken(verdict: &Verdict) -> String {
    worded(verdict, str::to_owned)
}

fn worded(verdict: &Verdict, letter: impl Fn(&str) -> String) -> String {
    let key = match verdict.relation {
        Relation::LittleO => "little_o.verdict.little_o",
        Relation::SameOrder => "little_o.verdict.same_order",
        Relation::Bounded => "little_o.verdict.bounded",
        Relation::Larger => "little_o.verdict.larger",
        Relation::NotComparable => "little_o.verdict.not_comparable",
        Relation::Undefined => "little_o.verdict.undefined",
        Relation::Undecided => "little_o.verdict.undecided",
    };
    t!(key, f = letter("f"), g = letter("g"), o = letter("o"), O = letter("O")).into_owned()
}

/// "x² is o(x): x²/x → 0", typeset; nothing for formulas too long to be said again.
fn reason(verdict: &Verdict, f: &Expr, g: &Expr) -> Option<String> {
    let Ok(TwoSided::Same(limit)) = &verdict.limit else { return None };
    if f.size() + g.size() > LONGEST_REPEATED {
        return None;
    }
    let lit = |meaning: &str, expr: &Expr| format!(r#"<span class="{meaning}">{}</span>"#, math::markup(expr));
    let ratio = lit("is-ratio", &Node::Quotient(f.clone(), g.clone()).into());
    let tends = format!("{ratio} → {}", limit_markup(limit));
    let (f, g) = (lit("is-numerator", f), lit("is-denominator", g));
    let words = match verdict.relation {
        Relation::LittleO => t!("little_o.reason.little_o", f = f, g = g, tends = tends),
        Relation::SameOrder => t!("little_o.reason.same_order", f = f, g = g, tends = tends),
        Relation::Larger => t!("little_o.reason.larger", f = f, g = g, tends = tends),
        _ => return None,
    };
    Some(words.into_owned())
}

fn chip(side: &str, limit: String) -> impl IntoView + use<> {
    let name = t!(format!("little_o.sides.{side}"));
    view! { <li>{name} " " <span inner_html=limit></span></li> }
}

fn side_limit(side: &SideVerdict) -> String {
    match &side.limit {
        Ok(limit) => limit_markup(limit),
        Err(_) => t!("little_o.limit.undecided").into_owned(),
    }
}

fn both_limit(verdict: &Verdict) -> String {
    match &verdict.limit {
        Ok(TwoSided::Same(limit)) => limit_markup(limit),
        Ok(TwoSided::Differ) => t!("little_o.limit.differ").into_owned(),
        Err(_) => t!("little_o.limit.undecided").into_owned(),
    }
}

/// "o yes".
fn answer(letter: &str, holds: bool) -> impl IntoView + use<> {
    let word = if holds { t!("little_o.yes") } else { t!("little_o.no") };
    view! { <span class:is-yes=holds><em>{letter.to_owned()}</em> " " {word} </span> }
}

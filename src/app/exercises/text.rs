//! Sentences of exercises on the page, with their formulas and claims typeset.

use super::super::math;
use super::super::state::playground;
use crate::exercises::{Claim, Piece, Relation, Text, pieces};
use crate::expr::Expr;
use crate::order::Sides;
use crate::session::{PageStoreFields, SessionStoreFields};
use leptos::prelude::*;
use rust_i18n::t;

/// A sentence in the page's language.
pub fn said(text: &Text) -> String {
    text.in_language(&playground().session.page().lang().read_untracked()).to_owned()
}

/// A sentence without the marks of formulas and claims, to be said aloud or to stand in a name.
pub fn unmarked(sentence: &str) -> String {
    sentence.replace(['`', '{', '}'], "")
}

/// A sentence in the page's language, typeset.
pub fn shown(text: &Text) -> AnyView {
    typeset(&said(text))
}

/// A sentence typeset. Words are text and stay so, whatever a link put into them.
pub fn typeset(sentence: &str) -> AnyView {
    let piece = |piece| match piece {
        Piece::Words(words) | Piece::Claim(_, Some(words)) => words.to_owned().into_any(),
        Piece::Formula(source) => formula(source),
        Piece::Claim(source, None) => claim(source),
    };
    pieces(sentence).into_iter().map(piece).collect_view().into_any()
}

/// A formula typeset; what cannot be read stands as it is.
pub fn formula(source: &str) -> AnyView {
    match source.parse::<Expr>() {
        Ok(expr) => view! { <span inner_html=math::markup(&expr)></span> }.into_any(),
        Err(_) => view! { <code class="inline-code">{source.to_owned()}</code> }.into_any(),
    }
}

fn claim(source: &str) -> AnyView {
    match Claim::read(source).and_then(|claim| claim_markup(&claim)) {
        Some(markup) => view! { <span class="claim" inner_html=markup></span> }.into_any(),
        None => view! { <code class="inline-code">{source.to_owned()}</code> }.into_any(),
    }
}

/// "x² = o(x)", as markup.
fn claim_markup(claim: &Claim) -> Option<String> {
    let side = |source: &str| match source {
        "oo" => Some("∞".to_owned()),
        "-oo" => Some("−∞".to_owned()),
        "none" => Some(t!("exercises.no_limit").into_owned()),
        source => Some(math::markup(&source.parse().ok()?)),
    };
    let (left, right) = (side(&claim.left)?, side(&claim.right)?);
    let related = match claim.relation {
        Relation::LittleO => format!("{left} = o({right})"),
        Relation::NotLittleO => format!("{left} ≠ o({right})"),
        Relation::BigO => format!("{left} = O({right})"),
        Relation::NotBigO => format!("{left} ≠ O({right})"),
        Relation::Theta => format!("{left} = Θ({right})"),
        Relation::NotTheta => format!("{left} ≠ Θ({right})"),
        Relation::TendsTo => format!("{left} → {right}"),
        Relation::About => format!("{left} ≈ {right}"),
        Relation::LessOrEqual => format!("{left} ≤ {right}"),
        Relation::GreaterOrEqual => format!("{left} ≥ {right}"),
        Relation::Differs => format!("{left} ≠ {right}"),
        Relation::Less => format!("{left} &lt; {right}"),
        Relation::Greater => format!("{left} &gt; {right}"),
        Relation::Equal => format!("{left} = {right}"),
    };
    let place = place_words(&claim.place.at, claim.place.sides);
    Some(if place.is_empty() { related } else { format!("{related} {}", math::escape(&place)) })
}

/// "for x → ∞", "from the left"; nothing for 0 from both sides.
pub fn place_words(at: &str, sides: Sides) -> String {
    let at = match at {
        "0" => String::new(),
        "oo" => t!("exercises.at", at = "∞").into_owned(),
        "-oo" => t!("exercises.at", at = "−∞").into_owned(),
        at => t!("exercises.at", at = at).into_owned(),
    };
    let side = match sides {
        Sides::Both => "".into(),
        Sides::Left => t!("exercises.from_left"),
        Sides::Right => t!("exercises.from_right"),
    };
    [at, side.into_owned()].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ")
}

//! The status `Approximation`: the guess, the truth and the error, in the colours of their marks.

use super::super::announcer::announce;
use super::guess::{Guess, NoGuess};
use super::line::Line;
use crate::eval::Kink;
use crate::geometry::short_number;
use crate::numerals::plain;
use leptos::prelude::*;
use rust_i18n::t;

/// Digits shown.
const DIGITS: usize = 4;

/// f(x+ε) ≈ f(x) + f′(x)·ε, in letters.
const FORMULA: &str = "<math alttext=\"f of x plus epsilon is about f of x plus f prime of x times epsilon\"><mrow>\
    <mrow class=\"is-moved\"><mi>f</mi><mo>(</mo><mi>x</mi><mo>+</mo><mi>ε</mi><mo>)</mo></mrow><mo>≈</mo>\
    <mrow class=\"is-function\"><mi>f</mi><mo>(</mo><mi>x</mi><mo>)</mo></mrow><mo>+</mo>\
    <mrow class=\"is-gradient\"><mi>f</mi><mo>′</mo><mo>(</mo><mi>x</mi><mo>)</mo></mrow><mo>·</mo>\
    <mi class=\"is-epsilon\">ε</mi></mrow></math>";

/// The card with the guess.
#[component]
pub fn Approximation() -> impl IntoView {
    let line = expect_context::<Line>();
    let known = move || (!line.f.is_broken()).then(|| line.guess.get()?.ok()).flatten();
    let number = move |part: fn(&Guess) -> f64| move || known().map(|guess| plain(part(&guess)));
    announce(move || known().map(|guess| spoken(&guess)).unwrap_or_default());
    view! {
        <div
            class="card guess"
            role="status"
            aria-live="off"
            aria-label=t!("tangent.status")
            aria-busy=move || line.f.is_broken().to_string()
            data-value=number(|guess| guess.value)
            data-approximation=number(|guess| guess.approximation)
            data-error=number(|guess| guess.error)
            data-slope=number(|guess| guess.slope)
        >
            <p class="formula" inner_html=FORMULA></p>
            {move || match line.guess.get() {
                Some(Ok(guess)) => view! { <Numbers guess /> }.into_any(),
                Some(Err(reason)) => view! { <p>{sentence(reason)}</p> }.into_any(),
                None => ().into_any(),
            }}
        </div>
    }
}

/// The error in words.
fn spoken(guess: &Guess) -> String {
    let (error, slope) = (short_number(guess.error, DIGITS), short_number(guess.slope, DIGITS));
    t!("tangent.spoken", slope = slope, error = error).into_owned()
}

/// The guess in numbers.
#[component]
fn Numbers(guess: Guess) -> impl IntoView {
    let text = |value: f64| short_number(value, DIGITS);
    let part = guess.relative_error();
    view! {
        <p class="numbers">
            <span class="is-moved">{text(guess.value)}</span>
            " ≈ "
            <span class="is-function">{text(guess.start)}</span>
            " + "
            <span class="is-gradient">{in_parentheses(guess.slope)}</span>
            " · "
            <span class="is-epsilon">{in_parentheses(guess.eps)}</span>
            " = "
            {text(guess.approximation)}
        </p>
        <p class="numbers">
            {t!("tangent.error")}
            " "
            <span class="is-error">{text(guess.error)}</span>
            {part.map(|part| view! { {t!("tangent.that_is")} <span class="is-error">{text(part)}</span> {t!("tangent.of_eps")} })}
        </p>
        {(!guess.kinks.is_empty()).then(|| view! { <p class="remark">{kink_sentence(&guess)}</p> })}
        <p class="caption">{t!("tangent.gradient_is_value", slope = text(guess.slope))}</p>
    }
}

/// A negative factor stands in parentheses.
fn in_parentheses(value: f64) -> String {
    let text = short_number(value, DIGITS);
    if value < 0.0 { format!("({text})") } else { text }
}

fn kink_sentence(guess: &Guess) -> String {
    let name = |kink: &Kink| kink.function.map_or("where", |function| function.name());
    let names: Vec<&str> = guess.kinks.iter().map(name).collect();
    t!(
        "tangent.kink",
        functions = names.join(", "),
        x = short_number(guess.x, DIGITS),
        slope = short_number(guess.slope, DIGITS)
    )
    .into_owned()
}

fn sentence(reason: NoGuess) -> String {
    match reason {
        NoGuess::Point => t!("tangent.no_value_at_point"),
        NoGuess::Slope => t!("tangent.no_slope"),
        NoGuess::Step => t!("tangent.no_value_at_step"),
    }
    .into_owned()
}

//! The status `Approximation`: the guess, the truth and the error, in the colours of their marks.

use super::super::announcer::announce;
use super::super::math::applied;
use super::super::state::playground;
use super::guess::{Guess, NoGuess};
use super::line::Line;
use super::slice::Slice;
use crate::eval::Kink;
use crate::geometry::short_number;
use crate::numerals::plain;
use crate::session::{SessionStoreFields, TangentStoreFields};
use leptos::prelude::*;
use rust_i18n::t;

/// Digits shown.
const DIGITS: usize = 4;

/// f(x+ε) ≈ f(x) + f′(x)·ε, in letters.
const FORMULA: &str = concat!(
    "<math alttext=\"f of x plus epsilon is about f of x plus f prime of x times epsilon\"><mrow>",
    applied!("is-moved", "<mi>f</mi>", "<mi>x</mi><mo>+</mo><mi>ε</mi>"),
    "<mo>≈</mo>",
    applied!("is-function", "<mi>f</mi>", "<mi>x</mi>"),
    "<mo>+</mo>",
    applied!("is-gradient", "<mi>f</mi><mo form=\"postfix\">′</mo>", "<mi>x</mi>"),
    "<mo>·</mo><mi class=\"is-epsilon\">ε</mi></mrow></math>"
);

/// The same with ∇f, which has as many components as there are variables.
const FORMULA_OF_TWO: &str = concat!(
    "<math alttext=\"f of x plus epsilon is about f of x plus gradient of f at x times epsilon\"><mrow>",
    applied!("is-moved", "<mi>f</mi>", "<mi>x</mi><mo>+</mo><mi>ε</mi>"),
    "<mo>≈</mo>",
    applied!("is-function", "<mi>f</mi>", "<mi>x</mi>"),
    "<mo>+</mo>",
    applied!("is-gradient", "<mo>∇</mo><mi>f</mi>", "<mi>x</mi>"),
    "<mo>·</mo><mi class=\"is-epsilon\">ε</mi></mrow></math>"
);

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
            data-slope=move || known().map(|_| places(&line.gradient.read(), plain))
        >
            <p class="formula" inner_html=move || if line.is_plane.get() { FORMULA_OF_TWO } else { FORMULA }></p>
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
    let line = expect_context::<Line>();
    let own_slope = playground().session.tangent().slope();
    let text = |value: f64| short_number(value, DIGITS);
    let part = guess.relative_error();
    let gradient = line.gradient.get_untracked();
    let Slice { point, way, .. } = line.slice.get_untracked();
    view! {
        <p class="numbers">
            <span class="is-moved">{text(guess.value)}</span>
            " ≈ "
            <span class="is-function">{text(guess.start)}</span>
            " + "
            <span class="is-gradient">{factor(&gradient)}</span>
            " · "
            <span class="is-epsilon">{factor(&way)}</span>
            " = "
            {text(guess.approximation)}
        </p>
        <p class="numbers">
            {t!("tangent.error")}
            " "
            <span class="is-error">{text(guess.error)}</span>
            {part.map(|part| view! { {t!("tangent.that_is")} <span class="is-error">{text(part)}</span> {t!("tangent.of_eps")} })}
        </p>
        {(!guess.kinks.is_empty()).then(|| view! { <p class="remark">{kink_sentence(&guess, &point)}</p> })}
        <p class="caption">
            {match gradient.as_slice() {
                [_, _] => t!("tangent.gradient_of_two", gradient = factor(&gradient)),
                _ => t!("tangent.gradient_is_value", slope = text(guess.slope)),
            }}
        </p>
        {move || own_slope.get().map(|own_slope| own_sentence(&guess, own_slope)).map(|sentence| view! { <p class="remark">{sentence}</p> })}
    }
}

/// What the student's own slope gives instead.
fn own_sentence(guess: &Guess, own_slope: f64) -> String {
    let text = |value: f64| short_number(value, DIGITS);
    let off = guess.slope - own_slope;
    let (slope, approximation) = (text(own_slope), text(guess.start + own_slope * guess.eps));
    let error = text(guess.error + off * guess.eps);
    let sentence = match off == 0.0 {
        true => t!("tangent.own_is_right", slope = slope, approximation = approximation, error = error),
        false => t!("tangent.own_is_off", slope = slope, approximation = approximation, error = error, off = text(off)),
    };
    sentence.into_owned()
}

/// The numbers, with commas between.
fn places(numbers: &[f64], text: impl Fn(f64) -> String) -> String {
    numbers.iter().map(|number| text(*number)).collect::<Vec<_>>().join(",")
}

/// A factor as it stands in a product: a negative one, or one of two components, in parentheses.
fn factor(numbers: &[f64]) -> String {
    let text = |value: &f64| short_number(*value, DIGITS);
    match numbers {
        [only] if *only >= 0.0 => text(only),
        numbers => format!("({})", numbers.iter().map(text).collect::<Vec<_>>().join(", ")),
    }
}

/// `x = 1`, or `(x, y) = (1, 1)`.
fn place_name(point: &[f64]) -> String {
    let text = |value: &f64| short_number(*value, DIGITS);
    match point {
        [x, y] => format!("(x, y) = ({}, {})", text(x), text(y)),
        point => format!("x = {}", point.first().map_or(String::new(), text)),
    }
}

fn kink_sentence(guess: &Guess, point: &[f64]) -> String {
    let name = |kink: &Kink| kink.function.map_or("where", |function| function.name());
    let names: Vec<&str> = guess.kinks.iter().map(name).collect();
    t!(
        "tangent.kink",
        functions = names.join(", "),
        place = place_name(point),
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

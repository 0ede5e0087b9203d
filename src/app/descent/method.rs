//! The choice of the rule by which a step is made, and the rule in letters.

use super::super::history::act;
use super::super::math::applied;
use super::super::state::playground;
use super::super::widgets::{Scaling, SliderField};
use super::run::Run;
use crate::session::{DescentStoreFields, Method, SessionStoreFields};
use leptos::prelude::*;
use rust_i18n::t;

/// x ← x − η·f′(x), in letters.
const PLAIN: &str = concat!(
    "<math alttext=\"x becomes x minus eta times f prime of x\"><mrow><mi>x</mi><mo>←</mo><mi>x</mi>",
    "<mo>−</mo><mi>η</mi><mo>·</mo>",
    applied!("is-gradient", "<mi>f</mi><mo form=\"postfix\">′</mo>", "<mi>x</mi>"),
    "</mrow></math>"
);

/// The methods, the keys of their names, and their rules for one variable.
const METHODS: &[(Method, &str, &str)] = &[
    (Method::GradientDescent, "descent_lab.methods.gd", "x ← x − η·f′(x)"),
    (Method::Momentum, "descent_lab.methods.momentum", "d ← β·d + f′(x), x ← x − η·d"),
    (Method::Nesterov, "descent_lab.methods.nesterov", "d ← β·d + f′(x − η·β·d), x ← x − η·d"),
    (Method::Adam, "descent_lab.methods.adam", "x ← x − η·m̂/(√v̂ + 10⁻⁸), m and v: running means of f′ and f′²"),
    (Method::Newton, "descent_lab.methods.newton", "x ← x − η·f′(x)/f″(x)"),
];

/// The menu of methods, and β where the method has one.
#[component]
pub fn MethodChoice() -> impl IntoView {
    let playground = playground();
    let run = expect_context::<Run>();
    let fields = playground.session.descent();
    let method = fields.method();
    let choose = move |index: String| {
        if let Some((chosen, ..)) = index.parse().ok().and_then(|index: usize| METHODS.get(index)) {
            act(playground, move || method.set(*chosen));
        }
    };
    let option = move |(index, (own, name, _)): (usize, &'static (Method, &str, &str))| {
        view! { <option value=index prop:selected=move || method.get() == *own>{t!(*name)}</option> }
    };
    view! {
        <p class="labelled">
            <label class="caption" for="method">{t!("descent_lab.method")}</label>
            <select class="box" id="method" on:change:target=move |event| choose(event.target().value())>
                {METHODS.iter().enumerate().map(option).collect_view()}
            </select>
        </p>
        <Show when=move || method.get().has_beta()>
            <SliderField
                id="beta"
                label=t!("descent_lab.beta")
                value=Signal::derive(move || fields.beta().get())
                on_change=move |beta| fields.beta().set(beta)
                scaling=Scaling::Linear { low: 0.0, high: 0.99 }
                is_allowed=|beta| { (0.0..1.0).contains(&beta) }
            />
        </Show>
        <p class="notice" hidden=move || run.can_run()>{t!("descent_lab.cannot_run")}</p>
    }
}

/// The rule in letters.
#[component]
pub fn RuleInLetters() -> impl IntoView {
    let method = playground().session.descent().method();
    let is_plane = expect_context::<Run>().is_plane;
    let text = move || {
        let rule = METHODS.iter().find(|(own, ..)| *own == method.get()).map_or("", |row| row.2);
        if is_plane.get() {
            rule.replace("f′(x)/f″(x)", "H⁻¹·∇f(x)").replace("f′", "∇f")
        } else {
            rule.to_owned()
        }
    };
    view! {
        <p class="formula">
            {move || match method.get() == Method::GradientDescent && !is_plane.get() {
                true => view! { <span inner_html=PLAIN></span> }.into_any(),
                false => text().into_any(),
            }}
        </p>
        <p class="caption">
            {move || match is_plane.get() {
                true => t!("descent_lab.gradient_names_of_two"),
                false => t!("descent_lab.gradient_names"),
            }}
        </p>
    }
}

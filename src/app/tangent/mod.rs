//! The lab of the straight-line guess.

mod approximation;
mod guess;
mod line;
mod own;
mod plot;
mod slice;

use super::history::act;
use super::state::playground;
use super::widgets::{FormulaField, Parameters, Presets, Scaling, SliderField};
use crate::session::{SessionStoreFields, TangentStoreFields};
use leptos::prelude::*;
use line::Line;
use rust_i18n::t;

/// The course's functions, and some with a surprise: a slope without end, a jump, a slope that means nothing.
const FUNCTIONS: &[&str] = &[
    "cos(pi*x)",
    "exp(x)",
    "x^2",
    "|x|",
    "max(x, 0)",
    "arctan(5x)",
    "cbrt(x)",
    "floor(x)",
    "x^2 sin(1/x)",
    "softplus(4x)/4",
];

/// The tangent lab.
#[component]
pub fn Lab() -> impl IntoView {
    let playground = playground();
    let fields = playground.session.tangent();
    let line = Line::new(playground.session);
    provide_context(line);
    let is_plane = line.is_plane;
    let scaling = Scaling::Linear { low: -2.0, high: 2.0 };
    let choose = move |index: usize| {
        let Some(source) = FUNCTIONS.get(index) else { return };
        act(playground, move || fields.f().set((*source).into()));
    };
    view! {
        <div class="lab">
            <div class="ask">
                <h1 class="question first">{t!("tangent.question")}</h1>
                <FormulaField
                    id="f"
                    label=Signal::derive(move || {
                        t!("app.function_label", name = "f", variable = fields.var().get()).into_owned()
                    })
                    meaning="is-function"
                    formula=line.f
                    on_edit=move |text| fields.f().set(text)
                />
                <approximation::Approximation />
                <div class="sliders later">
                    <SliderField
                        id="point-x"
                        label=t!("tangent.point")
                        value=line.point(0)
                        on_change=move |x| line.set_point(0, x)
                        scaling
                    />
                    <Show when=move || is_plane.get()>
                        <SliderField
                            id="point-y"
                            label=t!("tangent.point_y")
                            value=line.point(1)
                            on_change=move |y| line.set_point(1, y)
                            scaling
                        />
                    </Show>
                    {move || {
                        let label = if is_plane.get() { t!("tangent.step_x") } else { t!("tangent.step") };
                        view! {
                            <SliderField
                                id="step-eps"
                                label
                                tone="tone-epsilon"
                                value=line.step(0)
                                on_change=move |eps| line.set_step(0, eps)
                                scaling
                            />
                        }
                    }}
                    <Show when=move || is_plane.get()>
                        <SliderField
                            id="step-eps-y"
                            label=t!("tangent.step_y")
                            tone="tone-epsilon"
                            value=line.step(1)
                            on_change=move |eps| line.set_step(1, eps)
                            scaling
                        />
                    </Show>
                    <own::OwnSlope />
                </div>
                <Parameters names=line.letters />
                <Presets
                    options=FUNCTIONS.iter().map(|source| (*source).to_owned()).collect()
                    chosen=Signal::derive(move || FUNCTIONS.iter().position(|source| *fields.f().read() == **source))
                    on_choose=choose
                />
                <plot::ErrorPlot />
            </div>
            <div class="show">
                <Show when=move || is_plane.get()>
                    <p class="notice">{t!("tangent.slice_note")}</p>
                </Show>
                <plot::TangentPlot />
            </div>
        </div>
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::eval::{Tangent, Tape};
    use crate::expr::{Symbol, read};
    use crate::session;

    #[test]
    fn every_example_has_its_guess() {
        let session::Tangent { x, eps, .. } = session::Tangent::default();
        let symbol = Symbol::new("x");
        for source in FUNCTIONS {
            let expr = read(source).unwrap().expr;
            let tape = Tape::new(&expr, std::slice::from_ref(&symbol));
            let guess = guess::Guess::new(&tape, Tangent::new(&expr, &symbol, x).as_ref(), x, eps);
            assert!(guess.is_ok(), "{source}: {guess:?}");
        }
    }
}

//! "Predict first": the student answers before the verdict is shown.

use super::super::browser;
use super::super::history::act;
use super::super::on_demand::{OnDemand, part};
use super::super::state::playground;
use super::super::widgets::Switch;
use super::verdict::STATUS;
use crate::order::Relation;
use crate::session::{LittleOStoreFields, SessionStoreFields};
use leptos::prelude::*;
use rust_i18n::t;

/// What a student may expect of f beside g.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prediction {
    /// f = o(g).
    Smaller,
    /// f = Θ(g).
    SameOrder,
    /// g = o(f).
    Larger,
    /// Bounded only, not comparable, or without meaning.
    NoneOfThese,
}

impl Prediction {
    const ALL: [Prediction; 4] =
        [Prediction::Smaller, Prediction::SameOrder, Prediction::Larger, Prediction::NoneOfThese];

    /// The answer in plain words.
    fn words(self) -> String {
        match self {
            Prediction::Smaller => t!("little_o.predict.smaller"),
            Prediction::SameOrder => t!("little_o.predict.same_order"),
            Prediction::Larger => t!("little_o.predict.larger"),
            Prediction::NoneOfThese => t!("little_o.predict.none"),
        }
        .into_owned()
    }

    /// The prediction beside the truth: "You expected: f is smaller. So it is."
    pub fn compared(self, truth: Relation) -> String {
        let outcome = match Prediction::right_for(truth) {
            None => t!("little_o.predict.nobody_knows"),
            Some(right) if right == self => t!("little_o.predict.right"),
            Some(_) => t!("little_o.predict.surprise"),
        };
        t!("little_o.predict.compared", prediction = self.words(), outcome = outcome).into_owned()
    }

    /// The right answer; None where the truth is not known.
    fn right_for(truth: Relation) -> Option<Prediction> {
        match truth {
            Relation::LittleO => Some(Prediction::Smaller),
            Relation::SameOrder => Some(Prediction::SameOrder),
            Relation::Larger => Some(Prediction::Larger),
            Relation::Bounded | Relation::NotComparable | Relation::Undefined => Some(Prediction::NoneOfThese),
            Relation::Undecided => None,
        }
    }
}

/// The switch, and the student's question while it waits for an answer.
#[component]
pub fn PredictFirst() -> impl IntoView {
    let playground = playground();
    let predict = playground.session.little_o().predict();
    view! {
        <div class="predict first">
            <Show when=move || playground.little_o.is_pending()>
                <OnDemand part=part!(predict, view! { <Answer /> }) />
            </Show>
            <Switch
                label=t!("little_o.predict.switch")
                is_on=predict
                on_change=move |is_on| act(playground, || predict.set(is_on))
                is_switch=true
            />
        </div>
    }
}

/// The student's answer: one of a few, and a button that uncovers the verdict.
#[component]
fn Answer() -> impl IntoView {
    let comparison = playground().little_o;
    let chosen = RwSignal::new(None::<Prediction>);
    let commit = move |prediction: Prediction| {
        comparison.predict(prediction);
        // The button goes away: the keyboard goes on where the answer now stands.
        browser::focus(STATUS);
    };
    let option = move |prediction: Prediction| {
        view! {
            <label>
                <input
                    type="radio"
                    name="prediction"
                    prop:checked=move || chosen.get() == Some(prediction)
                    on:change=move |_| chosen.set(Some(prediction))
                />
                {prediction.words()}
            </label>
        }
    };
    view! {
        <fieldset class="prediction card">
            <legend>{t!("little_o.predict.question")}</legend>
            {Prediction::ALL.map(option).into_iter().collect_view()}
            <button
                class="button strong"
                type="button"
                disabled=move || chosen.get().is_none() || comparison.is_broken()
                on:click=move |_| chosen.get_untracked().into_iter().for_each(commit)
            >
                {t!("little_o.predict.show")}
            </button>
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_decided_relation_has_one_right_prediction() {
        assert_eq!(Prediction::right_for(Relation::Bounded), Some(Prediction::NoneOfThese));
        assert_eq!(Prediction::right_for(Relation::Undecided), None);
        let told = Prediction::Smaller.compared(Relation::LittleO);
        assert!(told.contains(&Prediction::Smaller.words()), "{told}");
        assert_ne!(told, Prediction::Smaller.compared(Relation::Larger));
    }
}

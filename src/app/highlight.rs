//! One meaning, one colour, and one light: a term of a formula under the pointer makes its marks in the plots stand out,
//! and a mark under the pointer its terms. Terms are whatever has the class of a meaning, such as `is-gradient`.

use super::browser;
use super::state::Playground;
use crate::plot::Role;
use leptos::prelude::*;

/// The meanings that can be lit, with their classes.
const MEANINGS: &[(Role, &str)] = &[
    (Role::Function, "is-function"),
    (Role::Gradient, "is-gradient"),
    (Role::Epsilon, "is-epsilon"),
    (Role::Error, "is-error"),
    (Role::Moved, "is-moved"),
    (Role::Ratio, "is-ratio"),
    (Role::Numerator, "is-numerator"),
    (Role::Denominator, "is-denominator"),
];

/// Lights what the pointer is over, and tells the style sheet what is lit.
pub fn follow_pointer(playground: Playground) {
    let lit = playground.lit;
    browser::on_pointer_over(move |target| {
        let role = MEANINGS.iter().find(|(_, class)| browser::is_inside(&target, class)).map(|(role, _)| *role);
        if lit.get_untracked() != role {
            lit.set(role);
        }
    });
    Effect::new(move |_| {
        let class = MEANINGS.iter().find(|(role, _)| lit.get() == Some(*role)).map(|(_, class)| *class);
        browser::set_root_attribute("data-lit", class);
    });
}

//! Sentences with pieces of code in them.

use leptos::prelude::*;

/// A sentence with its `pieces` in backticks set as code.
pub fn with_code(sentence: &str) -> impl IntoView + use<> {
    let piece = |(index, text): (usize, &str)| match index % 2 {
        0 => text.to_owned().into_any(),
        _ => view! { <code class="inline-code">{text.to_owned()}</code> }.into_any(),
    };
    sentence.split('`').enumerate().map(piece).collect_view()
}

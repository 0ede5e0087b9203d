//! `static=1`: the page draws itself once, and then nothing of it runs any more. For print, PDF and slides on paper.
//!
//! Plots are SVG from the start. When the page has settled, a copy of what stands in the document takes
//! its place and everything that moves is taken down: listeners, effects, timers.

use super::browser;
use crate::link;
use crate::plot::{Scene, Size, Theme, svg};
use leptos::leptos_dom::helpers::set_timeout;
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// The size of a main plot and of a small one, in pixels; on paper both are as wide as their column.
const SIZES: [Size; 2] = [Size { width: 800.0, height: 400.0 }, Size { width: 520.0, height: 320.0 }];

/// Between two looks at whether the page still changes.
const LOOK: Duration = Duration::from_millis(250);

/// Whether the link asks for a picture.
pub fn is_wanted() -> bool {
    link::from_fragment(&browser::fragment()).0.page.still
}

/// Calls `take_down` once the page has settled, and leaves a picture of it.
pub fn freeze_when_settled(take_down: impl FnOnce() + 'static) {
    browser::give_print_sheet_to_all();
    look_again(String::new(), take_down);
}

fn look_again(before: String, take_down: impl FnOnce() + 'static) {
    set_timeout(
        move || {
            let now = browser::markup();
            if browser::is_ready() && now == before {
                browser::freeze(take_down);
            } else {
                look_again(now, take_down);
            }
        },
        LOOK,
    );
}

/// A plot as a picture that is never drawn again.
#[component]
pub fn StillPlot(
    /// Unique in the page.
    id: &'static str,
    /// The accessible name.
    name: Signal<String>,
    /// What is shown.
    scene: Signal<Arc<dyn Scene>>,
    /// In which colours.
    theme: Signal<Theme>,
    /// Further classes of the figure.
    class: &'static str,
) -> impl IntoView {
    let [wide, small] = SIZES;
    let size = if class.contains("is-small") { small } else { wide };
    let described_by = format!("{id}-description");
    // Paper is light.
    let theme = move || if theme.get() == Theme::Projector { Theme::Projector } else { Theme::Light };
    view! {
        <figure class=format!("plot {class}") id=id aria-label=move || name.get() aria-describedby=described_by.clone()>
            <div class="picture" aria-hidden="true" inner_html=move || svg(&scene.read().picture(size), theme())></div>
            <figcaption id=described_by.clone() class="hidden-text">{move || scene.read().description()}</figcaption>
        </figure>
    }
}

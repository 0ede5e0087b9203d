//! The frame of every lab: bar, menu, notices, the open lab, the announcer.

use super::announcer::Announcer;
use super::on_demand::{self, OnDemand, part};
use super::state::{Playground, playground};
use super::widgets::{FullScreen, with_code};
use super::{browser, descent, exercises, frame, help, highlight, history, little_o, share, tangent, typing, welcome};
use crate::session::{
    DescentStoreFields, Lab, LittleOStoreFields, Page, PageStoreFields, Session, SessionStoreFields,
    TangentStoreFields, Theme,
};
use crate::{link, plot};
use leptos::prelude::*;
use rust_i18n::t;

/// The labs of the menu, with the keys of their names.
const MENU: &[(Lab, &str)] = &[
    (Lab::LittleO, "app.menu.little_o"),
    (Lab::Tangent, "app.menu.tangent"),
    (Lab::Descent, "app.menu.descent"),
    (Lab::Exercises, "app.menu.exercises"),
];

/// As much of a formula as a title holds.
const LONGEST_TITLE: usize = 40;

/// The whole page.
#[component]
pub fn Shell() -> impl IntoView {
    on_demand::begin();
    let playground = Playground::new();
    provide_context(playground);
    history::keep_address(playground);
    tell_the_document(playground);
    browser::on_newer_version(move || playground.is_old.set(true));
    let lab = Memo::new(move |_| playground.session.lab().get());
    view! {
        <a class="skip" href="#main" on:click=|event| { event.prevent_default(); browser::focus("main"); }>
            {t!("app.skip")}
        </a>
        <Bar />
        <main id="main" tabindex="-1">
            <OnDemand part=part!(plots, view! { <Above /> }) is_quiet=true />
            {move || match lab.get() {
                Lab::Welcome => view! { <welcome::Welcome /> }.into_any(),
                Lab::LittleO => view! { <little_o::Lab is_front=false /> }.into_any(),
                Lab::Tangent => {
                    let part = part!(tangent, view! { <tangent::Lab /> });
                    view! { <OnDemand part title=t!("app.menu.tangent") /> }.into_any()
                }
                Lab::Descent => {
                    let part = part!(descent, view! { <descent::Lab /> });
                    view! { <OnDemand part title=t!("app.menu.descent") /> }.into_any()
                }
                Lab::Exercises => {
                    let part = part!(exercises, view! { <exercises::Lab /> });
                    view! { <OnDemand part title=t!("app.menu.exercises") /> }.into_any()
                }
            }}
            <OnDemand part=part!(plots, view! { <typing::Keypad /> }) is_quiet=true />
        </main>
        <footer class="foot"><p>{t!("app.foot")}</p><OnDemand part=part!(plots, view! { <Here /> }) is_quiet=true /></footer>
        <Announcer />
        {browser::is_framed().then(|| view! { <OnDemand part=part!(frame, view! { <frame::Frame /> }) /> })}
    }
}

/// The link of what is shown, for paper.
#[component]
pub fn Here() -> impl IntoView {
    let session = playground().session;
    let link = move || session.with(|session| link::to_fragment(&Session { page: Page::default(), ..session.clone() }));
    view! { <p class="here">{move || browser::address() + &link()}</p> }
}

/// Keeps what stands outside of our element: the title and the colours.
fn tell_the_document(playground: Playground) {
    let page = playground.session.page();
    Effect::new(move |_| {
        let theme = match page.theme().get() {
            Theme::Auto => None,
            theme => Some(theme_word(theme)),
        };
        browser::set_root_attribute("data-theme", theme);
    });
    let is_dark = move || playground.theme.get() == plot::Theme::Dark;
    Effect::new(move |_| browser::set_root_attribute("data-dark", is_dark().then_some("")));
    Effect::new(move |_| browser::set_root_attribute("data-embed", page.embed().get().then_some("")));
    Effect::new(move |_| {
        let mut names = page.hide().get();
        names.extend(playground.hidden.get());
        browser::hide_named(&names);
        if !names.is_empty() {
            // Controls come and go with their lab.
            browser::on_change_below(browser::ROOT, move || browser::hide_named(&names));
        }
    });
    Effect::new(move |_| browser::set_title(&title(playground)));
}

/// The title says what is looked at, so that tabs and bookmarks can be told apart.
pub fn title(playground: Playground) -> String {
    let session = playground.session;
    let short = |source: String| source.chars().take(LONGEST_TITLE).collect::<String>();
    match session.lab().get() {
        Lab::Welcome => t!("app.title.welcome"),
        Lab::LittleO => {
            let lab = session.little_o();
            t!("app.title.little_o", f = short(lab.f().get()), g = short(lab.g().get()))
        }
        Lab::Tangent => t!("app.title.tangent", f = short(session.tangent().f().get())),
        Lab::Descent => t!("app.title.descent", f = short(session.descent().f().get())),
        Lab::Exercises => match playground.exercise.get() {
            title if title.is_empty() => t!("app.title.exercises"),
            title => t!("app.title.exercise", title = title),
        },
    }
    .into_owned()
}

fn theme_word(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => "auto",
        Theme::Light => "light",
        Theme::Dark => "dark",
        Theme::Projector => "projector",
    }
}

/// The theme that the button shows after this one.
fn next_theme(theme: Theme) -> Theme {
    match theme {
        Theme::Auto => Theme::Light,
        Theme::Light => Theme::Dark,
        Theme::Dark => Theme::Projector,
        Theme::Projector => Theme::Auto,
    }
}

#[component]
fn Bar() -> impl IntoView {
    let playground = playground();
    view! {
        <header class="bar">
            <a class="brand" href=move || link_to(playground, Lab::Welcome) on:click=move |_| history::write_now(playground)>
                <b>"o"</b>
                "(ε) Little-o"
            </a>
            <nav class="menu" aria-label=t!("app.menu.name")>
                {MENU.iter().map(|(lab, name)| view! { <MenuItem lab=*lab name /> }).collect_view()}
            </nav>
            // Places of the right size from the start, so that nothing moves when the tools come.
            <div class="typing-tools" role="group" aria-label=t!("typing.tools")>
                <OnDemand part=part!(plots, view! { <typing::Tools /> }) is_quiet=true />
            </div>
            <div class="tools">
                <OnDemand part=part!(plots, view! { <BarTools /> }) is_quiet=true />
            </div>
        </header>
    }
}

/// The tools of the bar, and what works for the whole page besides them.
#[component]
pub fn BarTools() -> impl IntoView {
    let playground = playground();
    history::read_the_rest(playground);
    typing::keep_timeline(playground);
    browser::copy_formulas_as_text();
    highlight::follow_pointer(playground);
    let theme = playground.session.page().theme();
    let name = move || t!("app.theme", theme = t!(format!("app.themes.{}", theme_word(theme.get()))));
    view! {
        <button
            class="button"
            type="button"
            aria-label=name
            title=name
            on:click=move |_| theme.update(|theme| *theme = next_theme(*theme))
        >
            <span aria-hidden="true">"◐"</span>
        </button>
        <FullScreen selector="main" what=t!("app.whole_lab").into_owned() />
        <help::Help />
        <share::Share />
    }
}

/// What stands above the lab: notices, and in a frame the button that lets the lab fill the screen.
#[component]
pub fn Above() -> impl IntoView {
    let page = playground().session.page();
    view! {
        <Notices />
        <Show when=move || page.embed().get()>
            <div class="corner"><FullScreen selector="main" what=t!("app.whole_lab").into_owned() /></div>
        </Show>
    }
}

#[component]
fn MenuItem(
    /// The lab it opens.
    lab: Lab,
    /// The key of its name.
    name: &'static &'static str,
) -> impl IntoView {
    let playground = playground();
    let is_open = move || playground.session.lab().get() == lab;
    view! {
        <a
            href=move || link_to(playground, lab)
            aria-current=move || is_open().then_some("page")
            // The browser opens the link; what was just typed goes into the history first.
            on:click=move |_| history::write_now(playground)
        >
            {t!(*name)}
        </a>
    }
}

/// The link that opens a lab as it was left.
pub fn link_to(playground: Playground, lab: Lab) -> String {
    // The exercises open with their list.
    let exercises = Default::default();
    playground.session.with(|session| link::to_fragment(&Session { lab, exercises, view: None, ..session.clone() }))
}

/// What of the opened link could not be used, and whether a newer version of the page has come.
#[component]
fn Notices() -> impl IntoView {
    let Playground { notices, is_old, .. } = playground();
    view! {
        <Show when=move || is_old.get()>
            <section class="notices" aria-label=t!("app.update.name")>
                <div class="notice" role="status" aria-live="off">
                    <p>{t!("app.update.ready")}</p>
                    <button class="button small" type="button" on:click=|_| browser::use_newer_version()>
                        {t!("app.update.use")}
                    </button>
                </div>
            </section>
        </Show>
        <Show when=move || !notices.read().is_empty()>
            <section class="notices" aria-label=t!("app.notices")>
                <div class="notice">
                    <div>{move || notices.get().into_iter().map(|note| view! { <p>{with_code(&note.message())}</p> }).collect_view()}</div>
                    <button class="button small" type="button" on:click=move |_| notices.set(Vec::new())>
                        {t!("app.dismiss")}
                    </button>
                </div>
            </section>
        </Show>
    }
}

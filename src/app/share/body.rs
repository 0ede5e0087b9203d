//! What the dialog `Share` shows: what is handed out, and what students may see of it.

use super::super::browser;
use super::super::exercises::MAKE;
use super::super::history::act;
use super::super::shell::title;
use super::super::state::playground;
use super::super::widgets::{Choice, Copying, HideList, Switch};
use super::picture::{SIZE, picture};
use super::snippets::{Form, snippet};
use crate::link;
use crate::session::{Exercises, Lab, Page, Session, SessionStoreFields, Theme};
use leptos::html::Textarea;
use leptos::prelude::*;
use rust_i18n::t;

/// How high a frame is made, in pixels: the whole of any lab on a laptop.
const HEIGHT: u32 = 620;

/// The forms beside the link and the embed code, with the keys of their names.
const FORMS: [(Form, &str); 4] = [
    (Form::Reveal, "share.reveal"),
    (Form::Quarto, "share.quarto"),
    (Form::Jupyter, "share.jupyter"),
    (Form::Markdown, "share.markdown"),
];

const THEMES: [(Theme, &str); 4] = [
    (Theme::Auto, "app.themes.auto"),
    (Theme::Light, "app.themes.light"),
    (Theme::Dark, "app.themes.dark"),
    (Theme::Projector, "app.themes.projector"),
];

/// What is chosen for those who open the link.
#[derive(Clone, Copy)]
struct Choices {
    theme: RwSignal<Theme>,
    hide: RwSignal<Vec<String>>,
    from_start: RwSignal<bool>,
}

impl Choices {
    /// The session as they will find it.
    fn session(self, present: &Session, embed: bool) -> Session {
        let mut session = present.clone();
        let lang = present.page.lang.clone();
        session.page = Page { embed, theme: self.theme.get(), lang, hide: self.hide.get(), still: false };
        if self.from_start.get() {
            session.descent.step = 0;
        }
        session
    }
}

/// What the dialog shows.
#[component]
pub fn Body() -> impl IntoView {
    let playground = playground();
    let present = StoredValue::new(playground.session.get_untracked());
    let choices = present.with_value(|present| Choices {
        theme: RwSignal::new(present.page.theme),
        hide: RwSignal::new(present.page.hide.clone()),
        from_start: RwSignal::new(false),
    });
    let address = move |embed| {
        let session = present.with_value(|present| choices.session(present, embed));
        browser::address() + &link::to_fragment(&session)
    };
    let name = StoredValue::new(untrack(|| title(playground)));
    let link = Signal::derive(move || address(false));
    let form = move |form: Form| {
        let embed = form != Form::Markdown;
        Signal::derive(move || name.with_value(|name| snippet(form, &address(embed), name, HEIGHT)))
    };
    view! {
        <p>{t!("app.share.intro")}</p>
        <CopyBox id="share-link" label=t!("app.share.link").into_owned() text=link />
        <CopyBox id="share-embed" label=t!("app.share.embed").into_owned() text=form(Form::Html) />
        <details class="share-more">
            <summary>{t!("share.forms")}</summary>
            {FORMS
                .map(|(kind, name)| {
                    view! { <CopyBox id=name label=t!(name).into_owned() text=form(kind) /> }
                })
                .into_iter()
                .collect_view()}
        </details>
        <details class="share-more">
            <summary>{t!("share.picture")}</summary>
            <Picture name link />
        </details>
        <details class="share-more">
            <summary>{t!("share.students")}</summary>
            <Students choices has_run=present.with_value(|session| session.descent.step > 0) />
        </details>
        <Workshop />
    }
}

/// The way to the workshop, which begins with what stands in this lab. The button closes the dialog.
#[component]
fn Workshop() -> impl IntoView {
    let playground = playground();
    let session = playground.session;
    let lab = session.lab().get_untracked();
    let go = move |_| {
        act(playground, || {
            session.exercises().set(Exercises { id: MAKE.into(), inside: Some(lab), ..Exercises::default() });
            session.lab().set(Lab::Exercises);
        });
    };
    let is_lab = matches!(lab, Lab::LittleO | Lab::Tangent | Lab::Descent);
    is_lab.then(|| view! { <button class="button" on:click=go>{t!("exercises.make.title")}</button> })
}

/// What those who open the link may see.
#[component]
fn Students(
    /// What is chosen.
    choices: Choices,
    /// Whether the run stands at a step that may be taken back.
    has_run: bool,
) -> impl IntoView {
    let Choices { theme, hide, from_start } = choices;
    view! {
        <Choice
            name=t!("share.theme")
            options=THEMES.map(|(theme, word)| (theme, t!(word).into_owned())).to_vec()
            value=theme
            on_change=move |chosen| theme.set(chosen)
        />
        {has_run
            .then(|| {
                view! {
                    <Switch label=t!("share.from_start") is_on=from_start on_change=move |is_on| from_start.set(is_on) />
                }
            })}
        <HideList names=browser::seen_names("main") hide on_change=move |names| hide.set(names) />
    }
}

/// The picture with the QR code of the link, to be put on a slide.
#[component]
fn Picture(
    /// Its title.
    name: StoredValue<String>,
    /// What the code says.
    link: Signal<String>,
) -> impl IntoView {
    let plot = browser::first_plot();
    let svg = Memo::new(move |_| name.with_value(|name| picture(name, &link.read(), plot.as_deref())));
    let address = move || svg.read().as_deref().map(browser::svg_address);
    let png = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        png.set(None);
        if let Some(address) = address() {
            browser::png_of(&address, SIZE, move |address| {
                png.try_set(Some(address));
            });
        }
    });
    let file = |kind: &'static str, address: Option<String>| {
        view! {
            <a class="button" download=format!("little-o.{kind}") href=address>
                {t!("share.download", kind = kind.to_ascii_uppercase())}
            </a>
        }
    };
    move || match address() {
        None => view! { <p class="notice">{t!("share.no_picture")}</p> }.into_any(),
        Some(svg) => view! {
            <img class="share-picture" alt=t!("share.picture_alt") src=svg.clone() />
            <p class="controls">{move || file("png", png.get())} {file("svg", Some(svg.clone()))}</p>
        }
        .into_any(),
    }
}

/// A text to take along, and a button that copies it.
#[component]
fn CopyBox(
    /// The id of the text.
    id: &'static str,
    /// Its name.
    label: String,
    /// The text.
    text: Signal<String>,
) -> impl IntoView {
    let input = NodeRef::<Textarea>::new();
    let copying = Copying::new(text);
    // Where the browser refuses, the text is selected: one key press copies it.
    let select = move || input.get_untracked().into_iter().for_each(|input| input.select());
    view! {
        <div class="copy">
            <label for=id>{label.clone()}</label>
            <textarea
                class="box"
                readonly
                rows=move || text.read().lines().count().max(1)
                node_ref=input
                id=id
                prop:value=text
            ></textarea>
            <button class="button" type="button" aria-label=t!("app.share.copy_what", what = label) on:click=move |_| copying.copy(select)>
                {t!("app.share.copy")}
            </button>
            <p class="caption" role="alert">{move || copying.said("app.share.refused")}</p>
        </div>
    }
}

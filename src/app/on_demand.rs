//! Parts of the page that are fetched when they are first needed, so that nobody waits for what is not seen yet. Those of
//! the first lab's plots are needed right after its verdict; all others when they are opened.
//!
//! A part is a function from nothing to a view, in a WebAssembly file of its own together with all code that only it
//! uses. What a part needs it takes from the context; what it alone needs it makes itself, because a memo that the whole
//! page owns is in everybody's download. To make one:
//!
//! ```ignore
//! view! { <OnDemand part=part!(tangent, view! { <tangent::Lab /> }) /> }
//! ```
//!
//! `tangent` names the file; parts of one name share it. [`DialogButton`](super::widgets::DialogButton) takes a part for
//! what its dialog shows. Every part stands on the plots: what they need, and what comes [later](crate::later), is one file. Code
//! that some other parts share, but not the page's first file, goes into a file that each of them fetches.
//!
//! Parts that come with the plots stand in several places. Most are quiet ([`OnDemand`]): the place of the plots says for all
//! of them if they cannot be fetched.
//!
//! Only `cargo xtask build` cuts the page into its parts, by the feature `split`; without it, as in `cargo xtask serve`,
//! a part is there from the start and everything else is the same.

use super::browser;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;
use rust_i18n::t;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// What comes when a part has been fetched.
pub type Fetching<T> = Pin<Box<dyn Future<Output = Result<T, SplitLoaderError>>>>;

/// A part of the page; made by `part!`.
#[derive(Clone, Copy)]
pub struct Part {
    /// Fetches the part's file, unless it is there.
    pub fetch: fn() -> Fetching<()>,
    /// Builds the part's view; ready at once after `fetch`.
    pub view: fn() -> Fetching<AnyView>,
}

/// A [`Part`] from the name of its file and the view in it.
macro_rules! part {
    ($file:ident, $view:expr) => {{
        #[cfg(feature = "split")]
        {
            use leptos::wasm_split::{SplitLoaderError, wasm_split};
            #[wasm_split($file, wasm_split_path = ::leptos::wasm_split, fallible, preload(fetch))]
            fn view() -> Result<::leptos::prelude::AnyView, SplitLoaderError> {
                $crate::app::on_demand::stand_on_plots();
                Ok(::leptos::prelude::IntoAny::into_any($view))
            }
            $crate::app::on_demand::Part { fetch: || Box::pin(fetch()), view: || Box::pin(view()) }
        }
        #[cfg(not(feature = "split"))]
        {
            use std::future::ready;
            $crate::app::on_demand::Part {
                fetch: || Box::pin(ready(Ok(()))),
                view: || Box::pin(ready(Ok(::leptos::prelude::IntoAny::into_any($view)))),
            }
        }
    }};
}
pub(super) use part;

/// Lets a part stand on the plots: it names the views that come with them and share code with other parts, so that
/// whatever these need is in one file, for them and for all other parts, and adds what comes [later](crate::later), which
/// is in that file too.
#[cfg(feature = "split")]
#[inline(always)]
pub fn stand_on_plots() {
    use super::widgets::formula_field;
    use super::{little_o, shell, typing};
    use std::hint::black_box;
    black_box((little_o::Shown as fn() -> _, little_o::Below as fn() -> _, typing::Keypad as fn() -> _));
    black_box((
        typing::Tools as fn() -> _,
        shell::BarTools as fn() -> _,
        shell::Above as fn() -> _,
        shell::Here as fn() -> _,
    ));
    black_box((
        formula_field::Aside as fn() -> _,
        formula_field::Problem as fn() -> _,
        formula_field::CopyButton as fn() -> _,
    ));
    crate::texts::catalogue::add();
    crate::limits::reserve::all::add();
    crate::syntax::words::add();
    crate::session::computed::add();
    super::math::in_words::add();
    little_o::comparison::notes::add();
}

/// How many parts of the page are on their way: while there are any, the page is not ready.
#[derive(Clone, Copy)]
pub struct Awaited(pub RwSignal<u32>);

/// How many parts have come. A part that could not be fetched is asked for again when another one comes.
#[derive(Clone, Copy)]
struct Arrived(RwSignal<u32>);

/// Whether what comes [later](crate::later) is here: the first part that is shown brings it.
#[derive(Clone, Copy)]
struct Whole(RwSignal<bool>);

/// Whether what comes [later](crate::later) is here. What was computed without it is computed again when it comes.
pub fn whole() -> ReadSignal<bool> {
    expect_context::<Whole>().0.read_only()
}

/// How far a part has come.
#[derive(Clone, Copy, PartialEq)]
enum State {
    Fetching,
    Failed,
    Here,
}

/// Shows a part of the page; until it has come, a calm placeholder, and if it does not come, a button to try again.
#[component]
pub fn OnDemand(
    /// What to show.
    part: Part,
    /// What stands above the placeholder, where the part is a whole lab with a title of its own.
    #[prop(optional, into)]
    title: Option<String>,
    /// Whether nothing stands in its place until it has come: where other parts tell already how things are.
    #[prop(optional)]
    is_quiet: bool,
) -> impl IntoView {
    let state = RwSignal::new(State::Fetching);
    let (Awaited(awaited), Arrived(arrived), Whole(whole)) = (expect_context(), expect_context(), expect_context());
    let fetch = move || {
        state.set(State::Fetching);
        awaited.update(|count| *count += 1);
        spawn_local(async move {
            let came = (part.fetch)().await.is_ok();
            // Who left in the meantime is not waiting any more.
            state.try_set(if came { State::Here } else { State::Failed });
            awaited.update(|count| *count -= 1);
            if came {
                arrived.update(|count| *count += 1);
            }
        });
    };
    fetch();
    Effect::new(move |_| {
        arrived.track();
        if state.get_untracked() == State::Failed {
            fetch();
        }
    });
    let heading = move || title.clone().map(|title| view! { <h1 class="question">{title}</h1> });
    move || match state.get() {
        State::Fetching | State::Failed if is_quiet => ().into_any(),
        State::Fetching => view! {
            {heading()}
            <p class="awaited" aria-busy="true">{t!("app.part.fetching")}</p>
        }
        .into_any(),
        State::Failed => view! {
            {heading()}
            <div class="notice">
                <p role="alert">{t!("app.part.failed")}</p>
                <button class="button" type="button" on:click=move |_| fetch()>{t!("app.part.again")}</button>
            </div>
        }
        .into_any(),
        State::Here => {
            let view = built(part);
            if view.is_some() && !whole.get_untracked() {
                whole.set(true);
            }
            view.into_any()
        }
    }
}

/// The view of a part that has been fetched.
fn built(part: Part) -> Option<AnyView> {
    match pin!((part.view)()).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(view) => view.ok(),
        Poll::Pending => None,
    }
}

/// Begins to count the parts that come, and marks the document as ready, for tests and for programs, while none is on its
/// way.
pub fn begin() {
    let awaited = RwSignal::new(0);
    provide_context(Awaited(awaited));
    provide_context(Arrived(RwSignal::new(0)));
    provide_context(Whole(RwSignal::new(!cfg!(feature = "split"))));
    let is_ready = Memo::new(move |_| awaited.get() == 0);
    Effect::new(move |_| {
        if is_ready.get() {
            browser::soon(|| browser::set_root_attribute("data-ready", Some("")));
        }
    });
}

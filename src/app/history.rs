//! The address and the session, kept together: a link opens a session, and a session writes its link.

use super::browser;
use super::state::Playground;
use crate::link;
use crate::session::{Lab, Session};
use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use reactive_stores::Patch;
use std::time::Duration;

/// How long typing or dragging must rest before the address follows.
const REST: Duration = Duration::from_millis(300);

/// Opens the address's link now and whenever it changes, and writes the session into the address.
pub fn keep_address(playground: Playground) {
    open(playground, &browser::fragment());
    browser::on_fragment_change(move || open(playground, &browser::fragment()));
    let mut write = debounce(REST, move |()| write_now(playground));
    Effect::new(move |_| {
        playground.fragment.track();
        write(());
    });
}

/// Takes the rest of the opened link, when all has come by which links are read.
pub fn read_the_rest(playground: Playground) {
    let unread = playground.unread.get_untracked();
    if unread.is_empty() {
        return;
    }
    let is_untouched = playground.written.with_value(|written| *written == playground.fragment.get_untracked());
    let pairs: Vec<_> = unread.into_iter().map(|note| (note.key, note.value)).collect();
    let (session, notes) = link::with_pairs(playground.session.get_untracked(), &pairs);
    playground.notices.update(|notices| notices.extend(notes));
    playground.session.patch(session);
    playground.unread.set(Vec::new());
    if is_untouched {
        playground.written.set_value(playground.fragment.get_untracked());
    }
}

/// Makes a deliberate change: the state before it and the state after it are two entries of the history.
pub fn act(playground: Playground, change: impl FnOnce()) {
    write_now(playground);
    playground.typing.begin_act();
    change();
    let fragment = playground.fragment.get_untracked();
    if playground.written.with_value(|written| *written != fragment) {
        // In a frame the history is the host's: its Back button is not for our states.
        match browser::is_framed() {
            true => browser::replace_fragment(&fragment),
            false => browser::push_fragment(&fragment),
        }
        playground.written.set_value(fragment);
    }
}

/// Writes the session into the address, unless it stands there already.
///
/// A link that was opened is left as it was written until something changes, and until it is all read.
pub fn write_now(playground: Playground) {
    if !playground.unread.with_untracked(Vec::is_empty) {
        return;
    }
    let fragment = playground.fragment.get_untracked();
    if playground.written.with_value(|written| *written != fragment) {
        browser::replace_fragment(&fragment);
        playground.written.set_value(fragment);
    }
}

/// Opens a link. Labs it does not speak of stay as they are.
pub fn open(playground: Playground, fragment: &str) {
    let (opened, notes) = link::from_fragment(fragment);
    let present = playground.session.get_untracked();
    // An exercise may have a lab inside, which the link speaks of then.
    let spoken_of = if opened.lab == Lab::Exercises { opened.exercises.inside } else { Some(opened.lab) };
    let mut session =
        Session { lab: opened.lab, page: opened.page, view: opened.view, params: opened.params, ..present };
    match spoken_of {
        Some(Lab::Welcome | Lab::LittleO) => session.little_o = opened.little_o,
        Some(Lab::Tangent) => session.tangent = opened.tangent,
        Some(Lab::Descent) => session.descent = opened.descent,
        Some(Lab::Exercises) | None => {}
    }
    if opened.lab == Lab::Exercises {
        session.exercises = opened.exercises;
    }
    take(playground, session, &notes);
    playground.written.set_value(playground.fragment.get_untracked());
}

/// Puts a session in place of the present one, and keeps what of its link could not be used.
pub fn take(playground: Playground, session: Session, notes: &[link::Note]) {
    playground.ask_for_nothing();
    let is_whole = playground.whole.get_untracked();
    let (unread, mut unusable): (Vec<_>, Vec<_>) = notes.iter().cloned().partition(|note| !is_whole && note.may_wait());
    let lang = &session.page.lang;
    if lang != "auto" && lang != "en" && !lang.starts_with("en-") {
        unusable.push(link::Note { key: "lang".into(), value: lang.clone(), fault: link::Fault::UnspokenLanguage });
    }
    playground.unread.set(unread);
    playground.notices.set(unusable);
    playground.session.patch(session);
}

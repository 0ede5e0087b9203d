//! Undo and redo across all fields: the history of the session, its keys and its buttons.

use super::super::state::{Playground, playground};
use super::super::{browser, history};
use super::timeline::Timeline;
use crate::session::{Lab, Session};
use leptos::prelude::*;
use reactive_stores::Patch;
use rust_i18n::t;

/// What undo takes back: its lab, the id of its control (also where there is no single one), and whether it differs.
type Row = (Lab, &'static str, fn(&Session, &Session) -> bool);

/// All but what only changes the look: the lab that is open, the page's colours, the window of the plot, the step shown.
const ROWS: &[Row] = &[
    (Lab::LittleO, "f", |a, b| a.little_o.f != b.little_o.f),
    (Lab::LittleO, "g", |a, b| a.little_o.g != b.little_o.g),
    (Lab::LittleO, "variable", |a, b| a.little_o.var != b.little_o.var),
    (Lab::LittleO, "at", |a, b| a.little_o.at != b.little_o.at),
    (Lab::LittleO, "side", |a, b| a.little_o.side != b.little_o.side),
    (Lab::LittleO, "zoom", |a, b| differs(a.little_o.zoom, b.little_o.zoom)),
    (Lab::LittleO, "tolerance", |a, b| differs(a.little_o.tol, b.little_o.tol)),
    (Lab::Tangent, "f", |a, b| a.tangent.f != b.tangent.f),
    (Lab::Tangent, "point-x", |a, b| differs(a.tangent.x, b.tangent.x)),
    (Lab::Tangent, "step-eps", |a, b| differs(a.tangent.eps, b.tangent.eps)),
    (Lab::Tangent, "slope", |a, b| a.tangent.slope != b.tangent.slope),
    (Lab::Tangent, "zoom", |a, b| differs(a.tangent.zoom, b.tangent.zoom)),
    (Lab::Descent, "f", |a, b| a.descent.f != b.descent.f),
    (Lab::Descent, "start", |a, b| differs(a.descent.x, b.descent.x)),
    (Lab::Descent, "rate", |a, b| differs(a.descent.rate, b.descent.rate) || a.descent.changes != b.descent.changes),
    (Lab::Descent, "steps", |a, b| a.descent.steps != b.descent.steps),
    (Lab::Descent, "method", |a, b| a.descent.method != b.descent.method),
    (Lab::Descent, "beta", |a, b| differs(a.descent.beta, b.descent.beta)),
];

fn differs(a: f64, b: f64) -> bool {
    a.to_bits() != b.to_bits()
}

/// One difference between two sessions: its lab, unless every lab has it, and the id of its control.
type Change = (Option<Lab>, String);

/// What undo would take back between these two.
fn changes(before: &Session, after: &Session) -> Vec<Change> {
    let rows = ROWS.iter().filter(|(.., differs)| differs(before, after));
    let mut changes: Vec<Change> = rows.map(|(lab, id, _)| (Some(*lab), (*id).to_owned())).collect();
    let names = before.params.keys().chain(after.params.keys());
    let differs = |name: &&String| {
        before.params.get(*name).copied().map(f64::to_bits) != after.params.get(*name).copied().map(f64::to_bits)
    };
    changes.extend(names.filter(differs).map(|name| (None, format!("parameter-{name}"))));
    changes.dedup();
    changes
}

/// The lab in which these changes are seen; the one that is open, if they are seen there.
fn lab_of(changes: &[Change], open: Lab) -> Lab {
    // The front page shows the little-o lab.
    let shown = if open == Lab::Welcome { Lab::LittleO } else { open };
    match changes.first() {
        Some((Some(lab), _)) if changes.iter().all(|(lab, _)| *lab != Some(shown)) => *lab,
        _ => open,
    }
}

/// The two ways along the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Undo,
    Redo,
}

/// What a key asks for, with Ctrl or ⌘ held: Z goes back; Shift+Z, or Y, goes forward again.
fn direction(key: &str, is_command: bool, shift: bool, alt: bool) -> Option<Direction> {
    match (is_command && !alt, key.to_ascii_lowercase().as_str(), shift) {
        (true, "z", false) => Some(Direction::Undo),
        (true, "z", true) | (true, "y", false) => Some(Direction::Redo),
        _ => None,
    }
}

/// Records every change of the session, and listens to the keys of undo and redo.
pub fn keep_timeline(playground: Playground) {
    // What the page was opened with is where undo ends.
    playground.typing.timeline.set_value(Timeline::new(playground.session.get_untracked()));
    Effect::new(move |_| observe(playground, playground.session.get()));
    browser::on_key_down(move |event| {
        let is_command = event.ctrl_key() || event.meta_key();
        if let Some(direction) = direction(&event.key(), is_command, event.shift_key(), event.alt_key()) {
            event.prevent_default();
            go(playground, direction, true);
        }
    });
}

/// The session is now this.
fn observe(playground: Playground, session: Session) {
    let typing = playground.typing;
    typing.timeline.update_value(|timeline| {
        let changes = timeline.state().map(|state| changes(state, &session)).unwrap_or_default();
        match changes.as_slice() {
            [] => timeline.refresh(session),
            [(_, only)] => timeline.record(session, Some(only), browser::now_ms()),
            _ => timeline.record(session, None, browser::now_ms()),
        }
    });
    typing.can_undo.set(typing.timeline.with_value(|timeline| timeline.can_undo()));
    typing.can_redo.set(typing.timeline.with_value(|timeline| timeline.can_redo()));
}

/// Goes one change back or forward. By keys, the keyboard goes to the control that changed.
fn go(playground: Playground, direction: Direction, by_keys: bool) {
    let moved = playground.typing.timeline.try_update_value(|timeline| match direction {
        Direction::Undo => timeline.undo(),
        Direction::Redo => timeline.redo(),
    });
    let Some((left, reached)) = moved.flatten() else { return };
    let changes = changes(&left, &reached);
    let present = playground.session.get_untracked();
    let lab = lab_of(&changes, present.lab);
    let session = Session { lab, page: present.page, ..reached };
    match lab == present.lab {
        true => playground.session.patch(session),
        false => history::act(playground, || playground.session.patch(session)),
    }
    playground.announcement.set(match direction {
        Direction::Undo => t!("typing.undone").into_owned(),
        Direction::Redo => t!("typing.redone").into_owned(),
    });
    if let (true, [(_, id), ..]) = (by_keys, changes.as_slice()) {
        let id = id.clone();
        browser::after_update(move || browser::focus(&id));
    }
}

/// The buttons `Undo` and `Redo`.
#[component]
pub fn UndoButtons() -> impl IntoView {
    let playground = playground();
    let button = move |direction, name: String, face, can: RwSignal<bool>| {
        // Not `disabled`: a button that switches itself off would drop the keyboard's focus.
        view! {
            <button
                class="button icon"
                type="button"
                aria-label=name.clone()
                title=name
                aria-disabled=move || (!can.get()).then_some("true")
                on:click=move |_| go(playground, direction, false)
            >
                <span aria-hidden="true">{face}</span>
            </button>
        }
    };
    view! {
        {button(Direction::Undo, t!("typing.undo").into_owned(), "↶", playground.typing.can_undo)}
        {button(Direction::Redo, t!("typing.redo").into_owned(), "↷", playground.typing.can_redo)}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Descent, LittleO};

    #[test]
    fn only_what_was_done_is_a_change() {
        let before = Session::default();
        let look =
            Session { lab: Lab::Descent, descent: Descent { step: 7, ..Descent::default() }, ..Session::default() };
        assert_eq!(changes(&before, &look), []);
        let f = Session { little_o: LittleO { f: "x".into(), ..LittleO::default() }, ..Session::default() };
        assert_eq!(changes(&before, &f), [(Some(Lab::LittleO), "f".to_owned())]);
        let a = Session { params: [("a".to_owned(), 2.0)].into(), ..Session::default() };
        assert_eq!(changes(&before, &a), [(None, "parameter-a".to_owned())]);
    }

    #[test]
    fn changes_are_seen_in_their_lab() {
        let little_o = [(Some(Lab::LittleO), "f".to_owned())];
        let parameter = [(None, "parameter-a".to_owned())];
        let both = [(Some(Lab::Tangent), "f".to_owned()), (Some(Lab::Descent), "f".to_owned())];
        assert_eq!(lab_of(&little_o, Lab::Welcome), Lab::Welcome);
        assert_eq!(lab_of(&little_o, Lab::Tangent), Lab::LittleO);
        assert_eq!(lab_of(&parameter, Lab::Tangent), Lab::Tangent);
        assert_eq!(lab_of(&both, Lab::Descent), Lab::Descent);
        assert_eq!(lab_of(&both, Lab::LittleO), Lab::Tangent);
    }

    #[test]
    fn keys_ask_for_undo_and_redo() {
        assert_eq!(direction("z", true, false, false), Some(Direction::Undo));
        assert_eq!(direction("Z", true, true, false), Some(Direction::Redo));
        assert_eq!(direction("y", true, false, false), Some(Direction::Redo));
        assert_eq!(direction("z", false, false, false), None);
        assert_eq!(direction("z", true, false, true), None);
    }
}

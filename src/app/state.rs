//! The session in its store, and everything that follows from it, computed once and only when looked at.

use super::browser;
use super::little_o::Comparison;
use super::on_demand;
use super::typing::Typing;
use crate::api::message::Move;
use crate::diagnostic::Diagnostic;
use crate::eval::Truthful;
use crate::expr::{self, Expr, Reading, Symbol};
use crate::geometry::{Range, Window};
use crate::link;
use crate::numerals::plain;
use crate::plot::{self, Curve, Role};
use crate::session::{PageStoreFields, Session, SessionStoreFields, Theme};
use leptos::prelude::*;
use reactive_stores::Store;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The one place of state. Every panel takes it from the context with [`playground`].
#[derive(Clone, Copy)]
pub struct Playground {
    /// What a link restores.
    pub session: Store<Session>,
    /// Whether what comes [later](crate::later) is here.
    pub whole: ReadSignal<bool>,
    /// What follows from it in the little-o lab.
    pub little_o: Comparison,
    /// The colours of the plots, by choice or by the system's.
    pub theme: Signal<plot::Theme>,
    /// The session as a fragment.
    pub fragment: Memo<String>,
    /// The fragment that the address stands for.
    pub written: StoredValue<String>,
    /// What of the opened link could not be used.
    pub notices: RwSignal<Vec<link::Note>>,
    /// What of it may be used when all has come by which links are read.
    pub unread: RwSignal<Vec<link::Note>>,
    /// Whether a newer version of the page has come.
    pub is_old: RwSignal<bool>,
    /// What the announcer says.
    pub announcement: RwSignal<String>,
    /// What all fields share: undo, the keypad.
    pub typing: Typing,
    /// The meaning that stands out, in formulas and plots.
    pub lit: RwSignal<Option<Role>>,
    /// What is wanted of whatever moves in the open lab; told again each time it is set.
    pub wanted: RwSignal<Option<Move>>,
    /// Whether the run or the microscope has done so.
    is_followed: StoredValue<bool>,
    /// The title of the open exercise; empty while none is open.
    pub exercise: RwSignal<String>,
    /// What the open exercise hides of its lab, beside what the link hides: names as links spell them.
    pub hidden: RwSignal<Vec<String>>,
}

/// The part of the world that the user chose to see.
pub fn chosen_window(session: Store<Session>) -> Option<Window> {
    let view = session.view().get()?;
    Some(Window { x: Range::new(view.x0, view.x1), y: Range::new(view.y0, view.y1) })
}

/// The page's state, for a panel.
pub fn playground() -> Playground {
    expect_context::<Playground>()
}

impl Playground {
    /// The state of a fresh page.
    pub fn new() -> Self {
        let session = Store::new(Session::default());
        let unread = RwSignal::new(Vec::new());
        let prefers_dark = browser::media("(prefers-color-scheme: dark)");
        Playground {
            session,
            whole: on_demand::whole(),
            little_o: Comparison::new(session, unread),
            theme: Signal::derive(move || match session.page().theme().get() {
                Theme::Auto if prefers_dark.get() => plot::Theme::Dark,
                Theme::Auto | Theme::Light => plot::Theme::Light,
                Theme::Dark => plot::Theme::Dark,
                Theme::Projector => plot::Theme::Projector,
            }),
            fragment: Memo::new(move |_| session.with(link::to_fragment)),
            written: StoredValue::new(String::new()),
            notices: RwSignal::new(Vec::new()),
            unread,
            is_old: RwSignal::new(false),
            announcement: RwSignal::new(String::new()),
            typing: Typing::new(),
            lit: RwSignal::new(None),
            wanted: RwSignal::new(None),
            is_followed: StoredValue::new(true),
            exercise: RwSignal::new(String::new()),
            hidden: RwSignal::new(Vec::new()),
        }
    }

    /// Opens an exercise by its title, with what it hides of its lab, until the owner is gone.
    pub fn open_exercise(self, title: String, hide: Vec<String>) {
        self.exercise.set(title);
        self.hidden.set(hide);
        on_cleanup(move || {
            self.exercise.set(String::new());
            self.hidden.set(Vec::new());
        });
    }

    /// Wants a move of the open lab. If the lab is still on its way, it moves when it has come.
    pub fn ask_for(self, wanted: Move) {
        self.is_followed.set_value(false);
        self.wanted.set(Some(wanted));
    }

    /// Wants nothing any more: another place was opened.
    pub fn ask_for_nothing(self) {
        self.is_followed.set_value(true);
    }

    /// Does what is wanted, for the run or the microscope of a lab.
    pub fn follow_moves(self, follow: impl Fn(Move) + 'static) {
        Effect::new(move |before: Option<()>| {
            let wanted = self.wanted.get().filter(|_| before.is_some() || !self.is_followed.get_value());
            if let Some(wanted) = wanted {
                self.is_followed.set_value(true);
                untrack(|| follow(wanted));
            }
        });
    }
}

/// A formula as it is typed, and what was read.
#[derive(Clone, Copy)]
pub struct Formula {
    /// The text.
    pub source: Signal<String>,
    /// What it says, or why it cannot be read.
    pub reading: Memo<Result<Reading, Diagnostic>>,
    /// The last formula that could be read: it stays, dimmed, while the text is unfinished.
    pub expr: Memo<Option<Expr>>,
}

impl Formula {
    /// The formula of this text.
    pub fn new(source: Signal<String>) -> Self {
        Formula::read_by(source, expr::read)
    }

    /// The formula of this text in another language than the usual one.
    pub fn read_by(source: Signal<String>, read: fn(&str) -> Result<Reading, Diagnostic>) -> Self {
        let whole = on_demand::whole();
        let reading = Memo::new(move |_| {
            // What is wrong is found at once; the words for it come later.
            whole.track();
            source.with(|source| read(source))
        });
        let expr = Memo::new(move |last: Option<&Option<Expr>>| match &*reading.read() {
            Ok(reading) => Some(reading.expr.clone()),
            Err(_) => last.cloned().flatten(),
        });
        Formula { source, reading, expr }
    }

    /// Whether the text cannot be read as it stands.
    pub fn is_broken(self) -> bool {
        self.reading.with(Result::is_err)
    }
}

/// The letters of these formulas that are no variables, in the order of the alphabet.
pub fn free_letters(exprs: &[&Option<Expr>], variables: &[String]) -> Vec<String> {
    let symbols: BTreeSet<_> = exprs.iter().filter_map(|expr| expr.as_ref()).flat_map(Expr::symbols).collect();
    symbols.iter().map(Symbol::name).map(str::to_owned).filter(|name| !variables.contains(name)).collect()
}

/// The formula with the exact values of its free letters put in; a letter without a value is 1.
pub fn bind(expr: &Expr, params: &BTreeMap<String, f64>, variables: &[String]) -> Expr {
    free_letters(&[&Some(expr.clone())], variables).iter().fold(expr.clone(), |bound, name| {
        let value = params.get(name).copied().unwrap_or(1.0);
        // The shortest decimal that stands for the double is what the student sees: that is the exact value.
        match plain(value).parse() {
            Ok(value) => bound.substitute(&Symbol::new(name), &value),
            Err(_) => bound,
        }
    })
}

/// A formula of one variable, ready for evaluation; the last one that could be read.
pub type Compiled = Memo<Option<Arc<Truthful>>>;

/// The function that a formula is of the letter `variable`.
pub fn compiled(expr: Memo<Option<Expr>>, variable: &'static str) -> Compiled {
    let compile = move |_: Option<&_>| Some(Arc::new(Truthful::new(expr.read().as_ref()?, &Symbol::new(variable))));
    // Compiled formulas cannot be compared; the formula can, so it is compiled only when it differs.
    Memo::new_with_compare(compile, |_, _| true)
}

/// The curve of a formula of one variable; nowhere defined while there is none.
pub fn curve(compiled: Compiled) -> Curve {
    match compiled.get() {
        Some(formula) => Curve::of(formula),
        None => Curve::new(|_| f64::NAN),
    }
}

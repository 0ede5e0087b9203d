//! The page in a frame of another page: what it tells its parent, and what the parent may ask.
//!
//! The messages are those of [`crate::api::message`]. Answers are told as the statuses of the page publish them for
//! programs, so that a frame and a test read the same words. Only the parent is listened to; it is answered at its own
//! origin, or wherever it is (`*`) where its origin is opaque: nothing private is ever in a message.

use super::on_demand::Awaited;
use super::state::{Playground, playground};
use super::{browser, history};
use crate::api::message::{Command, Move, Refusal, Request, Value, deck_key, lti_resize, message, of_status};
use crate::link;
use crate::session::{ExercisesStoreFields, Lab, PageStoreFields, SessionStoreFields};
use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use std::time::Duration;

/// How long a change must rest before the parent is told of it.
const REST: Duration = Duration::from_millis(100);

/// The element whose statuses are told.
const MAIN: &str = "main";

/// Shows nothing, and speaks with the parent for as long as it is there. A page without a parent does without.
#[component]
pub fn Frame() -> impl IntoView {
    speak_with_parent(playground());
}

fn speak_with_parent(playground: Playground) {
    let origin = StoredValue::new("*".to_owned());
    let frame = Speaker { playground, origin, told: StoredValue::new(Vec::new()), height: StoredValue::new(0.0) };
    browser::on_parent_message(move |message, origin| frame.receive(&message, origin));
    browser::on_seen(move |is_seen| {
        if !is_seen {
            frame.pause();
        }
    });
    browser::on_hidden(move || frame.pause());
    browser::on_key_down(move |event| {
        let key = browser::unused_key(&event).and_then(|key| deck_key(&key));
        if let (true, Some(key)) = (playground.session.page().embed().get_untracked(), key) {
            event.prevent_default();
            frame.post(&Value::Text(key));
        }
    });
    let mut tell_state = debounce(REST, move |()| frame.tell_state(&Value::Nothing));
    Effect::new(move |before: Option<()>| {
        playground.fragment.track();
        if before.is_some() {
            tell_state(());
        }
    });
    let Awaited(awaited) = expect_context();
    Effect::new(move |has_begun: Option<bool>| {
        let is_ready = awaited.get() == 0;
        if is_ready && has_begun != Some(true) {
            // The statuses are in the page after this.
            browser::after_update(move || frame.begin());
        }
        is_ready || has_begun == Some(true)
    });
}

/// What a status says: the type of its message, and its fields.
type Told = (&'static str, Vec<(String, Value)>);

#[derive(Clone, Copy)]
struct Speaker {
    playground: Playground,
    /// Where the parent is, once it has spoken.
    origin: StoredValue<String>,
    /// What the statuses said last.
    told: StoredValue<Vec<Told>>,
    /// The height that the parent was told last.
    height: StoredValue<f64>,
}

impl Speaker {
    fn begin(self) {
        self.tell_all(&Value::Nothing);
        let measure = debounce(REST, move |()| self.tell_height());
        let measure = StoredValue::new_local(measure);
        let later = move || {
            measure.try_update_value(|measure| measure(()));
        };
        browser::on_change_below(MAIN, move || {
            self.tell_statuses();
            later();
        });
        browser::on_resize(later);
    }

    fn receive(self, received: &Value, origin: String) {
        match received {
            // What reveal.js says when the slide of the frame comes and goes.
            Value::Text(text) if text == "slide:start" => self.tell_all(&Value::Nothing),
            Value::Text(text) if text == "slide:stop" => self.pause(),
            _ => match Request::read(received) {
                Ok(request) => {
                    self.origin.set_value(origin);
                    self.follow(request);
                }
                Err(Refusal::Malformed { id, fault }) => {
                    browser::post_to_parent(&error(&id, fault.message()), &origin);
                }
                Err(Refusal::NotOurs) => {}
            },
        }
    }

    fn follow(self, Request { id, command }: Request) {
        match command {
            Command::Hello => self.tell_all(&id),
            Command::GetState => self.tell_state(&id),
            Command::SetState(pairs) => {
                let present = self.playground.session.get_untracked();
                let (session, notes) = link::with_pairs(present, &pairs);
                history::take(self.playground, session, &notes);
                self.tell_new_state(&id);
            }
            Command::Open(fragment) => {
                history::open(self.playground, &fragment);
                self.tell_new_state(&id);
            }
            Command::Move(moved) if self.can_move() => {
                self.playground.ask_for(moved);
                // The run follows after this.
                browser::soon(move || self.tell_state(&id));
            }
            Command::Move(_) => self.post(&error(&id, rust_i18n::t!("frame.nothing_moves").into_owned())),
        }
    }

    /// Whether the open lab has a run or a microscope.
    fn can_move(self) -> bool {
        let session = self.playground.session;
        session.lab().get_untracked() != Lab::Exercises || session.exercises().inside().get_untracked().is_some()
    }

    fn pause(self) {
        self.playground.ask_for(Move::Pause);
    }

    /// Tells everything, for a parent that may not have listened before.
    fn tell_all(self, id: &Value) {
        history::read_the_rest(self.playground);
        self.post(&message("ready", id, self.state()));
        self.tell_notices(&Value::Nothing);
        self.told.set_value(Vec::new());
        self.tell_statuses();
        self.height.set_value(0.0);
        self.tell_height();
    }

    fn tell_state(self, id: &Value) {
        self.post(&message("state", id, self.state()));
    }

    /// The state after a request, and what of the request could not be used.
    fn tell_new_state(self, id: &Value) {
        self.tell_notices(id);
        self.tell_state(id);
    }

    fn tell_notices(self, id: &Value) {
        self.playground.notices.get_untracked().into_iter().for_each(|note| self.post(&error(id, note.message())));
    }

    /// Tells the statuses that say something else than before.
    fn tell_statuses(self) {
        let statuses: Vec<_> = browser::statuses_below(MAIN).iter().filter_map(|status| of_status(status)).collect();
        for status in &statuses {
            let (kind, fields) = status;
            if self.told.with_value(|told| !told.contains(status)) {
                self.post(&message(kind, &Value::Nothing, fields.clone()));
            }
        }
        self.told.set_value(statuses);
    }

    fn tell_height(self) {
        let height = browser::natural_height().ceil();
        if (height - self.height.get_value()).abs() >= 1.0 {
            self.height.set_value(height);
            self.post(&message("resize", &Value::Nothing, vec![("height".into(), Value::Number(height))]));
            self.post(&lti_resize(height));
        }
    }

    /// The keys of the link with their values, and the link.
    fn state(self) -> Vec<(String, Value)> {
        let pairs = self.playground.session.with_untracked(link::to_pairs);
        let state = pairs.into_iter().map(|(key, value)| (key, Value::Text(value))).collect();
        let fragment = self.playground.fragment.get_untracked();
        vec![("state".into(), Value::Object(state)), ("link".into(), Value::Text(browser::address() + &fragment))]
    }

    fn post(self, message: &Value) {
        self.origin.with_value(|origin| browser::post_to_parent(message, origin));
    }
}

fn error(id: &Value, sentence: String) -> Value {
    message("error", id, vec![("message".into(), Value::Text(sentence))])
}

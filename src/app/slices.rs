//! Long work in slices between the browser's other work, so that typing never waits for it.

use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use std::time::Duration;

/// Before the first slice: the answer that a keystroke waits for is painted first.
const REST: Duration = Duration::from_millis(20);

/// A list that is computed slice by slice, and whether it is the present question's.
pub struct Sliced<L: Send + Sync + 'static> {
    /// The last list that was completed.
    pub list: RwSignal<Vec<L>>,
    /// Whether it answers the present question.
    pub is_current: RwSignal<bool>,
    pending: StoredValue<Option<TimeoutHandle>>,
}

// By hand, since the handles are Copy even where the lines are not.
impl<L: Send + Sync + 'static> Clone for Sliced<L> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<L: Send + Sync + 'static> Copy for Sliced<L> {}

/// Computes slice 0, 1, … of the answer to `question`, one at a time, until `slice` gives None.
///
/// A newer question ends the work on the older one; so does the owner's end.
pub fn sliced<Q, L>(question: Memo<Option<Q>>, slice: fn(&Q, usize) -> Option<Vec<L>>) -> Sliced<L>
where
    Q: Clone + PartialEq + Send + Sync + 'static,
    L: Clone + Send + Sync + 'static,
{
    let sliced =
        Sliced { list: RwSignal::new(Vec::new()), is_current: RwSignal::new(false), pending: StoredValue::new(None) };
    Effect::new(move |_| {
        sliced.stop();
        sliced.is_current.set(false);
        if let Some(question) = question.get() {
            sliced.go_on(REST, question, Vec::new(), 0, slice);
        }
    });
    on_cleanup(move || sliced.stop());
    sliced
}

impl<L: Clone + Send + Sync + 'static> Sliced<L> {
    fn stop(self) {
        if let Some(Some(handle)) = self.pending.try_update_value(Option::take) {
            handle.clear();
        }
    }

    fn go_on<Q: 'static>(
        self,
        rest: Duration,
        question: Q,
        mut done: Vec<L>,
        index: usize,
        slice: fn(&Q, usize) -> Option<Vec<L>>,
    ) {
        let next = move || match slice(&question, index) {
            Some(lines) => {
                done.extend(lines);
                self.go_on(Duration::ZERO, question, done, index + 1, slice);
            }
            None => {
                self.list.try_set(done);
                self.is_current.try_set(true);
            }
        };
        let handle = set_timeout_with_handle(next, rest).ok();
        self.pending.try_update_value(|pending| *pending = handle);
    }
}

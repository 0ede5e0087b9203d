//! States that were, and states that were taken back: what undo and redo walk along. Pure: native tests stand below.

/// Changes of one thing that follow each other faster than this are one change.
const PAUSE_MS: f64 = 1000.0;
/// More states than this are forgotten, the oldest first.
const LIMIT: usize = 200;

/// A row of states, of which one is the present.
#[derive(Clone, Debug)]
pub struct Timeline<S> {
    states: Vec<S>,
    present: usize,
    /// What is being changed, and when it was last, while a burst of changes may go on.
    burst: Option<(String, f64)>,
    /// Whether the next change stands by itself.
    is_act: bool,
}

impl<S: Clone> Timeline<S> {
    /// A history of one state.
    pub fn new(state: S) -> Self {
        Timeline { states: vec![state], present: 0, burst: None, is_act: false }
    }

    /// The present state.
    pub fn state(&self) -> Option<&S> {
        self.states.get(self.present)
    }

    /// The next change is a deliberate act: it is not joined to what was typed before, nor to what is typed after it.
    pub fn begin_act(&mut self) {
        self.burst = None;
        self.is_act = true;
    }

    /// What was typed until now is a change of its own.
    pub fn end_burst(&mut self) {
        self.burst = None;
    }

    /// The present state with another look: nothing that undo would take back.
    pub fn refresh(&mut self, state: S) {
        if let Some(present) = self.states.get_mut(self.present) {
            *present = state;
        }
    }

    /// A change of `topic`, or of several things at once. What was taken back is forgotten.
    pub fn record(&mut self, state: S, topic: Option<&str>, now_ms: f64) {
        let continues = |(last, at): &(String, f64)| topic == Some(last.as_str()) && now_ms - at < PAUSE_MS;
        self.states.truncate(self.present + 1);
        if self.burst.as_ref().is_some_and(continues) {
            self.refresh(state);
        } else {
            self.states.push(state);
            let forgotten = self.states.len().saturating_sub(LIMIT);
            self.states.drain(..forgotten);
            self.present = self.states.len() - 1;
        }
        let is_act = std::mem::take(&mut self.is_act);
        self.burst = topic.filter(|_| !is_act).map(|topic| (topic.to_owned(), now_ms));
    }

    /// Goes back. Returns the state left and the state reached.
    pub fn undo(&mut self) -> Option<(S, S)> {
        self.go(self.present.checked_sub(1)?)
    }

    /// Goes forward again. Returns the state left and the state reached.
    pub fn redo(&mut self) -> Option<(S, S)> {
        self.go(self.present + 1)
    }

    /// Whether there is a state to go back to.
    pub fn can_undo(&self) -> bool {
        self.present > 0
    }

    /// Whether there is a state to go forward to.
    pub fn can_redo(&self) -> bool {
        self.present + 1 < self.states.len()
    }

    fn go(&mut self, place: usize) -> Option<(S, S)> {
        let (left, reached) = (self.state()?.clone(), self.states.get(place)?.clone());
        self.present = place;
        self.burst = None;
        Some((left, reached))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn undo_and_redo_walk_along_the_states() {
        let mut timeline = Timeline::new(0);
        assert!(!timeline.can_undo() && timeline.undo().is_none());
        timeline.record(1, Some("f"), 0.0);
        timeline.record(2, Some("g"), 10.0);
        assert_eq!(timeline.undo(), Some((2, 1)));
        assert_eq!(timeline.undo(), Some((1, 0)));
        assert_eq!(timeline.redo(), Some((0, 1)));
        assert!(timeline.can_redo());
        timeline.record(3, Some("f"), 20.0);
        assert!(!timeline.can_redo() && timeline.redo().is_none());
        assert_eq!(timeline.undo(), Some((3, 1)));
    }

    #[test]
    fn a_burst_of_typing_is_one_change() {
        let mut timeline = Timeline::new("");
        timeline.record("x", Some("f"), 0.0);
        timeline.record("x^", Some("f"), 300.0);
        timeline.record("x^2", Some("f"), 900.0);
        timeline.record("x^23", Some("f"), 2000.0);
        assert_eq!(timeline.undo(), Some(("x^23", "x^2")));
        assert_eq!(timeline.undo(), Some(("x^2", "")));
        // What is typed after an undo is a change of its own.
        timeline.record("y", Some("f"), 2100.0);
        assert_eq!(timeline.undo(), Some(("y", "")));
    }

    #[test]
    fn an_act_stands_by_itself() {
        let mut timeline = Timeline::new("");
        timeline.record("sn", Some("f"), 0.0);
        timeline.begin_act();
        timeline.record("sin", Some("f"), 100.0);
        timeline.record("sinx", Some("f"), 200.0);
        timeline.record("x,y", None, 300.0);
        timeline.record("x,z", None, 310.0);
        let undone: Vec<_> = std::iter::from_fn(|| timeline.undo()).map(|(_, state)| state).collect();
        assert_eq!(undone, ["x,y", "sinx", "sin", "sn", ""]);
    }

    #[test]
    fn the_oldest_states_are_forgotten() {
        let mut timeline = Timeline::new(0);
        (1..1000).for_each(|state| timeline.record(state, None, 0.0));
        assert_eq!(std::iter::from_fn(|| timeline.undo()).last().unwrap().1, 1000 - i32::try_from(LIMIT).unwrap());
    }
}

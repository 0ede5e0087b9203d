//! How much work a computation may do, counted in its own steps, never in seconds.
//!
//! The same input therefore gives the same answer on every machine, and no input can freeze the page.

use std::cell::Cell;

/// A number of steps that a computation may still take. Shared by reference through all of its functions.
///
/// ```
/// use little_o::budget::Budget;
/// let budget = Budget::steps(2);
/// assert!(budget.spend(2).is_ok());
/// assert!(budget.spend(1).is_err());
/// assert_eq!(budget.spent(), 2);
/// ```
#[derive(Debug)]
pub struct Budget {
    granted: u64,
    left: Cell<u64>,
    has_called_on_reserve: Cell<bool>,
}

/// The budget is used up: the computation stops here and says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the step budget is used up")]
pub struct OutOfBudget;

impl Budget {
    /// A budget of `steps` steps.
    pub fn steps(steps: u64) -> Self {
        Budget { granted: steps, left: Cell::new(steps), has_called_on_reserve: Cell::new(false) }
    }

    /// Takes `steps` steps, or fails when fewer are left (and then leaves none).
    ///
    /// # Errors
    /// [`OutOfBudget`] if fewer than `steps` steps are left.
    pub fn spend(&self, steps: u64) -> Result<(), OutOfBudget> {
        match self.left.get().checked_sub(steps) {
            Some(left) => {
                self.left.set(left);
                Ok(())
            }
            None => {
                // A large step that does not fit ends the computation: smaller ones may not slip past it.
                self.left.set(0);
                Err(OutOfBudget)
            }
        }
    }

    /// Notes that the computation needs what the page's first file does not hold ([`crate::later`]).
    pub fn call_on_reserve(&self) {
        self.has_called_on_reserve.set(true);
    }

    /// Does work that the outcome does not depend on, within the steps that are left: it takes none of them, and may need the
    /// reserve without telling.
    pub fn aside<T>(&self, work: impl FnOnce() -> T) -> T {
        let before = (self.left.get(), self.has_called_on_reserve.get());
        let result = work();
        self.left.set(before.0);
        self.has_called_on_reserve.set(before.1);
        result
    }

    /// Whether the computation needed it: while it is not here, the outcome is no answer.
    pub fn has_called_on_reserve(&self) -> bool {
        self.has_called_on_reserve.get()
    }

    /// Steps taken so far.
    pub fn spent(&self) -> u64 {
        self.granted - self.left.get()
    }
}

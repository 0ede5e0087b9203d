//! What a student has done: kept in the browser where it allows that, and taken along as a file.

use super::check::Fault;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Longer files are not read.
const LONGEST_FILE: usize = 1_000_000;
/// Longer answers are not kept.
const LONGEST_ANSWER: usize = 20_000;

/// All that was done, by the exercises' ids.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Progress {
    /// The version of this format: 1.
    pub version: u32,
    /// What was done in each exercise.
    pub exercises: BTreeMap<String, Record>,
}

/// What was done in one exercise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The last answer that was checked, as in links.
    pub answer: String,
    /// Whether it was ever solved.
    pub solved: bool,
    /// How often a wrong answer was checked. What cannot be read does not count.
    pub wrong: u32,
    /// How many hints were read.
    pub hints: usize,
}

impl Default for Progress {
    /// Nothing done yet.
    fn default() -> Self {
        Progress { version: 1, exercises: BTreeMap::new() }
    }
}

impl Progress {
    /// Reads what [`Progress::write`] wrote.
    ///
    /// # Errors
    /// What is wrong with the text.
    ///
    /// ```
    /// use little_o::exercises::Progress;
    /// assert_eq!(Progress::read(&Progress::default().write()), Ok(Progress::default()));
    /// assert!(Progress::read("no file of ours").is_err());
    /// ```
    pub fn read(text: &str) -> Result<Progress, Fault> {
        if text.len() > LONGEST_FILE {
            return Err(Fault::TooLong);
        }
        let progress: Progress = super::check::read_json(text)?;
        let is_long = |record: &Record| record.answer.len() > LONGEST_ANSWER;
        if progress.exercises.values().any(is_long) { Err(Fault::TooLong) } else { Ok(progress) }
    }

    /// The text of the file.
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Both together: of each exercise the record that is farther on.
    #[must_use]
    pub fn merged(mut self, other: Progress) -> Progress {
        for (id, record) in other.exercises {
            match self.exercises.get(&id) {
                Some(own) if own.solved && !record.solved => {}
                _ => drop(self.exercises.insert(id, record)),
            }
        }
        self
    }
}

//! The data files, fetched when they are needed.

use super::super::browser;
use super::super::on_demand::Awaited;
use crate::exercises::{Exercise, Fault, Form, Index, Mistakes, read_json, set_of};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A file, once it has come. The second option is empty if it did not.
pub type File<T> = RwSignal<Option<Option<T>>>;

/// The table of contents.
pub fn index() -> File<Index> {
    file("index", read_json)
}

/// What is said of misconceptions.
pub fn mistakes() -> File<Mistakes> {
    file("mistakes", read_json)
}

/// The exercises of the set that an exercise belongs to.
pub fn set(id: &str) -> File<Vec<Exercise>> {
    // A name from a link may be anything; the names of sets are words.
    let name: String = set_of(id).chars().filter(char::is_ascii_alphanumeric).collect();
    file(&name, read_json)
}

/// The form of exercises, from the schema of the files.
pub fn form() -> File<Form> {
    file("schema", Form::new)
}

fn file<T: Send + Sync + 'static>(name: &str, read: fn(&str) -> Result<T, Fault>) -> File<T> {
    let file = RwSignal::new(None);
    let address = format!("exercises/{name}.json");
    // The page is not ready before its exercises are there.
    let Awaited(awaited) = expect_context();
    awaited.update(|count| *count += 1);
    spawn_local(async move {
        let text = browser::fetched(&address).await;
        file.try_set(Some(text.and_then(|text| read(&text).ok())));
        awaited.update(|count| *count -= 1);
    });
    file
}

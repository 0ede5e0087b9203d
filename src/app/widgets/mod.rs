//! The widgets that panels are made of: one file each.

mod choice;
mod copying;
mod dialog;
pub mod formula_field;
mod full_screen;
mod hide_list;
mod number_field;
mod parameters;
mod presets;
mod slider_field;
mod switch;
mod words;

pub use choice::Choice;
pub use copying::Copying;
pub use dialog::DialogButton;
pub use formula_field::FormulaField;
pub use full_screen::FullScreen;
pub use hide_list::HideList;
pub use number_field::NumberField;
pub use parameters::Parameters;
pub use presets::Presets;
pub use slider_field::{Scaling, SliderField};
pub use switch::Switch;
pub use words::with_code;

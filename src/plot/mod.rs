//! Pictures: from what a lab knows to marks on any plotters backend.
//!
//! A [`Scene`] is plain data in the words of a lab (a curve, a point, a limit). Its [`Scene::picture`] for a size in pixels is a
//! [`Picture`]: lines, areas, dots and texts in pixels, each with the [`Role`] its colour stands for. [`draw`] puts a picture on a
//! plotters drawing area in the colours of a [`Theme`]: a canvas in the page, [`svg`] for export and tests.
//!
//! plotters places things at whole units; [`Subpixel`] makes these units sixteenths of a pixel. Curves are sampled, cut and dashed
//! before plotters sees them (see [`crate::geometry`]), so that nothing is ever drawn along the border or across a pole.
//!
//! **Invariants.** A scene's picture depends on the scene and the size only. Meaning is never carried by colour alone: every
//! coloured mark has its own dash, shape or label. Every scene says its finding in words and gives its numbers as a table.

mod axes;
mod curve;
mod descent;
mod draw;
mod heat;
mod labels;
mod loss;
mod orders;
mod picture;
mod ratio;
mod sketch;
mod step;
mod subpixel;
mod tangent;
mod theme;

pub use axes::{Axis, Origin};
pub use curve::Curve;
pub use descent::DescentScene;
pub use draw::{draw, shade, svg};
pub use heat::HeatScene;
pub use loss::LossScene;
pub use orders::{OrderLine, OrderScene};
pub use picture::{Anchor, Dash, Font, Handle, Mark, Picture, Raster, Size, Stroke};
pub use ratio::{Delta, Floating, Place, RatioScene, SideLimit};
pub use step::StepScene;
pub use subpixel::{Subpixel, TextRules, UNITS_PER_PX};
pub use tangent::TangentScene;
pub use theme::{Color, Role, Theme};

use crate::geometry::{Range, Xy};

/// What a plot shows: drawn for the eye, said in words and given as numbers for everyone.
pub trait Scene: Send + Sync {
    /// The picture at this size.
    fn picture(&self, size: Size) -> Picture;

    /// The finding in words, for those who do not see the picture.
    fn description(&self) -> String;

    /// The numbers behind the picture.
    fn data(&self) -> DataTable;

    /// The place of the curve at the roundest argument in `x`, and what is to be read there; `None` without a curve to
    /// follow.
    fn trace(&self, _x: Range) -> Option<Trace> {
        None
    }
}

impl DataTable {
    /// The table as comma-separated values (RFC 4180), with the true minus sign as a hyphen, for programs.
    ///
    /// ```
    /// use little_o::plot::DataTable;
    /// let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
    /// let table = DataTable { columns: row(["x", "f, g"]), rows: vec![row(["−1", "2"])] };
    /// assert_eq!(table.csv(), "x,\"f, g\"\r\n-1,2\r\n");
    /// ```
    pub fn csv(&self) -> String {
        let cell = |text: &String| {
            let text = text.replace('\u{2212}', "-");
            if text.contains([',', '"', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
        };
        let line = |cells: &Vec<String>| cells.iter().map(cell).collect::<Vec<_>>().join(",") + "\r\n";
        std::iter::once(&self.columns).chain(&self.rows).map(line).collect()
    }
}

/// A place on a curve, and its numbers in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// The place, in the scene's world coordinates; y is not finite where the curve is not defined.
    pub at: Xy,
    /// What is read there: `x = 0.5, f/g = 1/4`.
    pub text: String,
}

/// A small table of numbers as texts.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DataTable {
    /// Head of each column.
    pub columns: Vec<String>,
    /// Rows of as many cells as there are columns.
    pub rows: Vec<Vec<String>>,
}

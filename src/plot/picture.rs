//! A finished picture: marks in pixels, before any colour or backend.

use super::theme::Role;
use crate::geometry::{Px, Viewport};

/// The size of a picture in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// Pixels across.
    pub width: f64,
    /// Pixels down.
    pub height: f64,
}

/// Everything to draw, from back to front.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Its size.
    pub size: Size,
    /// Which part of the world it shows, for pointers.
    pub viewport: Viewport,
    /// The marks, those behind first.
    pub marks: Vec<Mark>,
    /// What a pointer can take hold of.
    pub handles: Vec<Handle>,
}

/// One thing to draw.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A polyline.
    Line {
        /// Its corners.
        points: Vec<Px>,
        /// How it is drawn.
        stroke: Stroke,
    },
    /// A filled polygon.
    Area {
        /// Its corners.
        outline: Vec<Px>,
        /// What it stands for.
        role: Role,
        /// From 0 (invisible) to 1.
        opacity: f64,
    },
    /// A disc with a rim of the card's colour, or an open circle.
    Dot {
        /// Its centre.
        at: Px,
        /// Its radius.
        radius: f64,
        /// What it stands for.
        role: Role,
        /// Whether it is an open circle: a place that does not belong to the curve.
        open: bool,
        /// From 0 (invisible) to 1.
        opacity: f64,
    },
    /// A line of text, vertically centred at its place.
    Text {
        /// What it says.
        text: String,
        /// Where its anchor is.
        at: Px,
        /// Which part of the text is there.
        anchor: Anchor,
        /// How it is set.
        font: Font,
        /// What it stands for.
        role: Role,
    },
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// What it stands for.
    pub role: Role,
    /// Its width in pixels.
    pub width: f64,
    /// Its dashes.
    pub dash: Dash,
    /// From 0 (invisible) to 1.
    pub opacity: f64,
}

impl Stroke {
    /// An unbroken opaque line.
    pub const fn solid(role: Role, width: f64) -> Self {
        Stroke { role, width, dash: Dash::Solid, opacity: 1.0 }
    }

    /// A dashed opaque line.
    pub const fn dashed(role: Role, width: f64) -> Self {
        Stroke { role, width, dash: Dash::Dashed, opacity: 1.0 }
    }

    /// A thin line of short dashes.
    pub const fn dotted(role: Role) -> Self {
        Stroke { role, width: 1.3, dash: Dash::Short, opacity: 1.0 }
    }
}

/// The dashes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dash {
    /// None.
    Solid,
    /// Long ones.
    Dashed,
    /// Short ones.
    Short,
}

impl Dash {
    /// Pixels drawn and pixels left out, or `None` for an unbroken line.
    pub fn lengths_px(self) -> Option<(f64, f64)> {
        match self {
            Dash::Solid => None,
            Dash::Dashed => Some((9.0, 5.0)),
            Dash::Short => Some((4.5, 3.0)),
        }
    }
}

/// Which part of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its beginning.
    Left,
    /// Its middle.
    Center,
    /// Its end.
    Right,
}

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Font {
    /// Numbers on axes: small and sans-serif.
    Tick,
    /// Names of things: italics with serifs.
    Label,
}

impl Font {
    /// The size in pixels, the same on every screen.
    pub fn size_px(self) -> f64 {
        match self {
            Font::Tick => 13.0,
            Font::Label => 17.0,
        }
    }

    /// The families to choose from, as in a style sheet.
    pub fn family(self) -> &'static str {
        match self {
            Font::Tick => {
                "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif"
            }
            Font::Label => "'STIX Two Text', 'Times New Roman', Times, 'Liberation Serif', serif",
        }
    }

    /// About how wide `text` is, from the usual widths of letters. Good to about a tenth.
    pub fn width_px(self, text: &str) -> f64 {
        let ems: f64 = text
            .chars()
            .map(|c| match c {
                '⁰'..='⁹' | '⁻' | '¹' | '²' | '³' => 0.36,
                ' ' | '.' | ',' | 'i' | 'j' | 'l' | 't' | 'f' | '/' | '(' | ')' | '′' | '|' => 0.29,
                'm' | 'w' | '∞' | '≈' | '×' | '−' | '+' | '=' => 0.68,
                _ => 0.52,
            })
            .sum();
        let broader = if self == Font::Tick { 1.1 } else { 1.0 };
        ems * broader * self.size_px()
    }
}

/// A place on the picture that a pointer can drag.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Handle {
    /// Which of the scene's handles it is.
    pub id: &'static str,
    /// Where it is.
    pub at: Px,
}

impl Picture {
    /// The handle nearest to `at`, if it is within half of `target_px`.
    pub fn handle_at(&self, at: Px, target_px: f64) -> Option<Handle> {
        let distance = |handle: &Handle| (handle.at.x - at.x).hypot(handle.at.y - at.y);
        let nearest = self.handles.iter().min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
        (distance(nearest) <= 0.5 * target_px).then_some(*nearest)
    }
}

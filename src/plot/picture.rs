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
    /// Shades under everything else.
    pub ground: Option<Raster>,
}

/// A rectangle of pixels, each a shade from the card's colour (0) toward the function's (255).
#[derive(Clone, Debug, PartialEq)]
pub struct Raster {
    /// Its top left corner.
    pub at: Px,
    /// How many pixels make a row.
    pub columns: usize,
    /// The shades, row by row from the top.
    pub shades: Vec<u8>,
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

/// What is left of the opacity of marks that do not stand out.
const FAINT: f64 = 0.3;

/// How far a place is from a chord.
fn distance(at: Px, chord: &[Px]) -> f64 {
    let &[a, b] = chord else { return f64::INFINITY };
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let t = (((at.x - a.x) * dx + (at.y - a.y) * dy) / (dx * dx + dy * dy).max(f64::MIN_POSITIVE)).clamp(0.0, 1.0);
    (a.x + t * dx - at.x).hypot(a.y + t * dy - at.y)
}

impl Mark {
    /// What it stands for.
    pub fn role(&self) -> Role {
        match self {
            Mark::Line { stroke, .. } => stroke.role,
            Mark::Area { role, .. } | Mark::Dot { role, .. } | Mark::Text { role, .. } => *role,
        }
    }

    /// The same mark farther down.
    fn lowered(&self, by_px: f64) -> Mark {
        let lower = |at: &Px| Px { y: at.y + by_px, ..*at };
        let mut mark = self.clone();
        match &mut mark {
            Mark::Line { points, .. } | Mark::Area { outline: points, .. } => {
                points.iter_mut().for_each(|at| *at = lower(at));
            }
            Mark::Dot { at, .. } | Mark::Text { at, .. } => *at = lower(at),
        }
        mark
    }
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

    /// `text` in lines that are about `width_px` wide at most, cut anywhere: it is an address.
    fn lines(self, text: &str, width_px: f64) -> Vec<String> {
        let mut lines = vec![String::new()];
        for c in text.chars() {
            if let Some(line) = lines.last_mut() {
                line.push(c);
                if self.width_px(line) > width_px {
                    line.pop();
                    lines.push(c.into());
                }
            }
        }
        lines
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

/// Distance of the frame's texts from its border.
const FRAME_PX: f64 = 14.0;
/// Room for the title.
const TITLE_PX: f64 = 40.0;
/// Room for a line of the source.
const LINE_PX: f64 = 19.0;

impl Picture {
    /// The picture to take along: on its own ground, with its title above it and its source below.
    pub fn framed(&self, title: &str, source: &str) -> Picture {
        let Size { width, height } = self.size;
        let lines = Font::Tick.lines(source, width - 2.0 * FRAME_PX);
        let size = Size { width, height: TITLE_PX + height + LINE_PX * lines.len() as f64 + FRAME_PX };
        let corner = |x: f64, y: f64| Px { x, y };
        let ground = vec![corner(0.0, 0.0), corner(width, 0.0), corner(width, size.height), corner(0.0, size.height)];
        let text = |text: &str, y: f64, font, role| {
            let at = Px { x: FRAME_PX, y };
            Mark::Text { text: text.to_owned(), at, anchor: Anchor::Left, font, role }
        };
        let mut marks = vec![
            Mark::Area { outline: ground, role: Role::Card, opacity: 1.0 },
            text(title, 0.6 * TITLE_PX, Font::Label, Role::Ink),
        ];
        marks.extend(self.marks.iter().map(|mark| mark.lowered(TITLE_PX)));
        let line = |(i, line): (usize, &String)| {
            text(line, TITLE_PX + height + LINE_PX * (i as f64 + 0.5), Font::Tick, Role::Soft)
        };
        marks.extend(lines.iter().enumerate().map(line));
        Picture { size, viewport: self.viewport, marks, handles: Vec::new(), ground: self.lowered_ground(TITLE_PX) }
    }

    /// The picture with the marks of one meaning standing out, if there are any and others too.
    pub fn lit(&self, role: Role) -> Option<Picture> {
        let is_colored = |mark: &&Mark| !matches!(mark.role(), Role::Grid | Role::Ink | Role::Card);
        let count = self.marks.iter().filter(is_colored).filter(|mark| mark.role() == role).count();
        let mut picture = self.clone();
        for mark in picture.marks.iter_mut().filter(|mark| is_colored(&&**mark)) {
            let is_lit = mark.role() == role;
            match mark {
                Mark::Line { stroke, .. } if is_lit => stroke.width *= 1.4,
                Mark::Line { stroke, .. } => stroke.opacity *= FAINT,
                Mark::Area { opacity, .. } | Mark::Dot { opacity, .. } if !is_lit => *opacity *= FAINT,
                _ => {}
            }
        }
        (count > 0).then_some(picture)
    }

    /// The meaning of the mark under a place, if there is a coloured one so near: the topmost.
    pub fn role_at(&self, at: Px, near_px: f64) -> Option<Role> {
        let is_near = |mark: &&Mark| match mark {
            Mark::Line { points, .. } => points.windows(2).any(|pair| distance(at, pair) <= near_px),
            Mark::Dot { at: center, radius, .. } => (center.x - at.x).hypot(center.y - at.y) <= radius + near_px,
            Mark::Area { .. } | Mark::Text { .. } => false,
        };
        self.marks.iter().rev().filter(|mark| mark.role().has_meaning()).find(is_near).map(Mark::role)
    }

    fn lowered_ground(&self, by_px: f64) -> Option<Raster> {
        let ground = self.ground.clone()?;
        Some(Raster { at: Px { y: ground.at.y + by_px, ..ground.at }, ..ground })
    }

    /// The handle nearest to `at`, if it is within half of `target_px`.
    pub fn handle_at(&self, at: Px, target_px: f64) -> Option<Handle> {
        let distance = |handle: &Handle| (handle.at.x - at.x).hypot(handle.at.y - at.y);
        let nearest = self.handles.iter().min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
        (distance(nearest) <= 0.5 * target_px).then_some(*nearest)
    }
}

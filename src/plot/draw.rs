//! Putting a picture on a plotters drawing area.

use super::picture::{Anchor, Dash, Font, Mark, Picture, Size, Stroke};
use super::subpixel::{Subpixel, TextRules, UNITS_PER_PX};
use super::theme::{Color, Role, Theme};
use crate::geometry::Px;
use plotters::coord::Shift;
use plotters::drawing::DrawingAreaErrorKind;
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::prelude::{DrawingArea, DrawingBackend, FontDesc, FontFamily, FontStyle, IntoDrawingArea, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color as _, RGBAColor, ShapeStyle, TextStyle};

type Area<DB> = DrawingArea<DB, Shift>;
type Drawn<DB> = Result<(), DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// The colour of a shade: from the card's toward the function's, not all the way, so that lines stay visible on it.
pub fn shade(theme: Theme, shade: u8) -> Color {
    let (Color(r0, g0, b0), Color(r1, g1, b1)) = (theme.color(Role::Card), theme.color(Role::Function));
    let between = |from: u8, to: u8| {
        let (from, to) = (i32::from(from), i32::from(to));
        (from + (to - from) * i32::from(shade) / 510) as u8
    };
    Color(between(r0, r1), between(g0, g1), between(b0, b1))
}

/// The shades under a picture, as rectangles one pixel high; a canvas has a faster way.
fn draw_ground<DB: DrawingBackend>(picture: &Picture, area: &Area<DB>, theme: Theme) -> Drawn<DB> {
    let Some(ground) = &picture.ground else { return Ok(()) };
    for (j, row) in ground.shades.chunks(ground.columns.max(1)).enumerate() {
        let mut x = ground.at.x;
        for run in row.chunk_by(|a, b| a == b) {
            let (from, y) = (x, ground.at.y + j as f64);
            x += run.len() as f64;
            let Color(r, g, b) = shade(theme, run.first().copied().unwrap_or_default());
            let filled = ShapeStyle { color: RGBAColor(r, g, b, 1.0), filled: true, stroke_width: 0 };
            area.draw(&Rectangle::new([unit(Px { x: from, y }), unit(Px { x, y: y + 1.0 })], filled))?;
        }
    }
    Ok(())
}

/// Draws `picture` in the colours of `theme` on `area`, whose units are sixteenths of a pixel (see [`Subpixel`]).
///
/// # Errors
/// What the backend could not draw.
pub fn draw<DB: DrawingBackend>(picture: &Picture, area: &Area<DB>, theme: Theme) -> Drawn<DB> {
    for mark in &picture.marks {
        match mark {
            Mark::Line { points, stroke } => line(points, *stroke, area, theme)?,
            Mark::Area { outline, role, opacity } => {
                area.draw(&Polygon::new(units(outline), filled(theme, *role, *opacity)))?;
            }
            Mark::Dot { at, radius, role, open, opacity } => dot(*at, *radius, (*role, *open, *opacity), area, theme)?,
            Mark::Text { text, at, anchor, font, role } => {
                let style = text_style(*font, *anchor, theme, *role);
                area.draw(&Text::new(text.as_str(), unit(*at), style))?;
            }
        }
    }
    area.present()
}

/// The picture as an SVG document on its own ground.
pub fn svg(picture: &Picture, theme: Theme) -> String {
    let Size { width, height } = picture.size;
    let size_px = (width.round() as u32, height.round() as u32);
    let units = (size_px.0 * UNITS_PER_PX as u32, size_px.1 * UNITS_PER_PX as u32);
    let mut document = String::new();
    {
        let backend = Subpixel::new(SVGBackend::with_string(&mut document, units), size_px, TextRules::SVG);
        let area = backend.into_drawing_area();
        // Writing into a string cannot fail; what is left out on an error would be seen by the tests of every scene.
        area.fill(&color(theme, Role::Card, 1.0))
            .and_then(|()| draw_ground(picture, &area, theme))
            .and_then(|()| draw(picture, &area, theme))
            .ok();
    }
    let in_units = format!("width=\"{}\" height=\"{}\"", units.0, units.1);
    let in_px = format!("width=\"{}\" height=\"{}\"", size_px.0, size_px.1);
    document.replacen(&in_units, &in_px, 1)
}

fn line<DB: DrawingBackend>(points: &[Px], stroke: Stroke, area: &Area<DB>, theme: Theme) -> Drawn<DB> {
    // A thick grid would be louder than what stands on it.
    let factor = if stroke.role == Role::Grid { 1.0 } else { theme.line_factor() };
    let width = stroke.width * factor * UNITS_PER_PX;
    let style = ShapeStyle {
        color: color(theme, stroke.role, stroke.opacity),
        filled: false,
        stroke_width: width.round() as u32,
    };
    for piece in dashes(points, stroke.dash) {
        area.draw(&PathElement::new(units(&piece), style))?;
    }
    Ok(())
}

/// A disc with a thin rim of the ground's colour, or an open circle filled with it.
fn dot<DB: DrawingBackend>(
    at: Px,
    radius: f64,
    (role, open, opacity): (Role, bool, f64),
    area: &Area<DB>,
    theme: Theme,
) -> Drawn<DB> {
    let (outer, inner) = if open { (role, Role::Card) } else { (Role::Card, role) };
    let rim_px = if open { 2.0 * theme.line_factor() } else { 1.5 };
    let outer_radius = if open { radius } else { radius + rim_px };
    let circle =
        |radius: f64, role| Circle::new(unit(at), (radius * UNITS_PER_PX).round() as i32, filled(theme, role, opacity));
    area.draw(&circle(outer_radius, outer))?;
    area.draw(&circle(outer_radius - rim_px, inner))
}

/// No picture goes as far; lines that do are not cut, so that the number of dashes is bounded.
const FARTHEST_PX: f64 = 1e5;

/// The polyline cut into its dashes.
fn dashes(points: &[Px], dash: Dash) -> Vec<Vec<Px>> {
    let is_drawable = |at: &Px| at.x.abs() <= FARTHEST_PX && at.y.abs() <= FARTHEST_PX;
    let lengths = dash.lengths_px().filter(|_| points.iter().all(is_drawable));
    let Some((on, off)) = lengths else { return vec![points.to_vec()] };
    let mut pieces = Vec::new();
    let mut piece: Vec<Px> = points.first().copied().into_iter().collect();
    let (mut drawing, mut left) = (true, on);
    for pair in points.windows(2) {
        let &[mut from, to] = pair else { continue };
        loop {
            let length = (to.x - from.x).hypot(to.y - from.y);
            if length <= left {
                left -= length;
                if drawing {
                    piece.push(to);
                }
                break;
            }
            let t = left / length;
            from = Px { x: from.x + t * (to.x - from.x), y: from.y + t * (to.y - from.y) };
            piece.push(from);
            if drawing {
                pieces.push(std::mem::take(&mut piece));
            } else {
                piece = vec![from];
            }
            drawing = !drawing;
            left = if drawing { on } else { off };
        }
    }
    if drawing && piece.len() > 1 {
        pieces.push(piece);
    }
    pieces
}

fn text_style(font: Font, anchor: Anchor, theme: Theme, role: Role) -> TextStyle<'static> {
    let h_pos = match anchor {
        Anchor::Left => HPos::Left,
        Anchor::Center => HPos::Center,
        Anchor::Right => HPos::Right,
    };
    let slope = if font == Font::Label { FontStyle::Italic } else { FontStyle::Normal };
    let font = FontDesc::new(FontFamily::Name(font.family()), font.size_px() * UNITS_PER_PX, slope);
    TextStyle { font, color: color(theme, role, 1.0).to_backend_color(), pos: Pos::new(h_pos, VPos::Center) }
}

fn filled(theme: Theme, role: Role, opacity: f64) -> ShapeStyle {
    ShapeStyle { color: color(theme, role, opacity), filled: true, stroke_width: 0 }
}

fn color(theme: Theme, role: Role, opacity: f64) -> RGBAColor {
    let color = theme.color(role);
    RGBAColor(color.0, color.1, color.2, opacity)
}

/// The place in units of the drawing area.
fn unit(at: Px) -> (i32, i32) {
    ((at.x * UNITS_PER_PX).round() as i32, (at.y * UNITS_PER_PX).round() as i32)
}

fn units(points: &[Px]) -> Vec<(i32, i32)> {
    points.iter().copied().map(unit).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn dashes_go_around_corners_and_keep_their_length() {
        let at = |x, y| Px { x, y };
        let pieces = dashes(&[at(0.0, 0.0), at(6.0, 0.0), at(6.0, 20.0)], Dash::Dashed);
        assert_eq!(pieces[0], [at(0.0, 0.0), at(6.0, 0.0), at(6.0, 3.0)]);
        assert_eq!(pieces[1], [at(6.0, 8.0), at(6.0, 17.0)]);
        assert_eq!(pieces.len(), 2);
    }
}

//! Sixteenths of a pixel for backends that know whole pixels only.

use plotters_backend::text_anchor::{Pos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontFamily,
    FontStyle, FontTransform,
};

/// Units of a drawing area in one CSS pixel.
pub const UNITS_PER_PX: f64 = 16.0;

/// How a backend sets text, so that the same text comes out at the same place and size on all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextRules {
    /// What a font size must be multiplied by.
    pub size_factor: f64,
    /// How far a vertically centred text must be moved down, in its own size, for its capitals to stand in the middle.
    pub center_shift: f64,
}

impl TextRules {
    /// The page's canvas: CSS pixels, centred on the em box.
    pub const CANVAS: TextRules = TextRules { size_factor: 1.0, center_shift: 0.04 };
    /// plotters' SVG backend: divides sizes by 1.24 and moves the baseline down by half the height of an x.
    pub const SVG: TextRules = TextRules { size_factor: 1.24, center_shift: 0.11 };
}

/// A backend over `inner` whose units are sixteenths of a pixel.
///
/// Whoever makes it sees to it that `inner` shows its units that small: a canvas by a scaled transform (times the device's pixel
/// ratio), an SVG by its `viewBox`. Lines, dashes, radii and fonts then scale together.
pub struct Subpixel<DB> {
    inner: DB,
    size_px: (u32, u32),
    text: TextRules,
}

impl<DB: DrawingBackend> Subpixel<DB> {
    /// Wraps `inner`, which is `size_px` CSS pixels wide and high.
    pub fn new(inner: DB, size_px: (u32, u32), text: TextRules) -> Self {
        Subpixel { inner, size_px, text }
    }
}

type Drawn<DB> = Result<(), DrawingErrorKind<<DB as DrawingBackend>::ErrorType>>;

impl<DB: DrawingBackend> DrawingBackend for Subpixel<DB> {
    type ErrorType = DB::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        let units = UNITS_PER_PX as u32;
        (self.size_px.0 * units, self.size_px.1 * units)
    }

    fn ensure_prepared(&mut self) -> Drawn<DB> {
        self.inner.ensure_prepared()
    }

    fn present(&mut self) -> Drawn<DB> {
        self.inner.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn<DB> {
        self.inner.draw_pixel(point, color)
    }

    /// As a path of two points: canvas backends move level and upright lines by half a unit to make whole pixels crisp.
    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn<DB> {
        self.inner.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Drawn<DB> {
        self.inner.draw_rect(from, to, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn<DB> {
        self.inner.draw_path(path, style)
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn<DB> {
        self.inner.draw_circle(center, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn<DB> {
        self.inner.fill_polygon(path, style)
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn<DB> {
        let down = match style.anchor().v_pos {
            VPos::Center => self.text.center_shift * style.size(),
            VPos::Top | VPos::Bottom => 0.0,
        };
        let style = Resized { style, factor: self.text.size_factor };
        self.inner.draw_text(text, &style, (at.0, at.1 + down.round() as i32))
    }
}

/// A text style at another size.
struct Resized<'a, S> {
    style: &'a S,
    factor: f64,
}

impl<S: BackendTextStyle> BackendTextStyle for Resized<'_, S> {
    type FontError = S::FontError;

    fn color(&self) -> BackendColor {
        self.style.color()
    }

    fn size(&self) -> f64 {
        self.style.size() * self.factor
    }

    fn transform(&self) -> FontTransform {
        self.style.transform()
    }

    fn style(&self) -> FontStyle {
        self.style.style()
    }

    fn anchor(&self) -> Pos {
        self.style.anchor()
    }

    fn family(&self) -> FontFamily<'_> {
        self.style.family()
    }

    fn layout_box(&self, text: &str) -> Result<((i32, i32), (i32, i32)), Self::FontError> {
        self.style.layout_box(text)
    }

    fn draw<E, D: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        text: &str,
        at: (i32, i32),
        draw: D,
    ) -> Result<Result<(), E>, Self::FontError> {
        self.style.draw(text, at, draw)
    }
}

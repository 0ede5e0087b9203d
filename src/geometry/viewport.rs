//! The map between the function's world and the pixels of the picture.

/// A closed range of numbers, `start ≤ end`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// Smallest number.
    pub start: f64,
    /// Largest number.
    pub end: f64,
}

impl Range {
    /// The range from `start` to `end`.
    pub const fn new(start: f64, end: f64) -> Self {
        Range { start, end }
    }

    /// The range of half-width `radius` around `center`.
    pub fn around(center: f64, radius: f64) -> Self {
        Range::new(center - radius, center + radius)
    }

    /// The smallest range that holds all finite `values`, or `None` if there is none.
    ///
    /// ```
    /// use little_o::geometry::Range;
    /// assert_eq!(Range::of([2.0, f64::NAN, -1.0]), Some(Range::new(-1.0, 2.0)));
    /// ```
    pub fn of(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        values.into_iter().filter(|value| value.is_finite()).fold(None, |hull: Option<Range>, value| {
            Some(hull.map_or(Range::new(value, value), |range| range.including(value)))
        })
    }

    /// Length of the range.
    pub fn length(self) -> f64 {
        self.end - self.start
    }

    /// The number in the middle.
    pub fn center(self) -> f64 {
        0.5 * self.start + 0.5 * self.end
    }

    /// Whether `value` lies in the range, ends included.
    pub fn contains(self, value: f64) -> bool {
        self.start <= value && value <= self.end
    }

    /// The number at `fraction` of the way, 0 at the start and 1 at the end.
    pub fn at(self, fraction: f64) -> f64 {
        self.start + fraction * self.length()
    }

    /// The number of the range nearest to `value`.
    pub fn clamp(self, value: f64) -> f64 {
        value.max(self.start).min(self.end)
    }

    /// The smallest range that also holds `value`.
    pub fn including(self, value: f64) -> Self {
        Range::new(self.start.min(value), self.end.max(value))
    }

    /// The range made longer at both ends by `fraction` of its length.
    pub fn padded(self, fraction: f64) -> Self {
        let extra = fraction * self.length();
        Range::new(self.start - extra, self.end + extra)
    }
}

/// A place in world coordinates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Xy {
    /// The argument.
    pub x: f64,
    /// The value.
    pub y: f64,
}

/// A place on the picture: CSS pixels to the right of and below its top left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Px {
    /// Pixels from the left.
    pub x: f64,
    /// Pixels from the top.
    pub y: f64,
}

/// The room around the plot rectangle, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Margins {
    /// Room for the labels of the y axis.
    pub left: f64,
    /// Room at the right.
    pub right: f64,
    /// Room above.
    pub top: f64,
    /// Room for the labels of the x axis.
    pub bottom: f64,
}

/// A part of the world.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// The arguments.
    pub x: Range,
    /// The values.
    pub y: Range,
}

/// No window is longer than this.
const LONGEST: f64 = 1e300;
/// Nor shorter than this part of its largest number: there doubles are too few to draw with.
const FINEST: f64 = 1e-12;

impl Window {
    /// Whether doubles are dense enough in the window, and not too large.
    fn is_drawable(&self) -> bool {
        [self.x, self.y].iter().all(|range| {
            let largest = range.start.abs().max(range.end.abs());
            largest < LONGEST && range.length() > FINEST * largest
        })
    }
}

/// Which part of the world is shown, and where on the picture.
///
/// The plot rectangle is the picture without its margins; `x.start` is its left edge, `y.end` its top edge.
///
/// ```
/// use little_o::geometry::{Margins, Px, Range, Viewport, Xy};
/// let margins = Margins { left: 50.0, right: 10.0, top: 10.0, bottom: 30.0 };
/// let viewport = Viewport { x: Range::new(-1.0, 1.0), y: Range::new(0.0, 4.0), width_px: 460.0, height_px: 240.0, margins };
/// assert_eq!(viewport.screen_from_world(Xy { x: 0.0, y: 4.0 }), Px { x: 250.0, y: 10.0 });
/// assert_eq!(viewport.world_from_screen(Px { x: 250.0, y: 10.0 }), Xy { x: 0.0, y: 4.0 });
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// The shown arguments.
    pub x: Range,
    /// The shown values.
    pub y: Range,
    /// Width of the whole picture.
    pub width_px: f64,
    /// Height of the whole picture.
    pub height_px: f64,
    /// The room around the plot rectangle.
    pub margins: Margins,
}

impl Viewport {
    /// Left edge of the plot rectangle.
    pub fn left_px(&self) -> f64 {
        self.margins.left
    }

    /// Right edge of the plot rectangle.
    pub fn right_px(&self) -> f64 {
        self.margins.left + self.plot_width_px()
    }

    /// Top edge of the plot rectangle.
    pub fn top_px(&self) -> f64 {
        self.margins.top
    }

    /// Bottom edge of the plot rectangle.
    pub fn bottom_px(&self) -> f64 {
        self.margins.top + self.plot_height_px()
    }

    /// Width of the plot rectangle, at least one pixel.
    pub fn plot_width_px(&self) -> f64 {
        (self.width_px - self.margins.left - self.margins.right).max(1.0)
    }

    /// Height of the plot rectangle, at least one pixel.
    pub fn plot_height_px(&self) -> f64 {
        (self.height_px - self.margins.top - self.margins.bottom).max(1.0)
    }

    /// Pixels per unit of x.
    pub fn px_per_x(&self) -> f64 {
        self.plot_width_px() / self.x.length()
    }

    /// Pixels per unit of y.
    pub fn px_per_y(&self) -> f64 {
        self.plot_height_px() / self.y.length()
    }

    /// The pixel place of a world place, also outside the plot rectangle.
    pub fn screen_from_world(&self, at: Xy) -> Px {
        Px {
            x: self.left_px() + (at.x - self.x.start) * self.px_per_x(),
            y: self.top_px() + (self.y.end - at.y) * self.px_per_y(),
        }
    }

    /// What is shown after the picture has been pushed right and down by so many pixels.
    ///
    /// On logarithmic axes the world is one of exponents, so that pushing and zooming are right there, too.
    pub fn pushed(&self, by: Px) -> Window {
        let (dx, dy) = (by.x / self.px_per_x(), by.y / self.px_per_y());
        let moved = |range: Range, by: f64| Range::new(range.start + by, range.end + by);
        self.if_drawable(Window { x: moved(self.x, -dx), y: moved(self.y, dy) })
    }

    /// What is shown when the picture is `factor` times as large and the place under `around` stays where it is.
    ///
    /// ```
    /// use little_o::geometry::{Margins, Px, Range, Viewport};
    /// let margins = Margins { left: 0.0, right: 0.0, top: 0.0, bottom: 0.0 };
    /// let square = Range::new(0.0, 4.0);
    /// let viewport = Viewport { x: square, y: square, width_px: 400.0, height_px: 400.0, margins };
    /// let window = viewport.zoomed(Px { x: 0.0, y: 400.0 }, 2.0);
    /// assert_eq!((window.x, window.y), (Range::new(0.0, 2.0), Range::new(0.0, 2.0)));
    /// ```
    pub fn zoomed(&self, around: Px, factor: f64) -> Window {
        let fixed = self.world_from_screen(around);
        let grown = |range: Range, fixed: f64| {
            Range::new(fixed + (range.start - fixed) / factor, fixed + (range.end - fixed) / factor)
        };
        self.if_drawable(Window { x: grown(self.x, fixed.x), y: grown(self.y, fixed.y) })
    }

    /// `window`, or what is shown now if that cannot be drawn.
    fn if_drawable(&self, window: Window) -> Window {
        if window.is_drawable() { window } else { self.shown() }
    }

    /// The part of the world that is shown.
    pub fn shown(&self) -> Window {
        Window { x: self.x, y: self.y }
    }

    /// The middle of the plot rectangle.
    pub fn middle(&self) -> Px {
        Px { x: 0.5 * (self.left_px() + self.right_px()), y: 0.5 * (self.top_px() + self.bottom_px()) }
    }

    /// The world place of a pixel place; undoes [`Viewport::screen_from_world`].
    pub fn world_from_screen(&self, at: Px) -> Xy {
        Xy {
            x: self.x.start + (at.x - self.left_px()) / self.px_per_x(),
            y: self.y.end - (at.y - self.top_px()) / self.px_per_y(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn viewport(x: Range, y: Range) -> Viewport {
        let margins = Margins { left: 56.0, right: 24.0, top: 20.0, bottom: 32.0 };
        Viewport { x, y, width_px: 744.0, height_px: 400.0, margins }
    }

    #[test]
    fn there_and_back() {
        let windows = [(-1.1, 1.1), (-1.1e-9, 1.1e-9), (-1e-300, 1e-300), (1e15, 1e15 + 64.0), (-1e300, 1e300)];
        for (start, end) in windows {
            let viewport = viewport(Range::new(start, end), Range::new(start, end));
            for fraction in [0.0, 0.1, 0.5, 0.73, 1.0, -0.2, 1.3] {
                let at = Xy { x: viewport.x.at(fraction), y: viewport.y.at(1.0 - fraction) };
                let back = viewport.world_from_screen(viewport.screen_from_world(at));
                assert!((back.x - at.x).abs() <= 1e-12 * viewport.x.length(), "{at:?} {back:?}");
                assert!((back.y - at.y).abs() <= 1e-12 * viewport.y.length(), "{at:?} {back:?}");
            }
        }
    }

    #[test]
    fn zooming_keeps_its_place_and_pushing_moves_by_as_much() {
        let viewport = viewport(Range::new(-3.0, 1.0), Range::new(-8.0, 0.0));
        let at = Px { x: 200.0, y: 100.0 };
        let before = viewport.world_from_screen(at);
        let shown = |window: Window| Viewport { x: window.x, y: window.y, ..viewport };
        for factor in [0.5, 2.0, 1e3] {
            let after = shown(viewport.zoomed(at, factor)).world_from_screen(at);
            assert!((after.x - before.x).abs() < 1e-9 && (after.y - before.y).abs() < 1e-9, "{factor}: {after:?}");
        }
        let pushed = shown(viewport.pushed(Px { x: 30.0, y: -20.0 }));
        let after = pushed.world_from_screen(Px { x: at.x + 30.0, y: at.y - 20.0 });
        assert!((after.x - before.x).abs() < 1e-9 && (after.y - before.y).abs() < 1e-9, "{after:?}");
    }

    #[test]
    fn there_is_an_end_to_zooming() {
        let mut viewport = viewport(Range::new(1.0, 2.0), Range::new(1.0, 2.0));
        for factor in [1e9, 1e9, 1e9, 1e-300, 1e-300, 1e-300] {
            let window = viewport.zoomed(viewport.middle(), factor);
            viewport = Viewport { x: window.x, y: window.y, ..viewport };
        }
        assert!(viewport.x.length().is_finite() && viewport.px_per_x() > 0.0, "{viewport:?}");
    }

    #[test]
    fn the_corners_of_the_window_are_the_corners_of_the_rectangle() {
        let viewport = viewport(Range::new(-2.0, 2.0), Range::new(0.0, 1.0));
        assert_eq!(viewport.screen_from_world(Xy { x: -2.0, y: 1.0 }), Px { x: 56.0, y: 20.0 });
        assert_eq!(viewport.screen_from_world(Xy { x: 2.0, y: 0.0 }), Px { x: 720.0, y: 368.0 });
    }
}

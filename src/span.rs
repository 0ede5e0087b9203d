//! Where something stands in the text a student typed.

/// A half-open range of byte offsets, `start..end`, in one source text.
///
/// Spans live on syntax and diagnostics only; expressions carry none, so two readings of the same formula compare equal.
///
/// ```
/// use little_o::span::Span;
/// let span = Span::new(6, 8);
/// assert_eq!(span.slice("x^2 + sn(x)"), "sn");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range `start..end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }

    /// The empty range in front of byte `at`.
    pub const fn at(at: usize) -> Self {
        Span { start: at, end: at }
    }

    /// The smallest range that holds both.
    pub fn to(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The piece of `source` this span covers, or "" if it does not fit (another text, or not on a character's border).
    pub fn slice(self, source: &str) -> &str {
        source.get(self.start..self.end).unwrap_or_default()
    }
}

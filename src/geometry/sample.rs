//! From a function to the segments of its graph.
//!
//! The window is cut into cells of about four pixels. A cell is halved until its chord lies within a quarter of a pixel of the
//! curve. Where halving does not help there is a break (a pole, a jump, an end of the domain): it is located by bisection and
//! both sides are followed into it (`approach.rs`). Where a cell needs more chords than it has pixels to show them the
//! function oscillates faster than the picture, and the cell becomes part of a band (`band.rs`).
//!
//! Cells are not quite equally long, by a fixed irregularity, so that a period of the function never hides behind a period of the grid.

use super::Function;
use super::approach::{Approach, bisect, follow, simplest_between};
use super::band::bands;
use super::clip::clip_line;
use super::viewport::{Range, Viewport, Xy};
use crate::budget::Budget;
use crate::eval::{Defined, Interval};

/// A part of the graph, within the window.
#[derive(Clone, Debug, PartialEq)]
pub enum Segment {
    /// An unbroken piece of the curve, as a polyline.
    Line(Line),
    /// Columns of about a pixel in which the curve oscillates faster than pixels can show.
    Band(Vec<Column>),
}

/// An unbroken piece of a curve.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The corners of the polyline, from left to right; a single one is an isolated point.
    pub points: Vec<Xy>,
    /// How the piece begins.
    pub start: End,
    /// How the piece ends.
    pub end: End,
}

/// How a piece of a curve ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Without a mark: the curve leaves the window, or it is not known whether the end belongs to it.
    Plain,
    /// The end does not belong to the curve: f is not defined there or has another value.
    Open,
    /// The end belongs to the curve.
    Closed,
}

/// All values near `x` lie between `low` and `high`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// The argument in the middle of the column.
    pub x: f64,
    /// The smallest value seen.
    pub low: f64,
    /// The largest value seen.
    pub high: f64,
}

/// Largest distance of a chord from the curve.
const TOLERANCE_PX: f64 = 0.25;
/// Values asked before a cell is called wild; first it must have turned so often at the places known already.
const WILD_SAMPLES: u32 = 8;
const WILD_TURNS: usize = 2;
/// Width of a cell before halving.
const CELL_PX: f64 = 4.0;
/// Where values are dear cells are this many times wider. Right values are dear where much cancels, and there is order there.
const DEAR_CELLS: u32 = 8;
/// Steps at high precision for one graph ([`Function::value_within`]): about a tenth of a second natively.
pub(super) const EFFORT: u64 = 400_000;
/// A part of a pixel that a value may be off.
const VALUE_PX: f64 = 0.02;
/// Parts of a cell at which it is asked first, the middle among them, in no step with each other.
const INNER: [f64; 3] = [0.27, 0.5, 0.81];
/// A cell of usual width in which the curve turns or breaks more often oscillates: its period is less than two pixels.
const MAX_REVERSALS: f64 = 3.0;
/// Halvings of a cell: the narrowest chord is a thousandth of a pixel wide.
const MAX_DEPTH: u32 = 12;
/// A cell that needs more chords than this oscillates, too.
const MAX_CHORDS: usize = 64;
/// Where continuity is not proved a cell is halved at least this often.
const SUSPICIOUS_DEPTH: u32 = 4;
/// Places farther outside than this many heights of the window are moved there.
const FAR_WINDOWS: f64 = 1e6;
/// The smallest jump that is looked into.
const JUMP_PX: f64 = 1.0;

/// The graph of `f` in the window of `viewport`: at most a quarter of a pixel from the truth wherever the samples can see it.
///
/// `marked` are arguments to look at exactly (holes and jumps are often at them); 0 and the middle always are.
///
/// ```
/// use little_o::geometry::{Margins, Range, Segment, Viewport, sample};
/// let margins = Margins { left: 0.0, right: 0.0, top: 0.0, bottom: 0.0 };
/// let viewport = Viewport { x: Range::new(-1.0, 1.0), y: Range::new(-9.0, 9.0), width_px: 400.0, height_px: 300.0, margins };
/// assert_eq!(sample(&|x: f64| 1.0 / x, &viewport, &[]).len(), 2);
/// ```
pub fn sample(f: &dyn Function, viewport: &Viewport, marked: &[f64]) -> Vec<Segment> {
    let sampler = Sampler { f, viewport, tolerance: VALUE_PX / viewport.px_per_y(), effort: Budget::steps(EFFORT) };
    let (nodes, blocks) = sampler.nodes(marked);
    let places = sampler.places(&nodes);
    let mut cells: Vec<Cell> = places
        .windows(INNER.len() + 2)
        .step_by(INNER.len() + 1)
        .filter_map(|places| {
            let first = places.first()?;
            sampler.cell(places, blocks.iter().find(|block| first.x < block.end)?)
        })
        .collect();
    let dense = mark_dense(&mut cells);
    let mut traces: Vec<Trace> = places.first().map(|first| Trace::To(*first)).into_iter().collect();
    for cell in &cells {
        if cell.dense {
            traces.extend([Trace::Gap, Trace::To(cell.end)]);
        } else {
            traces.extend(&cell.traces);
        }
    }
    let mut segments: Vec<Segment> =
        assemble(&traces).iter().flat_map(|line| clip_line(line, viewport)).map(Segment::Line).collect();
    segments.extend(bands(f, viewport, &dense).into_iter().map(Segment::Band));
    segments
}

/// What the sampler saw on its way from left to right.
#[derive(Clone, Copy, Debug)]
enum Trace {
    /// The curve goes on to this place (not defined there if y is NaN).
    To(Xy),
    /// The curve ends here.
    Stop(Xy, End),
    /// A curve begins here.
    Start(Xy, End),
    /// Nothing is said about the next stretch.
    Gap,
}

/// A stretch of a few pixels.
struct Cell {
    start: Xy,
    end: Xy,
    traces: Vec<Trace>,
    /// Right values take long here.
    is_dear: bool,
    /// The curve certainly has no break here.
    is_unbroken: bool,
    /// The curve oscillates faster here than pixels can show.
    dense: bool,
}

/// A few cells beside each other, and what is known of all of them.
struct Block {
    /// Where the next one begins.
    end: f64,
    is_dear: bool,
    is_unbroken: bool,
}

struct Sampler<'a> {
    f: &'a dyn Function,
    viewport: &'a Viewport,
    /// How much a value may be off.
    tolerance: f64,
    /// What all values together may cost.
    effort: Budget,
}

impl Sampler<'_> {
    fn at(&self, x: f64) -> Xy {
        self.place(x, self.f.value_within(x, self.tolerance, &self.effort))
    }

    /// The place of the graph at `x`; y is NaN where f is not defined. What is far outside the window stays so, but near
    /// enough for chords from there to be cut at the border without loss.
    fn place(&self, x: f64, y: f64) -> Xy {
        let far = FAR_WINDOWS * self.viewport.y.length();
        Xy { x, y: y.clamp(self.viewport.y.start - far, self.viewport.y.end + far) }
    }

    /// Borders of the cells, and the blocks that they make up, in order.
    fn nodes(&self, marked: &[f64]) -> (Vec<f64>, Vec<Block>) {
        let Range { start, end } = self.viewport.x;
        let count = (self.viewport.plot_width_px() / CELL_PX / f64::from(DEAR_CELLS)).ceil().clamp(2.0, 250.0) as u32;
        let all = f64::from(count * DEAR_CELLS);
        let node = |i: u32| self.viewport.x.at((f64::from(i) + irregularity(i)) / all);
        let mut nodes = vec![start, end];
        let mut blocks = Vec::new();
        for first in (0..count).map(|block| block * DEAR_CELLS) {
            let block_end =
                if first + DEAR_CELLS == count * DEAR_CELLS { f64::INFINITY } else { node(first + DEAR_CELLS) };
            let is_dear = self.f.is_dear(node(first + DEAR_CELLS / 2), self.tolerance);
            let stretch = Range::new(node(first).max(start), block_end.min(end));
            let is_unbroken = self.f.enclosure(stretch).is_some_and(|e| is_unbroken(&e));
            blocks.push(Block { end: block_end, is_dear, is_unbroken });
            let fine = if is_dear { 1 } else { DEAR_CELLS };
            nodes.extend((0..fine).map(|i| node(first + i)));
        }
        nodes.extend(marked.iter().copied().chain([0.0, self.viewport.x.center()]));
        nodes.retain(|x| start <= *x && *x <= end);
        nodes.sort_by(f64::total_cmp);
        nodes.dedup_by(|a, b| *a <= *b);
        (nodes, blocks)
    }

    /// The graph at the nodes and at the inner places of the cells between them, evaluated all at once.
    fn places(&self, nodes: &[f64]) -> Vec<Xy> {
        let cells = nodes.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?)));
        let inner = cells.flat_map(|(a, b)| [a].into_iter().chain(INNER.map(|t| a + t * (b - a))));
        let xs: Vec<f64> = inner.chain(nodes.last().copied()).collect();
        let mut ys = vec![f64::NAN; xs.len()];
        self.f.quick_values(&xs, self.tolerance, &mut ys);
        xs.into_iter().zip(ys).map(|(x, y)| if y.is_nan() { self.at(x) } else { self.place(x, y) }).collect()
    }

    /// Follows the curve from one node to the next; `places` are both and the inner ones between them.
    fn cell(&self, places: &[Xy], block: &Block) -> Option<Cell> {
        let &[start, low, middle, high, end] = places else { return None };
        let (is_dear, is_unbroken) = (block.is_dear, block.is_unbroken);
        let mut cell = Cell { start, end, traces: Vec::new(), is_dear, is_unbroken, dense: false };
        let is_defined = [start, middle, end].iter().all(|place| !place.y.is_nan());
        let is_flat = || {
            self.is_flat(start, middle, end, MAX_DEPTH)
                && [low, high].iter().all(|p| self.is_near_chord(start, *p, end))
        };
        if is_unbroken && is_defined && (self.is_outside(start, middle, end) || is_flat()) {
            cell.traces.push(Trace::To(end));
            return Some(cell);
        }
        let turns = self.reversals(start, &[low, middle, high, end].map(Trace::To));
        if turns >= WILD_TURNS && self.is_wild(start, end) {
            cell.dense = true;
            return Some(cell);
        }
        self.refine(start, end, 0, &mut cell);
        let limit = MAX_REVERSALS * ((end.x - start.x) * self.viewport.px_per_x() / CELL_PX).max(1.0);
        cell.dense |= cell.traces.len() > MAX_CHORDS || self.reversals(start, &cell.traces) as f64 > limit;
        Some(cell)
    }

    /// Whether a few values already jump up and down, so that no more dear ones need be asked.
    fn is_wild(&self, a: Xy, b: Xy) -> bool {
        let traces: Vec<Trace> = (1..=WILD_SAMPLES)
            .map(|i| (f64::from(i) + irregularity(i)) / f64::from(WILD_SAMPLES + 1))
            .map(|t| Trace::To(self.at(a.x + t * (b.x - a.x))))
            .collect();
        self.reversals(a, &traces) as f64 >= 0.5 * f64::from(WILD_SAMPLES)
    }

    /// How often the curve turns visibly or breaks.
    fn reversals(&self, start: Xy, traces: &[Trace]) -> usize {
        let (mut count, mut from, mut direction) = (0, start.y, 0.0);
        for trace in traces {
            match trace {
                Trace::To(p) if ((p.y - from) * self.viewport.px_per_y()).abs() > JUMP_PX => {
                    count += usize::from((p.y - from) * direction < 0.0);
                    direction = p.y - from;
                    from = p.y;
                }
                Trace::Stop(..) => count += 1,
                Trace::Start(p, _) => (from, direction) = (p.y, 0.0),
                _ => {}
            }
        }
        count
    }

    /// Follows the curve from `a`, recorded already, to `b`. Stops early once the cell is known to oscillate.
    fn refine(&self, a: Xy, b: Xy, depth: u32, cell: &mut Cell) {
        if cell.dense || cell.traces.len() > MAX_CHORDS {
            return;
        }
        if depth == MAX_DEPTH {
            return self.look_for_break(a, b, cell);
        }
        // Where no break is possible halving alone finds the curve.
        let enclosure = if cell.is_unbroken { None } else { self.f.enclosure(Range::new(a.x, b.x)) };
        if enclosure.is_some_and(|e| is_unbroken(&e) && e.width() * self.viewport.px_per_y() <= TOLERANCE_PX) {
            return cell.traces.push(Trace::To(b));
        }
        let is_suspicious = enclosure.is_some_and(|e| !is_unbroken(&e)) && depth < SUSPICIOUS_DEPTH && !cell.is_dear;
        let middle = self.at(0.5 * a.x + 0.5 * b.x);
        let settled = match (a.y.is_nan(), b.y.is_nan()) {
            (true, true) => depth >= 2 && middle.y.is_nan(),
            (false, false) => !is_suspicious && self.is_flat(a, middle, b, depth),
            _ => false,
        };
        if settled {
            cell.traces.push(Trace::To(b));
        } else if depth == 0 && cell.is_dear && self.is_wild(a, b) {
            cell.dense = true;
        } else {
            self.refine(a, middle, depth + 1, cell);
            self.refine(middle, b, depth + 1, cell);
        }
    }

    /// Whether the chord from `a` to `b` may stand for the curve.
    fn is_flat(&self, a: Xy, middle: Xy, b: Xy, depth: u32) -> bool {
        let outside = self.is_outside(a, middle, b);
        if outside || !self.is_near_chord(a, middle, b) {
            return outside;
        }
        // One agreeing middle may be chance; two more places are asked while chords are longer than a pixel.
        depth > 2 || [0.27, 0.81].iter().all(|t| self.is_near_chord(a, self.at(a.x + t * (b.x - a.x)), b))
    }

    /// Whether all three are above the window, or all below it.
    fn is_outside(&self, a: Xy, b: Xy, c: Xy) -> bool {
        let window = self.viewport.y;
        [a, b, c].iter().all(|p| p.y > window.end) || [a, b, c].iter().all(|p| p.y < window.start)
    }

    /// Whether `p` lies within the tolerance of the chord from `a` to `b`, measured across the chord.
    /// Across a narrow jump everything is near, so that a chord that goes far up must also be met about where it says.
    fn is_near_chord(&self, a: Xy, p: Xy, b: Xy) -> bool {
        let (dx, dy) = ((b.x - a.x) * self.viewport.px_per_x(), (b.y - a.y) * self.viewport.px_per_y());
        let fraction = (p.x - a.x) / (b.x - a.x);
        let above = (p.y - a.y) * self.viewport.px_per_y() - fraction * dy;
        let met = dy.abs() <= JUMP_PX || above.abs() <= 0.25 * dy.abs();
        met && above.abs() * dx <= TOLERANCE_PX * dx.hypot(dy)
    }

    /// The narrowest chord: either the curve is steep here, or it breaks.
    fn look_for_break(&self, a: Xy, b: Xy, cell: &mut Cell) {
        let jump = ((b.y - a.y) * self.viewport.px_per_y()).abs();
        let continuous = || cell.is_unbroken || self.f.enclosure(Range::new(a.x, b.x)).is_some_and(|e| is_unbroken(&e));
        if a.y.is_nan() && b.y.is_nan() || jump <= JUMP_PX || continuous() {
            return cell.traces.push(Trace::To(b));
        }
        let cell = &mut cell.traces;
        let (l, r) = bisect(&|x| self.at(x), a, b);
        let left_over = ((r.y - l.y) * self.viewport.px_per_y()).abs();
        if left_over <= 0.5 * jump {
            return cell.push(Trace::To(b));
        }
        let place = Break::between(self, l.x, r.x);
        if !a.y.is_nan() {
            let (end, kind) = if a.x < place.at.x { self.end(&place, a.x) } else { (a, End::Closed) };
            cell.push(Trace::Stop(end, kind));
        }
        if a.x < place.at.x && place.at.x < b.x && place.is_isolated(self, a, b) {
            cell.extend([Trace::Start(place.at, End::Closed), Trace::Stop(place.at, End::Closed)]);
        }
        if !b.y.is_nan() {
            let (start, kind) = if place.at.x < b.x { self.end(&place, b.x) } else { (b, End::Closed) };
            cell.extend([Trace::Start(start, kind), Trace::To(b)]);
        }
    }

    /// Where the curve arrives when it is followed from `from` to the break.
    fn end(&self, place: &Break, from: f64) -> (Xy, End) {
        let x = place.at.x;
        let far = 2.0 * self.viewport.y.length();
        let negligible = 0.05 / self.viewport.px_per_y();
        match follow(&|x| self.at(x).y, x, from, place.uncertainty, negligible) {
            Approach::PlusInfinity => (Xy { x, y: self.viewport.y.end + far }, End::Plain),
            Approach::MinusInfinity => (Xy { x, y: self.viewport.y.start - far }, End::Plain),
            Approach::Value(y) if !place.certain => (Xy { x, y }, End::Plain),
            Approach::Value(y) if self.same(y, place.at.y) => (Xy { x, y }, End::Closed),
            Approach::Value(y) => (Xy { x, y }, End::Open),
            Approach::Unsettled => (self.at(from), End::Plain),
        }
    }

    /// Whether two values cannot be told apart in the picture.
    fn same(&self, a: f64, b: f64) -> bool {
        (a - b).abs() * self.viewport.px_per_y() < JUMP_PX
    }
}

/// A place where the curve breaks.
struct Break {
    /// The place and f's own value there, if it has one.
    at: Xy,
    /// How far from it the break may be.
    uncertainty: f64,
    /// Whether the place is known exactly enough to say which end owns it.
    certain: bool,
}

impl Break {
    fn between(sampler: &Sampler, left: f64, right: f64) -> Self {
        let (x, certain) = simplest_between(left, right);
        Break { at: sampler.at(x), certain, uncertainty: if certain { 0.0 } else { right - left } }
    }

    /// Whether f has a value here that neither side comes to.
    fn is_isolated(&self, sampler: &Sampler, a: Xy, b: Xy) -> bool {
        let comes_here = |from: Xy| !from.y.is_nan() && sampler.same(sampler.end(self, from.x).0.y, self.at.y);
        self.certain && !self.at.y.is_nan() && !comes_here(a) && !comes_here(b)
    }
}

/// Whether f is certainly defined and continuous.
fn is_unbroken(enclosure: &Interval) -> bool {
    enclosure.continuous && enclosure.defined == Defined::Everywhere
}

/// A fixed irregularity of the grid, between −0.3 and 0.3 cells: multiples of the golden ratio never fall into step with a period.
fn irregularity(i: u32) -> f64 {
    0.6 * ((f64::from(i) * 0.618_033_988_749_894_9).fract() - 0.5)
}

/// Joins dense cells to runs, and returns these; one or two calm cells between dense ones look calm by chance only.
fn mark_dense(cells: &mut [Cell]) -> Vec<Range> {
    for gap in [2, 3] {
        let flags: Vec<bool> = cells.iter().map(|cell| cell.dense).collect();
        for (i, ends) in flags.windows(gap + 1).enumerate() {
            if let (Some(true), Some(true)) = (ends.first(), ends.last()) {
                cells.iter_mut().skip(i).take(gap).for_each(|cell| cell.dense = true);
            }
        }
    }
    cells
        .chunk_by(|a, b| a.dense && b.dense)
        .filter_map(|run| Some((run.first()?, run.last()?)))
        .filter(|(first, _)| first.dense)
        .map(|(first, last)| Range::new(first.start.x, last.end.x))
        .collect()
}

/// Strings the traces together to unbroken lines.
fn assemble(traces: &[Trace]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut points: Vec<Xy> = Vec::new();
    let mut start = End::Plain;
    let mut finish = |points: &mut Vec<Xy>, start: &mut End, end: End| {
        let points = std::mem::take(points);
        let start = std::mem::replace(start, End::Plain);
        if points.len() > 1 || (points.len() == 1 && (start, end) == (End::Closed, End::Closed)) {
            lines.push(Line { points, start, end });
        }
    };
    for trace in traces {
        match *trace {
            Trace::To(p) if !p.y.is_nan() => points.push(p),
            Trace::To(_) | Trace::Gap => finish(&mut points, &mut start, End::Plain),
            Trace::Stop(p, end) => {
                points.push(p);
                finish(&mut points, &mut start, end);
            }
            Trace::Start(p, end) => {
                finish(&mut points, &mut start, End::Plain);
                points.push(p);
                start = end;
            }
        }
        points.dedup();
    }
    finish(&mut points, &mut start, End::Plain);
    lines
}

#[cfg(test)]
#[path = "sample_tests.rs"]
mod tests;

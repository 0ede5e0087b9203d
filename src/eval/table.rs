//! The table near the point: f, g and f/g at x = a ± 10⁻ᵏ (or ±10ᵏ toward infinity), with digits that are right or none.

use super::decimal::Decimal;
use super::{Enclosure, NoEnclosure, Tape};
use crate::expr::{Expr, Node, Symbol};
use dashu_int::IBig;
use dashu_ratio::RBig;

/// The digits that a table shows.
const SIGNIFICANT: usize = 4;

/// The first and the last precision, in bits, at which digits are looked for.
const FIRST_BITS: usize = 64;
const LAST_BITS: usize = 1 << 12;

/// The last precision for row k: 10⁻ᵏ takes 3.3 bits for each k, and a formula may cancel down to its ninth power.
fn last_bits(k: u16) -> usize {
    512 + 30 * usize::from(k)
}

/// The precision at which the logarithm of a number beyond all exponents is told.
const LOG_BITS: usize = 512;

/// A number in a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Rounded, every digit right.
    Value(Decimal),
    /// ±e^exponent, for numbers too large or too small for powers of ten to be of use.
    Exponential {
        /// Whether the number is less than zero.
        negative: bool,
        /// The logarithm of its magnitude, rounded, every digit right.
        exponent: Decimal,
    },
    /// Not defined there.
    Undefined,
    /// No digit could be certified: the number may be zero, or beyond every range.
    Unknown,
}

impl Cell {
    /// Text for the eye. An em dash where there is no number: what it means is for the caller to say.
    ///
    /// ```
    /// use little_o::{eval::digits, expr::read};
    /// let text = |source: &str| read(source).map(|reading| digits(&reading.expr, &[], 4).text());
    /// assert_eq!(text("exp(-1)")?, "0.3679");
    /// assert_eq!(text("-exp(-10^60)")?, "−e^(−10⁶⁰)");
    /// assert_eq!(text("log(0)")?, "—");
    /// # Ok::<(), little_o::diagnostic::Diagnostic>(())
    /// ```
    pub fn text(&self) -> String {
        match self {
            Cell::Value(decimal) => decimal.text(),
            Cell::Exponential { negative, exponent } => {
                let sign = if *negative { "−" } else { "" };
                format!("{sign}e^({})", exponent.clone().trimmed().text())
            }
            Cell::Undefined | Cell::Unknown => "—".into(),
        }
    }
}

/// How x comes near the point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Approach {
    /// x = a − 10⁻ᵏ.
    FromLeft(Expr),
    /// x = a + 10⁻ᵏ.
    FromRight(Expr),
    /// x = 10ᵏ.
    ToPlusInfinity,
    /// x = −10ᵏ.
    ToMinusInfinity,
}

impl Approach {
    /// The place of row k, exact.
    fn place(&self, k: u16) -> Expr {
        let far = RBig::from(IBig::from(10).pow(k.into()));
        let near = || RBig::ONE / &far;
        match self {
            Approach::FromLeft(point) => Expr::from(Node::Sum(vec![point.clone(), Expr::number(-near())])),
            Approach::FromRight(point) => Expr::from(Node::Sum(vec![point.clone(), Expr::number(near())])),
            Approach::ToPlusInfinity => Expr::number(far),
            Approach::ToMinusInfinity => Expr::number(-far),
        }
    }
}

/// One row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// k in x = a ± 10⁻ᵏ or ±10ᵏ.
    pub power: u16,
    /// f(x).
    pub f: Cell,
    /// g(x).
    pub g: Cell,
    /// f(x)/g(x).
    pub ratio: Cell,
}

/// The rows for the given powers of ten, with four certified digits each.
///
/// - `f`, `g`: formulas of `symbol` alone.
/// - `powers`: k = 1, 2, … for x = a ± 10⁻ᵏ or ±10ᵏ.
///
/// ```
/// use little_o::{eval::{Approach, table}, expr::{Expr, Symbol, read}};
/// let (f, g) = (read("1 - cos(x)")?.expr, read("x^2")?.expr);
/// let rows = table(&f, &g, &Symbol::new("x"), &Approach::FromRight(Expr::integer(0)), [1, 9]);
/// let text = |row: &little_o::eval::Row| [row.f.text(), row.g.text(), row.ratio.text()];
/// assert_eq!(text(&rows[0]), ["0.004996", "0.01", "0.4996"]);
/// assert_eq!(text(&rows[1]), ["5.000 × 10⁻¹⁹", "10⁻¹⁸", "0.5000"]);
/// # Ok::<(), little_o::diagnostic::Diagnostic>(())
/// ```
pub fn table(
    f: &Expr,
    g: &Expr,
    symbol: &Symbol,
    approach: &Approach,
    powers: impl IntoIterator<Item = u16>,
) -> Vec<Row> {
    let ratio = Expr::from(Node::Quotient(f.clone(), g.clone()));
    let row = |power: u16| {
        let place = approach.place(power);
        let cell = |expr: &Expr| {
            certified(&Tape::new(&expr.substitute(symbol, &place), &[]), &[], SIGNIFICANT, last_bits(power))
        };
        Row { power, f: cell(f), g: cell(g), ratio: cell(&ratio) }
    };
    powers.into_iter().map(row).collect()
}

/// The value of `expr` with the letters bound as given, to `significant` digits, every one right. The precision is
/// doubled from 64 bits until the digits are certain, up to 4096 bits.
///
/// ```
/// use little_o::{eval::{Cell, digits}, expr::{Symbol, read}};
/// let ten = [(Symbol::new("x"), 10.into())];
/// assert_eq!(digits(&read("sin(x^22)")?.expr, &ten, 6).text(), "−0.852201");
/// assert_eq!(digits(&read("1/(x - x)")?.expr, &ten, 6), Cell::Undefined);
/// # Ok::<(), little_o::diagnostic::Diagnostic>(())
/// ```
pub fn digits(expr: &Expr, bindings: &[(Symbol, RBig)], significant: usize) -> Cell {
    let (symbols, values): (Vec<_>, Vec<_>) = bindings.iter().cloned().unzip();
    certified(&Tape::new(expr, &symbols), &values, significant, LAST_BITS)
}

/// The digits of the tape's value, looked for at precisions up to `last` bits.
fn certified(tape: &Tape, values: &[RBig], significant: usize, last: usize) -> Cell {
    let precisions = std::iter::successors(Some(FIRST_BITS), |bits| Some(bits * 2)).take_while(|&bits| bits < 2 * last);
    for bits in precisions {
        match tape.enclose(values, bits) {
            Ok(enclosure) => {
                if let Some(cell) = cell(&enclosure, significant) {
                    return cell;
                }
            }
            Err(NoEnclosure::Undefined) => return Cell::Undefined,
            Err(NoEnclosure::BeyondRange) => return Cell::Unknown,
            Err(NoEnclosure::Undecided) => {}
        }
    }
    Cell::Unknown
}

/// The digits that an enclosure certifies.
fn cell(enclosure: &Enclosure, significant: usize) -> Option<Cell> {
    if let Some(decimal) = enclosure.certified_decimal(significant) {
        return Some(Cell::Value(decimal));
    }
    // A number in reach of powers of ten whose digits are not certain yet waits for more bits.
    let exponent = enclosure.is_out_of_reach().then(|| enclosure.log_magnitude(LOG_BITS)).flatten()?;
    let exponent = exponent.certified_decimal(significant)?;
    Some(Cell::Exponential { negative: enclosure.sign() == Some(std::cmp::Ordering::Less), exponent })
}

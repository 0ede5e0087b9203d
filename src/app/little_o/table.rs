//! The table of f, g and f/g at points that come nearer by powers of ten. Its digits are certified, or not shown.

use super::super::browser;
use super::super::canvas::SaveMenu;
use super::super::on_demand::part;
use super::super::slices::{Sliced, sliced};
use super::super::state::{Playground, playground};
use crate::eval::{self, Cell, Row};
use crate::expr::{Expr, Symbol};
use crate::geometry::power_of_ten;
use crate::limits::Point;
use crate::plot::DataTable;
use crate::session::{Approach, LittleOStoreFields, SessionStoreFields};
use leptos::context::Provider;
use leptos::prelude::*;
use rust_i18n::t;

/// The powers of ten shown, counted from the zoom.
const POWERS: &[u16] = &[1, 2, 3, 4, 6, 9];

/// What the lines depend on.
#[derive(Clone, Debug, PartialEq)]
struct Question {
    f: Expr,
    g: Expr,
    variable: Symbol,
    point: Point,
    at: String,
    side: Approach,
    nearest: u16,
}

/// One line of the table as it is read.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    x: String,
    cells: [String; 3],
}

/// The table.
#[component]
pub fn Table() -> impl IntoView {
    let playground = playground();
    let comparison = playground.little_o;
    let variable = playground.session.little_o().var();
    let lines = sliced(Memo::new(move |_| question(playground)), lines_of_power);
    let row = |line: Line| {
        let cells = line.cells.into_iter().map(|cell| view! { <td>{cell}</td> }).collect_view();
        view! { <tr><th scope="row">{line.x}</th>{cells}</tr> }
    };
    let head = move |name: &'static str| move || t!("app.function_label", name = name, variable = *variable.read());
    view! {
        <div
            class="table-box later"
            class:is-stale=move || comparison.is_broken() || !lines.is_current.get()
            // On a phone the table scrolls, which must be possible by keyboard too.
            tabindex="0"
            role="region"
            aria-label=t!("little_o.table")
        >
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{move || variable.get()}</th>
                        <th scope="col">{head("f")}</th>
                        <th scope="col">{head("g")}</th>
                        <th scope="col" class="is-ratio">"f/g"</th>
                    </tr>
                </thead>
                <tbody>{move || lines.list.get().into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
        <div class="later">
            <Provider value=lines>
                <SaveMenu label=t!("little_o.save_table") part=part!(save, view! { <Save /> }) />
            </Provider>
        </div>
    }
}

/// The table as a file, in a part of the page that is fetched when it is unfolded.
#[component]
fn Save() -> impl IntoView {
    let lines = expect_context::<Sliced<Line>>();
    let variable = playground().session.little_o().var();
    let save = move |_| {
        let columns = [variable.get_untracked(), "f".into(), "g".into(), "f/g".into()].to_vec();
        let row = |Line { x, cells }: Line| std::iter::once(x).chain(cells).collect();
        let rows = lines.list.get_untracked().into_iter().map(row).collect();
        browser::save("table.csv", &browser::address_of("text/csv", &DataTable { columns, rows }.csv()));
    };
    view! { <button class="button" type="button" on:click=save>{t!("little_o.table_csv")}</button> }
}

fn question(playground: Playground) -> Option<Question> {
    let fields = playground.session.little_o();
    let (f, g) = playground.little_o.pair.get()?;
    Some(Question {
        f,
        g,
        variable: Symbol::new(&fields.var().read()),
        point: playground.little_o.point.get(),
        at: fields.at().get(),
        side: fields.side().get(),
        nearest: fields.zoom().get().max(0.0) as u16,
    })
}

/// The lines of the power number `index`: two where the sides are to be told apart.
fn lines_of_power(question: &Question, index: usize) -> Option<Vec<Line>> {
    let Question { f, g, variable, point, at, side, nearest } = question;
    let power = nearest + POWERS.get(index)?;
    let rows = |approach: &eval::Approach| eval::table(f, g, variable, approach, [power]);
    let origin = if at == "0" { String::new() } else { format!("{at} ") };
    Some(match point {
        Point::PlusInfinity => rows(&eval::Approach::ToPlusInfinity).iter().map(|row| far(row, "")).collect(),
        Point::MinusInfinity => rows(&eval::Approach::ToMinusInfinity).iter().map(|row| far(row, "−")).collect(),
        Point::Finite(point) => {
            let left = || rows(&eval::Approach::FromLeft(point.clone()));
            let right = || rows(&eval::Approach::FromRight(point.clone()));
            match side {
                Approach::Left => left().iter().map(|row| near(row, &origin, "−")).collect(),
                Approach::Right => {
                    right().iter().map(|row| near(row, &origin, if at == "0" { "" } else { "+ " })).collect()
                }
                Approach::Both => {
                    left().iter().zip(&right()).flat_map(|(left, right)| both(left, right, &origin)).collect()
                }
            }
        }
    })
}

/// The line at ±10ᵏ.
fn far(row: &Row, sign: &str) -> Line {
    Line { x: format!("{sign}{}", power_of_ten(row.power.into())), cells: cells(row) }
}

/// The line at a distance of 10⁻ᵏ from the point.
fn near(row: &Row, origin: &str, sign: &str) -> Line {
    Line { x: format!("{origin}{sign}{}", power_of_ten(-i32::from(row.power))), cells: cells(row) }
}

/// Both sides in one line where they differ in signs only, else in two.
fn both(left: &Row, right: &Row, origin: &str) -> Vec<Line> {
    let (left_cells, right_cells) = (cells(left), cells(right));
    let merged: Vec<String> = left_cells.iter().zip(&right_cells).filter_map(|(l, r)| with_both_signs(l, r)).collect();
    match <[String; 3]>::try_from(merged) {
        Ok(cells) => vec![Line { cells, ..near(right, origin, "±") }],
        Err(_) => {
            let plus = if origin.is_empty() { "" } else { "+ " };
            vec![near(left, origin, "−"), near(right, origin, plus)]
        }
    }
}

/// The values on both sides as one, if they differ in their sign at most: `±` has the right side's sign on top.
fn with_both_signs(left: &str, right: &str) -> Option<String> {
    if left == right {
        Some(right.into())
    } else if left.strip_prefix('−') == Some(right) {
        Some(format!("±{right}"))
    } else if right.strip_prefix('−') == Some(left) {
        Some(format!("∓{left}"))
    } else {
        None
    }
}

fn cells(row: &Row) -> [String; 3] {
    [&row.f, &row.g, &row.ratio].map(|cell| match cell {
        Cell::Undefined => t!("little_o.limit.undefined").into_owned(),
        cell => cell.text(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_joined() {
        let cases = [
            ("0.01", "0.01", Some("0.01")),
            ("−0.1", "0.1", Some("±0.1")),
            ("0.1", "−0.1", Some("∓0.1")),
            ("0.2", "0.1", None),
            ("not defined", "1", None),
        ];
        for (left, right, joined) in cases {
            assert_eq!(with_both_signs(left, right).as_deref(), joined);
        }
    }
}

//! Limits for programs: one JSON object a line in, one out.
//!
//! In: `{"id", "expr", "var", "point", "dir"}`, point `"0"`, `"oo"`, `"-oo"` or a constant, dir `"+"`, `"-"` or `"+-"`;
//! `params` (exact values of letters) and `assumptions` are used where given.
//! Out: `{"id", "limit", "status", "steps", "micros"}`, status `exact`, `does-not-exist`, `undefined`, `undecided` or
//! `error`. With `does-not-exist`, `limit` is `zoo` (opposite infinities), `[a, b]` (lim inf and lim sup) or null.
//!
//! ```text
//! echo '{"id": 1, "expr": "sin(x)/x", "var": "x", "point": "0", "dir": "+-"}' | cargo run --release --example limits
//! ```

use little_o::{
    budget::Budget,
    expr::{self, Expr, Symbol},
    limits::{self, Assumptions, Bound, Limit, Point, Side, Undecided},
};
use serde_json::{Value, json};
use std::{
    io::{BufRead, Write},
    time::Instant,
};

/// Engine steps a line may take.
const STEPS: u64 = 100_000;

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().split(b'\n') {
        let line = line?;
        let line = String::from_utf8_lossy(&line);
        if line.trim().is_empty() {
            continue;
        }
        writeln!(out, "{}", answer(&line))?;
    }
    Ok(())
}

/// What is asked in one line.
struct Question {
    expr: Expr,
    variable: Symbol,
    point: Point,
    sides: Vec<Side>,
    assumptions: Assumptions,
}

/// An answer before it is written: the status and the limit's text.
type Outcome = (&'static str, Value);

fn answer(line: &str) -> Value {
    let parsed: Result<Value, _> = serde_json::from_str(line);
    let id = parsed.as_ref().ok().and_then(|value| value.get("id").cloned()).unwrap_or(Value::Null);
    let question = parsed.map_err(|error| error.to_string()).and_then(|value| read(&value));
    let started = Instant::now();
    let budget = Budget::steps(STEPS);
    let (status, limit) = match &question {
        Ok(question) => decide(&budget, question),
        Err(_) if is_complex(line) => ("undefined", Value::Null),
        Err(_) => ("error", Value::Null),
    };
    let micros = started.elapsed().as_micros() as u64;
    let mut object = json!({"id": id, "limit": limit, "status": status, "steps": budget.spent(), "micros": micros});
    if let (Err(message), Some(object)) = (question, object.as_object_mut()) {
        object.insert("message".into(), message.into());
    }
    object
}

/// Whether the formula holds the imaginary unit: then it has no real values.
fn is_complex(line: &str) -> bool {
    let parsed: Option<Value> = serde_json::from_str(line).ok();
    let source = parsed.as_ref().and_then(|value| value.get("expr")).and_then(Value::as_str).unwrap_or_default();
    source.split(|letter: char| !letter.is_alphanumeric()).any(|word| word == "I")
}

fn read(value: &Value) -> Result<Question, String> {
    let text = |key: &str| value.get(key).and_then(Value::as_str).ok_or_else(|| format!("`{key}` is missing"));
    let formula = |source: &str| expr::read(source).map(|reading| reading.expr).map_err(|error| error.message);
    let variable = Symbol::new(value.get("var").and_then(Value::as_str).unwrap_or("x"));
    let point = match value.get("point").and_then(Value::as_str).unwrap_or("0") {
        "oo" | "+oo" => Point::PlusInfinity,
        "-oo" => Point::MinusInfinity,
        constant => Point::Finite(formula(constant)?),
    };
    let sides = match (&point, value.get("dir").and_then(Value::as_str).unwrap_or("+-")) {
        (Point::PlusInfinity, _) => vec![Side::Left],
        (Point::MinusInfinity, _) => vec![Side::Right],
        (_, "+") => vec![Side::Right],
        (_, "-") => vec![Side::Left],
        (_, "+-") => vec![Side::Left, Side::Right],
        (_, other) => return Err(format!("`{other}` is not a direction")),
    };
    let mut expr = formula(text("expr")?)?;
    if let Some(params) = value.get("params").and_then(Value::as_object) {
        for (name, value) in params {
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            expr = expr.substitute(&Symbol::new(name), &formula(&value)?);
        }
    }
    if let Some(name) = undeclared(&expr, &variable, value) {
        return Err(format!("`{name}` is neither a function nor a declared letter"));
    }
    Ok(Question { expr, variable, point, sides, assumptions: read_assumptions(value) })
}

/// A name of several letters that nobody declared: an unknown function, read as a factor before a parenthesis.
fn undeclared(expr: &Expr, variable: &Symbol, value: &Value) -> Option<String> {
    let declared = |name: &str| {
        let in_list = |key: &str| {
            value
                .get(key)
                .and_then(Value::as_array)
                .is_some_and(|list| list.iter().any(|item| item.as_str() == Some(name)))
        };
        let in_table =
            |key: &str| value.get(key).and_then(Value::as_object).is_some_and(|table| table.contains_key(name));
        in_list("params") || in_table("params") || in_table("assumptions")
    };
    let unknown = |symbol: &Symbol| symbol != variable && symbol.name().chars().count() > 1 && !declared(symbol.name());
    expr.symbols().into_iter().find(unknown).map(|symbol| symbol.name().to_owned())
}

fn read_assumptions(value: &Value) -> Assumptions {
    let mut assumptions = Assumptions::default();
    for (name, facts) in value.get("assumptions").and_then(Value::as_object).into_iter().flatten() {
        let holds = |fact: &str| facts.get(fact).and_then(Value::as_bool) == Some(true);
        if holds("positive") {
            assumptions.positive.push(Symbol::new(name));
        }
        if holds("nonzero") {
            assumptions.nonzero.push(Symbol::new(name));
        }
    }
    assumptions
}

fn decide(budget: &Budget, question: &Question) -> Outcome {
    let mut answers = Vec::new();
    for side in &question.sides {
        let Question { expr, variable, point, assumptions, .. } = question;
        answers.push(limits::limit_under(budget, assumptions, expr, variable, point, *side));
    }
    match answers.as_slice() {
        [one] => of_one_side(one),
        [left, right] => of_two_sides(left, right),
        _ => ("error", Value::Null),
    }
}

fn of_one_side(limit: &Result<Limit, Undecided>) -> Outcome {
    match limit {
        Ok(Limit::Finite(value)) => ("exact", value.to_string().into()),
        Ok(Limit::PlusInfinity) => ("exact", "oo".into()),
        Ok(Limit::MinusInfinity) => ("exact", "-oo".into()),
        Ok(Limit::Oscillates(bounds)) => ("does-not-exist", bounds.as_ref().map_or(Value::Null, interval)),
        Ok(Limit::Undefined) => ("undefined", Value::Null),
        Err(_) => ("undecided", Value::Null),
    }
}

fn interval((low, high): &(Bound, Bound)) -> Value {
    format!("[{low}, {high}]").into()
}

fn of_two_sides(left: &Result<Limit, Undecided>, right: &Result<Limit, Undecided>) -> Outcome {
    match (left, right) {
        (Ok(Limit::Undefined), Ok(Limit::Undefined)) => ("undefined", Value::Null),
        (Ok(Limit::Undefined), other) | (other, Ok(Limit::Undefined)) => of_one_side(other),
        (Ok(a), Ok(b)) if a == b => of_one_side(left),
        (Ok(Limit::PlusInfinity), Ok(Limit::MinusInfinity)) | (Ok(Limit::MinusInfinity), Ok(Limit::PlusInfinity)) => {
            ("does-not-exist", "zoo".into())
        }
        (Ok(Limit::Oscillates(_)), _) | (_, Ok(Limit::Oscillates(_))) => ("does-not-exist", Value::Null),
        (Ok(a), Ok(b)) => match limits::same(a, b) {
            Some(true) => of_one_side(left),
            Some(false) => ("does-not-exist", Value::Null),
            None => ("undecided", Value::Null),
        },
        _ => ("undecided", Value::Null),
    }
}

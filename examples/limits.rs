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
    names: Names,
}

/// Declared names of several letters, `dx` or `lamda`, that the language would read as a product: letters with an index
/// stand for them inside.
struct Names(Vec<(String, String)>);

impl Names {
    fn new(question: &Value) -> Names {
        let listed = |key: &str| match question.get(key) {
            Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            Some(Value::Object(table)) => table.keys().cloned().collect(),
            Some(Value::String(name)) => vec![name.clone()],
            _ => Vec::new(),
        };
        let mut names: Vec<String> = ["var", "params", "assumptions"].into_iter().flat_map(listed).collect();
        names.sort();
        names.dedup();
        let is_read = |name: &str| expr::read(name).is_ok_and(|reading| reading.expr == Expr::symbol(name));
        let is_word = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        names.retain(|name| is_word(name) && name.chars().count() > 1 && !is_read(name));
        let inside = |name: &str| format!("x_{}", name.replace('_', "u"));
        Names(names.into_iter().map(|name| (inside(&name), name)).collect())
    }

    /// The letter that stands for a name.
    fn letter(&self, name: &str) -> String {
        self.0.iter().find(|(_, own)| own == name).map_or_else(|| name.to_owned(), |(letter, _)| letter.clone())
    }

    fn in_text(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, (letter, name)| with_word(&text, name, letter))
    }

    fn out_of_text(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, (letter, name)| with_word(&text, letter, name))
    }
}

/// The text with a whole word replaced.
fn with_word(text: &str, word: &str, by: &str) -> String {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(word) {
        let (before, found) = rest.split_at(at);
        let after = found.strip_prefix(word).unwrap_or_default();
        let whole = !before.ends_with(is_part) && !after.starts_with(is_part);
        out.push_str(before);
        out.push_str(if whole { by } else { word });
        rest = after;
    }
    out + rest
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
        Ok(question) => {
            let (status, limit) = decide(&budget, question);
            (status, limit.as_str().map_or(limit.clone(), |text| question.names.out_of_text(text).into()))
        }
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
    let names = Names::new(value);
    let formula =
        |source: &str| expr::read(&names.in_text(source)).map(|reading| reading.expr).map_err(|error| error.message);
    let variable = Symbol::new(&names.letter(value.get("var").and_then(Value::as_str).unwrap_or("x")));
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
            expr = expr.substitute(&Symbol::new(&names.letter(name)), &formula(&value)?);
        }
    }
    if let Some(name) = undeclared(&expr, &variable, &names, value) {
        return Err(format!("`{name}` is neither a function nor a declared letter"));
    }
    let assumptions = read_assumptions(value, &names);
    Ok(Question { expr, variable, point, sides, assumptions, names })
}

/// A name of several letters that nobody declared: an unknown function, read as a factor before a parenthesis.
fn undeclared(expr: &Expr, variable: &Symbol, names: &Names, value: &Value) -> Option<String> {
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
    let unknown = |symbol: &Symbol| {
        let name = names.out_of_text(symbol.name());
        symbol != variable && name.chars().count() > 1 && !declared(&name)
    };
    expr.symbols().into_iter().find(unknown).map(|symbol| symbol.name().to_owned())
}

fn read_assumptions(value: &Value, names: &Names) -> Assumptions {
    let mut assumptions = Assumptions::default();
    for (name, facts) in value.get("assumptions").and_then(Value::as_object).into_iter().flatten() {
        let holds = |fact: &str| facts.get(fact).and_then(Value::as_bool) == Some(true);
        if holds("positive") {
            assumptions.positive.push(Symbol::new(&names.letter(name)));
        }
        if holds("nonzero") {
            assumptions.nonzero.push(Symbol::new(&names.letter(name)));
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

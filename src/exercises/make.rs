//! Exercises made from the state of a lab: for each kind a whole one, ready to be asked and to be changed.

use super::claim::{all_hold, outcome_of};
use super::format::*;
use super::grade::right_option;
use super::number::value;
use crate::link;
use crate::numerals::{plain, three_digits};
use crate::session::{Descent, Lab, LittleO, Session, Tangent};

/// The kinds that can be made, in the order of the issue's letters, with the labs they are made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names of the tasks")]
pub enum Kind {
    Choose,
    Number,
    Function,
    Formula,
    Lab,
    Ladder,
    Match,
    Predict,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 8] = [
        Kind::Choose,
        Kind::Number,
        Kind::Function,
        Kind::Formula,
        Kind::Lab,
        Kind::Ladder,
        Kind::Match,
        Kind::Predict,
    ];

    /// Its name in the data.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Choose => "choose",
            Kind::Number => "number",
            Kind::Function => "function",
            Kind::Formula => "formula",
            Kind::Lab => "lab",
            Kind::Ladder => "ladder",
            Kind::Match => "match",
            Kind::Predict => "predict",
        }
    }

    /// The kind of a task.
    pub fn of(task: &Task) -> Kind {
        match task {
            Task::Choose(_) => Kind::Choose,
            Task::Number(_) => Kind::Number,
            Task::Function(_) => Kind::Function,
            Task::Formula(_) => Kind::Formula,
            Task::Lab(_) => Kind::Lab,
            Task::Ladder(_) => Kind::Ladder,
            Task::Match(_) => Kind::Match,
            Task::Predict(_) => Kind::Predict,
        }
    }
}

/// An exercise of this kind about what stands in the lab: `lab` of `session`.
///
/// ```
/// use little_o::{exercises::{Kind, check, made_from}, session::{Lab, Session}};
/// let exercise = made_from(Kind::Choose, Lab::LittleO, &Session::default());
/// assert_eq!(check(&exercise), Ok(()));
/// ```
pub fn made_from(kind: Kind, lab: Lab, session: &Session) -> Exercise {
    let task = match kind {
        Kind::Choose => choose(&session.little_o),
        Kind::Number => number(lab, session),
        Kind::Function => function(&session.little_o),
        Kind::Formula => formula(lab),
        Kind::Lab => goal(lab, session),
        Kind::Ladder => ladder(&session.little_o),
        Kind::Match => pictures(session),
        Kind::Predict => predict(lab, session),
    };
    Exercise {
        id: String::new(),
        prompt: Text::english(&prompt_of(kind, lab, session)),
        task,
        hints: Vec::new(),
        worked: None,
        hide: Vec::new(),
        show: None,
        tries: Vec::new(),
    }
}

/// What an exercise asks for at first.
fn prompt_of(kind: Kind, lab: Lab, session: &Session) -> String {
    let Session { little_o, tangent, descent, .. } = session;
    match (kind, lab) {
        (Kind::Choose, _) => "Which are little-o?".into(),
        (Kind::Number, Lab::Descent) => {
            format!(
                "`{}` from x = {} at η = {}: where is the next point?",
                descent.f,
                plain(descent.x),
                plain(descent.rate)
            )
        }
        (Kind::Number, Lab::LittleO) if order_of(little_o).is_some() => {
            format!("What is the largest whole number n with `{}` = o(`x^n`)?", little_o.f)
        }
        (Kind::Number, _) => {
            format!(
                "The tangent to `{}` at x = {}: what does it guess for a step of {}?",
                tangent.f,
                plain(tangent.x),
                plain(tangent.eps)
            )
        }
        (Kind::Function, _) => {
            let not = if is_smaller(little_o) { "" } else { "not " };
            format!("Type an f that is {not}o(`{}`).", little_o.g)
        }
        (Kind::Formula, Lab::Descent) => "Write gd_step(x, f, η).".into(),
        (Kind::Formula, _) => "Write linear_approx(f, x, ε).".into(),
        (Kind::Lab, Lab::Descent) => format!("Descend on `{}`.", descent.f),
        (Kind::Lab, Lab::Tangent) => format!("Move the point and the step on `{}`.", tangent.f),
        (Kind::Lab, _) => "Change f or g.".into(),
        (Kind::Ladder, _) => "Sort, the smallest near the point first.".into(),
        (Kind::Match, _) => "Which rate made which run?".into(),
        (Kind::Predict, Lab::Descent) => format!("What will the first step do to the loss `{}`?", descent.f),
        (Kind::Predict, Lab::Tangent) => format!("Which way is the tangent to `{}` wrong?", tangent.f),
        (Kind::Predict, _) => format!("Is `{}` = o(`{}`)?", little_o.f, little_o.g),
    }
}

/// The words of another exercise in place of those that `made` begins with; its prompt only if it is not `begun`, what that
/// one began with.
pub fn with_words_of(made: Exercise, old: &Exercise, begun: &Text) -> Exercise {
    let prompt = if old.prompt == *begun { made.prompt } else { old.prompt.clone() };
    Exercise { prompt, hints: old.hints.clone(), worked: old.worked.clone(), hide: old.hide.clone(), ..made }
}

/// The link of the lab that an exercise begins with or shows.
pub fn start_of(exercise: &Exercise) -> Option<String> {
    match &exercise.task {
        Task::Lab(goal) => Some(goal.start.clone()),
        Task::Predict(predict) => Some(predict.start.clone()),
        _ => exercise.show.clone(),
    }
}

/// What wrong answers to made exercises show at first, in a lab, of a comparison, and of a function.
const NOT_THERE_YET: &str = "not-there-yet";
const WATCH_THE_RATIO: &str = "watch-the-ratio";
const NOT_SMALLER: &str = "not-smaller";
const TOO_SMALL: &str = "too-small";

fn at(lab: &LittleO) -> Option<String> {
    (lab.at != "0").then(|| lab.at.clone())
}

fn side(lab: &LittleO) -> Option<OneSide> {
    use crate::session::Approach;
    match lab.side {
        Approach::Both => None,
        Approach::Left => Some(OneSide::Left),
        Approach::Right => Some(OneSide::Right),
    }
}

fn choose(lab: &LittleO) -> Task {
    let row = |f: &str, g: &str| {
        let (f, g) = (f.to_owned(), g.to_owned());
        Row::Order(OrderRow { f, g, at: at(lab), side: side(lab), reason: false, mistake: WATCH_THE_RATIO.into() })
    };
    let mut rows = vec![row(&lab.f, &lab.g), row(&lab.g, &lab.f)];
    // The other way round it may not be decided: f may be 0 somewhere.
    rows.retain(|row| matches!(row, Row::Order(row) if row.f == lab.f || right_option(row).is_some()));
    Task::Choose(Choose { rows })
}

fn function(lab: &LittleO) -> Task {
    let (relation, mistake) = if is_smaller(lab) { ("= o", NOT_SMALLER) } else { ("!= o", TOO_SMALL) };
    let holds = compared_in(lab, "f", relation, &lab.g);
    let condition = Condition { holds, mistake: mistake.into(), text: None };
    Task::Function(Function { conditions: vec![condition], example: lab.f.clone() })
}

fn ladder(lab: &LittleO) -> Task {
    Task::Ladder(Ladder {
        functions: vec![lab.g.clone(), lab.f.clone()],
        at: at(lab),
        side: side(lab),
        tie_mistake: "tie-missed".into(),
        order_mistake: "ladder-order".into(),
    })
}

fn formula(lab: Lab) -> Task {
    let rule = if lab == Lab::Descent { RuleName::GdStep } else { RuleName::LinearApprox };
    Task::Formula(Formula { rule, wrong: Vec::new() })
}

/// The measure of f's order, if the lab stands at 0 and f has one.
fn order_of(lab: &LittleO) -> Option<String> {
    let measure = format!("largest_order({})", lab.f);
    (lab.at == "0" && value(&measure).is_some()).then_some(measure)
}

fn number(lab: Lab, session: &Session) -> Task {
    let order = order_of(&session.little_o).filter(|_| lab == Lab::LittleO);
    let tolerance = order.is_none().then(|| "1/1000".to_owned());
    let value = order.unwrap_or_else(|| match lab {
        Lab::Descent => {
            let Descent { f, x, rate, .. } = &session.descent;
            format!("iterate({f}, {}, {}, 1)", plain(*x), plain(*rate))
        }
        _ => {
            let Tangent { f, x, eps, .. } = &session.tangent;
            format!("guess({f}, {}, {})", plain(*x), plain(*eps))
        }
    });
    Task::Number(Number { value, tolerance, wrong: Vec::new() })
}

/// The link of the lab as it stands.
fn link_of(lab: Lab, session: &Session) -> String {
    let Session { little_o, tangent, descent, params, .. } = session.clone();
    link::to_fragment(&Session { lab, little_o, tangent, descent, params, ..Session::default() })
}

/// What stands in the lab is reached; the exercise begins somewhere else, with the same functions.
fn goal(lab: Lab, session: &Session) -> Task {
    let mut start = Session { params: session.params.clone(), ..Session::default() };
    let (holds, text) = match lab {
        Lab::Descent => {
            let reached = outcome_of(&session.descent);
            let begin =
                |rate: f64| Descent { f: session.descent.f.clone(), x: session.descent.x, rate, ..Descent::default() };
            let mut others = RATES.iter().map(|rate| begin(*rate));
            start.descent = others.find(|lab| outcome_of(lab) != reached).unwrap_or_else(|| begin(0.1));
            (format!("outcome(f, x, rate, steps) = {}", reached.name()), reached.explain())
        }
        Lab::Tangent => {
            let lab = &session.tangent;
            let size = value(&format!("abs(error({}, {}, {}))", lab.f, plain(lab.x), plain(lab.eps)));
            let bound = plain(size.map_or(1.0, |size| round_up(size * 1.01)));
            // A step four times as long has a larger error, as a rule.
            start.tangent = Tangent { f: lab.f.clone(), x: lab.x, eps: 4.0 * lab.eps, ..Tangent::default() };
            (format!("abs(error(f, x, eps)) <= {bound}"), format!("The error is at most {bound}."))
        }
        _ => {
            let lab = &session.little_o;
            let is_smaller = is_smaller(lab);
            // g is not o of itself, and 0 is o of everything.
            let f = if is_smaller { lab.g.clone() } else { "0".into() };
            start.little_o = LittleO { f, ..lab.clone() };
            match is_smaller {
                true => (compared_in(lab, "f", "= o", "g"), "f is o(g).".to_owned()),
                false => (compared_in(lab, "f", "!= o", "g"), "f is not o(g).".to_owned()),
            }
        }
    };
    let goals = vec![Condition { holds, mistake: NOT_THERE_YET.into(), text: Some(Text::english(&text)) }];
    Task::Lab(Goal { start: link_of(lab, &start), goals, example: link_of(lab, session) })
}

/// Learning rates to begin with: one of them comes to another end, as a rule.
const RATES: [f64; 5] = [0.1, 1.1, 0.001, 1.0, 10.0];

/// A number for a sentence, no smaller: three digits.
fn round_up(size: f64) -> f64 {
    let unit = 10f64.powf(size.log10().floor() - 2.0);
    let rounded = (size / unit).ceil() * unit;
    // As short as it is written.
    Some(three_digits(rounded)).filter(|short| *short >= size).unwrap_or(size)
}

/// Whether the lab's f is o of its g.
fn is_smaller(lab: &LittleO) -> bool {
    all_hold(&[compared_in(lab, &lab.f, "= o", &lab.g)]) == Some(true)
}

/// A claim about how two functions compare where the lab compares them.
fn compared_in(lab: &LittleO, f: &str, relation: &str, g: &str) -> String {
    compared(f, relation, g, at(lab).as_deref(), side(lab))
}

fn pictures(session: &Session) -> Task {
    let lab = &session.descent;
    let rates = [plain(lab.rate / 2.0), plain(lab.rate), plain(lab.rate * 2.0)];
    let run = |rate: &String| {
        Picture::Run(PictureRun { f: lab.f.clone(), x: plain(lab.x), rate: rate.clone(), steps: "12".into() })
    };
    let label =
        |rate: &String| Label { text: Text::english(&format!("η = {rate}")), holds: vec![format!("rate = {rate}")] };
    let labels = rates.iter().map(label).collect();
    Task::Match(Match { pictures: rates.iter().rev().map(run).collect(), labels, mistake: "wrong-picture".into() })
}

fn predict(lab: Lab, session: &Session) -> Task {
    let option = |text: &str, holds: String| Choice { text: Text::english(text), holds: vec![holds], mistake: None };
    let options = match lab {
        Lab::Descent => {
            let descent = &session.descent;
            let loss =
                |step: usize| format!("loss({}, {}, {}, {step})", descent.f, plain(descent.x), plain(descent.rate));
            let (before, after) = (loss(0), loss(1));
            vec![
                option("The loss falls in the first step.", format!("{after} < {before}")),
                option("It does not.", format!("{after} >= {before}")),
            ]
        }
        Lab::Tangent => {
            let tangent = &session.tangent;
            let error = format!("error({}, {}, {})", tangent.f, plain(tangent.x), plain(tangent.eps));
            vec![
                option("The guess is too small.", format!("{error} > 0")),
                option("The guess is too large.", format!("{error} < 0")),
                option("It is exact.", format!("{error} = 0")),
            ]
        }
        _ => {
            let lab = &session.little_o;
            let claim = |relation: &str| compared_in(lab, &lab.f, relation, &lab.g);
            vec![option("Yes.", claim("= o")), option("No.", claim("!= o"))]
        }
    };
    Task::Predict(Predict { start: link_of(lab, session), options })
}

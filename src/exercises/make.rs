//! Exercises made from the state of a lab: for each kind a whole one, ready to be asked and to be changed.

use super::format::*;
use super::number::value;
use crate::link;
use crate::numerals::plain;
use crate::session::{Lab, LittleO, Session};

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
    let (prompt, task) = match kind {
        Kind::Choose => ("Which are little-o?", choose(&session.little_o)),
        Kind::Number => number(lab, session),
        Kind::Function => ("Type an f that is o of g.", function(&session.little_o)),
        Kind::Formula => formula(lab),
        Kind::Lab => goal(lab, session),
        Kind::Ladder => ("Sort, the smallest near the point first.", ladder(&session.little_o)),
        Kind::Match => ("Which rate made which run?", pictures(session)),
        Kind::Predict => predict(lab, session),
    };
    Exercise {
        id: String::new(),
        prompt: Text::english(prompt),
        task,
        hints: Vec::new(),
        worked: None,
        show: None,
        tries: Vec::new(),
    }
}

/// The same in place of another exercise, whose own words stay: those that are not only what `made_from` begins with.
pub fn made_again(old: Option<&Exercise>, kind: Kind, lab: Lab, session: &Session) -> Exercise {
    let mut made = made_from(kind, lab, session);
    if let Some(old) = old {
        let labs = [Lab::LittleO, Lab::Tangent, Lab::Descent];
        let begun = labs.map(|lab| made_from(Kind::of(&old.task), lab, session));
        if begun.iter().all(|begun| begun.prompt != old.prompt) {
            made.prompt = old.prompt.clone();
        }
        made.hints = old.hints.clone();
        made.worked = old.worked.clone();
    }
    made
}

/// The link of the lab that an exercise begins with or shows.
pub fn start_of(exercise: &Exercise) -> Option<String> {
    match &exercise.task {
        Task::Lab(goal) => Some(goal.start.clone()),
        Task::Predict(predict) => Some(predict.start.clone()),
        _ => exercise.show.clone(),
    }
}

/// The mistake of an exercise that names none of the bank's.
fn no_mistake() -> Mistake {
    "not-there-yet".into()
}

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
        Row::Order(OrderRow { f, g, at: at(lab), side: side(lab), reason: false, mistake: no_mistake() })
    };
    Task::Choose(Choose { rows: vec![row(&lab.f, &lab.g), row(&lab.g, &lab.f)] })
}

fn function(lab: &LittleO) -> Task {
    let mut holds = format!("f = o({})", lab.g);
    if lab.at != "0" {
        holds += &format!(" as x -> {}", lab.at);
    }
    let condition = Condition { holds, mistake: no_mistake(), text: None };
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

fn formula(lab: Lab) -> (&'static str, Task) {
    let (prompt, rule) = match lab {
        Lab::Descent => ("Write gd_step(x, f, η).", RuleName::GdStep),
        _ => ("Write linear_approx(f, x, ε).", RuleName::LinearApprox),
    };
    (prompt, Task::Formula(Formula { rule, wrong: Vec::new() }))
}

fn number(lab: Lab, session: &Session) -> (&'static str, Task) {
    let (prompt, value) = match lab {
        Lab::Descent => {
            let lab = &session.descent;
            let (x, rate) = (plain(lab.x), plain(lab.rate));
            ("Where is the next point?", format!("iterate({}, {x}, {rate}, 1)", lab.f))
        }
        _ => {
            let lab = &session.tangent;
            ("What does the tangent guess?", format!("guess({}, {}, {})", lab.f, plain(lab.x), plain(lab.eps)))
        }
    };
    (prompt, Task::Number(Number { value, tolerance: Some("1/1000".into()), wrong: Vec::new() }))
}

/// The link of the lab as it stands.
fn link_of(lab: Lab, session: &Session) -> String {
    let Session { little_o, tangent, descent, params, .. } = session.clone();
    link::to_fragment(&Session { lab, little_o, tangent, descent, params, ..Session::default() })
}

/// What stands in the lab is reached; the exercise begins at the lab's defaults, with the same functions.
fn goal(lab: Lab, session: &Session) -> (&'static str, Task) {
    let mut start = Session { params: session.params.clone(), ..Session::default() };
    let (prompt, holds) = match lab {
        Lab::Descent => {
            start.descent.f = session.descent.f.clone();
            let outcome = super::claim::outcome_of(&session.descent);
            ("Reach this end.", format!("outcome(f, x, rate, steps) = {outcome}"))
        }
        Lab::Tangent => {
            start.tangent.f = session.tangent.f.clone();
            let lab = &session.tangent;
            let size = value(&format!("abs(error({}, {}, {}))", lab.f, plain(lab.x), plain(lab.eps)));
            let bound = plain(size.unwrap_or(1.0) * 1.01);
            ("Make the error this small.", format!("abs(error(f, x, eps)) <= {bound}"))
        }
        _ => ("Change f or g until f = o(g).", "f = o(g)".to_owned()),
    };
    let goals = vec![Condition { holds, mistake: no_mistake(), text: None }];
    let task = Goal { start: link_of(lab, &start), goals, example: link_of(lab, session) };
    (prompt, Task::Lab(task))
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

fn predict(lab: Lab, session: &Session) -> (&'static str, Task) {
    let option = |text: &str, holds: String| Choice { text: Text::english(text), holds: vec![holds], mistake: None };
    let (prompt, options) = match lab {
        Lab::Descent => {
            let descent = &session.descent;
            let loss =
                |step: usize| format!("loss({}, {}, {}, {step})", descent.f, plain(descent.x), plain(descent.rate));
            let (before, after) = (loss(0), loss(1));
            let options = vec![
                option("The loss falls in the first step.", format!("{after} < {before}")),
                option("It does not.", format!("{after} >= {before}")),
            ];
            ("What will the first step do?", options)
        }
        Lab::Tangent => {
            let tangent = &session.tangent;
            let error = format!("error({}, {}, {})", tangent.f, plain(tangent.x), plain(tangent.eps));
            let options = vec![
                option("The guess is too small.", format!("{error} > 0")),
                option("The guess is too large.", format!("{error} < 0")),
                option("It is exact.", format!("{error} = 0")),
            ];
            ("Which way is the tangent wrong?", options)
        }
        _ => {
            let LittleO { f, g, at, .. } = &session.little_o;
            let place = if at == "0" { String::new() } else { format!(" as x -> {at}") };
            let options =
                vec![option("Yes.", format!("{f} = o({g}){place}")), option("No.", format!("{f} != o({g}){place}"))];
            ("Is f = o(g)?", options)
        }
    };
    (prompt, Task::Predict(Predict { start: link_of(lab, session), options }))
}

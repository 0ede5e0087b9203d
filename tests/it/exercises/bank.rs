//! Every exercise of the bank is asked, answered, and held to its word.

use little_o::exercises::*;
use std::collections::BTreeSet;
use std::path::Path;

/// The text of a data file.
pub fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("exercises").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn index() -> Index {
    read_json(&file("index.json")).unwrap()
}

fn mistakes() -> Mistakes {
    read_json(&file("mistakes.json")).unwrap()
}

/// Every exercise.
pub fn bank() -> Vec<Exercise> {
    let set = |set: &Set| read_json::<Vec<Exercise>>(&file(&format!("{}.json", set.id))).unwrap();
    index().sets.iter().flat_map(set).collect()
}

#[test]
fn the_index_lists_what_there_is() {
    let index = index();
    let listed: Vec<&str> = index.sets.iter().flat_map(|set| &set.items).map(|item| item.id.as_str()).collect();
    let bank = bank();
    assert_eq!(listed, bank.iter().map(|exercise| exercise.id.as_str()).collect::<Vec<_>>());
    assert_eq!(listed.iter().collect::<BTreeSet<_>>().len(), listed.len(), "an id stands twice");
    assert!(listed.len() >= 50, "{} exercises", listed.len());
    for set in &index.sets {
        assert!(set.items.iter().all(|item| set_of(&item.id) == set.id), "ids begin with their set: {}", set.id);
        assert!((5..=10).contains(&set.items.len()), "{} has {} exercises", set.id, set.items.len());
    }
}

/// Everything can be read, and the engine finds one right answer, which passes.
#[test]
fn every_key_is_computed() {
    for exercise in bank() {
        assert_eq!(check(&exercise), Ok(()), "{}", exercise.id);
        let key = key(&exercise.task);
        assert_eq!(Answer::read(&exercise.task, &key.write(&exercise.task)), key, "{}", exercise.id);
        assert!(!worked(&exercise).is_empty(), "{} has no worked answer", exercise.id);
    }
}

/// Whatever the sentences state is true: prompts, hints, and what is said of mistakes.
#[test]
fn every_claim_is_true() {
    let (bank, mistakes) = (bank(), mistakes());
    let of_bank = bank.iter().flat_map(|exercise| texts(exercise).map(|text| (exercise.id.as_str(), text)));
    for (name, text) in of_bank.chain(mistakes.iter().map(|(name, text)| (name.as_str(), text))) {
        for claim in text.claims() {
            assert_eq!(Claim::read(claim).and_then(|claim| claim.holds()), Some(true), "{name} says {claim}");
        }
        for formula in text.formulas() {
            assert!(formula.parse::<little_o::expr::Expr>().is_ok() || formula.contains(" < "), "{name}: {formula}");
        }
    }
}

/// Look, compute, rule: three hints each, and at least one of them states something that is checked.
#[test]
fn there_are_three_hints() {
    for exercise in bank() {
        assert_eq!(exercise.hints.len(), 3, "{}", exercise.id);
    }
}

/// Each exercise names the mistakes it is for, and for each there is an answer that makes it, which the grader names.
#[test]
fn every_mistake_is_caught() {
    let (bank, known) = (bank(), mistakes());
    let mut named = BTreeSet::new();
    for exercise in &bank {
        let claimed = claimed(&exercise.task);
        assert!(!claimed.is_empty(), "{} names no mistake", exercise.id);
        let mut caught = BTreeSet::new();
        for (answer, mistake) in wrong_answers(exercise) {
            let feedback = grade(exercise, &answer);
            let Feedback::Wrong(wrong) = &feedback else { panic!("{}: {answer:?} is {feedback:?}", exercise.id) };
            if let Some(mistake) = mistake {
                assert_eq!(wrong.mistake, Some(mistake), "{}: {answer:?}", exercise.id);
            }
            caught.extend(wrong.mistake.clone());
            assert!(
                wrong.counterexample.is_some() || wrong.show.is_some() || wrong.mistake.is_some(),
                "{}",
                exercise.id
            );
        }
        for mistake in claimed {
            assert!(known.contains_key(&mistake), "{}: nothing is said of {mistake}", exercise.id);
            assert!(caught.contains(&mistake), "{}: no wrong answer shows {mistake}", exercise.id);
            named.insert(mistake);
        }
    }
    // What exercises begin with that somebody makes.
    let made = "watch-the-ratio";
    for mistake in known.keys().filter(|mistake| *mistake != made) {
        assert!(named.contains(mistake), "no exercise is for {mistake}");
    }
}

/// Right answers other than the key pass as well.
#[test]
fn tries_are_graded_as_they_say() {
    for exercise in bank() {
        for Try { answer, mistake } in &exercise.tries {
            match (grade(&exercise, &Answer::read(&exercise.task, answer)), mistake) {
                (Feedback::Right, None) => {}
                (Feedback::Wrong(wrong), Some(mistake)) if wrong.mistake.as_ref() == Some(mistake) => {}
                (feedback, _) => panic!("{}: {answer} is {feedback:?}, not {mistake:?}", exercise.id),
            }
        }
    }
}

#[test]
fn exercises_travel_as_text() {
    for exercise in bank() {
        assert_eq!(read_exercise(&write_exercise(&exercise)), Ok(exercise));
    }
}

/// The mistakes that a task names.
fn claimed(task: &Task) -> BTreeSet<Mistake> {
    let options = |options: &[Choice]| options.iter().filter_map(|option| option.mistake.clone()).collect::<Vec<_>>();
    let conditions = |conditions: &[Condition]| conditions.iter().map(|c| c.mistake.clone()).collect::<Vec<_>>();
    let numbers = |wrong: &[WrongNumber]| wrong.iter().map(|wrong| wrong.mistake.clone()).collect::<Vec<_>>();
    let row = |row: &Row| match row {
        Row::Order(row) => vec![row.mistake.clone()],
        Row::Question(question) => options(&question.options),
    };
    let mistakes = match task {
        Task::Choose(choose) => choose.rows.iter().flat_map(row).collect(),
        Task::Number(number) => numbers(&number.wrong),
        Task::Function(function) => conditions(&function.conditions),
        Task::Formula(formula) => numbers(&formula.wrong),
        Task::Lab(goal) => conditions(&goal.goals),
        Task::Ladder(ladder) => vec![ladder.tie_mistake.clone(), ladder.order_mistake.clone()],
        Task::Match(task) => vec![task.mistake.clone()],
        Task::Predict(predict) => options(&predict.options),
    };
    mistakes.into_iter().collect()
}

/// Wrong answers, with the mistake they make where that is known: one part of the key changed, or those that are listed.
fn wrong_answers(exercise: &Exercise) -> Vec<(Answer, Option<Mistake>)> {
    let task = &exercise.task;
    let mut answers: Vec<(Answer, Option<Mistake>)> = Vec::new();
    if let Answer::Choices(right) = key(task) {
        for row in 0..right.len() {
            for option in 0..option_names(task, row).len() {
                if right[row] != Some(option) {
                    let mut chosen = right.clone();
                    chosen[row] = Some(option);
                    answers.push((Answer::Choices(chosen), None));
                }
            }
        }
    }
    let listed = match task {
        Task::Number(number) => &number.wrong[..],
        Task::Formula(formula) => &formula.wrong[..],
        _ => &[],
    };
    for WrongNumber { value, mistake } in listed {
        let text = match task {
            Task::Number(_) => number::exact(value).unwrap().to_string(),
            _ => value.clone(),
        };
        answers.push((Answer::Typed(text), Some(mistake.clone())));
    }
    let tries = exercise.tries.iter().filter(|tried| tried.mistake.is_some());
    answers.extend(tries.map(|tried| (Answer::read(task, &tried.answer), tried.mistake.clone())));
    answers
}

//! The exercises: the grader, on the course's cases; and every exercise of the bank, with everything that it says.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod bank;
mod form;
mod schema;

use little_o::exercises::{
    Answer, Counterexample, Exercise, Fault, Feedback, Kind, Progress, grade, made_from, read_exercise, write_exercise,
};
use little_o::session::Lab;
use proptest::prelude::*;

/// An exercise around a task, as an author would write it.
fn exercise(task: &str) -> Exercise {
    read_exercise(&format!(r#"{{ "prompt": {{ "en": "?" }}, "task": {task} }}"#)).unwrap()
}

fn rows(pairs: &[(&str, &str)]) -> Exercise {
    let row = |(f, g): &(&str, &str)| format!(r#"{{ "order": {{ "f": "{f}", "g": "{g}", "mistake": "m" }} }}"#);
    exercise(&format!(r#"{{ "choose": {{ "rows": [{}] }} }}"#, pairs.iter().map(row).collect::<Vec<_>>().join(",")))
}

fn result(exercise: &Exercise, answer: &str) -> Feedback {
    grade(exercise, &Answer::read(&exercise.task, answer))
}

#[track_caller]
fn check(exercise: &Exercise, answer: &str, expected: &str) {
    let feedback = result(exercise, answer);
    assert_eq!(feedback.name(), expected, "{answer}: {feedback:?}");
}

/// Graded question 1 of the course: is it o(x)? And question 2: is it o(x²)? Its answers, and every other one.
#[test]
fn the_courses_lists() {
    let list = ["x", "x^2", "5x", "(1/10^6)*x", "10^6*x^3", "exp(x)"];
    for (g, right) in [("x", "no,yes,no,no,yes,no"), ("x^2", "no,no,no,no,yes,no")] {
        let question = rows(&list.map(|f| (f, g)));
        check(&question, right, "right");
        for row in 0..list.len() {
            let mut words: Vec<&str> = right.split(',').collect();
            words[row] = if words[row] == "yes" { "no" } else { "yes" };
            let Feedback::Wrong(wrong) = result(&question, &words.join(",")) else { panic!("{words:?} passes") };
            assert_eq!(wrong.part, Some(row), "{words:?}");
            assert!(matches!(wrong.counterexample, Some(Counterexample::Ratio { .. })), "{words:?}: {wrong:?}");
        }
    }
}

/// Answers are graded in order; what is open is not wrong.
#[test]
fn lists_are_graded_line_by_line() {
    let question = rows(&[("x", "x"), ("x^2", "x"), ("5x", "x")]);
    check(&question, "", "unreadable");
    check(&question, "no,yes", "unreadable");
    check(&question, "no,-,yes", "unreadable");
    check(&question, "yes,-,-", "wrong");
    check(&question, "no,yes,no", "right");
    check(&question, "maybe", "unreadable");
}

#[test]
fn the_counterexample_is_the_students_own() {
    let sentence = |feedback: Feedback| match feedback {
        Feedback::Wrong(wrong) => wrong.counterexample.unwrap().sentence(),
        other => panic!("{other:?}"),
    };
    let said = sentence(result(&rows(&[("5x", "x")]), "yes"));
    assert_eq!(said, "At x = 0.001, `5*x` is 5 times `x`; at x = 0.000001 it is still 5 times.");
    let question =
        exercise(r#"{ "function": { "conditions": [{ "holds": "f = o(x)", "mistake": "m" }], "example": "x^2" } }"#);
    let said = sentence(result(&question, "3x + x^2"));
    assert_eq!(said, "At x = 0.001, `3*x + x^2` is 3.001 times `x`; at x = 0.000001, 3.000 times.");
    // The side that fails is shown.
    let said = sentence(result(&question, "|x| - x"));
    assert_eq!(said, "At x = −0.001, `abs(x) - x` is −2 times `x`; at x = −0.000001 it is still −2 times.");
}

const APPROXIMATION: &str = r#"{ "formula": { "rule": "linear-approx", "wrong": [
    { "value": "f(x + eps)", "mistake": "true-value" }, { "value": "f(x) + eps", "mistake": "no-slope" } ] } }"#;
const STEP: &str = r#"{ "formula": { "rule": "gd-step", "wrong": [
    { "value": "x + eta", "mistake": "no-gradient" }, { "value": "x + eta*f'(x)", "mistake": "plus-sign" } ] } }"#;

/// The course's `linear_approx`, in the spellings students use.
#[test]
fn the_courses_linear_approx() {
    let question = exercise(APPROXIMATION);
    for right in [
        "f(x) + f'(x)*eps",
        "f(x)+f′(x)·ε",
        "f(x) + grad f(x) ε",
        "ε*∇f(x) + f(x)",
        "f + f' eps",
        "f(x) - (-eps)*grad(f)(x)",
    ] {
        check(&question, right, "right");
    }
    for wrong in
        ["f(x)", "f(x) - f'(x)*eps", "f'(x)*eps", "f(x + eps)", "f(x) + eps", "f(x) + f'(x + eps)*eps", "x + eps", "0"]
    {
        check(&question, wrong, "wrong");
    }
    for unreadable in ["", "f(x) +", "f(x) + y", "f(x) + sn(x)", "f((x)", "ζ"] {
        check(&question, unreadable, "unreadable");
    }
}

/// The course's `gd_step`. x + η and a plus sign are caught and named.
#[test]
fn the_courses_gd_step() {
    let question = exercise(STEP);
    for right in ["x - eta*f'(x)", "x − η f′(x)", "x_t - alpha * grad f(x_t)", "x - lr*∇f(x)", "-(η*f'(x) - x)"]
    {
        check(&question, right, "right");
    }
    for (wrong, mistake) in
        [("x + eta", Some("no-gradient")), ("x + eta*f'(x)", Some("plus-sign")), ("η + x", Some("no-gradient"))]
    {
        let Feedback::Wrong(found) = result(&question, wrong) else { panic!("{wrong} passes") };
        assert_eq!(found.mistake.as_deref(), mistake, "{wrong}");
        assert!(matches!(found.counterexample, Some(Counterexample::Case(_))), "{wrong}: {found:?}");
    }
    for wrong in ["x", "x - f'(x)", "x - eta*f(x)", "x - eta*f'(x)/2", "x - eta*f'(x) + eta^2", "x - eta"] {
        check(&question, wrong, "wrong");
    }
}

/// A case that fails is named with its numbers.
#[test]
fn failing_cases_are_named() {
    let Feedback::Wrong(wrong) = result(&exercise(STEP), "x + eta") else { panic!() };
    let said = wrong.counterexample.unwrap().sentence();
    assert_eq!(said, "For f(x) = `x`, x = 1 and a step of 1 the answer is 0; your formula gives 2.");
}

#[test]
fn numbers_may_be_exact_or_near() {
    let exact = exercise(
        r#"{ "number": { "value": "guess(sqrt(x), 4, 0.1)", "wrong": [{ "value": "sqrt(4.1)", "mistake": "true" }] } }"#,
    );
    for (answer, expected) in [
        ("2.025", "right"),
        ("81/40", "right"),
        ("2 + 1/40", "right"),
        ("2.02", "wrong"),
        ("x", "unreadable"),
        ("1/0", "unreadable"),
        ("two", "unreadable"),
    ] {
        check(&exact, answer, expected);
    }
    let Feedback::Wrong(wrong) = result(&exact, "sqrt(4.1)") else { panic!() };
    assert_eq!((wrong.mistake.as_deref(), wrong.counterexample), (Some("true"), Some(Counterexample::TooSmall)));
    let near = exercise(r#"{ "number": { "value": "pi", "tolerance": "0.01" } }"#);
    for (answer, expected) in [("3.14", "right"), ("22/7", "right"), ("3.1", "wrong"), ("pi", "right")] {
        check(&near, answer, expected);
    }
}

/// Where the engine does not know, nothing is graded.
#[test]
fn undecided_is_not_wrong() {
    let question =
        exercise(r#"{ "function": { "conditions": [{ "holds": "f = o(x)", "mistake": "m" }], "example": "x^2" } }"#);
    check(&question, "0*log(-1 - x^2)", "unreadable");
}

/// No link, however hostile, is taken that cannot be asked; none breaks the page.
#[test]
fn hostile_exercises_are_refused() {
    let wrap = |task: &str| format!(r#"{{ "prompt": {{ "en": "?" }}, "task": {task} }}"#);
    let row = r#"{ "order": { "f": "x", "g": "x", "mistake": "m" } }"#;
    let refused = [
        String::new(),
        "null".into(),
        "[".repeat(10_000),
        wrap("{}"),
        wrap(r#"{ "choose": { "rows": [] } }"#),
        wrap(&format!(r#"{{ "choose": {{ "rows": [{}] }} }}"#, vec![row; 13].join(","))),
        wrap(r#"{ "choose": { "rows": [{ "order": { "f": "(", "g": "x", "mistake": "m" } }] } }"#),
        wrap(r#"{ "choose": { "rows": [{ "order": { "f": "x", "g": "0", "mistake": "m" } }] } }"#),
        wrap(
            r#"{ "choose": { "rows": [{ "question": { "ask": { "en": "?" }, "options": [{ "text": { "en": "a" }, "holds": ["1 < 0"] }] } }] } }"#,
        ),
        wrap(r#"{ "number": { "value": "iterate(x^2, 1, 0.1, 999999999)" } }"#),
        wrap(r#"{ "number": { "value": "9^9^9^9" } }"#),
        wrap(
            r#"{ "lab": { "start": "javascript:alert(1)", "goals": [{ "holds": "1 > 0", "mistake": "m" }], "example": "" } }"#,
        ),
        wrap(r#"{ "function": { "conditions": [{ "holds": "f = o(x)", "mistake": "m" }], "example": "x" } }"#),
        r#"{ "prompt": { "de": "?" }, "task": { "number": { "value": "1" } } }"#.into(),
        r#"{ "prompt": { "en": "{nonsense}" }, "task": { "number": { "value": "1" } } }"#.into(),
        r#"{ "prompt": { "en": "?" }, "show": "https://example.org", "task": { "number": { "value": "1" } } }"#.into(),
        r#"{ "prompt": { "en": "?" }, "script": "x", "task": { "number": { "value": "1" } } }"#.into(),
    ];
    for json in refused {
        let fault = read_exercise(&json).map(drop).expect_err(&json);
        assert!(!fault.sentence().is_empty());
    }
    assert_eq!(read_exercise(&" ".repeat(30_000)), Err(Fault::TooLong));
    // Judging all these claims would keep the page busy.
    let option =
        |count| format!(r#"{{ "text": {{ "en": "a" }}, "holds": [{}] }}"#, vec![r#""x = o(1)""#; count].join(","));
    let many = wrap(&format!(
        r##"{{ "predict": {{ "start": "#/little-o", "options": [{}] }} }}"##,
        vec![option(11); 4].join(",")
    ));
    assert_eq!(read_exercise(&many), Err(Fault::TooLong));
    let nothing_shown = wrap(r#"{ "choose": { "rows": [{ "order": { "f": "x", "g": "1", "mistake": "" } }] } }"#);
    assert_eq!(read_exercise(&nothing_shown), Err(Fault::Empty));
}

/// Whatever kind a lecturer begins with, from whatever lab, it can be asked as it stands, and travels as text.
#[test]
fn every_kind_can_be_made_from_every_lab() {
    for kind in Kind::ALL {
        for lab in [Lab::LittleO, Lab::Tangent, Lab::Descent] {
            for link in [
                "#/little-o",
                "#/little-o?f=x&g=x^2",
                "#/little-o?f=abs(x)-x&g=x&side=left",
                "#/little-o?f=x-1&g=1&at=1",
                "#/tangent?f=x^3&x=2&eps=-0.01",
                "#/tangent?f=exp(x)&x=0&eps=0.1",
                "#/descent?f=x^2&x=1&rate=1.1",
                "#/descent?f=x^2&x=1&rate=1",
                "#/descent?f=abs(x)&x=0.35&rate=0.2",
                "#/descent?f=(x^2-1)^2&x=1.8&rate=0.01",
            ] {
                let made = made_from(kind, lab, &little_o::link::from_fragment(link).0);
                assert_eq!(read_exercise(&write_exercise(&made)), Ok(made), "{kind:?} from {lab:?} at {link}");
            }
        }
    }
}

/// A goal in the tangent or descent lab is about the function that the exercise gives.
#[test]
fn another_function_in_the_lab_is_not_graded() {
    let question = exercise(
        r##"{ "lab": { "start": "#/descent?f=x%5E2&x=1", "example": "#/descent?f=x%5E2&x=1&rate=0.5",
             "goals": [{ "holds": "iterate(f, x, rate, 1) = 0", "mistake": "m" }] } }"##,
    );
    check(&question, "#/descent?f=x%5E2&x=1&rate=0.5", "right");
    check(&question, "#/descent?f=x%5E2&x=1&rate=0.1", "wrong");
    check(&question, "#/descent?f=0*x&x=0&rate=0.1", "unreadable");
}

#[test]
fn progress_is_read_back_and_merged() {
    let text = r#"{"version":1,"exercises":{"a":{"answer":"no","solved":false,"wrong":2,"hints":1},"b":{"answer":"1","solved":true,"wrong":0,"hints":0}}}"#;
    let progress = Progress::read(text).unwrap();
    assert_eq!(progress.write(), text);
    let newer = r#"{"version":1,"exercises":{"a":{"answer":"yes","solved":true,"wrong":2,"hints":1},"b":{"answer":"2","solved":false,"wrong":1,"hints":0}}}"#;
    let merged = progress.merged(Progress::read(newer).unwrap());
    assert!(merged.exercises["a"].solved && merged.exercises["b"].solved);
    for hostile in ["", "{}", "[]", r#"{"version":1,"exercises":{"a":{}}}"#, &"[".repeat(100_000)] {
        assert!(Progress::read(hostile).is_err(), "{hostile:.30}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Kind (c): of the powers c·|x|^(p/q), those with 1 < p/q < 2 or p/q = 2 are o(x) and not o(x²).
    #[test]
    fn every_function_with_the_property_counts(c in 1_u32..50, p in 1_u32..12, q in 1_u32..6) {
        let question = exercise(
            r#"{ "function": { "conditions": [{ "holds": "f = o(x)", "mistake": "large" }, { "holds": "f != o(x^2)", "mistake": "small" }], "example": "x^2" } }"#,
        );
        let expected = match (q < p, p <= 2 * q) {
            (true, true) => None,
            (false, _) => Some("large"),
            (_, false) => Some("small"),
        };
        let found = match result(&question, &format!("{c}*|x|^({p}/{q})")) {
            Feedback::Right => None,
            Feedback::Wrong(wrong) => wrong.mistake,
            Feedback::Unreadable(reason) => panic!("{reason:?}"),
        };
        prop_assert_eq!(found.as_deref(), expected);
    }

    /// Kind (d): whatever equals f(x) + f′(x)·ε is right, whatever differs by a multiple of ε² or a slope is wrong.
    #[test]
    fn every_equal_formula_counts(a in -9_i32..10, b in 1_i32..10) {
        let question = exercise(APPROXIMATION);
        let equal = format!("({a} + {b}*eps*f'(x) + {b}*f(x) - {a})/{b}");
        prop_assert_eq!(result(&question, &equal).name(), "right");
        if a != 0 {
            prop_assert_eq!(result(&question, &format!("f(x) + f'(x)*eps + {a}*eps^2")).name(), "wrong");
            prop_assert_eq!(result(&question, &format!("f(x) + (f'(x) + {a}/{b})*eps")).name(), "wrong");
        }
    }

    /// Nothing a student can type makes the grader fail.
    #[test]
    fn the_grader_takes_any_text(text in "[fxε'′∇ηgrad()+*/^0-9 .,<=-]{0,24}") {
        for task in [APPROXIMATION, STEP] {
            result(&exercise(task), &text);
        }
        let ladder = exercise(r#"{ "ladder": { "functions": ["x", "x^2"], "tie_mistake": "t", "order_mistake": "o" } }"#);
        result(&ladder, &text);
        result(&rows(&[("x", "x")]), &text);
    }
}

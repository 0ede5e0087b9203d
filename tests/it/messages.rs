//! Messages between a frame and the page around it: the schema, hostile ones, and the way of a state there and back.

#![allow(clippy::unwrap_used, clippy::panic)]

use little_o::api::message::{Command, Fault, Move, Refusal, Request, Value, message};
use little_o::link;
use little_o::session::{Lab, Session};
use proptest::prelude::*;

/// A message as a page would write it, in JSON.
fn value(json: &str) -> Value {
    fn of(json: &serde_json::Value) -> Value {
        match json {
            serde_json::Value::Null => Value::Nothing,
            serde_json::Value::Bool(flag) => Value::Flag(*flag),
            serde_json::Value::Number(number) => Value::Number(number.as_f64().unwrap()),
            serde_json::Value::String(text) => Value::Text(text.clone()),
            serde_json::Value::Array(items) => Value::List(items.iter().map(of).collect()),
            serde_json::Value::Object(map) => Value::Object(map.iter().map(|(k, v)| (k.clone(), of(v))).collect()),
        }
    }
    of(&serde_json::from_str(json).unwrap())
}

fn ours(rest: &str) -> Value {
    value(&format!(r#"{{"source":"little-o","version":1,{rest}}}"#))
}

#[track_caller]
fn check(rest: &str, command: Command) {
    let read = Request::read(&ours(&format!(r#""id":"a1",{rest}"#)));
    assert_eq!(read, Ok(Request { id: Value::Text("a1".into()), command }), "{rest}");
}

#[test]
fn every_request_is_read() {
    check(r#""type":"hello""#, Command::Hello);
    check(r#""type":"getState""#, Command::GetState);
    check(r#""type":"play""#, Command::Move(Move::Play));
    check(r#""type":"pause""#, Command::Move(Move::Pause));
    check(r#""type":"step","more":[1,2]"#, Command::Move(Move::Step));
    check(r#""type":"reset""#, Command::Move(Move::Reset));
    let pairs = [("f", "x^3"), ("predict", "1"), ("tol", "0.5")].map(|(key, value)| (key.to_owned(), value.to_owned()));
    check(r#""type":"setState","state":{"f":"x^3","predict":true,"tol":0.5}"#, Command::SetState(pairs.to_vec()));
    let open = Command::Open("/tangent?x=1".into());
    check(r##""type":"setState","link":"https://host/little-o/#/tangent?x=1""##, open.clone());
    check(r##""type":"setState","state":"#/tangent?x=1""##, open);
}

/// What is not ours is passed over in silence: pages and their other frames say many things.
#[test]
fn strangers_are_not_answered() {
    for json in [
        "null",
        "1",
        "\"slide:start\"",
        "\"little-o\"",
        "[]",
        "[\"little-o\"]",
        "{}",
        r#"{"source":"Little-o","version":1,"type":"hello"}"#,
        r#"{"source":["little-o"],"version":1,"type":"hello"}"#,
        r#"{"source":{"source":"little-o"},"version":1,"type":"hello"}"#,
        r#"{"version":1,"type":"hello"}"#,
        r#"{"source":null,"version":1,"type":"reset"}"#,
        r#"{"subject":"lti.frameResize","height":100}"#,
        r#"{"namespace":"reveal","eventName":"slidechanged"}"#,
    ] {
        assert_eq!(Request::read(&value(json)), Err(Refusal::NotOurs), "{json}");
    }
}

#[test]
fn what_does_not_fit_the_schema_is_refused_with_its_reason() {
    let long = "x".repeat(70_000);
    let many: Vec<String> = (0..300).map(|i| format!("\"p.a{i}\":1")).collect();
    let cases = [
        (r#""type":"sudo""#.to_owned(), Fault::Type),
        (r#""type":"Play""#.into(), Fault::Type),
        (r#""type":"__proto__""#.into(), Fault::Type),
        (r#""type":["play"]"#.into(), Fault::Type),
        (r#""typo":"play""#.into(), Fault::Type),
        (r#""type":"eval","code":"alert(1)""#.into(), Fault::Type),
        (r#""type":"setState""#.into(), Fault::State),
        (r#""type":"setState","state":null"#.into(), Fault::State),
        (r#""type":"setState","state":5"#.into(), Fault::State),
        (r#""type":"setState","state":["f"]"#.into(), Fault::State),
        (r#""type":"setState","state":{"f":null}"#.into(), Fault::State),
        (r#""type":"setState","state":{"f":{"toString":"x"}}"#.into(), Fault::State),
        (r#""type":"setState","state":{"f":["x"]}"#.into(), Fault::State),
        (r#""type":"setState","state":"javascript:alert(1)""#.into(), Fault::State),
        (r#""type":"setState","link":7"#.into(), Fault::State),
        (format!(r#""type":"setState","state":{{"f":"{long}"}}"#), Fault::State),
        (format!(r##""type":"setState","link":"#/{long}""##), Fault::TooLong),
        (format!(r#""type":"setState","state":{{{}}}"#, many.join(",")), Fault::TooLong),
    ];
    for (rest, fault) in cases {
        assert_eq!(Request::read(&ours(&rest)), Err(Refusal::Malformed { id: Value::Nothing, fault }), "{rest}");
        assert!(fault.message().ends_with('.'), "{}", fault.message());
    }
    for version in ["0", "2", "\"1\"", "null", "true", "[1]"] {
        let json = format!(r#"{{"source":"little-o","version":{version},"type":"hello","id":3}}"#);
        let refused = Err(Refusal::Malformed { id: Value::Number(3.0), fault: Fault::Version });
        assert_eq!(Request::read(&value(&json)), refused, "{json}");
    }
}

/// An id is a number or a short text, or it is not repeated.
#[test]
fn ids_that_are_no_ids_are_dropped() {
    for (id, kept) in [
        ("7", Value::Number(7.0)),
        ("\"é\"", Value::Text("é".into())),
        ("[1]", Value::Nothing),
        ("{}", Value::Nothing),
        ("true", Value::Nothing),
    ] {
        let read = Request::read(&ours(&format!(r#""type":"hello","id":{id}"#))).unwrap();
        assert_eq!(message("ready", &read.id, Vec::new()), message("ready", &kept, Vec::new()), "{id}");
        assert_eq!(read.id, kept);
    }
}

#[test]
fn a_state_goes_there_and_back() {
    for fragment in [
        "#/little-o?f=a*x&g=%7Cx%7C&at=-oo&p.a=2.5",
        "#/tangent?x=1,1&eps=0.1,0&slope=3&view=-1,1,-2,2",
        "#/descent?rate=0.03,12:0.2&step=12&method=adam&hide=share",
        "#/exercises/powers-sum?answer=no,-,yes",
        "#/exercises/steps-one?lab=descent&rate=0.5",
        "#/exercises/summary?a.powers-sum=no&a.steps-one=0.5",
    ] {
        let (session, notes) = link::from_fragment(fragment);
        assert_eq!(notes, []);
        let (restored, notes) = link::with_pairs(Session::default(), &link::to_pairs(&session));
        assert_eq!((restored, notes.len()), (session, 0), "{fragment}");
    }
}

#[test]
fn what_a_state_does_not_name_stays() {
    let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    let (session, _) = link::from_fragment("#/tangent?f=x^2&x=1&theme=dark");
    let (changed, notes) = link::with_pairs(session.clone(), &[pair("eps", "0.5")]);
    assert_eq!(notes, []);
    assert_eq!(link::to_fragment(&changed), "#/tangent?f=x%5E2&x=1&eps=0.5&theme=dark");
    let (unchanged, notes) = link::with_pairs(session, &[pair("eps", "<b>"), pair("lab", "nowhere"), pair("F", "1")]);
    assert_eq!((unchanged.lab, unchanged.tangent.eps, notes.len()), (Lab::Tangent, 0.25, 2));
}

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Nothing),
        any::<bool>().prop_map(Value::Flag),
        any::<f64>().prop_map(Value::Number),
        "little-o|hello|setState|#/tangent?x=.{0,5}|.{0,9}".prop_map(Value::Text),
    ];
    leaf.prop_recursive(3, 24, 6, |inner| {
        let key = "source|version|type|id|state|link|f|x|lab|p\\..{0,3}|.{0,5}";
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::List),
            proptest::collection::vec((key, inner), 0..6).prop_map(Value::Object),
        ]
    })
}

proptest! {
    #[test]
    fn no_message_breaks_anything(rest in values(), kind in "hello|setState|play|.{0,8}") {
        let mut entries = vec![
            ("source".to_owned(), Value::Text("little-o".into())),
            ("version".to_owned(), Value::Number(1.0)),
            ("type".to_owned(), Value::Text(kind)),
            ("state".to_owned(), rest.clone()),
        ];
        if let Value::Object(more) = rest {
            entries.extend(more);
        }
        if let Ok(Request { command: Command::SetState(pairs), .. }) = Request::read(&Value::Object(entries)) {
            let (session, _) = link::with_pairs(Session::default(), &pairs);
            // Whatever came, the session is one that a link can say.
            let (again, notes) = link::from_fragment(&link::to_fragment(&session));
            prop_assert_eq!((again, notes.len()), (session, 0));
        }
    }
}

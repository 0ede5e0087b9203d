//! Links: the contract's keys, old forms, hostile ones, and the round trip.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use little_o::link::{Fault, from_fragment, to_fragment};
use little_o::session::*;
use proptest::prelude::*;

/// Opens a link that must be without fault.
#[track_caller]
fn open(fragment: &str) -> Session {
    let (session, notes) = from_fragment(fragment);
    assert_eq!(notes, [], "{fragment}");
    session
}

/// The fragment reads without fault and is written again as `canonical`.
#[track_caller]
fn check(fragment: &str, canonical: &str) {
    assert_eq!(to_fragment(&open(fragment)), canonical, "{fragment}");
}

#[test]
fn defaults_are_not_written() {
    for lab in [Lab::Welcome, Lab::LittleO, Lab::Tangent, Lab::Descent, Lab::Exercises] {
        let session = Session { lab, ..Session::default() };
        assert!(!to_fragment(&session).contains('?'));
        assert_eq!(open(&to_fragment(&session)), session);
    }
    check("#/little-o?f=x^2&g=x&var=x&at=0&side=both&scale=linear&zoom=0&tol=0.1&predict=0", "#/little-o");
    check("#/tangent?f=cos(pi*x)&x=0.25&eps=0.25&slope=&zoom=0", "#/tangent");
    check("#/descent?f=x^4-3x^2+x&x=2&rate=0.03&steps=40&step=0&method=gd&beta=0.9", "#/descent");
    check("#/descent?v=1&embed=0&theme=auto&lang=auto&hide=&static=0&view=", "#/descent");
}

/// Forms that have been written once and must be read for ever.
#[test]
fn old_and_raw_forms() {
    check("", "#/");
    check("#", "#/");
    check("/", "#/");
    check("#/tangent/", "#/tangent");
    check("#/little-o?", "#/little-o");
    check("#/little-o?f=x^3+x&&g=x", "#/little-o?f=x%5E3%2Bx");
    check("#/little-o?f=x%5e3%2Bx", "#/little-o?f=x%5E3%2Bx");
    check("#/little-o?f=√x", "#/little-o?f=%E2%88%9Ax");
    check("#/little-o?f=100%&g=a=b", "#/little-o?f=100%25&g=a%3Db");
    check("#/little-o?g=x**2&f=|x|", "#/little-o?f=%7Cx%7C&g=x**2");
    check("#/little-o?at=pi/2&side=left&scale=loglog", "#/little-o?at=pi/2&side=left&scale=loglog");
    check("#/little-o?at=-oo", "#/little-o?at=-oo");
    check("#/little-o?zoom=3.0&tol=1e-2&predict=true", "#/little-o?zoom=3&tol=0.01&predict=1");
    check("#/little-o?later=1&F=x", "#/little-o");
    check("#/tangent?x=1,1&eps=0.1,0", "#/tangent?x=1,1&eps=0.1,0");
    check("#/tangent?x=-1/2&eps=pi", "#/tangent?x=-0.5&eps=3.141592653589793");
    check("#/descent?rate=0.03,12:0.2,20:1e-3", "#/descent?rate=0.03,12:0.2,20:0.001");
    check("#/descent?method=momentum&beta=0.5&step=12", "#/descent?step=12&method=momentum&beta=0.5");
    check("#/tangent?view=-1,1,-2.50,2&theme=dark&embed=1", "#/tangent?embed=1&theme=dark&view=-1,1,-2.5,2");
    check("#/tangent?hide=Share,Point x value&static=1&lang=de", "#/tangent?lang=de&hide=share,point-x-value&static=1");
    check("#/little-o?f=a*x&p.a=2.50&p.b=-1", "#/little-o?f=a*x&p.a=2.5&p.b=-1");
    check("#/?f=x^3", "#/?f=x%5E3");
    check("#/exercises/", "#/exercises");
    check("#/exercises/powers-sum?answer=no,-,yes", "#/exercises/powers-sum?answer=no,-,yes");
    check("#/exercises/tangents-largest?lab=tangent&f=x^2&x=3", "#/exercises/tangents-largest?lab=tangent&f=x%5E2&x=3");
    check("#/exercises/summary?a.powers-between=x^2&f=x", "#/exercises/summary?a.powers-between=x%5E2");
    check("#/exercises/own?made={}", "#/exercises/own?made=%7B%7D");
}

/// A bad value gives its default and one note that names the key.
#[test]
fn bad_values_are_reported() {
    let cases = [
        ("little-o", "at=abc", Fault::NotAPoint),
        ("little-o", "at=x", Fault::NotAPoint),
        ("little-o", "at=", Fault::NotAPoint),
        ("little-o", "at=1/0", Fault::NotAPoint),
        ("little-o", "side=up", Fault::UnknownWord),
        ("little-o", "zoom=1e9", Fault::OutOfRange),
        ("little-o", "tol=-1", Fault::OutOfRange),
        ("little-o", "var=sin", Fault::NotALetter),
        ("little-o", "var=2x", Fault::NotALetter),
        ("tangent", "x=abc", Fault::NotANumber),
        ("tangent", "x=NaN", Fault::NotANumber),
        ("tangent", "x=inf", Fault::NotANumber),
        ("tangent", "x=1,", Fault::NotANumber),
        ("tangent", "eps=1e999", Fault::NotANumber),
        ("descent", "rate=-0.1", Fault::OutOfRange),
        ("descent", "rate=0.1,5", Fault::NotANumber),
        ("descent", "rate=0.1,5:0.2,5:0.3", Fault::OutOfRange),
        ("descent", "steps=0", Fault::OutOfRange),
        ("descent", "steps=1e9", Fault::NotANumber),
        ("descent", "step=41", Fault::OutOfRange),
        ("descent", "method=magic", Fault::UnknownWord),
        ("descent", "beta=1", Fault::OutOfRange),
        ("descent", "theme=pink", Fault::UnknownWord),
        ("descent", "lang=<b>", Fault::UnknownWord),
        ("descent", "view=1,0,0,1", Fault::OutOfRange),
        ("descent", "view=1,2", Fault::NotANumber),
        ("descent", "p.sin=1", Fault::NotALetter),
        ("descent", "p.a=x", Fault::NotANumber),
        ("descent", "v=2", Fault::NewerVersion),
    ];
    for (lab, pair, fault) in cases {
        let (session, notes) = from_fragment(&format!("#/{lab}?{pair}"));
        let (key, value) = pair.split_once('=').unwrap();
        assert_eq!(notes.iter().map(|n| (n.key.as_str(), n.fault)).collect::<Vec<_>>(), [(key, fault)], "{pair}");
        assert!(notes[0].message().contains(&format!("`{key}")) && notes[0].message().contains(value), "{pair}");
        assert_eq!(to_fragment(&session), format!("#/{lab}"), "{pair}");
    }
}

#[test]
fn an_unknown_lab_opens_the_front_page_with_a_note() {
    for lab in ["fit", "tangent/e12", "LITTLE-O", "nothing here", "<script>"] {
        let (session, notes) = from_fragment(&format!("#/{lab}?f=1"));
        assert_eq!(session, Session::default());
        assert_eq!(notes[0].fault, Fault::UnknownLab);
        assert!(notes[0].message().contains(lab));
    }
}

#[test]
fn hostile_lengths_are_refused() {
    let (session, notes) = from_fragment(&format!("#/little-o?f={}", "x".repeat(1_000_000)));
    assert_eq!((session, notes[0].fault), (Session::default(), Fault::TooLong));
    let (session, notes) = from_fragment(&format!("#/little-o?f={}&g=1", "(".repeat(30_000)));
    assert_eq!((session.little_o.f.as_str(), session.little_o.g.as_str()), ("x^2", "1"));
    assert_eq!(notes[0].fault, Fault::TooLong);
    let many: String = (0..1000).map(|i| format!("&p.a{i}=1")).collect();
    assert_eq!(from_fragment(&format!("#/tangent?{many}")).0.params.len(), 52);
}

fn finite() -> impl Strategy<Value = f64> {
    // Minus zero is zero in a link.
    prop_oneof![any::<f64>(), -10.0..10.0f64].prop_filter("finite", |x| x.is_finite()).prop_map(|x| x + 0.0)
}

fn sessions() -> impl Strategy<Value = Session> {
    let little_o = (".{0,12}", ".{0,12}", "[a-df-hj-z]", "0|oo|-oo|2|-1/2|pi/2", finite(), any::<bool>()).prop_map(
        |(f, g, var, at, tol, predict)| {
            let little_o = LittleO {
                f,
                g,
                var,
                at,
                predict,
                side: Approach::Left,
                scale: Scale::LogLog,
                zoom: 2.5,
                tol: tol.abs() + f64::MIN_POSITIVE,
            };
            Session { lab: Lab::LittleO, little_o, ..Session::default() }
        },
    );
    let tangent = (".{0,12}", finite(), finite(), proptest::option::of(finite()), proptest::option::of(finite()))
        .prop_map(|(f, x, eps, second, slope)| {
            let tangent = Tangent { f, var: "t".into(), x, y: second, eps, eps_y: second, slope, zoom: -1.0 };
            Session { lab: Lab::Tangent, tangent, ..Session::default() }
        });
    let descent = (
        ".{0,12}",
        finite(),
        finite(),
        1usize..10_000,
        proptest::collection::btree_map(1usize..10_000, finite(), 0..5),
    )
        .prop_map(|(f, x, rate, steps, changes)| {
            let changes = changes.into_iter().map(|(step, rate)| (step, rate.abs())).collect();
            let descent = Descent {
                f,
                x,
                y: None,
                rate: rate.abs(),
                changes,
                steps,
                step: steps / 2,
                method: Method::Adam,
                beta: 0.5,
            };
            Session { lab: Lab::Descent, descent, ..Session::default() }
        });
    let shared = (proptest::collection::btree_map("[a-df-hj-z]", finite(), 0..4), finite(), any::<bool>());
    (prop_oneof![little_o, tangent, descent], shared).prop_map(|(session, (params, x0, embed))| {
        let view = (x0.abs() < 1e300).then(|| View { x0, x1: x0 + x0.abs() + 1.0, y0: -1.0, y1: 0.1 });
        let page =
            Page { embed, theme: Theme::Projector, lang: "pt-BR".into(), hide: vec!["step-ε".into()], still: embed };
        Session { params, view, page, ..session }
    })
}

proptest! {
    #[test]
    fn a_link_restores_its_session(session in sessions()) {
        let fragment = to_fragment(&session);
        prop_assert!(fragment.bytes().all(|b| b.is_ascii_graphic()), "{}", fragment);
        let (restored, notes) = from_fragment(&fragment);
        prop_assert_eq!(&restored, &session);
        prop_assert!(notes.is_empty());
    }

    #[test]
    fn any_text_opens_and_is_then_stable(text in "(#/)?(little-o|tangent|descent)?[?]?.{0,60}") {
        let (session, _) = from_fragment(&text);
        prop_assert_eq!(&open(&to_fragment(&session)), &session);
    }
}

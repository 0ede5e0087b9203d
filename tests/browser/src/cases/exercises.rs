//! The exercises: each kind is solved by keyboard alone and by touch, a whole set on a phone, and nothing is lost.

use super::access::tab_to;
use crate::Case;
use crate::page::{Page, Screen, Site, wait};
use crate::webdriver::{Element, key};
use anyhow::{Context, Result, ensure};
use serde_json::json;

pub const CASES: &[Case] = &[
    ("exercises: the menu leads to the list, and the list to an exercise", list),
    ("exercises: a wrong answer is named and refuted, and another answer clears that at once", wrong),
    ("exercises: what cannot be read costs nothing", unreadable),
    ("exercises: hints come one at a time, then the worked answer", hints),
    ("exercises: every kind is solved by the keyboard alone", by_keyboard),
    ("exercises: every kind is solved by touch", by_touch),
    ("exercises: a whole set is solved on a phone", whole_set),
    ("exercises: links hold the answer, progress is kept and can be handed in", links_and_progress),
    ("exercises: an exercise of one's own travels in its link, and hostile ones are refused", own),
];

fn list(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/", |page| {
        page.session.click(&page.find("link", "Exercises")?)?;
        page.find("heading", "Constants do not matter")?;
        page.session.click(&page.find("link", "Which are o(x)?")?)?;
        page.find("heading", "Which are o(x)?")?;
        wait("the exercise in the address", || {
            Ok(page.session.address()?.contains("#/exercises/constants-course").then_some(()))
        })?;
        title(page, "Which are o(x)? · Exercises · Little-o")?;
        page.session.back()?;
        page.find("heading", "Constants do not matter")?;
        title(page, "Exercises · Little-o")
    })
}

/// The tab says what is open.
fn title(page: &Page, expected: &str) -> Result<()> {
    wait(expected, || Ok((page.session.script("return document.title", &[])? == expected).then_some(())))
}

fn result(page: &Page, expected: &str) -> Result<()> {
    page.expect("Feedback", &[("result", expected)])
}

fn wrong(site: &Site) -> Result<()> {
    for screen in [Screen::PHONE, Screen { dark: true, ..Screen::DESKTOP }] {
        site.visit(screen, "/#/exercises/powers-between", |page| {
            page.fill("f(x)", "5x")?;
            page.press("Check")?;
            result(page, "wrong")?;
            page.expect_text("not small enough")?;
            page.expect_text("At x = 0.001, 5*x is 5 times x")?;
            page.audit()?;
            page.fill("f(x)", "5x^2")?;
            wait("the feedback to go", || Ok(page.status("Feedback")?["result"].is_null().then_some(())))?;
            page.press("Check")?;
            result(page, "right")?;
            page.check_width()
        })?;
    }
    site.visit(Screen::DESKTOP, "/#/exercises/powers-between", |page| {
        page.fill("f(x)", "x^3")?;
        page.press("Check")?;
        result(page, "wrong")?;
        page.press("Show it in the lab")?;
        page.expect("Verdict", &[("verdict", "little-o")])?;
        page.find("figure", "Ratio f/g near 0").map(drop)
    })
}

fn unreadable(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/exercises/tangents-formula", |page| {
        for text in ["", "f(x) +", "f(x) + y*eps"] {
            page.fill("linear_approx(f, x, ε)", text)?;
            page.press("Check")?;
            result(page, "unreadable").with_context(|| text.to_owned())?;
        }
        page.fill("linear_approx(f, x, ε)", "f(x) + grad f(x) eps")?;
        page.press("Check")?;
        result(page, "right")
    })
}

fn hints(site: &Site) -> Result<()> {
    site.visit(Screen::PHONE, "/#/exercises/exponentials-cosine", |page| {
        ensure!(page.look("button", "Worked answer")?.is_empty(), "the answer is there at once");
        for number in 1..=3 {
            page.press(&format!("Hint {number} of 3"))?;
            let shown = page.session.script("return document.querySelectorAll('.hints li').length", &[])?;
            ensure!(shown == number, "{shown} hints after {number} presses");
        }
        page.press("Worked answer")?;
        page.expect_text("largest_order")?;
        page.find("heading", "Worked answer").map(drop)
    })
}

/// An exercise of each kind, and how it is solved: with the keyboard at a control, by keys.
type Solution = (&'static str, &'static [(&'static str, &'static str, &'static str)]);

const SPACE: &str = " ";
const DOWN: &str = "\u{E015}";

/// The controls are reached by Tab, in the order given, and these keys are pressed there.
const SOLUTIONS: &[Solution] = &[
    ("constants-sample", &[("radio", "Yes: the ratio is tiny.", "\u{E015}\u{E015}")]),
    ("constants-scale", &[("textbox", "Your number", "1/1000")]),
    ("powers-between", &[("textbox", "f(x)", "|x|^(3/2)")]),
    ("steps-formula", &[("textbox", "gd_step(x, f, η)", "x - eta*f'(x)")]),
    ("steps-one", &[("textbox", "Learning rate value", "0.5\u{E007}")]),
    (
        "divergence-losses",
        &[
            ("combobox", "Label of Picture 1", "\u{E015}\u{E015}\u{E015}"),
            ("combobox", "Label of Picture 2", "\u{E015}"),
            ("combobox", "Label of Picture 3", "\u{E015}\u{E015}\u{E015}\u{E015}"),
            ("combobox", "Label of Picture 4", "\u{E015}\u{E015}"),
        ],
    ),
    ("divergence-loss", &[("radio", "It zig-zags like x.", DOWN)]),
];

fn by_keyboard(site: &Site) -> Result<()> {
    for (id, steps) in SOLUTIONS {
        site.visit(Screen::DESKTOP, &format!("/#/exercises/{id}"), |page| {
            page.find("button", "Check")?;
            for (role, name, keys) in *steps {
                tab_to(page, role, name)?;
                for key in keys.chars() {
                    page.session.press(&[key])?;
                }
            }
            // Round the page if need be: the lab stands below the button.
            tab_to(page, "button", "Check")?;
            page.session.press(&[key::ENTER])?;
            result(page, "right")
        })
        .context(*id)?;
    }
    site.visit(Screen::DESKTOP, "/#/exercises/constants-nothing", |page| page.find("link", "All exercises").map(drop))?;
    ladder(site, &|page, role, name| {
        tab_to(page, role, name)?;
        page.session.press(&[SPACE.chars().next().unwrap_or_default()])
    })
}

/// Three functions: 5x and x share a rung, x² is smaller.
const LADDER: &str = r#"{"prompt":{"en":"Sort."},"task":{"ladder":{"functions":["x","x^2","5x"],"tie_mistake":"tie-missed","order_mistake":"ladder-order"}}}"#;

fn ladder(site: &Site, press: &dyn Fn(&Page, &str, &str) -> Result<()>) -> Result<()> {
    site.visit(Screen::PHONE, &own_link("own", LADDER), |page| {
        page.find("button", "Check")?;
        press(page, "button", "Move x^2 up")?;
        page.press("Check")?;
        result(page, "wrong")?;
        press(page, "checkbox", "5x on the same rung as the one above")?;
        page.press("Check")?;
        result(page, "right")
    })
    .context("the ladder")
}

/// Taps the middle of an element, as a finger does.
fn tap(page: &Page, element: &Element) -> Result<()> {
    let place = "
        const e = arguments[0].labels?.[0] ?? arguments[0];
        e.scrollIntoView({ block: 'center' });
        const r = e.getBoundingClientRect();
        return [r.x + r.width / 2, r.y + r.height / 2, r.width, r.height]";
    let place = page.session.script(place, &[element.argument()])?;
    let points = json!([{ "x": place[0], "y": place[1] }]);
    page.session.cdp("Input.dispatchTouchEvent", json!({ "type": "touchStart", "touchPoints": points }))?;
    page.session.cdp("Input.dispatchTouchEvent", json!({ "type": "touchEnd", "touchPoints": [] })).map(drop)
}

fn touch(page: &Page) -> Result<()> {
    page.session.cdp("Emulation.setTouchEmulationEnabled", json!({ "enabled": true, "maxTouchPoints": 5 })).map(drop)
}

fn by_touch(site: &Site) -> Result<()> {
    for (id, role, name, text) in [
        ("constants-sample", "radio", "Nothing follows.", ""),
        ("divergence-loss", "radio", "It falls in every step.", ""),
        ("constants-scale", "textbox", "Your number", "1/1000"),
        ("powers-between", "textbox", "f(x)", "x^2"),
        ("steps-formula", "textbox", "gd_step(x, f, η)", "x - η f′(x)"),
        ("steps-one", "textbox", "Learning rate value", "0.5"),
    ] {
        site.visit(Screen::PHONE, &format!("/#/exercises/{id}"), |page| {
            touch(page)?;
            page.find("button", "Check")?;
            let control = page.find(role, name)?;
            tap(page, &control)?;
            if !text.is_empty() {
                // The keyboard on the screen writes what a finger typed on it.
                page.session.script("arguments[0].select()", &[control.argument()])?;
                page.session.cdp("Input.insertText", json!({ "text": text }))?;
            }
            if id == "steps-one" {
                page.session.press(&[key::ENTER])?;
            }
            tap(page, &page.find("button", "Check")?)?;
            result(page, "right")
        })
        .context(id)?;
    }
    site.visit(Screen::PHONE, "/#/exercises/divergence-losses", |page| {
        touch(page)?;
        for (picture, label) in [(1, "η = 0.95"), (2, "η = 0.0001"), (3, "η = 1.1"), (4, "η = 0.1")] {
            let menu = page.find("combobox", &format!("Label of Picture {picture}"))?;
            // A native menu is drawn by the system; choosing in it is one event for the page.
            let choose = "const [s, l] = arguments; s.value = [...s.options].find(o => o.text === l).value; s.dispatchEvent(new Event('change', { bubbles: true }))";
            page.session.script(choose, &[menu.argument(), json!(label)])?;
        }
        tap(page, &page.find("button", "Check")?)?;
        result(page, "right")
    })?;
    ladder(site, &|page, role, name| {
        touch(page)?;
        tap(page, &page.find(role, name)?)
    })
}

fn whole_set(site: &Site) -> Result<()> {
    /// Each exercise of the set, and the options of its lines that are right, counted from 1; or what is typed.
    const SET: &[(&str, &[usize], &str)] = &[
        ("sides-abs", &[2, 1, 2], ""),
        ("sides-relu", &[1, 2, 2], ""),
        ("sides-build", &[], "|x| - x"),
        ("sides-floor", &[1, 3], ""),
        ("sides-exp", &[1, 3, 2], ""),
    ];
    site.visit(Screen::PHONE, "/#/exercises/sides-abs", |page| {
        for (index, (id, options, text)) in SET.iter().enumerate() {
            wait(&format!("the exercise {id}"), || Ok(page.session.address()?.contains(id).then_some(())))?;
            page.find("button", "Check")?;
            for (line, option) in options.iter().enumerate() {
                let pick = "return document.querySelectorAll(`[name=line-${arguments[0]}]`)[arguments[1]]";
                let radio = wait("the line", || {
                    let found = page.session.all(&format!("[name=line-{line}]"))?;
                    Ok(found.into_iter().nth(option - 1))
                })
                .with_context(|| pick.to_owned())?;
                page.session.click(&radio)?;
            }
            if !text.is_empty() {
                page.fill("f(x)", text)?;
            }
            page.press("Check")?;
            result(page, "right").context(*id)?;
            page.check_width()?;
            if index + 1 < SET.len() {
                page.session.click(&page.find("link", "Next exercise")?)?;
            }
        }
        page.session.click(&page.find("link", "All exercises")?)?;
        page.expect_text("5 of 7 solved")
    })
}

fn links_and_progress(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/exercises/constants-scale?answer=1/1000", |page| {
        ensure!(page.typed("Your number")? == "1/1000", "the answer is not filled in");
        ensure!(page.status("Feedback")?["result"].is_null(), "nothing was checked yet");
        page.press("Check")?;
        result(page, "right")?;
        page.load("/#/exercises")?;
        page.expect_text("1 of 8 solved")?;
        page.session.click(&page.find("link", "Summary")?)?;
        page.expect_text("constants-scale")?;
        page.expect_text("✓ right")?;
        ensure!(page.session.address()?.contains("a.constants-scale=1/1000"), "{}", page.session.address()?);
        page.load("/#/exercises")?;
        let save = page.find("link", "Save as a file")?;
        let file = page.session.property(&save, "href")?;
        ensure!(file.starts_with("data:application/json"), "{file}");
        page.press("Reset…")?;
        page.press("Yes, forget everything")?;
        page.expect_text("Forgotten.")?;
        page.expect_text("0 of 8 solved")?;
        // The file that was saved is loaded again.
        let load = "
            const input = document.querySelector('input[type=file]');
            const text = decodeURIComponent(arguments[0].split(',').slice(1).join(','));
            const data = new DataTransfer();
            data.items.add(new File([text], 'progress.json'));
            input.files = data.files;
            input.dispatchEvent(new Event('change', { bubbles: true }))";
        page.session.script(load, &[json!(file)])?;
        page.expect_text("Loaded.")?;
        page.expect_text("1 of 8 solved")
    })?;
    // Somebody else opens the summary's link and sees just these answers.
    site.visit(Screen::PHONE, "/#/exercises/summary?a.constants-scale=1&a.powers-between=x^2", |page| {
        page.expect_text("✗ not right")?;
        page.expect_text("✓ right")?;
        page.check_width()
    })
}

/// The link of a made exercise: `own` to solve it, `make` to change it.
pub fn own_link(page: &str, json: &str) -> String {
    let encode = |byte: u8| match byte {
        b'a'..=b'z' | b'0'..=b'9' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    format!("/#/exercises/{page}?made={}", json.bytes().map(encode).collect::<String>())
}

fn own(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/little-o?f=7x^3&g=x^2", |page| {
        page.session.click(&page.find("link", "Exercises")?)?;
        page.session.click(&page.find("link", "Make an exercise")?)?;
        page.unfold("The whole exercise as text")?;
        let text = page.typed("The whole exercise as text")?;
        ensure!(text.contains("7x^3"), "it should begin with the lab: {text}");
        page.fill("Prompt", "Is it smaller?")?;
        page.session.press(&[key::TAB])?;
        page.session.click(&page.find("link", "Open it")?)?;
        page.expect_text("Is it smaller?")?;
        page.session.click(&page.find("link", "Change this exercise")?)?;
        ensure!(page.typed("Prompt")? == "Is it smaller?", "{}", page.typed("Prompt")?);
        Ok(())
    })?;
    for json in
        ["nonsense", "{}", r#"{"prompt":{"en":"<img src=x onerror=alert(1)>"},"task":{"number":{"value":"x"}}}"#]
    {
        site.visit(Screen::PHONE, &own_link("own", json), |page| {
            page.find("link", "All exercises")?;
            ensure!(page.look("button", "Check")?.is_empty(), "{json} is asked");
            Ok(())
        })?;
    }
    let tricky = r#"{"prompt":{"en":"<b id=hit>bold</b> {x = o(1)} `x^2`"},"task":{"number":{"value":"1"}}}"#;
    site.visit(Screen::PHONE, &own_link("own", tricky), |page| {
        page.find("button", "Check")?;
        ensure!(page.session.all("#hit")?.is_empty(), "words of a link became markup");
        page.expect_text("<b id=hit>bold</b>")
    })
}

//! Whatever is typed or linked: a clear message, a living page, and nothing lost.

use crate::Case;
use crate::page::{Page, Screen, Site, wait};
use anyhow::{Context, Result, ensure};

pub const CASES: &[Case] = &[
    ("bad input: each mistake has its own message, and the page lives on", mistakes),
    ("bad input: ten thousand characters and five thousand parentheses", long_texts),
    ("bad input: numbers beyond all size", huge_numbers),
    ("bad input: one tap repairs, and what was typed comes back", repair),
    ("bad input: links that say nonsense get a note and the default", bad_links),
    ("bad input: a link with hostile text stays text", hostile_link),
];

/// Mistyped texts for f; each must be answered without a verdict.
const MISTAKES: &[&str] = &["x^^2", "sn(x)", "(x", "", "x +", "I*x", "f(x) = x", "3 4"];

fn mistakes(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/little-o", |page| {
        let mut seen = Vec::new();
        for text in MISTAKES {
            page.fill("f(x)", text)?;
            let message = problem(page, text)?;
            ensure!(!seen.contains(&message), "{text:?} has the message of another mistake: {message}");
            ensure!(page.typed("f(x)")? == *text, "{text:?} was typed but {:?} is left", page.typed("f(x)")?);
            page.audit().with_context(|| format!("with {text:?} typed"))?;
            seen.push(message);
        }
        lives_on(page)
    })
}

/// The message beside the textbox of f, once the status says that there is no answer.
fn problem(page: &Page, text: &str) -> Result<String> {
    page.expect("Verdict", &[("busy", "true")]).with_context(|| format!("{text:?} cannot be read"))?;
    ensure!(page.status("Verdict")?["verdict"].is_null(), "{text:?} has a verdict");
    let textbox = page.find("textbox", "f(x)")?;
    let read = "return (arguments[0].getAttribute('aria-describedby') ?? '').split(' ').map(id => document.getElementById(id)?.innerText ?? '').join(' ')";
    wait(&format!("a message about {text:?}"), || {
        let message = page.session.script(read, &[textbox.argument()])?;
        Ok(message.as_str().map(str::trim).filter(|message| message.len() > 10).map(str::to_owned))
    })
}

fn lives_on(page: &Page) -> Result<()> {
    page.fill("f(x)", "x^3")?;
    page.fill("g(x)", "x")?;
    page.expect("Verdict", &[("verdict", "little-o"), ("busy", "false")]).context("the page should still answer")
}

fn long_texts(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/little-o", |page| {
        let nested = format!("{}x{}", "(".repeat(5_000), ")".repeat(5_000));
        for text in ["x+".repeat(5_000), nested, "(".repeat(5_000), "9".repeat(10_000)] {
            page.paste("f(x)", &text)?;
            let start: String = text.chars().take(8).collect();
            ensure!(page.typed("f(x)")? == text, "what was pasted is lost: {start}…");
            wait("an answer or a message", || {
                let state = page.status("Verdict")?;
                Ok((state["busy"] == "true" || state["verdict"].is_string()).then_some(()))
            })?;
            page.check_width()?;
        }
        lives_on(page)
    })
}

fn huge_numbers(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/little-o", |page| {
        for text in ["9^9^9^9", "1e999999999", "1/0"] {
            page.fill("f(x)", text)?;
            ensure!(page.typed("f(x)")? == text, "{text} is lost");
            wait(&format!("an answer to {text}"), || {
                let state = page.status("Verdict")?;
                Ok((state["busy"] == "true" || state["verdict"].is_string()).then_some(()))
            })?;
            let state = page.status("Verdict")?;
            ensure!(state["verdict"] != "little-o", "{text} is not o(x): {state}");
        }
        lives_on(page)
    })
}

fn repair(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/little-o", |page| {
        page.fill("f(x)", "sn(x)")?;
        let repairs =
            wait("a button that repairs", || Ok(page.names("button")?.into_iter().find(|name| name.contains("sin"))))?;
        page.press(&repairs)?;
        ensure!(page.typed("f(x)")? == "sin(x)", "the repair gave {:?}", page.typed("f(x)")?);
        page.expect("Verdict", &[("verdict", "same-order"), ("limit", "1")])
    })
}

fn bad_links(site: &Site) -> Result<()> {
    for (place, piece) in
        [("/#/little-o?at=abc", "at=abc"), ("/#/knitting", "knitting"), ("/#/little-o?zoom=much", "zoom=much")]
    {
        site.visit(Screen::DESKTOP, place, |page| {
            page.expect_text(piece).context("the link's bad part should be named")?;
            page.expect("Verdict", &[("verdict", "little-o")])
        })
        .with_context(|| format!("the link {place}"))?;
    }
    Ok(())
}

fn hostile_link(site: &Site) -> Result<()> {
    let place =
        "/#/little-o?f=%3Cimg%20src%3Dx%20onerror%3D%22document.title%3D'broken'%22%3E&g=%ZZ%F0&unknown=1&f=x%00";
    site.visit(Screen::DESKTOP, place, |page| {
        let images = page.session.all("img")?;
        ensure!(images.is_empty(), "text from the link became markup");
        lives_on(page)
    })
}

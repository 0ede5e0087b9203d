//! The examples for lecturers, opened as their students open them.

use crate::Case;
use crate::page::{Page, Screen, Site, wait};
use crate::webdriver::{Element, key};
use anyhow::{Context, Result, ensure};

pub const CASES: &[Case] = &[
    ("lectures: a deck is opened, left and entered again", deck),
    ("lectures: the keys of a deck work from inside a lab", deck_keys),
    ("lectures: two elements on one page are two labs", elements),
    ("lectures: the page for Quarto and the one for Jupyter Book show their labs", documents),
];

/// Opens a page that has no lab of its own at the top.
fn open<'a>(site: &'a Site, place: &str) -> Result<Page<'a>> {
    let page = site.open(Screen::DESKTOP, "/#/")?;
    page.session.go(&format!("{}{place}", site.host))?;
    Ok(page)
}

/// The frame that matches, once the lab in it is ready; then inside of it.
fn enter(page: &Page, selector: &str) -> Result<()> {
    let frame = frame(page, selector)?;
    page.session.enter_frame(&frame)?;
    page.wait_ready()
}

fn frame(page: &Page, selector: &str) -> Result<Element> {
    wait(&format!("the frame {selector}"), || Ok(page.session.all(selector)?.into_iter().next()))
}

const PRESENT: &str = "section.present iframe";

fn deck(site: &Site) -> Result<()> {
    let page = open(site, "/examples/deck/index.html#/2")?;
    enter(&page, PRESENT)?;
    page.expect("Verdict", &[("verdict", "little-o")])?;
    page.fill("f(x)", "5x")?;
    page.expect("Verdict", &[("verdict", "same-order")])?;
    page.session.leave_frame()?;
    // reveal.js empties the frame of a slide that is left: what comes back is the state of the link.
    page.session.script("Reveal.slide(4)", &[])?;
    enter(&page, PRESENT)?;
    page.expect("Verdict", &[("verdict", "bounded"), ("left", "-2"), ("right", "0")])?;
    page.session.leave_frame()?;
    page.session.script("Reveal.slide(2)", &[])?;
    enter(&page, PRESENT)?;
    page.expect("Verdict", &[("verdict", "little-o")])?;
    ensure!(page.typed("f(x)")? == "x^2", "the lab came back with {}", page.typed("f(x)")?);
    page.session.leave_frame()?;
    let slides = page.session.script("return Reveal.getTotalSlides()", &[])?;
    for slide in 0..slides.as_u64().context("no slides")? {
        page.session.script("Reveal.slide(arguments[0])", &[slide.into()])?;
        if !page.session.all(PRESENT)?.is_empty() {
            enter(&page, PRESENT).with_context(|| format!("slide {slide}"))?;
            page.session.leave_frame()?;
        }
    }
    page.check_console()
}

fn deck_keys(site: &Site) -> Result<()> {
    let page = open(site, "/examples/deck/index.html#/6")?;
    enter(&page, PRESENT)?;
    page.session.click(&page.session.all("main h1")?.into_iter().next().context("no heading")?)?;
    page.session.press(&[key::RIGHT])?;
    page.session.leave_frame()?;
    let slide = || page.session.script("return Reveal.getIndices().h", &[]);
    wait("the next slide", || Ok((slide()? == 7).then_some(())))?;
    // A run that plays stops with its slide, and is at its start when the slide comes again.
    page.session.script("Reveal.slide(8)", &[])?;
    enter(&page, PRESENT)?;
    page.press("Play")?;
    wait("the run to move", || Ok((page.status("Run")?["step"] != "0").then_some(())))?;
    page.session.leave_frame()?;
    // In two moves, as a person does: within one, reveal.js leaves the frame empty.
    for slide in [7, 8] {
        page.session.script("Reveal.slide(arguments[0])", &[slide.into()])?;
        enter(&page, PRESENT)?;
        page.session.leave_frame()?;
    }
    enter(&page, PRESENT)?;
    page.expect("Run", &[("step", "0")])?;
    page.session.leave_frame()?;
    page.check_console()
}

fn elements(site: &Site) -> Result<()> {
    let page = open(site, "/examples/plain.html")?;
    enter(&page, "#tangent iframe")?;
    page.expect_number("Approximation", "slope", 2.0)?;
    page.enter("Point x value", "2")?;
    page.expect_number("Approximation", "slope", 4.0)?;
    page.session.leave_frame()?;
    page.expect_text("#/tangent?f=x%5E2&x=2")?;
    let height = "return document.querySelector('#tangent iframe').clientHeight";
    wait("the frame to be as high as its lab", || {
        Ok((page.session.script(height, &[])?.as_f64() > Some(480.0)).then_some(()))
    })?;
    page.session.script("document.getElementById('descent').scrollIntoView()", &[])?;
    enter(&page, "#descent iframe")?;
    page.expect("Run", &[("step", "0")])?;
    page.session.leave_frame()?;
    page.press("One step")?;
    page.expect_text("Step 1: loss 0.25")?;
    let state = page.session.script_async(
        "const done = arguments[0]; document.getElementById('descent').getState().then(({ state }) => done(state), (error) => done(error.message))",
    )?;
    ensure!(state["lab"] == "descent" && state["step"] == "1", "{state}");
    // An attribute is a control too; the other lab does not hear of it.
    page.session.script("document.getElementById('descent').setAttribute('rate', '0.5')", &[])?;
    enter(&page, "#descent iframe")?;
    wait("the new rate", || Ok((page.typed("Learning rate value")? == "0.5").then_some(())))?;
    page.session.leave_frame()?;
    enter(&page, "#tangent iframe")?;
    page.expect_number("Approximation", "slope", 4.0)?;
    page.session.leave_frame()?;
    page.audit()?;
    page.check_console()
}

/// What stands as HTML in the sources, in a page of its own: this is what the two programs pass on as it is.
fn documents(site: &Site) -> Result<()> {
    for (source, labs) in [("quarto.qmd", 3), ("jupyter-book.ipynb", 1)] {
        let page = open(site, "/examples/plain.html")?;
        let show = format!(
            "const done = arguments[0]; fetch('{source}').then((response) => response.text()).then((text) => {{
               const frames = text.replaceAll('\\\\\"', '\"').match(/<iframe.*?<\\/iframe>/g);
               document.body.innerHTML = `<main><h1>Labs</h1>${{frames.join('').replaceAll('data-src', 'src')}}</main>`;
               done(frames.length);
             }})"
        );
        let found = page.session.script_async(&show)?;
        ensure!(found == labs, "{source} has {found} labs");
        for index in 1..=labs {
            enter(&page, &format!("iframe:nth-of-type({index})"))
                .with_context(|| format!("lab {index} of {source}"))?;
            page.session.leave_frame()?;
        }
        page.audit()?;
        page.check_console()?;
    }
    Ok(())
}

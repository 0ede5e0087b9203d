//! The descent lab: runs against their closed forms, and every control.

use crate::Case;
use crate::page::{Page, Screen, Site, wait};
use crate::webdriver::key;
use anyhow::{Context, Result, ensure};
use std::time::Duration;

pub const CASES: &[Case] = &[
    ("descent: every iterate of a square is its closed form", iterates),
    ("descent: every outcome has its name and its words", outcomes),
    ("descent: step, step back, reset and the scrub bar", controls),
    ("descent: nothing moves before Play, and Pause stops it", play),
    ("descent: the learning rate moves during a run without losing it", rate_during_run),
    ("descent: starting point and rate by keys and exactly by text", sliders),
    ("descent: a link restores the run with its changes of rate", link),
    ("descent: with reduced motion it steps", reduced_motion),
    ("descent: nothing runs while the tab is hidden", hidden_tab),
    ("descent: leaving the lab leaves nothing behind in the browser", leaving),
];

fn iterates(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/descent?f=x^2&x=1&rate=0.1&steps=5", |page| {
        for step in 0..=5 {
            // x ← x − 0.1·2x = 0.8 x
            let x = 0.8f64.powi(step);
            page.expect("Run", &[("step", step.to_string().as_str())])?;
            page.expect_number("Run", "x", x)?;
            page.expect_number("Run", "loss", x * x)?;
            page.press("Step")?;
        }
        page.expect("Run", &[("step", "5"), ("outcome", "out-of-steps")])
    })
}

/// The link of a run at its last step, the outcome there, and a word that a student reads.
const OUTCOMES: &[(&str, &str, &str)] = &[
    ("f=x^2&x=1&rate=0.5&steps=5&step=5", "converged", "arrived"),
    ("f=x^2&x=1&rate=1&steps=10&step=10", "oscillating", "cycle"),
    ("f=x^2&x=1&rate=1.1&steps=60&step=60", "diverged", "explode"),
    ("f=x&x=1&rate=0.1&steps=8&step=8", "out-of-steps", "used up"),
    ("f=(x^2-1)^2&x=0&rate=0.1", "stuck", "no minimum"),
    ("f=(x^2-1)^2&x=0.1&rate=0.1&steps=400&step=400", "converged", "arrived"),
    ("f=sqrt(x)&x=0.1&rate=1&steps=3&step=3", "left-domain", "not defined"),
    ("f=7&x=1", "converged", "arrived"),
    ("f=x^4-3x^2%2Bx", "running", "step"),
];

fn outcomes(site: &Site) -> Result<()> {
    let page = site.open(Screen::DESKTOP, "/#/descent")?;
    for (place, outcome, word) in OUTCOMES {
        page.load(&format!("/#/descent?{place}"))?;
        page.expect("Run", &[("outcome", outcome)]).with_context(|| format!("the run {place}"))?;
        page.expect_text(word).with_context(|| format!("the run {place}"))?;
        let text = page.text()?;
        ensure!(
            !text.contains("NaN") && !text.contains("Infinity") && !text.contains("inf"),
            "{place} prints what is no number"
        );
        page.audit().with_context(|| format!("the run {place}"))?;
    }
    page.check_console()
}

fn controls(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/descent?f=x^2&x=1&rate=0.1", |page| {
        for (button, step) in
            [("Step", "1"), ("Step", "2"), ("Step back", "1"), ("Step", "2"), ("Reset", "0"), ("Step back", "0")]
        {
            page.press(button)?;
            page.expect("Run", &[("step", step)]).with_context(|| format!("after {button}"))?;
        }
        page.keys("slider", "Step shown", &[key::RIGHT, key::RIGHT, key::RIGHT])?;
        page.expect("Run", &[("step", "3")])?;
        page.expect_number("Run", "x", 0.512)
    })
}

fn play(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/descent?f=x^2&x=1&rate=0.01&steps=200", |page| {
        pause_for(700);
        ensure!(step(page)? == 0, "something moved before Play");
        page.press("Play")?;
        wait("the run to move", || Ok((step(page)? >= 2).then_some(())))?;
        page.press("Pause")?;
        let stopped = step(page)?;
        pause_for(700);
        ensure!(step(page)? == stopped, "it goes on after Pause");
        page.expect_number("Run", "x", 0.98f64.powi(stopped))
    })
}

fn rate_during_run(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/descent?f=x^2&x=1&rate=0.01&steps=200", |page| {
        page.press("Play")?;
        wait("the run to move", || Ok((step(page)? >= 2).then_some(())))?;
        page.keys("slider", "Learning rate", &[key::RIGHT, key::RIGHT, key::RIGHT])?;
        let at_change = step(page)?;
        wait("the run to go on", || Ok((step(page)? > at_change).then_some(())))?;
        page.press("Pause")?;
        // The rate of the first steps stays: the run was not begun anew.
        wait("the change in the address", || Ok(page.session.address()?.contains("rate=0.01,").then_some(())))?;
        page.press("Step back")?;
        page.keys("slider", "Step shown", &[key::HOME, key::RIGHT])?;
        page.expect_number("Run", "x", 0.98)
    })
}

fn sliders(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/descent?f=x^2&x=1&rate=0.1", |page| {
        page.keys("slider", "Starting point", &[key::RIGHT])?;
        let start = page.slider("Starting point")?;
        ensure!(start > 1.0, "the starting point is {start}");
        page.expect_number("Run", "x", start)?;
        page.enter("Starting point value", "-2")?;
        page.expect_number("Run", "x", -2.0)?;
        page.enter("Learning rate value", "0.25")?;
        page.press("Step")?;
        page.expect_number("Run", "x", -1.0)?;
        page.fill("f", "x^2/2")?;
        page.expect_number("Run", "loss", 2.0)
    })
}

fn link(site: &Site) -> Result<()> {
    site.visit(Screen::PHONE, "/#/descent?f=x^2&x=1&rate=0.1,2:0.25&steps=4&step=4", |page| {
        // Two steps by 0.8, two by 0.5.
        page.expect_number("Run", "x", 0.64 * 0.25)?;
        page.check_width()?;
        let menu = page.names("link")?;
        ensure!(menu.iter().any(|name| name == "Descent"), "the menu lacks the lab: {menu:?}");
        Ok(())
    })
}

fn reduced_motion(site: &Site) -> Result<()> {
    let screen = Screen { reduced_motion: true, ..Screen::DESKTOP };
    site.visit(screen, "/#/descent?f=x^2&x=1&rate=0.01&steps=200", |page| {
        page.press("Play")?;
        wait("a step", || Ok((step(page)? >= 1).then_some(())))?;
        page.press("Pause")?;
        let shown = step(page)?;
        page.expect_number("Run", "x", 0.98f64.powi(shown))
    })
}

fn hidden_tab(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/descent?f=x^2&x=1&rate=0.001&steps=2000", |page| {
        page.press("Play")?;
        wait("the run to move", || Ok((step(page)? >= 1).then_some(())))?;
        let tab = page.session.cover_with_new_tab()?;
        pause_for(300);
        page.session.show_tab(&tab)?;
        let before = step(page)?;
        let covering = page.session.cover_with_new_tab()?;
        pause_for(3_000);
        page.session.show_tab(&covering)?;
        let after = step(page)?;
        // In three seconds of playing it would have taken a dozen steps.
        ensure!(after - before < 6, "in a hidden tab it ran from step {before} to {after}");
        page.press("Pause")
    })
}

fn leaving(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/little-o", |page| {
        visit_descent(page)?;
        let before = listeners(page)?;
        for _ in 0..3 {
            visit_descent(page)?;
        }
        let after = listeners(page)?;
        ensure!(after <= before, "three visits left {} listeners behind", after - before);
        let frames = "const done = arguments[arguments.length - 1]; let asked = 0; const original = window.requestAnimationFrame;
            window.requestAnimationFrame = (f) => { asked += 1; return original.call(window, f); };
            setTimeout(() => { window.requestAnimationFrame = original; done(asked); }, 800);";
        let asked = page.session.script_async(frames)?;
        ensure!(asked == 0, "{asked} animation frames were asked for after leaving the lab");
        Ok(())
    })
}

fn visit_descent(page: &Page) -> Result<()> {
    page.session.click(&page.find("link", "Descent")?)?;
    page.press("Play")?;
    wait("the run to move", || Ok((step(page)? >= 1).then_some(())))?;
    page.session.click(&page.find("link", "Little-o")?)?;
    page.find("textbox", "g(x)").map(drop)
}

/// How many listeners the document has, garbage aside.
fn listeners(page: &Page) -> Result<i64> {
    page.session.cdp("Performance.enable", serde_json::json!({}))?;
    page.session.cdp("HeapProfiler.collectGarbage", serde_json::json!({}))?;
    let metrics = page.session.cdp("Performance.getMetrics", serde_json::json!({}))?;
    let mut metrics = metrics["metrics"].as_array().into_iter().flatten();
    let listeners = metrics.find(|metric| metric["name"] == "JSEventListeners").context("no count of listeners")?;
    listeners["value"].as_f64().map(|count| count as i64).context("the count is no number")
}

fn step(page: &Page) -> Result<i32> {
    let state = page.status("Run")?;
    let step = state["step"].as_str().and_then(|step| step.parse().ok());
    step.with_context(|| format!("the run has no step: {state}"))
}

fn pause_for(milliseconds: u64) {
    std::thread::sleep(Duration::from_millis(milliseconds));
}

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
    ("descent: the start can be dragged on the plot, by mouse and by touch", drag_start),
    ("descent: momentum and its relatives by link and by menu", methods),
    ("descent: two variables have a run as well", two_variables),
    ("descent: the ends of every range", edges),
    ("descent: every control by keyboard alone", by_keyboard),
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
    ("f=log(x)&x=0.5&rate=1&steps=9&step=9", "left-domain", "not defined"),
    ("f=x^4&x=2&rate=0.2&step=40", "diverged", "explode"),
    ("f=abs(x)&x=0.35&rate=0.2&step=40", "oscillating", "cycle"),
    ("f=x^2&x=1e200&rate=1e200&step=2", "diverged", "explode"),
    ("f=exp(x)&x=1000&rate=1", "diverged", "explode"),
    ("f=x&x=1&method=newton&rate=1&step=3", "diverged", "explode"),
    ("f=x^2&x=3&method=newton&rate=1&step=1", "converged", "arrived"),
    ("f=x^2&x=1&method=momentum&rate=0.1&steps=400&step=400", "converged", "arrived"),
    ("f=x*y&x=0,0", "stuck", "no minimum"),
    ("f=log(x)+y&x=-1,1", "left-domain", "not defined"),
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

fn drag_start(site: &Site) -> Result<()> {
    for by_touch in [false, true] {
        let screen = if by_touch { Screen::PHONE } else { Screen::DESKTOP };
        site.visit(screen, "/#/descent?f=x^2&x=1&rate=0.1", |page| {
            if by_touch {
                page.point_by_touch()?;
            }
            let (canvas, from) = page.handle("The way down the loss")?;
            let to = (from.0 - 40, from.1);
            match by_touch {
                true => page.session.drag_by_touch(&canvas, from, to)?,
                false => page.session.drag(&canvas, from, to)?,
            }
            wait("the start to move", || {
                let x: f64 = page.status("Run")?["x"].as_str().and_then(|x| x.parse().ok()).unwrap_or(1.0);
                Ok((x < 0.9).then_some(()))
            })?;
            let start: f64 = page.typed("Starting point value")?.parse()?;
            page.expect_number("Run", "x", start)
        })
        .with_context(|| if by_touch { "by touch" } else { "by mouse" })?;
    }
    Ok(())
}

fn methods(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/descent?f=x^2/2&x=1&rate=0.5&step=2", |page| {
        page.expect_number("Run", "x", 0.25)?;
        let menu = page.find("combobox", "Method")?;
        page.session.type_into(&menu, "Momentum")?;
        // d = 1, then 0.9·1 + 0.5 = 1.4: from 0.5 to −0.2.
        page.expect_number("Run", "x", -0.2)?;
        page.enter("Momentum β value", "0.5")?;
        page.expect_number("Run", "x", 0.0)?;
        wait("the method in the address", || {
            let address = page.session.address()?;
            Ok((address.contains("method=momentum") && address.contains("beta=0.5")).then_some(()))
        })?;
        page.session.type_into(&menu, "Adam")?;
        page.expect_text("running means")?;
        page.press("Undo")?;
        page.expect_number("Run", "x", 0.0)?;
        page.session.type_into(&menu, "Newton")?;
        page.expect_number("Run", "x", 0.25)?;
        ensure!(page.look("slider", "Momentum β")?.is_empty(), "Newton's method has no β");
        Ok(())
    })
}

fn two_variables(site: &Site) -> Result<()> {
    site.visit(Screen::PHONE, "/#/descent?f=3x^2%2B0.1y^2&x=1,1&rate=0.1&step=2", |page| {
        let state = page.status("Run")?;
        let places: Vec<f64> =
            state["x"].as_str().unwrap_or_default().split(',').filter_map(|x| x.parse().ok()).collect();
        let [x, y] = places.as_slice() else { anyhow::bail!("the run is at {state}") };
        ensure!((x - 0.16).abs() < 1e-12 && (y - 0.9604).abs() < 1e-12, "the run is at {x}, {y}");
        page.check_width()?;
        page.press("Reset")?;
        page.enter("Starting point y value", "-2")?;
        page.expect("Run", &[("x", "1,-2")])?;
        page.expect_number("Run", "loss", 3.4)?;
        // Without a start in the link it is (1, 1).
        page.load("/#/descent?f=x*y")?;
        page.expect("Run", &[("x", "1,1")])
    })
}

fn edges(site: &Site) -> Result<()> {
    let page = site.open(Screen::DESKTOP, "/#/descent?f=x^2&x=1&rate=0.1&steps=1")?;
    page.press("Step")?;
    page.expect("Run", &[("step", "1"), ("outcome", "out-of-steps")])?;
    page.press("Step")?;
    page.expect("Run", &[("step", "1")])?;
    page.press("Step back")?;
    page.press("Step back")?;
    page.expect("Run", &[("step", "0"), ("outcome", "running")])?;
    page.load("/#/descent?f=x^2&x=1&rate=0&steps=3&step=3")?;
    page.expect("Run", &[("x", "1"), ("outcome", "out-of-steps")])?;
    page.load("/#/descent?f=x^2&x=1&rate=0.1,1:0.25,2:0.5&steps=3&step=3")?;
    page.expect("Run", &[("x", "0"), ("outcome", "converged")])?;
    page.load("/#/descent?f=sn(x)&x=1")?;
    page.expect("Run", &[("busy", "true")])?;
    let state = page.status("Run")?;
    ensure!(state["outcome"].is_null() && state["loss"].is_null(), "a run of nothing: {state}");
    page.load("/#/descent?f=x^2&x=1e308&rate=0.1")?;
    page.expect("Run", &[("step", "0"), ("outcome", "diverged")])?;
    let text = page.text()?;
    ensure!(!text.contains("NaN") && !text.contains("inf"), "it prints what is no number");
    page.check_console()
}

fn by_keyboard(site: &Site) -> Result<()> {
    site.visit(Screen::NARROW, "/#/descent?f=x^2&x=1&rate=0.1", |page| {
        page.session.script("document.activeElement?.blur()", &[])?;
        let mut reached = Vec::new();
        for _ in 0..60 {
            page.session.press(&[key::TAB])?;
            let name = page.session.focused().and_then(|focused| page.session.name(&focused)).unwrap_or_default();
            reached.push(name);
        }
        for name in ["f", "Learning rate", "Learning rate value", "Method", "Starting point", "Starting point value"] {
            ensure!(reached.iter().any(|reached| reached == name), "Tab does not reach “{name}”: {reached:?}");
        }
        for name in ["Play", "Pause", "Step", "Step back", "Reset", "Step shown", "Share", "Examples"] {
            ensure!(reached.iter().any(|reached| reached == name), "Tab does not reach “{name}”: {reached:?}");
        }
        page.keys("button", "Step", &[key::ENTER, key::ENTER])?;
        page.expect("Run", &[("step", "2")])?;
        page.keys("button", "Play", &[' '])?;
        wait("the run to move", || Ok((step(page)? >= 3).then_some(())))?;
        page.keys("button", "Pause", &[' '])
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

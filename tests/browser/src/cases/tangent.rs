//! The tangent lab: the straight-line guess, its error, and everything that moves them.

use crate::Case;
use crate::page::{Screen, Site, wait};
use crate::webdriver::key;
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::f64::consts::PI;

pub const CASES: &[Case] = &[
    ("tangent: the course's functions have the numbers of their closed forms", closed_forms),
    ("tangent: point and step on sliders by keys, and exactly by text", controls),
    ("tangent: at a kink the lab names its subgradient", kink),
    ("tangent: where there is no value or slope it says so", no_guess),
    ("tangent: the examples are in a menu", examples),
    ("tangent: the point and the step can be dragged on the plot, by mouse and by touch", drag),
    ("tangent: a finger beside the handles scrolls the page", scroll),
    ("tangent: the student's own slope is drawn and judged", own_slope),
    ("tangent: with two variables the guess is ∇f·ε, along the step", two_variables),
    ("tangent: another letter may be the variable", variable),
    ("tangent: a link restores it, and the lab is in the menu", link),
];

/// f, x, ε; f(x + ε) and f′(x) by hand.
fn forms() -> Vec<(&'static str, f64, f64, f64, f64, f64)> {
    vec![
        ("cos(pi*x)", 0.25, 0.25, (PI / 4.0).cos(), (PI / 2.0).cos(), -PI * (PI / 4.0).sin()),
        ("exp(x)", 1.0, -0.5, 1f64.exp(), 0.5f64.exp(), 1f64.exp()),
        ("x^2", 1.5, 0.25, 2.25, 3.0625, 3.0),
        ("abs(x)", -0.5, 1.0, 0.5, 0.5, -1.0),
        ("max(x, 0)", 0.5, -1.0, 0.5, 0.0, 1.0),
        ("arctan(5x)", 0.2, 0.1, 1f64.atan(), 1.5f64.atan(), 2.5),
    ]
}

fn closed_forms(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/tangent", |page| {
        for (f, x, eps, start, value, slope) in forms() {
            page.fill("f(x)", f)?;
            page.enter("Point x value", &x.to_string())?;
            page.enter("Step ε value", &eps.to_string())?;
            let guess = start + slope * eps;
            for (attribute, number) in
                [("value", value), ("approximation", guess), ("error", value - guess), ("slope", slope)]
            {
                page.expect_number("Approximation", attribute, number)
                    .with_context(|| format!("{f} at {x}, step {eps}"))?;
            }
        }
        Ok(())
    })
}

fn controls(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/tangent?f=x^2&x=1&eps=0.5", |page| {
        page.expect_number("Approximation", "error", 0.25)?;
        page.keys("slider", "Point x", &[key::RIGHT, key::RIGHT])?;
        let x = page.slider("Point x")?;
        ensure!(x > 1.0, "two steps to the right lead to {x}");
        page.expect_number("Approximation", "slope", 2.0 * x)?;
        page.keys("slider", "Step ε", &[key::LEFT])?;
        let eps = page.slider("Step ε")?;
        ensure!(eps < 0.5, "a step to the left leads to {eps}");
        page.expect_number("Approximation", "error", eps * eps)?;
        page.enter("Point x value", "1/3")?;
        page.expect_number("Approximation", "slope", 2.0 / 3.0)?;
        page.enter("Step ε value", "1e-3")?;
        page.expect_number("Approximation", "error", 1e-6)
    })
}

fn kink(site: &Site) -> Result<()> {
    for f in ["abs(x)", "max(x,0)", "relu(x)"] {
        site.visit(Screen::DESKTOP, &format!("/#/tangent?f={f}&x=0&eps=0.5"), |page| {
            page.expect_text("subgradient")?;
            page.expect_number("Approximation", "slope", if f == "max(x,0)" { 0.5 } else { 0.0 })
        })
        .with_context(|| f.to_owned())?;
    }
    Ok(())
}

fn no_guess(site: &Site) -> Result<()> {
    for place in ["f=log(x)&x=-1", "f=1/x&x=1&eps=-1", "f=sqrt(x)&x=0", "f=sn(x)"] {
        site.visit(Screen::DESKTOP, &format!("/#/tangent?{place}"), |page| {
            page.find("status", "Approximation")?;
            let text = page.text()?;
            ensure!(!text.contains("NaN") && !text.contains("Infinity"), "the page prints what is no number");
            Ok(())
        })
        .with_context(|| place.to_owned())?;
    }
    Ok(())
}

fn examples(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/tangent", |page| {
        let menu = page.find("combobox", "Examples")?;
        page.session.type_into(&menu, "exp")?;
        wait("the example in the textbox", || Ok((page.typed("f(x)")? == "exp(x)").then_some(())))?;
        let x = page.slider("Point x")?;
        page.expect_number("Approximation", "slope", x.exp())
    })
}

fn drag(site: &Site) -> Result<()> {
    for by_touch in [false, true] {
        let screen = if by_touch { Screen::PHONE } else { Screen::DESKTOP };
        site.visit(screen, "/#/tangent?f=x^2&x=0&eps=1", |page| {
            if by_touch {
                page.point_by_touch()?;
            }
            page.expect_number("Approximation", "slope", 0.0)?;
            let (canvas, from) = page.handle("f, its tangent at x = 0 and the error")?;
            let to = (from.0 + 30, from.1);
            match by_touch {
                true => page.session.drag_by_touch(&canvas, from, to)?,
                false => page.session.drag(&canvas, from, to)?,
            }
            // Whichever handle it was: the other number stays.
            wait("what was dragged to move", || {
                let state = page.status("Approximation")?;
                Ok((state["slope"] != "0" || state["error"] != "1").then_some(()))
            })
        })
        .with_context(|| if by_touch { "by touch" } else { "by mouse" })?;
    }
    Ok(())
}

fn scroll(site: &Site) -> Result<()> {
    site.visit(Screen::PHONE, "/#/tangent", |page| {
        page.point_by_touch()?;
        let canvas = page.session.all("figure canvas")?.into_iter().next().context("the plot has no canvas")?;
        let read = "
            arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' });
            const box = arguments[0].getBoundingClientRect();
            return [box.left + 20, box.bottom - 20, scrollY]";
        let before = page.session.script(read, &[canvas.argument()])?;
        let (x, y) = (before[0].as_f64().unwrap_or_default(), before[1].as_f64().unwrap_or_default());
        let touch = |kind: &str, points: &[(f64, f64)]| {
            let points: Vec<Value> = points.iter().map(|(x, y)| json!({ "x": x, "y": y })).collect();
            page.session.cdp("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points }))
        };
        touch("touchStart", &[(x, y)])?;
        for step in 1..=10 {
            touch("touchMove", &[(x, y - 15.0 * f64::from(step))])?;
        }
        touch("touchEnd", &[])?;
        wait("the page to scroll", || Ok((page.session.script("return scrollY", &[])? != before[2]).then_some(())))
    })
}

fn own_slope(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/tangent?f=x^2&x=1&eps=0.5&slope=1", |page| {
        // The truth stays what it is: 2.25 against 1 + 2·0.5.
        page.expect_number("Approximation", "slope", 2.0)?;
        page.expect_number("Approximation", "error", 0.25)?;
        page.expect_text("With your slope 1 the guess is 1.5 and the error 0.75")?;
        page.enter("Your slope value", "2")?;
        page.expect_text("it is the tangent's")?;
        page.keys("switch", "Your own slope", &[' '])?;
        wait("the slope to go", || Ok(page.look("slider", "Your slope")?.is_empty().then_some(())))?;
        page.keys("switch", "Your own slope", &[' '])?;
        page.keys("slider", "Your slope", &[key::RIGHT])?;
        wait("the slope in the address", || Ok(page.session.address()?.contains("slope=0.01").then_some(())))
    })
}

fn two_variables(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/tangent?f=x^2*y&x=1,2&eps=0.1,0.2", |page| {
        // 1.1²·2.2 against 2 + (4, 1)·(0.1, 0.2).
        page.expect_number("Approximation", "value", 1.21 * 2.2)?;
        page.expect_number("Approximation", "approximation", 2.6)?;
        page.expect_number("Approximation", "error", 1.21 * 2.2 - 2.6)?;
        page.expect("Approximation", &[("slope", "4,1")])?;
        page.enter("Point y value", "3")?;
        page.expect("Approximation", &[("slope", "6,1")])?;
        page.enter("Step ε in x value", "0")?;
        page.enter("Step ε in y value", "1")?;
        page.expect_number("Approximation", "value", 4.0)?;
        page.expect_number("Approximation", "error", 0.0)?;
        page.expect_text("along the straight line of the step")?;
        // Without a point in the link it is (1, 1), and the step (0.1, 0).
        page.load("/#/tangent?f=x*y^2")?;
        page.expect_number("Approximation", "value", 1.1)?;
        page.expect("Approximation", &[("slope", "1,2")])
    })
}

fn variable(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/tangent?f=a*t^2&var=t&x=3&eps=1&p.a=2", |page| {
        page.find("textbox", "f(t)")?;
        page.expect_number("Approximation", "slope", 12.0)?;
        page.expect_number("Approximation", "value", 32.0)
    })
}

fn link(site: &Site) -> Result<()> {
    site.visit(Screen::PHONE, "/#/tangent?f=exp(x)&x=0&eps=1", |page| {
        page.expect_number("Approximation", "error", 1f64.exp() - 2.0)?;
        page.check_width()?;
        let menu = page.names("link")?;
        ensure!(menu.iter().any(|name| name == "Tangent"), "the menu lacks the lab: {menu:?}");
        page.fill("f(x)", "x^3")?;
        wait("the formula in the address", || Ok(page.session.address()?.contains("f=x%5E3").then_some(())))
    })
}

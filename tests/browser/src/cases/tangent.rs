//! The tangent lab: the straight-line guess, its error, and everything that moves them.

use crate::Case;
use crate::page::{Screen, Site, wait};
use crate::webdriver::key;
use anyhow::{Context, Result, ensure};
use std::f64::consts::PI;

pub const CASES: &[Case] = &[
    ("tangent: the course's functions have the numbers of their closed forms", closed_forms),
    ("tangent: point and step on sliders by keys, and exactly by text", controls),
    ("tangent: at a kink the lab names its subgradient", kink),
    ("tangent: where there is no value or slope it says so", no_guess),
    ("tangent: the examples are in a menu", examples),
    ("tangent: the point and the step can be dragged on the plot", drag),
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
    site.visit(Screen::DESKTOP, "/#/tangent?f=x^2&x=0&eps=1", |page| {
        page.expect_number("Approximation", "slope", 0.0)?;
        let canvas = page.session.all("figure canvas")?.into_iter().next().context("the plot has no canvas")?;
        let size = page.session.script(
            "const r = arguments[0].getBoundingClientRect(); return [r.width, r.height]",
            &[canvas.argument()],
        )?;
        let (width, height) =
            (size[0].as_f64().unwrap_or_default() as i64, size[1].as_f64().unwrap_or_default() as i64);
        // The pointer searches the plot for a handle, as a hand would: one of these places takes hold of it.
        for (across, down) in (1..12).flat_map(|across| (1..12).map(move |down| (across, down))) {
            let from = (width * across / 12 - width / 2, height * down / 12 - height / 2);
            page.session.drag(&canvas, from, (from.0 + 30, from.1))?;
            let state = page.status("Approximation")?;
            if state["slope"] != "0" || state["error"] != "1" {
                return Ok(());
            }
        }
        anyhow::bail!("nothing on the plot can be dragged")
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

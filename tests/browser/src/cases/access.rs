//! Everybody can use it: narrow windows, keyboards, dark systems; and the policy holds.

use crate::Case;
use crate::page::{Page, Screen, Site};
use crate::webdriver::key;
use anyhow::{Context, Result, bail, ensure};

pub const CASES: &[Case] = &[
    ("access: no lab scrolls sideways at 320 pixels", narrow),
    ("access: every lab passes axe-core, dark and light, phone and desktop", audits),
    ("access: the keyboard alone reaches a verdict and leaves the page", keyboard),
    ("access: the policy forbids scripts and styles in the document", policy),
];

const LABS: &[&str] = &[
    "/#/",
    "/#/little-o",
    "/#/little-o?f=sn(x)",
    "/#/little-o?scale=loglog&theme=projector",
    "/#/tangent",
    "/#/descent?step=5",
    "/#/exercises",
    "/#/exercises/powers-ladder",
    "/#/exercises/divergence-behaviours",
    "/#/exercises/tangents-largest",
    "/#/exercises/make",
    "/#/exercises/summary?a.powers-between=5x",
];

fn narrow(site: &Site) -> Result<()> {
    for place in LABS {
        site.visit(Screen::NARROW, place, |page| page.check_width()).with_context(|| format!("at {place}"))?;
    }
    Ok(())
}

fn audits(site: &Site) -> Result<()> {
    for place in LABS {
        for screen in [Screen::PHONE, Screen { dark: true, ..Screen::DESKTOP }] {
            site.visit(screen, place, |page| page.check_width()).with_context(|| format!("at {place}, {screen:?}"))?;
        }
    }
    Ok(())
}

fn keyboard(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/little-o", |page| {
        tab_to(page, "textbox", "f(x)")?;
        page.session.press(&[key::CONTROL, 'a'])?;
        page.session.press(&['x', '^', '3'])?;
        page.expect("Verdict", &[("verdict", "little-o")])?;
        ensure!(page.typed("f(x)")? == "x^3", "the keys gave {:?}", page.typed("f(x)")?);
        tab_to(page, "button", "Share")?;
        page.session.press(&[key::ENTER])?;
        page.find("dialog", "Share")?;
        page.session.press(&[key::ESCAPE])?;
        let focused = page.session.focused()?;
        ensure!(page.session.name(&focused)? == "Share", "after the dialog the focus should be back on Share");
        Ok(())
    })
}

/// Presses Tab until this control has the focus, as somebody without a mouse does.
pub fn tab_to(page: &Page, role: &str, name: &str) -> Result<()> {
    let mut passed = Vec::new();
    for _ in 0..80 {
        page.session.press(&[key::TAB])?;
        let focused = page.session.focused()?;
        let found = page.session.name(&focused)?;
        if found == name && page.session.role(&focused)? == role {
            return Ok(());
        }
        passed.push(found);
    }
    bail!("Tab does not reach the {role} “{name}”, only {passed:?}")
}

fn policy(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/", |page| {
        let read = "return document.querySelector('meta[http-equiv=Content-Security-Policy]')?.content";
        let policy = page.session.script(read, &[])?;
        let policy = policy.as_str().context("the page has no policy")?;
        ensure!(!policy.contains("'unsafe-inline'") && !policy.contains("'unsafe-eval'"), "the policy is weak: {policy}");
        let inject = "const s = document.createElement('script'); s.textContent = 'window.broken = 1'; document.body.append(s); return window.broken ?? 0";
        ensure!(page.session.script(inject, &[])? == 0, "a script in the document ran");
        // The refusal stands in the console, rightly.
        ensure!(!page.session.console()?.is_empty(), "the refusal of the script should be reported");
        Ok(())
    })
}

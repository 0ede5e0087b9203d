//! The verdict's card: answering first, steps that unfold, and what it says where it does not know.

use crate::Case;
use crate::page::{Page, Screen, Site, wait};
use crate::webdriver::key;
use anyhow::{Result, ensure};

pub const CASES: &[Case] = &[
    ("verdict: who predicts first sees the verdict after the answer, by keyboard alone", predict_first),
    ("verdict: another question asks for another prediction, and the switch is in the link", predict_again),
    ("verdict: each step of the derivation unfolds to its rule", steps_unfold),
    ("verdict: undecided says what was tried and what one may do", undecided),
];

fn predict_first(site: &Site) -> Result<()> {
    site.visit(Screen::PHONE, "/#/little-o?f=x^3&g=x&predict=1", |page| {
        pending(page)?;
        page.audit()?;
        page.keys("radio", "f is larger: g/f goes to 0", &[' '])?;
        page.keys("button", "Show the verdict", &[key::ENTER])?;
        page.expect("Verdict", &[("verdict", "little-o"), ("limit", "0"), ("busy", "false")])?;
        page.expect_text("It is otherwise")?;
        let focused = page.session.focused()?;
        ensure!(page.session.name(&focused)? == "Verdict", "the keyboard should go on at the verdict");
        Ok(())
    })
}

fn predict_again(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/little-o?f=x^3&g=x", |page| {
        page.expect("Verdict", &[("verdict", "little-o")])?;
        page.session.click(&page.find("switch", "Predict first")?)?;
        pending(page)?;
        wait("the switch in the link", || Ok(page.session.address()?.contains("predict=1").then_some(())))?;
        page.session.click(&page.find("radio", "f is smaller: f/g goes to 0")?)?;
        page.press("Show the verdict")?;
        page.expect_text("And so it is.")?;
        page.fill("g(x)", "x^3")?;
        pending(page)?;
        page.session.click(&page.find("switch", "Predict first")?)?;
        page.expect("Verdict", &[("verdict", "same-order"), ("limit", "1"), ("busy", "false")])
    })
}

/// The status has no answer, and neither has the page.
fn pending(page: &Page) -> Result<()> {
    page.expect("Verdict", &[("busy", "true")])?;
    let state = page.status("Verdict")?;
    ensure!(state["verdict"].is_null() && state["limit"].is_null(), "the answer is told too early: {state}");
    ensure!(!page.text()?.contains("The ratio goes to"), "the page tells the answer");
    Ok(())
}

fn steps_unfold(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/little-o?f=tan(x)-sin(x)&g=x^2", |page| {
        page.expect("Verdict", &[("verdict", "little-o")])?;
        let steps = page.session.all("ol details summary")?;
        ensure!(!steps.is_empty(), "a derivation has steps");
        for step in &steps {
            let open = "return arguments[0].parentElement.open && arguments[0].parentElement.querySelector('p').innerText.length > 10";
            page.session.script("arguments[0].focus()", &[step.argument()])?;
            page.session.press(&[key::ENTER])?;
            ensure!(page.session.script(open, &[step.argument()])? == true, "a step does not unfold");
        }
        Ok(())
    })
}

fn undecided(site: &Site) -> Result<()> {
    // The number before x is 0, by Cardano's formula for t³ + 3t − 4; no bounds prove that, and the engine does not know.
    site.visit(Screen::DESKTOP, "/#/little-o?f=(cbrt(2%2Bsqrt(5))-cbrt(sqrt(5)-2)-1)x&g=x^2", |page| {
        page.expect("Verdict", &[("verdict", "undecided"), ("busy", "false")])?;
        page.expect_text("Tried:")?;
        page.expect_text("You may:")
    })
}

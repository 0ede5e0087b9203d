//! Making exercises and sets of them: every kind by its form, what is hidden, and the way through a set.

use super::access::tab_to;
use super::exercises::own_link;
use crate::Case;
use crate::page::{Page, Screen, Site, wait};
use crate::webdriver::key;
use anyhow::{Context, Result, ensure};

pub const CASES: &[Case] = &[
    ("make: every kind is made from a lab by its form, and asked", every_kind),
    ("make: questions come and go by the keyboard, and the engine says what holds", questions),
    ("make: the dialog Share leads from a lab to its exercise", from_share),
    ("make: what is hidden for an exercise is hidden in it", hidden),
    ("make: a draft that cannot be asked says why, and nothing is lost", draft),
    ("make: a set is put together, changed, and solved one after the other", set),
    ("make: a prediction is made, and then the lab plays", predict_then_watch),
];

/// Each kind: the lab it is made from, its name in the menu, a field of its form, and what one answers.
const KINDS: &[(&str, &str, &str, &str)] = &[
    ("lab=little-o&f=x^3&g=x^2", "questions", "g", "yes"),
    ("lab=tangent&f=x^2&x=3&eps=0.1", "a number", "Tolerance", "Your number"),
    ("lab=little-o&f=x^2&g=x", "a function", "A right answer", "f(x)"),
    ("lab=descent", "a formula", "Formula", "gd_step(x, f, η)"),
    ("lab=descent&f=x^2&x=1&rate=0.1", "something", "The lab at first", "Learning rate value"),
    ("lab=little-o&f=x^2&g=x", "functions to", "Functions, one a line", "x^2 on the same rung"),
    ("lab=descent&f=x^2&x=1&rate=0.1", "pictures", "Learning rate", "Label of Picture 1"),
    ("lab=descent&f=x^2&x=1&rate=0.1", "predict", "The lab at first", "The loss falls in the first step."),
];

/// Chooses in a menu as the keyboard does: by the beginning of the words.
fn choose(page: &Page, menu: &str, words: &str) -> Result<()> {
    page.keys("combobox", menu, &words.chars().collect::<Vec<_>>())?;
    page.session.press(&[key::ENTER]).map(drop)
}

/// Fills in a text and leaves it.
fn fill_in(page: &Page, name: &str, text: &str) -> Result<()> {
    page.fill(name, text)?;
    page.session.press(&[key::TAB])
}

fn every_kind(site: &Site) -> Result<()> {
    for (screen, (lab, kind, field, answer)) in [Screen::DESKTOP, Screen::PHONE].into_iter().cycle().zip(KINDS) {
        site.visit(screen, &format!("/#/exercises/make?{lab}"), |page| {
            page.find("textbox", "Prompt")?;
            choose(page, "Kind", kind)?;
            page.expect_text(field)?;
            fill_in(page, "Prompt", "Made by hand")?;
            fill_in(page, "Hints, one a line", "Look at it.")?;
            page.audit()?;
            page.check_width()?;
            page.session.click(&page.find("link", "Open it")?)?;
            page.expect_text("Made by hand")?;
            page.find("button", "Hint 1 of 1")?;
            let names = ["textbox", "radio", "combobox", "checkbox"].map(|role| page.names(role));
            let names: Vec<String> = names.into_iter().collect::<Result<Vec<_>>>()?.concat();
            ensure!(names.iter().any(|name| name.starts_with(answer)), "no {answer} among {names:?}");
            // It can be changed again, as what it is.
            page.session.click(&page.find("link", "Change this exercise")?)?;
            ensure!(page.typed("Prompt")? == "Made by hand", "the prompt is {}", page.typed("Prompt")?);
            page.expect_text(field)
        })
        .with_context(|| format!("{kind} from {lab}"))?;
    }
    Ok(())
}

fn questions(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/exercises/make?lab=little-o&f=x^3&g=x^2", |page| {
        page.find("button", "Remove question 2")?;
        page.expect_text("— ✓ holds")?;
        tab_to(page, "button", "Add question 3")?;
        page.session.press(&[key::ENTER])?;
        page.find("button", "Remove question 3")?;
        let focused = page.session.script("return document.activeElement.id", &[])?;
        ensure!(focused == "make-task-choose-rows-2", "the keyboard is at {focused}");
        // The new question is of another kind, with two answers.
        tab_to(page, "combobox", "What is asked")?;
        page.session.press(&['a', ' ', 'q', 'u', key::ENTER])?;
        page.expect_text("still empty")?;
        fill_in(page, "Question", "Which is smaller?")?;
        tab_to(page, "button", "Add answer 2")?;
        page.session.press(&[key::ENTER])?;
        page.find("button", "Remove answer 2")?;
        let fields = |label: &str| page.look("textbox", label);
        for (place, (words, claim)) in [("The cube", "x^3 = o(x^2)"), ("The square", "x^2 = o(x^3)")].iter().enumerate()
        {
            for (label, text) in [("Words", words), ("Right if this holds", claim)] {
                let field = fields(label)?.into_iter().nth(place).with_context(|| format!("no {label} {place}"))?;
                page.session.click(&field)?;
                page.session.type_into(&field, text)?;
                page.session.press(&[key::TAB])?;
            }
        }
        page.expect_text("— ✓ holds")?;
        page.expect_text("— ✗ does not hold")?;
        page.press("Remove question 1")?;
        page.session.click(&page.find("link", "Open it")?)?;
        page.expect_text("Which is smaller?")?;
        ensure!(page.names("radio")? == ["yes", "no", "The cube", "The square"], "{:?}", page.names("radio")?);
        Ok(())
    })
}

fn from_share(site: &Site) -> Result<()> {
    site.visit(Screen::PHONE, "/#/tangent?f=sin(x)&x=1", |page| {
        page.press("Share")?;
        page.press("Make an exercise")?;
        page.find("heading", "Make an exercise")?;
        ensure!(page.look("dialog", "Share")?.is_empty(), "the dialog stays open");
        choose(page, "Kind", "a number")?;
        wait("the lab's function", || Ok(page.typed("Value")?.contains("sin(x), 1").then_some(())))?;
        // Back takes back the choice of the kind, and then leads to the lab again.
        page.session.back()?;
        wait("the first kind", || Ok((!page.look("textbox", "g")?.is_empty()).then_some(())))?;
        page.session.back()?;
        wait("the lab itself", || Ok(page.session.address()?.contains("#/tangent").then_some(())))?;
        page.find("slider", "Point x").map(drop)
    })
}

fn hidden(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/exercises/make?lab=descent&f=x^2&x=1&rate=0.1", |page| {
        choose(page, "Kind", "something")?;
        page.find("slider", "Starting point")?;
        page.unfold("Controls of the lab to hide")?;
        page.session.click(&page.find("checkbox", "Starting point")?)?;
        wait("the slider to go", || Ok(page.look("slider", "Starting point")?.is_empty().then_some(())))?;
        // It can be seen again, and hidden after all; nothing else goes.
        page.session.click(&page.find("checkbox", "Starting point")?)?;
        page.find("slider", "Starting point")?;
        page.session.click(&page.find("checkbox", "Starting point")?)?;
        wait("the slider to go again", || Ok(page.look("slider", "Starting point")?.is_empty().then_some(())))?;
        page.session.click(&page.find("link", "Open it")?)?;
        page.find("slider", "Learning rate")?;
        page.find("button", "Check")?;
        ensure!(
            page.look("slider", "Starting point")?.is_empty(),
            "what was hidden is seen at {}",
            page.session.address()?
        );
        // In the lab itself nothing is hidden.
        page.session.click(&page.find("link", "Descent")?)?;
        page.find("slider", "Starting point").map(drop)
    })
}

fn draft(site: &Site) -> Result<()> {
    site.visit(Screen::PHONE, "/#/exercises/make?lab=tangent&f=x^2", |page| {
        choose(page, "Kind", "a number")?;
        fill_in(page, "Value", "guess(x^2, 3")?;
        page.expect_text("cannot read or settle")?;
        ensure!(page.look("link", "Open it")?.is_empty(), "a draft that cannot be asked can be opened");
        ensure!(page.typed("Value")? == "guess(x^2, 3", "the text is {}", page.typed("Value")?);
        fill_in(page, "Value", "guess(x^2, 3, 1/10)")?;
        page.expect_text("= 9.6")?;
        page.find("link", "Open it")?;
        page.unfold("The whole exercise as text")?;
        fill_in(page, "The whole exercise as text", "{ half")?;
        page.expect_text("not an exercise")?;
        ensure!(page.typed("The whole exercise as text")? == "{ half", "the text is lost");
        Ok(())
    })?;
    // Another kind keeps the author's words, even those of a draft that cannot be asked yet.
    site.visit(Screen::DESKTOP, "/#/exercises/make?lab=tangent&f=x^2", |page| {
        choose(page, "Kind", "a number")?;
        fill_in(page, "Prompt", "Mine")?;
        fill_in(page, "Hints, one a line", "Look.")?;
        fill_in(page, "Value", "guess(")?;
        choose(page, "Kind", "predict")?;
        page.find("button", "Add answer 4")?;
        ensure!(page.typed("Prompt")? == "Mine" && page.typed("Hints, one a line")? == "Look.", "words are lost");
        Ok(())
    })?;
    // Claims in a number that would keep the page busy are not judged.
    let claims = vec![r#""x = o(1)""#; 400].join(",");
    let many = format!(
        r##"{{"prompt":{{"en":"?"}},"task":{{"predict":{{"start":"#/little-o","options":[{{"text":{{"en":"a"}},"holds":[{claims}]}}]}}}}}}"##
    );
    site.visit(Screen::DESKTOP, &own_link("make", &many), |page| {
        page.expect_text("longer than the page reads")?;
        ensure!(!page.text()?.contains("✓ holds"), "it is judged all the same");
        Ok(())
    })
}

fn set(site: &Site) -> Result<()> {
    site.visit(Screen::PHONE, "/#/exercises", |page| {
        page.session.click(&page.find("link", "Make a set")?)?;
        page.expect_text("No exercises yet.")?;
        choose(page, "From the page", "Something")?;
        page.press("Add it")?;
        let added = page.session.script("return document.querySelectorAll('.set li').length", &[])?;
        ensure!(added == 1, "{added} exercises");
        page.fill("Link of an exercise", "https://example.org/")?;
        page.press("Add by link")?;
        page.expect_text("This is not the link of an exercise")?;
        page.fill("Link of an exercise", "https://example.org/#/exercises/constants-scale")?;
        page.press("Add by link")?;
        page.session.click(&page.find("link", "Make an exercise")?)?;
        fill_in(page, "Prompt", "My own")?;
        page.session.click(&page.find("link", "Put it into a set")?)?;
        page.press("Move My own up")?;
        wait("the order", || {
            let items = page
                .session
                .script("return [...document.querySelectorAll('.set li')].map((li) => li.innerText)", &[])?;
            Ok(items[1].as_str().is_some_and(|item| item.contains("My own")).then_some(()))
        })?;
        page.audit()?;
        page.check_width()?;
        page.session.click(&page.find("link", "Open the set")?)?;
        page.session.click(&page.find("link", "My own")?)?;
        page.expect_text("2 of 3")?;
        page.session.click(&page.find("link", "Next exercise")?)?;
        page.expect_text("3 of 3")?;
        let focused = page.session.script("return document.activeElement.id", &[])?;
        ensure!(focused == "main", "the keyboard is at {focused}");
        page.fill("Your number", "1/1000")?;
        page.press("Check")?;
        page.expect("Feedback", &[("result", "right")])?;
        page.session.click(&page.find("link", "A set of exercises, 3 of 3")?)?;
        page.expect_text("✓ solved")?;
        page.session.click(&page.find("link", "Change this set")?)?;
        page.press("Remove My own")?;
        wait("the exercise to go", || Ok(page.look("button", "Remove My own")?.is_empty().then_some(())))
    })
}

fn predict_then_watch(site: &Site) -> Result<()> {
    // The microscope moves in every frame, and the plot all the same.
    let watch = r##"{"prompt":{"en":"?"},"task":{"predict":{"start":"#/little-o?f=sin(x)&g=x","options":[{"text":{"en":"Yes"},"holds":["sin(x) = o(x)"]},{"text":{"en":"No"},"holds":["sin(x) != o(x)"]}]}}}"##;
    site.visit(Screen::DESKTOP, &own_link("own", watch), |page| {
        page.session.click(&page.find("radio", "No")?)?;
        page.press("Check")?;
        wait("a plot while it plays", || {
            let script = "const c = document.querySelector('.inside canvas'); if (!c) return false;
                return c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some((byte) => byte !== 0)";
            let is_painted = page.session.script(script, &[])? == true;
            Ok((is_painted && !page.look("button", "Pause")?.is_empty()).then_some(()))
        })
    })?;
    for (screen, id, option) in [
        (Screen::DESKTOP, "divergence-loss", "It falls in every step."),
        (Screen { reduced_motion: true, ..Screen::PHONE }, "divergence-loss", "It zig-zags like x."),
    ] {
        site.visit(screen, &format!("/#/exercises/{id}"), |page| {
            page.session.click(&page.find("radio", option)?)?;
            ensure!(page.look("button", "Pause")?.is_empty(), "something plays before the prediction");
            page.press("Check")?;
            wait("the run to play", || {
                let step = page.status("Run")?["step"].as_str().and_then(|step| step.parse::<u32>().ok());
                Ok((step >= Some(2)).then_some(()))
            })
        })?;
    }
    Ok(())
}

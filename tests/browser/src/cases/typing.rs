//! Typing mathematics: echo and repairs, the keypad, undo and redo, parameters, examples, copying.

use crate::Case;
use crate::page::{Page, Screen, Site, wait};
use crate::webdriver::key;
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

pub const CASES: &[Case] = &[
    ("typing: the echo never changes the height of its field", heights),
    ("typing: an unfinished formula shows its hole and keeps the last plot", hole),
    ("typing: every repair and every other reading is one tap", repairs),
    ("typing: the keypad is there for fingers and writes at the caret", keypad_by_touch),
    ("typing: the keypad is hidden on a desktop and works by keyboard", keypad_by_keys),
    ("typing: undo and redo go across all fields, by keys and by buttons", undo),
    ("typing: undo goes back to the lab where the change was made", undo_across_labs),
    ("typing: letters get a slider, a range and a way to play", parameters),
    ("typing: the variable of the limit can be chosen", variable),
    ("typing: every example can be opened and is answered", examples),
    ("typing: a formula is copied in four forms, and by selecting it", copying),
];

/// Acts on the page as somebody with a touch screen does.
fn visit_by_touch(site: &Site, place: &str, user: impl Fn(&Page) -> Result<()>) -> Result<()> {
    site.visit(Screen::PHONE, "/#/", |page| {
        page.point_by_touch()?;
        page.load(place)?;
        user(page)
    })
}

/// A number or text that a script finds in the page.
fn read(page: &Page, script: &str) -> Result<Value> {
    page.session.script(&format!("return {script}"), &[])
}

/// Waits until a textbox holds this text.
fn holds(page: &Page, name: &str, text: &str) -> Result<()> {
    let last = || page.typed(name).unwrap_or_default();
    wait("", || Ok((page.typed(name)? == text).then_some(())))
        .with_context(|| format!("{name} should hold {text:?} but holds {:?}", last()))
}

fn heights(site: &Site) -> Result<()> {
    for screen in [Screen::PHONE, Screen { dark: true, ..Screen::DESKTOP }] {
        site.visit(screen, "/#/little-o", |page| {
            let height = || read(page, "document.querySelector('#f').closest('.field').getBoundingClientRect().height");
            let before = height()?;
            for text in ["", "x", "sin(", "x2", "sn(x)", "log(x)/2x", r"\frac{1-\frac{1}{x}}{x^{2^2}}", "x=1"] {
                page.paste("f(x)", text)?;
                ensure!(height()? == before, "{text} changes the height from {before} to {}", height()?);
                page.check_width()?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

fn hole(site: &Site) -> Result<()> {
    site.visit(Screen::PHONE, "/#/little-o?f=x^3", |page| {
        page.expect("Verdict", &[("verdict", "little-o")])?;
        page.fill("f(x)", "x^3 + sin(")?;
        let spoken = || read(page, "document.querySelector('#f-under math')?.getAttribute('alttext')");
        wait("a hole in the echo", || Ok(spoken()?.as_str().filter(|words| words.contains("blank")).map(drop)))?;
        let wrong = read(page, "document.querySelector('#f').getAttribute('aria-invalid')")?;
        ensure!(wrong.is_null(), "what is unfinished is not wrong");
        page.expect("Verdict", &[("busy", "true")])
    })
}

/// What is typed, a button that mends it or reads it in another way, and the text after it.
const REPAIRS: &[(&str, &str, &str)] = &[
    ("sn(x)", "Use sin", "sin(x)"),
    ("(x+1", "Add )", "(x+1)"),
    ("log(x)", "Use log10", "log10(x)"),
    ("1/2x", "Use (1/2)", "(1/2)x"),
    ("x2", "Use x^2", "x^2"),
    ("x2", "Use x*2", "x*2"),
    ("sin^-1(x)", "Use (1/sin(x))", "(1/sin(x))"),
    ("np.sine(x)", "Use sin", "sin(x)"),
    ("y=x^3", "Use x^3", "x^3"),
    ("１２x", "Use 12x", "12x"),
    ("1,5x", "Use 1.5", "1.5x"),
    ("“x^3”", "Remove “", "x^3"),
    ("\\sine x", "Use sin", "sin x"),
    ("x^(1/3)", "Use cbrt(x)", "cbrt(x)"),
];

fn repairs(site: &Site) -> Result<()> {
    visit_by_touch(site, "/#/little-o", |page| {
        for (typed, button, mended) in REPAIRS {
            page.fill("f(x)", typed)?;
            let buttons = || page.names("button");
            let repair = wait("a repair", || Ok(buttons()?.into_iter().find(|name| name == button)))
                .with_context(|| format!("{typed} should offer “{button}”, but there are {:?}", buttons()))?;
            page.press(&repair)?;
            holds(page, "f(x)", mended)?;
            let focused = wait("the focus in the field", || Ok(Some(page.session.focused()?)))?;
            wait("the focus in the field", || {
                Ok((page.session.property(&page.session.focused()?, "id")? == "f").then_some(()))
            })
            .with_context(|| format!("after {button} the focus is on {:?}", page.session.name(&focused)))?;
            page.press("Undo")?;
            holds(page, "f(x)", typed)?;
        }
        Ok(())
    })
}

fn keypad_by_touch(site: &Site) -> Result<()> {
    visit_by_touch(site, "/#/little-o", |page| {
        ensure!(page.look("group", "Keypad")?.is_empty(), "the keypad should wait until something is typed");
        page.fill("g(x)", "")?;
        page.find("group", "Keypad")?;
        for (name, text) in [
            ("absolute value", "abs()"),
            ("x", "abs(x)"),
            ("caret right", "abs(x)"),
            ("x² squared", "abs(x)^2"),
            ("a⁄b fraction", "abs(x)^2/()"),
            ("exp", "abs(x)^2/(exp())"),
            ("x", "abs(x)^2/(exp(x))"),
            ("delete", "abs(x)^2/(exp())"),
            ("delete", "abs(x)^2/(exp)"),
        ] {
            page.press(name)?;
            holds(page, "g(x)", text).with_context(|| format!("after the key “{name}”"))?;
            let focused = page.session.property(&page.session.focused()?, "id")?;
            ensure!(focused == "g", "the key “{name}” took the focus away");
        }
        let sizes = read(
            page,
            "[...document.querySelectorAll('#keypad .key')].map(k => Math.min(k.offsetWidth, k.offsetHeight))",
        )?;
        let small = sizes.as_array().into_iter().flatten().any(|size| size.as_f64() < Some(44.0));
        ensure!(!small, "a key is smaller than 44 pixels: {sizes}");
        page.fill("g(x)", "")?;
        let choose = "const s = arguments[0]; s.value = [...s.options].find(o => o.text === 'floor').value; s.dispatchEvent(new Event('change', { bubbles: true }))";
        let functions = page.find("combobox", "More functions")?;
        page.session.script(choose, &[functions.argument()])?;
        holds(page, "g(x)", "floor()")
    })
}

fn keypad_by_keys(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/little-o", |page| {
        page.fill("f(x)", "x+1")?;
        ensure!(page.look("group", "Keypad")?.is_empty(), "the keypad should be hidden");
        page.keys("button", "Keypad", &[key::ENTER])?;
        page.find("group", "Keypad")?;
        page.keys("button", "x² squared", &[key::ENTER])?;
        holds(page, "f(x)", "x+1^2")?;
        let focused = page.session.focused()?;
        ensure!(page.session.name(&focused)? == "x² squared", "the keyboard should stay on the key");
        page.keys("button", "caret left", &[key::ENTER, key::ENTER])?;
        page.keys("button", "epsilon", &[key::ENTER])?;
        holds(page, "f(x)", "x+1ε^2")
    })
}

fn undo(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/little-o", |page| {
        page.fill("f(x)", "x^5")?;
        page.fill("g(x)", "x^4")?;
        page.session.click(&page.find("radio", "left")?)?;
        page.expect("Verdict", &[("verdict", "little-o")])?;
        page.session.press(&[key::CONTROL, 'z'])?;
        let both = page.find("radio", "both")?;
        wait("both sides again", || Ok((page.session.property(&both, "checked")? == "true").then_some(())))?;
        page.session.press(&[key::CONTROL, 'z'])?;
        holds(page, "g(x)", "x")?;
        ensure!(page.typed("f(x)")? == "x^5", "one undo should take back one field");
        wait("the focus on what changed", || {
            Ok((page.session.property(&page.session.focused()?, "id")? == "g").then_some(()))
        })?;
        page.session.press(&[key::CONTROL, 'z'])?;
        holds(page, "f(x)", "x^2")?;
        page.session.press(&[key::CONTROL, 'z'])?;
        holds(page, "f(x)", "x^2")?;
        page.press("Redo")?;
        holds(page, "f(x)", "x^5")?;
        page.session.press(&[key::CONTROL, 'y'])?;
        holds(page, "g(x)", "x^4")?;
        page.press("Undo")?;
        holds(page, "g(x)", "x")
    })
}

fn undo_across_labs(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/tangent", |page| {
        page.enter("Point x value", "0.5")?;
        page.session.click(&page.find("link", "Little-o")?)?;
        page.find("textbox", "g(x)")?;
        page.press("Undo")?;
        let point = page.find("slider", "Point x")?;
        wait("the point as it was", || Ok((page.session.property(&point, "value")? == "0.25").then_some(())))
    })
}

fn parameters(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/little-o?f=a*x&g=x", |page| {
        page.expect("Verdict", &[("limit", "1")])?;
        page.enter("Parameter a value", "3/2")?;
        page.expect("Verdict", &[("limit", "3/2")])?;
        wait("the letter in the address", || Ok(page.session.address()?.contains("p.a=1.5").then_some(())))?;
        page.session.script("document.querySelector('.range summary').click()", &[])?;
        page.enter("Parameter a to", "2")?;
        page.keys("slider", "Parameter a", &[key::END])?;
        page.expect("Verdict", &[("limit", "2")])?;
        page.press("Play a")?;
        wait("the letter to move", || Ok((page.status("Verdict")?["limit"] != "2").then_some(())))?;
        page.press("Pause a")?;
        page.find("button", "Play a")?;
        page.press("Undo")?;
        page.expect("Verdict", &[("limit", "2")])
    })
}

fn variable(site: &Site) -> Result<()> {
    site.visit(Screen::PHONE, "/#/little-o?f=8*x%2B3*y&g=y", |page| {
        page.expect("Verdict", &[("verdict", "same-order")])?;
        let menu = page.find("combobox", "Variable")?;
        page.session.type_into(&menu, "y")?;
        page.find("textbox", "f(y)")?;
        page.expect("Verdict", &[("verdict", "larger")])?;
        wait("the variable in the address", || Ok(page.session.address()?.contains("var=y").then_some(())))?;
        page.find("slider", "Parameter x").map(drop)
    })
}

fn examples(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/little-o", |page| {
        let menu = page.find("combobox", "Examples")?;
        let count = page.session.script("return arguments[0].options.length", &[menu.argument()])?;
        let count = count.as_u64().context("the menu has no options")?;
        ensure!(count > 10, "only {count} examples");
        for index in 1..count {
            let choose = "const [s, i] = arguments; s.selectedIndex = i; s.dispatchEvent(new Event('change', { bubbles: true })); return s.options[i].text";
            let words = page.session.script(choose, &[menu.argument(), json!(index)])?;
            let pair = || Ok::<_, anyhow::Error>((page.typed("f(x)")?, page.typed("g(x)")?));
            wait("the example in the fields", || {
                let (f, g) = pair()?;
                let words = words.as_str().unwrap_or_default();
                Ok((words.starts_with(&f) && words.ends_with(&g)).then_some(()))
            })
            .with_context(|| format!("{words}"))?;
            wait("its verdict", || {
                let state = page.status("Verdict")?;
                Ok((state["verdict"].is_string() && state["verdict"] != "undecided").then_some(()))
            })
            .with_context(|| format!("{words}"))?;
        }
        page.press("Undo")
    })
}

fn copying(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/little-o?f=1/2*exp(x)%2Bx^2", |page| {
        for (form, text) in [
            ("Plain text", "1/2*exp(x) + x^2"),
            ("LaTeX", r"\frac{1}{2}"),
            ("SymPy", "sympy.exp(x) + x**2"),
            ("MathML", "<math xmlns=\"http://www.w3.org/1998/Math/MathML\">"),
        ] {
            // What is copied is kept, whether or not the system lends its clipboard to a test.
            read(page, "navigator.clipboard.writeText = async (text) => { window.copied = text }")?;
            page.press("Copy f(x)")?;
            page.press(form)?;
            let copied = || read(page, "window.copied ?? ''");
            wait("the copied text", || Ok(copied()?.as_str().filter(|copied| copied.contains(text)).map(drop)))
                .with_context(|| format!("{form} gave {:?}", copied()))?;
        }
        let select = "
            const math = document.querySelector('#f-under math');
            getSelection().selectAllChildren(math);
            const event = new ClipboardEvent('copy', { bubbles: true, cancelable: true, clipboardData: new DataTransfer() });
            math.dispatchEvent(event);
            return event.clipboardData.getData('text/plain')";
        let copied = page.session.script(select, &[])?;
        let copied = copied.as_str().unwrap_or_default();
        page.fill("g(x)", copied)?;
        page.expect("Verdict", &[("verdict", "same-order"), ("limit", "1")])
    })
}

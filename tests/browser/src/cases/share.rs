//! What a lecturer takes along from the dialog Share, and what its keys do in the link that students open.

use crate::Case;
use crate::page::{Page, Screen, Site, wait};
use anyhow::{Context, Result, ensure};
use serde_json::json;
use std::time::Duration;

pub const CASES: &[Case] = &[
    ("share: the forms for slides, notebooks and Markdown open the state that is shown", forms),
    ("share: what students should not see is chosen, and the link hides it", hide),
    ("share: the picture for slides has the QR code of the link", picture),
    ("share: hide= takes controls from sight by their names, in every lab", names),
    ("share: a language that is missing is said to be missing", language),
    ("share: static=1 draws once and then runs nothing", still),
    ("share: a printed lab is a clean page with its link", print),
    ("share: the lab fills the screen and gives it back", full_screen),
    ("share: each lab has an entry page with a preview that leads to it", entries),
    ("share: the JavaScript module answers in the words of the statuses", module),
];

fn open_share<'a>(site: &'a Site, place: &str) -> Result<Page<'a>> {
    let page = site.open(Screen::DESKTOP, place)?;
    page.press("Share")?;
    page.find("dialog", "Share")?;
    Ok(page)
}

fn forms(site: &Site) -> Result<()> {
    let page = open_share(site, "/#/tangent?f=x^2&x=1")?;
    page.unfold("For slides, notebooks and Markdown")?;
    let address = format!("{}/#/tangent?f=x%5E2&x=1", site.host);
    let framed = format!("{}/#/tangent?f=x%5E2&amp;x=1&amp;embed=1", site.host);
    let check = |form: &str, pieces: &[&str]| -> Result<()> {
        let text = page.typed(form)?;
        for piece in pieces {
            ensure!(text.contains(piece), "{form} lacks {piece}: {text}");
        }
        Ok(())
    };
    check("Link", &[&address])?;
    check(
        "Embed code",
        &["<iframe src=\"", &framed, "title=\"The tangent of x^2", "loading=\"lazy\"", "allow=\"fullscreen"],
    )?;
    check("reveal.js", &["<iframe data-src=\"", &framed])?;
    check("Quarto", &["```{=html}", "class=\"stretch\"", &framed])?;
    check("Jupyter", &["IFrame(\"", &framed.replace("&amp;", "&"), "height=620"])?;
    check("Markdown", &["[The tangent of x\\^2", &address])?;
    page.audit()?;
    page.check_console()
}

fn hide(site: &Site) -> Result<()> {
    let page = open_share(site, "/#/tangent?f=x^2")?;
    page.unfold("What students see")?;
    page.session.click(&page.find("checkbox", "Step ε")?)?;
    page.session.click(&page.find("radio", "dark")?)?;
    wait("the choice in the link", || {
        let link = page.typed("Link")?;
        Ok((link.contains("theme=dark") && link.contains("hide=step-%CE%B5")).then_some(()))
    })?;
    page.audit()?;
    let link = page.typed("Link")?;
    page.load(link.strip_prefix(&site.host).context("a link to elsewhere")?)?;
    page.find("slider", "Point x")?;
    ensure!(page.look("slider", "Step ε")?.is_empty(), "what was hidden is there");
    page.check_console()
}

fn picture(site: &Site) -> Result<()> {
    let page = open_share(site, "/#/tangent?f=x^2")?;
    page.unfold("Picture with QR code, for slides that hold no frames")?;
    let image = "const image = document.querySelector('dialog img'); return image?.complete && [image.naturalWidth, image.naturalHeight]";
    wait("the picture", || Ok((page.session.script(image, &[])? == json!([1600, 900])).then_some(())))?;
    let files = "return [...document.querySelectorAll('dialog a[download]')].map((it) => [it.download, (it.href || '').slice(0, 14)])";
    let wanted = json!([["little-o.png", "data:image/png"], ["little-o.svg", "data:image/svg"]]);
    wait("both files", || Ok((page.session.script(files, &[])? == wanted).then_some(())))?;
    page.audit()?;
    page.check_console()
}

fn names(site: &Site) -> Result<()> {
    let cases: [(&str, &str, &str); 8] = [
        ("little-o?hide=verdict", "status", "Verdict"),
        ("little-o?hide=g(x)", "textbox", "g(x)"),
        ("little-o?hide=Predict first", "switch", "Predict first"),
        ("tangent?hide=point-x", "textbox", "Point x value"),
        ("tangent?hide=approximation", "status", "Approximation"),
        ("tangent?hide=step-ε-value", "textbox", "Step ε value"),
        ("descent?hide=play,pause", "button", "Play"),
        ("descent?hide=learning-rate", "slider", "Learning rate"),
    ];
    for (place, role, name) in cases {
        let page = site.open(Screen::DESKTOP, &format!("/#/{}", place.split('?').next().unwrap_or_default()))?;
        page.find(role, name)?;
        page.load(&format!("/#/{place}"))?;
        ensure!(page.look(role, name)?.is_empty(), "{place} shows the {role} “{name}”");
        page.audit().with_context(|| place.to_owned())?;
        page.check_console()?;
    }
    Ok(())
}

fn language(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/tangent?lang=de", |page| {
        page.expect_text("lang=de")?;
        ensure!(
            page.session.script("return document.documentElement.lang", &[])? == "en",
            "the page lies about its language"
        );
        Ok(())
    })
}

fn still(site: &Site) -> Result<()> {
    for (lab, piece) in [("little-o?f=x^3", "o(g)"), ("tangent?f=x^2", "f"), ("descent?step=5", "the loss")] {
        let page = site.open(Screen::DESKTOP, &format!("/#/{lab}&static=1&embed=1"))?;
        let is_still = "return document.documentElement.hasAttribute('data-still')";
        wait("the page to stand still", || Ok((page.session.script(is_still, &[])? == true).then_some(())))?;
        page.expect_text(piece).with_context(|| lab.to_owned())?;
        let seen = page.session.script(
            "return { svg: document.querySelectorAll('figure svg').length, canvas: document.querySelectorAll('canvas').length,
              controls: [...document.querySelectorAll('button, input, select')].filter((it) => it.checkVisibility()).length }",
            &[],
        )?;
        ensure!(seen["svg"].as_u64() >= Some(1) && seen["canvas"] == 0 && seen["controls"] == 0, "{lab}: {seen}");
        // Not in a script that WebDriver waits for: it would set a timer of its own.
        let watch = "window.calls = 0;
            const [frame, timer] = [window.requestAnimationFrame, window.setTimeout];
            window.requestAnimationFrame = (f) => { calls += 1; return frame(f); };
            window.setTimeout = (...all) => { calls += 1; return timer(...all); };
            window.dispatchEvent(new Event('resize')); window.dispatchEvent(new Event('hashchange'));";
        page.session.script(watch, &[])?;
        std::thread::sleep(Duration::from_millis(600));
        ensure!(page.session.script("return calls", &[])? == 0, "{lab} still runs");
        page.audit().with_context(|| lab.to_owned())?;
        page.check_console()?;
    }
    Ok(())
}

fn print(site: &Site) -> Result<()> {
    let page = site.open(Screen { dark: true, ..Screen::DESKTOP }, "/#/descent?f=x^2&step=3")?;
    page.session.cdp("Emulation.setEmulatedMedia", json!({ "media": "print" }))?;
    let seen = page.session.script(
        "const seen = (selector) => [...document.querySelectorAll(selector)].filter((it) => it.checkVisibility()).length;
         return { controls: seen('button, select, input, .bar'), plots: seen('figure canvas, figure svg'), link: document.querySelector('.here').innerText,
                  ground: getComputedStyle(document.documentElement).backgroundColor }",
        &[],
    )?;
    ensure!(seen["controls"] == 0 && seen["plots"].as_u64() >= Some(1), "{seen}");
    ensure!(seen["link"] == json!(format!("{}/#/descent?f=x%5E2&step=3", site.host)), "{seen}");
    ensure!(seen["ground"] == "rgb(255, 255, 255)", "{seen}");
    let pdf = page.session.cdp("Page.printToPDF", json!({}))?;
    ensure!(pdf["data"].as_str().is_some_and(|data| data.len() > 1000), "nothing was printed");
    Ok(())
}

fn full_screen(site: &Site) -> Result<()> {
    let page = site.open(Screen::DESKTOP, "/#/tangent")?;
    page.press("Full screen: the lab")?;
    let fills = "return document.fullscreenElement?.id ?? ''";
    wait("the lab to fill the screen", || Ok((page.session.script(fills, &[])? == "main").then_some(())))?;
    page.audit()?;
    page.session.script("document.exitFullscreen()", &[])?;
    wait("the screen back", || Ok((page.session.script(fills, &[])? == "").then_some(())))?;
    let height =
        "return document.querySelector('#tangent-plot').closest('.plot-card').querySelector('canvas').clientHeight";
    let before = page.session.script(height, &[])?.as_f64();
    page.press("Full screen: f, its tangent at x = 0.25 and the error")?;
    let grown = || Ok((page.session.script(height, &[])?.as_f64() > before).then_some(()));
    wait("the plot to fill the screen", grown)?;
    page.audit()?;
    page.press("Full screen: f, its tangent at x = 0.25 and the error")?;
    wait("the screen back", || Ok((page.session.script(height, &[])?.as_f64() == before).then_some(())))?;
    page.check_console()
}

fn entries(site: &Site) -> Result<()> {
    for (lab, role, name) in
        [("little-o", "status", "Verdict"), ("tangent", "slider", "Point x"), ("descent", "button", "Play")]
    {
        let page = site.open(Screen::DESKTOP, "/#/")?;
        let read = format!(
            "const done = arguments[0]; fetch('{lab}.html').then((it) => it.text()).then((text) => {{
               const page = new DOMParser().parseFromString(text, 'text/html');
               done(['og:title', 'og:description', 'og:image'].map((name) => page.querySelector(`meta[property='${{name}}']`)?.content));
             }})"
        );
        let preview = page.session.script_async(&read)?;
        ensure!(
            preview.as_array().is_some_and(|all| all.iter().all(|it| it.as_str().is_some_and(|it| it.len() > 5))),
            "{preview}"
        );
        page.load(&format!("/{lab}.html"))?;
        page.find(role, name)?;
        page.load(&format!("/{lab}.html#/{lab}?f=x^3"))?;
        ensure!(page.session.address()? == format!("{}/#/{lab}?f=x^3", site.host), "{}", page.session.address()?);
        page.check_console()?;
    }
    Ok(())
}

fn module(site: &Site) -> Result<()> {
    let page = site.open(Screen::DESKTOP, "/#/")?;
    let ask = "const done = arguments[0];
        import('./little-o.js').then(async ({ init, limit, relation, linearApproximation, gradientDescent }) => {
          await init();
          const failure = (ask) => { try { ask(); return 'no failure'; } catch (error) { return [error instanceof Error, error.message.length > 0, error.span ?? null]; } };
          const run = gradientDescent('x^2', 1, 0.25, 3);
          done([
            limit('sin(x)/x'), limit('abs(x)/x', { side: 'left' }), limit('a*x/x', { params: { a: 3 } }),
            relation('x^2', 'x'), relation('x', 'x^2', { at: 'oo' }).verdict,
            linearApproximation('x^2', 3, 0.5), linearApproximation('x^2+y^2', [1, 1], [0.5, 0]),
            run.outcome, run.steps.length, run.steps[2], gradientDescent('x^2+y^2', [1, 2], 0.5, 1).steps[1].x,
            failure(() => limit('1 + sn(x)')), failure(() => relation('x', 5)), failure(() => gradientDescent('x', 1, -1, 5)),
            failure(() => limit('x', { side: 'up' })), failure(() => linearApproximation('log(x)', -1, 1)),
          ]);
        }, (error) => done(String(error)))";
    let answers = page.session.script_async(ask)?;
    let wanted = json!([
        { "limit": "1", "left": "1", "right": "1" }, { "limit": "-1", "left": "-1", "right": null }, { "limit": "3", "left": "3", "right": "3" },
        { "verdict": "little-o", "littleO": true, "bigO": true, "theta": false, "limit": "0", "left": "0", "right": "0" }, "little-o",
        { "value": 12.25, "approximation": 12, "error": 0.25, "slope": 6 }, { "value": 3.25, "approximation": 3, "error": 0.25, "slope": [2, 2] },
        "out-of-steps", 4, { "step": 2, "x": 0.25, "loss": 0.0625 }, [0, 0],
        [true, true, { "start": 4, "end": 6 }], [true, true, null], [true, true, null], [true, true, null], [true, true, null],
    ]);
    for (answer, wanted) in
        answers.as_array().with_context(|| answers.to_string())?.iter().zip(wanted.as_array().into_iter().flatten())
    {
        ensure!(answer == wanted || same_numbers(answer, wanted), "the module says {answer} where {wanted} is right");
    }
    Ok(())
}

/// JavaScript has one kind of number: 12 is 12.0.
fn same_numbers(a: &serde_json::Value, b: &serde_json::Value) -> bool {
    use serde_json::Value::{Array, Number, Object};
    match (a, b) {
        (Number(a), Number(b)) => a.as_f64() == b.as_f64(),
        (Array(a), Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_numbers(a, b)),
        (Object(a), Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same_numbers(a, b)))
        }
        _ => a == b,
    }
}

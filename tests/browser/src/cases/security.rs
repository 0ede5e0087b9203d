//! What strangers may try: links, and the policy that stands behind everything else. See docs/security.md.

use crate::Case;
use crate::page::{Page, Screen, Site};
use anyhow::{Context, Result, ensure};
use serde_json::Value;

pub const CASES: &[Case] = &[
    ("security: a hundred hostile links leave a page that works", links),
    ("security: no link is markup", markup),
    ("security: the policy holds in every mode", policy),
    ("security: every file the page names has its hash", integrity),
];

const LABS: [&str; 4] = ["", "little-o", "tangent", "descent"];

/// Texts that some reader of links, somewhere, has stumbled over.
const TEXTS: [&str; 12] = [
    "<script>document.title='broken'</script>",
    "\"><img src=x onerror=document.title='broken'>",
    "javascript:document.title='broken'",
    "{{constructor.constructor('return 1')()}}",
    "__proto__",
    "%00%0d%0a",
    "%F0%9F%92%A9%E2%80%AE%FF%FE",
    "1e308*1e308^1e308^1e308",
    "((((((((((((((((((((((((((((((((",
    "9999999999999999999999^99999999999999999",
    "../../../../etc/passwd",
    "NaN",
];

/// Keys, and values only their own reader can refuse.
const PAIRS: [&str; 16] = [
    "at=1/0",
    "zoom=1e300",
    "tol=0",
    "var=sin",
    "x=1e999",
    "eps=NaN",
    "rate=-1",
    "rate=1,1:1,1:1",
    "steps=1e9",
    "step=-1",
    "beta=2",
    "view=0,0,0,0",
    "theme=<b>",
    "lang=../..",
    "v=99",
    "p.sin=1",
];

fn links(site: &Site) -> Result<()> {
    let page = site.open(Screen::DESKTOP, "/#/")?;
    let mut count = 0;
    for lab in LABS {
        for text in TEXTS {
            let encoded = page.session.script("return encodeURIComponent(arguments[0])", &[text.into()])?;
            let raw = format!("/#/{lab}?f={}&at={text}&hide={text}&p.{text}=1", encoded.as_str().unwrap_or_default());
            survives(&page, &raw)?;
            count += 1;
        }
        for pair in PAIRS {
            survives(&page, &format!("/#/{lab}?{pair}"))?;
            count += 1;
        }
    }
    let long = format!("/#/little-o?f={}", "x+".repeat(20_000));
    survives(&page, &long)?;
    ensure!(count >= 100, "only {count} links");
    page.load("/#/little-o?f=x^3")?;
    page.expect("Verdict", &[("verdict", "little-o")])?;
    page.check_console()
}

fn survives(page: &Page, place: &str) -> Result<()> {
    let shown: String = place.chars().take(80).collect();
    // As a student's click on it does; the page stays, and whatever it has broken with it.
    let open = "const done = arguments[0]; location.hash = HASH; setTimeout(() => requestAnimationFrame(() => done(true)), 30)";
    let hash = place.split_once('#').map_or("", |(_, hash)| hash);
    page.session
        .script_async(&open.replace("HASH", &Value::from(hash).to_string()))
        .with_context(|| format!("at {shown}"))?;
    let state = "return [document.title, document.querySelectorAll('#app :is(img, script, iframe)').length, document.querySelectorAll('main h1, main h2').length]";
    let state = page.session.script(state, &[])?;
    ensure!(state[0] != "broken" && state[1] == 0 && state[2] != 0, "{shown}: {state}");
    Ok(())
}

fn markup(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/little-o?f=%3Cimg%20src%3Dx%3E&at=%3Cb%3E1%3C/b%3E&scale=%3Ci%3E", |page| {
        page.expect_text("at=<b>1</b>")?;
        page.expect_text("scale=<i>")?;
        ensure!(page.typed("f(x)")? == "<img src=x>", "f is {}", page.typed("f(x)")?);
        ensure!(page.session.all("#app img, .notices b, .notices i")?.is_empty(), "text has become markup");
        page.press("Share")?;
        ensure!(page.typed("Embed code")?.matches('<').count() == 2, "{}", page.typed("Embed code")?);
        Ok(())
    })
}

fn policy(site: &Site) -> Result<()> {
    for place in ["/#/", "/#/tangent?embed=1", "/#/descent?static=1", "/tangent.html"] {
        let page = site.open(Screen::DESKTOP, "/#/")?;
        page.session.go("about:blank")?;
        page.session.go(&format!("{}{place}", site.host))?;
        page.wait_ready().with_context(|| format!("at {place}"))?;
        page.check_console()?;
        // What WebDriver runs may itself evaluate text; what the page's own timer gets may not.
        let inject = "const done = arguments[0];
            const button = document.createElement('button'); button.setAttribute('onclick', 'window.broken = 1');
            document.body.append(button); button.click();
            const script = document.createElement('script'); script.textContent = 'window.broken = 2'; document.body.append(script);
            setTimeout('window.broken = 3', 0);
            setTimeout(() => done(window.broken ?? 0), 50);";
        let broken = page.session.script_async(inject)?;
        ensure!(broken == 0, "{place}: script {broken} in the document ran");
    }
    Ok(())
}

fn integrity(site: &Site) -> Result<()> {
    let page = site.open(Screen::DESKTOP, "/#/")?;
    let read = "return [...document.querySelectorAll('script[src], link:is([rel=stylesheet], [rel=preload], [rel=modulepreload])')]
        .map((it) => [it.src || it.href, it.integrity])";
    let files = page.session.script(read, &[])?;
    let files = files.as_array().context("no files")?;
    ensure!(files.len() >= 5, "{files:?}");
    for file in files {
        let hash = file[1].as_str().unwrap_or_default();
        ensure!(hash.starts_with("sha"), "no hash: {}", Value::to_string(&file[0]));
    }
    Ok(())
}

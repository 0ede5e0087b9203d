//! What strangers may try: links, and the policy that stands behind everything else. See docs/security.md.

use crate::Case;
use crate::page::{Screen, Site};
use anyhow::{Context, Result, ensure};
use serde_json::Value;

pub const CASES: &[Case] =
    &[("security: no link is markup", markup), ("security: every file the page names has its hash", integrity)];

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

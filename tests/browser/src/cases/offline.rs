//! Without network, and with nobody else: the page keeps itself, and asks nobody but its own host.

use crate::Case;
use crate::page::{Page, Screen, Site, wait};
use anyhow::{Context, Result, ensure};
use serde_json::json;
use std::time::Duration;

pub const CASES: &[Case] = &[
    ("offline: after a quiet first visit every lab opens without network", reload),
    ("offline: nothing is kept before the page has been quiet for five seconds", patience),
    ("offline: a newer version is announced and comes when it is wanted", update),
    ("offline: no lab ever asks another host for anything", no_third_party),
];

/// Whether the page has all its files; a page without a list of files (not built for a host) keeps what it has used.
fn kept(page: &Page) -> Result<usize> {
    let count = page.session.script_async(
        "const done = arguments[0];
         navigator.serviceWorker.getRegistration().then(async (registration) => {
           if (!registration?.active) return done(0);
           const names = await caches.keys();
           const counts = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
           done(counts.reduce((sum, count) => sum + count, 0));
         });",
    )?;
    Ok(count.as_u64().unwrap_or_default() as usize)
}

fn reload(site: &Site) -> Result<()> {
    let page = site.open(Screen::DESKTOP, "/#/little-o?f=x^3")?;
    wait("the page to be kept", || Ok((kept(&page)? > 5).then_some(())))?;
    page.session.cdp("Network.enable", json!({}))?;
    let gone = json!({ "offline": true, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0 });
    page.session.cdp("Network.emulateNetworkConditions", gone)?;
    for lab in ["little-o?f=x^3", "tangent", "descent?step=3"] {
        page.load(&format!("/#/{lab}")).with_context(|| format!("{lab} without network"))?;
    }
    page.expect("Run", &[("step", "3")])?;
    page.check_console()
}

fn patience(site: &Site) -> Result<()> {
    let page = site.open(Screen::DESKTOP, "/#/little-o")?;
    std::thread::sleep(Duration::from_secs(3));
    let asked = "const done = arguments[0]; navigator.serviceWorker.getRegistrations().then((all) => done(all.length))";
    ensure!(page.session.script_async(asked)? == 0, "the page is being kept while the student may still be loading");
    wait("the page to be kept", || Ok((kept(&page)? > 0).then_some(()))).map(drop)
}

fn update(site: &Site) -> Result<()> {
    let page = site.open(Screen::DESKTOP, "/#/little-o?f=x^3")?;
    wait("the page to be kept", || Ok((kept(&page)? > 0).then_some(())))?;
    // As the next visit finds it, when another version has been put on the host meanwhile.
    page.load("/#/little-o?f=x^3")?;
    page.session.script("window.dispatchEvent(new Event('little-o:newer-version'))", &[])?;
    page.find("button", "Use it now")?;
    page.expect_text("newer version")?;
    ensure!(page.typed("f(x)")? == "x^3", "the page was not left as it was");
    page.audit()
}

fn no_third_party(site: &Site) -> Result<()> {
    for place in ["/#/", "/#/little-o?f=sn(x)", "/#/tangent?embed=1", "/#/descent?step=5", "/examples/plain.html"] {
        let page = site.open(Screen::DESKTOP, "/#/")?;
        page.session.go("about:blank")?;
        page.session.go(&format!("{}{place}", site.host))?;
        std::thread::sleep(Duration::from_millis(800));
        let asked =
            page.session.script("return performance.getEntriesByType('resource').map(({ name }) => name)", &[])?;
        let asked = asked.as_array().context("no list of requests")?;
        ensure!(!asked.is_empty(), "{place} has loaded nothing");
        for address in asked.iter().filter_map(|address| address.as_str()) {
            let own = address.starts_with(&site.host) || address.starts_with("data:");
            ensure!(own, "{place} asks another host: {address}");
        }
    }
    Ok(())
}

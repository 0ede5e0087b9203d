//! Parts of the page are fetched when they are needed, and not before: those of the plots right after the verdict, all
//! others when they are opened.

use crate::Case;
use crate::page::{Page, Screen, Site, wait};
use anyhow::{Result, ensure};
use serde_json::json;
use std::time::Duration;

pub const CASES: &[Case] = &[
    ("parts: a first visit fetches those of the plots only", first_visit),
    ("parts: the verdict does not wait for the plots, nor end with them", without_plots),
    ("parts: a page that opens with one is ready once it is there", ready),
    ("parts: when one comes, those that did not are asked for again", all_again),
    ("parts: numbers of a link that have to be computed are waited for", rest_of_link),
    ("parts: what needs the reserve is told when that has come", reserve),
    ("parts: one that does not come can be asked for again", try_again),
];

/// The parts that the browser has asked for so far.
fn fetched(page: &Page) -> Result<Vec<String>> {
    let names = "return performance.getEntriesByType('resource').map((entry) => entry.name).filter((name) => name.includes('/parts/'))";
    let names = page.session.script(names, &[])?;
    Ok(names.as_array().into_iter().flatten().filter_map(|name| name.as_str().map(str::to_owned)).collect())
}

fn first_visit(site: &Site) -> Result<()> {
    for place in ["/#/", "/#/little-o"] {
        site.visit(Screen::DESKTOP, place, |page| {
            page.expect("Verdict", &[("verdict", "little-o")])?;
            let parts = fetched(page)?;
            ensure!(!parts.is_empty(), "this page is not cut into parts: build it by `cargo xtask build`");
            ensure!(parts.iter().all(|part| part.contains("plots")), "{place} fetches {parts:?}");
            page.find("figure", "Ratio f/g near 0")?;
            Ok(())
        })?;
    }
    Ok(())
}

/// Whether the browser can fetch parts.
fn let_parts_come(page: &Page, can_come: bool) -> Result<()> {
    let blocked: &[&str] = if can_come { &[] } else { &["*/parts/*"] };
    page.session.cdp("Network.enable", json!({}))?;
    page.session.cdp("Network.setBlockedURLs", json!({ "urls": blocked })).map(drop)
}

/// A page whose parts cannot be fetched.
fn without_parts<'site>(site: &'site Site, screen: Screen, place: &str) -> Result<Page<'site>> {
    let page = site.blank(screen)?;
    let_parts_come(&page, false)?;
    page.load(place)?;
    Ok(page)
}

/// Waits until the place of the verdict says that the answer could not be fetched, and no answer is told.
fn answer_is_missing(page: &Page) -> Result<()> {
    let card = "return document.getElementById('verdict').innerText";
    let says = |text: serde_json::Value| text.as_str().is_some_and(|text| text.contains("could not be fetched"));
    wait("the verdict to say what is missing", || Ok(says(page.session.script(card, &[])?).then_some(())))?;
    ensure!(page.status("Verdict")?["verdict"].is_null(), "a verdict is told without what it needs");
    Ok(())
}

/// Fails if a text is not there: then its key is seen, such as `spoken.over`.
fn all_are_said(page: &Page) -> Result<()> {
    let rooms = rooms_of_catalogue()?;
    ensure!(rooms.len() > 5, "the catalogue is not where it was");
    let script = "const key = new RegExp('^(' + arguments[0] + ')([.][a-z_]+)+$');
        const said = (element) => [
            ...[...element.attributes].map((attribute) => attribute.value),
            ...[...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data),
        ];
        return [...document.querySelectorAll('*')].flatMap(said).filter((text) => key.test(text.trim()))";
    let keys = page.session.script(script, &[json!(rooms.join("|"))])?;
    ensure!(keys.as_array().is_some_and(Vec::is_empty), "texts are missing: {keys}");
    Ok(())
}

/// What the keys of texts begin with.
fn rooms_of_catalogue() -> Result<Vec<String>> {
    let mut rooms = Vec::new();
    for half in ["locales/first", "locales/later"] {
        for file in std::fs::read_dir(half)? {
            let text = std::fs::read_to_string(file?.path())?;
            rooms.extend(text.lines().filter_map(|line| Some(line.split_once(':')?.0.to_owned())));
        }
    }
    rooms.retain(|room| room.starts_with(|first: char| first.is_ascii_lowercase()));
    rooms.sort();
    rooms.dedup();
    Ok(rooms)
}

fn without_plots(site: &Site) -> Result<()> {
    let page = without_parts(site, Screen::PHONE, "/#/little-o?f=x^3&g=x")?;
    page.expect("Verdict", &[("verdict", "little-o")])?;
    page.expect_text("could not be fetched")?;
    page.fill("g(x)", "x^3")?;
    page.expect("Verdict", &[("verdict", "same-order")])?;
    all_are_said(&page)?;
    page.audit()?;
    let_parts_come(&page, true)?;
    page.press("Try again")?;
    page.find("figure", "Ratio f/g near 0")?;
    page.audit()?;
    for place in ["/#/", "/#/tangent", "/#/exercises", "/#/little-o?f=sn(x)&g=a*x", "/#/little-o?f=|x|^pi&g=1/0&x=y"] {
        let page = without_parts(site, Screen::DESKTOP, place)?;
        page.expect_text("could not be fetched")?;
        all_are_said(&page)?;
    }
    Ok(())
}

fn all_again(site: &Site) -> Result<()> {
    let page = without_parts(site, Screen::DESKTOP, "/#/little-o?f=a*x^3&g=x&predict=1")?;
    let notices = || page.session.all(".notice [role=alert]").map(|notices| notices.len());
    wait("one notice for all that is missing", || Ok((notices()? == 1).then_some(())))?;
    let_parts_come(&page, true)?;
    page.press("Try again")?;
    page.find("figure", "Ratio f/g near 0")?;
    page.find("button", "Share")?;
    page.find("slider", "Parameter a")?;
    page.session.click(&page.find("radio", "f is smaller: f/g goes to 0")?)?;
    wait("no notice any more", || Ok((notices()? == 0).then_some(())))
}

fn reserve(site: &Site) -> Result<()> {
    let page = without_parts(site, Screen::DESKTOP, "/#/little-o?f=x*sin(1/x)&g=sn(x)")?;
    page.expect_text("could not be fetched")?;
    // What cannot be read is marked, without words; what cannot be decided yet is not guessed.
    let is_marked = "return document.getElementById('g').getAttribute('aria-invalid')";
    wait("g to be marked", || Ok((page.session.script(is_marked, &[])? == "true").then_some(())))?;
    page.fill("g(x)", "x")?;
    answer_is_missing(&page)?;
    page.fill("g(x)", "sn(x)")?;
    let_parts_come(&page, true)?;
    page.press("Try again")?;
    page.expect_text("There is no function called")?;
    page.press("Use sin")?;
    page.expect("Verdict", &[("verdict", "bounded")])?;
    page.audit()
}

fn rest_of_link(site: &Site) -> Result<()> {
    let link = "/#/little-o?f=a*sin(x)&g=1&at=pi/2&p.a=pi/4&side=down";
    let page = without_parts(site, Screen::DESKTOP, link)?;
    answer_is_missing(&page)?;
    page.fill("f(x)", "a*sin(x)+0")?;
    std::thread::sleep(Duration::from_millis(600));
    let address = page.session.script("return decodeURIComponent(location.hash)", &[])?;
    ensure!(address.as_str().is_some_and(|address| address.contains("at=pi/2")), "the link is lost: {address}");
    let_parts_come(&page, true)?;
    page.press("Try again")?;
    page.expect("Verdict", &[("verdict", "same-order")])?;
    page.expect_text("side=down")?;
    let a = page.session.property(&page.find("textbox", "Parameter a value")?, "value")?;
    ensure!(a.starts_with("0.78"), "the parameter of the link is lost: {a}");
    let undo = "return document.querySelector('[aria-label=Undo]').getAttribute('aria-disabled')";
    ensure!(page.session.script(undo, &[])? == "true", "what the link says can be undone");
    Ok(())
}

fn ready(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/tangent", |page| {
        ensure!(!page.look("status", "Approximation")?.is_empty(), "the page is said to be ready before its lab is");
        ensure!(!fetched(page)?.is_empty(), "this page is not cut into parts: build it by `cargo xtask build`");
        Ok(())
    })
}

fn try_again(site: &Site) -> Result<()> {
    let page = site.open(Screen::DESKTOP, "/#/little-o")?;
    let connected = |is: bool| {
        let conditions = json!({ "offline": !is, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        page.session.cdp("Network.emulateNetworkConditions", conditions).map(drop)
    };
    page.session.cdp("Network.enable", json!({}))?;
    connected(false)?;
    page.session.click(&page.find("link", "Tangent")?)?;
    page.expect_text("could not be fetched")?;
    page.audit()?;
    connected(true)?;
    page.press("Try again")?;
    page.find("status", "Approximation")?;
    ensure!(!page.text()?.contains("could not be fetched"), "the message stays");
    page.audit()
}

//! A lab in a frame of a lecturer's page: what it says, what it obeys, and that it leaves its host alone.

use crate::Case;
use crate::page::{Page, Screen, Site, wait};
use crate::server::LECTURER;
use crate::webdriver::{Element, key};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::time::Duration;

pub const CASES: &[Case] = &[
    ("frames: a lab says that it is ready, and answers hello with its id", ready),
    ("frames: setState and getState go there and back, and what is wrong is said", states),
    ("frames: verdicts and steps are told in the words of the statuses", answers),
    ("frames: play, pause, step and reset move the run", moves),
    ("frames: a hundred hostile messages change nothing", hostile),
    ("frames: only the parent is obeyed", strangers),
    ("frames: leaving the slide or the view pauses the run", pauses),
    ("frames: the wheel scrolls the host, and keys go on to the deck", host_keeps_control),
    ("frames: only the lab is shown, at every height, and it asks for the height it would fill", heights),
    ("frames: a sandbox without same-origin rights, and so without storage, is enough", sandbox),
    ("frames: acts in a frame are not steps of the host's history", history),
];

/// A lecturer's page, of another origin than the labs, with one lab in a frame.
struct Host<'a> {
    page: Page<'a>,
    labs: &'a str,
}

impl<'a> Host<'a> {
    fn open(site: &'a Site, screen: Screen) -> Result<Host<'a>> {
        let page = site.open(screen, "/#/")?;
        page.session.go(&format!("{}{LECTURER}host.html", site.other_host()))?;
        Ok(Host { page, labs: &site.host })
    }

    /// A host with a frame of this lab, once the lab is ready.
    fn with(site: &'a Site, place: &str, attributes: Value) -> Result<Host<'a>> {
        let host = Host::open(site, Screen::DESKTOP)?;
        host.frame(place, attributes)?;
        host.hear("ready", |_| true)?;
        Ok(host)
    }

    fn frame(&self, place: &str, attributes: Value) -> Result<()> {
        let address = format!("{}{place}", self.labs);
        self.page.session.script("frameLab(arguments[0], arguments[1])", &[json!(address), attributes]).map(drop)
    }

    fn element(&self) -> Result<Element> {
        self.page.session.all("iframe")?.into_iter().next().context("no frame")
    }

    fn tell(&self, message: Value) -> Result<()> {
        self.page.session.script("tell(arguments[0])", &[message]).map(drop)
    }

    fn ask(&self, kind: &str, id: u32, more: Value) -> Result<()> {
        let mut message = json!({ "source": "little-o", "version": 1, "type": kind, "id": id });
        if let (Some(message), Some(more)) = (message.as_object_mut(), more.as_object()) {
            message.extend(more.clone());
        }
        self.tell(message)
    }

    /// Everything the frame has said so far.
    fn said(&self) -> Result<Vec<Value>> {
        Ok(self
            .page
            .session
            .script("return said.map(({ data }) => data)", &[])?
            .as_array()
            .cloned()
            .unwrap_or_default())
    }

    /// The first message of a type that fits, once there is one.
    fn hear(&self, kind: &str, fits: impl Fn(&Value) -> bool) -> Result<Value> {
        let heard = wait("", || Ok(self.said()?.into_iter().find(|said| said["type"] == kind && fits(said))));
        heard.with_context(|| format!("no fitting `{kind}` among {:?}", self.said().unwrap_or_default()))
    }

    fn forget(&self) -> Result<()> {
        self.page.session.script("said.length = 0", &[]).map(drop)
    }

    /// Acts on the page in the frame.
    fn inside<T>(&self, user: impl Fn(&Page) -> Result<T>) -> Result<T> {
        self.page.session.enter_frame(&self.element()?)?;
        let done = user(&self.page);
        self.page.session.leave_frame()?;
        done
    }
}

fn ready(site: &Site) -> Result<()> {
    let host = Host::with(site, "/#/tangent?embed=1&x=1", json!({}))?;
    let ready = host.hear("ready", |_| true)?;
    ensure!(ready["source"] == "little-o" && ready["version"] == 1, "{ready}");
    ensure!(ready["state"]["lab"] == "tangent" && ready["state"]["x"] == "1", "{ready}");
    let origins = host.page.session.script("return said.map(({ origin }) => origin)", &[])?;
    ensure!(origins[0] == json!(site.host), "the frame is at {origins}");
    host.forget()?;
    host.ask("hello", 7, json!({}))?;
    host.hear("ready", |said| said["id"] == 7)?;
    // reveal.js says this when the slide comes; the lab may have spoken before anybody listened.
    host.forget()?;
    host.tell(json!("slide:start"))?;
    host.hear("ready", |_| true)?;
    host.page.check_console()
}

fn states(site: &Site) -> Result<()> {
    let host = Host::with(site, "/#/little-o?embed=1", json!({}))?;
    host.ask("setState", 1, json!({ "state": { "f": "x^3", "side": "right", "predict": false } }))?;
    let state = host.hear("state", |said| said["id"] == 1)?;
    ensure!(state["state"]["f"] == "x^3" && state["state"]["g"] == "x" && state["state"]["side"] == "right", "{state}");
    let link = state["link"].as_str().context("no link")?.to_owned();
    ensure!(link.starts_with(&site.host) && link.contains("f=x%5E3"), "{link}");
    host.ask(
        "setState",
        2,
        json!({ "state": { "lab": "descent", "rate": 0.25, "f": "<img src=x onerror=alert(1)>" } }),
    )?;
    let state = host.hear("state", |said| said["id"] == 2)?;
    ensure!(state["state"]["lab"] == "descent" && state["state"]["rate"] == "0.25", "{state}");
    host.inside(|page| {
        ensure!(page.typed("f")?.contains("onerror"), "the text is not in its box");
        ensure!(page.session.all("#app img")?.is_empty(), "text has become markup");
        Ok(())
    })?;
    host.ask("setState", 3, json!({ "state": { "rate": "fast" } }))?;
    let error = host.hear("error", |said| said["id"] == 3)?;
    ensure!(error["message"].as_str().is_some_and(|message| message.contains("rate=fast")), "{error}");
    host.hear("state", |said| said["id"] == 3 && said["state"]["rate"] == "0.25")?;
    host.ask("setState", 4, json!({ "link": link }))?;
    host.hear("state", |said| said["id"] == 4 && said["state"]["lab"] == "little-o" && said["state"]["f"] == "x^3")?;
    host.ask("getState", 5, json!({}))?;
    host.hear("state", |said| said["id"] == 5 && said["link"] == json!(link))?;
    host.page.check_console()
}

fn answers(site: &Site) -> Result<()> {
    let host = Host::with(site, "/#/little-o?embed=1", json!({}))?;
    host.hear("verdict", |said| said["verdict"] == "little-o" && said["limit"] == "0")?;
    host.ask("setState", 1, json!({ "state": { "f": "2*abs(x)" } }))?;
    host.hear("verdict", |said| said["verdict"] == "same-order" && said["left"] == "-2" && said["right"] == "2")?;
    // A student's change is told as well.
    host.inside(|page| page.fill("f(x)", "1"))?;
    host.hear("verdict", |said| said["verdict"] == "larger")?;
    host.hear("state", |said| said["state"]["f"] == "1")?;
    host.page.check_console()
}

fn moves(site: &Site) -> Result<()> {
    let host = Host::with(site, "/#/descent?embed=1&f=x^2&x=1&rate=0.25&steps=200", json!({}))?;
    host.ask("step", 1, json!({}))?;
    let step = host.hear("step", |said| said["step"] == 1)?;
    ensure!(step["x"] == json!([0.5]) && step["loss"] == 0.25 && step["outcome"] == "running", "{step}");
    host.hear("state", |said| said["id"] == 1 && said["state"]["step"] == "1")?;
    host.ask("play", 2, json!({}))?;
    host.hear("step", |said| said["step"] == 3)?;
    host.ask("pause", 3, json!({}))?;
    host.hear("state", |said| said["id"] == 3)?;
    stands_still(&host)?;
    host.ask("reset", 4, json!({}))?;
    host.hear("step", |said| said["step"] == 0)?;
    host.ask("setState", 5, json!({ "state": { "lab": "exercises" } }))?;
    host.ask("play", 6, json!({}))?;
    host.hear("error", |said| said["id"] == 6)?;
    // The other labs have a microscope.
    host.ask("setState", 7, json!({ "state": { "lab": "little-o" } }))?;
    host.ask("step", 8, json!({}))?;
    host.hear("state", |said| said["state"]["zoom"] == "1")?;
    // A lab that is still on its way plays when it has come.
    host.ask("setState", 10, json!({ "state": { "lab": "tangent" } }))?;
    host.ask("play", 11, json!({}))?;
    host.hear("state", |said| said["state"]["lab"] == "tangent" && said["state"]["zoom"] != "0")?;
    host.ask("setState", 12, json!({ "state": { "lab": "little-o" } }))?;
    host.ask("reset", 9, json!({}))?;
    host.hear("state", |said| said["id"] == 9 && said["state"]["zoom"] == "0")?;
    host.page.check_console()
}

/// No step is told for a while.
fn stands_still(host: &Host) -> Result<()> {
    std::thread::sleep(Duration::from_millis(200));
    host.forget()?;
    std::thread::sleep(Duration::from_millis(900));
    let moved = host.said()?.into_iter().filter(|said| said["type"] == "step").count();
    ensure!(moved == 0, "it took {moved} steps though it was told to stop");
    Ok(())
}

/// Runs in the host: a hundred messages that no page of good will sends.
const HOSTILE: &str = "
const cyclic = { source: 'little-o', version: 1, type: 'setState' };
cyclic.state = cyclic;
const deep = JSON.parse('['.repeat(2000) + ']'.repeat(2000));
const ours = (more) => ({ source: 'little-o', version: 1, ...more });
const texts = ['', 'slide:', 'slide:start ', '<script>alert(1)</script>', 'javascript:alert(1)', 'x'.repeat(200000), '{\"method\":\"next\"}'];
const odd = [null, undefined, NaN, Infinity, -0, 1n, true, [], [[]], {}, new Date(), /x/, new Map([['source', 'little-o']]), new Set(), new ArrayBuffer(8), new Uint8Array(9), new Error('x'), deep, cyclic, new Blob(['x'])];
const messages = [
  ...texts, ...odd,
  ...odd.map((type) => ours({ type })),
  ...odd.map((state) => ours({ type: 'setState', state })),
  ...odd.map((f) => ours({ type: 'setState', state: { f } })),
  ...texts.map((link) => ours({ type: 'setState', link })),
  ...['sudo', 'constructor', '__proto__', 'toString', 'eval', 'focus', 'ready', 'state'].map((type) => ours({ type })),
  ...['2', 2, 1.5, '1', [1]].map((version) => ({ source: 'little-o', version, type: 'reset' })),
  ours({ type: 'setState', state: Object.fromEntries(Array.from({ length: 5000 }, (_, i) => ['p.a' + i, 1])) }),
  ours({ type: 'setState', state: JSON.parse('{\"__proto__\":{\"f\":\"1\"},\"constructor\":\"x\"}') }),
  ours({ type: 'setState', state: { lab: '../../etc', v: '99', at: '1/0', zoom: 1e9, theme: 'pink' } }),
  ours({ type: 'setState', state: { f: '('.repeat(60000) } }),
];
for (const message of messages) tell(message);
return messages.length;";

fn hostile(site: &Site) -> Result<()> {
    let host = Host::with(site, "/#/little-o?embed=1&f=x^3", json!({}))?;
    let count = host.page.session.script(HOSTILE, &[])?;
    ensure!(count.as_u64() >= Some(100), "only {count} messages");
    host.ask("getState", 9, json!({}))?;
    let state = host.hear("state", |said| said["id"] == 9)?;
    ensure!(state["state"]["lab"] == "little-o" && state["state"]["at"] == "0", "{state}");
    ensure!(state["state"]["g"] == "x" && state["state"]["theme"] == "auto", "{state}");
    host.inside(|page| {
        page.fill("f(x)", "x^2")?;
        page.expect("Verdict", &[("verdict", "little-o")])
    })?;
    host.page.check_console()
}

fn strangers(site: &Site) -> Result<()> {
    let host = Host::with(site, "/#/little-o?embed=1&f=x^3", json!({}))?;
    // A neighbouring frame, and the lab's own window, may speak like the parent and are not obeyed.
    let speak = "frames[0].postMessage({ source: 'little-o', version: 1, type: 'setState', state: { f: '1' } }, '*')";
    let neighbour = "const stranger = document.createElement('iframe'); stranger.title = 'stranger';
        stranger.srcdoc = `<script>parent.frames[0].postMessage({ source: 'little-o', version: 1, type: 'setState', state: { f: '5' } }, '*')</script>`;
        document.body.append(stranger)";
    host.page.session.script(neighbour, &[])?;
    host.inside(|page| {
        let own = "window.postMessage({ source: 'little-o', version: 1, type: 'setState', state: { f: '7' } }, '*')";
        page.session.script(own, &[]).map(drop)
    })?;
    std::thread::sleep(Duration::from_millis(400));
    host.ask("getState", 1, json!({}))?;
    host.hear("state", |said| said["id"] == 1 && said["state"]["f"] == "x^3")?;
    // The same words from the parent are.
    host.page.session.script(speak, &[])?;
    host.hear("state", |said| said["state"]["f"] == "1").map(drop)
}

fn pauses(site: &Site) -> Result<()> {
    let host = Host::with(site, "/#/descent?embed=1&f=x^2&x=1&rate=0.001&steps=2000", json!({}))?;
    host.ask("play", 1, json!({}))?;
    host.hear("step", |said| said["step"].as_i64() >= Some(2))?;
    host.tell(json!("slide:stop"))?;
    stands_still(&host)?;
    host.ask("play", 2, json!({}))?;
    host.hear("step", |_| true)?;
    host.page.session.script("window.scrollTo(0, document.body.scrollHeight)", &[])?;
    stands_still(&host)?;
    // Nothing begins by itself when it is seen again.
    host.page.session.script("window.scrollTo(0, 0)", &[])?;
    stands_still(&host)?;
    // The microscope is left in the same way.
    host.ask("setState", 3, json!({ "state": { "lab": "tangent" } }))?;
    host.inside(|page| wait("the lab", || Ok(page.session.all("#zoom")?.into_iter().next())))?;
    host.ask("play", 4, json!({}))?;
    host.hear("state", |said| said["id"] == 4)?;
    std::thread::sleep(Duration::from_millis(700));
    host.tell(json!("slide:stop"))?;
    // A change is told once it rests.
    host.hear("state", |said| said["state"]["zoom"].as_str().and_then(|zoom| zoom.parse().ok()) > Some(0.1))?;
    std::thread::sleep(Duration::from_millis(300));
    host.forget()?;
    std::thread::sleep(Duration::from_millis(900));
    ensure!(host.said()?.iter().all(|said| said["type"] != "state"), "the microscope goes on: {:?}", host.said()?);
    Ok(())
}

fn host_keeps_control(site: &Site) -> Result<()> {
    let host = Host::open(site, Screen::DESKTOP)?;
    host.page.session.script("document.getElementById('notes').focus()", &[])?;
    host.frame("/#/tangent?embed=1", json!({}))?;
    host.hear("ready", |_| true)?;
    let focused = host.page.session.script("return document.activeElement.id", &[])?;
    ensure!(focused == "notes", "the lab took the focus from the host's textbox: {focused}");
    let scrolled = || host.page.session.script("return window.scrollY", &[]);
    host.inside(|page| {
        page.session.wheel(&page.session.all(".show canvas")?.into_iter().next().context("no plot")?, 300)
    })?;
    wait("the host to scroll", || Ok((scrolled()?.as_f64() > Some(0.0)).then_some(())))?;
    host.page.session.script("window.scrollTo(0, 0)", &[])?;
    host.inside(|page| {
        page.session
            .script("document.activeElement.blur(); document.querySelector('h1').click(); window.focus()", &[])?;
        page.session.press(&[key::RIGHT, 'o'])?;
        // In a textbox keys are the student's.
        page.session.script("document.getElementById('f').focus()", &[])?;
        page.session.press(&[key::LEFT, 'f'])
    })?;
    wait("the keys to reach the deck", || {
        let keys: Vec<String> = host.said()?.iter().filter_map(|said| Some(said.as_str()?.to_owned())).collect();
        Ok((keys == [39, 79].map(|code| format!(r#"{{"method":"triggerKey","args":[{code}]}}"#))).then_some(()))
    })
}

fn heights(site: &Site) -> Result<()> {
    for lab in ["little-o", "tangent", "descent"] {
        for (width, height) in [(960, 320), (700, 480), (320, 320)] {
            let screen = Screen { width, height, ..Screen::DESKTOP };
            site.visit(screen, &format!("/#/{lab}?embed=1"), |page| {
                page.check_width()?;
                let seen = page.session.script(
                    "const root = document.documentElement; const plot = document.querySelector('canvas').getBoundingClientRect();
                     return { scrolls: root.scrollHeight > root.clientHeight, bar: !!document.querySelector('.bar').offsetParent,
                              foot: !!document.querySelector('.foot').offsetParent, plot: [plot.width, plot.height] }",
                    &[],
                )?;
                ensure!(seen["scrolls"] == false && seen["bar"] == false && seen["foot"] == false, "{seen}");
                ensure!(seen["plot"][1].as_f64() >= Some(100.0), "the plot is {seen}");
                Ok(())
            })
            .with_context(|| format!("{lab} in a frame of {width} by {height}"))?;
        }
    }
    let host = Host::with(site, "/#/tangent?embed=1", json!({}))?;
    // As a host does that gives the frame the height it asks for.
    let fit = "addEventListener('message', ({ data }) => { if (data.type === 'resize') document.querySelector('iframe').style.height = `${data.height}px` });
        tell({ source: 'little-o', version: 1, type: 'hello' })";
    host.hear("resize", |said| said["height"].as_f64() > Some(480.0))?;
    let is_asked = |said: &Value| said["subject"] == "lti.frameResize";
    wait("the question to a learning management system", || Ok(host.said()?.iter().any(is_asked).then_some(())))?;
    host.page.session.script(fit, &[])?;
    host.inside(|page| page.fill("f(x)", "x^2"))?;
    host.inside(|page| {
        wait("the lab to fit", || {
            let read = "return [...document.querySelectorAll('main, .ask, .show')].every((it) => it.scrollHeight <= it.clientHeight + 1)";
            Ok((page.session.script(read, &[])? == true).then_some(()))
        })
    })
}

fn sandbox(site: &Site) -> Result<()> {
    let host = Host::with(site, "/#/little-o?embed=1&f=x^3", json!({ "sandbox": "allow-scripts" }))?;
    let origins = host.page.session.script("return said.map(({ origin }) => origin)", &[])?;
    ensure!(origins[0] == "null", "the frame has an origin: {origins}");
    host.hear("verdict", |said| said["verdict"] == "little-o")?;
    host.inside(|page| {
        page.fill("g(x)", "x^3")?;
        page.expect("Verdict", &[("verdict", "same-order")])?;
        let style = "return getComputedStyle(document.querySelector('.verdict')).borderLeftStyle";
        ensure!(page.session.script(style, &[])? == "solid", "the style sheets have not come");
        Ok(())
    })?;
    host.ask("setState", 1, json!({ "state": { "lab": "descent" } }))?;
    host.hear("state", |said| said["id"] == 1)?;
    host.inside(|page| {
        page.press("Step")?;
        page.expect("Run", &[("step", "1")])
    })?;
    host.page.check_console()
}

fn history(site: &Site) -> Result<()> {
    let host = Host::with(site, "/#/little-o?embed=1", json!({}))?;
    let entries = || host.page.session.script("return history.length", &[]);
    let before = entries()?;
    host.inside(|page| {
        page.session.click(&page.find("radio", "left")?)?;
        page.expect("Verdict", &[("verdict", "little-o")])
    })?;
    host.hear("state", |said| said["state"]["side"] == "left")?;
    ensure!(entries()? == before, "Back would not leave the host's page any more");
    Ok(())
}

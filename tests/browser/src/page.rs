//! The page as a user meets it: controls by role and accessible name, states as the statuses publish them.

use crate::webdriver::{Driver, Element, Session, key};
use anyhow::{Context, Result, anyhow, ensure};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// How long a user would wait for anything on this page.
const PATIENCE: Duration = Duration::from_secs(15);

/// A window, and what its user has asked the system for.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// In CSS pixels.
    pub width: u32,
    /// In CSS pixels.
    pub height: u32,
    /// Whether the system is dark.
    pub dark: bool,
    /// Whether the system asks for less motion.
    pub reduced_motion: bool,
}

impl Screen {
    /// A laptop.
    pub const DESKTOP: Screen = Screen { width: 1280, height: 800, dark: false, reduced_motion: false };
    /// A phone, held upright.
    pub const PHONE: Screen = Screen { width: 390, height: 844, ..Screen::DESKTOP };
    /// The narrowest window that must work, and 400 % zoom on a laptop.
    pub const NARROW: Screen = Screen { width: 320, height: 640, ..Screen::DESKTOP };
}

/// The browser, the address of the page, and the source of axe-core.
pub struct Site {
    /// Drives the browser.
    pub driver: Driver,
    /// The host's address, without a slash at the end.
    pub host: String,
    /// The source text of axe-core.
    pub axe: String,
}

impl Site {
    /// The same host by another name, and so another origin.
    pub fn other_host(&self) -> String {
        self.host.replace("127.0.0.1", "localhost")
    }

    /// Opens the page at `place` (a path with a fragment) in a browser of its own and lets `user` act on it.
    ///
    /// However `user` leaves the page, it must then have no finding of axe-core, and no error in the console.
    pub fn visit(&self, screen: Screen, place: &str, user: impl Fn(&Page) -> Result<()>) -> Result<()> {
        let page = self.open(screen, place)?;
        user(&page).map_err(|error| page.with_console(error))?;
        page.audit()?;
        page.check_console()
    }

    /// Opens the page in a browser of its own and waits until it can be used.
    pub fn open(&self, screen: Screen, place: &str) -> Result<Page<'_>> {
        self.open_on(&self.host, screen, place)
    }

    /// The same on another host.
    pub fn open_on(&self, host: &str, screen: Screen, place: &str) -> Result<Page<'_>> {
        // On a busy machine a browser sometimes does not come up; a page that hangs does so each time.
        let try_open = || self.try_open(host, screen, place);
        try_open().or_else(|_| try_open()).or_else(|_| try_open())
    }

    fn try_open(&self, host: &str, screen: Screen, place: &str) -> Result<Page<'_>> {
        let page = self.blank_on(host, screen)?;
        page.load(place)?;
        Ok(page)
    }

    /// A browser of its own that has not opened anything yet.
    pub fn blank(&self, screen: Screen) -> Result<Page<'_>> {
        self.blank_on(&self.host, screen)
    }

    fn blank_on(&self, host: &str, screen: Screen) -> Result<Page<'_>> {
        let page = Page { session: self.driver.session()?, site: self, host: host.to_owned() };
        let Screen { width, height, dark, reduced_motion } = screen;
        let phone = width < 500;
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone });
        page.session.cdp("Emulation.setDeviceMetricsOverride", metrics)?;
        let features = json!([
            { "name": "prefers-color-scheme", "value": if dark { "dark" } else { "light" } },
            { "name": "prefers-reduced-motion", "value": if reduced_motion { "reduce" } else { "no-preference" } },
        ]);
        page.session.cdp("Emulation.setEmulatedMedia", json!({ "features": features }))?;
        Ok(page)
    }
}

/// An opened page.
pub struct Page<'a> {
    /// The browser behind it, for what only a browser can do.
    pub session: Session<'a>,
    site: &'a Site,
    host: String,
}

impl Page<'_> {
    /// Loads a place of the site anew and waits until the page can be used.
    pub fn load(&self, place: &str) -> Result<()> {
        // From an empty page, since going to another fragment would not load anything.
        self.session.go("about:blank")?;
        self.session.go(&format!("{}{place}", self.host))?;
        self.wait_ready().map_err(|error| self.with_console(error))
    }

    /// Waits until the page says that it can be used.
    pub fn wait_ready(&self) -> Result<()> {
        let ready = || self.session.script("return document.documentElement.hasAttribute('data-ready')", &[]);
        wait("the page to be ready", || Ok((ready()? == true).then_some(())))
    }

    /// The element with this role and accessible name, once there is one.
    pub fn find(&self, role: &str, name: &str) -> Result<Element> {
        wait(&format!("a {role} named “{name}”"), || Ok(self.look(role, name)?.into_iter().next()))
    }

    /// All elements with this role and accessible name, now.
    pub fn look(&self, role: &str, name: &str) -> Result<Vec<Element>> {
        let mut found = Vec::new();
        for element in self.session.all(candidates(role))? {
            if self.session.name(&element)? == name && self.session.role(&element)? == role {
                found.push(element);
            }
        }
        Ok(found)
    }

    /// The accessible names of all elements with this role.
    pub fn names(&self, role: &str) -> Result<Vec<String>> {
        let elements = self.session.all(candidates(role))?;
        let of_role = elements.iter().filter(|element| self.session.role(element).is_ok_and(|found| found == role));
        of_role.map(|element| self.session.name(element)).collect()
    }

    /// Presses the button.
    pub fn press(&self, name: &str) -> Result<()> {
        self.session.click(&self.find("button", name)?)
    }

    /// Opens or closes the part of the page below this summary.
    pub fn unfold(&self, words: &str) -> Result<()> {
        let summary = wait(&format!("the summary “{words}”"), || {
            let mut summaries = self.session.all("summary")?.into_iter();
            Ok(summaries
                .find(|summary| self.session.property(summary, "innerText").is_ok_and(|text| text.trim() == words)))
        })?;
        self.session.click(&summary)
    }

    /// Replaces the text of a textbox, by keys.
    pub fn fill(&self, name: &str, text: &str) -> Result<()> {
        let textbox = self.select_all(name)?;
        if text.is_empty() {
            return self.session.press(&[key::DELETE]);
        }
        self.session.type_into(&textbox, text)
    }

    /// Replaces the text of a textbox at once, as pasting does.
    pub fn paste(&self, name: &str, text: &str) -> Result<()> {
        self.select_all(name)?;
        self.session.script("document.execCommand('insertText', false, arguments[0])", &[json!(text)]).map(drop)
    }

    /// Replaces the text of a textbox and leaves it with Enter, as one commits a number.
    pub fn enter(&self, name: &str, text: &str) -> Result<()> {
        self.fill(name, text)?;
        self.session.press(&[key::ENTER])
    }

    fn select_all(&self, name: &str) -> Result<Element> {
        let textbox = self.find("textbox", name)?;
        self.session.script("arguments[0].focus(); arguments[0].select()", &[textbox.argument()])?;
        Ok(textbox)
    }

    /// What a textbox holds.
    pub fn typed(&self, name: &str) -> Result<String> {
        self.session.property(&self.find("textbox", name)?, "value")
    }

    /// What a slider says to assistive technology: its value in words if it has them, else its number.
    pub fn slider(&self, name: &str) -> Result<f64> {
        let slider = self.find("slider", name)?;
        let read = "const s = arguments[0]; return Number(s.getAttribute('aria-valuenow') ?? s.value)";
        let value = self.session.script(read, &[slider.argument()])?;
        value.as_f64().with_context(|| format!("the slider “{name}” has no number but {value}"))
    }

    /// Gives a control the keyboard and presses keys.
    pub fn keys(&self, role: &str, name: &str, keys: &[char]) -> Result<()> {
        let element = self.find(role, name)?;
        self.session.script("arguments[0].focus()", &[element.argument()])?;
        self.session.press(keys)
    }

    /// The canvas of a figure, and where on it a pointer takes hold of something: in pixels from its centre.
    pub fn handle(&self, figure: &str) -> Result<(Element, (i64, i64))> {
        let figure = self.find("figure", figure)?;
        let find = "
            const canvas = arguments[0].querySelector('canvas');
            canvas.scrollIntoView({ block: 'center', behavior: 'instant' });
            const box = canvas.getBoundingClientRect();
            for (let y = 4; y < box.height; y += 8) {
                for (let x = 4; x < box.width; x += 8) {
                    const place = { clientX: box.left + x, clientY: box.top + y, bubbles: true };
                    canvas.dispatchEvent(new PointerEvent('pointermove', place));
                    if (canvas.classList.contains('is-over-handle')) {
                        return [canvas, Math.round(x - box.width / 2), Math.round(y - box.height / 2)];
                    }
                }
            }
            return null";
        let found = wait("a handle in the plot", || {
            let found = self.session.script(find, &[figure.argument()])?;
            Ok(Some(found).filter(|found| !found.is_null()))
        })?;
        let number = |index: usize| found[index].as_i64().unwrap_or_default();
        Ok((Element::of(&found[0]).context("the canvas is gone")?, (number(1), number(2))))
    }

    /// Lets fingers do the pointing from now on.
    pub fn point_by_touch(&self) -> Result<()> {
        let touch = json!({ "enabled": true, "maxTouchPoints": 5 });
        self.session.cdp("Emulation.setTouchEmulationEnabled", touch).map(drop)
    }

    /// The `data-` attributes of a status, and `busy` for `aria-busy`; null where there is no such status.
    pub fn status(&self, name: &str) -> Result<Value> {
        let Some(status) = self.look("status", name)?.into_iter().next() else {
            return Ok(Value::Null);
        };
        let read = "const s = arguments[0]; return { ...s.dataset, busy: s.getAttribute('aria-busy') ?? 'false' }";
        self.session.script(read, &[status.argument()])
    }

    /// Waits until a status carries all these attributes (without `data-`).
    pub fn expect(&self, name: &str, attributes: &[(&str, &str)]) -> Result<()> {
        let mut last = Value::Null;
        let wanted = |state: &Value| attributes.iter().all(|(key, value)| state[*key] == *value);
        let reached = wait("", || {
            last = self.status(name)?;
            Ok(wanted(&last).then_some(()))
        });
        reached.map_err(|_| anyhow!("the status “{name}” should say {attributes:?} but says {last}"))
    }

    /// Waits until an attribute of a status reads as this number, up to the given relative or absolute error.
    pub fn expect_number(&self, name: &str, attribute: &str, wanted: f64) -> Result<()> {
        let mut last = Value::Null;
        let reached = wait("", || {
            last = self.status(name)?[attribute].clone();
            let read = last.as_str().and_then(|text| text.parse::<f64>().ok());
            Ok(read.filter(|value| (value - wanted).abs() <= 1e-9 * wanted.abs().max(1.0)))
        });
        reached.map(drop).map_err(|_| anyhow!("{name}'s data-{attribute} should be {wanted} but is {last}"))
    }

    /// Waits until the text of the whole page has this piece, in any case.
    pub fn expect_text(&self, piece: &str) -> Result<()> {
        let piece = piece.to_lowercase();
        wait(&format!("the text “{piece}”"), || Ok(self.text()?.to_lowercase().contains(&piece).then_some(())))
    }

    /// The text of the page as it is shown.
    pub fn text(&self) -> Result<String> {
        let text = self.session.script("return document.body.innerText", &[])?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// An error if the page is wider than its window.
    pub fn check_width(&self) -> Result<()> {
        let read = "const d = document.documentElement; return [d.scrollWidth, d.clientWidth]";
        let widths = self.session.script(read, &[])?;
        ensure!(widths[0].as_f64() <= widths[1].as_f64(), "the page scrolls sideways: {widths}");
        Ok(())
    }

    /// An error if axe-core has anything to say about the present state.
    pub fn audit(&self) -> Result<()> {
        self.session.script(&self.site.axe, &[])?;
        let findings = self.session.script_async(AUDIT)?;
        let lines: Vec<&str> = findings.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        ensure!(lines.is_empty(), "axe-core finds:\n    {}", lines.join("\n    "));
        Ok(())
    }

    /// An error if the console got one since it was last asked.
    pub fn check_console(&self) -> Result<()> {
        let errors = self.session.console()?;
        ensure!(errors.is_empty(), "the console has errors:\n    {}", errors.join("\n    "));
        Ok(())
    }

    fn with_console(&self, error: anyhow::Error) -> anyhow::Error {
        match self.check_console() {
            Ok(()) => error,
            Err(console) => error.context(console),
        }
    }
}

/// Runs all rules, the one for the size of targets included, and calls back with a line for each finding.
const AUDIT: &str = "
const done = arguments[arguments.length - 1];
axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }).then(
  (results) => done(results.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${v.help}: ${n.target.join(' ')}: ${n.html.slice(0, 120)}`))),
  (error) => done([`axe-core failed: ${error}`]),
);";

/// Which elements may have a role; the browser then says which of them do.
fn candidates(role: &str) -> &'static str {
    match role {
        "textbox" => "input, textarea, [role=textbox]",
        "slider" => "input[type=range], [role=slider]",
        "button" => "button, summary, [role=button]",
        "link" => "a[href]",
        "status" => "output, [role=status]",
        "figure" => "figure, [role=figure]",
        "dialog" => "dialog, [role=dialog]",
        "table" => "table",
        "switch" | "checkbox" => "input[type=checkbox], [role=switch], [role=checkbox]",
        "combobox" => "select, [role=combobox]",
        "radio" => "input[type=radio], [role=radio]",
        "heading" => "h1, h2, h3, h4",
        _ => "*",
    }
}

/// Asks again and again until there is an answer; an error of a try, such as a replaced element, is tried again too.
pub fn wait<T>(what: &str, mut ask: impl FnMut() -> Result<Option<T>>) -> Result<T> {
    let end = Instant::now() + PATIENCE;
    loop {
        let tried = ask();
        if let Ok(Some(answer)) = tried {
            return Ok(answer);
        }
        if Instant::now() > end {
            return match tried {
                Err(error) => Err(error.context(format!("waited for {what}"))),
                Ok(_) => Err(anyhow!("waited in vain for {what}")),
            };
        }
        std::thread::sleep(Duration::from_millis(40));
    }
}

//! A small blocking WebDriver client: only what these tests say to a browser.
//!
//! The W3C protocol is JSON over HTTP, one request a sentence, the same for Chromium, Firefox and WebKit; what only
//! Chromium understands (`goog:`) stands apart, in [`Session::cdp`] and [`Session::console`].

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use ureq::Agent;

/// The key under which WebDriver wraps a reference to an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A running driver program; ends with this value.
pub struct Driver {
    process: Child,
    address: String,
    agent: Agent,
}

impl Driver {
    /// Starts chromedriver on a port of its own choice.
    pub fn start() -> Result<Driver> {
        let mut process = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("chromedriver does not start; install it and Chromium")?;
        let output = process.stdout.take().context("chromedriver has no output")?;
        let mut lines = BufReader::new(output).lines();
        let port = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.strip_suffix('.')?.rsplit_once("successfully on port ")?.1.parse::<u16>().ok())
            .context("chromedriver does not say its port")?;
        // Somebody must go on reading, or the driver would block on a full pipe.
        std::thread::spawn(move || lines.for_each(drop));
        let config = Agent::config_builder().http_status_as_error(false).timeout_global(Some(Duration::from_secs(60)));
        Ok(Driver { process, address: format!("http://127.0.0.1:{port}"), agent: config.build().into() })
    }

    /// Opens a browser with a fresh profile.
    pub fn session(&self) -> Result<Session<'_>> {
        // As root, and in most containers, Chromium's own sandbox cannot start; only our own page is opened here.
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            // Frames of other hosts stay in the page's own process: the driver finds no names and roles in another one.
            "--disable-site-isolation-trials",
            "--disable-features=IsolateSandboxedIframes",
        ];
        let capabilities = json!({
            "browserName": "chrome",
            "goog:chromeOptions": { "args": arguments },
            "goog:loggingPrefs": { "browser": "ALL" },
        });
        let answer = self.call("POST", "/session", &json!({ "capabilities": { "alwaysMatch": capabilities } }))?;
        let id = answer["sessionId"].as_str().context("the driver opened no session")?;
        Ok(Session { driver: self, path: format!("/session/{id}") })
    }

    fn call(&self, method: &str, path: &str, body: &Value) -> Result<Value> {
        let address = format!("{}{path}", self.address);
        let response = match method {
            "GET" => self.agent.get(address).call(),
            "DELETE" => self.agent.delete(address).call(),
            _ => self.agent.post(address).send_json(body),
        };
        let mut response = response.with_context(|| format!("{method} {path}"))?;
        let answer: Value = response.body_mut().with_config().limit(64 << 20).read_json()?;
        let value = answer["value"].clone();
        if !response.status().is_success() {
            let message = value["message"].as_str().unwrap_or_default().lines().next().unwrap_or_default();
            bail!("{}: {message}", value["error"].as_str().unwrap_or("the driver failed"));
        }
        Ok(value)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Nothing is left to do about a driver that has already ended.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// One browser window with a profile of its own; closes with this value.
pub struct Session<'a> {
    driver: &'a Driver,
    path: String,
}

/// A reference to an element of the page.
#[derive(Clone)]
pub struct Element(String);

impl Session<'_> {
    /// Loads an address; returns when the document is loaded.
    pub fn go(&self, address: &str) -> Result<()> {
        self.post("/url", json!({ "url": address })).map(drop)
    }

    /// The address as the browser shows it.
    pub fn address(&self) -> Result<String> {
        Ok(self.get("/url")?.as_str().unwrap_or_default().to_owned())
    }

    /// The browser's Back button.
    pub fn back(&self) -> Result<()> {
        self.post("/back", json!({})).map(drop)
    }

    /// The browser's Forward button.
    pub fn forward(&self) -> Result<()> {
        self.post("/forward", json!({})).map(drop)
    }

    /// Runs a function body in the page; elements among `arguments` are given by [`Element::argument`].
    pub fn script(&self, body: &str, arguments: &[Value]) -> Result<Value> {
        self.post("/execute/sync", json!({ "script": body, "args": arguments }))
    }

    /// Runs a function body that calls its last argument with the result.
    pub fn script_async(&self, body: &str) -> Result<Value> {
        self.post("/execute/async", json!({ "script": body, "args": [] }))
    }

    /// All elements that match a CSS selector, in document order.
    pub fn all(&self, selector: &str) -> Result<Vec<Element>> {
        let found = self.post("/elements", json!({ "using": "css selector", "value": selector }))?;
        let ids = found.as_array().into_iter().flatten().filter_map(|element| element[ELEMENT].as_str());
        Ok(ids.map(|id| Element(id.to_owned())).collect())
    }

    /// The element that has the keyboard.
    pub fn focused(&self) -> Result<Element> {
        let element = self.get("/element/active")?;
        Ok(Element(element[ELEMENT].as_str().context("nothing has the focus")?.to_owned()))
    }

    /// The role that assistive technology sees.
    pub fn role(&self, element: &Element) -> Result<String> {
        self.ask(element, "computedrole")
    }

    /// The accessible name.
    pub fn name(&self, element: &Element) -> Result<String> {
        self.ask(element, "computedlabel")
    }

    /// The text as shown.
    pub fn text(&self, element: &Element) -> Result<String> {
        self.ask(element, "text")
    }

    /// A property of the element, as text; what a textbox holds is its `value`.
    pub fn property(&self, element: &Element, name: &str) -> Result<String> {
        self.ask(element, &format!("property/{name}"))
    }

    /// Whether the element can be used.
    pub fn is_enabled(&self, element: &Element) -> Result<bool> {
        Ok(self.get(&format!("/element/{}/enabled", element.0))? == true)
    }

    /// Clicks in the middle of the element, as a mouse does: an error if something covers it.
    pub fn click(&self, element: &Element) -> Result<()> {
        self.post(&format!("/element/{}/click", element.0), json!({})).map(drop)
    }

    /// Types into the element, key by key.
    pub fn type_into(&self, element: &Element, keys: &str) -> Result<()> {
        self.post(&format!("/element/{}/value", element.0), json!({ "text": keys })).map(drop)
    }

    /// Presses and releases keys one after the other, wherever the focus is; [`key::CONTROL`] is held to the end.
    pub fn press(&self, keys: &[char]) -> Result<()> {
        let stroke = |kind: &str, key: char| json!({ "type": kind, "value": key.to_string() });
        let mut strokes = Vec::new();
        for key in keys.iter().copied() {
            strokes.push(stroke("keyDown", key));
            if key != key::CONTROL {
                strokes.push(stroke("keyUp", key));
            }
        }
        if keys.contains(&key::CONTROL) {
            strokes.push(stroke("keyUp", key::CONTROL));
        }
        self.post("/actions", json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": strokes }] })).map(drop)
    }

    /// Presses the pointer at one place of an element, moves to another and lets go; in pixels from its centre.
    pub fn drag(&self, element: &Element, from: (i64, i64), to: (i64, i64)) -> Result<()> {
        self.drag_with("mouse", element, from, to)
    }

    /// As [`Session::drag`], with a finger.
    pub fn drag_by_touch(&self, element: &Element, from: (i64, i64), to: (i64, i64)) -> Result<()> {
        self.drag_with("touch", element, from, to)
    }

    fn drag_with(&self, pointer: &str, element: &Element, from: (i64, i64), to: (i64, i64)) -> Result<()> {
        let origin = json!({ ELEMENT: element.0 });
        let to_place = |(x, y): (i64, i64), duration: u32| json!({ "type": "pointerMove", "duration": duration, "origin": origin, "x": x, "y": y });
        let actions = json!([
            to_place(from, 0), { "type": "pointerDown", "button": 0 }, to_place(to, 200), { "type": "pointerUp", "button": 0 },
        ]);
        let parameters = json!({ "pointerType": pointer });
        let source = json!({ "type": "pointer", "id": pointer, "parameters": parameters, "actions": actions });
        self.post("/actions", json!({ "actions": [source] })).map(drop)
    }

    /// Turns the wheel by this many pixels downward, with the pointer in the middle of the element.
    pub fn wheel(&self, element: &Element, down: i64) -> Result<()> {
        let origin = json!({ ELEMENT: element.0 });
        let turn =
            json!({ "type": "scroll", "x": 0, "y": 0, "deltaX": 0, "deltaY": down, "origin": origin, "duration": 50 });
        // The mouse is there before its wheel turns.
        let arrive = json!({ "type": "pointerMove", "x": 0, "y": 0, "origin": origin, "duration": 0 });
        let mouse =
            json!({ "type": "pointer", "id": "mouse", "actions": [arrive, { "type": "pause", "duration": 50 }] });
        let wheel = json!({ "type": "wheel", "id": "wheel", "actions": [{ "type": "pause", "duration": 50 }, turn] });
        self.post("/actions", json!({ "actions": [mouse, wheel] })).map(drop)
    }

    /// Goes into a frame of the page: until [`Session::leave_frame`] all else is about the page in the frame.
    pub fn enter_frame(&self, frame: &Element) -> Result<()> {
        self.post("/frame", json!({ "id": frame.argument() })).map(drop)
    }

    /// Goes back to the page around the frames.
    pub fn leave_frame(&self) -> Result<()> {
        self.post("/frame", json!({ "id": null })).map(drop)
    }

    /// Opens another tab in front of this one and returns what [`Session::show_tab`] needs to come back.
    pub fn cover_with_new_tab(&self) -> Result<String> {
        let first = self.get("/window")?.as_str().unwrap_or_default().to_owned();
        let tab = self.post("/window/new", json!({ "type": "tab" }))?;
        self.post("/window", json!({ "handle": tab["handle"] }))?;
        Ok(first)
    }

    /// Brings a tab to the front.
    pub fn show_tab(&self, handle: &str) -> Result<()> {
        self.post("/window", json!({ "handle": handle })).map(drop)
    }

    /// A picture of the window, as PNG in base64.
    pub fn screenshot(&self) -> Result<String> {
        Ok(self.get("/screenshot")?.as_str().unwrap_or_default().to_owned())
    }

    /// A command of the Chrome DevTools protocol.
    pub fn cdp(&self, command: &str, parameters: Value) -> Result<Value> {
        self.post("/goog/cdp/execute", json!({ "cmd": command, "params": parameters }))
    }

    /// The errors that the console got since it was last asked.
    pub fn console(&self) -> Result<Vec<String>> {
        let entries = self.post("/se/log", json!({ "type": "browser" }))?;
        let errors = entries.as_array().into_iter().flatten().filter(|entry| entry["level"] == "SEVERE");
        Ok(errors.map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect())
    }

    fn ask(&self, element: &Element, what: &str) -> Result<String> {
        let value = self.get(&format!("/element/{}/{what}", element.0))?;
        Ok(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    }

    fn get(&self, path: &str) -> Result<Value> {
        self.driver.call("GET", &format!("{}{path}", self.path), &Value::Null)
    }

    fn post(&self, path: &str, body: Value) -> Result<Value> {
        self.driver.call("POST", &format!("{}{path}", self.path), &body)
    }
}

impl Drop for Session<'_> {
    fn drop(&mut self) {
        // A session that does not close ends with its driver.
        let _ = self.driver.call("DELETE", &self.path, &Value::Null);
    }
}

impl Element {
    /// The element that a script returned.
    pub fn of(value: &Value) -> Option<Element> {
        value[ELEMENT].as_str().map(|id| Element(id.to_owned()))
    }

    /// The element as an argument of [`Session::script`].
    pub fn argument(&self) -> Value {
        json!({ ELEMENT: self.0 })
    }
}

/// Keys without a character, as WebDriver numbers them.
pub mod key {
    /// Goes to the next control.
    pub const TAB: char = '\u{E004}';
    /// Presses the focused button.
    pub const ENTER: char = '\u{E007}';
    /// Closes what is open.
    pub const ESCAPE: char = '\u{E00C}';
    /// Deletes the selection.
    pub const DELETE: char = '\u{E017}';
    /// One step down, or to the left.
    pub const LEFT: char = '\u{E012}';
    /// One step up, or to the right.
    pub const RIGHT: char = '\u{E014}';
    /// The lowest value.
    pub const HOME: char = '\u{E011}';
    /// The highest value.
    pub const END: char = '\u{E010}';
    /// Held down while the keys after it are pressed.
    pub const CONTROL: char = '\u{E009}';
}

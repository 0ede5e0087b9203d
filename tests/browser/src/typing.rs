//! How long a student waits, on a slow phone, from a keystroke to the verdict: measured in the page itself.

use crate::page::{Screen, Site};
use anyhow::{Context, Result};
use serde_json::{Value, json};

/// How much slower than this machine the processor is made.
const SLOWER: u32 = 4;

/// What is typed for f, key by key; every prefix counts as an input of its own.
const TYPED: &[&str] = &[
    "x^2",
    "5x",
    "1/1e6*x",
    "1e6 x^3",
    "x**1000",
    "1/x",
    "x+2",
    "exp(x)",
    "sin(x)",
    "1 - cos x",
    "tan x - sin x",
    "log(1+x) - x + x^2/2",
    "x^2 ln|x|",
    "sqrt(x)",
    "|x| - x",
    "x sin(1/x)",
    "x^2 sin(1/x)",
    "2+sin(1/x)",
    "exp(-1/x^2)",
    "exp(1/x)",
    "floor(x)",
    "max(x, 0)",
    "x^x",
    "(1+x)^(1/x)",
    "(1+x)^(1/x) - e",
    "sin(tan(x)) - tan(sin(x))",
    "asin(x) - sinh(x)",
    "sqrt(1+x) - sqrt(1-x)",
    "cbrt(x+x^2)",
    "\\frac{1-\\cos x}{x^2}",
    "log(log(1/x))",
    "x^pi",
    "2^x - 3^x",
    "cos(x)^(1/x^2)",
    "atan(1/x)",
    "sigmoid(x) - 1/2",
    "softplus(x)",
    "where(x>0, x, x^2)",
    "exp(x+exp(-1/x^2)) - exp(x)",
    "(x - sin x)/(x - tan x)",
];

/// Types a text into the focused textbox, letter by letter; the next letter waits until the last one is painted.
///
/// Gives for each letter the time until the status last changed, the time until the picture of it stood, and the text.
const TYPE: &str = "
const done = arguments[arguments.length - 1];
const status = document.querySelector('[role=status][aria-busy]');
const field = document.activeElement;
const painted = () => new Promise((then) => requestAnimationFrame(() => setTimeout(then)));
(async () => {
  const waited = [];
  let from = 0, verdict = 0;
  const observer = new MutationObserver(() => { verdict = performance.now() - from; });
  observer.observe(status, { attributes: true, childList: true, subtree: true, characterData: true });
  field.select();
  for (const letter of TEXT) {
    await painted();
    verdict = 0;
    from = performance.now();
    document.execCommand('insertText', false, letter);
    await painted();
    waited.push([verdict, performance.now() - from, field.value]);
  }
  observer.disconnect();
  done(waited);
})();";

/// Types the list and prints the median, the 95th percentile and the worst of both times, with the slowest inputs.
pub fn measure(site: &Site) -> Result<()> {
    let page = site.open(Screen::PHONE, "/#/little-o")?;
    page.session.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWER }))?;
    page.session.script("arguments[0].focus()", &[page.find("textbox", "f(x)")?.argument()])?;
    let mut waited = Vec::new();
    for text in TYPED {
        let script = TYPE.replace("TEXT", &json!(text).to_string());
        let times = page.session.script_async(&script)?;
        waited.extend(times.as_array().context("no keystroke was seen")?.iter().cloned());
    }
    println!("{} keystrokes on a processor made {SLOWER} times slower", waited.len());
    println!("{:<28} {:>10} {:>8} {:>8} {:>8}", "milliseconds", "keystrokes", "median", "p95", "max");
    print_row("to the verdict", &waited, 0);
    print_row("to the picture of it", &waited, 1);
    let mut slowest: Vec<&Value> = waited.iter().collect();
    slowest.sort_by(|a, b| verdict_time(b).total_cmp(&verdict_time(a)));
    for keystroke in slowest.iter().take(8) {
        println!("{:>8.1} ms  {}", verdict_time(keystroke), keystroke[2].as_str().unwrap_or_default());
    }
    Ok(())
}

fn verdict_time(keystroke: &Value) -> f64 {
    keystroke[0].as_f64().unwrap_or_default()
}

fn print_row(name: &str, waited: &[Value], column: usize) {
    let times = waited.iter().filter_map(|keystroke| keystroke[column].as_f64());
    // A keystroke that leaves the status as it was has nothing to wait for.
    let mut times: Vec<f64> = times.filter(|time| *time > 0.0).collect();
    times.sort_by(f64::total_cmp);
    let quantile = |share: f64| {
        let rank = (share * times.len() as f64).ceil() as usize;
        times.get(rank.max(1) - 1).copied().unwrap_or(f64::NAN)
    };
    println!("{name:<28} {:>10} {:>8.1} {:>8.1} {:>8.1}", times.len(), quantile(0.5), quantile(0.95), quantile(1.0));
}

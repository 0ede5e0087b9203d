//! How long a student waits, on a slow phone, from a keystroke to the verdict: measured in the page itself.

use crate::page::{Page, Screen, Site};
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

/// Keeps, for every keystroke, the time until the status last changed and the time until the next picture stood.
const WATCH: &str = "
const status = document.querySelector('[role=status][data-verdict], [role=status][aria-busy]');
window.waited = [];
let from = null, verdict = 0;
new MutationObserver(() => { if (from !== null) verdict = performance.now() - from; })
  .observe(status, { attributes: true, childList: true, subtree: true, characterData: true });
addEventListener('input', (event) => {
  from = event.timeStamp; verdict = 0;
  requestAnimationFrame(() => setTimeout(() => {
    window.waited.push([verdict, performance.now() - from, event.target.value]); from = null;
  }));
}, { capture: true });";

/// Resolves when two pictures stand, so that no keystroke overtakes the last one.
const SETTLE: &str = "const done = arguments[arguments.length - 1];
requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(true), 20)));";

/// Types the list and prints the median, the 95th percentile and the worst of both times, with the slowest inputs.
pub fn measure(site: &Site) -> Result<()> {
    let page = site.open(Screen::PHONE, "/#/little-o")?;
    page.session.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWER }))?;
    page.session.script(WATCH, &[])?;
    for text in TYPED {
        type_slowly(&page, text)?;
    }
    let waited = page.session.script("return window.waited", &[])?;
    let waited = waited.as_array().context("no keystroke was seen")?;
    println!("{} keystrokes on a processor made {SLOWER} times slower", waited.len());
    println!("{:<28} {:>8} {:>8} {:>8}", "milliseconds", "median", "p95", "max");
    print_row("to the verdict", waited, 0);
    print_row("to the picture of it", waited, 1);
    let mut slowest: Vec<&Value> = waited.iter().collect();
    slowest.sort_by(|a, b| verdict_time(b).total_cmp(&verdict_time(a)));
    for keystroke in slowest.iter().take(8) {
        println!("{:>8.1} ms  {}", verdict_time(keystroke), keystroke[2].as_str().unwrap_or_default());
    }
    Ok(())
}

fn type_slowly(page: &Page, text: &str) -> Result<()> {
    page.fill("f(x)", "")?;
    let field = page.find("textbox", "f(x)")?;
    for letter in text.chars() {
        page.session.type_into(&field, &letter.to_string())?;
        page.session.script_async(SETTLE)?;
    }
    Ok(())
}

fn verdict_time(keystroke: &Value) -> f64 {
    keystroke[0].as_f64().unwrap_or_default()
}

fn print_row(name: &str, waited: &[Value], column: usize) {
    let mut times: Vec<f64> = waited.iter().filter_map(|keystroke| keystroke[column].as_f64()).collect();
    times.sort_by(f64::total_cmp);
    let quantile = |share: f64| {
        let rank = (share * times.len() as f64).ceil() as usize;
        times.get(rank.max(1) - 1).copied().unwrap_or(f64::NAN)
    };
    println!("{name:<28} {:>8.1} {:>8.1} {:>8.1}", quantile(0.5), quantile(0.95), quantile(1.0));
}

//! How fast plots are drawn and formulas evaluated, in the browser: the page's own code, beside JavaScript written by hand.

use crate::page::{Page, Screen, Site};
use crate::server;
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::Path;

/// The document around the module.
const BENCH: &str = "bench.html";
const DOCUMENT: &str = "<!doctype html><html lang=\"en\"><title>Bench</title><link rel=\"icon\" href=\"data:,\">
<canvas id=\"curves\" style=\"width:800px;height:500px\"></canvas><canvas id=\"heat\" style=\"width:400px;height:400px\"></canvas>
<script type=\"module\">
import init, { draw_curves, draw_heat, Values } from './bench_page.js';
await init();
Object.assign(window, { draw_curves, draw_heat, Values });
document.documentElement.dataset.ready = '';
</script></html>";

/// Times `draw(i)` and the layout after it, 200 times.
const UPDATES: &str = "
const done = arguments[arguments.length - 1];
const painted = () => new Promise((then) => requestAnimationFrame(() => setTimeout(then)));
(async () => {
  const canvas = document.getElementById('CANVAS');
  const times = [];
  for (let i = 0; i < 220; i++) {
    await painted();
    const from = performance.now();
    DRAW;
    document.body.getBoundingClientRect();
    times.push(performance.now() - from);
  }
  done(times.slice(20));
})();";

/// Times a million values, by the tape and by hand, in turn.
const EVALUATE: &str = "
const done = arguments[arguments.length - 1];
const count = 1e6;
const values = new Values(count);
const places = Float64Array.from({ length: count }, (_, i) => 0.1 + 2.9 * i / count);
const out = new Float64Array(count);
const f = (x) => Math.sin(3 * x) / (x * x) + Math.exp(-x * x) * Math.log(x + 2);
const byHand = () => { for (let i = 0; i < count; i++) out[i] = f(places[i]); return out.reduce((a, b) => a + b); };
const rounds = [[], []];
let sums = [];
for (let i = 0; i < 12; i++) {
  sums = [() => values.evaluate(), byHand].map((run, which) => {
    const from = performance.now();
    const sum = run();
    rounds[which].push(performance.now() - from);
    return sum;
  });
}
done([...rounds, sums]);";

/// Drags the letter's slider in the tangent lab, and times each change until its frame is painted.
const DRAG: &str = "
const done = arguments[arguments.length - 1];
const painted = () => new Promise((then) => requestAnimationFrame(() => setTimeout(then)));
(async () => {
  const slider = [...document.querySelectorAll('input[type=range]')].find((s) => s.labels[0]?.textContent.trim() === 'Parameter a');
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  const times = [];
  for (let i = 0; i < 110; i++) {
    await painted();
    const from = performance.now();
    // The slider has steps of a tenth: each of these is a change.
    set.call(slider, 1 + (i % 40) / 10);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    await painted();
    times.push(performance.now() - from);
  }
  done(times.slice(10));
})();";

/// Times the module in `folder`, then the page; prints medians and 95th percentiles.
pub fn measure(site: &Site, folder: &Path) -> Result<()> {
    std::fs::write(folder.join(BENCH), DOCUMENT)?;
    let host = server::start_isolated(folder)?;
    println!("{:<52} {:>9} {:>9}", "milliseconds", "median", "p95");
    let page = site.open_on(&host, Screen::DESKTOP, &format!("/{BENCH}"))?;
    let updates = |canvas: &str, draw: &str| times(&page, &UPDATES.replace("CANVAS", canvas).replace("DRAW", draw));
    print_row("two curves, 800×500: script and layout", updates("curves", "draw_curves(canvas, 1 + i / 100)")?);
    print_row("heat map with 12 contours, 400×400", updates("heat", "draw_heat(canvas, i / 50)")?);
    let answer = page.session.script_async(EVALUATE)?;
    let [tape, by_hand] = [0, 1].map(|which| numbers(&answer[which]));
    let ratio = median(&tape) / median(&by_hand);
    print_row("a million values, by the tape", tape);
    print_row("a million values, JavaScript by hand", by_hand);
    println!("the tape takes {ratio:.2} times as long; the sums are {}", answer[2]);
    let page = site.open(Screen::DESKTOP, "/#/tangent?f=sin(a*x)/x^2%2Bexp(-a*x^2)&x=1&p.a=1")?;
    page.find("slider", "Parameter a")?;
    print_row("the page, from input to painted frame", times(&page, DRAG)?);
    Ok(())
}

fn times(page: &Page, script: &str) -> Result<Vec<f64>> {
    let times = numbers(&page.session.script_async(script)?);
    (!times.is_empty()).then_some(times).context("nothing was measured")
}

fn numbers(values: &Value) -> Vec<f64> {
    values.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
}

fn median(times: &[f64]) -> f64 {
    quantile(times, 0.5)
}

fn quantile(times: &[f64], share: f64) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    let rank = (share * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.max(1) - 1).copied().unwrap_or(f64::NAN)
}

fn print_row(name: &str, times: Vec<f64>) {
    println!("{name:<52} {:>9.2} {:>9.2}", median(&times), quantile(&times, 0.95));
}

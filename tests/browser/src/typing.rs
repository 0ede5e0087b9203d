//! How long a student waits, on a slow phone, from a keystroke to the verdict: measured in the page itself.

use crate::page::{Screen, Site};
use anyhow::{Context, Result};
use serde_json::{Value, json};

/// How much slower than this machine the processor is made.
const SLOWER: u32 = 4;

/// Whatever else the machine does makes a round slower, never faster: of each keystroke the best round counts.
const ROUNDS: usize = 3;

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
    let mut waited: Vec<Keystroke> = Vec::new();
    for round in 0..ROUNDS {
        let mut index = 0;
        for text in TYPED {
            let script = TYPE.replace("TEXT", &json!(text).to_string());
            let times = page.session.script_async(&script)?;
            for keystroke in times.as_array().context("no keystroke was seen")?.iter().map(Keystroke::read) {
                match waited.get_mut(index) {
                    Some(best) if round > 0 => best.keep_better(&keystroke),
                    _ => waited.push(keystroke),
                }
                index += 1;
            }
        }
    }
    println!("{} keystrokes on a processor made {SLOWER} times slower, the best of {ROUNDS} rounds", waited.len());
    println!("{:<28} {:>10} {:>8} {:>8} {:>8}", "milliseconds", "keystrokes", "median", "p95", "max");
    // A keystroke that leaves the status as it was has nothing to wait for.
    print_row("to the verdict", waited.iter().map(|keystroke| keystroke.verdict).filter(|time| *time > 0.0).collect());
    print_row("to the picture of it", waited.iter().map(|keystroke| keystroke.picture).collect());
    println!("\nslowest verdicts");
    print_slowest(&mut waited, |keystroke| keystroke.verdict);
    println!("slowest pictures");
    print_slowest(&mut waited, |keystroke| keystroke.picture);
    Ok(())
}

/// What a letter made the student wait, in milliseconds.
struct Keystroke {
    /// Until the status last changed; 0 if it did not.
    verdict: f64,
    /// Until the picture stood.
    picture: f64,
    /// What stood in the field then.
    text: String,
}

impl Keystroke {
    fn read(value: &Value) -> Keystroke {
        let number = |index: usize| value[index].as_f64().unwrap_or_default();
        Keystroke { verdict: number(0), picture: number(1), text: value[2].as_str().unwrap_or_default().to_owned() }
    }

    fn keep_better(&mut self, other: &Keystroke) {
        self.verdict = self.verdict.min(other.verdict);
        self.picture = self.picture.min(other.picture);
    }
}

fn print_slowest(keystrokes: &mut [Keystroke], time: fn(&Keystroke) -> f64) {
    keystrokes.sort_by(|a, b| time(b).total_cmp(&time(a)));
    for keystroke in keystrokes.iter().take(6) {
        println!("{:>8.1} ms  {}", time(keystroke), keystroke.text);
    }
}

fn print_row(name: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let quantile = |share: f64| {
        let rank = (share * times.len() as f64).ceil() as usize;
        times.get(rank.max(1) - 1).copied().unwrap_or(f64::NAN)
    };
    println!("{name:<28} {:>10} {:>8.1} {:>8.1} {:>8.1}", times.len(), quantile(0.5), quantile(0.95), quantile(1.0));
}

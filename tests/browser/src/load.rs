//! How long the frame of a slide takes to come: from its opening to a lab that can be used, in a browser that has never
//! seen the page.

use crate::page::{Screen, Site, wait};
use crate::server::LECTURER;
use anyhow::{Context, Result};
use serde_json::json;

/// Each time is the median of as many browsers.
const BROWSERS: usize = 5;

/// A network: bits a second, and milliseconds of waiting.
type Network = (u32, u32);

/// A network, if it is not the machine itself, and how much slower the processor is made.
const PLACES: [(&str, Option<Network>, u32); 3] = [
    ("this machine", None, 1),
    ("10 Mbit/s, 40 ms", Some((10_000_000, 40)), 1),
    ("10 Mbit/s, 40 ms, a phone", Some((10_000_000, 40)), 4),
];

const LABS: [&str; 3] = ["little-o", "tangent", "descent"];

/// Opens the frame and gives the milliseconds until it said `ready`.
const OPEN: &str = "
const done = arguments[arguments.length - 1];
const began = performance.now();
addEventListener('message', ({ data }) => { if (data?.type === 'ready') done(performance.now() - began); });
frameLab('ADDRESS', {});";

/// Prints a row for each lab.
pub fn measure(site: &Site) -> Result<()> {
    println!(
        "{:<28} {:>10} {:>10} {:>10}   milliseconds to a usable lab, median of {BROWSERS}",
        "", LABS[0], LABS[1], LABS[2]
    );
    for (name, network, slower) in PLACES {
        let mut row = Vec::new();
        for lab in LABS {
            let mut times = (0..BROWSERS).map(|_| open(site, lab, network, slower)).collect::<Result<Vec<f64>>>()?;
            times.sort_by(f64::total_cmp);
            row.push(times.get(BROWSERS / 2).copied().unwrap_or(f64::NAN));
        }
        println!("{name:<28} {:>10.0} {:>10.0} {:>10.0}", row[0], row[1], row[2]);
    }
    Ok(())
}

fn open(site: &Site, lab: &str, network: Option<Network>, slower: u32) -> Result<f64> {
    let page = site.blank(Screen::DESKTOP)?;
    page.session.go(&format!("{}{LECTURER}host.html", site.host))?;
    wait("the host", || Ok((page.session.script("return typeof frameLab", &[])? == "function").then_some(())))?;
    if let Some((bits, latency)) = network {
        let bytes = bits / 8;
        let slow =
            json!({ "offline": false, "latency": latency, "downloadThroughput": bytes, "uploadThroughput": bytes });
        page.session.cdp("Network.enable", json!({}))?;
        page.session.cdp("Network.emulateNetworkConditions", slow)?;
    }
    page.session.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": slower }))?;
    let address = format!("{}/#/{lab}?embed=1", site.host);
    page.session.script_async(&OPEN.replace("ADDRESS", &address))?.as_f64().context("the frame never said ready")
}

//! Pictures of every lab, to be looked at: phone and desktop, light and dark.

use crate::page::{Page, Screen, Site};
use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use std::path::Path;

/// Each state that is worth a look: the name of its picture, its link, and the buttons pressed there.
const STATES: &[(&str, &str, &[&str])] = &[
    ("welcome", "#/", &[]),
    ("little-o", "#/little-o", &[]),
    ("tangent", "#/tangent", &[]),
    ("descent", "#/descent", &[]),
    ("exercises", "#/exercises", &[]),
    ("exercise", "#/exercises/powers-between", &[]),
    ("right", "#/exercises/powers-between?answer=abs(x)^(3/2)", &["Check"]),
    ("wrong", "#/exercises/powers-between?answer=5x", &["Check"]),
    ("hint", "#/exercises/powers-between?answer=5x", &["Hint 1 of 3", "Hint 2 of 3"]),
    ("unreadable", "#/exercises/powers-between?answer=x^^2", &["Check"]),
    ("make", "#/exercises/make?lab=tangent&f=x^2&x=3", &[]),
    ("set", "#/exercises/collect?a.01=powers-between&a.02=kinks-slope&a.03=steps-one", &[]),
    ("guess", "#/little-o?f=sin%202x%20cos%20x&g=1/2x", &[]),
    ("repair", "#/little-o?f=x^2*sn(x)&g=(x", &[]),
    ("log-log", "#/little-o?f=tan(x)-sin(x)&g=x^2&scale=loglog&zoom=9", &[]),
    ("oscillation", "#/little-o?f=x*sin(1/x)&g=x", &[]),
    ("kink", "#/tangent?f=abs(x)&x=0&eps=0.5", &[]),
    ("slice", "#/tangent?f=x^2*y&x=1,2&eps=0.1,0", &[]),
    ("run", "#/descent?rate=0.12&step=9", &[]),
    ("valley", "#/descent?f=3x^2%2B0.1y^2&method=momentum&step=12", &[]),
];

/// Functions that plotters draw wrong: the name of the picture and f. Each is seen at every one of [`ZOOMS`].
const CURVES: &[(&str, &str)] = &[
    ("tan", "tan(x)"),
    ("pole", "1/x"),
    ("floor", "floor(x)"),
    ("sign", "abs(x)/x"),
    ("oscillation", "sin(1/x)"),
    ("root", "sqrt(x)"),
    ("log", "log(x)"),
    ("power", "x^x"),
    ("pieces", "where(x%3C0,-x,x^2%2B1/2)"),
    ("cancellation", "(tan(x)-sin(x))/x^3"),
];

/// From far away, from near by, and where doubles have no digits left.
const ZOOMS: &[&str] = &["-1", "0", "9"];

/// Takes a picture of each state on each screen into `folder`; `-full` shows what lies below the fold as well.
pub fn take(site: &Site, folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    for (form, screen) in [("phone", Screen::PHONE), ("desktop", Screen::DESKTOP)] {
        for (theme, dark) in [("light", false), ("dark", true)] {
            for (state, place, buttons) in STATES {
                let page = site.open(Screen { dark, ..screen }, &format!("/{place}"))?;
                buttons.iter().try_for_each(|button| page.press(button))?;
                let name = format!("{state}-{form}-{theme}");
                save(&folder.join(format!("{name}.png")), &page.session.screenshot()?)?;
                save(&folder.join(format!("{name}-full.png")), &whole(&page)?)?;
                println!("{name}");
            }
        }
    }
    for (name, f) in CURVES {
        for zoom in ZOOMS {
            let page = site.open(Screen::DESKTOP, &format!("/#/little-o?f={f}&g=1&zoom={zoom}"))?;
            save(&folder.join(format!("curve-{name}-zoom{zoom}.png")), &page.session.screenshot()?)?;
        }
        println!("curve-{name}");
    }
    println!("The pictures lie in {}.", folder.display());
    Ok(())
}

fn whole(page: &Page) -> Result<String> {
    let picture = page.session.cdp("Page.captureScreenshot", json!({ "captureBeyondViewport": true }))?;
    Ok(picture["data"].as_str().unwrap_or_default().to_owned())
}

fn save(file: &Path, picture: &str) -> Result<()> {
    std::fs::write(file, STANDARD.decode(picture)?).with_context(|| format!("cannot write {}", file.display()))
}

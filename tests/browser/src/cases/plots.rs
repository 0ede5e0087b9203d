//! What hands and keys do on plots, and what plots say of themselves.

use crate::Case;
use crate::page::{Page, Screen, Site, wait};
use crate::webdriver::{Element, key};
use anyhow::{Result, ensure};
use serde_json::{Value, json};

pub const CASES: &[Case] = &[
    ("plots: the microscope plays, pauses and goes by steps where motion is not wanted", microscope),
    ("plots: a wheel zooms only with Ctrl or after focus, and a double click resets", wheel),
    ("plots: a mouse pushes the picture, and the link keeps what is shown", push),
    ("plots: keys move, zoom and reset every main plot", keys),
    ("plots: two fingers zoom, one scrolls", pinch),
    ("plots: the tolerance is typed or dragged, and δ follows with its proof", tolerance),
    ("plots: what floating point would draw can be seen", floating),
    ("plots: the curve is followed by mouse and keys, with exact values", trace),
    ("plots: pictures and numbers can be saved", save),
    ("plots: a term under the pointer lights its marks, and a mark its terms", light),
    ("plots: dragging is right where the page is scaled by a transform", scaled),
];

fn main_plot(page: &Page) -> Result<Element> {
    wait("the plot to be drawn", || {
        let drawn = "const c = document.querySelector('figure.is-movable canvas'); \
                     return !!c && c.width > 1 && c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some((v) => v)";
        let is_drawn = page.session.script(drawn, &[])? == true;
        Ok(page.session.all("figure.is-movable canvas")?.into_iter().next().filter(|_| is_drawn))
    })
}

fn description(page: &Page) -> Result<String> {
    let read = "return document.querySelector('figure.is-movable figcaption').textContent";
    Ok(page.session.script(read, &[])?.as_str().unwrap_or_default().to_owned())
}

fn expect_description(page: &Page, piece: &str) -> Result<()> {
    wait(&format!("a description with “{piece}”"), || Ok(description(page)?.contains(piece).then_some(())))
}

fn expect_view(page: &Page, is_there: bool) -> Result<()> {
    let what = if is_there { "a view in the address" } else { "no view in the address" };
    wait(what, || Ok((page.session.address()?.contains("view=") == is_there).then_some(())))
}

/// Sends an event to the main plot's canvas, at its middle.
fn send(page: &Page, event: &str) -> Result<Value> {
    let script = format!(
        "const c = document.querySelector('figure.is-movable canvas'); const r = c.getBoundingClientRect(); \
         const at = {{ bubbles: true, cancelable: true, clientX: r.left + r.width / 2, clientY: r.top + r.height / 3 }}; \
         return c.dispatchEvent({event})"
    );
    page.session.script(&script, &[])
}

fn microscope(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/little-o", |page| {
        page.press("Play")?;
        wait("the zoom to move", || Ok((page.slider("Zoom")? > 0.3).then_some(())))?;
        page.press("Pause")?;
        let place = page.slider("Zoom")?;
        std::thread::sleep(std::time::Duration::from_millis(400));
        ensure!((page.slider("Zoom")? - place).abs() < 1e-9, "a paused microscope must stand still");
        page.enter("Zoom value", "9")?;
        wait("the zoom in the address", || Ok(page.session.address()?.contains("zoom=9").then_some(())))
    })?;
    site.visit(Screen { reduced_motion: true, ..Screen::DESKTOP }, "/#/little-o", |page| {
        page.press("Play")?;
        let place = wait("a step", || Ok(Some(page.slider("Zoom")?).filter(|zoom| *zoom > 0.0)))?;
        page.press("Pause")?;
        ensure!(place.fract() == 0.0, "where motion is not wanted it goes by whole powers of ten, not to {place}");
        Ok(())
    })
}

fn wheel(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/little-o", |page| {
        let plot = main_plot(page)?;
        let was_free = send(page, "new WheelEvent('wheel', { ...at, deltaY: -120 })")?;
        ensure!(was_free == true, "a plain wheel must scroll the page");
        let was_free = send(page, "new WheelEvent('wheel', { ...at, deltaY: -120, ctrlKey: true })")?;
        ensure!(was_free == false, "a wheel with Ctrl must not zoom the page");
        expect_view(page, true)?;
        page.press("Reset view")?;
        expect_view(page, false)?;
        page.session.click(&plot)?;
        send(page, "new WheelEvent('wheel', { ...at, deltaY: -120 })")?;
        expect_view(page, true)?;
        send(page, "new MouseEvent('dblclick', at)")?;
        expect_view(page, false)
    })
}

fn push(site: &Site) -> Result<()> {
    for lab in ["/#/little-o", "/#/tangent", "/#/descent", "/#/little-o?scale=loglog"] {
        site.visit(Screen::DESKTOP, lab, |page| {
            let plot = main_plot(page)?;
            page.session.drag(&plot, (-150, -90), (-90, -60))?;
            expect_view(page, true)?;
            let address = page.session.address()?;
            page.load(&address[address.find("/#").unwrap_or_default()..])?;
            main_plot(page)?;
            ensure!(page.session.address()?.contains("view="), "the link must keep what is shown");
            page.press("Reset view")?;
            expect_view(page, false)
        })?;
    }
    Ok(())
}

fn keys(site: &Site) -> Result<()> {
    for lab in ["/#/little-o", "/#/tangent", "/#/descent"] {
        site.visit(Screen::DESKTOP, lab, |page| {
            main_plot(page)?;
            page.session.script("document.querySelector('figure.is-movable').focus()", &[])?;
            page.session.press(&[key::RIGHT])?;
            expect_view(page, true)?;
            page.session.press(&['0'])?;
            expect_view(page, false)?;
            page.session.press(&['+'])?;
            wait("a zoomed plot in the address", || {
                let address = page.session.address()?;
                Ok((address.contains("view=") || address.contains("zoom=")).then_some(()))
            })
        })?;
    }
    Ok(())
}

fn pinch(site: &Site) -> Result<()> {
    site.visit(Screen::PHONE, "/#/little-o", |page| {
        main_plot(page)?;
        let read = "const c = document.querySelector('figure.is-movable canvas'); c.scrollIntoView({ block: 'center' }); \
                    const r = c.getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2]";
        let middle = page.session.script(read, &[])?;
        let (x, y) = (middle[0].as_f64().unwrap_or_default(), middle[1].as_f64().unwrap_or_default());
        let touch = |kind: &str, offsets: &[f64]| {
            let points: Vec<Value> = (0..).zip(offsets).map(|(id, dx)| json!({ "x": x + dx, "y": y, "id": id })).collect();
            page.session.cdp("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points }))
        };
        touch("touchStart", &[-30.0])?;
        touch("touchStart", &[-30.0, 30.0])?;
        for spread in [40.0, 55.0, 70.0] {
            touch("touchMove", &[-spread, spread])?;
        }
        touch("touchEnd", &[])?;
        expect_view(page, true)
    })
}

fn tolerance(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/little-o?f=tan(x)-sin(x)&g=x^2", |page| {
        // (tan x − sin x)/x² = x/2 + x³/8 + … is 0.1 at x = 0.19804…
        expect_description(page, "within the distance 0.198 of the point: that is proved")?;
        page.enter("Tolerance value", "0.01")?;
        wait("the tolerance in the address", || Ok(page.session.address()?.contains("tol=0.01").then_some(())))?;
        expect_description(page, "the tolerance 0.01 within the distance 0.0199")?;
        page.enter("Tolerance value", "0.5")?;
        let plot = main_plot(page)?;
        let place = "const c = document.querySelector('figure.is-movable canvas'); const b = c.getBoundingClientRect(); \
                     return [b.width, b.height]";
        let size = page.session.script(place, &[])?;
        let (width, height) = (size[0].as_f64().unwrap_or_default(), size[1].as_f64().unwrap_or_default());
        // The grip stands at the right, somewhere above the middle: a column of presses finds it.
        let x = (0.5 * width - 22.0 - 0.04 * (width - 80.0)) as i64;
        let is_dragged = || Ok::<bool, anyhow::Error>(!page.session.address()?.contains("tol=0.5"));
        for step in 1..16 {
            let y = (-0.5 * height + height * f64::from(step) / 20.0) as i64;
            page.session.drag(&plot, (x, y), (x, y + 12))?;
            std::thread::sleep(std::time::Duration::from_millis(400));
            if is_dragged()? {
                break;
            }
        }
        ensure!(is_dragged()?, "the tolerance could not be dragged");
        Ok(())
    })?;
    site.visit(Screen::DESKTOP, "/#/little-o?f=sin(x)&g=x", |page| {
        expect_description(
            page,
            "No distance is small enough for |f/g| to stay below the tolerance 0.1: that is proved.",
        )
    })
}

fn floating(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/little-o?f=1-cos(x)&g=x^2&zoom=8", |page| {
        main_plot(page)?;
        expect_description(page, "0.5 at")?;
        ensure!(!description(page)?.contains("floating point"), "nobody has asked for floating point yet");
        page.session.click(&page.find("checkbox", "What ordinary floating point would draw")?)?;
        expect_description(page, "Ordinary floating point, drawn too, has no sure digit nearer than about")
    })
}

fn trace(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/little-o?f=x^2&g=3x", |page| {
        main_plot(page)?;
        let text = || {
            let read = "const t = document.querySelector('.trace'); return t.hidden ? '' : t.textContent";
            Ok::<String, anyhow::Error>(page.session.script(read, &[])?.as_str().unwrap_or_default().to_owned())
        };
        send(page, "new PointerEvent('pointermove', { ...at, clientX: r.left + 0.75 * r.width })")?;
        wait("the readout", || Ok(text()?.contains("f/g = ").then_some(())))?;
        send(page, "new PointerEvent('pointerleave', { ...at, bubbles: false })")?;
        wait("no readout", || Ok(text()?.is_empty().then_some(())))?;
        page.session.script("document.querySelector('figure.is-movable').focus()", &[])?;
        page.session.press(&['t', key::RIGHT])?;
        // f/g = x/3 is a fraction at a decimal.
        wait("an exact value", || Ok((text()?.contains('/') && text()?.contains('≈')).then_some(())))?;
        page.session.press(&[key::ESCAPE])?;
        wait("no readout", || Ok(text()?.is_empty().then_some(())))
    })
}

fn save(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/little-o?f=1-cos(x)&g=x^2", |page| {
        main_plot(page)?;
        page.session.script(
            "window.saved = []; HTMLAnchorElement.prototype.click = function () { saved.push([this.download, this.href]); }",
            &[],
        )?;
        let summary = page.session.all("figure.is-movable .plot-save summary")?;
        page.session.click(summary.first().ok_or_else(|| anyhow::anyhow!("no button to save"))?)?;
        for name in ["SVG", "PNG", "CSV of the numbers"] {
            page.press(name)?;
        }
        let saved = page.session.script("return saved.map(([name, href]) => [name, decodeURIComponent(href.slice(0, 200000))])", &[])?;
        let file = |index: usize| saved[index][1].as_str().unwrap_or_default().to_owned();
        ensure!(saved[0][0] == "ratio-plot.svg" && file(0).contains("<svg"), "the SVG: {}", saved[0][0]);
        for piece in ["Ratio f/g near 0", "#/little-o?f=1-cos(x)"] {
            ensure!(file(0).contains(piece), "the SVG must say “{piece}”");
        }
        ensure!(file(1).starts_with("data:image/png") && file(1).len() > 5_000, "the PNG: {} bytes", file(1).len());
        ensure!(file(2).contains("x,f/g") && file(2).contains("0.4"), "the CSV: {}", file(2));
        let summary = page.session.all(".later > .plot-save summary")?;
        page.session.click(summary.first().ok_or_else(|| anyhow::anyhow!("no button to save the table"))?)?;
        page.press("CSV of the table")?;
        let table = page.session.script("return saved[3].map(decodeURIComponent)", &[])?;
        let csv = table[1].as_str().unwrap_or_default();
        // (1 − cos x)/x² = 0.49999999999958… at x = 10⁻⁶.
        ensure!(table[0] == "table.csv" && csv.contains("x,f,g,f/g\r\n") && csv.contains("0.5000"), "the table: {table}");
        Ok(())
    })
}

fn light(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/tangent", |page| {
        main_plot(page)?;
        let picture = "return document.querySelector('figure.is-movable canvas').toDataURL()";
        let before = page.session.script(picture, &[])?;
        let over = "document.querySelector('.guess math .is-gradient').dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))";
        page.session.script(over, &[])?;
        wait("another picture", || Ok((page.session.script(picture, &[])? != before).then_some(())))?;
        let lit = page.session.script("return document.documentElement.dataset.lit", &[])?;
        ensure!(lit == "is-gradient", "the term must be lit, but {lit} is");
        Ok(())
    })?;
    site.visit(Screen::DESKTOP, "/#/little-o?scale=loglog", |page| {
        main_plot(page)?;
        for meaning in ["is-numerator", "is-denominator", "is-ratio"] {
            let over = format!("document.querySelector('.{meaning} math').dispatchEvent(new PointerEvent('pointerover', {{ bubbles: true }}))");
            page.session.script(&over, &[])?;
            let lit = "return document.documentElement.dataset.lit";
            wait(meaning, || Ok((page.session.script(lit, &[])? == meaning).then_some(())))?;
        }
        Ok(())
    })
}

fn scaled(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/tangent", |page| {
        main_plot(page)?;
        page.session.script("document.body.style.transform = 'scale(0.6)'; document.body.style.transformOrigin = '0 0'", &[])?;
        // From the middle to a fifth of the width to the right: with the right mathematics the plot moves by a fifth, too.
        let before = window(page)?;
        let script = "const c = document.querySelector('figure.is-movable canvas'); const r = c.getBoundingClientRect(); \
             const at = (t) => ({ bubbles: true, pointerId: 1, pointerType: 'mouse', button: 0, clientX: r.left + t * r.width, clientY: r.top + 0.2 * r.height }); \
             c.setPointerCapture = () => {}; \
             c.dispatchEvent(new PointerEvent('pointerdown', at(0.2))); c.dispatchEvent(new PointerEvent('pointermove', at(0.4))); \
             c.dispatchEvent(new PointerEvent('pointerup', at(0.4))); return r.width / c.clientWidth";
        let scale = page.session.script(script, &[])?.as_f64().unwrap_or_default();
        ensure!((scale - 0.6).abs() < 0.01, "the page should be scaled, not by {scale}");
        let after = wait("the moved window", || Ok(Some(window(page)?).filter(|w| *w != before)))?;
        // The window was 2 wide and began at −0.75; a fifth of the canvas is a little more than a fifth of the plot.
        let [x0, x1, ..] = after.as_slice() else { anyhow::bail!("no window: {after:?}") };
        let moved = -0.75 - x0;
        ensure!((x1 - x0 - 2.0).abs() < 1e-9 && (0.4..0.5).contains(&moved), "moved by {moved} to {after:?}");
        Ok(())
    })
}

/// The numbers of `view` in the address.
fn window(page: &Page) -> Result<Vec<f64>> {
    let address = page.session.address()?;
    let view = address.split("view=").nth(1).unwrap_or_default().split('&').next().unwrap_or_default();
    Ok(view.replace("%2C", ",").split(',').filter_map(|number| number.parse().ok()).collect())
}

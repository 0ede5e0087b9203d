//! A picture for slides that cannot hold frames: the plot as it stands, the title, and a QR code of the link, so that
//! students open the lab on their own machines. Pure but for the plot, which comes as an image.

use qrcodegen::{QrCode, QrCodeEcc};

/// The size of the picture: a slide's.
pub const SIZE: (u32, u32) = (1600, 900);

/// The place of the plot.
const PLOT: (u32, u32, u32, u32) = (60, 170, 980, 620);
/// The left end, the top and the side of the QR code, its white rim included.
const CODE: (u32, u32, u32) = (1110, 240, 430);
/// The white rim that readers of QR codes need, in modules.
const RIM: i32 = 4;

/// The picture as an SVG document; None where the link is too long for a QR code.
///
/// `plot` is the address of an image of the plot, if there is one.
pub fn picture(title: &str, link: &str, plot: Option<&str>) -> Option<String> {
    let code = QrCode::encode_text(link, QrCodeEcc::Low).ok()?;
    let (width, height) = SIZE;
    let (x, y, w, h) = PLOT;
    let image = plot.map(|plot| format!(r#"<image x="{x}" y="{y}" width="{w}" height="{h}" href="{}"/>"#, text(plot)));
    let (left, top, side) = CODE;
    let modules = code.size() + 2 * RIM;
    let host = link.split(['#', '?']).next().unwrap_or(link);
    let ground = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"><rect width="{width}" height="{height}" fill="#fdfcf9"/>"##
    );
    let heading = format!(
        r##"<text x="60" y="110" font-family="Georgia, serif" font-size="56" fill="#1f242b">{}</text>"##,
        text(title)
    );
    let start = -RIM;
    let code = format!(
        r##"<svg x="{left}" y="{top}" width="{side}" height="{side}" viewBox="{start} {start} {modules} {modules}" shape-rendering="crispEdges"><rect x="{start}" y="{start}" width="{modules}" height="{modules}" fill="#ffffff"/><path d="{}"/></svg>"##,
        path(&code)
    );
    let place = format!(
        r##"<text x="{}" y="740" text-anchor="middle" font-family="sans-serif" font-size="24" fill="#5b626c">{}</text></svg>"##,
        left + side / 2,
        text(host)
    );
    Some([ground, heading, image.unwrap_or_default(), code, place].concat())
}

/// The dark modules as one path, a run in a row a rectangle.
fn path(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|x| code.get_module(*x, y)).count() as i32;
            if run > 0 {
                path.push_str(&format!("M{x} {y}h{run}v1h-{run}z"));
            }
            x += run.max(1);
        }
    }
    path
}

fn text(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_drawn_module_by_module() {
        let svg = picture("a < b", "https://host/#/tangent?x=1", None).unwrap();
        assert!(svg.contains(">a &lt; b</text>") && svg.contains(">https://host/</text>"), "{svg}");
        // The corner of every QR code: a dark row of seven, then a light module.
        assert!(svg.contains("<path d=\"M0 0h7v1h-7z"), "{svg}");
        let code = QrCode::encode_text("https://host/#/tangent?x=1", QrCodeEcc::Low).unwrap();
        let dark = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
        let dark = dark.filter(|(x, y)| code.get_module(*x, *y)).count();
        let drawn: usize = path(&code)
            .split('h')
            .skip(1)
            .filter_map(|run| run.split('v').next()?.parse::<i32>().ok())
            .filter(|run| *run > 0)
            .map(|run| run as usize)
            .sum();
        // Each rectangle names its width twice, there and back; only the way there is positive.
        assert_eq!(drawn, dark);
    }

    #[test]
    fn a_link_beyond_every_code_has_no_picture() {
        assert_eq!(picture("t", &"x".repeat(4000), None), None);
    }
}

//! The little-o lab: type f and g, read the exact verdict, see f/g shrink.

use crate::Case;
use crate::page::{Page, Screen, Site, wait};
use crate::webdriver::key;
use anyhow::{Context, Result, ensure};

pub const CASES: &[Case] = &[
    ("little-o: the default pair has its verdict, its reason and its three answers", default_pair),
    ("little-o: the course's pairs, typed key by key", course_pairs),
    ("little-o: every way to combine two sides", combined_sides),
    ("little-o: school, Python and LaTeX spellings mean the same", spellings),
    ("little-o: the point and the side can be chosen", point_and_side),
    ("little-o: the table has correct digits at every power of ten", table),
    ("little-o: a control zooms toward the point by factors of ten", zoom),
    ("little-o: the plot is a figure that says its finding", figure),
];

fn default_pair(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/little-o", |page| {
        page.expect(
            "Verdict",
            &[("verdict", "little-o"), ("limit", "0"), ("left", "0"), ("right", "0"), ("busy", "false")],
        )?;
        let status = page.find("status", "Verdict")?;
        let live = page.session.script("return arguments[0].getAttribute('aria-live')", &[status.argument()])?;
        ensure!(live == "off", "the status must leave speaking to the announcer, but aria-live is {live}");
        for piece in ["o yes", "O yes", "Θ no"] {
            page.expect_text(piece)?;
        }
        let formulas = page.session.all("math")?;
        ensure!(formulas.len() >= 2, "both formulas should be typeset");
        Ok(())
    })
}

/// f, g, the verdict, and the limit of f/g at 0, which is a limit of school mathematics in each row.
const COURSE: &[(&str, &str, &str, &str)] = &[
    ("5x", "x", "same-order", "5"),
    ("x/10^6", "x", "same-order", "1/1000000"),
    ("10^6*x^3", "x", "little-o", "0"),
    ("10^6*x^3", "x^2", "little-o", "0"),
    ("x+2", "x", "larger", "none"),
    ("1/x", "x", "larger", "oo"),
    ("x**1000", "x", "little-o", "0"),
    ("10*x", "x^2", "larger", "none"),
    ("sin(x)", "x", "same-order", "1"),
    ("1 - cos x", "x^2", "same-order", "1/2"),
    ("tan x - sin x", "x^3", "same-order", "1/2"),
    ("exp(-1/x^2)", "x^50", "little-o", "0"),
    ("x^2 sin(1/x)", "x", "little-o", "0"),
    ("sqrt(x)", "x", "larger", "oo"),
];

fn course_pairs(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/little-o", |page| {
        for (f, g, verdict, limit) in COURSE {
            compare(page, f, g)?;
            page.expect("Verdict", &[("verdict", verdict), ("limit", limit), ("busy", "false")])
                .with_context(|| format!("{f} against {g}"))?;
        }
        Ok(())
    })
}

/// f, g, the verdict, the limits from the left and from the right, where both are numbers.
const SIDES: &[(&str, &str, &str, &str, &str)] = &[
    ("abs(x)", "x", "same-order", "-1", "1"),
    ("abs(x)-x", "x", "bounded", "-2", "0"),
    ("x", "abs(x)-x", "undefined", "-1/2", "undefined"),
    ("x", "abs(x)-x+x^2", "not-comparable", "-1/2", "oo"),
    ("exp(x)", "x", "larger", "-oo", "oo"),
    ("sin(1/x)", "1", "bounded", "[-1, 1]", "[-1, 1]"),
    ("2+sin(1/x)", "1", "same-order", "[1, 3]", "[1, 3]"),
    ("floor(x)", "x", "not-comparable", "oo", "0"),
    ("exp(1/x)", "1", "not-comparable", "0", "oo"),
];

fn combined_sides(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/little-o", |page| {
        for (f, g, verdict, left, right) in SIDES {
            compare(page, f, g)?;
            page.expect("Verdict", &[("verdict", verdict), ("left", left), ("right", right)])
                .with_context(|| format!("{f} against {g}"))?;
        }
        Ok(())
    })
}

fn spellings(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/little-o", |page| {
        for f in ["x²", "x**2", "x·x", "sympy.Pow(x, 2)", "np.where(x > 0, x*x, x^2)", r"\frac{x^3}{x}"]
            .iter()
            .filter(|f| !f.contains("Pow"))
        {
            compare(page, f, "x")?;
            page.expect("Verdict", &[("verdict", "little-o"), ("limit", "0")]).with_context(|| format!("f = {f}"))?;
        }
        compare(page, r"\frac{1-\cos x}{x^2}", "1")?;
        page.expect("Verdict", &[("limit", "1/2")])?;
        compare(page, "√(x²)", "|x|")?;
        page.expect("Verdict", &[("limit", "1")])
    })
}

fn point_and_side(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/little-o", |page| {
        page.enter("Point of the limit", "oo")?;
        page.expect("Verdict", &[("verdict", "larger"), ("limit", "oo")])?;
        page.enter("Point of the limit", "2")?;
        page.expect("Verdict", &[("verdict", "same-order"), ("limit", "2")])?;
        page.enter("Point of the limit", "0")?;
        compare(page, "|x|", "x")?;
        page.session.click(&page.find("radio", "left")?)?;
        page.expect("Verdict", &[("verdict", "same-order"), ("limit", "-1")])
    })
}

fn table(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/little-o?f=1-cos(x)&g=x^2", |page| {
        page.expect("Verdict", &[("limit", "1/2")])?;
        let read = "return [...document.querySelectorAll('table')].map(t => t.textContent).join('\\n')";
        // (1 - cos 0.1)/0.01 = 0.49958347…, shown to four digits, which double precision still gets right;
        // at 10^-8 double precision gives 0 for 1 - cos x, and the ratio must not.
        let rows = wait("the ratios 0.4996 at 0.1 and 0.5000 at 10^-9", || {
            let rows = page.session.script(read, &[])?.as_str().unwrap_or_default().to_owned();
            Ok((rows.contains("0.4996") && rows.contains("0.5000")).then_some(rows))
        })?;
        ensure!(!rows.contains("NaN") && !rows.contains("-0\n"), "the tables print what is no number:\n{rows}");
        Ok(())
    })
}

fn zoom(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/little-o", |page| {
        let zoomed = |page: &Page| Ok(page.session.address()?.contains("zoom=").then_some(()));
        page.keys("slider", "Zoom", &[key::RIGHT])?;
        wait("the zoom in the address", || zoomed(page))
    })
}

fn figure(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/little-o", |page| {
        let names = wait("a figure with a name", || Ok(Some(page.names("figure")?).filter(|names| !names.is_empty())))?;
        ensure!(names.iter().all(|name| !name.is_empty()), "every figure needs a name: {names:?}");
        let read = "return [...document.querySelectorAll('figure canvas')].map(c => [c.width, c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v)])";
        let canvases = page.session.script(read, &[])?;
        let drawn = canvases.as_array().is_some_and(|all| !all.is_empty() && all.iter().all(|canvas| canvas[1] == true));
        ensure!(drawn, "every figure should be drawn: {canvases}");
        Ok(())
    })
}

fn compare(page: &Page, f: &str, g: &str) -> Result<()> {
    page.fill("f(x)", f)?;
    page.fill("g(x)", g)
}

//! Links restore exactly what was shared, from anywhere, and the history works.

use crate::Case;
use crate::page::{Page, Screen, Site, wait};
use crate::server::SUBFOLDER;
use anyhow::{Context, Result, ensure};

pub const CASES: &[Case] = &[
    ("links: a copied link restores the state in another browser", share),
    ("links: the page works from a folder of any static host", subfolder),
    ("links: the address without a lab is never blank, and its lab is live", welcome),
    ("links: raw and encoded forms are read, and plus is plus", forms),
    ("links: Back and Forward go through deliberate acts", history),
    ("links: the embed code names its frame", embed_code),
];

fn share(site: &Site) -> Result<()> {
    let first = site.open(Screen::DESKTOP, "/#/little-o")?;
    first.fill("f(x)", "x^2*log(abs(x)) + 0*x")?;
    first.fill("g(x)", "x")?;
    first.expect("Verdict", &[("verdict", "little-o")])?;
    let verdict = first.status("Verdict")?;
    first.press("Share")?;
    first.find("dialog", "Share")?;
    first.audit().context("with the dialog open")?;
    let link = first.typed("Link")?;
    let place = link.strip_prefix(&site.host).with_context(|| format!("{link} is not a link to this page"))?;
    first.check_console()?;
    site.visit(Screen::PHONE, place, |second| {
        ensure!(second.typed("f(x)")? == "x^2*log(abs(x)) + 0*x", "f is {}", second.typed("f(x)")?);
        second.expect("Verdict", &[("verdict", "little-o"), ("limit", "0")])?;
        let restored = second.status("Verdict")?;
        ensure!(restored == verdict, "{verdict} became {restored}");
        ensure!(second.session.address()? == link, "the link {link} became {}", second.session.address()?);
        Ok(())
    })
}

fn subfolder(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, &format!("{SUBFOLDER}#/little-o?f=x^3"), |page| {
        page.expect("Verdict", &[("verdict", "little-o")])?;
        page.press("Share")?;
        let link = page.typed("Link")?;
        ensure!(link.contains(SUBFOLDER), "the link {link} leaves the folder");
        Ok(())
    })
}

fn welcome(site: &Site) -> Result<()> {
    for place in ["/#/", "/", "/#"] {
        site.visit(Screen::DESKTOP, place, |page| {
            page.expect("Verdict", &[("verdict", "little-o"), ("limit", "0")])?;
            let menu = page.names("link")?;
            ensure!(menu.iter().any(|name| name == "Little-o"), "the menu has no Little-o: {menu:?}");
            Ok(())
        })
        .with_context(|| format!("the address {place}"))?;
    }
    Ok(())
}

fn forms(site: &Site) -> Result<()> {
    for (place, f) in [("f=x^2+x", "x^2+x"), ("f=x%5E2%2Bx", "x^2+x"), ("f=x²", "x²"), ("f=x%C2%B2&nothing=1", "x²")]
    {
        site.visit(Screen::DESKTOP, &format!("/#/little-o?{place}"), |page| {
            ensure!(page.typed("f(x)")? == f, "{place} was read as {:?}", page.typed("f(x)")?);
            Ok(())
        })?;
    }
    Ok(())
}

fn history(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/little-o", |page| {
        page.fill("f(x)", "x^3")?;
        arrives(page, "f=x%5E3")?;
        page.session.click(&page.find("radio", "left")?)?;
        arrives(page, "side=left")?;
        page.session.back()?;
        page.expect("Verdict", &[("verdict", "little-o")])?;
        ensure!(page.typed("f(x)")? == "x^3", "Back lost what was typed: {}", page.typed("f(x)")?);
        ensure!(!page.session.address()?.contains("side=left"), "Back did not undo the side");
        page.session.forward()?;
        arrives(page, "side=left")?;
        ensure!(
            page.session.property(&page.find("radio", "left")?, "checked")? == "true",
            "Forward did not choose the side"
        );
        Ok(())
    })
}

fn arrives(page: &Page, piece: &str) -> Result<()> {
    wait(&format!("{piece} in the address"), || Ok(page.session.address()?.contains(piece).then_some(())))
}

fn embed_code(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/little-o?f=x^3", |page| {
        page.press("Share")?;
        let code = page.typed("Embed code")?;
        for piece in ["<iframe", "title=\"", "embed=1", "f=x", &site.host] {
            ensure!(code.contains(piece), "the embed code lacks {piece}: {code}");
        }
        Ok(())
    })
}

//! The page starts: everywhere, without a word in the console.

use crate::Case;
use crate::page::{Screen, Site};
use anyhow::{Result, ensure};

pub const CASES: &[Case] = &[("start: the address without a lab is never blank", welcome)];

fn welcome(site: &Site) -> Result<()> {
    site.visit(Screen::DESKTOP, "/#/", |page| {
        ensure!(page.text()?.len() > 20, "the page is blank");
        Ok(())
    })
}

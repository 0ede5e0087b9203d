//! States of labs as links: what a wrong answer is shown with, and what a goal is asked of.

use super::claim::Place;
use super::format::{Picture, PictureRun};
use super::number;
use crate::link;
use crate::numerals::plain;
use crate::order::Sides;
use crate::session::{Approach, Descent, Lab, LittleO, Scale, Session};

/// The little-o lab with this pair.
pub(super) fn comparison(f: &str, g: &str, place: &Place) -> String {
    let side = match place.sides {
        Sides::Both => Approach::Both,
        Sides::Left => Approach::Left,
        Sides::Right => Approach::Right,
    };
    let (var, at) = (place.variable.clone(), place.at.clone());
    let little_o = LittleO { f: f.into(), g: g.into(), var, at, side, ..LittleO::default() };
    link::to_fragment(&Session { lab: Lab::LittleO, little_o, ..Session::default() })
}

/// The lab that a picture was taken in.
pub(super) fn of_picture(picture: &Picture) -> String {
    let mut session = Session::default();
    match picture {
        Picture::Sizes { f } => {
            session.lab = Lab::LittleO;
            session.little_o = LittleO { f: f.clone(), g: "1".into(), scale: Scale::LogLog, ..LittleO::default() };
        }
        Picture::Run(run) | Picture::Losses(run) => {
            session.lab = Lab::Descent;
            session.descent = descent(run).unwrap_or_default();
        }
    }
    link::to_fragment(&session)
}

fn descent(run: &PictureRun) -> Option<Descent> {
    let steps = number::count(&run.steps)?;
    let (x, rate) = (number::value(&run.x)?, number::value(&run.rate)?);
    Some(Descent { f: run.f.clone(), x, rate, steps, step: steps, ..Descent::default() })
}

/// What a goal may speak of in the lab that a link opens, by the names of the link's keys.
pub(super) fn names(link: &str) -> Vec<(&'static str, String)> {
    let (session, _) = link::from_fragment(link);
    match session.lab {
        Lab::LittleO => {
            let LittleO { f, g, at, tol, zoom, .. } = session.little_o;
            vec![("f", f), ("g", g), ("at", at), ("tol", plain(tol)), ("zoom", plain(zoom))]
        }
        Lab::Tangent => {
            let lab = session.tangent;
            let mut names = vec![("f", lab.f), ("x", plain(lab.x)), ("eps", plain(lab.eps)), ("zoom", plain(lab.zoom))];
            names.extend(lab.slope.map(|slope| ("slope", plain(slope))));
            names
        }
        Lab::Descent => {
            let Descent { f, x, rate, steps, step, .. } = session.descent;
            let (steps, step) = (steps.to_string(), step.to_string());
            vec![("f", f), ("x", plain(x)), ("rate", plain(rate)), ("steps", steps), ("step", step)]
        }
        _ => Vec::new(),
    }
}

/// The function that a goal is about: in the tangent and descent labs it is given, in the little-o lab it is looked for.
pub(super) fn fixed_function(start: &str) -> Option<String> {
    let (session, _) = link::from_fragment(start);
    match session.lab {
        Lab::Tangent => Some(session.tangent.f),
        Lab::Descent => Some(session.descent.f),
        _ => None,
    }
}

//! A static host for the built page: what any university web server does, and nothing more.
//!
//! Pages of lecturers are served beside it, from `tests/browser/pages/`. Asked for at `localhost` instead of
//! `127.0.0.1` they are of another origin, as they are in life.

use anyhow::{Context, Result};
use axum::Router;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_TYPE};
use axum::http::{StatusCode, Uri};
use axum::response::{AppendHeaders, IntoResponse, Response};
use std::path::{Component, Path, PathBuf};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// A folder deep inside some host, where the page must work as well as at the top.
pub const SUBFOLDER: &str = "/courses/analysis-1/little-o/";

/// Where the lecturers' pages are.
pub const LECTURER: &str = "/lecturer/";

/// Serves `dist` at `/` and at [`SUBFOLDER`] until the program ends; returns the host's address.
pub fn start(dist: &Path) -> Result<String> {
    start_with(dist, &[])
}

/// The same with the headers that isolate a page from all others: only there does a browser give times to 5 µs.
pub fn start_isolated(dist: &Path) -> Result<String> {
    start_with(dist, &[("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Embedder-Policy", "require-corp")])
}

fn start_with(dist: &Path, headers: &'static [(&'static str, &'static str)]) -> Result<String> {
    let runtime = Runtime::new()?;
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).context("the file server does not start")?;
    let address = listener.local_addr()?;
    let dist = dist.to_owned();
    let host =
        Router::new().fallback(async move |uri: Uri| (AppendHeaders(headers.iter().copied()), answer(&dist, &uri)));
    std::thread::spawn(move || runtime.block_on(axum::serve(listener, host).into_future()));
    Ok(format!("http://{address}"))
}

fn answer(dist: &Path, uri: &Uri) -> Response {
    let found = file(dist, uri.path()).and_then(|path| Some((std::fs::read(&path).ok()?, kind(&path))));
    let Some((bytes, kind)) = found else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // A frame without same-origin rights loads its own files as a stranger: see docs/embedding.md.
    ([(CONTENT_TYPE, kind), (ACCESS_CONTROL_ALLOW_ORIGIN, "*")], bytes).into_response()
}

fn file(dist: &Path, path: &str) -> Option<PathBuf> {
    let (folder, inside) = match path.strip_prefix(LECTURER) {
        Some(inside) => (Path::new(env!("CARGO_MANIFEST_DIR")).join("pages"), inside),
        None => (dist.to_owned(), path.strip_prefix(SUBFOLDER).or_else(|| path.strip_prefix('/'))?),
    };
    let index = if inside.is_empty() || inside.ends_with('/') { "index.html" } else { "" };
    let inside = format!("{inside}{index}");
    let is_inside = Path::new(&inside).components().all(|part| matches!(part, Component::Normal(_)));
    is_inside.then(|| folder.join(inside))
}

fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        Some("json" | "webmanifest") => "application/json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_at_the_top_and_in_the_folder_and_never_outside() {
        let dist = Path::new("dist");
        assert_eq!(file(dist, "/a.js"), Some(dist.join("a.js")));
        assert_eq!(file(dist, SUBFOLDER), Some(dist.join("index.html")));
        assert_eq!(file(dist, "/../secret"), None);
    }
}

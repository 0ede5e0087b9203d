//! A static host for the built page: what any university web server does, and nothing more.
//!
//! Pages of lecturers are served beside it, from `tests/browser/pages/`. Asked for at `localhost` instead of
//! `127.0.0.1` they are of another origin, as they are in life.

use anyhow::{Result, anyhow};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use tiny_http::{Header, Response, Server};

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
    let server =
        Arc::new(Server::http("127.0.0.1:0").map_err(|error| anyhow!("the file server does not start: {error}"))?);
    let port = server.server_addr().to_ip().map(|address| address.port()).unwrap_or_default();
    for _ in 0..4 {
        let (server, dist) = (Arc::clone(&server), dist.to_owned());
        std::thread::spawn(move || {
            for request in server.incoming_requests() {
                let headers = headers.iter().filter_map(|(name, value)| Header::from_bytes(*name, *value).ok());
                let answer = headers.fold(answer(&dist, request.url()), Response::with_header);
                // A browser that has gone away needs no answer.
                let _ = request.respond(answer);
            }
        });
    }
    Ok(format!("http://127.0.0.1:{port}"))
}

fn answer(dist: &Path, url: &str) -> Response<std::io::Cursor<Vec<u8>>> {
    let found = file(dist, url).and_then(|path| Some((std::fs::read(&path).ok()?, kind(&path))));
    let Some((bytes, kind)) = found else {
        return Response::from_string("not found").with_status_code(404);
    };
    // A frame without same-origin rights loads its own files as a stranger: see docs/embedding.md.
    let headers = [("Content-Type", kind), ("Access-Control-Allow-Origin", "*")];
    let headers = headers.into_iter().filter_map(|(name, value)| Header::from_bytes(name, value).ok());
    headers.fold(Response::from_data(bytes), Response::with_header)
}

fn file(dist: &Path, url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?;
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
        assert_eq!(file(dist, "/a.js?x=1"), Some(dist.join("a.js")));
        assert_eq!(file(dist, SUBFOLDER), Some(dist.join("index.html")));
        assert_eq!(file(dist, "/../secret"), None);
    }
}

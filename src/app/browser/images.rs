//! Images that the page makes of itself.

use super::call;
use leptos::leptos_dom::helpers::document;
use leptos::wasm_bindgen::{JsCast, closure::Closure};
use web_sys::HtmlCanvasElement;
use web_sys::js_sys::{Reflect, encode_uri_component};

/// The first plot of the page as it is drawn, as the address of an image.
pub fn first_plot() -> Option<String> {
    let canvas: HtmlCanvasElement = document().query_selector("main canvas").ok()??.dyn_into().ok()?;
    canvas.to_data_url().ok()
}

/// An address that holds a whole SVG document.
pub fn svg_address(svg: &str) -> String {
    format!("data:image/svg+xml,{}", String::from(encode_uri_component(svg)))
}

/// Calls `done` with the address of the same image as PNG, once it is made; never where the browser cannot do it.
pub fn png_of(address: &str, (width, height): (u32, u32), done: impl FnOnce(String) + 'static) {
    let Ok(image) = document().create_element("img") else { return };
    let drawn = image.clone();
    let loaded = Closure::once_into_js(move || {
        let Some(canvas) = document().create_element("canvas").ok().and_then(|it| it.dyn_into().ok()) else { return };
        let canvas: HtmlCanvasElement = canvas;
        canvas.set_width(width);
        canvas.set_height(height);
        let Ok(Some(context)) = canvas.get_context("2d") else { return };
        call(&context, "drawImage", &[drawn.into(), 0.into(), 0.into(), width.into(), height.into()]);
        if let Ok(address) = canvas.to_data_url() {
            done(address);
        }
    });
    Reflect::set(&image, &"onload".into(), &loaded).ok();
    image.set_attribute("src", address).ok();
}

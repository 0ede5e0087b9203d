//! The names under which JavaScript calls the engine, and their types for TypeScript.
//!
//! A package of its own, so that the page does not carry these functions and a program that wants only them does not
//! carry the page. `cargo xtask build` makes `little-o.js`, `little-o.d.ts` and `little-o.wasm` of it.

use little_o::api::javascript::{self, Answer};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

/// The exact limit of an expression at a point, from each side.
#[wasm_bindgen(unchecked_return_type = "Limits")]
pub fn limit(
    #[wasm_bindgen(unchecked_param_type = "string")] expr: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "LimitOptions")] options: JsValue,
) -> Answer {
    javascript::limit(&expr, &options)
}

/// How f compares with g near a point: o, O, Θ and the exact limits of f/g.
#[wasm_bindgen(unchecked_return_type = "Relation")]
pub fn relation(
    #[wasm_bindgen(unchecked_param_type = "string")] f: JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] g: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "LimitOptions")] options: JsValue,
) -> Answer {
    javascript::relation(&f, &g, &options)
}

/// f(x + ε), the guess f(x) + f′(x)·ε, and its error.
#[wasm_bindgen(js_name = linearApproximation, unchecked_return_type = "Approximation")]
pub fn linear_approximation(
    #[wasm_bindgen(unchecked_param_type = "string")] f: JsValue,
    #[wasm_bindgen(unchecked_param_type = "number | number[]")] x: JsValue,
    #[wasm_bindgen(unchecked_param_type = "number | number[]")] eps: JsValue,
) -> Answer {
    javascript::linear_approximation(&f, &x, &eps)
}

/// Gradient descent from a start, step by step, and what became of it.
#[wasm_bindgen(js_name = gradientDescent, unchecked_return_type = "Run")]
pub fn gradient_descent(
    #[wasm_bindgen(unchecked_param_type = "string")] f: JsValue,
    #[wasm_bindgen(unchecked_param_type = "number | number[]")] start: JsValue,
    #[wasm_bindgen(unchecked_param_type = "number")] rate: JsValue,
    #[wasm_bindgen(unchecked_param_type = "number")] steps: JsValue,
) -> Answer {
    javascript::gradient_descent(&f, &start, &rate, &steps)
}

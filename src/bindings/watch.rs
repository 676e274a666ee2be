//! Following an execution: the decisions of `crate::watch`, for the loop in npm/watch.ts, which keeps the state.

use super::imports;
use crate::reply::asked_to_wait;
use crate::watch::{Compare, Pace, seen};
use gloo_net::http::Headers;
use wasm_bindgen::prelude::*;
use web_sys::Response;

impl Compare for JsValue {
    fn same(&self, other: &Self) -> bool {
        imports::same(self, other)
    }
}

/// What an execution shows after it was seen as `before`: the bits of [`crate::watch::Seen`].
#[wasm_bindgen]
pub fn look(before: &JsValue, after: &JsValue) -> u8 {
    seen(before, after).bits()
}

/// How many milliseconds to wait before the next look. `asked` is how long the server asked to wait: a number, or the
/// reply that says so; anything else for a server that did not.
#[wasm_bindgen]
pub fn pace(asked: &JsValue, quiet: u32, interval: f64, max_interval: f64, max_asked: f64) -> f64 {
    let asked = asked.as_f64().or_else(|| {
        let headers =
            imports::is_response(asked).then(|| imports::headers_of(asked.unchecked_ref::<Response>()));
        headers.and_then(|headers| asked_to_wait(&Headers::from_raw(headers)))
    });
    Pace { interval, max_interval, max_asked }.wait(quiet, asked)
}

//! What both drivers of a call, the npm package's and the Rust API's, read of a reply's headers.

use crate::send::retry_after::retry_after;
use gloo_net::http::Headers;

/// How long the server asks to wait, in milliseconds. A page sees these headers only if the server exposes them.
pub(crate) fn asked_to_wait(headers: &Headers) -> Option<f64> {
    let (ms, after) = (headers.get("retry-after-ms"), headers.get("retry-after"));
    retry_after(ms.as_deref(), after.as_deref(), |date| js_sys::Date::parse(date) - js_sys::Date::now())
}

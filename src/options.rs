//! The options of a call, with every default in place.
//!
//! What an option is called, what it takes and what it means is declared in [`declared`], from which the TypeScript types,
//! the check of options and the reference come.

pub mod declared;

use crate::send::retry::RetryPolicy;
use crate::send::state::Timeouts;
use wasm_bindgen::JsValue;

/// The options of one call. What is `undefined` was not given.
#[derive(Clone, Debug)]
pub(crate) struct ResolvedOptions {
    /// A string, `null`, or a function that gives either.
    pub(crate) api_key: JsValue,
    /// The caller's fetch.
    pub(crate) fetch: JsValue,
    /// Fields added to the init of each fetch.
    pub(crate) fetch_options: JsValue,
    /// Headers added to each request, by lower-case name.
    pub(crate) headers: JsValue,
    /// The caller's signal.
    pub(crate) signal: JsValue,
    /// The limits of the call and of its attempts.
    pub(crate) timeouts: Timeouts,
    /// How often and when an attempt follows another.
    pub(crate) retry: RetryPolicy,
    /// The largest body that is read, in bytes.
    pub(crate) max_response_bytes: f64,
    /// Whether the bytes of a body are counted while it is read.
    pub(crate) counts_bytes: bool,
}

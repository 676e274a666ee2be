//! The options of a call, with every default in place.
//!
//! What an option is called, what it takes and what it means is declared in [`declared`], from which the TypeScript types,
//! the check of options and the reference come.

mod declaration;
pub mod declared;

use crate::bindings::imports::FetchSettings;
use crate::send::retry::RetryPolicy;
use crate::send::state::Timeouts;
use js_sys::{Function, JsString};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::AbortSignal;

/// Where the key of an attempt comes from.
#[derive(Clone, Debug)]
pub(crate) enum ApiKey {
    /// None is sent: a proxy adds it.
    None,
    /// The same for all attempts.
    Text(JsString),
    /// A function that gives it, or `null`.
    Function(Function),
}

impl From<JsValue> for ApiKey {
    /// A checked value of JavaScript: a string, a function, or `null`.
    fn from(value: JsValue) -> Self {
        match value.dyn_into() {
            Ok(text) => Self::Text(text),
            Err(other) if other.is_null() => Self::None,
            Err(function) => Self::Function(function.unchecked_into()),
        }
    }
}

/// The options of one call.
#[derive(Clone, Debug)]
pub(crate) struct ResolvedOptions {
    /// The API's address, without a slash at the end.
    pub(crate) base_url: String,
    /// The project of the call.
    pub(crate) project: Option<String>,
    pub(crate) api_key: ApiKey,
    /// The caller's fetch, and what is added to each of its inits.
    pub(crate) fetch: FetchSettings,
    /// The caller's signal.
    pub(crate) signal: Option<AbortSignal>,
    /// The limits of the call and of its attempts.
    pub(crate) timeouts: Timeouts,
    /// How often and when an attempt follows another.
    pub(crate) retry: RetryPolicy,
    /// The largest body that is read, in bytes.
    pub(crate) max_response_bytes: f64,
    /// Whether the bytes of a body are counted while it is read.
    pub(crate) counts_bytes: bool,
}

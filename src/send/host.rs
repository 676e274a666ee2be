//! What `send` needs of the road that it serves: the npm package or the Rust API.

use crate::bindings::imports::Deadline;
use crate::error::{Failure, FieldError};
use crate::request::Request;
use crate::send::state::Action;
use js_sys::JsString;
use wasm_bindgen::JsValue;

/// The other end of a call.
pub(crate) trait Host {
    /// An attempt or a pause has begun: after a trap, JavaScript ends its deadline.
    fn deadline_started(&self, deadline: &Deadline);
    /// The request is about to be handed to fetch. After a trap from here on, it may have arrived.
    fn sending(&self, request: &Request, key: Option<&JsString>);
    /// A response has begun.
    fn responded(&self, response: &JsValue);
    /// Finds what is wrong with the JSON of a success; what the caller does not mind, it reports.
    fn validate(&self, value: &JsValue) -> Option<Mismatch>;
    /// An attempt has ended: the call succeeds, fails, or goes on after so many milliseconds.
    fn attempt_ended(&self, next: &Next<'_>);
}

/// What follows an attempt.
#[derive(Debug)]
#[cfg_attr(not(feature = "npm"), allow(dead_code, reason = "the Rust API does not report attempts yet"))]
pub(crate) enum Next<'a> {
    /// The call has what it wanted.
    Finish,
    /// Another attempt after so many milliseconds.
    Retry(f64),
    /// The call fails.
    Fail(&'a Failure),
}

impl<'a> From<&'a Action> for Next<'a> {
    fn from(action: &'a Action) -> Self {
        match action {
            Action::Finish => Self::Finish,
            Action::Sleep { ms } => Self::Retry(*ms),
            Action::Fail(failure) => Self::Fail(failure),
        }
    }
}

/// What is wrong with the JSON of a success.
#[derive(Clone, Debug)]
pub(crate) struct Mismatch {
    /// Whether the client itself relies on it: without it, nobody knows what has started.
    pub(crate) essential: bool,
    /// In words.
    pub(crate) message: String,
    /// The field, if it is one.
    pub(crate) fields: Vec<FieldError>,
}

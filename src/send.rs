//! Sends one request until there is an answer that can be used, or a failure that may not or need not be repeated.
//!
//! `send()` is the whole life of a call. What may be sent again is decided by [`state`], which is pure.

pub mod attempt;
pub(crate) mod host;
pub mod retry;
pub mod retry_after;
pub mod state;

use crate::bindings::{imports, trap};
use crate::error::Failure;
use crate::options::ResolvedOptions;
use crate::request::Request;
use crate::response;
use crate::transport::deadline::sleep;
use crate::transport::fetch::fetch;
use host::{Host, Next};
use state::{Action, CallState};
use wasm_bindgen::JsValue;

/// A success: the JSON of the response; `undefined` for an empty one.
#[derive(Debug)]
#[cfg_attr(not(feature = "npm"), allow(dead_code, reason = "the Rust API has it from its validator"))]
pub(crate) struct Success {
    pub(crate) data: JsValue,
}

/// A failure, with the values of JavaScript that belong to it; each is `undefined` where there is none.
#[derive(Debug)]
pub(crate) struct SendError {
    pub(crate) failure: Box<Failure>,
    /// The last response.
    pub(crate) response: JsValue,
    /// Its body: JSON or text.
    pub(crate) body: JsValue,
    /// What was thrown.
    #[cfg_attr(not(feature = "npm"), allow(dead_code, reason = "the Rust API has its message"))]
    pub(crate) cause: JsValue,
}

impl From<Box<Failure>> for SendError {
    fn from(failure: Box<Failure>) -> Self {
        let none = JsValue::UNDEFINED;
        Self { failure, response: none.clone(), body: none.clone(), cause: none }
    }
}

/// Sends a request: attempts under a deadline, each judged by the state machine, with pauses between them.
pub(crate) async fn send(
    host: &impl Host,
    request: &Request,
    options: &ResolvedOptions,
) -> Result<Success, SendError> {
    // Reading the clock is not cheap in a page, and matters only where the whole call has a limit.
    let now = || if options.timeouts.total_timeout.is_finite() { imports::now() } else { 0.0 };
    let mut state = CallState::new(request.idempotency, options.retry, options.timeouts, now());
    loop {
        let within = state.begin_attempt(now())?;
        let fetched = fetch(host, request, options, within, || state.mark_sent()).await;
        let read = response::read(host, fetched);
        let action = state.judge(read.result, now(), js_sys::Math::random);
        host.attempt_ended(&Next::from(&action));
        match action {
            Action::Finish => return Ok(Success { data: read.data }),
            Action::Fail(failure) => {
                return Err(SendError {
                    failure,
                    response: read.response,
                    body: read.data,
                    cause: read.cause,
                });
            }
            Action::Sleep { ms } => {
                if let Err(interrupted) = sleep(host, ms, options.signal.as_ref()).await {
                    return Err(SendError { cause: interrupted.thrown, ..state.abort_sleep().into() });
                }
                trap::at("retry");
            }
        }
    }
}

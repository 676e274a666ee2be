//! The time of one attempt or one pause: a timer, the caller's signal, and the AbortController that either of them aborts.

use crate::bindings::imports;
use crate::send::attempt::AttemptError;
use crate::send::host::Host;
use js_sys::Promise;
use wasm_bindgen::JsValue;
use web_sys::{AbortController, AbortSignal};

/// Ends what is waited for when its time is up or the caller's signal aborts. Dropping it lets go of both, and aborts the
/// request if that is still under way.
#[derive(Debug)]
pub(crate) struct Deadline {
    js: imports::Deadline,
    controller: Option<AbortController>,
    /// Whether a request may be under way that nobody will read.
    pub(crate) in_flight: bool,
}

/// What ended a wait other than what was waited for.
#[derive(Debug)]
pub(crate) struct Interrupted {
    pub(crate) error: AttemptError,
    /// What fetch threw, or the reason of the caller's signal.
    pub(crate) thrown: JsValue,
}

impl Deadline {
    /// The deadline of an attempt that takes at most so many milliseconds, with an AbortController for its fetch.
    ///
    /// # Errors
    ///
    /// What a platform without AbortController throws.
    pub(crate) fn for_attempt(ms: f64, signal: Option<&AbortSignal>) -> Result<Self, JsValue> {
        let controller = AbortController::new()?;
        let js = imports::Deadline::new(ms, signal, Some(&controller));
        Ok(Self { js, controller: Some(controller), in_flight: false })
    }

    /// For fetch.
    pub(crate) fn signal(&self) -> Option<AbortSignal> {
        self.controller.as_ref().map(AbortController::signal)
    }

    /// The object that JavaScript aborts by itself after a trap.
    pub(crate) fn as_js(&self) -> &imports::Deadline {
        &self.js
    }

    /// Waits for a promise, but not longer than the deadline lasts.
    pub(crate) async fn race(&self, promise: &Promise) -> Result<JsValue, Interrupted> {
        settled(self.js.race(Some(promise))).await.map_err(|thrown| self.interruption(thrown))
    }

    /// Whether it has ended already.
    pub(crate) fn check(&self) -> Result<(), Interrupted> {
        match self.ended() {
            Some(error) => Err(Interrupted { error, thrown: self.js.reason() }),
            None => Ok(()),
        }
    }

    fn ended(&self) -> Option<AttemptError> {
        let ended = self.js.ended()?;
        Some(if ended == "timeout" { AttemptError::TimedOut } else { AttemptError::Aborted })
    }

    fn interruption(&self, thrown: JsValue) -> Interrupted {
        match self.ended() {
            Some(error) => Interrupted { error, thrown: self.js.reason() },
            None => Interrupted { error: AttemptError::Connection, thrown },
        }
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        // Aborting a request that has ended makes a DOMException for nobody.
        if self.in_flight { self.js.abort(&JsValue::UNDEFINED) } else { self.js.close() }
    }
}

/// Sleeps for so many milliseconds, unless the caller's signal aborts first.
///
/// # Errors
///
/// The signal's reason.
pub(crate) async fn sleep(
    host: &impl Host,
    ms: f64,
    signal: Option<&AbortSignal>,
) -> Result<(), Interrupted> {
    let deadline =
        Deadline { js: imports::Deadline::new(ms, signal, None), controller: None, in_flight: false };
    host.deadline_started(&deadline.js);
    // Nothing is raced: only the deadline ends it, and its time being up is its success.
    let _ = settled(deadline.js.race(None)).await;
    match deadline.ended() {
        Some(AttemptError::TimedOut) | None => Ok(()),
        Some(error) => Err(Interrupted { error, thrown: deadline.js.reason() }),
    }
}

/// Waits for a promise: polled by JavaScript in the npm package, by the caller's own executor in the Rust API.
pub(crate) async fn settled(promise: Promise) -> Result<JsValue, JsValue> {
    #[cfg(feature = "npm")]
    return crate::bindings::executor::settled(promise).await;
    #[cfg(not(feature = "npm"))]
    return wasm_bindgen_futures::JsFuture::from(promise).await;
}

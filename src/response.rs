//! What a response means: a success whose JSON is as documented, or an error in the server's own words.

pub mod error_body;

use crate::bindings::imports;
use crate::send::attempt::{AttemptError, AttemptResult};
use crate::send::host::Host;
use crate::send::retry_after::retry_after_ms;
use crate::transport::fetch::{AttemptFailure, Body, HttpResponse};
use js_sys::JsString;
use wasm_bindgen::JsValue;

/// An attempt as it is judged, with the values of JavaScript that belong to it.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) result: AttemptResult,
    /// The object that fetch gave; `undefined` without one.
    pub(crate) response: JsValue,
    /// The response's body: JSON, text, or `undefined`.
    pub(crate) data: JsValue,
    /// What was thrown, or the reason of the caller's signal.
    pub(crate) cause: JsValue,
}

/// Reads what came of an attempt.
pub(crate) fn read(host: &impl Host, fetched: Result<HttpResponse, AttemptFailure>) -> Read {
    match fetched {
        Ok(response) => read_response(host, response),
        Err(failure) => {
            let (result, cause) = read_failure(failure);
            Read { result, response: JsValue::UNDEFINED, data: JsValue::UNDEFINED, cause }
        }
    }
}

fn read_response(host: &impl Host, HttpResponse { response, status, body }: HttpResponse) -> Read {
    let (result, data) = match body {
        Body::Redirect => (AttemptResult::Redirect(status), JsValue::UNDEFINED),
        Body::TooLarge => (AttemptResult::TooLarge(status), JsValue::UNDEFINED),
        Body::NotText => {
            let message = "the response's text() gives no text";
            (AttemptResult::Unusable(status, message.into(), Vec::new()), JsValue::UNDEFINED)
        }
        Body::Text(text) => {
            let json = imports::parse_json(&text);
            let is_json = !json.is_undefined();
            if (200..=299).contains(&status) {
                let result = read_success(host, status, &text, &json);
                (result, if is_json { json } else { text.into() })
            } else {
                let data = if is_json { json } else { text.into() };
                let retry_after = retry_after(&response);
                (AttemptResult::Error(error_body::read_error_body(status, retry_after, &data)), data)
            }
        }
    };
    Read { result, response, data, cause: JsValue::UNDEFINED }
}

fn read_success(host: &impl Host, status: u16, text: &JsString, json: &JsValue) -> AttemptResult {
    if json.is_undefined() && !imports::is_empty(text) {
        return AttemptResult::Unusable(status, "the response is not JSON".into(), Vec::new());
    }
    // Where nothing is documented of a response, an empty one is a success too.
    match host.validate(json) {
        None => AttemptResult::Success,
        Some(mismatch) if mismatch.essential => {
            AttemptResult::Unusable(status, mismatch.message, mismatch.fields)
        }
        Some(mismatch) => AttemptResult::StrictMismatch(status, mismatch.message, mismatch.fields),
    }
}

fn read_failure(failure: AttemptFailure) -> (AttemptResult, JsValue) {
    match failure {
        AttemptFailure::Interrupted { error, thrown } => {
            let aborted = matches!(error, AttemptError::Aborted | AttemptError::TimedOut);
            let detail = if aborted { None } else { imports::message_of(&thrown) };
            (AttemptResult::Failed(error, detail.unwrap_or_default()), thrown)
        }
        AttemptFailure::Key(thrown) => {
            (AttemptResult::Configuration("apiKey: the function that gives the key failed"), thrown)
        }
        AttemptFailure::NoResponse => {
            let message = "fetch resolved to something that is not a Response";
            (AttemptResult::Unusable(0, message.into(), Vec::new()), JsValue::UNDEFINED)
        }
        AttemptFailure::Platform(message) => (AttemptResult::Configuration(message), JsValue::UNDEFINED),
    }
}

/// How long a server asks to wait, in milliseconds.
pub(crate) fn retry_after(response: &JsValue) -> Option<f64> {
    let (ms, after) =
        (imports::get_header(response, "retry-after-ms"), imports::get_header(response, "retry-after"));
    let until = |date: &str| js_sys::Date::parse(date) - js_sys::Date::now();
    retry_after_ms(ms.as_deref(), after.as_deref(), js_sys::Number::parse_float, until)
}

//! One attempt: the only place that calls fetch for the API.

use super::connection_error::proves_not_sent;
use super::deadline::{Deadline, Interrupted};
use crate::bindings::imports::{self, strings};
use crate::bindings::trap;
use crate::operation::Method;
use crate::options::{ApiKey, ResolvedOptions};
use crate::request::Request;
use crate::send::attempt::AttemptError;
use crate::send::host::Host;
use js_sys::JsString;
use wasm_bindgen::prelude::*;

/// A response, with its body as text.
#[derive(Clone, Debug)]
pub(crate) struct HttpResponse {
    /// The object that fetch gave.
    pub(crate) response: JsValue,
    /// Its status; 0 for a redirect that a browser hides.
    pub(crate) status: u16,
    /// Its body.
    pub(crate) body: Body,
}

/// What came of reading a body.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    /// Its text, a JavaScript string.
    Text(JsString),
    /// It is larger than `maxResponseBytes`.
    TooLarge,
    /// The response's `text()` gave something else: it is a mock.
    NotText,
    /// The response is a redirect, whose body nobody reads.
    Redirect,
}

/// Why an attempt has no response.
#[derive(Debug)]
pub(crate) enum AttemptFailure {
    /// It ended before a whole response was there.
    Interrupted {
        /// How.
        error: AttemptError,
        /// What fetch threw, or the reason of the caller's signal.
        thrown: JsValue,
    },
    /// The caller's key function failed or gave something that is no key.
    Key(JsValue),
    /// Fetch gave something that is no response.
    NoResponse,
    /// The platform lacks what the client needs.
    Platform(&'static str),
}

impl From<Interrupted> for AttemptFailure {
    fn from(Interrupted { error, thrown }: Interrupted) -> Self {
        let unreachable = error == AttemptError::Connection
            && imports::cause_code(&thrown).is_some_and(|code| proves_not_sent(&code));
        Self::Interrupted { error: if unreachable { AttemptError::Unreachable } else { error }, thrown }
    }
}

/// Sends a request once, and reads its response to the end, in at most `within` milliseconds. `sent` is called when the
/// request is handed to fetch: from then on it may arrive.
pub(crate) async fn fetch(
    host: &impl Host,
    request: &Request,
    options: &ResolvedOptions,
    within: f64,
    sent: impl FnOnce(),
) -> Result<HttpResponse, AttemptFailure> {
    if !imports::has_fetch(&options.fetch) {
        return Err(AttemptFailure::Platform("this platform has no fetch: give one as the option fetch"));
    }
    let signal = options.signal.as_ref();
    let mut deadline = Deadline::for_attempt(within, signal)
        .map_err(|_| AttemptFailure::Platform("this platform has no AbortController"))?;
    host.deadline_started(deadline.as_js());
    deadline.check()?;
    let key = get_key(&deadline, options).await?;
    trap::at("request");
    // For a proxy, which forwards no attempt twice: browsers send a request again by themselves.
    let changes_something = request.method != Method::GET;
    let attempt_id = if key.is_none() && changes_something { imports::uuid() } else { None };
    let init = method_name(request.method).with(|method| {
        let (body, key, id) = (request.body.as_ref(), key.as_ref(), attempt_id.as_ref());
        imports::create_init(&options.fetch, method, body, key, id, deadline.signal().as_ref())
    });
    host.sending(request, key.as_ref());
    sent();
    deadline.in_flight = true;
    let response = deadline.race(&imports::call_fetch(&options.fetch, &request.url, &init)).await?;
    trap::at("response");
    let Ok(status) = u16::try_from(imports::response_status(&response)) else {
        return Err(AttemptFailure::NoResponse);
    };
    host.responded(&response);
    let redirect = (300..=399).contains(&status) || (status == 0 && imports::is_opaque_redirect(&response));
    if redirect {
        return Ok(HttpResponse { response, status, body: Body::Redirect });
    }
    let reading = imports::read_text(&response, options.max_response_bytes, options.counts_bytes);
    let text = deadline.race(&reading).await?;
    trap::at("body");
    let body = match text.dyn_into() {
        Ok(text) => {
            deadline.in_flight = false;
            Body::Text(text)
        }
        Err(other) if other.is_null() => Body::TooLarge,
        Err(_) => Body::NotText,
    };
    Ok(HttpResponse { response, status, body })
}

/// The key of this attempt.
async fn get_key(deadline: &Deadline, options: &ResolvedOptions) -> Result<Option<JsString>, AttemptFailure> {
    let function = match &options.api_key {
        ApiKey::None => return Ok(None),
        ApiKey::Text(key) => return Ok(Some(key.clone())),
        ApiKey::Function(function) => function,
    };
    match deadline.race(&imports::call_key_function(function)).await {
        Ok(key) if key.is_null() => Ok(None),
        Ok(key) if key.as_string().is_some_and(|key| is_valid_key(&key)) => Ok(Some(key.unchecked_into())),
        Ok(_) => Err(AttemptFailure::Key(JsValue::UNDEFINED)),
        Err(Interrupted { error: AttemptError::Connection, thrown }) => Err(AttemptFailure::Key(thrown)),
        Err(interrupted) => Err(interrupted.into()),
    }
}

/// Whether a header can hold the key: printable ASCII without spaces. tests/facts/keys.json holds this and npm/core/key.ts to
/// the same cases.
pub(crate) fn is_valid_key(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_graphic())
}

fn method_name(method: Method) -> &'static wasm_bindgen::JsThreadLocal<JsString> {
    match method {
        Method::GET => &strings::GET,
        Method::POST => &strings::POST,
        Method::PUT => &strings::PUT,
        Method::PATCH => &strings::PATCH,
        Method::DELETE => &strings::DELETE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn the_shared_cases_of_keys() {
        let cases: Vec<Value> = serde_json::from_str(include_str!("../../tests/facts/keys.json")).unwrap();
        assert!(cases.len() > 10);
        for case in cases {
            assert_eq!(Value::Bool(is_valid_key(case["key"].as_str().unwrap())), case["valid"], "{case}");
        }
    }
}

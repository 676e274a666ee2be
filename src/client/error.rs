//! The error of the Rust API.

use crate::error::{Code, Failure, Outcome};
use crate::redact::{redact, redact_json};
use crate::send::SendError;
use wasm_bindgen::JsCast;

/// Why a call of the Rust API did not give what was asked for.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Error {
    /// The operation: `executions.create`; empty for an error of the client itself.
    pub operation: &'static str,
    /// How it failed.
    pub failure: Box<Failure>,
    /// The response's body: JSON, or a string where it was none.
    pub body: Option<serde_json::Value>,
    /// The server's id of the request, where it gives one that can be seen.
    pub request_id: Option<String>,
}

impl Error {
    /// The error of an operation, without the key, where the server echoed it.
    pub(crate) fn new(operation: &'static str, error: SendError, key: Option<&str>) -> Self {
        let SendError { mut failure, response, body, cause: _ } = error;
        let key = key.unwrap_or_default();
        failure.message = redact(&failure.message, key);
        for field in &mut failure.fields {
            field.path = redact(&field.path, key);
            field.message = redact(&field.message, key);
        }
        let body = js_sys::JSON::stringify(&body).ok().and_then(|text| text.as_string());
        let body = body.and_then(|text| serde_json::from_str(&redact_json(&text, key)).ok());
        // gloo-net's Headers take a real response only: those of a mock may throw.
        let headers =
            response.dyn_ref().map(web_sys::Response::headers).map(gloo_net::http::Headers::from_raw);
        let request_id = headers.and_then(|headers| headers.get("x-request-id"));
        Self { operation, failure, body, request_id: request_id.map(|id| redact(&id, key)) }
    }

    /// What went wrong, as a word that programs compare.
    #[must_use]
    pub fn code(&self) -> Code {
        self.failure.code
    }

    /// What became of the request.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        self.failure.outcome
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if !self.operation.is_empty() {
            write!(formatter, "{}: ", self.operation)?;
        }
        formatter.write_str(&self.failure.message)
    }
}

impl std::error::Error for Error {}

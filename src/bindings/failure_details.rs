//! The error of a call, as JavaScript gets it.

use super::api_call::{ApiCall, FailureDetails, JsFieldError};
use super::imports;
use crate::error::{Code, Failure, FieldError};
use crate::redact::{REDACTED, redact, redact_json};
use crate::send::SendError;
use js_sys::{JSON, Object};
use wasm_bindgen::prelude::*;

/// What the error of a call is made of, without the key in it.
pub(super) fn failure_details(call: &ApiCall, error: SendError) -> FailureDetails {
    let SendError { failure, response, body, cause } = error;
    let key = call.key().unwrap_or_default();
    let clean = |text: &str| redact(text, &key);
    let operation = clean(&call.operation());
    let Failure { code, outcome, retryable, message, status, attempts, retry_after, fields } = *failure;
    let details: FailureDetails = Object::new().unchecked_into();
    details.set_code(code.as_str());
    details.set_outcome(outcome.as_str());
    details.set_message(&[&operation, ": ", &clean(&message)].concat());
    details.set_operation(&operation);
    details.set_retryable(retryable);
    details.set_attempts(attempts);
    details.set_status((status > 0).then_some(status));
    let request_id = if status > 0 { imports::get_header(&response, "x-request-id") } else { None };
    details.set_request_id(request_id.map(|id| clean(&id)));
    details.set_retry_after(retry_after);
    let field = |field: &FieldError| js_field(&clean(&field.path), &clean(&field.message));
    details.set_fields(&fields.iter().map(field).collect());
    details.set_body(&redact_value(&body, &key));
    if !cause.is_undefined() {
        // Any other cause is the caller's own.
        if code == Code::Connection && !key.is_empty() {
            imports::redact_thrown(&cause, &key);
        }
        details.set_cause(&cause);
    }
    details
}

fn js_field(path: &str, message: &str) -> JsValue {
    let field: JsFieldError = Object::new().unchecked_into();
    field.set_path(path);
    field.set_message(message);
    field.into()
}

/// A JSON value without the key. One that cannot be written or read again is left out as a whole.
pub(super) fn redact_value(value: &JsValue, key: &str) -> JsValue {
    if key.is_empty() || value.is_undefined() {
        return value.clone();
    }
    if let Some(text) = value.as_string() {
        return JsValue::from_str(&redact(&text, key));
    }
    let Ok(json) = JSON::stringify(value) else { return JsValue::from_str(REDACTED) };
    let json = String::from(json);
    let clean = redact_json(&json, key);
    if clean == json {
        return value.clone();
    }
    JSON::parse(&clean).unwrap_or_else(|_| JsValue::from_str(REDACTED))
}

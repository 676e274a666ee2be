//! The objects of JavaScript that a call of the npm package is made with: npm/wasm/api-call.ts and npm/core/options.ts
//! declare their other side.

use super::imports;
use crate::error::FieldError;
use crate::operation::Idempotency;
use crate::options::ResolvedOptions;
use crate::request::Request;
use crate::send::host::{Host, Mismatch, Next};
use crate::send::retry::RetryPolicy;
use crate::send::state::Timeouts;
use js_sys::{Array, JsString, Object, Promise};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"import type { ApiCall } from "../wasm/api-call.ts";
import type { Execution } from "./types.ts";
"#;

#[wasm_bindgen]
extern "C" {
    /// A call: what its caller gave, and its promise.
    #[wasm_bindgen(typescript_type = "ApiCall")]
    #[derive(Clone, Debug)]
    pub type ApiCall;

    #[wasm_bindgen(method, getter, structural)]
    pub(super) fn options(this: &ApiCall) -> CallOptions;

    /// Copies the body, or finds what is wrong with it.
    #[wasm_bindgen(method, js_name = copyBody)]
    pub(super) fn copy_body(this: &ApiCall, given: &JsValue) -> Option<Array>;
    /// The copy, to be filled.
    #[wasm_bindgen(method, getter, structural)]
    pub(super) fn body(this: &ApiCall) -> JsValue;
    /// Validates the body and makes it text, or finds what is wrong with it.
    #[wasm_bindgen(method, js_name = encodeBody)]
    pub(super) fn encode_body(this: &ApiCall) -> Option<Array>;
    /// The body as JSON.
    #[wasm_bindgen(method, getter, structural, js_name = bodyText)]
    pub(super) fn body_text(this: &ApiCall) -> Option<JsString>;
    /// Validates the query and makes it names and values, or finds what is wrong with it.
    #[wasm_bindgen(method, js_name = encodeQuery)]
    pub(super) fn encode_query(this: &ApiCall, given: &JsValue) -> Option<Array>;
    /// Names and values in turn.
    #[wasm_bindgen(method, getter, structural, js_name = queryPairs)]
    pub(super) fn query_pairs(this: &ApiCall) -> Array;

    #[wasm_bindgen(method, js_name = startDeadline)]
    fn start_deadline(this: &ApiCall, deadline: &imports::Deadline);
    #[wasm_bindgen(method)]
    fn sending(
        this: &ApiCall,
        url: &JsString,
        body: Option<&JsString>,
        key: Option<&JsString>,
        repeatable: bool,
    );
    #[wasm_bindgen(method, getter, structural)]
    pub(super) fn key(this: &ApiCall) -> Option<String>;
    #[wasm_bindgen(method, getter, structural)]
    pub(super) fn operation(this: &ApiCall) -> String;
    #[wasm_bindgen(method, getter, structural)]
    pub(super) fn response(this: &ApiCall) -> JsValue;
    #[wasm_bindgen(method, setter, structural)]
    fn set_response(this: &ApiCall, response: &JsValue);
    #[wasm_bindgen(method, js_name = validateResponse)]
    fn validate_response(this: &ApiCall, value: &JsValue) -> Option<ResponseMismatch>;

    #[wasm_bindgen(method, getter, structural, js_name = reportsAttempts)]
    fn reports_attempts(this: &ApiCall) -> bool;
    #[wasm_bindgen(method, js_name = attemptFinished)]
    fn attempt_finished(this: &ApiCall);
    #[wasm_bindgen(method, js_name = attemptRetried)]
    fn attempt_retried(this: &ApiCall, ms: f64);
    #[wasm_bindgen(method, js_name = attemptFailed)]
    fn attempt_failed(this: &ApiCall, code: &str, outcome: &str, retryable: bool);

    /// Waits for a promise, then resumes the task.
    #[wasm_bindgen(method)]
    pub(super) fn wait(this: &ApiCall, task: usize, promise: &Promise);
    #[wasm_bindgen(method)]
    pub(super) fn resolve(this: &ApiCall, value: &JsValue);
    #[wasm_bindgen(method)]
    pub(super) fn reject(this: &ApiCall, details: &FailureDetails);
    #[wasm_bindgen(method, getter, structural)]
    pub(super) fn promise(this: &ApiCall) -> Promise;

    /// The options of a call: `ResolvedOptions` in npm/core/options.ts.
    #[derive(Clone, Debug, PartialEq)]
    pub type CallOptions;

    #[wasm_bindgen(method, getter, structural, js_name = apiKey)]
    fn api_key(this: &CallOptions) -> JsValue;
    #[wasm_bindgen(method, getter, structural, js_name = baseUrl)]
    fn base_url(this: &CallOptions) -> String;
    #[wasm_bindgen(method, getter, structural, js_name = projectID)]
    pub(super) fn project_id(this: &CallOptions) -> Option<JsValue>;
    #[wasm_bindgen(method, getter, structural, js_name = executedBy)]
    pub(super) fn executed_by(this: &CallOptions) -> Option<JsValue>;
    #[wasm_bindgen(method, getter, structural)]
    pub(super) fn signal(this: &CallOptions) -> Option<AbortSignal>;
    #[wasm_bindgen(method, getter, structural)]
    fn timeout(this: &CallOptions) -> f64;
    #[wasm_bindgen(method, getter, structural, js_name = totalTimeout)]
    fn total_timeout(this: &CallOptions) -> f64;
    #[wasm_bindgen(method, getter, structural, js_name = maxRetries)]
    fn max_retries(this: &CallOptions) -> u32;
    #[wasm_bindgen(method, getter, structural, js_name = initialDelay)]
    fn initial_delay(this: &CallOptions) -> f64;
    #[wasm_bindgen(method, getter, structural, js_name = maxDelay)]
    fn max_delay(this: &CallOptions) -> f64;
    #[wasm_bindgen(method, getter, structural, js_name = maxRetryAfter)]
    fn max_retry_after(this: &CallOptions) -> f64;
    #[wasm_bindgen(method, getter, structural, js_name = maxResponseBytes)]
    fn max_response_bytes(this: &CallOptions) -> f64;
    #[wasm_bindgen(method, getter, structural, js_name = countsBytes)]
    fn counts_bytes(this: &CallOptions) -> bool;

    /// What is wrong with one field: `FieldError` in npm/core/errors.ts.
    #[wasm_bindgen(extends = Object)]
    pub(super) type JsFieldError;

    #[wasm_bindgen(method, getter, structural)]
    fn path(this: &JsFieldError) -> String;
    #[wasm_bindgen(method, setter, structural)]
    pub(super) fn set_path(this: &JsFieldError, path: &str);
    #[wasm_bindgen(method, getter, structural)]
    fn message(this: &JsFieldError) -> String;
    #[wasm_bindgen(method, setter, structural)]
    pub(super) fn set_message(this: &JsFieldError, message: &str);

    /// Where a response differs from the documentation: `ResponseMismatch` in npm/core/validate.ts.
    type ResponseMismatch;

    #[wasm_bindgen(method, getter, structural)]
    fn essential(this: &ResponseMismatch) -> bool;
    #[wasm_bindgen(method, getter, structural)]
    fn message(this: &ResponseMismatch) -> String;
    #[wasm_bindgen(method, getter, structural)]
    fn fields(this: &ResponseMismatch) -> Array;

    /// What an error is made of: `ErrorDetails` in npm/core/errors.ts.
    #[wasm_bindgen(extends = Object)]
    #[derive(Clone, Debug)]
    pub type FailureDetails;

    #[wasm_bindgen(method, setter, structural)]
    pub(super) fn set_code(this: &FailureDetails, code: &str);
    #[wasm_bindgen(method, setter, structural)]
    pub(super) fn set_outcome(this: &FailureDetails, outcome: &str);
    #[wasm_bindgen(method, setter, structural)]
    pub(super) fn set_message(this: &FailureDetails, message: &str);
    #[wasm_bindgen(method, setter, structural)]
    pub(super) fn set_operation(this: &FailureDetails, operation: &str);
    #[wasm_bindgen(method, setter, structural)]
    pub(super) fn set_retryable(this: &FailureDetails, retryable: bool);
    #[wasm_bindgen(method, setter, structural)]
    pub(super) fn set_attempts(this: &FailureDetails, attempts: u32);
    #[wasm_bindgen(method, setter, structural)]
    pub(super) fn set_status(this: &FailureDetails, status: Option<u16>);
    #[wasm_bindgen(method, setter, structural, js_name = requestId)]
    pub(super) fn set_request_id(this: &FailureDetails, id: Option<String>);
    #[wasm_bindgen(method, setter, structural, js_name = retryAfter)]
    pub(super) fn set_retry_after(this: &FailureDetails, ms: Option<f64>);
    #[wasm_bindgen(method, setter, structural)]
    pub(super) fn set_fields(this: &FailureDetails, fields: &Array);
    #[wasm_bindgen(method, setter, structural)]
    pub(super) fn set_body(this: &FailureDetails, body: &JsValue);
    #[wasm_bindgen(method, setter, structural)]
    pub(super) fn set_cause(this: &FailureDetails, cause: &JsValue);
}

impl ApiCall {
    /// The options of the call, as `send` takes them. Those of the last call are kept: most are the options of one client.
    pub(super) fn resolved_options(&self) -> Rc<ResolvedOptions> {
        thread_local! {
            static LAST: RefCell<Option<(CallOptions, Rc<ResolvedOptions>)>> = const { RefCell::new(None) };
        }
        let options = self.options();
        LAST.with_borrow_mut(|last| match last {
            Some((known, resolved)) if *known == options => Rc::clone(resolved),
            _ => {
                let resolved = Rc::new(options.resolve());
                *last = Some((options, Rc::clone(&resolved)));
                resolved
            }
        })
    }
}

impl CallOptions {
    fn resolve(&self) -> ResolvedOptions {
        let options = self;
        ResolvedOptions {
            base_url: options.base_url(),
            project: options.project_id().and_then(|id| id.as_string()),
            api_key: options.api_key().into(),
            signal: options.signal(),
            timeouts: Timeouts { timeout: options.timeout(), total_timeout: options.total_timeout() },
            retry: RetryPolicy {
                max_retries: options.max_retries(),
                initial_delay: options.initial_delay(),
                max_delay: options.max_delay(),
                max_retry_after: options.max_retry_after(),
            },
            max_response_bytes: options.max_response_bytes(),
            counts_bytes: options.counts_bytes(),
            fetch: options.clone().unchecked_into(),
        }
    }
}

impl Host for ApiCall {
    fn deadline_started(&self, deadline: &imports::Deadline) {
        self.start_deadline(deadline);
    }

    fn sending(&self, request: &Request, key: Option<&JsString>) {
        let repeatable = request.idempotency != Idempotency::NonIdempotent;
        Self::sending(self, &request.url, request.body.as_ref(), key, repeatable);
    }

    fn responded(&self, response: &JsValue) {
        self.set_response(response);
    }

    fn validate(&self, value: &JsValue) -> Option<Mismatch> {
        let found = self.validate_response(value)?;
        Some(Mismatch {
            essential: found.essential(),
            message: found.message(),
            fields: field_errors(&found.fields()),
        })
    }

    fn attempt_ended(&self, next: &Next<'_>) {
        if !self.reports_attempts() {
            return;
        }
        match next {
            Next::Finish => self.attempt_finished(),
            Next::Retry(ms) => self.attempt_retried(*ms),
            Next::Fail(failure) => {
                self.attempt_failed(failure.code.as_str(), failure.outcome.as_str(), failure.retryable);
            }
        }
    }
}

/// What JavaScript found wrong.
pub(super) fn field_errors(list: &Array) -> Vec<FieldError> {
    let field = |entry: JsValue| {
        let entry: JsFieldError = entry.unchecked_into();
        FieldError { path: entry.path(), message: entry.message() }
    };
    list.iter().map(field).collect()
}

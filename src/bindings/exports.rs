//! What the npm package calls. Each export starts one future on the executor and gives the promise of its result.

use super::api_call::ApiCall;
use super::arguments::{OperationArgs, operation_request, raw_request};
use super::failure_details::failure_details;
use super::{executor, imports, trap};
use crate::error::{Code, Failure};
use crate::executions::watch::{self, PollBackoff, VISIBLE_FIELDS};
use crate::operation::{Idempotency, Method};
use crate::options::ResolvedOptions;
use crate::request::Request;
use crate::resources::{executions, find};
use crate::response;
use crate::send::{SendError, send};
use crate::status::ExecutionStatus;
use js_sys::{JsString, Promise, Reflect};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// Starts the execution of an agentflow.
#[wasm_bindgen(unchecked_return_type = "Promise<Execution>")]
pub fn create_executeflow(
    #[wasm_bindgen(unchecked_param_type = "unknown")] request: &JsValue,
    call: ApiCall,
) -> Promise {
    let options = call.resolved_options();
    let create = &executions::rows::create;
    let request = operation_request(&call, &options, create, None, request, &JsValue::UNDEFINED);
    start(call, options, request)
}

/// Calls the operation of that name: `executions.get`.
#[wasm_bindgen(js_name = callOperation, unchecked_return_type = "Promise<unknown>")]
pub fn call_operation(operation: &str, args: &OperationArgs, call: ApiCall) -> Promise {
    let options = call.resolved_options();
    let request = match find(operation) {
        Some(operation) => {
            let (ids, body, query) = (args.ids(), args.body(), args.query());
            operation_request(&call, &options, operation, ids.as_ref(), &body, &query)
        }
        None => Err(Failure::before_sending(Code::Configuration, "there is no such operation")),
    };
    start(call, options, request)
}

/// Sends a request that is no operation.
#[wasm_bindgen(js_name = callRaw, unchecked_return_type = "Promise<unknown>")]
pub fn call_raw(
    method: &str,
    path: &str,
    idempotent: Option<bool>,
    args: &OperationArgs,
    call: ApiCall,
) -> Promise {
    let options = call.resolved_options();
    let request = match Method::from_name(method) {
        Some(method) => {
            raw_request(&call, &options, method, path, Idempotency::of_raw_request(method, idempotent), args)
        }
        None => Err(Failure::invalid("method", "expected one of GET, POST, PUT, PATCH, DELETE")),
    };
    start(call, options, request)
}

fn start(call: ApiCall, options: Rc<ResolvedOptions>, request: Result<Request, Box<Failure>>) -> Promise {
    let (own, promise) = (call.clone(), call.promise());
    executor::spawn(call, async move {
        let result = match request {
            Ok(request) => send(&own, &request, &options).await,
            Err(failure) => Err(SendError::from(failure)),
        };
        match result {
            Ok(success) => own.resolve(&success.data),
            Err(error) => own.reject(&failure_details(&own, error)),
        }
    });
    promise
}

/// Goes on with a task whose promise has settled: called by the call's driver and by nothing else.
#[wasm_bindgen]
pub fn resume(task: usize, fulfilled: bool, value: JsValue) {
    executor::resume(task, if fulfilled { Ok(value) } else { Err(value) });
}

/// How far an execution is, for whoever follows it.
#[wasm_bindgen]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExecutionPhase {
    /// It goes on.
    Running,
    /// It says that it waits for a person.
    Waiting,
    /// Nothing more will happen.
    Ended,
}

/// How far an execution is.
#[wasm_bindgen(js_name = executionPhase)]
#[must_use]
pub fn execution_phase(
    #[wasm_bindgen(unchecked_param_type = "Execution")] execution: &JsValue,
) -> ExecutionPhase {
    trap::at("watch");
    let status = Reflect::get(execution, &"status".into()).ok().and_then(|status| status.as_string());
    let status = ExecutionStatus(status.unwrap_or_default());
    if status.is_terminal() {
        ExecutionPhase::Ended
    } else if status.is_waiting() {
        ExecutionPhase::Waiting
    } else {
        ExecutionPhase::Running
    }
}

/// Whether a poll shows a change that whoever follows the execution sees.
#[wasm_bindgen(js_name = hasChanged)]
#[must_use]
pub fn has_changed(
    #[wasm_bindgen(unchecked_param_type = "Execution | undefined")] before: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Execution")] after: &JsValue,
) -> bool {
    thread_local! {
        static NAMES: Vec<JsString> = VISIBLE_FIELDS.map(JsString::from).into();
    }
    watch::has_changed(before.is_undefined(), |index| {
        NAMES.with(|names| names.get(index).is_some_and(|name| imports::same_field(before, after, name)))
    })
}

/// How many milliseconds to wait before the next poll. `retry_after` is what the server asked for; where it is `undefined`,
/// the response may say so.
#[wasm_bindgen(js_name = pollDelay)]
#[must_use]
pub fn poll_delay(
    unchanged_polls: u32,
    interval: f64,
    max_interval: f64,
    max_retry_after: f64,
    retry_after: Option<f64>,
    #[wasm_bindgen(unchecked_param_type = "Response | undefined")] response: &JsValue,
) -> f64 {
    let asked =
        retry_after.or_else(|| if response.is_undefined() { None } else { response::retry_after(response) });
    PollBackoff { interval, max_interval, max_retry_after }.delay(unchanged_polls, asked)
}

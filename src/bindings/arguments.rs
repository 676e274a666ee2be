//! What a caller of the npm package gave, as a request.

use super::api_call::{ApiCall, field_errors};
use super::imports;
use crate::error::Failure;
use crate::operation::{Idempotency, Method, Operation};
use crate::options::ResolvedOptions;
use crate::request::url::{UrlParts, build_url, check_path};
use crate::request::{FillBody, Known, Request, fill};
use js_sys::{Array, JsString, Object};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// What a caller gave for an operation: npm/core/api-promise.ts.
    #[wasm_bindgen(typescript_type = "{ ids?: readonly unknown[]; body?: unknown; query?: unknown }", extends = Object)]
    #[derive(Clone, Debug)]
    pub type OperationArgs;

    /// The ids of the path.
    #[wasm_bindgen(method, getter, structural)]
    pub(super) fn ids(this: &OperationArgs) -> Option<Array>;
    #[wasm_bindgen(method, getter, structural)]
    pub(super) fn body(this: &OperationArgs) -> JsValue;
    #[wasm_bindgen(method, getter, structural)]
    pub(super) fn query(this: &OperationArgs) -> JsValue;
}

/// The request of an operation. Nothing of the caller's is changed.
pub(super) fn operation_request(
    call: &ApiCall,
    options: &ResolvedOptions,
    operation: &Operation,
    ids: Option<&Array>,
    body: &JsValue,
    query: &JsValue,
) -> Result<Request, Box<Failure>> {
    let id = |index| ids.map_or(JsValue::UNDEFINED, |ids| ids.get(index as u32));
    let mut project = None;
    if operation.has_body {
        check(call.copy_body(body))?;
        if !operation.fills.is_empty() {
            let given = call.options();
            let known = Known { project: given.project_id(), executed_by: given.executed_by() };
            let id = |index| Some(id(index)).filter(|id| !id.is_undefined());
            project = fill(operation, &mut JsBody(call.body()), &known, id)?;
        }
        check(call.encode_body())?;
    }
    let query = if operation.has_query { encode_query(call, query)? } else { Vec::new() };
    let project = project.as_ref().map(text).transpose();
    let project = project.map_err(|wrong| Failure::invalid("projectID", &wrong))?;
    let project = project.as_deref().or(options.project.as_deref());
    let parts = UrlParts { base: &options.base_url, project, query: &query };
    let url = build_url(operation.path, &parts, |index| text(&id(index)))?;
    Ok(Request {
        method: operation.method,
        url: JsString::from(url),
        body: if operation.has_body { call.body_text() } else { None },
        idempotency: operation.idempotency,
    })
}

/// The request that a caller has written as a method and a path.
pub(super) fn raw_request(
    call: &ApiCall,
    options: &ResolvedOptions,
    method: Method,
    path: &str,
    idempotency: Idempotency,
    args: &OperationArgs,
) -> Result<Request, Box<Failure>> {
    check_path(path)?;
    check(call.copy_body(&args.body()))?;
    check(call.encode_body())?;
    let query = encode_query(call, &args.query())?;
    let base = [&options.base_url, path].concat();
    let url = build_url("", &UrlParts { base: &base, project: None, query: &query }, |_| Ok(String::new()))?;
    Ok(Request { method, url: JsString::from(url), body: call.body_text(), idempotency })
}

fn encode_query(call: &ApiCall, query: &JsValue) -> Result<Vec<(String, String)>, Box<Failure>> {
    check(call.encode_query(query))?;
    let pairs = call.query_pairs();
    let text = |index| pairs.get(index).as_string().unwrap_or_default();
    Ok((0..pairs.length()).step_by(2).map(|index| (text(index), text(index + 1))).collect())
}

/// The failure of a request in which JavaScript has found something wrong.
fn check(errors: Option<Array>) -> Result<(), Box<Failure>> {
    errors.map_or(Ok(()), |errors| Err(Failure::invalid_fields(field_errors(&errors))))
}

/// The text of an id, or what is wrong with it.
fn text(value: &JsValue) -> Result<String, String> {
    imports::well_formed(value).ok_or_else(|| {
        if value.is_string() {
            "expected well-formed text".into()
        } else {
            ["expected string, found ", &imports::describe_type(value)].concat()
        }
    })
}

/// A body that is an object of JavaScript's, made by this package.
struct JsBody(JsValue);

impl FillBody for JsBody {
    type Value = JsValue;

    fn set(&mut self, field: &'static str, value: &JsValue) {
        with_name(field, |name| imports::set_field(&self.0, name, value));
    }

    fn fill(&mut self, field: &'static str, value: Option<&JsValue>) -> Option<JsValue> {
        let given = with_name(field, |name| imports::fill_field(&self.0, name, value));
        // `null` is given, and refused by the check of the body.
        (!given.is_undefined()).then_some(given)
    }

    fn empty_object() -> JsValue {
        Object::new().into()
    }
}

/// Runs something with the name of a field that is filled, as JavaScript has it: passing a `&str` decodes it each time.
fn with_name<T>(field: &'static str, run: impl FnOnce(&JsString) -> T) -> T {
    thread_local! {
        static NAMES: RefCell<Vec<(&'static str, JsString)>> = const { RefCell::new(Vec::new()) };
    }
    NAMES.with_borrow_mut(|names| {
        if let Some((_, js)) = names.iter().find(|(name, _)| *name == field) {
            return run(js);
        }
        let js = JsString::from(field);
        let result = run(&js);
        names.push((field, js));
        result
    })
}

//! What a caller of the npm package gave, as a request.

use super::api_call::{ApiCall, field_errors};
use super::imports;
use crate::error::Failure;
use crate::json_view::JsonView;
use crate::operation::{Idempotency, Method, Operation};
use crate::request::url::{UrlParts, build_url, check_path};
use crate::request::{FillBody, Known, Request, fill};
use crate::schema::JsonTypes;
use js_sys::{Array, JsString, Object};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// What a caller gave for an operation: npm/core/api-promise.ts.
    #[wasm_bindgen(typescript_type = "{ ids?: readonly unknown[]; body?: unknown; query?: unknown }", extends = Object)]
    #[derive(Clone, Debug)]
    pub type OperationArgs;

    /// The ids of the path; `undefined` where it has none.
    #[wasm_bindgen(method, getter, structural)]
    pub(super) fn ids(this: &OperationArgs) -> JsValue;
    #[wasm_bindgen(method, setter, structural)]
    pub(super) fn set_ids(this: &OperationArgs, ids: &Array);
    #[wasm_bindgen(method, getter, structural)]
    pub(super) fn body(this: &OperationArgs) -> JsValue;
    #[wasm_bindgen(method, getter, structural)]
    pub(super) fn query(this: &OperationArgs) -> JsValue;
    #[wasm_bindgen(method, setter, structural)]
    pub(super) fn set_body(this: &OperationArgs, body: &JsValue);
}

/// The request of an operation. Nothing of the caller's is changed.
pub(super) fn operation_request(
    call: &ApiCall,
    operation: &Operation,
    args: &OperationArgs,
) -> Result<Request, Box<Failure>> {
    let options = call.raw_options();
    let mut known = Known { project: given(options.project_id()), executed_by: given(options.executed_by()) };
    let ids = args.ids();
    if operation.has_body {
        check(call.copy_body(&args.body()))?;
        let body = call.body();
        if body.kind() == JsonTypes::OBJECT {
            fill(operation, &mut JsBody(body), &mut known, |index| given(ids.item(index as u32)))?;
        }
        check(call.encode_body())?;
    }
    let query = if operation.has_query { query(call, args)? } else { Vec::new() };
    let base = options.base_url();
    let project = known
        .project
        .as_ref()
        .map(|project| text(project).map_err(|wrong| Failure::invalid("projectID", &wrong)));
    let project = project.transpose()?;
    let parts = UrlParts { base: &base, project: project.as_deref(), query: &query };
    let url = build_url(operation.path, &parts, |index| text(&ids.item(index as u32)))?;
    Ok(Request {
        method: operation.method,
        url: JsValue::from_str(&url),
        body: if operation.has_body { call.body_text() } else { JsValue::UNDEFINED },
        idempotency: operation.idempotency,
    })
}

/// The request that a caller has written as a method and a path.
pub(super) fn raw_request(
    call: &ApiCall,
    method: Method,
    path: &str,
    idempotency: Idempotency,
    args: &OperationArgs,
) -> Result<Request, Box<Failure>> {
    check_path(path)?;
    check(call.copy_body(&args.body()))?;
    check(call.encode_body())?;
    let query = query(call, args)?;
    let base = [call.raw_options().base_url(), path.into()].concat();
    let url = build_url("", &UrlParts { base: &base, project: None, query: &query }, |_| Ok(String::new()))?;
    Ok(Request { method, url: JsValue::from_str(&url), body: call.body_text(), idempotency })
}

fn query(call: &ApiCall, args: &OperationArgs) -> Result<Vec<(String, String)>, Box<Failure>> {
    check(call.encode_query(&args.query()))?;
    let pairs = call.query_pairs();
    let text = |index| pairs.get(index).as_string().unwrap_or_default();
    Ok((0..pairs.length()).step_by(2).map(|index| (text(index), text(index + 1))).collect())
}

/// The failure of a request in which JavaScript has found something wrong.
fn check(errors: Option<Array>) -> Result<(), Box<Failure>> {
    errors.map_or(Ok(()), |errors| Err(Failure::invalid_fields(field_errors(&errors))))
}

fn given(value: JsValue) -> Option<JsValue> {
    (!value.is_undefined()).then_some(value)
}

/// The text of an id, or what is wrong with it.
fn text(value: &JsValue) -> Result<String, String> {
    imports::well_formed(value).ok_or_else(|| match value.kind() {
        JsonTypes::STRING => "expected well-formed text".into(),
        kind => JsonTypes::STRING.mismatch_message(kind),
    })
}

/// A body that is an object of JavaScript's, made by this package.
struct JsBody(JsValue);

impl FillBody for JsBody {
    type Value = JsValue;

    fn get(&self, field: &'static str) -> Option<JsValue> {
        name(field, |name| given(imports::get_field(&self.0, name)))
    }

    fn set(&mut self, field: &'static str, value: JsValue) {
        name(field, |name| imports::set_field(&self.0, name, &value));
    }

    fn empty_object() -> JsValue {
        Object::new().into()
    }
}

/// The names of the fields that are filled, as JavaScript has them.
fn name<T>(field: &'static str, run: impl FnOnce(&JsString) -> T) -> T {
    thread_local! {
        static NAMES: std::cell::RefCell<Vec<(&'static str, JsString)>> = const { std::cell::RefCell::new(Vec::new()) };
    }
    let known =
        NAMES.with_borrow(|names| names.iter().find(|(name, _)| *name == field).map(|(_, js)| js.clone()));
    let js = known.unwrap_or_else(|| {
        let js = JsString::from(field);
        NAMES.with_borrow_mut(|names| names.push((field, js.clone())));
        js
    });
    run(&js)
}

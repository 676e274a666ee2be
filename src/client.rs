//! The Rust API: typed calls over the same [`send`](crate::send) as the npm package's.

mod base_url;
mod error;
mod groups;
mod options;
mod watch;

pub use error::Error;
pub use options::ClientOptions;
pub use watch::{Watch, WatchOptions};

use crate::bindings::imports;
use crate::error::{Code, Failure, FieldError};
use crate::json_view::JsonView;
use crate::operation::Operation;
use crate::options::ResolvedOptions;
use crate::request::url::{UrlParts, build_url};
use crate::request::{FillBody, Known, Request, fill};
use crate::schema::{HasSchema, JsonTypes};
use crate::send::host::{Host, Mismatch, Next};
use crate::send::{SendError, send};
use crate::transport::deadline;
use js_sys::JsString;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::cell::RefCell;
use wasm_bindgen::JsValue;

/// A client of the API, for Rust that is compiled to WebAssembly.
///
/// Dropping the future of a call ends the call.
#[derive(Clone, Debug)]
pub struct Client {
    options: ClientOptions,
    resolved: ResolvedOptions,
}

impl Client {
    /// A client with these options.
    ///
    /// # Errors
    ///
    /// [`Code::Configuration`] for an address or a key that cannot be used, or a key in a page.
    pub fn new(options: ClientOptions) -> Result<Self, Error> {
        let page = options::page_host();
        match options.checked(page.as_deref()) {
            Ok(options) => Ok(Self { resolved: options.resolved(), options }),
            Err(message) => {
                let failure = Failure::before_sending(Code::Configuration, &message);
                Err(Error::new("", SendError::from(failure), None))
            }
        }
    }

    /// Makes one call.
    pub(crate) async fn run<R: DeserializeOwned + HasSchema>(&self, call: Call) -> Result<R, Error> {
        let host = RustHost { typed: RefCell::new(None) };
        let operation = call.operation.name;
        let key = self.options.api_key.as_deref();
        let request = self.build(call).map_err(|failure| Error::new(operation, failure.into(), key))?;
        match send(&host, &request, &self.resolved).await {
            Ok(_) => host.typed.into_inner().ok_or_else(|| {
                let failure = Failure::before_sending(Code::BadResponse, "the response was not read");
                Error::new(operation, failure.into(), key)
            }),
            Err(error) => Err(Error::new(operation, error, key)),
        }
    }

    fn build(&self, call: Call) -> Result<Request, Box<Failure>> {
        let Call { operation, ids, body, query } = call;
        let text = |value: &Option<String>| value.clone().map(Value::String);
        let known =
            Known { project: text(&self.options.project_id), executed_by: text(&self.options.executed_by) };
        let mut project = None;
        let body = if operation.has_body {
            let mut body =
                body.unwrap_or_else(|| Ok(Value::Object(crate::JsonObject::new()))).map_err(invalid)?;
            if let Value::Object(fields) = &mut body {
                let id = |index: usize| ids.get(index).cloned().map(Value::String);
                project = fill(operation, fields, &known, id)?;
            }
            Some(JsString::from(body.to_string()))
        } else {
            None
        };
        let query = pairs(query.transpose().map_err(invalid)?);
        let parts = UrlParts {
            base: &self.resolved.base_url,
            project: project.as_ref().and_then(Value::as_str).or(self.resolved.project.as_deref()),
            query: &query,
        };
        let url = build_url(operation.path, &parts, |index| Ok(ids.get(index).cloned().unwrap_or_default()))?;
        Ok(Request {
            method: operation.method,
            url: JsString::from(url),
            body,
            idempotency: operation.idempotency,
        })
    }
}

#[allow(clippy::needless_pass_by_value, reason = "as a function for map_err")]
fn invalid(error: serde_json::Error) -> Box<Failure> {
    Failure::invalid("", &error.to_string())
}

/// The names and values of a query as text. An array is a name for each of its items.
fn pairs(query: Option<Value>) -> Vec<(String, String)> {
    let Some(Value::Object(fields)) = query else { return Vec::new() };
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), Into::into);
    let pairs = fields.into_iter().flat_map(|(name, value)| match value {
        Value::Array(items) => items.iter().map(|item| (name.clone(), text(item))).collect(),
        value => vec![(name, text(&value))],
    });
    pairs.collect()
}

impl FillBody for crate::JsonObject {
    type Value = Value;

    fn set(&mut self, field: &'static str, value: &Value) {
        self.insert(field.into(), value.clone());
    }

    fn fill(&mut self, field: &'static str, value: Option<&Value>) -> Option<Value> {
        let given = self.get(field).cloned();
        if let (None, Some(value)) = (&given, value) {
            self.insert(field.into(), value.clone());
        }
        given
    }

    fn empty_object() -> Value {
        Value::Object(Self::new())
    }
}

/// The Rust side of a call: serde is the validator, and keeps what it has read.
struct RustHost<R> {
    typed: RefCell<Option<R>>,
}

impl<R: DeserializeOwned + HasSchema> Host for RustHost<R> {
    fn deadline_started(&self, _: &imports::Deadline) {}
    fn sending(&self, _: &Request, _: Option<&JsString>) {}
    fn responded(&self, _: &JsValue) {}

    fn validate(&self, value: &JsValue) -> Option<Mismatch> {
        match serde_wasm_bindgen::from_value(value.clone()) {
            Ok(typed) => {
                *self.typed.borrow_mut() = Some(typed);
                None
            }
            Err(error) => {
                // serde does not always say which field it is.
                let field = essential_mismatch::<R>(value)
                    .map(|path| FieldError { path: path.into(), message: error.to_string() });
                let path = field.as_ref().map_or_else(String::new, |field| format!("{}: ", field.path));
                let message = format!("the response is not what the documentation says: {path}{error}");
                Some(Mismatch { essential: true, message, fields: field.into_iter().collect() })
            }
        }
    }

    fn attempt_ended(&self, _: &Next<'_>) {}
}

/// The first field without which a response is of no use, if that is what is wrong.
fn essential_mismatch<R: HasSchema>(response: &impl JsonView) -> Option<&'static str> {
    let wrong = |(name, accepts): &&(&str, JsonTypes)| !accepts.intersects(response.get(name).kind());
    R::ESSENTIAL.iter().find(wrong).map(|(name, _)| *name)
}

/// Sleeps for so many milliseconds.
async fn sleep(ms: f64) {
    // No signal ends it.
    let _ = deadline::sleep(&RustHost::<Value> { typed: RefCell::new(None) }, ms, None).await;
}

/// What the caller gave for one call.
#[derive(Debug)]
pub(crate) struct Call {
    operation: &'static Operation,
    ids: Vec<String>,
    body: Option<serde_json::Result<Value>>,
    query: Option<serde_json::Result<Value>>,
}

impl Call {
    pub(crate) fn of(operation: &'static Operation) -> Self {
        Self { operation, ids: Vec::new(), body: None, query: None }
    }

    pub(crate) fn id(mut self, id: &str) -> Self {
        self.ids.push(id.into());
        self
    }

    pub(crate) fn query<Q: Serialize>(mut self, query: &Q) -> Self {
        self.query = Some(serde_json::to_value(query));
        self
    }

    pub(crate) fn body<B: Serialize>(mut self, body: &B) -> Self {
        self.body = Some(serde_json::to_value(body));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resources::executions::Execution;
    use serde_json::json;

    #[test]
    fn an_essential_field_that_is_missing_or_wrong_is_named() {
        let found = |value: Value| essential_mismatch::<Execution>(&&value);
        assert_eq!(found(json!({ "execution_id": "e", "status": "ready", "goal": 1 })), None);
        assert_eq!(found(json!({ "execution_id": 5, "status": "ready" })), Some("execution_id"));
        assert_eq!(found(json!({ "execution_id": "e" })), Some("status"));
        assert_eq!(essential_mismatch::<Value>(&&json!(null)), None);
    }
}

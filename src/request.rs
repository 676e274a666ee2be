//! A request: its method, its address and its body, filled with what the client knows.

pub mod url;

use crate::error::{Code, Failure};
use crate::operation::{Idempotency, Method, Operation};
use crate::schema::Fill;
use wasm_bindgen::JsValue;

/// A request that is ready to be sent, as often as may be.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: Method,
    /// A JavaScript string.
    pub(crate) url: JsValue,
    /// JSON text, a JavaScript string; `undefined` for none.
    pub(crate) body: JsValue,
    pub(crate) idempotency: Idempotency,
}

/// A body while it is filled: an object of JavaScript, or a map of serde's.
pub(crate) trait FillBody {
    /// A value in it.
    type Value: Clone;
    /// The value of a field that is there.
    fn get(&self, field: &'static str) -> Option<Self::Value>;
    /// Sets a field.
    fn set(&mut self, field: &'static str, value: Self::Value);
    /// `{}`
    fn empty_object() -> Self::Value;
}

/// What the client knows for a body.
#[derive(Debug)]
pub(crate) struct Known<V> {
    /// The project of the call.
    pub(crate) project: Option<V>,
    /// The user on whose behalf executions start.
    pub(crate) executed_by: Option<V>,
}

/// Sets the fields that the caller left out and the client knows. The project that the body names becomes the call's.
///
/// # Errors
///
/// A field that neither the caller nor the client gave.
pub(crate) fn fill<B: FillBody>(
    operation: &Operation,
    body: &mut B,
    known: &mut Known<B::Value>,
    id: impl Fn(usize) -> Option<B::Value>,
) -> Result<(), Box<Failure>> {
    for &(field, fill) in operation.fills {
        let (value, option) = match fill {
            // The path's id is the one that counts: a body that names another would be a contradiction.
            Fill::Id => {
                if let Some(value) = url::path_param_index(operation.path, field).and_then(&id) {
                    body.set(field, value);
                }
                continue;
            }
            Fill::Project => (known.project.clone(), "projectID"),
            Fill::User => (known.executed_by.clone(), "executedBy"),
            Fill::EmptyObject => (Some(B::empty_object()), ""),
        };
        if let Some(given) = body.get(field) {
            if fill == Fill::Project {
                known.project = Some(given);
            }
        } else if let Some(value) = value {
            body.set(field, value);
        } else {
            return Err(missing(field, option));
        }
    }
    Ok(())
}

fn missing(field: &str, option: &str) -> Box<Failure> {
    let message =
        [field, " is missing: give it in the request, or as `", option, "` in the options of the client"];
    Failure::before_sending(Code::Configuration, &message.concat())
}

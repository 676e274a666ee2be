//! A request: its method, its address and its body, filled with what the client knows.

pub mod url;

use crate::error::{Code, Failure};
use crate::operation::{Idempotency, Method, Operation};
use crate::schema::Fill;
use js_sys::JsString;

/// A request that is ready to be sent, as often as may be.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: Method,
    pub(crate) url: JsString,
    /// JSON text.
    pub(crate) body: Option<JsString>,
    pub(crate) idempotency: Idempotency,
}

/// A body while it is filled: an object of JavaScript, or a map of serde's.
pub(crate) trait FillBody {
    /// A value in it.
    type Value: Clone;
    /// Sets a field.
    fn set(&mut self, field: &'static str, value: &Self::Value);
    /// Gives a field that is there; one that is not is set, if there is a value for it.
    fn fill(&mut self, field: &'static str, value: Option<&Self::Value>) -> Option<Self::Value>;
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

/// Sets the fields that the caller left out and the client knows. Gives the project that the body names, if it does: that is
/// the project of the call.
///
/// # Errors
///
/// A field that neither the caller nor the client gave.
pub(crate) fn fill<B: FillBody>(
    operation: &Operation,
    body: &mut B,
    known: &Known<B::Value>,
    id: impl Fn(usize) -> Option<B::Value>,
) -> Result<Option<B::Value>, Box<Failure>> {
    let mut project = None;
    for &(field, fill) in operation.fills {
        match fill {
            // The path's id is the one that counts: a body that names another would be a contradiction.
            Fill::Id => {
                if let Some(value) = url::path_param_index(operation.path, field).and_then(&id) {
                    body.set(field, &value);
                }
            }
            Fill::Project => {
                project = body.fill(field, known.project.as_ref());
                if project.is_none() && known.project.is_none() {
                    return Err(missing(field, "projectID"));
                }
            }
            Fill::User => {
                let given = body.fill(field, known.executed_by.as_ref());
                if given.is_none() && known.executed_by.is_none() {
                    return Err(missing(field, "executedBy"));
                }
            }
            Fill::EmptyObject => {
                if body.fill(field, None).is_none() {
                    body.set(field, &B::empty_object());
                }
            }
        }
    }
    Ok(project)
}

fn missing(field: &str, option: &str) -> Box<Failure> {
    let message =
        [field, " is missing: give it in the request, or as `", option, "` in the options of the client"];
    Failure::before_sending(Code::Configuration, &message.concat())
}

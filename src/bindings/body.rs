//! A request's body: what the caller gave, with what the client adds, checked, as JSON text.

use super::{imports, look};
use crate::check::{Depth, Look, check};
use crate::error::{Code, Failure, FieldError};
use crate::shape::{Inside, Kinds, Role, Type};
use wasm_bindgen::JsValue;

/// What the client knows that a body may leave out.
pub(super) struct Known<'a> {
    /// The call's project; it becomes the one that the body names, if it names one.
    pub project: &'a mut Option<String>,
    /// The client's user.
    pub user: &'a JsValue,
    /// The ids of the path.
    pub ids: &'a [(&'static str, &'a str)],
}

/// The text of `body`.
pub(super) fn text(ty: &'static Type, body: &JsValue, known: Known<'_>) -> Result<JsValue, Failure> {
    if ty.accepts == Kinds::JSON && body.kind() == Kinds::ABSENT {
        return Ok(JsValue::UNDEFINED);
    }
    let body = snapshot(ty, body)?;
    fill(ty, &body, known)?;

    let mut fields = Vec::new();
    check(&body, ty, Depth::Whole, &mut |difference| {
        fields.push(FieldError { message: difference.words(), path: difference.path });
    });
    if !fields.is_empty() {
        return Err(Failure::invalid_fields(fields));
    }

    let text = imports::encode(&body);
    if text.kind() == Kinds::STRING {
        return Ok(text);
    }
    match imports::item(&text, 0).as_string() {
        Some(path) => Err(Failure::invalid(path, "this value would be lost: JSON cannot carry it")),
        None => Err(unreadable(&text)),
    }
}

/// A copy of what the caller gave, or `{}` where all of it is the client's to fill.
pub(super) fn snapshot(ty: &'static Type, given: &JsValue) -> Result<JsValue, Failure> {
    let optional = match ty.inside {
        Inside::Fields(shape) => {
            shape.fields.iter().all(|field| !matches!(field.role, Role::Required | Role::User))
        }
        _ => false,
    };
    match given.kind() {
        Kinds::OBJECT => {
            let copy = imports::copy(given);
            if copy.kind() == Kinds::OBJECT { Ok(copy) } else { Err(unreadable(&copy)) }
        }
        Kinds::ABSENT if optional => Ok(js_sys::Object::new().into()),
        // A list of records is a body too. Whether it is the right one is told by the check.
        found if ty.accepts.meets(found) => Ok(given.clone()),
        found => {
            let mut message = String::from("expected ");
            message.push_str(&ty.accepts.words());
            message.push_str(", found ");
            message.push_str(&found.words());
            Err(Failure::invalid("", message))
        }
    }
}

/// Puts in what the caller left out and the client knows.
fn fill(ty: &'static Type, body: &JsValue, known: Known<'_>) -> Result<(), Failure> {
    let Inside::Fields(shape) = ty.inside else { return Ok(()) };
    let Known { project, user, ids } = known;
    for (index, field) in shape.fields.iter().enumerate() {
        if !matches!(field.role, Role::Project | Role::User | Role::Empty | Role::Id) {
            continue;
        }
        let absent = body.field_kind(shape, index) == Kinds::ABSENT;
        match field.role {
            Role::Project if absent => match project {
                Some(project) => look::set_field(body, shape, index, &JsValue::from_str(project)),
                None => return Err(missing(shape.name(index), "projectID")),
            },
            Role::Project => *project = body.field(shape, index).as_string(),
            Role::User if absent && user.kind() == Kinds::STRING => look::set_field(body, shape, index, user),
            Role::User if absent => return Err(missing(shape.name(index), "executedBy")),
            Role::Id => {
                // The path's id is the one that counts: a body that names another would be a contradiction.
                let name = shape.name(index);
                if let Some((_, id)) = ids.iter().find(|(known, _)| *known == name) {
                    look::set_field(body, shape, index, &JsValue::from_str(id));
                }
            }
            Role::Empty if absent => look::set_field(body, shape, index, &js_sys::Object::new()),
            _ => {}
        }
    }
    Ok(())
}

fn missing(field: &str, option: &str) -> Failure {
    let mut message = String::from(field);
    message.push_str(" is missing: give it in the request, or as `");
    message.push_str(option);
    message.push_str("` in the options of the client");
    Failure::before_sending(Code::Configuration, message)
}

/// The caller's object threw while it was read, or is circular, or is not what JSON carries: `[undefined, thrown]`.
pub(super) fn unreadable(caught: &JsValue) -> Failure {
    let mut message = String::from("it cannot be sent as JSON");
    if let Some(why) = imports::get(&imports::item(caught, 1), "message").as_string() {
        message.push_str(": ");
        message.push_str(&why);
    }
    Failure::invalid("", message)
}

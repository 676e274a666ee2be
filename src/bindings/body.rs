//! A request's body: what the caller gave, with what the client adds, checked, as JSON text.

use super::{imports, look};
use crate::check::{Depth, Look, check};
use crate::error::{Code, Failure, FieldError};
use crate::shape::{Inside, Kinds, Role, Type};
use wasm_bindgen::JsValue;

/// The text of `body`. `project` becomes the project that the body names, if it names one.
pub(super) fn text(
    ty: &'static Type,
    body: &JsValue,
    project: &mut Option<String>,
    user: &JsValue,
) -> Result<JsValue, Failure> {
    if body.kind() != Kinds::OBJECT {
        let mut message = String::from("expected an object, found ");
        message.push_str(&body.kind().words());
        return Err(Failure::invalid("", message));
    }
    let body = imports::copy(body).map_err(|thrown| unreadable(&thrown))?;
    fill(ty, &body, project, user)?;

    let mut fields = Vec::new();
    check(&body, ty, Depth::Whole, &mut |difference| {
        fields.push(FieldError { message: difference.words(), path: difference.path });
    });
    if !fields.is_empty() {
        return Err(Failure::invalid_fields(fields));
    }

    let text = imports::encode(&body).map_err(|thrown| unreadable(&thrown))?;
    match text.kind() {
        Kinds::STRING => Ok(text),
        _ => {
            let path = imports::item(&text, 0).as_string().unwrap_or_default();
            Err(Failure::invalid(path, "this value would be lost: JSON cannot carry it"))
        }
    }
}

/// Puts in what the caller left out and the client knows.
fn fill(
    ty: &'static Type,
    body: &JsValue,
    project: &mut Option<String>,
    user: &JsValue,
) -> Result<(), Failure> {
    let Inside::Fields(shape) = ty.inside else { return Ok(()) };
    for (index, field) in shape.fields.iter().enumerate() {
        if !matches!(field.role, Role::Project | Role::User | Role::Empty) {
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

/// The caller's object threw while it was read, or is circular.
fn unreadable(thrown: &JsValue) -> Failure {
    let mut message = String::from("it cannot be sent as JSON");
    if let Some(why) = imports::get(thrown, "message").as_string() {
        message.push_str(": ");
        message.push_str(&why);
    }
    Failure::invalid("", message)
}

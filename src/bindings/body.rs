//! A request's body: what the caller gave, with what the client adds, checked, as JSON text.

use super::imports;
use super::look::{BODY, EMPTY, IDS, PROJECT, USER, Value};
use crate::error::{Code, Failure, FieldError};
use crate::request::path_param_index;
use crate::schema::{Contents, JsonTypes, Role, Schema};
use crate::text::beginning;
use crate::validate::{JsonView, ValidationLevel, validate};

/// Makes the body's text, which stays in JavaScript. `path` is the operation's.
pub(super) fn encode(ty: &'static Schema, path: &str) -> Result<(), Box<Failure>> {
    if ty.accepts == JsonTypes::JSON && BODY.kind() == JsonTypes::ABSENT {
        return Ok(());
    }
    snapshot(ty, BODY)?;
    fill(ty, path)?;
    valid(ty, BODY)?;
    match imports::encode(BODY.0) {
        0 => Ok(()),
        1 => Err(unreadable(BODY)),
        _ => {
            let path = BODY.text().unwrap_or_default();
            Err(Failure::invalid(&path, "this value would be lost: JSON cannot carry it"))
        }
    }
}

/// Finds every field that is not as the type says.
pub(super) fn valid(ty: &'static Schema, value: Value) -> Result<(), Box<Failure>> {
    let mut fields = Vec::new();
    validate(&value, ty, ValidationLevel::Whole, &mut |mismatch| {
        fields.push(FieldError { message: mismatch.words(), path: mismatch.path });
    });
    if fields.is_empty() { Ok(()) } else { Err(Failure::invalid_fields(fields)) }
}

/// Makes what the caller gave a copy, or `{}` where all of it is the client's to fill.
pub(super) fn snapshot(ty: &'static Schema, given: Value) -> Result<(), Box<Failure>> {
    let optional = match ty.inside {
        Contents::Fields(shape) => {
            shape.fields.iter().all(|field| !matches!(field.role, Role::Required | Role::User))
        }
        _ => false,
    };
    let found = given.kind();
    if found == JsonTypes::OBJECT || (found == JsonTypes::ABSENT && optional) {
        if imports::copy(given.0) { Ok(()) } else { Err(unreadable(given)) }
    } else if ty.accepts.intersects(found) {
        // A list of records is a body too. Whether it is the right one is told by the check.
        Ok(())
    } else {
        Err(Failure::invalid("", &ty.accepts.mismatch_message(found)))
    }
}

/// Puts in what the caller left out and the client knows. The project that the body names becomes the call's.
fn fill(ty: &'static Schema, path: &str) -> Result<(), Box<Failure>> {
    let Contents::Fields(shape) = ty.inside else { return Ok(()) };
    for (index, field) in shape.fields.iter().enumerate() {
        let (known, option) = match field.role {
            Role::Project => (PROJECT, "projectID"),
            Role::User => (USER, "executedBy"),
            Role::Empty => (EMPTY, ""),
            Role::Id => {
                // The path's id is the one that counts: a body that names another would be a contradiction.
                if let Some(number) = path_param_index(path, shape.name(index)) {
                    BODY.set_field(shape, index, IDS.item(number as u32).0);
                }
                continue;
            }
            _ => continue,
        };
        if BODY.field_kind(shape, index) != JsonTypes::ABSENT {
            if field.role == Role::Project {
                imports::put(PROJECT.0, BODY.field(shape, index).0);
            }
        } else if known.kind() == JsonTypes::ABSENT {
            return Err(missing(shape.name(index), option));
        } else {
            BODY.set_field(shape, index, known);
        }
    }
    Ok(())
}

fn missing(field: &str, option: &str) -> Box<Failure> {
    let mut message = beginning(field);
    message.push_str(" is missing: give it in the request, or as `");
    message.push_str(option);
    message.push_str("` in the options of the client");
    Failure::before_sending(Code::Configuration, &message)
}

/// The caller's object threw while it was read, or is circular: what it threw is where the object was.
pub(super) fn unreadable(given: Value) -> Box<Failure> {
    let mut message = beginning("it cannot be sent as JSON");
    if let Some(why) = given.get("message").text() {
        message.push_str(": ");
        message.push_str(&why);
    }
    Failure::invalid("", &message)
}

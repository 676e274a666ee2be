//! A request's body: what the caller gave, with what the client adds, checked, as JSON text.

use super::imports;
use super::look::{BODY, EMPTY, IDS, PROJECT, USER, Value};
use crate::check::{Depth, Look, check};
use crate::error::{Code, Failure, FieldError};
use crate::request::id_number;
use crate::shape::{Inside, Kinds, Role, Type};
use crate::text::beginning;

/// Makes the body's text, which stays in JavaScript. `path` is the operation's.
pub(super) fn encode(ty: &'static Type, path: &str) -> Result<(), Box<Failure>> {
    if ty.accepts == Kinds::JSON && BODY.kind() == Kinds::ABSENT {
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
pub(super) fn valid(ty: &'static Type, value: Value) -> Result<(), Box<Failure>> {
    let mut fields = Vec::new();
    check(&value, ty, Depth::Whole, &mut |difference| {
        fields.push(FieldError { message: difference.words(), path: difference.path });
    });
    if fields.is_empty() { Ok(()) } else { Err(Failure::invalid_fields(fields)) }
}

/// Makes what the caller gave a copy, or `{}` where all of it is the client's to fill.
pub(super) fn snapshot(ty: &'static Type, given: Value) -> Result<(), Box<Failure>> {
    let optional = match ty.inside {
        Inside::Fields(shape) => {
            shape.fields.iter().all(|field| !matches!(field.role, Role::Required | Role::User))
        }
        _ => false,
    };
    let found = given.kind();
    if found == Kinds::OBJECT || (found == Kinds::ABSENT && optional) {
        if imports::copy(given.0) { Ok(()) } else { Err(unreadable(given)) }
    } else if ty.accepts.meets(found) {
        // A list of records is a body too. Whether it is the right one is told by the check.
        Ok(())
    } else {
        Err(Failure::invalid("", &ty.accepts.not(found)))
    }
}

/// Puts in what the caller left out and the client knows. The project that the body names becomes the call's.
fn fill(ty: &'static Type, path: &str) -> Result<(), Box<Failure>> {
    let Inside::Fields(shape) = ty.inside else { return Ok(()) };
    for (index, field) in shape.fields.iter().enumerate() {
        let (known, option) = match field.role {
            Role::Project => (PROJECT, "projectID"),
            Role::User => (USER, "executedBy"),
            Role::Empty => (EMPTY, ""),
            Role::Id => {
                // The path's id is the one that counts: a body that names another would be a contradiction.
                if let Some(number) = id_number(path, shape.name(index)) {
                    BODY.set_field(shape, index, IDS.item(number as u32).0);
                }
                continue;
            }
            _ => continue,
        };
        if BODY.field_kind(shape, index) != Kinds::ABSENT {
            if field.role == Role::Project {
                imports::put(PROJECT.0, BODY.field(shape, index).0);
            }
        } else if known.kind() == Kinds::ABSENT {
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
    if let Some(why) = given.named("message").text() {
        message.push_str(": ");
        message.push_str(&why);
    }
    Failure::invalid("", &message)
}

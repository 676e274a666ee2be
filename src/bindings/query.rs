//! A request's query: names and values, checked, which JavaScript appends to the address.

use super::look::{QUERY, Value};
use super::{body, imports};
use crate::error::Failure;
use crate::schema::{Contents, JsonTypes, Schema};
use crate::validate::JsonView;

/// Finds what is wrong with the query, before anything is made of it.
pub(super) fn look(ty: &'static Schema) -> Result<(), Box<Failure>> {
    match ty.inside {
        Contents::Fields(_) => {
            body::snapshot(ty, QUERY)?;
            body::valid(ty, QUERY)
        }
        _ => Ok(()),
    }
}

/// Appends the names and values, in the order of the type. An array is a name for each of its items.
pub(super) fn append(ty: &'static Schema) -> Result<(), Box<Failure>> {
    let right = |is: bool, value: Value| if is { Ok(()) } else { Err(body::unreadable(value)) };
    let Contents::Fields(shape) = ty.inside else {
        // One whose names nobody declares.
        return right(imports::pairs(QUERY.0), QUERY);
    };
    for index in 0..shape.fields.len() {
        let found = QUERY.field_kind(shape, index);
        if found == JsonTypes::ABSENT {
            continue;
        }
        let value = QUERY.field(shape, index);
        let name = shape.name(index);
        if found == JsonTypes::ARRAY {
            for at in 0..value.count() {
                let (item, _) = value.item(at);
                right(item.pair(name), item)?;
            }
        } else {
            right(value.pair(name), value)?;
        }
    }
    Ok(())
}

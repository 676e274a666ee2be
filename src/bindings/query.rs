//! A request's query: names and values, checked, as text.

use super::look::{QUERY, Value};
use super::{body, imports};
use crate::check::Look;
use crate::error::Failure;
use crate::shape::{Inside, Kinds, Type};

/// The names and values of the query, in the order of the type. An array is a name for each of its items.
pub(super) fn pairs(ty: &'static Type) -> Result<Vec<(String, String)>, Box<Failure>> {
    let mut pairs = Vec::new();
    let Inside::Fields(shape) = ty.inside else {
        // A query whose names nobody declares: a list of names and values in turn.
        if !imports::entries(QUERY.0) {
            return Err(body::unreadable(QUERY));
        }
        for index in (0..QUERY.count()).step_by(2) {
            let text = |index| QUERY.item(index).0.text().unwrap_or_default();
            pairs.push((text(index), text(index + 1)));
        }
        return Ok(pairs);
    };
    body::snapshot(ty, QUERY)?;
    body::valid(ty, QUERY)?;
    for index in 0..shape.fields.len() {
        let found = QUERY.field_kind(shape, index);
        if found == Kinds::ABSENT {
            continue;
        }
        let value = QUERY.field(shape, index);
        let mut add = |value: Value| match value.query_text() {
            Some(text) => {
                pairs.push((shape.name(index).into(), text));
                Ok(())
            }
            None => Err(body::unreadable(value)),
        };
        if found == Kinds::ARRAY {
            for at in 0..value.count() {
                add(value.item(at).0)?;
            }
        } else {
            add(value)?;
        }
    }
    Ok(pairs)
}

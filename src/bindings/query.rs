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
        imports::entries(QUERY.0);
        for index in (0..QUERY.count()).step_by(2) {
            let name = QUERY.item(index).query_text();
            pairs.push((name, QUERY.item(index + 1).query_text()));
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
        let mut add = |value: Value| pairs.push((shape.name(index).into(), value.query_text()));
        if found == Kinds::ARRAY {
            (0..value.count()).for_each(|at| add(value.item(at)));
        } else {
            add(value);
        }
    }
    Ok(pairs)
}

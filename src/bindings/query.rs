//! A request's query: names and values, checked, as text.

use super::{body, imports};
use crate::check::{Depth, Look, check};
use crate::error::{Failure, FieldError};
use crate::shape::{Inside, Kinds, Type};
use wasm_bindgen::JsValue;

/// The names and values of `query`, in the order of the type. An array is a name for each of its items.
pub(super) fn pairs(ty: &'static Type, query: &JsValue) -> Result<Vec<(String, String)>, Failure> {
    if matches!(ty.inside, Inside::Unseen) {
        return Ok(any(query));
    }
    let query = body::snapshot(ty, query)?;
    let mut fields = Vec::new();
    check(&query, ty, Depth::Whole, &mut |difference| {
        fields.push(FieldError { message: difference.words(), path: difference.path });
    });
    if !fields.is_empty() {
        return Err(Failure::invalid_fields(fields));
    }

    let mut pairs = Vec::new();
    let Inside::Fields(shape) = ty.inside else { return Ok(pairs) };
    for index in 0..shape.fields.len() {
        let found = query.field_kind(shape, index);
        if found == Kinds::ABSENT {
            continue;
        }
        let value = query.field(shape, index);
        let name = String::from(shape.name(index));
        if found == Kinds::ARRAY {
            pairs.extend((0..value.count()).map(|at| (name.clone(), imports::as_text(&value.item(at)))));
        } else {
            pairs.push((name, imports::as_text(&value)));
        }
    }
    Ok(pairs)
}

/// The names and values of a query whose names nobody declares.
fn any(query: &JsValue) -> Vec<(String, String)> {
    let flat = imports::entries(query);
    let text = |at| imports::as_text(&imports::item(&flat, at));
    (0..imports::length(&flat)).step_by(2).map(|at| (text(at), text(at + 1))).collect()
}

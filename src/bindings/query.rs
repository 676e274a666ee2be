//! A request's query: names and values, checked, as text.

use super::{body, imports};
use crate::check::{Depth, Look, check};
use crate::error::{Failure, FieldError};
use crate::shape::{Inside, Kinds, Type};
use wasm_bindgen::JsValue;

/// The names and values of `query`, in the order of the type. An array is a name for each of its items.
pub(super) fn pairs(ty: &'static Type, query: &JsValue) -> Result<Vec<(String, String)>, Failure> {
    if matches!(ty.inside, Inside::Unseen) {
        return any(query);
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
            for at in 0..value.count() {
                pairs.push((name.clone(), text(&value.item(at))?));
            }
        } else {
            pairs.push((name, text(&value)?));
        }
    }
    Ok(pairs)
}

/// The names and values of a query whose names nobody declares.
fn any(query: &JsValue) -> Result<Vec<(String, String)>, Failure> {
    let flat = imports::entries(query);
    let length = imports::length(&flat);
    if length > 0 && imports::item(&flat, 0).kind() == Kinds::ABSENT {
        return Err(body::unreadable(&flat));
    }
    let text = |at| imports::item(&flat, at).as_string().unwrap_or_default();
    Ok((0..length).step_by(2).map(|at| (text(at), text(at + 1))).collect())
}

fn text(value: &JsValue) -> Result<String, Failure> {
    let text = imports::as_text(value);
    text.as_string().ok_or_else(|| body::unreadable(&text))
}

//! JavaScript values, as the typed look sees them: one crossing of the boundary for each field.

use super::imports;
use crate::check::Look;
use crate::shape::{Kinds, Shape};
use std::cell::RefCell;
use wasm_bindgen::JsValue;

thread_local! {
    /// The shapes whose names JavaScript has learned: a shape's place here is its number there.
    static LEARNED: RefCell<Vec<*const Shape>> = const { RefCell::new(Vec::new()) };
}

/// The number that JavaScript knows a shape by.
fn number(shape: &'static Shape) -> u32 {
    LEARNED.with_borrow_mut(|learned| {
        let known = learned.iter().position(|known| std::ptr::eq(*known, shape));
        known.map_or_else(
            || {
                learned.push(shape);
                imports::learn(shape.names)
            },
            |place| place as u32,
        )
    })
}

/// Sets the field at `index` of `shape`.
pub(super) fn set_field(object: &JsValue, shape: &'static Shape, index: usize, value: &JsValue) {
    imports::set_field(object, number(shape), index as u32, value);
}

impl Look for JsValue {
    fn kind(&self) -> Kinds {
        Kinds(imports::kind(self))
    }

    fn field_kind(&self, shape: &'static Shape, index: usize) -> Kinds {
        Kinds(imports::field_kind(self, number(shape), index as u32))
    }

    fn field(&self, shape: &'static Shape, index: usize) -> Self {
        imports::field(self, number(shape), index as u32)
    }

    fn count(&self) -> u32 {
        imports::length(self)
    }

    fn item(&self, index: u32) -> Self {
        imports::item(self, index)
    }

    fn named(&self, name: &str) -> Self {
        imports::get(self, name)
    }

    fn text(&self) -> Option<String> {
        self.as_string()
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }
}

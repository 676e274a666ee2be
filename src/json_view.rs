//! JSON values, seen in the same way whether they are JavaScript's or serde's. What is pure is written against
//! [`JsonView`], and its native tests run it over serde's values.

use crate::bindings::imports;
use crate::schema::JsonTypes;
use js_sys::{Array, JsString, Object};
use wasm_bindgen::{JsCast, JsValue};

/// A look at a JSON value.
pub trait JsonView: Sized {
    /// The kind of the value.
    fn kind(&self) -> JsonTypes;
    /// A field of an object; an absent value where there is none.
    #[must_use]
    fn get(&self, name: &str) -> Self;
    /// The number of items of an array.
    fn item_count(&self) -> u32;
    /// An item of an array.
    #[must_use]
    fn item(&self, index: u32) -> Self;
    /// The names of an object's fields.
    fn names(&self) -> Vec<String>;
    /// The text of a string.
    fn text(&self) -> Option<String>;
    /// The value of a number.
    fn number(&self) -> Option<f64>;
    /// The value of a boolean.
    fn boolean(&self) -> Option<bool>;
}

/// A value of JavaScript that came from JSON, so that reading it runs nobody's code.
impl JsonView for JsValue {
    fn kind(&self) -> JsonTypes {
        if self.is_undefined() {
            JsonTypes::ABSENT
        } else if self.is_null() {
            JsonTypes::NULL
        } else if self.is_string() {
            JsonTypes::STRING
        } else if self.as_f64().is_some() {
            JsonTypes::NUMBER
        } else if self.as_bool().is_some() {
            JsonTypes::BOOLEAN
        } else if Array::is_array(self) {
            JsonTypes::ARRAY
        } else if self.is_object() {
            JsonTypes::OBJECT
        } else {
            JsonTypes::OTHER
        }
    }

    fn get(&self, name: &str) -> Self {
        // An own field only: every object has a `__proto__`.
        if self.is_object() { imports::get_field(self, &JsString::from(name)) } else { Self::UNDEFINED }
    }

    fn item_count(&self) -> u32 {
        self.dyn_ref::<Array>().map_or(0, Array::length)
    }

    fn item(&self, index: u32) -> Self {
        self.dyn_ref::<Array>().map_or(Self::UNDEFINED, |items| items.get(index))
    }

    fn names(&self) -> Vec<String> {
        self.dyn_ref::<Object>()
            .map(|object| Object::keys(object).iter().filter_map(|name| name.as_string()).collect())
            .unwrap_or_default()
    }

    fn text(&self) -> Option<String> {
        imports::well_formed(self)
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn boolean(&self) -> Option<bool> {
        self.as_bool()
    }
}

#[cfg(any(test, feature = "client"))]
impl JsonView for &serde_json::Value {
    fn kind(&self) -> JsonTypes {
        use serde_json::Value;
        match self {
            Value::Null => JsonTypes::NULL,
            Value::Bool(_) => JsonTypes::BOOLEAN,
            Value::Number(_) => JsonTypes::NUMBER,
            Value::String(_) => JsonTypes::STRING,
            Value::Array(_) => JsonTypes::ARRAY,
            Value::Object(_) => JsonTypes::OBJECT,
        }
    }

    // serde has no value for what is absent: `null` stands for it.
    fn get(&self, name: &str) -> Self {
        serde_json::Value::get(self, name).unwrap_or(&serde_json::Value::Null)
    }

    fn item_count(&self) -> u32 {
        self.as_array().map_or(0, |items| items.len() as u32)
    }

    fn item(&self, index: u32) -> Self {
        serde_json::Value::get(self, index as usize).unwrap_or(&serde_json::Value::Null)
    }

    fn names(&self) -> Vec<String> {
        self.as_object().map(|fields| fields.keys().cloned().collect()).unwrap_or_default()
    }

    fn text(&self) -> Option<String> {
        self.as_str().map(Into::into)
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn boolean(&self) -> Option<bool> {
        self.as_bool()
    }
}

//! Values of `serde_json`, as the typed look sees them.

use super::JsonView;
use crate::schema::{JsonTypes, ObjectSchema};
use serde_json::Value;

impl JsonView for &Value {
    fn kind(&self) -> JsonTypes {
        match self {
            Value::Null => JsonTypes::NULL,
            Value::Bool(_) => JsonTypes::BOOLEAN,
            Value::Number(_) => JsonTypes::NUMBER,
            Value::String(_) => JsonTypes::STRING,
            Value::Array(_) => JsonTypes::ARRAY,
            Value::Object(_) => JsonTypes::OBJECT,
        }
    }

    fn field_kind(&self, shape: &'static ObjectSchema, index: usize) -> JsonTypes {
        Value::get(self, shape.name(index)).map_or(JsonTypes::ABSENT, |value| value.kind())
    }

    fn field(&self, shape: &'static ObjectSchema, index: usize) -> Self {
        Value::get(self, shape.name(index)).unwrap_or(&Value::Null)
    }

    fn count(&self) -> u32 {
        self.as_array().map_or(0, |items| items.len() as u32)
    }

    fn item(&self, index: u32) -> (Self, JsonTypes) {
        let item = Value::get(self, index as usize).unwrap_or(&Value::Null);
        (item, item.kind())
    }

    fn get(&self, name: &str) -> Self {
        Value::get(self, name).unwrap_or(&Value::Null)
    }

    fn text(&self) -> Option<String> {
        self.as_str().map(Into::into)
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }
}

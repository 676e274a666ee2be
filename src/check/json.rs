//! Values of `serde_json`, as the typed look sees them.

use super::Look;
use crate::shape::{Kinds, Shape};
use serde_json::Value;

impl Look for &Value {
    fn kind(&self) -> Kinds {
        match self {
            Value::Null => Kinds::NULL,
            Value::Bool(_) => Kinds::BOOLEAN,
            Value::Number(_) => Kinds::NUMBER,
            Value::String(_) => Kinds::STRING,
            Value::Array(_) => Kinds::ARRAY,
            Value::Object(_) => Kinds::OBJECT,
        }
    }

    fn field_kind(&self, shape: &'static Shape, index: usize) -> Kinds {
        self.get(shape.name(index)).map_or(Kinds::ABSENT, |value| value.kind())
    }

    fn field(&self, shape: &'static Shape, index: usize) -> Self {
        self.get(shape.name(index)).unwrap_or(&Value::Null)
    }

    fn count(&self) -> u32 {
        self.as_array().map_or(0, |items| items.len() as u32)
    }

    fn item(&self, index: u32) -> (Self, Kinds) {
        let item = self.get(index as usize).unwrap_or(&Value::Null);
        (item, item.kind())
    }

    fn named(&self, name: &str) -> Self {
        self.get(name).unwrap_or(&Value::Null)
    }

    fn text(&self) -> Option<String> {
        self.as_str().map(Into::into)
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }
}

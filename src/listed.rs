//! Lists, whose form the documents do not tell.

use crate::JsonObject;
use crate::shape::{Inside, Json, Kinds, Type};

/// A list as the server gives it: an array, or an envelope around one (`data`, `executions`, …).
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(untagged)]
pub enum Listed<T> {
    /// The items.
    Items(Vec<T>),
    /// An object that holds the items, under a name that is not documented.
    Envelope(JsonObject),
}

impl<T: serde::de::DeserializeOwned> Listed<T> {
    /// The items, whichever form the list has: those of the envelope are its first array.
    #[must_use]
    pub fn into_items(self) -> Vec<T> {
        match self {
            Self::Items(items) => items,
            Self::Envelope(fields) => {
                let items = fields.into_iter().find_map(|(_, value)| match value {
                    serde_json::Value::Array(items) => Some(items),
                    _ => None,
                });
                items.into_iter().flatten().filter_map(|item| serde_json::from_value(item).ok()).collect()
            }
        }
    }
}

impl<T: Json> Json for Listed<T> {
    const TYPE: Type = Type {
        accepts: Kinds::ARRAY.or(Kinds::OBJECT),
        inside: Inside::Items(&T::TYPE),
        #[cfg(feature = "describe")]
        written: crate::describe::Written::Listed(&T::TYPE.written),
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn both_forms_give_their_items() {
        for list in [json!(["a", "b"]), json!({ "total": 2, "data": ["a", "b"] })] {
            let list: Listed<String> = serde_json::from_value(list).unwrap();
            assert_eq!(list.into_items(), ["a", "b"]);
        }
        let none: Listed<String> = serde_json::from_value(json!({ "total": 0 })).unwrap();
        assert_eq!(none.into_items(), [""; 0]);
    }
}

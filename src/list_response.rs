//! Lists, whose form the documents do not tell.

use crate::JsonObject;
use crate::schema::{Contents, HasSchema, JsonTypes, Schema};

/// A list as the server gives it: an array, or an envelope around one (`data`, `executions`, …).
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(untagged)]
pub enum ListResponse<T> {
    /// The items.
    Items(Vec<T>),
    /// An object that holds the items, under a name that is not documented.
    Envelope(JsonObject),
}

impl<T: serde::de::DeserializeOwned> ListResponse<T> {
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

impl<T: HasSchema> HasSchema for ListResponse<T> {
    const SCHEMA: Schema = Schema {
        accepts: JsonTypes::ARRAY.union(JsonTypes::OBJECT),
        inside: Contents::Items(&T::SCHEMA),
        #[cfg(feature = "metadata")]
        type_expr: crate::schema::TypeExpr::ListResponse(&T::SCHEMA.type_expr),
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn both_forms_give_their_items() {
        for list in [json!(["a", "b"]), json!({ "total": 2, "data": ["a", "b"] })] {
            let list: ListResponse<String> = serde_json::from_value(list).unwrap();
            assert_eq!(list.into_items(), ["a", "b"]);
        }
        let none: ListResponse<String> = serde_json::from_value(json!({ "total": 0 })).unwrap();
        assert_eq!(none.into_items(), [""; 0]);
    }
}

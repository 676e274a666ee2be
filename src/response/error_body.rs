//! What a server says when it refuses a request.
//!
//! No error body is documented. The vendor's clients read `detail`, `error` and `message`, in that order, and a
//! `detail` that is a list is the form of FastAPI: `[{loc: ["body", "goal"], msg: "Field required"}]`.

use crate::error::FieldError;
use crate::json_view::JsonView;
use crate::schema::JsonTypes;
use crate::send::attempt::ErrorResponse;

/// What the package's own proxy calls its refusal of a replayed attempt: npm/proxy/attempts.ts.
const REPLAYED: &str = "proxy_replayed";

/// The most fields that an error tells of.
const MOST_FIELDS: u32 = 50;

/// Reads an error response from its body: parsed JSON, or anything else.
pub fn read_error_body<V: JsonView>(status: u16, retry_after: Option<f64>, body: &V) -> ErrorResponse {
    let mut response = ErrorResponse { status, retry_after, ..ErrorResponse::default() };
    if body.kind() != JsonTypes::OBJECT {
        return response;
    }
    response.replayed = body.get("code").text().is_some_and(|code| code == REPLAYED);
    for name in &["detail", "error", "message"] {
        let said = body.get(name);
        match said.kind() {
            JsonTypes::STRING => response.detail = said.text().unwrap_or_default(),
            JsonTypes::ARRAY => fields(&said, &mut response),
            _ => continue,
        }
        break;
    }
    response
}

fn fields<V: JsonView>(list: &V, response: &mut ErrorResponse) {
    for index in 0..list.item_count().min(MOST_FIELDS) {
        let entry = list.item(index);
        if entry.kind() != JsonTypes::OBJECT {
            continue;
        }
        let Some(message) = entry.get("msg").text() else { continue };
        response.fields.push(FieldError { path: path(&entry.get("loc")), message });
    }
}

/// The path of a field: `["body", "agents", 0, "role"]` is `agents[0].role`.
fn path<V: JsonView>(loc: &V) -> String {
    let mut path = String::new();
    if loc.kind() != JsonTypes::ARRAY {
        return path;
    }
    for index in 0..loc.item_count() {
        let part = loc.item(index);
        match part.text() {
            Some(place) if index == 0 && matches!(place.as_str(), "body" | "query" | "path") => {}
            Some(name) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(&name);
            }
            None => {
                path.push('[');
                path.push_str(&(part.number().unwrap_or_default() as u32).to_string());
                path.push(']');
            }
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn read(body: &Value) -> ErrorResponse {
        read_error_body(422, None, &body)
    }

    #[test]
    fn a_list_of_fastapi_becomes_fields() {
        let response = read(&json!({ "detail": [
            { "loc": ["body", "goal"], "msg": "Field required", "type": "missing" },
            { "loc": ["body", "agents", 0, "role"], "msg": "Input should be a valid string" },
            { "loc": ["query", "projectID"], "msg": "Field required" },
            { "loc": "body", "msg": "Bad" },
            "nonsense", null, { "loc": [] }
        ] }));
        let fields: Vec<_> =
            response.fields.iter().map(|one| (one.path.as_str(), one.message.as_str())).collect();
        assert_eq!(
            fields,
            [
                ("goal", "Field required"),
                ("agents[0].role", "Input should be a valid string"),
                ("projectID", "Field required"),
                ("", "Bad"),
            ]
        );
    }

    #[test]
    fn words_are_found_where_the_vendors_clients_look() {
        for (body, said) in [
            (json!({ "detail": "No", "error": "other" }), "No"),
            (json!({ "error": "Bad key" }), "Bad key"),
            (json!({ "detail": null, "message": "Gone" }), "Gone"),
            (json!({ "detail": { "code": 1 } }), ""),
            (json!("<html>"), ""),
            (json!([1]), ""),
            (Value::Null, ""),
        ] {
            assert_eq!(read(&body).detail, said, "{body}");
        }
    }

    #[test]
    fn a_proxy_says_that_it_has_forwarded_an_attempt_before() {
        assert!(read(&json!({ "detail": "again", "code": "proxy_replayed" })).replayed);
        for body in
            [json!({ "code": "proxy_busy" }), json!({ "code": 409 }), json!({}), json!("proxy_replayed")]
        {
            assert!(!read(&body).replayed, "{body}");
        }
    }

    #[test]
    fn a_field_that_is_named_body_keeps_its_name() {
        let response = read(&json!({ "detail": [{ "loc": ["body", "body"], "msg": "x" }] }));
        assert_eq!(response.fields[0].path, "body");
    }
}

//! Error bodies: whatever JSON a server refuses a request with, its words and its fields are those that are in it, and
//! not many times more than what was read.
//!
//! The input is the status in two bytes, then the body: JSON, or bytes that one is grown from.
#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use wexa_executeflow::error::{Code, Outcome};
use wexa_executeflow::operation::Idempotency;
use wexa_executeflow::response::error_body::read_error_body;
use wexa_executeflow::schema::{
    Contents, Field, FieldDoc, JsonTypes, ObjectDoc, ObjectSchema, Role, Schema, TypeExpr,
};
use wexa_executeflow::send::attempt::AttemptResult;
use wexa_executeflow::send::retry::RetryPolicy;
use wexa_executeflow::send::state::{Action, CallState, Timeouts};
use wexa_executeflow_fuzz::json;

fuzz_target!(|input: &[u8]| {
    let Some((status, bytes)) = input.split_first_chunk::<2>() else { return };
    let status = 300 + u16::from_be_bytes(*status) % 300;
    let body = json(bytes, &FASTAPI);
    let found = read_error_body(status, None, &&body);

    let replayed = body.as_object().and_then(|body| body.get("code")) == Some(&Value::from("proxy_replayed"));
    assert_eq!((found.status, found.retry_after, found.replayed), (status, None, replayed));

    let fields: Vec<_> = found.fields.iter().map(|one| (one.path.clone(), one.message.clone())).collect();
    let (words, told) = read(&body);
    assert_eq!((&found.detail, &fields), (&words, &told));
    assert!(fields.len() <= 50);
    // A part of a path that is no name takes up to twelve bytes, however few it had in the body.
    let size = body.to_string().len();

    let policy = RetryPolicy { max_retries: 0, initial_delay: 1.0, max_delay: 1.0, max_retry_after: 1.0 };
    let timeouts = Timeouts { timeout: 1000.0, total_timeout: f64::INFINITY };
    let mut call = CallState::new(Idempotency::NonIdempotent, policy, timeouts, 0.0);
    call.begin_attempt(0.0).expect("the first attempt");
    call.mark_sent();
    let Action::Fail(failure) = call.judge(AttemptResult::Error(found), 1.0, || 0.5) else {
        panic!("a refusal is a failure")
    };
    assert_eq!((failure.code, failure.status), (Code::of_status(status), status));
    let mut message = format!("HTTP {status}");
    if !(words.is_empty() && fields.is_empty()) {
        let fields: Vec<_> = fields.iter().map(|(path, message)| in_words(path, message)).collect();
        message = format!("{message}: {words}{}", fields.join("; "));
    }
    assert_eq!(failure.message, message);
    assert!(message.len() <= 8 * size + 32, "{} of {size}", message.len());
    assert_eq!(failure.fields.len(), fields.len());
    let refused = (400..500).contains(&status) && status != 408 && status != 499 && !replayed;
    assert_eq!(failure.outcome, if refused { Outcome::Refused } else { Outcome::Unknown });
});

/// The words and the fields of a body, read in another way than the crate does.
fn read(body: &Value) -> (String, Vec<(String, String)>) {
    let said = ["detail", "error", "message"]
        .iter()
        .filter_map(|name| body.as_object()?.get(*name))
        .find(|said| said.is_string() || said.is_array());
    match said {
        Some(Value::String(words)) => (words.clone(), Vec::new()),
        Some(Value::Array(list)) => (String::new(), list.iter().take(50).filter_map(field).collect()),
        _ => (String::new(), Vec::new()),
    }
}

fn in_words(path: &str, message: &str) -> String {
    if path.is_empty() { message.to_owned() } else { format!("{path}: {message}") }
}

fn field(entry: &Value) -> Option<(String, String)> {
    let message = entry.as_object()?.get("msg")?.as_str()?;
    let empty = Vec::new();
    let loc = entry.get("loc").and_then(Value::as_array).unwrap_or(&empty);
    let skipped = usize::from(matches!(loc.first().and_then(Value::as_str), Some("body" | "query" | "path")));
    let mut path = String::new();
    for part in loc.iter().skip(skipped) {
        match part {
            Value::String(name) if path.is_empty() => path.push_str(name),
            Value::String(name) => path = format!("{path}.{name}"),
            other => path = format!("{path}[{}]", other.as_f64().unwrap_or_default() as u32),
        }
    }
    Some((path, message.to_owned()))
}

/// What FastAPI answers, so that what is grown looks like it.
static FASTAPI: Schema = object(&ObjectSchema {
    fields: &[
        required("detail", list(&ENTRY)),
        required("error", STRING),
        required("message", STRING),
        required("code", STRING),
    ],
    doc: &DOC,
});
static ENTRY: Schema = object(&ObjectSchema {
    fields: &[required("loc", list(&PART)), required("msg", STRING), required("type", STRING)],
    doc: &DOC,
});
static PART: Schema = Schema { accepts: JsonTypes::STRING.union(JsonTypes::NUMBER), ..STRING };
const STRING: Schema = Schema { accepts: JsonTypes::STRING, inside: Contents::Unseen, type_expr: TYPE_EXPR };
const TYPE_EXPR: TypeExpr = TypeExpr::Plain("string");
static DOC: ObjectDoc = ObjectDoc { name: "", doc: "" };

const fn object(shape: &'static ObjectSchema) -> Schema {
    Schema { accepts: JsonTypes::OBJECT, inside: Contents::Fields(shape), type_expr: TYPE_EXPR }
}

const fn list(item: &'static Schema) -> Schema {
    Schema { accepts: JsonTypes::ARRAY, inside: Contents::Items(item), type_expr: TYPE_EXPR }
}

const fn required(name: &'static str, ty: Schema) -> Field {
    Field { ty, role: Role::Required, doc: FieldDoc { name, doc: "" } }
}

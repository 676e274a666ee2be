//! Finding a lost create: an item of a list is its execution only if it says all that the request says, and values are equal
//! exactly if their JSON is.
//!
//! The input is the length of the request in two bytes, the request, and the item: JSON, or bytes that one is grown from.
#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};
use wexa_executeflow::executions::matching::{Match, TimeSpan, equal, matches};
use wexa_executeflow::resources::executions::{CreateExecution, Execution};
use wexa_executeflow::schema::HasSchema;
use wexa_executeflow_fuzz::two;

const SPAN: TimeSpan = TimeSpan { from: 1_000.0, to: 9_000.0 };
const FIELDS: [&str; 4] = ["agentflow_id", "goal", "executed_by", "input_variables"];

fuzz_target!(|input: &[u8]| {
    let Some((request, item)) = two(input, &CreateExecution::SCHEMA, &Execution::SCHEMA) else { return };
    for one in [&request, &item] {
        assert!(equal(&one, &one), "{one}");
    }
    let same = is_same(&request, &item);
    assert_eq!(equal(&&request, &&item), same, "{request} {item}");
    assert_eq!(equal(&&item, &&request), same, "{item} {request}");

    is_its_execution_only_if_it_says_so(&request, &item);
    let Value::Object(fields) = &request else { return };
    if FIELDS.iter().any(|name| fields.get(*name).is_none_or(Value::is_null)) {
        return;
    }
    // The item that says all that the request says, and one without any of it.
    let mut own = request.clone();
    own["execution_id"] = json!("e");
    own["status"] = json!("ready");
    own["created_at"] = json!(5);
    if fields["executed_by"].is_object() {
        own["executed_by"] = json!({ "_id": fields["executed_by"] });
    }
    assert_eq!(matches(&&request, &&own, SPAN, date), Match::Yes, "{request}");
    is_its_execution_only_if_it_says_so(&request, &own);
    for name in FIELDS.iter().chain(&["execution_id", "status", "created_at"]) {
        let mut less = own.clone();
        less[*name] = Value::Null;
        // That is in a list under its other name too.
        if let Value::Object(fields) = &mut less {
            fields.remove("createdAt");
        }
        assert_eq!(matches(&&request, &&less, SPAN, date), Match::Undecided, "{name}");
    }
});

fn is_its_execution_only_if_it_says_so(request: &Value, item: &Value) {
    let found = matches(&request, &item, SPAN, date);
    if found != Match::No {
        for name in FIELDS {
            let theirs = if name == "executed_by" && item[name].is_object() {
                &item[name]["_id"]
            } else {
                &item[name]
            };
            let says = !theirs.is_null();
            assert!(says || found == Match::Undecided, "{name} of {item}");
            assert!(!says || is_same(&request[name], theirs), "{name} of {item}");
        }
    }
    if found == Match::Yes {
        assert!(item["execution_id"].is_string() && item["status"].is_string());
        let created = [&item["created_at"], &item["createdAt"]].into_iter().find_map(time);
        assert!(created.is_some_and(|created| (SPAN.from..=SPAN.to).contains(&created)), "{item}");
    }
}

fn time(value: &Value) -> Option<f64> {
    let zoned = |text: &str| {
        if text.ends_with(['Z', 'z']) || text.contains('+') { date(text) } else { date(&format!("{text}Z")) }
    };
    value
        .as_f64()
        .map(|seconds| seconds * 1000.0)
        .or_else(|| Some(zoned(value.as_str()?)).filter(|time| !time.is_nan()))
}

/// Only one text is a date here.
fn date(text: &str) -> f64 {
    if text == "1970-01-01T00:00:05Z" { 5_000.0 } else { f64::NAN }
}

/// The same JSON, in another way than the crate says it.
fn is_same(one: &Value, other: &Value) -> bool {
    normal(one) == normal(other)
}

/// A value with every number as JavaScript has it, and one zero.
fn normal(value: &Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64().unwrap_or_default() + 0.0),
        Value::Array(items) => items.iter().map(normal).collect(),
        Value::Object(fields) => fields.iter().map(|(name, item)| (name.clone(), normal(item))).collect(),
        other => other.clone(),
    }
}

//! Whether an item of a list is the execution that a create has started. Pure.

use crate::json_view::JsonView;
use crate::schema::JsonTypes;

/// `Date` has whole seconds, and the machines of a server need not agree to the second.
const CLOCK_SLACK_MS: f64 = 2_000.0;
/// How far a server's clock may be from this one where its `Date` cannot be seen.
const CLOCK_DRIFT_MS: f64 = 300_000.0;

/// The times of creation that are possible, in milliseconds on the server's clock.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeSpan {
    /// The first.
    pub from: f64,
    /// The last.
    pub to: f64,
}

impl TimeSpan {
    /// When an execution whose create was sent at `sent` can have been created. `received` is when the list was here, whose
    /// `Date` header says `server_date`. A page sees that header of another origin only if the server exposes it.
    #[must_use]
    pub fn possible(sent: f64, received: f64, server_date: Option<f64>) -> Self {
        match server_date {
            None => Self { from: sent - CLOCK_DRIFT_MS, to: received + CLOCK_DRIFT_MS },
            Some(server) => {
                Self { from: sent + server - received - CLOCK_SLACK_MS, to: server + CLOCK_SLACK_MS }
            }
        }
    }
}

/// Whether an item is an execution that a request has started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// It is another one.
    No,
    /// The item does not say enough.
    Undecided,
    /// All that the request says is in the item.
    Yes,
}

/// Compares an item of a list with a create's body. `parse_date` gives the milliseconds of a date with a time zone, or NaN.
pub fn matches<V: JsonView>(
    request: &V,
    item: &V,
    span: TimeSpan,
    parse_date: impl Fn(&str) -> f64,
) -> Match {
    if item.kind() != JsonTypes::OBJECT {
        return Match::No;
    }
    let executed_by = item.get("executed_by");
    let user = if executed_by.kind() == JsonTypes::OBJECT { executed_by.get("_id") } else { executed_by };
    let created = created_at(item, parse_date);
    let is_text = |name: &str| item.get(name).kind() == JsonTypes::STRING;
    let mut complete = created.is_some() && is_text("execution_id") && is_text("status");
    let mut says_something = is_text("execution_id");
    for (name, theirs) in [
        ("agentflow_id", item.get("agentflow_id")),
        ("goal", item.get("goal")),
        ("executed_by", user),
        ("input_variables", item.get("input_variables")),
    ] {
        if JsonTypes::ABSENT.union(JsonTypes::NULL).intersects(theirs.kind()) {
            complete = false;
        } else if !equal(&request.get(name), &theirs) {
            return Match::No;
        } else {
            says_something = true;
        }
    }
    if created.is_some_and(|created| !(span.from..=span.to).contains(&created)) {
        return Match::No;
    }
    match (complete, says_something) {
        (true, _) => Match::Yes,
        (false, true) => Match::Undecided,
        (false, false) => Match::No,
    }
}

/// When an item was created, in milliseconds: executions say it in seconds, or as ISO text.
fn created_at<V: JsonView>(item: &V, parse_date: impl Fn(&str) -> f64) -> Option<f64> {
    for name in ["created_at", "createdAt"] {
        let value = item.get(name);
        if let Some(seconds) = value.number() {
            return Some(seconds * 1000.0);
        }
        let Some(mut text) = value.text() else { continue };
        if !has_time_zone(&text) {
            // Text without one is a server's UTC; JavaScript would take it for the local time.
            text.push('Z');
        }
        let time = parse_date(&text);
        if !time.is_nan() {
            return Some(time);
        }
    }
    None
}

/// Whether a date ends in `Z`, `+05:30` or `+0530`.
fn has_time_zone(date: &str) -> bool {
    let bytes = date.as_bytes();
    let digits = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
    match bytes {
        [.., b'Z' | b'z'] => true,
        [.., b'+' | b'-', a, b, b':', c, d] | [.., b'+' | b'-', a, b, c, d] => digits(&[*a, *b, *c, *d]),
        _ => false,
    }
}

/// Whether two JSON values are the same. The order of names does not matter.
pub fn equal<V: JsonView>(mine: &V, theirs: &V) -> bool {
    let kind = mine.kind();
    if kind != theirs.kind() {
        return false;
    }
    match kind {
        JsonTypes::STRING => mine.text() == theirs.text(),
        JsonTypes::NUMBER => mine.number() == theirs.number(),
        JsonTypes::BOOLEAN => mine.boolean() == theirs.boolean(),
        JsonTypes::ARRAY => {
            mine.item_count() == theirs.item_count()
                && (0..mine.item_count()).all(|index| equal(&mine.item(index), &theirs.item(index)))
        }
        JsonTypes::OBJECT => {
            let (names, theirs_names) = (mine.names(), theirs.names());
            names.len() == theirs_names.len()
                && names
                    .iter()
                    .all(|name| theirs_names.contains(name) && equal(&mine.get(name), &theirs.get(name)))
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const SPAN: TimeSpan = TimeSpan { from: 1_000.0, to: 9_000.0 };

    fn date(text: &str) -> f64 {
        match text {
            "1970-01-01T00:00:05Z" | "1970-01-01T05:30:05+05:30" => 5_000.0,
            _ => f64::NAN,
        }
    }

    fn request() -> Value {
        json!({ "agentflow_id": "a", "goal": "g", "executed_by": "u", "input_variables": { "x": [1, { "y": 2 }] } })
    }

    fn item() -> Value {
        let mut item = request();
        item["executed_by"] = json!({ "_id": "u" });
        item["execution_id"] = json!("e");
        item["status"] = json!("ready");
        item["created_at"] = json!(5);
        item
    }

    fn compare(change: impl FnOnce(&mut Value)) -> Match {
        let mut item = item();
        change(&mut item);
        matches(&&request(), &&item, SPAN, date)
    }

    #[test]
    fn an_item_that_says_all_that_the_request_says_is_its_execution() {
        assert_eq!(compare(|_| {}), Match::Yes);
        assert_eq!(compare(|item| item["executed_by"] = json!("u")), Match::Yes);
        for text in ["1970-01-01T00:00:05", "1970-01-01T00:00:05Z", "1970-01-01T05:30:05+05:30"] {
            assert_eq!(compare(|item| item["created_at"] = json!(text)), Match::Yes, "{text}");
        }
    }

    #[test]
    fn an_item_that_says_something_else_is_another_one() {
        for (name, value) in [
            ("agentflow_id", json!("b")),
            ("goal", json!("G")),
            ("executed_by", json!({ "_id": "v" })),
            ("input_variables", json!({ "x": [1, { "y": 3 }] })),
            ("input_variables", json!({ "x": [1, { "y": 2 }], "z": 1 })),
            ("created_at", json!(0.5)),
            ("created_at", json!(10)),
        ] {
            assert_eq!(compare(|item| item[name] = value.clone()), Match::No, "{name}: {value}");
        }
        for item in [json!(null), json!([]), json!("e"), json!({}), json!({ "status": "ready" })] {
            assert_eq!(matches(&&request(), &&item, SPAN, date), Match::No, "{item}");
        }
    }

    #[test]
    fn an_item_that_leaves_something_out_is_undecided() {
        for name in
            ["agentflow_id", "goal", "executed_by", "input_variables", "status", "created_at", "execution_id"]
        {
            assert_eq!(compare(|item| item[name] = Value::Null), Match::Undecided, "{name}");
        }
        assert_eq!(compare(|item| item["created_at"] = json!("soon")), Match::Undecided);
    }

    #[test]
    fn the_possible_times_follow_the_servers_clock_where_it_can_be_seen() {
        assert_eq!(TimeSpan::possible(1e6, 2e6, None), TimeSpan { from: 7e5, to: 2.3e6 });
        assert_eq!(TimeSpan::possible(1e6, 2e6, Some(5e6)), TimeSpan { from: 3_998_000.0, to: 5_002_000.0 });
    }

    #[test]
    fn values_are_equal_whatever_the_order_of_their_names() {
        for (one, other, same) in [
            (json!({ "a": 1, "b": [true, null] }), json!({ "b": [true, null], "a": 1 }), true),
            (json!([1, 2]), json!([2, 1]), false),
            (json!({ "a": 1 }), json!({ "a": 1, "b": 2 }), false),
            (json!({ "a": 1, "b": 2 }), json!({ "a": 1, "c": 2 }), false),
            (json!([]), json!({}), false),
            (json!("1"), json!(1), false),
            (json!(true), json!(false), false),
            (json!(null), json!(null), true),
            (
                json!({ "a": [1, { "b": null }], "c": "d" }),
                json!({ "c": "d", "a": [1, { "b": null }] }),
                true,
            ),
            (json!({ "a": [1, { "b": null }], "c": "d" }), json!({ "a": [1, { "b": null }] }), false),
            (json!({ "a": [1], "c": "d" }), json!({ "a": { "0": 1 }, "c": "d" }), false),
            (json!({ "a": [{ "b": null }] }), json!({ "a": [{ "e": null }] }), false),
            (json!({ "a": [{ "b": null }] }), json!({ "a": [{ "b": 0 }] }), false),
            (json!({ "a": [{ "b": null }] }), json!({ "a": [{ "b": {} }] }), false),
            (json!({ "__proto__": {} }), json!({ "a": 1 }), false),
        ] {
            assert_eq!(equal(&&one, &&other), same, "{one} {other}");
        }
    }
}

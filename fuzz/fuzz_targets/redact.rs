//! The key in what a server echoes: it is in no text, and in no string of a JSON value, that is shown.
//!
//! The input is text: the key in its first line, then what the server sent. Half of the JSON values are made of that text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};
use wexa_executeflow::redact::{REDACTED, redact, redact_json};

fuzz_target!(|input: &str| {
    let Some((key, text)) = input.split_once('\n') else { return };
    let clean = redact(text, key);
    if key.is_empty() {
        assert_eq!(clean, text);
        return;
    }
    assert_eq!(clean, text.replace(key, REDACTED));
    assert!(touches(key) || !clean.contains(key), "{key:?} in {clean:?}");

    // A key is printable ASCII without spaces.
    if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return;
    }
    let made = json!({ text: [text, format!("{text}{key}"), { key: format!("{key}{text}") }] });
    for value in [serde_json::from_str(text).ok(), Some(made)].into_iter().flatten() {
        let (shown, written) = (redact_json(&value.to_string(), key), Value::from(key).to_string());
        if !value.to_string().contains(written.get(1..written.len() - 1).unwrap_or_default()) {
            assert_eq!(shown, value.to_string());
        }
        // What is no JSON any more is left out as a whole.
        let Ok(clean) = serde_json::from_str::<Value>(&shown) else { continue };
        assert!(touches(key) || !holds(&clean, key), "{key:?} in {clean}");
    }
});

/// Whether a key can be made of what stands in its place, alone or with what is beside it.
fn touches(key: &str) -> bool {
    let ends = |one: &str, other: &str| {
        (1..=one.len()).any(|length| one.get(..length).is_some_and(|start| other.ends_with(start)))
    };
    key.contains(REDACTED) || REDACTED.contains(key) || ends(key, REDACTED) || ends(REDACTED, key)
}

/// Whether a string or a name of a value has the key in it.
fn holds(value: &Value, key: &str) -> bool {
    match value {
        Value::String(text) => text.contains(key),
        Value::Array(items) => items.iter().any(|item| holds(item, key)),
        Value::Object(fields) => fields.iter().any(|(name, item)| name.contains(key) || holds(item, key)),
        _ => false,
    }
}

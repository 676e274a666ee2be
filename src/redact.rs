//! Takes the API key out of what a server echoes: into an error, a log line or a list of candidates it must not get.
//! tests/facts/redaction.json holds this and npm/core/redact.ts to the same cases.

/// What stands in the key's place.
pub const REDACTED: &str = "[redacted]";

/// A text without the key.
#[must_use]
pub fn redact(text: &str, key: &str) -> String {
    let mut clean = String::new();
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        match rest.strip_prefix(key) {
            Some(after) if !key.is_empty() => {
                clean.push_str(REDACTED);
                rest = after;
            }
            _ => {
                clean.push(next);
                rest = rest.get(next.len_utf8()..).unwrap_or_default();
            }
        }
    }
    clean
}

/// JSON text without the key, which JSON writes with its quotes and backslashes escaped.
#[must_use]
pub fn redact_json(json: &str, key: &str) -> String {
    let mut written = String::new();
    for character in key.chars() {
        if matches!(character, '"' | '\\') {
            written.push('\\');
        }
        written.push(character);
    }
    redact(json, &written)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn the_shared_cases() {
        let cases: Vec<Value> = serde_json::from_str(include_str!("../tests/facts/redaction.json")).unwrap();
        assert!(cases.len() > 5);
        for case in cases {
            let key = case["key"].as_str().unwrap();
            let found = match &case["value"] {
                Value::String(text) => Value::String(redact(text, key)),
                value => serde_json::from_str(&redact_json(&value.to_string(), key)).unwrap(),
            };
            assert_eq!(found, case["redacted"], "{case}");
        }
    }
}

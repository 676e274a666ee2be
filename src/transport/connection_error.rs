//! Which failures of fetch prove that the request never left. Pure.

/// The codes of connections that were never made. Node, Deno and Bun tell; browsers do not.
const NOT_CONNECTED: [&str; 5] =
    ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT", "bad port"];

/// Whether an error with that code was thrown before anything was sent. For any other, the request may have arrived.
#[must_use]
pub fn proves_not_sent(code: &str) -> bool {
    NOT_CONNECTED.contains(&code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    /// The proxy is held to the same codes.
    #[test]
    fn only_codes_of_connections_that_were_never_made_prove_it() {
        let codes: Value =
            serde_json::from_str(include_str!("../../tests/facts/connection-codes.json")).unwrap();
        for (list, expected) in [("notSent", true), ("unknown", false)] {
            for code in codes[list].as_array().unwrap() {
                assert_eq!(proves_not_sent(code.as_str().unwrap()), expected, "{code}");
            }
        }
    }
}

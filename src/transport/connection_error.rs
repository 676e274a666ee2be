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

    #[test]
    fn only_codes_of_connections_that_were_never_made_prove_it() {
        for code in NOT_CONNECTED {
            assert!(proves_not_sent(code), "{code}");
        }
        for code in ["ECONNRESET", "EPIPE", "UND_ERR_SOCKET", "UND_ERR_HEADERS_TIMEOUT", "", "econnrefused"] {
            assert!(!proves_not_sent(code), "{code}");
        }
    }
}

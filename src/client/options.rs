//! The options of the Rust API's client.

use crate::options::{ApiKey, ResolvedOptions};
use crate::send::retry::RetryPolicy;
use crate::send::state::Timeouts;
use crate::transport::fetch::is_valid_key;
use js_sys::{Object, Reflect};

/// The options of a [`Client`](crate::Client).
#[derive(Clone, PartialEq)]
pub struct ClientOptions {
    /// The API key, sent in the header `x-api-key`; `None` sends none, for a proxy that adds it.
    pub api_key: Option<String>,
    /// The project of the calls: a 24-hex id.
    pub project_id: Option<String>,
    /// The user on whose behalf executions are started: a 24-hex id.
    pub executed_by: Option<String>,
    /// The API's address.
    pub base_url: String,
    /// How long each attempt may take, in milliseconds.
    pub timeout: f64,
    /// How long the whole call may take with its waits, in milliseconds; infinite by default.
    pub total_timeout: f64,
    /// How often a call is repeated where that is safe.
    pub max_retries: u32,
    /// Allows a key in a page that is not served from loopback, where everyone who opens the page can read it.
    pub dangerously_allow_browser: bool,
}

impl Default for ClientOptions {
    fn default() -> Self {
        Self {
            api_key: None,
            project_id: None,
            executed_by: None,
            base_url: "https://api.wexa.ai".into(),
            timeout: 30_000.0,
            total_timeout: f64::INFINITY,
            max_retries: 2,
            dangerously_allow_browser: false,
        }
    }
}

/// Never the key.
impl std::fmt::Debug for ClientOptions {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("ClientOptions")
            .field("api_key", &self.api_key.as_ref().map(|_| "[redacted]"))
            .field("project_id", &self.project_id)
            .field("executed_by", &self.executed_by)
            .field("base_url", &self.base_url)
            .finish_non_exhaustive()
    }
}

impl ClientOptions {
    /// The options as `send` takes them.
    pub(super) fn resolved(&self) -> ResolvedOptions {
        let fetch_options = Object::new();
        // Setting a field of a new object does not fail.
        let _ = Reflect::set(&fetch_options, &"cache".into(), &"no-store".into());
        ResolvedOptions {
            api_key: self.api_key.as_deref().map_or(ApiKey::None, |key| ApiKey::Text(key.into())),
            fetch: None,
            fetch_options: Some(fetch_options),
            headers: None,
            signal: None,
            timeouts: Timeouts { timeout: self.timeout, total_timeout: self.total_timeout },
            retry: RetryPolicy {
                max_retries: self.max_retries,
                initial_delay: 500.0,
                max_delay: 8_000.0,
                max_retry_after: 60_000.0,
            },
            max_response_bytes: 67_108_864.0,
            counts_bytes: true,
        }
    }

    /// The options, if they can be used in a page of this host.
    pub(super) fn checked(mut self, page: Option<&str>) -> Result<Self, String> {
        let host =
            host(&self.base_url).ok_or("base_url: expected an http or https address without a key in it")?;
        let local = is_loopback(host);
        if self.api_key.is_some() && self.base_url.starts_with("http:") && !local {
            return Err("base_url: plain http would send the key in the clear; use https".into());
        }
        if let Some(key) = &self.api_key {
            if !is_valid_key(key) {
                return Err("api_key: expected printable ASCII without spaces".into());
            }
            if page.is_some_and(|page| !is_loopback(page)) && !local && !self.dangerously_allow_browser {
                return Err("api_key: everyone who opens this page could read the key; \
                    send requests through a proxy that adds it, or set dangerously_allow_browser"
                    .into());
            }
        }
        let times_are_right = self.timeout > 0.0 && self.total_timeout > 0.0;
        if !times_are_right {
            return Err("timeout, total_timeout: expected milliseconds greater than 0".into());
        }
        self.base_url.truncate(self.base_url.trim_end_matches('/').len());
        Ok(self)
    }
}

/// The host of an address that can be a base.
fn host(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let authority = rest.split('/').next()?;
    if rest.contains(['?', '#', '@', '\\']) {
        return None;
    }
    let host = match authority.strip_prefix('[') {
        Some(v6) => v6.split(']').next()?,
        None => authority.split(':').next()?,
    };
    (!host.is_empty()).then_some(host)
}

fn is_loopback(host: &str) -> bool {
    let octets: Vec<_> = host.split('.').map(str::parse::<u8>).collect();
    matches!(octets.as_slice(), [Ok(127), Ok(_), Ok(_), Ok(_)])
        || matches!(host, "localhost" | "::1" | "[::1]")
        || host.ends_with(".localhost")
}

/// The host of the page that this runs in, or whose worker it runs in; `None` outside of browsers.
pub(super) fn page_host() -> Option<String> {
    let location = js_sys::Reflect::get(&js_sys::global(), &"location".into()).ok()?;
    js_sys::Reflect::get(&location, &"hostname".into()).ok()?.as_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(base_url: &str) -> ClientOptions {
        ClientOptions { base_url: base_url.into(), api_key: Some("k".into()), ..ClientOptions::default() }
    }

    #[test]
    fn the_key_is_not_shown() {
        let options = ClientOptions { api_key: Some("0f9a".into()), ..ClientOptions::default() };
        assert!(!format!("{options:?}").contains("0f9a"));
    }

    #[test]
    fn plain_http_is_for_loopback_alone() {
        for base in
            ["http://localhost:8787", "http://127.0.0.1", "http://[::1]:1", "http://emulator.localhost/"]
        {
            assert!(with(base).checked(None).is_ok(), "{base}");
        }
        for base in ["http://api.wexa.ai", "http://127.0.0.1.example.com", "http://localhost.example.com"] {
            assert!(with(base).checked(None).is_err(), "{base}");
        }
    }

    #[test]
    fn an_address_with_more_than_a_path_is_refused() {
        for base in
            ["", "api.wexa.ai", "ftp://a", "https://", "https://a?k=1", "https://a#b", "https://u:p@a"]
        {
            assert!(with(base).checked(None).is_err(), "{base}");
        }
        assert_eq!(with("https://a/wexa/").checked(None).unwrap().base_url, "https://a/wexa");
    }

    #[test]
    fn a_key_stays_out_of_pages() {
        let api = "https://api.wexa.ai";
        assert!(with(api).checked(Some("example.com")).is_err());
        assert!(with(api).checked(Some("localhost")).is_ok());
        assert!(with("http://localhost:1").checked(Some("example.com")).is_ok());
        let allowed = ClientOptions { dangerously_allow_browser: true, ..with(api) };
        assert!(allowed.checked(Some("example.com")).is_ok());
        let keyless = ClientOptions { api_key: None, ..with(api) };
        assert!(keyless.checked(Some("example.com")).is_ok());
    }

    #[test]
    fn a_key_that_no_header_can_hold_is_refused() {
        for key in ["", "a b", "a\nb", "clé"] {
            let options = ClientOptions { api_key: Some(key.into()), ..ClientOptions::default() };
            assert!(options.checked(None).is_err(), "{key:?}");
        }
    }

    #[test]
    fn times_are_more_than_nothing() {
        for time in [0.0, -1.0, f64::NAN] {
            assert!(ClientOptions { timeout: time, ..with("https://a") }.checked(None).is_err(), "{time}");
            assert!(
                ClientOptions { total_timeout: time, ..with("https://a") }.checked(None).is_err(),
                "{time}"
            );
        }
    }
}

//! The options of the Rust API's client.

use super::base_url::{BaseUrl, is_loopback};
use crate::bindings::imports::FetchSettings;
use crate::options::{ApiKey, ResolvedOptions};
use crate::send::retry::RetryPolicy;
use crate::send::state::Timeouts;
use crate::transport::fetch::is_valid_key;
use js_sys::{Object, Reflect};
use wasm_bindgen::JsCast;

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
        let (fetch, fetch_options) = (Object::new().unchecked_into::<FetchSettings>(), Object::new());
        // Setting a field of a new object does not fail.
        let _ = Reflect::set(&fetch_options, &"cache".into(), &"no-store".into());
        fetch.set_fetch_options(&fetch_options);
        ResolvedOptions {
            base_url: self.base_url.clone(),
            project: self.project_id.clone(),
            api_key: self.api_key.as_deref().map_or(ApiKey::None, |key| ApiKey::Text(key.into())),
            fetch,
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
        let base_url = BaseUrl::parse(&self.base_url).ok_or(
            "base_url: expected an http or https address, written as browsers write it, \
            without credentials, query or hash",
        )?;
        let local = base_url.is_loopback;
        if self.api_key.is_some() && base_url.is_plain && !local {
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
        self.base_url = base_url.href;
        Ok(self)
    }
}

/// The host of the page that this runs in, or whose worker it runs in; `None` outside of browsers.
pub(super) fn page_host() -> Option<String> {
    let location = js_sys::Reflect::get(&js_sys::global(), &"location".into()).ok()?;
    js_sys::Reflect::get(&location, &"hostname".into()).ok()?.as_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn with(base_url: &str) -> ClientOptions {
        ClientOptions { base_url: base_url.into(), api_key: Some("k".into()), ..ClientOptions::default() }
    }

    #[test]
    fn the_key_is_not_shown() {
        let options = ClientOptions { api_key: Some("0f9a".into()), ..ClientOptions::default() };
        assert!(!format!("{options:?}").contains("0f9a"));
    }

    #[test]
    fn the_shared_cases_of_keys_and_pages() {
        let cases: Vec<Value> =
            serde_json::from_str(include_str!("../../tests/facts/browser-guard.json")).unwrap();
        assert!(cases.len() > 15);
        for case in cases {
            // The Rust API takes no function.
            if case["key"] == "function" {
                continue;
            }
            let options = ClientOptions {
                base_url: case["baseUrl"].as_str().unwrap().into(),
                api_key: case["key"].as_str().map(Into::into),
                dangerously_allow_browser: case["dangerouslyAllowBrowser"] == true,
                ..ClientOptions::default()
            };
            let refused = options.checked(case["page"].as_str()).err();
            let option = refused.as_deref().and_then(|message| message.split(':').next());
            let expected = case["refused"].as_str().map(|name| match name {
                "baseUrl" => "base_url",
                _ => "api_key",
            });
            assert_eq!(option, expected, "{case}");
        }
    }

    #[test]
    fn an_address_and_a_key_are_checked_by_the_shared_rules() {
        for base in ["https://a?k=1", "http://127.0.0.1.example.com", "http://127.0.0.+1"] {
            assert!(with(base).checked(None).is_err(), "{base}");
        }
        assert_eq!(with("https://a/wexa/").checked(None).unwrap().base_url, "https://a/wexa");
        let options = ClientOptions { api_key: Some("a b".into()), ..ClientOptions::default() };
        assert!(options.checked(None).is_err());
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

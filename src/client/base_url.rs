//! The API's address, as the Rust API takes it. tests/facts/base-urls.json holds this and npm/core/base-url.ts to the same cases.

use std::net::{Ipv4Addr, Ipv6Addr};

/// An address that requests can be sent to.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct BaseUrl {
    /// The address, without slashes at its end.
    pub(super) href: String,
    /// Whether it is plain http.
    pub(super) is_plain: bool,
    /// Whether it is this machine.
    pub(super) is_loopback: bool,
}

impl BaseUrl {
    /// Reads an address that is written as the URL standard would write it, the case of the scheme and the host aside.
    ///
    /// Any other spelling is refused, because the `URL` of JavaScript, which fetch reads it with, could take it for another
    /// host than this does. `None` also for an address with credentials, a query or a hash.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        let scheme = scheme.to_ascii_lowercase();
        let default_port = match scheme.as_str() {
            "https" => "443",
            "http" => "80",
            _ => return None,
        };
        let (authority, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
        let authority = authority.to_ascii_lowercase();
        let (host, port) = split_port(&authority)?;
        if !is_canonical_host(host) || !is_canonical_path(path) {
            return None;
        }
        let port = match port {
            None => String::new(),
            Some(port) if port == default_port => String::new(),
            Some(port) if port.parse::<u16>().ok()?.to_string() == port => [":", port].concat(),
            Some(_) => return None,
        };
        Some(Self {
            href: [&scheme, "://", host, &port, path.trim_end_matches('/')].concat(),
            is_plain: scheme == "http",
            is_loopback: is_loopback(host),
        })
    }
}

/// The host, with the brackets of an IPv6 address, and the port if there is one.
fn split_port(authority: &str) -> Option<(&str, Option<&str>)> {
    let after_brackets = if authority.starts_with('[') { authority.find(']')? } else { 0 };
    match authority.split_at(after_brackets) {
        (before, rest) if rest.contains(':') => {
            let (end, port) = rest.split_once(':')?;
            Some((authority.get(..before.len() + end.len())?, Some(port)))
        }
        _ => Some((authority, None)),
    }
}

fn is_canonical_host(host: &str) -> bool {
    if let Some(inner) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        // An IPv4 address within one is written in two ways.
        return !inner.contains('.')
            && inner.parse::<Ipv6Addr>().is_ok_and(|address| address.to_string() == inner);
    }
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
    if host.is_empty() || !host.bytes().all(is_name) {
        return false;
    }
    // What ends in a number is an IPv4 address, which the standard reads in many spellings.
    let last = host.trim_end_matches('.').rsplit('.').next().unwrap_or_default();
    let ends_in_number = last.starts_with("0x") || last.bytes().all(|byte| byte.is_ascii_digit());
    !ends_in_number || host.parse::<Ipv4Addr>().is_ok()
}

/// Whether the standard leaves a path as it is.
fn is_canonical_path(path: &str) -> bool {
    let is_kept = |byte: u8| byte.is_ascii_graphic() && !br##""#<>?\^`{}"##.contains(&byte);
    let is_dots =
        |segment: &str| matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..");
    path.bytes().all(is_kept) && !path.split('/').any(is_dots)
}

/// Whether a host, as the URL standard writes it, is this machine.
pub(super) fn is_loopback(host: &str) -> bool {
    matches!(host, "localhost" | "[::1]")
        || host.strip_suffix(".localhost").is_some_and(|name| !name.is_empty())
        || host.parse::<Ipv4Addr>().is_ok_and(|address| address.octets()[0] == 127)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn the_shared_cases() {
        let cases: Vec<Value> =
            serde_json::from_str(include_str!("../../tests/facts/base-urls.json")).unwrap();
        assert!(cases.len() > 50);
        for case in cases {
            let found = BaseUrl::parse(case["url"].as_str().unwrap());
            // What only JavaScript takes is written in another way than the URL standard would write it.
            let expected = case["base"].as_str().filter(|_| case["rust"] != "refused");
            assert_eq!(found.as_ref().map(|url| url.href.as_str()), expected, "{case}");
            let Some(found) = found else { continue };
            assert_eq!(
                Value::Bool(found.is_loopback),
                *case.get("loopback").unwrap_or(&Value::Bool(false)),
                "{case}"
            );
            assert_eq!(found.is_plain, found.href.starts_with("http:"), "{case}");
        }
    }
}

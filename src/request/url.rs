//! The address of a request: an operation's path with the ids, the project and the query in it. Pure.

use crate::error::{Code, Failure};

/// Whether that is one of the API's names for the project: `projectID`, `projectId` or `project_id`.
#[must_use]
pub fn is_project(name: &str) -> bool {
    name.eq_ignore_ascii_case("projectID") || name == "project_id"
}

/// What an address is made of, besides the operation's path and the ids.
#[derive(Clone, Copy, Debug)]
pub struct UrlParts<'a> {
    /// The API's address, without a slash at the end.
    pub base: &'a str,
    /// The project of the call.
    pub project: Option<&'a str>,
    /// Names and values of the query, besides the project.
    pub query: &'a [(String, String)],
}

/// The address of a request. `id` gives the caller's ids, in the order of the path's placeholders, or what is wrong with one.
///
/// # Errors
///
/// An id that cannot stand in a path, or a project that nobody gave.
pub fn build_url(
    path: &str,
    parts: &UrlParts<'_>,
    id: impl Fn(usize) -> Result<String, String>,
) -> Result<String, Box<Failure>> {
    let project = || {
        parts.project.filter(|project| !project.is_empty()).ok_or_else(|| {
            let message = "projectID is missing: give it in the options of the call or of the client";
            Failure::before_sending(Code::Configuration, message)
        })
    };
    let (path, project_names) = path.split_once('?').unwrap_or((path, ""));
    let mut url = String::from(parts.base);
    let mut index = 0;
    for piece in path.split('{') {
        // All but the first begin with the name of a placeholder.
        let Some((name, literal)) = piece.split_once('}') else {
            url.push_str(piece);
            continue;
        };
        let value = if is_project(name) {
            project()?.into()
        } else {
            index += 1;
            id(index - 1).map_err(|wrong| Failure::invalid(name, &wrong))?
        };
        // One that is empty or made of dots would name another route.
        if matches!(&*value, "" | "." | "..") {
            let message = ["expected an id, found \"", &value, "\""].concat();
            return Err(Failure::invalid(name, &message));
        }
        encode(&value, &mut url);
        url.push_str(literal);
    }
    let mut separator = '?';
    let mut pair = |url: &mut String, name: &str, value: &str| {
        url.push(separator);
        separator = '&';
        encode(name, url);
        url.push('=');
        encode(value, url);
    };
    for name in project_names.split('&').filter(|name| !name.is_empty()) {
        match name.strip_suffix('?') {
            Some(optional) => {
                if let Ok(project) = project() {
                    pair(&mut url, optional, project);
                }
            }
            None => pair(&mut url, name, project()?),
        }
    }
    for (name, value) in parts.query {
        pair(&mut url, name, value);
    }
    Ok(url)
}

/// Which of the caller's ids has that name in the path.
pub fn path_param_index(path: &str, wanted: &str) -> Option<usize> {
    let names = path.split('{').skip(1).filter_map(|piece| Some(piece.split_once('}')?.0));
    names.filter(|name| !is_project(name)).position(|name| name == wanted)
}

/// Appends text with everything percent-encoded but what RFC 3986 calls unreserved.
fn encode(text: &str, url: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            url.push(byte.into());
        } else {
            url.push('%');
            for digit in [byte >> 4, byte & 15] {
                url.push(HEX.get(usize::from(digit)).copied().unwrap_or_default().into());
            }
        }
    }
}

/// Checks a path that a caller has written: it must not leave the API's address by a second slash, by dots (also
/// percent-encoded), a query or a hash.
///
/// # Errors
///
/// What is wrong with it.
pub fn check_path(path: &str) -> Result<(), Box<Failure>> {
    let allowed =
        |byte: u8| matches!(byte, b'!' | b'$'..=b';' | b'=' | b'@'..=b'[' | b']' | b'_' | b'a'..=b'z' | b'~');
    let dots = |segment: &str| {
        let mut rest = segment;
        let mut count = 0;
        while let Some(after) = rest.strip_prefix('.').or_else(|| strip_encoded_dot(rest)) {
            count += 1;
            rest = after;
        }
        rest.is_empty() && count > 0 && count < 3
    };
    let good = path.starts_with('/')
        && !path.starts_with("//")
        && path.bytes().all(allowed)
        && !path.split('/').any(dots);
    if good {
        return Ok(());
    }
    Err(Failure::invalid("path", "expected a percent-encoded path without dot segments, query or hash"))
}

fn strip_encoded_dot(text: &str) -> Option<&str> {
    let (dot, rest) = text.split_at_checked(3)?;
    dot.eq_ignore_ascii_case("%2e").then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn with(ids: &[&str], project: Option<&str>, path: &str) -> Result<String, Box<Failure>> {
        let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
        let parts = UrlParts { base: "https://api.wexa.ai", project, query: &[] };
        build_url(path, &parts, |index| Ok(ids.get(index).cloned().unwrap_or_default()))
    }

    #[test]
    fn the_documented_address_of_create() {
        let url = with(&[], Some("67fdea40aac77be632954f13"), "/execute_flow?projectID").unwrap();
        assert_eq!(url, "https://api.wexa.ai/execute_flow?projectID=67fdea40aac77be632954f13");
    }

    #[test]
    fn ids_are_one_segment_whatever_is_in_them() {
        let url = with(&["a/b?c#d%e f…\u{1F980}"], None, "/execute_flow/{execution_id}/pause").unwrap();
        assert_eq!(url, "https://api.wexa.ai/execute_flow/a%2Fb%3Fc%23d%25e%20f%E2%80%A6%F0%9F%A6%80/pause");
    }

    #[test]
    fn an_id_that_names_another_route_is_refused() {
        for id in ["", ".", ".."] {
            let failure = with(&[id], None, "/execute_flow/{execution_id}").unwrap_err();
            assert_eq!(failure.code, Code::InvalidRequest, "{id:?}");
            assert_eq!(failure.fields[0].path, "execution_id");
        }
        assert!(with(&["..."], None, "/execute_flow/{execution_id}").is_ok());
    }

    #[test]
    fn a_project_that_nobody_gave_is_named() {
        for path in ["/execute_flow?projectID", "/{projectID}/execution_flows"] {
            for project in [None, Some("")] {
                let failure = with(&[], project, path).unwrap_err();
                assert_eq!(failure.code, Code::Configuration);
                assert!(failure.message.contains("projectID"), "{}", failure.message);
            }
        }
    }

    #[test]
    fn a_project_that_is_optional_is_sent_when_it_is_known() {
        assert_eq!(
            with(&[], Some("p"), "/agentflows?projectID?").unwrap(),
            "https://api.wexa.ai/agentflows?projectID=p"
        );
        assert_eq!(with(&[], None, "/agentflows?projectID?").unwrap(), "https://api.wexa.ai/agentflows");
    }

    #[test]
    fn ids_have_the_names_of_their_places() {
        let path = "/trigger/{project_id}/{connector_id}/{trigger_id}?projectID";
        let numbers = ["connector_id", "trigger_id", "agent_id"].map(|name| path_param_index(path, name));
        assert_eq!(numbers, [Some(0), Some(1), None]);
    }

    #[test]
    fn a_query_follows_the_project() {
        let query = [("limit".into(), "10".into()), ("search key".into(), "a&b=c".into())];
        let parts = UrlParts { base: "", project: Some("p"), query: &query };
        assert_eq!(
            build_url("/inbox?projectID", &parts, |_| Ok(String::new())).unwrap(),
            "/inbox?projectID=p&limit=10&search%20key=a%26b%3Dc"
        );
    }

    proptest! {
        #[test]
        fn no_id_leaves_its_segment(id in "\\PC{1,40}") {
            prop_assume!(id != "." && id != "..");
            let url = with(&[&id], None, "/a/{id}/b").unwrap();
            let inside = url.strip_prefix("https://api.wexa.ai/a/").unwrap().strip_suffix("/b").unwrap();
            let safe = inside.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte));
            prop_assert!(safe, "{}", inside);
        }
    }

    #[test]
    fn a_path_of_the_callers_own_stays_below_the_api() {
        for path in ["/a", "/a/b%20c", "/a.b/-_~!$&'()*+,;=:@", "/..a", "/a/"] {
            assert!(check_path(path).is_ok(), "{path}");
        }
        for path in [
            "",
            "a",
            "//a",
            "/a/../b",
            "/a/./b",
            "/..",
            "/a/%2e%2E/b",
            "/a/.%2e",
            "/a?b",
            "/a#b",
            "/a b",
            "/é",
            "/a\\b",
        ] {
            assert!(check_path(path).is_err(), "{path}");
        }
    }
}

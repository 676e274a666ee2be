//! The request's address, from an operation's path and what the caller gave. Pure.

use crate::error::{Code, Failure};
use crate::text::{cut, push_digit};

/// What the address is made of, besides the operation's path.
#[derive(Clone, Copy, Debug)]
pub struct Address<'a> {
    /// The API's address, without a slash at the end.
    pub base: &'a str,
    /// The caller's ids, in the order of the path's placeholders.
    pub ids: &'a [String],
    /// The project of the call.
    pub project: Option<&'a str>,
    /// Names and values of the query, besides the project.
    pub query: &'a [(String, String)],
}

/// The names that the API has for the project.
pub const PROJECT: [&str; 3] = ["projectID", "projectId", "project_id"];

/// The caller's ids by the names of the path's placeholders.
pub fn named_ids<'a>(path: &'static str, ids: &'a [String]) -> Vec<(&'static str, &'a str)> {
    let mut named = Vec::new();
    let mut rest = path;
    let mut ids = ids.iter();
    while let Some((name, after)) = cut(rest, b'{').and_then(|(_, placeholder_on)| cut(placeholder_on, b'}'))
    {
        if !PROJECT.contains(&name)
            && let Some(id) = ids.next()
        {
            named.push((name, id.as_str()));
        }
        rest = after;
    }
    named
}

/// The address of a request.
///
/// # Errors
///
/// An id that cannot stand in a path, or a project that nobody gave.
pub fn address(path: &str, parts: &Address<'_>) -> Result<String, Box<Failure>> {
    let (path, mut project_names) = cut(path, b'?').unwrap_or((path, ""));
    let mut url = String::from(parts.base);
    let mut ids = parts.ids.iter();
    let mut rest = path;
    while let Some((literal, placeholder_on)) = cut(rest, b'{') {
        let (name, after) = cut(placeholder_on, b'}').unwrap_or((placeholder_on, ""));
        url.push_str(literal);
        if PROJECT.contains(&name) {
            segment(name, required_project(parts)?, &mut url)?;
        } else {
            segment(name, ids.next().map_or("", String::as_str), &mut url)?;
        }
        rest = after;
    }
    url.push_str(rest);

    let mut separator = "?";
    let mut add = |name: &str, value: &str| pair(name, value, &mut separator, &mut url);
    while !project_names.is_empty() {
        let (name, after) = cut(project_names, b'&').unwrap_or((project_names, ""));
        match (cut(name, b'?'), parts.project) {
            (None, _) => add(name, required_project(parts)?),
            (Some((name, _)), Some(project)) => add(name, project),
            _ => {}
        }
        project_names = after;
    }
    for (name, value) in parts.query {
        add(name, value);
    }
    Ok(url)
}

/// The address of a request whose path the caller gives.
///
/// # Errors
///
/// A path that does not start with one slash, or that would leave the API's address.
pub fn other_address(path: &str, parts: &Address<'_>) -> Result<String, Box<Failure>> {
    let plain = path.bytes().all(|byte| {
        byte.is_ascii_graphic()
            && !matches!(byte, b'"' | b'#' | b'<' | b'>' | b'?' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}')
    });
    let mut rest = path;
    let mut start = path.bytes();
    let mut leaves = start.next() != Some(b'/') || start.next() == Some(b'/');
    while !rest.is_empty() {
        let (segment, after) = cut(rest, b'/').unwrap_or((rest, ""));
        leaves |= only_dots(segment);
        rest = after;
    }
    if leaves || !plain {
        return Err(Failure::invalid(
            "path",
            "expected a path that starts with one slash, percent-encoded, without `.`, `..`, query or hash",
        ));
    }
    let mut url = String::from(parts.base);
    url.push_str(path);
    let mut separator = "?";
    for (name, value) in parts.query {
        pair(name, value, &mut separator, &mut url);
    }
    Ok(url)
}

/// Whether a segment is `.` or `..`, also percent-encoded: such a one is taken out of an address before it is sent.
fn only_dots(segment: &str) -> bool {
    let mut bytes = segment.bytes();
    let mut dots = 0;
    while let Some(byte) = bytes.next() {
        let encoded = byte == b'%' && bytes.next() == Some(b'2') && matches!(bytes.next(), Some(b'e' | b'E'));
        if byte != b'.' && !encoded {
            return false;
        }
        dots += 1;
    }
    dots == 1 || dots == 2
}

fn required_project<'a>(parts: &Address<'a>) -> Result<&'a str, Box<Failure>> {
    parts.project.filter(|project| !project.is_empty()).ok_or_else(|| {
        Failure::before_sending(
            Code::Configuration,
            "projectID is missing: give it in the options of the call or of the client",
        )
    })
}

/// Appends an id as one segment of a path. One that is empty or made of dots would name another route.
fn segment(name: &str, id: &str, url: &mut String) -> Result<(), Box<Failure>> {
    if matches!(id, "" | "." | "..") {
        let mut message = String::from("expected an id, found \"");
        message.push_str(id);
        message.push_str("\"");
        return Err(Failure::invalid(name, message));
    }
    encode(id, url);
    Ok(())
}

/// Appends a name and a value of the query.
fn pair(name: &str, value: &str, separator: &mut &str, url: &mut String) {
    url.push_str(separator);
    encode(name, url);
    url.push_str("=");
    encode(value, url);
    *separator = "&";
}

/// Appends text with everything percent-encoded but what RFC 3986 calls unreserved.
fn encode(text: &str, url: &mut String) {
    let mut start = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            continue;
        }
        // Inside of a character there is nothing to copy, as of a slice that begins there.
        url.push_str(text.get(start..at).unwrap_or_default());
        url.push_str("%");
        push_digit(url, usize::from(byte >> 4));
        push_digit(url, usize::from(byte & 15));
        start = at + 1;
    }
    url.push_str(text.get(start..).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn with(ids: &[&str], project: Option<&str>, path: &str) -> Result<String, Box<Failure>> {
        let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
        address(path, &Address { base: "https://api.wexa.ai", ids: &ids, project, query: &[] })
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
        let ids = ["c".to_owned(), "t".to_owned()];
        let named = named_ids("/trigger/{project_id}/{connector_id}/{trigger_id}?projectID", &ids);
        assert_eq!(named, [("connector_id", "c"), ("trigger_id", "t")]);
    }

    #[test]
    fn a_path_of_the_callers_own_stays_below_the_address() {
        let query = [("a b".into(), "c&d".into())];
        let parts = Address { base: "https://api.wexa.ai", ids: &[], project: None, query: &query };
        assert_eq!(other_address("/x/y%20z/", &parts).unwrap(), "https://api.wexa.ai/x/y%20z/?a%20b=c%26d");
        for path in [
            "",
            "x",
            "//evil.example",
            "/a/../b",
            "/a/%2E%2e/b",
            "/.",
            "/a?b",
            "/a#b",
            "/a b",
            "/ü",
            "/a\\b",
            "/{x}",
        ] {
            assert_eq!(other_address(path, &parts).unwrap_err().code, Code::InvalidRequest, "{path:?}");
        }
    }

    #[test]
    fn a_query_follows_the_project() {
        let query = [("limit".into(), "10".into()), ("search key".into(), "a&b=c".into())];
        let parts = Address { base: "", ids: &[], project: Some("p"), query: &query };
        assert_eq!(
            address("/inbox?projectID", &parts).unwrap(),
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
}

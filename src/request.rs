//! The request's address, from an operation's path and what the caller gave. Pure.

use crate::error::{Code, Failure};
use crate::text::{beginning, cut, is_among, pieces};

/// Whether that is one of the API's names for the project: `projectID`, `projectId` or `project_id`.
#[must_use]
pub fn is_project(name: &str) -> bool {
    is_among(name, "projectID project_id")
}

/// A value in a path.
#[derive(Clone, Copy, Debug)]
pub enum PathParam {
    /// The project of the call.
    Project,
    /// The caller's id of that number, in the order of the path's placeholders.
    Id(usize),
}

/// What an address is written to, and where the values in it come from. Each has its own way to percent-encode.
pub trait UrlWriter<'path> {
    /// Appends text of the path as it is.
    fn text(&mut self, text: &'path str);
    /// Appends a value as one segment, or says what is wrong with it. One that is empty or made of dots would name
    /// another route.
    ///
    /// # Errors
    ///
    /// What is wrong with the value, in words.
    fn segment(&mut self, given: PathParam) -> Result<(), String>;
    /// Appends the project to the query, under that name.
    ///
    /// # Errors
    ///
    /// What is wrong with it, in words.
    fn project(&mut self, name: &'path str) -> Result<(), String>;
    /// Whether there is a project.
    fn has_project(&self) -> bool;
}

/// Writes the path of a request, and the project in its query.
///
/// # Errors
///
/// An id that cannot stand in a path, or a project that nobody gave.
pub fn write_url<'path>(path: &'path str, target: &mut impl UrlWriter<'path>) -> Result<(), Box<Failure>> {
    let (path, project_names) = cut(path, b'?');
    let mut rest = path;
    let mut id = 0;
    loop {
        let (literal, placeholder_on) = cut(rest, b'{');
        target.text(literal);
        if placeholder_on.is_empty() {
            break;
        }
        let (name, after) = cut(placeholder_on, b'}');
        let given = if is_project(name) {
            needs_project(target)?;
            PathParam::Project
        } else {
            id += 1;
            PathParam::Id(id - 1)
        };
        target.segment(given).map_err(|wrong| Failure::invalid(name, &wrong))?;
        rest = after;
    }
    for said in pieces(project_names, b'&') {
        let (name, _) = cut(said, b'?');
        let optional = name.len() < said.len();
        if optional && !target.has_project() {
            continue;
        }
        needs_project(target)?;
        target.project(name).map_err(|wrong| Failure::invalid(name, &wrong))?;
    }
    Ok(())
}

fn needs_project<'path>(target: &impl UrlWriter<'path>) -> Result<(), Box<Failure>> {
    if target.has_project() {
        return Ok(());
    }
    Err(Failure::before_sending(
        Code::Configuration,
        "projectID is missing: give it in the options of the call or of the client",
    ))
}

/// Which of the caller's ids has that name in the path.
pub fn path_param_index(path: &str, wanted: &str) -> Option<usize> {
    let mut rest = path;
    let mut number = 0;
    while !rest.is_empty() {
        let (name, after) = cut(cut(rest, b'{').1, b'}');
        if name == wanted {
            return Some(number);
        }
        number += usize::from(!is_project(name));
        rest = after;
    }
    None
}

/// What is wrong with an id that is text.
pub fn not_an_id(id: &str) -> String {
    let mut message = beginning("expected an id, found \"");
    message.push_str(id);
    message.push_str("\"");
    message
}

/// An address as text, for the Rust API.
#[cfg(any(test, feature = "client"))]
mod url;
#[cfg(any(test, feature = "client"))]
pub use url::{Address, address};

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
        let path = "/trigger/{project_id}/{connector_id}/{trigger_id}?projectID";
        let numbers = ["connector_id", "trigger_id", "agent_id"].map(|name| path_param_index(path, name));
        assert_eq!(numbers, [Some(0), Some(1), None]);
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

//! The address of an operation: whatever the ids, the project, the base and the query are, a request goes below the base, to the route
//! of its operation, with each id as one segment; or nothing is sent, and the error says why.
//!
//! The input is text: the base, the project (none if empty), and an operation's number;
//! then, a line each, names and values of the query with a tab between them, and ids.
#![no_main]

use libfuzzer_sys::fuzz_target;
use percent_encoding::percent_decode_str;
use url::Url;
use wexa_executeflow::error::{Code, Failure, Outcome};
use wexa_executeflow::request::url::{UrlParts, build_url, is_project, path_param_index};
use wexa_executeflow_fuzz::operations;

fuzz_target!(|text: &str| {
    let mut lines = text.split('\n');
    let Some(base) = lines.next().and_then(base) else { return };
    let project = lines.next().filter(|project| !project.is_empty());
    let Some(number) = lines.next() else { return };
    let (mut query, mut ids) = (Vec::new(), Vec::new());
    for line in lines {
        match line.split_once('\t') {
            Some((name, value)) => query.push((name.to_owned(), value.to_owned())),
            None => ids.push(line.to_owned()),
        }
    }
    let trimmed = base.as_str().trim_end_matches('/');
    let parts = UrlParts { base: trimmed, project, query: &query };

    let Ok(number) = number.parse::<usize>() else { return };
    let all: Vec<_> = operations().collect();
    let path = all[number % all.len()].path;
    let built = build_url(path, &parts, |index| Ok(ids.get(index).cloned().unwrap_or_default()));
    match (built, wanted(path, &parts, &ids)) {
        (Ok(url), Ok((segments, pairs))) => is_there(&url, &base, &segments, &pairs),
        (Err(failure), Err(code)) => refused(&failure, code),
        (found, wanted) => panic!("{path} with {parts:?} gave {found:?}, not {wanted:?}"),
    }
    let names = path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    for (number, name) in names.filter(|name| !is_project(name)).enumerate() {
        assert_eq!(path_param_index(path, name), Some(number));
    }
});

/// The base as the client takes it.
fn base(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let plain = matches!(url.scheme(), "http" | "https")
        && url.username().is_empty()
        && url.password().is_none()
        && url.query().unwrap_or_default().is_empty()
        && url.fragment().unwrap_or_default().is_empty();
    // An empty query or hash leaves its mark in the text.
    (plain && !url.as_str().ends_with(['?', '#'])).then_some(url)
}

type Parts = (Vec<Vec<u8>>, Vec<(String, String)>);

/// What the address must be made of, read from the operation's path in another way than the crate does.
fn wanted(path: &'static str, parts: &UrlParts<'_>, ids: &[String]) -> Result<Parts, Code> {
    let project = || parts.project.map(str::to_owned).ok_or(Code::Configuration);
    let (path, names) = path.split_once('?').unwrap_or((path, ""));
    let mut ids = ids.iter();
    let mut segments = Vec::new();
    for segment in path.split('/').skip(1) {
        let value = match segment.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
            None => segment.to_owned(),
            Some(name) if is_project(name) => id(project()?)?,
            Some(_) => id(ids.next().cloned().unwrap_or_default())?,
        };
        segments.push(value.into_bytes());
    }
    let mut pairs = Vec::new();
    for name in names.split('&').filter(|name| !name.is_empty()) {
        match (name.strip_suffix('?'), parts.project) {
            (None, _) => pairs.push((name.to_owned(), project()?)),
            (Some(name), Some(project)) => pairs.push((name.to_owned(), project.to_owned())),
            (Some(_), None) => {}
        }
    }
    pairs.extend_from_slice(parts.query);
    Ok((segments, pairs))
}

fn id(id: String) -> Result<String, Code> {
    if matches!(id.as_str(), "" | "." | "..") { Err(Code::InvalidRequest) } else { Ok(id) }
}

fn decoded(segment: &str) -> Vec<u8> {
    percent_decode_str(segment).collect()
}

/// What a fetch makes of the address is what was meant.
fn is_there(text: &str, base: &Url, segments: &[Vec<u8>], pairs: &[(String, String)]) {
    let url = Url::parse(text).expect("an address");
    assert_eq!(url.as_str(), text, "nothing is left to be made normal on its way");
    assert_eq!(url.origin(), base.origin());
    assert_eq!((url.username(), url.password(), url.fragment()), ("", None, None));
    let below = base.path().trim_end_matches('/');
    let path = url.path().strip_prefix(below).expect("a path below the base");
    let found: Vec<_> = path.strip_prefix('/').expect("a whole segment").split('/').map(decoded).collect();
    assert_eq!(found, segments);
    assert!(found.iter().all(|segment| segment != b"." && segment != b".."));
    let found: Vec<_> = url.query_pairs().into_owned().collect();
    assert_eq!(found, pairs);
}

fn refused(failure: &Failure, code: Code) {
    assert_eq!((failure.code, failure.outcome, failure.retryable), (code, Outcome::NotSent, false));
    assert_eq!(failure.fields.len(), usize::from(code == Code::InvalidRequest));
    assert!(!failure.message.is_empty());
}

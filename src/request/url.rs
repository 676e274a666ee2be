use super::{PathParam, UrlWriter, not_an_id, write_url};
use crate::error::Failure;
use crate::text::push_digit;

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

/// The address of a request.
///
/// # Errors
///
/// An id that cannot stand in a path, or a project that nobody gave.
pub fn address(path: &str, parts: &Address<'_>) -> Result<String, Box<Failure>> {
    let mut text = Text { parts, url: parts.base.into(), separator: "?" };
    write_url(path, &mut text)?;
    Ok(text.with_query())
}

struct Text<'a> {
    parts: &'a Address<'a>,
    url: String,
    separator: &'static str,
}

impl Text<'_> {
    fn with_query(mut self) -> String {
        for (name, value) in self.parts.query {
            self.pair(name, value);
        }
        self.url
    }

    fn pair(&mut self, name: &str, value: &str) {
        self.url.push_str(self.separator);
        encode(name, &mut self.url);
        self.url.push_str("=");
        encode(value, &mut self.url);
        self.separator = "&";
    }
}

impl UrlWriter<'_> for Text<'_> {
    fn text(&mut self, text: &str) {
        self.url.push_str(text);
    }

    fn segment(&mut self, given: PathParam) -> Result<(), String> {
        let value = match given {
            PathParam::Project => self.parts.project.unwrap_or_default(),
            PathParam::Id(number) => self.parts.ids.get(number).map_or("", String::as_str),
        };
        if matches!(value, "" | "." | "..") {
            return Err(not_an_id(value));
        }
        encode(value, &mut self.url);
        Ok(())
    }

    fn project(&mut self, name: &str) -> Result<(), String> {
        self.pair(name, self.parts.project.unwrap_or_default());
        Ok(())
    }

    fn has_project(&self) -> bool {
        self.parts.project.is_some_and(|project| !project.is_empty())
    }
}

/// Appends text with everything percent-encoded but what RFC 3986 calls unreserved.
fn encode(text: &str, url: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            url.push(byte.into());
        } else {
            url.push_str("%");
            push_digit(url, usize::from(byte >> 4));
            push_digit(url, usize::from(byte & 15));
        }
    }
}

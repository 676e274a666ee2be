//! What can go wrong, and what became of the request: one type, for every road.

/// What went wrong, as a word that programs compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Code {
    /// An option of the client or of the call is wrong or missing.
    Configuration,
    /// The request was found wrong before it was sent.
    InvalidRequest,
    /// The server found the request wrong: 400 or 422.
    Validation,
    /// The server does not know the key: 401.
    Authentication,
    /// The key may not do this: 403.
    Permission,
    /// There is no such thing: 404.
    NotFound,
    /// The thing is in a state that does not allow it: 409.
    Conflict,
    /// Too many requests: 429.
    RateLimit,
    /// The server failed: 5xx.
    Server,
    /// Any other status that is not a success.
    Http,
    /// No reply: the connection could not be made, or was lost.
    Connection,
    /// No reply, or not the whole of it, in the time given.
    Timeout,
    /// The caller ended the call.
    Aborted,
    /// A success whose body is not what the documents say.
    BadResponse,
    /// The server pointed elsewhere: a key is not sent along to there.
    Redirected,
    /// The reply is larger than the caller allows.
    TooLarge,
}

impl Code {
    /// Every code, in the order of the generated tables.
    pub const ALL: [Self; 16] = [
        Self::Configuration,
        Self::InvalidRequest,
        Self::Validation,
        Self::Authentication,
        Self::Permission,
        Self::NotFound,
        Self::Conflict,
        Self::RateLimit,
        Self::Server,
        Self::Http,
        Self::Connection,
        Self::Timeout,
        Self::Aborted,
        Self::BadResponse,
        Self::Redirected,
        Self::TooLarge,
    ];

    /// The word that programs compare.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Configuration => "configuration",
            Self::InvalidRequest => "invalid_request",
            Self::Validation => "validation",
            Self::Authentication => "authentication",
            Self::Permission => "permission",
            Self::NotFound => "not_found",
            Self::Conflict => "conflict",
            Self::RateLimit => "rate_limit",
            Self::Server => "server",
            Self::Http => "http",
            Self::Connection => "connection",
            Self::Timeout => "timeout",
            Self::Aborted => "aborted",
            Self::BadResponse => "bad_response",
            Self::Redirected => "redirected",
            Self::TooLarge => "too_large",
        }
    }

    /// The code for a status that is not a success.
    #[must_use]
    pub const fn of_status(status: u16) -> Self {
        match status {
            300..=399 => Self::Redirected,
            400 | 422 => Self::Validation,
            401 => Self::Authentication,
            403 => Self::Permission,
            404 => Self::NotFound,
            409 => Self::Conflict,
            429 => Self::RateLimit,
            500..=599 => Self::Server,
            _ => Self::Http,
        }
    }
}

/// What became of the request: what the caller's money needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was never sent.
    NotSent,
    /// It arrived, and the server certainly refused it.
    Refused,
    /// It may or may not have been carried out.
    Unknown,
    /// It was carried out; only its reply was not accepted.
    Accepted,
}

impl Outcome {
    /// Every outcome, in the order of the generated tables.
    pub const ALL: [Self; 4] = [Self::NotSent, Self::Refused, Self::Unknown, Self::Accepted];

    /// The word that programs compare.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotSent => "not_sent",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
            Self::Accepted => "accepted",
        }
    }
}

/// One field of a request or a reply that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Which field: `agentflow.agents[0].llm`.
    pub path: String,
    /// What is wrong with it.
    pub message: String,
}

/// How a call failed.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// What went wrong.
    pub code: Code,
    /// What became of the request.
    pub outcome: Outcome,
    /// Whether repeating the call may succeed, and cannot do a second time what must be done once.
    pub retryable: bool,
    /// What went wrong, in words that a person can act on. Never a key.
    pub message: String,
    /// The reply's status; 0 without a reply.
    pub status: u16,
    /// How often the request was sent.
    pub attempts: u32,
    /// How long the server asked to wait, in milliseconds.
    pub retry_after: Option<f64>,
    /// The fields that are wrong.
    pub fields: Vec<FieldError>,
}

impl Failure {
    /// A failure before anything was sent.
    #[must_use]
    pub fn before_sending(code: Code, message: &str) -> Box<Self> {
        Box::new(Self {
            code,
            outcome: Outcome::NotSent,
            retryable: false,
            message: message.into(),
            status: 0,
            attempts: 0,
            retry_after: None,
            fields: Vec::new(),
        })
    }

    /// A request with a field that is wrong, found before anything was sent.
    #[must_use]
    pub fn invalid(path: &str, message: &str) -> Box<Self> {
        Self::invalid_fields(vec![FieldError { path: path.into(), message: message.into() }])
    }

    /// A request with fields that are wrong, found before anything was sent.
    #[must_use]
    pub fn invalid_fields(fields: Vec<FieldError>) -> Box<Self> {
        let mut text = String::from("the request is not valid");
        append_fields(&fields, &mut text);
        let mut failure = Self::before_sending(Code::InvalidRequest, &text);
        failure.fields = fields;
        failure
    }
}

/// Appends what is wrong with fields, if anything is.
pub(crate) fn append_fields(fields: &[FieldError], text: &mut String) {
    let mut separator = ": ";
    for field in fields {
        text.push_str(separator);
        if !field.path.is_empty() {
            text.push_str(&field.path);
            text.push_str(": ");
        }
        text.push_str(&field.message);
        separator = "; ";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_code_has_a_word_of_its_own() {
        let words: BTreeSet<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(words.len(), Code::ALL.len());
        for (index, code) in Code::ALL.iter().enumerate() {
            assert_eq!(*code as usize, index, "{code:?} must stand where its number says");
        }
        for (index, outcome) in Outcome::ALL.iter().enumerate() {
            assert_eq!(*outcome as usize, index, "{outcome:?} must stand where its number says");
        }
    }

    #[test]
    fn every_status_that_is_no_success_has_a_code() {
        for (status, code) in [
            (302, Code::Redirected),
            (400, Code::Validation),
            (401, Code::Authentication),
            (403, Code::Permission),
            (404, Code::NotFound),
            (408, Code::Http),
            (409, Code::Conflict),
            (418, Code::Http),
            (422, Code::Validation),
            (429, Code::RateLimit),
            (500, Code::Server),
            (599, Code::Server),
        ] {
            assert_eq!(Code::of_status(status), code, "{status}");
        }
    }

    #[test]
    fn the_message_names_each_field() {
        let failure = Failure::invalid_fields(vec![
            FieldError { path: "goal".into(), message: "expected string, found number".into() },
            FieldError { path: "agentflow_id".into(), message: "expected string, found nothing".into() },
        ]);
        assert_eq!(
            failure.message,
            "the request is not valid: goal: expected string, found number; agentflow_id: expected string, found nothing"
        );
        assert_eq!((failure.outcome, failure.retryable), (Outcome::NotSent, false));
    }
}

//! What one attempt came to, as the state machine judges it. Pure.

use crate::error::FieldError;

/// Why an attempt ended without a whole response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttemptError {
    /// The connection was certainly never made.
    Unreachable,
    /// The connection failed, or was lost.
    Connection,
    /// The time of the attempt is over.
    TimedOut,
    /// The caller's signal ended the call.
    Aborted,
}

/// A response whose status is not a success.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ErrorResponse {
    /// The status.
    pub status: u16,
    /// How long the server asked to wait, in milliseconds.
    pub retry_after: Option<f64>,
    /// What the server said, in words.
    pub detail: String,
    /// The fields that the server found wrong.
    pub fields: Vec<FieldError>,
    /// Whether it is a proxy's refusal to forward an attempt a second time: a browser has sent it again by itself. The
    /// first copy may have been carried out, and its response is lost.
    pub replayed: bool,
}

/// What one attempt came to.
#[derive(Clone, Debug, PartialEq)]
pub enum AttemptResult {
    /// A success that can be used.
    Success,
    /// A success that cannot be used, with what is wrong with it.
    Unusable(u16, String, Vec<FieldError>),
    /// A success with what the client relies on. It differs elsewhere, which the caller does not accept.
    StrictMismatch(u16, String, Vec<FieldError>),
    /// A response that is larger than the caller allows.
    TooLarge(u16),
    /// A response that points elsewhere.
    Redirect(u16),
    /// A response that is no success.
    Error(ErrorResponse),
    /// No response, with what the platform says of it.
    Failed(AttemptError, String),
    /// Something that the caller gave for the attempt cannot be used: its key, its fetch.
    Configuration(&'static str),
}

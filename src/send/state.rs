//! The life of one call: a state machine without any input or output of its own.
//!
//! It is told what happened, with the time it happened at, and says what comes next. Whoever drives it (the npm
//! package's loop, or the Rust API's) sends requests, reads bodies and sleeps. Every decision that can cost money
//! is made here, and tested here without a network.

use crate::error::{Code, Failure, FieldError, Outcome, tell};
use crate::operation::Idempotency;
use crate::send::retry::{AttemptEnd, RetryPolicy};
use crate::text::{beginning, push_number};

/// The limits of a call, in milliseconds; infinite where there is none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Timeouts {
    /// For each attempt: sending, and reading the reply to its end.
    pub timeout: f64,
    /// For the whole call: all attempts and the waits between them.
    pub total_timeout: f64,
}

/// What comes next.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Send the request, and be done with its reply in so many milliseconds.
    Attempt {
        /// How long this attempt may take.
        within: f64,
    },
    /// Read the reply's body.
    Read,
    /// Wait so many milliseconds, then send again.
    Sleep {
        /// How long.
        ms: f64,
    },
    /// The reply is what was asked for.
    Finish,
    /// The call has failed.
    Fail(Box<Failure>),
}

/// Why an attempt ended without a whole reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttemptError {
    /// The connection was certainly never made.
    Unreachable,
    /// The connection failed, or was lost.
    Connection,
    /// The time given with [`Action::Attempt`] is up.
    TimedOut,
    /// The caller ended the call.
    Aborted,
}

/// A reply whose status is not a success.
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
    /// Whether it is a proxy's refusal to forward an attempt a second time: a browser has replayed it by itself. The
    /// first copy may have been carried out, and its reply is lost.
    pub replayed: bool,
}

/// The life of one call.
#[derive(Clone, Copy, Debug)]
pub struct CallState {
    idempotency: Idempotency,
    policy: RetryPolicy,
    timeouts: Timeouts,
    started: f64,
    attempts: u32,
    /// Whether the attempt under way has been handed to fetch.
    in_flight: bool,
    /// Whether the attempt under way is cut short by the limit of the whole call.
    limited_by_total_timeout: bool,
    /// What the attempts so far have come to.
    outcome: Outcome,
}

impl CallState {
    /// A call that begins now.
    #[must_use]
    pub fn new(idempotency: Idempotency, policy: RetryPolicy, timeouts: Timeouts, now: f64) -> Self {
        Self {
            idempotency,
            policy,
            timeouts,
            started: now,
            attempts: 0,
            in_flight: false,
            limited_by_total_timeout: false,
            outcome: Outcome::NotSent,
        }
    }

    /// Its first attempt, or the next one after a wait.
    pub fn begin_attempt(&mut self, now: f64) -> Action {
        let left = self.left(now);
        if left <= 0.0 {
            return Action::Fail(self.timed_out());
        }
        self.limited_by_total_timeout = left < self.timeouts.timeout;
        Action::Attempt { within: left.min(self.timeouts.timeout) }
    }

    /// The request is handed to fetch. From here on it may arrive.
    pub fn mark_sent(&mut self) {
        self.attempts += 1;
        self.in_flight = true;
    }

    /// A reply has begun.
    pub fn on_response(&mut self, status: u16, redirected: bool) -> Action {
        if redirected || (300..=399).contains(&status) {
            let message = "the server redirected the request; the key is not sent along to another address";
            let ended = AttemptEnd::Redirected;
            return Action::Fail(self.failed(ended, Code::Redirected, message, status));
        }
        Action::Read
    }

    /// The reply is a success that can be used.
    pub fn finish(&mut self) -> Action {
        self.in_flight = false;
        Action::Finish
    }

    /// The reply is a success that cannot be used.
    pub fn on_unusable_response(&mut self, status: u16, message: &str) -> Action {
        Action::Fail(self.failed(AttemptEnd::Unusable, Code::BadResponse, message, status))
    }

    /// The reply is larger than the caller allows, and is not read.
    pub fn on_too_large(&mut self, status: u16) -> Action {
        let message = "the reply is larger than maxResponseBytes allows";
        // A refusal is one whether its words can be read or not.
        let ended = match status {
            200..=299 => AttemptEnd::Unusable,
            _ => AttemptEnd::Status { status, retry_after: None },
        };
        let mut failure = self.failed(ended, Code::TooLarge, message, status);
        failure.retryable = false;
        Action::Fail(failure)
    }

    /// The reply is a success with what the client relies on, and differs elsewhere, which the caller does not
    /// accept.
    pub fn on_strict_mismatch(&mut self, status: u16, message: &str) -> Action {
        let mut failure = self.failed(AttemptEnd::Unusable, Code::BadResponse, message, status);
        failure.outcome = Outcome::Accepted;
        Action::Fail(failure)
    }

    /// The reply is not a success.
    pub fn on_error_response(&mut self, response: ErrorResponse, now: f64, random: f64) -> Action {
        let ErrorResponse { status, retry_after, detail, fields, replayed } = response;
        let ended = if replayed { AttemptEnd::Lost } else { AttemptEnd::Status { status, retry_after } };
        let mut message = beginning("HTTP ");
        push_number(&mut message, u32::from(status));
        if !detail.is_empty() {
            message.push_str(": ");
            message.push_str(&detail);
        }
        tell(&fields, &mut message);
        let mut failure = self.failed(ended, Code::of_status(status), &message, status);
        failure.retry_after = retry_after;
        failure.fields = fields;
        self.retry_or_fail(ended, failure, now, random)
    }

    /// The attempt ended without a whole reply.
    pub fn on_attempt_error(&mut self, why: AttemptError, detail: &str, now: f64, random: f64) -> Action {
        let was_sent = self.in_flight;
        let ended = match why {
            _ if !was_sent => AttemptEnd::NotSent,
            AttemptError::Unreachable => AttemptEnd::NotSent,
            _ => AttemptEnd::Lost,
        };
        let mut failure = match why {
            AttemptError::Aborted => self.failed(ended, Code::Aborted, "the caller ended the call", 0),
            AttemptError::TimedOut => {
                let message = if self.limited_by_total_timeout { TOTAL_TIMEOUT } else { TIMEOUT };
                self.failed(ended, Code::Timeout, message, 0)
            }
            AttemptError::Unreachable | AttemptError::Connection => {
                let mut message = beginning(match ended {
                    AttemptEnd::NotSent => "the server cannot be reached",
                    _ => "no reply from the server",
                });
                if !detail.is_empty() {
                    message.push_str(": ");
                    message.push_str(detail);
                }
                self.failed(ended, Code::Connection, &message, 0)
            }
        };
        match why {
            // What the caller has ended is not repeated, nor what had no time left.
            AttemptError::Aborted => {
                failure.retryable = false;
                Action::Fail(failure)
            }
            AttemptError::TimedOut if !was_sent || self.limited_by_total_timeout => Action::Fail(failure),
            _ => self.retry_or_fail(ended, failure, now, random),
        }
    }

    /// A failure of what the caller gave for an attempt: its key, its fetch.
    pub fn fail_configuration(&mut self, message: &str) -> Action {
        let mut failure = self.failed(AttemptEnd::NotSent, Code::Configuration, message, 0);
        failure.retryable = false;
        Action::Fail(failure)
    }

    /// Whether a request has been handed to fetch whose reply has not been read.
    #[must_use]
    pub fn in_flight(&self) -> bool {
        self.in_flight
    }

    /// How often the request was sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    fn left(&self, now: f64) -> f64 {
        self.timeouts.total_timeout - (now - self.started)
    }

    fn retry_or_fail(
        &mut self,
        ended: AttemptEnd,
        mut failure: Box<Failure>,
        now: f64,
        random: f64,
    ) -> Action {
        let retries = self.attempts.max(1) - 1;
        if !ended.retryable(self.idempotency) || retries >= self.policy.max_retries {
            return Action::Fail(failure);
        }
        match self.policy.delay(retries + 1, failure.retry_after, random) {
            None => {
                failure.message.push_str(" (the server asks to wait longer than maxRetryAfter allows)");
                Action::Fail(failure)
            }
            // Sleeping into the limit would only trade this failure for one that says less.
            Some(ms) if ms >= self.left(now) => Action::Fail(failure),
            Some(ms) => Action::Sleep { ms },
        }
    }

    /// The time was up between two attempts.
    fn timed_out(&mut self) -> Box<Failure> {
        let mut failure = self.failed(AttemptEnd::NotSent, Code::Timeout, TOTAL_TIMEOUT, 0);
        failure.retryable =
            !matches!((self.idempotency, self.outcome), (Idempotency::NonIdempotent, Outcome::Unknown));
        failure
    }

    fn failed(&mut self, ended: AttemptEnd, code: Code, message: &str, status: u16) -> Box<Failure> {
        self.in_flight = false;
        // One attempt that may have been carried out is enough for the call to be in doubt, and one that was never
        // sent leaves what the earlier ones came to.
        if self.outcome != Outcome::Unknown && ended != AttemptEnd::NotSent {
            self.outcome = ended.outcome();
        }
        let mut failure = Failure::before_sending(code, message);
        failure.outcome = self.outcome;
        failure.retryable = ended.retryable(self.idempotency);
        failure.status = status;
        failure.attempts = self.attempts;
        failure
    }
}

const TIMEOUT: &str = "no whole reply within timeout";
const TOTAL_TIMEOUT: &str = "no whole reply within totalTimeout";

#[cfg(test)]
#[path = "state/tests.rs"]
mod tests;

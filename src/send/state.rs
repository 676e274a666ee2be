//! The state of one call: a pure state machine.
//!
//! It is told what each attempt came to and when, and says what comes next. Every decision that can cost money is made
//! here, and tested here without a network.

use crate::error::{Code, Failure, FieldError, Outcome, append_fields};
use crate::operation::Idempotency;
use crate::send::attempt::{AttemptError, AttemptResult, ErrorResponse};
use crate::send::retry::{AttemptEnd, RetryPolicy};

/// The limits of a call, in milliseconds; infinite where there is none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Timeouts {
    /// For each attempt: sending, and reading the response to its end.
    pub timeout: f64,
    /// For the whole call: all attempts and the pauses between them.
    pub total_timeout: f64,
}

/// What comes next.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The response is what was asked for.
    Finish,
    /// Sleep so many milliseconds, then send again.
    Sleep {
        /// How long.
        ms: f64,
    },
    /// The call has failed.
    Fail(Box<Failure>),
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

    /// Begins the first attempt, or the next one after a pause: how long it may take, in milliseconds.
    ///
    /// # Errors
    ///
    /// The failure of a call whose time is over.
    pub fn begin_attempt(&mut self, now: f64) -> Result<f64, Box<Failure>> {
        let left = self.left(now);
        if left <= 0.0 {
            return Err(self.timed_out());
        }
        self.limited_by_total_timeout = left < self.timeouts.timeout;
        Ok(left.min(self.timeouts.timeout))
    }

    /// The request is handed to fetch. From here on it may arrive.
    pub fn mark_sent(&mut self) {
        self.attempts += 1;
        self.in_flight = true;
    }

    /// Judges what an attempt came to. `random` gives a number in `[0, 1)`.
    pub fn judge(&mut self, result: AttemptResult, now: f64, random: impl FnOnce() -> f64) -> Action {
        match result {
            AttemptResult::Success => {
                self.in_flight = false;
                Action::Finish
            }
            AttemptResult::Unusable(status, message, fields) => {
                Action::Fail(self.unusable(status, &message, fields))
            }
            AttemptResult::StrictMismatch(status, message, fields) => {
                let mut failure = self.unusable(status, &message, fields);
                failure.outcome = Outcome::Accepted;
                Action::Fail(failure)
            }
            AttemptResult::TooLarge(status) => Action::Fail(self.too_large(status)),
            AttemptResult::Redirect(status) => {
                let message =
                    "the server redirected the request; the key is not sent along to another address";
                Action::Fail(self.failed(AttemptEnd::Redirected, Code::Redirected, message, status))
            }
            AttemptResult::Error(response) => self.on_error_response(response, now, random),
            AttemptResult::Failed(error, detail) => self.on_attempt_error(error, &detail, now, random),
            AttemptResult::Configuration(message) => {
                let mut failure = self.failed(AttemptEnd::NotSent, Code::Configuration, message, 0);
                failure.retryable = false;
                Action::Fail(failure)
            }
        }
    }

    /// The caller's signal has ended the pause between two attempts.
    pub fn abort_sleep(&mut self) -> Box<Failure> {
        self.aborted(AttemptEnd::NotSent)
    }

    fn unusable(&mut self, status: u16, message: &str, fields: Vec<FieldError>) -> Box<Failure> {
        let mut failure = self.failed(AttemptEnd::Unusable, Code::BadResponse, message, status);
        failure.fields = fields;
        failure
    }

    fn too_large(&mut self, status: u16) -> Box<Failure> {
        let message = "the response is larger than maxResponseBytes allows";
        // A refusal is one whether its words can be read or not.
        let ended = match status {
            200..=299 => AttemptEnd::Unusable,
            _ => AttemptEnd::Status { status, retry_after: None },
        };
        let mut failure = self.failed(ended, Code::TooLarge, message, status);
        failure.retryable = false;
        failure
    }

    fn on_error_response(
        &mut self,
        response: ErrorResponse,
        now: f64,
        random: impl FnOnce() -> f64,
    ) -> Action {
        let ErrorResponse { status, retry_after, detail, fields, replayed } = response;
        let ended = if replayed { AttemptEnd::Lost } else { AttemptEnd::Status { status, retry_after } };
        let mut message = ["HTTP ", &status.to_string()].concat();
        if !detail.is_empty() {
            message.push_str(": ");
            message.push_str(&detail);
        }
        append_fields(&fields, &mut message);
        let mut failure = self.failed(ended, Code::of_status(status), &message, status);
        failure.retry_after = retry_after;
        failure.fields = fields;
        self.retry_or_fail(ended, failure, now, random)
    }

    fn on_attempt_error(
        &mut self,
        error: AttemptError,
        detail: &str,
        now: f64,
        random: impl FnOnce() -> f64,
    ) -> Action {
        let was_sent = self.in_flight;
        let ended = if was_sent && error != AttemptError::Unreachable {
            AttemptEnd::Lost
        } else {
            AttemptEnd::NotSent
        };
        match error {
            // What the caller has ended is not sent again.
            AttemptError::Aborted => Action::Fail(self.aborted(ended)),
            AttemptError::TimedOut => {
                let message = if self.limited_by_total_timeout { TOTAL_TIMEOUT } else { TIMEOUT };
                let failure = self.failed(ended, Code::Timeout, message, 0);
                if !was_sent || self.limited_by_total_timeout {
                    // No time is left.
                    return Action::Fail(failure);
                }
                self.retry_or_fail(ended, failure, now, random)
            }
            AttemptError::Unreachable | AttemptError::Connection => {
                let what = match ended {
                    AttemptEnd::NotSent => "the server cannot be reached",
                    _ => "no response from the server",
                };
                let separator = if detail.is_empty() { "" } else { ": " };
                let failure = self.failed(ended, Code::Connection, &[what, separator, detail].concat(), 0);
                self.retry_or_fail(ended, failure, now, random)
            }
        }
    }

    fn aborted(&mut self, ended: AttemptEnd) -> Box<Failure> {
        let mut failure = self.failed(ended, Code::Aborted, "the caller ended the call", 0);
        failure.retryable = false;
        failure
    }

    fn left(&self, now: f64) -> f64 {
        self.timeouts.total_timeout - (now - self.started)
    }

    fn retry_or_fail(
        &mut self,
        ended: AttemptEnd,
        mut failure: Box<Failure>,
        now: f64,
        random: impl FnOnce() -> f64,
    ) -> Action {
        let retries = self.attempts.max(1) - 1;
        if !ended.retryable(self.idempotency) || retries >= self.policy.max_retries {
            return Action::Fail(failure);
        }
        match self.policy.delay(retries + 1, failure.retry_after, random()) {
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

const TIMEOUT: &str = "no whole response within timeout";
const TOTAL_TIMEOUT: &str = "no whole response within totalTimeout";

#[cfg(test)]
#[path = "state/tests.rs"]
mod tests;

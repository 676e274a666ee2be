//! The state of a call, whatever its attempts come to: a request that must be carried out once is not sent again after an
//! attempt that may have been carried out, the outcome is the worst of all attempts, and every call ends.
//!
//! The input is bytes: the idempotency, the retries, the limit of the whole call, and then four bytes for each attempt.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wexa_executeflow::error::{Failure, Outcome};
use wexa_executeflow::operation::Idempotency;
use wexa_executeflow::send::attempt::{AttemptError, AttemptResult, ErrorResponse};
use wexa_executeflow::send::retry::RetryPolicy;
use wexa_executeflow::send::state::{Action, CallState, Timeouts};

fuzz_target!(|input: &[u8]| {
    let Some((&[kind, max_retries, limit], events)) = input.split_first_chunk::<3>() else { return };
    let idempotency =
        [Idempotency::Safe, Idempotency::Idempotent, Idempotency::NonIdempotent][usize::from(kind % 3)];
    let max_retries = u32::from(max_retries % 6);
    let policy =
        RetryPolicy { max_retries, initial_delay: 500.0, max_delay: 8000.0, max_retry_after: 60_000.0 };
    let total_timeout = if limit == 0 { f64::INFINITY } else { f64::from(limit) * 100.0 };
    let mut call = Call {
        state: CallState::new(idempotency, policy, Timeouts { timeout: 1000.0, total_timeout }, 0.0),
        now: 0.0,
        ends: total_timeout,
        is_once: idempotency == Idempotency::NonIdempotent,
        sent: 0,
        worst: Outcome::NotSent,
    };
    let mut rounds = events.chunks_exact(4).map(|event| [event[0], event[1], event[2], event[3]]).cycle();
    for _ in 0..=max_retries {
        let Some(event) = rounds.next() else { return };
        if !call.goes_on(event) {
            assert!(call.sent <= max_retries + 1);
            return;
        }
    }
    panic!("the call never ended");
});

struct Call {
    state: CallState,
    now: f64,
    ends: f64,
    is_once: bool,
    sent: u32,
    /// What the attempts so far have come to.
    worst: Outcome,
}

impl Call {
    /// One attempt, and the pause after it if another follows.
    fn goes_on(&mut self, [kind, low, high, took]: [u8; 4]) -> bool {
        assert!(!(self.is_once && self.worst == Outcome::Unknown), "sent again after an attempt in doubt");
        match self.state.begin_attempt(self.now) {
            Ok(within) => assert!(within > 0.0 && within <= 1000.0 && self.now + within <= self.ends),
            Err(failure) => {
                self.is_told(&failure, self.worst);
                return false;
            }
        }
        let number = u16::from_be_bytes([high, low]);
        // Before it is sent, only what the caller gave can fail, and the time.
        let was_sent = kind & 0x80 == 0;
        let result = if was_sent { attempt(kind, number) } else { unsent(kind) };
        if was_sent {
            self.state.mark_sent();
            self.sent += 1;
        }
        self.now += f64::from(took) * 5.0;
        let outcome = outcome(&result, was_sent);
        if outcome != Outcome::NotSent && self.worst != Outcome::Unknown {
            self.worst = outcome;
        }
        let is_success = result == AttemptResult::Success;
        let told =
            if matches!(result, AttemptResult::StrictMismatch(..)) { Outcome::Accepted } else { self.worst };
        match self.state.judge(result, self.now, || f64::from(low) / 256.0) {
            Action::Finish => {
                assert!(is_success);
                false
            }
            Action::Fail(failure) => {
                assert!(!is_success);
                self.is_told(&failure, told);
                false
            }
            Action::Sleep { ms } => {
                assert!(!is_success && (0.0..=60_000.0).contains(&ms) && self.now + ms < self.ends, "{ms}");
                if low == 255 {
                    let failure = self.state.abort_sleep();
                    self.is_told(&failure, self.worst);
                    return false;
                }
                self.now += ms;
                true
            }
        }
    }

    fn is_told(&self, failure: &Failure, outcome: Outcome) {
        assert_eq!((failure.outcome, failure.attempts), (outcome, self.sent));
        assert!(!failure.message.is_empty());
        if self.is_once && failure.retryable {
            assert!(matches!(outcome, Outcome::NotSent | Outcome::Refused), "{failure:?}");
        }
    }
}

fn attempt(kind: u8, number: u16) -> AttemptResult {
    let status = 200 + number % 400;
    match kind % 16 {
        0 => AttemptResult::Success,
        1 => AttemptResult::Unusable(status, "no JSON".into(), Vec::new()),
        2 => AttemptResult::StrictMismatch(status, "no image".into(), Vec::new()),
        3 => AttemptResult::TooLarge(status),
        4 => AttemptResult::Redirect(300 + number % 100),
        5 => AttemptResult::Failed(AttemptError::Unreachable, "ECONNREFUSED".into()),
        6 => AttemptResult::Failed(AttemptError::Connection, String::new()),
        7 => AttemptResult::Failed(AttemptError::TimedOut, String::new()),
        8 => AttemptResult::Failed(AttemptError::Aborted, String::new()),
        kind => AttemptResult::Error(ErrorResponse {
            status: if kind < 12 { [429, 503, 409][usize::from(kind - 9)] } else { 300 + number % 300 },
            retry_after: (kind % 2 == 0).then(|| f64::from(number) * 2.0),
            replayed: kind == 15,
            ..ErrorResponse::default()
        }),
    }
}

fn unsent(kind: u8) -> AttemptResult {
    match kind % 3 {
        0 => AttemptResult::Configuration("apiKey: the function that gives the key failed"),
        1 => AttemptResult::Failed(AttemptError::TimedOut, String::new()),
        _ => AttemptResult::Failed(AttemptError::Aborted, String::new()),
    }
}

/// What became of the request of one attempt.
fn outcome(result: &AttemptResult, was_sent: bool) -> Outcome {
    let of_status = |status| match status {
        408 | 499 => Outcome::Unknown,
        400..=498 => Outcome::Refused,
        _ => Outcome::Unknown,
    };
    match result {
        _ if !was_sent => Outcome::NotSent,
        AttemptResult::Failed(AttemptError::Unreachable, _) => Outcome::NotSent,
        AttemptResult::TooLarge(status) => of_status(*status),
        AttemptResult::Error(response) if response.replayed => Outcome::Unknown,
        AttemptResult::Error(ErrorResponse { status: 503, retry_after: Some(_), .. }) => Outcome::Refused,
        AttemptResult::Error(response) => of_status(response.status),
        _ => Outcome::Unknown,
    }
}

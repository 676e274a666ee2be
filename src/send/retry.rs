//! Whether an attempt is repeated, and what became of it. Pure.

use crate::error::Outcome;
use crate::operation::Idempotency;

/// How an attempt ended without what was asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum AttemptEnd {
    /// The connection was never made: the request certainly did not arrive.
    NotSent,
    /// The connection was lost, or the time was up: the request may have arrived.
    Lost,
    /// The server answered with a status that is not a success.
    Status {
        /// The status.
        status: u16,
        /// How long the server asked to wait, in milliseconds.
        retry_after: Option<f64>,
    },
    /// The server pointed elsewhere.
    Redirected,
    /// The server answered with a success that cannot be used.
    Unusable,
}

impl AttemptEnd {
    /// What became of the request.
    #[must_use]
    pub const fn outcome(self) -> Outcome {
        match self {
            Self::NotSent => Outcome::NotSent,
            Self::Status { status: 408 | 499, .. } => Outcome::Unknown,
            Self::Status { status: 400..=499, .. } | Self::Status { status: 503, retry_after: Some(_) } => {
                Outcome::Refused
            }
            Self::Lost | Self::Redirected | Self::Unusable | Self::Status { .. } => Outcome::Unknown,
        }
    }

    /// Whether repeating the request may succeed, and cannot do a second time what must be done once.
    #[must_use]
    pub const fn retryable(self, idempotency: Idempotency) -> bool {
        match self {
            Self::NotSent
            | Self::Status { status: 429, .. }
            | Self::Status { status: 503, retry_after: Some(_) } => true,
            Self::Lost | Self::Status { status: 408 | 500..=599, .. } => {
                !matches!(idempotency, Idempotency::NonIdempotent)
            }
            Self::Redirected | Self::Unusable | Self::Status { .. } => false,
        }
    }
}

/// How often a call is repeated, and how long it waits in between.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RetryPolicy {
    /// How often at most.
    pub max_retries: u32,
    /// The longest wait before the first repetition, in milliseconds; it doubles with each one.
    pub initial_delay: f64,
    /// The longest wait before any repetition, in milliseconds.
    pub max_delay: f64,
    /// The longest wait that the server may ask for, in milliseconds; a longer one ends the call.
    pub max_retry_after: f64,
}

impl RetryPolicy {
    /// How long to wait before repetition number `retry` (from 1), in milliseconds; `None` where the server asks
    /// for longer than the policy allows. Full jitter: `random` is in `[0, 1)`.
    #[must_use]
    pub fn delay(&self, retry: u32, retry_after: Option<f64>, random: f64) -> Option<f64> {
        match retry_after {
            Some(asked) if asked > self.max_retry_after => None,
            Some(asked) => Some(asked),
            None => {
                let doubled = self.initial_delay * f64::from(1_u32 << (retry.saturating_sub(1)).min(30));
                Some(doubled.min(self.max_delay) * random)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const POLICY: RetryPolicy =
        RetryPolicy { max_retries: 2, initial_delay: 500.0, max_delay: 8000.0, max_retry_after: 60_000.0 };

    fn any_end() -> impl Strategy<Value = AttemptEnd> {
        prop_oneof![
            Just(AttemptEnd::NotSent),
            Just(AttemptEnd::Lost),
            Just(AttemptEnd::Redirected),
            Just(AttemptEnd::Unusable),
            (300_u16..=599, proptest::option::of(0.0..100_000.0))
                .prop_map(|(status, retry_after)| AttemptEnd::Status { status, retry_after }),
        ]
    }

    proptest! {
        #[test]
        fn what_must_happen_once_is_repeated_only_if_it_certainly_did_not_happen(ended in any_end()) {
            if ended.retryable(Idempotency::NonIdempotent) {
                prop_assert!(matches!(ended.outcome(), Outcome::NotSent | Outcome::Refused), "{ended:?}");
            }
        }

        #[test]
        fn what_may_be_repeated_for_once_may_be_repeated_for_all(ended in any_end()) {
            if ended.retryable(Idempotency::NonIdempotent) {
                prop_assert!(ended.retryable(Idempotency::Safe) && ended.retryable(Idempotency::Idempotent));
            }
        }

        #[test]
        fn a_wait_is_never_longer_than_the_policy_says(retry in 1_u32..100, random in 0.0..1.0) {
            let delay = POLICY.delay(retry, None, random).unwrap();
            prop_assert!((0.0..=8000.0).contains(&delay), "{delay}");
        }

        #[test]
        fn the_server_is_given_the_time_it_asks_for(asked in 0.0..60_000.0, random in 0.0..1.0) {
            prop_assert_eq!(POLICY.delay(1, Some(asked), random), Some(asked));
        }
    }

    #[test]
    fn waits_double_up_to_the_longest() {
        let longest: Vec<_> = (1..=6).map(|retry| POLICY.delay(retry, None, 1.0).unwrap()).collect();
        assert_eq!(longest, [500.0, 1000.0, 2000.0, 4000.0, 8000.0, 8000.0]);
    }

    #[test]
    fn a_server_that_asks_for_too_long_ends_the_call() {
        assert_eq!(POLICY.delay(1, Some(60_001.0), 0.5), None);
    }

    #[test]
    fn a_503_refuses_only_when_it_says_when_to_come_back() {
        let plain = AttemptEnd::Status { status: 503, retry_after: None };
        let promised = AttemptEnd::Status { status: 503, retry_after: Some(1000.0) };
        assert_eq!((plain.outcome(), plain.retryable(Idempotency::NonIdempotent)), (Outcome::Unknown, false));
        assert_eq!(
            (promised.outcome(), promised.retryable(Idempotency::NonIdempotent)),
            (Outcome::Refused, true)
        );
    }

    #[test]
    fn a_request_that_the_server_gave_up_on_may_have_been_carried_out() {
        for status in [408, 499, 500, 502, 504] {
            let ended = AttemptEnd::Status { status, retry_after: None };
            assert_eq!(
                (ended.outcome(), ended.retryable(Idempotency::NonIdempotent)),
                (Outcome::Unknown, false),
                "{status}"
            );
        }
    }
}

use super::*;
use proptest::prelude::*;

const POLICY: RetryPolicy =
    RetryPolicy { max_retries: 2, initial_delay: 500.0, max_delay: 8000.0, max_retry_after: 60_000.0 };
const TIMEOUTS: Timeouts = Timeouts { timeout: 30_000.0, total_timeout: f64::INFINITY };

fn begun(idempotency: Idempotency) -> CallState {
    let mut call = CallState::new(idempotency, POLICY, TIMEOUTS, 0.0);
    assert_eq!(call.begin_attempt(0.0), Ok(30_000.0));
    call.mark_sent();
    call
}

fn status(status: u16) -> ErrorResponse {
    ErrorResponse { status, ..ErrorResponse::default() }
}

fn unusable(status: u16) -> AttemptResult {
    AttemptResult::Unusable(status, "the body is empty".into(), Vec::new())
}

fn failure(next: Action) -> Box<Failure> {
    match next {
        Action::Fail(failure) => failure,
        other => panic!("expected a failure, got {other:?}"),
    }
}

#[test]
fn a_good_reply_is_the_end() {
    let mut call = begun(Idempotency::NonIdempotent);
    assert_eq!(call.judge(AttemptResult::Success, 1.0, || 0.5), Action::Finish);
    assert_eq!(call.attempts, 1);
}

#[test]
fn a_start_whose_reply_is_lost_is_not_sent_again() {
    for why in [AttemptError::Connection, AttemptError::TimedOut, AttemptError::Aborted] {
        let failure = failure(begun(Idempotency::NonIdempotent).on_attempt_error(why, "", 10.0, || 0.5));
        assert_eq!(
            (failure.outcome, failure.retryable, failure.attempts),
            (Outcome::Unknown, false, 1),
            "{why:?}"
        );
    }
}

#[test]
fn a_start_that_failed_on_the_server_is_not_sent_again() {
    for code in [408, 499, 500, 502, 503, 504] {
        let failure =
            failure(begun(Idempotency::NonIdempotent).on_error_response(status(code), 10.0, || 0.5));
        assert_eq!((failure.outcome, failure.retryable), (Outcome::Unknown, false), "{code}");
    }
}

#[test]
fn a_start_that_was_refused_for_now_is_sent_again() {
    let mut call = begun(Idempotency::NonIdempotent);
    let response = ErrorResponse { status: 503, retry_after: Some(1500.0), ..ErrorResponse::default() };
    assert_eq!(call.on_error_response(response, 10.0, || 0.5), Action::Sleep { ms: 1500.0 });
    assert_eq!(call.begin_attempt(1510.0), Ok(30_000.0));
    call.mark_sent();
    assert_eq!(call.on_error_response(status(429), 1600.0, || 0.5), Action::Sleep { ms: 500.0 });
    assert_eq!(call.begin_attempt(2100.0), Ok(30_000.0));
    call.mark_sent();
    let failure = failure(call.on_error_response(status(429), 2200.0, || 0.5));
    assert_eq!((failure.code, failure.attempts), (Code::RateLimit, 3));
    assert_eq!((failure.outcome, failure.retryable), (Outcome::Refused, true));
}

#[test]
fn a_server_that_was_never_reached_may_be_tried_again_for_everything() {
    for idempotency in [Idempotency::Safe, Idempotency::Idempotent, Idempotency::NonIdempotent] {
        let next =
            begun(idempotency).on_attempt_error(AttemptError::Unreachable, "ECONNREFUSED", 1.0, || 0.5);
        assert_eq!(next, Action::Sleep { ms: 250.0 }, "{idempotency:?}");
    }
}

#[test]
fn a_read_is_repeated_after_a_lost_reply() {
    let mut call = begun(Idempotency::Safe);
    assert_eq!(
        call.on_attempt_error(AttemptError::Connection, "reset", 1.0, || 1.0),
        Action::Sleep { ms: 500.0 }
    );
    call.begin_attempt(501.0).unwrap();
    call.mark_sent();
    assert_eq!(
        call.on_attempt_error(AttemptError::TimedOut, "", 600.0, || 1.0),
        Action::Sleep { ms: 1000.0 }
    );
    call.begin_attempt(1600.0).unwrap();
    call.mark_sent();
    let failure = failure(call.on_attempt_error(AttemptError::Connection, "reset", 1700.0, || 1.0));
    assert_eq!(failure.message, "no response from the server: reset");
    assert_eq!((failure.attempts, failure.retryable), (3, true));
}

#[test]
fn a_redirect_is_neither_followed_nor_repeated() {
    for code in [302, 307, 0] {
        let failure = failure(begun(Idempotency::Safe).judge(AttemptResult::Redirect(code), 1.0, || 0.5));
        assert_eq!((failure.code, failure.outcome), (Code::Redirected, Outcome::Unknown));
        assert!(!failure.retryable);
    }
}

#[test]
fn a_success_that_cannot_be_used_leaves_the_start_in_doubt() {
    let failure = failure(begun(Idempotency::NonIdempotent).judge(unusable(201), 1.0, || 0.5));
    assert_eq!((failure.code, failure.outcome), (Code::BadResponse, Outcome::Unknown));
    assert_eq!((failure.status, failure.retryable), (201, false));
}

#[test]
fn a_success_that_only_the_caller_refuses_was_accepted() {
    let failure = failure(begun(Idempotency::NonIdempotent).judge(
        AttemptResult::StrictMismatch(201, "image: expected string, found number".into(), Vec::new()),
        1.0,
        || 0.5,
    ));
    assert_eq!((failure.code, failure.outcome), (Code::BadResponse, Outcome::Accepted));
}

#[test]
fn a_reply_that_is_too_large_is_not_asked_for_again() {
    for (status, outcome) in [(200, Outcome::Unknown), (500, Outcome::Unknown), (422, Outcome::Refused)] {
        let failure = failure(begun(Idempotency::Safe).judge(AttemptResult::TooLarge(status), 1.0, || 0.5));
        assert_eq!((failure.code, failure.outcome, failure.retryable), (Code::TooLarge, outcome, false));
    }
}

#[test]
fn an_attempt_that_a_proxy_has_forwarded_before_is_in_doubt() {
    let replayed = || ErrorResponse { replayed: true, ..status(409) };
    let once = failure(begun(Idempotency::NonIdempotent).on_error_response(replayed(), 1.0, || 0.5));
    assert_eq!((once.code, once.outcome, once.retryable), (Code::Conflict, Outcome::Unknown, false));
    // Doing this twice does no harm, and the next attempt is another one.
    assert_eq!(
        begun(Idempotency::Idempotent).on_error_response(replayed(), 1.0, || 0.5),
        Action::Sleep { ms: 250.0 }
    );
    // Any other conflict is a refusal.
    let conflict = failure(begun(Idempotency::NonIdempotent).on_error_response(status(409), 1.0, || 0.5));
    assert_eq!((conflict.outcome, conflict.retryable), (Outcome::Refused, false));
}

#[test]
fn an_abort_before_sending_sends_nothing() {
    let mut call = CallState::new(Idempotency::NonIdempotent, POLICY, TIMEOUTS, 0.0);
    call.begin_attempt(0.0).unwrap();
    let failure = failure(call.on_attempt_error(AttemptError::Aborted, "", 1.0, || 0.5));
    assert_eq!((failure.code, failure.outcome, failure.attempts), (Code::Aborted, Outcome::NotSent, 0));
}

#[test]
fn an_abort_while_waiting_says_what_the_last_attempt_came_to() {
    let mut call = begun(Idempotency::NonIdempotent);
    assert_eq!(call.on_error_response(status(429), 1.0, || 0.5), Action::Sleep { ms: 250.0 });
    let ended = failure(call.on_attempt_error(AttemptError::Aborted, "", 2.0, || 0.5));
    assert_eq!((ended.code, ended.outcome, ended.retryable), (Code::Aborted, Outcome::Refused, false));

    let mut call = begun(Idempotency::Safe);
    assert_eq!(call.on_attempt_error(AttemptError::Connection, "", 1.0, || 0.5), Action::Sleep { ms: 250.0 });
    assert_eq!(
        failure(call.on_attempt_error(AttemptError::Aborted, "", 2.0, || 0.5)).outcome,
        Outcome::Unknown
    );
}

#[test]
fn a_call_in_doubt_stays_in_doubt() {
    let mut call = begun(Idempotency::Idempotent);
    assert_eq!(call.on_attempt_error(AttemptError::Connection, "", 1.0, || 0.0), Action::Sleep { ms: 0.0 });
    call.begin_attempt(1.0).unwrap();
    call.mark_sent();
    let failure = failure(call.on_error_response(status(404), 2.0, || 0.5));
    assert_eq!((failure.code, failure.outcome), (Code::NotFound, Outcome::Unknown));
}

#[test]
fn the_whole_call_has_its_limit() {
    let timeouts = Timeouts { timeout: 1000.0, total_timeout: 1500.0 };
    let mut call = CallState::new(Idempotency::Safe, POLICY, timeouts, 0.0);
    assert_eq!(call.begin_attempt(0.0), Ok(1000.0));
    call.mark_sent();
    assert_eq!(
        call.on_attempt_error(AttemptError::TimedOut, "", 1000.0, || 0.5),
        Action::Sleep { ms: 250.0 }
    );
    assert_eq!(call.begin_attempt(1250.0), Ok(250.0));
    call.mark_sent();
    let failure = failure(call.on_attempt_error(AttemptError::TimedOut, "", 1500.0, || 0.5));
    assert_eq!(failure.code, Code::Timeout);
    assert_eq!(failure.message, "no whole response within totalTimeout");
}

#[test]
fn no_wait_reaches_into_the_limit_of_the_whole_call() {
    let timeouts = Timeouts { timeout: 1000.0, total_timeout: 1500.0 };
    let mut call = CallState::new(Idempotency::NonIdempotent, POLICY, timeouts, 0.0);
    call.begin_attempt(0.0).unwrap();
    call.mark_sent();
    let response = ErrorResponse { status: 429, retry_after: Some(1400.0), ..ErrorResponse::default() };
    let failure = failure(call.on_error_response(response, 200.0, || 0.5));
    assert_eq!((failure.code, failure.retry_after), (Code::RateLimit, Some(1400.0)));
}

#[test]
fn a_wait_that_is_too_long_is_told() {
    let response = ErrorResponse { status: 429, retry_after: Some(61_000.0), ..ErrorResponse::default() };
    let failure = failure(begun(Idempotency::NonIdempotent).on_error_response(response, 1.0, || 0.5));
    assert!(failure.message.contains("maxRetryAfter"), "{}", failure.message);
    assert_eq!((failure.retry_after, failure.retryable), (Some(61_000.0), true));
}

#[derive(Clone, Debug)]
enum Event {
    Status(u16, Option<f64>),
    Interrupted(AttemptError),
    Unusable,
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        (300_u16..=599, proptest::option::of(0.0..5000.0))
            .prop_map(|(code, after)| Event::Status(code, after)),
        proptest::sample::select(vec![
            AttemptError::Unreachable,
            AttemptError::Connection,
            AttemptError::TimedOut,
            AttemptError::Aborted,
        ])
        .prop_map(Event::Interrupted),
        Just(Event::Unusable),
    ]
}

proptest! {
    /// Whatever the network does: no start is sent again after an attempt that may have been carried out, no call
    /// lives for ever, and none is sent more often than it may be.
    #[test]
    fn money_is_safe(
        events in proptest::collection::vec((any_event(), 0.0..2000.0), 1..12),
        idempotency in proptest::sample::select(vec![
            Idempotency::Safe,
            Idempotency::Idempotent,
            Idempotency::NonIdempotent,
        ]),
        max_retries in 0_u32..5,
    ) {
        let policy = RetryPolicy { max_retries, ..POLICY };
        let mut call = CallState::new(idempotency, policy, TIMEOUTS, 0.0);
        let mut now = 0.0;
        let mut in_doubt = false;
        prop_assert!(call.begin_attempt(now).is_ok(), "the first attempt is sent");
        call.mark_sent();
        for (event, took) in events.into_iter().cycle().take(40) {
            let once = idempotency == Idempotency::NonIdempotent;
            prop_assert!(!(in_doubt && once), "sent again after an attempt in doubt");
            now += took;
            let next = match event {
                Event::Status(code, retry_after) => {
                    let response = ErrorResponse { status: code, retry_after, ..ErrorResponse::default() };
                    let redirect = (300..=399).contains(&code);
                    let result =
                        if redirect { AttemptResult::Redirect(code) } else { AttemptResult::Error(response) };
                    call.judge(result, now, || 0.5)
                }
                Event::Interrupted(why) => {
                    in_doubt |= why != AttemptError::Unreachable;
                    call.on_attempt_error(why, "", now, || 0.5)
                }
                Event::Unusable => call.judge(unusable(200), now, || 0.5),
            };
            match next {
                Action::Sleep { ms } => now += ms,
                Action::Fail(failure) => {
                    prop_assert!(failure.attempts <= max_retries + 1);
                    if once && failure.retryable {
                        prop_assert_ne!(failure.outcome, Outcome::Unknown);
                    }
                    return Ok(());
                }
                other => prop_assert!(false, "unexpected {other:?}"),
            }
            prop_assert!(call.begin_attempt(now).is_ok(), "a wait ends with sending");
            call.mark_sent();
        }
        prop_assert!(false, "the call never ended");
    }
}

//! `Retry-After`: whatever a server writes there, and whatever a date comes to, a wait is a number of milliseconds
//! that is not negative, and never longer than the policy allows.
//!
//! The input is text, a line each: which headers there are (a digit, bit by bit: `retry-after-ms`, `retry-after`),
//! their values, what the date comes to, and the policy's numbers.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wexa_executeflow::send::retry::RetryPolicy;
use wexa_executeflow::send::retry_after::retry_after_ms;

fuzz_target!(|text: &str| {
    let mut lines = text.split('\n');
    let mut line = || lines.next().unwrap_or_default();
    let there: u8 = line().parse().unwrap_or(3);
    let (ms, after) = (line(), line());
    let date = line().parse().unwrap_or(f64::NAN);
    let mut positive = |otherwise| line().parse().ok().filter(|time| *time > 0.0).unwrap_or(otherwise);
    let policy = RetryPolicy {
        max_retries: 2,
        max_retry_after: positive(60_000.0),
        initial_delay: positive(500.0),
        max_delay: positive(8000.0),
    };
    let (ms, after) = ((there & 1 > 0).then_some(ms), (there & 2 > 0).then_some(after));

    let parse = |text: &str| text.parse().expect("a number");
    let asked = retry_after_ms(ms, after, parse, |text| {
        assert_eq!(Some(text), after);
        date
    });
    if let Some(asked) = asked {
        assert!(asked >= 0.0, "{asked}");
    }
    match (ms.and_then(decimal), after.and_then(decimal)) {
        (Some(ms), _) => is_near(asked, ms),
        (None, Some(seconds)) => is_near(asked, seconds * 1000.0),
        (None, None) => {
            let is_date = after.is_some_and(|text| text.trim_ascii().ends_with("GMT")) && !date.is_nan();
            assert_eq!(asked, is_date.then_some(date.max(0.0)));
        }
    }

    for retry in [1, 2, 31, 32, 33, u32::MAX] {
        for random in [0.0, 0.5, 1.0_f64.next_down()] {
            match policy.delay(retry, asked, random) {
                Some(ms) if asked.is_some() => assert!(ms >= 0.0 && ms <= policy.max_retry_after, "{ms}"),
                Some(ms) => assert!(ms >= 0.0 && ms <= policy.max_delay, "{ms}"),
                None => assert!(asked.is_some_and(|asked| asked > policy.max_retry_after)),
            }
        }
    }
});

/// A decimal number, by the standard library's own reading.
fn decimal(text: &str) -> Option<f64> {
    let text = text.trim_ascii();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    (digits(whole) && digits(fraction)).then(|| text.parse().expect("a number"))
}

fn is_near(asked: Option<f64>, wanted: f64) {
    let asked = asked.expect("a wait");
    let close = (asked - wanted).abs() <= wanted * 1e-9 + 1e-9;
    // At the end of what a number can hold the one may be finite, and the other not.
    assert!(close || (asked > 1e300 && wanted > 1e300), "{asked} for {wanted}");
}

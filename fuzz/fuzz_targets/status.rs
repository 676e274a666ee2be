//! How far an execution is: an open set, compared without regard to case. The input is the status.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wexa_executeflow::status::ExecutionStatus;

fuzz_target!(|text: &str| {
    let status = ExecutionStatus(text.to_owned());
    let lower: String = text.chars().map(|letter| letter.to_ascii_lowercase()).collect();
    let ended = ["completed", "failed", "cancelled", "canceled", "stopped", "error"];
    assert_eq!(status.is_terminal(), ended.contains(&lower.as_str()));
    assert_eq!(status.is_waiting(), ["input_required", "paused"].contains(&lower.as_str()));

    // What is not known, and how it is written, is kept.
    let json = serde_json::to_string(&status).expect("JSON");
    assert_eq!(json, serde_json::to_string(text).expect("JSON"));
    assert_eq!(serde_json::from_str::<ExecutionStatus>(&json).expect("a status"), status);

    for case in [text.to_ascii_uppercase(), lower] {
        let other = ExecutionStatus(case);
        assert_eq!((other.is_terminal(), other.is_waiting()), (status.is_terminal(), status.is_waiting()));
    }
});

use super::*;
use proptest::prelude::*;
use serde_json::Value;

const BACKOFF: PollBackoff =
    PollBackoff { interval: 1000.0, max_interval: 10_000.0, max_retry_after: 60_000.0 };

fn any_backoff() -> impl Strategy<Value = PollBackoff> {
    (1.0..1e5, 1.0..1e6, 1.0..1e6).prop_map(|(interval, max_interval, max_retry_after)| PollBackoff {
        interval,
        max_interval,
        max_retry_after,
    })
}

fn diff(before: &Value, after: &Value) -> bool {
    has_changed(before.is_null(), |index| {
        let name = VISIBLE_FIELDS[index];
        before.get(name).unwrap_or(&Value::Null) == after.get(name).unwrap_or(&Value::Null)
    })
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-5_i32..5).prop_map(Value::from),
        "[a-c]{0,2}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            proptest::collection::btree_map("[a-c]", inner, 0..3)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

/// An execution with some of its fields, visible and not.
fn any_execution() -> impl Strategy<Value = Value> {
    let names: Vec<&str> = VISIBLE_FIELDS.into_iter().chain(["goal", "updated_at"]).collect();
    proptest::collection::btree_map(proptest::sample::select(names), any_json(), 0..8)
        .prop_map(|fields| Value::Object(fields.into_iter().map(|(name, it)| (name.into(), it)).collect()))
}

proptest! {
    #[test]
    fn a_wait_is_never_shorter_than_the_interval(backoff in any_backoff(), unchanged_polls: u32, asked in proptest::option::of(0.0..1e9)) {
        prop_assert!(backoff.delay(unchanged_polls, asked) >= backoff.interval);
    }

    #[test]
    fn a_wait_is_never_longer_than_what_was_allowed(backoff in any_backoff(), unchanged_polls: u32, asked in proptest::option::of(0.0..1e9)) {
        let longest = if asked.is_some() { backoff.max_retry_after } else { backoff.max_interval };
        prop_assert!(backoff.delay(unchanged_polls, asked) <= longest.max(backoff.interval));
    }

    #[test]
    fn waits_grow_while_nothing_changes_and_come_to_the_longest(backoff in any_backoff(), unchanged_polls in 0_u32..100) {
        prop_assert!(backoff.delay(unchanged_polls, None) <= backoff.delay(unchanged_polls + 1, None));
        prop_assert!((backoff.delay(u32::MAX, None) - backoff.max_interval.max(backoff.interval)).abs() < 1e-9);
    }

    #[test]
    fn a_server_is_given_the_time_that_it_asks_for(asked in 1000.0..60_000.0, unchanged_polls: u32) {
        prop_assert_eq!(BACKOFF.delay(unchanged_polls, Some(asked)), asked);
    }

    #[test]
    fn what_did_not_change_shows_nothing_new(execution in any_execution()) {
        prop_assert!(!diff(&execution, &execution));
        prop_assert!(diff(&Value::Null, &execution), "the first look shows all of it");
    }

    #[test]
    fn a_change_of_a_visible_field_is_seen_and_no_other(execution in any_execution(), value in any_json(), at in 0_usize..11) {
        let mut after = execution.clone();
        let name = VISIBLE_FIELDS.get(at).copied().unwrap_or("updated_at");
        let was = execution.get(name).cloned().unwrap_or_default();
        after[name] = value.clone();
        let changed = diff(&execution, &after);
        prop_assert_eq!(changed, at < VISIBLE_FIELDS.len() && was != value, "{}", name);
        prop_assert_eq!(changed, diff(&after, &execution));
    }
}

#[test]
fn it_looks_often_at_first_and_slower_while_nothing_changes() {
    let waits: Vec<_> = (0..10).map(|unchanged_polls| BACKOFF.delay(unchanged_polls, None)).collect();
    let expected = [1000.0, 1000.0, 1000.0, 1500.0, 2250.0, 3375.0, 5062.5, 7593.75, 10_000.0, 10_000.0];
    assert_eq!(waits, expected);
}

#[test]
fn a_server_that_asks_for_no_wait_or_for_years_gets_neither() {
    assert_eq!(BACKOFF.delay(9, Some(0.0)), 1000.0);
    assert_eq!(BACKOFF.delay(0, Some(1e12)), 60_000.0);
}

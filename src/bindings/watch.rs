//! Following an execution: the decisions of `crate::executions::watch`, for the loop in npm/watch.ts, which keeps the state.

use super::look::Value;
use super::{asked_to_wait, imports};
use crate::executions::watch::{Compare, PollBackoff, diff};
use wasm_bindgen::prelude::*;

// The places of the two executions: those of `Instance.look` in npm/engine.ts. After each is room for one field.
const BEFORE: Value = Value(0);
const AFTER: Value = Value(2);

impl Compare for Value {
    fn same(&self, other: &Self) -> bool {
        imports::same(self.0, other.0)
    }
}

/// What an execution shows after it was seen before: the bits of [`crate::executions::watch::Change`].
#[wasm_bindgen]
pub fn look() -> u8 {
    diff(&BEFORE, &AFTER).bits()
}

/// How many milliseconds to wait before the next look. `asked` is how long the server asked to wait; where that is NaN,
/// the reply under way may say so.
#[wasm_bindgen]
pub fn pace(asked: f64, quiet: u32, interval: f64, max_interval: f64, max_asked: f64) -> f64 {
    let asked = if asked.is_nan() { asked_to_wait() } else { Some(asked) };
    PollBackoff { interval, max_interval, max_asked }.delay(quiet, asked)
}

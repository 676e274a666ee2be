//! How an execution is followed: whether a poll shows a change, and when to poll again. Pure.
//!
//! Nothing is remembered here: the loops (npm/executions/watcher.ts, the Rust API's) keep what was seen last and how many polls
//! in a row showed no change, so that an instance of the module can be replaced under a watch.

/// The fields whose change is shown to whoever follows an execution. What else changes, changes with one of these or is
/// bookkeeping. `error` and `paused_at` are not documented; a public caller reads the first.
pub const VISIBLE_FIELDS: [&str; 9] = [
    "status",
    "agents_output",
    "conclusion",
    "end_time",
    "anomaly_detected",
    "previews",
    "runtime_inputs",
    "error",
    "paused_at",
];

/// How many polls in a row may show no change before they slow down.
const POLLS_BEFORE_BACKOFF: u32 = 2;

/// Whether a poll shows a change: it is the first one, or one of the visible fields is not the same. `is_same` compares the
/// field of that index in [`VISIBLE_FIELDS`].
pub fn has_changed(is_first: bool, is_same: impl Fn(usize) -> bool) -> bool {
    is_first || !(0..VISIBLE_FIELDS.len()).all(is_same)
}

/// How often to poll. All times are milliseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PollBackoff {
    /// The pause after a poll that showed a change.
    pub interval: f64,
    /// The longest pause while nothing changes.
    pub max_interval: f64,
    /// The longest pause that the server may ask for.
    pub max_retry_after: f64,
}

impl PollBackoff {
    /// How long to wait before the next poll, after `unchanged_polls` polls in a row that showed no change or failed.
    ///
    /// A server that says when to come back is taken at its word, but is never asked more often than `interval`.
    #[must_use]
    pub fn delay(&self, unchanged_polls: u32, asked: Option<f64>) -> f64 {
        if let Some(asked) = asked {
            return asked.min(self.max_retry_after).max(self.interval);
        }
        let mut wait = self.interval;
        for _ in POLLS_BEFORE_BACKOFF..unchanged_polls {
            // Also for a `max_interval` below `interval`, and for numbers of polls that nobody lives to see.
            if wait >= self.max_interval {
                break;
            }
            wait = (wait * 1.5).min(self.max_interval);
        }
        wait
    }
}

#[cfg(test)]
mod tests;

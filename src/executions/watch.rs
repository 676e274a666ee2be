//! How an execution is followed: what a look at it shows, and when to look again. Pure.
//!
//! Nothing is remembered here: the loops (npm/watch.ts, the Rust API's) keep what was seen last and how many looks
//! in a row showed nothing new, so that an instance of the module can be thrown away under a watch.

use crate::schema::JsonTypes;
use crate::status::ExecutionStatus;
use crate::text::words;
use crate::validate::JsonView;

/// The fields whose change is shown to whoever follows an execution. What else changes, changes with one of these or
/// is bookkeeping. `error` and `paused_at` are not documented; a public caller reads the first.
pub const VISIBLE: &str =
    "status agents_output conclusion end_time anomaly_detected previews runtime_inputs error paused_at";

/// How many looks in a row may show nothing new before they slow down.
const POLLS_BEFORE_BACKOFF: u32 = 2;

/// What finding a change needs to see of a value.
pub trait Compare: JsonView {
    /// Whether this is the same JSON value as another.
    fn same(&self, other: &Self) -> bool;
}

/// What a look at an execution shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Whether one of [`VISIBLE`] is not as it was.
    pub changed: bool,
    /// Whether nothing more will happen.
    pub ended: bool,
    /// Whether it says that it waits for a person.
    pub waiting: bool,
}

impl Change {
    /// The bits of `changed`, `ended` and `waiting`, from the lowest: the numbers of npm/watch.ts.
    #[must_use]
    pub const fn bits(self) -> u8 {
        self.changed as u8 | (self.ended as u8) << 1 | (self.waiting as u8) << 2
    }
}

/// Compares an execution with what was seen of it before, which is no object at the first look.
pub fn diff<L: Compare>(before: &L, after: &L) -> Change {
    let status = ExecutionStatus(after.get("status").text().unwrap_or_default());
    Change {
        changed: before.kind() != JsonTypes::OBJECT
            || words(VISIBLE).any(|name| !before.get(name).same(&after.get(name))),
        ended: status.is_terminal(),
        waiting: status.is_waiting(),
    }
}

/// How often to look. All times are milliseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PollBackoff {
    /// The wait after a look that showed something new.
    pub interval: f64,
    /// The longest wait while nothing changes.
    pub max_interval: f64,
    /// The longest wait that the server may ask for.
    pub max_asked: f64,
}

impl PollBackoff {
    /// How long to wait before the next look, after `unchanged_polls` looks in a row that showed nothing new or failed.
    ///
    /// A server that says when to come back is taken at its word, but is never asked more often than `interval`.
    #[must_use]
    pub fn delay(&self, unchanged_polls: u32, asked: Option<f64>) -> f64 {
        if let Some(asked) = asked {
            return asked.min(self.max_asked).max(self.interval);
        }
        let mut wait = self.interval;
        for _ in POLLS_BEFORE_BACKOFF..unchanged_polls {
            // Also for a `max_interval` below `interval`, and for numbers of looks that nobody lives to see.
            if wait >= self.max_interval {
                break;
            }
            wait = (wait * 1.5).min(self.max_interval);
        }
        wait
    }
}

#[cfg(any(test, feature = "client"))]
impl Compare for &serde_json::Value {
    fn same(&self, other: &Self) -> bool {
        self == other
    }
}

#[cfg(test)]
mod tests;

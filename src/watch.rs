//! How an execution is followed: what a look at it shows, and when to look again. Pure.
//!
//! Nothing is remembered here: the loops (npm/watch.ts, the Rust API's) keep what was seen last and how many looks
//! in a row showed nothing new, so that an instance of the module can be thrown away under a watch.

use crate::check::Look;
use crate::shape::Kinds;
use crate::status::ExecutionStatus;
use crate::text::words;

/// The fields whose change is shown to whoever follows an execution. What else changes, changes with one of these or
/// is bookkeeping. `error` and `paused_at` are not documented; a public caller reads the first.
pub const VISIBLE: &str =
    "status agents_output conclusion end_time anomaly_detected previews runtime_inputs error paused_at";

/// How many looks in a row may show nothing new before they slow down.
const PATIENCE: u32 = 2;

/// What finding a change needs to see of a value.
pub trait Compare: Look {
    /// Whether this is the same JSON value as another.
    fn same(&self, other: &Self) -> bool;
}

/// What a look at an execution shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Whether one of [`VISIBLE`] is not as it was.
    pub changed: bool,
    /// Whether nothing more will happen.
    pub ended: bool,
    /// Whether it says that it waits for a person.
    pub waiting: bool,
}

impl Seen {
    /// The bits of `changed`, `ended` and `waiting`, from the lowest: the numbers of npm/watch.ts.
    #[must_use]
    pub const fn bits(self) -> u8 {
        self.changed as u8 | (self.ended as u8) << 1 | (self.waiting as u8) << 2
    }
}

/// Compares an execution with what was seen of it before, which is no object at the first look.
pub fn seen<L: Compare>(before: &L, after: &L) -> Seen {
    let status = ExecutionStatus(after.named("status").text().unwrap_or_default());
    Seen {
        changed: before.kind() != Kinds::OBJECT
            || words(VISIBLE).any(|name| !before.named(name).same(&after.named(name))),
        ended: status.is_terminal(),
        waiting: status.is_waiting(),
    }
}

/// How often to look. All times are milliseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// The wait after a look that showed something new.
    pub interval: f64,
    /// The longest wait while nothing changes.
    pub max_interval: f64,
    /// The longest wait that the server may ask for.
    pub max_asked: f64,
}

impl Pace {
    /// How long to wait before the next look, after `quiet` looks in a row that showed nothing new or failed.
    ///
    /// A server that says when to come back is taken at its word, but is never asked more often than `interval`.
    #[must_use]
    pub fn wait(&self, quiet: u32, asked: Option<f64>) -> f64 {
        if let Some(asked) = asked {
            return asked.min(self.max_asked).max(self.interval);
        }
        let mut wait = self.interval;
        for _ in PATIENCE..quiet {
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

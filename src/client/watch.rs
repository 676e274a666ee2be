//! Following an execution with the Rust API.

use super::{Client, Error};
use crate::error::{Code, Failure, Outcome};
use crate::executions::watch::{PollBackoff, VISIBLE_FIELDS, has_changed};
use crate::resources::executions::Execution;

/// How an execution is followed. All times are milliseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WatchOptions {
    /// The wait before the next poll after something has changed: 1000 by default.
    pub interval: f64,
    /// The longest wait while nothing changes: 10 000 by default.
    pub max_interval: f64,
    /// How many polls in a row may fail, each with its own retries, before the watch fails: 5 by default.
    pub max_errors: u32,
    /// How long the whole watch may take; infinite by default.
    pub total_timeout: f64,
}

impl Default for WatchOptions {
    fn default() -> Self {
        Self { interval: 1000.0, max_interval: 10_000.0, max_errors: 5, total_timeout: f64::INFINITY }
    }
}

/// One walk over the changes of an execution: [`Client::watch`]. Dropping it ends it.
#[derive(Debug)]
pub struct Watch<'a> {
    client: &'a Client,
    id: String,
    options: WatchOptions,
    began: f64,
    /// As it was seen last.
    last: serde_json::Value,
    quiet: u32,
    failures: u32,
    wait: f64,
    over: bool,
}

impl Client {
    /// Follows an execution: its state now, then each change of it, until it has ended.
    ///
    /// What a change is, and when it is looked for, is that of [`crate::executions::watch`].
    #[must_use]
    pub fn watch(&self, execution_id: &str, options: WatchOptions) -> Watch<'_> {
        Watch {
            client: self,
            id: execution_id.into(),
            options,
            began: js_sys::Date::now(),
            last: serde_json::Value::Null,
            quiet: 0,
            failures: 0,
            wait: 0.0,
            over: false,
        }
    }

    /// Waits until an execution has ended, and gives it: a failed or cancelled one as well.
    ///
    /// # Errors
    ///
    /// Those of [`Watch::next`].
    pub async fn wait(&self, execution_id: &str, options: WatchOptions) -> Result<Execution, Error> {
        let mut watch = self.watch(execution_id, options);
        let mut last = None;
        while let Some(execution) = watch.next().await {
            last = Some(execution?);
        }
        // A watch gives an execution or an error before it ends.
        last.ok_or_else(|| watch.timed_out())
    }
}

impl Watch<'_> {
    /// The next change; `None` once the execution has ended.
    ///
    /// # Errors
    ///
    /// What a look came to that no retry can mend, the last of more than `max_errors` failures in a row, or
    /// [`Code::Timeout`]. The watch is then over.
    pub async fn next(&mut self) -> Option<Result<Execution, Error>> {
        while !self.over {
            let left = self.began + self.options.total_timeout - js_sys::Date::now();
            super::sleep(self.wait.min(left)).await;
            if self.wait >= left {
                self.over = true;
                return Some(Err(self.timed_out()));
            }
            match self.client.executions().get(&self.id).await {
                Ok(execution) => {
                    if self.looked(&execution) {
                        return Some(Ok(execution));
                    }
                }
                Err(error) => {
                    self.failures += 1;
                    if !error.failure.retryable || self.failures > self.options.max_errors {
                        self.over = true;
                        return Some(Err(error));
                    }
                    self.pace(false, error.failure.retry_after);
                }
            }
        }
        None
    }

    /// Whether a look shows something new.
    fn looked(&mut self, execution: &Execution) -> bool {
        let now = serde_json::to_value(execution).unwrap_or_default();
        let same =
            |index: usize| VISIBLE_FIELDS.get(index).is_none_or(|name| self.last.get(name) == now.get(name));
        let changed = has_changed(self.last.is_null(), same);
        self.last = now;
        self.over = execution.status.is_terminal();
        self.failures = 0;
        self.pace(changed, None);
        changed
    }

    fn pace(&mut self, changed: bool, asked: Option<f64>) {
        self.quiet = if changed { 0 } else { self.quiet.saturating_add(1) };
        let WatchOptions { interval, max_interval, .. } = self.options;
        self.wait =
            PollBackoff { interval, max_interval, max_retry_after: 60_000.0 }.delay(self.quiet, asked);
    }

    fn timed_out(&self) -> Error {
        let mut failure =
            Failure::before_sending(Code::Timeout, "the execution has not ended within total_timeout");
        failure.outcome = Outcome::Unknown;
        failure.retryable = true;
        Error::new("executions.watch", failure.into(), None)
    }
}

//! How far an execution is.

use crate::schema::{Contents, HasSchema, JsonTypes, Schema};

/// How far an execution is: an open set, compared without regard to case.
///
/// The documents show `ready`, `paused` and `cancelled`; the vendor's SDKs and plugins add the others. A status
/// that is not known here means that the execution is still going.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct ExecutionStatus(pub String);

/// The statuses after which nothing more happens.
pub const TERMINAL: [&str; 6] = ["completed", "failed", "cancelled", "canceled", "stopped", "error"];

/// The statuses in which an execution waits for a person.
pub const WAITING: [&str; 2] = ["input_required", "paused"];

impl ExecutionStatus {
    /// Whether the execution has ended: completed, failed, cancelled (both spellings), stopped or error.
    #[must_use]
    pub fn is_terminal(&self) -> bool {
        TERMINAL.iter().any(|status| self.0.eq_ignore_ascii_case(status))
    }

    /// Whether the execution waits for a person: input_required or paused.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        WAITING.iter().any(|status| self.0.eq_ignore_ascii_case(status))
    }
}

impl HasSchema for ExecutionStatus {
    const SCHEMA: Schema = Schema {
        accepts: JsonTypes::STRING,
        inside: Contents::Unseen,
        #[cfg(feature = "metadata")]
        type_expr: crate::schema::TypeExpr::Union(&crate::schema::UnionDoc {
            name: "ExecutionStatus",
            doc: "How far an execution is: an open set, compared without regard to case.\n\n\
                The documents show `ready`, `paused` and `cancelled`; the vendor's SDKs and plugins add the others. \
                A status that is not listed means that the execution is still going.",
            members: &[
                "\"ready\"",
                "\"running\"",
                "\"paused\"",
                "\"input_required\"",
                "\"completed\"",
                "\"failed\"",
                "\"cancelled\"",
                "\"canceled\"",
                "\"stopped\"",
                "\"error\"",
                "(string & {})",
            ],
            objects: &[],
        }),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_of_cancelled_end_an_execution_in_any_case() {
        for status in ["cancelled", "canceled", "Cancelled", "COMPLETED", "error", "stopped", "failed"] {
            assert!(ExecutionStatus(status.into()).is_terminal(), "{status}");
        }
    }

    #[test]
    fn a_status_nobody_knows_is_still_going() {
        for status in ["ready", "running", "brewing", "", "paused", "input_required"] {
            assert!(!ExecutionStatus(status.into()).is_terminal(), "{status}");
        }
        assert!(ExecutionStatus("Paused".into()).is_waiting());
        assert!(!ExecutionStatus("brewing".into()).is_waiting());
    }
}

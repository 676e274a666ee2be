//! Analytics: how much a project uses.

use crate::operation::operations;

operations! {
    /// Analytics: how much a project uses.
    Analytics "analytics" {
        /// Gets the overview of what a project uses.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        get() -> serde_json::Value = GET "/analytics?projectID", Safe;
    }
}

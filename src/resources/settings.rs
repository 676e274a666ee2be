//! The settings of a project.

use crate::operation::operations;

operations! {
    /// The settings of a project.
    Settings "settings" {
        /// Gets the settings of the project.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        get() -> serde_json::Value = GET "/settings/{projectID}", Safe;
    }
}

//! The dashboard of a project.

use crate::operation::operations;

operations! {
    /// The dashboard of a project.
    Dashboard "dashboard" {
        /// Gets the dashboard of a project.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        get() -> serde_json::Value = GET "/dashboard/{projectID}", Safe;

        /// Brings the dashboard of a project up to date.
        ///
        /// What that costs is not documented: it is never sent a second time unless the server has certainly refused it.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        refresh() -> serde_json::Value = POST "/dashboard/refresh/{projectID}", NonIdempotent;

        /// Deletes a component of the dashboard of a project.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        delete_component[component_id]() -> serde_json::Value
            = DELETE "/dashboard/component/{projectID}/{component_id}", Idempotent;
    }
}

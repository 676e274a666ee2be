//! Members: the people of a project. The documents call the group Project member.

use crate::list_response::ListResponse;
use crate::operation::operations;

operations! {
    /// Members: the people of a project. The documents call the group Project member.
    Members "members" {
        /// Lists the members of a project.
        ///
        /// Source: an older version of the vendor's Python SDK; newer ones have it no more. The reply is not documented.
        list() -> ListResponse<serde_json::Value>
            = GET "/project-member/{projectID}", Safe, pages Whole of serde_json::Value;

        /// Gets the summary of the members of a project.
        ///
        /// Source: an older version of the vendor's Python SDK; newer ones have it no more. The reply is not documented.
        get_summary() -> serde_json::Value = GET "/project-member/{projectID}/summary", Safe;
    }
}

//! The tags of a project.

use crate::list_response::ListResponse;
use crate::operation::operations;

operations! {
    /// The tags of a project.
    Tags "tags" {
        /// Lists the tags of the project.
        ///
        /// Source: the vendor's Python SDK. Neither the reply's form nor any paging is documented.
        list() -> ListResponse<serde_json::Value>
            = GET "/tagsbyprojectId/{projectID}", Safe, pages Whole of serde_json::Value;
    }
}

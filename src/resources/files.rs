//! Files: the knowledge base of a project.

use crate::list_response::ListResponse;
use crate::operation::operations;
use crate::schema::object;

operations! {
    /// Files: the knowledge base of a project.
    Files "files" {
        /// Gets what is known of a file, by its id.
        ///
        /// Source: the documents' sidebar for the method, the vendor's Python SDK for the path. The reply is not
        /// documented; the SDK says in words that it has the name, the size, the type, the tags and the time of upload.
        get[file_id]() -> serde_json::Value = GET "/file/{file_id}/?projectID?", Safe;

        /// Gets the connector that a file of the project came from.
        ///
        /// Source: the documents' sidebar for the method, the vendor's Python SDK for the path. The reply is not
        /// documented.
        get_connector[file_id]() -> serde_json::Value = GET "/file/{projectID}/{file_id}/connector", Safe;

        /// Lists the files that a connector of the project brought.
        ///
        /// Source: the documents' sidebar for the method, the vendor's Python SDK for the path. Neither the reply's form
        /// nor any paging is documented.
        list_by_connector[connector_id]() -> ListResponse<serde_json::Value>
            = GET "/files/{projectID}/connector/{connector_id}", Safe, pages Whole of serde_json::Value;

        /// Announces files for the knowledge base. It sends their names, not their bytes: how the bytes get there is not
        /// documented.
        ///
        /// Source: the documents' sidebar for the method, the vendor's Python SDK for the rest, which has two methods for
        /// this route and disagrees with itself on what may be left out. The reply is not documented.
        upload(body: UploadFiles, query: UploadFilesQuery) -> serde_json::Value
            = POST "/files/upload?projectID", NonIdempotent;
    }
}

object! {
    /// What `files.upload` sends: the names of files, and how they are filed.
    ///
    /// Source: the vendor's Python SDK.
    pub struct UploadFiles {
        /// The names of the files: `["file.pdf"]`.
        required filenames: Vec<String>,
        /// The tags that the files get: `["resume", "knowledge-base"]`.
        required tags: Vec<String>,
        /// The project that the files belong to: a 24-hex id, sent in the query and in the body.
        /// Left out, it is the call's or the client's `projectID`.
        project projectID: String,
        /// What sort of source the files come from: `"STORAGE"` in the SDK's example.
        required source_type: String,
        /// The organization: a 24-hex id. One of the SDK's two methods requires it, the other does not.
        optional org_id: String,
    }

    /// The query of `files.upload`.
    ///
    /// Source: the vendor's Python SDK.
    pub struct UploadFilesQuery {
        /// The container that the files go to; the SDK's example gives the project's id. One of the SDK's two methods
        /// requires it, the other does not.
        optional container_name: String,
    }
}

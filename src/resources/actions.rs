//! Actions: what connectors can do, run by hand.

use crate::JsonObject;
use crate::operation::operations;
use crate::schema::object;

operations! {
    /// Actions: what connectors can do, run by hand.
    Actions "actions" {
        /// Runs an action of a connector: `actions.run("whatsapp", "start_chat", connector_id, …)`.
        ///
        /// What it does is the connector's affair, and it may cost credits: it is never sent a second time unless the
        /// server has certainly refused it. The body is the action's input, whose fields are not documented. The API
        /// takes the route without the connector's id too; that one is reachable through `request`.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        run[category, action, connector_id](body: JsonObject) -> serde_json::Value
            = POST "/actions/{category}/{action}/{connector_id}?projectID?", NonIdempotent;

        /// Lists the files of a Google Drive folder through a connector, one page.
        ///
        /// It runs an action of the connector: it is never sent a second time unless the server has certainly refused
        /// it.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        list_google_drive_files[connector_id](body: GoogleDriveFolder) -> serde_json::Value
            = POST "/actions/google_drive/list_files/{connector_id}", NonIdempotent;

        /// Reads a file of Google Drive through a connector.
        ///
        /// It runs an action of the connector: it is never sent a second time unless the server has certainly refused
        /// it.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        read_google_drive_file[connector_id](body: GoogleDriveFile) -> serde_json::Value
            = POST "/actions/google_drive/read/{connector_id}", NonIdempotent;
    }
}

object! {
    /// Which folder `actions.listGoogleDriveFiles` lists, and how much of it.
    ///
    /// Source: the vendor's Python SDK.
    pub struct GoogleDriveFolder {
        /// The folder's id in Google Drive.
        required folder_id: String,
        /// The most files of one page.
        optional page_size: f64,
        /// Which page: the token that the page before it came with.
        optional page_token: String,
        /// Whether to give all files at once.
        optional fetch_all: bool,
    }

    /// Which file `actions.readGoogleDriveFile` reads.
    ///
    /// Source: the vendor's Python SDK.
    pub struct GoogleDriveFile {
        /// The file's id in Google Drive.
        required file_id: String,
    }
}

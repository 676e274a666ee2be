//! Connectors: a project's accounts at other services.

use crate::JsonObject;
use crate::list_response::ListResponse;
use crate::operation::operations;
use crate::schema::object;

operations! {
    /// Connectors: a project's accounts at other services.
    Connectors "connectors" {
        /// Lists the connectors; with a project, those of it.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        list() -> ListResponse<serde_json::Value>
            = GET "/connectors/?projectID?", Safe, pages Whole of serde_json::Value;

        /// Lists the connectors of a project by category.
        ///
        /// Source: the vendor's Python SDK for the path, public callers for the reply.
        list_by_project() -> ListResponse<ConnectorCategory>
            = GET "/connectors/{projectID}", Safe, pages Whole of ConnectorCategory;

        /// Gets a connector by its id.
        ///
        /// The reply holds the connector's configuration, which may include credentials of the other service: it is not
        /// for a page or a log.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        get[connector_id]() -> serde_json::Value = GET "/connector/{connector_id}", Safe;

        /// Gets a connector by its id, by the second route that the vendor's Python SDK keeps.
        ///
        /// The reply may hold credentials of the other service, as that of `get`.
        ///
        /// Source: the vendor's Python SDK. How it differs from `get` is not documented, and neither is the reply.
        get_v1[connector_id]() -> serde_json::Value = GET "/v1/connector/{connector_id}", Safe;

        /// Deletes a connector with everything that belongs to it, for good.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        delete[connector_id]() -> serde_json::Value = DELETE "/connector/{connector_id}?projectID", Idempotent;

        /// Deletes a connector, by the second route that the vendor's Python SDK keeps.
        ///
        /// Source: the vendor's Python SDK. How it differs from `delete` is not documented, and neither is the reply.
        delete_v1[connector_id]() -> serde_json::Value
            = DELETE "/v1/connector/{connector_id}?projectID?", Idempotent;

        /// Changes the status of a connector, and how its data is loaded.
        ///
        /// Whether it starts to load data is not documented: it is never sent a second time unless the server has
        /// certainly refused it.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        update_status(body: ConnectorStatusChange) -> serde_json::Value
            = POST "/connectors/change_status", NonIdempotent;

        /// Lists the actions that can trigger something, of a project's connectors.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        list_trigger_actions() -> ListResponse<serde_json::Value>
            = GET "/connectors/{projectID}/trigger_actions?projectID", Safe, pages Whole of serde_json::Value;

        /// Lists the actions that can trigger something, by the second route that the vendor's Python SDK keeps.
        ///
        /// Source: the vendor's Python SDK. How it differs from `listTriggerActions` is not documented, and neither is
        /// the reply.
        search_trigger_actions() -> ListResponse<serde_json::Value>
            = GET "/connectors/trigger_actions?projectID", Safe, pages Whole of serde_json::Value;

        /// Makes a new connector of a category: `"content_creator"`, `"whatsapp"`, `"linkedin"`, `"mail"`,
        /// `"restful"` and others.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        configure[category](body: ConfigureConnector) -> serde_json::Value
            = POST "/actions/{category}/config?projectID", NonIdempotent;

        /// Gets the configuration of a project's connector of a category. It may include credentials of the other
        /// service: it is not for a page or a log.
        ///
        /// Source: the vendor's Python SDK, which has the project in the path; one public caller has a connector's id
        /// there. The reply is not documented.
        get_config[category]() -> serde_json::Value = GET "/actions/{category}/config/{projectID}?projectID?", Safe;

        /// Gets suggestions for the values that a search at LinkedIn takes.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        get_linkedin_params(query: LinkedinParamsQuery) -> serde_json::Value
            = GET "/connectors/{projectID}/retrieve/linkedin_params", Safe;
    }
}

object! {
    /// The connectors of a project that are of one category.
    ///
    /// Source: public callers; the documents show none.
    pub struct ConnectorCategory {
        /// The category: `"whatsapp"`, `"linkedin"` and others.
        required category: String,
        /// How many connectors there are.
        optional accounts: f64,
        /// The connectors.
        optional accountDetails: Vec<ConnectorAccount>,
    }

    /// A connector among those of a category.
    ///
    /// Source: public callers; the documents show none.
    pub struct ConnectorAccount {
        /// Its name.
        optional sourceName: String,
        /// Its id: the `connector_id` of other operations.
        required connectorID: String,
        /// Its status. Public callers know `"ready"`, `"pending"` and `"failed"`.
        optional status: String,
    }

    /// What `connectors.updateStatus` sends.
    ///
    /// Source: the vendor's Python SDK.
    pub struct ConnectorStatusChange {
        /// The status it is to have: `"pending"`, `"active"` or `"inactive"` in the SDK's words.
        required new_status: String,
        /// The connector.
        required connectorID: String,
        /// How its data is loaded.
        required data_loader_config: ConnectorDataLoader,
    }

    /// How a connector's data is loaded.
    ///
    /// Source: the vendor's Python SDK.
    pub struct ConnectorDataLoader {
        /// Where the data comes from: `"api"` in the SDK's example.
        required source: String,
        /// How many items are loaded at once.
        required batch_size: f64,
        /// What the source asks for: `{"api_key": …}` in the SDK's example. Its fields are not documented.
        required auth: JsonObject,
    }

    /// What `connectors.configure` sends. Which fields a category asks for is not documented.
    ///
    /// Source: the vendor's Python SDK and public callers.
    pub struct ConfigureConnector {
        /// Its name.
        optional name: String,
        /// What it is for, in words.
        optional description: String,
        /// Its category, as in the path.
        optional category: String,
        /// Its organization: a 24-hex id.
        optional org_id: String,
        /// The project again: a 24-hex id. The query has it in any case; the body has it only if it is given here, as
        /// in newer versions of the vendor's Python SDK.
        optional projectID: String,
        /// The address of its picture.
        optional logo: String,
        /// The form that a person fills in for it. What an item looks like is not documented.
        optional ui_form: Vec<serde_json::Value>,
        /// Its settings. The fields depend on the category.
        optional config: JsonObject,
        /// Whether it is in use.
        optional enabled: bool,
    }

    /// What `connectors.getLinkedinParams` looks for.
    ///
    /// Source: the vendor's Python SDK.
    pub struct LinkedinParamsQuery {
        /// What is searched, in capitals: `"PEOPLE"` or `"COMPANY"` in the SDK's words, which call it required in one
        /// place and not in another.
        optional search_type: String,
        /// The text that a suggestion is to match.
        optional keyword: String,
        /// The most suggestions to give.
        optional limit: f64,
        /// The LinkedIn connector to ask through; left out, it is the first of the project.
        optional connector_id: String,
    }
}

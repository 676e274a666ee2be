//! The marketplace: connectors and coworkers that an organization can get.

use crate::list_response::ListResponse;
use crate::operation::operations;
use crate::schema::object;

operations! {
    /// The marketplace: connectors and coworkers that an organization can get.
    Marketplace "marketplace" {
        /// Lists the connectors that there are.
        ///
        /// Source: the vendor's Python SDK. Neither the reply's form nor any paging is documented.
        list_connectors(query: ListMarketplaceConnectors) -> ListResponse<serde_json::Value>
            = GET "/public/connectors/all?projectID", Safe, pages Whole of serde_json::Value;

        /// Lists the coworkers that can be hired.
        ///
        /// Source: the vendor's Python SDK. Neither the reply's form nor any paging is documented.
        list_coworkers(query: ListMarketplaceCoworkers) -> ListResponse<serde_json::Value>
            = GET "/public/marketplace/coworkers", Safe, pages Whole of serde_json::Value;

        /// Gets a coworker that can be hired, by its id.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        get_coworker[coworker_id]() -> serde_json::Value = GET "/public/marketplace/coworker/{coworker_id}", Safe;

        /// Hires a coworker for an organization.
        ///
        /// It is a purchase: the client never sends it a second time unless the server has certainly refused it.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        hire_coworker[coworker_id](body: HireCoworker, query: HireCoworkerQuery) -> serde_json::Value
            = POST "/marketplace/coworker/{coworker_id}/purchase", NonIdempotent;

        /// Tells whether there is an update for a coworker.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        check_coworker_update[coworker_id]() -> serde_json::Value
            = GET "/marketplace/coworker/update/{coworker_id}/check", Safe;
    }
}

object! {
    /// The query of `marketplace.listConnectors`.
    ///
    /// Source: the vendor's Python SDK.
    pub struct ListMarketplaceConnectors {
        /// Only connectors that match this text. The SDK requires it, and in its example it is empty.
        required search_key: String,
        /// Which connectors: `"all"` in the SDK's example. No other value is documented.
        required filter_type: String,
    }

    /// The query of `marketplace.listCoworkers`.
    ///
    /// Source: the vendor's Python SDK.
    pub struct ListMarketplaceCoworkers {
        /// Only coworkers that match this text. The SDK requires it, and in its example it is empty.
        required search_key: String,
        /// The most coworkers to give: 20 in the SDK's example.
        required limit: f64,
    }

    /// What `marketplace.hireCoworker` sends: `{}`, as the vendor's Python SDK does. Its fields are not documented.
    ///
    /// Source: the vendor's Python SDK.
    pub struct HireCoworker {}

    /// The query of `marketplace.hireCoworker`.
    ///
    /// Source: the vendor's Python SDK.
    pub struct HireCoworkerQuery {
        /// The organization that hires: a 24-hex id.
        required organization_id: String,
    }
}

//! Triggers: events of a connector that start agentflows.

use crate::JsonObject;
use crate::operation::operations;
use crate::schema::object;

operations! {
    /// Triggers: events of a connector that start agentflows.
    Triggers "triggers" {
        /// Lists the triggers of a connector.
        ///
        /// Source: the vendor's Python SDK, which types the reply as `{ connector_id, connector_type, triggers }`, or
        /// `null` where there are none. The form is not documented otherwise.
        list_by_connector[connector_id]() -> serde_json::Value
            = GET "/triggers/connector/{connector_id}", Safe, pages Whole of Trigger;

        /// Sets the triggers of a connector. Those that are not in the list are gone afterwards. The category is the
        /// connector's: `"whatsapp"`, `"mail"`, `"linkedin"`, `"twilio"`, `"jira"`, `"bland"` or `"fal_ai"`.
        ///
        /// Source: the vendor's Python SDK, whose own call of it fails before anything is sent. The SDK types the reply
        /// as `{ connector_id, connector_type, triggers }`.
        update_by_connector[connector_id, category](body: UpdateTriggers) -> serde_json::Value
            = PUT "/triggers/connector/{connector_id}/{category}", Idempotent;

        /// Pulls a trigger by hand: runs what it starts, with the body as the event's data. The body's fields are those
        /// that the agentflow takes.
        ///
        /// It may cost credits: it is never sent a second time unless the server has certainly refused it.
        ///
        /// Source: the vendor's Python SDK, whose own call of it fails before anything is sent.
        execute[connector_id, trigger_id](body: JsonObject) -> TriggerResult
            = POST "/trigger/{project_id}/{connector_id}/{trigger_id}", NonIdempotent;

        /// Pulls several triggers by hand, all with the same data.
        ///
        /// It may cost credits: it is never sent a second time unless the server has certainly refused it.
        ///
        /// Source: the vendor's Python SDK, whose own call of it fails before anything is sent. The SDK types the reply
        /// as lists of results, by names that it does not tell.
        execute_for_coworker(body: ExecuteCoworkerTriggers) -> serde_json::Value
            = POST "/trigger/{project_id}/coworker", NonIdempotent;
    }
}

object! {
    /// What `triggers.updateByConnector` sends.
    ///
    /// Source: the vendor's Python SDK.
    pub struct UpdateTriggers {
        /// All the triggers that the connector is to have, those that it has already included.
        required triggers: Vec<Trigger>,
    }

    /// An event of a connector, and what it starts. The vendor's Python SDK requires none of its fields; in a new trigger
    /// it puts an `_id`, and `"coworker"` for a `trigger_type` that is left out.
    ///
    /// Source: the vendor's Python SDK.
    pub struct Trigger {
        /// The trigger: a 24-hex id. That of a new trigger is made up by who creates it.
        required id as "_id": String,
        /// Its name; may be `null`.
        nullish name: String,
        /// Its name again; may be `null`. The SDK always sends what `name` is.
        nullish trigger_name: String,
        /// The event: `"message_received"`, `"message_read"`, `"message_reaction"` for WhatsApp.
        optional event: String,
        /// What it starts: `"coworker"`, an agentflow, or `"connector"`, a pull of a connector's data.
        optional trigger_type: String,
        /// The agentflow that is run; may be `null`.
        nullish agentflow_id: String,
        /// What the run is to achieve, in words; may be `null`.
        nullish goal: String,
        /// The agent that the run starts from; may be `null`.
        nullish start_from_agent_id: String,
        /// When the run starts; may be `null`. Its form is not documented.
        nullish schedule_time: String,
        /// Which events count: an array of `{ field_name, condition, field_type, value }`, or `null`.
        optional filters: serde_json::Value,
        /// Which changes of a table count: `{ condition_for, condition_query }` with `condition_for` one of `"insert"`,
        /// `"delete"` and `"update"`, or `null`.
        optional condition: serde_json::Value,
        /// The connector whose data is pulled; may be `null`.
        nullish connector_id: String,
    }

    /// What `triggers.executeForCoworker` sends.
    ///
    /// Source: the vendor's Python SDK.
    pub struct ExecuteCoworkerTriggers {
        /// The triggers.
        required triggers: Vec<Trigger>,
        /// The event's data, for all of them.
        required response_data: serde_json::Value,
        /// Who pulls them: a user or something else.
        required triggered_by: String,
        /// An execution that exists already. What becomes of it is not documented.
        optional execution_id: String,
    }

    /// What pulling a trigger came to.
    ///
    /// Source: the vendor's Python SDK.
    pub struct TriggerResult {
        /// `"success"` or `"error"`.
        optional status: String,
        /// The execution that was started, or `null`. Its shape is not documented.
        optional execution: serde_json::Value,
        /// What went wrong; may be `null`.
        nullish error: String,
    }
}

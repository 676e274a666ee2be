//! Schedules: when coworkers run by themselves. The documents call the group Coworker schedules.

use crate::JsonObject;
use crate::list_response::ListResponse;
use crate::operation::operations;
use crate::schema::object;

operations! {
    /// Schedules: when coworkers run by themselves. The documents call the group Coworker schedules.
    Schedules "schedules" {
        /// Lists the schedules of a project, page by page.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        list(query: SchedulesQuery) -> ListResponse<serde_json::Value> = GET "/schedules/coworker?projectID", Safe,
            pages PageNo of serde_json::Value;

        /// Creates a schedule. What it runs costs credits.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        create(body: CreateSchedule) -> serde_json::Value = POST "/schedule/coworker?projectID", NonIdempotent;

        /// Gets a schedule by its id.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        get[schedule_id]() -> serde_json::Value = GET "/schedule/coworker/{schedule_id}", Safe;

        /// Changes the given fields of a schedule.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        update[schedule_id](body: UpdateSchedule) -> serde_json::Value
            = PATCH "/schedule/coworker/{schedule_id}?projectID", Idempotent;

        /// Deletes a schedule: it starts no more runs.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        delete[schedule_id]() -> serde_json::Value
            = DELETE "/schedule/coworker/{schedule_id}?projectID", Idempotent;
    }
}

object! {
    /// Which schedules `schedules.list` gives.
    ///
    /// Source: the vendor's Python SDK.
    pub struct SchedulesQuery {
        /// The most schedules of one page. The vendor's Python SDK sends 20 unless told otherwise.
        optional limit: f64,
        /// Which page, counted from 1.
        optional page_no: f64,
        /// Those of this coworker: a 24-hex id.
        optional coworker_id: String,
        /// Those with this status. Its values are not documented.
        optional status: String,
        /// Those of this type. Its values are not documented.
        optional kind as "type": String,
        /// Those that hold this text. Where it is looked for is not documented.
        optional search_key: String,
    }

    /// What `schedules.create` sends.
    ///
    /// Source: the vendor's Python SDK.
    pub struct CreateSchedule {
        /// The coworker to run: a 24-hex id, that of an agentflow.
        required coworker_id: String,
        /// What a run is to achieve. Its fields are not documented: `{"action": "process_data"}` in the SDK's example.
        required goal: JsonObject,
        /// The template of the goal.
        required template: String,
        /// The same template for an editor.
        required display_template: String,
        /// When it runs: a number whose unit is not documented; 3600 in the SDK's example.
        required schedule: f64,
    }

    /// What `schedules.update` changes. A field that is left out stays as it is.
    ///
    /// Source: the vendor's Python SDK.
    pub struct UpdateSchedule {
        /// What a run is to achieve. Its fields are not documented.
        optional goal: JsonObject,
        /// The template of the goal.
        optional template: String,
        /// The same template for an editor.
        optional display_template: String,
        /// When it runs: a number whose unit is not documented; 7200 in the SDK's example.
        optional schedule: f64,
    }
}

//! The inbox: what executions ask of a person.

use crate::JsonObject;
use crate::operation::operations;
use crate::schema::object;

operations! {
    /// The inbox: what executions ask of a person. Its times are in milliseconds, unlike those of executions and tasks.
    Inbox "inbox" {
        /// Lists what the executions of a project ask of a person.
        ///
        /// Source: the documented page “get inbox”; the vendor's Python SDK for every name in the query but `projectID`
        /// and `limit`.
        list(query: ListInbox) -> InboxPage = GET "/inbox?projectID", Safe, pages After of InboxItem;

        /// Gets an item of the inbox by its `_id`.
        ///
        /// Source: the vendor's Python SDK. The reply is taken to be an item as `list` gives it.
        get[inbox_id]() -> InboxItem = GET "/inbox/{inbox_id}?projectID?", Safe;

        /// Puts an item into the inbox.
        ///
        /// Source: the vendor's Python SDK. The reply is taken to be an item as `list` gives it.
        create(body: CreateInboxItem) -> InboxItem = POST "/inbox/create", NonIdempotent;

        /// Gives an execution the values that it asked for, which lets it go on, or saves them as a draft.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented; the SDK says in words that it is the item.
        update_runtime_input[execution_id](body: UpdateInboxRuntimeInput) -> serde_json::Value
            = POST "/inbox/update/runtime_input/{execution_id}?projectID?", NonIdempotent;

        /// Approves an anomaly that was found in an execution. What refusing does is not documented.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented; the SDK says in words that it is the item.
        update_anomaly_detection[execution_id](body: UpdateInboxAnomaly) -> serde_json::Value
            = POST "/inbox/update/anomaly_detection/{execution_id}?projectID?", NonIdempotent;

        /// Approves what an execution is about to do, or saves changes to it as a draft. No way to refuse is documented.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented; the SDK says in words that it is the item.
        update_preview[execution_id](body: UpdateInboxPreview) -> serde_json::Value
            = POST "/inbox/update/preview/{execution_id}?projectID?", NonIdempotent;
    }
}

object! {
    /// The query of `inbox.list`.
    ///
    /// Source: the documented page “get inbox” for `limit`, the vendor's Python SDK for the rest.
    pub struct ListInbox {
        /// The most items to give. The SDK sends 100.
        optional limit: f64,
        /// Only items of this status: `"pending"`, `"approved"`, `"completed"`.
        optional status: String,
        /// Only items of this type: `"preview"`, `"runtime_input"`, `"anomaly_detection"`.
        optional kind as "type": String,
        /// Only items that match this text. What it is compared with is not documented.
        optional search_key: String,
        /// Only items after the one of this `_id`: how the next page is asked for.
        optional after_id: String,
        /// `"ui"` or `"studio"`; the SDK sends `"ui"`. What the difference is is not documented.
        optional view: String,
    }

    /// What `inbox.list` answers.
    ///
    /// Source: the documented page “get inbox”.
    pub struct InboxPage {
        /// How many items there are.
        required total_count: f64,
        /// The items.
        required inbox_requests: Vec<InboxItem>,
    }

    /// Something that an execution asks of a person.
    ///
    /// Source: the documented page “get inbox”, whose one example is of type `"preview"`. What items of other types hold
    /// in place of `preview` is not documented.
    pub struct InboxItem {
        /// The item: a 24-hex id.
        required id as "_id": String,
        /// What is asked for: `"preview"` in the documents, `"runtime_input"` and `"anomaly_detection"` in the vendor's
        /// Python SDK.
        required kind as "type": String,
        /// How far it is: `"pending"` in the documents, `"approved"` and `"completed"` in the vendor's Python SDK.
        required status: String,
        /// When the item was created, in milliseconds since 1970 with fractions.
        required created_at: f64,
        /// When the item was changed last, in milliseconds since 1970 with fractions.
        required updated_at: f64,
        /// The agent that asks: a 24-hex id.
        required agent_id: String,
        /// The coworker that the agent is of: a 24-hex id.
        required coworker_id: String,
        /// The coworker's name.
        required coworker_name: String,
        /// The agent's title.
        required agent_title: String,
        /// What is asked for, in words.
        required summary: String,
        /// The execution that asks: a UUID. It is the id that the operations that answer take.
        required execution_id: String,
        /// The project of the execution: a 24-hex id.
        required projectID: String,
        /// The user on whose behalf the execution runs: a 24-hex id.
        required executed_by: String,
        /// What the agent is about to do; only in an item of type `"preview"`.
        optional preview: InboxPreview,
    }

    /// What an agent is about to do, for a person to approve.
    ///
    /// Source: the documented page “get inbox”.
    pub struct InboxPreview {
        /// Whether a person has approved it.
        required is_approved: bool,
        /// The inputs that were changed before it was approved. What an item looks like is not documented.
        required modified_inputs_during_preview: Vec<serde_json::Value>,
        /// What is to be approved.
        required preview_input: InboxPreviewInput,
    }

    /// What a preview asks a person to approve.
    ///
    /// Source: the documented page “get inbox”.
    pub struct InboxPreviewInput {
        /// What the agent says of it.
        required thoughts: InboxThoughts,
        /// The skill that is about to be used, with its input.
        required skill: InboxSkill,
    }

    /// What an agent says of what it is about to do.
    ///
    /// Source: the documented page “get inbox”.
    pub struct InboxThoughts {
        /// What it is about to do.
        required text: String,
        /// Why.
        required reasoning: String,
        /// Its plan: a list in Markdown.
        required plan: String,
        /// What it has to look out for.
        required criticism: String,
        /// What it says to the person.
        required speak: String,
    }

    /// A skill that is about to be used.
    ///
    /// Source: the documented page “get inbox”.
    pub struct InboxSkill {
        /// The skill's name.
        required name: String,
        /// The skill: a 24-hex id.
        required id: String,
        /// What the skill is given, by name. Its fields are those of the skill.
        required input: JsonObject,
    }

    /// What `inbox.create` sends. The vendor's Python SDK requires none of it.
    ///
    /// Source: the vendor's Python SDK.
    pub struct CreateInboxItem {
        /// The item's own id.
        optional id as "_id": String,
        /// What is asked for: `"preview"`, `"runtime_input"`, `"anomaly_detection"`.
        optional kind as "type": String,
        /// How far it is: `"pending"`.
        optional status: String,
        /// When the item was created: a number. The inbox's times are in milliseconds where they are documented.
        optional created_at: f64,
        /// When the item was changed last: a number. The inbox's times are in milliseconds where they are documented.
        optional updated_at: f64,
        /// The agent that asks.
        optional agent_id: String,
        /// The coworker that the agent is of.
        optional coworker_id: String,
        /// The coworker's name.
        optional coworker_name: String,
        /// The agent's title.
        optional agent_title: String,
        /// What is asked for, in words.
        optional summary: String,
        /// The execution that asks: a UUID.
        optional execution_id: String,
        /// The project of the execution: a 24-hex id.
        /// Left out, it is the call's or the client's `projectID`.
        project projectID: String,
    }

    /// What `inbox.updateRuntimeInput` sends: the values that an execution asked for.
    ///
    /// Source: the vendor's Python SDK.
    pub struct UpdateInboxRuntimeInput {
        /// Whether the values are final. `true` lets the execution go on; `false` saves a draft, and the execution stays
        /// in `input_required`.
        required is_submitted: bool,
        /// The values, by name; each is a text.
        required values: JsonObject,
        /// The agent that asked: the `agent_id` of the item.
        required agent_id: String,
    }

    /// What `inbox.updateAnomalyDetection` sends.
    ///
    /// Source: the vendor's Python SDK.
    pub struct UpdateInboxAnomaly {
        /// Whether the anomaly is approved.
        required is_approved: bool,
    }

    /// What `inbox.updatePreview` sends.
    ///
    /// Source: the vendor's Python SDK.
    pub struct UpdateInboxPreview {
        /// The agent that asked: the `agent_id` of the item.
        required agent_id: String,
        /// Whether it is approved; `false` saves a draft.
        required is_approved: bool,
        /// What is approved: the item's `preview.preview_input`, with or without changes. It is an object.
        required preview_input: serde_json::Value,
    }
}

//! The customer: an organization's plan, what it may use and what it has used.

use crate::JsonObject;
use crate::operation::operations;
use crate::schema::object;

operations! {
    /// The customer: an organization's plan, what it may use and what it has used.
    Customers "customer" {
        /// Gets the plan, the quota and the usage of an organization.
        ///
        /// Source: the documented page “get customer”.
        get(query: CustomerQuery) -> Customer = GET "/customer", Safe;

        /// Lists what an organization's credits were spent on.
        ///
        /// Source: the documented page “Get credit history”. There is a `limit` and no way to ask for a next page.
        list_credit_history(query: CreditHistoryQuery) -> CreditHistory
            = GET "/customer/credit_history", Safe, pages Whole of CreditUse;
    }
}

object! {
    /// Whom `customer.get` is about.
    ///
    /// Source: the documented page “get customer”.
    pub struct CustomerQuery {
        /// The organization: a 24-hex id, which an agentflow has as `organization_id`.
        required organization_id: String,
    }

    /// Which part of the history `customer.listCreditHistory` gives.
    ///
    /// Source: the documented page “Get credit history”.
    pub struct CreditHistoryQuery {
        /// The organization: a 24-hex id, which an agentflow has as `organization_id`.
        required organization_id: String,
        /// The most entries to give.
        optional limit: f64,
    }

    /// An organization's plan, quota and usage.
    ///
    /// Source: the documented page “get customer”. Times are texts here, not numbers as in executions.
    pub struct Customer {
        /// The organization's name.
        required organization_name: String,
        /// The organization: a 24-hex id.
        required organization_id: String,
        /// The user that it belongs to: a 24-hex id.
        required user_id: String,
        /// `null` in the documents. Its shape is not documented.
        nullable customer_id: serde_json::Value,
        /// An e-mail address.
        required email: String,
        /// What it may use.
        required quota: CustomerQuota,
        /// What it has used.
        required usage: CustomerUsage,
        /// The plan's name: `"pro"` in the documents.
        required plan: String,
        /// `null` in the documents. Its shape is not documented.
        nullable subscription_id: serde_json::Value,
        /// When the trial ends; `null` in the documents. Its shape is not documented.
        nullable trial_end_date: serde_json::Value,
        /// Whether it is in its trial.
        required is_trial_active: bool,
        /// When the billing cycle ends: `"2025-04-22T05:11:28.222000"`, with no time zone.
        required billing_cycle_expiry: String,
        /// When the support plan ends; `null` in the documents. Its shape is not documented.
        nullable support_plan_expiry: serde_json::Value,
    }

    /// What an organization may use.
    ///
    /// Source: the documented page “get customer”.
    pub struct CustomerQuota {
        /// The most premium connectors.
        required number_of_premium_connectors: f64,
        /// The most coworkers.
        required number_of_coworkers: f64,
        /// The most agents of one coworker.
        required number_of_agents_per_coworker: f64,
        /// The most members.
        required number_of_members: f64,
        /// The most workspaces.
        required number_of_workspaces: f64,
        /// Its credits.
        required number_of_credits: CustomerCredits,
        /// The most tables.
        required number_of_tables: f64,
        /// The most rows of one table.
        required number_of_rows_per_table: f64,
        /// The most connectors.
        required number_of_connectors: f64,
        /// The most storage, in megabytes.
        required storage_space_in_mb: f64,
        /// Which features it has.
        required access_controls: CustomerAccessControls,
        /// What an execution costs before anything else, in credits.
        required base_credit_deduction_per_execution: f64,
        /// What it may use of the marketplace.
        required marketplace: CustomerMarketplace,
    }

    /// An organization's credits.
    ///
    /// Source: the documented page “get customer”.
    pub struct CustomerCredits {
        /// Those of the subscription.
        required subscription_credits: f64,
        /// Those bought beside it.
        required top_up_credits: f64,
    }

    /// Which features an organization has.
    ///
    /// Source: the documented page “get customer”.
    pub struct CustomerAccessControls {
        /// Premium connectors.
        required premium_connectors: bool,
        /// Anomaly detection.
        required anomaly_detection: bool,
        /// Knowledge bases.
        required knowledge_base: bool,
        /// Triggers.
        required triggers: bool,
        /// Access to the API.
        required api_access: bool,
        /// Webhooks.
        required webhooks: bool,
        /// A model provider of its own.
        required bring_your_own_provider: bool,
        /// The fine-tuning of models.
        required custom_llm_fine_tuning: bool,
        /// Support by chat.
        required chat_support: bool,
        /// Support in a Slack channel.
        required slack_channel_support: bool,
        /// Support by e-mail.
        required email_support: bool,
        /// Schedules.
        required scheduling_and_cron_jobs: bool,
    }

    /// What an organization may use of the marketplace.
    ///
    /// Source: the documented page “get customer”.
    pub struct CustomerMarketplace {
        /// Connectors: `{}` in the documents. Its fields are not documented.
        required connectors: JsonObject,
    }

    /// What an organization has used.
    ///
    /// Source: the documented page “get customer”.
    pub struct CustomerUsage {
        /// Its coworkers.
        required number_of_coworkers: f64,
        /// Its members.
        required number_of_members: f64,
        /// Its workspaces.
        required number_of_workspaces: f64,
        /// The executions of its agents.
        required number_of_agent_executions: CustomerAgentExecutions,
        /// Its tables.
        required number_of_tables: f64,
        /// Its connectors.
        required number_of_connectors: f64,
        /// Its storage, in megabytes.
        required storage_space_in_mb: f64,
        /// Its premium connectors.
        required number_of_premium_connectors: f64,
    }

    /// The executions of an organization's agents.
    ///
    /// Source: the documented page “get customer”.
    pub struct CustomerAgentExecutions {
        /// By language model: `{}` in the documents. Its fields are not documented.
        required llm_wise_usage: JsonObject,
    }

    /// What an organization's credits were spent on.
    ///
    /// Source: the documented page “Get credit history”.
    pub struct CreditHistory {
        /// How many entries there are in all.
        required total: f64,
        /// The entries. In the documents' example the oldest is first.
        required data: Vec<CreditUse>,
    }

    /// One use of credits.
    ///
    /// Source: the documented page “Get credit history”.
    pub struct CreditUse {
        /// The entry: a 24-hex id.
        required id as "_id": String,
        /// What was done: `"agent_execution"` in the documents.
        required operation: String,
        /// The language model's name with its provider: `"azure/gpt-4o"`.
        required model: String,
        /// The tokens that it took.
        required tokens_consumed: f64,
        /// The credits that it took.
        required credits_consumed: f64,
        /// When it was, as a text with no time zone: `"2025-04-21T05:32:29.741000"`.
        required created_at: String,
        /// The organization: a 24-hex id.
        required organization_id: String,
        /// The project: a 24-hex id.
        required projectID: String,
        /// The project's name.
        required project_name: String,
        /// The execution: a UUID.
        required execution_id: String,
        /// The agent: a 24-hex id.
        required agent_id: String,
        /// The agent's title.
        required agent_title: String,
        /// The coworker's name.
        required coworker_name: String,
        /// The coworker's role, in words.
        required coworker_role: String,
        /// The address of the coworker's picture.
        required coworker_image: String,
        /// The user on whose behalf it was done: a 24-hex id.
        required executed_by: String,
        /// The user's name.
        required executed_by_name: String,
        /// The category of the connector that was used; `null` in the documents.
        nullable connector_category: String,
        /// The sort of the connector's action; `null` in the documents.
        nullable connector_sort: String,
        /// `null` in the documents. Its shape is not documented.
        nullable metadata: serde_json::Value,
    }
}

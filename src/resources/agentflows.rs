//! Agentflows: the coworkers that executions run, with their agents.

use crate::JsonObject;
use crate::list_response::ListResponse;
use crate::operation::operations;
use crate::resources::executions::Llm;
use crate::schema::object;

operations! {
    /// Agentflows: the coworkers that executions run, with their agents.
    Agentflows "agentflows" {
        /// Lists the agentflows of a project; without one, those of the organization.
        ///
        /// Source: the vendor's Python SDK. The reply's form is not documented: public callers try `agentflows`, `data`,
        /// then the bare value. The items are taken to be what `get` answers.
        list(query: AgentflowsQuery) -> ListResponse<Agentflow> = GET "/agentflows?projectID?", Safe, pages Skip of Agentflow;

        /// Gets an agentflow by its id.
        ///
        /// Source: the documented page “get agentflow by id”.
        get[agentflow_id]() -> Agentflow = GET "/agentflow/{agentflow_id}", Safe;

        /// Gets an agentflow as one user of a project has it.
        ///
        /// Source: the vendor's Python SDK. The reply is taken to be what `get` answers.
        get_by_user[agentflow_id, executed_by]() -> Agentflow
            = GET "/agentflow/{agentflow_id}/user/{executed_by}/project/{projectID}", Safe;

        /// Creates an agentflow. It has no agents yet: see `addSkilledAgent`.
        ///
        /// Source: the vendor's Python SDK. The reply is taken to be what `get` answers.
        create(body: CreateAgentflow) -> Agentflow = POST "/agentflow/?projectID?", NonIdempotent;

        /// Changes fields of an agentflow. Which ones it takes is not documented.
        ///
        /// Source: the vendor's Python SDK. Neither the body nor the reply is documented.
        update[agentflow_id](body: JsonObject) -> serde_json::Value = PUT "/agentflow/{agentflow_id}", Idempotent;

        /// Adds an agent with skills to an agentflow, and gives the agentflow.
        ///
        /// Source: the documented page “Add skilled agent to agentflow”.
        add_skilled_agent[agentflow_id](body: AddSkilledAgent) -> Agentflow
            = POST "/agentflow/{agentflow_id}/skilled?projectID", NonIdempotent;

        /// Replaces the settings of an agent with skills, and gives the agentflow.
        ///
        /// Source: the documented page “Update skilled agent”.
        update_skilled_agent[agentflow_id, agent_id](body: UpdateSkilledAgent) -> Agentflow
            = POST "/agentflow/{agentflow_id}/update/skilled/{agent_id}?projectID", Idempotent;
    }
}

object! {
    /// Which agentflows `agentflows.list` gives.
    ///
    /// Source: the vendor's Python SDK.
    pub struct AgentflowsQuery {
        /// How many agentflows to pass over. Some installations are said to refuse 0: leave it out instead.
        optional skip: f64,
        /// The most agentflows to give.
        optional limit: f64,
    }

    /// What `agentflows.create` sends. The vendor's Python SDK says that more fields are taken, and not which.
    ///
    /// Source: the vendor's Python SDK.
    pub struct CreateAgentflow {
        /// Its name.
        required name: String,
        /// What it is for, in words.
        required description: String,
        /// Its role, in words.
        required role: String,
        /// The project to make it in: a 24-hex id, sent in the query and in the body.
        /// Left out, it is the call's or the client's `projectID`.
        project projectID: String,
    }

    /// What `agentflows.addSkilledAgent` sends: a whole agent.
    ///
    /// Source: the documented page “Add skilled agent to agentflow”; the vendor's Python SDK for what is required.
    pub struct AddSkilledAgent {
        /// The agent's id: a 24-hex id. The caller gives it; where it is to come from is not documented.
        required id as "_id": String,
        /// Its role, in words.
        required role: String,
        /// Its title.
        required title: String,
        /// The skills it has: their 24-hex ids.
        required skills: Vec<String>,
        /// Its context: `[]` in the documents. What an item looks like is not documented.
        required context: Vec<serde_json::Value>,
        /// The language model it uses.
        required llm: Llm,
        /// Its memory.
        required memory: AgentflowMemory,
        /// What sort of agent it is: `"skilled_agent"` in the documents.
        required agent_type: String,
        /// What the role means, in words.
        required role_description: String,
        /// What it is told to do.
        required prompt: AgentflowPrompt,
        /// Its triggers: `[]` in the documents. What an item looks like is not documented.
        required triggers: Vec<serde_json::Value>,
        /// Whether it has a knowledge base.
        required has_knowledge_base: bool,
        /// Whether its task belongs to one user.
        required is_user_specific_task: bool,
        /// Whether a person is shown what it is about to do.
        required is_preview_mode_enabled: bool,
        /// Its conditions.
        required conditions: Vec<AgentflowCondition>,
    }

    /// What `agentflows.updateSkilledAgent` sends: all settings of the agent that can be changed.
    ///
    /// Source: the documented page “Update skilled agent”; the vendor's Python SDK for what is required.
    pub struct UpdateSkilledAgent {
        /// Its role, in words.
        required role: String,
        /// Its title.
        required title: String,
        /// The skills it has: their 24-hex ids.
        required skills: Vec<String>,
        /// Its context: `[]` in the documents. What an item looks like is not documented.
        required context: Vec<serde_json::Value>,
        /// The language model it uses.
        required llm: Llm,
        /// Its memory.
        required memory: AgentflowMemory,
        /// What the role means, in words.
        required role_description: String,
        /// What it is told to do.
        required prompt: AgentflowPrompt,
        /// Its triggers: `[]` in the documents. What an item looks like is not documented.
        required triggers: Vec<serde_json::Value>,
        /// Whether it has a knowledge base.
        required has_knowledge_base: bool,
        /// Whether its task belongs to one user.
        required is_user_specific_task: bool,
        /// Whether a person is shown what it is about to do.
        required is_preview_mode_enabled: bool,
    }

    /// What an agent is told to do.
    ///
    /// Source: the documented pages “get agentflow by id” and “Add skilled agent to agentflow”.
    pub struct AgentflowPrompt {
        /// The prompt's text.
        required template: String,
        /// The variables of the text: `[]` in the documents. What an item looks like is not documented.
        required variables: Vec<serde_json::Value>,
        /// The same text for an editor: in the documents JSON, as a string, of a list of paragraphs.
        required display_template: String,
    }

    /// The memory of an agent.
    ///
    /// Source: the documented page “Add skilled agent to agentflow”.
    pub struct AgentflowMemory {
        /// What sort of memory: `"lt"` in the documents. What other sorts there are is not documented.
        required memory_type: String,
    }

    /// A condition of an agent. Both fields are `""` in the documents; what they mean is not documented.
    ///
    /// Source: the documented page “Add skilled agent to agentflow”.
    pub struct AgentflowCondition {
        /// The decision.
        optional decision: String,
        /// The condition.
        optional condition: String,
    }

    /// An agentflow: a coworker with its agents.
    ///
    /// Source: the documented pages “get agentflow by id”, “Add skilled agent to agentflow” and “Update skilled
    /// agent”. The examples are cut short there: a field that is in some of them may be left out here.
    pub struct Agentflow {
        /// The agentflow: a 24-hex id.
        required id as "_id": String,
        /// Its name.
        required name: String,
        /// What it is for, in words.
        required description: String,
        /// Its role, in words.
        required role: String,
        /// The address of its picture.
        required image: String,
        /// The project it is in: a 24-hex id.
        required projectID: String,
        /// The organization it is in: a 24-hex id.
        required organization_id: String,
        /// Whether it is active.
        required isActive: bool,
        /// Whether it was deleted.
        required is_deleted: bool,
        /// Whether it runs by a schedule.
        required is_cron_scheduled: bool,
        /// When it was created, in seconds since 1970 with fractions.
        required created_at: f64,
        /// When it was last changed, in seconds since 1970 with fractions.
        required updated_at: f64,
        /// When it was last used, in seconds since 1970 with fractions.
        required last_used: f64,
        /// How it looks for anomalies.
        required anomaly_detection: AgentflowAnomalyDetection,
        /// Its agents.
        required agents: Vec<AgentflowAgent>,
        /// The `_id` of the agent that runs first.
        optional initialAgent: String,
        /// Its id in the marketplace: a 24-hex id.
        optional marketplace_id: String,
        /// What sort of agentflow it is: `"master"` in the documents.
        optional agentflow_type: String,
        /// The agentflow that it belongs to; `null` in the documents. Its shape is not documented.
        optional parent_agentflow_id: serde_json::Value,
        /// The goal after a failure; `null` in the documents. Its shape is not documented.
        optional failover_goal: serde_json::Value,
        /// The goal of a run that names none: `""` in the documents.
        optional default_goal: String,
        /// The schedule that it runs by.
        optional cron_details: AgentflowCron,
    }

    /// How an agentflow looks for anomalies.
    ///
    /// Source: the documented page “get agentflow by id”.
    pub struct AgentflowAnomalyDetection {
        /// Whether it does.
        required is_enabled: bool,
        /// What it is to look for, in words.
        required instructions: String,
    }

    /// An agent of an agentflow.
    ///
    /// Source: the documented page “get agentflow by id”, whose example is cut short: an agent has more fields, among
    /// them probably those of `AddSkilledAgent`.
    pub struct AgentflowAgent {
        /// The agent: a 24-hex id.
        required id as "_id": String,
        /// Its title.
        required title: String,
        /// Its role, in words.
        required role: String,
        /// What the role means, in words.
        required role_description: String,
        /// The language model it uses.
        required llm: Llm,
        /// Its context: `[]` in the documents. What an item looks like is not documented.
        required context: Vec<serde_json::Value>,
        /// Whether it has a knowledge base.
        required has_knowledge_base: bool,
        /// What it is told to do.
        required prompt: AgentflowPrompt,
        /// Its triggers: `[]` in the documents. What an item looks like is not documented.
        required triggers: Vec<serde_json::Value>,
        /// Whether a person is shown what it is about to do.
        required is_preview_mode_enabled: bool,
        /// `null` in the documents. Its shape is not documented.
        nullable pre_and_post_execution_input: serde_json::Value,
        /// The skills it has.
        required skills: Vec<AgentflowSkill>,
    }

    /// A skill of an agent.
    ///
    /// Source: the documented page “get agentflow by id”.
    pub struct AgentflowSkill {
        /// The skill: a 24-hex id.
        required id as "_id": String,
        /// Its name.
        required name: String,
        /// The project it is in: a 24-hex id.
        required projectID: String,
        /// The connector it works through: a 24-hex id.
        required connector_id: String,
        /// What it does, in words.
        required description: String,
        /// The address of its picture.
        required logo: String,
        /// The name of the connector it works through.
        required connector_name: String,
        /// Whether it was deleted.
        required is_deleted: bool,
        /// The user it belongs to: a 24-hex id; `null` in the documents.
        nullable user_id: String,
        /// What it can do.
        required actions: Vec<AgentflowAction>,
    }

    /// An action of a skill.
    ///
    /// Source: the documented page “get agentflow by id”.
    pub struct AgentflowAction {
        /// The action: a 24-hex id.
        required id as "_id": String,
        /// Its name.
        required name: String,
        /// Its path: `"/content_creator/generate"` in the documents.
        required endpoint: String,
        /// The second half of its path: `"generate"` in the documents.
        required sort: String,
        /// The category of its connector: `"content_creator"` in the documents.
        required category: String,
    }

    /// The schedule of an agentflow. In the documents' example there is none, and all of it is empty.
    ///
    /// Source: the documented page “Update skilled agent”.
    pub struct AgentflowCron {
        /// The agentflow that is run: a 24-hex id.
        required agentflow_id: String,
        /// What a run is to achieve.
        required goal: AgentflowCronGoal,
        /// `null` in the documents. Its shape is not documented.
        nullable collection_name: serde_json::Value,
        /// `{}` in the documents. Its fields are not documented.
        required query: JsonObject,
        /// The project to run it in: a 24-hex id.
        required projectID: String,
        /// How often it runs: `""` in the documents. Its form is not documented.
        required frequency: String,
        /// `null` in the documents. Its shape is not documented.
        nullable limit: serde_json::Value,
        /// `null` in the documents. Its shape is not documented.
        nullable query_limit: serde_json::Value,
        /// On whose behalf it runs; `null` in the documents. Its shape is not documented.
        nullable executed_by: serde_json::Value,
        /// `null` in the documents. Its shape is not documented.
        nullable filters: serde_json::Value,
        /// `null` in the documents. Its shape is not documented.
        nullable count: serde_json::Value,
    }

    /// What a scheduled run is to achieve.
    ///
    /// Source: the documented page “Update skilled agent”.
    pub struct AgentflowCronGoal {
        /// The goal's text.
        required template: String,
        /// The same text for an editor.
        required display_template: String,
    }
}

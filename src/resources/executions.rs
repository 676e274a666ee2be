//! Executions: runs of an agentflow. The documents call the group Executeflow.

use crate::JsonObject;
use crate::list_response::ListResponse;
use crate::operation::operations;
use crate::schema::{HasSchema, object};
use crate::status::ExecutionStatus;

operations! {
    /// Executions: runs of an agentflow. The documents call the group Executeflow.
    Executions "executions" {
        /// Starts the execution of an agentflow.
        ///
        /// It costs credits, and the API has no idempotency key: the client never sends it a second time unless the
        /// server has certainly refused it.
        ///
        /// Source: the documented page “create executeflow”.
        create(body: CreateExecution) -> Execution = POST "/execute_flow?projectID", NonIdempotent;

        /// Gets an execution by its `execution_id`.
        ///
        /// Source: the documents' page “get execution by execution id” for the method, the vendor's Python SDK for the
        /// path, a public caller for the project in the query. The reply is taken to be the object that `create` answers.
        get[execution_id]() -> Execution = GET "/execute_flow/{execution_id}", Safe;

        /// Lists the executions of a project.
        ///
        /// Source: the vendor's Python SDK. Neither the reply's form nor any paging is documented; the one public caller
        /// reads `data`.
        list() -> ListResponse<Execution> = GET "/{projectID}/execution_flows?projectID", Safe, pages Whole of Execution;

        /// Pauses an execution.
        ///
        /// Source: the documented page “pause executeflow”.
        pause[execution_id](body: ExecutionReference) -> ExecutionState
            = POST "/execute_flow/{execution_id}/pause?projectID", Idempotent;

        /// Lets a paused execution go on.
        ///
        /// Source: the vendor's Python SDK for the path. The query and the body are those of the documented pause.
        resume[execution_id](body: ExecutionReference) -> ExecutionState
            = POST "/execute_flow/{execution_id}/resume?projectID", Idempotent;

        /// Cancels an execution. It cannot be resumed afterwards.
        ///
        /// Source: the documented page “cancel executeflow” for the query and the body; every vendor SDK for the path,
        /// which the documents give without `/cancel`.
        cancel[execution_id](body: ExecutionReference) -> ExecutionState
            = POST "/execute_flow/{execution_id}/cancel?projectID", Idempotent;

        /// Executes an execution that was created. What it does beyond `create` is not documented.
        ///
        /// It may cost credits: it is never sent a second time unless the server has certainly refused it.
        ///
        /// Source: the documented page “execute agentflow”.
        execute[execution_id](body: ExecutionReference) -> ExecutionState
            = POST "/execute_flow/{execution_id}/execute?projectID", NonIdempotent;

        /// Gets the details of an agentflow's executions for monitoring. The id is the agentflow's, although the path is
        /// that of an execution.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        monitor[agentflow_id]() -> serde_json::Value = GET "/execute_flow/{agentflow_id}/monitor", Safe;
    }
}

object! {
    /// What `executions.create` sends: which agentflow to run, for whom, and with what.
    ///
    /// Source: the documented page “create executeflow”.
    pub struct CreateExecution {
        /// The agentflow to run: a 24-hex id.
        required agentflow_id: String,
        /// The id of the user on whose behalf the run starts: a 24-hex id.
        /// Left out, it is the client's `executedBy`.
        user executed_by: String,
        /// What the run is to achieve, in words.
        required goal: String,
        /// Values for the variables of the agentflow, by name.
        /// Left out, it is `{}`.
        empty input_variables: JsonObject,
        /// The project to run it in: a 24-hex id, sent in the query and in the body.
        /// Left out, it is the call's or the client's `projectID`.
        project projectID: String,
    }

    /// Which execution a request is about. The client fills all of it.
    ///
    /// Source: the documented pages “pause executeflow”, “cancel executeflow” and “execute agentflow”.
    pub struct ExecutionReference {
        /// The project of the execution: a 24-hex id.
        project projectID: String,
        /// The execution: a UUID.
        id execution_id: String,
    }

    /// What the operations that change an execution answer.
    ///
    /// Source: the documented pages “pause executeflow”, “cancel executeflow” and “execute agentflow”.
    pub struct ExecutionState {
        /// The execution: a UUID.
        essential execution_id: String,
        /// How far it is now.
        essential status: ExecutionStatus,
    }

    /// A run of an agentflow.
    ///
    /// Source: the documented page “create executeflow”. The documents mark every field as required, and those that
    /// are `null` in their one example as always `null`; here those may also be what they become later.
    pub struct Execution {
        /// The agentflow that is run: a 24-hex id.
        required agentflow_id: String,
        /// Files of the run. What an item looks like is not documented.
        required files: Vec<serde_json::Value>,
        /// What the run is to achieve, in words.
        required goal: String,
        /// The schedule that started the run; `null` for a run started by hand. Its shape is not documented.
        nullable schedule: serde_json::Value,
        /// The agent that the run starts from; `null` for the agentflow's first. Its shape is not documented.
        nullable start_from_agent_id: serde_json::Value,
        /// Values for the variables of the agentflow, by name.
        required input_variables: JsonObject,
        /// The task that the run belongs to: a 24-hex id.
        required task_id: String,
        /// The `execution_id` of the run that started this one; `null` for a run started from outside.
        nullable parent_execution_id: String,
        /// The agentflow as it was when the run started.
        required agentflow: ExecutionAgentflow,
        /// What the agents have given so far. What an item looks like is not documented.
        required agents_output: Vec<serde_json::Value>,
        /// Whether an anomaly was found; `null` until then. Its shape is not documented.
        nullable anomaly_detected: serde_json::Value,
        /// What the run came to; `null` until it ends.
        nullable conclusion: Conclusion,
        /// When the run was created, in seconds since 1970 with fractions.
        required created_at: f64,
        /// When the run ended, in seconds since 1970 with fractions; `null` until then.
        nullable end_time: f64,
        /// Who started the run.
        required executed_by: ExecutedBy,
        /// What the agents know of the run. Its fields are not documented.
        required execution_context: JsonObject,
        /// The run's id: a UUID. It is the id that every other operation on executions takes.
        essential execution_id: String,
        /// The template that the goal was made from; `null` without one. Its shape is not documented.
        nullable goal_template: serde_json::Value,
        /// The id of the run's record: a 24-hex id. No operation of this client takes it.
        required id as "_id": String,
        /// Previews that the run shows to a person. Its fields are not documented.
        required previews: JsonObject,
        /// The project of the run: a 24-hex id.
        required projectID: String,
        /// Values that the run has asked a person for. Its fields are not documented.
        required runtime_inputs: JsonObject,
        /// How far the run is.
        essential status: ExecutionStatus,
    }

    /// The agentflow of an execution, as it was when the execution started.
    ///
    /// Source: the documented page “create executeflow”.
    pub struct ExecutionAgentflow {
        /// The agentflow: a 24-hex id.
        required agentflow_id: String,
        /// Its agents.
        required agents: Vec<ExecutionAgent>,
        /// The address of its picture.
        required image: String,
        /// The `_id` of the agent that runs first.
        required initialAgent: String,
        /// Its name.
        required name: String,
        /// Its role, in words.
        required role: String,
        /// What the agentflow came to; `null` until the run ends.
        nullable conclusion: Conclusion,
    }

    /// One agent of an execution's agentflow.
    ///
    /// Source: the documented page “create executeflow”.
    pub struct ExecutionAgent {
        /// The agent: a 24-hex id.
        required id as "_id": String,
        /// The language model it uses.
        required llm: Llm,
        /// Its role, in words.
        required role: String,
        /// What the role means, in words.
        required role_description: String,
        /// Its title.
        required title: String,
        /// What sort of agent it is: `"skilled_agent"` in the documents.
        required agent_type: String,
        /// The `_id` of the agent that follows; `null` for the last.
        nullable next_agent: String,
    }

    /// The language model of an agent.
    ///
    /// Source: the documented page “create executeflow”.
    pub struct Llm {
        /// The model's name with its provider: `"azure/gpt-4o"`.
        required model: String,
        /// The sampling temperature.
        required temperature: f64,
        /// The most tokens that an answer may have.
        required max_tokens: f64,
    }

    /// Who started an execution. A request names them by `_id` alone.
    ///
    /// Source: the documented page “create executeflow”.
    pub struct ExecutedBy {
        /// The user: a 24-hex id.
        required id as "_id": String,
        /// Anything kept with the user; `null` without. Its shape is not documented.
        nullable metadata: serde_json::Value,
        /// The user's name.
        required name: String,
        /// How the run was started: `"manual"` in the documents.
        required kind as "type": String,
    }

    /// What a run came to, as an object.
    ///
    /// Source: the documents' page “get task by id”.
    pub struct ConclusionReport {
        /// The text, in Markdown.
        required conclusion: String,
    }
}

/// What a run came to: Markdown text, or an object that holds it. The sources disagree on which.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(untagged)]
pub enum Conclusion {
    /// The text.
    Text(String),
    /// An object that holds the text.
    Report(ConclusionReport),
}

impl Default for Conclusion {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl HasSchema for Conclusion {
    const SCHEMA: crate::schema::Schema = crate::schema::Schema {
        accepts: crate::schema::JsonTypes::STRING.union(crate::schema::JsonTypes::OBJECT),
        inside: ConclusionReport::SCHEMA.inside,
        #[cfg(feature = "metadata")]
        type_expr: crate::schema::TypeExpr::Union(&crate::schema::UnionDoc {
            name: "Conclusion",
            doc: "What a run came to: Markdown text, or an object that holds it. The sources disagree on which.",
            members: &["string", "ConclusionReport"],
            objects: &[&ConclusionReport::SCHEMA],
        }),
    };
}

//! Tasks: what executions belong to.

use crate::list_response::ListResponse;
use crate::operation::operations;
use crate::resources::executions::Conclusion;
use crate::schema::object;

operations! {
    /// Tasks: what executions belong to. Their times are in seconds.
    Tasks "tasks" {
        /// Lists the tasks of a project.
        ///
        /// Source: the documents' sidebar for the method, the vendor's Python SDK for the path, which an older version of
        /// it has as `/tasks/?projectID=`. The reply's form is not documented; the items are taken to be what `get`
        /// answers.
        list(query: ListTasks) -> ListResponse<Task> = GET "/tasks/{projectID}", Safe, pages Skip of Task;

        /// Gets a task by its `_id`, which executions have as `task_id`.
        ///
        /// Source: the documented page “get task by id”.
        get[task_id]() -> Task = GET "/task/{task_id}?projectID?", Safe;

        /// Lets a paused task go on.
        ///
        /// Source: the documents' sidebar for the method, the vendor's Python SDK for the path. The reply is not
        /// documented; the SDK says in words that it has `task_id` and `status`.
        resume[task_id]() -> serde_json::Value = POST "/task/{task_id}/resume", Idempotent;

        /// Pauses a task.
        ///
        /// Source: the documents' sidebar for the method, the vendor's Python SDK for the path. The reply is not
        /// documented; the SDK says in words that it has `task_id` and `status`.
        pause[task_id]() -> serde_json::Value = POST "/task/{task_id}/pause", Idempotent;

        /// Stops a task.
        ///
        /// Source: the documents' sidebar for the method, the vendor's Python SDK for the path. The reply is not
        /// documented; the SDK says in words that it has `task_id` and `status`.
        stop[task_id]() -> serde_json::Value = POST "/task/{task_id}/stop", Idempotent;
    }
}

object! {
    /// The query of `tasks.list`.
    ///
    /// Source: the vendor's Python SDK.
    pub struct ListTasks {
        /// The most tasks to give.
        optional limit: f64,
        /// How many tasks to leave out at the start: how the next page is asked for.
        optional skip: f64,
        /// Only tasks that this user created: a 24-hex id.
        optional created_by: String,
    }

    /// A task: what executions belong to.
    ///
    /// Source: the documented page “get task by id”, whose example is cut short where it can be read.
    pub struct Task {
        /// The task: a 24-hex id.
        required id as "_id": String,
        /// Its project: a 24-hex id.
        required projectID: String,
        /// When it was created, in seconds since 1970 with fractions.
        required created_at: f64,
        /// When it was changed last, in seconds since 1970 with fractions.
        required updated_at: f64,
        /// How far it is: `"completed"` in the documents, which name no other.
        required status: String,
        /// The user who created it: a 24-hex id.
        required created_by: String,
        /// Its executions: UUIDs.
        required execution_ids: Vec<String>,
        /// Its executions, as a tree.
        required execution_nodes: Vec<TaskExecutionNode>,
        /// Its name.
        required name: String,
        /// What its executions came to.
        required executions: Vec<TaskExecution>,
    }

    /// An execution in the tree of a task.
    ///
    /// Source: the documented page “get task by id”.
    pub struct TaskExecutionNode {
        /// The execution: a UUID.
        required execution_id: String,
        /// The id of the execution's record: a 24-hex id.
        required id as "_id": String,
        /// What sort of execution it is: `"execution"` in the documents.
        required execution_type: String,
        /// The nodes below: `[]` in the documents. What an item looks like is not documented.
        required children: Vec<serde_json::Value>,
    }

    /// An execution of a task. It may hold more of what `executions.get` answers: the documents' example is cut short.
    ///
    /// Source: the documented page “get task by id”.
    pub struct TaskExecution {
        /// The agentflow that was run: a 24-hex id.
        required agentflow_id: String,
        /// What the run came to; `null` until it ends.
        nullable conclusion: Conclusion,
    }
}

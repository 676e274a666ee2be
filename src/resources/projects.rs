//! Projects: what agentflows, executions and everything else belong to.

use crate::list_response::ListResponse;
use crate::operation::operations;
use crate::schema::object;

operations! {
    /// Projects: what agentflows, executions and everything else belong to.
    ///
    /// `update` takes no id: it is about the `projectID` of the call's options, or of the client's.
    Projects "projects" {
        /// Lists the projects of the organization.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented: public callers read `projectList` and
        /// `totalCount`.
        list(query: ProjectsQuery) -> ListResponse<Project> = GET "/v1/project", Safe, pages Page of Project;

        /// Lists all projects of a user.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented: its items are taken to be those of `list`.
        list_all(query: UserProjectsQuery) -> ListResponse<Project> = GET "/v1/project/all", Safe, pages Whole of Project;

        /// Gets a project by its id.
        ///
        /// Source: the vendor's Python SDK, which names `_id`, `projectName`, `description`, `orgId`, `coworkerRole`,
        /// `status`, `createdAt` and `updatedAt` in the reply. Its form is not documented.
        get[project]() -> serde_json::Value = GET "/v1/project/{project}", Safe;

        /// Gets a project by its name.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        get_by_name[project_name]() -> serde_json::Value = GET "/project/projectName/{project_name}", Safe;

        /// Creates a project.
        ///
        /// Source: the vendor's Python SDK, whose own test takes the project from `data` where the reply has that. The
        /// reply is not documented.
        create(body: CreateProject) -> serde_json::Value = POST "/v1/project", NonIdempotent;

        /// Replaces the name, the description and the role of the project of the call: the `projectID` of its options, or
        /// of the client's.
        ///
        /// Source: the vendor's Python SDK; its first version had the id in the path. The reply is not documented.
        update(body: UpdateProject) -> serde_json::Value = PUT "/v1/project?projectId", Idempotent;

        /// Deletes a project with its agentflows, agents and skills, for good. It is never the client's own project unless
        /// that is the id given.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        delete[project]() -> serde_json::Value = DELETE "/v1/project/{project}", Idempotent;
    }
}

object! {
    /// Which projects `projects.list` gives.
    ///
    /// Source: the vendor's Python SDK.
    pub struct ProjectsQuery {
        /// Those with this status: `"published"` in the SDK's example.
        optional status: String,
        /// Those of this user: a 24-hex id.
        optional userId: String,
        /// Those of this organization: a 24-hex id.
        optional orgId: String,
        /// Which page, counted from 1.
        optional page: f64,
        /// The most projects of one page.
        optional limit: f64,
    }

    /// Whose projects `projects.listAll` gives.
    ///
    /// Source: the vendor's Python SDK.
    pub struct UserProjectsQuery {
        /// The user: a 24-hex id.
        required userId: String,
    }

    /// A project of a list, as far as public callers read it. The documents show none.
    ///
    /// Source: public callers.
    pub struct Project {
        /// The project: a 24-hex id, the `projectID` of everything else.
        required id as "_id": String,
        /// Its name.
        optional projectName: String,
        /// Its status: `"published"` in the SDK's example.
        optional status: String,
    }

    /// What `projects.create` sends.
    ///
    /// Source: the vendor's Python SDK, which calls `description` and `coworker_role` required in one place and not in
    /// another.
    pub struct CreateProject {
        /// The organization to make it in: a 24-hex id.
        required orgId: String,
        /// Its name.
        required projectName: String,
        /// What it is for, in words.
        required description: String,
        /// The role of its coworkers, in words.
        required coworker_role: String,
        /// Its status: `"published"` in the SDK's example.
        optional status: String,
    }

    /// What `projects.update` sends.
    ///
    /// Source: the vendor's Python SDK.
    pub struct UpdateProject {
        /// Its organization: a 24-hex id.
        required orgId: String,
        /// Its name.
        required projectName: String,
        /// What it is for, in words.
        required description: String,
        /// The role of its coworkers, in words.
        required coworker_role: String,
    }
}

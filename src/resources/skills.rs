//! Skills: what agents can do with a connector.

use crate::list_response::ListResponse;
use crate::operation::operations;
use crate::schema::object;

operations! {
    /// Skills: what agents can do with a connector.
    Skills "skills" {
        /// Lists the skills of a project.
        ///
        /// Source: the documents' sidebar for the method, the vendor's Python SDK for the path. Neither the reply's form
        /// nor any paging is documented; the items are taken to be what `get` answers.
        list(query: ListSkills) -> ListResponse<Skill> = GET "/skills/?projectID", Safe, pages Whole of Skill;

        /// Lists the skills of a category.
        ///
        /// Source: the documents' sidebar for the method, the vendor's Python SDK for the path. Neither the reply's form
        /// nor any paging is documented; the items are taken to be what `get` answers.
        list_by_category(query: ListSkillsByCategory) -> ListResponse<Skill>
            = GET "/skills/category?projectId", Safe, pages Whole of Skill;

        /// Gets a skill by its id.
        ///
        /// Source: the documented page “get skills by id”. Its example also puts the key into the address: this client
        /// does not.
        get[skill_id]() -> Skill = GET "/skills/{skill_id}", Safe;

        /// Lists the skills of a name. It is the request of `list` with a `name`.
        ///
        /// Source: the documents' sidebar for the method, the vendor's Python SDK for the path, which says in words that
        /// the reply is a list; its items are taken to be what `get` answers.
        get_by_name(query: SkillName) -> ListResponse<Skill> = GET "/skills/?projectID", Safe, pages Whole of Skill;

        /// Creates a skill for a connector.
        ///
        /// Source: the documents' sidebar for the method, the vendor's Python SDK for the rest. The reply is taken to be
        /// what `get` answers.
        create(body: CreateSkill) -> Skill = POST "/skills/", NonIdempotent;
    }
}

object! {
    /// The query of `skills.list`.
    ///
    /// Source: the vendor's Python SDK.
    pub struct ListSkills {
        /// The most skills to give.
        optional limit: f64,
    }

    /// The query of `skills.listByCategory`.
    ///
    /// Source: the vendor's Python SDK.
    pub struct ListSkillsByCategory {
        /// The category: `"content_creator"`.
        required category: String,
        /// The most skills to give.
        optional limit: f64,
    }

    /// The query of `skills.getByName`.
    ///
    /// Source: the vendor's Python SDK.
    pub struct SkillName {
        /// The skill's name: `"Content creator - Content creation"`.
        required name: String,
    }

    /// What `skills.create` sends.
    ///
    /// Source: the vendor's Python SDK.
    pub struct CreateSkill {
        /// The skill's name.
        required name: String,
        /// The address of its picture.
        required logo: String,
        /// The name of the connector that the skill uses: `"content_creator"`.
        required connector_name: String,
        /// What the skill does, in words.
        required description: String,
        /// The project of the skill: a 24-hex id.
        /// Left out, it is the call's or the client's `projectID`.
        project projectID: String,
        /// The connector that the skill uses.
        required connector_id: String,
        /// A user: a 24-hex id, or `null`. What it means is not documented.
        nullable user_id: String,
    }

    /// Something that agents can do with a connector.
    ///
    /// Source: the documented page “get skills by id”, whose example is cut short where it can be read.
    pub struct Skill {
        /// The skill: a 24-hex id.
        required id as "_id": String,
        /// Its name.
        required name: String,
        /// Its project: a 24-hex id.
        required projectID: String,
        /// The connector that it uses: a 24-hex id.
        required connector_id: String,
        /// What it does, in words.
        required description: String,
        /// The address of its picture.
        required logo: String,
        /// The name of the connector that it uses.
        required connector_name: String,
        /// Whether it was deleted.
        required is_deleted: bool,
        /// A user: a 24-hex id; `null` in the documents. What it means is not documented.
        nullable user_id: String,
        /// What it consists of.
        required actions: Vec<SkillAction>,
    }

    /// An action of a connector, as a skill uses it.
    ///
    /// Source: the documented page “get skills by id”.
    pub struct SkillAction {
        /// The action: a 24-hex id.
        required id as "_id": String,
        /// Its name.
        required name: String,
        /// Where the server finds it: `"/content_creator/generate"`.
        required endpoint: String,
        /// `"generate"` in the documents, the last part of `endpoint`. What it means is not documented.
        required sort: String,
        /// Its category: `"content_creator"`.
        required category: String,
        /// The action before it; `null` in the documents. Its shape is not documented.
        nullable previous_action_id: serde_json::Value,
        /// The action after it; `null` in the documents. Its shape is not documented.
        nullable next_action_id: serde_json::Value,
        /// Whether it is the last.
        required is_terminal: bool,
        /// What it takes.
        required input_schema: SkillSchema,
        /// What it gives.
        required output_schema: SkillSchema,
    }

    /// What an action takes or gives.
    ///
    /// Source: the documented page “get skills by id”.
    pub struct SkillSchema {
        /// Its fields.
        required fields: Vec<SkillField>,
    }

    /// A field that an action takes or gives.
    ///
    /// Source: the documented page “get skills by id”.
    pub struct SkillField {
        /// The field's name on the wire.
        required field_id: String,
        /// The field's name for people.
        required label: String,
        /// The type of its value: `"object"` in the documents.
        required kind as "type": String,
        /// Whether it must be there.
        required required: bool,
        /// What it is, in words. The documents' example has it on one of its two fields.
        optional description: String,
    }
}

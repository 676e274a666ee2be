//! Tables: the data of a project, in rows and columns.

use crate::JsonObject;
use crate::list_response::ListResponse;
use crate::operation::operations;
use crate::schema::object;

operations! {
    /// Tables: the data of a project, in rows and columns. The API's paths call them storage.
    Tables "tables" {
        /// Creates a table.
        ///
        /// Source: the documents' sidebar for the method, the vendor's Python SDK for the rest. The reply is not
        /// documented; the SDK says in words that it has `_id` and `table_name`.
        create(body: CreateTable) -> serde_json::Value = POST "/create/table?projectID", NonIdempotent;

        /// Creates the place where the project's tables are kept.
        ///
        /// Source: the documents' sidebar for the method, the vendor's Python SDK for the path. The reply is not
        /// documented.
        create_database() -> serde_json::Value = POST "/storage?projectID", NonIdempotent;

        /// Lists the tables of the project.
        ///
        /// Source: the documents' sidebar for the method, the vendor's Python SDK for the path. Neither the reply's form
        /// nor any paging is documented; the SDK says in words that an item has `_id` and `table_name`.
        list() -> ListResponse<serde_json::Value>
            = GET "/storage/{projectID}", Safe, pages Whole of serde_json::Value;

        /// Lists the names of the project's tables.
        ///
        /// Source: the documents' sidebar for the method, the vendor's Python SDK for the path. The reply's form is not
        /// documented.
        list_names() -> ListResponse<serde_json::Value>
            = GET "/storage/{projectID}/names", Safe, pages Whole of serde_json::Value;

        /// Lists the records of a table.
        ///
        /// Source: the documents' sidebar for the method, the vendor's Python SDK for the path and the query. The reply's
        /// form is not documented; a public caller reads `records` and `total_count`.
        list_records[table_id](query: ListRecords) -> ListResponse<JsonObject>
            = GET "/storage/{projectID}/{table_id}", Safe, pages Page of JsonObject;

        /// Gets a table by its id. It is the request of `listRecords` without a query.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        get[table_id]() -> serde_json::Value = GET "/storage/{projectID}/{table_id}", Safe;

        /// Gets the view of a table. What a view is is not documented.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        get_view[table_id]() -> serde_json::Value = GET "/table/view/{table_id}", Safe;

        /// Renames a table.
        ///
        /// Source: the vendor's Python SDK, which also has `update` for it. The reply is not documented.
        rename(body: RenameTable) -> serde_json::Value = POST "/table/rename/{projectID}", Idempotent;

        /// Renames a table, and sets its triggers where they are given.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        update(body: UpdateTable) -> serde_json::Value = PUT "/table/rename/{projectID}", Idempotent;

        /// Lists the columns of a table.
        ///
        /// Source: the vendor's Python SDK. The reply's form is not documented; the items are taken to be what
        /// `addColumns` sends.
        list_columns[table_id]() -> ListResponse<TableColumn>
            = GET "/column/storage/{projectID}/{table_id}", Safe, pages Whole of TableColumn;

        /// Adds columns to a table.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        add_columns[table_id](body: Vec<TableColumn>, query: AddColumns) -> serde_json::Value
            = POST "/column/storage/{projectID}/{table_id}", NonIdempotent;

        /// Edits columns of a table. The body's fields are not documented.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        edit_columns[table_id](body: JsonObject) -> serde_json::Value = POST "/edit/columns/{table_id}", NonIdempotent;

        /// Renames a column.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        rename_column(body: RenameColumn) -> serde_json::Value = PUT "/edit/columns/{projectID}", Idempotent;

        /// Changes a column. The body is the whole column; what becomes of fields that it leaves out is not documented.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        patch_column[table_id](body: TableColumn) -> serde_json::Value
            = PATCH "/edit/columns/{table_id}", NonIdempotent;

        /// Deletes a column with all that the table's records have in it. It cannot be undone.
        ///
        /// Source: the documents' sidebar for the method, the vendor's Python SDK for the rest. The SDK has a second
        /// method for this route, which sends `table_id` and `column_id` in place of `columnId`. The reply is not
        /// documented.
        delete_column(body: DeleteColumn) -> serde_json::Value
            = DELETE "/delete/column/{projectID}", Idempotent;

        /// Puts records into a table. The body is a record or an array of records; a record's fields are the table's
        /// columns.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        create_records[table_id](body: serde_json::Value) -> serde_json::Value
            = POST "/storage/{projectID}/{table_id}", NonIdempotent;

        /// Gets a record by its id.
        ///
        /// Source: the vendor's Python SDK. The reply's form is not documented; the SDK says in words that it is the
        /// record, with `_id`.
        get_record[table_id, record_id]() -> JsonObject
            = GET "/storage/{projectID}/{table_id}/{record_id}", Safe;

        /// Changes a record. The body holds the fields that change.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        update_record[table_id, record_id](body: JsonObject) -> serde_json::Value
            = PUT "/storage/{projectID}/{table_id}/{record_id}", Idempotent;

        /// Changes several records in the same way.
        ///
        /// Source: the vendor's Python SDK. An older version of it sends an array of records with POST. The reply is not
        /// documented.
        update_records[table_id](body: UpdateRecords) -> serde_json::Value
            = PUT "/bulk/storage/{projectID}/{table_id}", Idempotent;

        /// Deletes a record.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        delete_record[table_id, record_id]() -> serde_json::Value
            = DELETE "/storage/{projectID}/{table_id}/{record_id}", Idempotent;

        /// Deletes several records.
        ///
        /// Source: the documents' sidebar for the method, the vendor's Python SDK for the rest. The reply is not
        /// documented.
        delete_records[table_id](body: RecordIds) -> serde_json::Value
            = DELETE "/storage/{projectID}/{table_id}?projectID", Idempotent;

        /// Exports a table. This client reads JSON: an export in another form is an error.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        export[table_id]() -> serde_json::Value = GET "/table_data/storage/{table_id}/export", Safe;

        /// Matches the headers of a CSV file with the columns of a table.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        map_columns(body: MapColumns) -> serde_json::Value = POST "/table/column_mapper", NonIdempotent;

        /// Counts the fields of a table. The body is an array of filters, whose fields are not documented.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented.
        count_fields[table_id](body: Vec<JsonObject>) -> serde_json::Value
            = POST "/table/fieldcount/{project_id}/{table_id}", Idempotent;
    }
}

object! {
    /// What `tables.create` sends.
    ///
    /// Source: the vendor's Python SDK.
    pub struct CreateTable {
        /// The project of the table: a 24-hex id, sent in the query and in the body.
        /// Left out, it is the call's or the client's `projectID`.
        project projectID: String,
        /// The table's name.
        required table_name: String,
        /// Its columns.
        optional columns: Vec<TableColumn>,
        /// What changes of the table start.
        optional triggers: Vec<TableTrigger>,
    }

    /// A column of a table. The vendor's Python SDK requires none of its fields, and sends the name in every example.
    ///
    /// Source: the vendor's Python SDK.
    pub struct TableColumn {
        /// Its name.
        optional column_name: String,
        /// The type of its values: `"string"` in the SDK's example.
        optional column_type: String,
        /// The column's id: `"col-1"` in the SDK's example.
        optional column_id: String,
        /// The type of the items, where a value is an array; may be `null`.
        nullish array_type: String,
        /// The value of records that give none.
        optional default_value: serde_json::Value,
        /// The fields of a value that is an object.
        optional object_fields: Vec<TableObjectField>,
        /// What changes of the column start.
        optional triggers: Vec<TableTrigger>,
        /// The values that may be chosen.
        optional enum_options: Vec<String>,
    }

    /// A field of a column whose values are objects.
    ///
    /// Source: the vendor's Python SDK.
    pub struct TableObjectField {
        /// The field's name.
        optional key: String,
        /// The type of its value.
        optional keyType: String,
    }

    /// What changes of a table or a column start. The vendor's Python SDK requires none of its fields, and says that the
    /// shapes of `condition` and `filters` may change.
    ///
    /// Source: the vendor's Python SDK.
    pub struct TableTrigger {
        /// The trigger's id.
        optional id as "_id": String,
        /// The trigger's id under its other name. How it differs from `_id` is not documented.
        optional plain_id as "id": String,
        /// When it counts. Its fields are not documented.
        optional condition: JsonObject,
        /// Its name; may be `null`.
        nullish name: String,
        /// What the run is to achieve, in words.
        optional goal: String,
        /// The agentflow that is run; may be `null`.
        nullish agentflow_id: String,
        /// Which records count. What an item looks like is not documented.
        optional filters: Vec<JsonObject>,
        /// When the run starts; may be `null`. Its form is not documented.
        nullish schedule_time: String,
        /// The event. Its values are not documented.
        optional event: String,
        /// The agent that the run starts from; may be `null`.
        nullish start_from_agent_id: String,
        /// What it starts: `"coworker"`.
        optional trigger_type: String,
    }

    /// The query of `tables.listRecords`. The vendor's Python SDK calls all but `page` and `page_size` required; public
    /// callers leave all of it out.
    ///
    /// Source: the vendor's Python SDK.
    pub struct ListRecords {
        /// The page, from 1.
        optional page: f64,
        /// The most records of a page. The SDK says that it is 50 when left out. A public caller sends `limit` instead,
        /// and says that the server may ignore it.
        optional page_size: f64,
        /// The order: 1 for ascending.
        optional sort: f64,
        /// The field that gives the order: `"created_at"`.
        optional sort_key: String,
        /// Only records that match this text.
        optional query: String,
        /// Only records with these values: a JSON object, as text: `'{"status": "active"}'`.
        optional filters: String,
        /// Only records that pass these filters: a JSON array, as text:
        /// `'[{"field": "name", "operator": "equals", "value": "John"}]'`.
        optional search_filters: String,
    }

    /// What `tables.rename` sends.
    ///
    /// Source: the vendor's Python SDK.
    pub struct RenameTable {
        /// The table.
        required tableId: String,
        /// Its name from now on.
        required newName: String,
    }

    /// What `tables.update` sends.
    ///
    /// Source: the vendor's Python SDK.
    pub struct UpdateTable {
        /// The table.
        required table_id: String,
        /// Its name from now on.
        required table_name: String,
        /// What changes of the table start from now on.
        optional triggers: Vec<TableTrigger>,
    }

    /// The query of `tables.addColumns`.
    ///
    /// Source: the vendor's Python SDK.
    pub struct AddColumns {
        /// Whether columns that the table has already are passed over.
        optional ignore_existing_columns: bool,
    }

    /// What `tables.renameColumn` sends.
    ///
    /// Source: the vendor's Python SDK.
    pub struct RenameColumn {
        /// The column.
        required column_id: String,
        /// Its name from now on.
        required column_name: String,
        /// The table of the column.
        required table_id: String,
    }

    /// What `tables.deleteColumn` sends.
    ///
    /// Source: the vendor's Python SDK.
    pub struct DeleteColumn {
        /// The column.
        required columnId: String,
    }

    /// Which records a request is about.
    ///
    /// Source: the vendor's Python SDK.
    pub struct RecordIds {
        /// The ids of the records.
        required storage_ids: Vec<String>,
    }

    /// What `tables.updateRecords` sends.
    ///
    /// Source: the vendor's Python SDK.
    pub struct UpdateRecords {
        /// What changes. Its fields are not documented; by its type in the SDK it is one object for all records.
        required records: JsonObject,
        /// The records that change.
        required record_ids: RecordIds,
    }

    /// What `tables.mapColumns` sends.
    ///
    /// Source: the vendor's Python SDK.
    pub struct MapColumns {
        /// The columns of the table. An item is an object of texts, whose fields are not documented.
        required column_names: Vec<JsonObject>,
        /// The headers of the CSV file.
        required csv_headers: Vec<String>,
    }
}

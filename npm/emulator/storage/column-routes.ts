import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import { Refusal } from "../refusal.ts";
import type { Handlers } from "../row.ts";
import type { Column, Storage, Table } from "./storage.ts";

/** Columns of tables, stateful. What changes a table answers with the table. */
export function columnHandlers(storage: Storage): Handlers {
  /** Changes a column, and moves the values of the records along with its name. */
  const change = (table: Table, column: Column, changes: JsonObject): Table => {
    const changed = storage.toColumn({ ...column, ...changes, column_id: column.column_id });
    const columns = table.columns.map((other) => (other === column ? changed : other));
    const kept = storage.setTable({ ...table, columns });
    if (changed.column_name !== column.column_name) {
      storage.moveValues(table, column.column_name, changed.column_name);
    }
    return kept;
  };

  return {
    "tables.listColumns": ({ ids: [projectID, id = ""] }) => ({
      body: { columns: storage.table(id, projectID).columns },
    }),
    "tables.addColumns": ({ ids: [projectID, id = ""], content, query }) => {
      const table = storage.table(id, projectID);
      const names = new Set(table.columns.map(({ column_name }) => column_name));
      const ignores = /^(true|1|yes|on)$/i.test(query.ignore_existing_columns ?? "");
      const added = (content as readonly JsonValue[])
        .map((column) => storage.toColumn(column))
        .filter(({ column_name }) => !ignores || !names.has(column_name));
      return { body: storage.setTable({ ...table, columns: [...table.columns, ...added] }) };
    },
    "tables.editColumns": ({ ids: [id = ""], body }) => {
      const edits = Array.isArray(body.columns) ? body.columns.filter(isJsonObject) : [body];
      const edited = edits.reduce(
        (table: Table, edit: JsonObject) => change(table, find(table, edit), edit),
        storage.table(id),
      );
      return { body: edited };
    },
    "tables.patchColumn": ({ ids: [id = ""], body }) => {
      const table = storage.table(id);
      return { body: change(table, find(table, body), body) };
    },
    "tables.renameColumn": ({ ids: [projectID], body }) => {
      const table = storage.table(body.table_id as string, projectID);
      return { body: change(table, find(table, body), { column_name: body.column_name ?? null }) };
    },
    "tables.deleteColumn": ({ ids: [projectID], body: { columnId } }) => {
      for (const table of storage.tables(projectID)) {
        const column = table.columns.find(({ column_id }) => column_id === columnId);
        if (column === undefined) continue;
        storage.moveValues(table, column.column_name, undefined);
        return {
          body: storage.setTable({ ...table, columns: table.columns.filter((other) => other !== column) }),
        };
      }
      throw new Refusal(404, "Column not found");
    },
  };
}

/** The column that a request is about: by its id, else by its name. */
function find(table: Table, { column_id, column_name }: JsonObject): Column {
  const column = table.columns.find((other) =>
    typeof column_id === "string" ? other.column_id === column_id : other.column_name === column_name,
  );
  if (column === undefined) throw new Refusal(404, "Column not found");
  return column;
}

import type { JsonValue } from "../json.ts";
import type { Handler, Handlers } from "../row.ts";
import { pageOfRecords } from "./find.ts";
import type { Storage, Table } from "./storage.ts";

/** Tables, stateful. */
export function tableHandlers(storage: Storage): Handlers {
  const rename = (id: unknown, projectID: string | undefined, name: unknown, triggers?: JsonValue): Table => {
    const table = storage.table(id as string, projectID);
    return storage.setTable({ ...table, table_name: name as string, triggers: triggers ?? table.triggers });
  };
  // One route is both: a client finds the records, or what the table is, in the same object.
  const get: Handler = ({ ids: [projectID, id = ""], query }) => {
    const table = storage.table(id, projectID);
    return { body: { ...pageOfRecords(storage.records(table), query), ...table } };
  };

  return {
    "tables.get": get,
    "tables.listRecords": get,
    "tables.create": ({ query: { projectID = "" }, body: { table_name, columns, triggers } }) => ({
      body: storage.createTable(projectID, table_name as string, columns, triggers ?? []),
    }),
    "tables.createDatabase": ({ query: { projectID = "" } }) => ({ body: storage.createDatabase(projectID) }),
    "tables.list": ({ ids: [projectID] }) => ({ body: { data: storage.tables(projectID) } }),
    "tables.listNames": ({ ids: [projectID] }) => ({
      body: { data: storage.tables(projectID).map(({ _id, table_name }) => ({ _id, table_name })) },
    }),
    "tables.getView": ({ ids: [id = ""] }) => ({ body: storage.table(id) }),
    "tables.rename": ({ ids: [projectID], body: { tableId, newName } }) => ({
      body: rename(tableId, projectID, newName),
    }),
    "tables.update": ({ ids: [projectID], body: { table_id, table_name, triggers } }) => ({
      body: rename(table_id, projectID, table_name, triggers),
    }),
    "tables.export": ({ ids: [id = ""] }) => {
      const table = storage.table(id);
      return { body: { records: storage.records(table), ...table } };
    },
  };
}

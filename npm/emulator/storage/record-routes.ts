import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import { Refusal } from "../refusal.ts";
import type { Handlers } from "../row.ts";
import { complain } from "../validation.ts";
import { hasValues } from "./find.ts";
import type { Storage } from "./storage.ts";

/** Records of tables, stateful. */
export function recordHandlers(storage: Storage): Handlers {
  return {
    "tables.createRecords": ({ ids: [projectID, id = ""], content }) => {
      const table = storage.table(id, projectID);
      if (!Array.isArray(content)) {
        return { body: storage.createRecord(table, objects([content as JsonValue])[0] ?? {}) };
      }
      return { body: { records: objects(content).map((fields) => storage.createRecord(table, fields)) } };
    },
    "tables.getRecord": ({ ids: [projectID, id = "", recordID = ""] }) => ({
      body: storage.record(storage.table(id, projectID), recordID),
    }),
    "tables.updateRecord": ({ ids: [projectID, id = "", recordID = ""], body }) => ({
      body: storage.updateRecord(storage.table(id, projectID), recordID, body),
    }),
    "tables.updateRecords": ({ ids: [projectID, id = ""], body }) => {
      const table = storage.table(id, projectID);
      const changes = body.records as JsonObject;
      const found = texts((body.record_ids as JsonObject).storage_ids, "record_ids", "storage_ids");
      // All or none: one that is missing is found before any is changed.
      for (const recordID of found) storage.record(table, recordID);
      return { body: { records: found.map((recordID) => storage.updateRecord(table, recordID, changes)) } };
    },
    "tables.deleteRecord": ({ ids: [projectID, id = "", recordID = ""] }) => {
      const table = storage.table(id, projectID);
      const { _id = recordID } = storage.record(table, recordID);
      storage.deleteRecord(table, recordID);
      return { body: { _id, is_deleted: true } };
    },
    "tables.deleteRecords": ({ ids: [projectID, id = ""], body }) => {
      const table = storage.table(id, projectID);
      const deleted = texts(body.storage_ids, "storage_ids").filter((recordID) =>
        storage.deleteRecord(table, recordID),
      );
      return { body: { deleted_count: deleted.length } };
    },
    "tables.countFields": ({ ids: [projectID, id = ""], content }) => {
      const records = storage.records(storage.table(id, projectID));
      const filters = objects(content as readonly JsonValue[]);
      const counts = filters.map((filter) => records.filter((record) => hasValues(record, filter)).length);
      return { body: { counts, total_count: records.length } };
    },
  };
}

/** The items of a body that has to be made of objects. */
function objects(items: readonly JsonValue[]): JsonObject[] {
  return items.map((item, index) => {
    if (isJsonObject(item)) return item;
    throw new Refusal(422, [complain("dict_type", "Input should be a valid dictionary", "body", index)]);
  });
}

function texts(list: JsonValue | undefined, ...place: string[]): string[] {
  if (Array.isArray(list) && list.every((item) => typeof item === "string")) return list;
  throw new Refusal(422, [
    complain("list_type", "Input should be a valid list of strings", "body", ...place),
  ]);
}

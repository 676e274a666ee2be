import type { EmulatorClock } from "../clock.ts";
import { Collection } from "../collection.ts";
import { objectID } from "../ids.ts";
import { isJsonObject, type JsonObject } from "../json.ts";
import { Refusal } from "../refusal.ts";
import { complain } from "../validation.ts";

const MAX_TABLES = 1000;
const MAX_COLUMNS = 1000;
const MAX_RECORDS = 10_000;

/** A table, with the names it has on the wire. */
export interface Table extends JsonObject {
  readonly _id: string;
  readonly projectID: string;
  readonly table_name: string;
  readonly columns: readonly Column[];
  readonly triggers: JsonObject[string];
  /** Seconds since the epoch. */
  readonly created_at: number;
  /** Seconds since the epoch. */
  readonly updated_at: number;
}

/** A column of a table. */
export interface Column extends JsonObject {
  readonly column_id: string;
  readonly column_name: string;
}

/** A row of a table: the table's columns, `_id`, and times in seconds. */
export interface Stored {
  readonly tableID: string;
  readonly record: JsonObject;
}

/** The tables of every project, and their records. */
export class Storage {
  readonly #clock: EmulatorClock;
  readonly #databases = new Collection<JsonObject>("Database", MAX_TABLES);
  readonly #tables = new Collection<Table>("Table", MAX_TABLES);
  readonly #records = new Collection<Stored>("Record", MAX_RECORDS);

  constructor(clock: EmulatorClock) {
    this.#clock = clock;
  }

  /** A project has one database; tables do without it. */
  createDatabase(projectID: string): JsonObject {
    const { _id, created_at } = this.#stamps();
    return this.#databases.find(projectID) ?? this.#databases.set(projectID, { _id, projectID, created_at });
  }

  createTable(projectID: string, table_name: string, columns: unknown, triggers: JsonObject[string]): Table {
    const { _id, ...times } = this.#stamps();
    return this.setTable({
      ...times,
      _id,
      projectID,
      table_name,
      columns: Array.isArray(columns) ? columns.map((column) => this.toColumn(column)) : [],
      triggers,
    });
  }

  /**
   * The table, or a `Refusal` with 404.
   * @param projectID When given, tables of other projects are not found.
   */
  table(id: string, projectID?: string): Table {
    const table = this.#tables.get(id);
    if (projectID !== undefined && table.projectID !== projectID) throw this.#tables.missing();
    return table;
  }

  /** Those of a project, newest first. */
  tables(projectID: string | undefined): Table[] {
    return this.#tables.list((table) => table.projectID === projectID);
  }

  /** Keeps a table as it is now; a `Refusal` with 409 if two of its columns have the same name, or there are too many. */
  setTable(table: Table): Table {
    const { columns } = table;
    if (columns.length > MAX_COLUMNS) throw new Refusal(409, `A table has ${MAX_COLUMNS} columns at most`);
    const names = new Set(columns.map(({ column_name }) => column_name));
    if (names.size < columns.length) throw new Refusal(409, "Two columns have the same name");
    return this.#tables.set(table._id, { ...table, updated_at: this.#clock.now() / 1000 });
  }

  /** A column as a request gives it, with an id if it has none. */
  toColumn(given: unknown): Column {
    const column = isJsonObject(given) ? given : {};
    const { column_name, column_id } = column;
    if (typeof column_name !== "string") {
      throw new Refusal(422, [
        complain("string_type", "Input should be a valid string", "body", "column_name"),
      ]);
    }
    return {
      ...column,
      column_name,
      column_id: typeof column_id === "string" ? column_id : this.#stamps()._id,
    };
  }

  /** Adds a record; columns that it leaves out get their default. */
  createRecord(table: Table, fields: JsonObject): JsonObject {
    const defaults = table.columns.flatMap(({ column_name, default_value = null }) =>
      default_value === null ? [] : [[column_name, default_value] as const],
    );
    const { _id, ...times } = this.#stamps();
    const record = { ...times, ...Object.fromEntries(defaults), ...fields, _id };
    this.#records.set(_id, { tableID: table._id, record });
    return record;
  }

  record({ _id }: Table, id: string): JsonObject {
    const { tableID, record } = this.#records.get(id);
    if (tableID !== _id) throw this.#records.missing();
    return record;
  }

  updateRecord(table: Table, id: string, changes: JsonObject): JsonObject {
    const record = { ...this.record(table, id), ...changes, updated_at: this.#clock.now() / 1000, _id: id };
    this.#records.set(id, { tableID: table._id, record });
    return record;
  }

  /** @returns Whether the table had it. */
  deleteRecord({ _id }: Table, id: string): boolean {
    return this.#records.find(id)?.tableID === _id && this.#records.delete(id);
  }

  /** Those of a table, oldest first. */
  records({ _id }: Table): JsonObject[] {
    const stored = this.#records.list(({ tableID }) => tableID === _id);
    return stored.map(({ record }) => record).reverse();
  }

  /** Gives the values of a column another name in every record, or drops them for `undefined`. */
  moveValues(table: Table, from: string, to: string | undefined): void {
    for (const record of this.records(table)) {
      if (!Object.hasOwn(record, from)) continue;
      const moved = Object.entries(record).flatMap(([name, value]) =>
        name !== from ? [[name, value] as const] : to === undefined ? [] : [[to, value] as const],
      );
      this.#records.set(record._id as string, { tableID: table._id, record: Object.fromEntries(moved) });
    }
  }

  #stamps(): { _id: string; created_at: number; updated_at: number } {
    const ms = this.#clock.now();
    return { _id: objectID(ms), created_at: ms / 1000, updated_at: ms / 1000 };
  }
}

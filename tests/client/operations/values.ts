import type { Callable, FieldFact, QueryFact } from "./facts.ts";

/** What no address can hold as it is, and what would leave its segment. */
const ODD = "/?#% ü🦀&=+'()*!..x";

/** An id that needs encoding, and that tells which id it is. */
export function oddId(name: string): string {
  return `${name}${ODD}`;
}

/** The project of the calls, of the client's options or the call's. */
export const PROJECT: string = oddId("project");

/** The user of the client's options. */
export const USER = "67fdea40aac77be632954f0e";

/** What the client puts into a body that leaves it out, besides the project and the path's ids. */
export const FILLED: Readonly<Record<string, Record<string, unknown>>> = {
  "executions.create": { executed_by: USER, input_variables: {} },
};

/** A body whose fields nobody declares. */
export const FREE_BODY = { text: 'a "quoted" ü🦀\n', list: [1, null, { deep: [] }], none: null, yes: true };

/** Bodies that are lists, by operation. */
const LISTS: Readonly<Record<string, { everything: unknown; least: unknown }>> = {
  "tables.addColumns": {
    everything: [
      { column_name: "näme", column_type: "string" },
      { column_name: "age", column_type: "number" },
    ],
    least: [{ column_name: "x" }],
  },
  "tables.createRecords": {
    everything: [{ name: "Jöhn" }, { name: "🦀", age: 30 }],
    least: { name: "John Doe", email: "john@example.com", age: 30 },
  },
  "tables.countFields": {
    everything: [
      { field: "status", operator: "equals", value: "active" },
      { field: "ü", operator: "in", value: [1] },
    ],
    least: [],
  },
};

/** A body that is no object of declared fields, if the operation's is one. */
export function listBody(fact: Callable): { everything: unknown; least: unknown } | undefined {
  return LISTS[fact.client];
}

/** Values whose inside a source describes, where it gives no example. */
const INSIDE: Readonly<Record<string, unknown>> = {
  "tables.create triggers": [{ name: "on change", event: "update", trigger_type: "coworker", filters: [] }],
  "tables.update triggers": [{ name: "on change", event: "update" }],
  "tables.updateRecords records": { status: "done ü" },
  "tables.updateRecords record_ids": { storage_ids: ["row-1", "row-2"] },
  "tables.mapColumns column_names": [{ column_name: "näme", column_id: "col-1" }],
  "connectors.configure ui_form": [{ id: "token", title: "Token" }],
  "tables.patchColumn default_value": { "a key": ["ü", 1, null] },
  "tables.patchColumn object_fields": [{ key: "size", keyType: "number" }],
  "tables.patchColumn triggers": [{ name: "on change", event: "update", trigger_type: "coworker" }],
  "triggers.executeForCoworker triggers": [
    { _id: "68067c49c517ff5238533ccf", event: "message_received", trigger_type: "coworker", goal: "ü" },
  ],
  "triggers.executeForCoworker response_data": { anything: [1, null, "ü"] },
};

/** The value of a field of the body. */
export function fieldValue(fact: Callable, { name, type }: FieldFact): unknown {
  if (type === "string") return `${name} "quoted" ü🦀\n`;
  const inside = INSIDE[`${fact.client} ${name}`];
  if (inside !== undefined) return inside;
  const { example } = fact.body ?? {};
  if (typeof example === "object" && example !== null && name in example) {
    return (example as Record<string, unknown>)[name];
  }
  if (type === "string|null") return null;
  if (type.startsWith("string")) return name;
  if (type.startsWith("boolean")) return false;
  if (type === "integer") return 7;
  if (type === "number") return 0.25;
  if (type === "array<string>") return ["one ü", "two"];
  if (type.startsWith("object")) return { "a key": "ü" };
  throw new Error(`${fact.client}: no value for ${name} of type ${type}`);
}

/** The value of a name in the query, and the text that it becomes. */
export function queryValue({ name, type }: QueryFact): { value: unknown; text: string } {
  if (type === "integer") return { value: 3, text: "3" };
  if (type === "boolean") return { value: true, text: "true" };
  if (type.startsWith("string(JSON")) return { value: '{"a b":["ü"]}', text: '{"a b":["ü"]}' };
  const text = `${name} &=+#?/%ü🦀`;
  return { value: text, text };
}

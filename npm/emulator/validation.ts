import { isJsonObject, type JsonObject, type JsonValue } from "./json.ts";

/** The JSON types a field can be asked to have. */
export type FieldType = "string" | "object" | "array" | "boolean" | "number" | "integer" | "any";

/** Name to type; a `?` behind the type makes the field optional, which also allows `null`. */
export type Fields = Readonly<Record<string, FieldType | `${FieldType}?`>>;

/** One entry of the `detail` list that FastAPI answers a 422 with. */
export interface Complaint extends JsonObject {
  /** Where: `["body", "goal"]`, `["query", "projectID"]`. */
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly type: string;
}

type Check = readonly [type: string, msg: string, test: (value: JsonValue) => boolean];

// Pydantic's own words, so that a client's parsing of them is put to a fair test.
const CHECKS: Readonly<Record<FieldType, Check>> = {
  string: ["string_type", "Input should be a valid string", (value) => typeof value === "string"],
  object: ["dict_type", "Input should be a valid dictionary", isJsonObject],
  array: ["list_type", "Input should be a valid list", Array.isArray],
  boolean: ["bool_type", "Input should be a valid boolean", (value) => typeof value === "boolean"],
  number: ["float_type", "Input should be a valid number", (value) => typeof value === "number"],
  integer: ["int_type", "Input should be a valid integer", Number.isInteger],
  any: ["any", "", () => true],
};

/** What is wrong with the fields of a JSON body. */
export function checkBody(body: JsonObject, fields: Fields): Complaint[] {
  return checkFields("body", body, fields);
}

/** What is wrong with a query; its numbers are still text. */
export function checkQuery(query: Readonly<Record<string, string>>, fields: Fields): Complaint[] {
  const values: Record<string, JsonValue> = {};
  for (const [name, text] of Object.entries(query)) {
    const numeric = fields[name]?.startsWith("integer") && /^[+-]?\d+$/.test(text);
    values[name] = numeric ? Number(text) : text;
  }
  return checkFields("query", values, fields);
}

/**
 * Throws a `RangeError` unless a value given to the emulator itself has these fields and no others: a misspelt
 * name would otherwise just do nothing.
 * @param what Names the value in the message.
 */
export function requireFields(what: string, value: unknown, fields: Fields): void {
  if (!isJsonObject(value)) throw new RangeError(`${what}: it should be an object`);
  const given = Object.entries(value).filter(([, field]) => field !== undefined);
  for (const [name] of given) {
    if (!Object.hasOwn(fields, name)) throw new RangeError(`${what}: there is no ${name}`);
  }
  const [complaint] = checkBody(Object.fromEntries(given), fields);
  if (complaint !== undefined) throw new RangeError(`${what}: ${complaint.loc[1]}: ${complaint.msg}`);
}

/** A complaint in FastAPI's form. */
export function complain(type: string, msg: string, ...loc: (string | number)[]): Complaint {
  return { loc, msg, type };
}

function checkFields(place: string, values: JsonObject, fields: Fields): Complaint[] {
  const complaints: Complaint[] = [];
  for (const [name, rule] of Object.entries(fields)) {
    const optional = rule.endsWith("?");
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) {
      if (!optional) complaints.push(complain("missing", "Field required", place, name));
      continue;
    }
    if (optional && value === null) continue;
    const [type, msg, test] = CHECKS[rule.replace("?", "") as FieldType];
    if (!test(value)) complaints.push(complain(type, msg, place, name));
  }
  return complaints;
}

/** Reads a body as FastAPI does, JSON by its content type, and an object; otherwise complains and gives `null`. */
export function parseBody(
  text: string,
  contentType: string | undefined,
  complaints: Complaint[],
): JsonObject | null {
  // Without a content type FastAPI still tries JSON; with another one it does not look inside.
  const isJson = contentType === undefined || /^application\/([\w.-]+\+)?json\b/i.test(contentType);
  try {
    const parsed: unknown = isJson && text !== "" ? JSON.parse(text) : text;
    if (isJsonObject(parsed)) return parsed;
    const missing = complain("missing", "Field required", "body");
    const wrong = complain("model_attributes_type", "Input should be a valid dictionary", "body");
    complaints.push(text === "" ? missing : wrong);
  } catch {
    complaints.push(complain("json_invalid", "JSON decode error", "body", 0));
  }
  return null;
}

import { isJsonObject, type JsonObject, type JsonValue, readJson } from "./json.ts";

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

/** What is wrong with a query; its numbers and booleans are still text. */
export function checkQuery(query: Readonly<Record<string, string>>, fields: Fields): Complaint[] {
  const values = Object.entries(query).map(([name, text]): [string, JsonValue] => {
    const rule = Object.hasOwn(fields, name) ? fields[name]?.replace("?", "") : undefined;
    if (rule === "boolean" && /^(true|false|1|0|yes|no|on|off)$/i.test(text)) return [name, true];
    const isNumber = rule === "integer" ? /^[+-]?\d+$/ : /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
    return [name, (rule === "integer" || rule === "number") && isNumber.test(text) ? Number(text) : text];
  });
  return checkFields("query", Object.fromEntries(values), fields);
}

/** What is wrong with a body that has no fields of its own. */
export function checkKind(body: JsonValue, kind: FieldType): Complaint[] {
  const [type, msg, test] = CHECKS[kind];
  return test(body) ? [] : [complain(type, msg, "body")];
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

/** Reads a body as FastAPI does, JSON by its content type; otherwise complains and gives `undefined`. */
export function parseBody(
  text: string,
  contentType: string | undefined,
  complaints: Complaint[],
): JsonValue | undefined {
  if (text === "") {
    complaints.push(complain("missing", "Field required", "body"));
    return undefined;
  }
  // Without a content type FastAPI still tries JSON; with another one it does not look inside.
  const isJson = contentType === undefined || /^application\/([\w.-]+\+)?json\b/i.test(contentType);
  try {
    return isJson ? readJson(text) : text;
  } catch {
    complaints.push(complain("json_invalid", "JSON decode error", "body", 0));
    return undefined;
  }
}

/** The same, for a body that has to be an object. */
export function parseObject(
  text: string,
  contentType: string | undefined,
  complaints: Complaint[],
): JsonObject | undefined {
  const body = parseBody(text, contentType, complaints);
  if (body === undefined || isJsonObject(body)) return body;
  complaints.push(complain("model_attributes_type", "Input should be a valid dictionary", "body"));
  return undefined;
}

/** Types as the generated table has them: text. Throws a `RangeError` for a word that is no type. */
export function asFields(types: Readonly<Record<string, string>>): Fields {
  for (const type of Object.values(types)) asFieldType(type.replace(/\?$/, ""));
  return types as Fields;
}

/** The same, for one type. */
export function asFieldType(type: string): FieldType {
  if (!Object.hasOwn(CHECKS, type)) throw new RangeError(`"${type}" is no type of a field`);
  return type as FieldType;
}

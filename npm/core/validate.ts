// The validation of JSON values against the generated schemas. It neither copies nor changes a value.
import { SCHEMAS } from "../generated/schemas.ts";

// The types of JSON values, one bit each.
const ABSENT = 1;
const NULL = 2;
const BOOLEAN = 4;
const NUMBER = 8;
const STRING = 16;
const ARRAY = 32;
/** The bit of an object that is not an array. */
export const OBJECT = 64;
/** The bit of what JSON cannot carry: a function, a symbol, a bigint, NaN, an infinity, a value that throws when read. */
export const OTHER = 128;
const JSON_VALUE = NULL | BOOLEAN | NUMBER | STRING | ARRAY | OBJECT;

const BITS: Readonly<Record<string, number>> = {
  string: STRING,
  number: NUMBER,
  boolean: BOOLEAN,
  null: NULL,
  array: ARRAY,
  object: OBJECT,
  json: JSON_VALUE,
};

/** The words of messages, in their order. */
const WORDS: readonly (readonly [bit: number, word: string])[] = [
  [BOOLEAN, "boolean"],
  [NUMBER, "number"],
  [STRING, "string"],
  [ARRAY, "array"],
  [OBJECT, "object"],
  [NULL, "null"],
  [OTHER, "something JSON cannot carry"],
  [ABSENT, "nothing"],
];

/** How deep the validator follows nested types. The documented types are six deep. */
const MAX_DEPTH = 64;

/** A place where a value differs from its type. */
export interface Mismatch {
  /** Where: `agentflow.agents[0].llm`; empty for the value itself. */
  path: string;
  /** What is wrong: `expected string, found null`. */
  message: string;
  /** Whether the client itself relies on the field. */
  essential: boolean;
}

/** How much is checked: only the fields that the client relies on, or every field of the schemas. */
export type ValidationLevel = "essential" | "all";

/** A type of the generated schemas, ready to validate with. */
export interface CompiledType {
  /** The bits of the JSON types that are right. */
  readonly accepts: number;
  /** The type of an array's items; absent if they are not checked. */
  readonly items?: CompiledType;
  /** The fields of an object; absent if they are not checked. */
  readonly fields?: readonly CompiledField[];
  /** The fields of the object that was checked last, in its order. */
  order?: readonly CompiledField[];
}

/** A field of an object. */
export interface CompiledField {
  readonly name: string;
  readonly type: CompiledType;
  /** Whether the client relies on it, at the top of a response. */
  readonly essential: boolean;
}

const types = /* @__PURE__ */ new Map<string, CompiledType>();
const fieldLists = /* @__PURE__ */ new Map<string, CompiledField[]>();

/** Compiles a type in the notation of `SCHEMAS`, once. */
export function compileType(text: string): CompiledType {
  const known = types.get(text);
  if (known) return known;
  const compiled: { accepts: number; items?: CompiledType; fields?: CompiledField[] } = { accepts: 0 };
  // A schema may contain itself.
  types.set(text, compiled);
  if (/\?!?$/.test(text)) compiled.accepts |= ABSENT;
  for (const word of text.replace(/[?!]+$/, "").split("|")) {
    if (word.endsWith("[]")) {
      compiled.accepts |= ARRAY;
      compiled.items = compileType(word.slice(0, -2));
    } else if (Object.hasOwn(BITS, word)) {
      compiled.accepts |= BITS[word] as number;
    } else {
      compiled.accepts |= OBJECT;
      compiled.fields = compileFields(word);
    }
  }
  return compiled;
}

function compileFields(schema: string): CompiledField[] {
  let fields = fieldLists.get(schema);
  if (!fields) {
    fields = [];
    fieldLists.set(schema, fields);
    for (const [name, text] of Object.entries(SCHEMAS[schema] as Readonly<Record<string, string>>)) {
      fields.push({ name, type: compileType(text), essential: text.endsWith("!") });
    }
  }
  return fields;
}

/** The type of a value, as a bit. */
export function getTypeBit(value: unknown): number {
  switch (typeof value) {
    case "string":
      return STRING;
    case "number":
      return Number.isFinite(value) ? NUMBER : OTHER;
    case "boolean":
      return BOOLEAN;
    case "undefined":
      return ABSENT;
    case "object":
      try {
        return value === null ? NULL : Array.isArray(value) ? ARRAY : OBJECT;
      } catch {
        // A revoked proxy.
      }
  }
  return OTHER;
}

/** What is wrong with a value of a type that is not accepted: `expected string or null, found number`. */
export function describeMismatch(accepts: number, found: number): string {
  return `expected ${describeTypes(accepts)}, found ${describeTypes(found)}`;
}

function describeTypes(bits: number): string {
  return WORDS.filter(([bit]) => bits & bit)
    .map(([, word]) => word)
    .join(" or ");
}

/**
 * Validates a value against a type in the notation of `SCHEMAS`, and reports each mismatch in the order of the schemas.
 *
 * A mismatch is essential if the client relies on the field, at the top of the value; and that of the value itself, if the
 * client relies on any field of it.
 */
export function findMismatches(
  value: unknown,
  type: string,
  level: ValidationLevel,
  report: (mismatch: Mismatch) => void,
): void {
  const compiled = compileType(type);
  if (level === "all" && isConforming(value, compiled)) return;
  const validator: Validator = { essentialOnly: level === "essential", path: [], report };
  const found = getTypeBit(value);
  if (found & compiled.accepts) checkContents(validator, value, found, compiled, 0);
  else {
    const essential = compiled.fields?.some((field) => field.essential) ?? false;
    report({ path: "", message: describeMismatch(compiled.accepts, found), essential });
  }
}

/** What throws when it is looked at does not conform: the walk says where. */
function isConforming(value: unknown, type: CompiledType): boolean {
  try {
    return conforms(value, type, 0);
  } catch {
    return false;
  }
}

/** Whether a value is in everything as its type says. Most are: this costs half as much as the walk that knows where it is. */
function conforms(value: unknown, type: CompiledType, depth: number): boolean {
  const found = getTypeBit(value);
  if (!(found & type.accepts)) return false;
  if (depth > MAX_DEPTH || found < ARRAY) return true;
  if (found === OBJECT) return !type.fields || fieldsConform(value as Fields, type, depth + 1);
  const { items } = type;
  if (!items) return true;
  for (const item of value as unknown[]) {
    if (!conforms(item, items, depth + 1)) return false;
  }
  return true;
}

/**
 * Most objects have the fields of the one before, in the same order: to go along that order takes half as long as to look
 * each field up.
 */
function fieldsConform(object: Fields, type: CompiledType, depth: number): boolean {
  const { order } = type;
  let at = 0;
  for (const name in object) {
    const field = order?.[at++];
    if (field?.name !== name) {
      at = -1;
      break;
    }
    if (!conforms(object[name], field.type, depth)) return false;
  }
  if (at === order?.length) return true;
  const fields = type.fields ?? [];
  for (const field of fields) {
    if (!conforms(object[field.name], field.type, depth)) return false;
  }
  const known = new Map(fields.map((field) => [field.name, field]));
  type.order = Object.keys(object).map(
    (name) => known.get(name) ?? { name, type: ANYTHING, essential: false },
  );
  return true;
}

type Fields = Readonly<Record<string, unknown>>;

/** The type of a field that no schema knows. */
const ANYTHING: CompiledType = { accepts: -1 };

interface Validator {
  readonly essentialOnly: boolean;
  /** The names and indexes down to the value that is checked; those past its depth are left from before. */
  readonly path: (string | number)[];
  readonly report: (mismatch: Mismatch) => void;
}

function checkContents(
  validator: Validator,
  value: unknown,
  found: number,
  type: CompiledType,
  depth: number,
): void {
  if (depth > MAX_DEPTH) return;
  if (found === OBJECT && type.fields) checkFields(validator, value as object, type.fields, depth);
  else if (found === ARRAY && type.items && !validator.essentialOnly) {
    const length = (read(value, "length") as number) >>> 0;
    for (let index = 0; index < length; index++) {
      validator.path[depth] = index;
      checkValue(validator, read(value, index), type.items, false, depth);
    }
  }
}

function checkFields(
  validator: Validator,
  value: object,
  fields: readonly CompiledField[],
  depth: number,
): void {
  for (const field of fields) {
    // The client relies on fields at the top of a response; an execution inside of a task is not one of them.
    const essential = field.essential && depth === 0;
    if (validator.essentialOnly && !essential) continue;
    validator.path[depth] = field.name;
    checkValue(validator, read(value, field.name), field.type, essential, depth);
  }
}

function checkValue(
  validator: Validator,
  value: unknown,
  type: CompiledType,
  essential: boolean,
  depth: number,
): void {
  const found = getTypeBit(value);
  if (found & type.accepts) {
    if (found & (OBJECT | ARRAY)) checkContents(validator, value, found, type, depth + 1);
  } else {
    const path = formatPath(validator.path.slice(0, depth + 1));
    validator.report({ path, message: describeMismatch(type.accepts, found), essential });
  }
}

/** A property of an object; a symbol, which JSON cannot carry, if reading it throws. */
function read(value: unknown, name: string | number): unknown {
  try {
    return (value as Record<string | number, unknown>)[name];
  } catch {
    return Symbol.iterator;
  }
}

function formatPath(path: (string | number)[]): string {
  const text = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`)).join("");
  return text.replace(/^\./, "");
}

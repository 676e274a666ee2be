import type { FieldError } from "./types.ts";
import { compileType, describeMismatch, findMismatches, getTypeBit, OBJECT, OTHER } from "./validate.ts";

/** What is wrong with a request. */
export interface RequestErrors {
  /** The fields that are wrong, at least one. */
  errors: FieldError[];
}

/**
 * Copies the caller's body one level deep: its own enumerable fields. The client never changes the caller's object, and
 * reads its getters once. A body that is not an object, where `type` accepts it, stays as it is.
 */
export function copyBody(body: unknown, type: string): { value: unknown } | RequestErrors {
  if (isNoBody(body, type)) return { value: undefined };
  const found = getTypeBit(body);
  const { accepts } = compileType(type);
  if (!(found & accepts)) return invalid("", describeMismatch(accepts, found));
  if (found !== OBJECT) return { value: body };
  try {
    return { value: copyObject(body as object) };
  } catch (thrown) {
    return unreadable(thrown);
  }
}

/**
 * Validates a body, with the fields that the client fills in, and makes it JSON text. The text is `undefined` if there is no
 * body: `type` is `json` and `body` is `undefined`.
 */
export function encodeBody(body: unknown, type: string): { text: string | undefined } | RequestErrors {
  if (isNoBody(body, type)) return { text: undefined };
  const errors = findErrors(body, type);
  if (errors.length > 0) return { errors };
  try {
    // JSON.stringify comes first: it finds circular values, in which the search for losses would not end.
    const text: string | undefined = JSON.stringify(body);
    const lost = text === undefined ? "" : findLoss(body, true);
    if (lost === undefined) return { text };
    return invalid(lost.replace(/^\./, ""), "this value would be lost: JSON cannot carry it");
  } catch (thrown) {
    return unreadable(thrown);
  }
}

/**
 * Validates a query and flattens it: `[name, value, name, value, …]`, not percent-encoded. An array is its name once for
 * each item; a string stays as it is, and any other value becomes JSON. The names are in the order of the schema, or in
 * that of the caller if `type` is `json`. Values that are `undefined` are left out.
 */
export function encodeQuery(query: unknown, type: string): { pairs: string[] } | RequestErrors {
  const found = getTypeBit(query);
  if (query !== undefined && found !== OBJECT) return invalid("", describeMismatch(OBJECT, found));
  try {
    const copy: Record<string, unknown> = query === undefined ? {} : copyObject(query as object);
    const { fields } = compileType(type);
    const errors = fields ? findErrors(copy, type) : [];
    if (errors.length > 0) return { errors };
    const pairs: string[] = [];
    for (const name of fields?.map((field) => field.name) ?? Object.keys(copy)) {
      const value = copy[name];
      if (value === undefined) continue;
      for (const item of [value].flat()) pairs.push(checkText(name), checkText(toQueryText(item)));
    }
    return { pairs };
  } catch (thrown) {
    return unreadable(thrown);
  }
}

function isNoBody(body: unknown, type: string): boolean {
  return body === undefined && type === "json";
}

function findErrors(value: unknown, type: string): FieldError[] {
  const errors: FieldError[] = [];
  findMismatches(value, type, "all", ({ path, message }) => errors.push({ path, message }));
  return errors;
}

/** The objects that JSON carries whole. A Map, an Error, a Promise, a Blob would become `{}`. */
const CARRIED = /^\[object (Object|Array|String|Number|Boolean)\]$/;

function isCarried(value: object): boolean {
  // Most are plain objects. What others are has to be read out of text.
  return (
    Object.getPrototypeOf(value) === Object.prototype || CARRIED.test(Object.prototype.toString.call(value))
  );
}

function copyObject(value: object): Record<string, unknown> {
  if (!isCarried(value)) throw new TypeError("what is in it would be lost");
  return { ...value };
}

/** The path of the first value that JSON would lose a part of, with a `.` or `[` at its beginning; `undefined` if none. */
function findLoss(value: unknown, isRoot: boolean): string | undefined {
  if (getTypeBit(value) === OTHER) return "";
  if (value === null || typeof value !== "object") return undefined;
  // toJSON says what a value becomes. The root itself has been validated field by field.
  if (!isRoot && typeof (value as { toJSON?: unknown }).toJSON === "function") return undefined;
  if (!isCarried(value)) return "";
  for (const name of Object.keys(value)) {
    const field = (value as Record<string, unknown>)[name];
    if (typeof field === "string" || typeof field === "boolean") continue;
    const lost = findLoss(field, false);
    if (lost !== undefined) return (Array.isArray(value) ? `[${name}]` : `.${name}`) + lost;
  }
  return undefined;
}

/** A value of a query as text. Throws if JSON would lose something. */
function toQueryText(value: unknown): string {
  if (typeof value === "string") return value;
  const text = JSON.stringify([value]);
  if (findLoss([value], true) !== undefined) throw new TypeError("JSON cannot carry what is in it");
  return text.slice(1, -1);
}

/** Refuses a lone surrogate, which has no percent-encoding. */
function checkText(text: string): string {
  if (/\p{Surrogate}/u.test(text)) throw new URIError("URI malformed");
  return text;
}

function invalid(path: string, message: string): RequestErrors {
  return { errors: [{ path, message }] };
}

/** The error of a value that threw when it was read, or that is circular. */
function unreadable(thrown: unknown): RequestErrors {
  let reason: unknown;
  try {
    reason = (thrown as { message?: unknown } | null | undefined)?.message;
  } catch {
    // What was thrown cannot be read either.
  }
  const isText = typeof reason === "string" && !/\p{Surrogate}/u.test(reason);
  return invalid("", `it cannot be sent as JSON${isText ? `: ${reason}` : ""}`);
}

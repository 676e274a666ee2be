import { holds, isJsonObject, type JsonObject, type JsonValue, readJson, textOf } from "../json.ts";
import { paged } from "../pages.ts";
import { Refusal } from "../refusal.ts";
import type { Call } from "../row.ts";
import { complain } from "../validation.ts";

// What the vendor's SDK says a page has when it is not told a number.
const PAGE_SIZE = 50;

/** The records that a query asks for, in its order, one page of them. */
export function pageOfRecords(records: readonly JsonObject[], query: Call["query"]): JsonObject {
  const filters = parsed(query, "filters", isJsonObject);
  const searches = parsed(query, "search_filters", Array.isArray) ?? [];
  const found = records.filter(
    (record) =>
      (filters === undefined || hasValues(record, filters)) &&
      searches.every((search: JsonValue) => passes(record, search)) &&
      (query.query === undefined || holds(record, query.query)),
  );
  const sorted = inOrder(found, query.sort_key, Number(query.sort ?? 1) < 0);
  // The SDK says `page_size`, public callers `limit`.
  const { items, page, size } = paged(sorted, query.page, query.page_size ?? query.limit, PAGE_SIZE);
  return { records: items, total_count: found.length, page, page_size: size };
}

/** Whether a record has all of these values. Numbers in text are as good as numbers. */
export function hasValues(record: JsonObject, values: JsonObject): boolean {
  return Object.entries(values).every(
    ([name, value]) => Object.hasOwn(record, name) && textOf(record[name]) === textOf(value),
  );
}

function passes(record: JsonObject, search: JsonValue): boolean {
  const { field, operator, value = null } = isJsonObject(search) ? search : {};
  if (typeof field !== "string" || operator !== "equals") {
    const msg = 'Value error, the emulator knows {"field", "operator": "equals", "value"} only';
    throw new Refusal(422, [complain("value_error", msg, "query", "search_filters")]);
  }
  return Object.hasOwn(record, field) && textOf(record[field]) === textOf(value);
}

function inOrder(records: readonly JsonObject[], key: string | undefined, descends: boolean): JsonObject[] {
  const sorted = [...records];
  if (key !== undefined) sorted.sort((a, b) => compare(fieldOf(a, key), fieldOf(b, key)));
  return descends ? sorted.reverse() : sorted;
}

function fieldOf(record: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Numbers by size, anything else as text. */
function compare(a: JsonValue | undefined, b: JsonValue | undefined): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [left, right] = [textOf(a), textOf(b)];
  return left === right ? 0 : left < right ? -1 : 1;
}

/** A part of the query that is JSON itself. */
function parsed<T extends JsonValue>(
  query: Call["query"],
  name: string,
  isRight: (value: JsonValue) => value is T,
): T | undefined {
  const text = query[name];
  if (text === undefined) return undefined;
  try {
    const value = readJson(text);
    if (isRight(value)) return value;
  } catch {
    // As wrong as JSON of another kind.
  }
  throw new Refusal(422, [complain("json_type", "JSON input of another kind expected", "query", name)]);
}

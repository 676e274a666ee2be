/** Anything JSON can say. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** How deep JSON may nest. Python's reader, which the API has behind it, stops near 1000; writers are recursive. */
const MAX_DEPTH = 200;

/** Tells a JSON object from everything else that `JSON.parse` can give. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Reads JSON; a `SyntaxError` for what is none, and for what nests too deep to be written again. */
export function readJson(text: string): JsonValue {
  const value = JSON.parse(text) as JsonValue;
  // Level by level, not by recursion: that is what deep nesting breaks.
  let level: JsonValue[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) throw new SyntaxError(`JSON nests deeper than ${MAX_DEPTH}`);
    level = level.flatMap((inner) =>
      typeof inner === "object" && inner !== null ? Object.values(inner) : [],
    );
  }
  return value;
}

/** Any JSON as text to compare and to search: strings as they are. */
export function textOf(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

/** Whether a text is in any value of some JSON; names of fields do not count. */
export function holds(value: JsonValue, text: string): boolean {
  if (typeof value !== "object" || value === null) return textOf(value).includes(text);
  return Object.values(value).some((inner) => holds(inner, text));
}

import type { Context, Hono } from "hono";
import { matchedRoutes } from "hono/route";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { KEY_HEADER, requireKey } from "./auth.ts";
import type { AppEnv } from "./env.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import { Refusal } from "./refusal.ts";
import { type Complaint, checkBody, checkQuery, complain, type Fields, parseBody } from "./validation.ts";

/** A request that has passed the checks of its row. */
export interface Call {
  /** Decoded path parameters. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** `{}` for rows without a body. */
  readonly body: JsonObject;
}

/** What a row answers. */
export interface Reply {
  /** Default 200. */
  readonly status?: number;
  readonly body: JsonValue;
}

/** An operation of the API, as data. */
export interface Row {
  /** Group and method: `executions.create`. Two rows may share one, where two paths lead to the same thing. */
  readonly operation: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With parameters in braces: `/execute_flow/{execution_id}`. */
  readonly path: string;
  readonly query?: Fields;
  /** Left out: bodies are not looked at. All optional: there may be none. */
  readonly body?: Fields;
  /** Gives the reply, or throws a `Refusal`. */
  handle(call: Call): Reply;
}

/**
 * Makes routes of rows: key, query, body, then the row's own reply; 405 for other methods on the same path.
 * Call it once, with all the rows: where two rows match a request, literal segments win over parameters, and
 * earlier rows over later ones.
 */
export function registerTable(app: Hono<AppEnv>, rows: readonly Row[], key: string): void {
  const sorted = [...rows].sort(bySpecificity);
  const methods = new Map<string, Set<string>>();
  for (const row of sorted) {
    const pattern = toPattern(row.path);
    app.on(row.method, pattern, async (c) => {
      requireKey(c.req.header(KEY_HEADER), key);
      const { body, status = 200 } = row.handle(check(row, c, await c.req.text()));
      return c.json(body, status as ContentfulStatusCode);
    });
    methods.set(pattern, (methods.get(pattern) ?? new Set()).add(row.method));
  }
  for (const [pattern, allowed] of methods) {
    const allow = [...allowed].join(", ");
    app.all(pattern, (c) => c.json({ detail: "Method Not Allowed" }, 405, { allow }));
  }
}

/** Says which operation a request will end up at, going by the routes that Hono has matched for it. */
export function operationFinder(rows: readonly Row[]): (c: Context<AppEnv>) => string | null {
  const operations = new Map(rows.map((row) => [`${row.method} ${toPattern(row.path)}`, row.operation]));
  return (c) => {
    for (const { method, path } of matchedRoutes(c)) {
      const operation = operations.get(`${method} ${path}`);
      if (operation !== undefined) return operation;
    }
    return null;
  };
}

/** `/inbox/{inbox_id}` in Hono's words: `/inbox/:inbox_id`. */
function toPattern(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ":$1");
}

function bySpecificity(a: Row, b: Row): number {
  // A parameter sorts behind every literal that could stand in its place.
  const [left, right] = [a, b].map(({ path }) => path.replaceAll(/\{\w+\}/g, "\uffff")) as [string, string];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function check(row: Row, c: Context<AppEnv>, text: string): Call {
  const params = c.req.param() as Record<string, string>;
  const query = Object.fromEntries(new URL(c.req.url).searchParams);
  const complaints = checkQuery(query, row.query ?? {});
  let body: JsonObject | null = {};
  if (row.body !== undefined) {
    const mayBeEmpty = Object.values(row.body).every((type) => type.endsWith("?"));
    if (text !== "" || !mayBeEmpty) body = parseBody(text, c.req.header("content-type"), complaints);
    if (body !== null) complaints.push(...checkBody(body, row.body), ...contradictions(body, params, query));
  }
  if (body === null || complaints.length > 0) throw new Refusal(422, complaints);
  return { params, query, body };
}

/** Ids that the API wants twice, and that should then be the same. */
function contradictions(body: JsonObject, params: Call["params"], query: Call["query"]): Complaint[] {
  const elsewhere: [name: string, value: string | undefined, place: string][] = [
    ["projectID", query.projectID, "query"],
    ["execution_id", params.execution_id, "path"],
  ];
  return elsewhere
    .filter(([name, value]) => value !== undefined && typeof body[name] === "string" && body[name] !== value)
    .map(([name, , place]) =>
      complain("value_error", `Value error, not the ${name} of the ${place}`, "body", name),
    );
}

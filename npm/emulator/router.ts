import type { Context, Hono } from "hono";
import { matchedRoutes } from "hono/route";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { KEY_HEADER, requireKey } from "./auth.ts";
import { check } from "./check.ts";
import type { AppEnv } from "./env.ts";
import { bySpecificity, toPattern } from "./paths.ts";
import type { Row } from "./row.ts";

/** The rows of one method and path, parameters' names aside, in the order of the table. */
interface Route {
  readonly method: string;
  /** In Hono's words. */
  readonly pattern: string;
  readonly rows: readonly Row[];
}

/** The routes of a table. */
export class Router {
  /** The most specific first. */
  readonly #routes: readonly Route[];
  readonly #byMatch: ReadonlyMap<string, Route>;

  constructor(rows: readonly Row[]) {
    const byMatch = new Map<string, { method: string; pattern: string; rows: Row[] }>();
    for (const row of rows) {
      const pattern = toPattern(row.path);
      const key = `${row.method} ${pattern}`;
      const route = byMatch.get(key) ?? { method: row.method, pattern, rows: [] };
      route.rows.push(row);
      byMatch.set(key, route);
    }
    this.#byMatch = byMatch;
    this.#routes = [...byMatch.values()].sort((a, b) => bySpecificity(a.pattern, b.pattern));
  }

  /**
   * Key, query, body, then the row's own reply; 405 for other methods on a path. Where several routes match a
   * request, literal segments win over parameters, from the left.
   */
  register(app: Hono<AppEnv>, key: string): void {
    const methods = new Map<string, string[]>();
    for (const { method, pattern, rows } of this.#routes) {
      methods.set(pattern, [...(methods.get(pattern) ?? []), method]);
      app.on(method, pattern, async (c) => {
        requireKey(c.req.header(KEY_HEADER), key);
        const [row] = byFit(rows, c) as [Row, ...Row[]];
        const { body, status = 200 } = row.handle(check(row, c, await c.req.text()));
        return c.json(body, status as ContentfulStatusCode);
      });
    }
    for (const pattern of methods.keys()) {
      app.all(pattern, (c) => {
        const allowed = matchedRoutes(c).flatMap(({ path }) => methods.get(path) ?? []);
        return c.json({ detail: "Method Not Allowed" }, 405, { allow: [...new Set(allowed)].join(", ") });
      });
    }
  }

  /** The operations that a request can stand for, going by the routes that Hono has matched: the likeliest first. */
  operations(c: Context<AppEnv>): string[] {
    for (const { method, path } of matchedRoutes(c)) {
      const route = this.#byMatch.get(`${method} ${path}`);
      if (route !== undefined) return byFit(route.rows, c).map(({ operation }) => operation);
    }
    return [];
  }
}

/** Rows that share a route differ by their queries: the one that knows most of what is given comes first. */
function byFit(rows: readonly Row[], c: Context<AppEnv>): Row[] {
  if (rows.length === 1) return [...rows];
  const given = [...new URL(c.req.url).searchParams.keys()];
  const known = (row: Row): number => given.filter((name) => Object.hasOwn(row.query ?? {}, name)).length;
  return [...rows].sort((a, b) => known(b) - known(a));
}

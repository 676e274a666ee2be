import { type GeneratedRoute, ROUTES } from "../generated/routes.ts";
import { Refusal } from "./refusal.ts";

/** The rows of one method and path, the names of its parameters aside. */
interface Route {
  readonly method: string;
  /** Literal segments; `undefined` for a parameter. */
  readonly segments: readonly (string | undefined)[];
  readonly rows: GeneratedRoute[];
}

/** What a request's path leads to. */
export interface Match {
  /** Rows that share the route: they differ by their queries. */
  readonly rows: readonly GeneratedRoute[];
  /** The values of the path's parameters, decoded. */
  readonly ids: readonly string[];
}

const LONGEST_SEGMENT = 256;
/** What no id holds, and what makes one path another. A `%` would be a second encoding. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const TRICKS = /[/\\%?#;\u0000-\u001f\u007f]|^\.{1,2}$/;

const routes = /* @__PURE__ */ compile(ROUTES);

/** Every route, the more literal first: literals win over parameters, from the left. */
function compile(rows: readonly GeneratedRoute[]): Route[] {
  const byPattern = new Map<string, Route>();
  for (const row of rows) {
    const segments = row.path.split("/").map((segment) => (segment.startsWith("{") ? undefined : segment));
    const pattern = `${row.method} ${segments.map((segment) => segment ?? "{}").join("/")}`;
    const route = byPattern.get(pattern) ?? { method: row.method, segments, rows: [] };
    route.rows.push(row);
    byPattern.set(pattern, route);
  }
  const rank = ({ segments }: Route): string =>
    segments.map((segment) => (segment === undefined ? "1" : "0")).join("");
  return [...byPattern.values()].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

/**
 * The route of a request, whether it is allowed or not: a path that is one operation's cannot be passed off as the
 * id of another's. Throws a `Refusal` for a path that is none, or that is written to be read in two ways.
 */
export function matchRoute(method: string, path: string): Match {
  const given = path.split("/").map(decoded);
  for (const route of routes) {
    if (route.method !== method || route.segments.length !== given.length) continue;
    const fits = route.segments.every((segment, at) => (segment ?? (given[at] || undefined)) === given[at]);
    if (!fits) continue;
    const ids = given.filter((_, at) => route.segments[at] === undefined);
    return { rows: route.rows, ids };
  }
  throw new Refusal(404, "proxy_not_found", "this is no operation of the API");
}

function decoded(segment: string): string {
  let text: string;
  try {
    text = decodeURIComponent(segment);
  } catch {
    throw new Refusal(400, "proxy_request", "the path is not well encoded");
  }
  if (TRICKS.test(text) || text.length > LONGEST_SEGMENT) {
    throw new Refusal(400, "proxy_request", "the path holds what no id does");
  }
  return text;
}

/** The names of a path's parameters, in their order. */
export function parametersOf(path: string): string[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name as string);
}

/** The path of a row with these ids, encoded anew: what the caller wrote is not passed on. */
export function pathOf(row: GeneratedRoute, ids: readonly string[]): string {
  let at = 0;
  return row.path.replace(/\{[^}]+\}/g, () => encodeURIComponent(ids[at++] ?? ""));
}

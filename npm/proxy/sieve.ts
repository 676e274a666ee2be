import type { GeneratedRoute } from "../generated/routes.ts";
import { readText } from "./bytes.ts";
import { Refusal, wrongField } from "./refusal.ts";

export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [name: string]: Json };

const DEEPEST = 64;
const LONGEST_QUERY = 8192;
/** Names that change what an object is, in programs that copy fields without a look. */
const POLLUTION = ["__proto__", "constructor", "prototype"];

/** The query's names and values: each name once. */
export function queryOf(url: URL): Map<string, string> {
  if (url.search.length > LONGEST_QUERY) throw new Refusal(414, "proxy_too_large", "the query is too long");
  const query = new Map<string, string>();
  for (const [name, value] of url.searchParams) {
    if (query.has(name)) throw wrongField("query", [name], "given more than once");
    query.set(name, value);
  }
  return query;
}

/** The first of the rows that knows every name of the query. */
export function rowFor(rows: readonly GeneratedRoute[], query: ReadonlyMap<string, string>): GeneratedRoute {
  const names = [...query.keys()];
  const row = rows.find((row) => names.every((name) => Object.hasOwn(row.query ?? {}, name)));
  if (row) return row;
  const unknown = names.filter((name) => !rows.some(({ query = {} }) => Object.hasOwn(query, name)));
  throw wrongField("query", [unknown[0] ?? ""], "not a field that the proxy passes on");
}

/** The body that a request gives for a row: parsed, and every name of it known. `undefined` where there is none. */
export async function bodyOf(
  request: Request,
  row: GeneratedRoute,
  limit: number,
): Promise<Json | undefined> {
  const { headers } = request;
  if (request.body === null) return undefined;
  if (request.bodyUsed) {
    throw new Refusal(
      403,
      "proxy_misconfigured",
      "authorize has read the request's body: read that of a clone",
    );
  }
  // The type is looked at before the body: a form or a text is what a page of any site can send unasked.
  const type = headers.get("content-type");
  const isJson = type !== null && /^application\/json\s*(;\s*charset=("?)utf-8\2\s*)?$/i.test(type);
  if (type !== null && !isJson) throw notJson();
  if (headers.has("content-encoding")) {
    throw new Refusal(415, "proxy_request", "the proxy takes no compressed bodies");
  }
  const text = await textOf(request, limit);
  if (text === "") return undefined;
  if (!isJson) throw notJson();
  if (row.body === undefined && row.bodyKind === undefined) {
    throw wrongField("body", [], "this operation takes no body");
  }
  const body = parsed(text);
  checkNames(body, [], 0);
  checkKind(body, row);
  return body;
}

async function textOf(request: Request, limit: number): Promise<string> {
  let text: string | undefined;
  try {
    text = await readText(request, limit);
  } catch {
    throw new Refusal(400, "proxy_request", "the body is not whole, or not UTF-8");
  }
  if (text === undefined) {
    throw new Refusal(
      413,
      "proxy_too_large",
      `the body is larger than the ${limit} bytes that the proxy takes`,
    );
  }
  return text;
}

function notJson(): Refusal {
  return new Refusal(415, "proxy_request", "a body is application/json in UTF-8");
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new Refusal(400, "proxy_request", "the body is not JSON");
  }
}

function checkKind(body: Json, { body: fields, bodyKind }: GeneratedRoute): void {
  const kind = Array.isArray(body) ? "array" : body === null ? "null" : typeof body;
  const wanted = fields === undefined ? bodyKind : "object";
  if (wanted !== "any" && kind !== wanted) throw wrongField("body", [], `should be an ${wanted}`);
  if (fields === undefined) return;
  for (const name of Object.keys(body as JsonObject)) {
    if (!Object.hasOwn(fields, name))
      throw wrongField("body", [name], "not a field that the proxy passes on");
  }
}

function checkNames(value: Json, path: (string | number)[], depth: number): void {
  if (typeof value !== "object" || value === null) return;
  if (depth > DEEPEST) throw wrongField("body", path.slice(0, 3), "nested too deep");
  for (const [name, inner] of Object.entries(value)) {
    const at = [...path, Array.isArray(value) ? Number(name) : name];
    if (POLLUTION.includes(name)) throw wrongField("body", at, "not a name that the proxy passes on");
    checkNames(inner, at, depth + 1);
  }
}

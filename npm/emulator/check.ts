import type { Context } from "hono";
import type { AppEnv } from "./env.ts";
import { isJsonObject, type JsonValue } from "./json.ts";
import { parametersOf } from "./paths.ts";
import { Refusal } from "./refusal.ts";
import type { Call, Row } from "./row.ts";
import {
  type Complaint,
  checkBody,
  checkKind,
  checkQuery,
  complain,
  parseBody,
  parseObject,
} from "./validation.ts";

/** What a request asks of a row, or a `Refusal` with 422 that lists everything wrong with it. */
export function check(row: Row, c: Context<AppEnv>, text: string): Call {
  const named = parametersOf(row.path).map(
    ([name, inPattern]) => [name, c.req.param(inPattern) ?? ""] as const,
  );
  const params = Object.fromEntries(named);
  const query = Object.fromEntries(new URL(c.req.url).searchParams);
  const complaints = checkQuery(query, row.query ?? {});
  const content = readContent(row, text, c.req.header("content-type"), complaints);
  const body = isJsonObject(content) ? content : {};
  complaints.push(...contradictions(row, body, params, query));
  if (complaints.length > 0) throw new Refusal(422, complaints);
  return { operation: row.operation, params, ids: named.map(([, id]) => id), query, body, content };
}

/** The body as far as the row takes one; `null` for none. */
function readContent(row: Row, text: string, type: string | undefined, complaints: Complaint[]): JsonValue {
  if (row.body !== undefined) {
    const mayBeEmpty = Object.values(row.body).every((rule) => rule.endsWith("?"));
    if (text === "" && mayBeEmpty) return {};
    const body = parseObject(text, type, complaints);
    if (body !== undefined) complaints.push(...checkBody(body, row.body));
    return body ?? null;
  }
  if (row.bodyKind === undefined) return null;
  const body = parseBody(text, type, complaints);
  if (body !== undefined) complaints.push(...checkKind(body, row.bodyKind));
  return body ?? null;
}

/** Ids that the API wants twice, and that should then be the same. */
function contradictions(
  row: Row,
  body: Call["body"],
  params: Call["params"],
  query: Call["query"],
): Complaint[] {
  const elsewhere: [name: string, value: string | undefined, place: string][] = [
    ["projectID", query.projectID, "query"],
    ["execution_id", params.execution_id, "path"],
  ];
  return elsewhere
    .filter(([name]) => Object.hasOwn(row.body ?? {}, name) && typeof body[name] === "string")
    .filter(([name, value]) => value !== undefined && body[name] !== value)
    .map(([name, , place]) =>
      complain("value_error", `Value error, not the ${name} of the ${place}`, "body", name),
    );
}

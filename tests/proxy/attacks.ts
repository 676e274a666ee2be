// What is tried on the proxy, and that it is refused. Nothing but what `asks` names may reach the API.
import { gzipSync } from "node:zlib";
import type { Raw } from "./raw.ts";
import { OTHER, OWN } from "./stage.ts";

export interface Attack {
  name: string;
  request: Raw;
  /** Where servers differ before the proxy has a say, each of these. */
  status: number | number[];
  code?: string;
  /** The looks that the proxy takes first at whose a thing is. */
  asks?: string[];
}

const start = {
  agentflow_id: "flow-1",
  executed_by: "user-1",
  goal: "run",
  input_variables: {},
  projectID: OWN,
};
const json = (value: unknown): string => JSON.stringify(value);

const get = (name: string, target: string, status: number | number[], code?: string): Attack => ({
  name,
  request: { target },
  status,
  ...(code === undefined ? {} : { code }),
});

const create = (name: string, change: Partial<Raw>, status: number | number[], code?: string): Attack => ({
  name,
  request: { method: "POST", target: `/open/execute_flow?projectID=${OWN}`, body: json(start), ...change },
  status,
  ...(code === undefined ? {} : { code }),
});

const scoped = (name: string, request: Raw, asks: string[] = [], status = 404): Attack => ({
  name,
  request,
  status,
  code: status === 404 ? "proxy_other_project" : "proxy_request",
  asks,
});

const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;

export const attacks: Record<string, Attack[]> = {
  "paths that say one thing and mean another": [
    get("an encoded slash after two dots", "/open/execute_flow/..%2fagentflows", 400, "proxy_request"),
    get("all of it encoded", "/open/execute_flow/%2e%2e%2fagentflows", 400, "proxy_request"),
    get("encoded twice", "/open/execute_flow/%252e%252e%252fagentflows", 400, "proxy_request"),
    get("encoded thrice", "/open/execute_flow/%25252e%25252fagentflows", 400, "proxy_request"),
    get("two dots", "/open/execute_flow/../agentflows", 403, "proxy_not_allowed"),
    get("two encoded dots", "/open/execute_flow/%2e%2E/agentflows", 403, "proxy_not_allowed"),
    get("out of the proxy", "/open/../agentflows", 404, "proxy_not_found"),
    get("an empty segment", "/open//execute_flow/x", 404, "proxy_not_found"),
    get("an empty segment first", "//open/execute_flow/x", [400, 404]),
    get("an empty id", "/open/execute_flow/", 404, "proxy_not_found"),
    get("a slash at the end", "/open/execute_flow/x/", 404, "proxy_not_found"),
    get("another host's address", "http://evil.example/agentflows", [400, 404, 500]),
    get("an address in the path", "/open/http://evil.example/agentflows", 404, "proxy_not_found"),
    get("a path parameter", "/open/execute_flow/x;a=1", 400, "proxy_request"),
    get("an encoded path parameter", "/open/execute_flow/x%3ba=1", 400, "proxy_request"),
    get("backslashes", "/open/execute_flow\\..\\agentflows", [400, 403]),
    get("encoded backslashes", "/open/execute_flow/a%5c..%5cagentflows", 400, "proxy_request"),
    get("an encoded slash in an id", "/open/execute_flow/a%2fmonitor", 400, "proxy_request"),
    get("an encoded question mark", "/open/execute_flow/x%3fprojectID=1", 400, "proxy_request"),
    get("an encoded hash", "/open/execute_flow/x%23", 400, "proxy_request"),
    get("an encoded line break", "/open/execute_flow/x%0d%0ax-evil:1", 400, "proxy_request"),
    get("an encoded zero", "/open/execute_flow/x%00", 400, "proxy_request"),
    get("what is no UTF-8", "/open/execute_flow/%ff%fe", 400, "proxy_request"),
    get("what is no encoding", "/open/execute_flow/%zz", 400, "proxy_request"),
    get("other letters", "/open/Execute_Flow/x", 404, "proxy_not_found"),
    get("the proxy in other letters", "/OPEN/execute_flow/x", 404, "proxy_not_found"),
    get("beside the proxy", "/opener/execute_flow/x", 404, "proxy_not_found"),
    get("an id that is a literal of a refused operation", "/open/connectors/trigger_actions", 403),
    get("the same, encoded", "/open/connectors/trigger%5Factions", 403, "proxy_not_allowed"),
    get("an id without an end", `/open/execute_flow/${"x".repeat(300)}`, 400, "proxy_request"),
  ],

  "other methods and operations": [
    get("an operation that is not allowed", "/open/agentflows", 403, "proxy_not_allowed"),
    get("what is no operation", "/open/admin", 404, "proxy_not_found"),
    create("another method", { method: "PUT" }, 404, "proxy_not_found"),
    create("a method nobody knows", { method: "PURGE" }, [400, 404, 501]),
    { name: "a HEAD", request: { method: "HEAD", target: "/open/execute_flow/x" }, status: 404 },
    create(
      "X-HTTP-Method-Override",
      { headers: { "x-http-method-override": "DELETE" } },
      400,
      "proxy_request",
    ),
    create("X-HTTP-Method", { headers: { "x-http-method": "DELETE" } }, 400, "proxy_request"),
    create("X-Method-Override", { headers: { "x-method-override": "GET" } }, 400, "proxy_request"),
    create("_method in the query", { target: "/open/execute_flow?_method=DELETE" }, 422, "proxy_request"),
    create("_method in the body", { body: json({ ...start, _method: "DELETE" }) }, 422, "proxy_request"),
  ],

  "headers that are meant for another": [
    create("a key of the caller's", { headers: { "x-api-key": "guess" } }, 400, "proxy_request"),
    create("two lengths", { headers: { "content-length": "5", "transfer-encoding": "chunked" } }, [400, 413]),
    create("a coding nobody knows", { headers: { "transfer-encoding": "xchunked" } }, [400, 500, 501]),
  ],

  "who is asking": [
    create("authorize says no", { headers: { authorization: "Bearer nobody" } }, 403, "proxy_unauthorized"),
    create("authorize throws", { headers: { authorization: "Bearer broken" } }, 403, "proxy_unauthorized"),
    create(
      "a project that is undefined",
      { headers: { authorization: "Bearer lost" } },
      403,
      "proxy_unauthorized",
    ),
    create("an object that says nothing", { headers: { authorization: "Bearer session" } }, 403),
    create("authorize answers by itself", { headers: { authorization: "Bearer login" } }, 401),
  ],

  "where it comes from": [
    create("no Origin", { headers: { origin: null } }, 403, "proxy_origin"),
    create("another Origin", { headers: { origin: "https://evil.example" } }, 403, "proxy_origin"),
    create("the Origin null", { headers: { origin: "null" } }, 403, "proxy_origin"),
    create("an Origin that begins alike", { headers: { origin: "https://app.example.evil.example" } }, 403),
    create("an Origin of another scheme", { headers: { origin: "http://app.example" } }, 403, "proxy_origin"),
    create("an Origin in other letters", { headers: { origin: "https://APP.example" } }, 403, "proxy_origin"),
    create(
      "no Origin, and a browser's word",
      { headers: { origin: null, "sec-fetch-site": "same-origin" } },
      403,
      "proxy_origin",
    ),
    {
      name: "a GET without any",
      request: { target: "/open/execute_flow/x", headers: { origin: null } },
      status: 403,
    },
    {
      name: "a GET of another site's page",
      request: { target: "/open/execute_flow/x", headers: { origin: null, "sec-fetch-site": "cross-site" } },
      status: 403,
      code: "proxy_origin",
    },
    {
      name: "a GET of a neighbour's page",
      request: { target: "/open/execute_flow/x", headers: { origin: null, "sec-fetch-site": "same-site" } },
      status: 403,
      code: "proxy_origin",
    },
    {
      name: "a preflight of another site's page",
      request: {
        method: "OPTIONS",
        target: "/open/execute_flow",
        headers: { origin: "https://evil.example", "access-control-request-method": "POST" },
      },
      status: 403,
      code: "proxy_origin",
    },
  ],

  "what a form can send": [
    create("text/plain", { headers: { "content-type": "text/plain" } }, 415, "proxy_request"),
    create(
      "a form",
      { headers: { "content-type": "application/x-www-form-urlencoded" } },
      415,
      "proxy_request",
    ),
    create("a form with parts", { headers: { "content-type": "multipart/form-data; boundary=x" } }, 415),
    create("no type", { headers: { "content-type": null } }, 415, "proxy_request"),
    create(
      "a type with JSON in its parameters",
      { headers: { "content-type": "text/plain; a=application/json" } },
      415,
    ),
    create(
      "JSON in another character set",
      { headers: { "content-type": "application/json; charset=utf-7" } },
      415,
    ),
  ],

  "bodies that are too much": [
    create(
      "a length above the limit",
      { body: json({ ...start, goal: "x".repeat(3000) }) },
      413,
      "proxy_too_large",
    ),
    create("chunks above the limit", { body: json({ ...start, goal: "x".repeat(3000) }), chunked: 500 }, 413),
    // workerd may hang up on the rest of it before its answer is read.
    create("a megabyte in chunks", { body: "x".repeat(1_000_000), chunked: 1000 }, [413, 0]),
    create("nested deep", { body: `{"input_variables":${nested(200)}}` }, 422, "proxy_request"),
    create("compressed", { body: gzipSync(json(start)), headers: { "content-encoding": "gzip" } }, 415),
    get("a query without an end", `/open/execute_flow/x?projectID=${"x".repeat(9000)}`, [414, 431]),
  ],

  "bodies and queries that are something else": [
    create("no JSON", { body: "{goal" }, 400, "proxy_request"),
    create("an array", { body: json([start]) }, 422, "proxy_request"),
    create("no UTF-8", { body: Buffer.from([0x22, 0xff, 0x22]) }, 400, "proxy_request"),
    create("a field nobody knows", { body: json({ ...start, admin: true }) }, 422, "proxy_request"),
    create("__proto__", { body: '{"goal":"x","__proto__":{"admin":true}}' }, 422, "proxy_request"),
    create(
      "__proto__ inside",
      { body: '{"input_variables":{"a":[{"__proto__":{}}]}}' },
      422,
      "proxy_request",
    ),
    create("constructor inside", { body: '{"input_variables":{"constructor":{"prototype":{}}}}' }, 422),
    create("__proto__ in the query", { target: "/open/execute_flow?__proto__=x" }, 422, "proxy_request"),
    create("a query field nobody knows", { target: "/open/execute_flow?debug=1" }, 422, "proxy_request"),
    create(
      "one twice",
      { target: `/open/execute_flow?projectID=${OWN}&projectID=${OTHER}` },
      422,
      "proxy_request",
    ),
    create("one twice, encoded", { target: `/open/execute_flow?projectID=${OWN}&project%49D=${OTHER}` }, 422),
    get("a query field of a refused operation on the same address", "/open/skills/?projectID=1&name=x", 422),
    {
      name: "a body where there is none",
      request: { method: "POST", target: "/open/task/x/stop", body: "{}" },
      status: 422,
    },
  ],

  "an attempt that is none": [
    create("no attempt", { headers: { "x-wexa-attempt": null } }, 400, "proxy_request"),
    create("no UUID", { headers: { "x-wexa-attempt": "1" } }, 400, "proxy_request"),
    create(
      "two",
      { headers: { "x-wexa-attempt": "00000000-0000-4000-8000-00000000000a, x" } },
      400,
      "proxy_request",
    ),
  ],

  "what is another project's": [
    scoped("a read", { target: "/scoped/execute_flow/other-1" }, ["GET /execute_flow/other-1"]),
    scoped("a list's path", { target: `/scoped/${OTHER}/execution_flows` }),
    scoped("a list's query", { target: `/scoped/${OWN}/execution_flows?projectID=${OTHER}` }),
    scoped("the inbox", { target: `/scoped/inbox?projectID=${OTHER}` }),
    scoped("a write by id", { method: "POST", target: "/scoped/execute_flow/other-1/cancel" }, [
      "GET /execute_flow/other-1",
    ]),
    scoped("a task", { method: "POST", target: "/scoped/task/other-1/stop" }, ["GET /task/other-1"]),
    scoped("a write's query", {
      method: "POST",
      target: `/scoped/execute_flow/own-1/cancel?projectID=${OTHER}`,
    }),
    scoped("a write's body", {
      method: "POST",
      target: "/scoped/execute_flow/own-1/cancel",
      body: json({ projectID: OTHER }),
    }),
    scoped(
      "an id in the body that is not the path's",
      {
        method: "POST",
        target: "/scoped/execute_flow/own-1/cancel",
        body: json({ execution_id: "other-1" }),
      },
      ["GET /execute_flow/other-1"],
    ),
    scoped("a create's body", {
      method: "POST",
      target: "/scoped/execute_flow",
      body: json({ ...start, projectID: OTHER }),
    }),
    scoped(
      "another project's agentflow",
      {
        method: "POST",
        target: "/scoped/execute_flow",
        body: json({ ...start, agentflow_id: "other-flow" }),
      },
      ["GET /agentflow/other-flow"],
    ),
    scoped("an id that is an object", {
      method: "POST",
      target: "/scoped/execute_flow",
      body: json({ ...start, agentflow_id: { $ne: "" } }),
    }),
    scoped("an id that is a path", {
      method: "POST",
      target: "/scoped/execute_flow",
      body: json({ ...start, agentflow_id: "../customer" }),
    }),
    scoped("a project deep in a body", {
      method: "POST",
      target: "/scoped/execute_flow",
      body: json({ ...start, input_variables: { rows: [{ projectID: OTHER }] } }),
    }),
    scoped("a project that is a list", {
      method: "POST",
      target: "/scoped/execute_flow",
      body: json({ ...start, projectID: [OWN, OTHER] }),
    }),
    scoped("moving a thing there", {
      method: "PUT",
      target: "/scoped/agentflow/own-1",
      body: json({ projectId: OTHER }),
    }),
    scoped(
      "an answer to another project's run",
      {
        method: "POST",
        target: "/scoped/inbox/update/runtime_input/other-1",
        body: json({ is_submitted: true, values: {}, agent_id: "a" }),
      },
      ["GET /execute_flow/other-1"],
    ),
    {
      name: "what cannot be kept to a project",
      request: {
        method: "POST",
        target: "/open/llm/execute/calls",
        body: json({ model: "m" }),
        headers: { authorization: "Bearer tenant" },
      },
      status: 403,
      code: "proxy_not_allowed",
    },
  ],
};

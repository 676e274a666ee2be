import { afterEach, expect, test } from "vitest";
import type { Outcome } from "../../npm/index.ts";
import { created, documented, json, text } from "../support/answers.ts";
import { packed } from "../support/packed.ts";
import { serve } from "../support/server.ts";
import { expectGoodStart, rejection } from "./rejection.ts";

const api = await packed();
const { create_executeflow, WexaClient } = api;

const { request } = documented;
const apiKey = "a-key";
const retryDelay = { initial: 1, max: 2 };

afterEach(expectGoodStart);

type ClassName = {
  [Name in keyof typeof api]: (typeof api)[Name] extends typeof api.WexaError ? Name : never;
}[keyof typeof api];

/** Status, class, code, outcome for a start, how often a start is sent, how often a GET. */
const statuses: [number, ClassName, string, Outcome, number, number][] = [
  [400, "ValidationError", "validation", "refused", 1, 1],
  [401, "AuthenticationError", "authentication", "refused", 1, 1],
  [402, "HttpError", "http", "refused", 1, 1],
  [403, "PermissionError", "permission", "refused", 1, 1],
  [404, "NotFoundError", "not_found", "refused", 1, 1],
  [405, "HttpError", "http", "refused", 1, 1],
  [408, "HttpError", "http", "unknown", 1, 3],
  [409, "ConflictError", "conflict", "refused", 1, 1],
  [418, "HttpError", "http", "refused", 1, 1],
  [422, "ValidationError", "validation", "refused", 1, 1],
  [429, "RateLimitError", "rate_limit", "refused", 3, 3],
  [499, "HttpError", "http", "unknown", 1, 1],
  [500, "ServerError", "server", "unknown", 1, 3],
  [502, "ServerError", "server", "unknown", 1, 3],
  [503, "ServerError", "server", "unknown", 1, 3],
  [504, "ServerError", "server", "unknown", 1, 3],
  [599, "ServerError", "server", "unknown", 1, 3],
];

test.each(statuses)("a start that is answered %i is a %s", async (status, name, code, outcome, sent) => {
  const server = await serve(json(status, { detail: "the reason" }, { "x-request-id": "r-1" }));
  const error = await rejection(create_executeflow(request, { apiKey, baseUrl: server.url, retryDelay }));
  expect(error).toBeInstanceOf(api[name]);
  expect(error).toMatchObject({
    name,
    code,
    outcome,
    status,
    requestId: "r-1",
    attempts: sent,
    operation: "executions.create",
    retryable: status === 429,
    body: { detail: "the reason" },
  });
  expect(error.message).toBe(`executions.create: HTTP ${status}: the reason`);
  expect(server.requests).toHaveLength(sent);
});

test.each(statuses)(
  "a GET that is answered %i is a %s as well",
  async (status, name, code, _outcome, _sent, sent) => {
    const server = await serve(json(status, { error: "the reason" }));
    const { executions } = new WexaClient({ apiKey, baseUrl: server.url, retryDelay });
    const error = await rejection(executions.get("e-1"));
    expect(error).toBeInstanceOf(api[name]);
    expect(error).toMatchObject({ name, code, status, attempts: sent, operation: "executions.get" });
    expect(server.requests).toHaveLength(sent);
  },
);

test("a list of FastAPI becomes fields", async () => {
  const detail = [
    { type: "missing", loc: ["body", "goal"], msg: "Field required", input: {} },
    {
      type: "string_type",
      loc: ["body", "input_variables", "names", 0],
      msg: "Input should be a valid string",
    },
    { type: "missing", loc: ["query", "projectID"], msg: "Field required" },
  ];
  const server = await serve(json(422, { detail }));
  const error = await rejection(create_executeflow(request, { apiKey, baseUrl: server.url }));
  expect(error).toBeInstanceOf(api.ValidationError);
  expect(error.fields).toEqual([
    { path: "goal", message: "Field required" },
    { path: "input_variables.names[0]", message: "Input should be a valid string" },
    { path: "projectID", message: "Field required" },
  ]);
  for (const { path, message } of error.fields) expect(error.message).toContain(`${path}: ${message}`);
  expect(error.body).toEqual({ detail });
});

test.each<[string, string, unknown]>([
  ["HTML", "<html>Bad gateway</html>", "<html>Bad gateway</html>"],
  ["nothing", "", ""],
  ["JSON that stops", '{"detail": "the rea', '{"detail": "the rea'],
  ["null", "null", null],
  ["a list", "[1]", [1]],
  ["odd words", '{"detail": {"code": 7}}', { detail: { code: 7 } }],
  ["an odd list", '{"detail": [null, 5, {"loc": 5, "msg": 5}]}', { detail: [null, 5, { loc: 5, msg: 5 }] }],
])("a 500 that holds %s is told with what it holds", async (_, content, body) => {
  const server = await serve(text(500, content, { "content-type": "text/html" }));
  const error = await rejection(create_executeflow(request, { apiKey, baseUrl: server.url }));
  expect(error).toMatchObject({
    name: "ServerError",
    code: "server",
    outcome: "unknown",
    status: 500,
    fields: [],
  });
  expect(error.message).toBe("executions.create: HTTP 500");
  expect(error.body).toEqual(body);
  expect(server.requests).toHaveLength(1);
});

test.each([
  ["429", 429, {}],
  ["429 with Retry-After", 429, { "retry-after": "0" }],
  ["503 with Retry-After", 503, { "retry-after": "0" }],
  ["503 with Retry-After-Ms", 503, { "retry-after-ms": "5" }],
  ["503 with a date that has passed", 503, { "retry-after": new Date(0).toUTCString() }],
])("a start that the server has refused with %s is sent again", async (_, status, headers) => {
  const server = await serve(json(status, {}, headers), json(status, {}, headers), created);
  expect(await create_executeflow(request, { apiKey, baseUrl: server.url, retryDelay })).toEqual(
    documented.response,
  );
  expect(server.requests).toHaveLength(3);
  expect(new Set(server.requests.map(({ body }) => body)).size).toBe(1);
});

// JavaScript reads a date into all of these.
test.each(["-1", "soon 5", "May 2026", "Sun Nov  6 08:49:37 1994"])(
  "a start that met a 503 with Retry-After: %s is not sent again: that promises nothing",
  async (after) => {
    const server = await serve(json(503, {}, { "retry-after": after }), created);
    const error = await rejection(create_executeflow(request, { apiKey, baseUrl: server.url, retryDelay }));
    expect(error).toMatchObject({ code: "server", outcome: "unknown", retryable: false, attempts: 1 });
    expect(error.retryAfter).toBeUndefined();
    expect(server.requests).toHaveLength(1);
  },
);

test("a server that is refused its wait for too long is not asked again", async () => {
  const server = await serve(json(503, {}, { "retry-after": "7" }));
  const error = await rejection(
    create_executeflow(request, { apiKey, baseUrl: server.url, maxRetryAfter: 6999 }),
  );
  expect(error).toMatchObject({
    code: "server",
    outcome: "refused",
    retryable: true,
    retryAfter: 7000,
    attempts: 1,
  });
  expect(error.message).toContain("maxRetryAfter");
  expect(server.requests).toHaveLength(1);
});

test("a server's wait is waited", async () => {
  const server = await serve(json(429, {}, { "retry-after": "0.2" }), created);
  const began = performance.now();
  await create_executeflow(request, { apiKey, baseUrl: server.url, retryDelay });
  expect(performance.now() - began).toBeGreaterThan(190);
});

test.each([0, 1, 4])("maxRetries of %i is how often a call is repeated", async (maxRetries) => {
  const server = await serve(json(429, {}));
  for (const options of [{ client: maxRetries }, { client: 9, call: { maxRetries } }]) {
    server.requests.length = 0;
    const client = new WexaClient({ apiKey, baseUrl: server.url, retryDelay, maxRetries: options.client });
    const error = await rejection(client.executions.create(request, options.call));
    expect(error.attempts).toBe(maxRetries + 1);
    expect(server.requests).toHaveLength(maxRetries + 1);
  }
});

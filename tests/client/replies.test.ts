import { afterEach, expect, test } from "vitest";
import { createdBut, cutOff, documented, json, text } from "../support/answers.ts";
import { packed } from "../support/packed.ts";
import { type Answer, serve } from "../support/server.ts";
import { answering, expectGoodStart, rejection } from "./rejection.ts";

const { create_executeflow, WexaClient, ResponseError, ConnectionError } = await packed();

const { request, response } = documented;
const apiKey = "a-key";
const whole = JSON.stringify(response);

afterEach(expectGoodStart);

test.each<[string, Answer, RegExp]>([
  ["is HTML", text(200, "<html>Welcome</html>", { "content-type": "text/html" }), /not JSON/],
  ["is empty", text(201, ""), /empty/],
  ["has no content", text(204, ""), /empty/],
  ["is JSON that stops, as a 200", text(200, whole.slice(0, -20)), /not JSON/],
  ["is JSON that stops, as a 201", text(201, whole.slice(0, 100)), /not JSON/],
  ["is JSON with something after it", text(201, `${whole}x`), /not JSON/],
  ["is null", json(201, null), /expected object, found null/],
  ["is a list", json(201, [response]), /expected object, found array/],
  ["is text", json(201, "started"), /expected object, found string/],
  [
    "has no execution_id",
    createdBut({ execution_id: undefined }),
    /execution_id: expected string, found nothing/,
  ],
  [
    "has an execution_id that is null",
    createdBut({ execution_id: null }),
    /execution_id: expected string, found null/,
  ],
  ["has a status that is a number", createdBut({ status: 1 }), /status: expected string, found number/],
  [
    "has a status that is an object",
    createdBut({ status: { a: 1 } }),
    /status: expected string, found object/,
  ],
])("a start whose reply %s may have started, and is not sent again", async (_, answer, words) => {
  for (const validate of ["off", "warn", "strict"] as const) {
    const server = await serve(answer);
    const error = await rejection(create_executeflow(request, { apiKey, baseUrl: server.url, validate }));
    expect(error).toBeInstanceOf(ResponseError);
    expect(error).toMatchObject({ code: "bad_response", outcome: "unknown", retryable: false, attempts: 1 });
    expect(error.message).toMatch(words);
    expect(server.requests).toHaveLength(1);
  }
});

test("the error of a reply that cannot be used holds the reply", async () => {
  const server = await serve(text(200, "<html>Welcome</html>"), createdBut({ status: 1 }));
  const options = { apiKey, baseUrl: server.url };
  expect(await rejection(create_executeflow(request, options))).toMatchObject({
    status: 200,
    body: "<html>Welcome</html>",
    fields: [],
  });
  expect(await rejection(create_executeflow(request, options))).toMatchObject({
    status: 201,
    body: { ...response, status: 1 },
    fields: [{ path: "status", message: "expected string, found number" }],
  });
});

test("a start whose reply is cut off by the connection is not sent again", async () => {
  const server = await serve(cutOff);
  const error = await rejection(create_executeflow(request, { apiKey, baseUrl: server.url }));
  expect(error).toBeInstanceOf(ConnectionError);
  expect(error).toMatchObject({ code: "connection", outcome: "unknown", retryable: false, attempts: 1 });
  expect(error.cause).toBeInstanceOf(Error);
  expect(server.requests).toHaveLength(1);
});

test("a GET whose reply is cut off is sent again", async () => {
  const server = await serve(cutOff, cutOff, json(200, response));
  const { executions } = new WexaClient({ apiKey, baseUrl: server.url, retryDelay: { initial: 1 } });
  expect(await executions.get("e-1")).toEqual(response);
  expect(server.requests).toHaveLength(3);
});

test.each<[string, () => unknown]>([
  ["nothing", () => undefined],
  ["text", () => whole],
  ["a lookalike without text()", () => ({ status: 201, headers: new Headers() })],
  ["a lookalike without headers", () => ({ status: 201, text: async () => whole })],
  ["a Response whose text is nothing", () => lookalike(async () => undefined)],
  ["a Response whose text is an object", () => lookalike(async () => response)],
])("a fetch that resolves to %s is a reply that cannot be used", async (_, reply) => {
  const { fetch, calls } = answering(reply as () => Response);
  const error = await rejection(create_executeflow(request, { apiKey, fetch }));
  expect(error).toBeInstanceOf(ResponseError);
  expect(error).toMatchObject({ outcome: "unknown", retryable: false, attempts: 1 });
  expect(calls).toHaveLength(1);
});

function lookalike(text: () => unknown): unknown {
  return { status: 201, headers: new Map(), text };
}

test.each<[string, (name: string) => unknown]>([
  ["throws", () => JSON.parse("{")],
  ["gives what is no text", () => 5n],
])("a reply of a mock whose headers' get %s is a reply without headers", async (_, get) => {
  const reply = (status: number, body: unknown) => ({
    status,
    headers: { get },
    text: async () => JSON.stringify(body),
  });
  const good = answering((() => reply(201, response)) as unknown as () => Response);
  expect(await create_executeflow(request, { apiKey, fetch: good.fetch })).toEqual(response);

  const { fetch, calls } = answering((() => reply(429, { detail: "later" })) as unknown as () => Response);
  const error = await rejection(
    create_executeflow(request, { apiKey, fetch, maxRetries: 1, retryDelay: { initial: 1 } }),
  );
  expect(error).toMatchObject({ code: "rate_limit", outcome: "refused", attempts: 2, requestId: undefined });
  expect(calls).toHaveLength(2);
});

test("a fetch that gives nothing at once has given no reply", async () => {
  const error = await rejection(create_executeflow(request, { apiKey, fetch: (() => undefined) as never }));
  expect(error).toMatchObject({ code: "bad_response", outcome: "unknown", attempts: 1 });
});

test.each<[string, () => unknown]>([
  ["its reply", () => new Response(whole, { status: 201 })],
  ["a reply that gives its text", () => lookalike(() => whole)],
])("a fetch that gives %s at once, without a promise, is understood", async (_, reply) => {
  const fetch = reply as unknown as typeof globalThis.fetch;
  expect(await create_executeflow(request, { apiKey, fetch })).toEqual(response);
});

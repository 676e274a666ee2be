import { afterEach, expect, test } from "vitest";
import type { Logger, Validate } from "../../npm/index.ts";
import { packed } from "../packed.ts";
import { createdBut, cutOff, documented, json, text } from "../servers/answers.ts";
import { type Answer, serve } from "../servers/server.ts";
import { answering, expectGoodStart, rejection } from "./rejection.ts";

const { create_executeflow, WexaClient, ResponseError, ConnectionError } = await packed();

const { request, response } = documented;
const apiKey = "a-key";
const whole = JSON.stringify(response);

afterEach(expectGoodStart);

function noting(): { logger: Logger; said: [level: string, message: string][] } {
  const said: [string, string][] = [];
  const say = (level: string) => (message: string) => void said.push([level, message]);
  return { said, logger: { error: say("error"), warn: say("warn"), info: say("info"), debug: say("debug") } };
}

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

test.each<[string, () => unknown]>([
  ["its reply", () => new Response(whole, { status: 201 })],
  ["a reply that gives its text", () => lookalike(() => whole)],
])("a fetch that gives %s at once, without a promise, is understood", async (_, reply) => {
  const fetch = reply as unknown as typeof globalThis.fetch;
  expect(await create_executeflow(request, { apiKey, fetch })).toEqual(response);
});

const drift = {
  goal: 5,
  agentflow: { ...response.agentflow, agents: [{ _id: 1 }, { _id: 2 }], image: null },
};
const differences = [
  "goal",
  "agentflow.agents[]._id",
  "agentflow.agents[].llm",
  "agentflow.agents[].role",
  "agentflow.agents[].role_description",
  "agentflow.agents[].title",
  "agentflow.agents[].agent_type",
  "agentflow.image",
];

test.each<[string, Validate | undefined]>([
  ["by default", undefined],
  ["with warn", "warn"],
])("a reply that has drifted is given %s, and told once for each field", async (_, validate) => {
  const server = await serve(createdBut(drift));
  const { logger, said } = noting();
  const client = new WexaClient({ apiKey, baseUrl: server.url, logger, validate });
  for (let time = 0; time < 3; time++) {
    const { data } = await client.executions.create(request).withResponse();
    expect(data).toEqual({ ...response, ...drift });
  }
  const paths = said.map(([level, message]) => {
    expect(level).toBe("warn");
    return /executions\.create: .* at (\S+): expected .*, found /
      .exec(message)?.[1]
      ?.replace(/\[\d+\]/g, "[]");
  });
  for (const path of differences) expect(paths).toContain(path);
  expect(paths).toHaveLength(new Set(paths).size);

  const another = noting();
  await create_executeflow(request, { apiKey, baseUrl: server.url, logger: another.logger });
  expect(another.said).toHaveLength(said.length);
});

test("a logger that fails does not cost the reply", async () => {
  const server = await serve(createdBut(drift));
  const warn = (): never => {
    throw new Error("disk full");
  };
  const logger = { ...noting().logger, warn };
  expect(await create_executeflow(request, { apiKey, baseUrl: server.url, logger })).toEqual({
    ...response,
    ...drift,
  });
});

test.each(["off", "error"] as const)("with logLevel %s nothing is told", async (logLevel) => {
  const server = await serve(createdBut(drift));
  const { logger, said } = noting();
  await create_executeflow(request, { apiKey, baseUrl: server.url, logger, logLevel });
  expect(said).toEqual([]);
});

test("with validate off a reply that has drifted is given without a word", async () => {
  const server = await serve(createdBut(drift));
  const { logger, said } = noting();
  const client = new WexaClient({ apiKey, baseUrl: server.url, logger, validate: "strict" });
  expect(await client.executions.create(request, { validate: "off" })).toEqual({ ...response, ...drift });
  expect(said).toEqual([]);
});

test.each<[string, Record<string, unknown>]>([
  ["goal", { goal: 5 }],
  ["agentflow", { agentflow: undefined }],
  [
    "agentflow.agents[0].llm.temperature",
    withAgent({ llm: { ...response.agentflow.agents[0]?.llm, temperature: "0" } }),
  ],
  ["executed_by._id", { executed_by: { ...response.executed_by, _id: 7 } }],
])("with validate strict a drifted %s rejects, but says that the run has started", async (path, changes) => {
  const server = await serve(createdBut(changes));
  const { logger, said } = noting();
  const options = { apiKey, baseUrl: server.url, validate: "strict", logger } as const;
  const error = await rejection(create_executeflow(request, options));
  expect(error).toBeInstanceOf(ResponseError);
  expect(error).toMatchObject({
    code: "bad_response",
    outcome: "accepted",
    retryable: false,
    attempts: 1,
    status: 201,
  });
  expect(error.fields.map((field) => field.path)).toEqual([path]);
  expect(error.message).toContain(path);
  expect(error.body).toEqual(JSON.parse(JSON.stringify({ ...response, ...changes })));
  expect(server.requests).toHaveLength(1);
  expect(said).toEqual([]);
});

function withAgent(changes: object): Record<string, unknown> {
  return { agentflow: { ...response.agentflow, agents: [{ ...response.agentflow.agents[0], ...changes }] } };
}

test("with validate strict the documented reply passes, and so do fields that nobody documented", async () => {
  const server = await serve(createdBut({ more: 1 }));
  const execution = await create_executeflow(request, { apiKey, baseUrl: server.url, validate: "strict" });
  expect(execution).toEqual({ ...response, more: 1 });
});

test.each([301, 302, 303, 307, 308, 304, 300])(
  "a %i is not followed, and the key does not travel",
  async (status) => {
    const elsewhere = await serve(json(201, response));
    const server = await serve(text(status, "", { location: `${elsewhere.url}/execute_flow` }));
    const { executions } = new WexaClient({ apiKey, baseUrl: server.url });
    for (const call of [() => executions.create(request), () => executions.get("e-1")]) {
      const error = await rejection(call());
      expect(error).toBeInstanceOf(ResponseError);
      expect(error).toMatchObject({ code: "redirected", outcome: "unknown", retryable: false, attempts: 1 });
      expect(error.message).not.toContain(elsewhere.url);
    }
    expect(server.requests).toHaveLength(2);
    expect(elsewhere.requests).toEqual([]);
  },
);

test("a redirect whose body does not end is let go", async () => {
  const server = await serve((reply) => {
    reply.writeHead(307, { location: "/" }).write("wait");
  });
  await rejection(create_executeflow(request, { apiKey, baseUrl: server.url }));
  await expect.poll(() => server.requests[0]?.dropped).toBe(true);
});

test("a redirect that a browser hides is not followed either", async () => {
  const hidden = Object.defineProperties(Response.error(), {
    type: { value: "opaqueredirect" },
    status: { value: 0 },
  });
  const { fetch, calls } = answering(() => hidden);
  const error = await rejection(create_executeflow(request, { apiKey, fetch }));
  expect(error).toMatchObject({ code: "redirected", outcome: "unknown", attempts: 1 });
  expect(calls).toHaveLength(1);
});

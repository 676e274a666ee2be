import { afterEach, expect, test } from "vitest";
import type { CreateExecution, WexaError } from "../../npm/index.ts";
import { documented } from "../support/answers.ts";
import { packed } from "../support/packed.ts";
import { answering, expectGoodStart, rejection } from "./rejection.ts";

const { create_executeflow, WexaClient, ConfigurationError, ValidationError } = await packed();

const { request } = documented;
const apiKey = "a-key";

afterEach(expectGoodStart);

async function refused(given: unknown): Promise<WexaError> {
  const { fetch, calls } = answering();
  const error = await rejection(create_executeflow(given as CreateExecution, { apiKey, fetch }));
  expect(calls).toEqual([]);
  expect(error).toBeInstanceOf(ValidationError);
  expect(error).toMatchObject({
    code: "invalid_request",
    outcome: "not_sent",
    retryable: false,
    attempts: 0,
    operation: "executions.create",
    status: undefined,
  });
  return error;
}

const noText = {
  number: 5,
  "an object": {},
  "an array": ["x"],
  true: true,
  null: null,
  "a function": () => "x",
};
const noObject = { number: 5, "an array": [], text: "x", true: true, null: null, "a symbol": Symbol("x") };

test.each(
  Object.entries({
    agentflow_id: noText,
    executed_by: noText,
    goal: noText,
    projectID: noText,
    input_variables: noObject,
  }).flatMap(([field, values]) => Object.entries(values).map(([words, value]) => ({ field, words, value }))),
)("$field that is $words is refused by name", async ({ field, value }) => {
  const error = await refused({ ...request, [field]: value });
  expect(error.message).toContain(field);
  expect(error.fields).toEqual([{ path: field, message: expect.stringMatching(/^expected .*, found /) }]);
});

test("every field that is wrong is told at once", async () => {
  const error = await refused({ ...request, goal: undefined, agentflow_id: 5, input_variables: "x" });
  expect(error.fields.map(({ path }) => path)).toEqual(["agentflow_id", "goal", "input_variables"]);
  for (const { path, message } of error.fields) expect(error.message).toContain(`${path}: ${message}`);
});

test.each<[string, unknown]>([
  ["null", null],
  ["nothing", undefined],
  ["an array", [request]],
  ["text", JSON.stringify(request)],
  ["a number", 5],
  ["a function", () => request],
  ["a symbol", Symbol("x")],
])("a request that is %s is refused", async (_, given) => {
  expect((await refused(given)).message).toMatch(/expected object, found/);
});

test.each([
  ["projectID", "projectID", { executedBy: "u" }],
  ["executed_by", "executedBy", { projectID: "p" }],
])("%s that nobody gave: the message says where it can be given", async (field, option, known) => {
  const { fetch, calls } = answering();
  const { executions } = new WexaClient({ apiKey, fetch, ...known });
  const error = await rejection(executions.create({ agentflow_id: "a", goal: "run" }));
  expect(error).toBeInstanceOf(ConfigurationError);
  expect(error).toMatchObject({ code: "configuration", outcome: "not_sent", attempts: 0 });
  expect(error.message).toContain(`${field} is missing`);
  expect(error.message).toContain(`\`${option}\` in the options`);
  expect(calls).toEqual([]);
});

test.each<[string, unknown, string]>([
  ["a function", { run: () => 1 }, "input_variables.run"],
  ["NaN", { deep: [0, { x: Number.NaN }] }, "input_variables.deep[1].x"],
  ["Infinity", { x: Number.POSITIVE_INFINITY }, "input_variables.x"],
  ["a Map", { x: new Map([["a", 1]]) }, "input_variables.x"],
  ["a Set", { x: [new Set([1])] }, "input_variables.x[0]"],
  ["an Error", { failed: { error: new Error("lost") } }, "input_variables.failed.error"],
  ["a symbol", { x: Symbol("s") }, "input_variables.x"],
  ["a promise", { x: Promise.resolve(1) }, "input_variables.x"],
  ["bytes", { x: new Uint8Array(2) }, "input_variables.x"],
])(
  "%s among the variables would be lost on the way, and is refused by its path",
  async (_, variables, path) => {
    const error = await refused({ ...request, input_variables: variables });
    expect(error.fields.map((field) => field.path)).toEqual([path]);
    expect(error.message).toContain(path);
  },
);

test.each<[string, () => unknown, RegExp]>([
  [
    "a circle",
    () => {
      const circle: Record<string, unknown> = {};
      circle.self = [circle];
      return circle;
    },
    /circular/i,
  ],
  ["a BigInt", () => ({ x: 10n }), /BigInt/],
  [
    "a getter that throws",
    () => ({
      get x(): never {
        throw new Error("not today");
      },
    }),
    /not today/,
  ],
  [
    "a getter that throws nothing",
    () => ({
      get x(): never {
        throw undefined;
      },
    }),
    /JSON/,
  ],
  ["a toJSON that throws", () => ({ x: { toJSON: () => JSON.parse("{") } }), /JSON/],
])("%s among the variables cannot be sent, and the message says so", async (_, variables, words) => {
  const error = await refused({ ...request, input_variables: variables() });
  expect(error.message).toMatch(/cannot be sent as JSON/);
  expect(error.message).toMatch(words);
});

test.each<[string, object]>([
  [
    "a getter that throws",
    {
      ...request,
      get goal(): never {
        throw new Error("not today");
      },
    },
  ],
  ["a toJSON that gives nothing", { ...request, toJSON: () => undefined }],
  ["a toJSON that gives text", { ...request, toJSON: () => "text" }],
  ["a prototype that throws", new Proxy({}, { ownKeys: () => JSON.parse("{") })],
])("a request with %s is refused", async (_, given) => {
  await refused(given);
});

test("variables nested deeper than the stack are refused", async () => {
  let deep: unknown = [];
  for (let level = 0; level < 100_000; level++) deep = [deep];
  await refused({ ...request, input_variables: { deep } });
});

test("a large request is sent whole", async () => {
  const { fetch, calls } = answering();
  const input_variables = { text: "…".repeat(3_000_000) };
  await create_executeflow({ ...request, input_variables }, { apiKey, fetch });
  expect(JSON.parse(calls[0]?.body as string).input_variables).toEqual(input_variables);
});

test.each<[string, unknown]>([
  ["a Map", new Map([["a", 1]])],
  ["a Set", new Set([1])],
  ["a FormData", new FormData()],
  ["a Date", new Date(0)],
  ["bytes", new Uint8Array(2)],
])("%s as a body or a query would be sent as nothing, and is refused", async (_, given) => {
  const { fetch, calls } = answering();
  const client = new WexaClient({ apiKey, fetch, projectID: "p" });
  for (const call of [
    client.request("POST", "/x", { body: given }),
    client.request("GET", "/x", { query: given as Record<string, unknown> }),
    client.inbox.list(given as object),
  ]) {
    expect(await rejection(call)).toMatchObject({ code: "invalid_request", outcome: "not_sent" });
  }
  expect(calls).toEqual([]);
});

test.each<[string, unknown]>([
  ["NaN", Number.NaN],
  ["a BigInt", 5n],
  ["a symbol", Symbol("s")],
  ["a function", () => 5],
  ["a Map in a list", [new Map([["a", 1]])]],
])("%s in a query is refused", async (_, value) => {
  const { fetch, calls } = answering();
  const call = new WexaClient({ apiKey, fetch }).request("GET", "/x", { query: { value } });
  expect(await rejection(call)).toMatchObject({ code: "invalid_request", outcome: "not_sent" });
  expect(calls).toEqual([]);
});

test("a path of the caller's own stays below the API's address", async () => {
  const sent: string[] = [];
  const fetch = async (address: RequestInfo | URL): Promise<Response> => {
    sent.push(String(address));
    return Response.json({});
  };
  const client = new WexaClient({ apiKey, fetch, baseUrl: "https://api.example/v1/" });
  for (const path of ["/x/y%20z/", "/", "/a.b/..c/...", "/!$&'()*+,;=:@[]-_~", "/%2e%2e%2e"]) {
    await client.request("GET", path, { query: { "a b": ["c&d", "(é)"] } });
    const url = new URL(sent.at(-1) ?? "");
    expect(url.href).toBe(`https://api.example/v1${path}?a%20b=c%26d&a%20b=%28%C3%A9%29`);
    expect(url.searchParams.getAll("a b")).toEqual(["c&d", "(é)"]);
  }
  const before = sent.length;
  for (const path of [
    ...["", "x", "//evil.example", "/a/../b", "/a/%2E%2e/b", "/.", "/a/.%2e", "/a?b", "/a#b", "/a b", "/ü"],
    ...[
      "/a\\b",
      "/{x}",
      "/a\n",
      "/<x>",
      "/a^",
      "/`",
      "/a|b",
      '/"',
      null,
      5,
      ["/x"],
      { toString: () => "/x" },
    ],
  ]) {
    const error = await rejection(client.request("GET", path as string));
    expect(error, String(path)).toMatchObject({ code: "invalid_request", fields: [{ path: "path" }] });
  }
  expect(sent).toHaveLength(before);
});

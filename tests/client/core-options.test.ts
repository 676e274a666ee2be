// Options and request values, as npm/core reads them.
import { describe, expect, test } from "vitest";
import { ConfigurationError, createError, NotFoundError, WexaError } from "../../npm/core/errors.ts";
import { guardGetters } from "../../npm/core/option-checks.ts";
import {
  type ClientOptions,
  type RequestOptions,
  resolveClientOptions,
  resolveOnUnknown,
  resolveRequestOptions,
} from "../../npm/core/options.ts";
import { copyBody, encodeBody, encodeQuery } from "../../npm/core/request-arguments.ts";
import { CREATE_OPTIONS, type OptionChecks, REQUEST_OPTIONS } from "../../npm/generated/options.ts";

const platform = { fetchOptions: {} };
const client = (options: object) =>
  resolveClientOptions({ apiKey: "k", ...options } as ClientOptions, platform);
const call = (options: unknown, ...others: OptionChecks[]) =>
  resolveRequestOptions(client({}), options as RequestOptions, "executions.get", ...others);

function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return (error as Error).message;
  }
  throw new Error("it was not refused");
}

describe("names of options", () => {
  test.each([
    ["baseURL", "baseUrl"],
    ["base_url", "baseUrl"],
    ["url", "baseUrl"],
    ["token", "apiKey"],
    ["retries", "maxRetries"],
    ["timeoutMs", "timeout"],
    ["projectId", "projectID"],
    ["maxRetrys", "maxRetries"],
    ["TIMEOUT", "timeout"],
  ])("%s is refused, and %s suggested", (name, meant) => {
    expect(refusal(() => client({ [name]: 1 }))).toBe(
      `unknown option ${name} of WexaClient: did you mean ${meant}?`,
    );
  });

  test("a name like no other is refused without a suggestion", () => {
    expect(refusal(() => client({ colour: "red" }))).toBe("unknown option colour of WexaClient");
    expect(refusal(() => client({ retryDelay: { least: 5 } }))).toBe("unknown option least of retryDelay");
  });

  test("a call takes no options of a client, and suggests none", () => {
    expect(refusal(() => call({ baseURL: "/" }))).toBe("unknown option baseURL of executions.get");
    expect(refusal(() => client({ signal: new AbortController().signal }))).toContain("signal");
  });

  test("extra names are known, those that are undefined or not enumerable do not matter", () => {
    expect(call({ onUnknown: "throw" }, CREATE_OPTIONS)).toMatchObject({ timeout: 30_000 });
    expect(call({ colour: undefined, [Symbol("s")]: 1 })).toMatchObject({ timeout: 30_000 });
    expect(call(Object.defineProperty({}, "colour", { value: 1 }))).toMatchObject({ timeout: 30_000 });
    expect(() =>
      resolveClientOptions(
        { apiKey: "k", timeout: 1, maxRetries: 3, onUnknown: "reconcile" } as ClientOptions,
        platform,
        "create_executeflow",
        REQUEST_OPTIONS,
        CREATE_OPTIONS,
      ),
    ).not.toThrow();
  });
});

test("every default", () => {
  expect(client({})).toEqual({
    apiKey: "k",
    projectID: undefined,
    executedBy: undefined,
    baseUrl: "https://api.wexa.ai",
    fetch: undefined,
    fetchOptions: undefined,
    headers: undefined,
    timeout: 30_000,
    totalTimeout: Number.POSITIVE_INFINITY,
    maxRetries: 2,
    initialDelay: 500,
    maxDelay: 8000,
    maxRetryAfter: 60_000,
    maxResponseBytes: 67_108_864,
    countsBytes: true,
    validate: "warn",
    logger: console,
    logLevel: "warn",
    signal: undefined,
  });
});

test("the platform's own options are below those of the caller", () => {
  const options = { apiKey: "k", fetchOptions: { cache: "default", next: 1 }, maxResponseBytes: 100 };
  const resolve = (textLimit?: number) =>
    resolveClientOptions(options, { fetchOptions: { cache: "no-store", cf: 2 }, textLimit });
  expect(resolve().fetchOptions).toEqual({ cache: "default", next: 1, cf: 2 });
  expect([undefined, 99, 100, 101].map((limit) => resolve(limit).countsBytes)).toEqual([
    true,
    false,
    false,
    true,
  ]);
});

test("a call without options has those of its client itself", () => {
  const resolved = client({ headers: { "X-A": "1" }, timeout: 5 });
  expect(resolveRequestOptions(resolved, undefined)).toBe(resolved);
  expect(resolveRequestOptions(resolved, { headers: { "x-B": null }, maxRetries: 0 })).toMatchObject({
    headers: { "x-a": "1", "x-b": null },
    timeout: 5,
    maxRetries: 0,
  });
});

test("options are read of an object and of its class, not of Object.prototype", () => {
  class Options {
    get timeout(): number {
      return 7;
    }
  }
  expect(call(new Options()).timeout).toBe(7);
  expect(call(Object.assign(Object.create(null), { timeout: 8 })).timeout).toBe(8);
  Object.defineProperty(Object.prototype, "timeout", { value: 9, configurable: true });
  try {
    expect(call({}).timeout).toBe(30_000);
  } finally {
    Reflect.deleteProperty(Object.prototype, "timeout");
  }
});

test.each<[string, unknown]>([
  ["throw", undefined],
  ["throw", {}],
  ["throw", { onUnknown: undefined }],
  ["reconcile", { onUnknown: "reconcile" }],
])("onUnknown is %s for %o", (expected, options) => {
  expect(resolveOnUnknown(options as object | undefined)).toBe(expected);
});

test("what getters and proxies throw is the cause of a ConfigurationError", () => {
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  expect(refusal(() => call(revoked.proxy))).toBe("options: they cannot be read");
  expect(() =>
    guardGetters(() => {
      throw new TypeError("not today");
    })(),
  ).toThrow(expect.objectContaining({ cause: expect.objectContaining({ message: "not today" }) }));
  expect(refusal(() => resolveOnUnknown({ onUnknown: "perhaps" } as object))).toContain("throw, reconcile");
});

test("instanceof throws for no value", () => {
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  for (const value of [null, undefined, 0, 1, "x", Symbol("s"), 5n, {}, [], revoked.proxy, new Error("x")]) {
    expect([value instanceof WexaError, value instanceof NotFoundError]).toEqual([false, false]);
  }
  const error = createError({ code: "not_found", message: "m" });
  expect(error).toBeInstanceOf(NotFoundError);
  expect(error).not.toBeInstanceOf(ConfigurationError);
  expect(error).toMatchObject({ name: "NotFoundError", outcome: "not_sent", attempts: 0, fields: [] });
});

describe("request values", () => {
  const request = { agentflow_id: "a", executed_by: "u", goal: "run", projectID: "p" };

  test("a body is copied one level deep, and its getters run once", () => {
    let reads = 0;
    const input_variables = {};
    const body = {
      ...request,
      get input_variables() {
        reads++;
        return input_variables;
      },
    };
    const copied = copyBody(body, "CreateExecution") as { value: Record<string, unknown> };
    expect(copied.value).toEqual({ ...request, input_variables: {} });
    expect(copied.value.input_variables).toBe(input_variables);
    expect(encodeBody(copied.value, "CreateExecution")).toEqual({ text: JSON.stringify(body) });
    expect(reads).toBe(2); // once by the copy, once by the JSON.stringify of this test
  });

  test("no body", () => {
    expect(copyBody(undefined, "json")).toEqual({ value: undefined });
    expect(encodeBody(undefined, "json")).toEqual({ text: undefined });
    expect(copyBody(undefined, "CreateExecution")).toEqual({
      errors: [{ path: "", message: "expected object, found nothing" }],
    });
    expect(copyBody([1], "json")).toEqual({ value: [1] });
    expect(copyBody(new Map(), "json")).toEqual({
      errors: [{ path: "", message: "it cannot be sent as JSON: what is in it would be lost" }],
    });
  });

  test("what JSON would lose is told by its path", () => {
    const lost = "this value would be lost: JSON cannot carry it";
    const encode = (input_variables: object) =>
      encodeBody({ ...request, input_variables }, "CreateExecution");
    expect(encode({ a: [1, { b: new Map() }] })).toEqual({
      errors: [{ path: "input_variables.a[1].b", message: lost }],
    });
    expect(encode({ at: new Date(0), none: undefined })).toHaveProperty("text");
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(encode(circle)).toEqual({
      errors: [{ path: "", message: expect.stringMatching(/^it cannot be sent as JSON: .*circular/is) }],
    });
    expect(encodeBody({ ...request, goal: 5 }, "CreateExecution")).toEqual({
      errors: [{ path: "goal", message: "expected string, found number" }],
    });
  });

  test("a query is in the order of its schema, or of the caller", () => {
    expect(encodeQuery({ type: "preview", limit: 5, status: undefined }, "ListInbox")).toEqual({
      pairs: ["limit", "5", "type", "preview"],
    });
    expect(encodeQuery({ b: ["x", 1, { c: null }], a: null }, "json")).toEqual({
      pairs: ["b", "x", "b", "1", "b", '{"c":null}', "a", "null"],
    });
    expect(encodeQuery(undefined, "json")).toEqual({ pairs: [] });
    expect(encodeQuery({ limit: "5" }, "ListInbox")).toEqual({
      errors: [{ path: "limit", message: "expected number or nothing, found string" }],
    });
  });

  test.each([["\ud800"], [Number.NaN], [5n], [new Map()], [() => 1], [[new Map()]]])(
    "%o in a query is refused",
    (value) => {
      const message = expect.stringMatching(/^it cannot be sent as JSON: /);
      expect(encodeQuery({ value }, "json")).toEqual({ errors: [{ path: "", message }] });
    },
  );

  test("half a character in a name is refused", () => {
    expect(encodeQuery({ "\udc00": 1 }, "json")).toHaveProperty("errors");
  });
});

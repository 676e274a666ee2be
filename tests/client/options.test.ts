import { afterEach, expect, test, vi } from "vitest";
import type { ClientOptions, RequestOptions, WexaError } from "../../npm/index.ts";
import { documented } from "../support/answers.ts";
import { packed } from "../support/packed.ts";
import { answering, expectGoodStart, rejection } from "./rejection.ts";

const { create_executeflow, WexaClient, ConfigurationError } = await packed();

const { request } = documented;
const apiKey = "a-key";

afterEach(expectGoodStart);

/** Options that neither a client nor a call takes. */
async function refused(options: unknown): Promise<string> {
  expect(() => new WexaClient(options as ClientOptions)).toThrow(ConfigurationError);
  const { fetch, calls } = answering();
  const given = typeof options === "object" && options !== null ? { fetch, ...options } : options;
  const error = await rejection(create_executeflow(request, given as ClientOptions));
  expect(calls).toEqual([]);
  return expectConfiguration(error);
}

/** Options that no call of a client takes. */
async function refusedByCall(options: unknown): Promise<string> {
  const { fetch, calls } = answering();
  const { executions } = new WexaClient({ apiKey, fetch });
  const error = await rejection(executions.create(request, options as RequestOptions));
  expect(calls).toEqual([]);
  return expectConfiguration(error);
}

function expectConfiguration(error: WexaError): string {
  expect(error).toBeInstanceOf(ConfigurationError);
  expect(error).toMatchObject({
    name: "ConfigurationError",
    code: "configuration",
    outcome: "not_sent",
    attempts: 0,
  });
  return error.message;
}

const times = [0, -1, Number.NaN, "5", Number.NEGATIVE_INFINITY, {}];
const clientTimes = [
  "timeout",
  "totalTimeout",
  "maxRetryAfter",
  "maxResponseBytes",
  "retryDelay.initial",
  "retryDelay.max",
];

test.each(clientTimes.flatMap((option) => times.map((value) => ({ option, value }))))(
  "$option of $value is refused by name",
  async ({ option, value }) => {
    const [outer = "", inner] = option.split(".");
    const message = await refused({ apiKey, [outer]: inner ? { [inner]: value } : value });
    expect(message).toContain(option);
  },
);

test.each(["timeout", "totalTimeout"].flatMap((option) => times.map((value) => ({ option, value }))))(
  "$option of $value is refused by name for one call",
  async ({ option, value }) => {
    expect(await refusedByCall({ [option]: value })).toContain(option);
  },
);

test.each([Number.POSITIVE_INFINITY, 2 ** 40])("times of %s do not end a call at once", async (time) => {
  const { fetch } = answering(async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return Response.json(documented.response, { status: 201 });
  });
  const options = { apiKey, fetch, timeout: time, totalTimeout: time, maxRetryAfter: time };
  expect(await create_executeflow(request, options)).toEqual(documented.response);
});

test.each<[string, unknown]>([
  ["maxRetries", -1],
  ["maxRetries", 1.5],
  ["maxRetries", "2"],
  ["maxRetries", Number.POSITIVE_INFINITY],
  ["projectID", 5],
  ["projectID", ""],
  ["validate", "loud"],
  ["headers", "x"],
  ["headers", { "a b": "c" }],
  ["headers", { "x-a": "b\nc" }],
  ["headers", { "x-a": 5 }],
  ["headers", { "X-API-Key": "k" }],
  ["headers", { Authorization: "k" }],
  ["headers", new Headers({ "x-a": "b" })],
  ["headers", [["x-a", "b"]]],
  ["headers", null],
])("%s of %o is refused by name, for a client and for one call", async (option, value) => {
  expect(await refused({ apiKey, [option]: value })).toContain(option);
  expect(await refusedByCall({ [option]: value })).toContain(option);
});

test.each<[string, unknown]>([
  ["executedBy", 5],
  ["executedBy", ""],
  ["fetch", "fetch"],
  ["fetch", null],
  ["fetchOptions", 5],
  ["fetchOptions", null],
  ["retryDelay", 5],
  ["retryDelay", null],
  ["logger", null],
  ["logger", { warn: () => undefined }],
  ["logLevel", "loud"],
])("%s of %o is refused by name", async (option, value) => {
  expect(await refused({ apiKey, [option]: value })).toContain(option);
});

test.each([null, "key", 5, undefined])("options that are %s are refused", async (options) => {
  expect(await refused(options)).toContain("options");
});

test.each([null, "x", 5])("options of a call that are %s are refused", async (options) => {
  expect(await refusedByCall(options)).toContain("options");
});

test.each([null, {}, "x", new AbortController()])("a signal that is %s is refused", async (signal) => {
  expect(await refusedByCall({ signal })).toContain("signal");
});

test.each([
  ["plain http to another machine", "http://api.wexa.ai"],
  ["plain http to what only looks local", "http://localhost.example.com"],
  ["plain http to another machine's number", "http://192.168.0.1:8080"],
  ["a name and a password", "https://user:secret@api.wexa.ai"],
  ["a name", "https://secret@api.wexa.ai"],
  ["a query", "https://api.wexa.ai/?key=secret"],
  ["a hash", "https://api.wexa.ai/#secret"],
  ["another scheme", "ftp://api.wexa.ai"],
  ["no scheme", "api.wexa.ai"],
  ["a path alone, without a page", "/api"],
  ["no text", 5],
  ["nothing in it", ""],
])("a baseUrl with %s is refused, and not repeated in the message", async (_, baseUrl) => {
  const message = await refused({ apiKey, baseUrl });
  expect(message).toContain("baseUrl");
  expect(message).not.toContain("secret");
});

test.each([
  "http://localhost:1",
  "http://127.0.0.1",
  "http://127.1.2.3",
  "http://[::1]:80",
  "http://wexa.localhost",
])("plain http is fine on this machine: %s", (baseUrl) => {
  expect(() => new WexaClient({ apiKey, baseUrl })).not.toThrow();
});

test("making a client neither loads nor sends anything", () => {
  const compile = vi.spyOn(WebAssembly, "compile");
  const { fetch, calls } = answering();
  new WexaClient({ apiKey, fetch });
  expect(compile).not.toHaveBeenCalled();
  expect(calls).toEqual([]);
  compile.mockRestore();
});

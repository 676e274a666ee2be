import { inspect } from "node:util";
import { afterEach, expect, test } from "vitest";
import type { ApiKey, ClientOptions } from "../../npm/index.ts";
import { created, documented, json } from "../support/answers.ts";
import { packed } from "../support/packed.ts";
import { header, serve } from "../support/server.ts";
import { answering, expectGoodStart, rejection } from "./rejection.ts";

const { create_executeflow, WexaClient, ConfigurationError, TimeoutError } = await packed();

const { request } = documented;

afterEach(expectGoodStart);

const unusable: [string, unknown][] = [
  ["empty", ""],
  ["with a newline", "secret\n"],
  ["with a carriage return", "sec\rret"],
  ["with a space", "sec ret"],
  ["with a tab", "\tsecret"],
  ["not ASCII", "secrët"],
  ["with a zero", "secret\0"],
  ["a number", 12345],
  ["an object", { secret: "secret" }],
  ["undefined", undefined],
];

function expectSilence(error: unknown): void {
  for (const text of [String(error), JSON.stringify(error), inspect(error, { depth: 9 })]) {
    expect(text).not.toMatch(/secr|12345/);
  }
}

test.each(unusable)(
  "a key that is %s is refused at once, and not repeated in the message",
  async (_, apiKey) => {
    const { fetch, calls } = answering();
    const options = { apiKey: apiKey as string, fetch };
    expect(() => new WexaClient(options)).toThrow(ConfigurationError);
    const error = await rejection(create_executeflow(request, options));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error).toMatchObject({ code: "configuration", outcome: "not_sent", attempts: 0 });
    expect(error.message).toMatch(/^apiKey/);
    expectSilence(error);
    expect(calls).toEqual([]);
  },
);

test.each(unusable)("a function that gives a key that is %s ends the call, unsent", async (_, apiKey) => {
  for (const give of [() => apiKey, async () => apiKey]) {
    const { fetch, calls } = answering();
    const error = await rejection(create_executeflow(request, { apiKey: give as ApiKey, fetch }));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error).toMatchObject({
      code: "configuration",
      outcome: "not_sent",
      retryable: false,
      attempts: 0,
    });
    expect(error.message).toContain("apiKey");
    expectSilence(error);
    expect(calls).toEqual([]);
  }
});

test.each<[string, () => never | Promise<never>]>([
  [
    "throws",
    () => {
      throw new Error("vault sealed");
    },
  ],
  ["rejects", () => Promise.reject(new Error("vault sealed"))],
])("a function that %s ends the call, unsent, and is its cause", async (_, apiKey) => {
  const { fetch, calls } = answering();
  const error = await rejection(create_executeflow(request, { apiKey, fetch }));
  expect(error).toMatchObject({ code: "configuration", outcome: "not_sent", attempts: 0 });
  expect(error.message).toContain("apiKey");
  expect(error.cause).toMatchObject({ message: "vault sealed" });
  expect(calls).toEqual([]);
});

test.each<[string, Partial<ClientOptions>]>([
  ["timeout", { timeout: 40 }],
  ["totalTimeout", { totalTimeout: 40 }],
])("a function that never gives its key costs no more than %s", async (option, limits) => {
  const { fetch, calls } = answering();
  const never = (): Promise<string> => new Promise(() => undefined);
  const error = await rejection(create_executeflow(request, { apiKey: never, fetch, ...limits }), 1000);
  expect(error).toBeInstanceOf(TimeoutError);
  expect(error).toMatchObject({ code: "timeout", outcome: "not_sent", attempts: 0 });
  expect(error.message).toMatch(new RegExp(`\\b${option}$`));
  expect(calls).toEqual([]);
});

test("the caller can leave while the key is waited for", async () => {
  const controller = new AbortController();
  const { fetch, calls } = answering();
  const apiKey = (): Promise<string> => {
    controller.abort("enough");
    return new Promise(() => undefined);
  };
  const error = await rejection(
    create_executeflow(request, { apiKey, fetch, signal: controller.signal }),
    1000,
  );
  expect(error).toMatchObject({ code: "aborted", outcome: "not_sent", attempts: 0, cause: "enough" });
  expect(calls).toEqual([]);
});

test("a function is asked for the key of each attempt", async () => {
  const server = await serve(json(429, {}), json(429, {}), created);
  let asked = 0;
  const apiKey = (): string => `key-${++asked}`;
  await create_executeflow(request, { apiKey, baseUrl: server.url, retryDelay: { initial: 1 } });
  expect(server.requests.map((each) => header(each, "x-api-key"))).toEqual(["key-1", "key-2", "key-3"]);
});

test("a key is not looked at for a request that is wrong", async () => {
  let asked = 0;
  const apiKey = (): string => `key-${++asked}`;
  await rejection(create_executeflow({ ...request, goal: 5 as unknown as string }, { apiKey }));
  expect(asked).toBe(0);
});

import { afterEach, expect, test } from "vitest";
import type { ClientOptions, RequestOptions, WexaError } from "../../npm/index.ts";
import { documented, hangUp, json, silent, stalling } from "../support/answers.ts";
import { packed } from "../support/packed.ts";
import { type Listening, nobody, serve, untilDropped } from "../support/server.ts";
import { answering, expectGoodStart, rejection } from "./rejection.ts";

const { create_executeflow, WexaClient, ConnectionError, TimeoutError } = await packed();

const { request, response } = documented;
const apiKey = "a-key";
const retryDelay = { initial: 1, max: 5 };

afterEach(expectGoodStart);

function start(server: Listening, options: Partial<ClientOptions> & RequestOptions): Promise<WexaError> {
  return rejection(create_executeflow(request, { apiKey, baseUrl: server.url, retryDelay, ...options }));
}

test.each([0, undefined])(
  "a server that is not there: not sent, and tried again as maxRetries (%s) says",
  async (maxRetries) => {
    const baseUrl = await nobody();
    let tried = 0;
    const counting: typeof fetch = (...args) => {
      tried++;
      return fetch(...args);
    };
    const error = await rejection(
      create_executeflow(request, { apiKey, baseUrl, retryDelay, maxRetries, fetch: counting }),
    );
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({
      code: "connection",
      outcome: "not_sent",
      retryable: true,
      attempts: tried,
    });
    expect(error.cause).toMatchObject({ cause: { code: "ECONNREFUSED" } });
    expect(tried).toBe((maxRetries ?? 2) + 1);
  },
);

test("a host that does not exist: not sent", async () => {
  const error = await rejection(
    create_executeflow(request, { apiKey, baseUrl: "https://wexa.invalid", maxRetries: 0 }),
    10_000,
  );
  expect(error).toBeInstanceOf(ConnectionError);
  expect(error).toMatchObject({ code: "connection", outcome: "not_sent" });
});

test("a port that fetch does not go to: not sent", async () => {
  const error = await rejection(
    create_executeflow(request, { apiKey, baseUrl: "http://127.0.0.1:1", maxRetries: 0 }),
  );
  expect(error).toBeInstanceOf(ConnectionError);
  expect(error).toMatchObject({ code: "connection", outcome: "not_sent" });
  expect(error.cause).toMatchObject({ cause: { message: "bad port" } });
});

test("a start whose reply is lost is not sent again", async () => {
  const server = await serve(hangUp);
  const error = await start(server, {});
  expect(error).toBeInstanceOf(ConnectionError);
  expect(error).toMatchObject({ code: "connection", outcome: "unknown", retryable: false, attempts: 1 });
  expect(server.requests).toHaveLength(1);
});

test("a GET whose reply is lost is sent again", async () => {
  const server = await serve(hangUp, hangUp, json(200, response));
  const { executions } = new WexaClient({ apiKey, baseUrl: server.url, retryDelay });
  expect(await executions.get("e-1")).toEqual(response);
  expect(server.requests).toHaveLength(3);
});

test("a start that was refused once and then lost may have started", async () => {
  const server = await serve(json(429, {}), hangUp);
  expect(await start(server, {})).toMatchObject({
    code: "connection",
    outcome: "unknown",
    retryable: false,
    attempts: 2,
  });
  expect(server.requests).toHaveLength(2);
});

test.each<[string, unknown, string]>([
  ["an Error", new Error("no route"), "no route"],
  ["text", "no route", ""],
  ["nothing", undefined, ""],
  ["null", null, ""],
  ["an object", { message: "no route" }, "no route"],
  ["an object with an odd message", { message: 5 }, ""],
])("a fetch that rejects with %s: the start may have begun", async (_, thrown, words) => {
  for (const fail of [
    () => Promise.reject(thrown),
    () => {
      throw thrown;
    },
  ]) {
    const { fetch, calls } = answering(fail);
    const error = await rejection(create_executeflow(request, { apiKey, fetch }));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ code: "connection", outcome: "unknown", attempts: 1 });
    expect(error.message).toContain(words);
    expect(error.cause).toBe(thrown);
    expect(calls).toHaveLength(1);
  }
});

test.each(stalling)("a server that %s: a start ends in time, and is not sent again", async (_, answer) => {
  for (const [option, limits] of Object.entries({
    timeout: { timeout: 200 },
    totalTimeout: { totalTimeout: 200 },
  })) {
    const server = await serve(answer);
    const began = performance.now();
    const error = await start(server, limits);
    const took = performance.now() - began;
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ code: "timeout", outcome: "unknown", retryable: false, attempts: 1 });
    expect(error.message).toMatch(new RegExp(`\\b${option}$`));
    expect(took).toBeGreaterThan(190);
    expect(took).toBeLessThan(1500);
    expect(server.requests).toHaveLength(1);
    await untilDropped(server);
  }
});

test.each(stalling)("a server that %s: a GET is sent again, each time for its timeout", async (_, answer) => {
  const server = await serve(answer, answer, json(200, response));
  const { executions } = new WexaClient({ apiKey, baseUrl: server.url, retryDelay, timeout: 200 });
  expect(await executions.get("e-1")).toEqual(response);
  expect(server.requests.map(({ dropped }) => dropped)).toEqual([true, true, false]);
});

test("totalTimeout ends a GET with all its attempts", async () => {
  const server = await serve(silent);
  const { executions } = new WexaClient({
    apiKey,
    baseUrl: server.url,
    retryDelay,
    maxRetries: 100,
    timeout: 100,
  });
  const began = performance.now();
  const error = await rejection(executions.get("e-1", { totalTimeout: 380 }));
  expect(performance.now() - began).toBeLessThan(1500);
  expect(error).toBeInstanceOf(TimeoutError);
  expect(error.attempts).toBe(server.requests.length);
  expect(error.attempts).toBeGreaterThan(1);
  await untilDropped(server);
});

test("a fetch that does not heed its signal is left at the timeout", async () => {
  const { fetch, calls } = answering(() => new Promise(() => undefined));
  const error = await rejection(create_executeflow(request, { apiKey, fetch, timeout: 30 }));
  expect(error).toMatchObject({ code: "timeout", outcome: "unknown" });
  expect(calls[0]?.signal?.aborted).toBe(true);
});

import { afterEach, expect, test } from "vitest";
import type { ClientOptions, RequestOptions, WexaError } from "../../npm/index.ts";
import { packed } from "../packed.ts";
import { created, documented, halting, hangUp, json, silent } from "../servers/answers.ts";
import { type Answer, type Listening, nobody, serve } from "../servers/server.ts";
import { answering, expectGoodStart, rejection } from "./rejection.ts";

const { create_executeflow, WexaClient, AbortError, ConnectionError, TimeoutError } = await packed();

const { request, response } = documented;
const apiKey = "a-key";
const retryDelay = { initial: 1, max: 5 };

afterEach(expectGoodStart);

/** Waits until something holds. */
async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds() && waited < 2000; waited += 5)
    await new Promise((resolve) => setTimeout(resolve, 5));
  expect(holds()).toBe(true);
}

async function expectDropped(server: Listening): Promise<void> {
  await until(() => server.requests.every(({ dropped }) => dropped));
}

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

const stalling: [string, Answer][] = [
  ["never answers", silent],
  ["begins its reply and stops", halting],
];

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
    await expectDropped(server);
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
  await expectDropped(server);
});

test("a fetch that does not heed its signal is left at the timeout", async () => {
  const { fetch, calls } = answering(() => new Promise(() => undefined));
  const error = await rejection(create_executeflow(request, { apiKey, fetch, timeout: 30 }));
  expect(error).toMatchObject({ code: "timeout", outcome: "unknown" });
  expect(calls[0]?.signal?.aborted).toBe(true);
});

const reasons: [string, unknown][] = [
  ["an Error", new Error("enough")],
  ["text", "enough"],
  ["null", null],
];

/** The caller's reason is the cause, and without one the platform's AbortError. */
function expectAborted(error: WexaError, reason: unknown, outcome: string, attempts: number): void {
  expect(error).toBeInstanceOf(AbortError);
  expect(error).toMatchObject({ name: "AbortError", code: "aborted", outcome, retryable: false, attempts });
  if (reason === undefined) expect(error.cause).toMatchObject({ name: "AbortError" });
  else expect(error.cause).toBe(reason);
}

test.each([...reasons, ["nothing", undefined]])(
  "a call that was ended beforehand, by %s, sends nothing",
  async (_, reason) => {
    const server = await serve(created);
    expectAborted(await start(server, { signal: AbortSignal.abort(reason) }), reason, "not_sent", 0);
    expect(server.requests).toEqual([]);
  },
);

test.each(
  [...reasons, ["nothing", undefined] as const].flatMap(([words, reason]) =>
    stalling.map(([state, answer]) => ({ words, reason, state, answer })),
  ),
)(
  "a start that the caller ends, by $words, while the server $state, is not sent again",
  async ({ reason, answer }) => {
    const server = await serve(answer);
    const controller = new AbortController();
    const ended = start(server, { signal: controller.signal });
    await until(() => server.requests.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 20)); // the reply's beginning, where there is one
    controller.abort(reason);
    expectAborted(await ended, reason, "unknown", 1);
    expect(server.requests).toHaveLength(1);
    await expectDropped(server);
  },
);

test("a call that the caller ends between two attempts keeps what the last one came to", async () => {
  const server = await serve(json(429, {}, { "retry-after": "30" }));
  const controller = new AbortController();
  const ended = start(server, { signal: controller.signal });
  await until(() => server.requests.length === 1);
  await new Promise((resolve) => setTimeout(resolve, 20));
  controller.abort();
  expectAborted(await ended, undefined, "refused", 1);
});

test("an end after the reply changes nothing, and no listener stays", async () => {
  const { signal, listening, abort } = counted();
  const server = await serve(json(429, {}), created);
  const options = { apiKey, baseUrl: server.url, retryDelay, signal };
  expect(await create_executeflow(request, options)).toEqual(response);
  expect(listening()).toBe(0);
  abort();
});

/** A signal that counts its listeners. */
function counted(): { signal: AbortSignal; listening: () => number; abort: () => void } {
  const controller = new AbortController();
  const { signal } = controller;
  let listeners = 0;
  for (const [name, change] of [
    ["addEventListener", 1],
    ["removeEventListener", -1],
  ] as const) {
    const original = signal[name].bind(signal) as (...args: unknown[]) => void;
    signal[name] = (...args: unknown[]) => {
      listeners += change;
      original(...args);
    };
  }
  return { signal, listening: () => listeners, abort: () => controller.abort() };
}

import { afterEach, expect, test } from "vitest";
import type { ClientOptions, RequestOptions, WexaError } from "../../npm/index.ts";
import { created, documented, json, stalling } from "../support/answers.ts";
import { packed } from "../support/packed.ts";
import { type Listening, serve, until, untilDropped } from "../support/server.ts";
import { expectGoodStart, rejection } from "./rejection.ts";

const { create_executeflow, AbortError } = await packed();

const { request, response } = documented;
const apiKey = "a-key";
const retryDelay = { initial: 1, max: 5 };

afterEach(expectGoodStart);

function start(server: Listening, options: Partial<ClientOptions> & RequestOptions): Promise<WexaError> {
  return rejection(create_executeflow(request, { apiKey, baseUrl: server.url, retryDelay, ...options }));
}

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
    await untilDropped(server);
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

// Long responses come in many pieces, which are cut anywhere: what a caller gets must not show it.
import { expect, test } from "vitest";
import { documented, inPieces } from "../support/answers.ts";
import { packedEntry } from "../support/packed.ts";
import { serve } from "../support/server.ts";
import { rejection } from "./rejection.ts";

const { WexaClient, ResponseError } = packedEntry("browser.js");
const SIZE = 2 ** 16;

/** A list whose text, of characters of up to four bytes, is cut within one of them wherever a piece ends. */
function list(of: string): unknown[] {
  return Array.from({ length: 150 }, (_, index) => ({
    ...documented.response,
    execution_id: `${of}-${index}`,
    note: "\u{feff}é…\u{1F980}".repeat(120 + (index % 3)),
  }));
}

/** A client whose calls are answered in this process, by their numbers. */
function client(answer: (call: number) => Response, options = {}) {
  let calls = 0;
  const fetch = async (): Promise<Response> => answer(calls++);
  return new WexaClient({ apiKey: "k", projectID: "p", fetch, ...options }).executions;
}

const bytes = (value: unknown): Uint8Array<ArrayBuffer> => new TextEncoder().encode(JSON.stringify(value));

test("a list is the same each time it is read, over HTTP", async () => {
  const answers = [0, 1, 2, 3].map((call) => inPieces(list(`call ${call}`)));
  const { url: baseUrl } = await serve(...answers);
  const { executions } = new WexaClient({ apiKey: "k", projectID: "p", baseUrl });
  for (let call = 0; call < 4; call++) expect(await executions.list()).toEqual(list(`call ${call}`));
});

test("lists that are read at the same time are not mixed up", async () => {
  const executions = client((call) => new Response(bytes(list(`call ${call}`))));
  await executions.list();
  const lists = await Promise.all([executions.list(), executions.list(), executions.list()]);
  expect(lists).toEqual([list("call 1"), list("call 2"), list("call 3")]);
  expect(await executions.list()).toEqual(list("call 4"));
});

test("lists of all lengths about that of the buffer are whole", async () => {
  const texts = [0, 1, 2, 3].flatMap((more) =>
    [SIZE - 1, SIZE, SIZE + 1, 2 * SIZE - 1, 2 * SIZE, 2 * SIZE + 1].map((length) => {
      const text = `[]${" ".repeat(more)}"…"`;
      return `["${"x".repeat(length - Buffer.byteLength(text) - more)}${"é".repeat(more)}…"]`;
    }),
  );
  const executions = client((call) => new Response(texts[call] ?? "[]"), { validate: "off" });
  for (const text of texts) expect(await executions.list()).toEqual(JSON.parse(text));
  expect(await executions.list()).toEqual([]);
});

test("a list that ends in the middle of a character is none", async () => {
  const whole = bytes(list("a"));
  const executions = client(
    (call) => new Response(call === 1 ? Buffer.concat([whole, Buffer.of(0xe2)]) : whole),
  );
  expect(await executions.list()).toEqual(list("a"));
  expect(await rejection(executions.list({ maxRetries: 0 }))).toMatchObject({ code: "bad_response" });
  expect(await executions.list()).toEqual(list("a"));
});

test("what is longer than maxResponseBytes is given up, and the next one is read", async () => {
  let cancelled = 0;
  const endless = (): Response =>
    new Response(
      new ReadableStream({
        type: "bytes",
        pull: (controller) => controller.enqueue(new Uint8Array(10_000).fill(120)),
        cancel: () => void cancelled++,
      }),
    );
  const executions = client((call) => (call === 1 ? endless() : new Response(bytes(list("a")))), {
    maxResponseBytes: 400_000,
    maxRetries: 0,
  });
  expect(await executions.list()).toEqual(list("a"));
  const error = await rejection(executions.list());
  expect(error).toBeInstanceOf(ResponseError);
  expect(error).toMatchObject({ code: "too_large" });
  expect(cancelled).toBe(1);
  expect(await executions.list()).toEqual(list("a"));
});

test("a list that is given up while it is read leaves the next one whole", async () => {
  let fill: ((bytes: Uint8Array<ArrayBuffer>) => void) | undefined;
  const halting = (): Response =>
    new Response(
      new ReadableStream({
        type: "bytes",
        start: (controller) => {
          controller.enqueue(bytes(list("gone")).subarray(0, 70_000));
          fill = (more) => {
            if (controller.byobRequest) controller.enqueue(more);
          };
        },
      }),
    );
  const executions = client((call) => (call === 1 ? halting() : new Response(bytes(list("a")))), {
    maxRetries: 0,
  });
  await executions.list();
  expect(await rejection(executions.list({ timeout: 50 }))).toMatchObject({ code: "timeout" });
  const next = executions.list();
  // What comes late is written to memory that nobody reads.
  fill?.(new Uint8Array(60_000).fill(33));
  expect(await next).toEqual(list("a"));
});

test("a stream that cannot be read so is read by its pieces", async () => {
  const whole = bytes(list("a"));
  const pieces = (): Response => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < whole.length; at += 7001) controller.enqueue(whole.slice(at, at + 7001));
        controller.close();
      },
    });
    return { status: 200, headers: new Headers(), body, text: () => "", type: "basic" } as never;
  };
  const executions = client(pieces);
  for (let call = 0; call < 3; call++) expect(await executions.list()).toEqual(list("a"));
});

test("what only looks like a stream keeps its bytes", async () => {
  const whole = bytes(list("a"));
  const given: Uint8Array[] = [];
  const executions = client((call) => {
    if (call !== 1) return new Response(whole);
    // It does not heed that it is to fill a buffer.
    for (let at = 0; at < whole.length; at += 60_000) given.push(whole.slice(at, at + 60_000));
    let next = 0;
    const read = async () => ({ done: next === given.length, value: given[next++] });
    const body = { getReader: () => ({ read, cancel: async () => undefined }) };
    return { status: 200, headers: new Headers(), body, text: () => "", type: "basic" } as never;
  });
  for (let call = 0; call < 3; call++) expect(await executions.list()).toEqual(list("a"));
  expect(Buffer.concat(given)).toEqual(Buffer.from(whole));
});

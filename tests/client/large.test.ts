import { brotliCompressSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { documented, text } from "../support/answers.ts";
import { packed } from "../support/packed.ts";
import { type Answer, serve } from "../support/server.ts";
import { expectGoodStart, rejection } from "./rejection.ts";

const { create_executeflow, ResponseError } = await packed();

const { request, response } = documented;
const apiKey = "a-key";

afterEach(expectGoodStart);

const long = JSON.stringify({ ...response, note: "…".repeat(100_000) });

const ways: [string, (status: number) => Answer][] = [
  ["says its length", (status) => text(status, long, { "content-length": String(Buffer.byteLength(long)) })],
  ["comes in pieces", (status) => (reply) => void reply.writeHead(status).write(long, () => reply.end("  "))],
  [
    "is small until it is unpacked",
    (status) => (reply) =>
      reply.writeHead(status, { "content-encoding": "br" }).end(brotliCompressSync(long)),
  ],
  [
    "never ends",
    (status) => (reply) => {
      reply.writeHead(status);
      const more = (): void =>
        void (reply.destroyed || reply.write("x".repeat(10_000), () => setImmediate(more)));
      more();
    },
  ],
];

test.each(ways)("a reply that %s is read up to maxResponseBytes", async (_, answer) => {
  const server = await serve(answer(201), answer(500), answer(404));
  const options = { apiKey, baseUrl: server.url, maxResponseBytes: 50_000 };
  for (const outcome of ["unknown", "unknown", "refused"]) {
    const error = await rejection(create_executeflow(request, options));
    expect(error).toBeInstanceOf(ResponseError);
    expect(error).toMatchObject({
      code: "too_large",
      outcome,
      retryable: false,
      attempts: 1,
      body: undefined,
    });
    expect(error.message).toContain("maxResponseBytes");
  }
  expect(server.requests).toHaveLength(3);
});

test.each(ways.slice(0, 3))("a long reply that %s is given whole by default", async (_, answer) => {
  const server = await serve(answer(201));
  expect(await create_executeflow(request, { apiKey, baseUrl: server.url })).toEqual(JSON.parse(long));
});

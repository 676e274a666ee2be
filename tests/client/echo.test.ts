import { inspect } from "node:util";
import { afterEach, expect, test } from "vitest";
import { createdBut, documented, json, text } from "../support/answers.ts";
import { packed } from "../support/packed.ts";
import { type Answer, header, serve } from "../support/server.ts";
import { expectGoodStart, rejection } from "./rejection.ts";

const { create_executeflow, WexaClient } = await packed();

const { request } = documented;

afterEach(expectGoodStart);

/** Says everywhere what the key was. */
function echo(status: number, body: (key: string) => unknown): Answer {
  return (reply, received) => {
    const key = header(received, "x-api-key") ?? "";
    const said = body(key);
    const content = typeof said === "string" ? said : JSON.stringify(said);
    text(status, content, { "x-request-id": `r-${key}`, "x-key": key })(reply, received);
  };
}

const echoes: [string, Answer][] = [
  ["in words", echo(401, (key) => ({ detail: `the key ${key} is unknown, ${key}!` }))],
  [
    "in fields",
    echo(422, (key) => ({
      detail: [
        { loc: ["header", key], msg: `${key} is unknown` },
        { loc: [], msg: key },
      ],
    })),
  ],
  ["as a name, deep inside", echo(400, (key) => ({ seen: [[{ [key]: { [`x${key}`]: key } }]] }))],
  ["as a number", echo(400, (key) => (Number(key) > 0 ? `{"key": ${key}, "keys": [1${key}0]}` : { key }))],
  ["as text", echo(500, (key) => `<html><b>${key}</b></html>`)],
  ["as JSON that is only text", echo(503, (key) => JSON.stringify(key))],
  ["in a success that is not JSON", echo(200, (key) => `{"key": ${key}`)],
  ["in a success without an id", echo(201, (key) => ({ message: `${key} may not`, status: key }))],
];

const keys = ["wexa-secret-1", '"quoted"\\and\\escaped', "12345678", "$&$1", "[redacted"];

test.each(keys.flatMap((key) => echoes.map(([words, answer]) => ({ key, words, answer }))))(
  "the key $key that a server echoes $words is in no part of the error",
  async ({ key, answer }) => {
    const server = await serve(answer);
    const error = await rejection(
      create_executeflow(request, { apiKey: key, baseUrl: server.url, maxRetries: 0, logLevel: "off" }),
    );
    expect(header(server.requests[0], "x-api-key")).toBe(key);
    const seen = [
      error.message,
      String(error),
      error.stack,
      error.requestId,
      error.body,
      error.fields,
      error.cause,
    ];
    // JSON and inspect write a quote or a backslash in their own way: what matters is what they write for the key.
    const written = key.startsWith('"') ? ["quoted", "escaped"] : [key];
    if (key === "[redacted") written.push("[redacted ");
    const texts = [...seen, error].flatMap((part) => [
      JSON.stringify(part) ?? "",
      inspect(part, { depth: 9 }),
    ]);
    for (const each of texts) {
      for (const secret of written) expect(each.replaceAll("[redacted]", "")).not.toContain(secret);
    }
    expect(error).toMatchObject({ outcome: expect.stringMatching(/^(refused|unknown)$/), attempts: 1 });
  },
);

test("what is not the key stays as the server said it", async () => {
  const body = { detail: "no", nested: [{ a: 1, b: null, c: true }], ["__proto__"]: { x: "secret-key" } };
  const server = await serve(json(400, body));
  const error = await rejection(create_executeflow(request, { apiKey: "secret-key", baseUrl: server.url }));
  expect(JSON.stringify(error.body)).toBe(JSON.stringify(body).replace("secret-key", "[redacted]"));
});

test("an error whose body nests deeper than the stack is still told", async () => {
  const server = await serve(text(500, `${"[".repeat(200_000)}"secret-key"${"]".repeat(200_000)}`));
  const error = await rejection(
    create_executeflow(request, { apiKey: "secret-key", baseUrl: server.url, maxRetries: 0 }),
  );
  expect(error).toMatchObject({ code: "server", outcome: "unknown", attempts: 1 });
});

test("the reply of a strict check is cleaned as well", async () => {
  const server = await serve(createdBut({ goal: 5, note: "secret-key" }));
  const error = await rejection(
    create_executeflow(request, { apiKey: "secret-key", baseUrl: server.url, validate: "strict" }),
  );
  expect(error).toMatchObject({ outcome: "accepted", body: { note: "[redacted]", goal: 5 } });
});

test("a client that is printed does not show its key", () => {
  const client = new WexaClient({ apiKey: "secret-key", headers: { "x-a": "b" } });
  for (const printed of [
    inspect(client, { depth: 9, showHidden: true }),
    JSON.stringify(client),
    String(client),
  ]) {
    expect(printed).not.toContain("secret-key");
  }
});

test("the logger is told of a difference without the key", async () => {
  const said: string[] = [];
  const say = (message: string): void => void said.push(message);
  const logger = { error: say, warn: say, info: say, debug: say };
  const server = await serve(createdBut({ goal: 5, "secret-key": 1, executed_by: { "secret-key": 2 } }));
  await create_executeflow(request, { apiKey: "secret-key", baseUrl: server.url, logger, logLevel: "debug" });
  expect(said.length).toBeGreaterThan(0);
  expect(said.join()).not.toContain("secret-key");
});

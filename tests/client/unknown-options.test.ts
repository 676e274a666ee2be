// Options that nothing of this package has: a wrong name must not pass as a default.
import { afterEach, describe, expect, test } from "vitest";
import { documented } from "../support/answers.ts";
import { packed } from "../support/packed.ts";
import { answering, expectGoodStart, rejection } from "./rejection.ts";

const { create_executeflow, WexaClient } = await packed();

const { request } = documented;
const apiKey = "a-key";

afterEach(expectGoodStart);

/** Every way to give options, by the owner that an error names. */
const owners: Record<string, (options: object, fetch: typeof globalThis.fetch) => Promise<unknown>> = {
  async WexaClient(options, fetch) {
    new WexaClient({ apiKey, fetch, ...options });
  },
  create_executeflow: (options, fetch) =>
    create_executeflow(request, Object.assign(options, { apiKey, fetch })),
  "executions.create": (options, fetch) => executionsOf(fetch).create(request, options),
  "executions.createMany": (options, fetch) => drain(executionsOf(fetch).createMany([request], options)),
  "executions.createAndWait": (options, fetch) => executionsOf(fetch).createAndWait(request, options),
  "executions.watch": (options, fetch) => drain(executionsOf(fetch).watch("e", options)),
  "executions.wait": (options, fetch) => executionsOf(fetch).wait("e", options),
  request: (options, fetch) => new WexaClient({ apiKey, fetch }).request("GET", "/x", options),
  "executions.list": (options, fetch) =>
    new WexaClient({ apiKey, fetch, projectID: "p" }).executions.list(options),
};

function executionsOf(fetch: typeof globalThis.fetch) {
  return new WexaClient({ apiKey, fetch }).executions;
}

async function drain(iterable: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of iterable);
}

const CLIENT_OWNERS = ["WexaClient", "create_executeflow"];
const CREATE_OWNERS = Object.keys(owners).filter((owner) => /create/.test(owner));

/** What is suggested for a name, and by which owners; the others know nothing like it. */
const unknown: [name: string, meant: string, by: string[]][] = [
  ["baseURL", "baseUrl", CLIENT_OWNERS],
  ["base_url", "baseUrl", CLIENT_OWNERS],
  ["url", "baseUrl", CLIENT_OWNERS],
  ["token", "apiKey", CLIENT_OWNERS],
  ["apikey", "apiKey", CLIENT_OWNERS],
  ["retries", "maxRetries", Object.keys(owners)],
  ["timeoutMs", "timeout", Object.keys(owners)],
  ["timeOut", "timeout", Object.keys(owners)],
  ["projectId", "projectID", Object.keys(owners)],
  ["onUnkown", "onUnknown", CREATE_OWNERS],
  ["onUpdates", "onUpdate", ["executions.wait", "executions.createAndWait"]],
  ["intervall", "interval", ["executions.watch", "executions.wait", "executions.createAndWait"]],
  ["concurency", "concurrency", ["executions.createMany"]],
  ["idempotant", "idempotent", ["request"]],
];

describe.each(Object.keys(owners))("an unknown option of %s", (owner) => {
  const give = owners[owner] as (typeof owners)[string];
  const answering200 = () =>
    answering(() => Response.json({ ...documented.response, status: "completed" }, { status: 200 }));

  test.each(unknown)("%s", async (name, meant, by) => {
    const { fetch, calls } = answering200();
    const error = await rejection(give({ [name]: 5 }, fetch));
    const suggestion = by.includes(owner) ? `: did you mean ${meant}?` : "";
    expect(error).toMatchObject({ code: "configuration", outcome: "not_sent", attempts: 0 });
    expect(error.message).toBe(`unknown option ${name} of ${owner}${suggestion}`);
    expect(calls).toEqual([]);
  });

  test("is no matter if it is undefined, inherited, or named by a symbol", async () => {
    const { fetch } = answering200();
    await give({ baseURL: undefined, onUnkown: undefined, [Symbol("retries")]: 5 }, fetch);
    await give(Object.create({ baseURL: "https://a", retries: 5 }), fetch);
    class Options {
      get timeout(): number {
        return 1000;
      }
      get colour(): string {
        return "red";
      }
    }
    await give(new Options(), fetch);
  });
});

test.each(["onUpdate", "until", "failOn", "onUnknown"])("a watch takes no %s", async (name) => {
  const { fetch, calls } = answering();
  const given = { [name]: () => undefined };
  const error = await rejection(drain(executionsOf(fetch).watch("e", given)));
  expect(error.message).toContain(`unknown option ${name} of executions.watch`);
  expect(calls).toEqual([]);
});

test.each(Object.keys(owners).slice(1))("%s reads no option of Object.prototype", async (owner) => {
  const names = ["projectID", "signal", "concurrency", "interval", "onUpdate", "onResult", "until"];
  const { fetch, calls } = answering(() => Response.json({ ...documented.response, status: "completed" }));
  for (const name of names) {
    // An option of -1 is refused by all of them.
    const get = (): number => -1;
    Object.defineProperty(Object.prototype, name, { get, set: () => undefined, configurable: true });
  }
  try {
    await owners[owner]?.({ timeout: 1000 }, fetch);
  } finally {
    for (const name of names) Reflect.deleteProperty(Object.prototype, name);
  }
  expect(calls.length).toBeGreaterThan(0);
});

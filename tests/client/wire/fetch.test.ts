import { expect, test } from "vitest";
import { documented } from "../../support/answers.ts";
import { packed } from "../../support/packed.ts";

const { create_executeflow, WexaClient, ConfigurationError } = await packed();

const { request } = documented;
const apiKey = "a-key";

/** Calls of a fetch that answers as documented. */
function recording(): {
  fetch: typeof globalThis.fetch;
  calls: { self: unknown; url: unknown; init: RequestInit }[];
} {
  const calls: { self: unknown; url: unknown; init: RequestInit }[] = [];
  async function fetch(this: unknown, url: unknown, init: RequestInit): Promise<Response> {
    calls.push({ self: this, url, init });
    return Response.json(documented.response, { status: 201 });
  }
  return { fetch: fetch as typeof globalThis.fetch, calls };
}

test("the caller's fetch is called without a this, with an address and an init", async () => {
  const { fetch, calls } = recording();
  await create_executeflow(request, { apiKey, fetch });
  expect(calls).toHaveLength(1);
  const [{ self, url, init }] = calls as [(typeof calls)[0]];
  expect(self).toBeUndefined();
  expect(typeof url).toBe("string");
  expect({
    ...init,
    signal: init.signal instanceof AbortSignal,
    body: JSON.parse(init.body as string),
  }).toEqual({
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/json", "x-api-key": apiKey },
    body: request,
    signal: true,
    redirect: "manual",
    cache: "no-store",
  });
});

test("a GET has neither a body nor its type", async () => {
  const { fetch, calls } = recording();
  await new WexaClient({ apiKey, fetch }).executions.get("e-1");
  expect(calls[0]?.init).toMatchObject({ method: "GET", body: undefined });
  expect(calls[0]?.init.headers).toEqual({ accept: "application/json", "x-api-key": apiKey });
});

test("the platform's fetch is looked up for each call", async () => {
  const { fetch, calls } = recording();
  const client = new WexaClient({ apiKey });
  const original = globalThis.fetch;
  globalThis.fetch = fetch;
  try {
    await client.executions.create(request);
  } finally {
    globalThis.fetch = original;
  }
  expect(calls.map(({ self }) => self)).toEqual([undefined]);
});

test("fetchOptions go into the init, and may change what the platform adds", async () => {
  const { fetch, calls } = recording();
  const fetchOptions = { credentials: "include", cache: "default", cf: { cacheTtl: 0 } };
  await create_executeflow(request, { apiKey, fetch, fetchOptions });
  expect(calls[0]?.init).toMatchObject({ ...fetchOptions, method: "POST", redirect: "manual" });
});

test.each(["method", "body", "signal", "redirect", "headers"])(
  "fetchOptions cannot have %s, which is the client's",
  async (name) => {
    const { fetch, calls } = recording();
    const options = { apiKey, fetch, fetchOptions: { [name]: undefined } };
    expect(() => new WexaClient(options)).toThrow(ConfigurationError);
    await expect(create_executeflow(request, options)).rejects.toThrow(
      new RegExp(`fetchOptions: ${name}\\b`),
    );
    expect(calls).toEqual([]);
  },
);

import { afterEach, expect, test } from "vitest";
import { documented, json, text } from "../support/answers.ts";
import { packed } from "../support/packed.ts";
import { serve } from "../support/server.ts";
import { answering, expectGoodStart, rejection } from "./rejection.ts";

const { create_executeflow, WexaClient, ResponseError } = await packed();

const { request, response } = documented;
const apiKey = "a-key";

afterEach(expectGoodStart);

test.each([301, 302, 303, 307, 308, 304, 300])(
  "a %i is not followed, and the key does not travel",
  async (status) => {
    const elsewhere = await serve(json(201, response));
    const server = await serve(text(status, "", { location: `${elsewhere.url}/execute_flow` }));
    const { executions } = new WexaClient({ apiKey, baseUrl: server.url });
    for (const call of [() => executions.create(request), () => executions.get("e-1")]) {
      const error = await rejection(call());
      expect(error).toBeInstanceOf(ResponseError);
      expect(error).toMatchObject({ code: "redirected", outcome: "unknown", retryable: false, attempts: 1 });
      expect(error.message).not.toContain(elsewhere.url);
    }
    expect(server.requests).toHaveLength(2);
    expect(elsewhere.requests).toEqual([]);
  },
);

test("a redirect whose body does not end is let go", async () => {
  const server = await serve((reply) => {
    reply.writeHead(307, { location: "/" }).write("wait");
  });
  await rejection(create_executeflow(request, { apiKey, baseUrl: server.url }));
  await expect.poll(() => server.requests[0]?.dropped).toBe(true);
});

test("a redirect that a browser hides is not followed either", async () => {
  const hidden = Object.defineProperties(Response.error(), {
    type: { value: "opaqueredirect" },
    status: { value: 0 },
  });
  const { fetch, calls } = answering(() => hidden);
  const error = await rejection(create_executeflow(request, { apiKey, fetch }));
  expect(error).toMatchObject({ code: "redirected", outcome: "unknown", attempts: 1 });
  expect(calls).toHaveLength(1);
});

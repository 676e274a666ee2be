import { expect, test } from "vitest";
import { created, createdBut, documented, json } from "../../support/answers.ts";
import { packed } from "../../support/packed.ts";
import { serve } from "../../support/server.ts";

const { create_executeflow } = await packed();

const { request } = documented;
const apiKey = "a-key";

test("a start resolves to the server's own object", async () => {
  const server = await serve(created);
  const execution = await create_executeflow(request, { apiKey, baseUrl: server.url });
  expect(execution).toEqual(documented.response);
  expect(Object.getPrototypeOf(execution)).toBe(Object.prototype);
  expect(Object.keys(execution)).toEqual(Object.keys(documented.response));
});

test.each([
  ["another success", json(200, documented.response)],
  [
    "fields that nobody documented",
    createdBut({ queue_position: 3, agentflow: { ...documented.response.agentflow, x: [1] } }),
  ],
])("a reply with %s is given whole", async (_, answer) => {
  const server = await serve(answer);
  const plain = (await (await fetch(server.url)).json()) as unknown;
  expect(await create_executeflow(request, { apiKey, baseUrl: server.url, logLevel: "off" })).toEqual(plain);
});

test("withResponse gives the reply that the value came in", async () => {
  const server = await serve(json(201, documented.response, { "x-request-id": "r-1", "x-other": "o" }));
  const promise = create_executeflow(request, { apiKey, baseUrl: server.url });
  const { data, response, requestId } = await promise.withResponse();
  expect(data).toBe(await promise);
  expect(response).toMatchObject({ status: 201, bodyUsed: true });
  expect(response.headers.get("x-other")).toBe("o");
  expect(requestId).toBe("r-1");
  expect(server.requests).toHaveLength(1);
});

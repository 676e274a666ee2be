import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { ClientOptions, CreateExecution, RequestOptions } from "../../../npm/index.ts";
import { created, documented } from "../../support/answers.ts";
import { readCurl } from "../../support/curl.ts";
import { packed } from "../../support/packed.ts";
import { header, type Listening, type Received, serve } from "../../support/server.ts";

const { create_executeflow, preload, WexaClient } = await packed();

const curl = readCurl(
  readFileSync(new URL("../../facts/create-executeflow.curl.txt", import.meta.url), "utf8"),
);
const { request } = documented;
const { agentflow_id, goal, executed_by, projectID } = request;
const apiKey = "a-key";
const other = "000000000000000000000000";

/** The one request that came of a start. */
async function sent(
  start: (baseUrl: string) => Promise<unknown>,
  server?: Listening,
): Promise<Received & { json: Record<string, unknown> }> {
  server ??= await serve(created);
  await start(server.url);
  expect(server.requests).toHaveLength(1);
  const received = server.requests[0] as Received;
  return { ...received, json: JSON.parse(received.body) };
}

function project(received: Received): string[] {
  return new URL(received.url, "http://localhost").searchParams.getAll("projectID");
}

test("the documents' curl is the documented request", () => {
  expect(curl).toMatchObject({
    method: "POST",
    host: "api.wexa.ai",
    url: `/execute_flow?projectID=${projectID}`,
  });
  expect(JSON.parse(curl.body)).toEqual(request);
  expect(curl.headers.map(([name]) => name)).toEqual(["x-api-key", "content-type"]);
});

test.each<[string, (baseUrl: string) => Promise<unknown>]>([
  ["create_executeflow", (baseUrl) => create_executeflow(request, { apiKey, baseUrl })],
  ["a client", (baseUrl) => new WexaClient({ apiKey, baseUrl }).executions.create(request)],
  [
    "a client that knows the project and the user",
    (baseUrl) =>
      new WexaClient({ apiKey, baseUrl, projectID, executedBy: executed_by }).executions.create({
        agentflow_id,
        goal,
      }),
  ],
  [
    "a call that names the project",
    (baseUrl) =>
      new WexaClient({ apiKey, baseUrl, projectID: other, executedBy: executed_by }).executions.create(
        { agentflow_id, goal },
        { projectID },
      ),
  ],
])("%s sends what the documents' curl sends", async (_, start) => {
  const received = await sent(start);
  expect(received.method).toBe(curl.method);
  expect(received.url).toBe(curl.url);
  expect(received.json).toEqual(JSON.parse(curl.body));
  for (const [name, value] of curl.headers) {
    expect(header(received, name), name).toBe(value.replace("<api-key>", apiKey));
  }
  expect(header(received, "accept")).toBe("application/json");
});

test("no header is sent but the documented ones and the platform's own", async () => {
  const received = await sent((baseUrl) => create_executeflow(request, { apiKey, baseUrl }));
  const bare = await sent((url) =>
    fetch(url, {
      method: "POST",
      body: "{}",
      cache: "no-store",
      headers: { "content-type": "application/json" },
    }),
  );
  const names = ({ headers }: Received): string[] => headers.map(([name]) => name.toLowerCase()).sort();
  expect(names(received)).toEqual([...names(bare), "x-api-key"].sort());
});

test("the address is https://api.wexa.ai unless another is given", async () => {
  let address: unknown;
  const fetch = async (url: unknown): Promise<Response> => {
    address = url;
    return Response.json(documented.response, { status: 201 });
  };
  await create_executeflow(request, { apiKey, fetch: fetch as typeof globalThis.fetch });
  expect(address).toBe(`https://${curl.host}${curl.url}`);
});

test.each([
  ["", ""],
  ["/", ""],
  ["//", ""],
  ["/wexa", "/wexa"],
  ["/wexa/", "/wexa"],
  ["/a%20b/v1//", "/a%20b/v1"],
])("an address that ends in %j puts %j before the path", async (end, before) => {
  const received = await sent((url) => create_executeflow(request, { apiKey, baseUrl: url + end }));
  expect(received.url).toBe(before + curl.url);
});

test("the request's own values win over the client's and the call's", async () => {
  const received = await sent((baseUrl) =>
    new WexaClient({ apiKey, baseUrl, projectID: other, executedBy: other }).executions.create(request, {
      projectID: other,
    }),
  );
  expect(received.json).toEqual(request);
  expect(project(received)).toEqual([projectID]);
});

test.each<[string, Partial<CreateExecution>, RequestOptions, string]>([
  ["the client's", {}, {}, "client"],
  ["the call's", {}, { projectID: "call" }, "call"],
  ["the request's", { projectID: "a&b=c/é %" }, { projectID: "call" }, "a&b=c/é %"],
])("query and body name one project: %s", async (_, more, options, expected) => {
  const received = await sent((baseUrl) =>
    new WexaClient({ apiKey, baseUrl, projectID: "client", executedBy: executed_by }).executions.create(
      { agentflow_id, goal, ...more },
      options,
    ),
  );
  expect(received.json.projectID).toBe(expected);
  expect(project(received)).toEqual([expected]);
});

test("variables arrive as they were given, and fields that nobody documented as well", async () => {
  const input_variables = {
    text: '…\u{1F980}\u0000"\\',
    nested: [{ deep: [null, true, -0.5, 1e21] }],
    when: new Date(0),
    left: undefined,
    __proto__: null,
  };
  const received = await sent((baseUrl) =>
    create_executeflow({ ...request, input_variables, priority: 1 } as CreateExecution, { apiKey, baseUrl }),
  );
  expect(received.json).toEqual({
    ...request,
    input_variables: JSON.parse(JSON.stringify(input_variables)),
    priority: 1,
  });
});

test("the caller's object is not changed, and may be frozen", async () => {
  const given = Object.freeze({ agentflow_id, goal });
  await sent((baseUrl) => create_executeflow(given, { apiKey, baseUrl, projectID, executedBy: executed_by }));
  expect(given).toEqual({ agentflow_id, goal });
});

test("the request is read when the call is made, and may be changed after it", async () => {
  await preload();
  const given = { agentflow_id, goal, input_variables: { name: "before" } };
  const received = await sent((baseUrl) => {
    const call = create_executeflow(given, { apiKey, baseUrl, projectID, executedBy: executed_by });
    given.input_variables.name = "after";
    return call;
  });
  expect(received.json.input_variables).toEqual({ name: "before" });
});

test("headers of the client and of the call are added, and null takes one away", async () => {
  const received = await sent((baseUrl) =>
    new WexaClient({
      apiKey,
      baseUrl,
      headers: { "X-Team": "a", "x-trace": "client", accept: null },
    }).executions.create(request, { headers: { "x-team": null, "X-Trace": "call" } }),
  );
  expect(header(received, "x-trace")).toBe("call");
  expect(header(received, "x-team")).toBeUndefined();
  expect(header(received, "accept")).toBe("*/*"); // what Node sends of its own
  expect(header(received, "x-api-key")).toBe(apiKey);
});

test.each<[string, ClientOptions["apiKey"], string | undefined]>([
  ["null sends none", null, undefined],
  ["a function gives it", () => "given", "given"],
  ["a function promises it", async () => "later", "later"],
  ["a function gives none", () => null, undefined],
])("the key: %s", async (_, key, expected) => {
  const received = await sent((baseUrl) => create_executeflow(request, { apiKey: key, baseUrl }));
  expect(header(received, "x-api-key")).toBe(expected);
});

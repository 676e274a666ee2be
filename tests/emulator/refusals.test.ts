import { expect, test } from "vitest";
import { createEmulator } from "../../npm/emulator/index.ts";
import { call, create, list, project, request, start } from "./api.ts";

const CREATE = `/execute_flow?projectID=${project}`;

test.each([
  ["no key", undefined],
  ["a wrong key", "emulator-kez"],
])("%s is a 401", async (_, key) => {
  const emulator = createEmulator();
  const headers = { "content-type": "application/json", ...(key === undefined ? {} : { "x-api-key": key }) };
  const response = await emulator.fetch(CREATE, { method: "POST", headers, body: JSON.stringify(request) });
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({ detail: expect.stringContaining("API key") });
  expect(await list(emulator)).toEqual([]);
});

test("the key is the one that was asked for", async () => {
  const emulator = createEmulator({ apiKey: "mine" });
  expect(emulator.clientOptions()).toEqual({
    baseUrl: "http://emulator.localhost",
    apiKey: "mine",
    fetch: emulator.fetch,
  });
  expect((await create(emulator)).status).toBe(201);
});

test.each(Object.keys(request))("a create without %s is a 422 that says so", async (name) => {
  const emulator = createEmulator();
  const { status, body } = await create(emulator, { [name]: undefined });
  expect(status).toBe(422);
  expect(body).toEqual({ detail: [{ loc: ["body", name], msg: "Field required", type: "missing" }] });
  expect(await list(emulator)).toEqual([]);
});

test.each([
  ["agentflow_id", 1, "string_type"],
  ["goal", null, "string_type"],
  ["input_variables", [], "dict_type"],
  ["input_variables", "{}", "dict_type"],
])("a create with %s = %j is a 422 that says so", async (name, value, type) => {
  const { status, body } = await create(createEmulator(), { [name]: value });
  expect(status).toBe(422);
  expect(body.detail).toEqual([{ loc: ["body", name], msg: expect.any(String), type }]);
});

test("query and body are both looked at, the query first", async () => {
  const { status, body } = await call(createEmulator(), "POST", "/execute_flow", { ...request, goal: 1 });
  expect(status).toBe(422);
  const places = body.detail.map(({ loc }: { loc: unknown }) => loc);
  expect(places).toEqual([
    ["query", "projectID"],
    ["body", "goal"],
  ]);
});

test("the project of the query and that of the body have to be the same", async () => {
  const { status, body } = await call(createEmulator(), "POST", "/execute_flow?projectID=other", request);
  expect(status).toBe(422);
  expect(body.detail[0].loc).toEqual(["body", "projectID"]);
});

test("so have the execution's of the path and that of the body", async () => {
  const emulator = createEmulator();
  const id = await start(emulator);
  const other = { projectID: project, execution_id: "another" };
  const { status, body } = await call(
    emulator,
    "POST",
    `/execute_flow/${id}/cancel?projectID=${project}`,
    other,
  );
  expect(status).toBe(422);
  expect(body.detail[0].loc).toEqual(["body", "execution_id"]);
});

test.each<[string, string | undefined, string, string]>([
  ["nothing", undefined, "application/json", "missing"],
  ["half of something", '{"goal', "application/json", "json_invalid"],
  ["a list", "[]", "application/json", "model_attributes_type"],
  ["JSON that is not called so", "{}", "text/plain", "model_attributes_type"],
])("a body that is %s is a 422", async (_, body, type, complaint) => {
  const emulator = createEmulator();
  const headers = { "x-api-key": emulator.apiKey, "content-type": type };
  const init = { method: "POST", headers, ...(body === undefined ? {} : { body }) };
  const response = await emulator.fetch(CREATE, init);
  expect(response.status).toBe(422);
  expect((await response.json()).detail[0]).toMatchObject({
    loc: expect.arrayContaining(["body"]),
    type: complaint,
  });
});

test("a number in a query is a number", async () => {
  const emulator = createEmulator();
  expect((await call(emulator, "GET", `/inbox?projectID=${project}&limit=1`)).status).toBe(200);
  const { status, body } = await call(emulator, "GET", `/inbox?projectID=${project}&limit=few`);
  expect(status).toBe(422);
  expect(body.detail[0].loc).toEqual(["query", "limit"]);
});

test("unknown executions and routes are a 404, known routes with another method a 405", async () => {
  const emulator = createEmulator();
  expect(await call(emulator, "GET", "/execute_flow/nothing")).toMatchObject({
    status: 404,
    body: { detail: "Execution not found" },
  });
  expect(await call(emulator, "GET", "/nowhere")).toMatchObject({
    status: 404,
    body: { detail: "Not Found" },
  });
  expect(await call(emulator, "GET", "/execute_flow/")).toMatchObject({ status: 404 });
  const refused = await call(emulator, "DELETE", "/execute_flow/nothing");
  expect(refused).toMatchObject({ status: 405, body: { detail: "Method Not Allowed" } });
  expect(refused.headers.get("allow")?.split(", ").sort()).toEqual(["GET", "POST"]);
});

test("every reply has an id of its own and a date", async () => {
  const emulator = createEmulator();
  const replies = [
    await create(emulator),
    await create(emulator, { goal: 1 }),
    await call(emulator, "GET", "/nowhere"),
  ];
  expect(new Set(replies.map(({ headers }) => headers.get("x-request-id"))).size).toBe(3);
  for (const { headers } of replies) {
    expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(Math.abs(Date.parse(headers.get("date") ?? "") - Date.now())).toBeLessThan(5000);
  }
});

test("a page of any origin may call, with the documented headers, and read what it needs", async () => {
  const emulator = createEmulator();
  const preflight = await emulator.fetch(CREATE, {
    method: "OPTIONS",
    headers: {
      origin: "https://page.example",
      "access-control-request-method": "POST",
      "access-control-request-headers": "content-type,x-api-key,x-other",
    },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
  expect(preflight.headers.get("access-control-allow-methods")).toContain("POST");
  expect(preflight.headers.get("access-control-allow-headers")).toBe("x-api-key,content-type,x-wexa-attempt");
  expect(Number(preflight.headers.get("access-control-max-age"))).toBeGreaterThan(0);

  emulator.fault({ match: { path: "/nowhere" }, status: 503, retryAfter: 1 });
  const replies = [
    await create(emulator),
    await create(emulator, { goal: 1 }),
    await call(emulator, "GET", "/nowhere"),
  ];
  for (const { headers } of replies) {
    expect(headers.get("access-control-allow-origin")).toBe("*");
    const exposed = headers.get("access-control-expose-headers")?.toLowerCase().split(",");
    expect(exposed?.sort()).toEqual(["date", "retry-after", "retry-after-ms", "x-request-id"]);
  }
});

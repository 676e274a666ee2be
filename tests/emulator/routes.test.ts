import { expect, test } from "vitest";
import { AgentflowStore } from "../../npm/emulator/agentflows.ts";
import { createClock } from "../../npm/emulator/clock.ts";
import { EXAMPLES } from "../../npm/emulator/examples/index.ts";
import { ExecutionStore } from "../../npm/emulator/executions.ts";
import { handlersOf } from "../../npm/emulator/handlers.ts";
import { createEmulator } from "../../npm/emulator/index.ts";
import { ScriptBook } from "../../npm/emulator/script.ts";
import { ROUTES } from "../../npm/generated/routes.ts";
import { call, type Reply } from "./api.ts";

type Route = (typeof ROUTES)[number];
type Fields = Readonly<Record<string, string>>;

const emulator = createEmulator();
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
const ID = "67fdea40aac77be632954f13";
const VALUES: Record<string, unknown> = {
  string: ID,
  number: 1,
  integer: 1,
  boolean: true,
  object: {},
  array: [],
  any: {},
};

const rows = ROUTES.map((route): [string, Route] => [route.operation, route]);
const shape = ({ method, path }: Route): string => `${method} ${path.replaceAll(/\{\w+\}/g, "{}")}`;
const pathOf = ({ path }: Route): string => path.replaceAll(/\{\w+\}/g, ID);
const needed = (fields: Fields = {}): string[] =>
  Object.keys(fields).filter((name) => !fields[name]?.endsWith("?"));
const typeOf = (fields: Fields, name: string): string => fields[name]?.replace("?", "") ?? "any";
const filled = (fields: Fields = {}): Record<string, unknown> =>
  Object.fromEntries(needed(fields).map((name) => [name, VALUES[typeOf(fields, name)]]));

/** Sends what a row asks for, and no more, with changes. */
function send(route: Route, query: object = {}, body?: unknown): Promise<Reply> {
  const { method, body: fields, bodyKind } = route;
  const search = new URLSearchParams({ ...filled(route.query), ...query } as Record<string, string>);
  for (const [name, value] of Object.entries(query)) if (value === undefined) search.delete(name);
  const takesBody = fields !== undefined || bodyKind !== undefined;
  const right = fields === undefined ? VALUES[bodyKind ?? ""] : filled(fields);
  return call(emulator, method, `${pathOf(route)}?${search}`, takesBody ? (body ?? right) : undefined);
}

function places({ status, body }: Reply): string[] {
  expect(status).toBe(422);
  return body.detail.map(({ loc }: { loc: string[] }) => loc.join("."));
}

test.each(rows)("%s is answered, and known by its name", async (operation, route) => {
  const { status, body } = await send(route);
  if (status === 404) expect(body.detail).toMatch(/ not found$/);
  else expect([200, 201]).toContain(status);
  const likely = ROUTES.filter((other) => shape(other) === shape(route)).map((other) => other.operation);
  expect(likely).toContain(emulator.requests.at(-1)?.operation);
  if (likely.length === 1) expect(emulator.requests.at(-1)?.operation).toBe(operation);
});

test.each(rows)("%s wants the key", async (_, route) => {
  const response = await emulator.fetch(pathOf(route), { method: route.method });
  expect(response.status).toBe(401);
});

test.each(rows)("%s: its path takes the methods that it says, and ends where it ends", async (_, route) => {
  const refused = await call(emulator, "PROPFIND", pathOf(route));
  expect(refused).toMatchObject({ status: 405, body: { detail: "Method Not Allowed" } });
  const allowed = refused.headers.get("allow")?.split(", ") ?? [];
  expect(allowed).toContain(route.method);
  for (const method of METHODS) {
    const { status } = await call(emulator, method, pathOf(route));
    if (allowed.includes(method)) expect(status, method).not.toBe(405);
    else expect(status, method).toBe(405);
  }
  const beyond = await call(emulator, route.method, `${pathOf(route)}/and/so/on/and/on`);
  expect(beyond).toMatchObject({ status: 404, body: { detail: "Not Found" } });
});

test.each(rows)("%s wants every field that is required, of its type", async (_, route) => {
  const mates = ROUTES.filter((other) => shape(other) === shape(route));
  for (const name of needed(route.query)) {
    // What one of the operations of a route does without is not missed.
    if (!mates.every(({ query }) => needed(query).includes(name))) continue;
    expect(places(await send(route, { [name]: undefined })), name).toContain(`query.${name}`);
  }
  for (const [name, type] of Object.entries(route.query ?? {})) {
    if (!/^(number|integer|boolean)/.test(type)) continue;
    expect(places(await send(route, { [name]: "several" })), name).toContain(`query.${name}`);
  }
  for (const name of needed(route.body)) {
    const { [name]: _, ...others } = filled(route.body);
    expect(places(await send(route, {}, others)), name).toContain(`body.${name}`);
  }
  for (const [name, type] of Object.entries(route.body ?? {})) {
    if (type.startsWith("any")) continue;
    const wrong = { ...filled(route.body), [name]: type.startsWith("string") ? 1 : "text" };
    expect(places(await send(route, {}, wrong)), name).toContain(`body.${name}`);
  }
  const { bodyKind } = route;
  if (bodyKind === undefined || bodyKind === "any") return;
  expect(places(await send(route, {}, "text"))).toEqual(["body"]);
});

test.each(Object.entries(EXAMPLES))("%s answers the documents' example", async (operation, example) => {
  const route = ROUTES.find((other) => other.operation === operation) as Route;
  expect(await send(route)).toMatchObject({ status: 200, body: example });
  expect((await send(route)).body).toEqual(example);
});

test("every operation that is acted out is in the table", () => {
  const clock = createClock("manual");
  const agentflows = new AgentflowStore(clock);
  const executions = new ExecutionStore(clock, new ScriptBook(), agentflows, 1);
  const operations = ROUTES.map(({ operation }) => operation);
  expect(operations).toEqual(
    expect.arrayContaining(Object.keys(handlersOf({ clock, agentflows, executions }))),
  );
  expect(operations).toEqual(expect.arrayContaining(Object.keys(EXAMPLES)));
});

test("what nothing is known of is answered with what was asked", async () => {
  const path = "/actions/whats%20app/start_chat/c1?projectID=p1&more=yes";
  expect((await call(emulator, "POST", path, { phone_numbers: "1", nested: [null] })).body).toEqual({
    ok: true,
    operation: "actions.run",
    ids: { category: "whats app", action: "start_chat", connector_id: "c1" },
    query: { projectID: "p1", more: "yes" },
    body: { phone_numbers: "1", nested: [null] },
  });
});

test.each([
  ["/skills/?projectID=p", "skills.list"],
  ["/skills/?projectID=p&limit=2", "skills.list"],
  ["/skills/?projectID=p&name=n", "skills.getByName"],
  ["/storage/p/t?page=1", "tables.listRecords"],
  ["/storage/p/names", "tables.listNames"],
  ["/v1/project/all?userId=u", "projects.listAll"],
  ["/v1/project/ally", "projects.get"],
  ["/connectors/trigger_actions?projectID=p", "connectors.searchTriggerActions"],
  ["/connectors/", "connectors.list"],
  ["/inbox/execution_flows", "inbox.get"],
])("GET %s is %s", async (path, operation) => {
  await call(emulator, "GET", path);
  expect(emulator.requests.at(-1)?.operation).toBe(operation);
});

test("a fault for an operation also meets a request that could be another one of its route", async () => {
  for (const operation of ["tables.get", "tables.listRecords"]) {
    emulator.fault({ match: { operation }, status: 503 });
    expect((await call(emulator, "GET", "/storage/p/t")).status, operation).toBe(503);
  }
});

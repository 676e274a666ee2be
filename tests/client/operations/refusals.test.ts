import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Client, call, clientOf, rejection, wexa } from "./client.ts";
import {
  type Callable,
  callable,
  fieldsOf,
  idsOf,
  isProject,
  named,
  needsProject,
  queryOf,
  takesBody,
} from "./facts.ts";
import { goldenOf } from "./golden.ts";
import { json, type Recorder, record } from "./recorder.ts";
import { FILLED, PROJECT, USER } from "./values.ts";

let server: Recorder;
beforeAll(async () => {
  server = await record();
});
beforeEach(() => server.answer(json({ execution_id: "sent", status: "sent" })));
afterAll(() => server.stop());

const complete = (): Client => clientOf(server.baseUrl, { projectID: PROJECT, executedBy: USER });

/** The rejection of a call that must not reach the server. */
async function refused(client: Client, fact: Callable, given: unknown[]): Promise<Record<string, unknown>> {
  const error = await rejection(call(client, fact.client, given));
  expect(server.arrived, "requests at the server").toHaveLength(0);
  expect(error.operation).toBe(fact.client);
  expect(error.outcome).toBe("not_sent");
  return error;
}

function expectInvalid(error: Record<string, unknown>, name: string): void {
  expect(error).toBeInstanceOf(wexa.ValidationError);
  expect(error.code).toBe("invalid_request");
  const fields = error.fields as { path: string }[];
  expect(fields.map(({ path }) => path)).toEqual([name]);
}

/** As above, where the name is that of a place in the path: the client may call an `id` a `task_id`, or the other way. */
function expectInvalidId(error: Record<string, unknown>, name: string): void {
  const [field] = error.fields as { path: string }[];
  const plain = (text = ""): string => text.replaceAll("_", "").toLowerCase();
  const [told, known] = [plain(field?.path), plain(name)];
  expect(told !== "" && (told.endsWith(known) || known.startsWith(told)), `${told} is ${known}`).toBe(true);
  expectInvalid(error, field?.path ?? "");
}

/** The arguments with another in one place. */
function withAt(given: unknown[], at: number, other: unknown): unknown[] {
  return given.map((value, index) => (index === at ? other : value));
}

const withIds = callable.flatMap((fact) =>
  idsOf(fact).map((id, at) => [fact.client, id, { fact, id, at }] as const),
);

describe("an id that is no id", () => {
  test.each(withIds)("%s: %s", async (_, __, { fact, id, at }) => {
    for (const wrong of ["", ".", "..", undefined, 7]) {
      const given = withAt(goldenOf(fact, "least").arguments, at, wrong);
      expectInvalidId(await refused(complete(), fact, given), id);
    }
  });

  const inProject = callable.filter((fact) => fact.path_params.some((name) => isProject(fact, name)));

  test.each(named(inProject))("%s: the project", async (_, fact) => {
    for (const projectID of [".", ".."]) {
      const client = clientOf(server.baseUrl, { projectID, executedBy: USER });
      const error = await refused(client, fact, goldenOf(fact, "least").arguments);
      expectInvalid(error, fact.path_params.find((name) => isProject(fact, name)) ?? "");
    }
  });
});

describe("a body without a field that it must have", () => {
  const missing = callable.filter(takesBody).flatMap((fact) =>
    fieldsOf(fact)
      .filter(({ name, required }) => required && !(name in (FILLED[fact.client] ?? {})))
      .map(({ name }) => [fact.client, name, fact] as const),
  );

  test.each(missing)("%s: %s", async (_, name, fact) => {
    const given = goldenOf(fact, "least").arguments;
    const at = idsOf(fact).length;
    const { [name]: left, ...body } = given[at] as Record<string, unknown>;
    expectInvalid(await refused(complete(), fact, withAt(given, at, body)), name);
  });

  const whole = named([...new Set(missing.map(([, , fact]) => fact))]);
  test.each(whole)("%s: no body at all", async (_, fact) => {
    const error = await refused(complete(), fact, idsOf(fact));
    expect(error).toBeInstanceOf(wexa.ValidationError);
  });

  test("executions.create: no user in the request nor in the options", async () => {
    const fact = callable.find(({ client }) => client === "executions.create");
    if (!fact) throw new Error("no facts of executions.create");
    const client = clientOf(server.baseUrl, { projectID: PROJECT });
    const error = await refused(client, fact, goldenOf(fact, "least").arguments);
    expect(error).toBeInstanceOf(wexa.ConfigurationError);
    expect(error.message).toContain("executedBy");
  });
});

describe("a query without a name that it must have", () => {
  const missing = callable.flatMap((fact) =>
    queryOf(fact)
      .filter(({ required }) => required)
      .map(({ name }) => [fact.client, name, fact] as const),
  );

  test.each(missing)("%s: %s", async (_, name, fact) => {
    const given = goldenOf(fact, "least").arguments;
    const { [name]: left, ...query } = given.at(-1) as Record<string, unknown>;
    expectInvalid(await refused(complete(), fact, withAt(given, given.length - 1, query)), name);
  });
});

describe("no project", () => {
  test.each(named(callable.filter(needsProject)))("%s", async (_, fact) => {
    const client = clientOf(server.baseUrl, { executedBy: USER });
    const error = await refused(client, fact, goldenOf(fact, "least").arguments);
    expect(error).toBeInstanceOf(wexa.ConfigurationError);
    expect(error.code).toBe("configuration");
    expect(error.message).toContain("projectID");
  });
});

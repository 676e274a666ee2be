import { expect, test } from "vitest";
import { createEmulator } from "../../npm/emulator/index.ts";
import facts from "../facts/create-executeflow.json" with { type: "json" };
import { call, create, get, list, project, request, start } from "./api.ts";

const ID_FORMS = [/^[0-9a-f]{24}$/, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/];

/** Same keys in the same order, same JSON types, ids of the same form, all the way down. */
function expectSameShape(found: unknown, documented: unknown, path: string): void {
  if (Array.isArray(documented)) {
    expect(Array.isArray(found), path).toBe(true);
    expect((found as unknown[]).length, path).toBe(documented.length);
    documented.forEach((item, index) => {
      expectSameShape((found as unknown[])[index], item, `${path}[${index}]`);
    });
  } else if (typeof documented === "object" && documented !== null) {
    expect(Object.keys(found as object), path).toEqual(Object.keys(documented));
    for (const [key, value] of Object.entries(documented)) {
      expectSameShape((found as Record<string, unknown>)[key], value, `${path}.${key}`);
    }
  } else if (documented === null) {
    expect(found, path).toBeNull();
  } else {
    expect(typeof found, path).toBe(typeof documented);
    const form = ID_FORMS.find((pattern) => pattern.test(String(documented)));
    if (form !== undefined) expect(found, path).toMatch(form);
  }
}

test("a create answers the documented object, field by field", async () => {
  const emulator = createEmulator({ clock: "manual" });
  emulator.script({ steps: 1 });
  const { status, headers, body } = await create(emulator);
  expect(status).toBe(201);
  expect(headers.get("content-type")).toMatch(/^application\/json/);
  expectSameShape(body, facts.response, "execution");
});

test("what was asked for comes back, and the agents of an agentflow keep their ids", async () => {
  const emulator = createEmulator({ clock: "manual" });
  emulator.script({ steps: 1 });
  const { body } = await create(emulator, { input_variables: { topic: { deep: [1, null] } } });
  expect(body).toMatchObject({
    agentflow_id: request.agentflow_id,
    goal: request.goal,
    input_variables: { topic: { deep: [1, null] } },
    projectID: project,
    executed_by: { _id: request.executed_by },
    status: "ready",
    created_at: emulator.clock.now() / 1000,
  });
  expect(body.agentflow.agents[0]._id).toBe(facts.response.agentflow.agents[0]?._id);
});

test("each create is an execution of its own, found by either id and listed newest first", async () => {
  const emulator = createEmulator({ clock: "manual" });
  const first = (await create(emulator)).body;
  const second = (await create(emulator)).body;
  await call(emulator, "POST", "/execute_flow?projectID=other", { ...request, projectID: "other" });
  expect(first.execution_id).not.toBe(second.execution_id);
  expect(await get(emulator, second.execution_id)).toEqual(second);
  expect(await get(emulator, second._id)).toEqual(second);
  expect(await list(emulator)).toEqual([second, first]);
});

test("other projects' executions are not found", async () => {
  const emulator = createEmulator();
  const id = await start(emulator);
  expect((await call(emulator, "GET", `/execute_flow/${id}?projectID=${project}`)).status).toBe(200);
  expect((await call(emulator, "GET", `/execute_flow/${id}?projectID=other`)).status).toBe(404);
});

test("monitoring lists the executions of an agentflow", async () => {
  const emulator = createEmulator();
  const id = await start(emulator);
  await create(emulator, { agentflow_id: "another" });
  const { body } = await call(emulator, "GET", `/execute_flow/${request.agentflow_id}/monitor`);
  expect(body.data.map((execution: { execution_id: string }) => execution.execution_id)).toEqual([id]);
});

test("no more executions are kept than allowed: the oldest finished goes first, else the oldest", async () => {
  const emulator = createEmulator({ clock: "manual", maxExecutions: 3 });
  emulator.script({ stepDuration: Number.POSITIVE_INFINITY });
  emulator.script({ match: { goal: "quick" }, stepDuration: 0 });
  const started: string[] = [];
  for (const goal of ["slow", "quick", "slow", "slow", "slow"]) {
    started.push((await create(emulator, { goal })).body.execution_id);
    expect((await list(emulator)).length).toBeLessThanOrEqual(3);
  }
  const kept = (await list(emulator)).map((execution) => execution.execution_id);
  expect(kept).toEqual([started[4], started[3], started[2]]);
  expect((await call(emulator, "GET", `/execute_flow/${started[1]}`)).status).toBe(404);

  await create(emulator, { goal: "quick" });
  await create(emulator, { goal: "slow" });
  // The quick one has gone before older ones that are still under way.
  expect((await list(emulator)).map((execution) => execution.goal)).toEqual(["slow", "slow", "slow"]);
  expect((await list(emulator)).at(-1)?.execution_id).toBe(started[3]);
});

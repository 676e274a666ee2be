import { expect, test } from "vitest";
import { createEmulator } from "../../npm/emulator/index.ts";
import { call, create, get, project, request } from "./api.ts";

// Of the documented example, up to where it can be read.
const DOCUMENTED = [
  "_id",
  "projectID",
  "created_at",
  "updated_at",
  "status",
  "created_by",
  "execution_ids",
  "execution_nodes",
  "name",
  "executions",
];

test("an execution comes with a task, which is as documented", async () => {
  const emulator = createEmulator({ clock: "manual" });
  const { task_id, execution_id, _id } = (await create(emulator)).body;
  emulator.clock.advance(60_000);
  const { body: task } = await call(emulator, "GET", `/task/${task_id}?projectID=${project}`);
  expect(Object.keys(task)).toEqual(DOCUMENTED);
  expect(task).toMatchObject({
    _id: task_id,
    projectID: project,
    status: "completed",
    created_by: request.executed_by,
    execution_ids: [execution_id],
    execution_nodes: [{ execution_id, _id, execution_type: "execution", children: [] }],
    executions: [{ agentflow_id: request.agentflow_id, conclusion: { conclusion: expect.any(String) } }],
  });
  expect(task.updated_at).toBe(task.created_at + 4);
  expect((await call(emulator, "GET", `/task/${task_id}?projectID=other`)).status).toBe(404);
  expect(await call(emulator, "GET", "/task/nothing")).toMatchObject({
    status: 404,
    body: { detail: "Task not found" },
  });
});

test("what is done to a task is done to its execution", async () => {
  const emulator = createEmulator({ clock: "manual" });
  const { task_id, execution_id } = (await create(emulator)).body;
  const seen: string[] = [];
  for (const action of ["pause", "resume", "stop", "resume"]) {
    const { status, body } = await call(emulator, "POST", `/task/${task_id}/${action}`);
    if (status === 200) expect(body).toEqual({ task_id, status: (await get(emulator, execution_id)).status });
    seen.push(status === 200 ? body.status : status);
  }
  expect(seen).toEqual(["paused", "ready", "cancelled", 409]);
});

test("tasks are listed newest first, from where and as far as asked, of whom asked", async () => {
  const emulator = createEmulator({ clock: "manual" });
  const made: string[] = [];
  for (const executed_by of ["a", "b", "a"])
    made.unshift((await create(emulator, { executed_by })).body.task_id);
  const list = async (query: string): Promise<string[]> => {
    const { body } = await call(emulator, "GET", `/tasks/${project}?${query}`);
    return body.data.map(({ _id }: { _id: string }) => _id);
  };
  expect(await list("")).toEqual(made);
  expect(await list("skip=0&limit=2")).toEqual(made.slice(0, 2));
  expect(await list("skip=2&limit=2")).toEqual(made.slice(2));
  expect(await list("created_by=b")).toEqual([made[1]]);
  expect((await call(emulator, "GET", "/tasks/other")).body.data).toEqual([]);
});

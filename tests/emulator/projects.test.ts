import { expect, test } from "vitest";
import { createEmulator, type Emulator } from "../../npm/emulator/index.ts";
import { call, type Reply } from "./api.ts";

const FIELDS = { orgId: "o1", projectName: "One of mine", description: "d", coworker_role: "Assistant" };

async function made(emulator: Emulator, changes: object = {}): Promise<Reply["body"]> {
  const { status, body } = await call(emulator, "POST", "/v1/project", { ...FIELDS, ...changes });
  expect(status).toBe(200);
  return body;
}

test("a project is created, found by id and by name, changed and deleted", async () => {
  const emulator = createEmulator({ clock: "manual" });
  const created = await made(emulator);
  expect(created).toEqual({
    _id: expect.stringMatching(/^[0-9a-f]{24}$/),
    orgId: "o1",
    projectName: "One of mine",
    description: "d",
    coworkerRole: "Assistant",
    status: "published",
    createdAt: new Date(emulator.clock.now()).toISOString(),
    updatedAt: created.createdAt,
  });
  const path = `/v1/project/${created._id}`;
  expect((await call(emulator, "GET", path)).body).toEqual(created);
  expect((await call(emulator, "GET", "/project/projectName/One%20of%20mine")).body).toEqual(created);

  emulator.clock.advance(1000);
  const change = { ...FIELDS, projectName: "Renamed" };
  const { body: changed } = await call(emulator, "PUT", `/v1/project?projectId=${created._id}`, change);
  expect(changed).toEqual({ ...created, projectName: "Renamed", updatedAt: expect.any(String) });
  expect(changed.updatedAt).not.toBe(created.updatedAt);
  expect((await call(emulator, "GET", "/project/projectName/One%20of%20mine")).status).toBe(404);

  expect((await call(emulator, "DELETE", path)).body).toEqual({ _id: created._id, is_deleted: true });
  for (const method of ["GET", "DELETE"]) {
    expect(await call(emulator, method, path)).toMatchObject({
      status: 404,
      body: { detail: "Project not found" },
    });
  }
});

test("projects are listed newest first, page by page, by status and organization", async () => {
  const emulator = createEmulator();
  for (const status of ["published", "draft", "published"]) await made(emulator, { status });
  await made(emulator, { orgId: "o2" });
  const list = async (query: string): Promise<Reply["body"]> =>
    (await call(emulator, "GET", `/v1/project?${query}`)).body;
  const all = (await list("")).projectList;
  expect(all.map(({ status, orgId }: Reply["body"]) => [status, orgId])).toEqual([
    ["published", "o2"],
    ["published", "o1"],
    ["draft", "o1"],
    ["published", "o1"],
  ]);
  expect(await list("page=2&limit=3")).toEqual({ projectList: all.slice(3), totalCount: 4 });
  expect((await list("status=published&orgId=o1")).totalCount).toBe(2);
  expect((await call(emulator, "GET", "/v1/project/all?userId=u")).body.projectList).toEqual(all);
});

test("the agentflows of a project go with it", async () => {
  const emulator = createEmulator();
  const { _id: projectID } = await made(emulator);
  const fields = { name: "n", description: "d", role: "r", projectID };
  const { body } = await call(emulator, "POST", "/agentflow/", fields);
  await call(emulator, "DELETE", `/v1/project/${projectID}`);
  expect((await call(emulator, "GET", `/agentflow/${body._id}`)).status).toBe(404);
});

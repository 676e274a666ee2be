import { expect, test } from "vitest";
import { createEmulator, type Emulator } from "../../npm/emulator/index.ts";
import { call, project, type Reply } from "./api.ts";

const FIELDS = {
  coworker_id: "c1",
  goal: { action: "a" },
  template: "t",
  display_template: "d",
  schedule: 3600,
};

async function made(emulator: Emulator, changes: object = {}): Promise<Reply["body"]> {
  const path = `/schedule/coworker?projectID=${project}`;
  const { status, body } = await call(emulator, "POST", path, { ...FIELDS, ...changes });
  expect(status).toBe(200);
  return body;
}

test("a schedule is created, changed in part and deleted, in its project", async () => {
  const emulator = createEmulator({ clock: "manual" });
  const created = await made(emulator);
  expect(created).toEqual({
    ...FIELDS,
    _id: expect.stringMatching(/^[0-9a-f]{24}$/),
    projectID: project,
    status: "active",
    created_at: emulator.clock.now() / 1000,
    updated_at: created.created_at,
  });
  const path = `/schedule/coworker/${created._id}`;
  expect((await call(emulator, "GET", path)).body).toEqual(created);
  expect((await call(emulator, "PATCH", `${path}?projectID=other`, { schedule: 1 })).status).toBe(404);
  emulator.clock.advance(5000);
  expect((await call(emulator, "PATCH", `${path}?projectID=${project}`, { schedule: 7200 })).body).toEqual({
    ...created,
    schedule: 7200,
    updated_at: created.created_at + 5,
  });
  expect((await call(emulator, "DELETE", `${path}?projectID=${project}`)).body).toEqual({
    _id: created._id,
    is_deleted: true,
  });
  expect((await call(emulator, "GET", path)).status).toBe(404);
});

test("schedules are listed newest first, page by page, by what is asked for", async () => {
  const emulator = createEmulator();
  for (const [coworker_id, template] of [
    ["c1", "tea"],
    ["c2", "coffee"],
    ["c1", "milk"],
  ]) {
    await made(emulator, { coworker_id, template });
  }
  const list = async (query: string): Promise<string[]> => {
    const { body } = await call(emulator, "GET", `/schedules/coworker?projectID=${project}&${query}`);
    return body.data.map(({ template }: { template: string }) => template);
  };
  expect(await list("")).toEqual(["milk", "coffee", "tea"]);
  expect(await list("page_no=2&limit=2")).toEqual(["tea"]);
  expect(await list("coworker_id=c1&search_key=te")).toEqual(["tea"]);
  expect(await list("status=paused")).toEqual([]);
});

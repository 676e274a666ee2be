import { expect, test } from "vitest";
import { createEmulator, type Emulator, type Script } from "../../npm/emulator/index.ts";
import { change, create, get, start } from "./api.ts";

function scripted(script: Script = {}): Emulator {
  const emulator = createEmulator({ clock: "manual", stepDuration: 1000 });
  emulator.script(script);
  return emulator;
}

test("a run is ready, runs, gives one output after the other, and concludes", async () => {
  const emulator = scripted({ steps: 2, output: [{ output: "one" }], conclusion: "# Both" });
  const created = emulator.clock.now();
  const id = await start(emulator);
  const seen: [string, number, unknown][] = [];
  for (let look = 0; look < 5; look += 1) {
    const { status, agents_output, conclusion } = await get(emulator, id);
    seen.push([status, agents_output.length, conclusion]);
    emulator.clock.advance(look === 0 ? 999 : look === 1 ? 1 : 1000);
  }
  expect(seen).toEqual([
    ["ready", 0, null],
    ["ready", 0, null],
    ["running", 0, null],
    ["running", 1, null],
    ["completed", 2, { conclusion: "# Both" }],
  ]);
  const { agents_output, end_time } = await get(emulator, id);
  expect(agents_output[0]).toEqual({ output: "one" });
  expect(agents_output[1].output).toContain("Agent 2");
  expect(end_time).toBe((created + 3000) / 1000);
});

test("time that nobody looked at has passed all the same", async () => {
  const emulator = scripted({ steps: 3 });
  const created = emulator.clock.now();
  const id = await start(emulator);
  emulator.clock.advance(1e9);
  expect(await get(emulator, id)).toMatchObject({ status: "completed", end_time: (created + 4000) / 1000 });
});

test("a run without duration is ready in the create's reply and over at the next look", async () => {
  const emulator = scripted({ stepDuration: 0 });
  const { body } = await create(emulator);
  expect(body.status).toBe("ready");
  expect((await get(emulator, body.execution_id)).status).toBe("completed");
});

test("a run fails where its script says, and says why", async () => {
  const emulator = scripted({ steps: 3, failAt: 1, error: "no credits" });
  const id = await start(emulator);
  emulator.clock.advance(10_000);
  const failed = await get(emulator, id);
  expect(failed).toMatchObject({ status: "failed", error: "no credits", conclusion: null });
  expect(failed.agents_output).toHaveLength(1);
});

test("a run that has ended has the analytics of its script, and none without", async () => {
  const analytics = { overall: { total_tokens: 12, total_price: 0.5 } };
  const emulator = scripted({ steps: 1, analytics });
  const id = await start(emulator);
  expect(await get(emulator, id)).not.toHaveProperty("analytics");
  emulator.clock.advance(10_000);
  expect(await get(emulator, id)).toMatchObject({ status: "completed", analytics });

  emulator.clearScripts();
  const other = await start(emulator);
  emulator.clock.advance(10_000);
  expect(await get(emulator, other)).not.toHaveProperty("analytics");
});

test("the latest script that matches decides", async () => {
  const emulator = scripted({ steps: 5 });
  emulator.script({ match: { goal: "short" }, steps: 1 });
  const agents = async (goal: string): Promise<number> =>
    (await create(emulator, { goal })).body.agentflow.agents.length;
  expect([await agents("short"), await agents("long")]).toEqual([1, 5]);
  emulator.clearScripts();
  expect(await agents("short")).toBe(3);
});

test("a script can say what statuses are called, and changes nothing else of the run", async () => {
  const emulator = scripted({ steps: 1, statuses: { running: "brewing", cancelled: "canceled" } });
  const id = await start(emulator);
  emulator.clock.advance(1000);
  expect((await get(emulator, id)).status).toBe("brewing");
  expect((await change(emulator, id, "pause")).body.status).toBe("paused");
  expect((await change(emulator, id, "resume")).body.status).toBe("brewing");
  expect((await change(emulator, id, "cancel")).body.status).toBe("canceled");
  expect((await get(emulator, id)).status).toBe("canceled");
  expect((await change(emulator, id, "resume")).status).toBe(409);
});

test("pause keeps what was done and what was left to do", async () => {
  const emulator = scripted({ steps: 2 });
  const id = await start(emulator);
  emulator.clock.advance(1700);
  expect((await change(emulator, id, "pause")).body).toEqual({ execution_id: id, status: "paused" });
  emulator.clock.advance(60_000);
  expect(await get(emulator, id)).toMatchObject({ status: "paused", agents_output: [] });
  expect((await change(emulator, id, "resume")).body).toEqual({ execution_id: id, status: "running" });
  emulator.clock.advance(299);
  expect((await get(emulator, id)).agents_output).toHaveLength(0);
  emulator.clock.advance(1);
  expect((await get(emulator, id)).agents_output).toHaveLength(1);
});

test("a run that is paused before it began is ready again afterwards", async () => {
  const emulator = scripted();
  const id = await start(emulator);
  await change(emulator, id, "pause");
  expect((await change(emulator, id, "resume")).body.status).toBe("ready");
});

test.each(["cancel", ""])("cancel ends a run for good (path suffix %j)", async (suffix) => {
  const emulator = scripted();
  const id = await start(emulator);
  emulator.clock.advance(1500);
  const end_time = emulator.clock.now() / 1000;
  expect((await change(emulator, id, suffix)).body).toEqual({ execution_id: id, status: "cancelled" });
  emulator.clock.advance(60_000);
  expect(await get(emulator, id)).toMatchObject({ status: "cancelled", end_time, conclusion: null });
  for (const action of ["pause", "resume"]) {
    const refused = await change(emulator, id, action);
    expect(refused.status, action).toBe(409);
    expect(refused.body.detail, action).toMatch(/cancelled cannot be/);
  }
});

test("what has been done already can be asked for again, as after a lost reply", async () => {
  const emulator = scripted();
  const id = await start(emulator);
  for (const action of ["resume", "pause", "pause", "resume", "resume", "cancel", "cancel"]) {
    expect((await change(emulator, id, action)).status, action).toBe(200);
  }
});

test.each(["completed", "failed"])("nothing but execute is left to do with a %s run", async (status) => {
  const emulator = scripted(status === "failed" ? { failAt: 0 } : {});
  const id = await start(emulator);
  emulator.clock.advance(60_000);
  for (const action of ["pause", "resume", "cancel"]) {
    expect((await change(emulator, id, action)).status, action).toBe(409);
  }
  expect((await change(emulator, id, "execute")).body).toEqual({ execution_id: id, status: "ready" });
  const { status: again, agents_output, end_time, conclusion } = await get(emulator, id);
  expect({ again, agents_output, end_time, conclusion }).toEqual({
    again: "ready",
    agents_output: [],
    end_time: null,
    conclusion: null,
  });
  emulator.clock.advance(60_000);
  expect((await get(emulator, id)).status).toBe(status);
});

test("a run that is under way is not executed a second time", async () => {
  const emulator = scripted();
  const id = await start(emulator);
  emulator.clock.advance(1500);
  expect((await change(emulator, id, "execute")).status).toBe(409);
  await change(emulator, id, "pause");
  expect((await change(emulator, id, "execute")).status).toBe(409);
});

test("the real clock follows the time of day, and can be moved on", async () => {
  const emulator = createEmulator({ stepDuration: 60_000 });
  expect(Math.abs(emulator.clock.now() - Date.now())).toBeLessThan(1000);
  const id = await start(emulator);
  emulator.clock.advance(60_000);
  expect((await get(emulator, id)).status).toBe("running");
});

test("the manual clock stands still, goes forward only, and dates the replies", async () => {
  const emulator = scripted();
  const start = emulator.clock.now();
  expect(emulator.clock.advance(86_400_000)).toBe(start + 86_400_000);
  expect(emulator.clock.now()).toBe(start + 86_400_000);
  const { headers } = await create(emulator);
  expect(Date.parse(headers.get("date") ?? "")).toBe(Math.floor(emulator.clock.now() / 1000) * 1000);
  for (const ms of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => emulator.clock.advance(ms)).toThrow(RangeError);
  }
});

test.each(["manual", "real"] as const)("a %s clock starts where it is told to", async (clock) => {
  const startAt = Date.UTC(2026, 0, 1);
  const emulator = createEmulator({ clock, startAt });
  const { body } = await create(emulator);
  expect(body.created_at * 1000 - startAt).toBeGreaterThanOrEqual(0);
  expect(body.created_at * 1000 - startAt).toBeLessThan(clock === "manual" ? 1 : 60_000);
  emulator.clock.advance(5000);
  expect(emulator.clock.now() - startAt).toBeGreaterThanOrEqual(5000);
  expect(() => createEmulator({ startAt: Number.NaN })).toThrow(RangeError);
});

test.each<[string, object]>([
  ["no steps", { steps: 0 }],
  ["a step that is none", { steps: 2, failAt: 2 }],
  ["a question at no step", { asks: [{ step: 3, type: "preview" }] }],
  ["a question of no kind", { asks: [{ step: 0, type: "riddle" }] }],
  ["a misspelt name", { setps: 2 }],
  ["a time that is none", { stepDuration: -1 }],
  ["a word for a status that there is not", { statuses: { running: "brewing", sleeping: "asleep" } }],
  ["a status that is no word", { statuses: { running: 5 } }],
])("a script with %s is refused at once", (_, script) => {
  expect(() => createEmulator().script(script)).toThrow(RangeError);
});

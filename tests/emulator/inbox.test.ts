import { expect, test } from "vitest";
import { type Ask, createEmulator, type Emulator } from "../../npm/emulator/index.ts";
import { call, change, get, project, type Reply, request, start } from "./api.ts";

// Fields of the documented example, up to where the page is readable.
const DOCUMENTED = [
  "_id",
  "type",
  "status",
  "created_at",
  "updated_at",
  "agent_id",
  "coworker_id",
  "coworker_name",
  "agent_title",
  "summary",
  "execution_id",
  "projectID",
  "executed_by",
  "preview",
];

function asking(...asks: Ask[]): Emulator {
  const emulator = createEmulator({ clock: "manual", stepDuration: 1000 });
  emulator.script({ steps: 2, asks });
  return emulator;
}

async function inbox(emulator: Emulator, query = ""): Promise<Reply["body"]> {
  return (await call(emulator, "GET", `/inbox?projectID=${project}${query}`)).body;
}

test("a preview waits in the inbox, as documented, until it is approved", async () => {
  const emulator = asking({ step: 1, type: "preview", summary: "Look at this", input: { title: "A" } });
  const id = await start(emulator);
  emulator.clock.advance(60_000);
  const waiting = await get(emulator, id);
  expect(waiting).toMatchObject({ status: "input_required", end_time: null });
  expect(waiting.agents_output).toHaveLength(1);

  const { total_count, inbox_requests } = await inbox(emulator, "&status=pending&type=preview");
  expect(total_count).toBe(1);
  const [item] = inbox_requests;
  expect(Object.keys(item)).toEqual(DOCUMENTED);
  expect(item).toMatchObject({
    status: "pending",
    type: "preview",
    summary: "Look at this",
    agent_id: waiting.agentflow.agents[1]._id,
    execution_id: id,
    projectID: project,
    executed_by: request.executed_by,
    created_at: waiting.created_at * 1000 + 2000,
    preview: {
      is_approved: false,
      modified_inputs_during_preview: [],
      preview_input: { skill: { input: { title: "A" } } },
    },
  });
  expect((await call(emulator, "GET", `/inbox/${item._id}`)).body).toEqual(item);

  const answer = {
    agent_id: item.agent_id,
    is_approved: false,
    preview_input: { skill: { input: { title: "B" } } },
  };
  const path = `/inbox/update/preview/${id}?projectID=${project}`;
  const mistaken = `/inbox/update/anomaly_detection/${id}`;
  expect((await call(emulator, "POST", mistaken, { is_approved: true })).status).toBe(409);
  const draft = await call(emulator, "POST", path, answer);
  expect(draft.body).toMatchObject({
    status: "pending",
    preview: { is_approved: false, preview_input: answer.preview_input },
  });
  expect((await get(emulator, id)).status).toBe("input_required");

  const approved = await call(emulator, "POST", path, { ...answer, is_approved: true });
  expect(approved.body).toMatchObject({
    status: "approved",
    updated_at: emulator.clock.now(),
    preview: { is_approved: true },
  });
  expect((await get(emulator, id)).status).toBe("running");
  emulator.clock.advance(1000);
  expect((await get(emulator, id)).status).toBe("completed");
  expect((await call(emulator, "POST", path, answer)).status).toBe(409);
});

test("a runtime input is a draft until it is submitted", async () => {
  const emulator = asking({ step: 0, type: "runtime_input" });
  const id = await start(emulator);
  emulator.clock.advance(1000);
  const [item] = (await inbox(emulator)).inbox_requests;
  const send = (is_submitted: boolean, agent_id = item.agent_id): Promise<Reply> =>
    call(emulator, "POST", `/inbox/update/runtime_input/${id}`, {
      is_submitted,
      values: { city: "Pune" },
      agent_id,
    });

  expect((await send(true, "f".repeat(24))).status).toBe(409);
  expect((await send(false)).body).toMatchObject({
    status: "pending",
    runtime_input: { values: { city: "Pune" } },
  });
  expect((await get(emulator, id)).status).toBe("input_required");
  expect((await send(true)).body.status).toBe("completed");
  expect((await get(emulator, id)).status).toBe("running");
});

test("an anomaly needs a decision, and no is not one", async () => {
  const emulator = asking({ step: 0, type: "anomaly_detection" });
  const id = await start(emulator);
  emulator.clock.advance(1000);
  const decide = (is_approved: boolean): Promise<Reply> =>
    call(emulator, "POST", `/inbox/update/anomaly_detection/${id}`, { is_approved });
  expect((await decide(false)).body.status).toBe("pending");
  expect((await get(emulator, id)).status).toBe("input_required");
  expect((await decide(true)).body.status).toBe("approved");
  expect((await get(emulator, id)).status).toBe("running");
});

test("questions of one step come one after the other", async () => {
  const emulator = asking({ step: 0, type: "anomaly_detection" }, { step: 0, type: "preview" });
  const id = await start(emulator);
  emulator.clock.advance(1000);
  expect((await inbox(emulator)).total_count).toBe(1);
  await call(emulator, "POST", `/inbox/update/anomaly_detection/${id}`, { is_approved: true });
  expect((await get(emulator, id)).status).toBe("input_required");
  expect((await inbox(emulator, "&status=pending")).inbox_requests[0].type).toBe("preview");
});

test("an answer to a paused run counts once it is resumed", async () => {
  const emulator = asking({ step: 0, type: "anomaly_detection" });
  const id = await start(emulator);
  emulator.clock.advance(1000);
  expect((await change(emulator, id, "resume")).status).toBe(409);
  await change(emulator, id, "pause");
  await call(emulator, "POST", `/inbox/update/anomaly_detection/${id}`, { is_approved: true });
  expect((await get(emulator, id)).status).toBe("paused");
  expect((await change(emulator, id, "resume")).body.status).toBe("running");
});

test("a cancelled run asks nothing any more", async () => {
  const emulator = asking({ step: 0, type: "anomaly_detection" });
  const id = await start(emulator);
  emulator.clock.advance(1000);
  expect((await inbox(emulator)).total_count).toBe(1);
  await change(emulator, id, "cancel");
  expect((await inbox(emulator)).total_count).toBe(0);
  expect(
    (await call(emulator, "POST", `/inbox/update/anomaly_detection/${id}`, { is_approved: true })).status,
  ).toBe(409);
});

test("the list goes on after an item, newest first, and no further than its limit", async () => {
  const emulator = asking({ step: 0, type: "preview" });
  for (let run = 0; run < 3; run += 1) {
    await start(emulator);
    emulator.clock.advance(1);
  }
  emulator.clock.advance(60_000);
  const all = (await inbox(emulator)).inbox_requests;
  const times = all.map((item: { created_at: number }) => item.created_at);
  expect(times).toEqual([...times].sort((a, b) => b - a));
  expect(await inbox(emulator, "&limit=1")).toEqual({ total_count: 3, inbox_requests: [all[0]] });
  expect((await inbox(emulator, `&after_id=${all[0]._id}&limit=9`)).inbox_requests).toEqual(all.slice(1));
  expect((await call(emulator, "GET", "/inbox?projectID=other")).body.total_count).toBe(0);
  expect((await call(emulator, "GET", "/inbox/nothing")).status).toBe(404);
});

test("an item can be put into the inbox by hand", async () => {
  const emulator = createEmulator({ clock: "manual" });
  const fields = { type: "preview", summary: "Look", execution_id: "e1", projectID: project };
  const { body: item } = await call(emulator, "POST", "/inbox/create", fields);
  expect(Object.keys(item)).toEqual(DOCUMENTED.slice(0, -1));
  expect(item).toMatchObject({
    ...fields,
    _id: expect.stringMatching(/^[0-9a-f]{24}$/),
    status: "pending",
    created_at: emulator.clock.now(),
  });
  expect(await inbox(emulator)).toEqual({ total_count: 1, inbox_requests: [item] });
  expect((await call(emulator, "GET", `/inbox/${item._id}`)).body).toEqual(item);
});

import { expect, test } from "vitest";
import { createEmulator, type Emulator } from "../../npm/emulator/index.ts";
import { call, create, project, type Reply } from "./api.ts";

const FIELDS = { name: "Writers", description: "Write", role: "Writing", projectID: project };
const AGENT = {
  _id: "68075b23f6570e1e34cbece0",
  role: "writer",
  title: "Writer",
  skills: ["68063653fc2e1fb8597c775f"],
  context: [],
  llm: { model: "azure/gpt-4o", max_tokens: 10000, temperature: 0 },
  memory: { memory_type: "lt" },
  agent_type: "skilled_agent",
  role_description: "writes",
  prompt: { template: "write", variables: [], display_template: "[]" },
  triggers: [],
  has_knowledge_base: false,
  is_user_specific_task: false,
  is_preview_mode_enabled: false,
  conditions: [{ decision: "", condition: "" }],
};

async function made(emulator: Emulator, changes: object = {}): Promise<Reply["body"]> {
  const { status, body } = await call(emulator, "POST", "/agentflow/", { ...FIELDS, ...changes });
  expect(status).toBe(200);
  return body;
}

function add(emulator: Emulator, id: string, agent: object): Promise<Reply> {
  return call(emulator, "POST", `/agentflow/${id}/skilled?projectID=${project}`, agent);
}

test("an agentflow has the documented fields, no agents at first, and is found again", async () => {
  const emulator = createEmulator({ clock: "manual" });
  const agentflow = await made(emulator);
  expect(agentflow).toMatchObject({
    ...FIELDS,
    _id: expect.stringMatching(/^[0-9a-f]{24}$/),
    isActive: true,
    is_deleted: false,
    is_cron_scheduled: false,
    anomaly_detection: { is_enabled: false, instructions: "" },
    agents: [],
    created_at: emulator.clock.now() / 1000,
  });
  const path = `/agentflow/${agentflow._id}`;
  expect((await call(emulator, "GET", path)).body).toEqual(agentflow);
  expect((await call(emulator, "GET", `${path}/user/u/project/${project}`)).body).toEqual(agentflow);
  expect((await call(emulator, "GET", `${path}/user/u/project/other`)).status).toBe(404);
});

test("its agents are added, changed, and run in order by the executions started with it", async () => {
  const emulator = createEmulator({ clock: "manual" });
  const { _id } = await made(emulator);
  await add(emulator, _id, AGENT);
  const { body } = await add(emulator, _id, { ...AGENT, _id: "68075b23f6570e1e34cbece1", title: "Reader" });
  expect(body.initialAgent).toBe(AGENT._id);
  expect(body.agents[0]).toMatchObject({ ...AGENT, skills: [{ _id: AGENT.skills[0] }] });
  expect((await add(emulator, _id, AGENT)).status).toBe(409);
  const update = `/agentflow/${_id}/update/skilled/${AGENT._id}?projectID=${project}`;
  expect((await call(emulator, "POST", update, { ...AGENT, title: "Author" })).body.agents[0].title).toBe(
    "Author",
  );

  const { body: execution } = await create(emulator, { agentflow_id: _id });
  expect(execution.agentflow).toMatchObject({
    agentflow_id: _id,
    name: "Writers",
    initialAgent: AGENT._id,
    agents: [
      { _id: AGENT._id, title: "Author", llm: AGENT.llm, next_agent: "68075b23f6570e1e34cbece1" },
      { title: "Reader", next_agent: null },
    ],
  });
  emulator.script({ steps: 3 });
  const { agents } = (await create(emulator, { agentflow_id: _id })).body.agentflow;
  expect(agents.map(({ title }: { title: string }) => title)).toEqual(["Author", "Reader", "Agent 3"]);
});

test("an agentflow without agents runs like any that was never created", async () => {
  const emulator = createEmulator();
  const { _id } = await made(emulator);
  expect((await create(emulator, { agentflow_id: _id })).body.agentflow.agents).toHaveLength(3);
});

test("an update changes what it gives, but not what it is", async () => {
  const emulator = createEmulator();
  const agentflow = await made(emulator);
  const changes = { name: "New", default_goal: "more", _id: "other", projectID: "other", agents: ["none"] };
  expect((await call(emulator, "PUT", `/agentflow/${agentflow._id}`, changes)).body).toMatchObject({
    ...agentflow,
    name: "New",
    default_goal: "more",
    agents: [],
    updated_at: expect.any(Number),
  });
});

test("agentflows are listed newest first, by project, from where and as far as asked", async () => {
  const emulator = createEmulator();
  const ids: string[] = [];
  for (let number = 0; number < 3; number += 1) ids.unshift((await made(emulator))._id);
  const other = (await made(emulator, { projectID: "other" }))._id;
  const list = async (query: string): Promise<string[]> => {
    const { body } = await call(emulator, "GET", `/agentflows?${query}`);
    return body.agentflows.map(({ _id }: { _id: string }) => _id);
  };
  expect(await list("")).toEqual([other, ...ids]);
  expect(await list(`projectID=${project}&skip=0`)).toEqual(ids);
  expect(await list(`projectID=${project}&skip=1&limit=1`)).toEqual([ids[1]]);
});

test("a thousand agentflows are kept, and fifty agents of one", async () => {
  const emulator = createEmulator();
  const first = (await made(emulator))._id;
  for (let number = 0; number < 1000; number += 1) await made(emulator);
  expect((await call(emulator, "GET", `/agentflow/${first}`)).status).toBe(404);
  expect((await call(emulator, "GET", "/agentflows?limit=5000")).body.agentflows).toHaveLength(1000);
  const { _id } = await made(emulator);
  for (let number = 0; number < 50; number += 1) await add(emulator, _id, { ...AGENT, _id: `${number}` });
  expect((await add(emulator, _id, AGENT)).status).toBe(409);
});

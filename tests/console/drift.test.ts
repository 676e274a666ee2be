// The API drifts: what a reply lacks, or has in another form, must not take the page away from a run that was paid for.
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { Chromium, connect, outputs, picture, shows, startOther } from "./visit.ts";

const stage = new Chromium();
vi.setConfig({ testTimeout: 90_000 });

beforeAll(() => stage.open());
afterEach(() => stage.clearAll());
afterAll(() => stage.close());

// biome-ignore lint/suspicious/noExplicitAny: replies are bent in ways that no type allows
type Bend = (execution: any) => void;

/** The emulator, with every execution in its replies changed. */
function bent(bend: Bend): Promise<string> {
  return stage.listen(async (request) => {
    const { url, method, headers } = request;
    const body = method === "POST" ? await request.text() : null;
    const reply = await stage.emulator.handle(new Request(url, { method, headers, body }));
    if (reply.status === 204 || !new URL(url).pathname.startsWith("/execute_flow")) return reply;
    const value = await reply.json();
    for (const execution of [value].flat()) if (execution.execution_id) bend(execution);
    return new Response(JSON.stringify(value), { status: reply.status, headers: reply.headers });
  });
}

test("agents that lead in a circle, to each other and to nobody are all drawn", async () => {
  const { page, complaints } = await stage.visit();
  const address = await bent(({ agentflow }) => {
    if (!agentflow) return;
    const [first, second, third] = agentflow.agents;
    Object.assign(first, { next_agent: third._id });
    Object.assign(second, { next_agent: third._id, title: "" });
    Object.assign(third, { next_agent: first._id, title: "Third" });
    agentflow.agents.push({ _id: "alone", title: "Alone", next_agent: "nobody" });
  });
  await connect(page, address);
  await startOther(page, "circle");
  await shows(page, "Completed");
  await expect
    .poll(() => page.locator(".agent-name").allTextContents())
    .toEqual(["Agent 1", "Third", "Agent 2", "Alone"]);
  await expect.poll(() => page.locator(".arrow").count()).toBe(3);
  // Each has a place of its own.
  const places = await page.locator(".agent").evaluateAll((agents) =>
    agents.map((agent) => {
      const { x, y } = agent.getBoundingClientRect();
      return `${Math.round(x)} ${Math.round(y)}`;
    }),
  );
  expect(new Set(places).size).toBe(4);
  await picture(page, "circle");
  expect(complaints).toEqual([]);
});

test("an execution with nothing but its id and its status is followed to its end", async () => {
  const { page, complaints } = await stage.visit();
  const address = await bent((execution) => {
    for (const name of Object.keys(execution)) {
      if (name !== "execution_id" && name !== "status") delete execution[name];
    }
  });
  await connect(page, address);
  await startOther(page, "bare");
  await shows(page, "Completed");
  await expect.poll(() => page.locator("h1").textContent()).toBe("Agentflow without a name");
  const words = (await page.locator("body").textContent()) ?? "";
  expect(words).not.toMatch(/NaN|undefined|Invalid Date|\[object/);
  expect(complaints).toEqual([]);
});

test("outputs in forms that nobody has documented are shown", async () => {
  const { page, complaints } = await stage.visit();
  const address = await bent((execution) => {
    if (!execution.agents_output?.length) return;
    execution.agents_output = [
      "text",
      { result: "**found**" },
      [1, 2],
      null,
      { agent_id: "stranger", other: 5 },
    ];
    execution.conclusion = "a plain *string*";
  });
  await connect(page, address);
  await startOther(page, "forms");
  await shows(page, "Completed");
  const shown = await outputs(page);
  expect(shown[0]).toBe("text");
  expect(shown[1]).toBe("found");
  expect(JSON.parse(shown[2] ?? "")).toEqual([1, 2]);
  expect(shown[3]).toBe("It gave nothing.");
  expect(JSON.parse(shown[4] ?? "")).toEqual({ agent_id: "stranger", other: 5 });
  await expect.poll(() => page.locator(".conclusion").textContent()).toMatch(/^\s*a plain string\s*$/);
  expect(complaints).toEqual([]);
});

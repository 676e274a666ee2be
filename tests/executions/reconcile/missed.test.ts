// A create whose reply is lost rejects as it would have, where no execution, or more than one, can be its own.
import { describe, expect, test } from "vitest";
import {
  clientWith,
  elsewhere,
  failure,
  RECONCILE,
  request,
  stage,
  started,
  turn,
  turnClock,
  USER,
  value,
  wexa,
} from "../../support/turned-clock.ts";

turnClock();

describe("not started", () => {
  test("it rejects as it would have, in ten seconds, after three looks", async () => {
    const set = stage();
    set.emulator.fault({ reset: "before" });
    const before = Date.now();
    const error = await failure(set.client.executions.create(request(), RECONCILE));
    expect(Date.now() - before).toBeLessThan(10_000);
    expect(error).toBeInstanceOf(wexa.ConnectionError);
    expect(error).toMatchObject({ code: "connection", outcome: "unknown", retryable: false, attempts: 1 });
    expect(error).toMatchObject({ operation: "executions.create", candidates: [] });
    expect(error.message).toMatch(/no response from the server.*searched 3 times.*0 candidates$/);
    expect(error.cause).toBeInstanceOf(TypeError);
    expect(set.count("executions.list")).toBe(3);
    expect(set.count("executions.create")).toBe(1);
  });

  test("the kind of the error stays, with what the server said", async () => {
    const set = stage();
    set.emulator.fault({ status: 500, body: { detail: "boom" } });
    const error = await failure(set.client.executions.create(request(), RECONCILE));
    expect(error).toBeInstanceOf(wexa.ServerError);
    expect(error).toMatchObject({
      code: "server",
      status: 500,
      outcome: "unknown",
      body: { detail: "boom" },
    });
    expect(error.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("all looks fail", async () => {
    const set = stage();
    set.emulator.fault({ reset: "after" });
    set.emulator.fault({ match: { operation: "executions.list" }, status: 500, times: 100 });
    const error = await failure(set.client.executions.create(request(), RECONCILE));
    expect(error).toMatchObject({ code: "connection", outcome: "unknown", candidates: [] });
    expect(error.message).toMatch(/searched 3 times.*3 searches failed/);
    expect(set.count("executions.create")).toBe(1);
  });

  test.each([
    ["agentflow", { agentflow_id: "67fdea40aac77be632954f77" }],
    ["goal", { goal: "another" }],
    ["user", { executed_by: "67fdea40aac77be632954f77" }],
    ["variables", { input_variables: { a: 2 } }],
    ["more variables", { input_variables: { a: 1, b: 1 } }],
    ["fewer variables", { input_variables: {} }],
  ])("another execution is not taken for it: %s", async (_, other) => {
    const set = stage();
    const asked = request({ input_variables: { a: 1 } });
    set.emulator.fault({ reset: "before" });
    const promise = set.client.executions.create(asked, RECONCILE);
    await turn(100);
    await elsewhere(set, { ...asked, ...other });
    expect(await failure(promise)).toMatchObject({ outcome: "unknown", candidates: [] });
  });

  test("what is certainly refused, or was never sent, is not looked for", async () => {
    const set = stage();
    set.emulator.fault({ status: 422, body: { detail: "no" } });
    expect((await failure(set.client.executions.create(request(), RECONCILE))).outcome).toBe("refused");
    const unfit = { ...request(), input_variables: { when: Number.NaN } };
    expect((await failure(set.client.executions.create(unfit, RECONCILE))).outcome).toBe("not_sent");
    expect(set.count("executions.list")).toBe(0);
  });
});

describe("several that can be it", () => {
  test("it rejects at once, and shows them", async () => {
    const set = stage();
    const asked = request();
    set.emulator.fault({ reset: "after" });
    const promise = set.client.executions.create(asked, RECONCILE);
    await turn(100);
    await elsewhere(set, asked);
    const error = await failure(promise);
    expect(error).toMatchObject({ code: "connection", outcome: "unknown" });
    expect(error.candidates).toHaveLength(2);
    expect(error.candidates).toEqual(expect.arrayContaining(await started(set)));
    expect(error.message).toContain("2 candidates");
    expect(set.count("executions.list")).toBe(2); // One of them is this test's.
  });

  test("a key that the server echoes is not in them", async () => {
    const set = stage();
    const asked = request({ input_variables: { echo: set.emulator.apiKey } });
    set.emulator.fault({ reset: "after" });
    const promise = set.client.executions.create(asked, RECONCILE);
    await turn(100);
    await elsewhere(set, asked);
    const { candidates } = await failure(promise);
    expect(candidates.map((candidate) => candidate.input_variables)).toEqual([
      { echo: "[redacted]" },
      { echo: "[redacted]" },
    ]);
  });
});

test("more starts than are remembered: nothing is guessed", async () => {
  let lose = false;
  let asked = {};
  const client = clientWith(async (_, init) => {
    const created = { execution_id: crypto.randomUUID(), status: "ready" };
    if (init?.method !== "POST") {
      const fields = { ...created, executed_by: USER, created_at: Date.now() / 1000 };
      return Response.json([{ ...asked, ...fields }], { headers: { date: new Date().toUTCString() } });
    }
    asked = JSON.parse(String(init.body));
    if (lose) throw new TypeError("fetch failed");
    return Response.json(created, { status: 201 });
  });
  for (let batch = 0; batch < 10; batch++) {
    await value(Promise.all(Array.from({ length: 1000 }, () => client.executions.create(request()))));
  }
  lose = true;
  await value(client.executions.create(request(), RECONCILE));
  const error = await failure(client.executions.create(request(), RECONCILE));
  expect(error.outcome).toBe("unknown");
  expect(error.candidates).toHaveLength(1);
  await turn(11 * 60_000);
  await value(client.executions.create(request(), RECONCILE));
});

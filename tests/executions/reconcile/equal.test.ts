// Creates of one page or process share the executions out among themselves: none is given to two of them.
import { describe, expect, test } from "vitest";
import {
  failure,
  PROJECT,
  RECONCILE,
  request,
  type Stage,
  settled,
  stage,
  started,
  turn,
  turnClock,
  USER,
  value,
  wexa,
} from "../../support/turned-clock.ts";

turnClock();

/** The faults of the next creates, in their order. */
function faults({ emulator }: Stage, ...list: Parameters<Stage["emulator"]["fault"]>[0][]): void {
  for (const fault of list) emulator.fault({ match: { operation: "executions.create" }, ...fault });
}

describe("two equal creates", () => {
  test("one is fine and one was not started: that of the other is not taken", async () => {
    const set = stage();
    const asked = request();
    faults(set, { reset: "before" }, {});
    const lost = set.client.executions.create(asked, RECONCILE);
    await turn(50);
    const { execution_id } = await value(set.client.executions.create(asked));
    expect(await failure(lost)).toMatchObject({ outcome: "unknown", candidates: [] });
    expect((await started(set)).map((one) => one.execution_id)).toEqual([execution_id]);
  });

  test("one takes long and one was not started: the one waits for the other to settle", async () => {
    const set = stage();
    // In another order of names, which is the same request.
    const lostOne = request({ input_variables: { a: 1, b: { c: 2, d: 3 } } });
    const slowOne = {
      input_variables: { b: { d: 3, c: 2 }, a: 1 },
      goal: lostOne.goal,
      agentflow_id: lostOne.agentflow_id,
    };
    faults(set, { replyDelayMs: 15_000 }, { reset: "before" });
    const slow = set.client.executions.create(slowOne);
    await turn(50);
    const lost = set.client.executions.create(lostOne, RECONCILE);
    await turn(5000);
    expect(set.count("executions.list")).toBe(1);
    expect(await failure(lost)).toMatchObject({ outcome: "unknown", candidates: [] });
    expect((await value(slow)).goal).toBe(slowOne.goal);
  });

  test("one takes long and both were started: each has its own", async () => {
    const set = stage();
    const asked = request();
    faults(set, { replyDelayMs: 15_000 }, { reset: "after" });
    const slow = set.client.executions.create(asked);
    await turn(50);
    const lost = set.client.executions.create(asked, RECONCILE);
    const before = Date.now();
    const ids = [(await value(lost)).execution_id, (await value(slow)).execution_id];
    // As soon as the other has settled.
    expect(Date.now() - before).toBeLessThan(15_500);
    expect(new Set(ids).size).toBe(2);
  });

  test("one hangs for ever: nothing is guessed", async () => {
    const set = stage();
    const asked = request();
    faults(set, { delayMs: 600_000 }, { reset: "after" });
    const hanging = new AbortController();
    const { signal } = hanging;
    const options = { signal, timeout: Number.POSITIVE_INFINITY };
    const other = set.client.executions.create(asked, options);
    await turn(50);
    const before = Date.now();
    const error = await failure(set.client.executions.create(asked, RECONCILE));
    expect(Date.now() - before).toBeLessThan(65_000);
    expect(error.outcome).toBe("unknown");
    expect(error.candidates).toHaveLength(1);
    hanging.abort();
    await failure(other);
  });

  test("both are lost and one was started: exactly one of them gets it", async () => {
    const set = stage();
    const asked = request();
    faults(set, { reset: "after" }, { reset: "before" });
    const ends = await Promise.all([
      settled(set.client.executions.create(asked, RECONCILE)),
      settled(set.client.executions.create(asked, RECONCILE)),
    ]);
    const [execution] = await started(set);
    expect(ends.filter(({ value }) => value?.execution_id === execution?.execution_id)).toHaveLength(1);
    const { error } = ends.find(({ error }) => error) ?? {};
    expect(error).toMatchObject({ outcome: "unknown", candidates: [] });
  });

  test("both are lost and both were started: both are shown both", async () => {
    const set = stage();
    const asked = request();
    faults(set, { reset: "after" }, { reset: "after" });
    const errors = await Promise.all([
      failure(set.client.executions.create(asked, RECONCILE)),
      failure(set.client.executions.create(asked, RECONCILE)),
    ]);
    for (const error of errors) {
      expect(error.outcome).toBe("unknown");
      expect(error.candidates).toHaveLength(2);
    }
    expect(set.count("executions.create")).toBe(2);
  });

  test("one was found before: it is not found again", async () => {
    const set = stage();
    const asked = request();
    faults(set, { reset: "after" }, { reset: "before" });
    await value(set.client.executions.create(asked, RECONCILE));
    // Within the slack of the clocks.
    expect(await failure(set.client.executions.create(asked, RECONCILE))).toMatchObject({ candidates: [] });
  });

  test("one was accepted, but not by the caller: it is not taken either", async () => {
    const asked = request();
    const set = stage();
    const execution_id = crypto.randomUUID();
    faults(set, { body: { execution_id, status: "ready" } });
    const strict = { validate: "strict" } as const;
    expect((await failure(set.client.executions.create(asked, strict))).outcome).toBe("accepted");
    // The server now lists what it has answered.
    const { agentflow_id, goal } = asked;
    const sent = { agentflow_id, goal, executed_by: USER, input_variables: {} };
    const item = { ...sent, execution_id, status: "ready", created_at: Date.now() / 1000 };
    set.emulator.fault({ match: { operation: "executions.list" }, body: [item], times: 3 });
    faults(set, { reset: "before" });
    expect(await failure(set.client.executions.create(asked, RECONCILE))).toMatchObject({ candidates: [] });
  });

  test("two calls of create_executeflow know of each other", async () => {
    const set = stage();
    const options = { ...set.emulator.clientOptions(), logLevel: "off" } as const;
    const asked = request({ executed_by: USER, projectID: PROJECT });
    const fine = await value(wexa.create_executeflow(asked, options));
    faults(set, { reset: "before" });
    const error = await failure(wexa.create_executeflow(asked, { ...options, ...RECONCILE }));
    expect(error.candidates).toEqual([]);
    expect((await started(set))[0]?.execution_id).toBe(fine.execution_id);
  });
});

test("fifty different creates, all lost and all started: each finds its own", async () => {
  const set = stage();
  faults(set, { reset: "after", times: 50 });
  const asked = Array.from({ length: 50 }, (_, at) => request({ goal: "run", input_variables: { at } }));
  const found = await value(Promise.all(asked.map((one) => set.client.executions.create(one, RECONCILE))));
  expect(found.map(({ input_variables }) => input_variables)).toEqual(
    asked.map(({ input_variables }) => input_variables),
  );
  expect(new Set(found.map(({ execution_id }) => execution_id)).size).toBe(50);
  expect(set.count("executions.create")).toBe(50);
});

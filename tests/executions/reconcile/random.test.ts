// Creates through faults of every kind: none starts two executions, none that was started is called not started.
import { expect, test, vi } from "vitest";
import {
  RECONCILE,
  request,
  type Settled,
  settled,
  stage,
  started,
  turnClock,
} from "../../support/turned-clock.ts";

turnClock();

const SEED = 20_260_729;

/** Numbers in [0, 1) that are the same in each run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const FAULTS = [
  {},
  { reset: "before" },
  { reset: "after" },
  { status: 429, retryAfter: 1 },
  { status: 422, body: { detail: "no" } },
  { status: 500 },
  { status: 502, commit: true, nonJson: true },
  { status: 503 },
  { status: 503, retryAfter: 1 },
  { status: 503, commit: true },
  { truncateBody: true },
  { nonJson: true },
  { body: {} },
  { replyDelayMs: 3000 },
  { delayMs: 3000 },
  { delayMs: 300, replyDelayMs: 300 },
  { status: 302, commit: true },
] as const;

test("three hundred creates", async () => {
  const next = random(SEED);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  // Retries and their jitter are the client's own: these, too, are the same in each run.
  vi.spyOn(Math, "random").mockImplementation(next);
  const set = stage();
  const all: { goal: string; end: Settled<{ goal: string; execution_id: string }> }[] = [];
  for (let batch = 0; batch < 30; batch++) {
    const asked = Array.from({ length: 10 }, () => request());
    const ends = asked.map((one) => {
      const times = 1 + Math.floor(next() * 2);
      set.emulator.fault({ match: { operation: "executions.create" }, times, ...pick(FAULTS) });
      if (next() < 0.2) {
        set.emulator.fault({ match: { operation: "executions.list" }, ...pick(FAULTS) });
      }
      return settled(set.client.executions.create(one, { ...RECONCILE, timeout: 1500 }));
    });
    for (const [at, end] of (await Promise.all(ends)).entries()) {
      all.push({ goal: asked[at]?.goal ?? "", end });
    }
    set.emulator.clearFaults();
  }

  const executions = await started(set);
  const ids = new Map<string, string[]>();
  for (const { goal, execution_id } of executions) {
    ids.set(goal, [...(ids.get(goal) ?? []), execution_id]);
  }
  const twice = [...ids].filter(([, ids]) => ids.length > 1);
  expect(twice).toEqual([]);

  const given = all.flatMap(({ end }) => end.value?.execution_id ?? []);
  expect(new Set(given).size).toBe(given.length);
  for (const { goal, end } of all) {
    if (end.value) expect([end.value.execution_id]).toEqual(ids.get(goal));
    else if (ids.has(goal)) expect(end.error.outcome).toBe("unknown");
  }

  // Faults of the lists are seldom enough that every execution is found by one of the looks.
  const missed = all.filter(({ goal, end }) => end.error && ids.has(goal));
  expect(missed).toEqual([]);
  // Otherwise this would have proved nothing.
  const kinds = new Set(all.map(({ end }) => (end.value ? "value" : end.error.outcome)));
  expect(kinds).toEqual(new Set(["value", "unknown", "refused"]));
  vi.restoreAllMocks();
});

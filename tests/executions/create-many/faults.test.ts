// Many starts through faults of every kind, at the emulator: none starts twice, and what is told is what happened.
import { expect, test } from "vitest";
import { request, stage, started } from "../../support/turned-clock.ts";
import { told } from "./server.ts";

test("a thousand starts through faults: each is started once at most, and its result says whether", {
  timeout: 90_000,
}, async () => {
  const there = stage(undefined, { retryDelay: { initial: 1, max: 2 } });
  const { emulator, client } = there;
  const match = { operation: "executions.create" };
  const faults = [
    { match, status: 429, headers: { "retry-after-ms": "2" } },
    { match, status: 503, retryAfter: 0 },
    { match, reset: "before" },
    { match, reset: "after" },
    { match, status: 502 },
    { match, status: 502, commit: true },
    { match, truncateBody: true },
    { match, nonJson: true },
    { match, status: 422 },
  ] as const;
  const requests = Array.from({ length: 1000 }, () => request());
  function* troubled(): Generator<(typeof requests)[number]> {
    for (const [index, each] of requests.entries()) {
      if (index % 5 === 0) emulator.fault(faults[(index / 5) % faults.length] as (typeof faults)[number]);
      yield each;
    }
  }
  const ends = new Map<string, string>();
  let index = 0;
  for await (const result of client.executions.createMany(troubled(), { concurrency: 8 })) {
    expect(result.index).toBe(index++);
    ends.set(result.request.goal, told(result).split(" ")[1] as string);
  }
  expect(index).toBe(1000);
  const goals = (await started(there)).map(({ goal }) => goal);
  expect(new Set(goals).size).toBe(goals.length);
  const really = new Set(goals);
  const wrong = [...ends].filter(([goal, end]) =>
    end === "unknown" ? false : really.has(goal) !== (end === "started"),
  );
  expect(wrong).toEqual([]);
  const kinds = [...ends.values()];
  expect([...new Set(kinds)].sort()).toEqual(["refused", "started", "unknown"]);
  // Of the refusals only those with a 422 are for good.
  expect(kinds.filter((end) => end === "refused").length).toBeLessThan(30);
});

test("what is unknown can be looked for, as with create", async () => {
  const there = stage();
  there.emulator.fault({ match: { operation: "executions.create" }, reset: "after" });
  const requests = [request(), request(), request()];
  const given: string[] = [];
  for await (const result of there.client.executions.createMany(requests, { onUnknown: "reconcile" })) {
    given.push(told(result));
  }
  expect(given).toEqual(["0 started", "1 started", "2 started"]);
  expect(there.count("executions.create")).toBe(3);
});

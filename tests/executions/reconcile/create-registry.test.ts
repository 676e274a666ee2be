// What a page or process remembers of its creates stays small, and says so where it had to forget.
import { expect, test } from "vitest";
import { CreateRegistry, getRegistry, type SentCreate } from "../../../npm/executions/create-registry.ts";

const WINDOW = 11 * 60_000;

function start(at: number, text = "{}"): SentCreate {
  return { url: "/execute_flow?projectID=p", text, at, settled: false };
}

test("executions are remembered, however long ago they were started", () => {
  const registry = new CreateRegistry();
  registry.claim("a", 0);
  registry.claim("b", 10 * WINDOW);
  expect(["a", "b", "c"].map((id) => registry.isClaimed(id))).toEqual([true, true, false]);
  expect(registry.isComplete(10 * WINDOW)).toBe(true);
});

test("no more than ten thousand of them, and what was forgotten is no longer taken for known", () => {
  const registry = new CreateRegistry();
  for (let at = 0; at < 10_000; at++) registry.claim(`execution ${at}`, at);
  expect([registry.size, registry.isClaimed("execution 0"), registry.isComplete(10_000)]).toEqual([
    10_000,
    true,
    true,
  ]);
  registry.claim("one more", 10_000);
  expect([registry.size, registry.isClaimed("execution 0"), registry.isComplete(10_000)]).toEqual([
    5001,
    false,
    false,
  ]);
  // The latest one that was forgotten is that of 4999.
  expect([registry.isComplete(4999 + WINDOW), registry.isComplete(5000 + WINDOW)]).toEqual([false, true]);
});

test("the memory of a million creates is that of ten thousand", () => {
  const url = crypto.randomUUID();
  for (let at = 0; at < 1_000_000; at += 100) {
    const one = start(at);
    getRegistry(url, at).add(one);
    getRegistry(url, at).claim(`execution ${at}`, at);
    getRegistry(url, at).settle(one);
  }
  expect(getRegistry(url, 1_000_000).size).toBeLessThanOrEqual(10_000);
});

test("a clock that is set back does not make the memory grow", () => {
  const registry = new CreateRegistry();
  for (let at = 20_000; at > 0; at--) registry.claim(`execution ${at}`, at);
  expect(registry.size).toBeLessThanOrEqual(10_000);
});

test("a request that never settles is forgotten with age", () => {
  const registry = new CreateRegistry();
  registry.add(start(0));
  registry.add(start(1));
  const late = start(WINDOW + 1);
  registry.add(late);
  expect(registry.size).toBe(2);
  expect(registry.others(late)).toHaveLength(1);
});

test("a request that is sent again has its age from then", () => {
  const registry = new CreateRegistry();
  const again = start(0);
  registry.add(again);
  registry.add(start(1));
  again.at = WINDOW;
  registry.add(again);
  registry.add(start(WINDOW + 2));
  expect(registry.size).toBe(2);
});

test("each server and project has its own, and those that nobody uses are forgotten", () => {
  const now = 10_000_000;
  const [one, two] = [getRegistry("one", now), getRegistry("two", now)];
  expect(one).not.toBe(two);
  expect(getRegistry("one", now + WINDOW)).toBe(one);
  expect(getRegistry("one", now + WINDOW + 1)).toBe(one);
  expect(getRegistry("two", now + WINDOW + 1)).not.toBe(two);
});
